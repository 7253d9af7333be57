// What a layer is. Every layer of this library is one, and so is a type of yours with these two members:
//
//     struct fourier {
//       static constexpr nns::shape output(nns::shape in) { return in; }
//       static constexpr nns::cost cost(nns::shape in, nns::shape) { return {.forward = nns::macs{in[0] * in[1]}}; }
//     };
//
// With several inputs, all of them are given, then the output: output(a, b), cost(a, b, out). With several outputs,
// output(...) makes nns::shapes, which cost(...) is given. A type that you cannot change becomes a layer by a
// specialisation of nns::layer_traits. What derives from a layer of this library is that layer, and is not asked.
#pragma once

#include <nns/detail/builtin.hpp>
#include <nns/detail/description.hpp>
#include <nns/detail/headers.hpp>
#include <nns/detail/table.hpp>
#include <nns/detail/type_name.hpp>
#include <nns/quantity.hpp>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <type_traits>

namespace nns {

/// In a constant expression, a compile error with this name; at run time, the program ends.
[[noreturn]] inline void these_are_at_most_sixteen_shapes() { NNS_BUILTIN(trap)(); }

/// The cost of a layer of your own, for one instance.
struct cost {
  /// Multiply-adds of the forward pass. If there are none, return {}.
  macs forward{};
  /// Multiply-adds of the backward pass; by default twice the forward pass (the gradients of the input and of the
  /// weights).
  macs backward{-1};
  /// All parameters.
  std::int64_t parameters = 0;
  /// Trainable parameters; by default all.
  std::int64_t trainable_parameters = -1;
  /// Elements kept for the backward pass; by default the elements of the output.
  std::int64_t activations = -1;
  /// Memory in bytes that the layer needs while it runs, besides its inputs and outputs, for any batch. Memory plans
  /// include it.
  bytes scratch{};
  /// Operations besides the multiply-adds, for nns::operations and for conventions that count such work.
  operation_counts operations{};
};

/// Several shapes, at most 16: the outputs of a layer of your own, or those of nns::at.
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

/// What `output` returns for a shape that the layer does not accept:
///
///     if (in.rank() != 2) return nns::refuse("the mixing layer takes (time, features)");
///
/// The compiler and nns::at then refuse the model with this message.
template <std::size_t N>
[[nodiscard]] constexpr shape refuse(const char (&sentence)[N]) {
  shape refusal;
  refusal.values[shape::max_rank - 1] = shape::refusal_mark;
  refusal.said = sentence;
  return refusal;
}

/// How a type is asked for its shape and cost. By default the type's own members are used; specialise this for a type
/// that you cannot change. A specialisation has output(...) and cost(...), or says which layer, composition or model of
/// this library the type stands for:
///
///     template <int I, int O>
///     struct nns::layer_traits<elsewhere::linear<I, O>> {
///       using type = nns::dense<O>;
///       static constexpr bool accepts(nns::shape in) { return in.back() == I; }
///     };
///
/// accepts(...) is optional. It is called with all shapes that arrive; if it returns false, the model is refused. A
/// member `kind` names the type's rows; by default it is the type's own name, without its arguments.
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

constexpr void take_shape(const shape&) {}

template <class Made>
concept one_shape = requires(const Made& made) { shape{made}; };
template <class Made>
concept list_of_outputs = !one_shape<Made> && requires(const Made& made) {
  made.end();
  take_shape(*made.begin());
};

/// A type that stands for one of this library.
template <class L>
concept stands_for = requires { typename layer_traits<L>::type; };

// For several inputs, a type's traits are asked first, then the type itself: the traits above are made for every layer
// of the user's own, and have only the members that most of them need.
template <class L, class Made, class... S>
concept traits_cost = requires(const Made& made, const S&... in) { nns::cost{layer_traits<L>::cost(in..., made)}; };
template <class L, class Made, class... S>
concept own_cost = requires(const Made& made, const S&... in) { nns::cost{L::cost(in..., made)}; };
template <class L, class... S>
concept traits_output = requires(const S&... in) { layer_traits<L>::output(in...); };

template <std::size_t>
using one_of_them = shape;

/// How a type is asked where tensors arrive, one for each of I.
template <class L, class I>
struct asked_with;
template <class L, std::size_t... I>
struct asked_with<L, detail::indices<I...>> {
  static constexpr auto make(const one_of_them<I>&... in) {
    if constexpr (traits_output<L, one_of_them<I>...>)
      return layer_traits<L>::output(in...);
    else if constexpr (requires { L::output(in...); })
      return L::output(in...);
  }
  using made = decltype(make(one_of_them<I>{}...));
  static constexpr bool makes_one = one_shape<made>;
  static constexpr bool has_output = makes_one || list_of_outputs<made>;
  static constexpr bool can_refuse =
      requires(const one_of_them<I>&... in) { static_cast<bool>(layer_traits<L>::accepts(in...)); };
  template <class Made>
  static constexpr bool costs_by = traits_cost<L, Made, one_of_them<I>...> || own_cost<L, Made, one_of_them<I>...>;

