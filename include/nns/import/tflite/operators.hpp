// What the operators of a .tflite cost: multiply-adds and parameters, from the shapes of their tensors.
// A cost that is not known is unknown, never zero.
#pragma once

#include <nns/detail/scratch.hpp>
#include <nns/import/network/assumed.hpp>
#include <nns/import/tflite/extents.hpp>
#include <nns/import/tflite/operator_list.hpp>
#include <nns/memory/storage.hpp>
#include <nns/memory/tflm/graph.hpp>

namespace nns::detail {

/// How an operator's multiply-adds are found (operator_list.hpp).
enum class tflite_cost : std::uint8_t { counted, free, calls, applies, unknown };

struct tflite_kind {
  text name;  // the format's
  family row;
  tflite_cost cost;
};

inline constexpr tflite_kind tflite_kinds[] = {
#define NNS_OPERATOR(name, kind, cost) {#name, stated_kind(kind), tflite_cost::cost},
    NNS_TFLITE_OPERATORS(NNS_OPERATOR)
#undef NNS_OPERATOR
};
inline constexpr int tflite_operators = static_cast<int>(sizeof(tflite_kinds) / sizeof(tflite_kinds[0]));

/// The elements of a tensor; 0 if there is none.
constexpr count elements_of(const tflite_tensor& t) { return t.elements; }
constexpr std::int64_t extent_of(const tflite_tensor& t, int axis) {
  return axis >= 0 && axis < t.dims.used ? t.dims[axis] : 0;
}

/// Elements of the inputs from `first` to before `last` that are given.
constexpr count elements_between(const tflite_graph& g, const tflite_subgraph& s, const tflite_node& o, int first,
                                 int last) {
  count sum = 0;
  for (int i = first; i < last; ++i) sum += g.input_tensor(s, o, i).elements;
  return sum;
}

/// A layer that runs T times on a batch of B: sequences are (B, T, I), or (T, B, I).
constexpr count steps_of(const tflite_tensor& x, std::int64_t rank) {
  count steps = 1;
  for (int i = 0; i + 1 < x.dims.used && i + 1 < rank; ++i) steps *= x.dims[i];
  return steps;
}

/// Multiply-adds of an operator that multiplies matrices. In the formulas y is the output, x the input, w the weights.
constexpr count tflite_formula(const tflite_graph& g, const tflite_subgraph& s, const tflite_node& o) {
  const auto in = [&](int i) -> const tflite_tensor& { return g.input_tensor(s, o, i); };
  const auto out = [&](int i) -> const tflite_tensor& { return g.output_tensor(s, o, i); };
  switch (static_cast<tflite_operator>(o.code)) {
    // w is (K, kh, kw, C / g), (1, kh, kw, K), (kd, kh, kw, C / g, K): y elements x (kernel extents) x (C / g).
    case tflite_operator::conv_2d:
      return elements_of(out(0)) * extent_of(in(1), 1) * extent_of(in(1), 2) * extent_of(in(1), 3);
    case tflite_operator::depthwise_conv_2d:
      return elements_of(out(0)) * extent_of(in(1), 1) * extent_of(in(1), 2);
    case tflite_operator::conv_3d:
      return elements_of(out(0)) * extent_of(in(1), 0) * extent_of(in(1), 1) * extent_of(in(1), 2) *
             extent_of(in(1), 3);
    // The inputs are the output's shape, w (K, kh, kw, C) or (kd, kh, kw, K, C), x: x elements x (kernel extents) x K.
    case tflite_operator::transpose_conv:
      return elements_of(in(2)) * extent_of(in(1), 0) * extent_of(in(1), 1) * extent_of(in(1), 2);
    case tflite_operator::conv_3d_transpose:
      return elements_of(in(2)) * extent_of(in(1), 0) * extent_of(in(1), 1) * extent_of(in(1), 2) *
             extent_of(in(1), 3);
    // w is (U, I): y elements x I.
    case tflite_operator::fully_connected: return elements_of(out(0)) * extent_of(in(1), 1);
    // x is (..., T, I), or (..., I, T) if adj_x: y elements x I.
    case tflite_operator::batch_matmul: {
      const shape& a = in(0).dims;
      if (a.used < 2) return count::unknown;
      return elements_of(out(0)) * a[o.options.adj_x ? a.used - 2 : a.used - 1];
    }
    // x is (B, I), the weights (F, I) of the features and (F, M) of time.
    case tflite_operator::svdf: return count{extent_of(in(0), 0)} * elements_between(g, s, o, 1, 3);
    // A basic LSTM has x, the last output, w (4 U, I + U); a full one, weights of the gates (1 to 8) and projection (16).
    case tflite_operator::lstm:
      return count{extent_of(in(0), 0)} *
             (o.inputs <= 5 ? elements_of(in(2)) : elements_between(g, s, o, 1, 9) + elements_of(in(16)));
    case tflite_operator::unidirectional_sequence_lstm:
      return steps_of(in(0), 3) * (elements_between(g, s, o, 1, 9) + elements_of(in(16)));
    case tflite_operator::bidirectional_sequence_lstm:
      return steps_of(in(0), 3) *
             (elements_between(g, s, o, 1, 9) + elements_of(in(16)) + elements_between(g, s, o, 18, 26) +
              elements_of(in(33)) + elements_between(g, s, o, 40, 48));
    // Every output sums over the contracted axes of the left operand.
    case tflite_operator::stablehlo_dot_general: {
      count summed = 1;
      if (in(1).elements == 0) return 0;
      for (int axis = 0; axis != in(0).dims.used; ++axis)
        if ((o.options.contracted >> axis & 1) != 0) summed *= in(0).dims[axis];
      return elements_of(out(0)) * summed;
    }
    // y elements x (the kernel's elements for each output feature). A transposed one is written in other terms in the
    // file.
    case tflite_operator::stablehlo_convolution: {
      const std::int64_t K = extent_of(in(1), o.options.kernel_outputs);
      if (o.options.is_transposed || K < 1) return count::unknown;
      return elements_of(out(0)) * (in(1).elements / K);
    }
    case tflite_operator::rnn: return count{extent_of(in(0), 0)} * elements_between(g, s, o, 1, 3);
    case tflite_operator::unidirectional_sequence_rnn: return steps_of(in(0), 3) * elements_between(g, s, o, 1, 3);
    case tflite_operator::bidirectional_sequence_rnn:
      return steps_of(in(0), 3) * (elements_between(g, s, o, 1, 3) + elements_between(g, s, o, 5, 7) +
                                   elements_between(g, s, o, 10, 12));
    default: return count::unknown;
  }
}

/// An operator whose output is not empty multiplies something: if the formula gives 0, an operand is missing, or has a
/// rank that the formula does not cover, and the cost is unknown. It is also unknown if extents contradict each other.
constexpr count tflite_products(const tflite_graph& g, const tflite_subgraph& s, const tflite_node& o) {
  if (find_contradiction(g, s, o).found) return count::unknown;
  const count found = tflite_formula(g, s, o);
  return found == count{0} && g.output_tensor(s, o, 0).elements != 0 ? count{count::unknown} : found;
}

/// If a subgraph multiplies anything, the cost of a WHILE that calls it, or of an IF, is unknown. CALL costs what its
/// subgraph costs. CALL_ONCE runs once for all inferences, and costs them nothing.
constexpr count tflite_multiply_adds(const tflite_graph& g, const tflite_subgraph& s, const tflite_node& o);

constexpr count tflite_subgraph_multiply_adds(const tflite_graph& g, int subgraph) {
  if (subgraph < 0) return count::unknown;
  const tflite_subgraph& s = g.subgraphs[subgraph];
  count sum = 0;
  for (int i = 0; i != s.operators && sum.value != count::unknown; ++i)
    sum += tflite_multiply_adds(g, s, g.operators[s.first_operator + i]);
  return sum;
}

/// The same for a subgraph that an operator applies to elements, or that defines it. It calls no others.
constexpr count tflite_body_multiply_adds(const tflite_graph& g, int subgraph) {
  if (subgraph < 0) return count::unknown;
  const tflite_subgraph& s = g.subgraphs[subgraph];
  count sum = 0;
  for (int i = 0; i != s.operators; ++i) {
    const tflite_node& o = g.operators[s.first_operator + i];
    const tflite_cost how = tflite_kinds[o.code].cost;
    if (how != tflite_cost::counted && how != tflite_cost::free) return count::unknown;
    if (how == tflite_cost::counted) sum += tflite_products(g, s, o);
  }
  return sum;
}

constexpr count tflite_multiply_adds(const tflite_graph& g, const tflite_subgraph& s, const tflite_node& o) {
  switch (tflite_kinds[o.code].cost) {
    case tflite_cost::counted: return tflite_products(g, s, o);
    case tflite_cost::free: return 0;
    case tflite_cost::unknown: return count::unknown;
    case tflite_cost::applies: {
      const count body = tflite_body_multiply_adds(g, o.options.body);
      if (o.is(tflite_operator::stablehlo_composite)) return body;
      const bool more = o.is(tflite_operator::stablehlo_while);
      const bool free = body == count{0} && (!more || tflite_body_multiply_adds(g, o.options.second_body) == count{0});
      return free ? count{0} : count{count::unknown};
    }
    case tflite_cost::calls: break;
  }
  const count one = tflite_subgraph_multiply_adds(g, o.options.first_subgraph);
  if (o.is(tflite_operator::call)) return one;
  const count other = tflite_subgraph_multiply_adds(g, o.options.second_subgraph);
  if (o.is(tflite_operator::if_) && one == other) return one;
  return one == count{0} && other == count{0} ? count{0} : count{count::unknown};
}

/// Whether an operator's input is a parameter: constant numbers that arithmetic reads, but not shapes, axes, indices,
/// or a variable's initial value. A single number is a parameter only in place of weights or biases.
constexpr bool is_parameter(const tflite_node& o, int input, const tflite_tensor& t) {
  if (!t.constant() || o.is(tflite_operator::assign_variable) || o.is(tflite_operator::pad_v2)) return false;
  if (tflite_kinds[o.code].cost == tflite_cost::counted)
    return input != 0 || !(o.is(tflite_operator::transpose_conv) || o.is(tflite_operator::conv_3d_transpose));
  switch (t.type) {
    case tflite_type::int32:
    case tflite_type::int64:
    case tflite_type::uint32:
    case tflite_type::uint64:
    case tflite_type::string:
    case tflite_type::bool_:
    case tflite_type::resource:
    case tflite_type::variant: return false;
    default: return t.elements > 1;
  }
}

/// The bytes of all parameters: as the file stores them, where a buffer that several tensors share counts once; or, if
/// a storage is given, by its types, with 32-bit integers as biases.
constexpr std::int64_t tflite_parameter_bytes(const tflite_graph& g, bool has_storage, const storage& types) {
  scratch<bool> seen(g.tensor_count);
  int buffers = 0;
  for (int i = 0; i != g.tensor_count; ++i)
    if (g.tensors[i].buffer >= buffers) buffers = g.tensors[i].buffer + 1;
  scratch<bool> seen_buffers(buffers);
  count sum = 0;
  for (int i = 0; i != g.subgraph_count; ++i) {
    const tflite_subgraph& s = g.subgraphs[i];
    for (int j = 0; j != s.operators; ++j) {
      const tflite_node& o = g.operators[s.first_operator + j];
      for (int k = 0; k != o.inputs; ++k) {
        const int at = g.input(s, o, k);
        if (at < 0 || seen.values[at] || !is_parameter(o, k, g.tensors[at])) continue;
        seen.values[at] = true;
        const tflite_tensor& t = g.tensors[at];
        if (has_storage) {
          const bool bias = t.is(tflite_type::int32) || t.is(tflite_type::int64) || (t.dims.used == 1 && k >= 2);
          sum += bytes_of(t.elements, bias ? types.biases : types.weights);
        } else if (!seen_buffers.values[t.buffer]) {
          seen_buffers.values[t.buffer] = true;
          sum += t.stored;
        }
      }
    }
  }
  return sum.value;
}

/// What persists from one run to the next: variables, and the values of resource variables.
constexpr std::int64_t tflite_state_bytes(const tflite_graph& g) {
  count sum = 0;
  for (int i = 0; i != g.tensor_count; ++i)
    if (g.tensors[i].variable) sum += g.tensors[i].bytes;
  // Each resource variable is first assigned in the subgraph that runs once or, without one, where it is assigned.
  for (int i = 0; i != g.subgraph_count; ++i) {
    const tflite_subgraph& s = g.subgraphs[i];
    for (int j = 0; j != s.operators; ++j) {
      const tflite_node& o = g.operators[s.first_operator + j];
      if (o.is(tflite_operator::assign_variable) && (i != 0 || g.subgraph_count == 1))
        sum += g.input_tensor(s, o, 1).bytes;
    }
  }
  return sum.value;
}

}  // namespace nns::detail
