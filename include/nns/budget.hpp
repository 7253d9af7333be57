// Budgets: limits that a model keeps, or the build fails with the numbers. Both concepts are also plain truth values.
// What a broken one prints is made for a broken one only. The limits are in budget/limits.hpp.
#pragma once

#include <nns/at.hpp>
#include <nns/budget/limits.hpp>
#include <nns/budget/on_memory.hpp>
#include <nns/budget/most_expensive.hpp>
#include <nns/summary.hpp>

namespace nns {

namespace refused {

/// A broken budget: its broken items, the layers with the most multiply-adds, and those with the most of what is
/// exceeded.
template <class M, class... What>
struct budget_of {
  static constexpr bool kept = false;
};

}  // namespace refused

namespace detail {

/// An object of its own: clang 14 takes no reference to a part of one as a template argument.
template <class M, counting How>
inline constexpr totals sum_of = evaluated<M, How>.sum;

template <const totals& Sum, budget Limit>
consteval auto broken_items_of() {
  using macs_list = list<macs>;
  return boost::mp11::mp_append<
      decltype(broken_item<refused::forward, Sum.forward.value, Limit.forward.count, macs_list>()),
      decltype(broken_item<refused::backward, Sum.backward().value, Limit.backward.count, macs_list>()),
      decltype(broken_item<refused::training, (Sum.forward + Sum.backward()).value, Limit.training.count, macs_list>()),
      decltype(broken_item<refused::parameters, (Sum.trainable + Sum.fixed).value, Limit.parameters, list<>>()),
      decltype(broken_item<refused::trainable_parameters, Sum.trainable.value, Limit.trainable_parameters, list<>>()),
      decltype(broken_item<refused::active_parameters, (Sum.trainable + Sum.fixed - Sum.idle).value,
                           Limit.active_parameters, list<>>()),
      decltype(broken_item<refused::activations, Sum.activations.value, Limit.activations, list<>>())>{};
}

constexpr bool keeps_all(const totals& sum, const budget& limit) {
  const auto within = [](count used, std::int64_t allowed) {
    return allowed == budget::unlimited || (used.value <= allowed && used.is_known());
  };
  return within(sum.forward, limit.forward.count) && within(sum.backward(), limit.backward.count) &&
         within(sum.forward + sum.backward(), limit.training.count) &&
         within(sum.trainable + sum.fixed, limit.parameters) && within(sum.trainable, limit.trainable_parameters) &&
         within(sum.trainable + sum.fixed - sum.idle, limit.active_parameters) &&
         within(sum.activations, limit.activations);
}

constexpr bool limits_multiply_adds(const budget& b) {
  return b.forward.count != budget::unlimited || b.backward.count != budget::unlimited ||
         b.training.count != budget::unlimited;
}

template <class M, budget Limit, counting How>
consteval auto judge() {
  if constexpr (refused_model<M, How>)
    return quiet{};
  else if constexpr (How->counts_more && limits_multiply_adds(Limit)) {
    static_assert(refused::compared::units<unit_of_work<How>, macs>::are_the_same,
                  "nns: the convention counts more than multiply-adds, so its unit is OP, but a budget limits MACs: "
                  "write nns::within<nns::forward<M, How>, 5_MOP>");
    return quiet{};
  } else if constexpr (keeps_all(evaluated<M, How>.sum, Limit) && keeps_bytes<M, Limit>() &&
                     NNS_IS_SAME(decltype(broken_steps<M, Limit>()), list<>))
    return quiet{};
  else
    return boost::mp11::mp_rename<
        boost::mp11::mp_append<list<M>, decltype(broken_items_of<sum_of<M, How>, Limit>()),
                               decltype(broken_bytes_of_model<M, Limit, How>()), decltype(broken_steps<M, Limit>()),
                               decltype(top_layers<M, How, refused::most_expensive, &multiply_adds_of, macs>()),
                               decltype(layers_with_too_many_parameters<M, Limit, How>()),
                               decltype(layers_with_too_many_activations<M, Limit, How>())>,
        refused::budget_of>{};
}

}  // namespace detail

/// within<forward<net>, 500_kMAC>: whether a number is at most a limit of the same unit. If not, the error prints both
/// numbers and their difference. Different units are an error of their own.
template <auto Used, auto Limit>  // within<nns::forward<net>, 1_MMAC>
concept within = detail::holds<decltype(detail::compare<Used, Limit>())>;

/// fits<net, budget{...}>: whether every limit is kept. If not, the error prints each broken limit, the three layers
/// with the most multiply-adds and, if those are too many, the layers with the most parameters or activations. A third
/// argument is the convention to count by.
template <class M, budget Limit, counting How = convention::standard>
concept fits = detail::holds<decltype(detail::judge<M, Limit, How>())>;

}  // namespace nns
