// Functional models: who feeds whom, in every way that files say it.
// Where a comment says (a): the rules of counting, worked out by hand.
#include <nns/import/keras.hpp>

#include "keras/written.hpp"

namespace {

using nns::shape;
using written::dense;
using written::functional_of;
using written::input;
using written::model_of;
using written::node;
using written::x;

TEST_CASE("what only masks are made of leaves no row") {
  // Keras 3 writes the mask of an embedding as functions of its input; here one of two, of which one is used otherwise.
  const auto tensor = [](const std::string& name, const std::string& extents) {
    return R"({"class_name": "__keras_tensor__", "config": {"shape": [null, )" + extents +
           R"(], "dtype": "float32", "keras_history": [")" + name + R"(", 0, 0]}})";
  };
  const std::string ids = R"({"module": "keras.layers", "class_name": "InputLayer", "name": "x",
    "config": {"name": "x", "batch_shape": [null, 7]}, "inbound_nodes": []})";
  const auto operation = [](const std::string& class_name, const std::string& name, const std::string& args) {
    return R"(,{"module": "keras.src.ops.numpy", "class_name": ")" + class_name + R"(", "config": {"name": ")" + name +
           R"("}, "name": ")" + name + R"(", "inbound_nodes": [{"args": [)" + args + R"(], "kwargs": {}}]})";
  };
  const std::string layers =
      ids + R"(,{"module": "keras.layers", "class_name": "Embedding", "name": "e",
        "config": {"name": "e", "input_dim": 100, "output_dim": 8}, "inbound_nodes": [{"args": [)" + tensor("x", "7") +
      R"(], "kwargs": {}}]})" + operation("NotEqual", "mask", tensor("x", "7") + ", 0") +
      operation("LogicalNot", "other_way", tensor("mask", "7")) +
      R"(,{"module": "keras.layers", "class_name": "LSTM", "name": "l", "config": {"name": "l", "units": 4},
        "inbound_nodes": [{"args": [)" + tensor("e", "7, 8") + R"(], "kwargs": {"mask": )" + tensor("other_way", "7") +
      "}}]}";
  const std::string whole = R"({"module": "keras.src.models.functional", "class_name": "Functional", "config":
    {"name": "f", "layers": [)" + layers + R"(], "input_layers": ["x", 0, 0], "output_layers": ["l", 0, 0]}})";
  const nns::keras_file file{whole};
  INFO(file.error().message);
  REQUIRE(file);
  CHECK(file.summary().layers.size() == 3);
  // (a) 7 ids; 7 x 8; an LSTM keeps 14 for each step and unit.
  CHECK(file.summary().total.activations == 7 + 7 * 8 + 7 * 4 * 14);

  // The same mask, which is an output as well: its rows are there.
  std::string used = whole;
  const std::string end = R"("output_layers": ["l", 0, 0])";
  used.replace(used.find(end), end.size(), R"("output_layers": [["l", 0, 0], ["other_way", 0, 0]])");
  const nns::keras_file with{used};
  INFO(with.error().message);
  REQUIRE(with);
  CHECK(with.summary().layers.size() == 5);
}

// Twenty inputs whose lengths the file does not say: the declaration does. Read while this compiles.
#define TAKES(n) R"({"class_name": "InputLayer", "name": "x)" #n R"(", "config": {"name": "x)" #n \
  R"(", "batch_input_shape": [null, null, 3]}, "inbound_nodes": []},)"
#define TEN(m, n) m(n##0) m(n##1) m(n##2) m(n##3) m(n##4) m(n##5) m(n##6) m(n##7) m(n##8) m(n##9)
#define USES(n) R"(["x)" #n R"(", 0, 0],)"
inline constexpr char twenty_text[] = R"({"class_name": "Model", "config": {"name": "m", "layers": [)" TEN(TAKES, 1)
    TEN(TAKES, 2) R"({"class_name": "Concatenate", "name": "c", "config": {"name": "c", "axis": 1}, "inbound_nodes": [[)"
    TEN(USES, 1) TEN(USES, 2) R"(["x10", 0, 0]]]}], "input_layers": [)" TEN(USES, 1) TEN(USES, 2)
    R"(["x10", 0, 0]], "output_layers": [["c", 0, 0]]}})";
