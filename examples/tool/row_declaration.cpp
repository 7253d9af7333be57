// A chain of rows becomes an nns::sequential, all else an nns::graph. A spelling is only taken where the layer makes and
// costs what the row does.
#include "row_declaration.hpp"

#include <nns/import/network/spelling.hpp>
#include <nns/layers/families.hpp>

#include <algorithm>
#include <set>
#include <sstream>

namespace tool {

namespace {

using nns::detail::event;
using nns::detail::machine;
using nns::detail::tensor;

struct watcher final : nns::detail::observer {
  std::vector<declared_row> rows{};

  void see(machine& m, event e) override {
    if (e != event::layer) return;
    declared_row row;
    row.kind = std::string(m.kind->kind);
    if (nns::detail::is_family(m.kind)) row.family = m.kind;
    row.numbers = m.numbers;
    row.given = *m.given;
    row.is_input = m.kind->begins;
    if (m.source >= 0) row.inputs.emplace_back(m.source, m.output);
    for (int i = 0; i < m.extra; ++i)  // variables come from nowhere
      if (m.more[i].source >= 0) row.inputs.emplace_back(m.more[i].source, m.more[i].output);
    row.own = own_layer_of(m);
    rows.push_back(std::move(row));
  }
};

/// Whether the layer makes of the shapes that arrive what the row makes, and costs as much.
bool does_the_same(const nns::detail::spelled_layer& l, const declared_row& row) {
  machine m;
  std::vector<tensor> tensors;
  for (const nns::shape& s : row.arrived) tensors.push_back({s, 0, 0});
  m.arrive(tensors.data(), static_cast<int>(tensors.size()) - 1);
  watcher seen;
  m.let_see(seen);
  m.run(*l.kind, l.numbers, l.given);
  if (m.bad || seen.rows.size() != 1) return false;
  const own_layer_text& a = seen.rows[0].own;
  const own_layer_text& b = row.own;
  return a.outputs == b.outputs && a.backward == b.backward && a.found.forward == b.found.forward &&
         a.found.trainable == b.found.trainable && a.found.fixed == b.found.fixed &&
         a.found.activations == b.found.activations;
}

class row_writer {
 public:
  explicit row_writer(const declared_rows& model) : model_(model) {}

  bool run(const std::string& name) {
    const std::string type = names_.take({name.data(), name.size()});
    for (const declared_row& row : model_.rows) {
      nodes_.push_back(unique(row.name));
      types_.emplace_back();
      if (!spell(row, types_.back())) return false;
    }
    declarations_ << "\nstruct " << type << " : nns::" << (is_chain() ? "sequential" : "graph") << "<\n";
    const std::vector<std::string> lines = is_chain() ? chain() : graph();
    for (std::size_t i = 0; i != lines.size(); ++i)
      declarations_ << "    " << lines[i] << (i + 1 == lines.size() ? "> {};\n" : ",\n");
    return true;
  }
  [[nodiscard]] std::string text() const { return with_headers(declarations_.str()); }
  [[nodiscard]] const std::string& refused() const { return refused_; }

 private:
  const declared_rows& model_;
  std::vector<std::string> nodes_{};
  std::vector<std::string> types_{};
  std::set<std::string> taken_{};
  identifiers names_{};
  std::ostringstream declarations_{};
  std::string refused_{};

  std::string unique(const std::string& name) {
    std::string one = name;
    for (int i = 2; !taken_.insert(one).second; ++i) one = name + "_v" + std::to_string(i);
    return one;
  }

  bool spell(const declared_row& row, std::string& out) {
    if (row.is_input) {
      out = "input<" + list_of(row.own.outputs[0]) + ">";
      return true;
    }
    // Not where its weights are another row's, so that it costs less than it would alone.
    if (row.family != nullptr && !row.arrived.empty() && does_the_same({row.family, row.numbers, row.given, {}, {}}, row)) {
      out = spelled(*row.family, row.numbers, row.given);
      return true;
    }
    for (const std::string& words : row.candidates) {
      const nns::detail::spelled_layer found = nns::detail::layer_spelled({words.data(), words.size()});
      if (!found.good() || row.arrived.empty() || !does_the_same(found, row)) continue;
      out = words;
      return true;
    }
    if (row.own.found.forward.value < 0 || row.own.found.activations.value < 0 || row.own.found.trainable.value < 0) {
      const std::string& called = row.operator_name.empty() ? row.kind : row.operator_name;
      refused_ = "what the operator " + called + " costs is not known (it makes " + row.name + "): --known-as \"" + called +
                 "=dense<1>\" says which layer it is, --assume-zero " + called + " that it costs nothing";
      return false;
    }
    if (row.own.outputs.size() > nns::shapes::most || row.inputs.size() > nns::detail::most_own_inputs) {
      refused_ = "the operator " + row.kind + ", which makes " + row.name +
                 ", has more inputs or outputs than a layer of your own can have, and is not a layer of this library";
      return false;
    }
    out = names_.take({row.kind.data(), row.kind.size()});
    // A layer stands behind something, be it the model's input, which it does not look at.
    declarations_ << row.own.declare(out, row.inputs.empty() ? 1 : static_cast<int>(row.inputs.size()));
    return true;
  }

