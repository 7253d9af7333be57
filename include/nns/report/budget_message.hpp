// budget_message<M, budget{...}>: why a budget is broken, with the table of the whole model, as text for a
// static_assert. Only C++26 (P2741) lets a static_assert say what a program has made; before it, see nns/budget.hpp:
//
//     static_assert(nns::must_fit<net, limits>);                         // the table where the compiler can print it
//     static_assert(nns::fits<net, limits>, nns::budget_message<net, limits>);              // the same, C++26 only
#pragma once

#include <nns/budget.hpp>
#include <nns/report/static_text.hpp>

namespace nns {

namespace report {

constexpr void put_broken_item(writer& w, text item, std::int64_t used, std::int64_t allowed, text unit) {
  if (allowed == budget::unlimited || (used <= allowed && used != unknown)) return;
  w.put(item);
  if (used == unknown) {
    w.put(" is not known");
  } else {
    w.put(": used ");
    put_integer(w, used, true);
    w.put(unit);
  }
  w.put(", allowed ");
  put_integer(w, allowed, true);
  w.put(unit);
  if (used != unknown) {
    w.put(", exceeded by ");
    put_integer(w, used - allowed, true);
    w.put(unit);
  }
  w.end_line();
}

constexpr void put_budget(writer& w, const layer_summary& total, const budget& limit) {
  const auto training = detail::count{total.forward.count} + detail::count{total.backward.count};
  put_broken_item(w, "forward", total.forward.count, limit.forward.count, " MAC");
  put_broken_item(w, "backward", total.backward.count, limit.backward.count, " MAC");
  put_broken_item(w, "training", training.value, limit.training.count, " MAC");
  put_broken_item(w, "parameters", total.parameters, limit.parameters, "");
  put_broken_item(w, "trainable_parameters", total.trainable_parameters, limit.trainable_parameters, "");
  put_broken_item(w, "activations", total.activations, limit.activations, "");
}

template <class M, budget Limit>
constexpr void write_budget_message(writer& w) {
  w.put("nns: the budget is broken");
  w.end_line();
  put_budget(w, summary<M>.total, Limit);
  write_text(w, summary<M>, {});
}

template <class M, budget Limit>
inline constexpr std::size_t budget_message_size = [] {
  writer w;
  write_budget_message<M, Limit>(w);
  return w.size;
}();

}  // namespace report

/// Each item of the budget that is broken, one a line, and the model's table.
template <class M, budget Limit>
inline constexpr auto budget_message = [] {
  fixed_text<report::budget_message_size<M, Limit>> result;
  report::writer w{.out = result.characters};
  report::write_budget_message<M, Limit>(w);
  return result;
}();

namespace detail {

template <class M, budget Limit>
constexpr bool insist() {
#if defined(__cpp_static_assert) && __cpp_static_assert >= 202306L
  if constexpr (!fits<M, Limit>) static_assert(fits<M, Limit>, budget_message<M, Limit>);
#else
  static_assert(fits<M, Limit>, "nns: the budget is broken");
#endif
  return true;
}

}  // namespace detail

/// As fits<M, budget{...}>, but a broken budget is an error by itself, which says all that the compiler can print.
template <class M, budget Limit>
inline constexpr bool must_fit = detail::insist<M, Limit>();

}  // namespace nns
