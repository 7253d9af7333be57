// What a file's user says of classes: known_as and assume_zero, in types and at run time, and the spelling of layers.
// Parameters of a dense layer are (inputs + 1) units; the rest is said above its line.
#include <nns/import/keras.hpp>
#include <nns/import/keras_file.hpp>

#include "keras/written.hpp"

namespace {

using nns::shape;
using nns::detail::layer_spelled;
using nns::detail::spelled_layer;
using written::functional_of;
using written::input;
using written::is_refused;
using written::model_of;
using written::node;
using namespace nns::layers;

// A head on the distance of two embeddings: Keras has a dense layer of one input, 2 parameters.
inline constexpr char siamese_text[] = R"({"class_name": "Sequential", "config": {"name": "s", "layers": [
  {"class_name": "Dense", "config": {"name": "embed", "units": 64, "batch_input_shape": [null, 8]}},
  {"class_name": "L2Distance", "config": {"name": "distance"}},
  {"class_name": "Dense", "config": {"name": "head", "units": 1}}]}})";

/// (a - b)^2, summed over the features: 64 multiplications.
struct distance {
  static constexpr shape output(shape) { return {1}; }
  static constexpr nns::cost cost(shape in, shape) { return {.forward = nns::macs{in[0]}}; }
};
struct two_layers : nns::sequential<dense<16, no_bias>, dense<4>> {};

struct own : nns::keras_model<siamese_text, nns::known_as<"L2Distance", distance>> {};
static_assert(nns::parameters<own> == (8 + 1) * 64 + 2);
static_assert(nns::forward<own>.count == 8 * 64 + 64 + 1);
static_assert(nns::summary<own>.layers[2].name == nns::text{"distance"});

struct ours : nns::keras_model<siamese_text, nns::known_as<"L2Distance", dense<1>>> {};
static_assert(nns::parameters<ours> == (8 + 1) * 64 + 65 + 2);

// A composition: 64 by 16 without bias, 16 by 4 with one; then 4 by 1.
struct composed : nns::keras_model<siamese_text, nns::known_as<"L2Distance", two_layers>> {};
static_assert(nns::parameters<composed> == (8 + 1) * 64 + 64 * 16 + (16 + 1) * 4 + 4 + 1);
static_assert(nns::summary<composed>.layers[2].name == nns::text{"distance/dense"});

struct stated : nns::keras_model<siamese_text, nns::assume_zero<"L2Distance", nns::shape{1}>> {};
static_assert(nns::parameters<stated> == (8 + 1) * 64 + 2);
static_assert(nns::forward<stated>.count == 8 * 64 + 1);

// Of two inputs, as siamese networks have it; and operations by formulas, while the program compiles.
inline constexpr char compared_text[] = R"({"class_name": "Functional", "config": {"name": "m", "layers": [
  {"class_name": "InputLayer", "config": {"name": "x", "batch_shape": [null, 4, 8]}, "name": "x", "inbound_nodes": []},
  {"class_name": "InputLayer", "config": {"name": "y", "batch_shape": [null, 6, 8]}, "name": "y", "inbound_nodes": []},
  {"module": "keras.src.ops.numpy", "class_name": "Einsum", "config": {"name": "e"}, "name": "e", "inbound_nodes": [
    {"args": ["...td,de,...se->...ts", ["x", 0, 0], {"class_name": "__numpy__", "config": {"value":
      [[1, 2], [1, 2], [1, 2], [1, 2], [1, 2], [1, 2], [1, 2], [1, 2]]}}, ["z", 0, 0]], "kwargs": {}}]},
  {"module": "keras.src.ops.numpy", "class_name": "Matmul", "config": {"name": "z"}, "name": "z", "inbound_nodes": [
    {"args": [["y", 0, 0], {"class_name": "__numpy__", "config": {"value":
      [[1, 2], [1, 2], [1, 2], [1, 2], [1, 2], [1, 2], [1, 2], [1, 2]]}}], "kwargs": {}}]},
  {"class_name": "Distance", "config": {"name": "d"}, "name": "d", "inbound_nodes": [[["e", 0, 0, {}], ["z", 0, 0, {}]]]}],
  "input_layers": [["x", 0, 0], ["y", 0, 0]], "output_layers": [["d", 0, 0]]}})";