template <class... More>
using twenty_inputs = nns::keras_model<twenty_text, nns::input<4, 3>, nns::input<5, 3>, nns::input<6, 3>, nns::input<7, 3>,
                                       nns::input<4, 3>, nns::input<5, 3>, nns::input<6, 3>, nns::input<7, 3>,
                                       nns::input<4, 3>, nns::input<5, 3>, nns::input<6, 3>, nns::input<7, 3>,
                                       nns::input<4, 3>, nns::input<5, 3>, nns::input<6, 3>, nns::input<7, 3>,
                                       nns::input<4, 3>, nns::input<5, 3>, nns::input<6, 3>, More...>;
struct twenty : twenty_inputs<nns::input<70, 3>> {};
static_assert(nns::input_shapes<twenty>.size() == 20 && nns::input_shapes<twenty>[19] == shape{70, 3});
static_assert(nns::output_shape<twenty> == shape{4 * 22 + 4 + 5 + 6 + 70 + 4, 3});

TEST_CASE("a chain of a thousand inputs, and a model inside models") {
  std::string layers = x;
  std::string inputs;
  for (int i = 0; i != 1000; ++i) {
    const std::string name = "n" + std::to_string(i);
    layers += R"(,{"class_name": "Dense", "name": ")" + name +
              R"(", "config": {"units": 3}, "inbound_nodes": [[["x", 0, 0]]]})";
    inputs += (i == 0 ? "[\"" : ",[\"") + name + "\", 0, 0]";
  }
  layers += R"(,{"class_name": "Add", "name": "a", "config": {}, "inbound_nodes": [[)" + inputs + "]]}";
  const nns::keras_file wide{functional_of(layers)};
  INFO(wide.error().message);
  REQUIRE(wide);
  CHECK(wide.summary().total.parameters == 1000 * (4 * 3 + 3));  // (a)

  std::string nested = dense;
  for (int i = 0; i != 20; ++i)
    nested = R"({"class_name": "Sequential", "config": {"name": "s", "layers": [)" + nested + "]}}";
  const nns::keras_file inside{nested};
  INFO(inside.error().message);
  REQUIRE(inside);
  CHECK(inside.summary().total.parameters == 4 * 3 + 3);  // (a)
  for (int i = 0; i != 20; ++i)
    nested = R"({"class_name": "Sequential", "config": {"name": "s", "layers": [)" + nested + "]}}";
  const nns::keras_file too_deep{nested};
  CHECK_FALSE(too_deep);
}

TEST_CASE("a layer that is called three hundred times") {
  std::string calls;
  std::string sums;
  for (int i = 0; i != 300; ++i) {
    const std::string comma = i == 0 ? "" : ", ";
    calls += comma + R"([["x", 0, 0]])";
    sums += comma + R"(["d", )" + std::to_string(i) + ", 0]";
  }
  const nns::keras_file file{functional_of(x + "," + node("Dense", "d", R"("units": 3)", "[" + calls + "]") + "," +
                                           node("Add", "a", "", "[[" + sums + "]]"))};
  INFO(file.error().message);
  REQUIRE(file);
  CHECK(file.summary().total.parameters == 4 * 3 + 3);           // (a) once
  CHECK(file.summary().total.forward.count == 300 * 4 * 3);      // (a) each time
  CHECK(file.summary().layers[300].name == nns::text{"d@300"});  // the input is row 0
}

