// JSON (RFC 8259) as a tree of values, to read reports back. Numbers are integers, or text.
#pragma once

#include <nns/detail/cxx20.hpp>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nns::report {

enum class json_type : std::uint8_t { null, truth, number, string, array, object };

struct json_value {
  json_type type = json_type::null;
  bool truth = false;
  bool is_integer = false;
  std::int64_t number = 0;
  std::string string{};
  std::vector<std::string> keys{};    // of an object's values
  std::vector<json_value> values{};
  std::size_t at = 0;                 // where it begins

  [[nodiscard]] const json_value* find(std::string_view key) const {
    for (std::size_t i = 0; i != keys.size(); ++i)
      if (keys[i] == key) return &values[i];
    return nullptr;
  }
};

/// Reads text; stops at the first mistake, and says what it expected.
class json_reader {
 public:
  explicit json_reader(std::string_view json) : text_(json) {}

  json_value read() {
    json_value result = read_value(0);
    skip_space();
    if (expected_.empty() && at_ != text_.size()) expect("the end");
    return result;
  }
  [[nodiscard]] const std::string& expected() const { return expected_; }
  [[nodiscard]] std::size_t at() const { return at_; }

 private:
  static constexpr int deepest = 64;

  void expect(const char* what) {
    if (expected_.empty()) expected_ = what;
  }
  [[nodiscard]] bool is_over() const { return !expected_.empty() || at_ == text_.size(); }
  void skip_space() {
    while (at_ != text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos) ++at_;
  }
  bool take(char c) {
    skip_space();
    if (is_over() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  bool take(std::string_view word) {
    if (text_.substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }

  json_value read_value(int depth) {
    json_value v;
    skip_space();
    v.at = at_;
    if (is_over() || depth > deepest) {
      expect("a value");
    } else if (take('{')) {
      v.type = json_type::object;
      read_members(v, depth);
    } else if (take('[')) {
      v.type = json_type::array;
      read_elements(v, depth);
    } else if (text_[at_] == '"') {
      v.type = json_type::string;
      v.string = read_string();
    } else if (take("true")) {
      v.type = json_type::truth;
      v.truth = true;
    } else if (take("false")) {
      v.type = json_type::truth;
    } else if (!take("null")) {
      read_number(v);
    }
    return v;
  }

  void read_elements(json_value& v, int depth) {
    if (take(']')) return;
    do v.values.push_back(read_value(depth + 1));
    while (expected_.empty() && take(','));
    if (!take(']')) expect("a comma or ]");
  }

  void read_members(json_value& v, int depth) {
    if (take('}')) return;
    do {
      skip_space();
      if (is_over() || text_[at_] != '"') return expect("a key in quotes");
      v.keys.push_back(read_string());
      if (!take(':')) return expect("a colon");
      v.values.push_back(read_value(depth + 1));
    } while (expected_.empty() && take(','));
    if (!take('}')) expect("a comma or }");
  }

  void read_number(json_value& v) {
    v.type = json_type::number;
    const std::size_t begin = at_;
    while (at_ != text_.size() && std::string_view("+-.0123456789eE").find(text_[at_]) != std::string_view::npos) ++at_;
    v.string = text_.substr(begin, at_ - begin);
    if (v.string.empty()) return expect("a value");
    const char* const last = v.string.data() + v.string.size();
    const std::from_chars_result end = std::from_chars(v.string.data(), last, v.number);
    v.is_integer = end.ec == std::errc{} && end.ptr == last;
  }

  std::string read_string() {
    std::string result;
    ++at_;
    for (;;) {
      if (is_over() || static_cast<unsigned char>(text_[at_]) < 0x20) {
        expect("a closing quote");
        return result;
      }
      const char c = text_[at_++];
      if (c == '"') return result;
      if (c != '\\') {
        result += c;
      } else {
        read_escape(result);
      }
    }
  }

  void read_escape(std::string& to) {
    constexpr std::string_view escapes = "\"\\/bfnrt";
    constexpr std::string_view meant = "\"\\/\b\f\n\r\t";
    if (at_ == text_.size()) return expect("an escape");
    const char c = text_[at_++];
    if (c != 'u') {
      const std::size_t place = escapes.find(c);
      if (place == std::string_view::npos) return expect("an escape");
      to += meant[place];
      return;
    }
    unsigned code = read_code();
    if (code >= 0xD800 && code < 0xDC00 && take("\\u")) {  // two halves of one character
      const unsigned low = read_code();
      code = 0x10000 + ((code - 0xD800) << 10U) + ((low - 0xDC00) & 0x3FFU);
    }
    put_utf8(to, code);
  }

  unsigned read_code() {
    unsigned code = 0;
    const std::string_view digits = text_.substr(at_, 4);
    const std::from_chars_result end = std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
    if (digits.size() != 4 || end.ptr != digits.data() + 4) expect("four hexadecimal digits");
    at_ += digits.size();
    return code;
  }

  static void put_utf8(std::string& to, unsigned code) {
    const auto put = [&](unsigned byte) { to += static_cast<char>(static_cast<unsigned char>(byte)); };
    const auto put_further = [&](int shift) { put(0x80U | ((code >> shift) & 0x3FU)); };
    if (code < 0x80) return put(code);
    if (code < 0x800) {
      put(0xC0U | code >> 6U);
    } else {
      if (code < 0x10000) {
        put(0xE0U | code >> 12U);
      } else {
        put(0xF0U | code >> 18U);
        put_further(12);
      }
      put_further(6);
    }
    put_further(0);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string expected_{};
};

}  // namespace nns::report
