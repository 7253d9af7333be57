// Training memory: what a training step takes, by its types, its optimizer, its batch, and what each layer keeps for its
// backward pass.
//   static_assert(nns::training_memory<net, nns::mixed_bfloat16, nns::adamw, nns::batch{32}>.peak < 24_GB);
// Opt-in: if you do not include it, you pay nothing.
#pragma once

#include <nns/memory/buffers.hpp>
#include <nns/memory/fits_memory.hpp>
#include <nns/memory/stored.hpp>
#include <nns/memory/training/timeline.hpp>

namespace nns {

/// The memory of a training step.
struct training_bytes {
  byte_count weights{};
  byte_count master_weights{};
  byte_count gradients{};        // of all weights that are trained
  byte_count optimizer_state{};
  byte_count activations{};      // what is kept at the end of the forward pass
  /// The most that is needed at once: weights, master weights and the optimizer's state at all times, a weight's
  /// gradient from its backward pass to the update, a tensor while it is read or kept, a tensor's gradient until it has
  /// been used. No plan is smaller.
  byte_count peak{};

  /// Everything that the parameters take: weights, master weights, gradients, optimizer state.
  [[nodiscard]] constexpr byte_count states() const {
    return byte_count{weights.count + master_weights.count + gradients.count + optimizer_state.count};
  }

  friend constexpr bool operator==(const training_bytes&, const training_bytes&) = default;
};

namespace detail {

constexpr counting autograd_for(const training_options& o) {
  constexpr auto plain = attention_kernel::plain;
  return o.input_requires_grad ? &autograd_rules<true, plain> : &autograd_rules<false, plain>;
}

/// Runs a model with an observer.
template <class Model>
constexpr void watch_training(training_flow& f, const Model& model, const training_options& o) {
  machine m;
  m.how = autograd_for(o);
  m.let_see(f);
  model(m);
  if (!m.bad) f.end(m);
}

/// The largest sum of what is live at once.
constexpr std::int64_t live_at_most(const training_timeline& times_of) {
  scratch<std::int64_t> begins(times_of.update() + 2);
  bool known = true;
  times_of.list([&](training_buffer, int, std::int64_t bytes, int first, int last) {
    known = known && bytes >= 0;
    begins.values[first] += bytes, begins.values[last + 1] -= bytes;
  });
  if (!known) return unknown;
  std::int64_t live = 0, most = 0;
  for (int time = 0; time <= times_of.update(); ++time) {
    live += begins.values[time];
    most = live > most ? live : most;
  }
  return most;
}

template <class Model>
constexpr training_bytes measure_training(const Model& model, const training_options& o) {
  training_flow f;
  watch_training(f, model, o);
  training_bytes b;
  if (f.failed) return b;
  const parameter_states s = all_states(f, o);
  const training_timeline line(f, o);
  b.weights = bytes{checked(count{s.weights})};
  b.master_weights = bytes{checked(count{s.master})};
  b.gradients = bytes{checked(count{s.gradients})};
  b.optimizer_state = bytes{checked(count{s.optimizer})};
  b.activations = bytes{checked(count{line.kept(0, f.rows.size)})};
  b.peak = bytes{checked(count{plus(plus(plus(s.weights, s.master), s.optimizer), live_at_most(line))})};
  return b;
}

template <class M, training_options Options>
consteval training_bytes training_of_model() {
  static_assert(accepted<M, convention::standard>().bad.broken == rule::none || refused_model<M>);
  return measure_training(step_of<M>, Options);
}

}  // namespace detail

/// The memory of a training step of a model: .weights .master_weights .gradients .optimizer_state .activations .peak
/// (nns::bytes), .states(). Options after the model, in any order: types (float32_training), an optimizer (adamw),
/// batch{n}, attention_kernel::fused or attention_kernel::recomputed, attention_dropout. Not included: the loss, which
/// is not a layer; temporary memory of kernels; fragmentation.
template <class M, auto... Options>
inline constexpr training_bytes training_memory = detail::training_of_model<M, training_options_of<Options...>>();
template <detail::refused_model<> M, auto... Options>
inline constexpr detail::no_answer training_memory<M, Options...>{};

namespace detail {

/// A budget's view of a step on one device.
template <class M, auto Limit>
  requires(!Limit.needs_parallel())
struct steps_of_budget<M, Limit> {
  static constexpr training_bytes taken = training_memory<M, Limit.step>;
  static constexpr training_numbers used = numbers_of_step(taken, 0, 0);
  static consteval auto broken() { return broken_steps_of<used, Limit, taken, 0>(); }
};

}  // namespace detail

}  // namespace nns