TEST_CASE("arguments of attention, by position and by name") {
  // (a) 1 head of 2 from 4 features: three projections in, one out; 5 queries, 6 values, 7 is nobody's length.
  const std::int64_t forward = (5 + 6 + 6 + 5) * 4 * 2 + 2 * 5 * 6 * 2;
  const std::string inputs = input("x", "5, 4") + "," + input("v", "6, 4") + ",";
  const std::string config = R"("num_heads": 1, "key_dim": 2)";
  const auto tensor = [](const std::string& name) {
    return R"({"class_name": "__keras_tensor__", "config": {"shape": [null, 5, 4], "keras_history": [")" + name +
           R"(", 0, 0]}})";
  };
  for (const std::string& nodes :
       {std::string(R"([[["x", 0, 0, {"value": ["v", 0, 0]}]]])"),
        std::string(R"([[["x", 0, 0, {"value": ["v", 0, 0], "key": ["v", 0, 0], "attention_mask": ["x", 0, 0]}]]])"),
        std::string(R"([[["x", 0, 0, {"training": false, "rest": [1, "two", null], "value": ["v", 0, 0]}]]])"),
        "[{\"args\": [], \"kwargs\": {\"query\": " + tensor("x") + ", \"value\": " + tensor("v") +
            ", \"key\": " + tensor("v") + ", \"mask\": " + tensor("x") + "}}]",
        "[{\"args\": [" + tensor("x") + ", " + tensor("v") +
            "], \"kwargs\": {\"attention_mask\": null, \"training\": false}}]"}) {
    const nns::keras_file file{functional_of(inputs + node("MultiHeadAttention", "a", config, nodes))};
    INFO(nodes);
    INFO(file.error().message);
    REQUIRE(file);
    CHECK(file.summary().total.output == shape{5, 4});
    CHECK(file.summary().total.forward.count == forward);
  }
}

TEST_CASE("a layer's second output") {
  // (a) An LSTM of 2 units over 5 steps of 4, its state behind it: 2 by 3, and 3 by 1.
  const nns::keras_file file{functional_of(
      input("x", "5, 4") + "," + node("LSTM", "l", R"("units": 2, "return_state": true)", R"([[["x", 0, 0]]])") + "," +
      node("Dense", "d", R"("units": 3)",
           R"([{"args": [{"class_name": "__keras_tensor__", "config": {"shape": [null, 2],
        "dtype": "float32", "keras_history": ["l", 0, 1]}}], "kwargs": {}}])") +
      "," +
      node("Dense", "a", R"("units": 1)",
           R"([{"args": [{"class_name": "__keras_tensor__", "config": {"shape": [null, 3],
        "dtype": "float32", "keras_history": ["d", 0, 0]}}, {"keras_history": []}], "kwargs": {}}])"))};
  INFO(file.error().message);
  REQUIRE(file);
  CHECK(file.summary().total.forward.count == 4 * 5 * (4 * 2 + 2 * 2) + 2 * 3 + 3 * 1);
}

TEST_CASE("constants among the inputs are none") {
  // tf.keras writes ["_CONSTANT_VALUE", -1, value, {keywords}]; Keras 3 the value itself.
  for (const char* nodes :
       {R"([["_CONSTANT_VALUE", -1, 2.0, {"y": ["x", 0, 0]}]])", R"([[["_CONSTANT_VALUE", -1, 2.0], ["x", 0, 0]]])",
        R"([[["_CONSTANT_VALUE", -1], ["x", 0, 0]]])", R"([[["words"], ["x", 0, 0]]])",
        R"([[["words", "more"], ["x", 0, 0]]])",
        R"([[[], ["x", 0, 0], "word", 5, true, {"name": "word", "shape": 5, "keras_history": null, "kwargs": null}]])",
        R"([["x", 0, 0, {}, "more"]])", R"([["x", 0, 0, "words", {"y": {"z": {"deep": [1]}}}]])"}) {
    const nns::keras_file file{functional_of(x + R"(, {"class_name": "TFOpLambda", "name": "a", "config": {"name": "a",
      "function": "math.multiply"}, "inbound_nodes": )" +
                                             nodes + "}")};
    INFO(nodes);
    INFO(file.error().message);
    REQUIRE(file);
    CHECK(file.summary().total.output == shape{4});
  }
}

