// Which part of the model's input a position of a layer's output depends on: nns::receptive_fields<M>[row], along each spatial
// axis a window that starts at `offset` for the first position, and moves by `stride` from one to the next. Through branches
// it is the union. Padding is not cut off: an offset may be negative.
#pragma once

#include <nns/summary.hpp>

#include <cstdint>

namespace nns {

/// The window of a layer along one axis of the model's input. If the layer sees the whole axis (dense after flatten, a
/// global pool, a normalisation over positions, a recurrent layer, attention), `size` is its extent and `stride` is 0.
/// nns::unknown: not known for this kind of layer, or this shape.
struct receptive_window {
  std::int64_t size = 1;
  std::int64_t stride = 1;
  std::int64_t offset = 0;
  /// After up-sampling, the window moves by stride / divisor on average, in steps of `unit`; the first step comes
  /// `phase` / `divisor` positions earlier. The size varies with the position: `size` is the largest.
  std::int64_t divisor = 1;
  std::int64_t unit = 1;
  std::int64_t phase = 0;

  /// Where the window of an output position begins.
  [[nodiscard]] constexpr std::int64_t start(std::int64_t position) const {
    const std::int64_t moved = position * (stride / unit) + phase;
    return offset + unit * (moved >= 0 ? moved / divisor : -((divisor - 1 - moved) / divisor));
  }

  friend constexpr bool operator==(const receptive_window&, const receptive_window&) = default;
};

/// The receptive field of a row in the model's input, along the spatial axes: all but the last axis, or the only one.
struct receptive_field {
  static constexpr int most_axes = 3;
  int axes = 0;  ///< 0: it depends on no input, or on one without axes
  receptive_window windows[most_axes]{};
  shape input{};  ///< the model's input that it is a part of

  constexpr const receptive_window& operator[](int axis) const { return windows[axis]; }
  friend constexpr bool operator==(const receptive_field&, const receptive_field&) = default;
};

namespace detail {

/// What a layer does to the windows of its input: along an axis an output position i needs the input from
/// floor((i stride + first) / divisor) on, up to `covers` elements.
struct window_step {
  std::int64_t covers = 1;
  std::int64_t stride = 1;
  std::int64_t divisor = 1;
  std::int64_t first = 0;
};

enum class seen_by : std::uint8_t { steps, same, all, not_known };

constexpr std::int64_t rounded_down(std::int64_t a, std::int64_t b) { return a >= 0 ? a / b : -((b - 1 - a) / b); }

/// Kinds are recognised by their names, so the layers' headers need not know of this.
constexpr bool begins(const text& kind, const text& with) {
  if (kind.length < with.length) return false;
  for (std::size_t i = 0; i != with.length; ++i)
    if (kind.characters[i] != with.characters[i]) return false;
  return true;
}
constexpr bool ends(const text& kind, const text& with) {
  if (kind.length < with.length) return false;
  for (std::size_t i = 0; i != with.length; ++i)
    if (kind.characters[kind.length - with.length + i] != with.characters[i]) return false;
  return true;
}

/// The padding before the input of a sliding window.
constexpr std::int64_t padding_before(const options& o, int i, std::int64_t n, std::int64_t out, std::int64_t s,
                                      std::int64_t covered) {
  switch (o.padding) {
    case padding_mode::explicit_: return o.pads[i];
    case padding_mode::causal: return covered - 1;
    case padding_mode::same: {
      const std::int64_t all = (out - 1) * s + covered - n;
      return all > 0 ? all / 2 : 0;
    }
    default: return 0;
  }
}

/// What a transposed convolution crops at the beginning, by its own rules (nns/layers/convolution.hpp).
constexpr std::int64_t cropped_before(const options& o, int i, std::int64_t s, std::int64_t covered) {
  if (o.padding == padding_mode::explicit_) return o.pads[i];
  if (o.padding != padding_mode::same) return 0;
  const bool padded = o.output_padding.used != 0;
  const std::int64_t p = padded ? o.output_padding[i] : 0;
  const std::int64_t before = padded ? covered / 2 - (p + 1) / 2 : (covered - s) / 2;
  return before < 0 ? 0 : before;
}

/// The step of the layer at work along its spatial axis i, or that it sees all of the axis, or that this is not known.
/// A template, so that only a file that asks pays for it.
template <class Machine>
struct axis_of_layer {
  const Machine& m;
  const shape& in;
  int axes;
  int i;

