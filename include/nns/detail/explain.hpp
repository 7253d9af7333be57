// The error of a refused model: one static_assert with the rule's message, and in it the layer's type, its name if it
// has one, its row, the shape that arrived, and the rule's numbers, each with its name.
// All of it is instantiated only for a refused model.
#pragma once

#include <nns/detail/answered.hpp>
#include <nns/detail/builtin.hpp>
#include <nns/detail/fault.hpp>
#include <nns/detail/options.hpp>
#include <nns/detail/lists.hpp>
#include <nns/detail/table.hpp>

#include <type_traits>

namespace nns::refused {

/// The row of the summary at which the layer would stand; the input is row 0.
template <int>
struct row {};
/// A line of a text or a file, from 1.
template <int>
struct line {};
/// The shape that reached the layer.
template <std::int64_t...>
struct arrived {};
/// The model, if only its numbers are known: those of nns::at.
template <const detail::model_mark*>
struct of_model {};
/// The option that the rule is about; two, if they exclude each other.
template <class...>
struct the_option {};

/// Text. Clang before 15 prints text in a template argument as numbers, but single characters as characters.
#if defined(__clang__) && __clang_major__ < 15
template <char...>
struct named {};
template <char...>
struct not_found {};
#else
template <fixed_string>
struct named {};
template <fixed_string>
struct not_found {};
#endif
/// The message of a layer of your own. Clang prints at most 36 characters of a text, so there it has several parts.
#if !defined(__clang__)
template <fixed_string>
struct says {};
#elif __clang_major__ < 15
template <char...>
struct says {};
#else
template <fixed_string...>
struct says {};
#endif

// The rules. What broke one becomes the arguments of its name.
#define NNS_RULE(name, ...)              \
  template <class...>                    \
  struct name {                          \
    static constexpr bool value = false; \
  };
#include <nns/detail/rules.hpp>

// The names of the rules' numbers (detail/rules.hpp). They are members, since g++ would suggest names of a namespace to
// someone who writes stride<2> instead of strides<2>.
struct with {
#define NNS_NUMBER(name)  \
  template <std::int64_t> \
  struct name {};
  NNS_NUMBER(number)
  NNS_NUMBER(arrived_elements)
  NNS_NUMBER(arrived_rank)
  NNS_NUMBER(arriving)
  NNS_NUMBER(axes)
  NNS_NUMBER(axes_given)
  NNS_NUMBER(axis)
  NNS_NUMBER(cached)
  NNS_NUMBER(channels)
  NNS_NUMBER(cropped)
  NNS_NUMBER(declared)
  NNS_NUMBER(experts)
  NNS_NUMBER(extent)
  NNS_NUMBER(filters)
  NNS_NUMBER(first)
  NNS_NUMBER(given)
  NNS_NUMBER(groups)
  NNS_NUMBER(heads)
  NNS_NUMBER(index)
  NNS_NUMBER(kernel)
  NNS_NUMBER(keys)
  NNS_NUMBER(length)
  NNS_NUMBER(made)
  NNS_NUMBER(needed)
  NNS_NUMBER(needed_at_least)
  NNS_NUMBER(needed_at_most)
  NNS_NUMBER(needed_rank)
  NNS_NUMBER(now)
  NNS_NUMBER(one_extent)
  NNS_NUMBER(one_rank)
  NNS_NUMBER(one_width)
  NNS_NUMBER(other_extent)
  NNS_NUMBER(other_rank)
  NNS_NUMBER(other_width)
  NNS_NUMBER(output)
  NNS_NUMBER(outputs)
  NNS_NUMBER(padded_input)
  NNS_NUMBER(padding)
  NNS_NUMBER(parts)
  NNS_NUMBER(positions)
  NNS_NUMBER(rank)
  NNS_NUMBER(scores)
  NNS_NUMBER(shortcuts)
  NNS_NUMBER(size)
  NNS_NUMBER(stride)
  NNS_NUMBER(tag)
  NNS_NUMBER(taken)
  NNS_NUMBER(target)
  NNS_NUMBER(target_elements)
  NNS_NUMBER(times)
  NNS_NUMBER(tokens)
  NNS_NUMBER(used)
  NNS_NUMBER(value)
  NNS_NUMBER(values)
  NNS_NUMBER(window)
#undef NNS_NUMBER

