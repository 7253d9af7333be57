// The scratch buffers that TFLM's kernels ask for, by operator: of the reference kernels, and of CMSIS-NN's.
// Sizes are in bytes, before they are rounded up to 16. Rules of TFLM 90b983c2 and CMSIS-NN 99f736a6.
#pragma once

#include <nns/detail/count.hpp>
#include <nns/memory/tflm/abi.hpp>
#include <nns/memory/tflm/graph.hpp>

namespace nns::tflm {

/// Whose kernels run. CMSIS-NN asks for more where the processor has DSP instructions (Cortex-M4, M7, M33) or MVE
/// (M55, M85).
enum class kernels : std::uint8_t { reference, cmsis_nn, cmsis_nn_dsp, cmsis_nn_mve };
inline constexpr kernels reference = kernels::reference;
inline constexpr kernels cmsis_nn = kernels::cmsis_nn;
inline constexpr kernels cmsis_nn_dsp = kernels::cmsis_nn_dsp;
inline constexpr kernels cmsis_nn_mve = kernels::cmsis_nn_mve;

/// What an operator needs that is not in the tables: one of your own, or one that was not measured.
struct own_operator {
  text name{};                 ///< of a custom operator
  int code = -1;               ///< of a builtin one: the format's number
  std::int64_t persistent = 0; ///< bytes that it keeps, each time that it occurs in the model
  std::int64_t scratch = -1;   ///< bytes of its scratch buffer; -1: it has none
};

/// What you add to the tables, or know better than the file.
struct with {
  static constexpr int most_operators = 8;

  std::int64_t resource_variables = -1;  ///< for which MicroResourceVariables is created; -1: one for each VAR_HANDLE
  std::int64_t persistent_bytes = 0;     ///< other allocations in the arena that persist
  own_operator operators[most_operators]{};
};
inline constexpr with nothing_more{};

}  // namespace nns::tflm

namespace nns::detail {

/// What the user says about an operator, if anything.
constexpr const tflm::own_operator* own_operator_of(const tflm::with& more, const tflite_node& o) {
  for (const tflm::own_operator& own : more.operators)
    if (o.is(tflite_operator::custom) ? own.name.length != 0 && name_hash(own.name) == o.hash : own.code == o.code)
      return &own;
  return nullptr;
}

/// The most scratch requests that TFLM has room for while it prepares one operator.
inline constexpr int tflm_room_for_requests = 12;

/// The scratch requests of one operator, up to that number.
struct tflm_scratch {
  std::int64_t bytes[tflm_room_for_requests]{};
  int used = 0;
  bool known = true;

  constexpr void ask(count n) {
    if (!n.is_known()) known = false;
    bytes[used++] = n.is_known() ? n.value : 0;
  }
};

constexpr count rounded_up(count n, std::int64_t to) { return n.is_known() ? (n + (to - 1)) / to * to : n; }

/// A window that slides over an image, as the kernels see it.
struct tflm_window {
  std::int64_t height, width, channels;  // of the input
  std::int64_t outputs;                  // channels of the output
  std::int64_t kernel_height, kernel_width;
  std::int64_t pad_height, pad_width;    // before the first row and column
  bool dilated, dilated_in_width;

  static constexpr std::int64_t extent(const tflite_tensor& t, int axis) { return t.dims.used == 4 ? t.dims[axis] : 0; }

  constexpr tflm_window(const tflite_node& o, const tflite_tensor& x, const tflite_tensor& w, const tflite_tensor& y)
      : height(extent(x, 1)),
        width(extent(x, 2)),
        channels(extent(x, 3)),
        outputs(extent(y, 3)),
        kernel_height(extent(w, 1)),
        kernel_width(extent(w, 2)),
        pad_height(0),
        pad_width(0),
        dilated(o.options.dilation[1] != 1 || o.options.dilation[2] != 1),
        dilated_in_width(o.options.dilation[2] != 1) {
    if (o.options.padding != 0) return;
    const std::int64_t high = missing(extent(y, 1), o.options.strides[1], o.options.dilation[1], kernel_height, height);
    const std::int64_t wide = missing(extent(y, 2), o.options.strides[2], o.options.dilation[2], kernel_width, width);
    pad_height = high / 2;
    pad_width = wide / 2;
  }

