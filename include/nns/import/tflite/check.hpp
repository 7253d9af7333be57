// Checks of a whole network once it is read: whether its subgraphs and tensors can be ordered, when each tensor is
// needed, and whether TFLM runs it at all.
#pragma once

#include <nns/import/tflite/fault.hpp>
#include <nns/import/tflite/operators.hpp>
#include <nns/memory/tflm/buffers.hpp>

namespace nns::detail {

/// Whether subgraphs call each other in a cycle, or an operator reads what only a later one makes. Fills in `makers`,
/// the operator that makes each tensor, and when each tensor and each operator's scratch is needed.
constexpr tflite_fault check_graph(const tflite_graph& g, int* makers, tflm_lifetime* tensors, tflm_lifetime* scratch) {
  find_makers(g, makers);
  tflm_clock clock{g, tensors, scratch};
  clock.run();
  if (clock.endless) return {tflite_rule::subgraphs_call_each_other, g.operator_count == 0 ? 0 : g.operators[0].position};
  for (int i = 0; i != g.subgraph_count; ++i) {
    const tflite_subgraph& s = g.subgraphs[i];
    for (int j = 0; j != s.operators; ++j) {
      const tflite_node& o = g.operators[s.first_operator + j];
      for (int k = 0; k != o.inputs; ++k) {
        const int t = g.input(s, o, k);
        if (t >= 0 && makers[t] >= s.first_operator + j && !g.tensors[t].variable)
          return {tflite_rule::operators_go_in_a_circle, o.position, i, j, g.indices[o.first_input + k]};
      }
    }
  }
  return {};
}

/// An input without elements. `names` are the inputs'.
constexpr tflite_fault find_empty_input(const tflite_graph& g, const text* names) {
  const tflite_subgraph& s = g.subgraphs[0];
  for (int i = 0; i != s.inputs; ++i) {
    const int t = g.indices[s.first_input + i];
    if (t < 0) continue;
    for (const std::int64_t extent : g.tensors[s.first_tensor + t].dims)
      if (extent == 0) return {tflite_rule::the_input_has_no_elements, 0, 0, -1, t, names[i]};
  }
  return {};
}

/// Why TFLM refuses a network, and the operator for which it does.
struct tflm_refusal {
  text why{};
  int operator_number = -1;
};

/// Only checks types: kernels check more when they are prepared.
constexpr tflm_refusal find_refusal(const tflite_graph& g) {
  for (int i = 0; i != g.subgraph_count; ++i) {
    const tflite_subgraph& s = g.subgraphs[i];
    for (int j = 0; j != s.operators; ++j) {
      const tflite_node& o = g.operators[s.first_operator + j];
      const bool transposed = o.is(tflite_operator::transpose_conv);
      const bool weighs = o.is(tflite_operator::conv_2d) || o.is(tflite_operator::depthwise_conv_2d) ||
                          o.is(tflite_operator::fully_connected) || o.is(tflite_operator::svdf) ||
                          o.is(tflite_operator::unidirectional_sequence_lstm) || transposed;
      if (!weighs) continue;
      const tflite_tensor& x = g.input_tensor(s, o, transposed ? 2 : 0);
      const tflite_tensor& w = g.input_tensor(s, o, o.is(tflite_operator::unidirectional_sequence_lstm) ? 2 : 1);
      if (x.is(tflite_type::float32) && (w.is(tflite_type::int8) || w.is(tflite_type::uint8) || w.is(tflite_type::int4)))
        return {"TFLM refuses hybrid models, which have integer weights and float activations",
                s.first_operator + j};
      if (x.is(tflite_type::uint8))
        return {"TFLM refuses models that are quantized to uint8, as TensorFlow 1 does", s.first_operator + j};
    }
  }
  return {};
}

/// Room for the variables that a file assigns: a power of two, more than twice as many.
constexpr std::size_t variable_room(const tflite_graph& g) {
  int n = 0;
  for (int i = 0; i != g.operator_count; ++i) n += g.operators[i].is(tflite_operator::assign_variable);
  std::size_t room = 2;
  while (room <= 2 * static_cast<std::size_t>(n)) room *= 2;
  return room;
}

}  // namespace nns::detail
