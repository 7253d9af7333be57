// What the conventions of nns/conventions count, against what the tools printed: measured with PyTorch 1.13.1 on a CPU, thop
// 0.1.1 (43c064a), ptflops 0.7.6 (d612c75) with both backends, fvcore (3378afe), torchinfo (5c4164f), DeepSpeed (38327e0),
// and torchvision's dispatch counter. A column whose number is -1 was not measured.
#include "catch.hpp"

#include <nns/conventions/all.hpp>
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
#include <nns/layers/preprocessing.hpp>
#include <nns/layers/product.hpp>
#include <nns/layers/tensor.hpp>
#include <nns/models/functional.hpp>
#include <nns/nns.hpp>
#include <nns/report/explain.hpp>
#include <nns/zoo/lraspp.hpp>
#include <nns/zoo/mobilenet_v2.hpp>
#include <nns/zoo/resnet.hpp>
#include <nns/zoo/vgg.hpp>
#include <nns/zoo/vision_transformer.hpp>

#include <cstdint>
#include <string>
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

/// The network's total, counted by the compiler and once more by this program.
template <class M, nns::counting How>
std::int64_t counted() {
  const std::int64_t here = nns::detail::evaluate(nns::detail::step_of<M>, How).sum.forward.value;
  CHECK(here == nns::forward<M, How>.count);
  return here;
}

struct probe {
  std::string_view name;
  std::int64_t counted[8];   // here
  std::int64_t expected[8];  // thop, ptflops-pytorch, ptflops-aten, fvcore, torchinfo, deepspeed, deepspeed_flops, dispatch
  nns::detail::step run;     // to count it again
};

template <class M>
constexpr probe of(std::string_view name, const std::int64_t (&expected)[8]) {
  probe p{name,
          {nns::at<M, convention::thop>().forward.count, nns::at<M, convention::ptflops_pytorch>().forward.count,
           nns::at<M, convention::ptflops_aten>().forward.count, nns::at<M, convention::fvcore>().forward.count,
           nns::at<M, convention::torchinfo>().forward.count, nns::at<M, convention::deepspeed>().forward.count,
           nns::at<M, convention::deepspeed_flops>().forward.count, nns::at<M, convention::torch_dispatch>().forward.count},
          {},
          nns::detail::step_of<M>};
  for (int i = 0; i != 8; ++i) p.expected[i] = expected[i];
  return p;
}

constexpr nns::counting conventions[] = {convention::thop,      convention::ptflops_pytorch, convention::ptflops_aten,
                                         convention::fvcore,    convention::torchinfo,       convention::deepspeed,
                                         convention::deepspeed_flops, convention::torch_dispatch};
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
      CHECK(nns::detail::evaluate(p.run, conventions[i]).sum.forward.value == p.expected[i]);
    }
  }
}

// The same network in training, where no fused kernel hides attention.
TEST_CASE("conventions count attention where nothing fuses it") {
  using net = torchvision::vit_b_16;
  CHECK(counted<net, convention::thop>() == 11286254592);
  CHECK(counted<net, convention::ptflops_aten_unfused>() == 17580319720);
  CHECK(counted<net, convention::fvcore_unfused>() == 17582740224);
  CHECK(counted<net, convention::torchinfo>() == 11280392680);
  CHECK(counted<net, convention::deepspeed_unfused>() == 17563828224);
  CHECK(counted<net, convention::torch_dispatch_unfused>() == 17563828224);
}

// MACC of ST Edge AI Core 4.0.1, analyze (target stm32f4), of MLPerf Tiny's .tflite files: ad01_int8, kws_ref_model and
// pretrainedResnet_quant, whose layers are these; published by mcufit-bench, commit 88f8d23.
namespace {

struct anomaly_detector
    : nns::sequential<input<640>, nns::repeat<4, dense<128, relu>>, dense<8, relu>, nns::repeat<4, dense<128, relu>>, dense<640>> {};
struct keywords : nns::sequential<input<49, 10, 1>, conv2d<64, kernel<10, 4>, strides<2>, same, relu>,
                                  nns::repeat<4, depthwise_conv2d<kernel<3>, same, relu>, conv2d<64, kernel<1>, relu>>,
                                  average_pooling2d<nns::extents{25, 5}>, flatten, dense<12>, softmax> {};
template <int Filters>
using image_block = residual<conv2d<Filters, kernel<3>, strides<2>, same, relu>, conv2d<Filters, kernel<3>, same>,
                             shortcut<conv2d<Filters, kernel<1>, strides<2>, same>>>;
struct images : nns::sequential<input<32, 32, 3>, conv2d<16, kernel<3>, same, relu>,
                                residual<conv2d<16, kernel<3>, same, relu>, conv2d<16, kernel<3>, same>>, image_block<32>, image_block<64>,
                                average_pooling2d<8>, flatten, dense<10>, softmax> {};

}  // namespace

