// The conventions that have headers of their own, by name: using one without its header is an error that names the
// header. The headers define what is only declared here. A convention that is not in this list needs nothing from it:
// it is a value, like those in counting.hpp.
#pragma once

#include <nns/detail/counting.hpp>

#define NNS_CONVENTION_ELSEWHERE(name)                                                                                   \
  namespace nns::detail::defined_in_header {                                                                             \
  struct name;                                                                                                           \
  }                                                                                                                      \
  namespace nns::detail {                                                                                                \
  template <class Header>                                                                                                \
  struct convention_##name {                                                                                             \
    constexpr operator counting() const {                                                                                \
      if constexpr (requires { sizeof(Header); }) {                                                                      \
        return Header::counted;                                                                                          \
      } else {                                                                                                           \
        static_assert(requires { sizeof(Header); },                                                                      \
                      "nns: this convention has a header of its own: #include <nns/conventions/" #name ".hpp>");   \
        return &standard_rules;                                                                                          \
      }                                                                                                                  \
    }                                                                                                                    \
    constexpr counting operator->() const { return *this; }                                                              \
  };                                                                                                                     \
  }                                                                                                                      \
  namespace nns::convention {                                                                                            \
  inline constexpr detail::convention_##name<detail::defined_in_header::name> name{};                                    \
  }

NNS_CONVENTION_ELSEWHERE(deepspeed)
NNS_CONVENTION_ELSEWHERE(fvcore)
NNS_CONVENTION_ELSEWHERE(keras_flops)
NNS_CONVENTION_ELSEWHERE(onnx_tool)
NNS_CONVENTION_ELSEWHERE(ptflops_aten)
NNS_CONVENTION_ELSEWHERE(ptflops_pytorch)
NNS_CONVENTION_ELSEWHERE(stm32)
NNS_CONVENTION_ELSEWHERE(thop)
NNS_CONVENTION_ELSEWHERE(torch_dispatch)
NNS_CONVENTION_ELSEWHERE(torchinfo)

#undef NNS_CONVENTION_ELSEWHERE
