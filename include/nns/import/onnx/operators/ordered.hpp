// The 8-bit operators of com.microsoft whose matrices stand in cublasLt's orders (QOrdered...): an order moves elements in
// memory, and changes no shape.
#pragma once

#include <nns/import/onnx/operators/attention.hpp>
#include <nns/import/onnx/operators/element_wise.hpp>
#include <nns/import/onnx/operators/quantized.hpp>

namespace nns::detail {

constexpr void quantize_with_order_rule(onnx_node& n) {
  if (n.in(0).ranked) n.set(0, onnx_type::int8, n.in(0).dims);
}
constexpr void dequantize_with_order_rule(onnx_node& n) {
  if (n.outputs != 0) n.made[0].type = onnx_type_of(n.integer("to", 1));
  if (n.in(0).ranked) n.set(0, n.made[0].type, n.in(0).dims);
}
/// (A, scale, B, scale, scale of Y, bias, C, scale): A and B as they are multiplied.
constexpr void ordered_matmul_rule(onnx_node& n) { multiply(n, {0, 2}, n.in(0).type); }

/// (B, T, I), and a matrix each for queries, keys and values: (I, h d), (I, h d), (I, h e).
constexpr void ordered_attention_rule(onnx_node& n) {
  const onnx_tensor &x = n.in(0), &q = n.in(5), &k = n.in(6), &v = n.in(7);
  if (n.outputs == 0) return;
  n.made[0].type = x.type;
  if (!x.ranked || !q.ranked || !k.ranked || !v.ranked) return;
  if (x.rank() != 3 || q.rank() != 2 || k.rank() != 2 || v.rank() != 2)
    return n.fail("it takes (batch, length, features), and three matrices of weights");
  std::int64_t inputs = x.dims.values[2];
  if (!agree(inputs, q.dims.values[0]) || !agree(inputs, k.dims.values[0]) || !agree(inputs, v.dims.values[0]))
    return n.fail("its weights' first extent is not its input's features");
  onnx_attention a;
  a.heads = a.key_heads = n.integer("num_heads", 0);
  if (a.heads < 1) return n.fail("it needs the attribute \"num_heads\"");
  a.batch = x.dims.values[0];
  a.queries = a.keys = x.dims.values[1];
  const std::int64_t made = v.dims.values[1];
  if (!per_head(n, q.dims.values[1], a.heads, a.size) || !per_head(n, k.dims.values[1], a.heads, a.size) ||
      !per_head(n, made, a.heads, a.value_size))
    return;
  n.set(0, shape{a.batch, a.queries, made});
  n.multiply_adds = a.products() + count{a.batch} * a.queries * inputs * (count{q.dims.values[1]} + k.dims.values[1] + made);
}

inline constexpr onnx_operator onnx_ordered_operators[] = {
    microsoft("QuantizeWithOrder", onnx_cost::free, "quantize", &quantize_with_order_rule, inputs_at(0), inputs_at(1)),
    microsoft("DequantizeWithOrder", onnx_cost::free, "dequantize", &dequantize_with_order_rule, inputs_at(0), inputs_at(1)),
    microsoft("QOrderedGelu", onnx_cost::free, "gelu", &same_shape_rule, 0, inputs_at(1, 2)),
    microsoft("QOrderedLayerNormalization", onnx_cost::free, "layer_normalization", &same_shape_rule, inputs_at(2, 3),
              inputs_at(1, 4)),
    microsoft("QOrderedMatMul", onnx_cost::counted, "matmul", &ordered_matmul_rule, inputs_at(0, 2, 5),
              inputs_at(1, 3, 4, 7)),
    microsoft("QOrderedAttention", onnx_cost::counted, "attention", &ordered_attention_rule,
              inputs_at(5, 6, 7, 11, 12, 13), inputs_at(1, 2, 3, 4, 8, 9, 10, 14, 15, 16, 17)),
    microsoft("QOrderedLongformerAttention", onnx_cost::unknown, "attention", &same_shape_rule, inputs_at(2, 4, 8, 10),
              inputs_at(1, 3, 5, 6, 7, 9, 11, 12, 13)),
};

}  // namespace nns::detail