  /// The error of a rule, with its numbers under their names; where it has none, with `Others` in their place. The rule
  /// is an int: comparisons of enumerators would look for operators.
  template <int Broken, std::int64_t First, std::int64_t Second, class... What, class... Others>
  static constexpr bool because(detail::list<What...>, detail::list<Others...>) {
#define NNS_NUMBERS_(...) , Others...
#define NNS_NUMBERS_NAMED(a, ...) , a<First> __VA_OPT__(, __VA_ARGS__<Second>)
#define NNS_NUMBERS(...) NNS_NUMBERS_##__VA_OPT__(NAMED)(__VA_ARGS__)
#define NNS_RULE(name, sentence, ...)                            \
  if constexpr (Broken == static_cast<int>(detail::rule::name)) \
    static_assert(name<What... NNS_NUMBERS(__VA_ARGS__)>::value, "nns: " sentence);
#include <nns/detail/rules.hpp>
#undef NNS_NUMBERS
#undef NNS_NUMBERS_NAMED
#undef NNS_NUMBERS_
    return true;
  }
};

}  // namespace nns::refused

namespace nns::detail {

template <class L>
struct written;  // nns/layer.hpp

template <class T>
using written_parts = typename written<T>::type::nns_parts;
template <class T>
concept has_parts = requires { typename written_parts<T>; };

/// A part that was not declared as such: several layers that make one branch.
template <class T>
concept is_unwritten = requires { T::nns_unwritten; };
template <class T>
using as_written = std::conditional_t<is_unwritten<T>, list<>, list<T>>;

/// The types on a fault's path, the model first. A path that was too long to keep leads nowhere.
template <class Type, const fault& Fault, int Depth, class... Above>
constexpr auto way_to(list<Above...> = {}) {
  using way = boost::mp11::mp_append<list<Above...>, as_written<Type>>;
  if constexpr (Depth == 0 || !has_parts<Type> || Fault.depth == fault::max_depth)
    return way{};
  else
    return way_to<type_at<written_parts<Type>, static_cast<std::size_t>(Fault.path[Depth - 1])>, Fault,
                  Depth - 1>(way{});
}

/// The numbers of a rule that has no names for them: those that are not zero.
template <std::int64_t First, std::int64_t Second>
constexpr auto plain_numbers() {
  if constexpr (Second != 0)
    return list<refused::with::number<First>, refused::with::number<Second>>{};
  else if constexpr (First != 0)
    return list<refused::with::number<First>>{};
  else
    return list<>{};
}

/// The error of a broken rule.
template <rule Broken, std::int64_t First, std::int64_t Second, class What, class Others>
constexpr bool break_rule() {
  return refused::with::because<static_cast<int>(Broken), First, Second>(What{}, Others{});
}

// The names on the way, joined by /.
template <class T>
constexpr text own_name() {
  if constexpr (requires { T::nns_name.view(); })
    return T::nns_name.view();
  else if constexpr (requires { T::nns_info().called(); })
    return T::nns_info().called();
  else
    return {};
}
template <class... Way>
constexpr auto names_on(list<Way...>) {
  constexpr text names[] = {own_name<Way>()...};
  constexpr std::size_t length = [&] {
    std::size_t sum = 0;
    for (const text& t : names) sum += t.empty() ? 0 : t.size() + 1;
    return sum;
  }();
  fixed_string<length == 0 ? 1 : length> joined;
  std::size_t at = 0;
  for (const text& t : names) {
    if (t.empty()) continue;
    if (at != 0) joined.characters[at++] = '/';
    for (const char c : t) joined.characters[at++] = c;
  }
  return joined;
}

/// Text as a type that prints it.
#if defined(__clang__) && __clang_major__ < 15
#define NNS_TEXT_TYPE(name)                                                        \
  template <fixed_string Text, std::size_t... I>                                   \
  constexpr auto name##_type(indices<I...>) {                          \
    return list<refused::name<Text.characters[I]...>>{};                           \
  }
#else
#define NNS_TEXT_TYPE(name)                                  \
  template <fixed_string Text, std::size_t... I>             \
  constexpr auto name##_type(indices<I...>) {    \
    return list<refused::name<Text>>{};                      \
  }
#endif
NNS_TEXT_TYPE(named)
NNS_TEXT_TYPE(not_found)

template <std::size_t Length>
constexpr auto copied_text(text from) {
  fixed_string<Length + 1> copy;
  for (std::size_t i = 0; i != Length; ++i) copy.characters[i] = from[i];
  return copy;
}

