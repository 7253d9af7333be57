// Budgets: limits that a model keeps, or the build fails with the numbers. Both concepts are also plain truth values.
// What a broken one prints is made for a broken one only.
#pragma once

#include <nns/at.hpp>
#include <nns/detail/explain_number.hpp>
#include <nns/detail/verdict.hpp>
#include <nns/memory/step.hpp>
#include <nns/memory/storage.hpp>
#include <nns/summary.hpp>


namespace nns {

/// Limits, each optional: budget{.forward = 5_GMAC, .parameters = 30'000'000}.
struct budget {
  static constexpr std::int64_t unlimited = INT64_MAX;

  macs forward{unlimited};
  macs backward{unlimited};
  macs training{unlimited};
  std::int64_t parameters = unlimited;
  std::int64_t trainable_parameters = unlimited;
  std::int64_t active_parameters = unlimited;
  std::int64_t activations = unlimited;
  // Bytes, by the data types of `storage`: float32 unless given, a file's own for files. They need
  // <nns/memory/plan.hpp>, which <nns/nns.hpp> leaves out.
  bytes parameter_bytes{unlimited};
  bytes peak_activation_bytes{unlimited};
  bytes kv_cache_bytes{unlimited};
  chosen_storage storage{};
  // A training step, by `step`: everything at its peak, and its parts. They need <nns/memory/training.hpp>. With
  // `devices`, those of the device with the highest peak; this, what it sends in a step, and serving need
  // <nns/memory/parallel.hpp>.
  bytes training_bytes{unlimited};
  bytes weight_bytes{unlimited};  // master weights among them
  bytes gradient_bytes{unlimited};
  bytes optimizer_state_bytes{unlimited};
  bytes kept_activation_bytes{unlimited};
  bytes sent_bytes{unlimited};
  bytes serving_bytes{unlimited};
  training_options step{};
  parallel devices{};

  [[nodiscard]] constexpr bool limits_training() const {
    return training_bytes.count != unlimited || weight_bytes.count != unlimited || gradient_bytes.count != unlimited ||
           optimizer_state_bytes.count != unlimited || kept_activation_bytes.count != unlimited ||
           sent_bytes.count != unlimited;
  }
  [[nodiscard]] constexpr bool limits_steps() const { return limits_training() || serving_bytes.count != unlimited; }
  [[nodiscard]] constexpr bool needs_parallel() const {
    return sent_bytes.count != unlimited || serving_bytes.count != unlimited || devices != parallel{};
  }
  [[nodiscard]] constexpr bool limits_bytes() const {
    return parameter_bytes.count != unlimited || peak_activation_bytes.count != unlimited ||
           kv_cache_bytes.count != unlimited;
  }
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
/// An extent of the input is unknown, and so is the cost, which therefore keeps no limit.
struct used_is_not_known {};

/// A limit that is not kept: what was used, what was allowed, and by how much it was exceeded.
template <class... What>
struct limit {
  static constexpr bool kept = false;
};

// The items of a budget that are exceeded.
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
struct active_parameters {};
template <class... What>
struct activations {};
template <class... What>
struct parameter_bytes {};
template <class... What>
struct peak_activation_bytes {};
template <class... What>
struct kv_cache_bytes {};
/// The budget limits bytes, but has no .storage.
struct stored_in_float32_since_no_storage_is_given {};
/// The buffers that are alive at the peak: for each, the layer that makes it, and its size.
template <class... Buffers>
struct alive_at_the_peak {};

/// One of the layers that cost the most.
template <class Layer, class Name, class Row, class Costs>
struct layer {};
/// At most three, by the multiply-adds of their forward passes.
template <class... Layers>
struct most_expensive {};
/// At most three, if a limit on parameters is exceeded: by all parameters, or by the trainable ones if only theirs is.
template <class... Layers>
struct most_parameters {};
/// At most three, if the limit on activations is exceeded.
template <class... Layers>
struct most_activations {};

/// A broken budget: its broken items, the layers with the most multiply-adds, and those with the most of what is
/// exceeded.
template <class M, class... What>
struct budget_of {
  static constexpr bool kept = false;
};

/// Inside a class, as the numbers of rules are.
struct compared {
  template <class, class>
  struct units {
    static constexpr bool are_the_same = false;
  };
};

}  // namespace refused

namespace detail {

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
inline constexpr bool same_unit = whole_number<A> && whole_number<B>;
template <counted A>
inline constexpr bool same_unit<A, A> = true;

/// A unit as a list: empty for a plain count.
template <class T>
using unit_of = if_else<counted<T>, list<T>, list<>>;

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
  using U = bare<decltype(Used)>;
  using L = bare<decltype(Limit)>;
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
  } else if constexpr (NNS_IS_SAME(U, no_answer) || NNS_IS_SAME(L, no_answer)) {
    return quiet{};  // the model was refused
  } else if constexpr (!same_unit<U, L>) {
    static_assert(refused::compared::units<U, L>::are_the_same,
                  "nns: the limit and the number have different units: use MACs for MACs, OP (_MOP) for a convention "
                  "that counts more than MACs, FLOP for to_flops, bytes for bytes, a plain integer for parameters and "
                  "activations");
    return quiet{};
  } else if constexpr (keeps<number_of(Used), number_of(Limit)>) {
    return quiet{};
  } else {
    return rename<decltype(numbers_of<number_of(Used), number_of(Limit)>(unit_of<U>{})),
                                  refused::limit>{};
  }
}

