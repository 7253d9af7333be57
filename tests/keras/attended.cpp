// Attention as files say it: scores as a second output, outputs of several extents; einsum_dense with an adapter; keys
// that change a count and are refused; names of calls; an embedding that says how many indices it takes.
// Where a comment says (a): the rules of counting, worked out by hand.
#include "keras/written.hpp"

namespace {

using written::counts;
using written::functional_of;
using written::input;
using written::is_refused;
using written::layer;
using written::model_of;
using written::node;

TEST_CASE("scores are a second output where a call asks for them") {
  const auto model = [](const char* class_name, const char* config, const char* extents, const char* call) {
    return functional_of(input("x", extents) + ", " + node(class_name, "a", config, call), R"([["a", 0, 1]])");
  };
  const char* call = R"([[["x", 0, 0, {"value": ["x", 0, 0], "return_attention_scores": true}]]])";
  const auto output = [](const std::string& text) {
    const nns::keras_file file{text};
    INFO(file.error().message);
    REQUIRE(file);
    return file.summary().total.output;
  };
  // Keras: (heads, T, S); with attention_axes behind the other extents; (T, S) of the bare products.
  CHECK(output(model("MultiHeadAttention", R"("num_heads": 2, "key_dim": 3)", "12, 16", call)) == nns::shape{2, 12, 12});
  CHECK(output(model("MultiHeadAttention", R"("num_heads": 2, "key_dim": 3)", "4, 5, 16", call)) ==
        nns::shape{2, 4, 5, 4, 5});
  CHECK(output(model("MultiHeadAttention", R"("num_heads": 2, "key_dim": 3, "attention_axes": [2])", "4, 5, 16", call)) ==
        nns::shape{4, 2, 5, 5});
  CHECK(output(model("GroupedQueryAttention", R"("head_dim": 3, "num_query_heads": 4, "num_key_value_heads": 2)", "12, 16",
                     call)) == nns::shape{4, 12, 12});
  const char* pair = R"([[["x", 0, 0, {"return_attention_scores": true}], ["x", 0, 0, {}]]])";
  CHECK(output(model("Attention", "", "12, 16", pair)) == nns::shape{12, 12});
  CHECK(output(model("AdditiveAttention", "", "3, 12, 16", pair)) == nns::shape{3, 12, 12});
  // Keras 3 writes the word among the keywords.
  const std::string tensor = R"({"class_name": "__keras_tensor__", "config": {"shape": [null, 12, 16], "dtype": "float32",
    "keras_history": ["x", 0, 0]}})";
  CHECK(output(model("Attention", "", "12, 16",
                     (R"([{"args": [[)" + tensor + ", " + tensor + R"(]], "kwargs": {"return_attention_scores": true}}])")
                         .c_str())) == nns::shape{12, 12});
  is_refused(model("Attention", "", "12, 16", R"([[["x", 0, 0, {"return_attention_scores": false}], ["x", 0, 0, {}]]])"),
             "");
}

