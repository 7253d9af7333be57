// A summary's rows: where they are kept, and the run that writes them.
#pragma once

#include <nns/detail/naming.hpp>
#include <nns/layer.hpp>

namespace nns {

/// N values in order: the container of a summary's rows.
template <class T, int N>
struct sequence {
  T values[static_cast<std::size_t>(N > 0 ? N : 1)]{};

  [[nodiscard]] static constexpr int size() { return N; }
  [[nodiscard]] constexpr const T* data() const { return values; }
  [[nodiscard]] constexpr const T* begin() const { return values; }
  [[nodiscard]] constexpr const T* end() const { return values + N; }
  template <class Index>
  constexpr const T& operator[](Index i) const {
    return values[i];
  }

  friend constexpr bool operator==(const sequence& a, const sequence& b) {
    for (int i = 0; i != N; ++i)
      if (!(a.values[i] == b.values[i])) return false;
    return true;
  }
};

namespace detail {

/// Where a summary is written: room for all its rows, compositions and further inputs, for the names that must be
/// composed, and for a hash table of names (used: name_places(rows + blocks)).
struct summary_room {
  layer_summary* rows;
  bool at_once;  // no row has a name that must be composed from others
  block_summary* blocks;
  int* sources;
  char* characters;
  numbered_name* numbered;
  used_name* used;
  int places;
  const family** kinds;
  shape* outputs;  // room for at most this many
  int most_outputs;
};

/// The row of a model's totals, after its run.
constexpr layer_summary total_of(const machine& m) {
  layer_summary total{};
  total.name = "total";
  total.kind = "total";
  total.output = m.x;
  total.more_sources = m.extra;
  total.forward.count = m.sum.forward.value;
  total.backward.count = m.sum.backward().value;
  total.parameters = (m.sum.trainable + m.sum.fixed).value;
  total.trainable_parameters = m.sum.trainable.value;
  total.idle_parameters = m.sum.idle.value;
  total.activations = m.sum.activations.value;
  return total;
}

/// Runs a model, a function of a machine, and records its rows. Returns the total. An observer may look on.
template <class Model>
constexpr layer_summary write_summary(const summary_room& room, counting how, const Model& run,
                                      observer* watching = nullptr) {
  numbering numbers[places_of_kinds]{};
  layer_summary row{};
  recorder r{.row = row,
             .rows = room.rows,
             .blocks = room.blocks,
             .sources = room.sources,
             .names = {room.characters, room.used, room.places, numbers, room.numbered},
             .unnamed_kinds = room.kinds,
             .at_once = room.at_once};
  machine m;
  m.how = how;
  m.write_to(r);
  if (watching != nullptr) m.let_see(*watching);
  run(m);
  r.name_the_rest(m.sum.rows);
  for (int i = 0; i <= m.extra && i != room.most_outputs; ++i) room.outputs[i] = m.input(i);
  return total_of(m);
}

}  // namespace detail

/// A model's rows, totals and compositions, as plain values. Names are views of characters that the summary itself
/// keeps, so it stays where it is: `summary<M>` lives as long as the program.
template <int Rows, int Blocks, int Sources, int Characters, int Outputs = 1>
struct model_summary {
  text name{};
  sequence<layer_summary, Rows> layers{};
  layer_summary total{};
  sequence<block_summary, Blocks> blocks{};
  sequence<int, Sources> sources{};
  sequence<shape, Outputs> outputs{};  // total.output is the first
  detail::numbered_name numbered[static_cast<std::size_t>(Rows)]{};
  char characters[static_cast<std::size_t>(Characters + 1)]{};

  constexpr model_summary(text model, const detail::described_step& run, counting how) : name(model) {
    fill(run, how);
  }

 private:
  // Not in the constructor: g++ 12 crashes on the recorder there.
  constexpr void fill(const detail::described_step& run, counting how) {
    constexpr int places = detail::name_places(Rows + Blocks);
    detail::used_name used[static_cast<std::size_t>(places)]{};
    const detail::family* kinds[static_cast<std::size_t>(Rows)]{};
    const detail::summary_room room{layers.values, Characters == 0,
                                    blocks.values, sources.values,
                                    characters,    numbered,
                                    used,          places,
                                    kinds,         outputs.values,
                                    Outputs};
    total = detail::write_summary(room, how, run);
  }
};

}  // namespace nns