  [[nodiscard]] constexpr std::int64_t extent(const shape& s) const {
    return s[m.given->channels_first ? i + 1 : s.rank() == 1 ? 0 : i];
  }
  [[nodiscard]] constexpr std::int64_t number() const { return m.numbers.used == 1 ? m.numbers[0] : m.numbers[i]; }

  constexpr seen_by find(window_step& s) const {
    const auto& kind = m.kind->kind;
    const auto& o = *m.given;
    // Only the library's own layers are recognised by how their names begin; all of these have options or numbers.
    if (m.kind->accepts == 0 && m.kind->numbers == 0) return whole_or_same(kind);
    if (m.given == &not_said)
      return is_whole(kind) ? seen_by::all : keeps_positions() ? seen_by::same : seen_by::not_known;
    const bool transposes = ends(kind, "_transpose") && begins(kind, "conv");
    const bool pools = begins(kind, "max_pooling") || begins(kind, "average_pooling");
    const bool slides = pools || begins(kind, "separable_conv") || begins(kind, "depthwise_conv") ||
                        begins(kind, "locally_connected") || (begins(kind, "conv") && !begins(kind, "conv_lstm"));
    if (in.rank() != axes + 1) return whole_or_same(kind);
    if (begins(kind, "reduce_") && reduces_positions()) return seen_by::all;
    const std::int64_t n = extent(in);
    if (transposes) {
      const std::int64_t stride = o.strides[i];
      const std::int64_t covered = o.dilation[i] * (o.kernel[i] - 1) + 1;
      // The first input j for which j stride + covered - 1 reaches position i: rounded up, as this is rounded down.
      s = {(covered - 1) / stride + 1, 1, stride, cropped_before(o, i, stride, covered) - covered + stride};
      return seen_by::steps;
    }
    if (slides) {
      const std::int64_t k = pools ? number() : o.kernel[i];
      const std::int64_t stride = pools && o.strides.used == 0 ? number() : o.strides[i];
      const std::int64_t covered = o.dilation[i] * (k - 1) + 1;
      if (n < 0 && o.padding == padding_mode::same) return seen_by::not_known;
      s = {covered, stride, 1, -padding_before(o, i, n, extent(m.x), stride, covered)};
      return seen_by::steps;
    }
    if (begins(kind, "up_sampling")) return s = {1, 1, number(), 0}, seen_by::steps;
    if (begins(kind, "zero_padding") || begins(kind, "cropping")) {
      const std::int64_t before = m.numbers.used == 2 * axes ? m.numbers[2 * i] : number();
      s.first = kind.characters[0] == 'z' ? -before : before;
      return seen_by::steps;
    }
    if (begins(kind, "adaptive_")) return adaptive(s, n, extent(m.x));
    if (kind == "space_to_depth" || kind == "depth_to_space") {  // one number is for the last two axes
      const int tiled = m.numbers.used == 1 ? 2 : m.numbers.used, j = i - (axes - tiled);
      if (j < 0) return seen_by::same;
      const std::int64_t size = m.numbers[m.numbers.used == 1 ? 0 : j];
      s = kind == "space_to_depth" ? window_step{size, size, 1, 0} : window_step{1, 1, size, 0};
      return seen_by::steps;
    }
    return whole_or_same(kind);
  }

