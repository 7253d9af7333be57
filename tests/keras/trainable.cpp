// "trainable": false: on a layer, a model inside a model, a wrapper, one direction of two.
// Where a comment says (a): the rules of counting, worked out by hand. Keras counts all weights of a layer that is not
// trainable among the non-trainable ones.
#include "keras/written.hpp"

#include <nns/export/keras.hpp>
#include <nns/import/keras.hpp>
#include <nns/layers/product.hpp>
#include <nns/report/csv.hpp>
#include <nns/report/diff.hpp>
#include <nns/report/text.hpp>

namespace {

using written::functional_of;
using written::input;
using written::layer;
using written::model_of;
using written::node;

void trains(const std::string& text, std::int64_t trainable, std::int64_t parameters) {
  const nns::keras_file file{text};
  INFO(text);
  INFO(file.error().message);
  REQUIRE(file);
  CHECK(file.summary().total.trainable_parameters == trainable);
  CHECK(file.summary().total.parameters == parameters);
}

const std::string last = R"(, {"class_name": "Dense", "config": {"name": "last", "units": 4, "trainable": true}})";

TEST_CASE("a layer that is not trainable keeps its parameters") {
  // (a) 8 x 16 + 16 and 16 x 4 + 4
  const std::string dense = layer("Dense", R"("trainable": false, "units": 16, "batch_input_shape": [null, 8])");
  trains(model_of(dense + last), 68, 212);
  // The key stands anywhere, among keys that are skipped, before a value and behind it, and as a number.
  for (const char* config :
       {R"("batch_input_shape": [null, 8], "dtype": "float32", "trainable": false, "x": 1, "units": 16)",
        R"("batch_input_shape": [null, 8], "units": 16, "seed": null, "trainable": false)",
        R"("batch_input_shape": [null, 8], "units": 16, "trainable": 0)"})
    trains(model_of(layer("Dense", config) + last), 68, 212);
  for (const char* config : {R"("batch_input_shape": [null, 8], "units": 16, "trainable": null)",
                             R"("batch_input_shape": [null, 8], "units": 16, "not_trainable": false)"})
    trains(model_of(layer("Dense", config) + last), 212, 212);
}

TEST_CASE("equal configs are read once, and what they say about training with them") {
  const auto dense = [](const char* name, const char* trainable) {
    return std::string(R"({"class_name": "Dense", "config": {"name": ")") + name + R"(", "trainable": )" + trainable +
           R"(, "dtype": "float32", "units": 8, "activation": "linear", "use_bias": true, "kernel_regularizer": null}})";
  };
  const std::string first = layer("Dense", R"("units": 8, "batch_input_shape": [null, 8])");
  trains(model_of(first + ", " + dense("a", "false") + ", " + dense("b", "false") + ", " + dense("c", "true") + ", " +
                  dense("d", "false") + ", " + dense("e", "true")),
         3 * 72, 6 * 72);
}

TEST_CASE("a batch normalisation that is not trainable trains nothing") {
  trains(model_of(layer("BatchNormalization", R"("batch_input_shape": [null, 8], "axis": [1], "trainable": false)") +
                  last),
         36, 32 + 36);  // (a)
}

TEST_CASE("a model that is not trainable freezes all that is inside") {
  // (a) 3 dense layers of 4 x 4 + 4, two of them inside.
  const auto dense = [](const std::string& name) {
    return node("Dense", name, R"("units": 4, "trainable": true)", "[]");
  };
  const std::string inside = R"({"class_name": "Sequential", "name": "s", "config": {"name": "s", "trainable": false,
    "layers": [)" + dense("i") + ", " + dense("j") +
                             R"(]}, "inbound_nodes": [[["x", 0, 0, {}]]]})";
  trains(functional_of(input("x", "4") + ", " + inside + ", " +
                       node("Dense", "a", R"("units": 4)", R"([[["s", 1, 0, {}]]])")),
         20, 60);
  // The whole model.
  trains(R"({"class_name": "Sequential", "config": {"name": "s", "trainable": false, "layers": [)" + written::dense +
             "]}}",
         0, 15);
}

TEST_CASE("wrappers, and one direction of a bidirectional") {
  const std::string lstm = R"("class_name": "LSTM", "config": {"name": "f", "units": 3, "return_sequences": true)";
  const std::string frozen = "{" + lstm + R"(, "trainable": false}})";
  const std::string trained = "{" + lstm + "}}";
  const std::string shape = R"("batch_input_shape": [null, 7, 5], )";
  constexpr std::int64_t one = 4 * (15 + 9 + 3);  // (a)
  trains(model_of(layer("Bidirectional", shape + R"("trainable": false, "layer": )" + trained)), 0, 2 * one);
  trains(model_of(layer("Bidirectional", shape + R"("layer": )" + frozen)), 0, 2 * one);
  trains(model_of(layer("Bidirectional", shape + R"("layer": )" + frozen + R"(, "backward_layer": )" + trained)), one,
         2 * one);
  trains(model_of(layer("Bidirectional", shape + R"("layer": )" + trained + R"(, "backward_layer": )" + frozen)), one,
         2 * one);
  const std::string dense = R"({"class_name": "Dense", "config": {"name": "d", "units": 3, "trainable": false}})";
  trains(model_of(layer("TimeDistributed", shape + R"("layer": )" + dense)), 0, 18);
}

TEST_CASE("reports have a column for it where they are asked, and a difference keeps it") {
  const auto file_of = [](const char* trainable) {
    return nns::keras_file{model_of(layer("Dense", std::string(R"("units": 16, "batch_input_shape": [null, 8], )") +
                                                       R"("trainable": )" + trainable))};
  };
  const nns::keras_file frozen = file_of("false");
  const nns::keras_file trained = file_of("true");
  CHECK(nns::to_csv(frozen.summary(), {.columns = "name trainable"}).find("l,false") != std::string::npos);
  CHECK(nns::to_csv(trained.summary(), {.columns = "name trainable"}).find("l,true") != std::string::npos);
  CHECK(nns::to_csv(frozen.summary()).find(",trainable,") == std::string::npos);
  CHECK(nns::to_json(frozen.summary(), {.columns = "name trainable"}).find(R"("trainable": false)") !=
        std::string::npos);
  CHECK(nns::to_text(frozen.summary(), {.columns = "name trainable"}).find("no") != std::string::npos);
  const auto change = nns::diff(trained.summary(), frozen.summary());
  REQUIRE(change.rows().size() == 1);
  CHECK(nns::to_text(change, {.columns = "name trainable trainable_parameters"}).find("yes -> no") !=
        std::string::npos);
}

struct fine_tuned
    : nns::sequential<nns::input<7, 5>, nns::frozen<nns::named<"body", nns::dense<6>, nns::batch_normalization<nns::renorm>>>,
                      nns::bidirectional<nns::frozen<nns::lstm<3, nns::return_sequences>>>,
                      nns::time_distributed<nns::frozen<nns::dense<4>>, nns::dense<2>>, nns::frozen<nns::prelu<>>> {};

TEST_CASE("what is frozen is written as not trainable, and read again") {
  const std::string json = nns::to_keras_json<fine_tuned>();
  const nns::keras_file file{json};
  INFO(json);
  INFO(file.error().message);
  REQUIRE(file);
  CHECK(nns::trainable_parameters<fine_tuned> == 4 * 2 + 2);  // (a) the last dense layer
  const auto& rows = nns::summary<fine_tuned>.layers;
  REQUIRE(file.summary().layers.size() == static_cast<std::size_t>(rows.size()));
  for (std::size_t i = 0; i != file.summary().layers.size(); ++i) {
    CHECK(file.summary().layers[i].parameters == rows[i].parameters);
    CHECK(file.summary().layers[i].trainable_parameters == rows[i].trainable_parameters);
    if (i != 0) CHECK(file.summary().layers[i].frozen == rows[i].frozen);
  }
}

struct adapted : nns::sequential<nns::input<7>, nns::embedding<9, 4, nns::lora_rank<3>>, nns::conv1d<6, nns::kernel<3>, nns::lora_rank<2>>,
                                 nns::einsum_dense<"abc,cd->abd", nns::extents{-1, 8}, nns::bias_axes<"d">, nns::lora_rank<2>>,
                                 nns::dense<3, nns::lora_rank<1>>> {};

TEST_CASE("adapters of low rank are written under Keras' key, and read again") {
  const std::string json = nns::to_keras_json<adapted>();
  const nns::keras_file file{json};
  INFO(json);
  INFO(file.error().message);
  REQUIRE(file);
  CHECK(json.find(R"("lora_rank": 3)") != std::string::npos);
  CHECK(file.summary().total.parameters == nns::parameters<adapted>);
  // 9 3 + 3 4; 3 4 2 + 2 6 + 6; 6 2 + 2 8 + 8; 8 1 + 1 3 + 3
  CHECK(file.summary().total.trainable_parameters == 39 + 42 + 36 + 14);
}

inline constexpr char frozen_text[] = R"({"class_name": "Sequential", "config": [
  {"class_name": "Dense", "config": {"name": "a", "trainable": false, "units": 16, "batch_input_shape": [null, 8]}},
  {"class_name": "Dense", "config": {"name": "b", "trainable": true, "units": 4}}]})";
static_assert(nns::parameters<nns::keras_model<frozen_text>> == 212);  // (a)
static_assert(nns::trainable_parameters<nns::keras_model<frozen_text>> == 68);

}  // namespace
