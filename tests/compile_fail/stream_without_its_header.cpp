// A number written to a stream, without the header.
// EXPECT: include_nns_report_stream_hpp
// EXPECT: // #include <nns/report/stream.hpp>
#include <nns/nns.hpp>
#ifdef NNS_MENDED
#include <nns/report/stream.hpp>
#endif

#include <iostream>

using namespace nns::layers;

struct net : nns::sequential<input<8>, dense<4>> {};

int main() {
  std::cout << nns::forward<net>;
}
