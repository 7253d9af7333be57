// One model, written in many ways: the order of keys, spaces, escapes, values that nothing depends on.
// Where a comment says (a): the rules of counting, worked out by hand.
#include "keras/written.hpp"

namespace {

using written::model_of;

TEST_CASE("values that no cost depends on may be anything") {
  // (a) 4 by 3 and a bias.
  const std::string odd = R"({"class_name": "Dense", "config": {"name": "d", "units": 3.0, "seed": NaN, "x": -Infinity,
    "y": {"z": [[], {}, "\"}]\\", 1e-7, null]}, "batch_input_shape": [null, 4], "activation": null}})";
  const nns::keras_file file{model_of(odd)};
  INFO(file.error().message);
  REQUIRE(file);
  CHECK(file.summary().total.parameters == 4 * 3 + 3);
}

TEST_CASE("the order of keys does not matter") {
  const nns::keras_file file{R"({"config": [{"config": {"units": 3, "batch_input_shape": [null, 4], "name": "d"},
    "class_name": "Dense"}], "class_name": "Sequential"})"};
  INFO(file.error().message);
  REQUIRE(file);
  CHECK(file.summary().total.parameters == 4 * 3 + 3);  // (a)
}

TEST_CASE("the class may stand anywhere behind the config") {
  for (const char* behind :
       {R"("class_name": "Dense")", R"("module": "keras.layers", "class_name": "Dense", "name": "d")"}) {
    const nns::keras_file file{
        model_of(R"({"config": {"units": 3, "batch_input_shape": [null, 4]}, )" + std::string(behind) + "}")};
    INFO(file.error().message);
    REQUIRE(file);
    CHECK(file.summary().total.parameters == 4 * 3 + 3);  // (a)
  }
}

TEST_CASE("keys of other objects stand in a config, and keys with quotes") {
  const nns::keras_file file{model_of(R"({"a\"b": 1, "\\": 2, "class_name": "Dense", "config": {"name": "d", "shape": 5,
    "value": [1], "output_layers": null, "layers": 3, "cells": null, "x\"y": 3, "units": 3,
    "build_input_shape": [{"items": [null, 9]}], "batch_shape": [null, 4]}})")};
  INFO(file.error().message);
  REQUIRE(file);
  CHECK(file.summary().total.parameters == 4 * 3 + 3);  // (a)
}

TEST_CASE("spaces may stand between all tokens, or none") {
  // (a) 4 by 3 and a bias.
  for (const char* text :
       {R"({"class_name":"Sequential","config":[{"class_name":"Dense",)"
        R"("config":{"name":"d","units":3,"batch_input_shape":[null,4],"z":{"y":[1,2]}}}]})",
        "\xEF\xBB\xBF \t\r\n{\t\"class_name\"\t:\r\n\"Sequential\"\t,\r\n\"config\"\n:\n[\t{\n\"class_name\" : "
        "\"Dense\" ,\t"
        "\"config\":\t{\r\"name\":\n\"d\"\n,\n\"z\"\t:\t{\t\"y\"\t:\t[\t1\t,\r2\t]\t}\r,\r        \"units\":   3\r, "
        "\"batch_input_shape\" "
        ": [ null\t, 4 ]\n}\n}\t]\r}\n\n"}) {
    const nns::keras_file file{text};
    INFO(file.error().message);
    REQUIRE(file);
    CHECK(file.summary().total.parameters == 4 * 3 + 3);
  }
}

