// Two layers of one composition with the same name. A copy of a repeat, or of a composition, is numbered instead.
// EXPECT: nns: a name is used twice: give each row and each node a name of its own
// EXPECT: named<"fc"
#include <nns/nns.hpp>

using namespace nns::layers;

#ifndef NNS_MENDED
struct net : nns::sequential<input<8>, named<"fc", dense<4>>, named<"fc", dense<2>>> {};
#else
struct net : nns::sequential<input<8>, named<"fc", dense<4>>, named<"fc2", dense<2>>> {};
#endif

static_assert(nns::forward<net>.count > 0);
