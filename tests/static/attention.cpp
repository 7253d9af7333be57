// Attention: published transformers, Keras' rules, and products counted by hand.
#include <nns/nns.hpp>
#include <nns/layers/slicing.hpp>
#include <nns/models/blocks.hpp>

using namespace nns::layers;
using namespace nns::literals;

namespace {

template <std::int64_t C, std::int64_t Heads, class... Options>
struct encoder_block : nns::sequential<
    residual<layer_normalization<>, multi_head_attention<Heads, C / Heads, Options...>>,
    residual<layer_normalization<>, dense<4 * C, gelu>, dense<C>>> {};

struct vit_b_16 : nns::sequential<
    input<224, 224, 3>, patch_embedding<768, 16>, class_token<>, position_embedding<>,
    repeat<12, encoder_block<768, 12>>,
    layer_normalization<>, take<0, axis<1>>, dense<1000>> {};

// torchvision 0.21, vit_b_16: 86,567,656 parameters, 17.564 GMACs
static_assert(nns::parameters<vit_b_16> == 86'567'656);
static_assert(nns::forward<vit_b_16> >= 17.5635_GMAC && nns::forward<vit_b_16> < 17.5645_GMAC);

template <std::int64_t C, std::int64_t Heads, std::int64_t Layers>
struct gpt2 : nns::sequential<
    input<1024>, embedding<50257, C>, position_embedding<1024>,
    repeat<Layers, encoder_block<C, Heads, causal>>, layer_normalization<>> {};

// The published checkpoints, whose output matrix is the embedding's
static_assert(nns::parameters<gpt2<768, 12, 12>> == 124'439'808);
static_assert(nns::parameters<gpt2<1024, 16, 24>> == 354'823'168);
static_assert(nns::parameters<gpt2<1280, 20, 36>> == 774'030'080);
static_assert(nns::parameters<gpt2<1600, 25, 48>> == 1'557'611'200);

template <std::int64_t C, std::int64_t Hidden>
struct gated_mlp : nns::sequential<multiply<dense<Hidden, no_bias, silu>, dense<Hidden, no_bias>>,
                                   dense<C, no_bias>> {};

template <std::int64_t Words, std::int64_t C, std::int64_t Hidden, std::int64_t Layers, class Attention>
struct llama : nns::sequential<
    input<128>, embedding<Words, C>,
    repeat<Layers, residual<rms_normalization<>, Attention>, residual<rms_normalization<>, gated_mlp<C, Hidden>>>,
    rms_normalization<>, dense<Words, no_bias>> {};

using llama_2_7b = llama<32'000, 4'096, 11'008, 32, multi_head_attention<32, 128, no_bias, causal>>;
using llama_2_70b = llama<32'000, 8'192, 28'672, 80, grouped_query_attention<128, 64, 8, no_bias, causal>>;
using llama_3_8b = llama<128'256, 4'096, 14'336, 32, grouped_query_attention<128, 32, 8, no_bias, causal>>;
using mistral_7b = llama<32'000, 4'096, 14'336, 32, grouped_query_attention<128, 32, 8, no_bias, causal>>;

// The published checkpoints
static_assert(nns::parameters<llama_2_7b> == 6'738'415'616);
static_assert(nns::parameters<llama_2_70b> == 68'976'648'192);
static_assert(nns::parameters<llama_3_8b> == 8'030'261'248);
static_assert(nns::parameters<mistral_7b> == 7'241'732'096);
// 128 (32 (4 4096^2 + 2 128 4096 + 3 4096 11008) + 4096 32000), as calflops counts Llama-2-7B over 128 tokens
static_assert(nns::forward<llama_2_7b> == 850'000'871'424_MAC);

// Keras 3.9.2 built and ran a layer of 1 head of size 2 without biases over (1, 2): 16 parameters, 20 multiply-adds
struct keras_built : nns::sequential<input<1, 2>, multi_head_attention<1, 2, no_bias>> {};
static_assert(nns::parameters<keras_built> == 16);
static_assert(nns::forward<keras_built> == 20_MAC);

template <class Layer>
struct cross : nns::graph<node<"query", input<5, 16>>, node<"value", input<7, 12>>, node<"key", input<7, 10>>,
                          node<"out", Layer, "query", "value", "key">, outputs<"out">> {};

// Keras' formula, T = 5, S = 7, I = 16, keys of 10, values of 12, h = 2, d = 4, e = 6, O = 9:
// 5 16 8 + 7 10 8 + 7 12 12 + 2 5 7 4 + 2 5 7 6 + 5 12 9; weights (16 + 10) 8 + 12 12 + 12 9, biases 8 + 8 + 12 + 9
using cross_attention = cross<multi_head_attention<2, 4, value_dim<6>, output_dim<9>>>;
static_assert(nns::output_shape<cross_attention> == nns::shape{5, 9});
static_assert(nns::forward<cross_attention> == nns::macs{640 + 560 + 1'008 + 280 + 420 + 540});
static_assert(nns::parameters<cross_attention> == 208 + 144 + 108 + 37);

// 4 query heads share 2: 5 16 16 + 7 10 8 + 7 12 8 + 2 4 5 7 4 + 5 16 16; weights 256 + 80 + 96 + 256, biases 16 + 8 +
// 8 + 16
using shared_keys = cross<grouped_query_attention<4, 4, 2>>;
static_assert(nns::forward<shared_keys> == nns::macs{1'280 + 560 + 672 + 1'120 + 1'280});
static_assert(nns::parameters<shared_keys> == 688 + 48);

template <class... Options>
struct self : nns::sequential<input<6, 8>, multi_head_attention<2, 4, Options...>> {};

// 4 6 8 8 of the projections, and 2 8 for each pair of positions: 36 of them, or 6 7 / 2 below the diagonal
static_assert(nns::forward<self<>> == nns::macs{4 * 6 * 64 + 36 * 16});
static_assert(nns::forward<self<causal>> == nns::forward<self<>>);
static_assert(nns::forward<self<causal, count_masked<false>>> == nns::macs{4 * 6 * 64 + 21 * 16});
static_assert(nns::forward<self<count_masked<false>>> == nns::forward<self<>>);

// Axial attention over (3, 4, 8): along axis 2 there are 3 times 4 4 pairs, along both axes 12 12.
template <class... Options>
struct axial : nns::sequential<input<3, 4, 8>, multi_head_attention<2, 4, Options...>> {};
static_assert(nns::forward<axial<axis<2>>> == nns::macs{4 * 12 * 64 + 3 * 16 * 16});
static_assert(nns::forward<axial<axis<1>>> == nns::macs{4 * 12 * 64 + 4 * 9 * 16});
static_assert(nns::forward<axial<>> == nns::macs{4 * 12 * 64 + 144 * 16});

template <class Layer>
struct bare : nns::graph<node<"query", input<5, 16>>, node<"value", input<7, 12>>, node<"key", input<7, 16>>,
                         node<"out", Layer, "query", "value", "key">, outputs<"out">> {};

// T S (d + e) = 5 7 (16 + 12); T S e, and a scale of d numbers
static_assert(nns::output_shape<bare<attention<>>> == nns::shape{5, 12});
static_assert(nns::forward<bare<attention<>>> == 980_MAC);
static_assert(nns::parameters<bare<attention<>>> == 0);
// Keras: use_scale is one number
static_assert(nns::parameters<bare<attention<use_scale>>> == 1);
static_assert(nns::forward<bare<additive_attention<>>> == 420_MAC);
static_assert(nns::parameters<bare<additive_attention<>>> == 16);
static_assert(nns::parameters<bare<additive_attention<no_scale>>> == 0);
// Query t of 5 sees t keys: 15 of 35 pairs
static_assert(nns::forward<bare<attention<causal, count_masked<false>>>> == nns::macs{15 * 28});

// Heads as a leading axis, as MViT has them after pooling keys and values: 3 5 7 (4 + 4)
struct pooled : nns::graph<node<"query", input<3, 5, 4>>, node<"value", input<3, 7, 4>>,
                           node<"out", attention<>, "query", "value">> {};
static_assert(nns::output_shape<pooled> == nns::shape{3, 5, 4});
static_assert(nns::forward<pooled> == 840_MAC);

}  // namespace
