// The words that nns::to_keras_json writes where Keras has no class, as a file has them: nns>kind with the layer's
// numbers and options, nns>own, and which activation an Activation is. The numbers are the rules of counting, worked
// out by hand. That all layers come back as they were written: round_trip/.
#include "keras/written.hpp"

namespace {

using nns::shape;
using written::counts;
using written::functional_of;
using written::input;
using written::is_refused;
using written::layer;
using written::model_of;
using written::node;

/// A layer of the kind at which a shape arrives.
void own(const char* kind, const char* arrives, const std::string& config, const shape& output, std::int64_t forward,
         std::int64_t parameters) {
  counts(model_of(layer("nns>" + std::string(kind),
                        R"("batch_input_shape": [null, )" + std::string(arrives) + "], " + config)),
         output, forward, parameters);
}

TEST_CASE("windows in this library's own words") {
  // 4 2 + 3 mod 2 + 1 = 10
  own("conv2d_transpose", "5, 5, 3",
      R"("numbers": [4], "kernel_size": [3], "strides": [2], "padding": "same", "output_padding": [1])", {10, 10, 4},
      25 * 3 * 4 * 9, 3 * 4 * 9 + 4);
  own("depthwise_conv2d", "5, 5, 4", R"("kernel_size": [3], "depth_multiplier": 2)", {3, 3, 8}, 9 * 8 * 9, 8 * 9 + 8);
  own("conv2d", "2, 8, 8",
      R"("numbers": [4], "kernel_size": [3], "dilation_rate": [2], "padding": [1, 2], "groups": 2, "use_bias": false,
         "data_format": "channels_first", "activation": "relu")",
      {4, 6, 8}, 6 * 8 * 4 * 9, 4 * 9);
  // (9 + 1 - 3) / 2 + 1 = 4 full windows, and one that hangs over.
  own("max_pooling1d", "10, 2", R"("numbers": [3], "strides": [2], "ceil_mode": true)", {5, 2}, 0, 0);
  own("max_pooling1d", "10, 2", R"("numbers": [3], "strides": [2], "ceil_mode": false)", {4, 2}, 0, 0);
  own("flatten", "4, 3", R"("a key of nobody": [1, {"numbers": 2}])", {12}, 0, 0);
  own("global_max_pooling1d", "5, 3", R"("keepdims": true)", {1, 3}, 0, 0);
  own("repeat_vector", "3", R"("numbers": [5])", {5, 3}, 0, 0);
}

TEST_CASE("an empty config in this library's own words") {
  counts(model_of(R"({"class_name": "InputLayer", "config": {"name": "i", "batch_shape": [null, 4, 3]}},
    {"module": "nns", "class_name": "nns>flatten", "registered_name": "nns>flatten", "config": {}})"),
         {12}, 0, 0);
}

TEST_CASE("normalisation, axes and equations in this library's own words") {
  own("layer_normalization", "4, 3", R"("axis": [1, 2], "center": false)", {4, 3}, 0, 4 * 3);
  own("layer_normalization", "4, 3", R"("axis": [], "scale": false)", {4, 3}, 0, 3);  // the last
  own("layer_normalization", "4, 3", R"("axis": 1)", {4, 3}, 0, 2 * 4);
  own("prelu", "4, 5, 3", R"("shared_axes": [1, 2])", {4, 5, 3}, 0, 3);
  own("einsum_dense", "5, 4", R"("numbers": [-1, 8], "equation": "abc,cd->abd", "bias_axes": "d")", {5, 8}, 5 * 4 * 8,
      4 * 8 + 8);
}