TEST_CASE("numbers, words and texts that nothing depends on are passed over") {
  for (const char* value : {"0",
                            "-1",
                            "1.5",
                            "1e5",
                            "1E+5",
                            "-1.25e-5",
                            "true",
                            "false",
                            "null",
                            "NaN",
                            "-Infinity",
                            R"("")",
                            "[]",
                            "{}",
                            "[ ]",
                            "{ }",
                            R"(["\"", "\\"])",
                            R"({"\"": {"\\": [null, true, false]}})",
                            R"("\\\"")",
                            "[1.5, NaN, -Infinity, -2E3]"}) {
    INFO(value);
    const nns::keras_file file{model_of(R"({"class_name": "Dense", "config": {"name": "d", "z": )" +
                                        std::string(value) + R"(, "units": 3, "y": )" + value +
                                        R"(, "batch_input_shape": [null, 4]}})")};
    INFO(file.error().message);
    REQUIRE(file);
    CHECK(file.summary().total.parameters == 4 * 3 + 3);  // (a)
  }
}

TEST_CASE("a shape may be an object, and a name anything else than text") {
  const nns::keras_file file{
      model_of(R"({"module": null, "name": 5, "build_config": null, "class_name": "Dense", "config":
    {"name": 5, "units": 3, "batch_input_shape": {"class_name": "TensorShape", "items": [null, 4]}}})")};
  INFO(file.error().message);
  REQUIRE(file);
  CHECK(file.summary().total.parameters == 4 * 3 + 3);  // (a)
  CHECK(file.summary().layers[1].name == nns::text{"dense"});
  written::is_refused(
      model_of(R"({"class_name": "Dense", "config": {"units": 3, "batch_input_shape": {"items" [null]}}})"),
      "a colon is expected");
  written::is_refused(model_of(R"({"class_name": "Dense", "config": {"units": 3, "batch_input_shape": {"x": nul}}})"),
                      "a value is expected");
}

// The characters and their bytes, from RFC 3629's table and Unicode's: the first and the last of each length, and those
// on both sides of what is left out.
TEST_CASE("names are UTF-8, escaped or not") {
  const struct {
    std::string written;
    std::string bytes;
  } all[] = {
      {R"(\u0041)", "A"},
      {R"(\u00e9)", "\xC3\xA9"},
      {R"(\u07FF)", "\xDF\xBF"},
      {R"(\u0800)", "\xE0\xA0\x80"},
      {R"(\uFFFD)", "\xEF\xBF\xBD"},
      {R"(\uD83D\uDE00)", "\xF0\x9F\x98\x80"},  // U+1F600
      {R"(\udbff\udfff)", "\xF4\x8F\xBF\xBF"},  // U+10FFFF
      // A surrogate that stands alone is replaced.
      {R"(\uD83D)", "\xEF\xBF\xBD"},
      {R"(\uDE00)", "\xEF\xBF\xBD"},
      {R"(\uD83Dabcdef)",
       "\xEF\xBF\xBD"
       "abcdef"},
      {R"(\uD83D\nabcde)",
       "\xEF\xBF\xBD"
       "\nabcde"},
      {R"(\uD83D\u0041)",
       "\xEF\xBF\xBD"
       "A"},
      {R"(\uD83D\uE000)",
       "\xEF\xBF\xBD"
       "\xEE\x80\x80"},
      {R"(\"\\\/\b\f\n\r\t)", "\"\\/\b\f\n\r\t"},
      {"\xC2\x80", "\xC2\x80"},
      {"\xE0\xA0\x80", "\xE0\xA0\x80"},
      {"\xED\x9F\xBF", "\xED\x9F\xBF"},
      {"\xEF\xBF\xBF", "\xEF\xBF\xBF"},
      {"\xF0\x90\x80\x80", "\xF0\x90\x80\x80"},
      {"\xF4\x8F\xBF\xBF", "\xF4\x8F\xBF\xBF"},
      {"plain", "plain"},
      {R"(ab\u0041)", "abA"},
      {R"(abc\u0041)", "abcA"},
      {"\x7F", "\x7F"},
      {"del\x7F", "del\x7F"},
  };
  for (const auto& name : all) {
    INFO(name.written);
    const nns::keras_file file{model_of(R"({"class_name": "Dense", "config": {"name": ")" + name.written +
                                        R"(", "units": 3, "batch_input_shape": [null, 4]}})")};
    INFO(file.error().message);
    REQUIRE(file);
    CHECK(std::string(file.summary().layers[1].name) == name.bytes);
  }
}

