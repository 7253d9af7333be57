// The name of a type, as one would write it without its namespaces: the name of a model, a layer or a composition that
// does not name itself.
#pragma once

#include <nns/detail/builtin.hpp>
#include <nns/detail/text.hpp>

#include <cstddef>

namespace nns::detail {

template <class T>
constexpr text signature() {
#if defined(NNS_PORTABLE)
  const char* const all = NNS_SIGNATURE;
  return {all, NNS_BUILTIN(strlen)(all)};
#else
  return NNS_SIGNATURE;
#endif
}

/// g++ says `... [with T = a::b<c>]`, clang `... [T = a::b<c>]`.
constexpr text whole_name(text all) {
  std::size_t first = 0;
  while (!(all[first] == 'T' && all[first + 1] == ' ' && all[first + 2] == '=')) ++first;
  first += 4;
  return {all.data() + first, all.size() - 1 - first};
}

/// A name without its template arguments, and without the scopes around it: mobilenet_v2.
constexpr text bare_name(text whole) {
  std::size_t first = 0;
  std::size_t last = whole.size();
  if (last == 0 || whole[last - 1] != '>') {  // not a template: all up to the last :: is around it, f<of, types>() too
    std::size_t own = last;
    while (own != 0 && whole[own - 1] != ':') --own;
    return {whole.data() + own, last - own};
  }
  int open = 0;  // brackets of an unnamed namespace or a function
  for (std::size_t i = first; i + 1 < last; ++i) {
    const char c = whole[i];
    if (c == '<' && (i != 0 && whole[i - 1] != ':')) {
      last = i;
      break;
    }
    if (c == '(' || c == '{') ++open;
    if (c == ')' || c == '}') --open;
    if (open == 0 && c == ':' && whole[i + 1] == ':') first = i + 2;
  }
  return {whole.data() + first, last - first};
}

/// Characters that are made from others, if there is room for all of them.
template <std::size_t N>
struct made_name {
  char characters[N + 1]{};
  std::size_t size = 0;
};

constexpr bool is_part_of_a_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// Where the scope before a :: begins: a namespace, with or without a name, a class or a function.
constexpr std::size_t begin_of_scope(const char* characters, std::size_t size) {
  int open = 0;
  while (size != 0) {
    const char c = characters[size - 1];
    if (c == '>' || c == ')' || c == '}')
      ++open;
    else if (c == '<' || c == '(' || c == '{') {
      if (open == 0) return size;
      --open;
    } else if (open == 0 && !is_part_of_a_name(c)) {
      return size;
    }
    --size;
  }
  return size;
}

/// The name as one would write it: no namespaces, >> for what g++ closes with > >, numbers without their types' letters.
template <std::size_t N>
constexpr made_name<N> make_name(text whole) {
  made_name<N> made;
  bool in_number = false;
  bool in_quotes = false;
  for (std::size_t i = 0; i != whole.size(); ++i) {
    const char c = whole[i];
    const char before = made.size == 0 ? ' ' : made.characters[made.size - 1];
    if (c == '"') in_quotes = !in_quotes;
    if (in_quotes) {
      if (c == '\\' && i + 1 != whole.size()) made.characters[made.size++] = whole[i++];
      made.characters[made.size++] = whole[i];
      continue;
    }
    if (c == ':' && i + 1 != whole.size() && whole[i + 1] == ':') {
      made.size = begin_of_scope(made.characters, made.size);
      ++i;
      in_number = false;
      continue;
    }
    if (c == ' ' && before == '>' && i + 1 != whole.size() && whole[i + 1] == '>') continue;
    if (!is_part_of_a_name(c))
      in_number = false;
    else if (!is_part_of_a_name(before))
      in_number = c >= '0' && c <= '9';
    if (in_number && (c == 'u' || c == 'U' || c == 'l' || c == 'L')) continue;
    made.characters[made.size++] = c;
  }
  return made;
}

/// Names longer than this are written as the compiler writes them.
inline constexpr std::size_t longest_made_name = 8192;

template <class T>
inline constexpr auto made_name_of = make_name<whole_name(signature<T>()).size()>(whole_name(signature<T>()));

template <class T>
consteval text written_name() {
  constexpr text whole = whole_name(signature<T>());
  if constexpr (whole.size() == 0 || whole[whole.size() - 1] != '>')
    return bare_name(whole);
  else if constexpr (whole.size() > longest_made_name)
    return whole;
  else
    return {made_name_of<T>.characters, made_name_of<T>.size};
}

/// The name of a model that does not name itself: mobilenet_v2<width<3, 4>, resolution<96>>.
template <class T>
inline constexpr text type_name = written_name<T>();

/// The kind of a layer or of a composition that does not say it: its name without template arguments.
template <class T>
inline constexpr text type_kind = bare_name(whole_name(signature<T>()));

/// Text of any kind: a pointer, an array, or anything with data() and size().
constexpr text as_text(const char* characters) { return {characters, NNS_BUILTIN(strlen)(characters)}; }
template <class Text>
  requires requires(const Text& t) { t.size(); }
constexpr text as_text(const Text& t) {
  return {t.data(), t.size()};
}

}  // namespace nns::detail