TEST_CASE("sequences and attention in this library's own words") {
  constexpr std::int64_t kernels = 3 * 4 + 4 * 4;  // of 3 inputs and 4 units
  own("lstm", "5, 3", R"("numbers": [4], "return_sequences": true, "return_state": false)", {5, 4}, 4 * 5 * kernels,
      4 * (kernels + 4));
  own("gru", "5, 3", R"("numbers": [4], "reset_after": false)", {4}, 3 * 5 * kernels, 3 * (kernels + 4));
  own("gru", "5, 3", R"("numbers": [4], "reset_after": true)", {4}, 3 * 5 * kernels, 3 * (kernels + 2 * 4));
  const std::string lstm = R"("layer": {"class_name": "LSTM", "config": {"name": "f", "units": 4}})";
  own("bidirectional", "5, 3", R"("merge_mode": "sum", )" + lstm, {4}, 2 * 4 * 5 * kernels, 2 * 4 * (kernels + 4));
  own("bidirectional", "5, 3", R"("merge_mode": "concat", )" + lstm, {8}, 2 * 4 * 5 * kernels, 2 * 4 * (kernels + 4));
  own("time_distributed", "5, 4", R"("layer": {"class_name": "Dense", "config": {"units": 3}})", {5, 3}, 5 * 4 * 3,
      4 * 3 + 3);
  own("training_only", "4", R"("layer": {"class_name": "Dense", "config": {"units": 3}})", {4}, 0, 4 * 3 + 3);
  own("rnn", "5, 3", R"("cell": {"class_name": "LSTMCell", "config": {"units": 4}})", {4}, 4 * 5 * kernels,
      4 * (kernels + 4));
  // Kept of an LSTM, by step and unit: 9, and 3 more for gates that are not linear, 2 for the other activation.
  for (const auto& [gates, kept] : {std::pair{"hard_sigmoid", 14}, std::pair{"linear", 11}}) {
    const nns::keras_file file{
        model_of(layer("nns>lstm", R"("batch_input_shape": [null, 5, 3], "numbers": [4], "recurrent_activation": ")" +
                                       std::string(gates) + "\""))};
    INFO(file.error().message);
    REQUIRE(file);
    CHECK(file.summary().layers[1].activations == 5 * 4 * kept);
  }
  const auto two = [](const char* kind, const std::string& config, const shape& output, std::int64_t forward,
                      std::int64_t parameters) {
    counts(functional_of(input("x", "5, 8") + "," + input("y", "6, 8") + "," +
                         node("nns>" + std::string(kind), "a", config, R"([[["x", 0, 0, {}], ["y", 0, 0, {}]]])")),
           output, forward, parameters);
  };
  // 2 heads of key size 4 and value size 3, 6 features out: the projections, scores and sums over 5 and 6 positions.
  two("multi_head_attention", R"("numbers": [2, 4], "value_dim": 3, "output_dim": 6)", {5, 6},
      5 * 8 * 8 + 6 * 8 * 8 + 6 * 8 * 6 + 2 * 5 * 6 * (4 + 3) + 5 * 6 * 6, 2 * (8 * 8 + 8) + (8 * 6 + 6) + (6 * 6 + 6));
  two("attention", R"("use_scale": true, "count_masked": true)", {5, 8}, 5 * 6 * (8 + 8), 1);
  two("attention", R"("use_scale": false)", {5, 8}, 5 * 6 * (8 + 8), 0);
  // The last two outputs of an LSTM are its states.
  counts(functional_of(input("x", "5, 3") + "," +
                       node("nns>lstm", "l", R"("numbers": [4], "return_state": true)", R"([[["x", 0, 0]]])") + "," +
                       node("Dense", "a", R"("units": 2)", R"([[["l", 0, 2]]])")),
         {2}, 4 * 5 * kernels + 4 * 2, 4 * (kernels + 4) + 4 * 2 + 2);
}

TEST_CASE("own words that are wrong") {
  const auto refused = [](const char* kind, const std::string& config, const char* says) {
    is_refused(model_of(layer(kind, R"("batch_input_shape": [null, 4, 3], )" + config)), says);
  };
  refused("nns>", R"("numbers": [3])", "this class is not known");
  refused("nns>unheard", R"("numbers": [3])", "this class is not known");
  refused("nns>dense", R"("x": 0)", "too many or too few numbers");
  refused("nns>dense", R"("numbers": [3, 4])", "too many or too few numbers");
  refused("nns>dense", R"("numbers": "three")", "an integer is expected");
  refused("nns>reshape", R"("numbers": [1, 1, 1, 1, 1, 1, 1, 12, 1])", "than a shape can have extents");
  refused("nns>flatten", R"("kernel_size": [3])", "does not take this option");
  refused("nns>conv1d", R"("numbers": [2], "kernel_size": [3], "padding": "reflect")",
          "an unknown value here");
  refused("nns>lstm", R"("numbers": [2], "return_sequences": 1)", "true or false is expected");
  refused("nns>lstm", R"("numbers": [2], "merge_mode": "max")", "an unknown value here");
  refused("nns>einsum_dense", R"("numbers": [8], "equation": 5)", "text in double quotes is expected");
  refused("nns>dense", R"("numbers": [3], "activation": 5)", "text in double quotes is expected");
}