  static constexpr std::int64_t missing(std::int64_t out, std::int64_t stride, std::int64_t dilation,
                                        std::int64_t kernel, std::int64_t in) {
    const count reach = count{out > 0 ? out - 1 : 0} * (stride > 0 ? stride : 0) +
                        count{dilation > 0 ? dilation : 0} * (kernel > 0 ? kernel - 1 : 0) + 1;
    return reach.is_known() && reach.value > in ? reach.value - in : 0;
  }
  [[nodiscard]] constexpr count taps() const { return count{kernel_height} * kernel_width; }
};

struct tflm_scratch_rules {
  const tflite_graph& g;
  const tflite_subgraph& s;
  const tflite_node& o;
  tflm::kernels kernels;
  int pointer;
  const tflm::with& more;
  tflm_scratch asked{};

  [[nodiscard]] constexpr const tflite_tensor& in(int i) const { return g.input_tensor(s, o, i); }
  [[nodiscard]] constexpr const tflite_tensor& out(int i) const { return g.output_tensor(s, o, i); }
  [[nodiscard]] constexpr bool optimized() const { return kernels != tflm::kernels::reference; }
  [[nodiscard]] constexpr bool dsp() const { return kernels == tflm::kernels::cmsis_nn_dsp; }
  [[nodiscard]] constexpr bool mve() const { return kernels == tflm::kernels::cmsis_nn_mve; }
  static constexpr count extent(const tflite_tensor& t, int axis) { return axis >= 0 && axis < t.dims.used ? t.dims[axis] : 0; }

  constexpr void run() {
    if (const tflm::own_operator* own = own_operator_of(more, o); own != nullptr) {
      if (own->scratch >= 0) asked.ask(own->scratch);
      return;
    }
    switch (static_cast<tflite_operator>(o.code)) {
      case tflite_operator::conv_2d:
        if (unpacks(in(1))) return;
        return convolution();
      case tflite_operator::depthwise_conv_2d:
        if (unpacks(in(1))) return;
        return depthwise();
      case tflite_operator::fully_connected:
        if (unpacks(in(1))) return;
        return dense();
      case tflite_operator::average_pool_2d:
        if (dsp() && (in(0).is(tflite_type::int8) || in(0).is(tflite_type::int16))) asked.ask(extent(in(0), 3) * 4);
        return;
      case tflite_operator::mean:
      case tflite_operator::sum:
        if (in(0).is(tflite_type::int8) || in(0).is(tflite_type::int16)) asked.ask(count{out(0).elements} * 4);
        return reduction();
      case tflite_operator::reduce_max:
      case tflite_operator::reduce_min:
      case tflite_operator::reduce_all: return reduction();
      case tflite_operator::transpose_conv: return transposed();
      case tflite_operator::svdf: {
        const count batch = extent(in(0), 0);
        const count filters = extent(in(1), 0);
        asked.ask(batch * filters * 4);
        if (in(0).is(tflite_type::int8)) asked.ask(count{out(0).elements} * 4);
        return;
      }
      case tflite_operator::unidirectional_sequence_lstm: return lstm();
      case tflite_operator::mirror_pad:
        asked.ask(count{in(0).dims.used} * 4);
        asked.ask(count{in(0).dims.used} * 4);
        return;
      case tflite_operator::custom:
        // The fast Fourier transform of TFLM's signal library: its output has two numbers more than its length.
        if (o.hash == name_hash("SignalRfft"))
          asked.ask((count{out(0).elements} - (out(0).elements > 2 ? 2 : 0)) * tflite_element_bytes(in(0).type));
        else if (!is_signal())
          asked.known = false;
        return;
      case tflite_operator::add_n: return asked.ask(count{o.inputs} * pointer);
      default: return;
    }
  }

  /// An operator of the signal library that asks for no scratch.
  [[nodiscard]] constexpr bool is_signal() const {
    for (const text& name : {text{"SignalWindow"}, text{"SignalFftAutoScale"}, text{"SignalEnergy"},
                             text{"SignalFilterBank"}, text{"SignalFilterBankSquareRoot"},
                             text{"SignalFilterBankSpectralSubtraction"}, text{"SignalPCAN"},
                             text{"SignalFilterBankLog"}})
      if (o.hash == name_hash(name)) return true;
    return false;
  }

  /// int4 weights are unpacked to int8.
  constexpr bool unpacks(const tflite_tensor& weights) {
    if (weights.type != tflite_type::int4) return false;
    asked.ask(weights.elements);
    return true;
  }

  constexpr void reduction() {
    asked.ask(count{in(0).dims.used} * 4);
    asked.ask(count{in(1).elements} * 4);
  }