struct between {
  static constexpr shape output(shape, shape b) { return {b[0]}; }
  static constexpr nns::cost cost(shape a, shape b, shape) { return {.forward = nns::macs{a[0] * b[0]}}; }
};
struct compared : nns::keras_model<compared_text, nns::known_as<"Distance", between>> {};
// y by the array: 6 8 2. x by it: 4 8 2; that by z: 4 6 2. The distance of (4, 6) and (6, 2): 4 6.
static_assert(nns::forward<compared>.count == 6 * 8 * 2 + 4 * 8 * 2 + 4 * 6 * 2 + 4 * 6);
static_assert(nns::parameters<compared> == 0);
static_assert(nns::output_shape<compared> == nns::shape{6});

nns::keras_file siamese(nns::keras_options options) { return nns::keras_file{siamese_text, std::move(options)}; }
std::int64_t parameters(const nns::keras_file& file) {
  INFO(file.error().message);
  REQUIRE(file);
  return file.summary().total.parameters;
}

TEST_CASE("a class is what its user says, at run time too") {
  CHECK(parameters(siamese({.known_as = {nns::known_as<"L2Distance", distance>{}}})) == nns::parameters<own>);
  CHECK(parameters(siamese({.known_as = {nns::known_as<"L2Distance", two_layers>{}}})) == nns::parameters<composed>);
  CHECK(parameters(siamese({.known_as = {{"L2Distance", "dense<1>"}}})) == nns::parameters<ours>);
  CHECK(parameters(siamese({.assume_zero = {{"L2Distance", shape{1}}}})) == nns::parameters<stated>);
  CHECK(parameters(siamese({.assume_zero = {nns::assume_zero<"L2Distance", nns::shape{1}>{}}})) ==
        nns::parameters<stated>);
  CHECK(siamese({.assume_zero = {{"L2Distance", shape{1}}}}).assumed().size() == 1);
  const nns::keras_file two{compared_text, {.known_as = {nns::known_as<"Distance", between>{}}}};
  REQUIRE(two);
  CHECK(two.summary().total.forward == nns::forward<compared>);
  // A class that the reader knows: (64 + 1) 1 becomes 64 1.
  CHECK(parameters(nns::keras_file{model_of(written::dense), {.known_as = {{"Dense", "dense<3, no_bias>"}}}}) == 4 * 3);
  // With the package that registered it.
  std::string packaged = siamese_text;
  packaged.replace(packaged.find("L2Distance"), 10, "my_package>L2Distance");
  CHECK(parameters(nns::keras_file{packaged, {.known_as = {{"L2Distance", "dense<1>"}}}}) == nns::parameters<ours>);
  CHECK_FALSE(nns::keras_file{packaged, {.known_as = {{"Distance", "dense<1>"}}}});
}

TEST_CASE("a layer that is taken for another one breaks that one's rules in its own place") {
  const nns::keras_file file = siamese({.known_as = {{"L2Distance", "conv2d<8, kernel<3>>"}}});
  REQUIRE_FALSE(file);
  CHECK(file.error().message.find("wrong rank") != std::string::npos);
  CHECK(file.error().message.find("\"distance\" of the class L2Distance") != std::string::npos);
  CHECK(file.error().line == 3);
  const nns::keras_file typed = siamese({.known_as = {nns::known_as<"L2Distance", nns::sequential<two_layers, conv2d<8, kernel<3>>>>{}}});
  REQUIRE_FALSE(typed);
  CHECK(typed.error().line == 3);
}

TEST_CASE("what costs nothing has a shape that somebody says") {
  const char* const not_said = "which the file does not have";
  is_refused(siamese_text, not_said, {.assume_zero = {"L2Distance"}});
  // Nothing stands behind it, so nothing depends on it.
  const std::string fancy = R"({"class_name": "Fancy", "config": {"name": "f"}})";
  CHECK(parameters(nns::keras_file{model_of(written::dense + "," + fancy), {.assume_zero = {"Fancy"}}}) == 15);
  // Keras 3: the next layer was built with a shape. Keras 1 and 2: or it says what it takes.
  const std::string built = R"({"class_name": "Dense", "config": {"name": "e", "units": 2}, "build_config": {"input_shape": [null, 7]}})";
  CHECK(parameters(nns::keras_file{model_of(written::dense + "," + fancy + "," + built), {.assume_zero = {"Fancy"}}}) ==
        15 + (7 + 1) * 2);
  const std::string says = R"({"class_name": "Dense", "config": {"name": "e", "units": 2, "batch_input_shape": [null, 7]}})";
  CHECK(parameters(nns::keras_file{model_of(written::dense + "," + fancy + "," + says), {.assume_zero = {"Fancy"}}}) ==
        15 + (7 + 1) * 2);
  const std::string relu = R"({"class_name": "ReLU", "config": {"name": "r"}})";
  is_refused(model_of(written::dense + "," + fancy + "," + relu), not_said, {.assume_zero = {"Fancy"}});
  // Inside another model, what stands behind that one counts.
  const std::string inner = R"({"class_name": "Sequential", "config": {"name": "i", "layers": [)" + fancy + "]}}";
  CHECK(parameters(nns::keras_file{model_of(written::dense + "," + inner), {.assume_zero = {"Fancy"}}}) == 15);
  is_refused(model_of(written::dense + "," + inner + "," + relu), not_said, {.assume_zero = {"Fancy"}});
  // A single number.
  const nns::keras_file number{model_of(written::dense + "," + fancy), {.assume_zero = {{"Fancy", shape{}}}}};
  REQUIRE(number);
  CHECK(number.summary().total.output == shape{});
}