/// One item of a budget, in a list if it is exceeded.
template <template <class...> class Item, std::int64_t Used, std::int64_t Allowed, class Unit>
consteval auto broken_item() {
  if constexpr (keeps<Used, Allowed>)
    return list<>{};
  else
    return list<rename<decltype(numbers_of<Used, Allowed>(Unit{})), Item>>{};
}

/// What layers are ranked by.
using measure = std::int64_t (*)(const layer_summary&);
constexpr std::int64_t multiply_adds_of(const layer_summary& row) { return row.forward.count; }
constexpr std::int64_t parameters_of(const layer_summary& row) { return row.parameters; }
constexpr std::int64_t trainable_parameters_of(const layer_summary& row) { return row.trainable_parameters; }
constexpr std::int64_t activations_of(const layer_summary& row) { return row.activations; }

/// The three rows that have the most, the largest first; -1 if fewer than three have any.
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

/// Runs a model up to a row, to find the path that leads there.
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

template <class M, counting How, int Row>
struct name_of_row {
  consteval text operator()() const { return nns::summary<M, How>.layers[Row].name; }
};

/// A layer of the model with its cost, in a list; an empty list for row -1.
template <class M, counting How, int Row, std::int64_t Costs, class... Unit>
consteval auto layer_with_costs() {
  if constexpr (Row < 0) {
    return list<>{};
  } else {
    using type = last_type<decltype(way_to<M, way_to_row<M, Row>, way_to_row<M, Row>.depth>())>;
    using called = type_at<decltype(named_by<name_of_row<M, How, Row>>()), 0>;
    return list<refused::layer<type, called, refused::row<Row>, refused::costs<Costs, Unit...>>>{};
  }
}

template <class M, counting How, int Row, measure Of, class... Unit>
consteval auto expensive_layer() {
  if constexpr (Row < 0)
    return list<>{};
  else
    return layer_with_costs<M, How, Row, Of(nns::summary<M, How>.layers[Row]), Unit...>();
}

