// Attention: B instances of T queries and S keys, including past ones. h heads multiply queries with keys of size d,
// and the scores with values of size e: B h T S (d + e) multiply-adds. Products that a mask hides are counted, since a
// dense kernel computes them.
#pragma once

#include <nns/import/onnx/operators/products.hpp>

namespace nns::detail {

/// The sizes of an attention.
struct onnx_attention {
  std::int64_t batch = shape::unknown;
  std::int64_t queries = shape::unknown;
  std::int64_t keys = shape::unknown;   // the new ones
  std::int64_t past = 0;
  std::int64_t heads = shape::unknown;
  std::int64_t key_heads = shape::unknown;
  std::int64_t size = shape::unknown;        // of a head's keys
  std::int64_t value_size = shape::unknown;  // and of its values

  [[nodiscard]] constexpr std::int64_t all_keys() const { return plus(keys, past); }
  [[nodiscard]] constexpr count products() const {
    return count{batch} * heads * queries * all_keys() * (count{size} + value_size);
  }
};

/// Divides an extent among heads.
constexpr bool per_head(onnx_node& n, std::int64_t extent, std::int64_t heads, std::int64_t& size) {
  if (extent < 0 || heads < 0) return true;
  if (heads < 1 || extent % heads != 0) return n.fail("its number of heads does not divide the size that they share"), false;
  if (!agree(size, extent / heads)) return n.fail("queries and keys have different sizes"), false;
  return true;
}

/// Queries, keys and values are (B, h, T, d), or (B, T, h d) with the heads as attributes (since opset 23).
constexpr void attention_rule(onnx_node& n) {
  const onnx_tensor &q = n.in(0), &k = n.in(1), &v = n.in(2);
  if (n.outputs == 0) return;
  for (int i = 1; i < n.outputs; ++i) n.made[i].type = q.type;
  if (!q.ranked || !k.ranked || !v.ranked) return;
  onnx_attention a;
  const bool split = q.rank() == 4;
  if ((!split && q.rank() != 3) || k.rank() != q.rank() || v.rank() != q.rank())
    return n.fail("its queries, keys and values must all have three axes, or all four");
  a.batch = q.dims.values[0];
  if (split) {
    a.heads = q.dims.values[1], a.queries = q.dims.values[2], a.size = q.dims.values[3];
    a.key_heads = k.dims.values[1], a.keys = k.dims.values[2], a.value_size = v.dims.values[3];
    if (!agree(a.size, k.dims.values[3])) return n.fail("queries and keys have different sizes");
  } else {
    a.heads = n.integer("q_num_heads", 0), a.key_heads = n.integer("kv_num_heads", 0);
    if (a.heads < 1 || a.key_heads < 1) return n.fail("it needs the attributes \"q_num_heads\" and \"kv_num_heads\"");
    a.queries = q.dims.values[1], a.keys = k.dims.values[1];
    if (!per_head(n, q.dims.values[2], a.heads, a.size) || !per_head(n, k.dims.values[2], a.key_heads, a.size) ||
        !per_head(n, v.dims.values[2], a.key_heads, a.value_size))
      return;
  }
  if (a.heads > 0 && a.key_heads > 0 && a.heads % a.key_heads != 0)
    return n.fail("its key heads do not divide its query heads");
  if (n.has(4)) a.past = n.in(4).ranked && n.in(4).rank() == 4 ? n.in(4).dims.values[2] : shape::unknown;
  if (split)
    n.set(0, q.type, shape{a.batch, a.heads, a.queries, a.value_size});
  else
    n.set(0, q.type, shape{a.batch, a.queries, times(a.heads, a.value_size)});
  n.set(1, q.type, shape{a.batch, a.key_heads, a.all_keys(), a.size});
  n.set(2, q.type, shape{a.batch, a.key_heads, a.all_keys(), a.value_size});
  n.set(3, q.type, shape{a.batch, a.heads, a.queries, a.all_keys()});
  n.multiply_adds = a.products();
}

/// Reads the past keys from an input, and returns the extent of the tensor that is kept. If past and present share a
/// buffer (ONNX Runtime's past_present_share_buffer, docs/ContribOperators.md), it is as long as the longest sequence,
/// and an input says how many keys are in it.
constexpr std::int64_t take_past(onnx_node& n, onnx_attention& a, int input, int rank, bool shared, int length) {
  const onnx_tensor& past = n.in(input);
  const std::int64_t held = past.ranked && past.rank() == rank ? past.dims.values[rank - 2] : shape::unknown;
  const onnx_number said = n.in(length).number();
  if (n.has(input)) a.past = !shared ? held : said.known && said.integer >= 0 ? said.integer : shape::unknown;
  return shared ? held : a.all_keys();
}

/// (B, T, I) and weights (I, 3 h d) for queries, keys and values, and the attention between them.
constexpr void projected_attention(onnx_node& n, int past_input, int length_input, onnx_type type) {
  for (int i = 0; i < n.outputs; ++i) n.made[i].type = type;
  const onnx_tensor &x = n.in(0), &w = n.in(1);
  if (n.outputs == 0 || !x.ranked || !w.ranked) return;
  if (x.rank() != 3 || w.rank() != 2) return n.fail("it takes (batch, length, features), and a matrix of weights");
  std::int64_t inputs = x.dims.values[2];
  if (!agree(inputs, w.dims.values[0])) return n.fail("its weights' first extent differs from its input's features");
  onnx_attention a;
  a.heads = a.key_heads = n.integer("num_heads", 0);
  if (a.heads < 1) return n.fail("it needs the attribute \"num_heads\"");
  a.batch = x.dims.values[0];
  a.queries = a.keys = x.dims.values[1];
  const std::int64_t all = w.dims.values[1];
  shape hidden;
  if (n.integers("qkv_hidden_sizes", hidden)) {
    std::int64_t sum = all;
    if (hidden.used != 3 || hidden.values[0] < 1 || hidden.values[2] < 1 || hidden.values[0] != hidden.values[1])
      return n.fail("its attribute \"qkv_hidden_sizes\" must have three positive numbers, the first two equal");
    if (!agree(sum, plus(plus(hidden.values[0], hidden.values[1]), hidden.values[2])))
      return n.fail("its attribute \"qkv_hidden_sizes\" does not add up to the columns of its weights");
  } else {
    if (all >= 0 && all % 3 != 0) return n.fail("its weights are not divisible into three equal parts");
    hidden = onnx_shape_of_rank(3, all < 0 ? all : all / 3);
  }
  if (!per_head(n, hidden.values[0], a.heads, a.size) || !per_head(n, hidden.values[2], a.heads, a.value_size)) return;
  const bool shared = n.has(past_input) && n.integer("past_present_share_buffer", 0) != 0;
  const std::int64_t kept = take_past(n, a, past_input, 5, shared, length_input);
  n.set(0, type, shape{a.batch, a.queries, hidden.values[2]});
  n.set(1, type, shape{2, a.batch, a.heads, kept, a.size});
  n.multiply_adds = count{a.batch} * a.queries * inputs * all + a.products();
}
constexpr void microsoft_attention_rule(onnx_node& n) { projected_attention(n, 4, 6, n.in(0).type); }
/// Its output has the type of its scales.
constexpr void quantized_attention_rule(onnx_node& n) { projected_attention(n, 8, no_input, n.in(3).type); }

/// (B, T, h d) three times; keys and values, or all three, packed into one tensor of five axes; or keys and values
/// (B, h, S, d) from another node. For decoding, all three may be side by side in (B, 1, 3 h d).
constexpr void multi_head_attention(onnx_node& n, int past_input, int length_input, bool shared, bool packs_three) {
  const onnx_tensor &q = n.in(0), &k = n.in(1), &v = n.in(2);
  if (n.outputs == 0 || !q.ranked || (n.has(1) && !k.ranked) || (n.has(2) && !v.ranked)) return;
  onnx_attention a;
  a.heads = a.key_heads = n.integer("num_heads", 0);
  if (a.heads < 1) return n.fail("it needs the attribute \"num_heads\"");
  if (q.rank() != 3 && q.rank() != 5) return n.fail("its queries, keys and values must have three axes, or be packed into five");
  std::int64_t heads = a.heads, packed = 3;
  a.batch = q.dims.values[0];
  a.queries = q.dims.values[1];
  if (q.rank() == 5) {  // (B, T, h, 3, d)
    if (!agree(heads, q.dims.values[2]) || !agree(packed, q.dims.values[3]))
      return n.fail("its packed input must be (batch, length, heads, 3, size)");
    a.keys = a.queries;
    a.size = a.value_size = q.dims.values[4];
  } else if (!n.has(1)) {
    if (!packs_three) return n.fail("it needs keys");
    if (!per_head(n, q.dims.values[2], times(a.heads, 3), a.size)) return;
    a.keys = a.queries;
    a.value_size = a.size;
  } else {
    if (!per_head(n, q.dims.values[2], a.heads, a.size)) return;
    if (k.rank() == 5) {  // (B, S, h, 2, d)
      packed = 2;
      if (!agree(heads, k.dims.values[2]) || !agree(packed, k.dims.values[3]) || !agree(a.size, k.dims.values[4]))
        return n.fail("its packed keys and values must be (batch, length, heads, 2, size)");
      a.keys = k.dims.values[1];
      a.value_size = a.size;
    } else if (k.rank() == 4) {  // (B, h, S, d)
      if (!agree(heads, k.dims.values[1]) || !agree(a.size, k.dims.values[3]))
        return n.fail("its keys of four axes must be (batch, heads, length, size)");
      a.keys = k.dims.values[2];
      a.value_size = v.ranked && v.rank() == 4 ? v.dims.values[3] : a.size;
    } else if (k.rank() == 3 && v.ranked && v.rank() == 3) {
      a.keys = k.dims.values[1];
      if (!per_head(n, k.dims.values[2], a.heads, a.size) || !per_head(n, v.dims.values[2], a.heads, a.value_size))
        return;
    } else {
      return n.fail("its queries, keys and values must have three axes, or be packed into five");
    }
  }
  const std::int64_t kept = take_past(n, a, past_input, 4, shared && n.has(past_input), length_input);
  n.set(0, q.type, shape{a.batch, a.queries, times(a.heads, a.value_size)});
  n.set(1, q.type, shape{a.batch, a.heads, kept, a.size});
  n.set(2, q.type, shape{a.batch, a.heads, kept, a.value_size});
  n.set(3, q.type, shape{a.batch, a.heads, a.queries, a.all_keys()});
  n.multiply_adds = a.products();
}
/// Its buffer is shared if it has an input for the length of the past.
constexpr void multi_head_attention_rule(onnx_node& n) { multi_head_attention(n, 6, 8, n.has(8), false); }

/// A step of decoding: one query (decoder_masked_multihead_attention.cc).
constexpr void decoder_attention_rule(onnx_node& n) {
  multi_head_attention(n, 5, 7, n.integer("past_present_share_buffer", 0) != 0, true);
}

/// (B, T, h d), and keys and values with fewer heads; or all in one tensor. The seventh input gives the number of keys;
/// if it is not known, that is the past and the new ones.
constexpr void group_query_attention_rule(onnx_node& n) {
  const onnx_tensor &q = n.in(0), &k = n.in(1), &past = n.in(3);
  if (n.outputs == 0 || !q.ranked || (n.has(1) && !k.ranked)) return;
  if (q.rank() != 3 || (n.has(1) && k.rank() != 3)) return n.fail("it takes (batch, length, features)");
  onnx_attention a;
  a.heads = n.integer("num_heads", 0), a.key_heads = n.integer("kv_num_heads", 0);
  if (a.heads < 1 || a.key_heads < 1) return n.fail("it needs the attributes \"num_heads\" and \"kv_num_heads\"");
  if (a.heads % a.key_heads != 0) return n.fail("its key heads do not divide its query heads");
  a.batch = q.dims.values[0];
  a.queries = q.dims.values[1];
  a.keys = n.has(1) ? k.dims.values[1] : a.queries;
  if (!per_head(n, q.dims.values[2], n.has(1) ? a.heads : a.heads + 2 * a.key_heads, a.size)) return;
  if (n.has(1) && !per_head(n, k.dims.values[2], a.key_heads, a.size)) return;
  a.value_size = a.size;
  const std::int64_t held = past.ranked && past.rank() == 4 ? past.dims.values[2] : shape::unknown;
  if (n.has(3)) a.past = held;
  // The buffers may be longer than their contents (group_query_attention_helper.h: present is the longer of both).
  const onnx_number total = n.in(6).number();
  std::int64_t all = a.all_keys(), kept = all;
  if (total.known && total.integer >= 0) {
    all = total.integer;
    kept = !n.has(3) ? all : held < 0 ? shape::unknown : held > all ? held : all;
  }
  // A window of the past, from which the operator drops old keys: how many are in it is not given.
  if (n.integer("sliding_window_cache", 0) != 0) kept = held, all = shape::unknown;
  n.set(0, q.type, shape{a.batch, a.queries, times(a.heads, a.size)});
  const bool halves = n.has(3) && past.type == onnx_type::uint8 && n.integer("kv_cache_bit_width", 8) == 4;
  for (const int i : {1, 2})
    n.set(i, n.has(3) ? past.type : q.type,
          shape{a.batch, a.key_heads, kept, halves && a.size > 0 ? up(a.size, 2) : a.size});
  n.set(3, q.type, shape{a.batch, a.heads, a.queries, all});
  a.keys = all, a.past = 0;
  n.multiply_adds = a.products();
}

/// Rotates the last axis by angles from two tables: element-wise work. The tables are not parameters.
constexpr void rotary_rule(onnx_node& n) { same_shape_rule(n); }

/// The cost depends on how the state is passed on.
constexpr void linear_attention_rule(onnx_node& n) {
  n.fail("its cost depends on how its state is passed on: there is no formula for it here");
}

inline constexpr onnx_operator onnx_attention_operators[] = {
    {.name = "Attention",
     .since = 23,
     .cost = onnx_cost::counted,
     .kind = onnx_kind("attention"),
     .rule = &attention_rule,
     .configures = inputs_at(3)},
    {.name = "LinearAttention",
     .since = 27,
     .cost = onnx_cost::refused,
     .kind = onnx_kind("linear_attention"),
     .rule = &linear_attention_rule},
    {.name = "RotaryEmbedding",
     .since = 23,
     .kind = onnx_kind("rotary_embedding", in_memory::element_wise),
     .rule = &rotary_rule,
     .configures = inputs_at(1, 2, 3)},
    {.name = "Attention",
     .domain = "com.microsoft",
     .cost = onnx_cost::counted,
     .kind = onnx_kind("attention"),
     .rule = &microsoft_attention_rule,
     .weights = inputs_at(1, 2),
     .configures = inputs_at(3, 6)},
    {.name = "GroupQueryAttention",
     .domain = "com.microsoft",
     .cost = onnx_cost::counted,
     .kind = onnx_kind("grouped_query_attention"),
     .rule = &group_query_attention_rule,
     .configures = inputs_at(5, 6, 7, 8, 9, 12, 13)},
    {.name = "DecoderMaskedMultiHeadAttention",
     .domain = "com.microsoft",
     .cost = onnx_cost::counted,
     .kind = onnx_kind("multi_head_attention"),
     .rule = &decoder_attention_rule,
     .weights = inputs_at(10),
     .configures = inputs_at(3, 7, 8, 9)},
    {.name = "DecoderMaskedSelfAttention",
     .domain = "com.microsoft",
     .cost = onnx_cost::counted,
     .kind = onnx_kind("attention"),
     .rule = &microsoft_attention_rule,
     .weights = inputs_at(1, 2),
     .configures = inputs_at(3, 6, 7, 8)},
    {.name = "MultiHeadAttention",
     .domain = "com.microsoft",
     .cost = onnx_cost::counted,
     .kind = onnx_kind("multi_head_attention"),
     .rule = &multi_head_attention_rule,
     .weights = inputs_at(3),
     .configures = inputs_at(4, 8, 9)},
    {.name = "QAttention",
     .domain = "com.microsoft",
     .cost = onnx_cost::counted,
     .kind = onnx_kind("attention"),
     .rule = &quantized_attention_rule,
     .weights = inputs_at(1, 2),
     .configures = inputs_at(3, 4, 5, 6, 7)},
    {.name = "RotaryEmbedding",
     .domain = "com.microsoft",
     .kind = onnx_kind("rotary_embedding", in_memory::element_wise),
     .rule = &rotary_rule,
     .configures = inputs_at(1, 2, 3)},
    {.name = "MRotaryEmbedding",
     .domain = "com.microsoft",
     .kind = onnx_kind("rotary_embedding", in_memory::element_wise),
     .rule = &rotary_rule,
     .configures = inputs_at(1, 2, 3)},
};

}  // namespace nns::detail