  static constexpr made make_of(const machine& m) { return make(m.input(static_cast<int>(I))...); }
  static constexpr bool accept(const machine& m) {
    return static_cast<bool>(layer_traits<L>::accepts(m.input(static_cast<int>(I))...));
  }
  template <class Made>
  static constexpr nns::cost cost(const machine& m, const Made& made) {
    if constexpr (traits_cost<L, Made, one_of_them<I>...>)
      return layer_traits<L>::cost(m.input(static_cast<int>(I))..., made);
    else
      return L::cost(m.input(static_cast<int>(I))..., made);
  }
};
template <class L, int N>
using ask = asked_with<L, detail::indices_below<static_cast<std::size_t>(N)>>;

/// As many inputs as a layer of your own may ask for one by one.
inline constexpr int most_own_inputs = 8;

template <class L>
concept takes_two =
    requires(const shape& in) { layer_traits<L>::output(in, in); } || requires(const shape& in) { L::output(in, in); };

/// Most layers of the user's own: one input, one output. They are asked for nothing else.
template <class L>
concept makes_one_of_one = requires(const shape& in) { shape{layer_traits<L>::output(in)}; };
template <class L>
concept costs_of_one = requires(const shape& in) { nns::cost{layer_traits<L>::cost(in, in)}; };
template <class L>
concept plain_own_layer = makes_one_of_one<L> && costs_of_one<L> && !takes_two<L>;

template <class L, int N = 1>
consteval int least_inputs() {
  if constexpr (N > most_own_inputs || ask<L, N>::has_output)
    return N > most_own_inputs ? 0 : N;
  else
    return least_inputs<L, N + 1>();
}
template <class L, int N>
consteval int most_inputs() {
  if constexpr (N < most_own_inputs && ask<L, N + 1>::has_output)
    return most_inputs<L, N + 1>();
  else
    return N;
}

template <class L>
concept has_output = makes_one_of_one<L> || least_inputs<L>() != 0;

template <class L, int N>
consteval bool has_cost_with() {
  using asked = ask<L, N>;
  if constexpr (asked::makes_one)
    return asked::template costs_by<shape>;
  else
    return asked::template costs_by<typename asked::made> || asked::template costs_by<shape>;
}
template <class L>
concept has_cost = (makes_one_of_one<L> && costs_of_one<L>) ||
                   (has_output<L> && has_cost_with<L, least_inputs<L>()>());

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

/// Parts that belong in one kind of composition only: node, outputs, shared, shortcut.
template <class L>
concept stands_elsewhere =
    requires { L::nns_info(); } || requires { L::nns_shared; } || requires { typename L::nns_shortcut; };

constexpr bool is_known(const shape& s) {
  for (const std::int64_t extent : s)
    if (extent < 0) return false;
  return true;
}

/// The operations that it declares besides its multiply-adds.
constexpr bool take_operations(machine& m, const operation_counts& o, bool known) {
  operations_found all;
  all.add(o, known);
  if (known && all.has_negative()) return m.fail(rule::cost_is_negative, o.additions, o.multiplications), false;
  m.said = o;
  m.found.element_wise = all.besides_multiply_adds();
  return true;
}

/// The cost that a layer of the user's own declares. If an extent is unknown, so is what was computed from it.
constexpr bool take_cost(machine& m, const nns::cost& c, bool known) {
  if (!known) {
    m.found.forward = c.forward.count == 0 ? 0 : count::unknown;
    if (c.backward.count >= 0) m.found.backward = count::unknown;
    if (c.activations >= 0) m.found.activations = count::unknown;
  } else {
    if (c.forward.count < 0 || c.scratch.count < 0)
      return m.fail(rule::cost_is_negative, c.forward.count, c.parameters), false;
    m.found.forward = c.forward.count;
    if (c.backward.count >= 0) m.found.backward = c.backward.count;
    if (c.activations >= 0) m.found.activations = c.activations;
  }
  if (c.parameters < 0 || c.trainable_parameters > c.parameters) {
    if (known) return m.fail(rule::cost_is_negative, c.forward.count, c.parameters), false;
    m.found.trainable = count::unknown;
    return true;
  }
  m.found.trainable = c.trainable_parameters < 0 ? c.parameters : c.trainable_parameters;
  m.found.fixed = c.parameters - m.found.trainable.value;
  m.found.scratch = known || c.scratch.count == 0 ? c.scratch.count : count::unknown;
  if (m.how->forward != nullptr || m.how->element_wise) return take_operations(m, c.operations, known);
  return true;
}

/// An output of a layer of the user's own.
constexpr bool take_output(machine& m, const shape& out) {
  if (out.is_refusal()) return m.refuse(out), false;
  const int axis = axis_not_positive(out);
  if (axis != 0) m.fail(rule::own_extent_not_positive, axis, out[axis - 1]);
  return axis == 0;
}

/// Whether a type takes what arrives, if it says so for up to Most inputs.
template <class L, int Most, int N = 1>
constexpr bool accepted_by(machine& m) {
  if constexpr (ask<L, N>::can_refuse) {
    if (m.inputs() == N && !ask<L, N>::accept(m)) return m.fail(rule::not_accepted), false;
  }
  if constexpr (N < Most)
    if (m.inputs() > N) return accepted_by<L, Most, N + 1>(m);
  return true;
}

/// Whether a type has the members of several layers, so that none of them is meant.
struct has_a_step {
  static constexpr void nns_step(machine&) {}
};
template <class L>
struct beside_a_step : L, has_a_step {};
template <class L>
consteval bool has_two_bases() {
  if constexpr (!requires { sizeof(L); })
    return false;
  else if constexpr (!std::is_class_v<L> || std::is_final_v<L>)
    return false;
  else
    return !requires { &beside_a_step<L>::nns_step; };
}
template <class L>
consteval rule why_not_a_layer() {
  if constexpr (has_two_bases<L>())
    return rule::two_bases;
  else if constexpr (!requires { sizeof(L); })
    return rule_of_a_header(type_kind<L>);
  else
    return rule::not_a_layer;
}

/// What a layer of the user's own does, with its number of inputs.
template <class L>
struct own_work {
  static constexpr int least = least_inputs<L>();
  static constexpr int most = most_inputs<L, least>();

