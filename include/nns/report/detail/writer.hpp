// Characters for reports, at compile time and at run time alike: a writer that first counts and then writes,
// and numbers as people read them. It knows no rows and no formats.
#pragma once

#include <nns/detail/builtin.hpp>
#include <nns/detail/text.hpp>
#include <nns/shape.hpp>

#include <cstddef>
#include <cstdint>

namespace nns::report {

/// Takes characters one by one. Without a buffer it only counts them: a report is made twice, first to find its size.
struct writer {
  char* out = nullptr;
  std::size_t size = 0;     // bytes
  std::size_t width = 0;    // characters since the line began: UTF-8's further bytes do not count
  std::size_t spaces = 0;   // owed to whatever follows on the line

  // At compile time a call costs as much as several characters, so characters are put without one.
  constexpr void put(char c) {
    if (spaces != 0) pay();
    if (out != nullptr) out[size] = c;
    ++size;
    if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) ++width;
  }
  constexpr void put(text t) {
    const std::size_t n = t.size();
    if (n == 0) return;
    if (spaces != 0) pay();
    const char* const from = t.data();
    char* const to = out == nullptr ? nullptr : out + size;
    std::size_t further = 0;
    for (std::size_t i = 0; i != n; ++i) {
      if (to != nullptr) to[i] = from[i];
      if ((static_cast<unsigned char>(from[i]) & 0xC0U) == 0x80U) ++further;
    }
    size += n;
    width += n - further;
  }
  /// ASCII is as wide as it is long, so it need not be read if it is only counted.
  constexpr void put_ascii(text t) {
    const std::size_t n = t.size();
    if (n == 0) return;
    if (spaces != 0) pay();
    if (out != nullptr) {
#if defined(__clang__)
      NNS_BUILTIN(memcpy)(out + size, t.data(), n);  // one step of the evaluation
#else
      char* const to = out + size;
      const char* const from = t.data();
      for (std::size_t i = 0; i != n; ++i) to[i] = from[i];
#endif
    }
    size += n;
    width += n;
  }
  /// An ASCII character, several times.
  constexpr void put(char c, std::size_t times) {
    if (times == 0) return;
    if (spaces != 0) pay();
    if (out != nullptr)
      for (std::size_t i = 0; i != times; ++i) out[size + i] = c;
    size += times;
    width += times;
  }
  /// Spaces that vanish if the line ends after them.
  constexpr void skip(std::size_t n) {
    spaces += n;
    width += n;
  }
  constexpr void end_line() {
    spaces = 0;
    if (out != nullptr) out[size] = '\n';
    ++size;
    width = 0;
  }

  /// Several in a statement, as the compiler pays for each.
  static constexpr void put_spaces(char* to, char* const end) {
    for (; end - to >= 8; to += 8)
      to[0] = ' ', to[1] = ' ', to[2] = ' ', to[3] = ' ', to[4] = ' ', to[5] = ' ', to[6] = ' ', to[7] = ' ';
    while (to != end) *to++ = ' ';
  }

 private:
  constexpr void pay() {
    if (out != nullptr) put_spaces(out + size, out + size + spaces);
    size += spaces;
    spaces = 0;
  }
};

/// 416520, digit by digit.
constexpr void put_integer(writer& w, std::int64_t number, bool grouped = false) {
  if (number >= 0 && number < 10) return w.put(static_cast<char>('0' + number));
  char digits[27]{};  // 20, a sign, and six separators
  std::size_t begin = sizeof digits;
  auto rest = static_cast<std::uint64_t>(number);
  if (number < 0) rest = 0 - rest;
  if (w.out == nullptr) {
    std::size_t written = 1;
    for (; rest >= 10; rest /= 10) ++written;
    begin -= written + (grouped ? (written - 1) / 3 : 0);
  } else {
    for (int written = 0; rest != 0; rest /= 10) {
      if (grouped && written != 0 && written % 3 == 0) digits[--begin] = ',';
      digits[--begin] = static_cast<char>('0' + rest % 10), ++written;
    }
  }
  if (number < 0) digits[--begin] = '-';
  w.put_ascii(text{digits + begin, sizeof digits - begin});
}

