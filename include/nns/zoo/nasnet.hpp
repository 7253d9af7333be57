// NASNet-A (Zoph et al. 2017), whose cells take the outputs of the two cells before them. It varies by the filters of
// its last cells, the cells between two reductions, the filters of its stem, resolution and classes.
#pragma once

#include <nns/zoo/units.hpp>

namespace nns::zoo {

/// Twice: relu, a separable convolution, batch normalisation; the stride is in the first.
template <int Filters, int Kernel, int Stride = 1>
struct nasnet_separable : sequential<
    relu, separable_conv2d<Filters, kernel<Kernel>, strides<Stride>, same, no_bias>, batch_normalization<>,
    relu, separable_conv2d<Filters, kernel<Kernel>, same, no_bias>, batch_normalization<>> {};

/// To Filters channels.
template <int Filters>
struct nasnet_squeeze : sequential<relu, conv2d<Filters, kernel<1>, no_bias>, batch_normalization<>> {};

/// Every other position, and a 1x1 convolution.
template <int Filters>
struct nasnet_subsampling : sequential<average_pooling2d<1, strides<2>>, conv2d<Filters, kernel<1>, no_bias>> {};

/// To Filters channels and half the extents; half of the channels see the image shifted by one.
template <int Filters>
struct nasnet_halving : sequential<
    relu,
    concatenate<
        nasnet_subsampling<Filters / 2>,
        sequential<zero_padding2d<sides{{0, 1}, {0, 1}}>, cropping2d<sides{{1, 0}, {1, 0}}>,
                   nasnet_subsampling<Filters / 2>>>,
    batch_normalization<>> {};

/// Takes the last output and the one before; returns its own and the last. Adjust brings the one before to the last's
/// shape.
template <int F, class Adjust>
struct nasnet_normal_cell : graph<
    node<"p", Adjust, "input:1">,
    node<"h", nasnet_squeeze<F>, "input">,
    node<"left1", nasnet_separable<F, 5>, "h">,
    node<"right1", nasnet_separable<F, 3>, "p">,
    node<"x1", add<>, "left1", "right1">,
    node<"left2", nasnet_separable<F, 5>, "p">,
    node<"right2", nasnet_separable<F, 3>, "p">,
    node<"x2", add<>, "left2", "right2">,
    node<"left3", average_pooling2d<3, strides<1>, same>, "h">,
    node<"x3", add<>, "left3", "p">,
    node<"left4", average_pooling2d<3, strides<1>, same>, "p">,
    node<"right4", average_pooling2d<3, strides<1>, same>, "p">,
    node<"x4", add<>, "left4", "right4">,
    node<"x5", residual<nasnet_separable<F, 3>>, "h">,
    node<"x", concatenate<>, "p", "x1", "x2", "x3", "x4", "x5">,
    outputs<"x", "input">> {};

/// The same to half the extents. Kept is what it returns besides its own output: "input", the last, or "input:1".
template <int F, class Adjust, fixed_string Kept = "input">
struct nasnet_reduction_cell : graph<
    node<"p", Adjust, "input:1">,
    node<"h", nasnet_squeeze<F>, "input">,
    node<"left1", nasnet_separable<F, 5, 2>, "h">,
    node<"right1", nasnet_separable<F, 7, 2>, "p">,
    node<"x1", add<>, "left1", "right1">,
    node<"left2", max_pooling2d<3, strides<2>, same>, "h">,
    node<"right2", nasnet_separable<F, 7, 2>, "p">,
    node<"x2", add<>, "left2", "right2">,
    node<"left3", average_pooling2d<3, strides<2>, same>, "h">,
    node<"right3", nasnet_separable<F, 5, 2>, "p">,
    node<"x3", add<>, "left3", "right3">,
    node<"left4", average_pooling2d<3, strides<1>, same>, "x1">,
    node<"x4", add<>, "x2", "left4">,
    node<"left5", nasnet_separable<F, 3>, "x1">,
    node<"right5", max_pooling2d<3, strides<2>, same>, "h">,
    node<"x5", add<>, "left5", "right5">,
    node<"x", concatenate<>, "x2", "x3", "x4", "x5">,
    outputs<"x", Kept>> {};

/// N normal cells; the first sees an output of twice the extents.
template <int N, int F>
struct nasnet_stage : sequential<
    nasnet_normal_cell<F, nasnet_halving<F>>,
    repeat<N - 1, nasnet_normal_cell<F, nasnet_squeeze<F>>>> {};

/// The layers before the first cell; their output is both inputs of that cell.
template <int Filters>
struct nasnet_stem : graph<
    node<"conv", conv2d<Filters, kernel<3>, strides<2>, no_bias>, "input">,
    node<"bn", batch_normalization<>, "conv">,
    outputs<"bn", "bn">> {};

/// The last output is passed on, and the one before is dropped.
struct nasnet_last : graph<node<"relu", relu, "input">> {};

/// A reduction between two stages; with Skips, the cell after it sees the output before the reduction's last input.
template <int F, bool Skips>
using nasnet_reduction = mp::mp_if_c<Skips, nasnet_reduction_cell<F, nasnet_squeeze<F>, "input:1">,
                                     nasnet_reduction_cell<F, nasnet_squeeze<F>>>;

/// F filters in the first normal cells.
template <class S, int F, int N, int Stem, bool Skips>
struct nasnet_of : sequential<
    image<S>,
    named<"stem", nasnet_stem<Stem>>,
    named<"stem_1", nasnet_reduction_cell<F / 4, identity>>,
    named<"stem_2", nasnet_reduction_cell<F / 2, nasnet_halving<F / 2>>>,
    named<"stage1", nasnet_stage<N, F>>,
    named<"reduction1", nasnet_reduction<2 * F, Skips>>,
    named<"stage2", nasnet_stage<N, 2 * F>>,
    named<"reduction2", nasnet_reduction<4 * F, Skips>>,
    named<"stage3", nasnet_stage<N, 4 * F>>,
    nasnet_last,
    global_average_pooling2d<>,
    named<"predictions", dense<S::classes>>> {};

/// NASNet-A (N @ Filters): N cells between two reductions; the last output has six times Filters / 6 channels.
template <int N, int Filters, int Stem, bool Skips, size_among<by_resolution | by_classes>... Sizes>
struct nasnet : nasnet_of<sizes<own<>, Sizes...>, Filters / 24, N, Stem, Skips> {
  static_assert(Filters % 96 == 0, "nns: the filters of a NASNet must be a multiple of 96");
  static_assert(N > 1, "nns: a NASNet needs at least two cells between its reductions");
};

namespace keras {
struct nasnet_mobile : nasnet<4, 1056, 32, false> {};
struct nasnet_large : nasnet<6, 4032, 96, true, resolution<331>> {};
}  // namespace keras

}  // namespace nns::zoo
