// All conventions of this library, with their names: nns::convention::all. For programs that choose one by name; to
// count by a certain one, include its own header.
#pragma once

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

namespace nns::convention {

/// Every convention; its name is `all[i]->name`. The `_unfused` ones are tools in training, where attention is not fused.
inline constexpr counting all[] = {
    standard,           original,  in_bounds,        element_wise, autograd,        thop,
    fvcore,             fvcore_unfused, torchinfo,   ptflops_pytorch, ptflops_aten, ptflops_aten_unfused,
    deepspeed,          deepspeed_unfused, deepspeed_flops, deepspeed_flops_unfused, torch_dispatch, torch_dispatch_unfused,
    keras_flops,        onnx_tool, stm32,
};

}  // namespace nns::convention