TEST_CASE("stm32 counts what ST's analysis prints") {
  CHECK(counted<anomaly_detector, convention::stm32>() == 265864);
  CHECK(counted<keywords, convention::stm32>() == 2665536);
  CHECK(counted<images, convention::stm32>() == 12534896);
}

// By hand from the rules: tensorflow/python/profiler/internal/flops_registry.py and keras_flops/flops_registory.py.
TEST_CASE("keras_flops counts what TensorFlow's profiler has statistics of") {
  struct net : nns::sequential<input<8, 8, 3>, conv2d<4, kernel<3>, relu>, batch_normalization<>, max_pooling2d<2>,
                               global_average_pooling2d<>, dense<5, softmax>> {};
  // 36 outputs of 4 filters: 2 x 27 and a bias; relu has none; 2 an element and 6 a channel; 4 for each of 36; 36; dense.
  CHECK(counted<net, convention::keras_flops>() == 144 * 55 + (288 + 24) + 144 + 36 + (2 * 20 + 5 + 25));
  CHECK(nns::to_flops(nns::forward<net, convention::keras_flops>).count == nns::forward<net, convention::keras_flops>.count);
  struct up : nns::sequential<input<4, 4, 3>, conv2d_transpose<2, kernel<3>, strides<2>, same>> {};
  // 2 x 8 x 8 x 9 x 2 x 3 / 4, and 128 biases.
  CHECK(counted<up, convention::keras_flops>() == 2 * 64 * 9 * 6 / 4 + 128);
}

// By hand from the rules: onnx_tool/node.py.
TEST_CASE("onnx_tool counts by its prices") {
  struct net : nns::sequential<input<8, 8, 3>, conv2d<4, kernel<3>, relu>, batch_normalization<>, average_pooling2d<2>,
                               global_average_pooling2d<>, dense<5, softmax>> {};
  CHECK(counted<net, convention::onnx_tool>() == 144 * (27 + 1 + 1) + 144 * 31 + 36 * 4 + (36 + 4 * 4) + (20 + 5 + 5 * 36));
  struct steps : nns::sequential<input<5, 3>, lstm<2>> {};
  CHECK(counted<steps, convention::onnx_tool>() == 5 * (4 * 2 * 5 + 16) + 10 * (4 + 3 * 32 + 2 * 38 + 4));
}

// deepspeed/profiling/flops_profiler/profiler.py, by hand: relu, elu, gelu, silu, leaky_relu and prelu are wrapped, an element
// each; hardtanh (ReLU6), tanh and sigmoid are not. _rnn_flops: each step 2 I U - U and 2 U U - U, U for a simple RNN, two biases.
TEST_CASE("deepspeed counts what its wrappers see") {
  constexpr auto flops = convention::deepspeed_flops;
  struct image : nns::sequential<input<8, 8, 4>> {};
  constexpr std::int64_t n = 8 * 8 * 4;
  CHECK(counted<nns::sequential<image, relu>, flops>() == n);
  CHECK(counted<nns::sequential<image, elu>, flops>() == n);
  CHECK(counted<nns::sequential<image, gelu>, flops>() == n);
  CHECK(counted<nns::sequential<image, silu>, flops>() == n);
  CHECK(counted<nns::sequential<image, leaky_relu>, flops>() == n);
  CHECK(counted<nns::sequential<image, prelu<>>, flops>() == n);
  CHECK(counted<nns::sequential<image, relu6>, flops>() == 0);
  CHECK(counted<nns::sequential<image, tanh_>, flops>() == 0);
  CHECK(counted<nns::sequential<image, sigmoid>, flops>() == 0);
  CHECK(counted<nns::sequential<image, batch_normalization<>>, flops>() == 2 * n);
  CHECK(counted<nns::sequential<image, batch_normalization<no_scale, no_center>>, flops>() == n);
  CHECK(counted<nns::sequential<image, group_normalization<2>>, flops>() == 5 * n);
  CHECK(counted<nns::sequential<image, group_normalization<2, no_scale, no_center>>, flops>() == 4 * n);
  CHECK(counted<nns::sequential<image, up_sampling2d<2>>, flops>() == n);
  // 131,072 products, and 8 filters at the (8 + 2 - 3 - 1) / 2 + 1 = 4 positions an axis of the convolution that it is not.
  struct biased : nns::sequential<input<8, 8, 16>, conv2d_transpose<8, kernel<4>, strides<2>, padding<1>>> {};
  CHECK(counted<biased, flops>() == 2 * 131072 + 8 * 4 * 4);
  CHECK(counted<nns::sequential<input<20, 64>, simple_rnn<128>>, flops>() == 20 * (2 * 64 * 128 - 128 + 2 * 128 * 128 - 128 + 128 + 256));
  CHECK(counted<nns::sequential<input<20, 64>, simple_rnn<128, no_bias>>, flops>() == 20 * (2 * 64 * 128 - 128 + 2 * 128 * 128 - 128 + 128));
  CHECK(counted<nns::sequential<input<20, 64>, simple_rnn<128>>, convention::deepspeed>() == 0);
  // An extent that is not known leaves the count so, and is no zero.
  CHECK(nns::at<biased, flops>(nns::shape{nns::unknown, 8, 16}).forward.count == nns::unknown);
}

