// Files that are wrong: refused, with the place and a sentence. What is wrong by the grammar is so by RFC 8259 (JSON)
// and RFC 3629 (UTF-8).
#include "keras/written.hpp"

namespace {

using written::dense;
using written::functional_of;
using written::input;
using written::is_refused;
using written::model_of;
using written::node;
using written::x;

struct refusal {
  std::string text;
  int line;
  int column;
  const char* says;
};

TEST_CASE("a file that is wrong is refused with its place") {
  const std::string a =
      R"({"class_name": "Dense", "name": "a", "config": {"units": 3}, "inbound_nodes": [[["x", 0, 0]]]})";
  const std::string deep(600, '[');
  const refusal all[] = {
      {"", 1, 1, "a Keras model is expected"},
      {"[1, 2]", 1, 1, "a Keras model is expected"},
      {"{\"layers\": []}", 1, 1, "a Keras model is expected"},
      {model_of(dense).substr(0, 40), 1, 41, "an object, in braces, is expected"},
      {model_of(dense) + " x", 1, static_cast<int>(model_of(dense).size()) + 2, "nothing may follow"},
      {"{\n \"class_name\" \"Model\"}", 2, 15, "a colon is expected"},
      {"{\"class_name\": \"Model\" \"config\": 1}", 1, 24, "a comma or } is expected"},
      {"{\"a\": [1 2]}", 1, 10, "a comma or ] is expected"},
      {"{\"a\": nul}", 1, 7, "a value is expected"},
      {"{\"a\": 01}", 1, 7, "a number is expected"},
      {"{\"a\": \"b}", 1, 7, "no closing double quote"},
      {"{\"a\": " + deep + "}", 1, 519, "nested too deeply"},
      {"{\"a\": \"\xC3(\"}", 1, 8, "not UTF-8"},
      {"{\"a\": \"\\q\"}", 1, 9, "a backslash is followed by"},
      {"{\"a\": \"tab\there\"}", 1, 11, "control character"},
      {model_of(R"({"class_name": "Strange", "config": {"name": "s_1"}})"), 1, 41, "\"s_1\" of the class Strange"},
      {model_of(R"({"class_name": "Dense", "config": {"name": "d", "batch_input_shape": [null, 4]}})"), 1, 41,
       "\"units\""},
      {model_of(R"({"class_name": "Dense", "config": {"name": "d", "units": "many"}})"), 1, 98,
       "an integer is expected"},
      {model_of(R"({"class_name": "Dense", "config": {"name": "d", "units": 99999999999999999999}})"), 1, 98,
       "63 bits"},
      {model_of(R"({"class_name": "Dense", "config": {"name": "d", "units": 2.5}})"), 1, 98, "an integer is expected"},
      {model_of(R"({"class_name": "Dense", "config": {"name": "d", "units": 3}})"), 1, 1, "nns::input<...>"},
      {model_of(R"({"class_name": "TimeDistributed", "config": {"name": "t", "batch_input_shape": [null, 2, 4]}})"), 1,
       41, "inner layer"},
      {model_of(R"({"config": {"name": "d"}})"), 1, 41, "class_name"},
      {model_of(R"({"class_name": "Dense"})"), 1, 41, "config"},
      {model_of(""), 1, 1, "no layers"},
      {functional_of(x + "," + a + "," + a), 1, 0, "two layers of one model"},
      {functional_of(x + "," + a, R"([["b", 0, 0]])"), 1, 0, "not in the model"},
      {functional_of(x + "," + a, R"([["a", 3, 0]])"), 1, 0, "a call of a layer"},
      {functional_of(x + "," + a, "[]"), 1, 0, "output_layers"},
      {functional_of(x +
                     R"(,{"class_name": "Dense", "name": "a", "config": {"units": 3}, "inbound_nodes": [[["b", 0, 0]]]},
        {"class_name": "Dense", "name": "b", "config": {"units": 3}, "inbound_nodes": [[["a", 0, 0]]]})"),
       0, 0, "cycle"},
      {functional_of(x + R"(,{"class_name": "Dense", "name": "a", "config": {"units": 3}})"), 1, 0, "inbound_nodes"},
      {model_of(dense + R"(, {"class_name": "Conv2D", "config": {"name": "c", "filters": 1, "kernel_size": 3}})"), 1, 0,
       "\"c\" of the class Conv2D, which received the shape (3)"},
  };
  for (const refusal& r : all) {
    const nns::keras_file file{r.text};
    INFO(r.text);
    INFO(file.error().message);
    REQUIRE_FALSE(file);
    CHECK(file.error().message.find(r.says) != std::string::npos);
    if (r.line != 0) CHECK(file.error().line == r.line);
    if (r.column != 0) CHECK(file.error().column == r.column);
    CHECK(file.summary().layers.empty());
  }
}

/// A layer with one more key, that nothing depends on.
std::string with(const std::string& value) {
  return model_of(
      R"({"class_name": "Dense", "config": {"name": "d", "units": 3, "batch_input_shape": [null, 4], "z": )" + value +
      "}}");
}

TEST_CASE("what is no JSON is refused, also where nothing depends on it") {
  for (const char* value :
       {"tru", "tXue", "trXe", "fals", "fXlse", "faXse", "falXe", "nul",   "nXll",   "nuXl",   "Inf",  "NaX",
        "NXN", "-x",   "-",    "+1",   ".5",    "'a'",   "",      "[nul]", "[nXll]", "[nuXl]", "[tru]"}) {
    INFO(value);
    is_refused(with(value), "a value is expected");
  }
  for (const char* value : {"1.", "1.e5", "1e", "1e+", "1E-", "-01", "[1e]"}) {
    INFO(value);
    is_refused(with(value), "a number is expected");
  }
  is_refused(with("{1: 2}"), "a key is expected");
  is_refused(with(R"({"a": 1,})"), "a key is expected");
  is_refused(with("[1,]"), "a value is expected");
  is_refused(with(R"({"a": 1 "b": 2})"), "a comma or } is expected");
  is_refused(with(R"([{"a": [1]]])"), "a comma or } is expected");
  is_refused(with("[1 2]"), "a comma or ] is expected");
  is_refused(with("[1}"), "a comma or ] is expected");
  is_refused(with(R"([{"a" 1}])"), "a colon is expected");
  is_refused(with(R"(["a)"), "no closing double quote");
  is_refused(with(R"({"a)"), "no closing double quote");
  is_refused(with(R"(["a\\\"])"), "no closing double quote");
  is_refused(model_of(R"({"class_name": "Dense", "config": {"name": "d\\\"}})"), "no closing double quote");
  is_refused(R"({"class_name)", "no closing double quote");
  is_refused("{\"a\"\n5}", "a colon is expected");
}

TEST_CASE("an integer is one, however it is written") {
  const auto units = [](const std::string& number) {
    return model_of(
        R"({"class_name": "Dense", "config": {"name": "d", "batch_input_shape": [null, 1], "use_bias": false,
          "units": )" +
        number + "}}");
  };
  const struct {
    const char* written;
    std::int64_t is;
  } all[] = {{"30", 30}, {"30.00", 30}, {"3e1", 30}, {"3E+1", 30}, {"3.0e1", 30}, {"30e0", 30}};
  for (const auto& number : all) {
    INFO(number.written);
    const nns::keras_file file{units(number.written)};
    REQUIRE(file);
    CHECK(file.summary().total.parameters == number.is);
  }
  is_refused(units("-3"), "must be at least 1");
  is_refused(units("0e999999"), "must be at least 1");
  is_refused(units("3e"), "a number is expected");
  is_refused(units("3e-1"), "an integer is expected");
  is_refused(units("3.5"), "an integer is expected");
  is_refused(units("true"), "an integer is expected");
  is_refused(units("9223372036854775808"), "63 bits");  // 2^63
  is_refused(units("99999999999999999999"), "63 bits");
  is_refused(units("1e19"), "63 bits");
  is_refused(units("1e9999999999"), "63 bits");
}

TEST_CASE("what is no model is refused") {
  is_refused("{}", "a Keras model is expected");
  is_refused("\xEF 1", "a Keras model is expected");
  is_refused(R"({"class_name": "Sequential"})", "a Keras model is expected");
  is_refused(R"({"class_name": "Dense", "config": {"units": 3, "batch_input_shape": [null, 4]}})",
             "a Keras model is expected");
  is_refused(model_of("5"), "an object, in braces, is expected");
  is_refused(model_of("{}"), "class_name");
  is_refused(model_of(R"({"class_name": "Dense", "config": 3})"), "an object, in braces, is expected");
  is_refused(model_of(R"({"class_name": "Dense", "config": []})"), "an object, in braces, is expected");
  is_refused(model_of(R"({"config": {"units" 3}, "class_name": "Dense"})"), "a colon is expected");
  is_refused(model_of(R"({"config": {"units": 3}, 5})"), "a key is expected");
  is_refused(model_of(R"({"config": {"units": 3}, "x": nul, "class_name": "Dense"})"), "a value is expected");
  is_refused(model_of(R"({"class_name": "", "config": {}})"), "is not known");
  is_refused(model_of(R"({"config": {"units": 3}, "class_name": 5})"), "class_name");
  is_refused(R"({"config": {}, "class_name": "Sequen)", "no closing double quote");
  is_refused(model_of(R"({"class_name": "RNN", "config": {"layer": null, "cell": 5}})"),
             "a wrapper needs its inner layer");
  is_refused(model_of(R"({"class_name": "RNN", "config": {"cell": {"class_name": "StackedRNNCells",
    "config": {"name": "s", "cells": null, "layers": []}}}})"),
             "a wrapper needs its inner layer");
  is_refused(model_of(R"({"class_name": "Merge", "config": {"mode": "sum", "layers": null}})"), "the shape of the model's input");
  is_refused(model_of(R"({"class_name": "Dense", "config": {"units": 3, "batch_input_shape": {}}})"), "too few axes");
  is_refused(R"({"class_name": "Model", "config": {"name": "m", "layers": []}})", "the model has no layers");
}

