// Declarations of classes that a file's reader does not know: a class costs nothing, and has this output shape, or it
// is a certain layer. The same for every format: a class of Keras, a custom operator of TensorFlow Lite or ONNX.
#pragma once

#include <nns/layer.hpp>

namespace nns {

/// assume_zero<"Fancy">: layers of this class cost nothing, and keep their shape, or have the one that the file gives.
/// assume_zero<"Fancy", nns::shape{10}>: they cost nothing, and have this output shape.
/// The form without a shape is an error if another layer follows, and the file does not give the shape.
template <fixed_string ClassName, shape... Output>
struct assume_zero {
  static_assert(sizeof...(Output) <= 1, "nns: write assume_zero<\"Class\"> or assume_zero<\"Class\", nns::shape{...}>");
  static constexpr auto nns_class = ClassName;
};

/// known_as<"L2Distance", layer>: layers of this class are this one, of the library or your own, or a composition. It
/// also applies to classes that the reader knows; for a Lambda, the layer's name may be given instead of the class.
template <fixed_string ClassName, class Layer>
struct known_as {
  static constexpr auto nns_class = ClassName;
};

namespace detail {

/// What a class is taken for.
struct known_class {
  enum class meaning : std::uint8_t {
    nothing,  // it costs nothing
    shaped,   // it costs nothing, and makes the shape `numbers`
    type,     // a layer of a type
    values,   // a layer of the library, as values
  };

  text class_name{};
  meaning is = meaning::nothing;
  step run = nullptr;
  const family* kind = nullptr;
  shape numbers{};
  options given{};

  [[nodiscard]] constexpr bool is_layer() const { return is == meaning::type || is == meaning::values; }
};

template <fixed_string ClassName, shape... Output>
constexpr known_class known_class_of(assume_zero<ClassName, Output...>*) {
  known_class k;
  k.class_name = assume_zero<ClassName, Output...>::nns_class.view();
  if constexpr (sizeof...(Output) != 0) {
    k.is = known_class::meaning::shaped;
    ((k.numbers = Output), ...);
  }
  return k;
}
template <fixed_string ClassName, class Layer>
constexpr known_class known_class_of(known_as<ClassName, Layer>*) {
  known_class k;
  k.class_name = known_as<ClassName, Layer>::nns_class.view();
  k.is = known_class::meaning::type;
  k.run = step_of<Layer>;
  return k;
}

/// Whether the class has this name, with or without its package: Custom>L2Distance is L2Distance.
constexpr bool is_called(text word, text wanted) {
  if (word == wanted) return true;
  if (word.length <= wanted.length || word[word.length - wanted.length - 1] != '>') return false;
  return text{word.characters + (word.length - wanted.length), wanted.length} == wanted;
}

/// Which of them the class is; -1 if none.
constexpr int find_known(text word, const known_class* known, int count) {
  for (int i = 0; i != count; ++i)
    if (is_called(word, known[i].class_name)) return i;
  return -1;
}

}  // namespace detail

}  // namespace nns
