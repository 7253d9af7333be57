// The bytes of a model's parameters in training: weights, gradients, master weights, and the optimizer's state.
#pragma once

#include <nns/memory/training/flow.hpp>
#include <nns/memory/training/options.hpp>

namespace nns::detail {

/// Bytes of parameters.
struct parameter_states {
  std::int64_t weights = 0;
  std::int64_t master = 0;
  std::int64_t gradients = 0;
  std::int64_t optimizer = 0;

  constexpr void add(const parameter_states& s, std::int64_t n) {
    weights = plus(weights, times(s.weights, n));
    master = plus(master, times(s.master, n));
    gradients = plus(gradients, times(s.gradients, n));
    optimizer = plus(optimizer, times(s.optimizer, n));
  }
};

/// The bytes of an optimizer's state for `learning` parameters, of which it can keep `factored` sums.
constexpr std::int64_t optimizer_bytes(const training_options& o, std::int64_t learning, std::int64_t factored) {
  const std::int64_t once = bytes_of(learning, o.types.optimizer);
  const std::int64_t blocks = times(learning / 256 + (learning % 256 != 0), 4);
  const std::int64_t in_bytes = learning >= 4096 ? plus(learning, blocks) : times(learning, 4);
  switch (o.how) {
    case optimizer::sgd: return 0;
    case optimizer::momentum:
    case optimizer::lion: return once;
    case optimizer::adam:
    case optimizer::adamw: return times(once, 2);
    case optimizer::adafactor: return bytes_of(factored, o.types.optimizer);
    case optimizer::momentum_8bit:
    case optimizer::lion_8bit: return in_bytes;
    default: return times(in_bytes, 2);
  }
}

/// Of one row. Moving averages are float32; frozen parameters have weights and nothing else.
constexpr parameter_states states_of(const trained_row& r, const training_options& o) {
  parameter_states s;
  const data_type weights = r.stored == nullptr ? o.types.weights : r.stored->weights;
  s.weights = plus(bytes_of(plus(r.trainable, r.fixed - r.statistics), weights), bytes_of(r.statistics, data_type::float32));
  if (r.trainable == 0) return s;
  if (o.types.master_weights) s.master = bytes_of(r.trainable, data_type::float32);
  s.gradients = bytes_of(r.trainable, o.types.gradients);
  s.optimizer = optimizer_bytes(o, r.trainable, r.factored);
  return s;
}

/// How many rows of the model a row stands for: itself, and those that are left out.
constexpr std::int64_t times_there(const training_flow& f, int row) {
  std::int64_t n = 1;
  for (int g = 0; g != f.gaps.size; ++g)
    if (f.gaps.values[g].first <= row && row < f.gaps.values[g].at) n = times(n, f.gaps.values[g].copies + 1);
  return n;
}

constexpr parameter_states all_states(const training_flow& f, const training_options& o) {
  parameter_states sum;
  for (int i = 0; i != f.rows.size; ++i) sum.add(states_of(f.rows.values[i], o), times_there(f, i));
  return sum;
}

}  // namespace nns::detail
