// What the conventions of nns/conventions count, against what the tools printed: measured with PyTorch 1.13.1 on a CPU, thop
// 0.1.1 (43c064a), ptflops 0.7.6 (d612c75) with both backends, fvcore (3378afe), torchinfo (5c4164f), DeepSpeed (38327e0),
// and torchvision's dispatch counter. A column whose number is -1 was not measured.
#include "catch.hpp"

#include <nns/conventions/deepspeed.hpp>
#include <nns/conventions/fvcore.hpp>
#include <nns/conventions/ptflops_aten.hpp>
#include <nns/conventions/ptflops_pytorch.hpp>
#include <nns/conventions/thop.hpp>
#include <nns/conventions/torch_dispatch.hpp>
#include <nns/conventions/torchinfo.hpp>
#include <nns/layers/product.hpp>
#include <nns/models/functional.hpp>
#include <nns/nns.hpp>
#include <nns/zoo/mobilenet_v2.hpp>
#include <nns/zoo/resnet.hpp>
#include <nns/zoo/vgg.hpp>
#include <nns/zoo/vision_transformer.hpp>

#include <cstdint>
#include <string_view>

namespace {

using namespace nns::layers;
namespace convention = nns::convention;
namespace torchvision = nns::zoo::torchvision;

struct conv_bias : nns::sequential<input<32, 32, 3>, conv2d<8, kernel<3>, padding<1>>> {};
struct conv_no_bias : nns::sequential<input<32, 32, 3>, conv2d<8, kernel<3>, padding<1>, no_bias>> {};
struct conv_groups : nns::sequential<input<20, 20, 16>, conv2d<32, kernel<3>, groups<4>, dilation<2>, padding<2>, no_bias>> {};
struct conv_1d : nns::sequential<input<100, 16>, conv1d<32, kernel<5>, no_bias>> {};
struct transposed : nns::sequential<input<8, 8, 16>, conv2d_transpose<8, kernel<4>, strides<2>, padding<1>, no_bias>> {};
struct transposed_depthwise
    : nns::sequential<input<8, 8, 16>, conv2d_transpose<16, kernel<3>, strides<2>, padding<1>, output_padding<1>, groups<16>,
                                                       no_bias>> {};
struct transposed_small : nns::sequential<input<2, 2, 3>, conv2d_transpose<1, kernel<2>, strides<2>, no_bias>> {};
struct linear_3d : nns::sequential<input<10, 64>, dense<128, no_bias>> {};
struct long_short : nns::sequential<input<20, 64>, lstm<128, return_sequences>> {};
struct gated : nns::sequential<input<20, 64>, gru<128, return_sequences>> {};
struct attending : nns::sequential<input<50, 64>, multi_head_attention<4, 16>> {};
struct layer_norm : nns::sequential<input<50, 64>, layer_normalization<>> {};
struct rectified : nns::sequential<input<32, 32, 16>, relu> {};
struct max_pool : nns::sequential<input<32, 32, 16>, max_pooling2d<3, strides<2>>> {};
struct adaptive : nns::sequential<input<7, 7, 16>, adaptive_average_pooling2d<1>> {};
struct soft : nns::sequential<input<1000>, softmax> {};
struct shared_linear
    : nns::graph<nns::node<"x", input<64>>, nns::node<"a", dense<64, no_bias>, "x">, nns::node<"b", nns::shared<"a">, "a">,
                 nns::node<"c", nns::shared<"a">, "b">> {};
struct as_function : nns::sequential<input<16, 16, 4>, functional<conv2d<8, kernel<3>, padding<1>, no_bias>>> {};
struct matrices : nns::graph<nns::node<"x", input<30, 40>>, nns::node<"y", dot<2, 2>, "x", "x">> {};

struct probe {
  std::string_view name;
  std::int64_t counted[8];   // here
  std::int64_t expected[8];  // thop, ptflops-pytorch, ptflops-aten, fvcore, torchinfo, deepspeed, deepspeed_flops, dispatch
};

template <class M>
constexpr probe of(std::string_view name, const std::int64_t (&expected)[8]) {
  probe p{name,
          {nns::at<M, convention::thop>().forward.count, nns::at<M, convention::ptflops_pytorch>().forward.count,
           nns::at<M, convention::ptflops_aten>().forward.count, nns::at<M, convention::fvcore>().forward.count,
           nns::at<M, convention::torchinfo>().forward.count, nns::at<M, convention::deepspeed>().forward.count,
           nns::at<M, convention::deepspeed_flops>().forward.count, nns::at<M, convention::torch_dispatch>().forward.count},
          {}};
  for (int i = 0; i != 8; ++i) p.expected[i] = expected[i];
  return p;
}

constexpr std::string_view tools[] = {"thop",      "ptflops_pytorch", "ptflops_aten",    "fvcore",
                                      "torchinfo", "deepspeed",       "deepspeed_flops", "torch_dispatch"};

}  // namespace

