// The complete einsum: letters and ellipses, any number of tensors and arrays, with or without ->. It is evaluated from
// left to right, two operands at a time, as frameworks do that do not optimise the order.
#pragma once

#include <nns/import/keras/operation_products.hpp>

namespace nns::detail {

/// The letters of one operand, or of the result: each a bit and an extent. An ellipsis is a letter for each of its axes.
struct einsum_term {
  static constexpr int most = operand::most;
  static constexpr signed char rest = -1;

  signed char letters[most]{};
  int used = 0;
  bool has_rest = false;

  constexpr bool add(signed char letter) {
    if (used == most || (letter == rest && has_rest)) return false;
    has_rest = has_rest || letter == rest;
    letters[used++] = letter;
    return true;
  }
  [[nodiscard]] constexpr std::uint64_t set() const {
    std::uint64_t bits = 0;
    for (int i = 0; i != used; ++i) bits |= std::uint64_t{1} << letters[i];
    return bits;
  }
};

struct einsum_equation {
  static constexpr int most = 12;
  static constexpr int rest_letters = 52;  // after A to Z and a to z: the axes of an ellipsis, from the last

  einsum_term terms[most]{};
  int operands = 0;
  einsum_term result{};
  bool has_result = false;

  static constexpr int letter_of(char c) {
    return c >= 'A' && c <= 'Z' ? c - 'A' : c >= 'a' && c <= 'z' ? 26 + (c - 'a') : -1;
  }

  /// False if it is not an equation. Blanks are ignored; > may be written as an escape.
  constexpr bool read(text e) {
    einsum_term* at = &terms[operands++];
    for (std::size_t i = 0; i != e.size(); ++i) {
      const char c = e[i];
      if (c == ' ') continue;
      if (const int letter = letter_of(c); letter >= 0) {
        if (!at->add(static_cast<signed char>(letter))) return false;
      } else if (c == '.' && i + 2 < e.size() && e[i + 1] == '.' && e[i + 2] == '.') {
        if (!at->add(einsum_term::rest)) return false;
        i += 2;
      } else if (c == ',' && !has_result && operands != most) {
        at = &terms[operands++];
      } else if (c == '-' && !has_result && i + 1 < e.size() && e[i + 1] == '>') {
        has_result = true;
        at = &result;
        ++i;
      } else if (c == '-' && !has_result && is_escaped_arrow(e, i + 1)) {
        has_result = true;
        at = &result;
        i += 6;
      } else {
        return false;
      }
    }
    if (!has_result) imply();
    return true;
  }

  /// Tensors, and arrays that are not options.
  static constexpr bool is_operand(const call_item& item) {
    return item.kind == call_item::what::tensor || (item.kind == call_item::what::array && item.key.length == 0);
  }
  static constexpr int operands_of(const call_items& all) {
    int found = 0;
    for (int i = 0; i != all.used; ++i) found += is_operand(all.items[i]) ? 1 : 0;
    return all.complete ? found : -1;
  }

