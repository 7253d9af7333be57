// JSON, read once from front to back: a position that moves over the text, and keeps only what is asked for. The same
// code runs at compile time, where each step costs, so as much as possible is one expression.
// Not here: what a file means (nns/import/keras/read.hpp).
#pragma once

#include <nns/detail/builtin.hpp>
#include <nns/import/keras/fault.hpp>

namespace nns::detail {

/// The text, which ends with a zero, with functions that find the next quote and compare words.
struct source {
  const char* characters;
  int size;
  int (*quote)(const source&, int from);  // the next " from there on, else the size
  bool (*same)(const source&, int at, const char* word, int length);
  bool (*plain)(const source&, slice name);  // whether it is ASCII without escapes and control characters

  constexpr char operator[](int i) const { return characters[i]; }
  [[nodiscard]] constexpr bool matches(int at, text word) const {
    return same(*this, at, word.characters, static_cast<int>(word.length));
  }
};

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

/// ASCII without control characters.
constexpr bool are_printable(const char* c, int length) {
  using number = signed char;  // those that are not ASCII are negative
  int i = 0;
  for (; i + 4 <= length; i += 4)
    if (number(c[i]) < ' ' || number(c[i + 1]) < ' ' || number(c[i + 2]) < ' ' || number(c[i + 3]) < ' ') return false;
  for (; i != length; ++i)
    if (number(c[i]) < ' ') return false;
  return true;
}

/// Numbers in a list, nested or not; null is shape::unknown.
struct number_list {
  static constexpr int capacity = 16;

  std::int64_t values[capacity]{};
  int used = 0;
};

// At compile time a call costs as much as reading several characters: code that runs for every key and value has none.
struct reader {
  static constexpr int most_nested = 512;  // brackets

  const source& s;
  const char* c;  // its characters
  int at = 0;
  file_fault bad{};

  constexpr explicit reader(const source& text, int position = 0) : s(text), c(text.characters), at(position) {}

  constexpr bool fail(file_rule broken, int position, text key = {}) {
    if (bad.broken == file_rule::none) {
      bad.broken = broken;
      bad.position = position;
      bad.key = key;
    }
    return false;
  }
  constexpr bool fail(file_rule broken) { return fail(broken, at); }

  constexpr void space() {
    int i = at;
    if (!is_space(c[i])) return;
    ++i;
    while (c[i] == ' ' && c[i + 1] == ' ' && c[i + 2] == ' ' && c[i + 3] == ' ') i += 4;
    while (c[i] == ' ' || c[i] == '\n' || c[i] == '\t' || c[i] == '\r') ++i;
    at = i;
  }

  /// Text: the characters between the quotes.
  constexpr bool characters(slice& found, file_rule otherwise = file_rule::text_is_expected) {
    const int begin = at;
    if (c[begin] != '"') return fail(otherwise);
    int end = s.quote(s, begin + 1);
    if (c[end - 1] == '\\') end = unescaped_quote(end);
    if (end == s.size) return fail(file_rule::the_text_is_not_closed);
    found.first = begin + 1;
    found.length = end - begin - 1;
    at = end + 1;
    return true;
  }

  /// A key and the colon after it, up to its value.
  constexpr bool key(slice& found) {
    const int begin = at;
    if (c[begin] != '"') return fail(file_rule::a_key_is_expected);
    int end = s.quote(s, begin + 1);
    if (c[end - 1] == '\\') end = unescaped_quote(end);
    found.first = begin + 1;
    found.length = end - begin - 1;
    if (c[end] == '"' && c[end + 1] == ':') {
      at = end + (c[end + 2] == ' ' ? 3 : 2);
      if (c[at] <= ' ') space();
      return true;
    }
    return colon(end);
  }

  // A list or an object: `if (r.open('[')) do { a value } while (r.more(']'));`. open is false if it is empty, more is
  // false at its end; both are also false if something is wrong.
  constexpr bool open(char bracket) {
    if (c[at] != bracket)
      return fail(bracket == '{' ? file_rule::an_object_is_expected : file_rule::a_list_is_expected);
    ++at;
    if (c[at] <= ' ') space();
    if (c[at] != (bracket == '{' ? '}' : ']')) return true;
    ++at;
    return false;
  }
  constexpr bool more(char closing) {
    if (bad.broken != file_rule::none) return false;
    if (c[at] <= ' ') space();
    if (c[at] == ',') {
      at += c[at + 1] == ' ' ? 2 : 1;
      if (c[at] <= ' ') space();
      return true;
    }
    if (c[at] == closing)
      ++at;
    else
      fail(closing == '}' ? file_rule::a_comma_or_the_end_of_the_object_is_expected
                          : file_rule::a_comma_or_the_end_of_the_list_is_expected);
    return false;
  }

