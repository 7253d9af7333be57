// A table without its header.
// EXPECT: nns: write nns::to_text(nns::summary<net>), and #include <nns/report/text.hpp>
#include <nns/nns.hpp>
#ifdef NNS_MENDED
#include <nns/report/text.hpp>
#endif

#include <cstdio>

using namespace nns::layers;

struct net : nns::sequential<input<8>, dense<4>> {};

int main() { std::puts(nns::to_text(nns::summary<net>).c_str()); }