  template <int N>
  static constexpr void work_with(machine& m) {
    if constexpr (N < most)
      if (m.inputs() != N) return work_with<N + 1>(m);
    using asked = ask<L, N>;
    bool known = true;
    for (int i = 0; i != N; ++i) known = known && is_known(m.input(i));
    const auto made = asked::make_of(m);
    if constexpr (asked::makes_one) {
      if (!take_output(m, made) || !take_cost(m, asked::cost(m, made), known)) return;
      m.x = made;
    } else {
      int outputs = 0;
      shape first;
      count kept = 0;
      for (const shape& out : made) {
        if (!take_output(m, out)) return;
        if (outputs++ == 0) first = out;
        kept += out.elements();
      }
      if (outputs == 0) return m.fail(rule::own_layer_without_output);
      m.found.activations = kept;
      if constexpr (asked::template costs_by<typename asked::made>) {
        if (!take_cost(m, asked::cost(m, made), known)) return;
      } else {
        if (!take_cost(m, asked::cost(m, first), known)) return;
      }
      m.x = first;
      bool is_first = true;
      for (const shape& out : made) {
        if (!is_first) m.yield(out);
        is_first = false;
      }
    }
  }

  static constexpr void work(machine& m) {
    if constexpr (has_cost<L>)
      if (accepted_by<L, most>(m)) work_with<least>(m);
  }
};
template <plain_own_layer L>
struct own_work<L> {
  static constexpr int least = 1;
  static constexpr int most = 1;

