// What a model says of the array that its file stands in, where the compiler cannot hand the array on.
#pragma once

#include <nns/detail/cxx20.hpp>

namespace nns::detail {

template <const auto& Array>
struct handed_on {};

}  // namespace nns::detail

/// clang 14 to 19 do not hand an array on as a template argument where `extern const ... name[];`, without a length, stands
/// before its definition. It is asked in the model itself.
#define NNS_CAN_BE_HANDED_ON(array)                                                                                         \
  static_assert(requires { typename ::nns::detail::handed_on<array>; },                                                     \
                "nns: this compiler does not take an array that was declared without a length before it is defined "        \
                "(extern const ... name[];): give the length there, too, or put a span between them: inline constexpr "     \
                "std::span bytes{name};")
