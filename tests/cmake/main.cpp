// A program whose facts were checked when it was compiled: that it runs says that it was built.
int main() {}
