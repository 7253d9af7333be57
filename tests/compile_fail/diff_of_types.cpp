// A difference of two types: give their summaries.
// EXPECT: nns: write nns::diff(nns::summary<before>, nns::summary<after>), and #include <nns/report/diff.hpp>
#include <nns/nns.hpp>
#include <nns/report/diff.hpp>

using namespace nns::layers;

struct before : nns::sequential<input<8>, dense<4>> {};
struct after : nns::sequential<input<8>, dense<3>> {};

#ifdef NNS_MENDED
const auto changes = nns::diff(nns::summary<before>, nns::summary<after>);
#else
const auto changes = nns::diff<before, after>();
#endif
