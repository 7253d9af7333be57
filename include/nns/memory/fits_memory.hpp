// fits_memory<what, 80_GB>: whether what a training step or a device takes fits, and if not, what takes how much.
#pragma once

#include <nns/memory/buffer.hpp>

#include <cstdint>

namespace nns::refused {

// Bytes.
template <std::int64_t>
struct weights {};
template <std::int64_t>
struct master_weights {};
template <std::int64_t>
struct gradients {};
template <std::int64_t>
struct optimizer_state {};
template <std::int64_t>
struct kept_activations {};
template <std::int64_t>
struct peak {};
template <std::int64_t>
struct available {};
template <std::int64_t>
struct too_much_by {};

template <class...>
struct memory_of_device {
  static constexpr bool fits = false;
};

}  // namespace nns::refused

namespace nns::detail {

struct memory_fits {
  static constexpr bool fits = true;
};

template <auto Takes, bytes Available>
consteval auto judge_memory() {
  if constexpr (!requires { Takes.peak.count; }) {
    return memory_fits{};  // the model was refused
  } else if constexpr (Takes.peak.count >= 0 && Takes.peak.count <= Available.count) {
    return memory_fits{};
  } else {
    return refused::memory_of_device<
        refused::weights<Takes.weights.count>, refused::master_weights<Takes.master_weights.count>,
        refused::gradients<Takes.gradients.count>, refused::optimizer_state<Takes.optimizer_state.count>,
        refused::kept_activations<Takes.activations.count>, refused::peak<Takes.peak.count>,
        refused::available<Available.count>, refused::too_much_by<Takes.peak.count - Available.count>>{};
  }
}

template <class Verdict>
concept memory_is_enough = Verdict::fits;

}  // namespace nns::detail

namespace nns {

/// Whether the peak of training_memory<...>, sharded_training<...> or sharded_serving<...> is at most the memory of a
/// device. If not, the error prints how much each part takes.
template <auto Takes, bytes Available>
concept fits_memory = detail::memory_is_enough<decltype(detail::judge_memory<Takes, Available>())>;

}  // namespace nns