TEST_CASE("in a graph, what follows says the shape") {
  const auto graph = [](const std::string& behind) {
    return functional_of(input("x", "4") + R"(, {"class_name": "Fancy", "name": "f", "config": {"name": "f"},
      "inbound_nodes": [[["x", 0, 0, {}]]]}, )" + behind);
  };
  const std::string plain = node("Dense", "a", R"("units": 2)", R"([[["f", 0, 0, {}]]])");
  is_refused(graph(plain), "which the file does not have", {.assume_zero = {"Fancy"}});
  CHECK(parameters(nns::keras_file{graph(plain), {.assume_zero = {{"Fancy", shape{9}}}}}) == (9 + 1) * 2);
  const std::string built = R"({"class_name": "Dense", "name": "a", "config": {"name": "a", "units": 2},
    "build_config": {"input_shape": [null, 7]}, "inbound_nodes": [[["f", 0, 0, {}]]]})";
  CHECK(parameters(nns::keras_file{graph(built), {.assume_zero = {"Fancy"}}}) == (7 + 1) * 2);
  const std::string said = node("Dense", "a", R"("units": 2)", R"([{"args": [{"class_name": "__keras_tensor__",
    "config": {"shape": [null, 7], "keras_history": ["f", 0, 0]}}], "kwargs": {}}])");
  CHECK(parameters(nns::keras_file{graph(said), {.assume_zero = {"Fancy"}}}) == (7 + 1) * 2);
  CHECK(parameters(nns::keras_file{graph(plain), {.known_as = {{"Fancy", "dense<3>"}}}}) == (4 + 1) * 3 + (3 + 1) * 2);
}

TEST_CASE("a Lambda and a function can be given a shape, and a cost") {
  const std::string lambda = R"({"class_name": "Lambda", "config": {"name": "distance"}})";
  const std::string other = R"({"class_name": "Lambda", "config": {"name": "other"}})";
  const std::string head = R"({"class_name": "Dense", "config": {"name": "e", "units": 2}})";
  const std::string text = model_of(written::dense + "," + lambda + "," + other + "," + head);
  CHECK(parameters(nns::keras_file{text, {.known_as = {{"distance", "dense<5, no_bias>"}}}}) ==
        15 + 3 * 5 + (5 + 1) * 2);
  CHECK(parameters(nns::keras_file{text, {.assume_zero = {{"distance", shape{1}}}}}) == 15 + (1 + 1) * 2);
  CHECK(parameters(nns::keras_file{text, {.known_as = {{"Lambda", "dense<5, no_bias>"}}}}) ==
        15 + 3 * 5 + 5 * 5 + (5 + 1) * 2);
  const std::string function = functional_of(
      input("x", "4") + R"(, {"class_name": "TFOpLambda", "name": "f", "config": {"function": "linalg.inv"},
      "inbound_nodes": [["x", 0, 0, {}]]}, )" + node("Dense", "a", R"("units": 2)", R"([[["f", 0, 0, {}]]])"));
  is_refused(function, "no formula for it");
  CHECK(parameters(nns::keras_file{function, {.known_as = {{"linalg.inv", "dense<3>"}}}}) == (4 + 1) * 3 + (3 + 1) * 2);
  CHECK(parameters(nns::keras_file{function, {.assume_zero = {{"linalg.inv", shape{3}}}}}) == (3 + 1) * 2);
}

