// Text in the core: `text`, a view of characters that live as long as the program, and
// `fixed_string`, text as a template argument. No <string_view>: it would double the cost of <nns/nns.hpp>.
#pragma once

#include <nns/detail/builtin.hpp>

#include <boost/mp11/integer_sequence.hpp>

#include <cstddef>

namespace nns {

/// A view of characters that are stored elsewhere, like std::string_view, to which it converts.
struct text {
  const char* characters = "";
  std::size_t length = 0;

  constexpr text() = default;
  template <std::size_t N>
  constexpr text(const char (&literal)[N]) : characters(literal), length(N - 1) {}
  constexpr text(const char* first, std::size_t size) : characters(first), length(size) {}

  [[nodiscard]] constexpr const char* data() const { return characters; }
  [[nodiscard]] constexpr std::size_t size() const { return length; }
  [[nodiscard]] constexpr bool empty() const { return length == 0; }
  [[nodiscard]] constexpr const char* begin() const { return characters; }
  [[nodiscard]] constexpr const char* end() const { return characters + length; }
  constexpr char operator[](std::size_t i) const { return characters[i]; }

  friend constexpr bool operator==(text a, text b) {
    if (a.length != b.length) return false;
#if !defined(__clang__)
    // g++ 12 folds __builtin_memcmp over string literals only, not over a constexpr object's own characters.
    if (NNS_BUILTIN(is_constant_evaluated)()) {
      for (std::size_t i = 0; i != a.length; ++i)
        if (a.characters[i] != b.characters[i]) return false;
      return true;
    }
#endif
    return a.length == 0 || NNS_BUILTIN(memcmp)(a.characters, b.characters, a.length) == 0;
  }

  /// Strings of any kind; a pointer's or an array's characters up to the null.
  template <class String>
    requires requires { typename String::traits_type; }
  friend constexpr bool operator==(const text& a, const String& b) {
    return a == text{b.data(), b.size()};
  }
  template <class Pointer>
    requires(NNS_IS_SAME(Pointer, const char*) || NNS_IS_SAME(Pointer, char*))
  friend constexpr bool operator==(const text& a, const Pointer& b) {
    return a == text{b, NNS_BUILTIN(strlen)(b)};
  }
  template <std::size_t N>
  friend constexpr bool operator==(const text& a, const char (&b)[N]) {
    return a == text{b, NNS_BUILTIN(strlen)(b)};
  }

  /// To std::string, std::string_view, and types that are made like them.
  template <class String>
    requires requires { typename String::traits_type; }
  constexpr operator String() const {
    return String(characters, length);
  }
};

/// Text as a template argument: named<"conv1", ...>.
template <std::size_t N>
struct fixed_string {
  char characters[N]{};

  // It writes every character: clang 17 and newer print others as numbers, at some lengths.
  constexpr fixed_string() {
    for (char& c : characters) c = '\0';
  }
  constexpr fixed_string(const char (&literal)[N]) : fixed_string(literal, boost::mp11::make_index_sequence<N>{}) {}
  [[nodiscard]] constexpr text view() const { return {characters, N - 1}; }

 private:
  // As one list: in a graph of many nodes, a loop over the characters costs clang a tenth more.
  template <std::size_t... I>
  constexpr fixed_string(const char (&literal)[N], boost::mp11::index_sequence<I...>) : characters{literal[I]...} {}
};

/// The text followed by a number: numbered<"unit", 12> is "unit12". It names the members of a family.
template <fixed_string Text, unsigned Number>
inline constexpr auto numbered = [] {
  constexpr auto digits = [] {
    std::size_t n = 1;
    for (unsigned rest = Number; rest >= 10; rest /= 10) ++n;
    return n;
  }();
  constexpr std::size_t size = Text.view().size();
  fixed_string<size + digits + 1> result;
  for (std::size_t i = 0; i != size; ++i) result.characters[i] = Text.characters[i];
  unsigned rest = Number;
  for (std::size_t i = digits; i-- != 0; rest /= 10) result.characters[size + i] = static_cast<char>('0' + rest % 10);
  return result;
}();

}  // namespace nns
