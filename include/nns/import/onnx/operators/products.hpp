// Products of matrices: Gemm, MatMul, Einsum. Multiply-adds: the output's elements times the extent that is summed over.
#pragma once

#include <nns/import/onnx/operators/extents.hpp>
#include <nns/layers/dense.hpp>

namespace nns::detail {

/// (..., T, I) by (..., I, U); a tensor of one axis is a row on the left, a column on the right, and its axis is
/// removed.
struct onnx_matmul {
  int left = 0;
  int right = 1;
  bool transposes_left = false;
  bool transposes_right = false;
};
/// The shape of the product, and the extent that it sums over.
constexpr bool matrix_product(onnx_node& n, const shape& a, const shape& b, const onnx_matmul& how, shape& y,
                              std::int64_t& inner) {
  if (a.used == 0 || b.used == 0) return n.fail("its inputs must have at least one axis"), false;
  const bool row = a.used == 1, column = b.used == 1;
  const int left = row ? 0 : a.used - 2, right = column ? 0 : b.used - 2;  // leading axes
  inner = a.values[row ? 0 : how.transposes_left ? left : left + 1];
  if (!agree(inner, b.values[column ? 0 : how.transposes_right ? right + 1 : right]))
    return n.fail("the extents that it sums over differ: the last of the left input, the last but one of the right"),
           false;
  y.used = left;
  for (int i = 0; i != left; ++i) y.values[i] = a.values[i];
  if (!broadcast(y, b, right))
    return n.fail("the leading extents of its inputs do not match: they must be equal, or 1"), false;
  if (!row) y.values[y.used++] = a.values[how.transposes_left ? left + 1 : left];
  if (!column) y.values[y.used++] = b.values[how.transposes_right ? right : right + 1];
  return true;
}
constexpr void multiply(onnx_node& n, const onnx_matmul& how, onnx_type type) {
  if (n.outputs == 0) return;
  n.made[0].type = type;
  const onnx_tensor &a = n.in(how.left), &b = n.in(how.right);
  if (!a.ranked || !b.ranked) return;
  shape& y = n.set_rank(0, type, 0);
  std::int64_t inner = 0;
  if (!matrix_product(n, a.dims, b.dims, how, y, inner)) return;
  n.multiply_adds.value = times(y.elements(), inner);
}
constexpr void matmul_rule(onnx_node& n) {
  multiply(n, {}, n.in(0).type);
  const onnx_tensor& w = n.in(1);
  if (w.constant && w.ranked && w.rank() == 2) n.kind = &dense_family;
}
constexpr void matmul_integer_rule(onnx_node& n) { multiply(n, {}, onnx_type::int32); }
constexpr void qlinear_matmul_rule(onnx_node& n) { multiply(n, {0, 3}, n.in(7).type); }

/// With a constant matrix on the right it is a dense layer; with two tensors that arrive, a product.
constexpr void matmul_layer(const onnx_node& n, onnx_layer& l) {
  const onnx_tensor& w = n.in(1);
  if (!n.in(0).constant && !w.constant) {
    l.kind = &matrix_product_family;
    l.numbers = {0, 0};
    return;
  }
  if (!w.constant || !w.ranked || w.rank() != 2 || n.in(0).rank() < 2 || w.dims.values[1] < 1) return;
  l.kind = &dense_family;
  l.numbers = {w.dims.values[1]};
  l.given.bias = false;
  l.given.take(option::bias);
}

/// alpha A' B' + beta C, with C stretched. Before opset 7 the attribute `broadcast` says whether; C is optional since
/// 11.
constexpr void gemm(onnx_node& n, int right, int bias, onnx_type type) {
  if (n.outputs == 0) return;
  n.made[0].type = type;
  const onnx_tensor &a = n.in(0), &b = n.in(right), &c = n.in(bias);
  const bool across = n.integer("transA", 0) != 0, down_first = n.integer("transB", 0) != 0;
  if ((a.ranked && a.rank() != 2) || (b.ranked && b.rank() != 2))
    return n.fail("its first two inputs must be matrices");
  shape y = onnx_shape_of_rank(2);
  std::int64_t inner = shape::unknown;
  if (a.ranked) y.values[0] = a.dims.values[across ? 1 : 0], inner = a.dims.values[across ? 0 : 1];
  if (b.ranked) {
    y.values[1] = b.dims.values[down_first ? 0 : 1];
    if (!agree(inner, b.dims.values[down_first ? 1 : 0])) return n.fail("the extents that it sums over differ");
  }
  if (n.has(bias) && c.ranked) {
    shape whole = y;
    if (!broadcast(whole, c.dims) || whole.used != 2 || (y.elements() >= 0 && whole != y))
      return n.fail("its third input does not match its product: extents must be equal, or 1");
  }
  n.set(0, type, y);
  n.multiply_adds = count{y.elements()} * inner;
  if (b.constant && !across) n.kind = &dense_family;
}
constexpr void gemm_rule(onnx_node& n) { gemm(n, 1, 2, n.in(0).type); }
constexpr void gemm_layer(const onnx_node& n, onnx_layer& l) {
  const onnx_tensor &a = n.in(0), &b = n.in(1), &c = n.in(2);
  if (!b.constant || !a.ranked || !b.ranked || n.integer("transA", 0) != 0) return;
  const std::int64_t units = b.dims.values[n.integer("transB", 0) != 0 ? 0 : 1];
  if (units < 1 || (n.has(2) && (!c.constant || c.dims.elements() != units))) return;
  l.kind = &dense_family;
  l.numbers = {units};
  if (n.has(2)) return;
  l.given.bias = false;
  l.given.take(option::bias);
}

/// The extents of an equation's letters.
struct onnx_letters {
  std::int64_t extents[52]{};
  bool seen[52]{};
  int times_seen[52]{};
  shape rest{};          // of the ellipsis
  bool has_rest = false;

