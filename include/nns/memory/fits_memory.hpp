// fits_memory<what, 80_GB>: whether the memory of a training step, or of a device, fits; if not, how much each part
// takes.
#pragma once

#include <nns/detail/lists.hpp>
#include <nns/memory/buffer.hpp>
#include <nns/memory/step.hpp>

#include <cstdint>
#include <type_traits>

namespace nns::refused {

// The numbers of a limit, as in budgets.
template <std::int64_t, class...>
struct used;
template <std::int64_t, class...>
struct allowed;
template <std::int64_t, class...>
struct exceeded_by;
struct used_is_not_known;

// A part and its bytes: weights<2600, nns::bytes>.
template <std::int64_t, class...>
struct weights {};
template <std::int64_t, class...>
struct master_weights {};
template <std::int64_t, class...>
struct gradients {};
template <std::int64_t, class...>
struct optimizer_state {};
/// Of a training step: at the end of the forward pass.
template <std::int64_t, class...>
struct kept_activations {};
/// Of a device that serves: the most that is live.
template <std::int64_t, class...>
struct live_activations {};
template <std::int64_t, class...>
struct cache_of_keys_and_values {};
/// Parts of what is used. Memory that is only needed briefly is in none of them.
template <class...>
struct of_which {};

template <class...>
struct memory_of_device {
  static constexpr bool fits = false;
};

// The items of a budget that are exceeded.
template <class... What>
struct training_bytes {};
template <class... What>
struct weight_bytes {};
template <class... What>
struct gradient_bytes {};
template <class... What>
struct optimizer_state_bytes {};
template <class... What>
struct kept_activation_bytes {};
template <class... What>
struct sent_bytes {};
template <class... What>
struct serving_bytes {};
/// The budget limits a training step, but has no .step.
struct trained_in_float32_with_adamw_since_no_step_is_given {};

}  // namespace nns::refused

namespace nns::detail {

struct memory_fits {
  static constexpr bool fits = true;
};

/// A part, in a list if it is not empty.
template <template <std::int64_t, class...> class Part, std::int64_t Bytes>
using part_in_bytes = std::conditional_t<Bytes != 0, list<Part<Bytes, bytes>>, list<>>;

template <auto Takes>
consteval auto parts_of_memory() {
  using namespace refused;
  using of_weights = boost::mp11::mp_append<part_in_bytes<weights, Takes.weights.count>,
                                            part_in_bytes<master_weights, Takes.master_weights.count>,
                                            part_in_bytes<gradients, Takes.gradients.count>,
                                            part_in_bytes<optimizer_state, Takes.optimizer_state.count>>;
  if constexpr (requires { requires Takes.serves; })
    return boost::mp11::mp_rename<
        boost::mp11::mp_append<of_weights, part_in_bytes<cache_of_keys_and_values, Takes.cache.count>,
                               part_in_bytes<live_activations, Takes.activations.count>>, of_which>{};
  else
    return boost::mp11::mp_rename<
        boost::mp11::mp_append<of_weights, part_in_bytes<kept_activations, Takes.activations.count>>, of_which>{};
}

/// An item of a budget, in a list if it is exceeded.
template <template <class...> class Item, std::int64_t Used, bytes Allowed>
consteval auto broken_part() {
  using namespace refused;
  if constexpr (Allowed.count == INT64_MAX || (Used >= 0 && Used <= Allowed.count))
    return list<>{};
  else if constexpr (Used < 0)
    return list<Item<used_is_not_known, allowed<Allowed.count, bytes>>>{};
  else
    return list<Item<used<Used, bytes>, allowed<Allowed.count, bytes>, exceeded_by<Used - Allowed.count, bytes>>>{};
}

constexpr training_numbers numbers_of_step(const auto& taken, std::int64_t sent, std::int64_t serving) {
  const std::int64_t weights = taken.weights.count, master = taken.master_weights.count;
  return {taken.peak.count,
          weights < 0 || master < 0 ? weights : weights + master,
          taken.gradients.count,
          taken.optimizer_state.count,
          taken.activations.count,
          sent,
          serving};
}

/// The items of a budget on a step, and on a device that serves, that are exceeded; for a peak, also its parts.
template <const training_numbers& Used, auto Limit, auto Step, auto Serving>
consteval auto broken_steps_of() {
  using peak = decltype(broken_part<refused::training_bytes, Used.peak, Limit.training_bytes>());
  using serving = decltype(broken_part<refused::serving_bytes, Used.serving, Limit.serving_bytes>());
  using parts = boost::mp11::mp_append<
      decltype(broken_part<refused::weight_bytes, Used.weights, Limit.weight_bytes>()),
      decltype(broken_part<refused::gradient_bytes, Used.gradients, Limit.gradient_bytes>()),
      decltype(broken_part<refused::optimizer_state_bytes, Used.optimizer, Limit.optimizer_state_bytes>()),
      decltype(broken_part<refused::kept_activation_bytes, Used.kept, Limit.kept_activation_bytes>()),
      decltype(broken_part<refused::sent_bytes, Used.sent, Limit.sent_bytes>())>;
  using items = boost::mp11::mp_append<peak, parts>;
  using note = std::conditional_t<!std::is_same_v<items, list<>> && Limit.step == training_options{},
                                  list<refused::trained_in_float32_with_adamw_since_no_step_is_given>, list<>>;
  using takes = std::conditional_t<std::is_same_v<peak, list<>>, list<>, list<decltype(parts_of_memory<Step>())>>;
  if constexpr (std::is_same_v<serving, list<>>)
    return boost::mp11::mp_append<items, note, takes>{};
  else
    return boost::mp11::mp_append<items, note, takes, serving, list<decltype(parts_of_memory<Serving>())>>{};
}

template <auto Takes, bytes Available>
consteval auto judge_memory() {
  using namespace refused;
  if constexpr (!requires { Takes.peak.count; }) {
    return memory_fits{};  // the model was refused
  } else if constexpr (Takes.peak.count >= 0 && Takes.peak.count <= Available.count) {
    return memory_fits{};
  } else if constexpr (Takes.peak.count < 0) {
    return memory_of_device<used_is_not_known, allowed<Available.count, bytes>>{};
  } else {
    return memory_of_device<used<Takes.peak.count, bytes>, allowed<Available.count, bytes>,
                            exceeded_by<Takes.peak.count - Available.count, bytes>, decltype(parts_of_memory<Takes>())>{};
  }
}

template <class Verdict>
concept memory_is_enough = Verdict::fits;

}  // namespace nns::detail

namespace nns {

/// Whether the peak of training_memory<...>, sharded_training<...> or sharded_serving<...> is at most the memory of a
/// device. If not, the error prints what is used, what is allowed, and how much each part takes.
template <auto Takes, bytes Available>
concept fits_memory = detail::memory_is_enough<decltype(detail::judge_memory<Takes, Available>())>;

}  // namespace nns
