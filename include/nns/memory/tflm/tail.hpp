// The arena's tail: what TFLM puts there, and in which order, by the tables of an ABI (memory/tflm/abi.hpp).
#pragma once

#include <nns/memory/tflm/abi.hpp>
#include <nns/memory/tflm/scratch.hpp>
#include <nns/memory/tflm/temporaries.hpp>

namespace nns::detail {

/// Takes pieces from the arena's top, whose end is a multiple of 16.
struct tflm_tail {
  static constexpr int codes = 256;

  const tflite_graph& g;
  const tflm::abi& abi;
  tflm::kernels kernels;
  const tflm::with& more;
  const int* makers = nullptr;  // of each tensor: the number of the operator that makes it, or -1
  int handles = 0;              // scratch requests, all together
  std::uint64_t* variables = nullptr;  // room for the variables that are assigned: a power of two, at least twice as many
  int variable_room = 0;
  count used = 0;
  count before_inputs = 0;
  int requests = 0;  // for scratch, of the operators that are prepared
  count most_while_preparing = 0;  // the tail, the requests so far, and the operator's temporary tensors
  int unknown = -1;            // the first operator for which it is not known what it keeps
  short place[codes]{};        // of the operators in the table, from 1

  constexpr void take(count bytes, std::int64_t alignment) { used = rounded_up(used + bytes, alignment); }

  constexpr void run() {
    for (int i = 0; i != abi.operators_used; ++i)
      if (abi.operators[i].code != static_cast<int>(tflite_operator::custom))
        place[abi.operators[i].code] = static_cast<short>(i + 1);
    take(abi.allocator, abi.word);
    take(abi.planner, abi.word);
    take(abi.micro_allocator, abi.word);
    resource_variables();
    take(abi.builtin_data_allocator, abi.word);
    take(count{abi.subgraph} * g.subgraph_count, abi.word);
    take(count{abi.eval_tensor} * g.tensor_count, abi.word);
    take(count{abi.node} * g.operator_count, abi.word);
    for (int i = 0; i != g.operator_count; ++i)
      if (const tflm::kept_by_operator* k = kept(g.operators[i]); k != nullptr)
        take(k->parameters.size, k->parameters.alignment);
      else if (unknown < 0 && own_operator_of(more, g.operators[i]) == nullptr)
        unknown = i;
    for (int i = 0; i != g.subgraph_count; ++i)
      for (int j = 0; j != g.subgraphs[i].operators; ++j)
        begins(g.subgraphs[i], g.operators[g.subgraphs[i].first_operator + j]);
    for (int i = 0; i != g.subgraph_count; ++i)
      for (int j = 0; j != g.subgraphs[i].operators; ++j)
        prepare_one(g.subgraphs[i], g.operators[g.subgraphs[i].first_operator + j]);
    if (handles != 0) take(count{abi.scratch_handle} * handles, abi.word);
    for (int i = 0; i != g.tensor_count; ++i)
      if (g.tensors[i].variable && g.tensors[i].offline < 0) take(g.tensors[i].bytes, 16);
    if (more.persistent_bytes > 0) take(more.persistent_bytes, 16);
    before_inputs = used;
    ends(g.subgraphs[0], g.subgraphs[0].first_input, g.subgraphs[0].inputs);
    ends(g.subgraphs[0], g.subgraphs[0].first_output, g.subgraphs[0].outputs);
  }

 private:
  constexpr void resource_variables() {
    std::int64_t n = more.resource_variables;
    if (n < 0) {
      n = 0;
      for (int i = 0; i != g.operator_count; ++i) n += g.operators[i].is(tflite_operator::var_handle);
    }
    if (n == 0) return;
    take(abi.resource_variables, 16);
    take(count{abi.resource_variable} * n, 16);
  }

  /// The operator's line in the table; none if it has none.
  [[nodiscard]] constexpr const tflm::kept_by_operator* kept(const tflite_node& o) const {
    if (!o.is(tflite_operator::custom))
      return o.code < codes && place[o.code] != 0 ? abi.operators + (place[o.code] - 1) : nullptr;
    for (int i = 0; i != abi.operators_used; ++i)
      if (abi.operators[i].code == static_cast<int>(tflite_operator::custom) &&
          o.hash == name_hash(abi.operators[i].name))
        return abi.operators + i;
    return nullptr;
  }

  [[nodiscard]] constexpr bool optimized() const { return kernels != tflm::kernels::reference; }

  /// What a kernel takes before the first tensor is looked at.
  constexpr void begins(const tflite_subgraph& s, const tflite_node& o) {
    if (const tflm::own_operator* own = own_operator_of(more, o); own != nullptr) {
      if (own->persistent > 0) take(own->persistent, 16);
      return;
    }
    const tflm::kept_by_operator* const k = kept(o);
    if (k == nullptr) return;
    const int size = optimized() && k->optimized != 0 ? k->optimized : k->data;
    if (size < 0 && unknown < 0) unknown = static_cast<int>(&o - g.operators);
    if (size > 0) take(size, 16);
    if (!o.is(tflite_operator::custom)) return;
    // The state of TFLM's signal library.
    const std::int64_t outputs = g.output_tensor(s, o, 0).elements;
    if (o.hash == name_hash("SignalFilterBank")) take((count{outputs} + 1) * 8, 16);
    if (o.hash == name_hash("SignalFilterBankSpectralSubtraction")) take(count{outputs} * 4, 16);
    if (o.hash == name_hash("SignalRfft")) {
      if (outputs == 514)
        take(abi.pointer == 8 ? 2848 : 2836, 16);
      else if (unknown < 0)
        unknown = static_cast<int>(&o - g.operators);
    }
  }

