// What a training step keeps from its forward pass: which tensors, for which rows, and how many bytes.
#pragma once

#include <nns/memory/training/flow.hpp>
#include <nns/memory/training/options.hpp>

namespace nns::detail {

/// Whether a row keeps one of its inputs.
constexpr bool keeps_input(const training_flow& f, const trained_row& r, int i) {
  if (!r.wants) return false;
  if ((r.keeps & in_training::inputs) != 0) return true;
  if ((r.keeps & in_training::for_weights) != 0 && r.learns) return true;
  if ((r.keeps & in_training::unless_constant) == 0) return false;
  for (int j = 0; j != r.inputs; ++j) {
    const int t = f.inputs.values[r.first_input + j];
    if (j != i && (t < 0 || f.tensors.values[t].wants)) return true;
  }
  return false;
}

constexpr bool keeps_outputs(const trained_row& r) { return r.wants && (r.keeps & in_training::output) != 0; }

/// The elements and bytes that a flow keeps, its input apart; of what a wrapper wraps.
struct kept_inside {
  std::int64_t elements = 0;
  std::int64_t bytes = 0;
  std::int64_t scores = 0;
  std::int64_t queries = 0;
  bool input = false;

  constexpr void add(const training_flow& f) {
    scratch<bool> kept(f.tensors.size);
    for (int i = 0; i != f.rows.size; ++i) {
      const trained_row& r = f.rows.values[i];
      for (int j = 0; j != r.inputs; ++j) {
        if (!keeps_input(f, r, j)) continue;
        const int t = f.inputs.values[r.first_input + j];
        if (t < 0)
          input = true;
        else
          kept.values[f.tensors.values[t].root] = true;
      }
      if (keeps_outputs(r))
        for (int j = 0; j != r.outputs; ++j) kept.values[f.tensors.values[r.tensor + j].root] = true;
      if (!r.wants) continue;
      elements = plus(elements, r.inside), bytes = plus(bytes, plus(r.bytes, r.bytes_once));
      scores = plus(scores, r.scores), queries = plus(queries, r.queries);
    }
    for (int t = 0; t != f.tensors.size; ++t)
      if (kept.values[t]) elements = plus(elements, f.tensors.values[t].elements);
  }
};

/// What a wrapper wraps runs once more, with somebody who looks on. Between the inner layers nothing is shared with outside
/// but what arrives; what they yield is kept once more where somebody outside keeps it.
constexpr void training_flow::look_inside(machine& m, trained_row& r) {
  const bool steps = m.kind == &time_distributed_family, both_ways = m.kind == &bidirectional_family;
  const bool wanted = m.wants;
  const int arriving = r.inputs == 0 ? -1 : inputs.values[r.first_input];
  m.wants = arriving < 0 || tensors.values[arriving].wants;
  shape arrives = m.input_of(0);
  std::int64_t times_run = 1;
  if (steps) {
    times_run = arrives[0];
    for (int i = 1; i != arrives.used; ++i) arrives[i - 1] = arrives[i];
    arrives[--arrives.used] = 0;
  }
  const bool differ = both_ways && m.inner_count() == 2;
  if (both_ways && !differ) times_run = 2;
  kept_inside inside;
  for (int way = 0; way != (differ ? 2 : 1); ++way) {
    machine within;
    within.inside_rnn = m.kind == &rnn_family;
    within.stored = m.stored;
    training_flow inner;
    within.let_see(inner);
    if (!m.run_inner(within, arrives, differ ? way : -1)) break;
    inner.end(within);
    inside.add(inner);
  }
  m.wants = wanted;
  r.keeps = inside.input ? in_training::inputs : in_training::nothing;
  r.inside = times(inside.elements, times_run), r.bytes = times(inside.bytes, times_run);
  r.scores = times(inside.scores, times_run), r.queries = times(inside.queries, times_run);
}

/// One device's part of so many bytes; what is left over is somebody's.
constexpr std::int64_t part_of(std::int64_t bytes, std::int64_t parts) {
  return bytes < 0 || parts == 1 ? bytes : bytes / parts + (bytes % parts != 0);
}

/// The bytes of so many elements of a row's activations.
constexpr std::int64_t activation_bytes(const trained_row& r, const training_options& o, std::int64_t elements) {
  return bytes_of(times(elements, o.batch), r.stored == nullptr ? o.types.activations : r.stored->activations);
}
constexpr std::int64_t tensor_bytes(const training_flow& f, const training_options& o, int tensor) {
  const trained_tensor& t = f.tensors.values[tensor];
  return part_of(activation_bytes(f.rows.values[t.row], o, t.elements), t.parts);
}

/// What a row keeps inside, its scores apart.
constexpr std::int64_t inside_bytes(const trained_row& r, const training_options& o) {
  return plus(part_of(plus(activation_bytes(r, o, r.inside), times(r.bytes, o.batch)), r.parts), r.bytes_once);
}

/// The scores of attention while it runs: behind the softmax, and, where they are dropped, a mask and what is left.
constexpr std::int64_t score_bytes(const trained_row& r, const training_options& o) {
  const std::int64_t once = activation_bytes(r, o, r.scores);
  return part_of(o.attention_dropout ? plus(times(once, 2), times(r.scores, o.batch)) : once, r.parts);
}

/// What is kept of them. A fused kernel keeps a float32 for each query and head (Dao et al. 2022).
constexpr std::int64_t kept_score_bytes(const trained_row& r, const training_options& o) {
  switch (o.attention) {
    case attention_kernel::fused: return part_of(times(times(r.queries, 4), o.batch), r.parts);
    case attention_kernel::recomputed: return 0;
    default: return score_bytes(r, o);
  }
}

}  // namespace nns::detail
