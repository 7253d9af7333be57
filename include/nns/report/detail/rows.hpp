// The rows of a report: a summary's layers, where those below a depth are merged into their composition.
#pragma once

#include <nns/report/detail/numbers.hpp>
#include <nns/report/view.hpp>

#include <cstddef>
#include <cstdint>

namespace nns::report {

/// A name that is composed from existing parts: a prefix, a base, and a number after it (0: none).
struct label {
  text prefix{};
  text base{};
  int number = 0;
  // For several compositions in one row: the last one's name, and how many there are: block ... block_31 (32 x).
  text last_prefix{};
  text last_base{};
  int last_number = 0;
  int copies = 1;

  constexpr label() = default;
  constexpr label(text whole) : base(whole) {}
  constexpr label(text in_front, text own, int n) : prefix(in_front), base(own), number(n) {}
};

/// A part of a whole: 417 of 1,000 multiply-adds.
struct share {
  std::int64_t part = 0;
  std::int64_t whole = 0;
};

/// The work of a forward or a backward pass, with its unit.
struct work {
  std::int64_t count = 0;
  text unit{};
};

/// Sums by kind; if a part is unknown, or the sum does not fit, the sum is unknown.
constexpr void add(operation_counts& into, const operation_counts& o) {
  const auto plus = [](std::int64_t& a, std::int64_t b) {
    const detail::count sum = detail::count{a} + b;
    a = sum.is_known() ? sum.value : unknown;
  };
  plus(into.multiply_adds, o.multiply_adds);
  plus(into.additions, o.additions);
  plus(into.multiplications, o.multiplications);
  plus(into.comparisons, o.comparisons);
  plus(into.divisions, o.divisions);
  plus(into.exponentials, o.exponentials);
  plus(into.moves, o.moves);
}

/// A row of a report: a layer, or a composition whose rows are merged into one. Its sums are its rows' sums.
struct layer_row {
  layer_summary sums{};
  label name{};
  std::int64_t total_forward = 0;
  const summary_view* summary = nullptr;
  int first = 0;  // the rows of the summary that it stands for, from here
  int last = 0;   // to before here: none for the total
  int depth = -1; // the limit below which rows are merged
  text options{}; // how it was declared, if known; a composition has none
  operation_counts operations{};           // by kind, if known; for a composition, the sums
  field_words field{};                     // a composition's is that of its last row
  int block = -1; // the composition that it stands for, or the first of several
  bool is_total = false;
  std::int64_t bytes = unknown;  // of a layer, its outputs; of several, the most that is needed while one of them runs
  std::int64_t parameter_bytes = unknown;
  std::int64_t kv_cache_bytes = unknown;
  row_step step{};

  [[nodiscard]] constexpr work in_unit(macs m) const { return {m.count, summary->unit}; }
};

constexpr layer_row row_of(const layer_summary& l, const summary_view& s) {
  return {.sums = l, .name = l.name, .total_forward = s.total.forward.count, .summary = &s};
}

constexpr layer_row total_of(const summary_view& s) {
  layer_row r = row_of(s.total, s);
  r.is_total = true;
  r.bytes = s.all_bytes.live, r.parameter_bytes = s.all_bytes.parameters, r.kv_cache_bytes = s.all_bytes.cache;
  r.step = s.all_steps;
  return r;
}

/// The composition at this depth that contains `row`.
constexpr int block_at(const summary_view& s, const layer_summary& row, int depth) {
  int block = row.block;
  for (const block_summary* b = &s.blocks[static_cast<std::size_t>(block)]; b->depth > depth;
       b = &s.blocks[static_cast<std::size_t>(block)])
    block = b->parent;
  return block;
}

/// The name of a composition. Without a name of its own it is called like the merge that ends it, or by its kind and
/// number; numbers start again where those of the rows do.
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

constexpr void add_steps(const summary_view& s, layer_row& r) {
  if (s.steps.empty()) return;
  detail::count kept, training;
  for (const row_step& step : s.steps.subspan(static_cast<std::size_t>(r.first), static_cast<std::size_t>(r.last - r.first)))
    kept += step.kept, training += step.training;
  r.step = {kept.value, training.value};
}

constexpr void add_bytes(const summary_view& s, layer_row& r) {
  add_steps(s, r);
  if (s.bytes.empty()) return;
  const auto rows = s.bytes.subspan(static_cast<std::size_t>(r.first), static_cast<std::size_t>(r.last - r.first));
  detail::count parameters, cache;
  r.bytes = rows.size() == 1 && r.block < 0 ? rows[0].made : 0;
  for (const row_bytes& b : rows) {
    parameters += b.parameters, cache += b.cache;
    if (r.block >= 0 && r.bytes != unknown && (b.live > r.bytes || b.live == unknown)) r.bytes = b.live;
  }
  r.parameter_bytes = parameters.value, r.kv_cache_bytes = cache.value;
}

/// A composition, or `block` and all up to `last`, as one row.
constexpr layer_row merged(const summary_view& s, int block, int last = -1) {
  const block_summary& b = s.blocks[static_cast<std::size_t>(block)];
  const int end = s.blocks[static_cast<std::size_t>(last < 0 ? block : last)].last;
  const auto rows = s.layers.subspan(static_cast<std::size_t>(b.first), static_cast<std::size_t>(end - b.first));
  layer_row r;
  r.block = block;
  r.first = b.first;
  r.last = end;
  r.name = name_of_block(s, block);
  r.sums.name = b.name;
  r.sums.kind = b.kind;
  r.sums.output = b.output;
  r.sums.depth = b.depth;
  r.sums.frozen = true;
  for (const layer_summary& l : rows) r.sums.frozen = r.sums.frozen && l.frozen;
  add_up(rows, r.sums);
  add_bytes(s, r);
  r.total_forward = s.total.forward.count;
  r.summary = &s;
  return r;
}

/// The composition that merges a row of the summary into one of the report, or -1.
constexpr int block_of(const summary_view& s, int row, int depth) {
  const layer_summary& l = s.layers[static_cast<std::size_t>(row)];
  return depth < 0 || l.depth <= depth || l.block < 0 ? -1 : block_at(s, l, depth);
}

/// Fills in what is known about the rows besides their costs.
constexpr void look_up(layer_row& r) {
  const summary_view& s = *r.summary;
  if (!s.operations.empty())
    for (int i = r.first; i != r.last; ++i) add(r.operations, s.operations[static_cast<std::size_t>(i)]);
  if (!s.fields.empty() && r.last > r.first) r.field = s.fields[static_cast<std::size_t>(r.last - 1)];
}

/// The row of a report that shows row `first` of a summary, which is the first one that it stands for.
constexpr layer_row visible_row(const summary_view& s, int first, int depth) {
  const int block = block_of(s, first, depth);
  layer_row r = block < 0 ? row_of(s.layers[static_cast<std::size_t>(first)], s) : merged(s, block);
  if (block < 0) r.first = first, r.last = first + 1;
  r.depth = depth;
  if (block < 0 && !s.options.empty()) r.options = s.options[static_cast<std::size_t>(first)];
  if (block < 0) add_bytes(s, r);
  look_up(r);
  return r;
}

/// Calls use(int) with the rows from which a row of the report takes its inputs: for merged rows, the first.
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

/// The same, but an input that a composition reads several times is given once.
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

/// Whether two compositions are equal apart from their names.
constexpr bool are_copies(const summary_view& s, const block_summary& a, const block_summary& b) {
  if (a.parent != b.parent || a.last - a.first != b.last - b.first || !(a.kind == b.kind)) return false;
  for (int i = a.first; i != a.last; ++i) {
    const auto here = static_cast<std::size_t>(i);
    const auto there = static_cast<std::size_t>(i + b.first - a.first);
    const layer_summary& l = s.layers[here];
    const layer_summary& m = s.layers[there];
    if (!(l.kind == m.kind) || l.depth != m.depth || !is_same(l, m)) return false;
    if (!s.options.empty() && !(s.options[here] == s.options[there])) return false;
  }
  return true;
}

/// The source of a table's rows: a summary, down to a depth (negative: all of it). Adjacent equal compositions may be
/// folded into one row.
struct layer_source {
  using row = layer_row;
  static constexpr bool has_total = true;

