// Which word is written where there are several: Keras' names of activations, of a padding that it would choose itself,
// of axes; and the library's own words, for each option, of layers that Keras knows as well.
#include "round_trip.hpp"

#include <nns/import/keras.hpp>
#include <nns/layers/conv_lstm.hpp>
#include <nns/layers/product.hpp>
#include <nns/nns.hpp>

#include <stdexcept>
#include <string>

using namespace nns::layers;

namespace {

template <class M>
std::string written() {
  comes_back(nns::detail::model_name<M>(), nns::detail::step_of<M>);
  return nns::to_keras_json<M>();
}

template <class... L>
std::string layers() {
  return written<nns::sequential<L...>>();
}

// The names of keras.activations.
TEST_CASE("an activation that a layer is given has Keras' name") {
  const auto named = [](const std::string& json, const std::string& name) {
    return has(json, "\"units\": 3, \"activation\": \"" + name + "\", \"use_bias\": true");
  };
  CHECK(named(layers<input<4>, dense<3>>(), "linear"));
  CHECK(named(layers<input<4>, dense<3, linear>>(), "linear"));
  CHECK(named(layers<input<4>, dense<3, relu>>(), "relu"));
  CHECK(named(layers<input<4>, dense<3, relu6>>(), "relu6"));
  CHECK(named(layers<input<4>, dense<3, sigmoid>>(), "sigmoid"));
  CHECK(named(layers<input<4>, dense<3, tanh_>>(), "tanh"));
  CHECK(named(layers<input<4>, dense<3, softmax>>(), "softmax"));
  CHECK(named(layers<input<4>, dense<3, gelu>>(), "gelu"));
  CHECK(named(layers<input<4>, dense<3, silu>>(), "silu"));
  CHECK(named(layers<input<4>, dense<3, hard_sigmoid>>(), "hard_sigmoid"));
  CHECK(named(layers<input<4>, dense<3, hard_silu>>(), "hard_silu"));
  CHECK(named(layers<input<4>, dense<3, elu>>(), "elu"));
  CHECK(named(layers<input<4>, dense<3, selu>>(), "selu"));
  CHECK(named(layers<input<4>, dense<3, softplus>>(), "softplus"));
}

// An activation of somebody's own, which Keras would look for among the custom objects.
inline constexpr char of_somebody_text[] = R"({"class_name": "Sequential", "config": [{"class_name": "Dense",
  "config": {"name": "d", "units": 3, "activation": "wave", "batch_input_shape": [null, 4]}}, {"class_name": "Reshape",
  "config": {"name": "r", "target_shape": [3, 1]}}, {"class_name": "LSTM",
  "config": {"name": "l", "units": 2, "recurrent_activation": "wave"}}]})";
struct of_somebody : nns::keras_model<of_somebody_text> {};
inline constexpr char two_outputs_text[] = R"({"class_name": "Functional", "config": {"name": "m", "layers": [
  {"class_name": "InputLayer", "name": "x", "config": {"name": "x", "batch_shape": [null, 5, 4]}, "inbound_nodes": []},
  {"class_name": "LSTM", "name": "l", "config": {"name": "l", "units": 2, "activation": "wave", "return_state": true},
   "inbound_nodes": [[["x", 0, 0, {}]]]}],
  "input_layers": [["x", 0, 0]], "output_layers": [["l", 0, 0]]}})";
struct two_outputs : nns::keras_model<two_outputs_text> {};

TEST_CASE("a layer whose activation has no name is written with what it costs, if that can be said") {
  const std::string json = written<of_somebody>();
  // 4 3 multiply-adds, 4 3 + 3 parameters, the 3 outputs twice
  CHECK(has(json, R"("class_name": "nns>own", "registered_name": "nns>own", "config": {"name": "d", "kind": "dense", )"
                  R"("output_shape": [3], "forward": 12, "backward": 24, "parameters": 15, )"
                  R"("trainable_parameters": 15, "activations": 6})"));
  CHECK(has(json, R"("kind": "lstm", "output_shape": [2])"));
  try {
    nns::to_keras_json<two_outputs>();
    FAIL("nns>own has one output");
  } catch (const std::invalid_argument& refusal) {
    CHECK(has(refusal.what(), "the layer \"l\" (lstm) is not a layer of nns and has several outputs"));
  }
}

