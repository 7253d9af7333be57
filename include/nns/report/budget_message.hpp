// budget_message<M, budget{...}>: why a budget is broken, with the table of the whole model, as text for a
// static_assert; with this header must_fit (nns/equals.hpp) prints it, too. A static_assert can print computed text
// since C++26 (P2741); g++ 14 and clang 21 also allow this in C++20. With older compilers must_fit prints what it
// prints without this header.
//
//     static_assert(nns::must_fit<net, limits>);
//     static_assert(nns::fits<net, limits>, nns::budget_message<net, limits>);              // C++26
#pragma once

#include <nns/equals.hpp>
#include <nns/report/static_text.hpp>

/// Whether the compiler can print computed text, in the chosen standard or as an extension.
#if defined(__cpp_static_assert) && __cpp_static_assert >= 202306L
#define NNS_COMPUTED_MESSAGES 1
#elif defined(__GNUC__) && !defined(__clang__)
#define NNS_COMPUTED_MESSAGES (__GNUC__ >= 14)
#else
#define NNS_COMPUTED_MESSAGES 0
#endif

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
  put_broken_item(w, "active_parameters", total.active_parameters(), limit.active_parameters, "");
  put_broken_item(w, "activations", total.activations, limit.activations, "");
}

constexpr void put_steps(writer& w, const detail::training_numbers& used, const budget& limit) {
  put_broken_item(w, "training_bytes", used.peak, limit.training_bytes.count, " B");
  put_broken_item(w, "weight_bytes", used.weights, limit.weight_bytes.count, " B");
  put_broken_item(w, "gradient_bytes", used.gradients, limit.gradient_bytes.count, " B");
  put_broken_item(w, "optimizer_state_bytes", used.optimizer, limit.optimizer_state_bytes.count, " B");
  put_broken_item(w, "kept_activation_bytes", used.kept, limit.kept_activation_bytes.count, " B");
  put_broken_item(w, "sent_bytes", used.sent, limit.sent_bytes.count, " B");
  put_broken_item(w, "serving_bytes", used.serving, limit.serving_bytes.count, " B");
}

template <class M, budget Limit, counting How>
constexpr void write_budget_message(writer& w) {
  w.put("nns: the budget is broken");
  w.end_line();
  put_budget(w, summary<M, How>.total, Limit);
  if constexpr (Limit.parameter_bytes.count != budget::unlimited && detail::knows_bytes<M, Limit.storage>)
    put_broken_item(w, "parameter_bytes", detail::bytes_of_model<M, Limit.storage>::parameters(),
                    Limit.parameter_bytes.count, " B");
  if constexpr (Limit.peak_activation_bytes.count != budget::unlimited && detail::knows_bytes<M, Limit.storage>)
    put_broken_item(w, "peak_activation_bytes", detail::bytes_of_model<M, Limit.storage>::peak(),
                    Limit.peak_activation_bytes.count, " B");
  if constexpr (Limit.kv_cache_bytes.count != budget::unlimited && detail::knows_bytes<M, Limit.storage>)
    put_broken_item(w, "kv_cache_bytes", detail::bytes_of_model<M, Limit.storage>::cache(), Limit.kv_cache_bytes.count,
                    " B");
  if constexpr (Limit.limits_steps() && detail::knows_steps<M, Limit>) put_steps(w, detail::steps_of_budget<M, Limit>::used, Limit);
  write_text(w, summary<M, How>, {});
}

template <class M, budget Limit, counting How>
inline constexpr std::size_t budget_message_size = [] {
  writer w;
  write_budget_message<M, Limit, How>(w);
  return w.size;
}();

}  // namespace report

/// Each broken item of the budget, one per line, and the model's table.
template <class M, budget Limit, counting How = convention::standard>
inline constexpr auto budget_message = [] {
  fixed_text<report::budget_message_size<M, Limit, How>> result;
  report::writer w{.out = result.characters};
  report::write_budget_message<M, Limit, How>(w);
  return result;
}();

namespace detail {

#if NNS_COMPUTED_MESSAGES
#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wc++26-extensions"
#else
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wc++26-extensions"
#endif
/// The table in place of the types.
template <class M, budget Limit, counting How>
  requires(sizeof(budget) != 0)
struct broken_budget<M, Limit, How> {
  static constexpr bool tell() {
    constexpr bool is_kept = fits<M, Limit, How>;
    if constexpr (!is_kept) static_assert(is_kept, budget_message<M, Limit, How>);
    return true;
  }
  static constexpr bool value = tell();
};
#if defined(__clang__)
#pragma clang diagnostic pop
#else
#pragma GCC diagnostic pop
#endif
#endif

}  // namespace detail

}  // namespace nns
