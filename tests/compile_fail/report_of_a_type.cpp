// A table of a type: give the type's summary.
// EXPECT: nns: write nns::to_text(nns::summary<net>), and #include <nns/report/text.hpp>
#include <nns/nns.hpp>
#include <nns/report/text.hpp>

#include <string>

using namespace nns::layers;

struct net : nns::sequential<input<8>, dense<4>> {};

#ifdef NNS_MENDED
const std::string table = nns::to_text(nns::summary<net>);
#else
const std::string table = nns::to_text<net>();
#endif
