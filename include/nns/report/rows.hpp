// The rows of a report: a summary's layers, those below a depth merged into the composition that they belong to.
#pragma once

#include <nns/report/view.hpp>

#include <cstddef>
#include <cstdint>

namespace nns::report {

/// A name put together of what is there already: a prefix, a base, and a number behind it (0: none).
struct label {
  text prefix{};
  text base{};
  int number = 0;

  constexpr label() = default;
  constexpr label(text whole) : base(whole) {}
  constexpr label(text in_front, text own, int n) : prefix(in_front), base(own), number(n) {}
};

/// A part of a whole: 417 of 1,000 multiply-adds.
struct share {
  std::int64_t part = 0;
  std::int64_t whole = 0;
};

/// A row of a report: a layer, or a composition whose rows are merged into one. Its sums are its rows' sums.
struct layer_row {
  layer_summary sums{};
  label name{};
  std::int64_t total_forward = 0;
};

constexpr layer_row row_of(const layer_summary& l, const summary_view& s) {
  return {.sums = l, .name = l.name, .total_forward = s.total.forward.count};
}

/// The outermost composition that `row` stands in at this depth.
constexpr int block_at(const summary_view& s, const layer_summary& row, int depth) {
  int block = row.block;
  while (s.blocks[static_cast<std::size_t>(block)].depth > depth) block = s.blocks[static_cast<std::size_t>(block)].parent;
  return block;
}

/// What a composition is called. Without a name of its own: as the merge that ends it, or by its kind and number.
constexpr label name_of_block(const summary_view& s, int block) {
  const block_summary& b = s.blocks[static_cast<std::size_t>(block)];
  if (!b.name.empty()) return b.name;
  const layer_summary& last = s.layers[static_cast<std::size_t>(b.last - 1)];
  if (last.block == block && last.kind == b.kind) return last.name;
  int number = 0;
  for (int i = 0; i != block; ++i) {
    const block_summary& before = s.blocks[static_cast<std::size_t>(i)];
    if (before.name.empty() && before.kind == b.kind) ++number;
  }
  return {b.prefix, b.kind, number};
}

constexpr layer_row merged(const summary_view& s, int block) {
  const block_summary& b = s.blocks[static_cast<std::size_t>(block)];
  detail::count forward;
  detail::count backward;
  detail::count parameters;
  detail::count trainable;
  detail::count activations;
  for (int i = b.first; i != b.last; ++i) {
    const layer_summary& l = s.layers[static_cast<std::size_t>(i)];
    forward += l.forward.count;
    backward += l.backward.count;
    parameters += l.parameters;
    trainable += l.trainable_parameters;
    activations += l.activations;
  }
  layer_row r;
  r.name = name_of_block(s, block);
  r.sums.name = b.name;
  r.sums.kind = b.kind;
  r.sums.output = b.output;
  r.sums.forward.count = forward.value;
  r.sums.backward.count = backward.value;
  r.sums.parameters = parameters.value;
  r.sums.trainable_parameters = trainable.value;
  r.sums.activations = activations.value;
  r.sums.depth = b.depth;
  r.total_forward = s.total.forward.count;
  return r;
}

/// What a table takes its rows from: a summary, down to a depth (negative: all of it).
struct layer_source {
  using row = layer_row;
  static constexpr bool has_total = true;

  const summary_view& s;
  int depth = -1;

  [[nodiscard]] constexpr text title() const { return s.name; }
  [[nodiscard]] constexpr layer_row total() const {
    layer_row r = row_of(s.total, s);
    r.name = text{"total"};
    r.sums.kind = {};
    return r;
  }

  template <class Use>
  constexpr void each(const Use& use) const {
    for (std::size_t i = 0; i < s.layers.size();) {
      const layer_summary& l = s.layers[i];
      if (depth < 0 || l.depth <= depth || l.block < 0) {
        use(row_of(l, s));
        ++i;
      } else {
        const int block = block_at(s, l, depth);
        use(merged(s, block));
        i = static_cast<std::size_t>(s.blocks[static_cast<std::size_t>(block)].last);
      }
    }
  }
};

}  // namespace nns::report
