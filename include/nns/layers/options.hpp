// The options of layers, as users write them, in any order after the numbers: kernel<3>, strides<2>, same, relu.
// Each is a type that sets one thing in detail::options; a pack of them is read once, whatever layers use it.
#pragma once

#include <nns/detail/activation_operations.hpp>
#include <nns/detail/table.hpp>

namespace nns::inline layers {

#define NNS_OPTION(parameters, type, entry, statement)   \
  parameters struct type {                               \
    static constexpr void nns_set(detail::options& o) {  \
      o.take(detail::option::entry);                     \
      statement;                                         \
    }                                                    \
  };

/// Extents of the kernel: one for all axes, or one for each. Convolutions must have them.
NNS_OPTION(template <auto... Extents>, kernel, kernel, o.kernel = (extents{detail::integer(Extents)...}))
/// Steps between two positions of the window, or of a slice; 1 unless given (a pool's: its window).
NNS_OPTION(template <auto... Steps>, strides, strides, o.strides = (extents{detail::integer(Steps)...}))
/// Distance between two taps of the kernel, or of a pool's window; 1 unless given.
NNS_OPTION(template <auto... Steps>, dilation, dilation, o.dilation = (extents{detail::integer(Steps)...}))
/// The channels are split into this many groups that do not see each other; 1 unless given.
NNS_OPTION(template <auto N>, groups, groups, o.groups = detail::integer(N))
/// Padding so that the output has ceil(input / stride) extents; transposed, input times stride.
NNS_OPTION(, same, padding, o.padding = detail::padding_mode::same)
/// No padding: the default.
NNS_OPTION(, valid, padding, o.padding = detail::padding_mode::valid)
/// Convolutions along one axis: padding only at the beginning, so that no output sees a later input.
/// Attention: no query sees a later key (the count stays, unless count_masked<false> is given).
NNS_OPTION(, causal, padding, o.padding = detail::padding_mode::causal)
/// Explicit symmetric padding, as PyTorch's: one number for all axes, or one for each.
NNS_OPTION(template <auto... NumbersNotSame>, padding, padding,
           (o.padding = detail::padding_mode::explicit_, o.pads = extents{detail::integer(NumbersNotSame)...}))
/// Transposed convolutions: added to the output's extents, to choose among the possible ones; below the stride or the
/// dilation.
NNS_OPTION(template <auto... Extents>, output_padding, output_padding,
           o.output_padding = (extents{detail::integer(Extents)...}))
/// No bias vector. Layers that can have one do so by default.
NNS_OPTION(, no_bias, bias, o.bias = false)
/// Whether there is a bias vector: use_bias<false> is no_bias. For other options see when<...>.
NNS_OPTION(template <bool Yes = true>, use_bias, bias, o.bias = Yes)
/// Pooling: the last window may extend beyond the input (PyTorch's ceil_mode). By default all windows stand inside.
NNS_OPTION(, ceil_mode, ceil_mode, o.ceil_mode = true)
/// Shapes are (channels, spatial...), and not (spatial..., channels).
NNS_OPTION(, channels_first, channels_first, o.channels_first = true)
/// Filters for each input channel of a depthwise convolution; 1 unless given.
NNS_OPTION(template <auto N>, depth_multiplier, depth_multiplier, o.depth_multiplier = detail::integer(N))
/// Global pooling and reductions keep their axes, with extent 1. By default the axes go.
NNS_OPTION(, keepdims, keepdims, o.keepdims = true)
/// A recurrent layer returns all its steps, not only the last one.
NNS_OPTION(, return_sequences, return_sequences, o.return_sequences = true)
/// A recurrent layer also returns its last state, as further outputs.
NNS_OPTION(, return_state, return_state, o.return_state = true)
/// gru: whether the reset gate comes after the product (then it has two biases). True, as in Keras 3.
NNS_OPTION(template <bool Yes = true>, reset_after, reset_after, o.reset_after = Yes)
/// Recurrent layers: a second bias vector for each gate, as in PyTorch (bias_ih and bias_hh). A gru that resets after
/// the product has two anyway.
NNS_OPTION(, two_biases, two_biases, o.two_biases = true)
/// lstm: the output of each step is projected to this many features, which are also the state of the next step
/// (PyTorch's proj_size).
NNS_OPTION(template <auto N>, projection, projection, o.projection = detail::integer(N))
/// bidirectional: how the two directions are merged. `merge_concat` is the default.
NNS_OPTION(, merge_concat, merge, o.merge = detail::merge_mode::concat)
NNS_OPTION(, merge_sum, merge, o.merge = detail::merge_mode::sum)
NNS_OPTION(, merge_mul, merge, o.merge = detail::merge_mode::mul)
NNS_OPTION(, merge_ave, merge, o.merge = detail::merge_mode::ave)
/// bidirectional: two outputs, not merged.
NNS_OPTION(, merge_none, merge, o.merge = detail::merge_mode::none)
/// Normalisation without gamma; additive_attention without its learned scale.
NNS_OPTION(, no_scale, scale, o.scale = false)
/// Normalisation without beta.
NNS_OPTION(, no_center, center, o.center = false)
/// The axis that a layer works along, as Keras counts: from 1 (the batch is 0), or from -1, the last, which is the
/// default. Reductions and normalisations may have several, but not batch, group and instance normalisation. Attention
/// is along all but the last by default, and a reduction along all.
template <auto N, auto... More>
struct axis {
  static constexpr void nns_set(detail::options& o) {
    o.take(detail::option::axis);
    o.axis = detail::integer(N);
    o.axes = {detail::integer(N), detail::integer(More)...};
  }
};
/// prelu: the axes that share one parameter, counted from 1 as in Keras. None by default.
NNS_OPTION(template <auto... Axes>, shared_axes, shared_axes, o.shared_axes = (extents{detail::integer(Axes)...}))
/// Attention: the size of a head's values, if it is not that of its keys.
NNS_OPTION(template <auto N>, value_dim, value_dim, o.value_dim = detail::integer(N))
/// Attention: the size of the output, if it is not that of the queries; several numbers are several axes.
template <auto N, auto... More>
struct output_dim {
  static constexpr void nns_set(detail::options& o) {
    o.take(detail::option::output_dim);
    detail::set_output(o, {detail::integer(N), detail::integer(More)...});
  }
};
/// Attention: with false, products that a causal mask hides are not counted. By default they are, since a dense matrix
/// product makes them, too.
NNS_OPTION(template <bool Yes = true>, count_masked, count_masked, o.count_masked = Yes)
/// Attention: the keys and values of n earlier positions are cached. The input is new: it is projected, and attends to
/// the cache and to itself; nothing is projected again. If keys and values are a separate input (cross attention), all
/// of them are the cache, and n is their number.
NNS_OPTION(template <auto N>, cached, cached, o.cached = detail::integer(N))
/// Attention: a query sees the n latest keys, including its own position (a sliding window that looks back, so it is
/// causal). With count_masked<false> only the band is counted, otherwise all keys, of which a cache keeps n - 1.
NNS_OPTION(template <auto N>, window, window, o.window = detail::integer(N))
/// latent_attention: the queries are also made from a latent vector, of this many features.
NNS_OPTION(template <auto N>, query_latent, query_latent, o.query_latent = detail::integer(N))
/// Attention: each head has a learned extra score, which belongs to no key.
NNS_OPTION(, attention_sinks, attention_sinks, o.attention_sinks = true)
/// Attention: distances are sorted into n buckets, and each head adds a learned number for each bucket to its scores.
/// Layers that share these numbers with another layer leave the option out.
NNS_OPTION(template <auto N>, position_buckets, position_buckets, o.position_buckets = detail::integer(N))
/// dense, conv1d to conv3d, embedding, einsum_dense: the matrix is fixed, and an adapter of this low rank is trained.
NNS_OPTION(template <auto N>, lora_rank, lora_rank, o.lora_rank = detail::integer(N))
/// attention: its scores are scaled by a learned number.
NNS_OPTION(, use_scale, use_scale, o.use_scale = true)
/// window_attention: the position bias is made by a small network with this many hidden units (512), and the scores are
/// cosines with a learned scale for each head, as in the second version of the Swin transformer.
NNS_OPTION(template <auto Hidden = 512>, continuous_position_bias, continuous_position_bias,
           o.continuous_position_bias = detail::integer(Hidden))
/// pooled_attention: keys and values are pooled with these strides (the queries with strides<...>); 1 unless given.
NNS_OPTION(template <auto... Steps>, key_value_strides, key_value_strides,
           o.key_value_strides = (extents{detail::integer(Steps)...}))
/// pooled_attention: the queries are also multiplied by learned vectors for the distances to the keys along each axis.
NNS_OPTION(, relative_positions, relative_positions, o.relative_positions = true)
/// Attention: one of the projections has no bias.
NNS_OPTION(, no_query_bias, query_bias, o.query_bias = false)
NNS_OPTION(, no_key_bias, key_bias, o.key_bias = false)
NNS_OPTION(, no_value_bias, value_bias, o.value_bias = false)
NNS_OPTION(, no_output_bias, output_bias, o.output_bias = false)
/// Attention also returns its scores, as a second output.
NNS_OPTION(, return_attention_scores, return_attention_scores, o.return_attention_scores = true)
/// batch_normalization: batch renormalisation, which has three more moving numbers for each channel.
NNS_OPTION(, renorm, renorm, o.renorm = true)
/// einsum_dense: the output's axes, by their letters, along which a bias is learned. No bias by default.
template <fixed_string Letters>
struct bias_axes {
  static constexpr auto nns_letters = Letters;
  static constexpr void nns_set(detail::options& o) {
    o.take(detail::option::bias_axes);
    o.bias_axes = nns_letters.view();
  }
};
/// The activation of a recurrent layer's gates; sigmoid unless given.
template <class Activation>
struct recurrent_activation {
  static constexpr void nns_set(detail::options& o) {
    o.take(detail::option::recurrent_activation);
    if constexpr (requires { Activation::nns_activation; })
      o.recurrent_activation = Activation::nns_activation;
    else
      o.take_foreign();
  }
};

#undef NNS_OPTION

template <class... Options>
struct rms_normalization;

/// Attention: queries and keys are normalised, each with weights of its own. The layer is an rms_normalization<...> or
/// a layer_normalization<...>; it sees (T, heads, size), so by default it normalises each head, and with axis<2, 3> all
/// heads at once.
template <class Normalization = rms_normalization<>>
struct query_key_normalization {
  static constexpr void nns_set(detail::options& o) {
    o.take(detail::option::query_key_normalization);
    // Its number of parameters for 3 heads of 7 features says which one it is: 7 or 14, or 21 or 42.
    const shape heads{5, 3, 7};
    detail::machine m;
    m.arrive({heads});
    detail::step_of<Normalization>(m);
    const std::int64_t learned = m.sum.trainable.value;
    o.over_all_heads = learned != 0 && learned % 21 == 0;
    o.normalization_vectors = static_cast<int>(learned / (o.over_all_heads ? 21 : 7));
    if (m.bad || m.extra != 0 || m.x != heads || m.sum.fixed.value != 0 || m.sum.forward.value != 0 ||
        learned != o.normalization_vectors * (o.over_all_heads ? 21 : 7))
      o.take_foreign();
  }
};

}  // namespace nns::inline layers

