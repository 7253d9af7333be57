// Layers of QKeras, of hls4ml's examples and of the TensorFlow Model Optimization toolkit, and tf.keras' older names.
// Where a comment says (a): the rules of counting, worked out by hand.
#include "keras/written.hpp"

namespace {

using written::counts;
using written::is_refused;
using written::layer;
using written::model_of;

/// The sums of parameters: all, and those that are trained.
void has(const std::string& text, std::int64_t parameters, std::int64_t trainable) {
  const nns::keras_file file{text};
  INFO(text);
  INFO(file.error().message);
  REQUIRE(file);
  CHECK(file.summary().total.parameters == parameters);
  CHECK(file.summary().total.trainable_parameters == trainable);
}

TEST_CASE("layers of few bits are the plain classes") {
  const std::string quantizer = R"("kernel_quantizer": {"class_name": "quantized_bits", "config": {"bits": 6}}, )";
  const std::string flat = R"("batch_input_shape": [null, 16], )";
  const std::string image = R"("batch_input_shape": [null, 28, 28, 1], )";
  for (const char* name : {"QDense", "BinaryDense", "TernaryDense"})
    counts(model_of(layer(name, flat + quantizer + R"("H": 1, "units": 64, "activation": {"class_name": "quantized_relu",
      "config": {"bits": 4}})")),
           {64}, 16 * 64, 16 * 64 + 64);  // (a)
  counts(model_of(layer("QConv2D", image + quantizer + R"("filters": 16, "kernel_size": [3, 3], "bias_range": null)")),
         {26, 26, 16}, 26 * 26 * 16 * 9, 16 * 9 + 16);  // (a)
  counts(model_of(layer("QConv1D", R"("batch_input_shape": [null, 319, 1], "filters": 16, "kernel_size": [8],
    "padding": "same", "use_bias": false)")),
         {319, 16}, 319 * 16 * 8, 16 * 8);  // (a)
  counts(model_of(layer("QDepthwiseConv2D", image + R"("kernel_size": [3, 3], "depth_multiplier": 2)")), {26, 26, 2},
         26 * 26 * 2 * 9, 2 * 9 + 2);  // (a)
  counts(model_of(layer("QActivation", flat + R"x("activation": "quantized_relu(2)")x")), {16});
  counts(model_of(layer("QBatchNormalization", flat + R"("axis": [1], "gamma_quantizer": null)")), {16}, 0, 64);
  // (a) 7 steps of 4 (5 3 + 3 3)
  counts(model_of(layer("QLSTM", R"("batch_input_shape": [null, 7, 5], "units": 3)")), {3}, 7 * 4 * 24, 4 * (24 + 3));
  is_refused(model_of(layer("QAdaptiveActivation", flat + R"("activation": "quantized_relu")")), "not known");
}

TEST_CASE("tf.keras' names of its recurrent layers before 2.0") {
  const std::string shape = R"("batch_input_shape": [null, 7, 5], "units": 3)";
  counts(model_of(layer("UnifiedLSTM", shape)), {3}, 7 * 4 * 24, 4 * 27);             // (a)
  counts(model_of(layer("UnifiedGRU", shape)), {3}, 7 * 3 * 24, 3 * (24 + 6));        // (a), the reset gate last
  counts(model_of(layer("UnifiedGRU", shape + R"(, "reset_after": false)")), {3}, 7 * 3 * 24, 3 * 27);
}

const std::string by_channel = R"("quantize_config": {"class_name": "Default8BitConvQuantizeConfig", "config":
  {"weight_attrs": ["kernel"], "activation_attrs": ["activation"], "quantize_output": false}})";
const std::string by_layer = R"("quantize_config": {"class_name": "Default8BitQuantizeConfig", "config":
  {"weight_attrs": ["kernel"], "activation_attrs": ["activation"], "quantize_output": false}})";
const std::string nothing = R"("quantize_config": {"class_name": "Default8BitQuantizeConfig", "config":
  {"weight_attrs": [], "activation_attrs": [], "quantize_output": false}})";

std::string wrapped(const std::string& class_name, const std::string& inside, const std::string& more = "") {
  return layer(class_name, R"("layer": )" + inside + (more.empty() ? "" : ", " + more));
}
std::string quantized(const std::string& word) {
  return R"("activation": {"class_name": "QuantizeAwareActivation", "config": {"activation": )" + word + "}}";
}
std::string mnist(const std::string& class_name, bool quantizes) {
  const std::string relu = quantizes ? quantized(R"("relu")") : R"("activation": "relu")";
  const std::string linear = quantizes ? quantized(R"("linear")") : R"("activation": "linear")";
  const auto one = [&](const std::string& inside, const std::string& config) {
    return ", " + wrapped(class_name, inside, quantizes ? config : "");
  };
  return one(layer("Reshape", R"("target_shape": [28, 28, 1])"), nothing) +
         one(layer("Conv2D", R"("filters": 12, "kernel_size": [3, 3], )" + relu), by_channel) +
         one(layer("MaxPooling2D", R"("pool_size": [2, 2])"), nothing) + one(layer("Flatten", ""), nothing) +
         one(layer("Dense", R"("units": 10, )" + linear), by_layer);
}
const std::string pixels = layer("InputLayer", R"("batch_input_shape": [null, 28, 28])");

