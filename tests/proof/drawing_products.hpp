// How the configurations of attention, of products along axes and of layers over frames are drawn.
#pragma once

#include "attention.hpp"
#include "drawing.hpp"
#include "frames.hpp"
#include "inner_attention.hpp"
#include "products.hpp"

#include <nns/layers/conv_lstm.hpp>
#include <nns/layers/highway.hpp>
#include <nns/layers/locally_connected.hpp>
#include <nns/layers/pooled_attention.hpp>
#include <nns/layers/product.hpp>
#include <nns/layers/window_attention.hpp>

#include <deque>

namespace proof {

inline void draw_mask(random& r, setting& s, meeting& where) {
  if (r.once_in(2)) return;
  where.causal = true;
  s.given.padding = detail::padding_mode::causal;
  note(s, option::padding, "causal");
  if (r.once_in(2)) return;
  where.count_masked = s.given.count_masked = r.once_in(3);
  note(s, option::count_masked, where.count_masked ? "count_masked<true>" : "count_masked<false>");
}

/// Queries, values and keys: one to three inputs, which share their batch.
inline std::vector<nns::shape> draw_attended(random& r, int inputs, int rank, int along) {
  std::vector<nns::shape> all;
  nns::shape query = random_shape(r, rank, rank == 2 ? 5 : 3);
  all.push_back(query);
  if (inputs == 1) return all;
  nns::shape value = query;
  for (int i = 0; i != rank - 1; ++i)
    if (along < 0 || i == along) value[i] = r.between(1, 4);
  value.back() = r.between(1, 4);
  all.push_back(value);
  if (inputs == 2) return all;
  nns::shape key = value;
  key.back() = r.between(1, 4);
  all.push_back(key);
  return all;
}

inline drawn draw_bare_attention(random& r, bool additive) {
  drawn d;
  setting& s = d.layer;
  s.kind = additive ? &detail::additive_attention_family : &detail::attention_family;
  const int rank = static_cast<int>(r.between(2, 4));
  d.inputs = draw_attended(r, static_cast<int>(r.between(2, 3)), rank, rank - 2);
  d.inputs.back().back() = d.inputs[0].back();  // what is multiplied with the queries
  meeting where;
  draw_mask(r, s, where);
  std::int64_t learned = additive ? d.inputs[0].back() : 0;
  if (additive && r.once_in(3)) {
    s.given.scale = false;
    note(s, option::scale, "no_scale");
    learned = 0;
  }
  if (!additive && r.once_in(3)) {
    s.given.use_scale = true;
    note(s, option::use_scale, "use_scale");
    learned = 1;
  }
  d.reference = std::make_unique<bare_attention>(where, additive, learned);
  return d;
}

inline drawn draw_projected_attention(random& r, bool grouped) {
  drawn d;
  setting& s = d.layer;
  s.kind = grouped ? &detail::grouped_query_attention_family : &detail::multi_head_attention_family;
  attention_setting c;
  c.d = c.e = r.between(1, 4);
  c.g = r.between(1, 3);
  c.h = grouped ? c.g * r.between(1, 3) : c.g;
  s.numbers = grouped ? nns::shape{c.d, c.h, c.g} : nns::shape{c.h, c.d};
  const int rank = static_cast<int>(r.between(2, 4));
  if (r.once_in(3)) {
    c.where.along = static_cast<int>(r.between(0, rank - 2));
    s.given.axis = r.once_in(2) ? c.where.along + 1 : c.where.along - rank;
    note(s, option::axis, "axis<" + std::to_string(s.given.axis) + ">");
  }
  d.inputs = draw_attended(r, static_cast<int>(r.between(1, 3)), rank, c.where.along);
  draw_mask(r, s, c.where);
  if (!grouped && r.once_in(3)) {
    c.e = s.given.value_dim = r.between(1, 4);
    note(s, option::value_dim, "value_dim<" + std::to_string(c.e) + ">");
  }
  c.output = d.inputs[0].back();
  if (r.once_in(3)) {
    c.output = s.given.output_dim = r.between(1, 4);
    note(s, option::output_dim, "output_dim<" + std::to_string(c.output) + ">");
  }
  c.bias = draw_bias(r, s);
  d.reference = std::make_unique<projected_attention>(c);
  return d;
}

inline drawn draw_window_attention(random& r) {
  drawn d;
  setting& s = d.layer;
  s.kind = &detail::window_attention_family;
  const std::int64_t heads = r.between(1, 3);
  const int axes = static_cast<int>(r.between(2, 3));
  nns::shape window = random_shape(r, axes, axes == 2 ? 4 : 3);
  s.numbers = {heads};
  const bool square = axes == 2 && r.once_in(2);
  if (square) window[1] = window[0];
  for (int i = 0; i != (square ? 1 : axes); ++i) s.numbers.push_back(window[i]);
  nns::shape x = random_shape(r, axes, axes == 2 ? 6 : 4);
  x.push_back(heads * r.between(1, 2));
  d.inputs = {x};
  std::int64_t hidden = 0;
  if (r.once_in(3)) {
    hidden = s.given.continuous_position_bias = r.between(1, 4);
    note(s, option::continuous_position_bias, "continuous_position_bias<" + std::to_string(hidden) + ">");
  }
  d.reference = std::make_unique<window_attention>(heads, window, draw_bias(r, s), hidden);
  return d;
}

inline drawn draw_pooled_attention(random& r) {
  drawn d;
  setting& s = d.layer;
  s.kind = &detail::pooled_attention_family;
  pooled_setting c;
  c.heads = r.between(1, 3);
  c.grid = random_shape(r, 3, 3);
  s.numbers = {c.heads, c.grid[0], c.grid[1], c.grid[2]};
  c.output = c.heads * r.between(1, 3);
  std::int64_t channels = c.output;
  if (r.once_in(2)) {
    channels = r.between(1, 4);
    s.given.output_dim = c.output;
    note(s, option::output_dim, "output_dim<" + std::to_string(c.output) + ">");
  }
  if (r.between(0, 2) != 0) {
    const nns::shape numbers = draw_per_axis(r, 3, 1, 3, c.kernel);
    s.given.kernel = numbers;
    note(s, option::kernel, "kernel<" + text_of(numbers) + ">");
    c.pools_queries = r.once_in(2);
    c.pools_keys = r.once_in(2);
  }
  if (c.pools_queries) {
    const nns::shape numbers = draw_per_axis(r, 3, 1, 2, c.query_strides);
    s.given.strides = numbers;
    note(s, option::strides, "strides<" + text_of(numbers) + ">");
  }
  if (c.pools_keys) {
    const nns::shape numbers = draw_per_axis(r, 3, 1, 2, c.key_strides);
    s.given.key_value_strides = numbers;
    note(s, option::key_value_strides, "key_value_strides<" + text_of(numbers) + ">");
  }
  if (r.once_in(2)) {
    c.relative = s.given.relative_positions = true;
    note(s, option::relative_positions, "relative_positions");
  }
  c.bias = draw_bias(r, s);
  d.inputs = {{1 + c.grid.elements(), channels}};
  d.reference = std::make_unique<pooled_attention>(c);
  return d;
}

/// Text that stays as long as the program, since options keep a view of it.
inline nns::text lasting(const std::string& t) {
  static std::deque<std::string> all;
  all.push_back(t);
  return {all.back().data(), all.back().size()};
}

inline void shuffle(random& r, std::string& t) {
  for (std::size_t i = t.size(); i > 1; --i)
    std::swap(t[i - 1], t[static_cast<std::size_t>(r.between(0, static_cast<std::int64_t>(i) - 1))]);
}

/// Letters that the input and the output share, that the input and the kernel share, all three, or kernel and output.
inline drawn draw_einsum_dense(random& r) {
  drawn d;
  setting& s = d.layer;
  s.kind = &detail::einsum_dense_family;
  letters l;
  for (char c = 'b'; c != 'f'; ++c) {
    const auto role = r.between(0, 4);
    l.extent[static_cast<int>(c)] = r.between(1, 4);
    if (role <= 2) l.in += c;
    if (role >= 1 && role <= 3) l.kernel += c;
    if (role == 0 || role >= 2) l.out += c;
    if (role == 4) l.kernel += c;
  }
  if (l.in.empty()) {
    l.in += 'f';
    l.kernel += 'f';
    l.extent[static_cast<int>('f')] = 3;
  }
  shuffle(r, l.kernel);
  shuffle(r, l.out);
  std::string biases;
  if (!l.out.empty() && r.once_in(2)) {
    biases = l.out.substr(static_cast<std::size_t>(r.between(0, static_cast<std::int64_t>(l.out.size()) - 1)));
    s.given.bias_axes = lasting(biases);
    note(s, option::bias_axes, "bias_axes<\"" + biases + "\">");
  }
  const std::string equation = "a" + l.in + "," + l.kernel + "->a" + l.out;
  s.given.equation = lasting(equation);
  s.words += (s.words.empty() ? "\"" : ", \"") + equation + "\"";
  d.inputs = {l.dims(l.in)};
  s.numbers = l.dims(l.out);
  for (int i = 0; i != s.numbers.used; ++i)
    if (l.in.find(l.out[static_cast<std::size_t>(i)]) != std::string::npos && r.once_in(2)) s.numbers[i] = -1;
  const bool activated = draw_activation(r, s);
  d.reference = std::make_unique<einsum_dense>(l, biases, activated);
  return d;
}

inline drawn draw_dot(random& r) {
  drawn d;
  setting& s = d.layer;
  s.kind = &detail::dot_family;
  letters l;
  l.in = std::string("abc").substr(0, static_cast<std::size_t>(r.between(1, 3)));
  l.kernel = std::string("xyz").substr(0, static_cast<std::size_t>(r.between(1, 3)));
  auto i = static_cast<std::size_t>(r.between(0, static_cast<std::int64_t>(l.in.size()) - 1));
  auto j = static_cast<std::size_t>(r.between(0, static_cast<std::int64_t>(l.kernel.size()) - 1));
  const bool one_number = r.once_in(3);
  if (one_number) j = i = i < j ? i : j;
  const auto axis = [&r](std::size_t at, std::size_t rank) {
    return static_cast<std::int64_t>(at) + (r.once_in(2) ? 1 : -static_cast<std::int64_t>(rank));
  };
  if (one_number) {
    s.numbers = {static_cast<std::int64_t>(i) + 1};
  } else {
    s.numbers = {axis(i, l.in.size()), axis(j, l.kernel.size())};
  }
  l.in[i] = l.kernel[j] = 'k';
  for (const char c : l.in + l.kernel) {
    l.extent[static_cast<int>(c)] = r.between(1, 4);
    if (c != 'k') l.out += c;
  }
  d.inputs = {l.dims(l.in), l.dims(l.kernel)};
  d.reference = std::make_unique<dot>(l);
  return d;
}

inline drawn draw_old_dense(random& r) {
  drawn d;
  setting& s = d.layer;
  d.inputs = {{r.between(1, 6)}};
  if (r.once_in(2)) {
    s.kind = &detail::highway_family;
    const bool bias = draw_bias(r, s);
    d.reference = std::make_unique<highway>(d.inputs[0][0], bias, draw_activation(r, s));
  } else {
    s.kind = &detail::maxout_dense_family;
    s.numbers = {r.between(1, 5), r.between(1, 4)};
    d.reference = std::make_unique<maxout_dense>(s.numbers[0], s.numbers[1], draw_bias(r, s));
  }
  return d;
}

/// Padding that is neither `causal` nor, if not `dilates`, a dilated kernel's.
inline void draw_frame_window(random& r, setting& s, convolution_setting& c, bool dilates) {
  for (;;) {
    setting tried = s;
    convolution_setting t = c;
    draw_window(r, window_kind::transposed, tried, t);  // the kind that is never causal
    if (!dilates && tried.given.has(option::dilation)) continue;
    const auto is_above_one = [&t](const auto& n) {
      for (int i = 0; i != t.axes; ++i)
        if (n[i] > 1) return true;
      return false;
    };
    if (is_above_one(tried.given.strides) && is_above_one(tried.given.dilation)) continue;  // refused, as in Keras
    s = tried;
    c = t;
    return;
  }
}

inline drawn draw_locally_connected(random& r, int axes) {
  drawn d;
  setting& s = d.layer;
  s.kind = axes == 1 ? &detail::locally_connected1d_family : &detail::locally_connected2d_family;
  convolution_setting c;
  c.axes = axes;
  c.filters = r.between(1, 3);
  s.numbers = {c.filters};
  draw_frame_window(r, s, c, false);
  if (r.once_in(4)) {
    c.channels_first = s.given.channels_first = true;
    note(s, option::channels_first, "channels_first");
  }
  c.bias = draw_bias(r, s);
  c.activated = draw_activation(r, s);
  const nns::shape spatial = random_shape(r, axes, 6);
  const std::int64_t channels = r.between(1, 3);
  d.inputs = {as_drawn(c, spatial, channels)};
  d.refused = detail::rule::kernel_larger_than_padded_input;
  if (frame(c, canonical_shape(spatial, channels)).fits()) d.reference = std::make_unique<locally_connected>(c);
  return d;
}

inline drawn draw_conv_lstm(random& r, int axes) {
  drawn d;
  setting& s = d.layer;
  const detail::family* families[] = {&detail::conv_lstm1d_family, &detail::conv_lstm2d_family,
                                      &detail::conv_lstm3d_family};
  s.kind = families[axes - 1];
  convolution_setting c;
  c.axes = axes;
  c.filters = r.between(1, 2);
  s.numbers = {c.filters};
  draw_frame_window(r, s, c, true);
  if (r.once_in(4)) {
    c.channels_first = s.given.channels_first = true;
    note(s, option::channels_first, "channels_first");
  }
  c.bias = draw_bias(r, s);
  const bool sequences = r.once_in(2);
  if (sequences) {
    s.given.return_sequences = true;
    note(s, option::return_sequences, "return_sequences");
  }
  const nns::shape spatial = random_shape(r, axes, axes == 3 ? 3 : 5);
  const std::int64_t channels = r.between(1, 2);
  nns::shape arrives{r.between(1, 3)};
  for (const std::int64_t extent : as_drawn(c, spatial, channels)) arrives.push_back(extent);
  d.inputs = {arrives};
  d.compare_kept = false;
  d.refused = detail::rule::kernel_larger_than_padded_input;
  if (frame(c, canonical_shape(spatial, channels)).fits()) d.reference = std::make_unique<conv_lstm>(c, sequences);
  return d;
}

/// In both directions, which stand one behind the other along the last axis.
inline drawn draw_both_conv_lstm(random& r, int axes) {
  random same = r;
  drawn forwards = draw_conv_lstm(r, axes);
  drawn backwards = draw_conv_lstm(same, axes);
  drawn d;
  d.layer.kind = &detail::bidirectional_family;
  d.inputs = forwards.inputs;
  d.refused = forwards.refused;
  d.compare_kept = false;
  const bool sequences = forwards.layer.given.return_sequences;
  d.layer.inner.push_back(std::move(forwards.layer));
  if (forwards.reference != nullptr)
    d.reference = std::make_unique<bidirectional>(std::move(forwards.reference), std::move(backwards.reference),
                                                  merging::concat, sequences);
  return d;
}

inline drawn draw_pooling(random& r, int axes) {
  using namespace nns::detail;
  static constexpr const family* families[2][3] = {
      {&max_pooling1d_family, &max_pooling2d_family, &max_pooling3d_family},
      {&average_pooling1d_family, &average_pooling2d_family, &average_pooling3d_family}};
  drawn d;
  setting& s = d.layer;
  s.kind = families[r.between(0, 1)][axes - 1];
  convolution_setting c;
  c.axes = axes;
  s.numbers = draw_per_axis(r, axes, 1, 4, c.kernel);
  for (int i = 0; i != 3; ++i) c.strides[i] = c.kernel[i];
  if (r.once_in(2)) {
    const nns::shape numbers = draw_per_axis(r, axes, 1, 4, c.strides);
    s.given.strides = numbers;
    note(s, option::strides, "strides<" + text_of(numbers) + ">");
  }
  if (r.once_in(4)) {
    const nns::shape numbers = draw_per_axis(r, axes, 1, 3, c.dilation);
    s.given.dilation = numbers;
    note(s, option::dilation, "dilation<" + text_of(numbers) + ">");
  }
  if (r.once_in(3)) {
    c.padding = pads::same;
    s.given.padding = padding_mode::same;
    note(s, option::padding, "same");
  } else if (r.once_in(2)) {
    std::int64_t most = 2;
    for (int i = 0; i != axes; ++i) most = c.kernel[i] / 2 < most ? c.kernel[i] / 2 : most;
    c.padding = pads::given;
    const nns::shape numbers = draw_per_axis(r, axes, 0, most, c.given_pads);
    s.given.padding = padding_mode::explicit_;
    s.given.pads = numbers;
    note(s, option::padding, "padding<" + text_of(numbers) + ">");
  }
  const bool ceil = r.once_in(3);
  if (ceil) {
    s.given.ceil_mode = true;
    note(s, option::ceil_mode, "ceil_mode");
  }
  if (r.once_in(4)) {
    c.channels_first = s.given.channels_first = true;
    note(s, option::channels_first, "channels_first");
  }
  const nns::shape spatial = random_shape(r, axes, 9);
  const std::int64_t channels = r.between(1, 2);
  d.inputs = {as_drawn(c, spatial, channels)};
  d.refused = rule::kernel_larger_than_padded_input;
  auto made = std::make_unique<pooling>(c, ceil);
  if (made->place(canonical_shape(spatial, channels))) d.reference = std::move(made);
  return d;
}

}  // namespace proof
