// Activations: as options of other layers (relu, tanh_, softmax, ...), as layers of their own (the same types where
// Keras has such a layer, else activation<...>), and the ones with parameters. They multiply no matrices.
#pragma once

#include <nns/layers/options.hpp>

namespace nns::detail {

constexpr void element_wise_work(machine& m) { m.found.element_wise = m.x.elements(); }

/// A device computes relu, relu6 and linear in the layer before; softmax needs all its inputs at once.
constexpr unsigned short memory_of(activation_kind a) {
  return a == activation_kind::softmax ? 0
         : a == activation_kind::relu || a == activation_kind::relu6 || a == activation_kind::linear
             ? in_memory::element_wise | in_memory::activates
             : in_memory::element_wise;
}

/// The derivative follows from the output of these, and needs the input of the others (PyTorch's derivatives.yaml).
constexpr std::uint16_t kept_by_activation(activation_kind a) {
  return a <= activation_kind::linear                                                                 ? in_training::nothing
         : a == activation_kind::relu || a == activation_kind::sigmoid || a == activation_kind::tanh_ ||
                 a == activation_kind::softmax
             ? in_training::output
             : in_training::inputs;
}

/// The extent that a softmax runs along; 1 for a single number.
constexpr count last_extent(const shape& s) { return s.used == 0 ? 1 : s.values[s.used - 1]; }

constexpr void activation_operations(const machine& m, operations_found& o) {
  add_activation(o, m.given->activation, m.x.elements(), last_extent(m.x));
}

/// A comparison, and a product below zero.
constexpr void leaky_operations(const machine& m, operations_found& o) {
  o.comparisons += m.x.elements();
  o.multiplications += m.x.elements();
}
constexpr void comparing_operations(const machine& m, operations_found& o) { o.comparisons += m.x.elements(); }

// Its options say which activation it is.
inline constexpr family activation_family{.kind = "activation",
                                          .work = &element_wise_work,
                                          .numbers = 0,
                                          .prepare = &prepare_keeping,
                                          .memory = in_memory::element_wise | in_memory::activates,
                                          .keeps = in_training::activation,
                                          .operations = &activation_operations};

constexpr void prelu_work(machine& m) {
  const extents& shared = m.given->shared_axes;
  shape weights = m.x;
  unsigned seen = 0;
  for (int i = 0; i != shared.used; ++i) {
    const std::int64_t axis = shared[i] < 0 ? shared[i] + m.x.rank() + 1 : shared[i];
    if (axis < 1 || axis > m.x.rank()) return m.fail(rule::axis_out_of_range, shared[i], m.x.rank());
    if ((seen >> axis & 1U) != 0) return m.fail(rule::axis_given_twice, shared[i]);
    seen |= 1U << axis;
    weights[static_cast<int>(axis) - 1] = 1;
  }
  m.found.trainable = weights.elements();
  m.found.element_wise = m.x.elements();
}

inline constexpr family prelu_family{
    .kind = "prelu", .work = &prelu_work, .accepts = only(option::shared_axes), .numbers = 0, .memory = in_memory::element_wise,
    .keeps = in_training::inputs,
    .operations = &leaky_operations};

}  // namespace nns::detail

namespace nns::inline layers {

// An activation that is only an option.
#define NNS_ACTIVATION(name)                                                                \
  struct name {                                                                             \
    static constexpr auto nns_activation = detail::activation_kind::name;                   \
    static constexpr void nns_set(detail::options& o) {                                     \
      o.take(detail::option::activation);                                                   \
      o.activation = nns_activation;                                                        \
    }                                                                                       \
  };
// One that is a layer, too.
#define NNS_ACTIVATION_LAYER(name)                                                          \
  struct name {                                                                             \
    NNS_LEAF(name)                                                                          \
    static constexpr auto nns_activation = detail::activation_kind::name;                   \
    static constexpr void nns_operations(const detail::machine& m, detail::operations_found& o) { \
      detail::add_activation(o, nns_activation, m.x.elements(), detail::last_extent(m.x));  \
    }                                                                                       \
    static constexpr detail::family kind{.kind = #name,                                     \
                                         .work = &detail::element_wise_work,                \
                                         .prepare = &detail::prepare_keeping,               \
                                         .memory = detail::memory_of(nns_activation),       \
                                         .keeps = detail::kept_by_activation(nns_activation), \
                                         .operations = &nns_operations};                    \
    static constexpr void nns_set(detail::options& o) {                                     \
      o.take(detail::option::activation);                                                   \
      o.activation = nns_activation;                                                        \
    }                                                                                       \
    NNS_KEEPING(detail::layer_with<kind>)                                                   \
  };
// One that is only a layer.
#define NNS_ELEMENT_WISE_LAYER(name, of_each)                                               \
  struct name {                                                                             \
    NNS_LEAF(name)                                                                          \
    static constexpr detail::family kind{.kind = #name,                                     \
                                         .work = &detail::element_wise_work,                \
                                         .prepare = &detail::prepare_keeping,               \
                                         .memory = detail::in_memory::element_wise,         \
                                         .keeps = detail::in_training::inputs, \
                                         .operations = &detail::of_each};                   \
    NNS_KEEPING(detail::layer_with<kind>)                                                   \
  };

NNS_ACTIVATION(linear)
NNS_ACTIVATION_LAYER(relu)
NNS_ACTIVATION_LAYER(relu6)
NNS_ACTIVATION_LAYER(sigmoid)
NNS_ACTIVATION_LAYER(tanh_)
NNS_ACTIVATION_LAYER(softmax)
NNS_ACTIVATION_LAYER(gelu)
NNS_ACTIVATION_LAYER(silu)
NNS_ACTIVATION_LAYER(hard_sigmoid)
NNS_ACTIVATION_LAYER(hard_silu)
NNS_ACTIVATION_LAYER(elu)
NNS_ACTIVATION_LAYER(selu)
NNS_ACTIVATION_LAYER(softplus)
NNS_ELEMENT_WISE_LAYER(leaky_relu, leaky_operations)
NNS_ELEMENT_WISE_LAYER(thresholded_relu, comparing_operations)

#undef NNS_ACTIVATION
#undef NNS_ACTIVATION_LAYER
#undef NNS_ELEMENT_WISE_LAYER

}  // namespace nns::inline layers

namespace nns::detail {

/// For code that writes models: a layer that is not an option, and costs nothing.
template <activation_kind Kind>
inline constexpr options activation_is = [] {
  options o;
  o.activation = Kind;
  return o;
}();
template <activation_kind Kind>
inline constexpr prepared activation_with = prepare(activation_family, activation_is<Kind>);

}  // namespace nns::detail

namespace nns::inline layers {

/// activation<relu>: the activation as a row of its own. It keeps the shape and multiplies nothing.
template <class Activation>
struct activation {
  NNS_LEAF(activation)
  static constexpr void NNS_STEP(detail::machine& m) {
    if constexpr (requires { Activation::nns_activation; })
      m.run(detail::activation_with<Activation::nns_activation>);
    else
      m.fail(detail::rule::not_an_activation);
  }
  NNS_STEP_AS_DATA
};

/// prelu<shared_axes<1, 2>>: max(x, a x) with a learned a. Parameters: the product of the extents that are not
/// shared. Axes count from 1, as in Keras.
template <class... Options>
struct prelu {
  NNS_LEAF(prelu)
  static constexpr void NNS_STEP(detail::machine& m) {
    m.run(detail::prelu_family, {}, detail::options_of<Options...>);
  }
  NNS_STEP_AS_DATA
};

}  // namespace nns::inline layers
