// A budget for a part of a model: a block, or a layer, that has a name.
#pragma once

#include <nns/budget.hpp>

namespace nns {

namespace refused {

/// A budget that a part of a model exceeds.
template <class M, class Name, class... What>
struct budget_of_block {
  static constexpr bool kept = false;
};

}  // namespace refused

namespace detail {

/// The rows from `first` to before `last`; none where the model has no part of the name.
struct part_of_model {
  int first = -1;
  int last = -1;
};

/// A composition whose rows' names begin with `name/`, or the row of that name.
template <class Summary>
constexpr part_of_model find_part(const Summary& s, text name) {
  const auto is_called = [name](const text& prefix) {
    return prefix.size() == name.size() + 1 && text{prefix.data(), name.size()} == name;
  };
  for (const block_summary& b : s.blocks)
    if (!b.name.empty() && is_called(b.prefix)) return {b.first, b.last};
  for (int i = 0; i != s.layers.size(); ++i)
    if (s.layers[i].name == name) return {i, i + 1};
  return {};
}

template <class Summary>
constexpr totals sum_of_rows(const Summary& s, const part_of_model& p) {
  totals sum;
  for (int i = p.first; i < p.last; ++i) {
    const layer_summary& r = s.layers[i];
    sum.forward += r.forward.count;
    const count twice = count{r.forward.count} * 2;
    if (twice.is_known() && r.backward.count >= 0)
      sum.add_beyond(r.backward.count - twice.value, 1);
    else
      sum.backward_state += twice + count{r.backward.count};
    sum.trainable += r.trainable_parameters;
    sum.fixed += r.non_trainable_parameters();
    sum.idle += r.idle_parameters;
    sum.activations += r.activations;
  }
  return sum;
}

template <class M, fixed_string Name, counting How>
inline constexpr part_of_model part_called = find_part(nns::summary<M, How>, Name.view());
template <class M, fixed_string Name, counting How>
inline constexpr totals totals_of_part = sum_of_rows(nns::summary<M, How>, part_called<M, Name, How>);

template <class M, fixed_string Name>
inline constexpr bool has_a_part_called = false;
template <class M, fixed_string Name>
inline constexpr bool can_limit_steps_of_a_part = false;

template <class M, fixed_string Name, budget Limit, counting How>
consteval auto broken_bytes_of_part() {
  if constexpr (!Limit.limits_bytes() || !knows_bytes<M, Limit.storage>) {
    return list<>{};
  } else {
    using answers = bytes_of_model<M, Limit.storage>;
    constexpr part_of_model p = part_called<M, Name, How>;
    constexpr std::int64_t parameters =
        Limit.parameter_bytes.count == budget::unlimited ? 0 : answers::parameters_of(p.first, p.last);
    constexpr std::int64_t cache =
        Limit.kv_cache_bytes.count == budget::unlimited ? 0 : answers::cache_of(p.first, p.last);
    if constexpr (Limit.peak_activation_bytes.count == budget::unlimited)
      return broken_bytes<M, Limit, How, parameters, 0, buffers_at_peak{}, cache>();
    else
      return broken_bytes<M, Limit, How, parameters, answers::peak_of_rows(p.first, p.last),
                          answers::alive(p.first, p.last), cache>();
  }
}

template <class M, fixed_string Name, budget Limit, counting How>
consteval auto judge_part() {
  if constexpr (refused_model<M, How>) {
    return quiet{};
  } else if constexpr (part_called<M, Name, How>.first < 0) {
    static_assert(has_a_part_called<M, Name>,
                  "nns: the model has no block or layer of this name: name a composition with named<\"stem\", ...> "
                  "(inside another named one it is outer/stem), or use the name of a row");
    return quiet{};
  } else if constexpr (Limit.limits_steps()) {
    static_assert(can_limit_steps_of_a_part<M, Name>,
                  "nns: limits on a training step, and on a device, are for a whole model: write nns::must_fit<net, "
                  "budget{...}>, or nns::within<nns::training_memory<block>.peak, 1_GiB> with the block as a model of "
                  "its own");
    return quiet{};
  } else {
    if constexpr (Limit.limits_bytes() && !knows_bytes<M, Limit.storage>)
      static_assert(keeps_bytes<M, Limit>(), "");
    constexpr const totals& sum = totals_of_part<M, Name, How>;
    using items = boost::mp11::mp_append<decltype(broken_items_of<sum, Limit>()),
                                         decltype(broken_bytes_of_part<M, Name, Limit, How>())>;
    if constexpr (boost::mp11::mp_empty<items>::value)
      return quiet{};
    else
      return boost::mp11::mp_rename<
          boost::mp11::mp_append<
              list<M>, decltype(named_type<Name>(detail::indices_below<Name.view().size()>{})), items>,
          refused::budget_of_block>{};
  }
}

}  // namespace detail

/// fits_block<net, "stem", budget{...}>: whether the block or layer of that name keeps every limit. Multiply-adds,
/// parameters, activations and their bytes are summed over its rows; the peak is the most that is live while one of
/// them runs.
template <class M, fixed_string Name, budget Limit, counting How = convention::standard>
concept fits_block = detail::holds<decltype(detail::judge_part<M, Name, Limit, How>())>;

}  // namespace nns
