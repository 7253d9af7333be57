// Types of somebody else's that stand for layers and models of this library, and layers of one's own with several inputs
// and outputs.
#include "asked.hpp"

#include <nns/layers/slicing.hpp>

#include <array>
#include <cstddef>

using namespace nns::layers;
using namespace nns::literals;
using asked::rule;
using nns::shape;

// A library with sizes in its types.
namespace mylib {
template <int In, int Out, int Kernel>
struct Conv2D {};
template <int In, int Out>
struct Linear {};
struct ReLU {};
template <int Size>
struct LSTM {};
template <int Channels>
struct Block {};
template <class... Layers>
struct Net {};
struct Softmax_1 {};
struct LongNameOfALayerThatGoesBeyondForty {};
struct Twice {};
}  // namespace mylib

template <int In, int Out, int Kernel>
struct nns::layer_traits<mylib::Conv2D<In, Out, Kernel>> {
  using type = conv2d<Out, kernel<Kernel>>;
  static constexpr bool accepts(nns::shape in) { return in.rank() == 3 && in.back() == In; }
};
template <int In, int Out>
struct nns::layer_traits<mylib::Linear<In, Out>> {
  using type = dense<Out>;
  static constexpr bool accepts(const nns::shape& in) { return in.back() == In; }
};
template <>
struct nns::layer_traits<mylib::ReLU> {
  using type = relu;
};
template <int Size>
struct nns::layer_traits<mylib::LSTM<Size>> {
  using type = lstm<Size, return_sequences>;
  static constexpr auto kind = "recurrence";
};
template <int Channels>
struct nns::layer_traits<mylib::Block<Channels>> {
  using type = nns::sequential<mylib::Conv2D<Channels, Channels, 3>, mylib::ReLU>;
};
template <class... Layers>
struct nns::layer_traits<mylib::Net<Layers...>> {
  using type = nns::sequential<input<8, 8, 2>, Layers...>;
};
template <>
struct nns::layer_traits<mylib::Softmax_1> {
  using type = softmax;
};
template <>
struct nns::layer_traits<mylib::LongNameOfALayerThatGoesBeyondForty> {
  using type = softmax;
};
// What stands for something that stands for a layer.
template <>
struct nns::layer_traits<mylib::Twice> {
  using type = mylib::ReLU;
};

