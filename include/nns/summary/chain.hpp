// The summary of a chain: layers one after another, each of them a row. It is written in one run, before anything is counted.
// Evaluators pay for every step, so all that is written for a row is at hand in one loop.
#pragma once

#include <nns/detail/builtin.hpp>
#include <nns/summary/evaluation.hpp>
#include <nns/summary/rows.hpp>

namespace nns::detail {

/// Room for a row. Clang evaluates the initial value of a class for each element of an array, 70 thousand instructions
/// for a row, and g++ copies it twice before a row is written in its place; that of a union which begins with a char costs
/// neither anything.
union row_place {
  char empty;
  layer_summary row;
};
static_assert(sizeof(row_place) == sizeof(layer_summary));

/// The rows of a chain. If they turn out not to be all that the model has, or something is wrong with it, the total has no
/// name.
template <int Rows>
struct written_chain {
  static constexpr int size = Rows;

  text name{};
  row_place places[static_cast<std::size_t>(Rows)]{};
  layer_summary total{};
  sequence<shape, 1> outputs{};
  numbered_name numbered[static_cast<std::size_t>(Rows)]{};

  constexpr written_chain(text model, const table_step (&steps)[static_cast<std::size_t>(Rows) + 1], counting how)
      : name(model) {
    write(steps, how);
  }

 private:
  constexpr void write(const table_step (&steps)[static_cast<std::size_t>(Rows) + 1], counting how) {
    numbering numbers[places_of_kinds]{};
    row_place current{.row{}};
    layer_summary& row = current.row;
    machine m;
    m.how = how;
    m.outermost = false;
    m.write_chain_to(row);
    for (int i = 0; i != Rows;) {
      for (const int stop = Rows - i > 512 ? i + 512 : Rows; i != stop; ++i) {
        NNS_PERFORM(steps[i], m);
        if (m.sum.rows != i + 1) return;
        const family& f = *m.kind;
        numbering& n = numbers[f.place];
        if (!NNS_ARE_ONE(n.kind, &f.kind)) {
          const int at = find_numbering(numbers, f.kind, f.place, 1);
          if (at < 0) return;
          advance(numbers[at]), numbered[i] = numbers[at].last, row.name.length = numbers[at].length;
        } else {
          if (++n.last.characters[n.length - 1] > '9') carry(n);
          numbered[i] = n.last, row.name.length = n.length;
        }
        row.name.characters = numbered[i].characters, row.kind = f.kind, row.source = i - 1, places[i] = current;
      }
      m.keep_room();
    }
    conclude(m);
    if (m.bad || m.extra != 0) return;
    total = total_of(m);
    outputs.values[0] = m.x;
  }
};

/// A chain of layers, as its type tells: it has a row for each of them, unless something is wrong with one.
template <class M>
concept chain = requires {
  typename M::nns_chain;
  requires are_leaves<typename M::nns_chain>;
  requires table<typename M::nns_chain>.is_native;
};

/// The rows of a model that may be a chain.
template <class M, counting How, class Steps = decltype(table<typename M::nns_chain>.steps)>
inline constexpr written_chain<sizeof(Steps) / sizeof(table_step) - 1> tried_chain{model_name<M>(),
                                                                             table<typename M::nns_chain>.steps, How};

/// Whether these are all of its rows. What no compiler can evaluate are no rows: that is an error of its own.
template <class M, counting How>
concept written_at_once = How->is_standard && chain<M> && requires {
  typename std::bool_constant<tried_chain<M, How>.total.name.length != 0>;
} && tried_chain<M, How>.total.name.length != 0;

template <int N>
constexpr sequence<layer_summary, N> side_by_side(const row_place (&places)[static_cast<std::size_t>(N)]) {
  sequence<layer_summary, N> rows;
  for (int i = 0; i != N; ++i) rows.values[i] = places[i].row;
  return rows;
}
/// The rows of a chain as an array, for constant expressions: a copy, which only who asks for one, or goes through all rows,
/// pays for. When the program runs, the places are that array.
template <class M, counting How>
inline constexpr auto rows_of_chain = side_by_side<tried_chain<M, How>.size>(tried_chain<M, How>.places);

/// The rows of a chain where they were written, with the members of a sequence: a copy would cost as much as the rows. In
/// a constant expression, layers[i] and layers.data()[i] are equal rows in different places.
template <class M, counting How>
struct chain_layers {
  [[nodiscard]] static constexpr int size() { return tried_chain<M, How>.size; }
  template <class Index>
  constexpr const layer_summary& operator[](Index i) const {
    return tried_chain<M, How>.places[i].row;
  }
  [[nodiscard]] constexpr const layer_summary* data() const {
    if (NNS_BUILTIN(is_constant_evaluated)()) return rows_of_chain<M, How>.values;
    return reinterpret_cast<const layer_summary*>(tried_chain<M, How>.places);
  }
  [[nodiscard]] constexpr const layer_summary* begin() const { return data(); }
  [[nodiscard]] constexpr const layer_summary* end() const { return data() + size(); }
};

}  // namespace nns::detail

namespace nns {

/// The summary of a chain.
template <class M, counting How>
struct chain_summary {
  text name = detail::tried_chain<M, How>.name;
  detail::chain_layers<M, How> layers{};
  layer_summary total = detail::tried_chain<M, How>.total;
  sequence<block_summary, 0> blocks{};
  sequence<int, 0> sources{};
  sequence<shape, 1> outputs = detail::tried_chain<M, How>.outputs;
};

}  // namespace nns