// tf.nn.convolution's SAME: ceil(n / s) outputs, and max((outputs - 1) s + d (k - 1) + 1 - n, 0) zeros in all.
TEST_CASE("a padding is called same where that pads as much on both sides") {
  const auto same = [](const std::string& json) { return has(json, R"("padding": "same")"); };
  CHECK(same(layers<input<9, 4>, conv1d<4, kernel<3>, padding<1>>>()));
  CHECK_FALSE(same(layers<input<9, 4>, conv1d<4, kernel<3>, padding<2>>>()));
  CHECK(same(layers<input<9, 4>, conv1d<4, kernel<3>, dilation<2>, padding<2>>>()));
  CHECK(same(layers<input<9, 4>, conv1d<4, kernel<3>, strides<2>, padding<1>>>()));        // 5 outputs, 4 2 + 3 - 9 = 2
  CHECK_FALSE(same(layers<input<8, 4>, conv1d<4, kernel<3>, strides<2>, padding<1>>>()));  // 4, and 3 2 + 3 - 8 = 1
  CHECK_FALSE(same(layers<input<8, 4>, conv1d<4, kernel<1>, padding<1>>>()));              // 0 zeros; 10 outputs
  CHECK(has(layers<input<8, 4>, conv1d<4, kernel<1>, padding<0>>>(), R"("padding": "valid")"));
  // Where the extent is not known, with strides of 1 only.
  CHECK(same(layers<input<-1, 4>, conv1d<4, kernel<3>, padding<1>>>()));
  CHECK_FALSE(same(layers<input<-1, 4>, conv1d<4, kernel<3>, padding<2>>>()));
  CHECK_FALSE(same(layers<input<-1, 4>, conv1d<4, kernel<3>, strides<2>, padding<1>>>()));
  // A pool that has no strides strides by its window: of 3 with 1 zero on both sides, 7 has 3 outputs, 2 3 + 3 - 7 = 2.
  CHECK(same(layers<input<7, 7, 2>, max_pooling2d<3, padding<1>>>()));
  CHECK_FALSE(same(layers<input<9, 9, 2>, max_pooling2d<3, padding<1>>>()));
  CHECK(same(layers<input<7, 9, 8, 2>, max_pooling3d<nns::extents{3, 3, 1}, strides<1>, padding<1, 1, 0>>>()));
  // Keras has no causal window but Conv1D's.
  CHECK(has(layers<input<9, 4>, depthwise_conv1d<kernel<3>, causal>>(), R"("class_name": "nns>depthwise_conv1d")"));
}

TEST_CASE("axes are a number, or a list of them") {
  CHECK(has(layers<input<4, 5>, normalization<>>(), R"("axis": [-1])"));
  CHECK(has(layers<input<4, 5>, normalization<axis<2>>>(), R"("axis": [2])"));
  CHECK(has(layers<input<4, 5>, normalization<axis<1, 2>>>(), R"("axis": [1, 2])"));
  CHECK(has(layers<input<4, 5>, layer_normalization<axis<1>>>(), R"("axis": 1)"));
  CHECK(has(layers<input<4, 5>, einsum_dense<"abc,cd->abd", nns::extents{4, 9}>>(), R"("bias_axes": null)"));
  struct products : nns::graph<node<"x", input<4, 5>>, node<"y", input<5, 4>>, node<"p", dot<2, 1>, "x", "y">> {};
  CHECK(has(written<products>(), R"("axes": [2, 1])"));
}

/// A layer of one's own whose kind has a d behind a dash.
struct dashed {
  static constexpr nns::text kind = "my-dense";
  static constexpr nns::shape output(nns::shape in) { return in; }
  static constexpr nns::cost cost(nns::shape, nns::shape) { return {.forward = nns::macs{7}, .parameters = 5}; }
};

TEST_CASE("a kind may be called what it likes") {
  CHECK(has(layers<input<4>, dashed>(), R"("kind": "my-dense", "output_shape": [4], "forward": 7, "backward": 14)"));
}

