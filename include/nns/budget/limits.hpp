// The limits of a budget, how a number is compared with one, and what is printed of a number that exceeds it.
#pragma once

#include <nns/detail/explain_number.hpp>
#include <nns/detail/lists.hpp>
#include <nns/detail/no_answer.hpp>
#include <nns/detail/verdict.hpp>
#include <nns/memory/step.hpp>
#include <nns/memory/storage.hpp>
#include <nns/quantity.hpp>

#include <cstdint>
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
inline constexpr bool same_unit = std::is_integral_v<A> && std::is_integral_v<B>;
template <counted A>
inline constexpr bool same_unit<A, A> = true;

/// A unit as a list: empty for a plain count.
template <class T>
using unit_of = std::conditional_t<counted<T>, list<T>, list<>>;

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
    return boost::mp11::mp_rename<decltype(numbers_of<number_of(Used), number_of(Limit)>(unit_of<U>{})),
                                  refused::limit>{};
  }
}

/// One item of a budget, in a list if it is exceeded.
template <template <class...> class Item, std::int64_t Used, std::int64_t Allowed, class Unit>
consteval auto broken_item() {
  if constexpr (keeps<Used, Allowed>)
    return list<>{};
  else
    return list<boost::mp11::mp_rename<decltype(numbers_of<Used, Allowed>(Unit{})), Item>>{};
}

}  // namespace detail
}  // namespace nns
