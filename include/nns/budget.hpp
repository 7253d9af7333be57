// Budgets: limits that a model keeps, or the build fails with the numbers. Both concepts are also plain truth values.
// What a broken one prints is made for a broken one only.
#pragma once

#include <nns/at.hpp>
#include <nns/summary.hpp>

#include <type_traits>

namespace nns {

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

namespace refused {

// A number with its unit: used<27648, nns::macs>; a plain count has none.
template <std::int64_t, class... Unit>
struct used {};
template <std::int64_t, class... Unit>
struct allowed {};
template <std::int64_t, class... Unit>
struct exceeded_by {};
template <std::int64_t, class... Unit>
struct costs {};
/// An extent of the input is unknown, and so is what it costs: that keeps no limit.
struct used_is_not_known {};

/// A limit that is not kept: what was used, what was allowed, and by how much it was exceeded.
template <class... What>
struct limit {
  static constexpr bool kept = false;
};

// The items of a budget that are not kept.
template <class... What>
struct forward {};
template <class... What>
struct backward {};
template <class... What>
struct training {};
template <class... What>
struct parameters {};
template <class... What>
struct trainable_parameters {};
template <class... What>
struct activations {};

/// One of the layers that cost most.
template <class Layer, class Name, class Row, class Costs>
struct layer {};
/// At most three, by the multiply-adds of their forward passes.
template <class... Layers>
struct most_expensive {};
/// At most three, where parameters are not kept: by all of them, or by those that are trained if only these are not.
template <class... Layers>
struct most_parameters {};
/// At most three, where activations are not kept.
template <class... Layers>
struct most_activations {};

/// A budget that is not kept: its broken items, where the multiply-adds are, and where that is of which there is too much.
template <class M, class... What>
struct budget_of {
  static constexpr bool kept = false;
};

template <class, class>
struct units {
  static constexpr bool are_the_same = false;
};

}  // namespace refused

namespace detail {

/// What a kept limit or budget says: nothing.
struct quiet {
  static constexpr bool kept = true;
};

template <class T>
concept counted = requires(const T& t) { static_cast<std::int64_t>(t.count); };

template <class T>
consteval std::int64_t number_of(const T& t) {
  if constexpr (counted<T>)
    return t.count;
  else
    return static_cast<std::int64_t>(t);
}

template <class A, class B>
inline constexpr bool same_unit = std::is_integral_v<A> && std::is_integral_v<B>;
template <counted A>
inline constexpr bool same_unit<A, A> = true;

/// A unit as a list: empty for a plain count.
template <class T>
using unit_of = boost::mp11::mp_if_c<counted<T>, list<T>, list<>>;

template <std::int64_t Used, std::int64_t Allowed>
inline constexpr bool keeps = Used <= Allowed && (Used != unknown || Allowed == budget::unlimited);

/// Used, allowed and exceeded, in a list.
template <std::int64_t Used, std::int64_t Allowed, class... Unit>
consteval auto numbers_of(list<Unit...>) {
  if constexpr (Used == unknown)
    return list<refused::used_is_not_known, refused::allowed<Allowed, Unit...>>{};
  else
    return list<refused::used<Used, Unit...>, refused::allowed<Allowed, Unit...>,
                refused::exceeded_by<Used - Allowed, Unit...>>{};
}

template <auto Used, auto Limit>
consteval auto compare() {
  using U = std::remove_cv_t<decltype(Used)>;
  using L = std::remove_cv_t<decltype(Limit)>;
  if constexpr (is_answered<U>) {
    if constexpr (is_none(Used)) explain_number<Used>();
    if constexpr (is_none(Used))
      return quiet{};
    else
      return compare<plain_value(Used), Limit>();
  } else if constexpr (is_answered<L>) {
    if constexpr (is_none(Limit)) explain_number<Limit>();
    if constexpr (is_none(Limit))
      return quiet{};
    else
      return compare<Used, plain_value(Limit)>();
  } else if constexpr (std::is_same_v<U, no_answer> || std::is_same_v<L, no_answer>) {
    return quiet{};  // the model was refused
  } else if constexpr (!same_unit<U, L>) {
    static_assert(refused::units<U, L>::are_the_same,
                  "nns: a limit has the unit of what it limits: MACs for MACs, OP (_MOP) for what a convention counts "
                  "that counts more, FLOP (to_flops) for FLOP, bytes for bytes, a plain integer for parameters and "
                  "activations");
    return quiet{};
  } else if constexpr (keeps<number_of(Used), number_of(Limit)>) {
    return quiet{};
  } else {
    return boost::mp11::mp_rename<decltype(numbers_of<number_of(Used), number_of(Limit)>(unit_of<U>{})),
                                  refused::limit>{};
  }
}

/// One item of a budget, in a list if it is not kept.
template <template <class...> class Item, std::int64_t Used, std::int64_t Allowed, class Unit>
consteval auto broken_item() {
  if constexpr (keeps<Used, Allowed>)
    return list<>{};
  else
    return list<boost::mp11::mp_rename<decltype(numbers_of<Used, Allowed>(Unit{})), Item>>{};
}

/// What layers are ranked by.
using measure = std::int64_t (*)(const layer_summary&);
constexpr std::int64_t multiply_adds_of(const layer_summary& row) { return row.forward.count; }
constexpr std::int64_t parameters_of(const layer_summary& row) { return row.parameters; }
constexpr std::int64_t trainable_parameters_of(const layer_summary& row) { return row.trainable_parameters; }
constexpr std::int64_t activations_of(const layer_summary& row) { return row.activations; }

/// The rows that have most, the first of them first; -1 where less than three have any.
struct top_rows {
  int rows[3] = {-1, -1, -1};
};
template <class M, counting How, measure Of>
constexpr top_rows find_top_rows() {
  top_rows top;
  const auto& layers = nns::summary<M, How>.layers;
  for (int row = 0; row != layers.size(); ++row) {
    if (Of(layers[row]) <= 0) continue;
    int candidate = row;
    for (int& place : top.rows) {
      if (place >= 0 && Of(layers[candidate]) <= Of(layers[place])) continue;
      const int pushed_out = place;
      place = candidate;
      candidate = pushed_out;
      if (candidate < 0) break;
    }
  }
  return top;
}

/// Runs a model as far as a row, to learn the way that leads there.
template <int Row>
struct stop_at final : observer {
  constexpr void see(machine& m, event e) override {
    if (e == event::layer && m.sum.rows == Row) m.fail(rule::empty_model);
  }
};
template <class M, int Row>
inline constexpr fault way_to_row = []() consteval {
  stop_at<Row> there;
  machine m;
  m.let_see(there);
  step_of<M>(m);
  return m.bad;
}();

template <class M, counting How, int Row, measure Of, class... Unit>
consteval auto expensive_layer() {
  if constexpr (Row < 0) {
    return list<>{};
  } else {
    using type = boost::mp11::mp_back<decltype(way_to<M, way_to_row<M, Row>, way_to_row<M, Row>.depth>())>;
    constexpr const layer_summary& row = nns::summary<M, How>.layers[Row];
    constexpr auto name = []() consteval {
      constexpr text from = nns::summary<M, How>.layers[Row].name;
      fixed_string<from.size() + 1> copy;
      for (std::size_t i = 0; i != from.size(); ++i) copy.characters[i] = from[i];
      return copy;
    }();
    using called = boost::mp11::mp_front<decltype(named_type<name>(std::make_index_sequence<row.name.size()>{}))>;
    return list<refused::layer<type, called, refused::row<Row>, refused::costs<Of(row), Unit...>>>{};
  }
}

/// The layers that have most of what is measured, under a name.
template <class M, counting How, template <class...> class Called, measure Of, class... Unit>
consteval auto top_layers() {
  constexpr top_rows top = find_top_rows<M, How, Of>();
  using layers = boost::mp11::mp_append<decltype(expensive_layer<M, How, top.rows[0], Of, Unit...>()),
                                        decltype(expensive_layer<M, How, top.rows[1], Of, Unit...>()),
                                        decltype(expensive_layer<M, How, top.rows[2], Of, Unit...>())>;
  return list<boost::mp11::mp_rename<layers, Called>>{};
}

template <class M, budget Limit, counting How>
consteval auto layers_with_too_many_parameters() {
  constexpr const totals& sum = evaluated<M, How>.sum;
  if constexpr (!keeps<(sum.trainable + sum.fixed).value, Limit.parameters>)
    return top_layers<M, How, refused::most_parameters, &parameters_of>();
  else if constexpr (!keeps<sum.trainable.value, Limit.trainable_parameters>)
    return top_layers<M, How, refused::most_parameters, &trainable_parameters_of>();
  else
    return list<>{};
}

template <class M, budget Limit, counting How>
consteval auto layers_with_too_many_activations() {
  if constexpr (!keeps<evaluated<M, How>.sum.activations.value, Limit.activations>)
    return top_layers<M, How, refused::most_activations, &activations_of>();
  else
    return list<>{};
}

template <class M, budget Limit, counting How>
consteval auto broken_items() {
  constexpr const totals& sum = evaluated<M, How>.sum;
  using macs_list = list<macs>;
  return boost::mp11::mp_append<
      decltype(broken_item<refused::forward, sum.forward.value, Limit.forward.count, macs_list>()),
      decltype(broken_item<refused::backward, sum.backward().value, Limit.backward.count, macs_list>()),
      decltype(broken_item<refused::training, (sum.forward + sum.backward()).value, Limit.training.count, macs_list>()),
      decltype(broken_item<refused::parameters, (sum.trainable + sum.fixed).value, Limit.parameters, list<>>()),
      decltype(broken_item<refused::trainable_parameters, sum.trainable.value, Limit.trainable_parameters, list<>>()),
      decltype(broken_item<refused::activations, sum.activations.value, Limit.activations, list<>>())>{};
}

constexpr bool keeps_all(const totals& sum, const budget& limit) {
  const auto within = [](count used, std::int64_t allowed) {
    return allowed == budget::unlimited || (used.value <= allowed && used.is_known());
  };
  return within(sum.forward, limit.forward.count) && within(sum.backward(), limit.backward.count) &&
         within(sum.forward + sum.backward(), limit.training.count) &&
         within(sum.trainable + sum.fixed, limit.parameters) && within(sum.trainable, limit.trainable_parameters) &&
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
  else if constexpr (How->counts_more && limits_multiply_adds(Limit))
    static_assert(refused::units<unit_of_work<How>, macs>::are_the_same,
                  "nns: the convention counts more than multiply-adds, so its unit is OP, and a budget's MACs limit "
                  "something else: write nns::within<nns::forward<M, How>, 5_MOP>");
  else if constexpr (keeps_all(evaluated<M, How>.sum, Limit))
    return quiet{};
  else
    return boost::mp11::mp_rename<
        boost::mp11::mp_append<list<M>, decltype(broken_items<M, Limit, How>()),
                               decltype(top_layers<M, How, refused::most_expensive, &multiply_adds_of, macs>()),
                               decltype(layers_with_too_many_parameters<M, Limit, How>()),
                               decltype(layers_with_too_many_activations<M, Limit, How>())>,
        refused::budget_of>{};
}

template <class Verdict>
concept holds = Verdict::kept;

}  // namespace detail

/// within<forward<net>, 500_kMAC>: a number is at most a limit of the same unit. A broken one prints both numbers and
/// their difference; another unit is an error of its own.
template <auto Used, auto Limit>
concept within = detail::holds<decltype(detail::compare<Used, Limit>())>;

/// fits<net, budget{...}>: every limit is kept. A broken one prints each item that is not, the three layers with most
/// multiply-adds, and, where they are too many, those with most parameters or activations. A third argument is the
/// convention to count by.
template <class M, budget Limit, counting How = convention::standard>
concept fits = detail::holds<decltype(detail::judge<M, Limit, How>())>;

}  // namespace nns