  static constexpr int index_of(char c) {
    return c >= 'a' && c <= 'z' ? c - 'a' + 26 : c >= 'A' && c <= 'Z' ? c - 'A' : -1;
  }
  /// A letter's further extent: extents are equal, or 1.
  constexpr bool meets(int letter, std::int64_t extent) {
    ++times_seen[letter];
    if (!seen[letter]) return seen[letter] = true, extents[letter] = extent, true;
    return stretch(extents[letter], extent);
  }
};

/// One operand: its letters from the front, those after the ellipsis from the back.
constexpr const char* read_operand(const text& term, const shape& x, onnx_letters& letters) {
  int letters_count = 0, dots = 0;
  for (std::size_t i = 0; i != term.length; ++i) {
    letters_count += onnx_letters::index_of(term.data()[i]) >= 0;
    dots += term.data()[i] == '.';
  }
  if (dots != 0 && dots != 3) return "its equation is not of the form ab,bc->ac";
  const int hidden = x.used - letters_count;
  if (hidden < 0 || (hidden > 0 && dots == 0)) return "its equation does not fit its inputs' ranks";
  int axis = 0;
  for (std::size_t i = 0; i != term.length; ++i) {
    const char c = term.data()[i];
    if (c == ' ') continue;
    if (c == '.') {
      if (i + 2 >= term.length || term.data()[i + 1] != '.' || term.data()[i + 2] != '.')
        return "its equation is not of the form ab,bc->ac";
      i += 2;
      shape part;
      for (int j = 0; j != hidden; ++j) part.push_back(x.values[axis++]);
      letters.has_rest = true;
      if (!broadcast(letters.rest, part)) return "extents with the same letter in its equation differ";
      continue;
    }
    const int letter = onnx_letters::index_of(c);
    if (letter < 0) return "its equation is not of the form ab,bc->ac";
    if (!letters.meets(letter, x.values[axis++])) return "extents with the same letter in its equation differ";
  }
  return nullptr;
}

/// Two operands: the product of the extents of all letters. One operand multiplies nothing. For more than two no order
/// is defined, so the cost is not known.
constexpr void einsum_rule(onnx_node& n) {
  if (n.outputs == 0) return;
  const text equation = n.word("equation");
  if (equation.length == 0) return n.fail("it needs the attribute \"equation\"");
  onnx_letters letters;
  std::size_t at = 0;
  int operand = 0;
  bool arrow = false;
  for (std::size_t i = 0; i <= equation.length && !arrow; ++i) {
    arrow = i + 1 < equation.length && equation.data()[i] == '-' && equation.data()[i + 1] == '>';
    if (i != equation.length && !arrow && equation.data()[i] != ',') continue;
    if (operand >= n.inputs) return n.fail("its equation names more inputs than it has");
    if (!n.in(operand).ranked) return;
    if (const char* const said = read_operand({equation.data() + at, i - at}, n.in(operand).dims, letters))
      return n.fail(said);
    ++operand;
    at = i + (arrow ? 2 : 1);
  }
  if (operand != n.inputs) return n.fail("its equation names fewer inputs than it has");
  shape y;
  if (arrow) {
    bool used[52]{};
    for (std::size_t i = at; i < equation.length; ++i) {
      const char c = equation.data()[i];
      if (c == ' ') continue;
      if (c == '.') {
        if (i + 2 >= equation.length || equation.data()[i + 1] != '.' || equation.data()[i + 2] != '.')
          return n.fail("its equation is not of the form ab,bc->ac");
        i += 2;
        if (y.used + letters.rest.used > shape::max_rank) return n.fail("its output has more than eight axes");
        for (const std::int64_t extent : letters.rest) y.push_back(extent);
        continue;
      }
      const int letter = onnx_letters::index_of(c);
      if (letter < 0 || !letters.seen[letter] || used[letter])
        return n.fail("the result of its equation must have letters of its inputs, each once");
      if (y.used == shape::max_rank) return n.fail("its output has more than eight axes");
      used[letter] = true;
      y.push_back(letters.extents[letter]);
    }
  } else {  // the letters that occur once, in alphabetical order, capitals first
    y = letters.rest;
    for (int i = 0; i != 52; ++i) {
      if (letters.times_seen[i] != 1) continue;
      if (y.used == shape::max_rank) return n.fail("its output has more than eight axes");
      y.push_back(letters.extents[i]);
    }
  }
  n.set(0, y);
  if (n.inputs > 2) return;
  n.multiply_adds = 0;
  if (n.inputs < 2) return;
  count all = letters.rest.elements();
  for (int i = 0; i != 52; ++i)
    if (letters.seen[i]) all *= letters.extents[i];
  n.multiply_adds = all;
}

inline constexpr onnx_operator onnx_product_operators[] = {
    {.name = "Einsum",
     .since = 12,
     .cost = onnx_cost::counted,
     .kind = onnx_kind("einsum"),
     .rule = &einsum_rule,
     .weights = all_inputs},
    {.name = "Gemm",
     .cost = onnx_cost::counted,
     .kind = onnx_kind("gemm"),
     .rule = &gemm_rule,
     .weights = inputs_at(0, 1, 2),
     .layer = &gemm_layer},
    {.name = "MatMul",
     .cost = onnx_cost::counted,
     .kind = onnx_kind("matmul"),
     .rule = &matmul_rule,
     .weights = inputs_at(0, 1),
     .layer = &matmul_layer},
    {.name = "MatMulInteger",
     .since = 10,
     .cost = onnx_cost::counted,
     .kind = onnx_kind("matmul"),
     .rule = &matmul_integer_rule,
     .weights = inputs_at(0, 1),
     .configures = inputs_at(2, 3)},
    {.name = "QLinearMatMul",
     .since = 10,
     .cost = onnx_cost::counted,
     .kind = onnx_kind("matmul"),
     .rule = &qlinear_matmul_rule,
     .weights = inputs_at(0, 3),
     .configures = inputs_at(1, 2, 4, 5, 6, 7)},
};

}  // namespace nns::detail
