// The temporary tensors that a kernel reads while TFLM prepares it. Their memory is only reused once it is prepared,
// even if the kernel has released them, so a tensor that it reads twice counts twice. The smallest arena of a very
// small model depends on them. Rules of TFLM 90b983c2.
#pragma once

#include <nns/detail/count.hpp>
#include <nns/memory/tflm/abi.hpp>
#include <nns/memory/tflm/graph.hpp>

namespace nns::detail {

/// The temporary tensors of one operator.
struct tflm_temporaries {
  const tflite_graph& g;
  const tflite_subgraph& s;
  const tflite_node& o;
  const tflm::abi& abi;
  bool optimized;  // CMSIS-NN's kernels

  [[nodiscard]] constexpr count bytes() const {
    switch (static_cast<tflite_operator>(o.code)) {
      // Input, weights and output for their shapes, and once more, with the bias, for the quantization.
      case tflite_operator::conv_2d:
      case tflite_operator::depthwise_conv_2d: return (in(0) + in(1) + out(0)) * 2 + in(2);
      case tflite_operator::transpose_conv:
        return g.input_tensor(s, o, 2).is(tflite_type::float32) ? in(2) + in(1) + out(0)
                                                                : (in(2) + in(1) + out(0)) * 2 + in(3);
      case tflite_operator::mean:
      case tflite_operator::sum:
      case tflite_operator::reduce_max:
      case tflite_operator::reduce_min:
      case tflite_operator::reduce_all: {
        const tflite_tensor& x = g.input_tensor(s, o, 0);
        const bool is_integer = x.is(tflite_type::int8) || x.is(tflite_type::int16);
        return (in(0) + in(1)) * 2 + out(0) * (is_integer ? 2 : 1);
      }
      case tflite_operator::concatenation:
      case tflite_operator::tanh: return in(0) + all();
      case tflite_operator::average_pool_2d: return all() * (optimized ? 2 : 1);
      // Kernels that look at some of their operands only, or at none.
      case tflite_operator::relu6:
      case tflite_operator::split:
      case tflite_operator::read_variable:
      case tflite_operator::if_: return in(0);
      case tflite_operator::assign_variable: return in(1);
      case tflite_operator::split_v: return in(2);
      case tflite_operator::less:
      case tflite_operator::greater:
      case tflite_operator::greater_equal:
      case tflite_operator::less_equal:
      case tflite_operator::equal:
      case tflite_operator::not_equal: return in(0) + in(1);
      case tflite_operator::reshape:
      case tflite_operator::batch_to_space_nd:
      case tflite_operator::space_to_batch_nd: return in(0) + out(0);
      case tflite_operator::maximum:
      case tflite_operator::minimum:
      case tflite_operator::arg_max:
      case tflite_operator::arg_min:
      case tflite_operator::floor:
      case tflite_operator::neg:
      case tflite_operator::shape:
      case tflite_operator::pack:
      case tflite_operator::unpack:
      case tflite_operator::call_once:
      case tflite_operator::var_handle: return 0;
      default: return all();
    }
  }

  /// Whether the kernel takes what it keeps before it has looked at all of its tensors.
  [[nodiscard]] constexpr bool keeps_first() const {
    return o.is(tflite_operator::conv_2d) || o.is(tflite_operator::depthwise_conv_2d) ||
           o.is(tflite_operator::transpose_conv);
  }

 private:
  [[nodiscard]] constexpr count of(int tensor) const {
    if (tensor < 0) return 0;
    const tflite_tensor& t = g.tensors[tensor];
    return count{abi.tensor} + (t.quantized ? count{abi.quantization} + count{t.scales} * 4 + 4 : count{0});
  }
  [[nodiscard]] constexpr count in(int i) const { return of(g.input(s, o, i)); }
  [[nodiscard]] constexpr count out(int i) const { return of(g.output(s, o, i)); }
  [[nodiscard]] constexpr count all() const {
    count sum = 0;
    for (int i = 0; i != o.inputs; ++i) sum += in(i);
    for (int i = 0; i != o.outputs; ++i) sum += out(i);
    return sum;
  }
};

}  // namespace nns::detail