TEST_CASE("a functional model that contradicts itself is refused") {
  const std::string a = node("Dense", "a", R"("units": 3)", R"([[["x", 0, 0]]])");
  is_refused(
      functional_of(x + R"(, {"class_name": "Dense", "config": {"units": 3}, "inbound_nodes": [[["x", 0, 0]]]})"),
      "needs its name");
  is_refused(functional_of(a), "comes from a layer that is not in the model");
  is_refused(functional_of(x + "," + node("Dense", "a", R"("units": 3)", R"([[["y", 0, 0]]])")),
             "comes from a layer that is not in the model");
  is_refused(functional_of(x + "," + node("Dense", "a", R"("units": 3)", "[[]]")), "needs its inbound_nodes");
  is_refused(functional_of(x + "," + node("Dense", "a", R"("units": 3)", R"([[["x", 99999999999, 0]]])")), "63 bits");
  is_refused(functional_of(x + "," + node("Dense", "a", R"("units": 3)", R"([[["x", 0, 99999999999]]])")), "63 bits");
  is_refused(functional_of(R"({"class_name": "InputLayer", "name": "x", "config": {}, "inbound_nodes": []},)" + a),
             "the shape of the model's input");
  is_refused(functional_of(R"({"class_name": "InputLayer", "name": "x", "config": {}, "inbound_nodes": []},)" + a),
             "the shape of the model's input", {.inputs = {nns::shape{}}});
  is_refused(R"({"class_name": "Model", "config": {"name": "m", "layers": [)" + x + "," + a +
                 R"(], "input_layers": [["x", 0, 0]]}})",
             "output_layers");
  // A function that moves elements, whose result nobody states; one that is not known.
  const auto function = [](const std::string& name) {
    return R"({"class_name": "TFOpLambda", "name": "a", "config": {"name": "a", "function": ")" + name +
           R"("}, "inbound_nodes": [[["x", 0, 0]]]})";
  };
  is_refused(functional_of(x + "," + function("unheard.of")), "the cost of this operation is not known");
  is_refused(functional_of(x + R"(, {"module": "keras.src.ops.numpy", "class_name": "Reshape", "name": "a",
    "config": {"newshape": [2, 2]}, "inbound_nodes": [[["x", 0, 0]]]})"),
             "the cost of this operation is not known");
}