/// The config of the layer L, written in the library's own words though Keras may have some, and read from these.
template <class Input, class L>
std::string own_words() {
  using model = nns::sequential<Input, L>;
  const nns::report::model_rows rows = nns::report::rows_of(nns::detail::step_of<model>);
  const nns::report::model_row& row = rows.rows[1];
  nns::report::keras_config_writer config(row);
  config.word("name", "layer");
  nns::report::write_own_words(config);
  if (!row.inner.empty())
    config.raw("layer", nns::report::keras_model_writer::wrapped(row.inner, row.inner_outputs, row.arrived));
  const std::string json = R"({"class_name": "Sequential", "config": {"name": "m", "layers": [)"
                           R"({"class_name": "InputLayer", "config": {"name": "x", "batch_shape": )" +
                           nns::report::json_batch_shape(row.arrived) + R"(}}, {"class_name": "nns>)" +
                           std::string(row.kind->kind) + R"(", "config": {)" + config.out + "}}]}}";
  const nns::keras_file file{json};
  INFO(json << ": " << file.error().message);
  REQUIRE(file);
  const nns::layer_summary& read = file.summary().layers[1];
  const nns::layer_summary& said = nns::summary<model>.layers[1];
  CHECK(std::string(read.kind) == std::string(said.kind));
  CHECK(read.output == said.output);
  CHECK(read.forward == said.forward);
  CHECK(read.backward == said.backward);
  CHECK(read.parameters == said.parameters);
  CHECK(read.trainable_parameters == said.trainable_parameters);
  CHECK(read.activations == said.activations);
  return config.out;
}

TEST_CASE("each option has a word of the library's own") {
  CHECK(own_words<input<8, 4>, conv1d_transpose<6, kernel<3>, strides<2>, groups<2>, output_padding<1>, no_bias>>() ==
        R"("name": "layer", "numbers": [6], "kernel_size": [3], "strides": [2], "groups": 2, "output_padding": [1], )"
        R"("use_bias": false)");
  CHECK(own_words<input<8, 4>, depthwise_conv1d<kernel<3>, depth_multiplier<2>, dilation<2>, causal, relu>>() ==
        R"("name": "layer", "numbers": [], "kernel_size": [3], "dilation_rate": [2], "depth_multiplier": 2, )"
        R"("padding": "causal", "activation": "relu")");
  CHECK(own_words<input<8, 9, 4>, prelu<shared_axes<1, 2>>>() ==
        R"("name": "layer", "numbers": [], "shared_axes": [1, 2])");
  CHECK(own_words<input<8, 6>, multi_head_attention<2, 3, value_dim<5>, output_dim<7>>>() ==
        R"("name": "layer", "numbers": [2, 3], "value_dim": 5, "output_dim": 7)");
  CHECK(own_words<input<8, 6>, einsum_dense<"abc,cd->abd", nns::extents{8, 9}, bias_axes<"d">>>() ==
        R"("name": "layer", "numbers": [8, 9], "equation": "abc,cd->abd", "bias_axes": "d")");
  CHECK(own_words<input<8, 6>, layer_normalization<no_center, axis<1, 2>>>() ==
        R"("name": "layer", "numbers": [], "axis": [1, 2], "center": false)");
  CHECK(own_words<input<8, 6>, lstm<5, return_state, recurrent_activation<relu>>>() ==
        R"("name": "layer", "numbers": [5], "return_state": true, "recurrent_activation": "relu")");
  CHECK(own_words<input<8, 6>, gru<5, reset_after<false>, return_sequences>>() ==
        R"("name": "layer", "numbers": [5], "return_sequences": true, "reset_after": false)");
  CHECK(has(own_words<input<8, 6>, bidirectional<lstm<5>, merge_ave>>(),
            R"("numbers": [], "merge_mode": "ave", "layer": {"module": "keras.layers", "class_name": "LSTM")"));
  struct hidden : nns::graph<node<"x", input<8, 6>>, node<"y", input<8, 6>>,
                             node<"a", attention<use_scale, causal, count_masked<false>>, "x", "y">> {};
  CHECK(has(written<hidden>(), R"("class_name": "nns>attention", "registered_name": "nns>attention", "config": )"
                               R"({"name": "a", "numbers": [], "padding": "causal", "count_masked": false, )"
                               R"("use_scale": true})"));
}

}  // namespace
