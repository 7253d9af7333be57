// What training takes: the backward pass that really happens, what it keeps, and what each of 64 devices takes where they
// share a model of 70 billion parameters.
#include <nns/memory/parallel.hpp>
#include <nns/report/stream.hpp>
#include <nns/report/training.hpp>
#include <nns/zoo/llama.hpp>
#include <nns/zoo/resnet.hpp>

#include <iostream>

using namespace nns::literals;
using net = nns::zoo::torchvision::resnet50;
using llama = nns::zoo::transformers::llama3_70b;

constexpr nns::training_bytes step = nns::training_memory<net, nns::mixed_float16, nns::momentum, nns::batch{256}>;
static_assert(nns::fits_memory<step, 24_GB>);

constexpr nns::device_bytes device =
    nns::sharded_training<llama, nns::parallel{.data = 8, .tensor = 8, .zero_stage = 1, .sequence = true}, nns::mixed_bfloat16,
                          nns::attention_kernel::fused, nns::batch{8}>;
static_assert(nns::fits_memory<device, 80_GB>);

// Eight devices serve what 64 train.
static_assert(nns::fits_memory<nns::sharded_serving<llama, nns::parallel{.tensor = 8}, nns::mixed_bfloat16>, 80_GB>);

int main() {
  std::cout << "resnet50, forward  " << nns::forward<net> << "\n          backward " << nns::backward<net, nns::convention::autograd>
            << "\n\na step of 256 images in mixed precision\n"
            << nns::to_text(step) << "\nllama3_70b, each of " << device.devices << " devices\n"
            << nns::to_text(device);
}
