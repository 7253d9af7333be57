// Rarer operators of com.microsoft, each by the sentence of ONNX Runtime's documentation: attention of decoders, gates,
// products in 8-bit floats, and what moves elements. Several operators in one stand in fused.hpp.
#pragma once

#include <nns/import/onnx/operators/attention.hpp>
#include <nns/import/onnx/operators/element_wise.hpp>
#include <nns/import/onnx/operators/pooling.hpp>
#include <nns/import/onnx/operators/quantized.hpp>

namespace nns::detail {

constexpr void gemm_float8_rule(onnx_node& n) { gemm(n, 1, 2, onnx_type_of(n.integer("dtype", 1))); }

/// Queries (T, B, H) and keys (S, B, H), weights (H, H) and (H, 2 H). Flags say whether keys are projected from the other
/// sequence, and whether there are past ones: of a cache (B, h, P, d), to which the queries' own join in self-attention.
constexpr void decoder_cross_attention_rule(onnx_node& n) {
  const onnx_tensor &q = n.in(0), &k = n.in(1), &w = n.in(2);
  if (n.outputs == 0) return;
  for (int i = 1; i < n.outputs; ++i) n.made[i].type = q.type;
  if (!q.ranked || !k.ranked) return;
  if (q.rank() != 3 || k.rank() != 3) return n.fail("it takes (length, batch, features) of queries and of keys");
  onnx_attention a;
  std::int64_t width = q.dims.values[2];
  a.queries = q.dims.values[0], a.batch = q.dims.values[1];
  if (!agree(width, k.dims.values[2])) return n.fail("queries and keys have different sizes");
  if (w.ranked && (w.rank() != 2 || !agree(width, w.dims.values[0]) || !agree(width, w.dims.values[1])))
    return n.fail("its weights of the queries are (features, features)");
  a.heads = n.integer("num_heads", 0);
  if (a.heads < 1) return n.fail("it needs the attribute \"num_heads\"");
  if (!per_head(n, width, a.heads, a.size)) return;
  a.value_size = a.size;
  n.set(0, shape{a.queries, a.batch, width});
  const onnx_number crosses = n.in(8).number(), uses_past = n.in(9).number(), has_state = n.in(10).number();
  std::int64_t projected = shape::unknown;
  if (crosses.known && uses_past.known && has_state.known) {
    const bool cached = uses_past.integer != 0 && has_state.integer != 0;
    if (cached) a.past = n.in(6).ranked && n.in(6).rank() == 4 ? n.in(6).dims.values[2] : shape::unknown;
    projected = crosses.integer == 0 ? a.queries : cached ? 0 : k.dims.values[0];
  }
  a.keys = projected;
  for (const int i : {1, 2}) n.set(i, shape{a.batch, a.heads, a.all_keys(), a.size});
  n.multiply_adds = a.products() + count{a.batch} * width * width * (count{a.queries} + count{projected} * 2);
}

/// Queries (B, T, h d), or (tokens, h d), by a matrix (d, D): a gate for each position's bias, (B, h, T, T).
constexpr void gated_bias_rule(onnx_node& n) {
  const onnx_tensor &q = n.in(0), &w = n.in(3), &places = n.in(6);
  const std::int64_t heads = n.integer("num_heads", 0);
  if (n.outputs == 0) return;
  if (heads < 1) return n.fail("it needs the attribute \"num_heads\"");
  if (!q.ranked) return;
  if (q.rank() != 2 && q.rank() != 3) return n.fail("its queries are (batch, length, features), or (tokens, features)");
  const shape of = q.rank() == 3 ? q.dims : places.ranked && places.rank() == 2 ? places.dims : onnx_shape_of_rank(2);
  n.set(0, shape{of.values[0], heads, of.values[1], of.values[1]});
  n.multiply_adds = count{q.dims.elements()} * (w.ranked && w.rank() == 2 ? w.dims.values[1] : shape::unknown);
}

/// Queries and keys, turned; the angles' table comes first.
constexpr void gemma_rotary_rule(onnx_node& n) {
  if (n.in(1).ranked) n.set(0, n.in(1).type, n.in(1).dims);
  if (n.in(3).ranked) n.set(1, n.in(3).type, n.in(3).dims);
}

/// Element by element; the last axis has the real and the imaginary part.
constexpr void complex_multiply_rule(onnx_node& n) { meet_at(n, 0, 1, n.in(0).type); }

/// The mask has a bit for each element, 32 of them in a number.
constexpr void bitmask_dropout_rule(onnx_node& n) {
  if (!n.in(0).ranked) return;
  n.set(0, n.in(0).dims);
  const std::int64_t all = n.in(0).dims.elements();
  n.set(1, onnx_type::uint32, shape{all < 0 ? shape::unknown : all / 32 + (all % 32 != 0 ? 1 : 0)});
}

/// (N, C, H, W), boxes (R, 4), and the extents of what is cut out: (R, C, h, w).
constexpr void crop_and_resize_rule(onnx_node& n) {
  const onnx_tensor &x = n.in(0), &boxes = n.in(1), &size = n.in(3);
  if (n.outputs == 0) return;
  if ((x.ranked && x.rank() != 4) || (boxes.ranked && boxes.rank() != 2))
    return n.fail("it takes (batch, channels, height, width), and boxes (number, 4)");
  shape y = onnx_shape_of_rank(4);
  if (boxes.ranked) y.values[0] = boxes.dims.values[0];
  if (x.ranked) y.values[1] = x.dims.values[1];
  for (int i = 0; i != 2 && size.has_values() && size.count() == 2; ++i)
    if (size.values[i].known && size.values[i].integer > 0) y.values[2 + i] = size.values[i].integer;
  n.set(0, y);
}

/// Slices of `size` along an axis, `step` apart: the slices' own axis is the last.
constexpr void unfold_rule(onnx_node& n) {
  const onnx_tensor& x = n.in(0);
  if (n.outputs == 0 || !x.ranked) return;
  const int axis = onnx_axis(n.integer("dim", -1), x.rank());
  const std::int64_t size = n.integer("size", 0), apart = n.integer("step", 1);
  if (axis < 0) return n.fail("it works along an axis that its input does not have");
  if (size < 1 || apart < 1) return n.fail("its attributes \"size\" and \"step\" must be at least 1");
  if (x.rank() == shape::max_rank) return n.fail("its output has more than eight axes");
  shape y = x.dims;
  std::int64_t& extent = y.values[axis];
  if (extent >= 0 && extent < size) return n.fail("its slices are longer than the axis that they are taken from");
  if (extent >= 0) extent = (extent - size) / apart + 1;
  y.push_back(size);
  n.set(0, y);
}

inline constexpr onnx_operator onnx_gated_operators[] = {
    microsoft("GemmFloat8", onnx_cost::counted, "gemm", &gemm_float8_rule, inputs_at(0, 1, 2), inputs_at(3, 4, 5)),
    microsoft("DecoderAttention", onnx_cost::counted, "attention", &decoder_cross_attention_rule, inputs_at(2, 3, 4),
              inputs_at(5, 8, 9, 10, 11)),
    microsoft("GatedRelativePositionBias", onnx_cost::counted, "relative_position_bias", &gated_bias_rule,
              inputs_at(1, 3, 4, 5), inputs_at(6)),
    microsoft("GatedRMSNorm", onnx_cost::free, "rms_normalization", &same_shape_rule, inputs_at(1)),
    microsoft("GemmaRotaryEmbedding", onnx_cost::free, "rotary_embedding", &gemma_rotary_rule),
    microsoft("BitmaskDropout", onnx_cost::free, "dropout", &bitmask_dropout_rule, 0, inputs_at(1, 2)),
    microsoft("BitmaskBiasDropout", onnx_cost::free, "dropout", &bitmask_dropout_rule, inputs_at(1), inputs_at(3, 4)),
    microsoft("ComplexMul", onnx_cost::free, "multiply", &complex_multiply_rule),
    microsoft("ComplexMulConj", onnx_cost::free, "multiply", &complex_multiply_rule),
    microsoft("CropAndResize", onnx_cost::free, "crop_and_resize", &crop_and_resize_rule, 0, inputs_at(1, 2, 3)),
    microsoft("UnfoldTensor", onnx_cost::free, "unfold", &unfold_rule),
};

}  // namespace nns::detail