TEST_CASE("what stands among a layer's inputs is read to its end, and refused where it is wrong") {
  const auto inputs = [](const std::string& nodes) {
    return functional_of(x + "," + node("Dense", "a", R"("units": 3)", nodes));
  };
  is_refused(inputs(R"([[["x" 0, 0]]])"), "a comma or ] is expected");
  is_refused(inputs(R"([[["x", 0 0]]])"), "a comma or ] is expected");
  is_refused(inputs(R"([[["x", 0, 0 0]]])"), "a comma or ] is expected");
  is_refused(inputs(R"([[["x", -, 0]]])"), "an integer is expected");
  is_refused(inputs(R"([[["x", 0, 0.5]]])"), "an integer is expected");
  is_refused(inputs(R"([[["x", -1, nul]]])"), "a value is expected");
  is_refused(inputs(R"([[["x", -1, 5 5]]])"), "a comma or ] is expected");
  is_refused(inputs(R"([[["x", 0, 0, {"y" 2}]]])"), "a colon is expected");
  is_refused(inputs(R"([[["x", 0, 0, {"y": nul}]]])"), "a value is expected");
  is_refused(inputs(R"([[["x", 0, 0, {"y": "open}]]])"), "a comma or } is expected");
  is_refused(inputs(R"([[["x", 0, 0, {"y": 2} 3]]])"), "a comma or ] is expected");
  is_refused(inputs(R"([[["x", 0, 0, {"y": 2}, nul]]])"), "a value is expected");
  is_refused(inputs(R"([[["x", 0, 0, {"y": ["x" 0]}]]])"), "a comma or ] is expected");
  is_refused(inputs(R"([{"args": [{"config": {"shape": [nul], "keras_history": ["x", 0, 0]}}], "kwargs": {}}])"),
             "a value is expected");
  is_refused(inputs(R"([{"args": [{"config": {"keras_history": ["x" 0, 0]}}], "kwargs": {}}])"),
             "a comma or ] is expected");
  is_refused(inputs(R"([{"args": [], "kwargs": {"y" 1}}])"), "a colon is expected");
  is_refused(inputs("[" + std::string(80, '[') + "]"), "nested too deeply");
  std::string objects;
  for (int i = 0; i != 80; ++i) objects += R"({"y": )";
  is_refused(inputs("[" + objects + "]"), "nested too deeply");
}

