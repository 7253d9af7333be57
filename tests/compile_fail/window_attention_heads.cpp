// Channels that do not split into that many heads.
// EXPECT: the heads must divide the channels, and the key heads must divide the query heads
#include <nns/nns.hpp>
#include <nns/layers/window_attention.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
using layer_under_test = window_attention<3, 7>;
#else
using layer_under_test = window_attention<5, 7>;
#endif
using net = nns::sequential<input<14, 14, 96>, layer_under_test>;

static_assert(nns::forward<net>.count >= 0);
