// A memory plan for a model whose input has an unknown extent.
// EXPECT: nns: an extent of the input is not known, so there is no memory plan: give the model an input with all extents
#include <nns/memory/plan.hpp>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<64, 8>, dense<10>> {};
#else
struct net : nns::sequential<input<nns::shape::unknown, 8>, dense<10>> {};
#endif

static_assert(nns::memory_plan<net>.height < 10'000);