TEST_CASE("TensorFlow's own operations are named in the node's definition") {
  const auto operation = [](const std::string& definition) {
    return functional_of(x +
                         R"(, {"class_name": "TensorFlowOpLayer", "name": "a", "config": {"name": "a", "node_def": )" +
                         definition + R"(}, "inbound_nodes": [[["x", 0, 0, {}]]]})");
  };
  const nns::keras_file file{
      operation(R"({"name": "a", "op": "Mul", "input": ["x", "a/y"], "attr": {"T": {"type": "DT_FLOAT"}}})")};
  INFO(file.error().message);
  REQUIRE(file);
  CHECK(file.summary().total.output == shape{4});
  written::is_refused(operation(R"({"op": "Unheard"})"), "the cost of this operation is not known");
  written::is_refused(operation(R"({"op": 5})"), "the cost of this operation is not known");
  written::is_refused(operation("{}"), "the cost of this operation is not known");
  written::is_refused(operation(R"("in words")"), "the cost of this operation is not known");
}

// Products of matrices that do not meet: the rule's own sentences.
TEST_CASE("products of matrices that do not meet are refused") {
  const auto product = [](const char* a, const char* b) {
    return functional_of(input("x", a) + "," + input("y", b) +
                         R"(,{"module": "keras.src.ops.numpy", "class_name": "Matmul",
      "name": "a", "config": {"name": "a"}, "inbound_nodes": [{"args": [["x", 0, 0], ["y", 0, 0]], "kwargs": {}}]})");
  };
  written::is_refused(product("5, 4", "3, 6"), "have different widths");
  written::is_refused(product("2, 5, 4", "3, 4, 6"), "the shapes to be merged do not match");
  written::is_refused(product("5, 4", "4"), "too few axes");
  written::is_refused(product("4", "4, 6"), "too few axes");
  const nns::keras_file file{product("5, null", "3, 6")};
  REQUIRE(file);
  CHECK(file.summary().total.forward.count == 5 * 3 * 6);  // (a)
  const nns::keras_file other{product("5, 4", "null, 6")};
  REQUIRE(other);
  CHECK(other.summary().total.output == shape{5, 6});
}

TEST_CASE("inputs that the file leaves open, or does not list, are given") {
  const std::string open = R"({"class_name": "InputLayer", "name": "x", "config": {"name": "x"}, "inbound_nodes": []})";
  const std::string a = node("Dense", "a", R"("units": 3)", R"([[["x", 0, 0]]])");
  const nns::keras_file given{functional_of(open + "," + a), {.inputs = {shape{4}}}};
  INFO(given.error().message);
  REQUIRE(given);
  CHECK(given.summary().total.parameters == 4 * 3 + 3);  // (a)
  const nns::keras_file sequence{model_of(R"({"class_name": "Dense", "config": {"units": 3}})"),
                                 {.inputs = {shape{4}}}};
  REQUIRE(sequence);
  CHECK(sequence.summary().total.parameters == 4 * 3 + 3);  // (a)
  // Without input_layers, or with one of them twice, or with a layer among them: the inputs as they stand in the file.
  for (const char* ends :
       {"", R"("input_layers": [["x", 0, 0], ["x", 0, 0]], )", R"("input_layers": [["a", 0, 0], ["x", 0, 0]], )"}) {
    const nns::keras_file file{R"({"class_name": "Model", "config": {"name": "m", )" + std::string(ends) +
                               R"("layers": [)" + x + "," + a + R"(], "output_layers": [["a", 0, 0]]}})"};
    INFO(file.error().message);
    REQUIRE(file);
    CHECK(file.summary().total.parameters == 4 * 3 + 3);  // (a)
  }
  // An empty shape replaces nothing.
  const nns::keras_file kept{functional_of(x + "," + a), {.inputs = {shape{}}}};
  REQUIRE(kept);
  CHECK(kept.summary().total.parameters == 4 * 3 + 3);  // (a)
  written::is_refused(model_of(R"({"class_name": "InputLayer", "config": {"name": "i"}},)" + dense),
                      "the shape of the model's input");
  written::is_refused(model_of(R"({"class_name": "Merge", "config": {"name": "m", "mode": "sum"}},)" + dense),
                      "the shape of the model's input");
  written::is_refused(model_of(R"({"class_name": "Dense", "config": {"units": 3, "batch_input_shape": 5}})"),
                      "the shape of the model's input");
  // The old key of an InputLayer's shape.
  const nns::keras_file old{model_of(R"({"class_name": "InputLayer", "config": {"name": "i", "input_shape": [4]}},)"
                                     R"({"class_name": "Dense", "config": {"units": 3}})")};
  INFO(old.error().message);
  REQUIRE(old);
  CHECK(old.summary().total.parameters == 4 * 3 + 3);  // (a)
}

