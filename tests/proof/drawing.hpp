// How the configurations of each layer are drawn: small, with every option given sometimes.
#pragma once

#include "asked.hpp"
#include "convolution.hpp"
#include "dense.hpp"
#include "recurrent.hpp"
#include "wrappers.hpp"

namespace proof {

using detail::option;

inline nns::shape random_shape(random& r, int rank, std::int64_t most) {
  nns::shape s;
  for (int i = 0; i != rank; ++i) s.push_back(r.between(1, most));
  return s;
}

inline bool draw_bias(random& r, setting& s) {
  if (!r.once_in(3)) return true;
  note(s, option::bias, "no_bias");
  s.given.bias = false;
  return false;
}

inline bool draw_activation(random& r, setting& s) {
  if (r.once_in(2)) return false;
  const bool linear = r.once_in(4);
  note(s, option::activation, linear ? "linear" : "relu");
  s.given.activation = linear ? detail::activation_kind::linear : detail::activation_kind::relu;
  return !linear;
}

inline drawn draw_dense(random& r, int most_rank = 4) {
  drawn d;
  d.layer.kind = &detail::dense_family;
  d.inputs = {random_shape(r, static_cast<int>(r.between(1, most_rank)), 5)};
  d.layer.numbers = {r.between(1, 6)};
  const bool bias = draw_bias(r, d.layer);
  const bool activated = draw_activation(r, d.layer);
  d.reference = std::make_unique<dense>(d.layer.numbers[0], bias, activated);
  return d;
}

/// One number for all axes, or one for each.
inline nns::shape draw_per_axis(random& r, int axes, std::int64_t least, std::int64_t most, std::int64_t (&into)[3]) {
  nns::shape given;
  if (r.once_in(2)) {
    given.push_back(r.between(least, most));
    for (int i = 0; i != axes; ++i) into[i] = given[0];
  } else {
    for (int i = 0; i != axes; ++i) given.push_back(into[i] = r.between(least, most));
  }
  return given;
}

enum class window_kind { convolution, transposed, depthwise, separable };

/// Kernel, strides, dilation and padding, in the setting and for the reference.
inline void draw_window(random& r, window_kind kind, setting& s, convolution_setting& c) {
  const std::int64_t most_taps = c.axes == 3 ? 3 : 4;
  nns::shape numbers = draw_per_axis(r, c.axes, 1, most_taps, c.kernel);
  s.given.kernel = numbers;
  note(s, option::kernel, "kernel<" + text_of(numbers) + ">");
  if (r.once_in(2)) {
    numbers = draw_per_axis(r, c.axes, 1, 4, c.strides);
    s.given.strides = numbers;
    note(s, option::strides, "strides<" + text_of(numbers) + ">");
  }
  if (r.once_in(3)) {
    numbers = draw_per_axis(r, c.axes, 1, 3, c.dilation);
    s.given.dilation = numbers;
    note(s, option::dilation, "dilation<" + text_of(numbers) + ">");
  }
  const bool may_be_causal = c.axes == 1 && kind != window_kind::transposed;
  switch (r.between(0, may_be_causal ? 4 : 3)) {
    case 0: break;
    case 1:
      c.padding = pads::valid;
      note(s, option::padding, "valid");
      break;
    case 2:
      c.padding = pads::same;
      s.given.padding = detail::padding_mode::same;
      note(s, option::padding, "same");
      break;
    case 3:
      c.padding = pads::given;
      s.given.padding = detail::padding_mode::explicit_;
      numbers = draw_per_axis(r, c.axes, 0, 2, c.given_pads);
      s.given.pads = numbers;
      note(s, option::padding, "padding<" + text_of(numbers) + ">");
      break;
    default:
      c.padding = pads::causal;
      s.given.padding = detail::padding_mode::causal;
      note(s, option::padding, "causal");
  }
}

/// Not below the stride and the dilation it would be refused: PyTorch's rule.
inline void draw_output_padding(random& r, setting& s, convolution_setting& c) {
  if (!r.once_in(3)) return;
  std::int64_t most = 3;
  for (int i = 0; i != c.axes; ++i) {
    const std::int64_t larger = c.strides[i] > c.dilation[i] ? c.strides[i] : c.dilation[i];
    if (larger - 1 < most) most = larger - 1;
  }
  const nns::shape numbers = draw_per_axis(r, c.axes, 0, most, c.output_padding);
  s.given.output_padding = numbers;
  c.has_output_padding = true;
  note(s, option::output_padding, "output_padding<" + text_of(numbers) + ">");
}

inline nns::shape as_drawn(const convolution_setting& c, const nns::shape& spatial, std::int64_t channels) {
  nns::shape s;
  if (c.channels_first) s.push_back(channels);
  for (const std::int64_t extent : spatial) s.push_back(extent);
  if (!c.channels_first) s.push_back(channels);
  return s;
}

inline nns::shape canonical_shape(const nns::shape& spatial, std::int64_t channels) {
  nns::shape s;
  for (int i = spatial.rank(); i < 3; ++i) s.push_back(1);
  for (const std::int64_t extent : spatial) s.push_back(extent);
  s.push_back(channels);
  return s;
}

inline const detail::family* window_family(window_kind kind, int axes) {
  using namespace nns::detail;
  static constexpr const family* families[4][3] = {
      {&conv1d_family, &conv2d_family, &conv3d_family},
      {&conv1d_transpose_family, &conv2d_transpose_family, &conv3d_transpose_family},
      {&depthwise_conv1d_family, &depthwise_conv2d_family, nullptr},
      {&separable_conv1d_family, &separable_conv2d_family, nullptr}};
  return families[static_cast<int>(kind)][axes - 1];
}

inline drawn draw_convolution(random& r, window_kind kind, int axes) {
  drawn d;
  setting& s = d.layer;
  s.kind = window_family(kind, axes);
  convolution_setting c;
  c.axes = axes;
  const std::int64_t extents_up_to[3] = {12, 8, 5};
  const nns::shape spatial = random_shape(r, axes, extents_up_to[axes - 1]);
  const bool multiplies = kind == window_kind::depthwise || kind == window_kind::separable;
  if (!multiplies && r.once_in(3)) c.groups = r.between(1, 3);
  const std::int64_t channels = c.groups * r.between(1, 3);
  c.filters = kind == window_kind::depthwise ? 1 : c.groups * r.between(1, 3);
  if (kind != window_kind::depthwise) s.numbers = {c.filters};
  draw_window(r, kind, s, c);
  if (kind == window_kind::transposed) draw_output_padding(r, s, c);
  if (c.groups != 1) {
    note(s, option::groups, "groups<" + std::to_string(c.groups) + ">");
    s.given.groups = c.groups;
  }
  if (multiplies && r.once_in(2)) {
    c.multiplier = r.between(1, 3);
    note(s, option::depth_multiplier, "depth_multiplier<" + std::to_string(c.multiplier) + ">");
    s.given.depth_multiplier = c.multiplier;
  }
  if (r.once_in(4)) {
    c.channels_first = s.given.channels_first = true;
    note(s, option::channels_first, "channels_first");
  }
  c.bias = draw_bias(r, s);
  c.activated = draw_activation(r, s);
  d.inputs = {as_drawn(c, spatial, channels)};
  const nns::shape arrives = canonical_shape(spatial, channels);
  d.refused = detail::rule::kernel_larger_than_padded_input;
  if (kind == window_kind::transposed) {
    d.refused = detail::rule::cropped_away;
    auto made = std::make_unique<transposed>(c);
    if (made->place(arrives)) d.reference = std::move(made);
  } else if (frame(c, arrives).fits()) {
    if (kind == window_kind::convolution) d.reference = std::make_unique<convolution>(c);
    if (kind == window_kind::depthwise) d.reference = std::make_unique<depthwise>(c);
    if (kind == window_kind::separable) d.reference = std::make_unique<separable>(c);
  }
  return d;
}

enum class cell_name { simple_rnn, lstm, gru };

/// A recurrent layer, or a cell of an rnn (which always yields all its steps).
inline setting draw_recurrent(random& r, cell_name name, bool as_cell, bool sequences, std::int64_t units,
                              reference_ptr* made, int copies = 1) {
  using namespace nns::detail;
  static constexpr const family* layers[] = {&simple_rnn_family, &lstm_family, &gru_family};
  static constexpr const family* cells[] = {&simple_rnn_cell_family, &lstm_cell_family, &gru_cell_family};
  setting s;
  s.kind = as_cell ? cells[static_cast<int>(name)] : layers[static_cast<int>(name)];
  s.numbers = {units};
  const bool bias = draw_bias(r, s);
  bool after = true;
  if (name == cell_name::gru && r.once_in(2)) {
    after = s.given.reset_after = r.once_in(2);
    note(s, option::reset_after, after ? "reset_after<true>" : "reset_after<false>");
  }
  if (sequences && !as_cell) {
    s.given.return_sequences = true;
    note(s, option::return_sequences, "return_sequences");
  }
  for (int i = 0; i != copies; ++i) {
    if (name == cell_name::simple_rnn) made[i] = std::make_unique<simple_rnn>(units, bias, sequences || as_cell);
    if (name == cell_name::lstm) made[i] = std::make_unique<lstm>(units, bias, sequences || as_cell);
    if (name == cell_name::gru) made[i] = std::make_unique<gru>(units, bias, sequences || as_cell, after);
  }
  return s;
}

inline cell_name draw_cell_name(random& r) { return static_cast<cell_name>(r.between(0, 2)); }

inline drawn draw_recurrent_layer(random& r, cell_name name) {
  drawn d;
  d.inputs = {random_shape(r, 2, 6)};
  const bool sequences = r.once_in(2);
  d.layer = draw_recurrent(r, name, false, sequences, r.between(1, 5), &d.reference);
  d.compare_kept = false;
  return d;
}

/// The last of a chain may keep its last step only.
struct last_step : reference {
  std::int64_t steps = 0;
  array forward(const array& x) override {
    steps = x.dims[0];
    array y{{x.dims[1]}};
    for (std::int64_t u = 0; u != x.dims[1]; ++u) y(u) = x(steps - 1, u);
    return y;
  }
  array backward(const array& dy) override {
    array dx{{steps, dy.dims[0]}};
    for (std::int64_t u = 0; u != dy.dims[0]; ++u) dx(steps - 1, u) = dy(u);
    return dx;
  }
};

inline drawn draw_stacked_cells(random& r) {
  drawn d;
  d.layer.kind = &detail::rnn_family;
  d.inputs = {random_shape(r, 2, 5)};
  d.compare_kept = false;
  auto cells = std::make_unique<chain>();
  for (std::int64_t n = r.between(1, 3); n != 0; --n) {
    reference_ptr cell;
    d.layer.inner.push_back(draw_recurrent(r, draw_cell_name(r), true, true, r.between(1, 4), &cell));
    cells->inside.push_back(std::move(cell));
  }
  if (r.once_in(2)) {
    d.layer.given.return_sequences = true;
    note(d.layer, option::return_sequences, "return_sequences");
  } else {
    cells->inside.push_back(std::make_unique<last_step>());
  }
  d.reference = std::move(cells);
  return d;
}

inline drawn draw_bidirectional(random& r, bool may_have_two_outputs = true) {
  drawn d;
  d.layer.kind = &detail::bidirectional_family;
  d.inputs = {random_shape(r, 2, 5)};
  d.compare_kept = false;
  const bool sequences = r.once_in(2);
  reference_ptr both[2];
  d.layer.inner.push_back(draw_recurrent(r, draw_cell_name(r), false, sequences, r.between(1, 4), both, 2));
  merging merge = merging::concat;
  static constexpr detail::merge_mode modes[] = {detail::merge_mode::concat, detail::merge_mode::sum,
                                                 detail::merge_mode::mul, detail::merge_mode::ave,
                                                 detail::merge_mode::none};
  static constexpr const char* names[] = {"merge_concat", "merge_sum", "merge_mul", "merge_ave", "merge_none"};
  if (r.once_in(2)) {
    const auto which = static_cast<std::size_t>(r.between(0, may_have_two_outputs ? 4 : 3));
    d.layer.given.merge = modes[which];
    note(d.layer, option::merge, names[which]);
    merge = which == 0 ? merging::concat : which == 4 ? merging::none : merging::sum;  // products cost nothing either
  }
  d.reference = std::make_unique<bidirectional>(std::move(both[0]), std::move(both[1]), merge, sequences);
  return d;
}

inline drawn draw_batch_normalization(random& r, int most_rank = 4) {
  drawn d;
  setting& s = d.layer;
  s.kind = &detail::batch_normalization_family;
  d.inputs = {random_shape(r, static_cast<int>(r.between(1, most_rank)), 5)};
  const int rank = d.inputs[0].rank();
  int axis = rank - 1;
  if (r.once_in(2)) {
    axis = static_cast<int>(r.between(0, rank - 1));
    s.given.axis = r.once_in(2) ? axis + 1 : axis - rank;
    note(s, option::axis, "axis<" + std::to_string(s.given.axis) + ">");
  }
  if (r.once_in(3)) {
    s.given.scale = false;
    note(s, option::scale, "no_scale");
  }
  if (r.once_in(3)) {
    s.given.center = false;
    note(s, option::center, "no_center");
  }
  d.reference = std::make_unique<batch_normalization>(axis, s.given.scale, s.given.center);
  return d;
}

/// What may stand inside time_distributed, of a rank below the outer one.
inline drawn draw_something(random& r) {
  switch (r.between(0, 6)) {
    case 0: return draw_dense(r, 3);
    case 1: return draw_convolution(r, window_kind::convolution, static_cast<int>(r.between(1, 2)));
    case 2: return draw_convolution(r, window_kind::transposed, 1);
    case 3: return draw_convolution(r, window_kind::separable, 1);
    case 4: return draw_recurrent_layer(r, draw_cell_name(r));
    case 5: return draw_bidirectional(r, false);
    default: return draw_batch_normalization(r, 3);
  }
}

inline drawn draw_time_distributed(random& r) {
  drawn inside = draw_something(r);
  drawn d;
  d.layer.kind = &detail::time_distributed_family;
  d.refused = inside.refused;
  d.compare_kept = inside.compare_kept;
  d.inputs = {{r.between(1, 4)}};
  for (const std::int64_t extent : inside.inputs[0]) d.inputs[0].push_back(extent);
  d.layer.inner.push_back(std::move(inside.layer));
  if (inside.reference != nullptr) d.reference = std::make_unique<time_distributed>(std::move(inside.reference));
  return d;
}

}  // namespace proof