TEST_CASE("quantization-aware training adds ranges and steps") {
  // TensorFlow's guide "Quantization aware training in Keras example": 20,448 parameters, 20,410 trained; the layers 3,
  // 1, 147, 1, 1 and 20,295.
  const std::string ranges = R"("quantizer": {"class_name": "AllValuesQuantizer", "config": {"num_bits": 8}})";
  const std::string text = model_of(pixels + ", " + layer("QuantizeLayer", ranges) + mnist("QuantizeWrapperV2", true));
  has(text, 20'448, 20'410);
  const nns::keras_file file{text};
  REQUIRE(file);
  CHECK(file.summary().total.forward.count == 676 * 12 * 9 + 2'028 * 10);  // (a)
  constexpr std::int64_t parameters[] = {0, 3, 1, 147, 1, 1, 20'295};
  for (std::size_t i = 0; i != 7; ++i) CHECK(file.summary().layers[i].parameters == parameters[i]);
  has(model_of(pixels + mnist("QuantizeWrapper", true)), 20'445, 20'410);
  has(model_of(pixels + mnist("QuantizeAnnotate", false)), 20'410, 20'410);
  // One range behind the product of a dense layer, or before a softmax; two around a gelu; none of what does nothing.
  const auto dense = [](const std::string& word) {
    return model_of(wrapped("QuantizeWrapperV2",
                            layer("Dense", R"("batch_input_shape": [null, 8], "units": 4, )" + quantized(word)), by_layer));
  };
  has(dense(R"("softmax")"), 36 + 5, 36);
  has(dense(R"("gelu")"), 36 + 7, 36);
  has(dense(R"({"class_name": "NoOpActivation", "config": {}})"), 36 + 3, 36);
  is_refused(dense(R"("cubic")"), "cost");
  const auto of_output = [](const char* config) {
    return model_of(wrapped("QuantizeWrapperV2", layer("ReLU", R"("batch_input_shape": [null, 8])"),
                            R"("quantize_config": {"class_name": )" + std::string(config) + "}"));
  };
  has(of_output(R"("Default8BitOutputQuantizeConfig", "config": {})"), 3, 0);
  has(of_output(R"("NoOpQuantizeConfig", "config": {})"), 1, 0);
  is_refused(of_output(R"("MyQuantizeConfig", "config": {})"), "quantize_config");
  is_refused(model_of(pixels + ", " + layer("QuantizeLayer", R"("quantizer": {"class_name": "Mine", "config": {}})")),
             "quantizer");
}

TEST_CASE("pruning adds masks, thresholds and steps") {
  // TensorFlow's guide "Pruning in Keras example": 40,805 parameters, 20,410 trained.
  has(model_of(pixels + mnist("PruneLowMagnitude", false)), 40'805, 20'410);
  const auto of = [](const char* shape, const std::string& inside) {
    return model_of(layer("InputLayer", R"("batch_input_shape": [null, )" + std::string(shape) + "]") + ", " +
                    wrapped("PruneLowMagnitude", inside));
  };
  has(of("7, 5", layer("LSTM", R"("units": 3)")), 108 + 96 + 3, 108);  // (a) both matrices: 4 (5 3 + 3 3)
  // (a) 9 3 + 3 4 + 4, of which the second matrix is pruned
  has(of("6, 6, 3", layer("SeparableConv2D", R"("filters": 4, "kernel_size": [3, 3])")), 43 + 12 + 2, 43);
  has(of("6, 6, 3", layer("BatchNormalization", R"("axis": [3])")), 12 + 1, 6);
  is_refused(of("6, 6, 3", layer("PReLU", "")), "cost");
}

TEST_CASE("a layer that was quantized by Keras 3 has other parameters") {
  for (const char* dtype : {R"({"module": "keras", "class_name": "QuantizedDTypePolicy", "config": {"mode": "int8"}})",
                            R"("int8_from_float32")"})
    is_refused(model_of(layer("Dense", R"("batch_input_shape": [null, 8], "units": 4, "dtype": )" + std::string(dtype))),
               "dtype");
  for (const char* dtype : {R"({"module": "keras", "class_name": "DTypePolicy", "config": {"name": "float32"}})",
                            R"("mixed_float16")", R"({"class_name": "Policy", "config": {"name": "mixed_float16"}})"})
    counts(model_of(layer("Dense", R"("batch_input_shape": [null, 8], "units": 4, "dtype": )" + std::string(dtype))), {4},
           32, 36);
}

}  // namespace
