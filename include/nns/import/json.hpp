// JSON, read from the front to the back, once: a position that moves over the text. Nothing is kept of what is not asked
// for. The same code reads at compile time, where each character counts: what can be said in one expression is.
// Not here: what a file means (nns/import/keras_read.hpp).
#pragma once

#include <nns/import/fault.hpp>

namespace nns::detail {

/// The text, which ends with a zero, and how the next quote in it is found and words are compared.
struct source {
  const char* characters;
  int size;
  int (*quote)(const source&, int from);  // the next " from there on, else the size
  bool (*same)(const source&, int at, text word);

  constexpr char operator[](int i) const { return characters[i]; }
  [[nodiscard]] constexpr bool matches(int at, text word) const { return same(*this, at, word); }
};

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

/// Numbers that stand in a list, nested or not; null is shape::unknown.
struct number_list {
  static constexpr int capacity = 16;

  std::int64_t values[capacity]{};
  int used = 0;
};

struct reader {
  static constexpr int most_nested = 512;  // brackets

  const source& s;
  int at = 0;
  file_fault bad{};

  constexpr explicit reader(const source& text, int position = 0) : s(text), at(position) {}

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
    if (!is_space(s[at])) return;
    ++at;
    while (s[at] == ' ' && s[at + 1] == ' ' && s[at + 2] == ' ' && s[at + 3] == ' ') at += 4;
    while (is_space(s[at])) ++at;
  }

  /// Text; what stands between the quotes.
  constexpr bool characters(slice& found, file_rule otherwise = file_rule::text_is_expected) {
    if (s[at] != '"') return fail(otherwise);
    int end = s.quote(s, at + 1);
    while (end != s.size && s[end - 1] == '\\' && is_escaped(end)) end = s.quote(s, end + 1);
    if (end == s.size) return fail(file_rule::the_text_is_not_closed);
    found.first = at + 1;
    found.length = end - at - 1;
    at = end + 1;
    return true;
  }

  /// A key and the colon behind it, up to its value.
  constexpr bool key(slice& found) {
    if (!characters(found, file_rule::a_key_is_expected)) return false;
    if (s[at] != ':') {
      space();
      if (s[at] != ':') return fail(file_rule::a_colon_is_expected);
    }
    ++at;
    space();
    return true;
  }

  // A list or an object: `if (r.open('[')) do { a value } while (r.more(']'));`. open is false where it is empty, and
  // more is at its end; both are false, too, where something is wrong.
  constexpr bool open(char bracket) {
    if (s[at] != bracket) return fail(bracket == '{' ? file_rule::an_object_is_expected : file_rule::a_list_is_expected);
    ++at;
    space();
    if (s[at] != (bracket == '{' ? '}' : ']')) return true;
    ++at;
    return false;
  }
  constexpr bool more(char closing) {
    if (bad.broken != file_rule::none) return false;
    if (s[at] != ',') {
      space();
      if (s[at] == closing) {
        ++at;
        return false;
      }
      if (s[at] != ',')
        return fail(closing == '}' ? file_rule::a_comma_or_the_end_of_the_object_is_expected
                                   : file_rule::a_comma_or_the_end_of_the_list_is_expected);
    }
    ++at;
    space();
    return true;
  }

  /// Any value, of which nothing is needed.
  constexpr bool skip() {
    std::uint64_t objects[most_nested / 64]{};  // whether the bracket at a depth is that of an object
    int depth = 0;
    for (;;) {
      const char c = s[at];
      if (c == '{' || c == '[') {
        if (depth == most_nested) return fail(file_rule::nested_too_deeply);
        const std::uint64_t bit = std::uint64_t{1} << (depth & 63);
        objects[depth >> 6] = c == '{' ? objects[depth >> 6] | bit : objects[depth >> 6] & ~bit;
        ++depth;
        ++at;
        space();
        if (s[at] != '}' && s[at] != ']') {
          if (c == '{' && !skip_key()) return false;
          continue;
        }
      } else if (c == '"') {
        slice unused;
        if (!characters(unused)) return false;
      } else if (!skip_word()) {
        return false;
      }
      // Behind a value: brackets that close, or a comma.
      for (;;) {
        if (depth == 0) return true;
        space();
        const bool object = (objects[(depth - 1) >> 6] >> ((depth - 1) & 63) & 1) != 0;
        if (s[at] == ',') {
          ++at;
          space();
          if (object && !skip_key()) return false;
          break;
        }
        if (s[at] != (object ? '}' : ']'))
          return fail(object ? file_rule::a_comma_or_the_end_of_the_object_is_expected
                             : file_rule::a_comma_or_the_end_of_the_list_is_expected);
        ++at;
        --depth;
      }
    }
  }

