// Bit operations (BOPs): multiply-adds times the bits of a weight times the bits of an activation, by the storage of the model,
// or of a part that has its own (stored<L, storage>). Source: Baskin et al. 2018 (UNIQ), van Baalen et al. 2020.
#pragma once

#include <nns/memory/storage.hpp>
#include <nns/summary.hpp>

#include <cstdint>

namespace nns::detail {

struct bits_counter final : observer {
  const storage& whole;
  count sum = 0;

  constexpr explicit bits_counter(const storage& of_model) : whole(of_model) {}
  constexpr void see(machine& m, event e) override {
    if (e != event::layer) return;
    const storage& s = m.stored != nullptr ? *m.stored : whole;
    sum += m.found.forward * bits_of(s.weights) * bits_of(s.activations);
  }
};

constexpr std::int64_t count_bits(step model, const storage& s) {
  bits_counter seen(s);
  machine m;
  m.let_see(seen);
  model(m);
  return checked(seen.sum);
}

}  // namespace nns::detail

namespace nns {

/// The bit operations of a forward pass of M: bit_operations<net, nns::full_int8>; float32 by default.
template <class M, storage Storage = float32_storage>
inline constexpr std::int64_t bit_operations =
    (detail::accepted<M, convention::standard>(), detail::count_bits(detail::step_of<M>, Storage));

template <class M, storage Storage>
  requires detail::refused_model<M>
inline constexpr detail::no_answer bit_operations<M, Storage> = detail::no_answer{};

}  // namespace nns