TEST_CASE("conventions count what the tools print") {
  const probe probes[] = {
      of<conv_bias>("conv2d 3->8 k3 p1 bias @3x32x32", {221184, 229376, 229376, 221184, 229376, 221184, 450560, 221184}),
      of<conv_no_bias>("conv2d without bias", {221184, 221184, 221184, 221184, 221184, 221184, 442368, 221184}),
      of<conv_groups>("group4 16->32 k3 dil2 p2", {460800, 460800, 460800, 460800, 460800, 460800, 921600, 460800}),
      of<conv_1d>("conv1d 16->32 k5", {245760, 245760, 245760, 245760, 245760, 245760, 491520, 245760}),
      of<transposed>("convT2d 16->8 k4 s2 p1 @8x8", {524288, 131072, 131072, 131072, 524288, 131072, 262144, 131072}),
      of<transposed_depthwise>("convT2d depthwise 16 k3 s2 p1 op1", {36864, 9216, 9216, 9216, 36864, 0, 0, 9216}),
      of<transposed_small>("convT2d 3->1 k2 s2 @2x2", {192, 48, 48, 48, 192, 48, 96, 48}),
      of<linear_3d>("linear 64->128 nobias @1x10x64", {81920, 81920, 81920, 81920, 81920, 81920, 163840, 81920}),
      of<long_short>("LSTM 64->128 T20", {2007040, 2012160, 1986560, 0, 1986560, 0, 3957760, 1966080}),
      of<gated>("GRU 64->128 T20", {1507840, 1507840, 1489920, 0, 1489920, 0, 2967040, 1474560}),
      of<attending>("MHA d64 h4 L50", {0, 1165200, 0, 0, 0, 0, 0, 0}),
      of<layer_norm>("LayerNorm 64@50", {12800, 3200, 0, 16000, 128, 0, 16000, 0}),
      of<rectified>("ReLU 16@32x32", {0, 32768, 0, 0, 0, 0, 16384, 0}),
      of<max_pool>("MaxPool2d 3 s2 16@32x32", {0, 32768, 0, 0, 0, 0, 16384, 0}),
      of<adaptive>("AdaptiveAvgPool2d 1 16@7x7", {800, 1568, 0, 784, 0, 0, 784, 0}),
      of<soft>("Softmax 1000", {2999, 1000, 0, 0, 0, 0, 1000, 0}),
      of<shared_linear>("shared Linear64 x3", {12288, 12288, 12288, 12288, 12288, 12288, 24576, 12288}),
      of<as_function>("functional conv2d 4->8", {0, 0, 73728, 73728, 0, 73728, 147456, 73728}),
      of<matrices>("x@x.T 30x40", {0, 0, 36000, 36000, 0, 36000, 72000, 36000}),
      of<torchvision::vgg16>("vgg16 @224", {15470314496, 15523225576, 15483821032, 15470289408, 15483821032, 15470264320,
                                            30973778432, 15470264320}),
      of<torchvision::resnet50>("resnet50 @224", {4133742592, 4132436968, 4089185256, 4111512576, 4089238376, 4089184256,
                                                  8211108352, 4089184256}),
      of<torchvision::mobilenet_v2>("mobilenet_v2 @224", {327486720, 320300008, 300775272, 314193216, 300809384, 300774272,
                                                          614967488, 300774272}),
      of<torchvision::vit_b_16>("vit_b_16 @224, evaluation", {11286254592, -1, 11280354280, 11290036992, 11280392680,
                                                              11271124992, 22568574720, 11271124992}),
  };
  for (const probe& p : probes) {
    for (int i = 0; i != 8; ++i) {
      if (p.expected[i] < 0) continue;
      CAPTURE(p.name, tools[i]);
      CHECK(p.counted[i] == p.expected[i]);
    }
  }
}

// The same network in training, where no fused kernel hides attention.
TEST_CASE("conventions count attention where nothing fuses it") {
  using net = torchvision::vit_b_16;
  CHECK(nns::at<net, convention::thop>().forward.count == 11286254592);
  CHECK(nns::at<net, convention::ptflops_aten_unfused>().forward.count == 17580319720);
  CHECK(nns::at<net, convention::fvcore_unfused>().forward.count == 17582740224);
  CHECK(nns::at<net, convention::torchinfo>().forward.count == 11280392680);
  CHECK(nns::at<net, convention::deepspeed_unfused>().forward.count == 17563828224);
  CHECK(nns::at<net, convention::torch_dispatch_unfused>().forward.count == 17563828224);
}