  constexpr void channels(count n) {
    take(n * 4, 16);
    take(n * 4, 16);
  }

  constexpr void prepare_one(const tflite_subgraph& s, const tflite_node& o) {
    const count before = used;
    prepares(s, o);
    const tflm_temporaries temporaries{g, s, o, abi, optimized()};
    const count all = (temporaries.keeps_first() ? used : before) + temporaries.bytes() +
                      (count{tflm_room_for_requests} + requests) * abi.scratch_request;
    if (all.value > most_while_preparing.value) most_while_preparing = all;
    tflm_scratch_rules rules{g, s, o, kernels, abi.pointer, more};
    rules.run();
    requests += rules.asked.used;
  }

  /// What a kernel takes once it knows its tensors.
  constexpr void prepares(const tflite_subgraph& s, const tflite_node& o) {
    const tflite_tensor& x = g.input_tensor(s, o, 0);
    const tflite_tensor& w = g.input_tensor(s, o, 1);
    const auto extent = [](const tflite_tensor& t, int axis) { return count{axis >= 0 && axis < t.dims.used ? t.dims[axis] : 0}; };
    switch (static_cast<tflite_operator>(o.code)) {
      case tflite_operator::conv_2d:
        if (!optimized() || is_integer(x)) channels(extent(w, 0));
        break;
      case tflite_operator::depthwise_conv_2d:
        if (!optimized() || is_integer(x)) channels(extent(w, 3));
        break;
      case tflite_operator::transpose_conv:
        channels(extent(w, 0));
        break;
      case tflite_operator::unidirectional_sequence_lstm:
        // CMSIS-NN keeps the sums of the weights of four gates, of inputs and of the last outputs.
        if (optimized() && x.is(tflite_type::int8))
          for (int i = 0; i != 8; ++i) take(extent(g.input_tensor(s, o, 19), 1) * 4, 16);
        break;
      case tflite_operator::fully_connected:
        if (w.scales > 1) channels(extent(w, 0));
        if (kernels == tflm::kernels::cmsis_nn_mve && x.is(tflite_type::int8)) {
          const tflite_tensor& y = g.output_tensor(s, o, 0);
          const bool as_convolution = y.dims.used > 2 && extent(w, w.dims.used - 1).value % 4 == 0 && w.scales <= 1;
          if (!as_convolution) take(extent(w, 0) * 4, 16);
        }
        break;
      case tflite_operator::svdf:
        if (kernels == tflm::kernels::cmsis_nn_mve && x.is(tflite_type::int8)) take(extent(w, 0) * 4, 16);
        break;
      case tflite_operator::gather:
      case tflite_operator::gather_nd:
        take(count{g.output_tensor(s, o, 0).dims.used} * 4 + 4, 16);
        break;
      case tflite_operator::batch_matmul:
        // The left operand is kept transposed with adj_x, the right one without adj_y.
        if (o.options.adj_x) take(x.bytes, 16);
        if (!o.options.adj_y) take(w.bytes, 16);
        break;
      case tflite_operator::assign_variable: assigns(s, o); break;
      default: break;
    }
  }

  static constexpr bool is_integer(const tflite_tensor& t) {
    return t.is(tflite_type::int8) || t.is(tflite_type::int16);
  }

  /// The first assignment of each variable takes its bytes.
  constexpr void assigns(const tflite_subgraph& s, const tflite_node& o) {
    const int handle = g.input(s, o, 0);
    const int maker = handle < 0 ? -1 : makers[handle];
    const std::uint64_t name = maker < 0 || !g.operators[maker].is(tflite_operator::var_handle) ? 0
                                                                                               : g.operators[maker].hash;
    if (variable_room == 0 || name == 0) return;
    std::uint64_t at = name & static_cast<std::uint64_t>(variable_room - 1);
    for (; variables[at] != 0; at = (at + 1) & static_cast<std::uint64_t>(variable_room - 1))
      if (variables[at] == name) return;
    variables[at] = name;
    take(g.input_tensor(s, o, 1).bytes, 16);
  }

  /// The model's inputs or outputs: a list of pointers, and for each a tensor with its quantization.
  constexpr void ends(const tflite_subgraph& s, int first, int n) {
    take(count{abi.pointer} * n, 16);
    for (int i = 0; i != n; ++i) {
      const int index = g.indices[first + i];
      if (index < 0) continue;
      const tflite_tensor& t = g.tensors[s.first_tensor + index];
      take(abi.tensor, abi.word);
      if (!t.quantized) continue;
      take(abi.quantization, abi.word);
      take(count{t.scales} * 4 + 4, 4);
    }
  }
};

}  // namespace nns::detail
