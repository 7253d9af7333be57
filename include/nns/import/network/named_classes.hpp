// Declarations at run time of classes that a file's reader does not know: zero_class and class_known_as, for the
// options of nns::keras_file and the like.
#pragma once

#include <nns/import/network/spelling.hpp>

#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace nns {

/// A class that costs nothing, and the output shape of its layers, unless they keep their shape.
struct zero_class {
  std::string class_name{};
  bool has_output = false;
  shape output{};

  zero_class(const char* name) : class_name(name) {}
  zero_class(std::string name) : class_name(std::move(name)) {}
  zero_class(std::string name, const shape& made) : class_name(std::move(name)), has_output(true), output(made) {}
  template <fixed_string ClassName, shape... Output>
  zero_class(assume_zero<ClassName, Output...>)
      : class_name(assume_zero<ClassName>::nns_class.view()), has_output(sizeof...(Output) != 0) {
    ((output = Output), ...);
  }
};

/// A class that is a layer: one of this library, as it is written in C++, or a type.
struct class_known_as {
  std::string class_name{};
  std::string layer{};
  detail::step run = nullptr;

  class_known_as(std::string name, std::string spelled) : class_name(std::move(name)), layer(std::move(spelled)) {}
  template <fixed_string ClassName, class Layer>
  class_known_as(known_as<ClassName, Layer>)
      : class_name(known_as<ClassName, Layer>::nns_class.view()), run(detail::step_of<Layer>) {}
};

namespace detail {

/// All of them, as a network takes them. It owns the names.
struct named_classes {
  std::vector<std::string> names{};
  std::vector<known_class> known{};

  /// What is wrong with a spelling goes into `message`.
  void take(const std::vector<zero_class>& zeros, const std::vector<class_known_as>& layers, std::string& message) {
    names.reserve(zeros.size() + layers.size());
    for (const class_known_as& c : layers) {
      known_class& k = add(c.class_name);
      k.is = known_class::meaning::type;
      k.run = c.run;
      if (c.run != nullptr) continue;
      const spelled_layer found = layer_spelled({c.layer.data(), c.layer.size()});
      if (!found.good()) {
        message = "in \"" + c.class_name + " = " + c.layer + "\", \"" + std::string(found.word) + "\" " +
                  std::string(found.why);
        return;
      }
      k.is = known_class::meaning::values;
      k.kind = found.kind;
      k.numbers = found.numbers;
      k.given = found.given;
    }
    for (const zero_class& z : zeros) {
      known_class& k = add(z.class_name);
      if (!z.has_output) continue;
      k.is = known_class::meaning::shaped;
      k.numbers = z.output;
    }
  }

 private:
  known_class& add(const std::string& name) {
    names.push_back(name);
    known.emplace_back();
    known.back().class_name = {names.back().data(), names.back().size()};
    return known.back();
  }
};

}  // namespace detail

}  // namespace nns