/// A text that a function gives, in a list.
template <class TextOf>
consteval auto named_by() {
  constexpr std::size_t size = TextOf{}().size();
  constexpr auto copied = []() consteval {
    constexpr text from = TextOf{}();
    fixed_string<from.size() + 1> copy;
    for (std::size_t i = 0; i != from.size(); ++i) copy.characters[i] = from[i];
    return copy;
  }();
  return named_type<copied>(indices_below<size>{});
}

/// The names of the compositions on the way and of the layer, if there are any.
template <class... Way>
constexpr auto called(list<Way...>) {
  constexpr auto joined = names_on(list<Way...>{});
  if constexpr (joined.view().empty())
    return list<>{};
  else
    return named_type<joined>(indices_below<joined.view().size()>{});
}

template <const fault& Fault, std::size_t... I>
constexpr auto arrived_at(indices<I...>) {
  return list<refused::arrived<Fault.arrived.values[I]...>>{};
}

// The options in a layer's type.
template <class L>
struct options_in {
  using type = list<>;
};
template <template <class...> class L, class... Options>
struct options_in<L<Options...>> {
  using type = list<Options...>;
};
template <template <auto, class...> class L, auto Number, class... Options>
struct options_in<L<Number, Options...>> {
  using type = list<Options...>;
};
template <template <auto, auto, class...> class L, auto First, auto Second, class... Options>
struct options_in<L<First, Second, Options...>> {
  using type = list<Options...>;
};
template <template <auto, auto, auto, class...> class L, auto First, auto Second, auto Third, class... Options>
struct options_in<L<First, Second, Third, Options...>> {
  using type = list<Options...>;
};

template <class O>
concept sets_option = requires(options& o) { O::nns_set(o); };

template <class O, option Which>
constexpr bool sets() {
  if constexpr (sets_option<O>) {
    options o;
    O::nns_set(o);
    return Which == option::none ? o.foreign : o.has(Which);
  }
  return Which == option::none;
}
/// Options that set one thing; `none`: those that are not options.
template <option Which>
struct setting {
  template <class O>
  using test = std::bool_constant<sets<O, Which>()>;
};

template <class Layer, option Which>
constexpr auto the_options() {
  using found = copy_if<typename options_in<Layer>::type, setting<Which>::template test>;
  if constexpr (std::is_same_v<found, list<>>)
    return list<>{};
  else
    return list<boost::mp11::mp_rename<found, refused::the_option>>{};
}

/// The name that does not exist: that of the node's input with this number, from 1, or of the layer that it shares.
template <class Node, std::int64_t Input>
constexpr auto missing_name() {
  constexpr text missing = Input > 0 ? Node::nns_info().input(Input - 1) : Node::nns_info().shared();
  constexpr auto copy = [&] {
    fixed_string<missing.size() + 1> result;
    for (std::size_t i = 0; i != missing.size(); ++i) result.characters[i] = missing[i];
    return result;
  }();
  return not_found_type<copy>(indices_below<missing.size()>{});
}

/// A message of the user's own as a type that prints it. `Of` has the characters in at(i), and their number in length.
template <class Of, std::size_t First, std::size_t Size, std::size_t... I>
constexpr fixed_string<Size> part_of_size(indices<I...>) {
  return {{Of::at(First + I)..., '\0'}};
}
template <class Of, std::size_t First, std::size_t... I>
constexpr auto part_of_sentence(indices<I...> all) {
  return part_of_size<Of, First, sizeof...(I) + 1>(all);  // otherwise clang prints the size as it is written here
}
#if defined(__clang__) && __clang_major__ < 15
template <class Of, std::size_t... I>
constexpr auto sentence_type(indices<I...>) {
  return list<refused::says<Of::at(I)...>>{};
}
#elif defined(__clang__)
/// Where the part of a message that begins at `first` ends: after a space, if there is one.
template <class Of>
constexpr std::size_t end_of_part(std::size_t first) {
  if (Of::length - first <= 32) return Of::length;
  for (std::size_t end = first + 32; end != first; --end)
    if (Of::at(end - 1) == ' ') return end;
  return first + 32;
}
template <class Of, std::size_t First, auto... Parts>
constexpr auto parts_of_sentence() {
  constexpr std::size_t end = end_of_part<Of>(First);
  if constexpr (First == Of::length)
    return list<refused::says<Parts...>>{};
  else
    return parts_of_sentence<Of, end, Parts...,
                             part_of_sentence<Of, First>(indices_below<end - First>{})>();
}
template <class Of, std::size_t... I>
constexpr auto sentence_type(indices<I...>) {
  return parts_of_sentence<Of, 0>();
}
#else
template <class Of, std::size_t... I>
constexpr auto sentence_type(indices<I...> all) {
  return list<refused::says<part_of_sentence<Of, 0>(all)>>{};
}
#endif