TEST_CASE("names that are not UTF-8 are refused, and escapes that are none") {
  const auto named = [](const std::string& name) {
    return model_of(R"({"class_name": "Dense", "config": {"name": ")" + name +
                    R"(", "units": 3, "batch_input_shape": [null, 4]}})");
  };
  for (const char* bytes : {"\x80",
                            "\xBF",  // nothing to continue
                            "\xC0\x80",
                            "\xC1\xBF",
                            "\xE0\x9F\xBF",
                            "\xF0\x8F\xBF\xBF",  // longer than needed
                            "\xED\xA0\x80",
                            "\xED\xBF\xBF",  // surrogates
                            "\xF4\x90\x80\x80",
                            "\xF5\x80\x80\x80",
                            "\xFF",  // above U+10FFFF
                            "\xC3",
                            "\xE2\x82",
                            "\xF0\x9F\x98",  // cut off
                            "\xC3x",
                            "\xE2x",
                            "\xE2\x82x",
                            "\xF0x",
                            "\xF0\x9Fx",
                            "\xF0\x9F\x98x"})
    written::is_refused(named(bytes), "these bytes are not UTF-8");
  for (const char* escape :
       {R"(\x)", R"(\u12)", R"(\u123)", R"(\u12G4)", R"(\u12g4)", R"(\u/234)", R"(\u@234)", R"(\uD83D\uDEX0)"})
    written::is_refused(named(escape), "a backslash is followed by");
  for (const char* control : {"a\tb", "\n", "four\x01", "fou\x02r", "fo\x03ur", "f\x04our"})
    written::is_refused(named(control), "a control character");
}

TEST_CASE("a class that is taken to cost nothing needs no config") {
  const nns::keras_file file{model_of(written::dense + R"(, {"class_name": "Fancy", "name": "f"})"),
                             {.assume_zero = {"Fancy"}}};
  INFO(file.error().message);
  REQUIRE(file);
  CHECK(file.summary().layers[2].output == nns::shape{3});
  CHECK(file.summary().total.parameters == 4 * 3 + 3);  // (a)
  written::is_refused(model_of(written::dense + R"(, {"class_name": "Fancy", "name": "f"})"), "class Fancy");
}

TEST_CASE("many layers of one kind, with long configs that are alike or not") {
  std::string layers =
      R"({"class_name": "Dense", "config": {"name": "first", "units": 4, "batch_input_shape": [null, 4]}})";
  // Long enough that configs are told apart by their characters.
  const auto config = [](int i, int units) {
    return R"({"class_name": "Dense", "config": {"name": "d)" + std::to_string(i) +
           R"(", "trainable": true, "dtype": {"module": "keras", "class_name": "DTypePolicy",
      "config": {"name": "float32"}, "registered_name": null}, "kernel_initializer":
      {"module": "keras.initializers", "class_name": "GlorotUniform",
      "config": {"seed": )" +
           std::to_string(i / 8) + R"(}, "registered_name": null}, "bias_initializer": {"module": "keras.initializers",
      "class_name": "Zeros", "config": {}, "registered_name": null}, "units": )" +
           std::to_string(units) + R"(, "kernel_regularizer": null, "use_bias": true)" +
           (i % 5 == 3 ? R"(, "bias_constraint": null)" : "") + "}}";
  };
  for (int i = 0; i != 40; ++i) layers += "," + config(i, i % 10 == 9 ? 40 : 4);
  const nns::keras_file file{model_of(layers)};
  INFO(file.error().message);
  REQUIRE(file);
  // (a) The first, and 33 of 4 by 4; 4 of 4 by 40, and behind them 3 of 40 by 4, for the last one is wide.
  CHECK(file.summary().total.parameters == 34 * (4 * 4 + 4) + 4 * (4 * 40 + 40) + 3 * (40 * 4 + 4));
}

}  // namespace