  [[nodiscard]] bool is_chain() const {
    for (std::size_t i = 0; i != model_.rows.size(); ++i) {
      const declared_row& row = model_.rows[i];
      if (row.is_input != (i == 0)) return false;
      if (i != 0 && (row.inputs.size() != 1 || row.inputs[0] != std::pair{static_cast<int>(i) - 1, 0})) return false;
    }
    return model_.outputs.size() == 1 && model_.outputs[0] == std::pair{static_cast<int>(model_.rows.size()) - 1, 0} &&
           model_.rows.size() > 1 && model_.rows.back().own.outputs.size() == 1;
  }

  [[nodiscard]] std::string named(std::size_t i) const { return literal({nodes_[i].data(), nodes_[i].size()}); }

  [[nodiscard]] std::vector<std::string> chain() const {
    std::vector<std::string> lines;
    for (std::size_t i = 0; i != types_.size(); ++i)
      lines.push_back(model_.rows[i].is_input ? types_[i] : wrapped("named<" + named(i) + ",", ' ' + types_[i] + ">"));
    return lines;
  }

  [[nodiscard]] std::string source(const std::pair<int, int>& from) const {
    std::string name = nodes_[static_cast<std::size_t>(from.first)];
    if (from.second != 0) name += ':' + std::to_string(from.second);
    return literal({name.data(), name.size()});
  }

  [[nodiscard]] std::vector<std::string> graph() const {
    std::vector<std::string> lines;
    std::vector<bool> used(model_.rows.size());
    for (std::size_t i = 0; i != types_.size(); ++i) {
      const declared_row& row = model_.rows[i];
      std::string inputs;
      for (const auto& from : row.inputs) {
        inputs += (inputs.empty() ? " " : ", ") + source(from);
        used[static_cast<std::size_t>(from.first)] = true;
      }
      if (inputs.empty() && !row.is_input) inputs = ' ' + named(0), used[0] = true;
      lines.push_back(wrapped("node<" + named(i) + ", " + types_[i] + (inputs.empty() ? "" : ","), inputs + ">"));
    }
    std::string outputs;
    for (const auto& from : model_.outputs) {
      outputs += (outputs.empty() ? "" : ", ") + source(from);
      used[static_cast<std::size_t>(from.first)] = true;
    }
    // What nobody reads, as a variable that is assigned, is an output: no node stands alone.
    for (std::size_t i = 0; i != used.size(); ++i)
      if (!used[i]) outputs += (outputs.empty() ? "" : ", ") + named(i);
    lines.push_back("outputs<" + outputs + ">");
    return lines;
  }
};

}  // namespace

declared_rows watched(const nns::summary_view& summary) {
  machine m;
  watcher seen;
  m.let_see(seen);
  summary.again(m);
  declared_rows model{std::move(seen.rows), {}};
  for (std::size_t i = 0; i != model.rows.size(); ++i) model.rows[i].name = std::string(summary.layers[i].name);
  if (m.source >= 0) model.outputs.emplace_back(m.source, m.output);
  for (int i = 0; i < m.extra; ++i)
    if (m.more[i].source >= 0) model.outputs.emplace_back(m.more[i].source, m.more[i].output);
  return model;
}

bool declare_rows(declared_rows model, const std::string& name, std::string& into, std::string& wrong) {
  for (const declared_row& row : model.rows)
    for (const nns::shape& s : row.own.outputs)
      for (const std::int64_t extent : s)
        if (extent < 0) return wrong = "an extent of " + row.name + " is not known: --input 224x224x3", false;
  for (declared_row& row : model.rows)
    for (const auto& [from, output] : row.inputs) {
      const auto& made = model.rows[static_cast<std::size_t>(from)].own.outputs;
      row.arrived.push_back(static_cast<std::size_t>(output) < made.size() ? made[static_cast<std::size_t>(output)] : nns::shape{});
    }
  if (model.rows.empty() || !model.rows[0].is_input) return wrong = "the model has no input", false;
  row_writer out(model);
  if (!out.run(name)) return wrong = out.refused(), false;
  into = out.text();
  return true;
}

}  // namespace tool
