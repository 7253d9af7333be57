// Pooled attention: whole MViT networks against torchvision's published table.
#include <nns/nns.hpp>
#include <nns/layers/pooled_attention.hpp>
#include <nns/layers/slicing.hpp>

using namespace nns::layers;
using namespace nns::literals;

namespace {

template <std::int64_t Size>
inline constexpr nns::extents grid{8, Size, Size};

/// Halves a grid of positions behind the class token.
template <std::int64_t C, std::int64_t Size>
struct halved : concatenate<
    slice<0, 1, axis<1>>,
    nns::sequential<slice<1, to_end, axis<1>>, reshape<8, Size, Size, C>,
                    max_pooling3d<nns::extents{1, 3, 3}, strides<1, 2, 2>, padding<0, 1, 1>>, reshape<-1, C>>,
    axis<1>> {};

template <std::int64_t In, std::int64_t Out>
using mlp = nns::sequential<dense<4 * In, gelu>, dense<Out>>;

// Version 1: the width changes in the second half of a block.
template <std::int64_t In, std::int64_t Out, std::int64_t Heads, std::int64_t Size, std::int64_t Keys>
struct v1 : nns::sequential<
    residual<layer_normalization<>, pooled_attention<Heads, grid<Size>, kernel<3>, key_value_strides<1, Keys, Keys>>>,
    layer_normalization<>, add<mlp<In, Out>, dense<Out>>> {};
template <std::int64_t C, std::int64_t Heads, std::int64_t Size, std::int64_t Keys>
struct v1<C, C, Heads, Size, Keys> : nns::sequential<
    residual<layer_normalization<>, pooled_attention<Heads, grid<Size>, kernel<3>, key_value_strides<1, Keys, Keys>>>,
    residual<layer_normalization<>, mlp<C, C>>> {};
template <std::int64_t C, std::int64_t Heads, std::int64_t Size, std::int64_t Keys>
struct v1_halving : nns::sequential<
    residual<layer_normalization<>,
             pooled_attention<Heads, grid<Size>, kernel<3>, strides<1, 2, 2>, key_value_strides<1, Keys, Keys>>,
             shortcut<halved<C, Size>>>,
    residual<layer_normalization<>, mlp<C, C>>> {};

/// Adds a vector for each place in a frame, one for each frame, and one for the class token.
struct positions_of_v1 {
  static constexpr nns::shape output(const nns::shape& in) { return in; }
  static constexpr nns::cost cost(const nns::shape& in, const nns::shape&) {
    return {.parameters = (8 + (in[0] - 1) / 8 + 1) * in[1]};
  }
};

using stem = nns::sequential<conv3d<96, kernel<3, 7, 7>, strides<2, 4, 4>, padding<1, 3, 3>>, reshape<-1, 96>,
                             class_token<>>;
using head = nns::sequential<layer_normalization<>, take<0, axis<1>>, dense<400>>;

struct mvit_v1_b : nns::sequential<
    input<16, 224, 224, 3>, stem, positions_of_v1,
    v1<96, 192, 1, 56, 8>, v1_halving<192, 2, 56, 4>, v1<192, 384, 2, 28, 4>, v1_halving<384, 4, 28, 2>,
    repeat<9, v1<384, 384, 4, 14, 2>>, v1<384, 768, 4, 14, 2>, v1_halving<768, 8, 14, 1>, v1<768, 768, 8, 7, 1>,
    head> {};

// torchvision 0.21, mvit_v1_b: 36,610,672 parameters, 70.599 GMACs
static_assert(nns::parameters<mvit_v1_b> == 36'610'672);
static_assert(nns::forward<mvit_v1_b> >= 70.5985_GMAC && nns::forward<mvit_v1_b> < 70.5995_GMAC);

// Version 2: the attention changes the width, and knows relative positions.
template <std::int64_t C, std::int64_t Heads, std::int64_t Size, std::int64_t Keys>
struct v2 : nns::sequential<
    residual<layer_normalization<>, pooled_attention<Heads, grid<Size>, kernel<3>, strides<1>,
                                                     key_value_strides<1, Keys, Keys>, relative_positions>>,
    residual<layer_normalization<>, mlp<C, C>>> {};
template <std::int64_t C, std::int64_t Heads, std::int64_t Size, std::int64_t Keys>
struct v2_doubling : nns::sequential<
    layer_normalization<>,
    residual<pooled_attention<Heads, grid<Size>, kernel<3>, strides<1, 2, 2>, key_value_strides<1, Keys, Keys>,
                              relative_positions, output_dim<2 * C>>,
             shortcut<dense<2 * C>, halved<2 * C, Size>>>,
    residual<layer_normalization<>, mlp<2 * C, 2 * C>>> {};

struct mvit_v2_s : nns::sequential<
    input<16, 224, 224, 3>, stem,
    v2<96, 1, 56, 8>, v2_doubling<96, 2, 56, 4>, v2<192, 2, 28, 4>, v2_doubling<192, 4, 28, 2>,
    repeat<10, v2<384, 4, 14, 2>>, v2_doubling<384, 8, 14, 1>, v2<768, 8, 7, 1>,
    head> {};

// torchvision 0.21, mvit_v2_s: 34,537,744 parameters, 64.224 GMACs
static_assert(nns::parameters<mvit_v2_s> == 34'537'744);
static_assert(nns::forward<mvit_v2_s> >= 64.2235_GMAC && nns::forward<mvit_v2_s> < 64.2245_GMAC);

}  // namespace