/// 4089184256 is 4.09 G: three digits, rounded to nearest. Numbers below a thousand are written in full.
/// `aligned` writes a space in place of a missing prefix, so that digits in a column line up.
constexpr void put_scaled(writer& w, std::int64_t number, text unit, bool aligned) {
  int prefix = 0;
  if (number < 1000) {
    put_integer(w, number);
  } else {
    std::uint64_t divisor = 10;
    int zeros = 1;
    const auto n = static_cast<std::uint64_t>(number);
    for (; (n + divisor / 2) / divisor >= 1000; divisor *= 10) ++zeros;
    const std::uint64_t digits = (n + divisor / 2) / divisor;
    prefix = (zeros + 2) / 3;
    const int whole = zeros + 3 - 3 * prefix;  // digits before the point
    const std::uint64_t unit_of_rest = whole == 1 ? 100 : whole == 2 ? 10 : 1;
    put_integer(w, static_cast<std::int64_t>(digits / unit_of_rest));
    if (whole != 3) {
      w.put('.');
      if (whole == 1) w.put(static_cast<char>('0' + digits / 10 % 10));
      w.put(static_cast<char>('0' + digits % 10));
    }
  }
  constexpr text prefixes = "kMGTPE";
  if (prefix != 0) {
    w.put(' ');
    w.put(prefixes[static_cast<std::size_t>(prefix - 1)]);
  } else if (aligned) {
    w.skip(2);
  } else if (!unit.empty()) {
    w.put(' ');
  }
  w.put(unit);
}

/// A quantity by itself: 4.09 GMAC, 840 MAC, ? MAC.
constexpr void put_quantity(writer& w, std::int64_t number, text unit) {
  if (number != detail::count::unknown) return put_scaled(w, number, unit, false);
  w.put("? ");
  w.put(unit);
}

/// 28.2%, with marks for shares that round to zero, and for unknown ones.
constexpr void put_percent(writer& w, std::int64_t part, std::int64_t whole) {
  if (part == 0) return w.put('-');
  if (part < 0 || whole < 0) return w.put('?');
  const auto tenths = static_cast<std::int64_t>(static_cast<double>(part) / static_cast<double>(whole) * 1000 + 0.5);
  if (tenths == 0) return w.put("<0.1%");
  put_integer(w, tenths / 10);
  w.put('.');
  w.put(static_cast<char>('0' + tenths % 10));
  w.put('%');
}

