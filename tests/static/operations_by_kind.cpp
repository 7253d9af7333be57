// Operations by kind. (a): counted by hand, one element after another, from the layer's definition.
#include "rerun.hpp"

#include <nns/layers/tensor.hpp>
#include <nns/memory/bit_operations.hpp>
#include <nns/memory/stored.hpp>
#include <nns/nns.hpp>

namespace {

using namespace nns::layers;
using namespace nns::literals;

template <class M>
constexpr nns::operation_counts done = nns::operations<M>;

// (a) 6 x 6 positions of 4 filters: 27 products each, a bias, a comparison with zero. A scale and a shift for each. 3 x 3 windows
// of 4: 3 comparisons. 36 x 10 products, 10 biases; a softmax: 10 exponentials, 9 sums, 10 divisions.
struct image : nns::sequential<input<8, 8, 3>, conv2d<4, kernel<3>, relu>, batch_normalization<>, max_pooling2d<2>, flatten,
                               dense<10, softmax>> {};
static_assert(done<image> == nns::operation_counts{.multiply_adds = 144 * 27 + 360,
                                                   .additions = 144 + 144 + 10 + 9,
                                                   .multiplications = 144,
                                                   .comparisons = 144 + 36 * 3,
                                                   .divisions = 10,
                                                   .exponentials = 10});
static_assert(done<image>.multiply_adds == nns::forward<image>.count);
static_assert(nns::to_flops(done<image>).count == 2 * (144 * 27 + 360) + 307 + 144 + 252 + 20);
static_assert(nns::layer_operations<image>[2].multiplications == 144 && nns::layer_operations<image>[3].comparisons == 108);
static_assert(nns::layer_operations<image>.size() == 6 && nns::layer_operations<image>[0] == nns::operation_counts{});

// (a) 4 numbers in 2 groups of 2: each group has a sum (1), 2 differences, a sum of 2 squares (2 products, 1 sum), divisions of
// both sums by 2, a root, and a division by it; then 2 products with it, 2 with gamma, and 2 sums with beta.
struct normalized : nns::sequential<input<2, 2>, layer_normalization<>> {};
static_assert(done<normalized> == nns::operation_counts{.additions = 2 * (1 + 2 + 1 + 2),
                                                        .multiplications = 2 * (2 + 2 + 2),
                                                        .divisions = 2 * 3,
                                                        .exponentials = 2});

// (a) Means of 2 x 2 windows: 3 sums, a division; of all 16: 15 sums, a division.
struct means : nns::sequential<input<4, 4, 1>, average_pooling2d<2>, up_sampling2d<2>, global_average_pooling2d<>> {};
static_assert(done<means> == nns::operation_counts{.additions = 4 * 3 + 15, .divisions = 4 + 1, .moves = 16});

// (a) Adaptive: 5 elements into 3 windows of 2, 3 and 2.
struct adaptive : nns::sequential<input<5, 1>, adaptive_max_pooling1d<3>> {};
static_assert(done<adaptive> == nns::operation_counts{.comparisons = 1 + 2 + 1});

// (a) Merges of 6 elements of three inputs; a concatenation copies all.
struct merged : nns::sequential<input<6>, average<identity, identity, identity>, concatenate<identity, identity>> {};
static_assert(done<merged> == nns::operation_counts{.additions = 12, .divisions = 6, .moves = 12});

// (a) An lstm's step: 4 gates of 2 units with a bias each; 3 sigmoids, 2 tanh; 3 products, 1 sum. 5 steps of 2 units.
struct steps : nns::sequential<input<5, 3>, lstm<2>> {};
static_assert(done<steps> == nns::operation_counts{.multiply_adds = 5 * 4 * (2 * 3 + 2 * 2),
                                                   .additions = 10 * (4 + 3 + 1),
                                                   .multiplications = 10 * 3,
                                                   .divisions = 10 * 3,
                                                   .exponentials = 10 * (3 + 2)});

// (a) Attention of 2 heads over 3 positions: 18 scores, each scaled, and a softmax over 6 rows; biases of four projections of 4.
struct attending : nns::sequential<input<3, 4>, multi_head_attention<2, 2>> {};
static_assert(done<attending>.exponentials == 18 && done<attending>.divisions == 18 && done<attending>.multiplications == 18);
static_assert(done<attending>.additions == 18 - 6 + 3 * 16);

// Wrappers do what is inside them. (a) 7 steps of 3 biases and 3 comparisons; two directions, and their sum.
struct wrapped : nns::sequential<input<7, 5>, time_distributed<dense<3, relu>>> {};
static_assert(done<wrapped> == nns::operation_counts{.multiply_adds = 7 * 15, .additions = 21, .comparisons = 21});
struct both_ways : nns::sequential<input<5, 3>, bidirectional<lstm<2>, merge_sum>> {};
static_assert(done<both_ways>.additions == 2 * done<steps>.additions + 2 && done<both_ways>.exponentials == 2 * 50);

// A layer of one's own says them.
struct sorting {
  static constexpr nns::shape output(nns::shape in) { return in; }
  static constexpr nns::cost cost(nns::shape in, nns::shape) {
    return {.forward = nns::macs{in[0]}, .operations = {.comparisons = 3 * in[0], .moves = in[0]}};
  }
};
struct sorted : nns::sequential<input<8>, sorting> {};
static_assert(done<sorted> == nns::operation_counts{.multiply_adds = 8, .comparisons = 24, .moves = 8});
static_assert(nns::forward<sorted> == 8_MAC && nns::forward<sorted, nns::convention::element_wise> == 32_OP);

// Repeated and shared layers count as often as they run.
struct repeated : nns::sequential<input<8>, nns::repeat<3, dense<8, relu>>> {};
static_assert(done<repeated> == nns::operation_counts{.multiply_adds = 192, .additions = 24, .comparisons = 24});

// (a) 512 products of 8 bits with 8 bits; with weights of 4 bits in the second layer, half as many of its own.
struct narrow : nns::sequential<input<16>, dense<16>, dense<16>> {};
static_assert(nns::bit_operations<narrow, nns::full_int8> == 512 * 64 && nns::bit_operations<narrow> == 512 * 1024);
inline constexpr nns::storage four_bits{nns::data_type::int4, nns::data_type::int32, nns::data_type::int8, true};
struct mixed : nns::sequential<input<16>, dense<16>, nns::stored<dense<16>, four_bits>> {};
static_assert(nns::bit_operations<mixed, nns::full_int8> == 256 * 64 + 256 * 32);

}  // namespace
