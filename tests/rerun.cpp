// A program whose facts were checked when it was compiled: that it runs says that it was built. Some of the models are
// counted again, here and now, and must give the same numbers.
#include <rerun.hpp>

int main() {
  std::printf("%d models counted again at run time, %d differ\n", rerun::models, rerun::disagreements);
  return rerun::disagreements == 0 ? 0 : 1;
}
