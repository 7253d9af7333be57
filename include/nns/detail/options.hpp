// The options of a layer as values. The types that users write (kernel<3>, same, relu) fill them in
// (nns/layers/options.hpp), and so does an importer; the layers' arithmetic reads only these.
#pragma once

#include <nns/detail/text.hpp>
#include <nns/shape.hpp>

#include <cstdint>
#include <type_traits>

namespace nns::detail {

/// What can be given. Alternatives of one thing (same, valid, padding<1>) are one entry: they exclude each other.
enum class option : std::uint8_t {
  none,
  activation,
  axis,
  bias,
  ceil_mode,
  center,
  channels_first,
  depth_multiplier,
  dilation,
  groups,
  keepdims,
  kernel,
  merge,
  output_dim,
  output_padding,
  padding,
  recurrent_activation,
  reset_after,
  return_sequences,
  return_state,
  scale,
  shared_axes,
  strides,
  value_dim,
  count_masked,
  use_scale,
  continuous_position_bias,
  key_value_strides,
  relative_positions,
  renorm,
  return_attention_scores,
  two_biases,
  projection,
  query_bias,
  key_bias,
  value_bias,
  output_bias,
  query_key_normalization,
  bias_axes,
  sides,
  cached,
  window,
  query_latent,
  attention_sinks,
  position_buckets,
  lora_rank,
};

/// A set of options, as bits.
using option_set = std::uint64_t;

constexpr option_set only(option o) { return option_set{1} << static_cast<unsigned>(o); }

template <class... Options>
constexpr option_set set_of(Options... options) {
  return (option_set{0} | ... | only(options));
}

enum class padding_mode : std::uint8_t { valid, same, causal, explicit_ };
enum class merge_mode : std::uint8_t { concat, sum, mul, ave, none };

/// `unset` is the layer's default: linear for dense and convolutions, tanh and sigmoid for recurrent layers.
enum class activation_kind : std::uint8_t {
  unset,
  linear,
  relu,
  relu6,
  sigmoid,
  tanh_,
  softmax,
  gelu,
  silu,
  hard_sigmoid,
  hard_silu,
  elu,
  selu,
  softplus,
  other,
};

/// Numbers for the spatial axes: one for all, or one for each. A number for all is stored at each axis.
struct axis_numbers {
  std::int64_t values[3]{};
  int used = 0;

  constexpr axis_numbers() = default;
  constexpr axis_numbers(std::int64_t everywhere) : values{everywhere, everywhere, everywhere} {}
  constexpr axis_numbers(const extents& n) : used(n.used) {
    for (int i = 0; i != 3; ++i) values[i] = used == 1 ? n[0] : n[i];
  }
  constexpr std::int64_t operator[](int i) const { return values[i]; }
};

struct options {
  option_set given = 0;
  option twice = option::none;  // the first option that was given again
  bool foreign = false;         // something among the options is not an option
  bool bias = true;
  bool ceil_mode = false;
  bool center = true;
  bool scale = true;
  bool channels_first = false;
  bool keepdims = false;
  bool return_sequences = false;
  bool return_state = false;
  bool reset_after = true;
  bool count_masked = true;
  bool use_scale = false;
  bool relative_positions = false;
  bool renorm = false;
  bool two_biases = false;
  // Of an attention layer's projections, where it has biases.
  bool query_bias = true;
  bool key_bias = true;
  bool value_bias = true;
  bool output_bias = true;
  bool over_all_heads = false;  // of the normalisation of queries and keys
  int normalization_vectors = 0;  // learned ones, each for the queries and for the keys
  bool return_attention_scores = false;
  padding_mode padding = padding_mode::valid;
  merge_mode merge = merge_mode::concat;
  activation_kind activation = activation_kind::unset;
  activation_kind recurrent_activation = activation_kind::unset;
  std::int64_t axis = -1;
  std::int64_t groups = 1;
  std::int64_t depth_multiplier = 1;
  std::int64_t value_dim = 0;
  std::int64_t output_dim = 0;
  std::int64_t projection = 0;
  std::int64_t cached = 0;        // keys and values that attention keeps from earlier positions
  std::int64_t window = 0;        // how many of the latest keys a query sees; 0: all
  std::int64_t position_buckets = 0;
  bool attention_sinks = false;
  std::int64_t lora_rank = 0;
  std::int64_t query_latent = 0;  // of latent attention; 0: queries are projected directly
  axis_numbers kernel{1};
  axis_numbers strides{1};
  axis_numbers key_value_strides{1};
  axis_numbers dilation{1};
  axis_numbers pads{};  // explicit padding, symmetric
  axis_numbers output_padding{};
  std::int64_t continuous_position_bias = 0;  // hidden units of the network that makes it
  extents shared_axes{};  // of prelu; and the extents of attention's output, where output_dim has several
  extents axes{};    // all of axis<...>; `axis` is the first
  text equation{};   // of an einsum, as are bias_axes
  text bias_axes{};

  /// Set in `given` if the options are wrong for every layer; no layer accepts it.
  static constexpr option_set flawed = option_set{1} << 63;

  constexpr void take_foreign() {
    foreign = true;
    given |= flawed;
  }
  constexpr void take(option o) {
    if ((given & only(o)) != 0) {
      if (twice == option::none) twice = o;
      given |= flawed;
    }
    given |= only(o);
  }
  /// Whether a layer that accepts the options `accepted` may have these: one comparison if all is well.
  [[nodiscard]] constexpr bool within(option_set accepted) const { return (given & ~accepted) == 0; }
  [[nodiscard]] constexpr bool has(option o) const { return (given & only(o)) != 0; }
};

/// The extents of attention's output: their product, and themselves where there are several.
constexpr void set_output(options& o, const extents& n) {
  o.output_dim = n.product(0, n.used).value;
  for (const std::int64_t extent : n)
    if (extent < 1) o.output_dim = extent;
  if (n.used > 1) o.shared_axes = n;
}

inline constexpr options no_options{};
/// The options of a file's node that does not run as a layer: they are not known.
inline constexpr options not_said{};

/// Stands for something that is not an integer (kernel<2.5>). Layers refuse negative numbers, and then give this
/// reason.
inline constexpr std::int64_t no_number = INT64_MIN + 1;

template <class T>
constexpr std::int64_t integer(const T& n) {
  if constexpr (std::is_integral_v<T> && !std::is_same_v<T, bool>)
    return static_cast<std::int64_t>(n);
  else
    return no_number;
}

/// A layer's positional number: an integer, extents or sides.
constexpr extents number(std::int64_t n) { return {n}; }
constexpr extents number(const extents& n) { return n; }
constexpr extents number(const sides& s) {
  extents flat;
  for (int i = 0; i != s.used; ++i) {
    flat.push_back(s.values[i].before);
    flat.push_back(s.values[i].after);
  }
  return flat;
}
template <class T>
constexpr extents number(const T& n) {
  return {integer(n)};
}

}  // namespace nns::detail