TEST_CASE("a file that ends among a layer's inputs, or where a comma is due") {
  const std::string layer = R"({"class_name": "Model", "config": {"name": "m", "layers": [)" + x +
                            R"(, {"class_name": "Dense", "name": "a", "config": {"units": 3}, "inbound_nodes": )";
  for (const char* end : {R"([[["x)", R"([{"args": [], "y": "open)",
                          R"([{"args": [{"class_name": "__keras_tensor__", )"
                          R"("config": {"shape": [null, 4], "dtype": "float32", "keras_history": ["x)"})
    is_refused(layer + end, "no closing double quote");
  is_refused(layer + R"([[["x", 0, 0, null]]] "name")", "a comma or } is expected");
  is_refused(model_of(dense + " " + dense), "a comma or ] is expected");
  is_refused(R"({"class_name": "Sequential", "module": "keras)", "no closing double quote");
  std::string keywords;
  for (int i = 0; i != 80; ++i) keywords += R"({"kwargs": )";
  is_refused(layer + "[" + keywords, "nested too deeply");
  // An output that is no number: no tensor, but a list of values.
  is_refused(functional_of(x + "," + node("Dense", "a", R"("units": 3)", R"([[["x", 0, null]]])")),
             "needs its inbound_nodes");
}

TEST_CASE("a tensor as Keras 3 writes it, but for its shape") {
  const auto shape_of = [](const std::string& extents) {
    return functional_of(x + "," +
                         node("Dense", "a", R"("units": 3)",
                              R"([{"args": [{"class_name": "__keras_tensor__", "config": {"shape": [)" + extents +
                                  R"(], "dtype": "float32", "keras_history": ["x", 0, 0]}}], "kwargs": {}}])"));
  };
  for (const char* extents : {"nope", "nul", "null, x", "4,, 5", "4, "}) {
    INFO(extents);
    is_refused(shape_of(extents), "a value is expected");
  }
  is_refused(shape_of("4 5"), "a comma or ] is expected");
  is_refused(shape_of("null5"), "a comma or ] is expected");
  is_refused(shape_of("04"), "a number is expected");
  for (const char* extents : {"null, 4", "null,4", "null, 40", "0", "", "null, 4.0"}) {
    const nns::keras_file file{shape_of(extents)};
    INFO(extents);
    INFO(file.error().message);
    REQUIRE(file);
    CHECK(file.summary().total.parameters == 4 * 3 + 3);
  }
  // What nothing depends on is behind it, not in it: a layer of this library's own words looks for its config.
  is_refused(functional_of(x + R"(, {"class_name": "nns>dense", "name": "a", "inbound_nodes": [{"args": [{"class_name":
    "__keras_tensor__", "config": {"shape": [nope], "dtype": "float32", "keras_history": ["x", 0, 0]}}], "kwargs": {}}],
    "config": {"name": "a", "numbers": [3]}})"),
             "a value is expected");
}

