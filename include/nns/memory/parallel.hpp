// Models larger than a device: the memory that each of several devices needs to train or serve a model, and what they
// send each other.
//   static_assert(nns::fits_memory<nns::sharded_training<net, nns::parallel{.tensor = 8}, nns::mixed_bfloat16>, 80_GB>);
// Opt-in: if you do not include it, you pay nothing.
#pragma once

#include <nns/memory/parallel/explain.hpp>
#include <nns/memory/parallel/stages.hpp>
#include <nns/memory/training.hpp>

namespace nns {

/// What the device with the highest peak needs in a step, and what it sends.
struct device_bytes {
  std::int64_t devices = 1;
  std::int64_t stage = 0;           // of the pipeline that it belongs to
  std::int64_t parameters = 0;      // that it computes with
  byte_count weights{};
  byte_count master_weights{};
  byte_count gradients{};
  byte_count optimizer_state{};
  byte_count activations{};         // kept, for all micro-batches in flight; serving: the most that is live
  byte_count cache{};               // serving: of keys and values
  byte_count peak{};                // the most that is needed at once
  byte_count sent_for_data{};       // in a step: gradients, and weights where copies of the model share them
  byte_count sent_for_tensor{};     // to devices that share its layers
  byte_count sent_for_pipeline{};   // to the stages beside it
  byte_count sent_for_experts{};    // tokens
  std::int64_t bubble = 0;          // of the .slots in which a stage could work, those in which it waits
  std::int64_t slots = 1;
  bool serves = false;              // nothing is trained

  [[nodiscard]] constexpr byte_count states() const {
    return byte_count{weights.count + master_weights.count + gradients.count + optimizer_state.count};
  }
  [[nodiscard]] constexpr byte_count sent() const {
    return byte_count{sent_for_data.count + sent_for_tensor.count + sent_for_pipeline.count + sent_for_experts.count};
  }

