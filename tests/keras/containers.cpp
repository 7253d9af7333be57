// What people call their model file: a model inside something else, as text in a text, or without its class; and what a
// file that holds no model is told to be. All is read by the compiler, too.
#include "keras/written.hpp"

#include <nns/import/keras.hpp>

namespace {

using written::is_refused;

// (a) 8 x 4 and a bias.
#define NNS_LAYER R"({"class_name": "Dense", "config": {"name": "a", "units": 4, "batch_input_shape": [null, 8]}})"
#define NNS_MODEL R"({"class_name": "Sequential", "config": {"name": "s", "layers": [)" NNS_LAYER R"(]}})"

inline constexpr char model_json[] =  // as TensorFlow.js' converter writes it
    R"({"format": "layers-model", "generatedBy": "keras v2.6.0", "convertedBy": "TensorFlow.js Converter v3.9.0",
        "modelTopology": {"keras_version": "2.6.0", "backend": "tensorflow", "model_config": )" NNS_MODEL
    R"(, "training_config": {"loss": "mse"}}, "weightsManifest": [{"paths": ["group1-shard1of1.bin"],
        "weights": [{"name": "a/kernel", "shape": [8, 4], "dtype": "float32"}]}]})";
inline constexpr char topology[] =  // as TensorFlow.js itself writes it
    R"({"modelTopology": )" NNS_MODEL R"(, "weightsManifest": []})";
inline constexpr char behind_weights[] = R"({"weightsManifest": [{"paths": []}], "modelTopology": )" NNS_MODEL "}";
inline constexpr char model_config[] = R"({"model_config": )" NNS_MODEL "}";
inline constexpr char list[] = "[" NNS_LAYER "]";  // a Sequential's get_config(), until Keras 2.2.2
inline constexpr char config[] = R"({"name": "s", "layers": [)" NNS_LAYER "]}";
inline constexpr char layers_first[] = R"({"layers": [)" NNS_LAYER R"(], "name": "s", "build_input_shape": [null, 8]})";
inline constexpr char without_class[] = R"({"keras_version": "2.1", "config": {"layers": [)" NNS_LAYER "]}}";
inline constexpr char text_in_text[] =
    R"("{\"class_name\": \"Sequential\", \"config\": [{\"class_name\": \"Dense\", \"config\": {\"name\": \"\\u00e4\", )"
    R"(\"units\": 4, \"batch_input_shape\": [null, 8]}}]}")";
inline constexpr char text_twice[] =
    R"("\"[{\\\"class_name\\\": \\\"Dense\\\", \\\"config\\\": {\\\"units\\\": 4, \\\"batch_input_shape\\\": [null, 8]}}]\"")";
inline constexpr char config_as_text[] =
    R"({"model_config": "[{\"class_name\": \"Dense\", \"config\": {\"units\": 4, \"batch_input_shape\": [null, 8]}}]"})";
inline constexpr char functional[] = R"({"name": "f", "layers": [
  {"class_name": "InputLayer", "name": "x", "config": {"name": "x", "batch_input_shape": [null, 8]},
   "inbound_nodes": []},
  {"class_name": "Dense", "name": "a", "config": {"name": "a", "units": 4}, "inbound_nodes": [[["x", 0, 0, {}]]]}],
  "input_layers": [["x", 0, 0]], "output_layers": [["a", 0, 0]]})";
inline constexpr char functional_ends_first[] = R"({"input_layers": [["x", 0, 0]], "layers": [
  {"class_name": "InputLayer", "name": "x", "config": {"name": "x", "batch_input_shape": [null, 8]},
   "inbound_nodes": []},
  {"class_name": "Dense", "name": "a", "config": {"name": "a", "units": 4}, "inbound_nodes": [[["x", 0, 0, {}]]]}],
  "name": "f", "output_layers": [["a", 0, 0]]})";

template <const auto&... Texts>
constexpr bool all_are_read = ((nns::parameters<nns::keras_model<Texts>> == 36 &&
                                nns::output_shape<nns::keras_model<Texts>> == nns::shape{4}) &&
                               ...);
static_assert(all_are_read<model_json, topology, behind_weights, model_config, list, config, layers_first>);
static_assert(all_are_read<without_class, text_in_text, text_twice, config_as_text, functional, functional_ends_first>);
static_assert(nns::summary<nns::keras_model<text_in_text>>.layers[1].name == nns::text{"\xc3\xa4"});