  /// Four arrays of the cell state's size; CMSIS-NN's kernels for int8 and int16 three.
  constexpr void lstm() {
    const tflite_tensor& cell = in(19);
    const bool three = optimized() && (in(0).is(tflite_type::int8) || in(0).is(tflite_type::int16));
    for (int i = 0; i != (three ? 3 : 4); ++i) asked.ask(count{cell.bytes});
  }

  /// The buffer of a convolution that is a product of matrices: k C values of each of several positions.
  [[nodiscard]] constexpr count general(const tflm_window& w, std::int64_t channels) const {
    return rounded_up(w.taps() * channels, mve() ? 16 : 4) * 4;
  }

  constexpr void convolution() {
    if (!optimized()) return;
    const tflm_window w{o, in(0), in(1), out(0)};
    const count C = w.channels;
    if (in(0).is(tflite_type::int16)) return asked.ask(mve() ? rounded_up(w.taps() * C, 8) * 8 : w.taps() * C * 4);
    if (!in(0).is(tflite_type::int8)) return;
    const bool grouped = extent(in(1), 3) != C;
    if (w.kernel_height == 1 && w.kernel_width == 1 && w.pad_height == 0 && w.pad_width == 0 && !w.dilated && !grouped)
      return;
    const count stride = C * (o.options.strides[2] > 0 ? o.options.strides[2] : 0);
    if (mve() && w.height == 1 && w.kernel_height == 1 && stride.value % 4 == 0 && !w.dilated_in_width) {
      return asked.ask(C * w.kernel_width + C * w.pad_width);  // the last window takes no more: one column more at most
    }
    asked.ask(general(w, w.channels));
  }

  constexpr void depthwise() {
    if (!optimized() || !in(0).is(tflite_type::int8)) {
      // CMSIS-NN's kernels for int16 ask for something where there are DSP or MVE instructions.
      if (in(0).is(tflite_type::int16) && (dsp() || mve()) && out(0).dims.used == 4 &&
          extent(in(0), 3) == extent(out(0), 3))
        asked.known = false;
      return;
    }
    const tflm_window w{o, in(0), in(1), out(0)};
    const bool one_batch = extent(in(0), 0) == count{1};
    if (w.channels == w.outputs && one_batch && !w.dilated) {
      if (mve()) return asked.ask(w.taps() * 4 * 124);
      if (dsp() && !(w.kernel_height == 3 && w.kernel_width == 3 && w.pad_height <= 1 && w.pad_width <= 1))
        return asked.ask(w.taps() * w.channels * 2);
      return;
    }
    if (w.channels == 1 && w.outputs > 1 && mve()) asked.ask(general(w, 1) + w.taps() * w.outputs);
  }

  constexpr void dense() {
    if (!optimized() || !in(0).is(tflite_type::int8)) return;
    const count depth = extent(in(1), in(1).dims.used - 1);
    if (out(0).dims.used > 2 && depth.value % 4 == 0 && in(1).scales <= 1) asked.ask(extent(in(1), 0) * 8);
  }

  constexpr void transposed() {
    const tflite_tensor& x = in(2);
    const count y = out(0).elements;
    if (!optimized() || !x.is(tflite_type::int8)) {
      if (x.is(tflite_type::int8)) asked.ask(y * 4);
      if (x.is(tflite_type::int16)) {
        asked.ask(y * 8);
        if (in(3).is(tflite_type::int16)) asked.ask(count{in(3).elements} * 8);
      }
      return;
    }
    const count C = extent(x, 3);
    const count K = extent(in(1), 0);
    const count taps = extent(in(1), 1) * extent(in(1), 2);
    const std::int64_t sh = o.options.strides[1] > 0 ? o.options.strides[1] : 0;
    const std::int64_t sw = o.options.strides[2] > 0 ? o.options.strides[2] : 0;
    if (sh <= 2 && sw <= 2 && C.value > 16) {
      asked.ask(rounded_up(taps * C, mve() ? 16 : 4) * 4);
      asked.ask(taps * C * K);
      return;
    }
    const count kh = extent(in(1), 1);
    const count kw = extent(in(1), 2);
    const count width = extent(x, 2);
    const count wide = width.value > 0 ? (width - 1) * sw + (kw.value > sh ? kw.value : sh) : count{0};
    asked.ask(K * wide * (kh.value > sh ? kh.value : sh) * 4);
    asked.ask(0);
  }
};

}  // namespace nns::detail
