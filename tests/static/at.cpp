// One type at other shapes, and shapes that a model refuses.
#include "asked.hpp"

#include <nns/zoo/mobilenet_v2.hpp>

#include <string_view>
#include <type_traits>

using namespace nns::layers;
using namespace nns::literals;
using nns::shape;

namespace {

// MobileNetV2's own table of checkpoints (tensorflow/models, slim): millions of multiply-adds at a resolution, and at a
// width.
using mobilenet = nns::zoo::mobilenet_v2<>;
constexpr std::int64_t millions(std::int64_t resolution) {
  return nns::at<mobilenet>(shape{resolution, resolution, 3}).forward.count / 1'000'000;
}
static_assert(millions(224) == 300 && millions(192) == 221 && millions(160) == 154 && millions(128) == 99 &&
              millions(96) == 56);
// 3,504,872 (torchvision), whatever the resolution.
constexpr auto at_192 = nns::at<mobilenet>({192, 192, 3});
static_assert(!at_192.refused && at_192.refused == false && at_192.refused.layer() == "");
static_assert(at_192.trainable_parameters == 3'504'872 && at_192.output == shape{1000});
static_assert(at_192.outputs.size() == 1 && at_192.outputs[0] == shape{1000});

// What the type says that has this input.
using declared = nns::zoo::mobilenet_v2<nns::zoo::resolution<192>>;
static_assert(at_192.forward == nns::forward<declared> && at_192.backward == nns::backward<declared>);
static_assert(at_192.training == nns::training<declared> && at_192.parameters == nns::parameters<declared>);
static_assert(at_192.activations == nns::activations<declared>);
static_assert(nns::at<mobilenet>().activations == nns::activations<mobilenet>);
static_assert(nns::at<mobilenet, nns::convention::element_wise>({192, 192, 3}).forward ==
              nns::forward<declared, nns::convention::element_wise>);

// Other channels are other parameters: 9 4 + 4 in place of 9 3 4 + 4.
struct image : nns::sequential<input<9, 9, 3>, conv2d<4, kernel<3>>, flatten, dense<2>> {};
static_assert(nns::at<image>({5, 5, 1}).parameters == 9 * 4 + 4 + 9 * 4 * 2 + 2);
static_assert(nns::at<image>({5, 5, 1}).activations == 25 + 36 + 36 + 2);
// A model that derives, and one without a name.
struct derived : image {};
static_assert(nns::at<derived>({3, 3, 3}).output == shape{2});
static_assert(nns::at<nns::sequential<input<4>, dense<3>>>({5}).forward == 15_MAC);

// The numbers are what they are elsewhere.
constexpr nns::macs forward = at_192.forward;
constexpr std::int64_t trainable = at_192.trainable_parameters;
static_assert(forward == nns::forward<declared> && trainable == 3'504'872);
static_assert(3'504'872 == at_192.trainable_parameters && at_192.trainable_parameters < 3'504'873L);
static_assert(at_192.trainable_parameters != 3 && 2 * at_192.forward == at_192.backward);
static_assert(at_192.forward + at_192.backward == at_192.training && at_192.backward / at_192.forward == 2.0);
static_assert(at_192.forward <= 222_MMAC && !(at_192.forward > 222_MMAC) && 1_MMAC < at_192.forward);
static_assert(4 * at_192.trainable_parameters == 4 * 3'504'872 && nns::to_flops(at_192.forward).count > 0);
static_assert(nns::within<at_192.forward, 222_MMAC> && !nns::within<at_192.forward, 221_MMAC>);
static_assert(nns::within<at_192.trainable_parameters, 3'504'872> && nns::within<at_192.forward, at_192.training>);
static_assert(nns::equals<at_192.forward, nns::forward<declared>> && nns::equals<at_192.output, shape{1000}>);
static_assert(!nns::equals<at_192.trainable_parameters, 3> && nns::equals<at_192.outputs, nns::shapes{{1000}}>);
constexpr nns::macs sum = [] {
  nns::macs all = 1_MAC;
  all += nns::at<image>({3, 3, 1}).forward;
  return all;
}();
static_assert(sum == nns::macs{1 + 36 + 8});

// Refused: a sentence, the layer with the names around it, the row, what arrived, the rule's numbers.
struct deep : nns::sequential<
    input<9, 9, 3>,
    named<"stem", conv2d<4, kernel<7>>, named<"squeeze", conv2d<4, kernel<3>>>>,
    repeat<3, residual<conv2d<4, kernel<3>, same>>>,
    average_pooling2d<2, strides<1>>> {};
constexpr auto refused = nns::at<deep>({8, 8, 3});

static_assert(refused.refused == "the (dilated) kernel is larger than the padded input");
static_assert(refused.refused.layer() == "stem/squeeze" && refused.refused.row == 2);
static_assert(refused.refused.arrived == shape{2, 2, 4});
static_assert(refused.refused.numbers[0] == 3 && refused.refused.numbers[1] == 2);
static_assert(std::string_view(refused.refused).starts_with("the (dilated)"));
constexpr auto pooled = nns::at<deep>({9, 9, 3});
static_assert(pooled.refused && pooled.refused.layer() == "average_pooling2d" && pooled.refused.row == 9);
static_assert(nns::at<deep>({7, 9}).refused.layer() == "stem/conv2d" && nns::at<deep>({0, 9, 3}).refused.row == 0);

// Numbers of a refused one are no numbers.
static_assert(!(refused.forward == refused.forward) && refused.forward != refused.forward);
static_assert(!(refused.forward <= 1_GMAC) && !(refused.forward > 0_MAC) && !(0_MAC < refused.forward));
static_assert(!(refused.parameters < 1'000) && !(refused.parameters > -1'000) && refused.parameters != -1);
static_assert(!(2 * refused.forward <= 1_GMAC) && !(refused.forward + 1_MAC < 1_GMAC));
static_assert(!(refused.activations * 4 <= 1'000) && !(refused.forward / 1_MAC < 1e9));
static_assert(!(refused.output == shape{}) && refused.outputs.empty());
static_assert(std::int64_t{refused.parameters} == nns::unknown && nns::macs{refused.forward}.count == nns::unknown);

// Several inputs, in the order of input_shapes: 4 gates of (3 + 4) 4 at 7 steps, and 5 by 4.
struct two : nns::graph<node<"a", input<10, 8>>, node<"b", input<6>>, node<"l", lstm<4>, "a">, node<"d", dense<4>, "b">,
                        node<"s", add<>, "l", "d">, outputs<"s", "l">> {};
constexpr auto both = nns::at<two>({7, 3}, {5});
static_assert(both.forward == nns::macs{7 * 4 * 4 * (3 + 4) + 5 * 4} && both.outputs == nns::shapes{{4}, {4}});
static_assert(nns::at<two>(nns::shapes{{7, 3}, {5}}).forward == both.forward);
static_assert(nns::at<two>({7, 3}).refused == "the number of shapes differs from the number of the model's inputs");
static_assert(nns::at<two>({7, 3}, {5}, {5}).refused && nns::at<two>({7}, {5}).refused.layer() == "l");
static_assert(nns::at<image>({9, 9, 3}, {4}).refused && nns::at<image>(nns::shapes{}).refused);

// Inputs that are not known before.
struct any_size : nns::sequential<input<nns::unknown, nns::unknown, 3>, conv2d<8, kernel<3>>,
                                  global_average_pooling2d<>, dense<2>> {};
static_assert(nns::at<any_size>({12, 10, 3}).forward == nns::macs{10 * 8 * 8 * 27 + 16});
static_assert(nns::at<any_size>().forward.count == nns::unknown && nns::at<any_size>().parameters == 8 * 27 + 8 + 18);
static_assert(nns::at<any_size>({nns::unknown, 10, 3}).forward.count == nns::unknown);
static_assert(!nns::within<nns::at<any_size>().forward, 1_GMAC>);

// Models inside a model declare inputs: they take what arrives, in branches, graphs and wrappers too.
struct backbone : nns::sequential<input<9, 9, 3>, conv2d<4, kernel<3>>> {};
struct whole : nns::sequential<input<9, 9, 3>, backbone, residual<nns::sequential<input<7, 7, 4>, relu>>, flatten> {};
static_assert(nns::at<whole>({5, 4, 3}).output == shape{3 * 2 * 4});
struct wired : nns::graph<node<"x", input<9, 9, 3>>, node<"y", backbone, "x">> {};
static_assert(nns::at<wired>({5, 4, 3}).output == shape{3, 2, 4});
struct clip : nns::sequential<input<2, 9, 9, 3>, time_distributed<backbone>> {};
static_assert(nns::at<clip>({4, 5, 4, 3}).output == shape{4, 3, 2, 4});

// What is no model, and what has no input.
static_assert(nns::at<int>({3}).refused && nns::at<dense<3>>({3}).refused.layer() == "dense");
static_assert(nns::at<nns::sequential<>>({3}).refused.row == 0);

// What one layer costs: 5 10; without the elements that arrive.
static_assert(nns::cost_of<dense<10>>({5}).forward == 50_MAC && nns::cost_of<dense<10>>({5}).activations == 10);
static_assert(nns::cost_of<dense<10>>({5}).parameters == 60 && nns::cost_of<dense<10>>({5}).output == shape{10});
static_assert(nns::cost_of<add<>>({5}, {5}).output == shape{5} && nns::cost_of<add<>>({5}, {6}).refused);
static_assert(nns::cost_of<add<>>({5}).refused && nns::cost_of<add<>>(nns::shapes{}).refused);
static_assert(nns::cost_of<sequential<dense<10>, dense<2>>>({5}).forward == 70_MAC);
static_assert(nns::cost_of<lstm<4, return_state>>({7, 3}).outputs == nns::shapes{{4}, {4}, {4}});
// It is a cost for a layer that is made of others: twice a dense one.
struct twins {
  static constexpr shape output(shape in) { return nns::cost_of<dense<3>>(in).output; }
  static constexpr nns::cost cost(shape in, shape) {
    const nns::cost one = nns::cost_of<dense<3>>(in);
    return {.forward = 2 * one.forward, .parameters = 2 * one.parameters};
  }
};
static_assert(asked::macs<input<5>, twins> == 30 && asked::parameters<input<5>, twins> == 36);

// A layer of one's own refuses a shape.
struct even {
  static constexpr shape output(shape in) {
    if (in.rank() != 1) return nns::refuse("one axis only");
    return in[0] % 2 == 0 ? in : nns::refuse("the length must be even");
  }
  static constexpr nns::cost cost(shape, shape) { return {}; }
};
using halves = nns::sequential<input<4>, named<"first", even>, lambda<decltype([](shape in) {
  return in[0] < 9 ? shape{in[0] / 2} : nns::refuse("too long");
})>>;
static_assert(asked::broken_by<halves> == asked::rule::none && nns::at<halves>({8}).output == shape{4});
static_assert(nns::at<halves>({7}).refused == "the length must be even");
static_assert(nns::at<halves>({7}).refused.layer() == "first" && nns::at<halves>({7}).refused.row == 1);
static_assert(nns::at<halves>({7, 7}).refused == "one axis only" && nns::at<halves>({10}).refused == "too long");
static_assert(nns::at<halves>({10}).refused.layer() == "lambda");
static_assert(asked::refused_by<input<5>, even> == asked::rule::refused_by_its_layer);
static_assert(asked::refused_by<input<2, 5>, time_distributed<even>> == asked::rule::refused_by_its_layer);
static_assert(nns::cost_of<even>({3}).refused == "the length must be even" && nns::cost_of<even>({3}).refused.row == 0);

// The largest resolution below 100 MMAC: at multiples of 32 it is 128 (99 of the table above).
constexpr auto fits = [](std::int64_t n) { return nns::at<mobilenet>({32 * n, 32 * n, 3}).forward <= 100_MMAC; };
static_assert(32 * nns::largest<fits>(1, 16) == 128);
static_assert(nns::largest<[](std::int64_t n) { return n * n <= 99; }>(1, 50) == 9);
static_assert(nns::largest<[](std::int64_t) { return true; }>(1, 50) == 50);
static_assert(nns::largest<[](std::int64_t) { return false; }>(1, 50) == 0);
static_assert(nns::largest<[](std::int64_t n) { return n < 4; }>(3, 4) == 3);
// The widest of a type with a width, in steps of a quarter: 0.5 has 97 million, 0.75 has 209.
template <class N>
using wide = nns::zoo::mobilenet_v2<nns::zoo::width<N::value, 4>>;
constexpr auto narrow = []<class N>(N) { return nns::forward<wide<N>> <= 100_MMAC; };
static_assert(nns::largest_of<narrow, 1, 6> == 2);

}  // namespace