/// 0.282343: a part of a whole for programs, to six digits.
constexpr void put_fraction(writer& w, std::int64_t part, std::int64_t whole) {
  const double ratio = whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
  const auto millionths = static_cast<std::int64_t>(ratio * 1'000'000 + 0.5);
  put_integer(w, millionths / 1'000'000);
  w.put('.');
  for (std::int64_t unit = 100'000; unit != 0; unit /= 10) w.put(static_cast<char>('0' + millionths / unit % 10));
}

/// How many characters a shape takes whose extents are known, and below 100,000; 0 for any other.
constexpr std::size_t small_shape_width(const shape& s) {
  std::size_t width = 0;
  for (int i = 0; i != s.used; ++i) {
    const std::int64_t n = s.values[i];
    if (n < 0 || n >= 100'000) return 0;
    width += n < 10 ? 2 : n < 100 ? 3 : n < 1000 ? 4 : n < 10'000 ? 5 : 6;  // with the x
  }
  return width == 0 ? 0 : width - 1;
}

/// Such a shape, from its last digit on. False if it is another one.
constexpr bool put_small_shape(writer& w, const shape& s) {
  const std::size_t width = small_shape_width(s);
  if (width == 0) return false;
  if (w.out != nullptr) {
    writer::put_spaces(w.out + w.size, w.out + w.size + w.spaces);
    char* to = w.out + w.size + w.spaces + width;
    for (int i = s.used; i-- != 0;) {
      std::int64_t rest = s.values[i];
      do *--to = static_cast<char>('0' + rest % 10), rest /= 10;
      while (rest != 0);
      if (i != 0) *--to = 'x';
    }
  }
  w.size += w.spaces + width, w.width += width, w.spaces = 0;
  return true;
}

/// 112x112x64; ? for an extent that is not known.
constexpr void put_shape(writer& w, const shape& s) {
  if (s.used == 0) return w.put("()");
  if (put_small_shape(w, s)) return;
  constexpr std::size_t most = 8 * 21;  // 19 digits, a sign and a separator for each extent
  char characters[most]{};
  std::size_t begin = most;
  for (int i = s.used; i-- != 0;) {
    const std::int64_t extent = s.values[i];
    if (extent == shape::unknown) {
      characters[--begin] = '?';
    } else {
      std::uint64_t rest = extent < 0 ? 0 - static_cast<std::uint64_t>(extent) : static_cast<std::uint64_t>(extent);
      do characters[--begin] = static_cast<char>('0' + rest % 10), rest /= 10;
      while (rest != 0);
      if (extent < 0) characters[--begin] = '-';
    }
    if (i != 0) characters[--begin] = 'x';
  }
  w.put_ascii(text{characters + begin, most - begin});
}

/// A count of at least 0 at the right end of so many characters, which it does not exceed: from its last digit on.
constexpr void put_at_right(writer& w, std::int64_t number, std::size_t width) {
  const std::size_t end = w.size + w.spaces + width;
  if (w.out != nullptr) {
    char* const out = w.out;
    std::size_t at = end;
    if (number == 0) out[--at] = '-';
    for (int digits = 0; number != 0; number /= 10, ++digits) {
      if (digits == 3) out[--at] = ',', digits = 0;
      out[--at] = static_cast<char>('0' + number % 10);
    }
    writer::put_spaces(out + w.size, out + at);
  }
  w.size = end;
  w.width += width;
  w.spaces = 0;
}

/// The most characters that put_scaled(..., true) takes: 1.23 GMAC.
constexpr std::size_t widest_scaled(std::size_t unit) { return 6 + unit; }

/// The same as put_scaled(..., true) of at least 1,000, at the right end of so many characters.
constexpr void put_scaled_at_right(writer& w, std::int64_t number, const text& unit, std::size_t width) {
  const std::size_t end = w.size + w.spaces + width;
  if (w.out != nullptr) {
    const auto n = static_cast<std::uint64_t>(number);
    std::uint64_t divisor = 10;
    int zeros = 1;
    for (; (n + divisor / 2) / divisor >= 1000; divisor *= 10) ++zeros;
    std::uint64_t digits = (n + divisor / 2) / divisor;
    const int prefix = (zeros + 2) / 3, behind = 3 * prefix - zeros;
    char* to = w.out + end;
    for (std::size_t i = unit.length; i != 0;) *--to = unit.characters[--i];
    *--to = "kMGTPE"[prefix - 1], *--to = ' ';
    for (int i = 0; i != 3; ++i, digits /= 10) {
      if (i == behind && i != 0) *--to = '.';
      *--to = static_cast<char>('0' + digits % 10);
    }
    writer::put_spaces(w.out + w.size, to);
  }
  w.size = end;
  w.width += width;
  w.spaces = 0;
}

/// The same as put_percent of a part of a whole, at the right end of so many characters.
constexpr void put_percent_at_right(writer& w, std::int64_t part, std::int64_t whole, std::size_t width) {
  const std::size_t end = w.size + w.spaces + width;
  if (w.out != nullptr) {
    auto tenths = static_cast<std::int64_t>(static_cast<double>(part) / static_cast<double>(whole) * 1000 + 0.5);
    char* to = w.out + end;
    *--to = '%';
    if (tenths == 0) {
      *--to = '1', *--to = '.', *--to = '0', *--to = '<';
    } else {
      *--to = static_cast<char>('0' + tenths % 10), *--to = '.';
      do tenths /= 10, *--to = static_cast<char>('0' + tenths % 10);
      while (tenths >= 10);
    }
    writer::put_spaces(w.out + w.size, to);
  }
  w.size = end;
  w.width += width;
  w.spaces = 0;
}

/// How many bytes the UTF-8 character at the beginning of t has; 0 if it is not valid UTF-8 (RFC 3629, section 4).
constexpr std::size_t character_length(text t) {
  const auto at = [t](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(t[i])); };
  const unsigned first = at(0);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xC2 && first < 0xE0 ? 2 : first >= 0xE0 && first < 0xF0 ? 3
                             : first >= 0xF0 && first < 0xF5 ? 4 : 0;
  if (length == 0 || t.size() < length) return 0;
  // After four of the first bytes the range of the second is narrower: no overlong forms, no surrogates, nothing
  // above U+10FFFF.
  const unsigned least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
  const unsigned most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
  if (at(1) < least || at(1) > most) return 0;
  for (std::size_t i = 2; i < length; ++i)
    if (at(i) < 0x80 || at(i) > 0xBF) return 0;
  return length;
}

/// Written for a byte that is not valid UTF-8: U+FFFD, the replacement character.
inline constexpr text replacement = "\xEF\xBF\xBD";

}  // namespace nns::report