TEST_CASE("a config that two classes share is read by each of them") {
  const std::string units = R"("config": {"name": "d", "units": 3}})";
  is_refused(model_of(dense + R"(, {"class_name": "Dense", )" + units + R"(, {"class_name": "nns>dense", )" + units),
             "too many or too few numbers");
  const nns::keras_file file{model_of(R"({"class_name": "Dense", "inbound_nodes": null, "config": {"name": "d",
    "units": 3, "batch_input_shape": [null, 4], "build_input_shape": [{"x": 4}]}})")};
  INFO(file.error().message);
  REQUIRE(file);
  CHECK(file.summary().total.parameters == 4 * 3 + 3);
}

TEST_CASE("the first layer that breaks a rule is named, and no other") {
  const std::string bad =
      R"({"class_name": "Dense", "config": {"name": "first", "units": 0, "batch_input_shape": [null, 4]}})";
  is_refused(model_of(bad + R"(, {"class_name": "Dense", "config": {"name": "second", "units": 0}})"), "\"first\"");
  is_refused(model_of(R"({"class_name": "RNN", "config": {"batch_input_shape": [null, 5, 3], "cell": {
    "class_name": "StackedRNNCells", "config": {"cells": [
    {"class_name": "GRUCell", "config": {"name": "first", "units": 0}},
    {"class_name": "GRUCell", "config": {"name": "second", "units": 0}}]}}}})"),
             "\"first\"");
}

TEST_CASE("a rule's message has the shape that arrived, with ? for what is not known") {
  // Keras' convolutions over images need a height, a width and channels.
  is_refused(model_of(R"({"class_name": "Conv2D", "config": {"name": "c", "filters": 2, "kernel_size": 3,
    "batch_input_shape": [null, null, 5]}})"),
             "\"c\" of the class Conv2D, which received the shape (?, 5)");
  // 2^62 each: the sum has 64 bits.
  const std::string wide = R"({"class_name": "Dense", "config": {"units": 2147483648, "use_bias": false}})";
  is_refused(model_of(R"({"class_name": "Dense", "config": {"units": 2147483648, "use_bias": false,
    "batch_input_shape": [null, 2147483648]}},)" +
                      wide),
             "does not fit in 63 bits");
}

}  // namespace
