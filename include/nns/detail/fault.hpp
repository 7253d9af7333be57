// The first fault of an evaluation: which rule was broken (detail/rules.hpp), by which layer, with which numbers.
#pragma once

#include <nns/detail/builtin.hpp>
#include <nns/detail/text.hpp>
#include <nns/shape.hpp>

#include <cstdint>

namespace nns::detail {

enum class rule : std::uint8_t {
  none,
#define NNS_RULE(name, ...) name,
#include <nns/detail/rules.hpp>
};

/// The message of a rule, for faults that are reported at run time; the compiler prints the same.
constexpr text sentence_of(rule broken) {
  const char* sentence =  // of all rules, one after another: one literal costs less than an array of them
      "\0"
#define NNS_RULE(name, sentence, ...) sentence "\0"
#include <nns/detail/rules.hpp>
      ;
  for (int before = static_cast<int>(broken); before != 0; --before) sentence += NNS_BUILTIN(strlen)(sentence) + 1;
  return {sentence, NNS_BUILTIN(strlen)(sentence)};
}

/// Whether the message is the user's own, or that of a file's reader.
constexpr bool has_own_words(rule broken) {
  return broken == rule::refused_by_its_layer || broken == rule::file_not_understood;
}

/// The first rule that an evaluation broke, and where. `path` leads from the model to the layer, innermost first.
struct fault {
  static constexpr int max_depth = 16;

  rule broken = rule::none;
  int row = 0;
  int depth = 0;
  int path[max_depth]{};
  std::int64_t first = 0;   // the rule's numbers
  std::int64_t second = 0;
  shape arrived{};
  const char* said = nullptr;  // in place of the rule's message, if has_own_words(broken)

  constexpr explicit operator bool() const { return broken != rule::none; }
  constexpr void leave(int index) {
    if (depth < max_depth) path[depth++] = index;
  }
};

}  // namespace nns::detail
