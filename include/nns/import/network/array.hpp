// The error for an array with a model's file that the compiler cannot pass on as a template argument.
#pragma once

#include <nns/detail/cxx20.hpp>

namespace nns::detail {

template <const auto& Array>
struct handed_on {};

}  // namespace nns::detail

/// clang 14 to 19 cannot pass an array on as a template argument if `extern const ... name[];`, without a length, comes
/// before its definition. This is checked in the model itself.
#define NNS_CAN_BE_HANDED_ON(array)                                                                                         \
  static_assert(requires { typename ::nns::detail::handed_on<array>; },                                                     \
                "nns: this compiler cannot use an array that was declared without a length before it is defined "      \
                "(extern const ... name[];): give the length there, too, or use a span: inline constexpr "     \
                "std::span bytes{name};")
