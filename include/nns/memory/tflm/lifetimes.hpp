// When TFLM needs which tensor: a clock that ticks at every operator, and walks the subgraphs that an operator calls.
#pragma once

#include <nns/memory/tflm/graph.hpp>

namespace nns::detail {

/// The first and last tick; never touched: -1, -1.
struct tflm_lifetime {
  int first = -1;
  int last = -1;
};

/// Walks a network, and writes the lifetimes of its tensors and, for scratch, of its operators.
struct tflm_clock {
  static constexpr int most_steps = 1 << 24;  // operators and their tensors, as often as they are walked over

  const tflite_graph& graph;
  tflm_lifetime* tensors;    // one for each tensor of the graph
  tflm_lifetime* operators;  // one for each operator
  int now = 0;
  int steps = 0;
  bool endless = false;      // subgraphs call each other in a cycle, or too often

  constexpr void run() { walk(graph.subgraphs[0], 1); }

 private:
  static constexpr void begin(tflm_lifetime& t, int at) {
    if (t.first < 0) t.first = at;
  }

  constexpr void walk(const tflite_subgraph& s, int depth) {
    if (depth > graph.subgraph_count || depth > 400) return void(endless = true);
    tflm_lifetime* const own = tensors + s.first_tensor;
    for (int i = 0; i != s.inputs; ++i)
      if (const int t = graph.indices[s.first_input + i]; t >= 0) begin(own[t], now), own[t].last = now;
    for (int i = 0; i != s.operators && !endless; ++i) {
      const tflite_node& o = graph.operators[s.first_operator + i];
      ++now;
      if ((steps += 1 + o.inputs + o.outputs) > most_steps) return void(endless = true);
      const int* const in = graph.indices + o.first_input;
      const int* const out = graph.indices + o.first_output;
      for (int j = 0; j != o.outputs; ++j)
        if (out[j] >= 0) begin(own[out[j]], now);
      tflm_lifetime& scratch = operators[s.first_operator + i];
      begin(scratch, now);
      if (o.options.first_subgraph >= 0) call(o.options.first_subgraph, depth);
      if (o.options.second_subgraph >= 0) call(o.options.second_subgraph, depth);
      scratch.last = now;
      for (int j = 0; j != o.inputs; ++j)
        if (in[j] >= 0) own[in[j]].last = now;
      for (int j = 0; j != o.outputs; ++j)
        if (out[j] >= 0) own[out[j]].last = now;
    }
    for (int i = 0; i != s.outputs; ++i)
      if (const int t = graph.indices[s.first_output + i]; t >= 0) own[t].last = now;
  }

  constexpr void call(int subgraph, int depth) {
    ++now;
    walk(graph.subgraphs[subgraph], depth + 1);
  }
};

}  // namespace nns::detail