  const summary_view& s;
  int depth = -1;
  bool fold = false;

  [[nodiscard]] constexpr text title() const { return s.name; }
  [[nodiscard]] constexpr layer_row total() const {
    layer_row r = total_of(s);
    for (const operation_counts& o : s.operations) add(r.operations, o);
    r.name = text{"total"};
    r.sums.kind = {};
    return r;
  }

  template <class Use>
  constexpr void each(const Use& use) const {
    if (depth < 0 && !fold) return each_layer(use);
    int block = 0;
    for (int i = 0; i < static_cast<int>(s.layers.size());) {
      const layer_row r = fold ? folded_row(i, block) : visible_row(s, i, depth);
      use(r);
      i = r.last;
    }
  }

 private:
  /// Every layer. Where nothing is known beside its costs, one row serves all: a new one costs the compiler more.
  template <class Use>
  constexpr void each_layer(const Use& use) const {
    const bool plain = s.options.empty() && s.bytes.empty() && s.steps.empty() && s.operations.empty() && s.fields.empty();
    layer_row r;
    r.total_forward = s.total.forward.count;
    r.summary = &s;
    r.depth = depth;
    const layer_summary* const layers = s.layers.data();
    const int n = static_cast<int>(s.layers.size());
    for (int i = 0; i != n; ++i) {
      if (plain) {
        r.sums = layers[i];
        r.name.base = layers[i].name;
        r.first = i;
        r.last = i + 1;
      } else {
        r = visible_row(s, i, depth);
      }
      use(r);
    }
  }

  [[nodiscard]] constexpr const block_summary& at(int block) const { return s.blocks[static_cast<std::size_t>(block)]; }

  /// The row that begins at row `first` of the summary. `block`: no composition before this one begins there.
  constexpr layer_row folded_row(int first, int& block) const {
    const int blocks = static_cast<int>(s.blocks.size());
    while (block != blocks && at(block).first < first) ++block;
    for (int b = block; b != blocks && at(b).first == first && (depth < 0 || at(b).depth <= depth); ++b) {
      int copies = 1;
      int last = b;
      for (int next = b + 1; next != blocks && at(next).first <= at(last).last; ++next) {
        if (at(next).first != at(last).last || at(next).parent != at(b).parent) continue;
        if (!are_copies(s, at(b), at(next))) break;
        last = next;
        ++copies;
      }
      if (copies == 1 || at(b).first == at(b).last) continue;
      layer_row r = merged(s, b, last);
      const label end = name_of_block(s, last);
      r.name.last_prefix = end.prefix;
      r.name.last_base = end.base;
      r.name.last_number = end.number;
      r.name.copies = copies;
      r.depth = depth;
      look_up(r);
      return r;
    }
    return visible_row(s, first, depth);
  }
};

}  // namespace nns::report
