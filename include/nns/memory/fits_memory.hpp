// fits_memory<what, 80_GB>: whether what a training step or a device takes fits, and if not, what takes how much.
#pragma once

#include <nns/detail/lists.hpp>
#include <nns/memory/buffer.hpp>

#include <cstdint>
#include <type_traits>

namespace nns::refused {

// Numbers of limits, as budgets have them.
template <std::int64_t, class...>
struct used;
template <std::int64_t, class...>
struct allowed;
template <std::int64_t, class...>
struct exceeded_by;
struct used_is_not_known;

// What takes so many bytes: weights<2600, nns::bytes>.
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
/// Of a device that serves: at most.
template <std::int64_t, class...>
struct live_activations {};
template <std::int64_t, class...>
struct cache_of_keys_and_values {};
/// Parts of what is used. What is needed for a moment only is in none of them.
template <class...>
struct of_which {};

template <class...>
struct memory_of_device {
  static constexpr bool fits = false;
};

}  // namespace nns::refused

namespace nns::detail {

struct memory_fits {
  static constexpr bool fits = true;
};

/// A part, where there is any of it.
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
