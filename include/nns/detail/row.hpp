// The rows of a summary as plain values (public, and explained with nns::summary), and the recorder that writes them.
// It does not know the machine, which runs a model and fills in the current row.
#pragma once

#include <nns/detail/family.hpp>
#include <nns/detail/naming.hpp>
#include <nns/quantity.hpp>

namespace nns {

/// A count in a report may be unknown (an extent of the input is): it is then this, and never zero.
inline constexpr std::int64_t unknown = detail::count::unknown;

/// One row of a summary, for one instance.
struct layer_summary {
  text name{};
  text kind{};
  shape output{};
  macs forward{};
  macs backward{};
  std::int64_t parameters = 0;
  std::int64_t trainable_parameters = 0;
  std::int64_t activations = 0;
  int depth = 0;        // how many compositions the row is inside
  int block = -1;       // the innermost of them, in `blocks`
  int source = -1;      // the row that makes the first input; -1 for an input
  int more_sources = 0; // how many further inputs, and where they begin in `sources`; of the total: further outputs
  int first_more = 0;
  bool frozen = false;  // inside frozen<...>: it trains nothing
  std::int64_t idle_parameters = 0;  // of experts that a token is not routed to

  [[nodiscard]] constexpr std::int64_t active_parameters() const {
    return (detail::count{parameters} - idle_parameters).value;
  }
  [[nodiscard]] constexpr std::int64_t non_trainable_parameters() const {
    return (detail::count{parameters} - trainable_parameters).value;
  }
};

/// A row by a convention that counts more than multiply-adds. As a layer_summary, it has only the multiply-adds.
struct operations_row : layer_summary {
  ops forward{};
  ops backward{};
};

/// A composition inside a model: the rows from `first` to before `last`.
struct block_summary {
  text name{};    // the prefix of its rows, without the last /; empty if it has no name of its own
  text kind{};    // sequential, graph, add, ...
  int first = 0;
  int last = 0;
  int parent = -1;
  int depth = 0;
  text prefix{};  // of the rows' names
  shape output{};
};

}  // namespace nns

namespace nns::detail {

/// Where rows are written, and how their names are made. It owns neither.
struct recorder {
  layer_summary& row;  // the current row; what is equal in the next one stays
  layer_summary* rows = nullptr;
  block_summary* blocks = nullptr;
  int* sources = nullptr;
  naming names;
  const family** unnamed_kinds = nullptr;  // of the rows that get their names at the end
  bool at_once = false;  // whether rows get their kind and number immediately: none has a name of its own
  int blocks_used = 0;
  int sources_used = 0;

  [[nodiscard]] constexpr text prefix(int of_block) const { return of_block < 0 ? text{} : blocks[of_block].prefix; }

  /// A given name, and that of an input. The others wait for the end (name_the_rest): given names come first.
  constexpr void name_row(const family& kind, const text& given, int number) {
    const bool has_name = given.length != 0 || (!kind.is_plain && ends_like_a_number(kind.kind));
    if (has_name) names.crowded = true;
    if (has_name || kind.begins) {
      row.name = names.claim(prefix(row.block), given.length != 0 ? given : kind.kind, {});
    } else {
      row.name.length = 0;
      unnamed_kinds[number] = &kind;
    }
  }

  /// Gives a kind of its own to what was written from `first` and `first_block` on: to the row if it is only one, else
  /// to the composition around all rows.
  constexpr void call(const family& kind, int first, int last, int first_block) {
    if (blocks_used == first_block && last - first == 1) {
      layer_summary& written = rows[first];
      written.kind = kind.kind;
      if (written.name.length != 0) return;
      name_row(kind, {}, first);
      written.name = row.name;
    } else if (blocks_used != first_block) {
      block_summary& b = blocks[first_block];
      if (b.first == first && b.last == last) b.kind = kind.kind;
    }
  }

  constexpr void name_the_rest(int count) {
    if (at_once) return;
    name_those_in(-1, 0, count);
    for (int b = 0; b != blocks_used; ++b) {
      if (blocks[b].name.length == 0) continue;
      names.begin_anew();
      name_those_in(b, blocks[b].first, blocks[b].last);
    }
  }

  /// Names the rows whose names begin with that of a composition; those of a named composition inside it follow later.
  constexpr void name_those_in(int named_block, int first, int last) {
    for (int i = first; i != last; ++i) {
      layer_summary& r = rows[i];
      if (r.name.length == 0 && named_around(r.block) == named_block)
        r.name = names.next_of(prefix(named_block), unnamed_kinds[i]->kind, unnamed_kinds[i]->place);
    }
  }

  /// The innermost composition with a name, at a composition or around it.
  [[nodiscard]] constexpr int named_around(int of_block) const {
    while (of_block >= 0 && blocks[of_block].name.length == 0) of_block = blocks[of_block].parent;
    return of_block;
  }

  /// A composition begins before the row with the number `first`.
  constexpr void enter(const text& kind, const text& name, int first) {
    block_summary& b = blocks[blocks_used];
    b.kind = kind;
    b.first = first;
    b.parent = row.block;
    b.depth = row.depth++;
    if (name.length == 0) {
      b.prefix = prefix(row.block);
    } else {
      b.prefix = names.claim(prefix(row.block), name, "/");
      b.name = {b.prefix.data(), b.prefix.size() - 1};
    }
    row.block = blocks_used++;
  }

  constexpr void leave(const shape& output, int last) {
    block_summary& b = blocks[row.block];
    b.last = last;
    b.output = output;
    row.block = b.parent;
    --row.depth;
  }
};

}  // namespace nns::detail