namespace {

static_assert(nns::layer<mylib::Conv2D<2, 4, 3>> && nns::layer<mylib::Twice> && nns::layer<mylib::Block<4>>);
static_assert(nns::layer<mylib::Net<>>);

// The same as of the layers themselves.
using theirs = nns::sequential<input<8, 8, 2>, mylib::Conv2D<2, 4, 3>, mylib::ReLU, mylib::Conv2D<4, 4, 3>, flatten,
                               mylib::Linear<64, 3>>;
using ours = nns::sequential<input<8, 8, 2>, conv2d<4, kernel<3>>, relu, conv2d<4, kernel<3>>, flatten, dense<3>>;
// 36 4 18 + 16 4 36 + 64 3
static_assert(again::forward<theirs> == nns::macs{36 * 4 * 18 + 16 * 4 * 36 + 64 * 3});
static_assert(again::parameters<theirs> == nns::parameters<ours> && again::activations<theirs> == nns::activations<ours>);
static_assert(again::output_shape<theirs> == shape{3} && again::backward<theirs> == nns::backward<ours>);
static_assert(asked::rows_are<theirs>({"input", "Conv2D", "ReLU", "Conv2D_1", "flatten", "Linear"}));
static_assert(nns::summary<theirs>.layers[3].kind == "Conv2D" && nns::summary<theirs>.layers[3].source == 2);
static_assert(nns::summary<theirs>.layers[1].forward == nns::macs{36 * 4 * 18});

// Names, kinds of one's own, and kinds that look like numbered names.
using mixed = nns::sequential<input<6, 4>, named<"first", mylib::LSTM<5>>, mylib::LSTM<5>, softmax, mylib::Softmax_1,
                              softmax, mylib::Softmax_1, mylib::LongNameOfALayerThatGoesBeyondForty, mylib::Twice>;
static_assert(asked::rows_are<mixed>({"input", "first", "recurrence", "softmax", "Softmax_1", "softmax_1", "Softmax_1_1",
                                      "LongNameOfALayerThatGoesBeyondForty", "Twice"}));
static_assert(nns::summary<mixed>.layers[1].kind == "recurrence");

// In every place where a layer stands.
static_assert(again::forward<nns::sequential<input<4, 6, 4>, time_distributed<mylib::LSTM<5>>>> ==
              nns::macs{4 * 6 * 4 * 5 * (4 + 5)});
static_assert(again::forward<nns::sequential<input<6, 4>, bidirectional<mylib::LSTM<5>>>> ==
              nns::macs{2 * 6 * 4 * 5 * (4 + 5)});
using repeated = nns::sequential<input<4>, repeat<3, named<"unit", residual<mylib::Linear<4, 4>, mylib::ReLU>>>>;
static_assert(again::forward<repeated> == 48_MAC && again::parameters<repeated> == 60);
using wired = nns::graph<node<"x", input<4>>, node<"a", mylib::Linear<4, 2>, "x">, node<"b", shared<"a">, "x">,
                         node<"s", add<>, "a", "b">>;
static_assert(again::forward<wired> == 16_MAC && again::parameters<wired> == 10);

// Compositions: a block that is called by the type.
using blocks = nns::sequential<input<8, 8, 4>, mylib::Block<4>, named<"second", mylib::Block<4>>>;
static_assert(again::forward<blocks> == nns::macs{36 * 4 * 36 + 16 * 4 * 36});
static_assert(nns::summary<blocks>.blocks.size() == 2 && nns::summary<blocks>.blocks[0].kind == "Block");
static_assert(nns::summary<blocks>.blocks[1].kind == "Block" && nns::summary<blocks>.blocks[1].name == "second");
static_assert(nns::summary<blocks>.layers[1].kind == "Conv2D" && nns::summary<blocks>.layers[1].depth == 1);

// A whole network is a model, and a part of one.
using net = mylib::Net<mylib::Conv2D<2, 4, 3>, mylib::ReLU, mylib::Block<4>>;
static_assert(again::forward<net> == nns::macs{36 * 4 * 18 + 16 * 4 * 36} && again::output_shape<net> == shape{4, 4, 4});
static_assert(nns::input_shape<net> == shape{8, 8, 2} && nns::parameters<net> == 4 * 18 + 4 + 4 * 36 + 4);
static_assert(nns::summary<net>.name == "Net" && nns::summary<net>.layers.size() == 5);
static_assert(nns::summary<net>.total.forward == nns::forward<net>);
static_assert(nns::fits<net, nns::budget{.forward = 5_kMAC}> && !nns::fits<net, nns::budget{.forward = 4_kMAC}>);
static_assert(nns::at<net>({6, 6, 2}).output == shape{2, 2, 4} && nns::at<net>({6, 6, 3}).refused.layer() == "Conv2D");
static_assert(nns::cost_of<mylib::Linear<4, 3>>({4}).forward == 12_MAC);
using around = nns::sequential<input<8, 8, 2>, net, flatten>;
static_assert(again::output_shape<around> == shape{64} && nns::summary<around>.blocks[0].kind == "Net");

// What they refuse.
static_assert(asked::refused_by<input<8, 8, 3>, mylib::Conv2D<2, 4, 3>> == rule::not_accepted);
static_assert(asked::refused_by<input<2, 2, 2>, mylib::Conv2D<2, 4, 3>> == rule::kernel_larger_than_padded_input);
static_assert(asked::refused_by<mylib::Conv2D<2, 4, 3>> == rule::no_input);
static_assert(asked::refused_by<mylib::ReLU> == rule::no_input);

// Several inputs: a bilinear form, A B C products; the inputs first, then the output.
template <int Units>
struct bilinear {
  static constexpr shape output(const shape& a, const shape& b) {
    if (a.rank() != 1 || b.rank() != 1) return nns::refuse("a bilinear form takes two vectors");
    return {Units};
  }
  static constexpr nns::cost cost(const shape& a, const shape& b, const shape& out) {
    return {.forward = nns::macs{a[0] * b[0] * out[0]}, .parameters = a[0] * b[0] * out[0]};
  }
};
static_assert(nns::layer<bilinear<5>>);
using form = nns::graph<node<"a", input<3>>, node<"b", input<4>>, node<"f", bilinear<5>, "a", "b">>;
static_assert(again::forward<form> == 60_MAC && again::parameters<form> == 60 && again::activations<form> == 3 + 4 + 5);
static_assert(again::output_shape<form> == shape{5});
static_assert(asked::refused_by<input<3>, bilinear<5>> == rule::too_few_inputs);
static_assert(nns::cost_of<bilinear<5>>({3}, {4}, {4}).refused && nns::cost_of<bilinear<5>>({3}, {4}).forward == 60_MAC);
static_assert(nns::cost_of<bilinear<5>>({3}, {4, 1}).refused == "a bilinear form takes two vectors");
static_assert(nns::cost_of<bilinear<5>>({3}, {4, 1}).refused.arrived == shape{3});
// In a sequence, behind a layer with two outputs.
using behind = nns::sequential<input<3, 8>, split<2>, lambda<decltype([](const shape&) { return shape{4}; })>>;
static_assert(asked::broken_by<behind> == rule::too_many_inputs);

// Three inputs, and any number of them.
struct fused {
  static constexpr shape output(shape a, shape, shape) { return a; }
  static constexpr nns::cost cost(shape a, shape b, shape c, shape out) {
    return {.forward = nns::macs{a[0] + 10 * b[0] + 100 * c[0] + 1000 * out[0]}};
  }
};
static_assert(nns::cost_of<fused>({1}, {2}, {3}).forward == 1'321_MAC);
struct any_number {
  template <class... More>
  static constexpr shape output(const shape& a, const More&...) {
    return a;
  }
  template <class... Shapes>
  static constexpr nns::cost cost(const Shapes&... all) {
    return {.forward = nns::macs{sizeof...(all) - 1}};
  }
};
static_assert(nns::cost_of<any_number>({4}).forward == 1_MAC && nns::cost_of<any_number>({4}, {4}, {4}).forward == 3_MAC);
static_assert(nns::cost_of<any_number>(nns::shapes{{4}, {4}, {4}, {4}, {4}, {4}, {4}, {4}}).forward == 8_MAC);
static_assert(nns::cost_of<any_number>(nns::shapes{{4}, {4}, {4}, {4}, {4}, {4}, {4}, {4}, {4}}).refused);

// Several outputs: halves of a vector, and what both cost.
struct halves {
  static constexpr nns::shapes output(shape in) {
    if (in[0] % 2 != 0) return {nns::refuse("only an even number has halves")};
    return {{in[0] / 2}, {in[0] / 2}};
  }
  static constexpr nns::cost cost(shape in, const nns::shapes& out) {
    return {.forward = nns::macs{in[0] * out.size()}, .parameters = out[1][0]};
  }
};
static_assert(nns::layer<halves>);
using halved = nns::sequential<input<6>, halves, add<>, dense<2>>;
// 6 2 + 3 2; 3 + 3 2 + 2; 6 + (3 + 3) + 3 + 2
static_assert(again::forward<halved> == 18_MAC && again::parameters<halved> == 11 && again::activations<halved> == 17);
static_assert(nns::cost_of<halves>({6}).outputs == nns::shapes{{3}, {3}});
static_assert(nns::cost_of<halves>({5}).refused == "only an even number has halves");
using second = nns::graph<node<"x", input<6>>, node<"h", halves, "x">, node<"d", dense<2>, "h:1">, outputs<"h", "d">>;
static_assert(again::forward<second> == 18_MAC && nns::output_shapes<second>[1] == shape{2});

// The same by an array, with a cost that asks for the first output only.
struct pairs {
  static constexpr std::array<shape, 2> output(const shape& a, const shape& b) { return {b, a}; }
  static constexpr nns::cost cost(const shape&, const shape&, const shape& out) {
    return {.forward = nns::macs{out[0]}, .activations = 1};
  }
};
static_assert(nns::cost_of<pairs>({3}, {4}).forward == 4_MAC && nns::cost_of<pairs>({3}, {4}).activations == 1);
static_assert(nns::cost_of<pairs>({3}, {4}).outputs == nns::shapes{{4}, {3}});

// By the traits of a type that one cannot change.
struct without_output {
  static constexpr nns::shapes output(shape) { return {}; }
  static constexpr nns::cost cost(shape, nns::shapes) { return {}; }
};
struct nothing_left {
  static constexpr nns::shapes output(shape in) { return {in, {0}}; }
  static constexpr nns::cost cost(shape, shape) { return {}; }
};
struct makes_numbers {
  static constexpr std::array<std::int64_t, 2> output(shape) { return {1, 2}; }
  static constexpr nns::cost cost(shape, shape) { return {}; }
};
struct costs_nothing_known {
  static constexpr nns::shapes output(shape in) { return {in, in}; }
};
static_assert(asked::refused_by<input<4>, without_output> == rule::own_layer_without_output);
static_assert(asked::refused_by<input<4>, nothing_left> == rule::own_extent_not_positive);
static_assert(asked::refused_by<input<4>, makes_numbers> == rule::not_a_layer);
static_assert(asked::refused_by<input<4>, costs_nothing_known> == rule::layer_without_cost);
static_assert(!nns::layer<makes_numbers> && !nns::layer<costs_nothing_known>);

// Where an extent is not known, neither is what a layer makes of it; what it says of parameters holds.
struct squares {
  static constexpr shape output(shape in) { return in; }
  static constexpr nns::cost cost(shape in, shape) {
    return {.forward = nns::macs{in[0] * in[0] * in[1]}, .parameters = in[1]};
  }
};
static_assert(asked::macs<input<nns::unknown, 8>, squares> == nns::unknown);
static_assert(asked::parameters<input<nns::unknown, 8>, squares> == 8);
static_assert(asked::parameters<input<8, nns::unknown>, squares> == nns::unknown);

}  // namespace

// A type that one cannot change, with several inputs.
namespace somebody_else {
struct Gate {};
}  // namespace somebody_else
template <>
struct nns::layer_traits<somebody_else::Gate> {
  static constexpr auto kind = "gate";
  static constexpr nns::shape output(const nns::shape& a, const nns::shape&) { return a; }
  static constexpr nns::cost cost(const nns::shape& a, const nns::shape&, const nns::shape&) {
    return {.parameters = a[0]};
  }
  static constexpr bool accepts(const nns::shape& a, const nns::shape& b) { return a == b; }
};
static_assert(nns::cost_of<somebody_else::Gate>({4}, {4}).parameters == 4);
static_assert(nns::cost_of<somebody_else::Gate>({4}, {5}).refused.layer() == "gate");