// onnx_tool/node.py, by hand: a division is 4, an exponential 32, a logarithm 43, a root 24.
TEST_CASE("onnx_tool's prices of activations, normalisations and pools") {
  constexpr auto how = convention::onnx_tool;
  struct image : nns::sequential<input<8, 8, 4>> {};
  constexpr std::int64_t n = 8 * 8 * 4;
  CHECK(counted<nns::sequential<image, relu>, how>() == n);
  CHECK(counted<nns::sequential<image, relu6>, how>() == 2 * n);
  CHECK(counted<nns::sequential<image, sigmoid>, how>() == 32 * n);
  CHECK(counted<nns::sequential<image, tanh_>, how>() == 2 * (32 + 1 + 4 + 1) * n);
  CHECK(counted<nns::sequential<image, softmax>, how>() == (32 + 4) * n);
  CHECK(counted<nns::sequential<image, gelu>, how>() == (4 + 1 + 1 + 1) * n);
  CHECK(counted<nns::sequential<image, silu>, how>() == (32 + 1) * n);
  CHECK(counted<nns::sequential<image, hard_sigmoid>, how>() == (1 + 1 + 2) * n);
  CHECK(counted<nns::sequential<image, hard_silu>, how>() == (1 + 1 + 2 + 1) * n);
  CHECK(counted<nns::sequential<image, elu>, how>() == (32 + 1 + 1 + 1) * n);
  CHECK(counted<nns::sequential<image, selu>, how>() == (32 + 1 + 1 + 1) * n);
  CHECK(counted<nns::sequential<image, softplus>, how>() == (1 + 32 + 43) * n);
  CHECK(counted<nns::sequential<image, leaky_relu>, how>() == 2 * n);
  CHECK(counted<nns::sequential<image, layer_normalization<>>, how>() == 7 * n + (1 + 4 + 24) * 64);
  CHECK(counted<nns::sequential<image, instance_normalization<>>, how>() == 14 * n);
  CHECK(counted<nns::sequential<image, group_normalization<2>>, how>() == 16 * n);
  CHECK(counted<nns::sequential<image, global_max_pooling2d<>>, how>() == n);
  CHECK(counted<nns::sequential<image, add<identity, identity, identity>>, how>() == 2 * n);
  CHECK(counted<nns::sequential<image, average<identity, identity>>, how>() == n + 4 * n);
  // A window of three axes counts as its first extent.
  CHECK(counted<nns::sequential<input<4, 4, 4, 1>, max_pooling3d<2>>, how>() == 8 * 2);
  CHECK(counted<nns::sequential<input<8, 1>, average_pooling1d<4>>, how>() == 2 * 4);
  // k K / g an output, and its bias: 10 x 10 outputs of 2 filters, 9 taps.
  CHECK(counted<nns::sequential<input<8, 8, 4>, conv2d_transpose<2, kernel<3>, padding<0>>>, how>() == 200 * 2 * 9 + 200);
  CHECK(counted<nns::sequential<input<5, 3>, gru<2>>, how>() ==
        5 * 3 * 2 * (3 + 2) + 5 * 2 * (6 + 3 + 2 * 32 + (32 + 1 + 4 + 1) + 5));
}