namespace nns::detail {

template <class O>
concept is_option = requires(options& o) { O::nns_set(o); };

using option_setter = void (*)(options&);

constexpr void set_nothing_known(options& o) { o.take_foreign(); }

template <class O>
inline constexpr option_setter setter_of = &set_nothing_known;
template <is_option O>
inline constexpr option_setter setter_of<O> = &O::nns_set;

}  // namespace nns::detail

namespace nns::inline layers {

/// The options, if B is true; otherwise they have no effect. B may depend on template parameters:
/// conv2d<16, kernel<3>, when<Padded, same>>.
template <bool B, class... Options>
struct when {
  static constexpr void nns_set([[maybe_unused]] detail::options& o) {
    if constexpr (B && sizeof...(Options) != 0) {
      constexpr detail::option_setter setters[] = {detail::setter_of<Options>...};
      for (const detail::option_setter set : setters) set(o);
    }
  }
};

}  // namespace nns::inline layers

namespace nns::detail {

template <std::size_t N>
constexpr options read_options(const option_setter (&setters)[N]) {
  options result;
  for (const option_setter set : setters) set(result);
  return result;
}

/// A pack of options, read once.
template <class... Options>
inline constexpr options options_of = read_options({setter_of<Options>...});
template <>
inline constexpr options options_of<> = {};

/// A kind with a pack of options, read once. A kind of which networks have many different layers has a template of its own
/// instead (dense_with): a reference as an argument is 12 to 15 thousand instructions for each.
template <const family& Kind, class... Options>
inline constexpr prepared layer_with = prepare(Kind, options_of<Options...>);

/// For the short way of layers that keep their shape whatever their options are.
constexpr void prepare_keeping(prepared& p) { p.keeping = any_rank; }

}  // namespace nns::detail
