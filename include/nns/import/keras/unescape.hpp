// Names in files, without their escapes.
#pragma once

#include <nns/import/keras/json.hpp>

namespace nns::detail {

/// A name without its escapes, in UTF-8. `out` has room for as many characters as the name has with them.
struct unescaper {
  const source& s;
  slice name{};
  char* out;
  file_fault& bad;

  constexpr bool fail(file_rule broken, int position) {
    if (bad.broken == file_rule::none) bad = {broken, position, {}, name, {}};
    return false;
  }

  /// Whether there is nothing to do.
  [[nodiscard]] constexpr bool is_plain() const { return s.plain(s, name); }

  /// How many bytes the UTF-8 sequence at `at` has; 0 if it is invalid, as overlong forms and surrogates are.
  static constexpr int sequence_length(const char* at, std::int64_t room) {
    const auto byte = [at](int i) { return static_cast<unsigned>(static_cast<unsigned char>(at[i])); };
    const auto follows = [&byte, room](int i) { return i < room && (byte(i) & 0xC0U) == 0x80U; };
    const unsigned first = byte(0);
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first < 0xE0) return follows(1) ? 2 : 0;
    if (first >= 0xE0 && first < 0xF0) {
      if (!follows(1) || !follows(2)) return 0;
      return (first == 0xE0 && byte(1) < 0xA0) || (first == 0xED && byte(1) >= 0xA0) ? 0 : 3;
    }
    if (first >= 0xF0 && first < 0xF5) {
      if (!follows(1) || !follows(2) || !follows(3)) return 0;
      return (first == 0xF0 && byte(1) < 0x90) || (first == 0xF4 && byte(1) >= 0x90) ? 0 : 4;
    }
    return 0;
  }

  constexpr bool hexadecimal(int at, unsigned& code) {
    code = 0;
    for (int i = 0; i != 4; ++i) {
      const char c = s[at + i];
      const int digit = is_digit(c)              ? c - '0'
                        : c >= 'a' && c <= 'f' ? c - 'a' + 10
                        : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                               : -1;
      if (digit < 0 || at + i >= name.first + name.length) return fail(file_rule::an_escape_is_expected, at);
      code = code * 16 + static_cast<unsigned>(digit);
    }
    return true;
  }

  constexpr void put(unsigned code) {
    const auto byte = [this](unsigned b) { *out++ = static_cast<char>(static_cast<unsigned char>(b)); };
    if (code < 0x80) {
      byte(code);
    } else if (code < 0x800) {
      byte(0xC0U | code >> 6);
      byte(0x80U | (code & 0x3FU));
    } else if (code < 0x10000) {
      byte(0xE0U | code >> 12);
      byte(0x80U | (code >> 6 & 0x3FU));
      byte(0x80U | (code & 0x3FU));
    } else {
      byte(0xF0U | code >> 18);
      byte(0x80U | (code >> 12 & 0x3FU));
      byte(0x80U | (code >> 6 & 0x3FU));
      byte(0x80U | (code & 0x3FU));
    }
  }

  /// \u and four digits, at the u; a pair of surrogates is one character. A lone one becomes the replacement character.
  constexpr bool unicode(int& i) {
    unsigned code = 0;
    if (!hexadecimal(i + 1, code)) return false;
    i += 4;
    if (code >= 0xD800 && code < 0xDC00 && i + 6 < name.first + name.length && s[i + 1] == '\\' && s[i + 2] == 'u') {
      unsigned low = 0;
      if (!hexadecimal(i + 3, low)) return false;
      if (low >= 0xDC00 && low < 0xE000) {
        i += 6;
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
      }
    }
    put(code >= 0xD800 && code < 0xE000 ? 0xFFFDU : code);
    return true;
  }

  constexpr bool run() {
    const int end = name.first + name.length;
    for (int i = name.first; i < end; ++i) {
      const char c = s[i];
      if (c == '\\') {
        constexpr text letters = "\"\\/bfnrt";
        constexpr text meant = "\"\\/\b\f\n\r\t";
        std::size_t which = 0;
        const char next = s[++i];
        if (next == '"' || next == '\\') {
          *out++ = next;
          continue;
        }
        while (which != letters.size() && letters[which] != next) ++which;
        if (which != letters.size())
          *out++ = meant[which];
        else if (next != 'u')
          return fail(file_rule::an_escape_is_expected, i);
        else if (!unicode(i))
          return false;
      } else if (static_cast<signed char>(c) >= 0x20) {
        *out++ = c;
      } else if (static_cast<unsigned char>(c) < 0x20) {
        return fail(file_rule::a_control_character_in_text, i);
      } else {
        const int length = sequence_length(s.characters + i, end - i);
        if (length == 0) return fail(file_rule::utf_8_is_expected, i);
        for (int j = 0; j != length; ++j) *out++ = s[i + j];
        i += length - 1;
      }
    }
    return true;
  }
};

}  // namespace nns::detail