// A resize of 4x6 to 8x9 with 3 channels, 216 elements: torch.nn.Upsample(size=(8, 9), mode="bilinear"), and as a function
// torch.nn.functional.interpolate. By hand: thop/vision/calc_func.py, calculate_upsample: 11 an output, and no functions.
// ptflops/pytorch_ops.py: the module's hook 1 an output, and the function that it calls 1. fvcore/nn/flop_count.py:
// aten::upsample_bilinear2d, elementwise_flop_counter(0, 4). DeepSpeed's _upsample_flops_compute: the product of the size. It has no
// parameters (torchinfo) and is no matrix product (aten, dispatch). onnx_tool/node.py: RESIZE_LINEAR_MACS is 4. TensorFlow's
// ResizeBilinear has no statistics.
TEST_CASE("conventions count a bilinear resize as their tools do") {
  struct module : nns::sequential<input<4, 6, 3>, resizing<8, 9>> {};
  struct function : nns::sequential<input<4, 6, 3>, functional<resizing<8, 9>>> {};
  CHECK(counted<module, convention::thop>() == 11 * 216);
  CHECK(counted<function, convention::thop>() == 0);
  CHECK(counted<module, convention::ptflops_pytorch>() == 2 * 216);
  CHECK(counted<function, convention::ptflops_pytorch>() == 216);
  CHECK(counted<module, convention::fvcore>() == 4 * 216);
  CHECK(counted<function, convention::fvcore>() == 4 * 216);
  CHECK(counted<module, convention::deepspeed_flops>() == 8 * 9);
  CHECK(counted<function, convention::deepspeed_flops>() == 8 * 9);
  CHECK(counted<module, convention::onnx_tool>() == 4 * 216);
  CHECK(counted<module, convention::ptflops_aten>() == 0);
  CHECK(counted<module, convention::torchinfo>() == 0);
  CHECK(counted<module, convention::deepspeed>() == 0);
  CHECK(counted<module, convention::torch_dispatch>() == 0);
  CHECK(counted<module, convention::keras_flops>() == 0);
  // Channels first: the same image.
  struct first : nns::sequential<input<3, 4, 6>, resizing<8, 9, channels_first>> {};
  CHECK(counted<first, convention::fvcore>() == 4 * 216);
  CHECK(counted<first, convention::deepspeed_flops>() == 8 * 9);
}

// torchvision's LR-ASPP resizes twice, to 65x65 of 128 channels and to 520x520 of 21 classes, by torch.nn.functional.interpolate.
TEST_CASE("a segmentation network's resizes are functions") {
  const auto resized = [](nns::counting how) {
    const nns::explanation e = nns::explain(nns::summary<torchvision::lraspp_mobilenet_v3_large>, convention::standard, how);
    std::int64_t sum = 0;
    for (const nns::explained_layer& l : e.layers)
      if (l.kind == "resizing") sum += l.second.total;
    return sum;
  };
  CHECK(resized(convention::thop) == 0);
  CHECK(resized(convention::ptflops_pytorch) == 65 * 65 * 128 + 520 * 520 * 21);
  CHECK(resized(convention::fvcore) == 4 * (65 * 65 * 128 + 520 * 520 * 21));
  CHECK(resized(convention::deepspeed_flops) == 65 * 65 + 520 * 520);
}

// x.mean([2, 3]): a method of a tensor, which no PyTorch tool here wraps or has a handle for. TensorFlow's profiler: Mean is 1 an
// input, Sum and keras-flops' Max are one less for each output. onnx_tool/node.py: ReduceMeanNode is 1 an input.
TEST_CASE("conventions count a mean of a tensor as their tools do") {
  struct mean : nns::sequential<input<4, 6, 3>, reduce_mean<axis<1, 2>>> {};
  CHECK(counted<mean, convention::thop>() == 0);
  CHECK(counted<mean, convention::ptflops_pytorch>() == 0);
  CHECK(counted<mean, convention::ptflops_aten>() == 0);
  CHECK(counted<mean, convention::fvcore>() == 0);
  CHECK(counted<mean, convention::torchinfo>() == 0);
  CHECK(counted<mean, convention::deepspeed_flops>() == 0);
  CHECK(counted<mean, convention::keras_flops>() == 72);
  CHECK(counted<mean, convention::onnx_tool>() == 72);
  CHECK(counted<nns::sequential<input<4, 6, 3>, reduce_sum<axis<1, 2>>>, convention::keras_flops>() == 72 - 3);
  CHECK(counted<nns::sequential<input<4, 6, 3>, reduce_max<axis<1, 2>>>, convention::keras_flops>() == 72 - 3);
}

