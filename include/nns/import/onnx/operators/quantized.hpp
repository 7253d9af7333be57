// Quantised numbers: conversions from and to real numbers, and ONNX Runtime's operators on them. Scales and zero points
// only configure; products of matrices count like those of real numbers.
#pragma once

#include <nns/import/onnx/operators/convolutions.hpp>
#include <nns/import/onnx/operators/pooling.hpp>
#include <nns/import/onnx/operators/products.hpp>
#include <nns/import/onnx/operators/reductions.hpp>
#include <nns/import/onnx/operators/selecting.hpp>

namespace nns::detail {

/// The zero point's type, or the named one, or uint8.
constexpr void quantize_rule(onnx_node& n) {
  if (n.outputs == 0) return;
  const onnx_type named = onnx_type_of(n.integer("output_dtype", 0));
  const onnx_type type = n.has(2) ? n.in(2).type : named != onnx_type::undefined ? named : onnx_type::uint8;
  n.made[0].type = type;
  keep_origin(n);
  if (n.in(0).ranked) n.set(0, type, n.in(0).dims);
}
constexpr void dequantize_rule(onnx_node& n) {
  if (n.outputs == 0) return;
  const onnx_type named = onnx_type_of(n.integer("output_dtype", 0));
  const onnx_type type = named != onnx_type::undefined ? named : n.in(1).type;
  n.made[0].type = type;
  keep_origin(n);
  if (n.in(0).ranked) n.set(0, type, n.in(0).dims);
}
constexpr void dynamic_quantize_rule(onnx_node& n) {
  n.out(0).type = onnx_type::uint8;
  if (n.in(0).ranked) n.set(0, onnx_type::uint8, n.in(0).dims);
  n.set(1, onnx_type::float32, {});
  n.set(2, onnx_type::uint8, {});
}

/// The operands at these two inputs, element by element.
constexpr void meet_at(onnx_node& n, int left, int right, onnx_type type) {
  if (n.outputs == 0) return;
  n.made[0].type = type;
  if (!n.in(left).ranked || !n.in(right).ranked) return;
  shape dims = n.in(left).dims;
  if (!broadcast(dims, n.in(right).dims)) return n.fail("the extents of its inputs do not match: they must be equal, or 1");
  n.set(0, type, dims);
}
constexpr void qlinear_binary_rule(onnx_node& n) { meet_at(n, 0, 3, n.in(0).type); }
constexpr void mul_integer_rule(onnx_node& n) { meet_at(n, 0, 2, onnx_type::int32); }
constexpr void qlinear_where_rule(onnx_node& n) {
  const onnx_tensor &c = n.in(0), &a = n.in(1), &b = n.in(4);
  if (n.outputs == 0) return;
  n.made[0].type = a.type;
  if (!c.ranked || !a.ranked || !b.ranked) return;
  shape dims = c.dims;
  if (!broadcast(dims, a.dims) || !broadcast(dims, b.dims))
    return n.fail("the extents of its inputs do not match: they must be equal, or 1");
  n.set(0, a.type, dims);
}

/// Channels come last, or second.
constexpr void pool_channels_last(onnx_node& n, bool last) {
  const onnx_tensor& x = n.in(0);
  if (n.outputs == 0 || !x.ranked) return;
  onnx_window window;
  if (!window.read(n, x.rank() - 2, nullptr)) return;
  shape y = x.dims;
  for (int i = 0; i != window.axes; ++i)
    if (!window.slide(n, i, y.values[(last ? 1 : 2) + i], true)) return;
  n.set(0, y);
}
constexpr void qlinear_pool_rule(onnx_node& n) { pool_channels_last(n, n.integer("channels_last", 0) != 0); }
constexpr void nhwc_pool_rule(onnx_node& n) { pool_channels_last(n, true); }
constexpr void qlinear_global_pool_rule(onnx_node& n) {
  if (!n.in(0).ranked) return;
  const int first = n.integer("channels_last", 0) != 0 ? 1 : 2;
  shape y = n.in(0).dims;
  for (int i = first; i < y.used - (first == 1 ? 1 : 0); ++i) y.values[i] = 1;
  n.set(0, y);
}
constexpr void qlinear_reduce_rule(onnx_node& n) {
  bool goes[shape::max_rank]{};
  reduce_shape(n, goes, no_input);
}
/// The output's scale and zero point, then each input with its own.
constexpr void qlinear_concat_rule(onnx_node& n) {
  if (n.outputs == 0 || n.inputs < 5 || (n.inputs - 2) % 3 != 0)
    return n.fail("it needs a scale and a zero point, and three inputs for each tensor");
  n.made[0].type = n.in(2).type;
  for (int i = 2; i < n.inputs; i += 3)
    if (!n.in(i).ranked) return;
  shape y = n.in(2).dims;
  const int axis = read_axis(n, 0, y.used);
  if (axis < 0) return;
  for (int i = 5; i < n.inputs; i += 3) {
    const shape& x = n.in(i).dims;
    if (x.used != y.used) return n.fail("its inputs have different ranks");
    for (int j = 0; j != y.used; ++j)
      if (j == axis)
        y.values[j] = plus(y.values[j], x.values[j]);
      else if (!agree(y.values[j], x.values[j]))
        return n.fail("its inputs differ along an axis that it does not join");
  }
  n.set(0, n.in(2).type, y);
}

/// (A, scale, zero point, B, scale, zero point, C, y scale, y zero point): without the last two the result is real.
constexpr void qgemm_rule(onnx_node& n) { gemm(n, 3, 6, n.has(8) ? n.in(8).type : onnx_type::float32); }
constexpr void real_matmul_rule(onnx_node& n) { multiply(n, {}, onnx_type::float32); }
constexpr void matmul_integer16_rule(onnx_node& n) { multiply(n, {}, onnx_type::int32); }

/// Weights are (directions, I, 4 H) and (directions, H, 4 H): transposed, as quantisers write them.
constexpr void dynamic_quantize_lstm_rule(onnx_node& n) {
  const onnx_tensor &x = n.in(0), &w = n.in(1), &r = n.in(2);
  if (n.outputs == 0) return;
  const bool both = n.word("direction") == text{"bidirectional"};
  const std::int64_t directions = both ? 2 : 1;
  if ((x.ranked && x.rank() != 3) || (w.ranked && w.rank() != 3) || (r.ranked && r.rank() != 3))
    return n.fail("its sequence and its weights must have three axes");
  const shape s = x.ranked ? x.dims : onnx_shape_of_rank(3);
  std::int64_t hidden = n.integer("hidden_size", shape::unknown), inputs = s.values[2];
  if (r.ranked && !agree(hidden, r.dims.values[1])) return n.fail("its recurrent weights must be (directions, H, 4 H)");
  std::int64_t rows = times(hidden, 4);
  if ((r.ranked && !agree(rows, r.dims.values[2])) ||
      (w.ranked && (!agree(inputs, w.dims.values[1]) || !agree(rows, w.dims.values[2]))))
    return n.fail("its weights must be (directions, I, 4 H) and (directions, H, 4 H)");
  n.set(0, x.type, shape{s.values[0], directions, s.values[1], hidden});
  for (int k = 1; k != 3; ++k) n.set(k, x.type, shape{directions, s.values[1], hidden});
  n.multiply_adds = count{s.values[0]} * s.values[1] * directions * rows * (count{inputs} + hidden);
}

constexpr onnx_operator microsoft(text name, onnx_cost cost, text kind, onnx_rule rule, unsigned weights = 0,
                                  unsigned configures = 0) {
  return {.name = name,
          .domain = "com.microsoft",
          .cost = cost,
          .kind = onnx_kind(kind),
          .rule = rule,
          .weights = weights,
          .configures = configures};
}

inline constexpr onnx_operator onnx_quantized_operators[] = {
    {.name = "DequantizeLinear",
     .since = 10,
     .kind = onnx_kind("dequantize"),
     .rule = &dequantize_rule,
     .weights = inputs_at(0),
     .configures = inputs_at(1, 2)},
    {.name = "DynamicQuantizeLinear", .since = 11, .kind = onnx_kind("quantize"), .rule = &dynamic_quantize_rule},
    {.name = "QuantizeLinear",
     .since = 10,
     .kind = onnx_kind("quantize"),
     .rule = &quantize_rule,
     .weights = inputs_at(0),
     .configures = inputs_at(1, 2)},
    microsoft("DequantizeLinear", onnx_cost::free, "dequantize", &dequantize_rule, inputs_at(0), inputs_at(1, 2)),
    microsoft("QuantizeLinear", onnx_cost::free, "quantize", &quantize_rule, inputs_at(0), inputs_at(1, 2)),
    microsoft("QLinearAdd", onnx_cost::free, "add", &qlinear_binary_rule, inputs_at(0, 3), inputs_at(1, 2, 4, 5, 6, 7)),
    microsoft("QLinearMul", onnx_cost::free, "multiply", &qlinear_binary_rule, inputs_at(0, 3),
              inputs_at(1, 2, 4, 5, 6, 7)),
    microsoft("QLinearWhere", onnx_cost::free, "where", &qlinear_where_rule, inputs_at(1, 4),
              inputs_at(2, 3, 5, 6, 7, 8)),
    microsoft("MulInteger", onnx_cost::free, "multiply", &mul_integer_rule, inputs_at(0, 2), inputs_at(1, 3)),
    microsoft("QLinearSigmoid", onnx_cost::free, "sigmoid", &same_shape_rule, 0, inputs_at(1, 2, 3, 4)),
    microsoft("QLinearLeakyRelu", onnx_cost::free, "leaky_relu", &same_shape_rule, 0, inputs_at(1, 2, 3, 4)),
    microsoft("QLinearSoftmax", onnx_cost::free, "softmax", &same_shape_rule, 0, inputs_at(1, 2, 3, 4)),
    microsoft("QLinearAveragePool", onnx_cost::free, "average_pooling", &qlinear_pool_rule, 0, inputs_at(1, 2, 3, 4)),
    microsoft("QLinearGlobalAveragePool", onnx_cost::free, "global_average_pooling", &qlinear_global_pool_rule, 0,
              inputs_at(1, 2, 3, 4)),
    microsoft("NhwcMaxPool", onnx_cost::free, "max_pooling", &nhwc_pool_rule),
    microsoft("QLinearReduceMean", onnx_cost::free, "reduce_mean", &qlinear_reduce_rule, 0, inputs_at(1, 2, 3, 4)),
    microsoft("ReduceSumInteger", onnx_cost::free, "reduce_sum", &reduce_rule),
    microsoft("QLinearConcat", onnx_cost::free, "concatenate", &qlinear_concat_rule, 0, all_inputs),
    microsoft("QGemm", onnx_cost::counted, "gemm", &qgemm_rule, inputs_at(3, 6), inputs_at(1, 2, 4, 5, 7, 8)),
    microsoft("DynamicQuantizeMatMul", onnx_cost::counted, "matmul", &real_matmul_rule, inputs_at(1, 4),
              inputs_at(2, 3)),
    microsoft("MatMulIntegerToFloat", onnx_cost::counted, "matmul", &real_matmul_rule, inputs_at(0, 1, 6),
              inputs_at(2, 3, 4, 5)),
    microsoft("MatMulInteger16", onnx_cost::counted, "matmul", &matmul_integer16_rule, inputs_at(0, 1)),
    microsoft("DynamicQuantizeLSTM", onnx_cost::counted, "lstm", &dynamic_quantize_lstm_rule, inputs_at(1, 2, 3, 7),
              inputs_at(4, 5, 6, 8, 9, 10, 11)),
};

}  // namespace nns::detail
