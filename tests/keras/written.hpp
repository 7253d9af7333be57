// Keras files as tests write them: a Sequential, a functional model, their layers.
#pragma once

#include <nns/import/keras_file.hpp>

#include "catch.hpp"

#include <cstdint>
#include <string>

namespace written {

/// A Sequential of these layers.
inline std::string model_of(const std::string& layers) {
  return R"({"class_name": "Sequential", "config": [)" + layers + "]}";
}

/// A functional model with the input x.
inline std::string functional_of(const std::string& layers, const std::string& outputs = R"([["a", 0, 0]])") {
  return R"({"class_name": "Model", "config": {"name": "m", "layers": [)" + layers +
         R"(], "input_layers": [["x", 0, 0]], "output_layers": )" + outputs + "}}";
}

/// A layer named l, with what else its config says.
inline std::string layer(const std::string& class_name, const std::string& config) {
  return R"({"class_name": ")" + class_name + R"(", "config": {"name": "l")" + (config.empty() ? "" : ", ") + config +
         "}}";
}

/// A layer of a functional model.
inline std::string node(const std::string& class_name, const std::string& name, const std::string& config,
                        const std::string& inputs) {
  return R"({"class_name": ")" + class_name + R"(", "name": ")" + name + R"(", "config": {)" + config +
         R"(}, "inbound_nodes": )" + inputs + "}";
}

/// An input of a functional model; `extents` as in [null, 5, 4] without the batch: "5, 4".
inline std::string input(const std::string& name, const std::string& extents) {
  return node("InputLayer", name, R"("batch_input_shape": [null, )" + extents + "]", "[]");
}

const std::string dense =
    R"({"class_name": "Dense", "config": {"name": "d", "units": 3, "batch_input_shape": [null, 4]}})";
const std::string x = input("x", "4");

/// The file is read, and its totals are these.
inline void counts(const std::string& text, const nns::shape& output, std::int64_t forward = 0,
                   std::int64_t parameters = 0) {
  const nns::keras_file file{text};
  INFO(text);
  INFO(file.error().message);
  REQUIRE(file);
  CHECK(file.summary().total.output == output);
  CHECK(file.summary().total.forward.count == forward);
  CHECK(file.summary().total.parameters == parameters);
}

/// The file is refused, and says so.
inline void is_refused(const std::string& text, const std::string& says, const nns::keras_options& options = {}) {
  const nns::keras_file file{text, options};
  INFO(text);
  INFO(file.error().message);
  REQUIRE_FALSE(file);
  CHECK(file.error().message.find(says) != std::string::npos);
}

}  // namespace written
