// Assertions that say what they found: equals, valid_model and must_fit. What they print is only made if one fails.
#pragma once

#include <nns/budget.hpp>
#include <nns/detail/builtin.hpp>

#include <type_traits>

namespace nns {

namespace refused {

// A number with its unit, a plain count without one; a shape; or several shapes.
template <std::int64_t, class... Unit>
struct got {};
template <std::int64_t, class... Unit>
struct expected {};
/// What was found, less what was expected.
template <std::int64_t, class... Unit>
struct differs_by {};
/// An extent of the input is unknown, and so is the number.
struct got_is_not_known {};
template <std::int64_t...>
struct got_shape {};
template <std::int64_t...>
struct expected_shape {};
template <class... Shapes>
struct got_shapes {};
template <class... Shapes>
struct expected_shapes {};
template <std::int64_t...>
struct shape {};

/// Two values that are not equal.
template <class... What>
struct equality {
  static constexpr bool kept = false;
};

}  // namespace refused

namespace detail {

template <class T>
concept several_shapes = requires(const T& t) {
  t.size();
  requires std::is_same_v<std::remove_cvref_t<decltype(t[0])>, shape>;
};

template <template <std::int64_t...> class As, auto Shape, std::size_t... I>
consteval auto shape_as(indices<I...>) {
  return list<As<Shape.values[I]...>>{};
}
template <template <std::int64_t...> class As, auto Shape>
using shape_type = boost::mp11::mp_front<decltype(shape_as<As, Shape>(indices_below<static_cast<std::size_t>(Shape.used)>{}))>;

template <template <class...> class As, auto Shapes, std::size_t... I>
consteval auto shapes_as(indices<I...>) {
  return list<As<shape_type<refused::shape, nns::shape{Shapes[I]}>...>>{};
}
template <template <class...> class As, auto Shapes>
using shapes_type = boost::mp11::mp_front<decltype(shapes_as<As, Shapes>(indices_below<static_cast<std::size_t>(Shapes.size())>{}))>;

/// Both numbers, and the difference where it fits.
template <std::int64_t Got, std::int64_t Expected, class... Unit>
consteval auto unequal_numbers(list<Unit...>) {
  constexpr std::int64_t difference = [] {
    std::int64_t result = 0;
    return NNS_BUILTIN(sub_overflow)(Got, Expected, &result) ? 0 : result;
  }();
  if constexpr (Got == unknown)
    return refused::equality<refused::got_is_not_known, refused::expected<Expected, Unit...>>{};
  else if constexpr (Expected == unknown || difference == 0)
    return refused::equality<refused::got<Got, Unit...>, refused::expected<Expected, Unit...>>{};
  else
    return refused::equality<refused::got<Got, Unit...>, refused::expected<Expected, Unit...>,
                             refused::differs_by<difference, Unit...>>{};
}

/// The value without the reason why it may be missing, which is reported separately.
template <auto Value>
consteval auto explained() {
  if constexpr (!is_answered<std::remove_cv_t<decltype(Value)>>) {
    return Value;
  } else if constexpr (is_none(Value)) {
    explain_number<Value>();
    return no_answer{};
  } else {
    return plain_value(Value);
  }
}

template <auto Got, auto Expected>
consteval auto equate_plain() {
  using G = std::remove_cv_t<decltype(Got)>;
  using E = std::remove_cv_t<decltype(Expected)>;
  if constexpr (std::is_same_v<G, no_answer> || std::is_same_v<E, no_answer>) {
    return quiet{};  // the model was refused
  } else if constexpr (std::is_same_v<G, shape> && std::is_same_v<E, shape>) {
    if constexpr (Got == Expected)
      return quiet{};
    else
      return refused::equality<shape_type<refused::got_shape, Got>, shape_type<refused::expected_shape, Expected>>{};
  } else if constexpr (several_shapes<G> && several_shapes<E>) {
    using got = shapes_type<refused::got_shapes, Got>;
    using expected = shapes_type<refused::expected_shapes, Expected>;
    if constexpr (std::is_same_v<boost::mp11::mp_rename<got, list>, boost::mp11::mp_rename<expected, list>>)
      return quiet{};
    else
      return refused::equality<got, expected>{};
  } else if constexpr (!same_unit<G, E>) {
    static_assert(refused::compared::units<G, E>::are_the_same,
                  "nns: only values of the same unit can be compared: MACs with MACs (64_MAC), FLOP with FLOP, bytes "
                  "with bytes, plain integers (parameters, activations), shapes with shapes (nns::shape{10})");
    return quiet{};
  } else if constexpr (number_of(Got) == number_of(Expected)) {
    return quiet{};
  } else {
    return unequal_numbers<number_of(Got), number_of(Expected)>(unit_of<G>{});
  }
}
template <auto Got, auto Expected>
consteval auto equate() {
  return equate_plain<explained<Got>(), explained<Expected>()>();
}

/// The verdict is the only argument: g++ prints that, and nothing else, before the error.
template <class Verdict>
constexpr bool insist() {
  static_assert(Verdict::kept, "nns: the budget is broken");
  return true;
}

/// The error of must_fit if the budget is broken. <nns/report/budget_message.hpp> prints the table.
template <class M, budget Limit, counting How>
struct broken_budget {
  static constexpr bool value = insist<decltype(judge<M, Limit, How>())>();
};

}  // namespace detail

/// equals<forward<net>, 416'520_MAC>, equals<output_shape<net>, shape{10}>: whether two quantities of one unit, two
/// integers, two shapes, or the shapes of several outputs are equal. If they are not, the error prints both, and for
/// numbers the difference. Different units are an error of their own, and a refused model prints why it is refused.
template <auto Got, auto Expected>  // equals<nns::forward<net>, 32_MAC>
concept equals = detail::holds<decltype(detail::equate<Got, Expected>())>;

/// valid_model<net>: whether the layers of the model fit together. A refused model prints why it is refused.
template <class M>
concept valid_model = requires { typename std::bool_constant<detail::refused_model<M>>; };

/// must_fit<net, budget{...}>: as fits, but a broken budget is an error wherever it is used, and the error begins with
/// what the compiler can print about it.
template <class M, budget Limit, counting How = convention::standard>
inline constexpr bool must_fit = detail::broken_budget<M, Limit, How>::value;

}  // namespace nns
