// The answer of a refused model: a value that agrees with everything, and can be used as anything. The mistake was
// reported where the model was first asked; this keeps every later line quiet.
#pragma once

#include <nns/detail/cxx20.hpp>

#include <cstdint>

namespace nns::detail {

struct no_answer {
  std::int64_t count = 1;

  constexpr no_answer() = default;
  constexpr explicit no_answer(bool) {}

  constexpr no_answer operator[](std::int64_t) const { return {}; }
  [[nodiscard]] constexpr no_answer rank() const { return {}; }
  [[nodiscard]] constexpr no_answer size() const { return {}; }
  [[nodiscard]] constexpr no_answer elements() const { return {}; }
  [[nodiscard]] constexpr no_answer front() const { return {}; }
  [[nodiscard]] constexpr no_answer back() const { return {}; }
  constexpr no_answer operator-() const { return {}; }

  template <class T>
  constexpr operator T() const {
    if constexpr (requires { T(1); })
      return T(1);
    else
      return T{};
  }

#define NNS_AGREES(result, op)                                                       \
  friend constexpr result operator op(no_answer, no_answer) { return result{true}; } \
  template <class T>                                                                 \
  friend constexpr result operator op(no_answer, const T&) {                         \
    return result{true};                                                             \
  }                                                                                  \
  template <class T>                                                                 \
  friend constexpr result operator op(const T&, no_answer) {                         \
    return result{true};                                                             \
  }
  NNS_AGREES(bool, ==)
  NNS_AGREES(bool, !=)
  NNS_AGREES(bool, <)
  NNS_AGREES(bool, <=)
  NNS_AGREES(bool, >)
  NNS_AGREES(bool, >=)
  NNS_AGREES(no_answer, +)
  NNS_AGREES(no_answer, -)
  NNS_AGREES(no_answer, *)
  NNS_AGREES(no_answer, /)
  NNS_AGREES(no_answer, %)
#undef NNS_AGREES
};

/// A row of a summary that does not exist.
struct no_row {
  no_answer name{}, kind{}, output{}, forward{}, backward{}, parameters{}, trainable_parameters{}, activations{};
  no_answer depth{}, block{}, source{}, more_sources{}, first_more{}, frozen{};

  [[nodiscard]] constexpr no_answer active_parameters() const { return {}; }
  [[nodiscard]] constexpr no_answer non_trainable_parameters() const { return {}; }
};

struct no_rows {
  [[nodiscard]] constexpr no_answer size() const { return {}; }
  [[nodiscard]] constexpr const no_row* begin() const { return nullptr; }
  [[nodiscard]] constexpr const no_row* end() const { return nullptr; }
  constexpr no_row operator[](std::int64_t) const { return {}; }
};

struct no_summary {
  no_answer name{};
  no_rows layers{};
  no_row total{};
};

}  // namespace nns::detail
