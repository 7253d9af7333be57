// The convention `autograd` on networks that PyTorch's dispatcher was measured on.
#include <nns/memory/training_plan.hpp>
#include <nns/zoo/alexnet.hpp>
#include <nns/zoo/resnet.hpp>
#include <nns/zoo/transformers.hpp>
#include <nns/zoo/vgg.hpp>

namespace {

using namespace nns::layers;
using namespace nns::zoo;
using namespace nns::literals;

template <class M>
inline constexpr nns::macs backward = nns::backward<M, nns::convention::autograd>;

// PyTorch's dispatcher, one image of 224 x 224.
static_assert(nns::equals<backward<torchvision::alexnet>, nns::macs{1'358'100'160}>);
static_assert(nns::equals<backward<torchvision::vgg11>, nns::macs{15'131'475'968}>);
// Twice the forward pass less the first layer's dX, which PyTorch's dispatcher confirms for torchvision's networks.
static_assert(backward<torchvision::resnet50> == 2 * nns::forward<torchvision::resnet50> - nns::macs{112 * 112 * 64 * 147});

// ResNet-18 with parts that are frozen. PyTorch's dispatcher: 1,024,000 for a batch of two where only fc learns, and
// 2,403,049,472 for one image where conv1, bn1 and layer1 do not.
template <class... Bottom>
struct resnet18_behind : nns::sequential<Bottom..., global_average_pooling2d<>, dense<1000>> {};
using layer1 = resnet_stage<basic_block, 2, 64, 1>;
using layer2 = resnet_stage<basic_block, 2, 128, 2>;
using layer3 = resnet_stage<basic_block, 2, 256, 2>;
using layer4 = resnet_stage<basic_block, 2, 512, 2>;
struct only_fc : resnet18_behind<input<224, 224, 3>, frozen<resnet_stem, layer1, layer2, layer3, layer4>> {};
struct from_layer2 : resnet18_behind<input<224, 224, 3>, frozen<resnet_stem, layer1>, layer2, layer3, layer4> {};
static_assert(nns::forward<only_fc> == nns::forward<torchvision::resnet18>);
static_assert(nns::equals<2 * backward<only_fc>, nns::macs{1'024'000}>);
static_assert(nns::equals<backward<from_layer2>, nns::macs{2'403'049'472}>);

// A language model's matrices cost twice the forward pass, 4 N in multiply-adds of 6 N FLOP: no dX is left out, since its
// first layer looks words up (Kaplan et al. 2020).
struct small : llama<transformer_sizes{.layers = 40, .width = 64, .heads = 4, .vocabulary = 100, .context = 16}> {};
static_assert(backward<small> == 2 * nns::forward<small>);

// A model of 126 equal blocks is counted once for a block, its plan of training too. 405,853,388,800 parameters (Meta's model on
// Hugging Face), 16 bytes for each in mixed precision with Adam (Rajbhandari et al. 2020).
using large = transformers::llama3_1_405b;
static_assert(nns::training_memory<large, nns::mixed_bfloat16, nns::adamw>.states().count == 16 * 405'853'388'800);
constexpr auto& plan = nns::training_plan<large, nns::mixed_bfloat16, nns::adamw, nns::attention_kernel::fused>;
// At the end of the backward pass all gradients are there, 2 bytes for each parameter.
static_assert(plan.height >= plan.bound && plan.bound.count >= 2 * 405'853'388'800);
static_assert(plan.buffers.size() < 150);

}  // namespace