TEST_CASE("a layer's cost in the file") {
  const auto stated = [](const std::string& config) {
    return model_of(layer("nns>own", R"("batch_input_shape": [null, 4], )" + config));
  };
  const std::string costs = R"("forward": 10, "backward": 30, "parameters": 7, "trainable_parameters": 5, )";
  const nns::keras_file file{stated(costs + R"("activations": 6, "kind": "fancy", "output_shape": [2, 3], "x": [1])")};
  INFO(file.error().message);
  REQUIRE(file);
  CHECK(file.summary().total.output == shape{2, 3});
  CHECK(file.summary().total.forward.count == 10);
  CHECK(file.summary().total.backward.count == 30);
  CHECK(file.summary().total.parameters == 7);
  CHECK(file.summary().total.trainable_parameters == 5);
  CHECK(file.summary().layers[1].kind == nns::text{"fancy"});
  // null: not known, nor is what depends on it. Without trainable parameters that are known, all of them count.
  const auto parameters_of = [&stated](const char* all, const char* trainable) {
    const nns::keras_file one{stated(R"("forward": null, "backward": null, "parameters": )" + std::string(all) +
                                     R"(, "trainable_parameters": )" + trainable +
                                     R"(, "activations": null, "kind": "fancy", "output_shape": [4])")};
    INFO(one.error().message);
    REQUIRE(one);
    CHECK(one.summary().total.forward.count == nns::unknown);
    return one.summary().total.parameters;
  };
  CHECK(parameters_of("7", "5") == 7);
  CHECK(parameters_of("null", "5") == nns::unknown);
  CHECK(parameters_of("7", "null") == nns::unknown);
  is_refused(stated(costs + R"("activations": 6, "kind": "fancy")"), "\"output_shape\"");
  is_refused(stated(costs + R"("activations": 6, "output_shape": [4])"), "\"kind\"");
  is_refused(stated(costs + R"("kind": "fancy", "output_shape": [4])"), "\"activations\"");
  is_refused(stated(costs + R"("activations": [6, 7], "kind": "fancy", "output_shape": [4])"),
             "an integer is expected");
  is_refused(stated(costs + R"("activations": -3, "kind": "fancy", "output_shape": [4])"),
             "an unknown value here");
  is_refused(stated(costs + R"("activations": "many", "kind": "fancy", "output_shape": [4])"),
             "an integer is expected");
}

TEST_CASE("which activation an Activation is") {
  const auto kind_of = [](const std::string& class_name, const std::string& kind, const std::string& config) {
    const nns::keras_file file{model_of(R"({"class_name": ")" + class_name + R"(", "nns_kind": )" + kind +
                                        R"(, "config": {"name": "l", "batch_input_shape": [null, 4], )" + config +
                                        "}}")};
    INFO(file.error().message);
    REQUIRE(file);
    return std::string(file.summary().layers[1].kind);
  };
  const std::string gelu = R"("activation": "gelu")";
  CHECK(kind_of("Activation", "\"gelu\"", gelu) == "gelu");
  // Other words, kinds that are no activation, and other classes change nothing.
  CHECK(kind_of("Activation", "\"unheard\"", gelu) == "activation");
  CHECK(kind_of("Activation", "\"dense\"", gelu) == "activation");
  CHECK(kind_of("Activation", "5", gelu) == "activation");
  CHECK(kind_of("Dense", "\"gelu\"", R"("units": 3)") == "dense");
  is_refused(R"({"class_name": "Sequential", "nns_kind": "gelu)", "no closing double quote");
}

}  // namespace