  /// Skips a value of any kind.
  constexpr bool skip() {
    int i = at;
    if (c[i] != '{' && c[i] != '[') return skip_scalar();
    std::uint64_t objects[most_nested / 64]{};  // whether the bracket at a depth is that of an object
    int depth = 0;
    bool in_object = false;
    for (;;) {
      if (in_object) {  // a key
        if (c[i] != '"') return fail(file_rule::a_key_is_expected, i);
        const int begin = i;
        i = s.quote(s, i + 1);
        if (c[i - 1] == '\\') i = unescaped_quote(i);
        if (c[i] == '"' && c[i + 1] == ':') {
          i += c[i + 2] == ' ' ? 3 : 2;
          if (c[i] <= ' ') i = behind_space(i);
        } else {
          at = begin;
          if (!colon(i)) return false;
          i = at;
        }
      }
      const char first = c[i];
      if (first == '"') {
        const int begin = i;
        i = s.quote(s, i + 1);
        if (c[i - 1] == '\\') i = unescaped_quote(i);
        if (i == s.size) return fail(file_rule::the_text_is_not_closed, begin);
        ++i;
      } else if (first == '{' || first == '[') {
        if (depth == most_nested) return fail(file_rule::nested_too_deeply, i);
        in_object = first == '{';
        const std::uint64_t bit = std::uint64_t{1} << (depth & 63);
        objects[depth >> 6] = in_object ? objects[depth >> 6] | bit : objects[depth >> 6] & ~bit;
        ++depth;
        ++i;
        if (c[i] <= ' ') i = behind_space(i);
        if (c[i] != '}' && c[i] != ']') continue;
      } else if (first == 'n' && c[i + 1] == 'u' && c[i + 2] == 'l' && c[i + 3] == 'l') {
        i += 4;
      } else {
        at = i;
        if (!skip_scalar()) return false;
        i = at;
      }
      for (;;) {  // after a value: closing brackets, or a comma
        if (c[i] <= ' ') i = behind_space(i);
        if (c[i] == ',') {
          i += c[i + 1] == ' ' ? 2 : 1;
          if (c[i] <= ' ') i = behind_space(i);
          break;
        }
        if (c[i] != (in_object ? '}' : ']'))
          return fail(in_object ? file_rule::a_comma_or_the_end_of_the_object_is_expected
                                : file_rule::a_comma_or_the_end_of_the_list_is_expected,
                      i);
        ++i;
        if (--depth == 0) {
          at = i;
          return true;
        }
        in_object = (objects[(depth - 1) >> 6] >> ((depth - 1) & 63) & 1) != 0;
      }
    }
  }

  [[nodiscard]] constexpr bool at_null() const {
    return c[at] == 'n' && c[at + 1] == 'u' && c[at + 2] == 'l' && c[at + 3] == 'l';
  }

  constexpr bool truth(bool& found) {
    found = c[at] == 't';
    if (c[at] != 't' && c[at] != 'f') return fail(file_rule::true_or_false_is_expected);
    return skip_scalar();
  }

  /// An integer, also written as 3.0 or 1e2.
  constexpr bool integer(std::int64_t& found) {
    const int begin = at;
    const bool negative = c[at] == '-';
    if (negative) ++at;
    if (!is_digit(c[at])) return fail(file_rule::an_integer_is_expected, begin);
    std::int64_t n = 0;
    for (; is_digit(c[at]); ++at)
      if (NNS_BUILTIN(mul_overflow)(n, std::int64_t{10}, &n) || NNS_BUILTIN(add_overflow)(n, c[at] - '0', &n))
        return fail(file_rule::the_number_is_too_large, begin);
    if (c[at] == '.') {
      do ++at;
      while (c[at] == '0');
      if (is_digit(c[at])) return fail(file_rule::an_integer_is_expected, begin);
    }
    if (c[at] == 'e' || c[at] == 'E') {
      at += c[at + 1] == '+' ? 2 : 1;
      int zeros = 0;
      if (!is_digit(c[at])) return fail(file_rule::an_integer_is_expected, begin);
      for (; is_digit(c[at]); ++at) zeros = zeros > 99 ? zeros : zeros * 10 + (c[at] - '0');
      for (; zeros != 0 && n != 0; --zeros)
        if (NNS_BUILTIN(mul_overflow)(n, std::int64_t{10}, &n)) return fail(file_rule::the_number_is_too_large, begin);
    }
    found = negative ? -n : n;
    return true;
  }

