// Attention: Keras' rules, and products counted by hand. Published transformers are in zoo/.
#include "asked.hpp"

using namespace nns::layers;
using asked::rule;
using namespace nns::literals;

namespace {

// Keras 3.9.2 built and ran a layer of 1 head of size 2 without biases over (1, 2): 16 parameters, 20 multiply-adds
struct keras_built : nns::sequential<input<1, 2>, multi_head_attention<1, 2, no_bias>> {};
static_assert(again::parameters<keras_built> == 16);
static_assert(again::forward<keras_built> == 20_MAC);

template <class Layer>
struct cross : nns::graph<node<"query", input<5, 16>>, node<"value", input<7, 12>>, node<"key", input<7, 10>>,
                          node<"out", Layer, "query", "value", "key">, outputs<"out">> {};

// Keras' formula, T = 5, S = 7, I = 16, keys of 10, values of 12, h = 2, d = 4, e = 6, O = 9:
// 5 16 8 + 7 10 8 + 7 12 12 + 2 5 7 4 + 2 5 7 6 + 5 12 9; weights (16 + 10) 8 + 12 12 + 12 9, biases 8 + 8 + 12 + 9
using cross_attention = cross<multi_head_attention<2, 4, value_dim<6>, output_dim<9>>>;
static_assert(again::output_shape<cross_attention> == nns::shape{5, 9});
static_assert(again::forward<cross_attention> == nns::macs{640 + 560 + 1'008 + 280 + 420 + 540});
static_assert(again::parameters<cross_attention> == 208 + 144 + 108 + 37);

// 4 query heads share 2: 5 16 16 + 7 10 8 + 7 12 8 + 2 4 5 7 4 + 5 16 16; weights 256 + 80 + 96 + 256, biases 16 + 8 +
// 8 + 16
using shared_keys = cross<grouped_query_attention<4, 4, 2>>;
static_assert(again::forward<shared_keys> == nns::macs{1'280 + 560 + 672 + 1'120 + 1'280});
static_assert(again::parameters<shared_keys> == 688 + 48);

template <class... Options>
struct self : nns::sequential<input<6, 8>, multi_head_attention<2, 4, Options...>> {};

// 4 6 8 8 of the projections, and 2 8 for each pair of positions: 36 of them, or 6 7 / 2 below the diagonal
static_assert(again::forward<self<>> == nns::macs{4 * 6 * 64 + 36 * 16});
static_assert(again::forward<self<causal>> == again::forward<self<>>);
static_assert(again::forward<self<causal, count_masked<false>>> == nns::macs{4 * 6 * 64 + 21 * 16});
static_assert(again::forward<self<count_masked<false>>> == again::forward<self<>>);

// Axial attention over (3, 4, 8): along axis 2 there are 3 times 4 4 pairs, along both axes 12 12.
template <class... Options>
struct axial : nns::sequential<input<3, 4, 8>, multi_head_attention<2, 4, Options...>> {};
static_assert(again::forward<axial<axis<2>>> == nns::macs{4 * 12 * 64 + 3 * 16 * 16});
static_assert(again::forward<axial<axis<1>>> == nns::macs{4 * 12 * 64 + 4 * 9 * 16});
static_assert(again::forward<axial<>> == nns::macs{4 * 12 * 64 + 144 * 16});

template <class Layer>
struct bare : nns::graph<node<"query", input<5, 16>>, node<"value", input<7, 12>>, node<"key", input<7, 16>>,
                         node<"out", Layer, "query", "value", "key">, outputs<"out">> {};

// T S (d + e) = 5 7 (16 + 12); T S e, and a scale of d numbers
static_assert(again::output_shape<bare<attention<>>> == nns::shape{5, 12});
static_assert(again::forward<bare<attention<>>> == 980_MAC);
static_assert(again::parameters<bare<attention<>>> == 0);
// Keras: use_scale is one number
static_assert(again::parameters<bare<attention<use_scale>>> == 1);
static_assert(again::forward<bare<additive_attention<>>> == 420_MAC);
static_assert(again::parameters<bare<additive_attention<>>> == 16);
static_assert(again::parameters<bare<additive_attention<no_scale>>> == 0);
// Query t of 5 sees t keys: 15 of 35 pairs
static_assert(again::forward<bare<attention<causal, count_masked<false>>>> == nns::macs{15 * 28});

// Heads as a leading axis, as MViT has them after pooling keys and values: 3 5 7 (4 + 4)
struct pooled : nns::graph<node<"query", input<3, 5, 4>>, node<"value", input<3, 7, 4>>,
                           node<"out", attention<>, "query", "value">> {};
static_assert(again::output_shape<pooled> == nns::shape{3, 5, 4});
static_assert(again::forward<pooled> == 840_MAC);

// More queries than keys: 5 of them see 1, 2, 3, 3, 3 keys of 3
template <class Layer>
struct long_queries : nns::graph<node<"query", input<5, 16>>, node<"value", input<3, 12>>, node<"key", input<3, 16>>,
                                 node<"out", Layer, "query", "value", "key">, outputs<"out">> {};
static_assert(again::forward<long_queries<attention<causal, count_masked<false>>>> == nns::macs{12 * 28});
// A length that is not known: so are the products, but not the weights, 4 8 8 + 4 8
constexpr std::int64_t u = nns::shape::unknown;
using unknown_length = nns::sequential<input<u, 8>, multi_head_attention<2, 4, causal, count_masked<false>>>;
static_assert(again::forward<unknown_length>.count == u && again::parameters<unknown_length> == 288);
using unknown_width = nns::sequential<input<6, u>, multi_head_attention<2, 4>>;
static_assert(again::parameters<unknown_width> == u && again::output_shape<unknown_width> == nns::shape{6, u});

using x = input<6, 8>;
static_assert(asked::refused_by<x, multi_head_attention<0, 4>> == rule::size_not_positive);
static_assert(asked::refused_by<x, multi_head_attention<2, 0>> == rule::size_not_positive);
static_assert(asked::refused_by<x, multi_head_attention<2, 4, value_dim<0>>> == rule::size_not_positive);
static_assert(asked::refused_by<x, multi_head_attention<2, 4, output_dim<0>>> == rule::size_not_positive);
static_assert(asked::refused_by<x, multi_head_attention<2, 4, same>> == rule::option_not_known_to_the_layer);
static_assert(asked::refused_by<x, multi_head_attention<2, 4, axis<2>>> == rule::axis_out_of_range);
static_assert(asked::refused_by<x, multi_head_attention<2, 4, axis<3>>> == rule::axis_out_of_range);
static_assert(asked::refused_by<input<8>, multi_head_attention<2, 4>> == rule::no_time_axis);
static_assert(asked::refused_by<x, grouped_query_attention<4, 4, 3>> == rule::heads_do_not_divide);
static_assert(asked::refused_by<x, grouped_query_attention<4, 4, 0>> == rule::size_not_positive);

// Query, value, key that do not meet
template <class Layer, class Query, class Value, class Key>
inline constexpr rule refused_between =
    asked::broken_by<nns::graph<node<"query", Query>, node<"value", Value>, node<"key", Key>,
                                node<"out", Layer, "query", "value", "key">, outputs<"out">>>;
using heads = multi_head_attention<2, 4>;
static_assert(refused_between<heads, x, input<3, 6, 8>, x> == rule::input_ranks_differ);
static_assert(refused_between<heads, x, x, input<3, 6, 8>> == rule::input_ranks_differ);
static_assert(refused_between<heads, x, x, input<7, 8>> == rule::value_and_key_lengths_differ);
static_assert(refused_between<attention<>, x, x, input<6, 9>> == rule::widths_differ);
static_assert(refused_between<additive_attention<>, x, x, input<6, 9>> == rule::widths_differ);
using image = input<3, 4, 8>;
static_assert(refused_between<multi_head_attention<2, 4, axis<1>>, image, input<3, 5, 8>, input<3, 5, 8>> ==
              rule::attended_extents_differ);
static_assert(refused_between<attention<>, image, input<2, 4, 8>, input<2, 4, 8>> == rule::attended_extents_differ);

static_assert(refused_between<attention<>, input<8>, input<8>, input<8>> == rule::no_time_axis);
static_assert(refused_between<additive_attention<>, input<8>, input<8>, input<8>> == rule::no_time_axis);
struct unknown_keys : nns::graph<node<"query", x>, node<"value", input<u, 8>>,
                                 node<"out", multi_head_attention<2, 4, causal, count_masked<false>>, "query",
                                      "value">> {};
static_assert(again::forward<unknown_keys>.count == u && again::output_shape<unknown_keys> == nns::shape{6, 8});

// (a) 2 heads of 5 on (7, 10): four projections of 10 x 10, a bias of 10 each.
template <class... Options>
using on_tens = nns::sequential<input<7, 10>, multi_head_attention<2, 5, Options...>>;
static_assert(again::parameters<on_tens<no_query_bias>> == 430);
static_assert(again::parameters<on_tens<no_query_bias, no_key_bias, no_value_bias, no_output_bias>> == 400);
static_assert(again::parameters<on_tens<no_bias, no_key_bias>> == 400 && again::parameters<on_tens<use_bias<false>>> == 400);
// Qwen2-0.5B's attention: 896 features, 14 heads of 64 and 2 for keys and values, biases on all projections but the
// output's: 896 896 + 896, twice 896 128 + 128, 896 896.
using qwen2 = nns::sequential<input<3, 896>, grouped_query_attention<64, 14, 2, no_output_bias>>;
static_assert(again::parameters<qwen2> == 896 * 896 + 896 + 2 * (896 * 128 + 128) + 896 * 896);
// Qwen3-0.6B's: 1,024 features, 16 heads of 128 and 8, no biases, and two RMS normalisations over 128 features.
using qwen3 = nns::sequential<input<3, 1024>, grouped_query_attention<128, 16, 8, no_bias, query_key_normalization<>>>;
static_assert(again::parameters<qwen3> == 2 * 1024 * 2048 + 2 * 1024 * 1024 + 2 * 128);
// OLMo 2 normalises over all heads, 2,048 features of queries and of keys (1B).
using olmo2 = nns::sequential<
    input<3, 2048>, multi_head_attention<16, 128, no_bias, query_key_normalization<rms_normalization<axis<2, 3>>>>>;
static_assert(again::parameters<olmo2> == 4 * 2048 * 2048 + 2 * 2048);
static_assert(again::parameters<on_tens<no_bias, query_key_normalization<layer_normalization<>>>> == 400 + 4 * 5);
static_assert(again::parameters<on_tens<no_bias, query_key_normalization<layer_normalization<no_center>>>> == 400 + 2 * 5);
static_assert(again::parameters<on_tens<no_bias, query_key_normalization<rms_normalization<no_scale>>>> == 400);
static_assert(again::forward<on_tens<query_key_normalization<>>> == again::forward<on_tens<>>);
template <class N>
inline constexpr rule normalized_by = asked::refused_by<input<7, 10>, multi_head_attention<2, 5, query_key_normalization<N>>>;
static_assert(normalized_by<dense<5>> == rule::not_an_option && normalized_by<same> == rule::not_an_option);
static_assert(normalized_by<batch_normalization<>> == rule::not_an_option);
static_assert(asked::refused_by<input<7, 10>, attention<no_key_bias>> == rule::option_not_known_to_the_layer);

}  // namespace