/// A layer that is spelled costs what the type does.
template <class Layer>
void costs_the_same(const char* spelled, const std::vector<shape>& arrive) {
  INFO(spelled);
  const spelled_layer s = layer_spelled({spelled, __builtin_strlen(spelled)});
  INFO(std::string(s.word) << " " << std::string(s.why));
  REQUIRE(s.good());
  std::vector<nns::detail::tensor> tensors(arrive.size());
  for (std::size_t i = 0; i != arrive.size(); ++i) tensors[i].dims = arrive[i];
  const auto run = [&](const auto& step) {
    nns::detail::machine m;
    m.arrive(tensors.data(), static_cast<int>(tensors.size()) - 1);
    step(m);
    return std::pair(m.sum, m.x);
  };
  const auto [got, output] = run([&](nns::detail::machine& m) { m.run(*s.kind, s.numbers, s.given); });
  const auto [expected, shape_of_it] = run([](nns::detail::machine& m) { nns::detail::step_of<Layer>(m); });
  CHECK(output == shape_of_it);
  CHECK(got.forward == expected.forward);
  CHECK(got.trainable == expected.trainable);
  CHECK(got.fixed == expected.fixed);
  CHECK(got.activations == expected.activations);
}

TEST_CASE("every option can be spelled") {
  using namespace nns::layers;
  const std::vector<shape> image{{9, 9, 8}}, sequence{{10, 8}};
  costs_the_same<conv2d<8, kernel<3>, dilation<2>, groups<4>, valid, use_bias<false>, lora_rank<2>>>(
      "conv2d<8, kernel<3>, dilation<2>, groups<4>, valid, use_bias<false>, lora_rank<2>>", image);
  costs_the_same<conv2d<4, kernel<3>, padding<1, 2>, channels_first, use_bias<true>, gelu>>(
      "conv2d<4, kernel<3>, padding<1, 2>, channels_first, use_bias<true>, gelu>", image);
  costs_the_same<conv2d_transpose<4, kernel<3>, strides<2>, output_padding<1>>>(
      "conv2d_transpose<4, kernel<3>, strides<2>, output_padding<1>>", image);
  costs_the_same<depthwise_conv2d<kernel<3>, depth_multiplier<2>>>("depthwise_conv2d<kernel<3>, depth_multiplier<2>>", image);
  costs_the_same<conv1d<4, kernel<3>, causal>>("conv1d<4, kernel<3>, causal>", sequence);
  costs_the_same<max_pooling2d<2, ceil_mode>>("max_pooling2d<2, ceil_mode>", image);
  costs_the_same<global_average_pooling2d<keepdims>>("global_average_pooling2d<keepdims>", image);
  costs_the_same<batch_normalization<axis<1>, no_scale, no_center>>("batch_normalization<axis<1>, no_scale, no_center>", image);
  costs_the_same<prelu<shared_axes<1, 2>>>("prelu<shared_axes<1, 2>>", image);
  costs_the_same<lstm<4, return_sequences, return_state, two_biases, projection<2>>>(
      "lstm<4, return_sequences, return_state, two_biases, projection<2>>", sequence);
  costs_the_same<gru<4, reset_after<false>>>("gru<4, reset_after<false>>", sequence);
  costs_the_same<gru<4, reset_after<>, recurrent_activation<linear>>>("gru<4, reset_after<>, recurrent_activation<linear>>", sequence);
  const std::vector<shape> two{{10, 8}, {6, 8}};
  costs_the_same<multi_head_attention<2, 4, value_dim<3>, output_dim<5>, no_query_bias, no_key_bias>>(
      "multi_head_attention<2, 4, value_dim<3>, output_dim<5>, no_query_bias, no_key_bias>", two);
  costs_the_same<multi_head_attention<2, 4, no_value_bias, no_output_bias>>(
      "multi_head_attention<2, 4, no_value_bias, no_output_bias>", two);
  costs_the_same<attention<use_scale>>("attention<use_scale>", two);
}