  static constexpr void work(machine& m) {
    if constexpr (requires { static_cast<bool>(layer_traits<L>::accepts(m.x)); })
      if (!layer_traits<L>::accepts(static_cast<const shape&>(m.x))) return m.fail(rule::not_accepted);
    const shape made = layer_traits<L>::output(m.x);
    if (take_output(m, made) && take_cost(m, layer_traits<L>::cost(m.x, made), is_known(m.x))) m.x = made;
  }
};

/// What a layer of the user's own does besides its multiply-adds, as it declares.
constexpr void said_operations(const machine& m, operations_found& o) { o.add(m.said, is_known(m.arrived)); }

/// The step of a layer that this library does not know.
template <class L>
struct foreign {
  using asked = own_work<L>;
  static constexpr family kind{
      .kind = kind_of<L>(),
      .work = &asked::work,
      .inputs = asked::most,
      .least_inputs = asked::least,
      .keeps = in_training::inputs | in_training::output | in_training::said,
      .operations = &said_operations};

  static constexpr void nns_step(machine& m) {
    m.kind = &kind;
    if constexpr (plain_own_layer<L>)
      m.run(kind, {}, no_options);
    else if constexpr (requires(options& o) { L::nns_set(o); })
      m.fail(rule::option_among_layers);
    else if constexpr (stands_elsewhere<L>)
      m.fail(rule::part_of_something_else);
    else if constexpr (!has_output<L>)
      m.fail(why_not_a_layer<L>());
    else if constexpr (!has_cost<L>)
      m.fail(rule::layer_without_cost);
    else
      m.run(kind, {}, no_options);
  }
};

/// The same for a type that stands for one of this library: that one runs, and is then given the type's name.
template <stands_for L>
struct foreign<L> {
  static constexpr family kind{.kind = kind_of<L>()};

  static constexpr void nns_step(machine& m) {
    using type = typename layer_traits<L>::type;
    m.kind = &kind;
    if (m.inputs() > 0 && !accepted_by<L, 3>(m)) return;
    if (!m.recording) {
      m.sum.characters += m.prefix_length + 24 + static_cast<int>(kind.kind.length);
      return step_of<type>(m);
    }
    const int row = m.sum.rows;
    const int block = m.record->blocks_used;
    step_of<type>(m);
    if (!m.bad) m.record->call(kind, row, m.sum.rows, block);
  }
};

/// For such a type that is a model: what the types of its rows say about them.
template <stands_for L>
inline constexpr description description_of<L> = description_of<typename layer_traits<L>::type>;

/// What a type stands for, or the type itself.
template <class L>
struct written {
  using type = L;
};
template <stands_for L>
struct written<L> : written<typename layer_traits<L>::type> {};

}  // namespace detail

/// What may be part of a model: a layer or a composition of this library, a type that stands for one, or a type with
/// output(...) and cost(...).
template <class L>
concept layer = detail::native<typename detail::written<L>::type> || detail::has_cost<L>;

}  // namespace nns
