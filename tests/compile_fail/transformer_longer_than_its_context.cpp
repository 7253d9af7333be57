// A language model over more tokens than it has positions for.
// EXPECT: the input is longer than the number of learned positions
// EXPECT: length<2048>
// EXPECT: positions<1024>
#include <nns/zoo/gpt2.hpp>

namespace models = nns::zoo::transformers;

#ifdef NNS_MENDED
constexpr std::int64_t tokens = 512;
#else
constexpr std::int64_t tokens = 2'048;
#endif

static_assert(nns::parameters<nns::zoo::gpt2<models::gpt2::sizes.over(tokens)>> > 0);