TEST_CASE("a convention is asked for its name as any other") {
  CHECK(convention::thop->name == "thop");
  CHECK(convention::deepspeed->rules->version == "DeepSpeed (38327e0), PyTorch 1.13.1");
  CHECK(convention::standard->name == "standard");
}

TEST_CASE("an explanation sums to the difference") {
  using net = torchvision::mobilenet_v2;
  const nns::counting all[] = {convention::thop,      convention::fvcore,         convention::ptflops_pytorch, convention::ptflops_aten,
                               convention::torchinfo, convention::deepspeed,      convention::keras_flops,     convention::onnx_tool,
                               convention::stm32,     convention::torch_dispatch, convention::element_wise,    convention::in_bounds};
  for (const nns::counting a : all) {
    for (const nns::counting b : {convention::standard, a == all[0] ? all[1] : all[0]}) {
      const nns::explanation e = nns::explain(nns::summary<net>, b, a);
      std::int64_t layers = 0, kinds = 0;
      for (const nns::explained_layer& l : e.layers) {
        layers += l.difference();
        const auto sum = [](const nns::counted_layer& c) {
          const nns::operation_counts& k = c.kinds;
          return k.multiply_adds + k.additions + k.multiplications + k.comparisons + k.divisions + k.exponentials + k.moves + c.unsorted;
        };
        kinds += sum(l.second) - sum(l.first);
      }
      CAPTURE(e.first, e.second);
      CHECK(layers == e.difference());
      CHECK(kinds == e.difference());
      CHECK(e.first_total + layers == e.second_total);
    }
  }
  CHECK(nns::explain<net, convention::thop>().second_total == 327486720);
  const std::string said = nns::to_text(nns::explain<net, convention::thop>());
  CHECK(said.find("difference: +26,712,448") != std::string::npos);
  CHECK(said.find("2 per element, 4 if it scales and shifts [count_normalization]") != std::string::npos);
}

TEST_CASE("the list of all conventions has each name once, and those of every header") {
  std::string names = " ";
  for (const nns::counting c : convention::all) {
    const std::string name = std::string(c->name) + ' ';
    CHECK(names.find(' ' + name) == std::string::npos);
    names += name;
  }
  for (const char* name : {"standard", "original", "in_bounds", "element_wise", "autograd", "deepspeed", "fvcore", "keras_flops",
                           "onnx_tool", "ptflops_aten", "ptflops_pytorch", "stm32", "thop", "torch_dispatch", "torchinfo"})
    CHECK(names.find(' ' + std::string(name) + ' ') != std::string::npos);
}

TEST_CASE("a count that does not fit in 63 bits in one convention is not known, and the other's is") {
  // 2^60 elements: onnx-tool's table has 31 operations for each, fvcore's two.
  struct wide : nns::sequential<input<1073741824, 1073741824>, batch_normalization<>> {};
  const nns::explanation e = nns::explain<wide, convention::fvcore, convention::onnx_tool>();
  CHECK(e.first_total == std::int64_t{2} << 60);
  CHECK(e.second_total == nns::unknown);
  CHECK_FALSE(e.is_known());
  CHECK_FALSE(e.layers[1].is_known());
  CHECK(nns::to_text(e).find("difference: not known") != std::string::npos);
}

TEST_CASE("a formula has the layer's own numbers") {
  struct net : nns::sequential<input<8, 8, 6>, conv2d<4, kernel<3>, groups<2>>, flatten, dense<10>, nns::named<"out", dense<3>>> {};
  const nns::explanation e = nns::explain<net>();
  CHECK(e.layers[1].formula == "P K C/g k = 36 x 4 x 3 x 9 = 3,888");
  CHECK(e.layers[3].formula == "I U = 144 x 10 = 1,440");
  CHECK(nns::to_text(e.layers[4]) == "out (dense): I U = 10 x 3 = 30 MAC\n");
}
