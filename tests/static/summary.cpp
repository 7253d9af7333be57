// Questions to a model: rows, totals, names, estimates.
#include "asked.hpp"

#include <string>
#include <string_view>
#include <type_traits>

using namespace nns::layers;
using namespace nns::literals;

namespace {

// Keras' convnet for MNIST (its own example): 320, 18,496 and 16,010 parameters.
struct mnist : nns::sequential<
    input<28, 28, 1>,
    conv2d<32, kernel<3>, relu>,
    max_pooling2d<2>,
    conv2d<64, kernel<3>, relu>,
    max_pooling2d<2>,
    flatten,
    dropout,
    dense<10, softmax>> {};
static_assert(again::parameters<mnist> == 34'826);

constexpr auto s = nns::summary<mnist>;  // a copy is as good
static_assert(s.name == "mnist" && s.layers.size() == 8);
static_assert(s.layers[3].name == "conv2d_1" && s.layers[3].kind == "conv2d");
static_assert(s.layers[3].output == nns::shape{11, 11, 64});
// 11^2 64 288 products, twice that backward; 64 288 + 64 parameters; 2 11^2 64 elements
static_assert(s.layers[3].forward == 2'230'272_MAC && s.layers[3].backward == 4'460'544_MAC);
static_assert(s.layers[3].parameters == 18'496 && s.layers[3].trainable_parameters == 18'496);
static_assert(s.layers[3].non_trainable_parameters() == 0);
static_assert(s.layers[3].activations == 15'488);
// 26^2 32 9 + 11^2 64 288 + 1,600 10
static_assert(s.total.forward == 194'688_MAC + 2'230'272_MAC + 16'000_MAC);
static_assert(s.total.backward == 2 * s.total.forward);
// 784 + 2 21,632 + 5,408 + 2 7,744 + 1,600 + 1,600 + 1,600 + 20
static_assert(s.total.activations == 69'764);
static_assert(s.total.output == nns::shape{10} && s.total.name == "total" && s.total.parameters == 34'826);

// As a user walks through it.
constexpr std::int64_t sum_of_rows() {
  std::int64_t sum = 0;
  for (auto& row : s.layers) sum += row.parameters;
  for (int i = 0; i != s.layers.size(); ++i) sum += s.layers[i].parameters;
  for (std::size_t i = 0; i != 8; ++i) sum += s.layers[i].parameters;
  return sum;
}
static_assert(sum_of_rows() == 3 * 34'826);
static_assert(std::string_view(s.layers[3].name) == "conv2d_1");
constexpr std::string_view view = s.layers[3].name;
static_assert(view.ends_with("_1"));
[[maybe_unused]] std::string text_of_a_row() {
  std::string made = s.layers[3].name;
  made = nns::summary<mnist>.layers[1].kind;
  made += std::string_view(s.name);
  return made + std::string(s.layers[3].kind);
}

// A model's name: its own, the type's, or the kind of model where an alias has none.
struct with_name : nns::sequential<input<2>> {
  static constexpr const char* name = "LeNet-5";
};
struct with_view : nns::sequential<input<2>> {
  static constexpr std::string_view name = "a view";
};
struct with_array : nns::sequential<input<2>> {
  static constexpr char name[] = "an array";
};
template <int N>
struct numbered_net : nns::sequential<input<N>> {};
using alias = nns::sequential<input<2>>;
using graph_alias = nns::graph<node<"x", input<2>>>;
static_assert(nns::summary<with_name>.name == "LeNet-5");
static_assert(nns::summary<with_view>.name == "a view");
static_assert(nns::summary<with_array>.name == "an array");
static_assert(nns::summary<numbered_net<50>>.name == "numbered_net<50>");
static_assert(nns::summary<alias>.name == "sequential");
static_assert(nns::summary<graph_alias>.name == "graph");
constexpr auto local = [] {
  struct inside_a_function : nns::sequential<input<2>> {};
  return nns::summary<inside_a_function>.name;
}();
static_assert(local == "inside_a_function");

// estimate: the batch multiplies work and activations; training does the backward pass, too, and keeps twice as much.
constexpr auto one = nns::estimate<mnist>();
static_assert(one.macs == 2'440'960_MAC && one.parameters == 34'826 && one.activations == 69'764);
static_assert(one.phase == nns::phase::inference && one.batch == 1);
// float32: 4 34,826 and 4 69,764 bytes
static_assert(one.parameter_bytes == 139'304_B && one.activation_bytes == 279'056_B);
constexpr auto many = nns::estimate<mnist>(nns::phase::inference, nns::batch{32});
static_assert(many.macs == 32 * 2'440'960_MAC && many.activations == 32 * 69'764 && many.parameters == 34'826);
static_assert(many.parameter_bytes == 139'304_B && many.batch == 32);
constexpr auto learning = nns::estimate<mnist>(nns::phase::training, nns::batch{32});
static_assert(learning.macs == 3 * many.macs && learning.activations == 2 * many.activations);
static_assert(learning.activation_bytes == 2 * many.activation_bytes && learning.parameters == 34'826);
static_assert(learning.phase == nns::phase::training);
static_assert(nns::estimate<mnist>(nns::phase::training).macs == again::training<mnist>);
// half precision
static_assert(nns::estimate<mnist>(nns::phase::inference, nns::batch{1}, 2).parameter_bytes == 69'652_B);

// There is no batch of none.
template <std::int64_t Size>
concept batch_of = requires { typename std::integral_constant<std::int64_t, nns::estimate<mnist>({}, {Size}).batch>; };
static_assert(batch_of<1> && !batch_of<0> && !batch_of<-3>);

// Budgets on each quantity, and on all of them.
static_assert(nns::within<again::forward<mnist>, 2'440'960_MAC> && !nns::within<again::forward<mnist>, 2'440'959_MAC>);
static_assert(nns::within<again::parameters<mnist>, 34'826> && !nns::within<again::parameters<mnist>, 34'825>);
static_assert(nns::within<again::activations<mnist>, 69'764> && nns::within<again::training<mnist>, 7.4_MMAC>);
static_assert(nns::within<one.parameter_bytes, 140_kB> && !nns::within<one.parameter_bytes, 136_KiB>);
static_assert(nns::fits<mnist, nns::budget{}>);
static_assert(nns::fits<mnist, nns::budget{.forward = 3_MMAC, .parameters = 40'000}>);
static_assert(!nns::fits<mnist, nns::budget{.forward = 2_MMAC, .parameters = 40'000}>);
static_assert(!nns::fits<mnist, nns::budget{.trainable_parameters = 34'825}>);
static_assert(!nns::fits<mnist, nns::budget{.backward = 4'881'919_MAC}>);
static_assert(nns::fits<mnist, nns::budget{.training = 7'322'880_MAC, .activations = 69'764}>);
template <class M>
  requires nns::within<again::forward<M>, 3_MMAC>
constexpr bool small_enough() {
  return true;
}
static_assert(small_enough<mnist>());

// Kinds whose numbers are looked for in the same place (detail/naming.hpp) are numbered apart; two kinds of the same name
// are numbered together.
template <int>
struct own {
  static constexpr const char* kind = "own";
  static constexpr nns::shape output(nns::shape in) { return in; }
  static constexpr nns::cost cost(nns::shape, nns::shape) { return {}; }
};
struct crowded : nns::sequential<
    input<16, 16, 4>, depthwise_conv2d<kernel<3>, same>, silu, selu, relu6, elu, selu, silu, own<1>, own<2>, own<1>,
    depthwise_conv2d<kernel<3>, same>, flatten, flatten, softmax> {};
template <class M>
constexpr bool named_like(const char* const (&names)[nns::summary<M>.layers.size()]) {
  for (int i = 0; i != nns::summary<M>.layers.size(); ++i)
    if (nns::summary<M>.layers[i].name != names[i]) return false;
  return true;
}
static_assert(named_like<crowded>({"input", "depthwise_conv2d", "silu", "selu", "relu6", "elu", "selu_1", "silu_1",
                                   "own", "own_1", "own_2", "depthwise_conv2d_1", "flatten", "flatten_1", "softmax"}));
// The same where a layer has a name of its own, so that the others get theirs at the end.
struct crowded_too : nns::sequential<
    input<16, 16, 4>, depthwise_conv2d<kernel<3>, same>, silu, selu, named<"first", own<1>>, own<2>, own<1>, flatten,
    silu, flatten> {};
static_assert(named_like<crowded_too>({"input", "depthwise_conv2d", "silu", "selu", "first", "own", "own_1", "flatten",
                                       "silu_1", "flatten_1"}));

// A member `name` that is no static one names objects, not the model.
struct with_objects : nns::sequential<input<3>, dense<3>> {
  std::string name;
};
static_assert(nns::summary<with_objects>.name == "with_objects");

// A name is compared with strings of every kind.
constexpr const char* pointer = "conv2d_1";
constexpr char buffer[16] = "conv2d_1";
static_assert(s.layers[3].name == pointer && pointer == s.layers[3].name && s.layers[3].name == buffer);
static_assert(s.layers[3].name == std::string_view("conv2d_1") && std::string_view("conv2d") != s.layers[3].name);

}  // namespace