TEST_CASE("models inside models, and what they are called by") {
  const std::string inner = R"("name": "inner", "layers": [)" + input("h", "3") + "," +
                            node("Dense", "s", R"("units": 2)", R"([[["h", 0, 0]]])") +
                            R"(], "input_layers": [["h", 0, 0]], "output_layers": [["s", 0, 0]])";
  const auto outer = [&inner](const std::string& calls, const std::string& sum) {
    return functional_of(x + "," + node("Dense", "d", R"("units": 3)", R"([[["x", 0, 0]]])") + "," +
                         node("Model", "inner", inner, calls) + "," + node("Add", "a", "", sum));
  };
  // Keras 2 counts the definition as call 0, Keras 3 does not.
  for (const std::string& text :
       {outer(R"([[["d", 0, 0]], [["d", 0, 0]]])", R"([[["inner", 1, 0], ["inner", 2, 0]]])"),
        outer(R"([[["d", 0, 0]], [["d", 0, 0]]])", R"([[["inner", 0, 0], ["inner", 1, 0]]])")}) {
    const nns::keras_file file{text};
    INFO(file.error().message);
    REQUIRE(file);
    CHECK(file.summary().total.parameters == (4 * 3 + 3) + (3 * 2 + 2));  // (a)
    CHECK(file.summary().total.forward.count == 4 * 3 + 2 * 3 * 2);       // (a)
  }
  written::is_refused(outer(R"([[["d", 0, 0]]])", R"([[["inner", 0, 0], ["inner", 1, 0]]])"),
                      "a call of a layer that the file does not have");
  // A Sequential that begins with a functional model; one inside a functional model; a built shape that is a list of
  // shapes.
  const nns::keras_file sequence{model_of(R"({"class_name": "Functional", "config": {)" + inner + R"(}},
    {"class_name": "Dense", "config": {"units": 5, "build_input_shape": [[null, 2], [null, 2]]}})")};
  INFO(sequence.error().message);
  REQUIRE(sequence);
  CHECK(sequence.summary().total.parameters == (3 * 2 + 2) + (2 * 5 + 5));  // (a)
  written::is_refused(
      model_of(R"({"class_name": "Model", "config": {"name": "two", "layers": [)" + x + "," + input("y", "4") + "," +
               node("Add", "a", "", R"([[["x", 0, 0], ["y", 0, 0]]])") + R"(], "output_layers": [["a", 0, 0]]}})"),
      "the shape of the model's input");
  const nns::keras_file inside{functional_of(
      x + "," + node("Sequential", "a", R"("name": "a", "layers": [)" + dense + "]", R"([[["x", 0, 0]]])"),
      R"([["a", 1, 0]])")};
  INFO(inside.error().message);
  REQUIRE(inside);
  CHECK(inside.summary().total.parameters == 4 * 3 + 3);  // (a)
}

TEST_CASE("Keras 1's merge inside a functional model takes what arrives") {
  const auto merge = [](const std::string& inputs) {
    return functional_of(
        x + "," + node("Dense", "d", R"("units": 4)", R"([[["x", 0, 0]]])") + "," +
        node("Merge", "a", R"("name": "a", "mode": "sum", "layers": [)" + dense + "," + dense + "]", inputs));
  };
  const nns::keras_file file{merge(R"([[["x", 0, 0], ["d", 0, 0]]])")};
  INFO(file.error().message);
  REQUIRE(file);
  CHECK(file.summary().total.parameters == (4 * 4 + 4) + 2 * (4 * 3 + 3));  // (a)
  written::is_refused(merge(R"([[["x", 0, 0]]])"), "the layer needs more inputs");
  const nns::keras_file plain{
      functional_of(x + "," + node("Merge", "a", R"("name": "a", "mode": "sum")", R"([[["x", 0, 0], ["x", 0, 0]]])"))};
  INFO(plain.error().message);
  REQUIRE(plain);
  CHECK(plain.summary().total.output == shape{4});
  std::string many = model_of(dense);
  for (int i = 0; i != 16; ++i) many += "," + model_of(dense);
  const nns::keras_file wide{
      model_of(R"({"class_name": "Merge", "config": {"name": "m", "mode": "sum", "layers": [)" + many + "]}}")};
  INFO(wide.error().message);
  REQUIRE(wide);
  CHECK(wide.summary().total.parameters == 17 * (4 * 3 + 3));  // (a)
  written::is_refused(
      model_of(R"({"class_name": "Merge", "config": {"name": "m", "mode": "sum", "layers": [)" + model_of(dense) + "," +
               model_of(R"({"class_name": "Dense", "config": {"units": 0, "batch_input_shape": [null, 4]}})") + "]}}"),
      "must be at least 1");
}

// Keras 3.9.2 and 3.15.1: where a model's outputs are said, a functional model inside it counts from its definition; in
// what a layer is called with, from its first call.
TEST_CASE("Keras 3 counts the calls of a model inside in two ways") {
  const std::string inner = R"({"class_name": "Functional", "name": "f", "config": {"name": "f", "layers": [)" +
                            written::input("i", "4") + ", " +
                            written::node("Dense", "d", R"("units": 4)", R"([[["i", 0, 0]]])") +
                            R"(], "input_layers": [["i", 0, 0]], "output_layers": [["d", 0, 0]]}, "inbound_nodes": [)";
  const auto called_with = [](const char* name, int call) {
    return R"({"args": [{"class_name": "__keras_tensor__", "config": {"shape": [null, 4], "dtype": "float32", )"
           R"("keras_history": [")" +
           std::string(name) + "\", " + std::to_string(call) + R"(, 0]}}], "kwargs": {}})";
  };
  const auto model = [&](int call, const char* outputs) {
    return written::functional_of(written::x + ", " + inner + called_with("x", 0) + ", " + called_with("f", 0) +
                                      "]}, " +
                                      written::node("Dense", "a", R"("units": 3)", "[" + called_with("f", call) + "]"),
                                  outputs);
  };
  for (const int call : {0, 1}) {
    const nns::keras_file file{model(call, R"([["a", 0, 0], ["f", 2, 0], ["f", 1, 0]])")};
    INFO(file.error().message);
    REQUIRE(file);
    CHECK(file.summary().total.forward.count == 2 * 4 * 4 + 4 * 3);
    CHECK(file.summary().total.parameters == 4 * 4 + 4 + 4 * 3 + 3);
  }
  written::is_refused(model(2, R"([["a", 0, 0]])"), "does not have");
  written::is_refused(model(0, R"([["a", 0, 0], ["f", 3, 0]])"), "does not have");
  written::is_refused(model(0, R"([["a", 0, 0], ["f", 0, 0]])"), "does not have");  // the definition
}