TEST_CASE("a model is found where it stands") {
  for (const char* text : {model_json, topology, behind_weights, model_config, list, config, layers_first,
                           without_class, text_in_text, text_twice, config_as_text, functional, functional_ends_first})
    written::counts(text, {4}, 32, 36);
  written::counts(std::string("\xEF\xBB\xBF ") + model_json, {4}, 32, 36);
}

TEST_CASE("what stands around a model is JSON, too") {
  const std::string whole = model_json;
  for (std::size_t i = 0; i != whole.size(); ++i) is_refused(whole.substr(0, i), "");
  is_refused(whole + "}", "nothing may follow the model");
  is_refused(R"({"modelTopology": )" NNS_MODEL R"(, "weightsManifest": [1, 2})", "a comma or ] is expected");
}

TEST_CASE("a mistake in a text is found where the file has it") {
  const nns::keras_file file{
      "\n  \"{\\\"class_name\\\": \\\"Sequential\\\", \\\"config\\\": [{\\\"class_name\\\": \\\"Dens\\\", \\\"config\\\": {}}]}\""};
  REQUIRE_FALSE(file);
  CHECK(file.error().line == 2);
  CHECK(file.error().column == 50);  // counted by hand: the brace of the layer
}

TEST_CASE("a file that holds no model is told what it looks like") {
  is_refused("\x89HDF\r\n\x1a\n", "HDF5");
  is_refused(std::string("PK\x03\x04\x14\x00", 6), "zip archive");
  is_refused("{'class_name': 'Sequential', 'config': []}", "Python");
  is_refused("backend: tensorflow\nclass_name: Sequential\n", "YAML");
  is_refused(R"({"format": "graph-model", "modelTopology": {"node": [{"name": "x", "op": "Placeholder"}], "library": {}}})",
             "graph model of TensorFlow.js");
  is_refused(R"({"module": null, "class_name": "VAE", "config": {"name": "vae", "beta": 1.0}, "registered_name": "VAE"})",
             "this is a subclassed model's file: it has no layers");
  is_refused(NNS_LAYER, "this is a single layer");
  is_refused(R"({"weightsManifest": []})", "a Keras model is expected");
  is_refused("[]", "a Keras model is expected");
  is_refused("3", "a Keras model is expected");
  is_refused("\"3\"", "a Keras model is expected");
}

TEST_CASE("a model of somebody's own class is what its file lists") {
  std::string graph = functional;
  graph = R"({"module": "mine", "class_name": "MyModel", "config": )" + graph + R"(, "registered_name": "Custom>MyModel"})";
  written::counts(graph, {4}, 32, 36);
  written::counts(R"({"class_name": "MySequential", "config": )" + std::string(config) + "}", {4}, 32, 36);
  // Inside another one, where the ends are said; a layer that keeps others in a list is no model.
  const auto inside = [](const std::string& inner) {
    return written::functional_of(written::input("x", "8") + ", " + inner);
  };
  written::counts(inside(R"({"class_name": "Encoder", "name": "a", "config": )" + std::string(functional) +
                         R"(, "inbound_nodes": [[["x", 0, 0, {}]]]})"),
                  {4}, 32, 36);
  is_refused(inside(R"({"class_name": "Block", "name": "a", "config": )" + std::string(config) +
                    R"(, "inbound_nodes": [[["x", 0, 0, {}]]]})"),
             "this class is not known");
}

TEST_CASE("a class of somebody else's is not Keras' class of the same name") {
  const auto model = [](const char* before, const char* behind) {
    return written::model_of(std::string("{") + before +
                             R"("class_name": "Dense", "config": {"name": "a", "units": 4, "batch_input_shape": [null, 8]})" +
                             behind + "}");
  };
  is_refused(model("", R"(, "registered_name": "Custom>Dense")"), "this class is not known");
  is_refused(model(R"("module": "mine", )", R"(, "registered_name": "my_package>Dense")"), "not known");
  is_refused(model(R"("registered_name": "Custom>Dense", )", ""), "not known");
  is_refused(model(R"("module": null, )", R"(, "registered_name": "Dense")"), "not known");
  for (const std::string& own : {model(R"("module": "keras.layers", )", R"(, "registered_name": null)"),
                                 model(R"("module": "keras.layers", )", R"(, "registered_name": "Dense")"),
                                 model("", R"(, "registered_name": "Keras>Dense")")})
    written::counts(own, {4}, 32, 36);
}

}  // namespace
