// What a writer of models needs to know about each layer: kind, numbers, options, its inputs, the layers inside it, and
// whose weights it shares. It is found by running the model once more with an observer. Files are not written here.
#pragma once

#include <nns/layers/recurrent.hpp>
#include <nns/layers/wrappers.hpp>
#include <nns/report/detail/misuse.hpp>
#include <nns/report/detail/recorded_summary.hpp>

#include <map>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace nns::report {

/// An output of a row. Row -1 is the input of wrapped layers.
struct row_output {
  int row = -1;
  int output = 0;

  friend bool operator==(const row_output&, const row_output&) = default;
};

/// A layer of a model, with everything that was declared about it.
struct model_row {
  const detail::family* kind = nullptr;
  std::string name{};
  shape numbers{};
  detail::options given{};
  detail::finding found{};
  detail::count backward = 0;
  std::vector<row_output> inputs{};
  std::vector<shape> outputs{};
  shape arrived{};               // the first input's
  int owner = -1;                // the row whose weights it uses
  bool frozen = false;
  bool copied = false;           // it stands for the layers of several experts
  std::vector<model_row> inner{};  // of a wrapper
  std::vector<row_output> inner_outputs{};
};

struct model_rows {
  std::vector<model_row> rows{};
  std::vector<row_output> outputs{};
};

inline model_rows rows_of(const detail::machine& wrapper, const shape& arrives);

/// Records what a summary's rows leave out.
struct row_keeper final : detail::observer {
  std::vector<model_row> kept{};
  shape arrives{};

  void see(detail::machine& m, detail::event e) override {
    if (e == detail::event::layer)
      begin_row(m);
    else if (e == detail::event::enter)
      begin_block(m);
    else if (e == detail::event::leave)
      end_block();
  }

  void begin_row(const detail::machine& m) {
    model_row row;
    row.kind = m.kind;
    row.found = m.found;
    row.backward = m.backward_found();
    row.frozen = m.frozen;
    row.copied = m.copied;
    row.outputs.push_back(m.x);
    for (int i = 0; i != m.found.further; ++i) row.outputs.push_back(m.produced[i].dims);
    if (!m.kind->begins) {
      row.numbers = m.numbers;
      row.given = *m.given;
      row.inputs.push_back({m.source, m.output});
      for (int i = 0; i < m.extra; ++i) row.inputs.push_back({m.more[i].source, m.more[i].output});
      row.arrived = shape_of(row.inputs[0]);
      wrap(m, row);
    }
    note_name(m);
    const int number = static_cast<int>(kept.size());
    for (level& l : open) l.rows[l.node].push_back(number);
    share(m, number);
    kept.push_back(std::move(row));
  }

  void begin_block(const detail::machine& m) {
    note_name(m);
    open.emplace_back();
    open.back().is_graph = m.block_kind == text{"graph"};
    open.back().number = blocks_seen++;
  }
  void end_block() {
    closed[open.back().number] = std::move(open.back().rows);
    open.pop_back();
  }

  /// Once the model has run: a row that shares weights has the same position in its node as its owner has in its own.
  void settle_shares() {
    closed[open.back().number] = std::move(open.back().rows);
    for (const shared_row& s : shared) {
      const std::vector<int>& owners = closed[s.level][s.owner];
      if (s.place >= owners.size() || owners[s.place] == s.row)
        misused<std::invalid_argument>(("nns: it is not known whose weights the layer \"" +
                                     kept[static_cast<std::size_t>(s.row)].name + "\" shares")
                                        .c_str());
      kept[static_cast<std::size_t>(s.row)].owner = owners[s.place];
    }
    for (model_row& row : kept)  // the owner may share another one's
      while (row.owner >= 0 && kept[static_cast<std::size_t>(row.owner)].owner >= 0)
        row.owner = kept[static_cast<std::size_t>(row.owner)].owner;
  }

 private:
  /// The rows of each node, or of other named parts, directly inside a composition.
  using named_rows = std::map<std::string, std::vector<int>>;
  struct level {
    named_rows rows{};
    std::string node{};
    std::string owner{};  // of a node that applies another one's layer
    int number = 0;
    bool is_graph = true;
  };
  struct shared_row {
    int row;
    int level;
    std::string owner;
    std::size_t place;
  };
  std::vector<level> open = std::vector<level>(1);
  std::map<int, named_rows> closed{};
  std::vector<shared_row> shared{};
  int blocks_seen = 1;
  static constexpr int nowhere = -1;  // no composition has this number

  [[nodiscard]] shape shape_of(const row_output& o) const {
    return o.row < 0 ? arrives : kept[static_cast<std::size_t>(o.row)].outputs[static_cast<std::size_t>(o.output)];
  }

  void note_name(const detail::machine& m) {
    level& l = open.back();
    if (m.name.empty()) return;
    l.node = m.name;
    l.owner = m.shares_weights && l.is_graph ? std::string(m.shared_with) : std::string{};
  }

  void share(const detail::machine& m, int number) {
    if (!m.shares_weights) return;
    for (std::size_t i = open.size(); i-- != 0;) {
      const level& l = open[i];
      if (!l.owner.empty()) return shared.push_back({number, l.number, l.owner, l.rows.at(l.node).size() - 1});
    }
    shared.push_back({number, nowhere, {}, 0});  // a node without a name
  }

  static void wrap(const detail::machine& m, model_row& row) {
    const detail::family* k = m.kind;
    if (k != &detail::time_distributed_family && k != &detail::bidirectional_family &&
        k != &detail::training_only_family && k != &detail::rnn_family)
      return;
    shape arrives = row.arrived;
    if (k == &detail::time_distributed_family) {
      arrives = {};
      for (int i = 1; i != row.arrived.rank(); ++i) arrives.push_back(row.arrived[i]);
    }
    model_rows inside = rows_of(m, arrives);
    row.inner = std::move(inside.rows);
    row.inner_outputs = std::move(inside.outputs);
  }
};

/// The rows of what `run` runs, twice: first to learn how many there are.
template <class Run>
model_rows rows_of_run(const Run& run, const shape& arrives) {
  detail::machine counted;
  run(counted);
  row_keeper keeper;
  keeper.arrives = arrives;
  detail::recorded_summary named;
  model_rows result;
  named.write(
      counted.sum, convention::standard,
      [&](detail::machine& m) {
        run(m);
        result.outputs.push_back({m.source, m.output});
        for (int i = 0; i < m.extra; ++i) result.outputs.push_back({m.more[i].source, m.more[i].output});
      },
      &keeper);
  for (std::size_t i = 0; i != keeper.kept.size(); ++i) keeper.kept[i].name = named.rows[i].name;
  keeper.settle_shares();
  result.rows = std::move(keeper.kept);
  return result;
}

/// The rows of a model that the compiler has accepted.
inline model_rows rows_of(detail::step model) {
  return rows_of_run([model](detail::machine& m) { model(m); }, {});
}

/// The rows of the layers that a wrapper wraps.
inline model_rows rows_of(const detail::machine& wrapper, const shape& arrives) {
  const auto run = [&wrapper, &arrives](detail::machine& m) {
    m.inside_rnn = wrapper.kind == &detail::rnn_family;
    const bool differ = wrapper.kind == &detail::bidirectional_family && wrapper.inner_count() == 2;
    for (int way = 0; way != (differ ? 2 : 1); ++way) {
      m.arrive({arrives});
      wrapper.run_wrapped(m, differ ? way : -1);
    }
  };
  return rows_of_run(run, arrives);
}

}  // namespace nns::report
