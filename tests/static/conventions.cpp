// What the conventions of tools count of single layers, by hand from each tool's source. unit/conventions.cpp compares whole
// networks with what the tools printed.
#include <nns/conventions/deepspeed.hpp>
#include <nns/conventions/fvcore.hpp>
#include <nns/conventions/keras_flops.hpp>
#include <nns/conventions/onnx_tool.hpp>
#include <nns/conventions/ptflops_aten.hpp>
#include <nns/conventions/ptflops_pytorch.hpp>
#include <nns/conventions/stm32.hpp>
#include <nns/conventions/thop.hpp>
#include <nns/conventions/torchinfo.hpp>
#include <nns/nns.hpp>

namespace {

using namespace nns::layers;
namespace convention = nns::convention;

template <nns::counting How, class... L>
inline constexpr std::int64_t counted = nns::forward<nns::sequential<L...>, How>.count;

using image = input<8, 8, 4>;
constexpr std::int64_t n = 8 * 8 * 4;
// 20 steps of 64 numbers, 128 units: products of a gate, and units, of all steps.
using steps = input<20, 64>;
constexpr std::int64_t gate = 20 * (64 + 128) * 128, units = 20 * 128;
// Two heads of four: queries (3, 8), values (5, 12), keys (5, 6).
template <class Attention>
struct crossing : nns::graph<node<"q", input<3, 8>>, node<"v", input<5, 12>>, node<"k", input<5, 6>>,
                             node<"y", Attention, "q", "v", "k">> {};
using attention_of_itself = nns::sequential<input<3, 8>, multi_head_attention<2, 4>>;
constexpr std::int64_t scores = 2 * 3 * 3, projected = 4 * 3 * 8 * 8, attended = projected + 2 * scores * 4, biases = 4 * 3 * 8;

// thop/vision/basic_hooks.py, rnn_hooks.py
constexpr auto thop = convention::thop;
static_assert(counted<thop, image, batch_normalization<>> == 4 * n);
static_assert(counted<thop, image, batch_normalization<no_scale, no_center>> == 2 * n);
static_assert(counted<thop, image, batch_normalization<no_scale>> == 4 * n);
static_assert(counted<thop, image, prelu<>> == n);
static_assert(counted<thop, image, relu> == 0 && counted<thop, image, sigmoid> == 0);
// Exponentials and divisions, and for each of three groups of five four additions.
static_assert(counted<thop, input<3, 5>, softmax> == 15 + 15 + 3 * 4);
static_assert(counted<thop, image, average_pooling2d<2>> == n / 4 && counted<thop, image, max_pooling2d<2>> == 0);
// (48 + 1) for each of four means; (3.5 x 3.5 + 1) for each of 2 x 2 x 16.
static_assert(counted<thop, input<4, 8, 6>, global_average_pooling2d<channels_first>> == 49 * 4);
static_assert(counted<thop, input<7, 7, 16>, adaptive_average_pooling2d<2>> == 848);
static_assert(counted<thop, image, up_sampling2d<2>> == 4 * n);
static_assert(counted<thop, steps, simple_rnn<128>> == gate + 3 * units);
static_assert(counted<thop, steps, simple_rnn<128, no_bias>> == gate + units);
static_assert(counted<thop, steps, gru<128, no_bias>> == 3 * gate + 3 * units + 4 * units);
static_assert(counted<thop, steps, lstm<128, no_bias>> == 4 * gate + 4 * units + 4 * units);
static_assert(counted<thop, image, functional<batch_normalization<>>> == 0);
static_assert(counted<thop, input<5, 8>, time_distributed<dense<4>>> == 5 * 8 * 4);
// A vector whose length is not known is no empty one.
static_assert(nns::at<nns::sequential<input<5>, softmax>, thop>(nns::shape{nns::unknown}).forward.count == nns::unknown);

// ptflops/pytorch_ops.py: a hook on a module, and a wrapper around the function that some of them call.
constexpr auto ptflops = convention::ptflops_pytorch;
static_assert(counted<ptflops, image, relu> == 2 * n && counted<ptflops, image, functional<relu>> == n);
static_assert(counted<ptflops, image, elu> == 2 * n && counted<ptflops, image, functional<elu>> == n);
static_assert(counted<ptflops, image, gelu> == 2 * n && counted<ptflops, image, functional<gelu>> == n);
static_assert(counted<ptflops, image, prelu<>> == 2 * n && counted<ptflops, image, functional<prelu<>>> == n);
static_assert(counted<ptflops, image, relu6> == n && counted<ptflops, image, functional<relu6>> == n);
static_assert(counted<ptflops, image, silu> == n && counted<ptflops, image, functional<silu>> == n);
static_assert(counted<ptflops, image, softmax> == n && counted<ptflops, image, functional<softmax>> == n);
static_assert(counted<ptflops, image, leaky_relu> == n && counted<ptflops, image, functional<leaky_relu>> == 0);
static_assert(counted<ptflops, image, sigmoid> == 0 && counted<ptflops, image, tanh_> == 0);
static_assert(counted<ptflops, image, max_pooling2d<2>> == 2 * n && counted<ptflops, image, functional<max_pooling2d<2>>> == n);
static_assert(counted<ptflops, image, up_sampling2d<2>> == 2 * 4 * n && counted<ptflops, image, functional<up_sampling2d<2>>> == 4 * n);
static_assert(counted<ptflops, image, batch_normalization<>> == 2 * n);
static_assert(counted<ptflops, image, batch_normalization<no_scale, no_center>> == n);
static_assert(counted<ptflops, image, layer_normalization<>> == n);
// rnn_flops: the products, hidden_size once, 7 or 10 times, and two biases of each gate. Its activation is part of it.
static_assert(counted<ptflops, steps, simple_rnn<128>> == gate + units + 2 * units);
static_assert(counted<ptflops, steps, simple_rnn<128, relu>> == gate + units + 2 * units);
static_assert(counted<ptflops, steps, simple_rnn<128, no_bias>> == gate + units);
static_assert(counted<ptflops, steps, gru<128, no_bias>> == 3 * gate + 7 * units);
static_assert(counted<ptflops, steps, lstm<128, no_bias>> == 4 * gate + 10 * units);
// multihead_attention_counter_hook: scaling, Q, K and V, biases, scores with softmax and values, and the last projection.
constexpr std::int64_t without_bias = 3 * 8 + 3 * 8 * 8 + 5 * 6 * 6 + 5 * 12 * 12 + 2 * (15 * 4 + 15 + 15 * 6) + 3 * 12 * 13;
static_assert(nns::forward<crossing<multi_head_attention<2, 4, no_bias>>, ptflops>.count == without_bias);
static_assert(nns::forward<crossing<multi_head_attention<2, 4>>, ptflops>.count == without_bias + (3 + 5 + 5) * 8);
static_assert(counted<ptflops, input<5, 8>, time_distributed<dense<4>>> == 5 * (8 * 4 + 4));

// ptflops/aten_ops.py and fvcore/nn/jit_handles.py: of cross attention the products, and ptflops its biases.
constexpr std::int64_t crossed = 3 * 8 * 8 + 5 * 6 * 8 + 5 * 12 * 8 + 2 * 15 * (4 + 4) + 3 * 8 * 8;
static_assert(nns::forward<crossing<multi_head_attention<2, 4>>, convention::ptflops_aten>.count == crossed + (3 + 5 + 5) * 8 + 3 * 8);
static_assert(nns::forward<crossing<multi_head_attention<2, 4>>, convention::fvcore>.count == crossed);
static_assert(counted<convention::ptflops_aten, input<5, 8>, dense<4>> == 5 * (8 * 4 + 4));
static_assert(counted<convention::ptflops_aten, input<5, 8>, dense<4, no_bias>> == 5 * 8 * 4);
static_assert(counted<convention::ptflops_aten, image, conv2d<2, kernel<3>>> == 72 * 36 + 72);

// fvcore/nn/jit_handles.py: batchnorm_flop_jit, norm_flop_counter
constexpr auto fvcore = convention::fvcore;
static_assert(counted<fvcore, image, batch_normalization<>> == 2 * n);
static_assert(counted<fvcore, image, batch_normalization<no_scale, no_center>> == n);
static_assert(counted<fvcore, image, layer_normalization<>> == 5 * n);
static_assert(counted<fvcore, image, layer_normalization<no_scale, no_center>> == 4 * n);
static_assert(counted<fvcore, image, up_sampling2d<2>> == 4 * n && counted<fvcore, input<8, 4>, up_sampling1d<2>> == 0);

// torchinfo/layer_info.py: parameters once; of each gate two bias vectors
constexpr auto torchinfo = convention::torchinfo;
static_assert(counted<torchinfo, image, conv2d<2, kernel<3>>> == 72 * 36 + 72);
static_assert(nns::summary<nns::sequential<image, conv2d<2, kernel<3>, no_bias>>, torchinfo>.layers[1].forward.count == 72 * 36);
static_assert(counted<torchinfo, input<8, 6, 4>, batch_normalization<>> == 2 * 4);
static_assert(counted<torchinfo, input<8, 6, 4>, batch_normalization<no_center>> == 4);
static_assert(counted<torchinfo, input<8, 6, 4>, batch_normalization<no_scale>> == 4);
static_assert(counted<torchinfo, input<8, 6, 4>, batch_normalization<axis<1>>> == 2 * 8);
static_assert(counted<torchinfo, image, prelu<shared_axes<1, 2>>> == 4);
static_assert(counted<torchinfo, input<7>, embedding<100, 8>> == 800);
static_assert(counted<torchinfo, steps, simple_rnn<128>> == gate + 2 * units);
static_assert(counted<torchinfo, steps, gru<128>> == 3 * gate + 3 * 2 * units);
static_assert(counted<torchinfo, steps, lstm<128, no_bias>> == 4 * gate);

// deepspeed/profiling/flops_profiler/profiler.py, _conv_trans_flops_compute: filters K / g, divided by the groups once more; a bias
// at the positions that an ordinary convolution would have: (8 - 3) / 1 + 1 and (6 - 3) / 1 + 1.
constexpr auto deepspeed = convention::deepspeed_flops;
static_assert(counted<deepspeed, input<4, 8, 6>, conv2d_transpose<8, kernel<3>, groups<2>, channels_first>> ==
              2 * 48 * 9 * 4 * (8 / 2 / 2) + (8 / 2) * (6 * 4));
static_assert(counted<convention::deepspeed, input<4, 8, 6>, conv2d_transpose<8, kernel<3>, groups<2>, channels_first>> == 48 * 9 * 4 * 2);
// As of a generator's first layer: (1 - 4) // 1 + 1 = -2 along both axes, four in all.
static_assert(counted<deepspeed, input<1, 1, 4>, conv2d_transpose<8, kernel<4>>> == 2 * 16 * 4 * 8 + 8 * 4);
// Along one axis the tool takes 2 x 8 off; here nothing is added.
static_assert(counted<deepspeed, input<1, 4>, conv1d_transpose<8, kernel<4>>> == 2 * 4 * 4 * 8);
// (5 - 9) // 3 + 1 = -1 along both.
static_assert(counted<deepspeed, input<5, 5, 4>, conv2d_transpose<8, kernel<9>, strides<3>>> == 2 * 25 * 81 * 4 * 8 + 8);
static_assert(counted<deepspeed, steps, gru<128, no_bias>> == 2 * 3 * gate - 3 * 2 * units + 7 * units);

// tensorflow/python/profiler/internal/flops_registry.py, and the operations that Keras makes: gelu is Mul, RealDiv, AddV2, Mul;
// hard_sigmoid Mul, AddV2, Minimum, Maximum; silu Mul; PReLU Neg, Neg, Mul, AddV2.
constexpr auto keras = convention::keras_flops;
static_assert(counted<keras, image, relu> == 0 && counted<keras, image, sigmoid> == 0);
static_assert(counted<keras, image, softmax> == 5 * n && counted<keras, image, gelu> == 4 * n);
static_assert(counted<keras, image, silu> == n && counted<keras, image, hard_sigmoid> == 4 * n);
static_assert(counted<keras, image, prelu<>> == 3 * n + n && counted<keras, image, prelu<shared_axes<1, 2>>> == 3 * n + 4);
static_assert(counted<keras, input<8, 6, 4>, batch_normalization<axis<1>>> == 2 * 192 + 6 * 8);
static_assert(counted<keras, input<4, 4, 4, 1>, conv3d<2, kernel<2>>> == 27 * 2);
static_assert(counted<keras, image, multiply<identity, identity, identity>> == 2 * n);
static_assert(counted<keras, image, maximum<identity, identity, identity>> == 2 * n);
static_assert(counted<keras, image, average<identity, identity, identity>> == 2 * n + n);
static_assert(counted<keras, image, global_average_pooling2d<>> == n && counted<keras, image, global_max_pooling2d<>> == n - 4);
static_assert(counted<keras, steps, simple_rnn<128>> == 2 * (64 + 128) * 128);
// Biases; the queries' scaling; softmax.
static_assert(nns::forward<attention_of_itself, keras>.count == biases + 3 * 8 + 5 * scores);
// Four heads of eight share two: 3 x 32, twice 3 x 16, and 3 x 8 biases; 3 x 32 scaled queries; 4 x 3 x 3 scores.
static_assert(counted<keras, input<3, 8>, grouped_query_attention<8, 4, 2>> == (96 + 2 * 48 + 24) + 96 + 5 * 36);

// onnx_tool/node.py
constexpr auto onnx = convention::onnx_tool;
static_assert(counted<onnx, image, conv2d_transpose<4, kernel<3>, groups<2>>> == 400 * 9 * 2 + 400);
static_assert(nns::forward<attention_of_itself, onnx>.count == attended + biases + 36 * scores + scores);
static_assert(counted<onnx, input<3, 8>, multi_head_attention<2, 4, no_bias>> == attended + 36 * scores + scores);

// Reports of ST's tools: activations, and by their formulas what the reports do not show
constexpr auto stm32 = convention::stm32;
static_assert(counted<stm32, image, relu> == n && counted<stm32, image, sigmoid> == 10 * n && counted<stm32, image, tanh_> == 10 * n);
static_assert(counted<stm32, image, softmax> == 15 * n && counted<stm32, image, activation<sigmoid>> == 10 * n);
static_assert(counted<stm32, input<8>, dense<4, relu>> == 36 && counted<stm32, input<8>, dense<4, relu6>> == 36);
static_assert(counted<stm32, input<8>, dense<4, tanh_>> == 36 + 40);
static_assert(counted<stm32, image, batch_normalization<>> == 2 * n && counted<stm32, image, global_average_pooling2d<>> == n);
static_assert(counted<stm32, image, add<identity, identity, identity>> == 2 * n);

}  // namespace