 private:
  static constexpr bool is_escaped_arrow(text e, std::size_t i) {
    return i + 6 <= e.size() && text{e.characters + i, 5} == text{"\\u003"} && (e[i + 5] == 'e' || e[i + 5] == 'E');
  }
  /// As in numpy: the ellipsis, then the letters that occur once, in alphabetical order.
  constexpr void imply() {
    int times[rest_letters]{};
    bool any_rest = false;
    for (int k = 0; k != operands; ++k)
      for (int i = 0; i != terms[k].used; ++i)
        if (terms[k].letters[i] == einsum_term::rest)
          any_rest = true;
        else
          ++times[terms[k].letters[i]];
    if (any_rest) result.add(einsum_term::rest);
    for (int letter = 0; letter != rest_letters; ++letter)
      if (times[letter] == 1) result.add(static_cast<signed char>(letter));
  }
};

/// The ellipsis becomes `axes` letters.
constexpr bool spread_ellipsis(const einsum_term& from, int axes, einsum_term& to) {
  for (int i = 0; i != from.used; ++i) {
    if (from.letters[i] != einsum_term::rest) {
      if (!to.add(from.letters[i])) return false;
      continue;
    }
    for (int j = axes; j-- != 0;)
      if (!to.add(static_cast<signed char>(einsum_equation::rest_letters + j))) return false;
  }
  return true;
}

/// A multiply-add for each combination of the letters of two operands; letters that neither a later operand nor the
/// result has are summed over immediately.
constexpr void einsum_work(machine& m) {
  const product_call call(m);
  einsum_equation e;
  if (!e.read(m.given->equation) || !call.items.complete || call.items.tensors != m.inputs())
    return m.fail(rule::equation_not_understood);
  constexpr std::int64_t absent = -101;
  std::int64_t extents[64]{};
  for (std::int64_t& extent : extents) extent = absent;
  std::uint64_t sets[einsum_equation::most]{};
  int most_rest = 0;
  int k = 0;
  for (int i = 0; i != call.items.used; ++i) {
    const call_item& item = call.items.items[i];
    if (!einsum_equation::is_operand(item)) continue;
    if (k == e.operands) return m.fail(rule::equation_not_understood);
    operand o;
    if (!call.take(&item, o)) return;
    const einsum_term& said = e.terms[k];
    const int axes = said.has_rest ? o.rank - (said.used - 1) : 0;
    einsum_term term;
    if (axes < 0 || axes > 64 - einsum_equation::rest_letters || !spread_ellipsis(said, axes, term) ||
        term.used != o.rank)
      return m.fail(rule::equation_not_understood);
    if (axes > most_rest) most_rest = axes;
    for (int j = 0; j != o.rank; ++j) {
      std::int64_t& extent = extents[term.letters[j]];
      const std::int64_t one = o.extents[j];
      if (extent == absent) {
        extent = one;
      } else if (extent == operand::batch || one == operand::batch) {
        if (extent != one && (extent == operand::batch ? one : extent) != 1) return m.fail(rule::batch_is_moved);
        extent = operand::batch;
      } else if (one == 1 || extent == 1) {
        extent = extent == 1 ? one : extent;
      } else if (extent != one && extent != shape::unknown && one != shape::unknown) {
        return m.fail(rule::widths_differ, extent, one);
      } else {
        extent = known_of(extent, one);
      }
    }
    sets[k++] = term.set();
  }
  if (k != e.operands) return m.fail(rule::equation_not_understood);
  int batches = 0;
  for (const std::int64_t extent : extents) batches += extent == operand::batch ? 1 : 0;
  if (batches != 1) return m.fail(rule::batch_is_moved);
  einsum_term result;
  if (!spread_ellipsis(e.result, e.result.has_rest ? most_rest : 0, result))
    return m.fail(rule::equation_not_understood);
  operand out;
  std::uint64_t seen = 0;
  for (int i = 0; i != result.used; ++i) {
    const std::uint64_t bit_of = std::uint64_t{1} << result.letters[i];
    const std::int64_t extent = extents[result.letters[i]];
    if (extent == absent || (seen & bit_of) != 0) return m.fail(rule::equation_not_understood);
    seen |= bit_of;
    out.push(extent);
  }
  count all = 0;
  std::uint64_t left = sets[0];
  for (int i = 1; i != e.operands; ++i) {
    count products = 1;
    for (int letter = 0; letter != 64; ++letter)
      if (((left | sets[i]) >> letter & 1U) != 0 && extents[letter] != operand::batch) products *= extents[letter];
    all += products;
    std::uint64_t needed = seen;
    for (int j = i + 1; j < e.operands; ++j) needed |= sets[j];
    left = (left | sets[i]) & needed;
  }
  call.finish(out, all);
}
inline constexpr family tensor_product_family = product_family("einsum", &einsum_work);

}  // namespace nns::detail
