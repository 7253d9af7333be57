// dlib's networks as models: those of its examples against plain declarations and closed forms, and at run time against
// what dlib itself allocates and computes.
#include "dlib_networks.hpp"

#include <nns/interop/dlib.hpp>
#include <nns/layers/tensor.hpp>
#include <nns/nns.hpp>
#include <nns/zoo/resnet.hpp>

#include <catch.hpp>

#include <array>
#include <string>
#include <vector>

namespace {

using namespace nns::literals;
namespace ours = nns::layers;
using nns::shape;

using lenet = nns::dlib_model<dlib_networks::lenet, nns::input<28, 28, 1>>;
using small_resnet = nns::dlib_model<dlib_networks::small_resnet, nns::input<28, 28, 1>>;
using resnet34 = nns::dlib_model<dlib_networks::resnet34, nns::input<227, 227, 3>>;
using face_detector = nns::dlib_model<dlib_networks::face_detector, nns::input<240, 320, 3>>;
using every_layer = nns::dlib_model<dlib_networks::every_layer, nns::input<13, 17, 2>>;

// LeNet by hand, dlib's padding of 2 kept in mind: 28x28x6, 14x14x6, 14x14x16, 7x7x16 = 784.
static_assert(nns::forward<lenet>.count == 784 * 6 * 25 + 196 * 16 * 6 * 25 + 784 * 120 + 120 * 84 + 84 * 10);
static_assert(nns::parameters<lenet> == 6 * 26 + 16 * 151 + 785 * 120 + 121 * 84 + 85 * 10);
static_assert(nns::output_shape<lenet> == shape{1, 1, 10});
static_assert(nns::summary<lenet>.layers[0].name == "input");
static_assert(nns::summary<lenet>.layers[1].name == "con");
static_assert(nns::summary<lenet>.layers[4].name == "con_1");
static_assert(nns::summary<lenet>.layers[4].output == shape{14, 14, 16});
static_assert(nns::summary<lenet>.layers[4].source == 3);
static_assert(nns::fits<lenet, nns::budget{.forward = 1_MMAC, .parameters = 110'000}>);
static_assert(!nns::within<nns::forward<lenet>, 500_kMAC>);

// The residual networks declared plainly. dlib pads with zeros what it adds: 13x13 to 14x14, and missing channels.
template <int Filters, int Stride>
using block = ours::sequential<
    ours::conv2d<Filters, ours::kernel<3>, ours::strides<Stride>, ours::padding<Stride == 1 ? 1 : 0>>,
    ours::batch_normalization<>, ours::relu,
    ours::conv2d<Filters, ours::kernel<3>, ours::padding<1>>, ours::batch_normalization<>>;
template <int Filters>
using unit = ours::sequential<ours::residual<block<Filters, 1>>, ours::relu>;
template <int Filters, int Missing, int More>
using down = ours::sequential<
    ours::add<ours::sequential<block<Filters, 2>, ours::pad<0, Missing, 0, Missing, 0, 0>>,
              ours::sequential<ours::average_pooling2d<2>, ours::pad<0, 0, 0, 0, 0, More>>>,
    ours::relu>;

using plain_small_resnet = nns::sequential<
    ours::input<28, 28, 1>, unit<8>, down<8, 1, 0>, ours::repeat<9, unit<8>>, down<8, 1, 0>, ours::repeat<3, unit<8>>,
    ours::global_average_pooling2d<>, ours::dense<10>>;
static_assert(nns::forward<small_resnet> == nns::forward<plain_small_resnet>);
static_assert(nns::parameters<small_resnet> == nns::parameters<plain_small_resnet>);
static_assert(nns::trainable_parameters<small_resnet> == nns::trainable_parameters<plain_small_resnet>);
// Rows, none for a tag: 15 units of 7 layers, an avg_pool in two of them, the input, the last pool and fc.
static_assert(nns::summary<small_resnet>.layers.size() == 15 * 7 + 2 + 3);

using plain_resnet34 = nns::sequential<
    ours::input<227, 227, 3>,
    ours::conv2d<64, ours::kernel<7>, ours::strides<2>>, ours::batch_normalization<>, ours::relu,
    ours::max_pooling2d<3, ours::strides<2>>,
    ours::repeat<3, unit<64>>, down<128, 0, 64>, ours::repeat<3, unit<128>>, down<256, 0, 128>,
    ours::repeat<5, unit<256>>, down<512, 0, 256>, ours::repeat<2, unit<512>>,
    ours::global_average_pooling2d<>, ours::dense<1000>>;
static_assert(nns::forward<resnet34> == nns::forward<plain_resnet34>);
// By hand: 111 x 111, 55 x 55, 27 x 27, 13 x 13 and 6 x 6 positions.
static_assert(nns::forward<resnet34>.count ==
              111 * 111 * 64 * 147 + 55 * 55 * 6LL * 64 * 64 * 9 + 27 * 27 * (64 + 7 * 128) * 128LL * 9 +
                  13 * 13 * (128 + 11 * 256) * 256LL * 9 + 6 * 6 * (256 + 5 * 512) * 512LL * 9 + 512 * 1000);
// torchvision's resnet34 (21,797,672) has 1x1 convolutions with batch normalisation on three shortcuts, and dlib's has
// a bias in each convolution: as many as there are channels behind all of them, 64 + 6 64 + 8 128 + 12 256 + 6 512.
// affine has the two numbers for each channel that torchvision trains.
static_assert(nns::trainable_parameters<nns::zoo::torchvision::resnet34> == 21'797'672);
static_assert(nns::parameters<resnet34> == 21'797'672 - (64 * 128 + 128 * 256 + 256 * 512) - 2 * (128 + 256 + 512) +
                                               (64 + 6 * 64 + 8 * 128 + 12 * 256 + 6 * 512));

// The face detector by hand: filters times (channels times taps and a bias), and two constants for each affine channel.
static_assert(nns::parameters<face_detector> ==
              16 * (3 * 25 + 3) + 32 * (16 * 25 + 3) + 32 * (32 * 25 + 3) + 45 * (32 * 25 + 3) +
                  2 * 45 * (45 * 25 + 3) + 45 * 81 + 1);
// 240 x 320 becomes 118 x 158, 57 x 77 and 27 x 37: no padding where the stride is 2.
static_assert(nns::output_shape<face_detector> == shape{27, 37, 1});
static_assert(nns::forward<face_detector>.count == 118 * 158 * 16LL * 75 + 57 * 77 * 32LL * 400 + 27 * 37 * 32LL * 800 +
                                                       27 * 37 * (45LL * 800 + 2 * 45 * 1125 + 45 * 81));

// A model inside another one.
using with_head = nns::sequential<ours::input<28, 28, 1>, ours::named<"lenet", lenet>, ours::dense<2>>;
static_assert(nns::forward<with_head> == nns::forward<lenet> + 20_MAC);
static_assert(nns::summary<with_head>.layers[1].name == "lenet/con");

// Tags that a loss reads are the outputs.
template <class S>
using first_output = dlib::add_tag_layer<101, S>;
template <class S>
using second_output = dlib::add_tag_layer<102, S>;
using yolo = dlib::add_loss_layer<
    dlib::loss_yolo_<first_output, second_output>,
    second_output<dlib::con<5, 1, 1, 2, 2, first_output<dlib::con<6, 3, 3, 1, 1, dlib::input_rgb_image>>>>>;
using two_outputs = nns::dlib_model<yolo, nns::input<8, 8, 3>>;
static_assert(nns::output_shapes<two_outputs>.size() == 2);
static_assert(nns::output_shapes<two_outputs>[0] == shape{8, 8, 6});
static_assert(nns::output_shapes<two_outputs>[1] == shape{4, 4, 5});

// What is refused, and why.
template <class M>
constexpr nns::detail::rule refusal = nns::detail::evaluated<M, nns::convention::standard>.bad.broken;
using nns::detail::rule;
using other_input = nns::dlib_model<dlib_networks::resnet34, nns::input<224, 224, 3>>;
static_assert(refusal<other_input> == rule::input_layer_differs);
static_assert(refusal<nns::dlib_model<dlib_networks::lenet, nns::input<28, 28, 3>>> == rule::input_layer_differs);
static_assert(refusal<nns::dlib_model<dlib_networks::lenet, nns::input<784>>> == rule::wrong_rank);
static_assert(refusal<nns::dlib_model<dlib::add_prev1<dlib::input_rgb_image>, nns::input<8, 8, 3>>> ==
              rule::tag_not_known);
static_assert(refusal<nns::dlib_model<dlib::skip1<dlib::input_rgb_image>, nns::input<8, 8, 3>>> == rule::tag_not_known);
static_assert(refusal<nns::dlib_model<dlib::scale1<dlib::tag1<dlib::input_rgb_image>>, nns::input<8, 8, 3>>> ==
              rule::shapes_differ);
static_assert(refusal<nns::dlib_model<dlib::reorg<dlib::input_rgb_image>, nns::input<7, 8, 3>>> == rule::not_divisible);
static_assert(refusal<nns::dlib_model<dlib::extract<100, 3, 8, 8, dlib::input_rgb_image>, nns::input<8, 8, 3>>> ==
              rule::out_of_range);
static_assert(refusal<nns::dlib_model<dlib::con<4, 9, 9, 2, 2, dlib::input_rgb_image>, nns::input<8, 8, 3>>> ==
              rule::kernel_larger_than_padded_input);

// A layer that nobody has heard of; and one whose author says what it costs.
class unknown_ {};
class doubling_ {};
using with_unknown = nns::dlib_model<dlib::add_layer<unknown_, dlib::input_rgb_image>, nns::input<8, 8, 3>>;
using with_doubling = nns::dlib_model<dlib::add_layer<doubling_, dlib::input_rgb_image>, nns::input<8, 8, 3>>;

}  // namespace

template <>
struct nns::layer_traits<doubling_> {
  static constexpr nns::shape output(const nns::shape& in) { return in; }
  static constexpr nns::cost cost(const nns::shape& in, const nns::shape&) {
    return {.forward = nns::macs{2 * in.elements()}};
  }
};

namespace {

static_assert(refusal<with_unknown> == rule::not_a_layer);
// 2 x 8 x 8 x 3
static_assert(nns::forward<with_doubling> == 384_MAC);

/// The outputs that dlib lets one see, as (nr, nc, k), innermost first, and "" where an in-place layer took it.
struct collect {
  std::vector<std::string>& outputs;

  static std::string written(long nr, long nc, long k) {
    return std::to_string(nr) + "x" + std::to_string(nc) + "x" + std::to_string(k);
  }
  template <class Layer, class Subnet, class Enabled>
  void operator()(std::size_t, dlib::add_layer<Layer, Subnet, Enabled>& layer) {
    try {
      const dlib::tensor& out = layer.get_output();
      outputs.push_back(written(out.nr(), out.nc(), out.k()));
    } catch (const dlib::error&) {
      outputs.emplace_back();
    }
  }
  template <class Other>
  void operator()(std::size_t, Other&) {}
};

/// dlib sets the network up for one tensor of that size and runs it. It wants to have seen an input before.
template <class Model, class Net, class Sample>
void run_and_compare(Net& net, const Sample& sample) {
  constexpr const auto& summary = nns::summary<Model>;
  dlib::resizable_tensor made;
  net.to_tensor(&sample, &sample + 1, made);
  const shape in = summary.layers[0].output;
  dlib::resizable_tensor x(1, in[2], in[0], in[1]);
  x = 0.5F;
  net.subnet().forward(x);
  CHECK(static_cast<std::int64_t>(dlib::count_parameters(net)) == summary.total.trainable_parameters);
  std::vector<std::string> outputs;
  dlib::visit_layers_backwards(net, collect{outputs});
  REQUIRE(static_cast<int>(outputs.size()) == summary.layers.size() - 1);
  for (int i = 1; i != summary.layers.size(); ++i) {
    const shape s = summary.layers[i].output;
    const std::string& seen = outputs[static_cast<std::size_t>(i) - 1];
    INFO("row " << i << " " << std::string(summary.layers[i].name));
    if (!seen.empty()) CHECK(collect::written(s[0], s[1], s[2]) == seen);
  }
}

dlib::matrix<unsigned char> digit() { return dlib::zeros_matrix<unsigned char>(28, 28); }
dlib::matrix<dlib::rgb_pixel> image(long rows, long columns) {
  return dlib::uniform_matrix<dlib::rgb_pixel>(rows, columns, dlib::rgb_pixel(0, 0, 0));
}
std::array<dlib::matrix<float>, 2> planes() {
  return {dlib::zeros_matrix<float>(13, 17), dlib::zeros_matrix<float>(13, 17)};
}

TEST_CASE("dlib allocates and computes what the summary says") {
  SECTION("LeNet") {
    dlib_networks::lenet net;
    run_and_compare<lenet>(net, digit());
  }
  SECTION("the small residual network") {
    dlib_networks::small_resnet net;
    run_and_compare<small_resnet>(net, digit());
  }
  SECTION("ResNet-34") {
    dlib_networks::resnet34 net;
    run_and_compare<resnet34>(net, image(227, 227));
  }
  SECTION("the face detector") {
    dlib_networks::face_detector net;
    run_and_compare<face_detector>(net, image(60, 80));
  }
  SECTION("every layer") {
    dlib_networks::every_layer net;
    run_and_compare<every_layer>(net, planes());
  }
}

}  // namespace
