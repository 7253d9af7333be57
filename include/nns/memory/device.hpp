// Memory traffic and a lower bound on time: the bytes that each layer moves, arithmetic intensity, devices,
// nns::roofline. A bound is not a forecast: no device reaches both of its figures, and nothing that runs beside the
// network is included.
#pragma once

#include <nns/detail/builtin.hpp>
#include <nns/memory/plan.hpp>

namespace nns {

/// What a device can do at best, by its maker's data sheet.
struct device {
  text name{};
  /// Multiply-adds per second for weights of a data type. 0: the device has no unit for the type, so there is no bound.
  struct rate {
    data_type type = data_type::float32;
    double macs_per_second = 0;
  };
  rate rates[5]{};
  /// Bytes per second between memory and the multiplying unit, reads and writes together.
  double bytes_per_second = 0;
  text source{};

  [[nodiscard]] constexpr double macs_per_second(data_type t) const {
    for (const rate& r : rates)
      if (r.type == t && r.macs_per_second > 0) return r.macs_per_second;
    return 0;
  }
};

namespace devices {

/// Arm Cortex-M4 at 80 MHz (STM32L4): SMLAD makes two 16-bit multiply-adds a cycle, and is what CMSIS-NN's int8 kernels
/// use; a multiplication and an addition in float32 take a cycle each (VFMA, which is both, takes three). One 32-bit
/// word a cycle from SRAM. Source: Arm, Cortex-M4 Technical Reference Manual (DDI 0439), instruction timing;
/// STMicroelectronics, DS10198 (STM32L476).
inline constexpr device cortex_m4_80mhz{.name = "Cortex-M4, 80 MHz",
                                        .rates = {{data_type::int8, 160e6}, {data_type::int16, 160e6},
                                                  {data_type::float32, 40e6}},
                                        .bytes_per_second = 320e6,
                                        .source = "Arm Cortex-M4 TRM (DDI 0439); STMicroelectronics DS10198"};
/// Arm Cortex-M7 at 480 MHz (STM32H7): two 16-bit multiply-adds a cycle, one in float32; two 32-bit words a cycle from
/// DTCM. Source: Arm, Cortex-M7 Technical Reference Manual; STMicroelectronics, DS12110.
inline constexpr device cortex_m7_480mhz{.name = "Cortex-M7, 480 MHz",
                                         .rates = {{data_type::int8, 960e6}, {data_type::int16, 960e6},
                                                   {data_type::float32, 480e6}},
                                         .bytes_per_second = 3.84e9,
                                         .source = "Arm Cortex-M7 TRM (DDI 0489); STMicroelectronics DS12110"};
/// Arm Ethos-U55 with 256 multiply-adds of 8 by 8 bits a cycle at 400 MHz, and two 64-bit ports, one of which only reads.
/// Source: Arm, Ethos-U55 Technical Reference Manual (102420).
inline constexpr device ethos_u55_256_400mhz{.name = "Ethos-U55-256, 400 MHz",
                                             .rates = {{data_type::int8, 102.4e9}},
                                             .bytes_per_second = 6.4e9,
                                             .source = "Arm Ethos-U55 TRM (102420)"};
/// NVIDIA A100 80 GB SXM, dense: 19.5 TFLOPS float32 (not TF32, which keeps 10 bits), 312 TFLOPS float16 and bfloat16,
/// 624 TOPS int8; 2,039 GB/s. Source: NVIDIA, A100 Tensor Core GPU data sheet.
inline constexpr device a100_80gb{.name = "NVIDIA A100 80GB SXM",
                                  .rates = {{data_type::float32, 9.75e12}, {data_type::float16, 156e12},
                                            {data_type::bfloat16, 156e12}, {data_type::int8, 312e12}},
                                  .bytes_per_second = 2.039e12,
                                  .source = "NVIDIA A100 data sheet"};
/// NVIDIA H100 80 GB SXM, dense: 66.9 TFLOPS float32, 989.4 TFLOPS float16 and bfloat16, 1,978.9 TFLOPS or TOPS float8 and
/// int8; 3,350 GB/s. Source: NVIDIA, H100 Tensor Core GPU data sheet, whose figures with sparsity are twice these.
inline constexpr device h100_80gb{.name = "NVIDIA H100 80GB SXM",
                                  .rates = {{data_type::float32, 33.45e12}, {data_type::float16, 494.7e12},
                                            {data_type::bfloat16, 494.7e12}, {data_type::float8, 989.45e12},
                                            {data_type::int8, 989.45e12}},
                                  .bytes_per_second = 3.35e12,
                                  .source = "NVIDIA H100 data sheet"};
/// NVIDIA T4: 8.1 TFLOPS float32, 65 TFLOPS float16, 130 TOPS int8; 320 GB/s. Source: NVIDIA, T4 data sheet.
inline constexpr device t4{.name = "NVIDIA T4",
                           .rates = {{data_type::float32, 4.05e12}, {data_type::float16, 32.5e12},
                                     {data_type::int8, 65e12}},
                           .bytes_per_second = 320e9,
                           .source = "NVIDIA T4 data sheet"};

}  // namespace devices

/// What bounds a layer's time.
enum class bounded_by : std::uint8_t { nothing, multiply_adds, memory };

/// One row: the bytes that it moves, and the least time that it takes.
struct roofline_row {
  text name{};
  macs forward{};
  byte_count read{};     // its inputs and its parameters, each once
  byte_count written{};  // its outputs
  double intensity = 0;  // multiply-adds per byte moved
  double seconds = 0;    // the larger of the two times: a lower bound
  bounded_by side = bounded_by::nothing;
};

/// A model's rows, and their sums.
template <int Rows>
struct model_roofline {
  text name{};
  text device_name{};
  text source{};  // of the device's figures
  sequence<roofline_row, Rows> layers{};
  double seconds = 0;  // the sum of the rows' bounds: layers run one after another
  macs forward{};
  byte_count read{};
  byte_count written{};
  double intensity = 0;  // multiply-adds per byte moved, over all rows
};

namespace detail {

/// The bytes of weights that a row reads: all of its parameters, but only the looked-up rows of an embedding's table,
/// and only those experts that tokens are routed to, if tokens are spread evenly; and the weights that it shares with
/// another row.
constexpr std::int64_t weights_read(const flow_view& f, const flow_row& r, const memory_options& o, std::int64_t parameters) {
  const data_type type = storage_of(r, o).weights;
  if (r.looks_up) {
    const std::int64_t asked = bytes_of(times(f.tensors[r.tensor].elements, o.batch), type);
    return asked < parameters ? asked : parameters;
  }
  const std::int64_t routed = times(r.experts.routed.value, o.batch);
  if (r.experts.all != 1 && r.experts.all > routed && routed >= 0) parameters = parameters / r.experts.all * routed;
  return r.borrowed == 0 ? parameters : plus(parameters, bytes_of(r.borrowed, type));
}

/// The roofline of a refused model, whose error has been reported.
struct no_roofline {
  no_answer name{}, device_name{}, source{}, forward{}, read{}, written{};
  double seconds = 0, intensity = 0;
};

/// A row moves nothing if it shares its input's buffer because it does nothing, or is computed in the layer before.
constexpr void traffic_of(const flow_view& f, const memory_options& o, roofline_row* to) {
  scratch<int> ints(lifetimes::ints_for(f));
  scratch<std::int64_t> wides(lifetimes::wides_for(f));
  const lifetimes l{f, o, ints.values, wides.values};
  scratch<std::int64_t> parameters(f.row_count);
  parameter_bytes_in(f, o, parameters.values);
  for (int i = 0; i != f.row_count; ++i) {
    const flow_row& r = f.rows[i];
    const merged how = l.how(i);
    to[i].forward.count = times(r.forward, o.batch);
    if (r.is_input || (how != merged::not_merged && how != merged::in_place)) continue;
    const data_type kept = storage_of(r, o).activations;
    std::int64_t read = weights_read(f, r, o, parameters.values[i]);
    std::int64_t written = bytes_of(times(r.cache.width.value, r.cache.written.value, o.batch), kept);
    read = plus(read, bytes_of(times(r.cache.width.value, r.cache.read.value, o.batch), kept));
    for (int k = 0; k != r.inputs; ++k)
      if (const int t = f.inputs[r.first_input + k]; t >= 0) read = plus(read, l.size(t));
    for (int k = 0; k != r.outputs; ++k) written = plus(written, l.size(r.tensor + k));
    to[i].read.count = read;
    to[i].written.count = written;
  }
}

enum class roofline_fault : std::uint8_t { none, extent_not_known, no_rate, no_bandwidth };

template <int Rows>
struct tried_roofline {
  model_roofline<Rows> found{};
  roofline_fault bad = roofline_fault::none;
};

/// Everything but the names: these take the whole summary, which the total time does not need.
template <class M, memory_options Options, const device& Device>
constexpr auto try_roofline() {
  constexpr int rows = accepted<M, convention::standard>().sum.rows;
  tried_roofline<rows> tried;
  model_roofline<rows>& result = tried.found;
  if (Device.bytes_per_second <= 0) tried.bad = roofline_fault::no_bandwidth;
  const flow_view f = flow_of<M, asks::weights>().view();
  traffic_of(f, Options, result.layers.values);
  for (int i = 0; i != rows && tried.bad == roofline_fault::none; ++i) {
    roofline_row& r = result.layers.values[i];
    if (r.read.count < 0 || r.written.count < 0 || r.forward.count < 0) tried.bad = roofline_fault::extent_not_known;
    const double bytes = static_cast<double>(r.read.count) + static_cast<double>(r.written.count);
    const double macs = static_cast<double>(r.forward.count);
    const double rate = Device.macs_per_second(storage_of(f.rows[i], Options).weights);
    if (macs > 0 && rate <= 0) tried.bad = roofline_fault::no_rate;
    if (tried.bad != roofline_fault::none) break;
    const double computing = macs > 0 ? macs / rate : 0, moving = bytes / Device.bytes_per_second;
    r.intensity = bytes > 0 ? macs / bytes : 0;
    r.seconds = computing > moving ? computing : moving;
    r.side = r.seconds <= 0       ? bounded_by::nothing
             : computing > moving ? bounded_by::multiply_adds
                                  : bounded_by::memory;
    result.seconds += r.seconds;
    result.read.count += r.read.count;
    result.written.count += r.written.count;
    result.forward.count += r.forward.count;
  }
  const double moved = static_cast<double>(result.read.count) + static_cast<double>(result.written.count);
  result.intensity = moved > 0 ? static_cast<double>(result.forward.count) / moved : 0;
  return tried;
}

/// Named for compilers that print the condition before the message.
template <bool Kept>
concept device_has_a_rate_for_the_weights = Kept;
template <bool Kept>
concept device_has_a_bandwidth = Kept;

template <class M, memory_options Options, const device& Device>
inline constexpr auto tried_rooflines = try_roofline<M, Options, Device>();

template <class M, memory_options Options, const device& Device>
constexpr const auto& accepted_roofline() {
  constexpr const auto& tried = tried_rooflines<M, Options, Device>;
  static_assert(every_size_is_known<tried.bad != roofline_fault::extent_not_known>,
                "nns: an extent of the input is not known, so there is no bound on the time: give the model an input with all extents");
  static_assert(device_has_a_rate_for_the_weights<tried.bad != roofline_fault::no_rate>,
                "nns: the device has no rate for the type of the weights: add one to its .rates, or use a storage that it supports (nns::full_int8)");
  static_assert(device_has_a_bandwidth<tried.bad != roofline_fault::no_bandwidth>,
                "nns: the device has no .bytes_per_second, so there is no bound on the time to move data");
  return tried.found;
}

template <class M, memory_options Options, const device& Device>
constexpr auto make_roofline() {
  if constexpr (refused_model<M>) {
    return no_roofline{};
  } else {
    auto result = accepted_roofline<M, Options, Device>();
    result.name = model_name<M>();
    result.device_name = Device.name, result.source = Device.source;
    for (int i = 0; i != result.layers.size(); ++i) result.layers.values[i].name = nns::summary<M>.layers[i].name;
    return result;
  }
}

template <class M, memory_options Options, const device& Device>
constexpr double seconds_of() {
  if constexpr (refused_model<M>)
    return 0;
  else
    return accepted_roofline<M, Options, Device>().seconds;
}

}  // namespace detail

/// A lower bound on the time that a model takes on a device, row by row: roofline<net, nns::devices::t4,
/// nns::full_int8>. A row takes at least the time of its multiply-adds, and at least the time to move its bytes: inputs
/// and parameters are read once, outputs are written once. Of an embedding only the looked-up vectors are read; of
/// experts only those that tokens are routed to, if tokens are spread evenly; a layer with cached<n> also reads cached
/// keys and values, and adds new ones. Rows run one after another. Options are those of a plan; a layer that is fused,
/// or does nothing, moves nothing. Element-wise work takes no time of its own. `.layers[i]` has `.read .written
/// .intensity .seconds .side`.
template <class M, const device& Device, auto... Options>
inline constexpr auto roofline = detail::make_roofline<M, memory_options_of<Options...>, Device>();

namespace detail {

template <class M>
constexpr std::int64_t tokens_of() {
  constexpr shape in = only_input<M>();
  static_assert(in.rank() < 2, "nns: tokens per second need a model whose input is a sequence of tokens, input<tokens>");
  return in.elements();
}

}  // namespace detail

/// The most tokens per second that a language model can process on a device, by its roofline: the tokens of its input,
/// for each instance of the batch. tokens_per_second<llama<sizes.over(512)>, device, bfloat16_storage, batch{8}> is for
/// a prompt (prefill); with llama<sizes.decode(512)>, one token after 512 others, it is for an answer (decode).
template <class M, const device& Device, auto... Options>
inline constexpr double tokens_per_second =
    static_cast<double>(detail::tokens_of<M>()) * static_cast<double>(memory_options_of<Options...>.batch) /
    detail::seconds_of<M, memory_options_of<Options...>, Device>();

}  // namespace nns