 private:
  [[nodiscard]] constexpr bool keeps_positions() const {
    return (m.kind->memory & (in_memory::passes | in_memory::element_wise)) != 0;
  }
  /// Whether a reduction is along all spatial axes.
  [[nodiscard]] constexpr bool reduces_positions() const {
    const auto& along = m.given->axes;
    for (int a = 1; a <= axes; ++a) {
      bool found = !m.given->has(option::axis);
      for (int j = 0; j != along.used; ++j)
        found = found || (along[j] < 0 ? along[j] + in.rank() + 1 : along[j]) == (m.given->channels_first ? a + 1 : a);
      if (!found) return false;
    }
    return true;
  }
  static constexpr seen_by adaptive(window_step& s, std::int64_t n, std::int64_t out) {
    if (n < 0) return seen_by::not_known;
    if (out == 1) return seen_by::all;
    std::int64_t most = 1;
    for (std::int64_t p = 0; p != out; ++p) {
      const std::int64_t size = ((p + 1) * n + out - 1) / out - p * n / out;
      if (size > most) most = size;
    }
    s = n % out == 0 ? window_step{most, n / out, 1, 0} : window_step{most, n, out, 0};
    return seen_by::steps;
  }
  template <class Text>
  static constexpr bool is_whole(const Text& kind) {
    for (const text all : {text{"flatten"}, text{"group_normalization"}, text{"instance_normalization"}, text{"lstm"}, text{"gru"},
                           text{"simple_rnn"}, text{"cudnn_lstm"}, text{"cudnn_gru"}, text{"rnn"}, text{"bidirectional"},
                           text{"multi_head_attention"}, text{"grouped_query_attention"}, text{"attention"},
                           text{"additive_attention"}})
      if (kind == all) return true;
    for (const text all : {text{"global_average_pooling"}, text{"global_max_pooling"}})
      if (begins(kind, all)) return true;
    return false;
  }
  template <class Text>
  [[nodiscard]] constexpr seen_by whole_or_same(const Text& kind) const {
    if (is_whole(kind)) return seen_by::all;
    if (in.rank() == 1) return m.found.forward.value == 0 && m.x == in ? seen_by::same : seen_by::all;
    const bool by_position = kind == "dense" || kind == "batch_normalization" || kind == "layer_normalization" ||
                             kind == "rms_normalization" || kind == "unit_normalization" || kind == "layer_scale" ||
                             kind == "normalization" || kind == "softmax" || kind == "channel_shuffle" || kind == "activation" ||
                             kind == "embedding" || kind == "position_embedding" || kind == "prelu" || kind == "rescaling" ||
                             keeps_positions() || kind == "concatenate";
    return by_position && m.given->axes.used <= 1 && (m.given->axis == -1 || m.given->axis == in.rank()) ? seen_by::same
                                                                                                        : seen_by::not_known;
  }
};

inline constexpr receptive_window not_known{unknown, unknown, unknown};

/// offset + unit floor((p steps + phase) / divisor): as few as can be of unit, phase and divisor.
template <class Window>
constexpr Window settled(Window w) {
  const std::int64_t steps = w.stride / w.unit;
  const std::int64_t whole = rounded_down(w.phase, w.divisor);
  w.offset += w.unit * whole;
  w.phase -= whole * w.divisor;
  if (steps % w.divisor != 0) return w;
  return {w.size, w.unit * (steps / w.divisor), w.offset};
}

/// The window of an output of a layer, by that of its input.
template <class Window>
constexpr Window after(Window w, const window_step& s) {
  if (w.stride <= 0) return w;  // all of it, or not known
  if (s.divisor != 1) {
    if (w.divisor == 1) {
      w.unit = w.stride;
    } else if (w.stride != w.unit) {
      return not_known;  // up, down by another factor, and up again
    }
    w.size += w.unit * rounded_down(s.covers - 2 + w.divisor, w.divisor);
    w.phase = s.first + s.divisor * w.phase;
    w.divisor *= s.divisor;
    return settled(w);
  }
  const std::int64_t steps = w.stride / w.unit;
  std::int64_t most = 0;  // by which the last element's window begins after the first one's
  for (std::int64_t p = 0; p != w.divisor; ++p) {
    const std::int64_t begins = p * s.stride + s.first;
    const std::int64_t moved = w.start(begins + s.covers - 1) - w.start(begins);
    if (moved > most) most = moved;
  }
  w.size += most;
  w.phase += s.first * steps;
  w.stride *= s.stride;
  return settled(w);
}

/// Joins two windows that move equally on average, but in different steps: it moves like the finer one, and is large
/// enough to contain the other at every position.
template <class Window>
constexpr Window joined_by_turns(const Window& a, const Window& b) {
  Window r = a.unit <= b.unit ? a : b;
  const std::int64_t first_of_finer = r.offset;
  std::int64_t before = 0, behind = r.size;
  for (std::int64_t p = 0; p != a.divisor * b.divisor; ++p) {
    for (const Window& w : {a, b}) {
      const std::int64_t start = w.start(p) - r.start(p);
      if (start < before) before = start;
      if (start + w.size > behind) behind = start + w.size;
    }
  }
  r.offset = first_of_finer + before;
  r.size = behind - before;
  return r;
}

/// The smallest window that contains both, if they move equally.
template <class Window>
constexpr Window joined(const Window& a, const Window& b) {
  if (a.size < 0 || b.size < 0) return not_known;
  if (a.stride == 0) return a;
  if (b.stride == 0) return b;
  if (a.stride * b.divisor != b.stride * a.divisor) return not_known;
  if (a.divisor != b.divisor || a.unit != b.unit || a.phase != b.phase) return joined_by_turns(a, b);
  Window r = a;
  r.offset = a.offset < b.offset ? a.offset : b.offset;
  const std::int64_t a_end = a.offset + a.size, b_end = b.offset + b.size;
  r.size = (a_end > b_end ? a_end : b_end) - r.offset;
  return r;
}

/// Finds the field of each row while a model runs.
template <class Field>
struct field_finder final : observer {
  Field* rows;

