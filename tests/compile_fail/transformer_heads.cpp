// A language model of the zoo whose heads do not divide its width.
// EXPECT: the heads of a transformer must divide its width
#include <nns/zoo/gpt2.hpp>

using namespace nns::zoo;

#ifdef NNS_MENDED
constexpr std::int64_t heads = 12;
#else
constexpr std::int64_t heads = 10;
#endif

constexpr transformer_sizes small{.layers = 2, .width = 768, .heads = heads, .vocabulary = 1'000, .context = 64};

static_assert(nns::parameters<gpt2<small>> > 0);
