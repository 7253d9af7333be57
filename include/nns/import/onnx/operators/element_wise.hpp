// Element-wise functions: they multiply no matrices. Extents of 1 are stretched; before opset 7 the second operand is
// stretched to the first's shape. Numbers are kept, since graphs compute shapes with them.
#pragma once

#include <nns/detail/builtin.hpp>
#include <nns/import/onnx/operators/values.hpp>
#include <nns/layers/activation.hpp>
#include <nns/layers/merging.hpp>
#include <nns/layers/regularization.hpp>

namespace nns::detail {

// Of one tensor.

constexpr void negative_rule(onnx_node& n) {
  same_shape_rule(n);
  const onnx_type t = n.in(0).type;
  map_numbers(n, [t](onnx_number x) {
    if (is_real(t)) return onnx_number{-x.real};
    return x.integer == INT64_MIN ? onnx_number{} : onnx_number{-x.integer};
  });
}
constexpr void absolute_rule(onnx_node& n) {
  same_shape_rule(n);
  const onnx_type t = n.in(0).type;
  map_numbers(n, [t](onnx_number x) {
    if (is_real(t)) return onnx_number{x.real < 0 ? -x.real : x.real};
    return x.integer == INT64_MIN ? onnx_number{} : onnx_number{x.integer < 0 ? -x.integer : x.integer};
  });
}
constexpr void floor_rule(onnx_node& n) {
  same_shape_rule(n);
  map_numbers(n, [](onnx_number x) { return onnx_number{floor_of(x.real)}; });
}
constexpr void ceil_rule(onnx_node& n) {
  same_shape_rule(n);
  map_numbers(n, [](onnx_number x) { return onnx_number{ceil_of(x.real)}; });
}
constexpr void round_rule(onnx_node& n) {
  same_shape_rule(n);
  map_numbers(n, [](onnx_number x) { return onnx_number{round_of(x.real)}; });
}
constexpr void sqrt_rule(onnx_node& n) {
  same_shape_rule(n);
  const onnx_type t = n.in(0).type;
  map_numbers(n, [t](onnx_number x) { return x.real < 0 ? onnx_number{} : onnx_real(t, square_root(x.real)); });
}
constexpr void reciprocal_rule(onnx_node& n) {
  same_shape_rule(n);
  const onnx_type t = n.in(0).type;
  map_numbers(n, [t](onnx_number x) { return x.real == 0 ? onnx_number{} : onnx_real(t, 1 / x.real); });
}
constexpr void sign_rule(onnx_node& n) {
  same_shape_rule(n);
  const onnx_type t = n.in(0).type;
  map_numbers(n, [t](onnx_number x) {
    if (is_real(t)) return onnx_number{x.real > 0 ? 1.0 : x.real < 0 ? -1.0 : 0.0};
    return onnx_number{x.integer > 0 ? 1 : x.integer < 0 ? -1 : 0};
  });
}
constexpr void relu_rule(onnx_node& n) {
  same_shape_rule(n);
  map_numbers(n, [](onnx_number x) { return x.real < 0 ? onnx_number{0} : x; });
}
constexpr void not_rule(onnx_node& n) {
  same_shape_rule(n);
  map_numbers(n, [](onnx_number x) { return onnx_number{x.integer == 0}; });
}
constexpr void truth_rule(onnx_node& n) {
  if (n.in(0).ranked) n.set(0, onnx_type::bool_, n.in(0).dims);
}

/// Whether it clips to 0 to 6, which is relu6.
constexpr bool clips_to_six(const onnx_node& n) {
  const onnx_number low = n.has(1) ? n.in(1).number() : onnx_number{n.real("min", -1)};
  const onnx_number high = n.has(2) ? n.in(2).number() : onnx_number{n.real("max", -1)};
  return low.known && high.known && low.real == 0 && high.real == 6;
}
constexpr void clip_layer(const onnx_node& n, onnx_layer& l) {
  if (clips_to_six(n)) l.kind = &relu6::kind;
}
/// Until opset 10 the limits are attributes; from 11 on inputs.
constexpr void clip_rule(onnx_node& n) {
  same_shape_rule(n);
  if (clips_to_six(n)) n.kind = &relu6::kind;
  if ((n.has(1) && !n.in(1).number().known) || (n.has(2) && !n.in(2).number().known)) return;
  const bool low = n.has(1) || n.gives("min"), high = n.has(2) || n.gives("max");
  const onnx_number least = n.has(1) ? n.in(1).number() : onnx_number{n.real("min", 0)};
  const onnx_number most = n.has(2) ? n.in(2).number() : onnx_number{n.real("max", 0)};
  map_numbers(n, [=](onnx_number x) {
    if (low && x.real < least.real) x = least;
    if (high && x.real > most.real) x = most;
    return x;
  });
}

constexpr void identity_rule(onnx_node& n) {
  if (n.inputs != 0) n.pass(0, n.in(0));
}

/// A number converted to another type.
constexpr void cast_to(onnx_node& n, onnx_type to) {
  const onnx_type from = n.in(0).type;
  n.made[0].type = to;
  if (n.in(0).ranked) n.set(0, to, n.in(0).dims);
  keep_origin(n);
  if (n.in(0).values == nullptr) return;
  if (to == onnx_type::string || from == onnx_type::string) return;
  map_numbers(n, [=](onnx_number x) {
    if (to == onnx_type::bool_) return onnx_number{is_real(from) ? x.real != 0 : x.integer != 0};
    if (is_real(to)) return onnx_real(to, x.real);
    switch (to) {
      case onnx_type::int32: return onnx_number{std::int64_t{static_cast<std::int32_t>(x.integer)}};
      case onnx_type::int16: return onnx_number{std::int64_t{static_cast<std::int16_t>(x.integer)}};
      case onnx_type::int8: return onnx_number{std::int64_t{static_cast<std::int8_t>(x.integer)}};
      case onnx_type::uint8: return onnx_number{std::int64_t{static_cast<std::uint8_t>(x.integer)}};
      case onnx_type::uint16: return onnx_number{std::int64_t{static_cast<std::uint16_t>(x.integer)}};
      case onnx_type::uint32: return onnx_number{std::int64_t{static_cast<std::uint32_t>(x.integer)}};
      default: return onnx_number{x.integer};
    }
  });
}
/// Opsets 1 to 5 name the type by a word.
inline constexpr text onnx_type_words[] = {"",        "FLOAT",  "UINT8",  "INT8",   "UINT16",    "INT16",
                                           "INT32",   "INT64",  "STRING", "BOOL",   "FLOAT16",   "DOUBLE",
                                           "UINT32",  "UINT64", "COMPLEX64", "COMPLEX128", "BFLOAT16"};
constexpr void cast_rule(onnx_node& n) {
  if (n.outputs == 0) return;
  const onnx_attribute* const to = n.attribute("to");
  onnx_type type = onnx_type::undefined;
  if (to != nullptr && to->string.length > 0) {
    for (int i = 1; i != 17; ++i)
      if (n.lists->at(to->string) == onnx_type_words[i]) type = static_cast<onnx_type>(i);
  } else if (to != nullptr) {
    type = onnx_type_of(to->integer);
  }
  if (type == onnx_type::undefined) return n.fail("its attribute \"to\" is not a type");
  cast_to(n, type);
}
constexpr void cast_like_rule(onnx_node& n) {
  if (n.outputs != 0) cast_to(n, n.in(1).type);
}

/// The same bits as another type: the last axis grows or shrinks by the ratio of their sizes.
constexpr void bit_cast_rule(onnx_node& n) {
  const onnx_type to = onnx_type_of(n.integer("to", 0));
  if (bits_of(to) == 0) return n.fail("its attribute \"to\" is not a type");
  n.made[0].type = to;
  if (n.in(0).ranked && bits_of(to) == bits_of(n.in(0).type)) n.set(0, to, n.in(0).dims);
}

// Of two tensors.

/// The shape of both, stretched. Whether numbers of both are known.
constexpr bool meet(onnx_node& n, onnx_type type) {
  if (n.outputs == 0) return false;
  const onnx_tensor &a = n.in(0), &b = n.in(1);
  n.made[0].type = type;
  if (n.opset < 7 && n.row->domain.length == 0 && a.ranked) {
    n.set(0, type, a.dims);
    return a.has_values() && b.has_values() && b.dims.used <= a.dims.used && n.integer("axis", -1) == -1;
  }
  if (!a.ranked || !b.ranked) return false;
  const bool right = a.dims.used < b.dims.used;
  if (!broadcast(n.set(0, type, right ? b.dims : a.dims).dims, right ? a.dims : b.dims))
    return n.fail("the extents of its inputs do not match: they must be equal, or 1"), false;
  return a.values != nullptr && b.values != nullptr;
}
constexpr onnx_type common_type(const onnx_node& n) {
  const onnx_type t = n.in(0).type;
  return t != onnx_type::undefined ? t : n.in(1).type;
}

constexpr void stretching_rule(onnx_node& n) { meet(n, common_type(n)); }

/// Integers that overflow are not known.
template <class Integers, class Reals>
constexpr void arithmetic(onnx_node& n, Integers integers, Reals reals) {
  const onnx_type t = common_type(n);
  if (!meet(n, t)) return;
  meet_numbers(n, [=](onnx_number a, onnx_number b) {
    if (!a.known || !b.known) return onnx_number{};
    if (is_real(t)) return onnx_real(t, reals(a.real, b.real));
    std::int64_t y = 0;
    return integers(a.integer, b.integer, y) ? onnx_number{y} : onnx_number{};
  });
}
constexpr void add_rule(onnx_node& n) {
  arithmetic(
      n, [](std::int64_t a, std::int64_t b, std::int64_t& y) { return !NNS_BUILTIN(add_overflow)(a, b, &y); },
      [](double a, double b) { return a + b; });
}
constexpr void sub_rule(onnx_node& n) {
  arithmetic(
      n, [](std::int64_t a, std::int64_t b, std::int64_t& y) { return !NNS_BUILTIN(sub_overflow)(a, b, &y); },
      [](double a, double b) { return a - b; });
}
/// A known zero times anything is zero.
constexpr void mul_rule(onnx_node& n) {
  const onnx_type t = common_type(n);
  if (!meet(n, t)) return;
  meet_numbers(n, [=](onnx_number a, onnx_number b) {
    if (!is_real(t) && ((a.known && a.integer == 0) || (b.known && b.integer == 0))) return onnx_number{0};
    if (!a.known || !b.known) return onnx_number{};
    if (is_real(t)) return onnx_real(t, a.real * b.real);
    std::int64_t y = 0;
    return NNS_BUILTIN(mul_overflow)(a.integer, b.integer, &y) ? onnx_number{} : onnx_number{y};
  });
}
/// Integers are divided toward zero.
constexpr void div_rule(onnx_node& n) {
  const onnx_type t = common_type(n);
  if (!meet(n, t)) return;
  meet_numbers(n, [=](onnx_number a, onnx_number b) {
    if (!a.known || !b.known || (is_real(t) ? b.real == 0 : b.integer == 0)) return onnx_number{};
    if (is_real(t)) return onnx_real(t, a.real / b.real);
    if (b.integer == -1) return a.integer == INT64_MIN ? onnx_number{} : onnx_number{-a.integer};
    return onnx_number{a.integer / b.integer};
  });
}
/// The sign is the divisor's; with fmod = 1 the dividend's.
constexpr void mod_rule(onnx_node& n) {
  const onnx_type t = common_type(n);
  if (!meet(n, t)) return;
  const bool as_c = n.integer("fmod", 0) != 0;
  meet_numbers(n, [=](onnx_number a, onnx_number b) {
    if (!a.known || !b.known || is_real(t) || b.integer == 0) return onnx_number{};
    if (b.integer == -1) return onnx_number{0};
    std::int64_t rest = a.integer % b.integer;
    if (!as_c && rest != 0 && (rest < 0) != (b.integer < 0)) rest += b.integer;
    return onnx_number{rest};
  });
}
constexpr void pow_rule(onnx_node& n) {
  const onnx_type t = n.in(0).type;
  if (!meet(n, t)) return;
  meet_numbers(n, [=](onnx_number a, onnx_number b) {
    if (!a.known || !b.known) return onnx_number{};
    if (b.real == 0.5 && a.real >= 0) return onnx_real(t, square_root(a.real));
    if (b.real != floor_of(b.real) || b.real < -64 || b.real > 64) return onnx_number{};
    const int times = static_cast<int>(b.real < 0 ? -b.real : b.real);
    if (is_real(t)) {
      double y = 1;
      for (int i = 0; i != times; ++i) y *= a.real;
      return b.real < 0 && y == 0 ? onnx_number{} : onnx_real(t, b.real < 0 ? 1 / y : y);
    }
    std::int64_t y = 1;
    for (int i = 0; i != times; ++i)
      if (NNS_BUILTIN(mul_overflow)(y, a.integer, &y)) return onnx_number{};
    return b.real < 0 ? onnx_number{} : onnx_number{y};
  });
}

/// Comparisons: the truth as 0 and 1.
template <class F>
constexpr void compare(onnx_node& n, F f) {
  const bool reals = is_real(common_type(n));
  if (!meet(n, onnx_type::bool_)) return;
  meet_numbers(n, [=](onnx_number a, onnx_number b) {
    if (!a.known || !b.known) return onnx_number{};
    const int order = reals ? (a.real > b.real) - (a.real < b.real) : (a.integer > b.integer) - (a.integer < b.integer);
    return onnx_number{f(order)};
  });
}
constexpr void equal_rule(onnx_node& n) { compare(n, [](int order) { return order == 0; }); }
constexpr void greater_rule(onnx_node& n) { compare(n, [](int order) { return order > 0; }); }
constexpr void less_rule(onnx_node& n) { compare(n, [](int order) { return order < 0; }); }
constexpr void greater_or_equal_rule(onnx_node& n) { compare(n, [](int order) { return order >= 0; }); }
constexpr void less_or_equal_rule(onnx_node& n) { compare(n, [](int order) { return order <= 0; }); }

constexpr void and_rule(onnx_node& n) {
  if (!meet(n, onnx_type::bool_)) return;
  meet_numbers(n, [](onnx_number a, onnx_number b) {
    if ((a.known && a.integer == 0) || (b.known && b.integer == 0)) return onnx_number{false};
    return a.known && b.known ? onnx_number{true} : onnx_number{};
  });
}
constexpr void or_rule(onnx_node& n) {
  if (!meet(n, onnx_type::bool_)) return;
  meet_numbers(n, [](onnx_number a, onnx_number b) {
    if ((a.known && a.integer != 0) || (b.known && b.integer != 0)) return onnx_number{true};
    return a.known && b.known ? onnx_number{false} : onnx_number{};
  });
}
constexpr void xor_rule(onnx_node& n) {
  if (!meet(n, onnx_type::bool_)) return;
  meet_numbers(n, [](onnx_number a, onnx_number b) {
    return a.known && b.known ? onnx_number{(a.integer != 0) != (b.integer != 0)} : onnx_number{};
  });
}

// Of any number of tensors: Sum, Mean, Max, Min. One of a single tensor is that tensor.

constexpr bool meet_all(onnx_node& n) {
  if (n.inputs == 0) return n.fail("it has no inputs"), false;
  for (int i = 0; i != n.inputs; ++i)
    if (!n.in(i).ranked) return false;
  shape dims = n.in(0).dims;
  for (int i = 1; i < n.inputs; ++i)
    if (!broadcast(dims, n.in(i).dims)) return n.fail("the extents of its inputs do not match: they must be equal, or 1"), false;
  n.set(0, dims);
  return true;
}
constexpr void sum_rule(onnx_node& n) { meet_all(n); }

template <class F>
constexpr void choose_numbers(onnx_node& n, F better) {
  if (!meet_all(n)) return;
  for (int i = 0; i != n.inputs; ++i)
    if (!n.in(i).has_values()) return;
  onnx_number* const y = n.numbers(0);
  if (y == nullptr) return;
  const shape dims = n.out(0).dims;
  const int total = static_cast<int>(dims.elements());
  for (int j = 0; j != total; ++j) {
    y[j] = n.in(0).values[place_in(dims, n.in(0).dims, j)];
    for (int i = 1; i < n.inputs; ++i) {
      const onnx_number x = n.in(i).values[place_in(dims, n.in(i).dims, j)];
      if (!x.known || !y[j].known)
        y[j] = onnx_number{};
      else if (better(x.real, y[j].real))
        y[j] = x;
    }
  }
}
constexpr void max_rule(onnx_node& n) {
  choose_numbers(n, [](double x, double y) { return x > y; });
}
constexpr void min_rule(onnx_node& n) {
  choose_numbers(n, [](double x, double y) { return x < y; });
}

/// Where: if the condition is not known, a number is known if both alternatives agree.
constexpr void where_rule(onnx_node& n) {
  const onnx_tensor &c = n.in(0), &a = n.in(1), &b = n.in(2);
  const onnx_type type = a.type != onnx_type::undefined ? a.type : b.type;
  n.made[0].type = type;
  if (!c.ranked || !a.ranked || !b.ranked) return;
  shape dims = c.dims;
  if (!broadcast(dims, a.dims) || !broadcast(dims, b.dims))
    return n.fail("the extents of its inputs do not match: they must be equal, or 1");
  n.set(0, type, dims);
  if (!c.has_values() || !a.has_values() || !b.has_values()) return;
  onnx_number* const y = n.numbers(0);
  if (y == nullptr) return;
  for (int i = 0; i != dims.elements(); ++i) {
    const onnx_number on = c.values[place_in(dims, c.dims, i)], yes = a.values[place_in(dims, a.dims, i)],
                      no = b.values[place_in(dims, b.dims, i)];
    if (on.known)
      y[i] = on.integer != 0 ? yes : no;
    else if (yes.known && no.known && yes.real == no.real && yes.integer == no.integer)
      y[i] = yes;
  }
}

/// A merge of tensors that arrive, none of them a constant.
template <const family& Merge>
constexpr void merge_layer(const onnx_node& n, onnx_layer& l) {
  for (int i = 0; i != n.inputs; ++i)
    if (!n.has(i) || n.in(i).constant) return;
  if (n.inputs > 1) l.kind = &Merge;
}
template <const family& Kind>
constexpr void plain_layer(const onnx_node&, onnx_layer& l) {
  l.kind = &Kind;
}

constexpr onnx_operator element_wise(text name, int since, text kind, onnx_rule rule, unsigned weights = 0,
                                     onnx_layer_rule layer = nullptr) {
  return {.name = name,
          .since = since,
          .kind = onnx_kind(kind, in_memory::element_wise),
          .rule = rule,
          .weights = weights,
          .layer = layer};
}

inline constexpr onnx_operator onnx_element_wise_operators[] = {
    element_wise("Abs", 1, "abs", &absolute_rule),
    element_wise("Acos", 7, "acos", &same_shape_rule),
    element_wise("Acosh", 9, "acosh", &same_shape_rule),
    element_wise("Add", 1, "add", &add_rule, all_inputs, &merge_layer<add_family>),
    element_wise("And", 1, "logical_and", &and_rule),
    element_wise("Asin", 7, "asin", &same_shape_rule),
    element_wise("Asinh", 9, "asinh", &same_shape_rule),
    element_wise("Atan", 7, "atan", &same_shape_rule),
    element_wise("Atanh", 9, "atanh", &same_shape_rule),
    element_wise("BitCast", 26, "bit_cast", &bit_cast_rule),
    element_wise("BitShift", 11, "bit_shift", &stretching_rule),
    element_wise("BitwiseAnd", 18, "bitwise_and", &stretching_rule),
    element_wise("BitwiseNot", 18, "bitwise_not", &same_shape_rule),
    element_wise("BitwiseOr", 18, "bitwise_or", &stretching_rule),
    element_wise("BitwiseXor", 18, "bitwise_xor", &stretching_rule),
    element_wise("Cast", 1, "cast", &cast_rule),
    element_wise("CastLike", 15, "cast", &cast_like_rule),
    element_wise("Ceil", 1, "ceil", &ceil_rule),
    {.name = "Clip",
     .kind = onnx_kind("clip", in_memory::element_wise | in_memory::activates),
     .rule = &clip_rule,
     .configures = inputs_at(1, 2),
     .layer = &clip_layer},
    element_wise("Cos", 7, "cos", &same_shape_rule),
    element_wise("Cosh", 9, "cosh", &same_shape_rule),
    element_wise("Div", 1, "divide", &div_rule, all_inputs),
    element_wise("Equal", 1, "equal", &equal_rule),
    element_wise("Erf", 9, "erf", &same_shape_rule),
    element_wise("Exp", 1, "exp", &same_shape_rule),
    element_wise("Floor", 1, "floor", &floor_rule),
    element_wise("Greater", 1, "greater", &greater_rule),
    element_wise("GreaterOrEqual", 12, "greater_equal", &greater_or_equal_rule),
    {.name = "Identity", .kind = identity::kind, .rule = &identity_rule, .layer = &plain_layer<identity::kind>},
    element_wise("IsInf", 10, "is_inf", &truth_rule),
    element_wise("IsNaN", 9, "is_nan", &truth_rule),
    element_wise("Less", 1, "less", &less_rule),
    element_wise("LessOrEqual", 12, "less_equal", &less_or_equal_rule),
    element_wise("Log", 1, "log", &same_shape_rule),
    element_wise("Max", 1, "maximum", &max_rule, all_inputs, &merge_layer<maximum_family>),
    element_wise("Mean", 1, "average", &sum_rule, all_inputs, &merge_layer<average_family>),
    element_wise("Min", 1, "minimum", &min_rule, all_inputs, &merge_layer<minimum_family>),
    element_wise("Mod", 10, "mod", &mod_rule, all_inputs),
    element_wise("Mul", 1, "multiply", &mul_rule, all_inputs, &merge_layer<multiply_family>),
    element_wise("Neg", 1, "negative", &negative_rule),
    element_wise("Not", 1, "logical_not", &not_rule),
    element_wise("Or", 1, "logical_or", &or_rule),
    element_wise("Pow", 1, "pow", &pow_rule, all_inputs),
    element_wise("Reciprocal", 1, "reciprocal", &reciprocal_rule),
    element_wise("RegexFullMatch", 20, "regex_full_match", &truth_rule),
    element_wise("Round", 11, "round", &round_rule),
    element_wise("Sign", 9, "sign", &sign_rule),
    element_wise("Sin", 7, "sin", &same_shape_rule),
    element_wise("Sinh", 9, "sinh", &same_shape_rule),
    element_wise("Sqrt", 1, "sqrt", &sqrt_rule),
    element_wise("StringConcat", 20, "string_concat", &stretching_rule),
    element_wise("Sub", 1, "subtract", &sub_rule, all_inputs, &merge_layer<subtract_family>),
    element_wise("Sum", 1, "add", &sum_rule, all_inputs, &merge_layer<add_family>),
    element_wise("Tan", 7, "tan", &same_shape_rule),
    element_wise("Where", 9, "where", &where_rule, all_inputs),
    element_wise("Xor", 1, "logical_xor", &xor_rule),
};

}  // namespace nns::detail
