// Budgets: limits that a model keeps, or the build fails with the numbers.
#pragma once

#include <nns/summary.hpp>

namespace nns {

namespace detail {

template <class T>
concept counted = requires(const T& t) { static_cast<std::int64_t>(t.count); };

constexpr std::int64_t number_of(std::int64_t n) { return n; }
template <counted Quantity>
constexpr std::int64_t number_of(const Quantity& q) {
  return q.count;
}

template <class A, class B>
inline constexpr bool same_unit = !counted<A> && !counted<B>;
template <counted A>
inline constexpr bool same_unit<A, A> = true;

}  // namespace detail

/// What a broken budget shows: what was used, what was allowed, and by how much it was missed. What is not known
/// (-1: an extent of the input is unknown) keeps no budget.
template <std::int64_t Used, std::int64_t Allowed, std::int64_t Excess = (Used > Allowed ? Used - Allowed : 0)>
struct used_is_at_most {
  static constexpr bool value = Used <= Allowed && Used != unknown;
};

/// MACs are compared with MACs, bytes with bytes, plain counts with plain counts.
template <bool Same>
struct units_are_the_same {
  static constexpr bool value = Same;
};

template <class Statement>
concept holds = Statement::value;

/// within<forward<net>, 500_kMAC>: a number is at most a limit of the same unit.
template <auto Used, auto Limit>
concept within = holds<units_are_the_same<detail::same_unit<decltype(Used), decltype(Limit)>>> &&
                 holds<used_is_at_most<detail::number_of(Used), detail::number_of(Limit)>>;

/// Limits, each optional: budget{.forward = 5_GMAC, .parameters = 30'000'000}.
struct budget {
  static constexpr std::int64_t unlimited = INT64_MAX;

  macs forward{unlimited};
  macs backward{unlimited};
  macs training{unlimited};
  std::int64_t parameters = unlimited;
  std::int64_t trainable_parameters = unlimited;
  std::int64_t activations = unlimited;
};

namespace detail {

#define NNS_BUDGET_ITEM(item)                                                                             \
  template <std::int64_t Used, std::int64_t Allowed, std::int64_t Excess = (Used > Allowed ? Used - Allowed : 0)> \
  struct item##_at_most {                                                                                 \
    static constexpr bool value = Used <= Allowed && Used != unknown;                                     \
  };
NNS_BUDGET_ITEM(forward)
NNS_BUDGET_ITEM(backward)
NNS_BUDGET_ITEM(training)
NNS_BUDGET_ITEM(parameters)
NNS_BUDGET_ITEM(trainable_parameters)
NNS_BUDGET_ITEM(activations)
#undef NNS_BUDGET_ITEM

}  // namespace detail

/// fits<net, budget{...}>: every limit is kept.
template <class M, budget Limit>
concept fits = holds<detail::forward_at_most<forward<M>.count, Limit.forward.count>> &&
               holds<detail::backward_at_most<backward<M>.count, Limit.backward.count>> &&
               holds<detail::training_at_most<training<M>.count, Limit.training.count>> &&
               holds<detail::parameters_at_most<parameters<M>, Limit.parameters>> &&
               holds<detail::trainable_parameters_at_most<trainable_parameters<M>, Limit.trainable_parameters>> &&
               holds<detail::activations_at_most<activations<M>, Limit.activations>>;

}  // namespace nns