  constexpr explicit field_finder(Field* into) : rows(into) {}

  constexpr void see(machine& m, event e) override {
    if (e != event::layer) return;
    Field& r = rows[m.sum.rows];
    if (m.kind->begins) return begin(r, m.x);
    r = of(m.source);
    for (int i = 0; i < m.extra; ++i) join(r, of(m.more[i].source));
    if (m.given->channels_first) channels_first = true;
    for (int i = 0; i != r.axes; ++i) step(r, m, i);
  }

 private:
  bool channels_first = false;  // a layer has said so

  /// The field of a row; a constant, which depends on no input, has an empty one.
  [[nodiscard]] constexpr Field of(int row) const { return row < 0 ? Field{} : rows[row]; }

  static constexpr void begin(Field& r, const shape& s) {
    r = {};
    r.input = s;
    r.axes = s.rank() < 2 ? s.rank() : s.rank() - 1 < receptive_field::most_axes ? s.rank() - 1 : receptive_field::most_axes;
  }
  static constexpr void join(Field& into, const Field& other) {
    if (other.axes == 0) return;
    if (into.axes == 0) return void(into = other);
    if (other.axes != into.axes) {
      for (auto& w : into.windows) w = not_known;
      return;
    }
    for (int i = 0; i != into.axes; ++i) into.windows[i] = joined(into.windows[i], other.windows[i]);
  }
  template <class Machine>
  constexpr void step(Field& r, const Machine& m, int i) const {
    auto& w = r.windows[i];
    window_step s;
    switch (axis_of_layer<Machine>{m, m.arrived, r.axes, i}.find(s)) {
      case seen_by::same: return;
      case seen_by::steps: w = after(w, s); return;
      case seen_by::all:
        if (w.size >= 0) w = {r.input[channels_first && r.input.rank() > 1 ? i + 1 : i], 0, 0};
        return;
      case seen_by::not_known: w = not_known; return;
    }
  }
};

constexpr count forward_as_found(const machine& m) { return m.found.forward; }
/// The standard convention, in a form for which the machine keeps what arrives at a layer.
inline constexpr counting_rules looking_rules{.name = "standard", .forward = &forward_as_found};

/// `run` is a function of a machine: of a model's type, or of a file.
template <class Run, class Field>
constexpr void find_fields(const Run& run, Field* rows) {
  field_finder<Field> finder(rows);
  machine m;
  m.how = &looking_rules;
  m.let_see(finder);
  run(m);
}

template <int Rows>
constexpr sequence<receptive_field, Rows> fields_of(step model) {
  sequence<receptive_field, Rows> all{};
  find_fields(model, all.values);
  return all;
}

}  // namespace detail

/// The receptive field of each row of summary<M>.layers.
template <class M>
inline constexpr auto receptive_fields =
    detail::fields_of<detail::accepted<M, convention::standard>().sum.rows>(detail::step_of<M>);

template <detail::refused_model<> M>
inline constexpr detail::no_answer receptive_fields<M> = detail::no_answer{};

}  // namespace nns
