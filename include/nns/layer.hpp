// What a layer is. Every layer of this library is one, and so is a type of yours with these two members:
//
//     struct fourier {
//       static constexpr nns::shape output(nns::shape in) { return in; }
//       static constexpr nns::cost cost(nns::shape in, nns::shape) { return {.forward = nns::macs{in[0] * in[1]}}; }
//     };
//
// A type that you cannot change becomes a layer by a specialisation of nns::layer_traits. What derives from a layer of
// this library is that layer, and is not asked.
#pragma once

#include <nns/detail/table.hpp>
#include <nns/detail/type_name.hpp>
#include <nns/quantity.hpp>

#include <cstddef>
#include <cstdint>
#include <initializer_list>

namespace nns {

/// In a constant expression a compile error by this name; at run time the program ends.
[[noreturn]] inline void these_are_at_most_sixteen_shapes() { __builtin_trap(); }

/// What a layer of your own costs, for one instance.
struct cost {
  /// Multiply-adds of the forward pass. What does none says so: {}.
  macs forward{};
  /// Of the backward pass; by default twice the forward pass (the gradients of the input and of the weights).
  macs backward{-1};
  /// All parameters.
  std::int64_t parameters = 0;
  /// Those among them that training changes; by default all.
  std::int64_t trainable_parameters = -1;
  /// Elements kept for the backward pass; by default the elements of the output.
  std::int64_t activations = -1;
  /// Memory that it needs while it runs, beside its inputs and outputs and whatever the batch: a plan has room for it.
  bytes scratch{};
};

/// Several shapes, at most 16: what a layer of your own with several outputs makes, and the outputs of nns::at.
struct shapes {
  static constexpr int most = 16;

  shape values[most]{};
  int used = 0;

  constexpr shapes() = default;
  constexpr shapes(std::initializer_list<shape> all) {
    for (const shape& s : all) push_back(s);
  }

  [[nodiscard]] constexpr int size() const { return used; }
  [[nodiscard]] constexpr bool empty() const { return used == 0; }
  [[nodiscard]] constexpr const shape* data() const { return values; }
  [[nodiscard]] constexpr const shape* begin() const { return values; }
  [[nodiscard]] constexpr const shape* end() const { return values + used; }
  constexpr const shape& operator[](int i) const { return values[i]; }

  constexpr void push_back(const shape& s) {
    if (used == most) these_are_at_most_sixteen_shapes();
    values[used++] = s;
  }

  friend constexpr bool operator==(const shapes& a, const shapes& b) {
    if (a.used != b.used) return false;
    for (int i = 0; i != a.used; ++i)
      if (!(a.values[i] == b.values[i])) return false;
    return true;
  }
};

/// What `output` makes of a shape that the layer does not take:
///
///     if (in.rank() != 2) return nns::refuse("the mixing layer takes (time, features)");
///
/// The model is refused with this sentence, by the compiler and by nns::at.
template <std::size_t N>
[[nodiscard]] constexpr shape refuse(const char (&sentence)[N]) {
  shape refusal;
  refusal.values[shape::max_rank - 1] = shape::refusal_mark;
  refusal.said = sentence;
  return refusal;
}

/// How a type is asked for its shape and cost. By default it answers itself; specialise this for a type that cannot.
template <class L>
struct layer_traits {
  static constexpr shape output(const shape& in)
    requires requires { shape{L::output(in)}; }
  {
    return L::output(in);
  }
  static constexpr nns::cost cost(const shape& in, const shape& out)
    requires requires { nns::cost{L::cost(in, out)}; }
  {
    return L::cost(in, out);
  }
};

namespace detail {

template <class L>
concept has_output = requires(const shape& in) { shape{layer_traits<L>::output(in)}; };
template <class L>
concept has_cost = requires(const shape& in) { nns::cost{layer_traits<L>::cost(in, in)}; };

template <class L>
consteval text kind_of() {
  if constexpr (requires { as_text(layer_traits<L>::kind); }) {
    return as_text(layer_traits<L>::kind);
  } else if constexpr (requires { as_text(L::kind); }) {
    return as_text(L::kind);
  } else {
    return type_kind<L>;
  }
}

/// What is a part of one kind of composition only: node, outputs, shared, shortcut.
template <class L>
concept stands_elsewhere =
    requires { L::nns_info(); } || requires { L::nns_shared; } || requires { typename L::nns_shortcut; };

/// The step of a layer that this library does not know.
template <class L>
struct foreign {
  static constexpr void work(machine& m) {
    if constexpr (has_output<L> && has_cost<L>) {
      const shape out = layer_traits<L>::output(m.x);
      if (out.is_refusal()) return m.refuse(out);
      if (const int axis = axis_not_positive(out); axis != 0)
        return m.fail(rule::own_extent_not_positive, axis, out[axis - 1]);
      const nns::cost c = layer_traits<L>::cost(m.x, out);
      if (c.forward.count < 0 || c.parameters < 0 || c.scratch.count < 0 || c.trainable_parameters > c.parameters)
        return m.fail(rule::cost_is_negative, c.forward.count, c.parameters);
      m.x = out;
      m.found.forward = c.forward.count;
      if (c.backward.count >= 0) m.found.backward = c.backward.count;
      m.found.trainable = c.trainable_parameters < 0 ? c.parameters : c.trainable_parameters;
      m.found.fixed = c.parameters - m.found.trainable.value;
      if (c.activations >= 0) m.found.activations = c.activations;
      m.found.scratch = c.scratch.count;
    }
  }

  static constexpr family kind{.kind = kind_of<L>(), .work = &work};

  static constexpr void nns_step(machine& m) {
    if constexpr (requires(options& o) { L::nns_set(o); })
      m.fail(rule::option_among_layers);
    else if constexpr (stands_elsewhere<L>)
      m.fail(rule::part_of_something_else);
    else if constexpr (!has_output<L>)
      m.fail(rule::not_a_layer);
    else if constexpr (!has_cost<L>)
      m.fail(rule::layer_without_cost);
    else
      m.run(kind, {}, no_options);
  }
};

}  // namespace detail

/// What may stand in a model: a layer or a composition of this library, or a type with output(...) and cost(...).
template <class L>
concept layer = detail::native<L> || (detail::has_output<L> && detail::has_cost<L>);

}  // namespace nns
