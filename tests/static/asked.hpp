// Short questions to a model that is made of layers on the spot, for the facts beside this file. What is asked here is
// counted again when the program runs (rerun.hpp).
#pragma once

#include <nns/nns.hpp>
#include <rerun.hpp>

#include <cstddef>
#include <cstdint>

namespace asked {

using nns::detail::rule;

template <class... L>
inline constexpr nns::shape output = again::output_shape<nns::sequential<L...>>;
template <class... L>
inline constexpr std::int64_t macs = again::forward<nns::sequential<L...>>.count;
template <class... L>
inline constexpr std::int64_t parameters = again::parameters<nns::sequential<L...>>;
template <class... L>
inline constexpr std::int64_t trainable = again::trainable_parameters<nns::sequential<L...>>;
/// Without the input's.
template <class Input, class... L>
inline constexpr std::int64_t activations =
    again::activations<nns::sequential<Input, L...>> - again::activations<nns::sequential<Input>>;

/// The rule that a model breaks, or rule::none.
template <class M>
inline constexpr rule broken_by = rerun::also<M>(nns::detail::evaluated<M, nns::convention::standard>.bad.broken);
template <class... L>
inline constexpr rule refused_by = broken_by<nns::sequential<L...>>;

/// Whether the rows of a model are called so.
template <class M, std::size_t N>
constexpr bool rows_are(const nns::text (&names)[N]) {
  if (nns::summary<M>.layers.size() != static_cast<int>(N)) return false;
  for (std::size_t i = 0; i != N; ++i)
    if (!(nns::summary<M>.layers[i].name == names[i])) return false;
  return true;
}

}  // namespace asked