TEST_CASE("a layer from its spelling") {
  const spelled_layer conv = layer_spelled("conv2d<8, kernel<3, 5>, strides<2>, same, no_bias, relu>");
  REQUIRE(conv.good());
  CHECK(conv.kind == &nns::detail::conv2d_family);
  CHECK(conv.numbers == shape{8});
  CHECK(conv.given.kernel[1] == 5);
  CHECK(conv.given.strides[0] == 2);
  CHECK(conv.given.padding == nns::detail::padding_mode::same);
  CHECK(conv.given.activation == nns::detail::activation_kind::relu);
  CHECK_FALSE(conv.given.bias);
  CHECK(layer_spelled("flatten").good());
  CHECK(layer_spelled(" nns::layers::dense < 10 > ").good());
  CHECK(layer_spelled("batch_normalization<>").good());
  CHECK(layer_spelled("dense<1'000>").numbers == shape{1000});
  CHECK(layer_spelled("max_pooling2d<nns::extents{3, 2}>").numbers == shape{3, 2});
  CHECK(layer_spelled("zero_padding2d<nns::sides{{0, 1}, {2, 3}}>").numbers == shape{0, 1, 2, 3});
  CHECK(layer_spelled("gru<8, reset_after<false>, recurrent_activation<hard_sigmoid>>").good());
  CHECK(layer_spelled("reshape<4, -1>").numbers == shape{4, -1});
  static_assert(layer_spelled("multi_head_attention<8, 64, value_dim<32>>").good());
  const auto wrong = [](const char* spelled, const char* word, const char* why) {
    const spelled_layer found = layer_spelled({spelled, __builtin_strlen(spelled)});
    INFO(spelled << ": " << std::string(found.word) << " " << std::string(found.why));
    CHECK_FALSE(found.good());
    CHECK(std::string(found.word) == word);
    CHECK(std::string(found.why).find(why) != std::string::npos);
  };
  wrong("conv2d<8, kernel<3> same>", "same>", "the expected comma or >");
  wrong("conv2d<8, kernel<99999999999999999999>>", "99999999999999999999>>", "63 bits");
  wrong("conv2d<8, kernel<3", "", "the expected comma or >");
  wrong("conv2d<8, kernel<3 4>>", "4>>", "the expected comma or >");
  wrong("conv2d<8, kernel>", "kernel", "too many or too few numbers");
  wrong("dense<->", "->", "is not a number");
  wrong("dense<!>", "!>", "neither a number nor an option");
  wrong("dense<1, merge_of>", "merge_of", "is not an option");
  wrong("reshape<1, 1, 1, 1, 1, 1, 1, 1, 1>", "reshape<1, 1, 1, 1, 1, 1, 1, 1, 1>", "more numbers");
  wrong("max_pooling2d<nns::extents{3, x}>", "x}>", "the expected number");
  wrong("max_pooling2d<nns::extents{3 2}>", "2}>", "the expected comma or }");
  wrong("zero_padding2d<nns::sides{{0, !}, {2, 3}}>", "!}, {2, 3}}>", "the expected number");
  wrong("gru<8, recurrent_activation>", ">", "the expected <");
  wrong("gru<8, recurrent_activation<tanh>>", "tanh", "is not an activation");
  wrong("gru<8, recurrent_activation<relu, 1>>", ", 1>>", "the expected >");
  wrong("gru<8, reset_after<maybe>>", "reset_after", "takes numbers");
  for (const char* wrapper : {"time_distributed", "rnn"}) wrong(wrapper, wrapper, "wraps");
  wrong("", "", "is not a layer");
  wrong("Dense<1>", "Dense", "is not a layer");
  wrong("dense", "dense", "too many or too few numbers");
  wrong("dense<1, 2>", "dense", "too many or too few numbers");
  wrong("dense<1", "", "the expected comma or >");
  wrong("dense<1> x", "x", "after the layer");
  wrong("dense<1, kernel<3>>", "dense", "does not take");
  wrong("dense<1, relu, tanh_>", "dense", "given twice");
  wrong("dense<1, tanh>", "tanh", "is not an option");
  wrong("dense<99999999999999999999>", "99999999999999999999>", "63 bits");
  wrong("conv2d<8, kernel<1, 2, 3, 4>>", "kernel", "too many or too few numbers");
  wrong("conv2d<8, kernel<three>>", "kernel", "takes numbers");
  wrong("bidirectional<lstm<8>>", "bidirectional", "wraps");
  CHECK(layer_spelled("max_pooling2d<nns::extents{}>").numbers == shape{});
  CHECK(layer_spelled("batch_normalization<axis<>>").why.size() != 0);
  is_refused(siamese_text, "names a class that no layer of the file has: \"L2Distanse\"",
             {.known_as = {{"L2Distance", "dense<1>"}, {"L2Distanse", "dense<1>"}}});
  is_refused(siamese_text, "names a class that no layer of the file has: \"Fancy\"",
             {.assume_zero = {"Fancy"}, .known_as = {{"L2Distance", "dense<1>"}}});
  is_refused(siamese_text, "\"densse\" is not a layer of this library", {.known_as = {{"L2Distance", "densse<1>"}}});
}

}  // namespace
