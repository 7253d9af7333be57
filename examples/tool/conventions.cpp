// The conventions that the tool knows by name.
#include "arguments.hpp"

#include <nns/conventions/autograd.hpp>
#include <nns/conventions/deepspeed.hpp>
#include <nns/conventions/fvcore.hpp>
#include <nns/conventions/keras_flops.hpp>
#include <nns/conventions/onnx_tool.hpp>
#include <nns/conventions/ptflops_aten.hpp>
#include <nns/conventions/ptflops_pytorch.hpp>
#include <nns/conventions/stm32.hpp>
#include <nns/conventions/thop.hpp>
#include <nns/conventions/torch_dispatch.hpp>
#include <nns/conventions/torchinfo.hpp>

namespace tool {

namespace {

constexpr nns::counting all[] = {nns::convention::standard,        nns::convention::original,
                                 nns::convention::in_bounds,       nns::convention::element_wise,
                                 nns::convention::autograd,        nns::convention::thop,
                                 nns::convention::fvcore,          nns::convention::torchinfo,
                                 nns::convention::ptflops_pytorch, nns::convention::ptflops_aten,
                                 nns::convention::deepspeed,       nns::convention::deepspeed_flops,
                                 nns::convention::torch_dispatch,  nns::convention::keras_flops,
                                 nns::convention::onnx_tool,       nns::convention::stm32};

}  // namespace

nns::counting convention_named(std::string_view name) {
  for (const nns::counting c : all)
    if (std::string_view(c->name.data(), c->name.size()) == name) return c;
  return nns::convention::standard;
}

const std::string& convention_names() {
  static const std::string names = [] {
    std::string out;
    for (const nns::counting c : all) out.append(out.empty() ? "" : " ").append(c->name);
    return out;
  }();
  return names;
}

}  // namespace tool
