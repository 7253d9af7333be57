// The limits of a budget on bytes and on a training step. Headers of nns/memory have the numbers; a budget without such
// limits needs none of them, and one with them says which header is missing.
#pragma once

#include <nns/budget/limits.hpp>
#include <nns/budget/most_expensive.hpp>

#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace nns {

namespace refused {

/// The budget limits bytes, but has no .storage.
struct stored_in_float32_since_no_storage_is_given {};
/// The buffers that are alive at the peak: for each, the layer that makes it, and its size.
template <class... Buffers>
struct alive_at_the_peak {};

}  // namespace refused

namespace detail {

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
  return list<boost::mp11::mp_rename<
      boost::mp11::mp_append<decltype(layer_with_costs<M, How, Alive.rows[I], Alive.bytes[I], bytes>())...>,
      refused::alive_at_the_peak>>{};
}

/// The items on bytes that are exceeded; for the peak, also what is alive at it.
template <class M, budget Limit, counting How, std::int64_t Parameters, std::int64_t Peak, buffers_at_peak Alive,
          std::int64_t Cache = 0>
consteval auto broken_bytes() {
  using unit = list<bytes>;
  using items = boost::mp11::mp_append<
      decltype(broken_item<refused::parameter_bytes, Parameters, Limit.parameter_bytes.count, unit>()),
      decltype(broken_item<refused::peak_activation_bytes, Peak, Limit.peak_activation_bytes.count, unit>()),
      decltype(broken_item<refused::kv_cache_bytes, Cache, Limit.kv_cache_bytes.count, unit>())>;
  if constexpr (boost::mp11::mp_empty<items>::value) {
    return list<>{};
  } else {
    using note = std::conditional_t<Limit.storage.given, list<>, list<refused::stored_in_float32_since_no_storage_is_given>>;
    if constexpr (keeps<Peak, Limit.peak_activation_bytes.count>)
      return boost::mp11::mp_append<items, note>{};
    else
      return boost::mp11::mp_append<
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

}  // namespace detail
}  // namespace nns