TEST_CASE("only a model counts its definition as a call") {
  written::is_refused(functional_of(x + "," + node("Dense", "d", R"("units": 3)", R"([[["x", 0, 0]]])") + "," +
                                        node("Add", "a", "", R"([[["d", 0, 0], ["d", 0, 0]]])"),
                                    R"([["a", 0, 0], ["d", 1, 0]])"),
                      "a call of a layer that the file does not have");
}

/// A tensor as Keras 3 names it where it is used.
std::string used(const std::string& name, int call, const std::string& extents) {
  return R"({"args": [{"class_name": "__keras_tensor__", "config": {"shape": [null, )" + extents +
         R"(], "dtype": "float32", "keras_history": [")" + name + "\", " + std::to_string(call) +
         R"(, 0]}}], "kwargs": {}})";
}

// Keras 3.9.2 takes the shape of a Discretization's input for that of its output, whatever the mode, and builds what
// stands behind it by that; 3.15.1 finds (5, 3), three bins for each of five numbers.
TEST_CASE("a discretization has the shape that the file gives, or its own") {
  const std::string one_hot = R"("bin_boundaries": [0.0, 1.0], "output_mode": "one_hot")";
  const std::string called = used("x", 0, "5");
  const auto behind = [&](const std::string& nodes, const std::string& inputs) {
    return functional_of(input("x", "5") + "," + node("Discretization", "q", one_hot, nodes) + "," +
                         node("Dense", "a", R"("units": 2)", inputs));
  };
  const auto parameters = [](const std::string& text) {
    const nns::keras_file file{text};
    INFO(text);
    INFO(file.error().message);
    REQUIRE(file);
    return file.summary().total.parameters;
  };
  CHECK(parameters(behind("[" + called + "]", "[" + used("q", 0, "5") + "]")) == 5 * 2 + 2);
  CHECK(parameters(behind("[" + called + "]", "[" + used("q", 0, "5, 3") + "]")) == 3 * 2 + 2);
  CHECK(parameters(behind(R"([[["x", 0, 0]]])", R"([[["q", 0, 0]]])")) == 3 * 2 + 2);
  CHECK(parameters(behind("[" + called + "," + called + "]",
                          "[" + used("q", 0, "5") + "," + used("q", 1, "5") + "]")) == 5 * 2 + 2);
  // Said of one call only: which of the two holds for the other, nobody says.
  written::is_refused(behind("[" + called + "," + called + "]", "[" + used("q", 0, "5") + "]"),
                      "the cost of this operation is not known");
}