  /// An integer, or lists of integers and null, also as {"class_name": "TensorShape", "items": [...]}.
  constexpr bool numbers(number_list& found, int depth = 0) {
    if (c[at] == '[' || c[at] == '{') {
      if (depth == 4) return fail(file_rule::a_number_is_expected);
      if (c[at] == '{') return items(found, depth);
      if (open('[')) do
          if (!numbers(found, depth + 1)) return false;
        while (more(']'));
      return bad.broken == file_rule::none;
    }
    std::int64_t n = shape::unknown;
    if (found.used == number_list::capacity) return fail(file_rule::too_many_numbers);
    if (at_null())
      at += 4;
    else if (!integer(n))
      return false;
    found.values[found.used++] = n;
    return true;
  }

  /// Whether the text in the slice is the word.
  [[nodiscard]] constexpr bool is(slice found, text word) const {
    return found.length == static_cast<int>(word.length) && s.matches(found.first, word);
  }

 private:
  constexpr bool items(number_list& found, int depth) {
    slice name{};
    if (open('{')) do
        if (!key(name) || !(is(name, "items") ? numbers(found, depth + 1) : skip())) return false;
      while (more('}'));
    return bad.broken == file_rule::none;
  }

  constexpr int behind_space(int i) {
    at = i;
    space();
    return at;
  }

  /// From a quote after a backslash to the one that closes the text: an odd number of backslashes escapes a quote.
  [[nodiscard]] constexpr int unescaped_quote(int end) const {
    for (;;) {
      int before = end;
      while (c[before - 1] == '\\') --before;
      if (end == s.size || (end - before) % 2 == 0) return end;
      end = s.quote(s, end + 1);
    }
  }

  /// The colon after a key that ends at `end`, if it is not the next character.
  constexpr bool colon(int end) {
    if (end == s.size) return fail(file_rule::the_text_is_not_closed);
    at = end + 1;
    space();
    if (c[at] != ':') return fail(file_rule::a_colon_is_expected);
    ++at;
    space();
    return true;
  }

  /// null, true, false, a number; and NaN and Infinity, which Python writes.
  constexpr bool skip_scalar() {
    if (c[at] == '"') {
      slice unused{};
      return characters(unused);
    }
    const char first = c[at];
    if (first == 'n') {
      if (!at_null()) return fail(file_rule::a_value_is_expected);
      at += 4;
      return true;
    }
    if (first == 't') {
      if (c[at + 1] != 'r' || c[at + 2] != 'u' || c[at + 3] != 'e') return fail(file_rule::a_value_is_expected);
      at += 4;
      return true;
    }
    if (first == 'f') {
      if (c[at + 1] != 'a' || c[at + 2] != 'l' || c[at + 3] != 's' || c[at + 4] != 'e')
        return fail(file_rule::a_value_is_expected);
      at += 5;
      return true;
    }
    return skip_number();
  }

  constexpr bool skip_number() {
    const int begin = at;
    if (c[at] == '-') ++at;
    if (c[at] == 'N' && c[at + 1] == 'a' && c[at + 2] == 'N') return at += 3, true;
    if (c[at] == 'I' && s.matches(at, "Infinity")) return at += 8, true;
    if (!is_digit(c[at])) return fail(file_rule::a_value_is_expected, begin);
    if (c[at] == '0' && is_digit(c[at + 1])) return fail(file_rule::a_number_is_expected, begin);
    while (is_digit(c[at])) ++at;
    if (c[at] == '.') {
      if (!is_digit(c[++at])) return fail(file_rule::a_number_is_expected, begin);
      while (is_digit(c[at])) ++at;
    }
    if (c[at] == 'e' || c[at] == 'E') {
      ++at;
      if (c[at] == '+' || c[at] == '-') ++at;
      if (!is_digit(c[at])) return fail(file_rule::a_number_is_expected, begin);
      while (is_digit(c[at])) ++at;
    }
    return true;
  }
};

}  // namespace nns::detail
