// Operators that ONNX Runtime's optimizers and quantisers write in the domain com.microsoft: several operators in one.
// Attention and plain quantised operators are in files of their own.
#pragma once

#include <nns/import/onnx/operators/activations.hpp>
#include <nns/import/onnx/operators/attention.hpp>
#include <nns/import/onnx/operators/normalizations.hpp>
#include <nns/import/onnx/operators/quantized.hpp>

namespace nns::detail {

/// transBatchA and transBatchB move the first of the leading axes after the others.
constexpr void rotate_leading(shape& s) {
  if (s.used < 3) return;
  const std::int64_t first = s.values[0];
  for (int i = 0; i + 2 < s.used; ++i) s.values[i] = s.values[i + 1];
  s.values[s.used - 2] = first;
}
constexpr void fused_matmul_rule(onnx_node& n) {
  const onnx_tensor &a = n.in(0), &b = n.in(1);
  if (n.outputs == 0 || !a.ranked || !b.ranked) return;
  shape left = a.dims, right = b.dims, y;
  if (n.integer("transBatchA", 0) != 0) rotate_leading(left);
  if (n.integer("transBatchB", 0) != 0) rotate_leading(right);
  std::int64_t inner = 0;
  const onnx_matmul how{0, 1, n.integer("transA", 0) != 0, n.integer("transB", 0) != 0};
  if (!matrix_product(n, left, right, how, y, inner)) return;
  n.set(0, y);
  n.multiply_adds = count{y.elements()} * inner;
}
constexpr void plain_matmul_rule(onnx_node& n) { multiply(n, {}, n.in(0).type); }

/// Weights of K x N in few bits, packed: parameters are the numbers, not the bytes.
constexpr void packed_matmul(onnx_node& n, std::int64_t K, std::int64_t N, bool constant) {
  const onnx_tensor& x = n.in(0);
  if (n.outputs == 0) return;
  if (K < 1 || N < 1) return n.fail("it needs the attributes \"K\" and \"N\", of at least 1");
  if (constant) n.beyond = count{K} * N;
  if (!x.ranked) return;
  if (x.rank() < 1) return n.fail("its inputs must have at least one axis");
  shape y = x.dims;
  std::int64_t inner = y.values[y.used - 1];
  if (!agree(inner, K)) return n.fail("its input's last extent differs from K");
  y.values[y.used - 1] = N;
  n.set(0, y);
  n.multiply_adds = count{y.elements()} * K;
}
constexpr void matmul_nbits_rule(onnx_node& n) {
  packed_matmul(n, n.integer("K", 0), n.integer("N", 0), n.in(1).constant);
}
constexpr void matmul_bnb4_rule(onnx_node& n) {
  if (n.integer("transB", 1) == 0) return packed_matmul(n, n.integer("N", 0), n.integer("K", 0), n.in(1).constant);
  matmul_nbits_rule(n);
}

/// The shape of B is its third input.
constexpr void matmul_fpq4_rule(onnx_node& n) {
  shape b;
  if (!said_shape(n, 2, b)) return;
  if (b.used != 2) return n.fail("its third input must have the two extents of its weights");
  if (b.values[0] > 0 && b.values[1] > 0) packed_matmul(n, b.values[0], b.values[1], n.in(1).constant);
}

/// A table of rows in few bits: rows that the indices name. A byte holds several numbers.
constexpr void gather_quantized_rule(onnx_node& n) {
  const onnx_tensor &x = n.in(0), &indices = n.in(1);
  if (n.outputs == 0) return;
  n.made[0].type = n.in(2).type;
  if (!x.ranked || !indices.ranked) return;
  const std::int64_t bits = n.integer("bits", 4);
  if (bits != 2 && bits != 4 && bits != 8) return n.fail("its attribute \"bits\" must be 2, 4 or 8");
  const int axis = onnx_axis(n.integer("gather_axis", 0), x.rank());
  if (axis < 0 || x.rank() < 1) return n.fail("it works along an axis that its input does not have");
  if (x.rank() - 1 + indices.rank() > shape::max_rank) return n.fail("its output has more than eight axes");
  shape whole = x.dims;
  if (x.type == onnx_type::uint8) whole.values[whole.used - 1] = times(whole.values[whole.used - 1], 8 / bits);
  if (x.constant) n.beyond = whole.elements();
  shape y = leading(whole, axis);
  for (const std::int64_t extent : indices.dims) y.push_back(extent);
  for (int i = axis + 1; i != whole.used; ++i) y.push_back(whole.values[i]);
  n.set(0, n.in(2).type, y);
}

/// Several products of the same input with weights of K x N in few bits, into one output, or one for each.
constexpr void matmul_nbits_mlp_rule(onnx_node& n) {
  const std::int64_t K = n.integer("K", 0), N = n.integer("N", 0);
  packed_matmul(n, K, times(N, 2), n.in(3).constant && n.in(6).constant);
  if (n.outputs == 0 || !n.made[0].ranked) return;
  shape y = n.made[0].dims;
  y.values[y.used - 1] = N;
  n.set(0, y);
  n.set(1, n.in(0).dims);
}
constexpr void matmul_nbits_qkv_rule(onnx_node& n) {
  const std::int64_t K = n.integer("K", 0), queries = n.integer("Nq", 0), keys = n.integer("Nkv", 0);
  if (queries < 1 || keys < 1) return n.fail("it needs the attributes \"Nq\" and \"Nkv\", of at least 1");
  for (int k = 1; k < n.outputs; ++k) n.made[k].type = n.in(0).type;
  packed_matmul(n, K, plus(queries, times(keys, 2)), n.in(3).constant && n.in(6).constant && n.in(9).constant);
  if (n.outputs == 0 || !n.made[0].ranked) return;
  shape y = n.made[0].dims;
  for (int k = 0; k != 3; ++k) {
    y.values[y.used - 1] = k == 0 ? queries : keys;
    n.set(k, y);
  }
  n.set(3, n.in(0).dims);
}

/// A bias of the last axis, and an activation.
constexpr void bias_rule(onnx_node& n) {
  if (n.in(0).ranked) n.set(0, n.in(0).dims);
}
/// Half of the last axis gates the other.
constexpr void split_gelu_rule(onnx_node& n) {
  if (!n.in(0).ranked || n.in(0).rank() < 1) return;
  shape y = n.in(0).dims;
  std::int64_t& last = y.values[y.used - 1];
  if (last >= 0 && last % 2 != 0) return n.fail("its last extent must be even");
  if (last > 0) last /= 2;
  n.set(0, y);
}

/// The sum of two tensors, normalised; the sum itself is the fourth output.
constexpr void skip_normalization_rule(onnx_node& n) {
  const onnx_tensor& x = n.in(0);
  if (n.outputs == 0) return;
  for (int k = 1; k < n.outputs; ++k) n.made[k].type = x.type;
  if (!x.ranked || x.rank() < 1) return;
  n.set(0, x.dims);
  n.set(3, x.dims);
  shape y = x.dims;
  y.values[y.used - 1] = 1;
  for (const int k : {1, 2}) n.set(k, onnx_type::float32, y);
}

/// Rows of three tables (words, positions, segments) are added and normalised.
constexpr void embed_normalization(onnx_node& n, int words) {
  const onnx_tensor &ids = n.in(0), &table = n.in(words);
  if (n.outputs == 0) return;
  n.made[0].type = n.in(words).type;
  if (!ids.ranked) return;
  if (ids.rank() != 2) return n.fail("its word numbers must be (batch, length)");
  shape y = ids.dims;
  y.push_back(table.ranked && table.rank() == 2 ? table.dims.values[1] : shape::unknown);
  const onnx_type type = table.type == onnx_type::int8 || table.type == onnx_type::uint8 ? onnx_type::float32 : table.type;
  n.set(0, type, y);
  n.set(1, onnx_type::int32, shape{ids.dims.values[0]});
  n.set(2, type, y);
}
constexpr void embed_normalization_rule(onnx_node& n) { embed_normalization(n, 2); }

constexpr void group_norm_rule(onnx_node& n) {
  if (!n.in(0).ranked) return;
  n.set(0, n.in(0).dims);
  n.set(1, n.in(0).dims);
}

/// Channels come last, also in the output; the filters are (K, k..., C / g), as ONNX Runtime keeps them.
/// NhwcConv has its weights' channels last, too (fusion_nhwc_conv.py turns them by 0, 2, 3, 1); NhwcFusedConv keeps those of
/// Conv (nhwc_transformer.cc turns the input and the output only).
constexpr void nhwc_conv_rule(onnx_node& n) { convolve(n, {1, 2, true, true}, n.in(0).type); }
constexpr void nhwc_fused_conv_rule(onnx_node& n) { convolve(n, {1, 2, true}, n.in(0).type); }

/// Each token goes to k of the experts: tokens x k x an expert's weights.
constexpr void experts(onnx_node& n, const int (&matrices)[3], std::int64_t pack, bool quantized) {
  const onnx_tensor& x = n.in(0);
  if (!x.ranked || x.rank() < 2) return;
  n.set(0, x.dims);
  const count tokens = x.dims.product(0, x.rank() - 1);
  count each = 0;
  for (const int m : matrices) {
    if (!n.has(m)) continue;
    const onnx_tensor& w = n.in(m);
    if (w.ranked && w.rank() != 3) return n.fail("its weights must be (experts, rows, columns)");
    each += onnx_product_from(w, 1) * pack;
    if (quantized && w.constant) n.beyond += count{w.dims.elements()} * pack;
  }
  const std::int64_t k = n.integer("k", 1);
  if (k < 1) return n.fail("its attribute \"k\" must be at least 1");
  n.multiply_adds = tokens * k * each;
}
constexpr void mixture_rule(onnx_node& n) { experts(n, {2, 4, 6}, 1, false); }
/// A byte has 8 / expert_weight_bits numbers; two if they are 4-bit floats, one if they are 8-bit floats.
constexpr void quantized_mixture_rule(onnx_node& n) {
  const std::int64_t bits = n.integer("expert_weight_bits", 4);
  if (bits != 2 && bits != 4 && bits != 8) return n.fail("its attribute \"expert_weight_bits\" must be 2, 4 or 8");
  const text type = n.word("quant_type", "int");
  experts(n, {2, 5, 8}, type == text{"int"} ? 8 / bits : type == text{"fp8"} ? 1 : 2, true);
}

/// A bias for each pair of positions, from a table of a few distances.
constexpr void relative_bias_rule(onnx_node& n) {
  const onnx_tensor& table = n.in(0);
  const onnx_number rows = n.in(1).number(), columns = n.in(2).number();
  n.set(0, shape{1, table.ranked && table.rank() == 2 ? table.dims.values[1] : shape::unknown,
                 rows.known && rows.integer >= 0 ? rows.integer : shape::unknown,
                 columns.known && columns.integer >= 0 ? columns.integer : shape::unknown});
}

constexpr void expand_dims_rule(onnx_node& n) {
  const onnx_tensor& x = n.in(0);
  if (n.outputs == 0 || !x.ranked) return;
  const onnx_number axis = n.in(1).number();
  shape y = axis.known ? x.dims : onnx_shape_of_rank(x.rank());
  const int at = axis.known ? onnx_axis(axis.integer, x.rank() + 1) : 0;
  if (at < 0) return n.fail("it inserts an axis at a position that its output does not have");
  if (!insert_extent(y, at, axis.known ? 1 : shape::unknown)) return n.fail("its output has more than eight axes");
  n.set(0, y);
}

constexpr void runs_a_graph_rule(onnx_node& n) {
  n.fail("how often it runs a graph depends on data: its cost is not known");
}

// Attention for which data, or a pattern, decides the keys of each query: its shapes are known, its products are not.

/// (tokens, I), and weights (I, h d + h d + h e).
constexpr void packed_attention_rule(onnx_node& n) {
  const onnx_tensor &x = n.in(0), &w = n.in(1);
  if (n.outputs == 0 || !x.ranked || !w.ranked) return;
  if (x.rank() != 2 || w.rank() != 2) return n.fail("it takes (tokens, features), and a matrix of weights");
  shape hidden;
  const std::int64_t all = w.dims.values[1];
  if (!n.integers("qkv_hidden_sizes", hidden)) hidden = onnx_shape_of_rank(3, all < 0 ? all : all / 3);
  if (hidden.used != 3) return n.fail("its attribute \"qkv_hidden_sizes\" must have three numbers");
  n.set(0, shape{x.dims.values[0], hidden.values[2] < 0 ? shape::unknown : hidden.values[2]});
}
/// (tokens, h d) and values (tokens, h e); or (tokens, h, 3, d).
constexpr void packed_multi_head_attention_rule(onnx_node& n) {
  const onnx_tensor &q = n.in(0), &v = n.in(2);
  if (n.outputs == 0 || !q.ranked) return;
  if (q.rank() == 4) return void(n.set(0, shape{q.dims.values[0], times(q.dims.values[1], q.dims.values[3])}));
  if (q.rank() != 2) return n.fail("its queries must be (tokens, features), or (tokens, heads, 3, size)");
  n.set(0, shape{q.dims.values[0], v.ranked && v.rank() == 2 ? v.dims.values[1] : shape::unknown});
}
/// Caches keep their shapes. Packed queries are followed by the keys and the values.
constexpr void cached_attention_rule(onnx_node& n) {
  const onnx_tensor& q = n.in(0);
  if (n.outputs == 0) return;
  for (const int k : {1, 2})
    if (n.in(k + 2).ranked) n.set(k, n.in(k + 2).type, n.in(k + 2).dims);
  if (!q.ranked || q.rank() < 2) return;
  shape y = q.dims;
  const std::int64_t heads = n.integer("num_heads", 0), key_heads = n.integer("kv_num_heads", 0);
  std::int64_t& last = y.values[y.used - 1];
  if (heads < 1 || key_heads < 1) return n.fail("it needs the attributes \"num_heads\" and \"kv_num_heads\"");
  std::int64_t size = shape::unknown;
  if (!per_head(n, last, n.has(1) ? heads : plus(heads, times(key_heads, 2)), size)) return;
  if (const std::int64_t of_values = n.integer("v_head_size", 0); of_values > 0) size = of_values;
  last = size < 0 ? shape::unknown : times(heads, size);
  n.set(0, y);
}

/// (B, T, H) without its padding: (tokens, H), where the number of tokens depends on data; and back.
constexpr void remove_padding_rule(onnx_node& n) {
  const onnx_tensor& x = n.in(0);
  if (n.outputs == 0 || !x.ranked) return;
  if (x.rank() != 3) return n.fail("it takes (batch, length, features)");
  const std::int64_t batch = x.dims.values[0];
  n.set(0, shape{shape::unknown, x.dims.values[2]});
  n.set(1, onnx_type::int32, shape{batch, x.dims.values[1]});
  n.set(2, onnx_type::int32, shape{batch < 0 ? batch : plus(batch, 1)});
  n.set(3, onnx_type::int32, shape{1});
}
constexpr void restore_padding_rule(onnx_node& n) {
  const onnx_tensor &x = n.in(0), &places = n.in(1);
  if (n.outputs == 0 || !x.ranked || !places.ranked) return;
  if (x.rank() != 2 || places.rank() != 2) return n.fail("it takes (tokens, features), and positions (batch, length)");
  n.set(0, shape{places.dims.values[0], places.dims.values[1], x.dims.values[1]});
}

/// The sum of two tensors, whose numbers are those of neither; its mask is bool.
constexpr void bias_dropout_rule(onnx_node& n) {
  if (!n.in(0).ranked) return;
  n.set(0, n.in(0).dims);
  n.set(1, onnx_type::bool_, n.in(0).dims);
}
constexpr void no_formula_rule(onnx_node& n) { n.fail("it multiplies, and there is no formula for it here"); }

inline constexpr onnx_operator onnx_fused_operators[] = {
    microsoft("BiasAdd", onnx_cost::free, "add", &bias_rule, inputs_at(1)),
    microsoft("BiasDropout", onnx_cost::free, "dropout", &bias_dropout_rule, inputs_at(1), inputs_at(3, 4)),
    microsoft("BiasGelu", onnx_cost::free, "gelu", &bias_rule, inputs_at(1)),
    microsoft("BiasSoftmax", onnx_cost::free, "softmax", &bias_rule),
    microsoft("BiasSplitGelu", onnx_cost::free, "gelu", &split_gelu_rule, inputs_at(1)),
    microsoft("FastGelu", onnx_cost::free, "gelu", &bias_rule, inputs_at(1)),
    microsoft("Gelu", onnx_cost::free, "gelu", &same_shape_rule),
    microsoft("QuickGelu", onnx_cost::free, "gelu", &same_shape_rule),
    microsoft("EmbedLayerNormalization", onnx_cost::free, "embedding", &embed_normalization_rule,
              inputs_at(2, 3, 4, 5, 6), inputs_at(0, 1, 7, 8)),
    microsoft("QEmbedLayerNormalization", onnx_cost::free, "embedding", &embed_normalization_rule,
              inputs_at(2, 3, 4, 5, 6), inputs_at(0, 1, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17)),
    microsoft("SkipLayerNormalization", onnx_cost::free, "layer_normalization", &skip_normalization_rule,
              inputs_at(2, 3, 4)),
    microsoft("SkipSimplifiedLayerNormalization", onnx_cost::free, "rms_normalization", &skip_normalization_rule,
              inputs_at(2, 3)),
    microsoft("SimplifiedLayerNormalization", onnx_cost::free, "rms_normalization", &layer_normalization_rule,
              inputs_at(1)),
    microsoft("GroupNorm", onnx_cost::free, "group_normalization", &group_norm_rule, inputs_at(1, 2)),
    microsoft("SkipGroupNorm", onnx_cost::free, "group_normalization", &group_norm_rule, inputs_at(1, 2, 4)),
    microsoft("ExpandDims", onnx_cost::free, "expand_dims", &expand_dims_rule),
    microsoft("GatherND", onnx_cost::free, "gather_nd", &gather_nd_rule),
    microsoft("GridSample", onnx_cost::free, "grid_sample", &grid_sample_rule),
    microsoft("Pad", onnx_cost::free, "pad", &pad_rule, 0, inputs_at(1, 2)),
    microsoft("Range", onnx_cost::free, "range", &range_rule),
    microsoft("RelativePositionBias", onnx_cost::free, "relative_position_bias", &relative_bias_rule, inputs_at(0),
              inputs_at(1, 2)),
    microsoft("Trilu", onnx_cost::free, "trilu", &same_shape_rule),
    microsoft("Unique", onnx_cost::free, "unique", &unique_rule),
    microsoft("FusedGemm", onnx_cost::counted, "gemm", &gemm_rule, inputs_at(0, 1, 2)),
    microsoft("FusedMatMul", onnx_cost::counted, "matmul", &fused_matmul_rule, inputs_at(0, 1)),
    microsoft("TransposeMatMul", onnx_cost::counted, "matmul", &fused_matmul_rule, inputs_at(0, 1)),
    microsoft("FusedMatMulActivation", onnx_cost::counted, "matmul", &fused_matmul_rule, inputs_at(0, 1)),
    microsoft("GemmFastGelu", onnx_cost::counted, "matmul", &plain_matmul_rule, inputs_at(1, 2)),
    microsoft("MatMulNBits", onnx_cost::counted, "dense", &matmul_nbits_rule, inputs_at(5), inputs_at(1, 2, 3, 4)),
    microsoft("MatMulNBitsMlp", onnx_cost::counted, "dense", &matmul_nbits_mlp_rule, inputs_at(2, 5, 8),
              inputs_at(3, 4, 6, 7)),
    microsoft("MatMulNBitsQkv", onnx_cost::counted, "dense", &matmul_nbits_qkv_rule, inputs_at(2, 5, 8, 11),
              inputs_at(3, 4, 6, 7, 9, 10)),
    microsoft("MatMulBnb4", onnx_cost::counted, "dense", &matmul_bnb4_rule, 0, inputs_at(1, 2)),
    microsoft("MatMulFpQ4", onnx_cost::counted, "dense", &matmul_fpq4_rule, 0, inputs_at(1, 2)),
    microsoft("GatherBlockQuantized", onnx_cost::free, "embedding", &gather_quantized_rule, 0, inputs_at(0, 2, 3)),
    microsoft("ConvTransposeWithDynamicPads", onnx_cost::counted, "conv_transpose", &conv_transpose_dynamic_rule,
              inputs_at(1, 3), inputs_at(2)),
    microsoft("NhwcConv", onnx_cost::counted, "conv", &nhwc_conv_rule, inputs_at(1, 2)),
    microsoft("NhwcFusedConv", onnx_cost::counted, "conv", &nhwc_fused_conv_rule, inputs_at(1, 2)),
    microsoft("MoE", onnx_cost::counted, "mixture_of_experts", &mixture_rule, inputs_at(2, 3, 4, 5, 6, 7)),
    microsoft("QMoE", onnx_cost::counted, "mixture_of_experts", &quantized_mixture_rule, inputs_at(4, 7, 10),
              inputs_at(2, 3, 5, 6, 8, 9, 11, 12, 13, 15, 16, 17, 18, 19, 20)),
    microsoft("BeamSearch", onnx_cost::refused, "search", &runs_a_graph_rule),
    microsoft("GreedySearch", onnx_cost::refused, "search", &runs_a_graph_rule),
    microsoft("Sampling", onnx_cost::refused, "search", &runs_a_graph_rule),
    microsoft("WhisperBeamSearch", onnx_cost::refused, "search", &runs_a_graph_rule),
    microsoft("LongformerAttention", onnx_cost::unknown, "attention", &same_shape_rule, inputs_at(1, 2, 4, 5),
              inputs_at(3, 6)),
    microsoft("PackedAttention", onnx_cost::unknown, "attention", &packed_attention_rule, inputs_at(1, 2),
              inputs_at(3, 4)),
    microsoft("PackedMultiHeadAttention", onnx_cost::unknown, "multi_head_attention", &packed_multi_head_attention_rule,
              inputs_at(3), inputs_at(4, 5)),
    microsoft("PagedAttention", onnx_cost::unknown, "grouped_query_attention", &cached_attention_rule,
              inputs_at(11, 12, 13), inputs_at(5, 6, 7, 8, 9, 10, 14, 15, 16)),
    microsoft("SparseAttention", onnx_cost::unknown, "grouped_query_attention", &cached_attention_rule, 0,
              inputs_at(5, 6, 7, 8, 9, 10)),
    microsoft("RemovePadding", onnx_cost::free, "remove_padding", &remove_padding_rule, 0, inputs_at(1)),
    microsoft("RestorePadding", onnx_cost::free, "restore_padding", &restore_padding_rule, 0, inputs_at(1)),
    microsoft("CDist", onnx_cost::refused, "distances", &no_formula_rule),
    microsoft("Inverse", onnx_cost::refused, "inverse", &no_formula_rule),
    microsoft("Irfft", onnx_cost::refused, "fourier", &no_formula_rule),
    microsoft("Rfft", onnx_cost::refused, "fourier", &no_formula_rule),
};

}  // namespace nns::detail