TEST_CASE("models side by side that have names, or lack shapes") {
  const auto merge = [](const std::string& sides) {
    return model_of(R"({"class_name": "Merge", "config": {"name": "m", "mode": "sum", "layers": [)" + sides + "]}}");
  };
  const auto side = [](const std::string& name, const std::string& shape_of) {
    return R"({"class_name": "Sequential", "config": {"name": ")" + name +
           R"(", "layers": [{"class_name": "Dense", "config": {"name": "d_)" + name + R"(", "units": 3)" + shape_of +
           "}}]}}";
  };
  const std::string four = R"(, "batch_input_shape": [null, 4])";
  const nns::keras_file file{merge(side("left", four) + "," + side("right", four))};
  INFO(file.error().message);
  REQUIRE(file);
  CHECK(file.summary().total.parameters == 2 * (4 * 3 + 3));  // (a)
  CHECK(file.summary().total.output == shape{3});
  written::is_refused(merge(side("left", four) + "," + side("right", "")), "no input before");
  // One model is not enough, nor is a shape that arrives.
  const nns::keras_file alone{model_of(R"({"class_name": "Merge", "config": {"name": "m", "mode": "sum"}})"),
                              {.inputs = {shape{4}}}};
  CHECK_FALSE(alone);
  CHECK(alone.error().message.find("the layer needs more inputs") != std::string::npos);
  // More inputs arrive than there are models, and as many.
  std::string inputs;
  for (int i = 0; i != 17; ++i) inputs += std::string(i == 0 ? "" : ", ") + R"(["x", 0, 0])";
  std::string sides = dense;
  for (int i = 0; i != 15; ++i) sides += "," + dense;
  const auto merged = [&] {
    return functional_of(x + "," +
                         node("Merge", "a", R"("name": "a", "mode": "sum", "layers": [)" + sides + "]",
                              "[[" + inputs + "]]"));
  };
  written::is_refused(merged(), "more inputs arrive than the layer takes");
  sides += "," + dense;
  const nns::keras_file all{merged()};
  INFO(all.error().message);
  REQUIRE(all);
  CHECK(all.summary().total.parameters == 17 * (4 * 3 + 3));  // (a)
}

TEST_CASE("only a recurrent wrapper takes its shape from the layer inside") {
  const std::string inside = R"({"class_name": "Dense", "config": {"units": 3, "batch_input_shape": [null, 4]}})";
  written::is_refused(model_of(R"({"class_name": "TimeDistributed", "config": {"layer": )" + inside + "}}"),
                      "the shape of the model's input");
  const std::string cell = R"({"class_name": "LSTMCell", "config": {"units": 4, "batch_input_shape": [null, 5, 3]}})";
  const nns::keras_file listed{model_of(R"({"class_name": "RNN", "config": {"cell": [)" + cell + "]}}")};
  INFO(listed.error().message);
  REQUIRE(listed);
  CHECK(listed.summary().total.parameters == 4 * (3 * 4 + 4 * 4 + 4));  // (a)
  written::is_refused(model_of(R"({"class_name": "RNN", "config": {"cell": [)" + cell + "," + cell + "]}}"),
                      "this wrapper takes one layer");
}

// A file is read in parts that hold 256 calls and inputs; what does not fit is read again with more room.
TEST_CASE("more calls, inputs and outputs than one part holds") {
  std::string tensors;
  std::string calls;
  std::string sums;
  std::string outputs;
  for (int i = 0; i != 300; ++i) {
    const std::string comma = i == 0 ? "" : ", ";
    tensors += comma + R"({"class_name": "__keras_tensor__", "config": {"shape": [null, 4], "dtype": "float32", )"
                       R"("keras_history": ["x", 0, 0]}})";
    calls += comma + R"([["i", 0, 0]])";
    sums += comma + R"(["d", )" + std::to_string(i) + ", 0]";
    outputs += comma + R"(["a", 0, 0])";
  }
  const std::string sum = node("Add", "a", "", R"([{"args": [[)" + tensors + R"(]], "kwargs": {}}])");
  const nns::keras_file wide{functional_of(x + "," + sum)};
  INFO(wide.error().message);
  REQUIRE(wide);
  CHECK(wide.summary().total.output == shape{4});
  const nns::keras_file many{functional_of(x + "," + sum, "[" + outputs + "]")};
  INFO(many.error().message);
  REQUIRE(many);
  CHECK(many.summary().total.output == shape{4});
  // The calls of a model stand before what is inside it.
  const std::string inner = R"({"class_name": "Model", "name": "a", "inbound_nodes": [[["x", 0, 0]]], "config": {"name":
    "a", "layers": [)" + node("Dense", "d", R"("units": 3)", "[" + calls + "]") +
                            "," + input("i", "4") + "," + node("Add", "s", "", "[[" + sums + "]]") +
                            R"(], "input_layers": [["i", 0, 0]], "output_layers": [["s", 0, 0]]}})";
  const nns::keras_file nested{R"({"class_name": "Model", "config": {"name": "m", "layers": [)" + inner + "," + x +
                               R"(], "input_layers": [["x", 0, 0]], "output_layers": [["a", 1, 0]]}})"};
  INFO(nested.error().message);
  REQUIRE(nested);
  CHECK(nested.summary().total.parameters == 4 * 3 + 3);       // (a) once
  CHECK(nested.summary().total.forward.count == 300 * 4 * 3);  // (a) each time
}

TEST_CASE("tensors of Keras 3 whose names or shapes are unusual") {
  // A name with quotes; shapes that are none are not taken.
  for (const auto& [name, extents] : {std::pair{R"(x \"1\")", "4"}, std::pair{"x", R"({"x": 1})"},
                                      std::pair{"x", "\"four\""}, std::pair{"x", "true"}, std::pair{"x", "NaN"}}) {
    const nns::keras_file file{R"({"class_name": "Model", "config": {"name": "m", "layers": [)" + input(name, "4") +
                               "," + node("Dense", "a", R"("units": 3)", "[" + used(name, 0, extents) + "]") +
                               R"(], "output_layers": [["a", 0, 0]]}})"};
    INFO(name << ", " << extents);
    INFO(file.error().message);
    REQUIRE(file);
    CHECK(file.summary().total.parameters == 4 * 3 + 3);  // (a)
  }
}

}  // namespace
