// What attention yields: its scores as a second output, and outputs of several extents.
#include "asked.hpp"

using namespace nns::layers;
using asked::rule;

namespace {

// Keras: MultiHeadAttention(2, 3)(x, x, return_attention_scores=True) on (12, 16) gives (12, 16) and (2, 12, 12).
// Three projections of 16 to 6 and one back, with biases: 3 (16 6 + 6) + 6 16 + 16; and 12 4 + 4.
using scored = nns::graph<node<"x", input<12, 16>>, node<"a", multi_head_attention<2, 3, return_attention_scores>, "x">,
                          node<"d", dense<4>, "a:1">>;
static_assert(again::output_shape<scored> == nns::shape{2, 12, 4});
static_assert(again::parameters<scored> == 418 + 52);
// 3 12 96 + 2 12 12 2 3 + 12 96 and 24 48; the scores are elements that are made, too: 192 + 192 + 288 + 96
static_assert(again::forward<scored>.count == 4 * 12 * 96 + 2 * 144 * 6 + 24 * 48);
static_assert(again::activations<scored> == 192 + 192 + 288 + 96);

// Keras: along one axis, the others are a batch in front of the heads; the bare products have no heads.
template <class Layer, std::int64_t... Extents>
using scores_of = nns::graph<node<"x", input<Extents...>>, node<"a", Layer, "x", "x">, outputs<"a:1">>;
template <class Layer, std::int64_t... Extents>
inline constexpr nns::shape scores = again::output_shape<scores_of<Layer, Extents...>>;
static_assert(scores<multi_head_attention<2, 3, return_attention_scores>, 4, 5, 16> == nns::shape{2, 4, 5, 4, 5});
static_assert(scores<multi_head_attention<2, 3, axis<2>, return_attention_scores>, 4, 5, 16> == nns::shape{4, 2, 5, 5});
static_assert(scores<grouped_query_attention<3, 4, 2, return_attention_scores>, 12, 16> == nns::shape{4, 12, 12});
static_assert(scores<attention<return_attention_scores>, 3, 12, 16> == nns::shape{3, 12, 12});
static_assert(scores<additive_attention<return_attention_scores>, 12, 16> == nns::shape{12, 12});
static_assert(asked::broken_by<scores_of<multi_head_attention<2, 3, return_attention_scores>, 2, 2, 2, 2, 2, 4>> ==
              rule::rank_above_eight);
static_assert(asked::broken_by<scores_of<multi_head_attention<2, 3>, 12, 16>> == rule::output_not_there);

// Keras: output_shape=(2, 8) on (4, 8): 3 (8 6 + 6) parameters before, 6 16 + 16 behind.
using several = nns::sequential<input<4, 8>, multi_head_attention<2, 3, output_dim<2, 8>>>;
static_assert(again::output_shape<several> == nns::shape{4, 2, 8});
static_assert(again::parameters<several> == 162 + 112);
static_assert(again::forward<several>.count == 3 * 4 * 48 + 2 * 16 * 6 + 4 * 96);
static_assert(asked::refused_by<input<4, 8>, multi_head_attention<2, 3, output_dim<2, 0>>> == rule::size_not_positive);
static_assert(asked::refused_by<input<4, 8>, multi_head_attention<2, 3, output_dim<-2, -8>>> == rule::size_not_positive);

}  // namespace