  [[nodiscard]] constexpr bool at_null() const {
    return s[at] == 'n' && s[at + 1] == 'u' && s[at + 2] == 'l' && s[at + 3] == 'l';
  }

  constexpr bool truth(bool& found) {
    found = s[at] == 't';
    if (s[at] != 't' && s[at] != 'f') return fail(file_rule::true_or_false_is_expected);
    return skip_word();
  }

  /// An integer, also written as 3.0 or 1e2.
  constexpr bool integer(std::int64_t& found) {
    const int begin = at;
    const bool negative = s[at] == '-';
    if (negative) ++at;
    if (!is_digit(s[at])) return fail(file_rule::an_integer_is_expected, begin);
    std::int64_t n = 0;
    for (; is_digit(s[at]); ++at)
      if (__builtin_mul_overflow(n, std::int64_t{10}, &n) || __builtin_add_overflow(n, s[at] - '0', &n))
        return fail(file_rule::the_number_is_too_large, begin);
    if (s[at] == '.') {
      do ++at;
      while (s[at] == '0');
      if (is_digit(s[at])) return fail(file_rule::an_integer_is_expected, begin);
    }
    if (s[at] == 'e' || s[at] == 'E') {
      at += s[at + 1] == '+' ? 2 : 1;
      int zeros = 0;
      if (!is_digit(s[at])) return fail(file_rule::an_integer_is_expected, begin);
      for (; is_digit(s[at]); ++at) zeros = zeros > 99 ? zeros : zeros * 10 + (s[at] - '0');
      for (; zeros != 0 && n != 0; --zeros)
        if (__builtin_mul_overflow(n, std::int64_t{10}, &n)) return fail(file_rule::the_number_is_too_large, begin);
    }
    found = negative ? -n : n;
    return true;
  }

  /// An integer, or lists of integers and null, also as {"class_name": "TensorShape", "items": [...]}.
  constexpr bool numbers(number_list& found, int depth = 0) {
    if (s[at] == '[' || s[at] == '{') {
      if (depth == 4) return fail(file_rule::a_number_is_expected);
      if (s[at] == '{') return items(found, depth);
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
    slice name;
    if (open('{')) do
        if (!key(name) || !(is(name, "items") ? numbers(found, depth + 1) : skip())) return false;
      while (more('}'));
    return bad.broken == file_rule::none;
  }

  constexpr bool skip_key() {
    slice unused;
    return key(unused);
  }

  /// Whether the quote at `end` stands behind an odd count of backslashes.
  [[nodiscard]] constexpr bool is_escaped(int end) const {
    int before = end;
    while (s[before - 1] == '\\') --before;
    return (end - before) % 2 != 0;
  }

  /// null, true, false, a number; and NaN and Infinity, which Python writes.
  constexpr bool skip_word() {
    const char c = s[at];
    if (c == 'n') {
      if (!at_null()) return fail(file_rule::a_value_is_expected);
      at += 4;
      return true;
    }
    if (c == 't') {
      if (s[at + 1] != 'r' || s[at + 2] != 'u' || s[at + 3] != 'e') return fail(file_rule::a_value_is_expected);
      at += 4;
      return true;
    }
    if (c == 'f') {
      if (s[at + 1] != 'a' || s[at + 2] != 'l' || s[at + 3] != 's' || s[at + 4] != 'e')
        return fail(file_rule::a_value_is_expected);
      at += 5;
      return true;
    }
    return skip_number();
  }

  constexpr bool skip_number() {
    const int begin = at;
    if (s[at] == '-') ++at;
    if (s[at] == 'N' && s[at + 1] == 'a' && s[at + 2] == 'N') return at += 3, true;
    if (s[at] == 'I' && s.matches(at, "Infinity")) return at += 8, true;
    if (!is_digit(s[at])) return fail(file_rule::a_value_is_expected, begin);
    if (s[at] == '0' && is_digit(s[at + 1])) return fail(file_rule::a_number_is_expected, begin);
    while (is_digit(s[at])) ++at;
    if (s[at] == '.') {
      if (!is_digit(s[++at])) return fail(file_rule::a_number_is_expected, begin);
      while (is_digit(s[at])) ++at;
    }
    if (s[at] == 'e' || s[at] == 'E') {
      ++at;
      if (s[at] == '+' || s[at] == '-') ++at;
      if (!is_digit(s[at])) return fail(file_rule::a_number_is_expected, begin);
      while (is_digit(s[at])) ++at;
    }
    return true;
  }
};

}  // namespace nns::detail