/// The layers that have the most of what is measured, under a name.
template <class M, counting How, template <class...> class Called, measure Of, class... Unit>
consteval auto top_layers() {
  constexpr top_rows top = find_top_rows<M, How, Of>();
  using layers = append<decltype(expensive_layer<M, How, top.rows[0], Of, Unit...>()),
                                        decltype(expensive_layer<M, How, top.rows[1], Of, Unit...>()),
                                        decltype(expensive_layer<M, How, top.rows[2], Of, Unit...>())>;
  return list<rename<layers, Called>>{};
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

/// An object of its own: clang 14 takes no reference to a part of one as a template argument.
template <class M, counting How>
inline constexpr totals sum_of = evaluated<M, How>.sum;

template <const totals& Sum, budget Limit>
consteval auto broken_items_of() {
  using macs_list = list<macs>;
  return append<
      decltype(broken_item<refused::forward, Sum.forward.value, Limit.forward.count, macs_list>()),
      decltype(broken_item<refused::backward, Sum.backward().value, Limit.backward.count, macs_list>()),
      decltype(broken_item<refused::training, (Sum.forward + Sum.backward()).value, Limit.training.count, macs_list>()),
      decltype(broken_item<refused::parameters, (Sum.trainable + Sum.fixed).value, Limit.parameters, list<>>()),
      decltype(broken_item<refused::trainable_parameters, Sum.trainable.value, Limit.trainable_parameters, list<>>()),
      decltype(broken_item<refused::active_parameters, (Sum.trainable + Sum.fixed - Sum.idle).value,
                           Limit.active_parameters, list<>>()),
      decltype(broken_item<refused::activations, Sum.activations.value, Limit.activations, list<>>())>{};
}

// Bytes. A budget without limits on bytes needs no header for them.

template <class M, chosen_storage Types>
concept knows_bytes = requires { sizeof(bytes_of_model<M, Types>); };

template <class M>
inline constexpr bool needs_include_nns_memory_plan = false;

template <class M, budget Limit>
consteval bool keeps_bytes() {
  if constexpr (!Limit.limits_bytes()) {
    return true;
  } else if constexpr (!knows_bytes<M, Limit.storage>) {
    static_assert(needs_include_nns_memory_plan<M>,
                  "nns: a budget with .parameter_bytes or .peak_activation_bytes needs #include <nns/memory/plan.hpp> "
                  "before it");
    return true;
  } else {
    using answers = bytes_of_model<M, Limit.storage>;
    bool kept = true;
    if constexpr (Limit.parameter_bytes.count != budget::unlimited)
      kept = kept && keeps<answers::parameters(), Limit.parameter_bytes.count>;
    if constexpr (Limit.peak_activation_bytes.count != budget::unlimited)
      kept = kept && keeps<answers::peak(), Limit.peak_activation_bytes.count>;
    if constexpr (Limit.kv_cache_bytes.count != budget::unlimited)
      kept = kept && keeps<answers::cache(), Limit.kv_cache_bytes.count>;
    return kept;
  }
}

template <class M, counting How, buffers_at_peak Alive, std::size_t... I>
consteval auto name_buffers(indices<I...>) {
  return list<rename<
      append<decltype(layer_with_costs<M, How, Alive.rows[I], Alive.bytes[I], bytes>())...>,
      refused::alive_at_the_peak>>{};
}

/// The items on bytes that are exceeded; for the peak, also what is alive at it.
template <class M, budget Limit, counting How, std::int64_t Parameters, std::int64_t Peak, buffers_at_peak Alive,
          std::int64_t Cache = 0>
consteval auto broken_bytes() {
  using unit = list<bytes>;
  using items = append<
      decltype(broken_item<refused::parameter_bytes, Parameters, Limit.parameter_bytes.count, unit>()),
      decltype(broken_item<refused::peak_activation_bytes, Peak, Limit.peak_activation_bytes.count, unit>()),
      decltype(broken_item<refused::kv_cache_bytes, Cache, Limit.kv_cache_bytes.count, unit>())>;
  if constexpr (length_of<items> == 0) {
    return list<>{};
  } else {
    using note = if_else<Limit.storage.given, list<>, list<refused::stored_in_float32_since_no_storage_is_given>>;
    if constexpr (keeps<Peak, Limit.peak_activation_bytes.count>)
      return append<items, note>{};
    else
      return append<
          items, note,
          decltype(name_buffers<M, How, Alive>(indices_below<buffers_at_peak::most>{}))>{};
  }
}

/// A model that has no cache is not asked for one.
template <class Answers, budget Limit>
consteval std::int64_t cache_asked() {
  if constexpr (Limit.kv_cache_bytes.count == budget::unlimited)
    return 0;
  else
    return Answers::cache();
}

template <class M, budget Limit, counting How>
consteval auto broken_bytes_of_model() {
  if constexpr (!Limit.limits_bytes()) {
    return list<>{};
  } else if constexpr (!knows_bytes<M, Limit.storage>) {
    return list<>{};
  } else {
    using answers = bytes_of_model<M, Limit.storage>;
    constexpr int rows = evaluated<M, How>.sum.rows;
    constexpr std::int64_t parameters =
        Limit.parameter_bytes.count == budget::unlimited ? 0 : answers::parameters();
    constexpr std::int64_t cache = cache_asked<answers, Limit>();
    if constexpr (Limit.peak_activation_bytes.count == budget::unlimited)
      return broken_bytes<M, Limit, How, parameters, 0, buffers_at_peak{}, cache>();
    else
      return broken_bytes<M, Limit, How, parameters, answers::peak(), answers::alive(0, rows), cache>();
  }
}

// A training step, and a device that serves: <nns/memory/training.hpp> and <nns/memory/parallel.hpp> answer.

template <class M, budget Limit>
concept knows_steps = requires { sizeof(steps_of_budget<M, Limit>); };
template <class M>
inline constexpr bool needs_include_nns_memory_training = false;
template <class M>
inline constexpr bool needs_include_nns_memory_parallel = false;

/// The items that are exceeded and, for a peak, how much each part takes.
template <class M, budget Limit>
consteval auto broken_steps() {
  if constexpr (!Limit.limits_steps()) {
    return list<>{};
  } else if constexpr (knows_steps<M, Limit>) {
    return decltype(steps_of_budget<M, Limit>::broken()){};
  } else if constexpr (Limit.needs_parallel()) {
    static_assert(needs_include_nns_memory_parallel<M>,
                  "nns: a budget with .devices, .sent_bytes or .serving_bytes needs #include <nns/memory/parallel.hpp> "
                  "before it");
    return list<>{};
  } else {
    static_assert(needs_include_nns_memory_training<M>,
                  "nns: a budget for a training step (.training_bytes, .gradient_bytes, ...) needs #include "
                  "<nns/memory/training.hpp> before it");
    return list<>{};
  }
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
    return rename<
        append<list<M>, decltype(broken_items_of<sum_of<M, How>, Limit>()),
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