TEST_CASE("an output of several extents") {
  // (a) 4 steps of 8 features, 2 heads of 3: 3 (8 6 + 6) parameters before, 6 16 + 16 behind.
  const std::string shape = R"("batch_input_shape": [null, 4, 8], "num_heads": 2, "key_dim": 3, )";
  counts(model_of(layer("MultiHeadAttention", shape + R"("output_shape": [2, 8])")), {4, 2, 8},
         3 * 4 * 48 + 2 * 2 * 16 * 3 + 4 * 96, 162 + 112);
  counts(model_of(layer("MultiHeadAttention", shape + R"("output_shape": [16])")), {4, 16},
         3 * 4 * 48 + 2 * 2 * 16 * 3 + 4 * 96, 162 + 112);
}
TEST_CASE("an einsum_dense with an adapter of low rank") {
  // Keras: the kernel (8, 2, 3) is fixed; trained are (8, 2, 4) and (4, 3), and a bias of (2, 3).
  const std::string text = model_of(layer("EinsumDense", R"("batch_input_shape": [null, 5, 8], "equation": "abc,cde->abde",
    "output_shape": [null, 2, 3], "bias_axes": "de", "lora_rank": 4)"));
  counts(text, {5, 2, 3}, 5 * 48, 48 + 64 + 12 + 6);
  CHECK(nns::keras_file{text}.summary().total.trainable_parameters == 64 + 12 + 6);
}

TEST_CASE("what changes a count and is not known is refused") {
  is_refused(model_of(layer("LocallyConnected2D", R"("batch_input_shape": [null, 5, 5, 2], "filters": 3,
    "kernel_size": [2, 2], "implementation": 2)")), "implementation");
  is_refused(model_of(layer("GroupedQueryAttention", R"("batch_input_shape": [null, 5, 8], "head_dim": 2,
    "num_query_heads": 2, "num_key_value_heads": 1, "use_gate": true)")), "use_gate");
  is_refused(model_of(layer("LSTM", R"("batch_input_shape": [null, 5, 8], "units": 2, "time_major": true)")), "time_major");
}

TEST_CASE("a layer may be called as the second call of another one") {
  const std::string text = functional_of(
      input("x", "4") + ", " + node("Dense", "dense", R"("units": 4)", R"([[["x", 0, 0, {}]], [["dense", 0, 0, {}]]])") +
          ", " + node("Dense", "dense@2", R"("units": 4)", R"([[["dense", 1, 0, {}]]])") + ", " +
          node("Dense", "dense@@2", R"("units": 4)", R"([[["dense@2", 0, 0, {}]]])"),
      R"([["dense@@2", 0, 0]])");
  const nns::keras_file file{text};
  INFO(file.error().message);
  REQUIRE(file);
  CHECK(file.summary().total.parameters == 3 * 20);
  CHECK(file.summary().layers[2].name == nns::text{"dense@@@2"});
  CHECK(file.summary().layers[3].name == nns::text{"dense@2"});
}

TEST_CASE("an embedding's input_length settles an open extent") {
  const std::string open = layer("InputLayer", R"("batch_input_shape": [null, null])");
  const std::string embedding = R"("input_dim": 100, "output_dim": 8, "input_length": 10)";
  // (a) 100 8; 10 8 5 and 5 more biases
  const std::string behind = ", " + layer("Flatten", "") + ", " + layer("Dense", R"("units": 5)");
  counts(model_of(open + ", " + layer("Embedding", embedding) + behind), {5}, 400, 800 + 405);
  counts(model_of(layer("Embedding", R"("batch_input_shape": [null, null], )" + embedding) + behind), {5}, 400, 1'205);
  counts(model_of(layer("Embedding", R"("input_dim": 100, "output_dim": 8, "input_length": [2, 5])") + behind), {5}, 400,
         1'205);
  counts(functional_of(input("x", "null") + ", " + node("Embedding", "a", embedding, R"([[["x", 0, 0, {}]]])")), {10, 8},
         0, 800);
}

TEST_CASE("more than sixteen inputs and outputs") {
  // (a) 39 inputs of 2 side by side, 78 3 + 3
  std::string layers;
  std::string ends;
  std::string calls;
  for (int i = 0; i != 39; ++i) {
    const std::string name = "x" + std::to_string(i);
    layers += input(name, "2") + ", ";
    ends += std::string(i == 0 ? "" : ", ") + R"([")" + name + R"(", 0, 0])";
    calls += std::string(i == 0 ? "" : ", ") + R"([")" + name + R"(", 0, 0, {}])";
  }
  layers += node("Concatenate", "c", "", "[[" + calls + "]]") + ", " + node("Dense", "d", R"("units": 3)", R"([[["c", 0, 0, {}]]])");
  const std::string begin = R"({"class_name": "Model", "config": {"name": "m", "layers": [)" + layers + R"(], "input_layers": [)" + ends;
  counts(begin + R"(], "output_layers": [["d", 0, 0]]}})", {3}, 234, 237);
  const nns::keras_file file{begin + R"(], "output_layers": [)" + ends + "]}}"};
  INFO(file.error().message);
  CHECK(file);
}

}  // namespace
