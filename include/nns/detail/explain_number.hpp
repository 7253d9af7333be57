// The error of nns::within and nns::equals for a number without a value: the message of the model that was refused. The
// number knows the reason (detail/answered.hpp), but not the layer's type.
#pragma once

#include <nns/detail/answered.hpp>
#include <nns/detail/explain.hpp>

namespace nns::detail {

template <auto Number>
inline constexpr reason reason_of = Number.because;
template <auto Number>
struct said_in_reason {
  static constexpr std::size_t length = static_cast<std::size_t>(Number.because.said.length);
  static constexpr char at(std::size_t i) { return Number.because.said[static_cast<int>(i)]; }
};
template <auto Number>
struct place_in_reason {
  static constexpr std::size_t length = static_cast<std::size_t>(Number.because.place.length);
  static constexpr char at(std::size_t i) { return Number.because.place[static_cast<int>(i)]; }
};

template <auto Number, std::size_t... I>
constexpr auto arrived_there(indices<I...>) {
  return list<refused::arrived<Number.because.arrived.values[I]...>>{};
}
template <auto Number>
constexpr auto called_there() {
  using place = place_in_reason<Number>;
  if constexpr (place::length == 0) {
    return list<>{};
  } else {
    constexpr auto all = indices_below<place::length>{};
    return named_type<part_of_sentence<place, 0>(all)>(all);
  }
}
template <auto Number>
constexpr auto particulars_there() {
  constexpr const reason& why = reason_of<Number>;
  if constexpr (has_own_words(why.broken))
    return sentence_type<said_in_reason<Number>>(indices_below<said_in_reason<Number>::length>{});
  else
    return plain_numbers<why.first, why.second>();
}

/// The message of a model that refused the shapes of nns::at, for one of its numbers.
template <auto Number>
constexpr bool explain_number() {
  constexpr const reason& why = reason_of<Number>;
  using what = boost::mp11::mp_append<
      list<refused::of_model<why.model>>, decltype(called_there<Number>()), list<refused::row<why.row>>,
      decltype(arrived_there<Number>(indices_below<static_cast<std::size_t>(why.arrived.used)>{}))>;
  return break_rule<with_hint(why.broken, why.arrived, why.first), why.first, why.second, what,
                    decltype(particulars_there<Number>())>();
}

}  // namespace nns::detail
