// The layers that a broken budget names: those that cost the most of what is exceeded, at most three.
#pragma once

#include <nns/budget/limits.hpp>
#include <nns/summary.hpp>

#include <cstdint>

namespace nns {

namespace refused {

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

}  // namespace refused

namespace detail {

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
    using called = boost::mp11::mp_front<decltype(named_by<name_of_row<M, How, Row>>())>;
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

}  // namespace detail
}  // namespace nns