  friend constexpr bool operator==(const device_bytes&, const device_bytes&) = default;
};

namespace detail {

/// What is wrong with the numbers themselves, for a batch of all copies of the model.
constexpr split_fault check_parallel(const parallel& p, std::int64_t batch) {
  if (p.data < 1 || p.tensor < 1 || p.pipeline < 1 || p.expert < 1 || p.micro_batches < 1 || p.tensor > 1 << 20)
    return {uneven::not_positive};
  if (p.zero_stage < 0 || p.zero_stage > 3) return {uneven::zero_stage, p.zero_stage, 3};
  if (p.data % p.expert != 0) return {uneven::experts_of_copies, p.data, p.expert};
  const std::int64_t parts = times(p.data, p.micro_batches);
  if (batch % parts != 0) return {uneven::batch, batch, parts};
  return {};
}

struct sharded {
  split_fault bad{};
  device_bytes device{};
};

/// The most that is live besides what is kept and the gradients of weights, for one micro-batch.
constexpr std::int64_t working_set(const training_timeline& line) {
  scratch<std::int64_t> begins(line.update() + 2);
  bool known = true;
  line.list([&](training_buffer what, int, std::int64_t bytes, int first, int last) {
    known = known && bytes >= 0;
    if (what == training_buffer::weight_gradient) return;
    if (what != training_buffer::gradient && first < line.forward_end() && last >= line.forward_end()) return;
    begins.values[first] += bytes, begins.values[last + 1] -= bytes;
  });
  if (!known) return unknown;
  std::int64_t live = 0, most = 0;
  for (int time = 0; time <= line.update(); ++time) live += begins.values[time], most = live > most ? live : most;
  return most;
}

/// What copies of the model send each other: gradients are summed; with ZeRO a device gets only its own part of them,
/// and the devices pass weights around (Rajbhandari et al. 2020, section 7).
constexpr std::int64_t sent_for_copies(const parameter_states& s, const parallel& p, std::int64_t n) {
  if (n == 1) return 0;
  const std::int64_t gradients = sent_by_gather(s.gradients, n), weights = sent_by_gather(s.weights, n);
  const std::int64_t m = p.micro_batches;
  switch (p.zero_stage) {
    case 0: return sent_by_all_reduce(s.gradients, n);
    case 1: return plus(gradients, weights);
    case 2: return plus(times(gradients, m), weights);
    default: return times(plus(gradients, times(weights, 2)), m);
  }
}

constexpr byte_count whole(std::int64_t n) { return byte_count{checked(count{n})}; }

/// The device with the highest peak, of all stages.
template <class Model>
constexpr sharded shard_training(const Model& model, training_options o, const parallel& p) {
  sharded result;
  result.bad = check_parallel(p, o.batch);
  if (result.bad.what != uneven::none) return result;
  o.batch /= p.data * p.micro_batches;
  training_flow f;
  watch_training(f, model, o);
  if (f.failed) return result;
  scratch<sent_by_row> sent(f.rows.size);
  result.bad = splitter(f, o, p).run(sent.values);
  if (result.bad.what != uneven::none) return result;
  pipeline_stages stages;
  result.bad = stages.read(f, p.pipeline);
  if (result.bad.what != uneven::none) return result;
  const training_timeline line(f, o);
  const bool exact = p.pipeline == 1 && p.micro_batches == 1 && p.zero_stage < 2;
  const std::int64_t live = exact ? live_at_most(line) : working_set(line), m = p.micro_batches;
  for (std::int64_t stage = 0; stage != p.pipeline; ++stage) {
    const stage_bytes b = measure_stage(f, o, p, stages, stage, line, sent.values);
    const std::int64_t under_way = p.pipeline - stage < m ? p.pipeline - stage : m;
    device_bytes d;
    d.devices = p.devices(), d.stage = stage, d.parameters = b.parameters;
    d.weights = whole(b.states.weights), d.master_weights = whole(b.states.master);
    d.gradients = whole(b.states.gradients), d.optimizer_state = whole(b.states.optimizer);
    d.activations = whole(times(b.kept, under_way));
    const std::int64_t stay = plus(plus(b.states.weights, b.states.master), plus(b.states.optimizer, b.gathered));
    d.peak = whole(plus(stay, exact ? live : plus(plus(b.states.gradients, d.activations.count), live)));
    parameter_states others = b.whole;
    others.gradients -= b.experts.gradients, others.weights -= b.experts.weights;
    d.sent_for_data = whole(plus(sent_for_copies(others, p, p.data), sent_for_copies(b.experts, p, p.data / p.expert)));
    d.sent_for_tensor = whole(times(b.sent.tensor, m));
    d.sent_for_experts = whole(times(b.sent.expert, m));
    if (p.pipeline != 1) {
      const int made = f.rows.values[stages.second - 1].tensor;
      const std::int64_t once = times(tensor_bytes(f, o, made), m);
      d.sent_for_pipeline = whole(times(once, std::int64_t{stage != p.pipeline - 1} + std::int64_t{stage != 0}));
    }
    d.bubble = p.pipeline - 1, d.slots = m + p.pipeline - 1;
    if (stage == 0 || d.peak > result.device.peak) result.device = d;
  }
  return result;
}

/// The same for serving, where nothing is trained: `batch` instances at once, of which each copy has its part.
template <class Model>
constexpr sharded shard_serving(const Model& model, training_options o, const parallel& p) {
  sharded result;
  result.bad = check_parallel(p, o.batch);
  if (result.bad.what != uneven::none) return result;
  o.batch /= p.data * p.micro_batches;
  o.attention = attention_kernel::fused;
  training_flow f;
  machine m;
  m.how = autograd_for(o);
  m.freeze(true);
  m.let_see(f);
  model(m);
  if (m.bad) return result;
  f.end(m);
  scratch<sent_by_row> sent(f.rows.size);
  result.bad = splitter(f, o, p).run(sent.values);
  if (result.bad.what != uneven::none) return result;
  pipeline_stages stages;
  result.bad = stages.read(f, p.pipeline);
  if (result.bad.what != uneven::none) return result;
  const training_timeline line(f, o);
  const std::int64_t live = live_at_most(line);
  for (std::int64_t stage = 0; stage != p.pipeline; ++stage) {
    const stage_bytes b = measure_stage(f, o, p, stages, stage, line, sent.values);
    device_bytes d;
    d.serves = true;
    d.devices = p.devices(), d.stage = stage, d.parameters = b.parameters;
    d.weights = whole(b.states.weights), d.activations = whole(live);
    d.cache = whole(times(b.cache, p.micro_batches));
    d.peak = whole(plus(plus(plus(b.states.weights, b.gathered), live), d.cache.count));
    d.sent_for_tensor = whole(times(b.sent.tensor, p.micro_batches));
    d.sent_for_experts = whole(times(b.sent.expert, p.micro_batches));
    if (stage != p.pipeline - 1)
      d.sent_for_pipeline = whole(times(tensor_bytes(f, o, f.rows.values[stages.second - 1].tensor), p.micro_batches));
    d.bubble = p.pipeline - 1, d.slots = p.micro_batches + p.pipeline - 1;
    if (stage == 0 || d.peak > result.device.peak) result.device = d;
  }
  return result;
}

template <class M, parallel How, training_options Options>
inline constexpr sharded sharded_step = shard_training(step_of<M>, Options, How);
template <class M, parallel How, training_options Options>
inline constexpr sharded sharded_service = shard_serving(step_of<M>, Options, How);

template <class M, const sharded& Result>
consteval device_bytes device_of() {
  constexpr split_fault bad = Result.bad;
  explain_split<M, bad.what, bad.all, bad.parts, bad.row>();
  return Result.device;
}

}  // namespace detail

/// The memory of a training step of a model that is spread over several devices, on the device with the highest peak,
/// and what that device sends. nns::batch{n} is the batch of all devices together.
/// data: each copy of the model has its part of the batch, and gradients are summed. With zero_stage the copies split
/// the optimizer's state (1), also gradients (2), also weights (3; those of the largest layer are whole while it runs).
/// tensor: embeddings, attention, and dense layers with the element-wise layers after them are split (Shoeybi et al.
/// 2019), and so are pairs of convolutions: the first by filters, the second by channels, with normalisation, pooling
/// and depthwise convolutions between them (Dryden et al. 2019, channel and filter parallelism). Latent attention
/// is split by heads, but not the latent vectors, the matrices that make them, or the cache (as vLLM and SGLang serve
/// it). Everything else is whole on each device: grouped convolutions, recurrent layers, attention of other kinds.
/// sequence: what is whole on each device is split along the tokens (Korthikanti et al. 2022).
/// pipeline: stages with an equal number of copies of the model's one repeat<n, ...>, run one forward, one backward
/// (Narayanan et al. 2021). Stage i keeps at most pipeline - i micro-batches; the peak is the sum of the states, what
/// is kept, and what one micro-batch needs besides.
/// expert: the experts of a mixture are split; tokens are sent all-to-all.
/// Sent: by each device, in rings. Not counted: what devices send for normalisation, for the loss, for the norm of gradients.
template <class M, parallel How, auto... Options>
inline constexpr device_bytes sharded_training =
    detail::device_of<M, detail::sharded_step<M, How, training_options_of<Options...>>>();
template <detail::refused_model<> M, parallel How, auto... Options>
inline constexpr detail::no_answer sharded_training<M, How, Options...>{};

/// The same for serving: weights, the key-value cache at the end of the input, and the most that is live during one
/// forward pass, in which a fused kernel does not store the scores.
template <class M, parallel How, auto... Options>
inline constexpr device_bytes sharded_serving =
    detail::device_of<M, detail::sharded_service<M, How, training_options_of<Options...>>>();
template <detail::refused_model<> M, parallel How, auto... Options>
inline constexpr detail::no_answer sharded_serving<M, How, Options...>{};

namespace detail {

/// A device that is not asked for takes nothing.
template <class M, auto Limit>
consteval device_bytes asked_training() {
  if constexpr (Limit.limits_training())
    return sharded_training<M, Limit.devices, Limit.step>;
  else
    return {};
}
template <class M, auto Limit>
consteval device_bytes asked_serving() {
  if constexpr (Limit.serving_bytes.count != Limit.unlimited)
    return sharded_serving<M, Limit.devices, Limit.step>;
  else
    return {};
}

/// A budget's view of the device with the highest peak, in training and in serving.
template <class M, auto Limit>
  requires(Limit.needs_parallel())
struct steps_of_budget<M, Limit> {
  static constexpr device_bytes taken = asked_training<M, Limit>();
  static constexpr device_bytes serving = asked_serving<M, Limit>();
  static constexpr training_numbers used = numbers_of_step(taken, taken.sent().count, serving.peak.count);
  static consteval auto broken() { return broken_steps_of<used, Limit, taken, serving>(); }
};

}  // namespace detail

}  // namespace nns
