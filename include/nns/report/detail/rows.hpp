// The rows of a report: a summary's layers, those below a depth merged into the composition that they belong to.
#pragma once

#include <nns/report/detail/numbers.hpp>
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

/// What a forward or a backward pass does, with the unit that it is counted in.
struct work {
  std::int64_t count = 0;
  text unit{};
};

/// A row of a report: a layer, or a composition whose rows are merged into one. Its sums are its rows' sums.
struct layer_row {
  layer_summary sums{};
  label name{};
  std::int64_t total_forward = 0;
  const summary_view* summary = nullptr;
  int first = 0;  // the rows of the summary that it stands for, from here
  int last = 0;   // to before here: none for the total
  int depth = -1; // the limit below which rows are merged
  text options{}; // how it was declared, where that is known; a composition has none

  [[nodiscard]] constexpr work in_unit(macs m) const { return {m.count, summary->unit}; }
};

constexpr layer_row row_of(const layer_summary& l, const summary_view& s) {
  return {.sums = l, .name = l.name, .total_forward = s.total.forward.count, .summary = &s};
}

/// The composition at this depth that `row` stands in.
constexpr int block_at(const summary_view& s, const layer_summary& row, int depth) {
  int block = row.block;
  for (const block_summary* b = &s.blocks[static_cast<std::size_t>(block)]; b->depth > depth;
       b = &s.blocks[static_cast<std::size_t>(block)])
    block = b->parent;
  return block;
}

/// What a composition is called. Without a name of its own: as the merge that ends it, or by its kind and number, which
/// begins anew where the rows' numbers do.
constexpr label name_of_block(const summary_view& s, int block) {
  const block_summary& b = s.blocks[static_cast<std::size_t>(block)];
  if (!b.name.empty()) return b.name;
  const layer_summary& last = s.layers[static_cast<std::size_t>(b.last - 1)];
  if (last.block == block && last.kind == b.kind) return last.name;
  int number = 0;
  for (int i = 0; i != block; ++i) {
    const block_summary& before = s.blocks[static_cast<std::size_t>(i)];
    if (before.name.empty() && before.kind == b.kind && before.prefix == b.prefix) ++number;
  }
  return {b.prefix, b.kind, number};
}

constexpr layer_row merged(const summary_view& s, int block) {
  const block_summary& b = s.blocks[static_cast<std::size_t>(block)];
  const auto rows = s.layers.subspan(static_cast<std::size_t>(b.first), static_cast<std::size_t>(b.last - b.first));
  layer_row r;
  r.name = name_of_block(s, block);
  r.sums.name = b.name;
  r.sums.kind = b.kind;
  r.sums.output = b.output;
  r.sums.depth = b.depth;
  r.sums.frozen = true;
  for (const layer_summary& l : rows) r.sums.frozen = r.sums.frozen && l.frozen;
  add_up(rows, r.sums);
  r.total_forward = s.total.forward.count;
  r.summary = &s;
  return r;
}

/// The composition that merges a row of the summary into one of the report, or -1.
constexpr int block_of(const summary_view& s, int row, int depth) {
  const layer_summary& l = s.layers[static_cast<std::size_t>(row)];
  return depth < 0 || l.depth <= depth || l.block < 0 ? -1 : block_at(s, l, depth);
}

/// The row of a report that shows row `first` of a summary, which is the first one that it stands for.
constexpr layer_row visible_row(const summary_view& s, int first, int depth) {
  const int block = block_of(s, first, depth);
  layer_row r = block < 0 ? row_of(s.layers[static_cast<std::size_t>(first)], s) : merged(s, block);
  r.first = first;
  r.last = block < 0 ? first + 1 : s.blocks[static_cast<std::size_t>(block)].last;
  r.depth = depth;
  if (block < 0 && !s.options.empty()) r.options = s.options[static_cast<std::size_t>(first)];
  return r;
}

/// Gives the rows from which a row of the report takes its inputs to `use(int)`: of those that are merged, the first.
template <class Use>
constexpr void each_source(const layer_row& r, const Use& use) {
  const summary_view& s = *r.summary;
  const auto show = [&](int source) {
    if (source < 0 || (source >= r.first && source < r.last)) return;
    const int block = block_of(s, source, r.depth);
    use(block < 0 ? source : s.blocks[static_cast<std::size_t>(block)].first);
  };
  for (int i = r.first; i != r.last; ++i) {
    const layer_summary& l = s.layers[static_cast<std::size_t>(i)];
    show(l.source);
    for (int j = 0; j != l.more_sources && l.first_more + j < static_cast<int>(s.sources.size()); ++j)
      show(s.sources[static_cast<std::size_t>(l.first_more) + static_cast<std::size_t>(j)]);
  }
}

/// The same, but a composition that reads an input several times reads it once here.
template <class Use>
constexpr void each_distinct_source(const layer_row& r, const Use& use) {
  int number = 0;
  each_source(r, [&](int source) {
    int earlier = number++;
    bool again = false;
    each_source(r, [&](int other) { again = again || (earlier-- > 0 && other == source); });
    if (!again || r.last - r.first == 1) use(source);
  });
}

/// Gives the names of a row's inputs to `use(label)`.
template <class Use>
constexpr void each_input(const layer_row& r, const Use& use) {
  const summary_view& s = *r.summary;
  each_distinct_source(r, [&](int source) {
    const int block = block_of(s, source, r.depth);
    use(block < 0 ? label{s.layers[static_cast<std::size_t>(source)].name} : name_of_block(s, block));
  });
}

/// The inputs of a row, by their names.
struct input_names {
  const layer_row* row = nullptr;
};

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
    for (int i = 0; i < static_cast<int>(s.layers.size());) {
      const layer_row r = visible_row(s, i, depth);
      use(r);
      i = r.last;
    }
  }
};

}  // namespace nns::report