template <const fault& Fault>
struct said_by_layer {
  static constexpr std::size_t length = NNS_BUILTIN(strlen)(Fault.said);
  static constexpr char at(std::size_t i) { return Fault.said[i]; }
};

/// What the rule is about, where it is not numbers with names.
template <class Layer, const fault& Fault>
constexpr auto particulars() {
  constexpr rule broken = Fault.broken;
  if constexpr (broken == rule::not_an_option || broken == rule::option_given_twice ||
                broken == rule::option_not_known_to_the_layer)
    return the_options<Layer, static_cast<option>(Fault.first)>();
  else if constexpr (broken == rule::name_not_known)
    return missing_name<Layer, Fault.first>();
  else if constexpr (broken == rule::refused_by_its_layer)
    return sentence_type<said_by_layer<Fault>>(indices_below<said_by_layer<Fault>::length>{});
  else
    return plain_numbers<Fault.first, Fault.second>();
}

/// Whether the shape seems to begin with channels, or with a batch: a window's rule is broken, and the first extent
/// looks like a batch of 1, or an image's 1 or 3 channels.
constexpr bool is_channels_first(rule broken, const shape& arrived, std::int64_t needed_rank) {
  const std::int64_t first = arrived.used < 3 ? 0 : arrived.values[0];
  if (first != 1 && first != 3) return false;
  if (broken == rule::wrong_rank) return first == 1 && arrived.used == needed_rank + 1;
  return (broken == rule::kernel_larger_than_padded_input || broken == rule::channels_not_divisible_by_groups) &&
         arrived.values[1] > first && arrived.values[2] > first;
}
constexpr rule with_hint(rule broken, const shape& arrived, std::int64_t needed_rank) {
  if (!is_channels_first(broken, arrived, needed_rank)) return broken;
  return broken == rule::wrong_rank                        ? rule::wrong_rank_of_a_batch
         : broken == rule::kernel_larger_than_padded_input ? rule::kernel_larger_where_channels_may_stand_first
                                                           : rule::groups_where_channels_may_stand_first;
}

template <class O>
using is_layer_among_options = boost::mp11::mp_bool<native<O> && !sets_option<O>>;
template <class Way>
struct repeated_in {
  template <class L>
  using test = boost::mp11::mp_bool<(count_of<Way, L> > 1)>;
};

/// The rule to report: some mistakes break a rule in a way that allows a more specific message.
template <class Way, class Layer, const fault& Fault>
constexpr rule told_as() {
  if constexpr (Fault.broken == rule::input_differs) {
    constexpr bool again = count_if<Way, repeated_in<Way>::template test> != 0;
    return again ? rule::model_inside_itself : Fault.broken;
  } else if constexpr (Fault.broken == rule::not_an_option) {
    using given = typename options_in<Layer>::type;
    constexpr bool layers = count_if<given, is_layer_among_options> != 0;
    return layers ? rule::layer_among_options : Fault.broken;
  } else {
    return with_hint(Fault.broken, Fault.arrived, Fault.first);
  }
}

template <class Way, class Layer, const fault& Fault>
constexpr bool explain_layer() {
  using what = boost::mp11::mp_append<
      list<Layer>, decltype(called(Way{})), list<refused::row<Fault.row>>,
      decltype(arrived_at<Fault>(indices_below<static_cast<std::size_t>(Fault.arrived.used)>{}))>;
  return break_rule<told_as<Way, Layer, Fault>(), Fault.first, Fault.second, what,
                    decltype(particulars<Layer, Fault>())>();
}

/// Refuses the model M for its fault. A model that was read from a file explains itself: its layers are not types.
template <class M, const fault& Fault>
constexpr bool explain() {
  using way = decltype(way_to<M, Fault, Fault.depth>());
  using layer_type = last_type<way>;
  if constexpr (requires { typename written<layer_type>::type::nns_file; })
    return written<layer_type>::type::template nns_explain<Fault>();
  else
    return explain_layer<way, layer_type, Fault>();
}

}  // namespace nns::detail
