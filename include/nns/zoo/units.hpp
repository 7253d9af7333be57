// Parts that several families of convolutional networks share: a convolution with its normalisation, stages of equal
// blocks, the inverted residual. Convolutions are padded so that a stride of 1 keeps the extents.
#pragma once

#include <nns/models/blocks.hpp>
#include <nns/zoo/sizes.hpp>

#include <boost/mp11/list.hpp>
#include <boost/mp11/utility.hpp>

namespace nns::zoo {

namespace mp = boost::mp11;

/// A convolution without bias, batch normalisation, and an activation (none: linear).
template <std::int64_t Filters, int Kernel, int Stride = 1, class... Activation>
struct conv_norm : sequential<
    conv2d<Filters, kernel<Kernel>, strides<Stride>, padding<Kernel / 2>, no_bias>,
    batch_normalization<>,
    Activation...> {};

/// The same in groups of channels.
template <std::int64_t Filters, int Kernel, int Stride, std::int64_t Groups, int Dilation, class... Activation>
struct grouped_conv_norm : sequential<
    conv2d<Filters, kernel<Kernel>, strides<Stride>, groups<Groups>, dilation<Dilation>, padding<Kernel / 2 * Dilation>,
           no_bias>,
    batch_normalization<>,
    Activation...> {};

/// The same with one filter for each channel.
template <int Kernel, int Stride, int Dilation, class... Activation>
struct depthwise_norm : sequential<
    depthwise_conv2d<kernel<Kernel>, strides<Stride>, dilation<Dilation>, padding<Kernel / 2 * Dilation>, no_bias>,
    batch_normalization<>,
    Activation...> {};

/// The layers if the condition holds, else none: a list, to be appended to others.
template <bool Condition, class... L>
using only_if = mp::mp_if_c<Condition, mp::mp_list<L...>, mp::mp_list<>>;

/// The layers of up to four lists, one after another, in a sequential, a residual or their like. (mp_append and mp_rename
/// would be five instantiations.)
template <template <class...> class Into, class A, class B = mp::mp_list<>, class C = mp::mp_list<>, class D = mp::mp_list<>>
struct joined;
template <template <class...> class Into, class... A, class... B, class... C, class... D>
struct joined<Into, mp::mp_list<A...>, mp::mp_list<B...>, mp::mp_list<C...>, mp::mp_list<D...>> {
  using type = Into<A..., B..., C..., D...>;
};

/// N blocks, of which the first differs from the others.
template <class First, std::int64_t N, class Next>
struct first_then : mp::mp_if_c<(N > 1), sequential<First, repeat<N - 1, Next>>, sequential<First>> {};

/// The layers of the lists, with a shortcut past them if that is possible.
template <bool Possible, class... Lists>
using with_shortcut = typename mp::mp_if_c<Possible, joined<residual, Lists...>, joined<sequential, Lists...>>::type;

/// A 1x1 convolution to Expanded channels (if they are more), a depthwise convolution, a gate on the channels (unless
/// Squeezed is 0), and a 1x1 convolution to Out channels. Source: Sandler et al. 2018, Howard et al. 2019.
template <class Activation, int Kernel, int Stride, std::int64_t In, std::int64_t Expanded, std::int64_t Out,
          std::int64_t Squeezed = 0, class SqueezeActivation = relu, class Gate = sigmoid, int Dilation = 1>
struct inverted_residual : with_shortcut<
    Stride == 1 && In == Out,
    only_if<Expanded != In, conv_norm<Expanded, 1, 1, Activation>>,
    mp::mp_list<depthwise_norm<Kernel, Dilation == 1 ? Stride : 1, Dilation, Activation>>,
    only_if<Squeezed != 0, squeeze_excitation<Squeezed, Expanded, SqueezeActivation, Gate>>,
    mp::mp_list<conv_norm<Out, 1>>> {};

}  // namespace nns::zoo
