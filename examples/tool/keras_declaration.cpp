// A Keras model as a C++ declaration.
//
// A model in which each layer feeds the next one is an nns::sequential, any other an nns::graph; models inside it are
// declared before it. What this library has no layer for is written as a layer of one's own.
#include "keras_declaration.hpp"

#include "spelling.hpp"

#include <map>
#include <set>
#include <sstream>
#include <vector>

namespace tool {

namespace {

using nns::detail::layer_record;
using nns::detail::layer_role;

struct row_watcher final : nns::detail::observer {
  std::vector<own_layer_text> rows{};

  void see(nns::detail::machine& m, nns::detail::event e) override {
    if (e == nns::detail::event::layer) rows.push_back(own_layer_of(m));
  }
};

class writer {
 public:
  writer(const nns::keras_file& file, const std::vector<nns::shape>& inputs)
      : net_(file.network()), inputs_(inputs) {
    nns::detail::machine m;
    row_watcher watcher;
    m.let_see(watcher);
    nns::detail::run_layer(m, net_, net_.root());
    for (std::size_t i = 0; i != watcher.rows.size(); ++i)
      rows_.emplace(file.summary().layers[i].name, std::move(watcher.rows[i]));
  }

  bool write() {
    const std::string name = names_.take(net_.layers[net_.root()].label);
    return declare(net_.root(), name, true);
  }
  [[nodiscard]] std::string text() const { return with_headers(declarations_.str()); }
  [[nodiscard]] const std::string& refused() const { return refused_; }

 private:
  const nns::detail::network& net_;
  const std::vector<nns::shape>& inputs_;
  std::ostringstream declarations_{};
  identifiers names_{};
  std::string refused_{};
  std::map<std::string, own_layer_text> rows_{};  // by name
  bool inside_frozen_ = false;
  std::string prefix_{};                    // of the rows of the model that is being declared

  bool refuse(const layer_record& l, const std::string& why) {
    refused_ = "the layer " + literal(l.label) + " " + why;
    return false;
  }

  std::vector<int> inside(int index) const {
    std::vector<int> found;
    for (int i = net_.layers[index].first_child; i >= 0; i = net_.layers[i].next) found.push_back(i);
    return found;
  }

  /// A layer that this library has no word for: what it makes and costs, in the model as it is.
  bool own_layer(const layer_record& l, nns::text label, int inputs, std::string& out) {
    const auto row = rows_.find(prefix_ + std::string(label));
    if (row == rows_.end()) return refuse(l, "has no layer of this library, and no row of its own");
    const own_layer_text& r = row->second;
    if (r.outputs.size() > nns::shapes::most) return refuse(l, "has more than 16 outputs, and no layer of this library");
    out = names_.take(l.label);
    declarations_ << r.declare(out, inputs);
    return true;
  }

  /// The layer as a type.
  bool spell(int index, nns::text label, int inputs, std::string& out) {
    if (!spell_trained(index, label, inputs, out)) return false;
    if (net_.layers[index].frozen && !inside_frozen_) out = "frozen<" + out + ">";
    return true;
  }

  bool spell_trained(int index, nns::text label, int inputs, std::string& out) {
    const layer_record& l = net_.layers[index];
    switch (l.role) {
      case layer_role::sequential:
      case layer_role::functional: {
        out = names_.take(l.label);
        const std::string outer = prefix_;
        prefix_ += std::string(label) + '/';
        const bool done = declare(index, out, false);
        prefix_ = outer;
        return done;
      }
      case layer_role::cells:
      case layer_role::input:
      case layer_role::unknown: return refuse(l, "has no declaration of its own kind");
      default: break;
    }
    if (l.role == layer_role::merged_models && l.first_child >= 0)
      return refuse(l, "merges models, and does not begin the one that it stands in");
    if (l.kind == &nns::detail::element_wise_family) {
      out = inputs > 1 ? "add<>" : "identity";
      return true;
    }
    const bool is_ours = l.kind != nullptr && nns::detail::is_family(l.kind) && l.role != layer_role::stated &&
                         l.role != layer_role::known && !l.settles_input;
    if (!is_ours) return own_layer(l, label, inputs, out);
    if (l.role == layer_role::wrapper) return spell_wrapper(index, label, inputs, out);
    out = spelled(*l.kind, l.numbers, l.given);
    return true;
  }

  bool spell_wrapper(int index, nns::text label, int inputs, std::string& out) {
    const layer_record& l = net_.layers[index];
    std::vector<std::string> parts;
    for (int child : inside(index)) {
      const bool several = net_.layers[child].role == layer_role::cells;
      for (const int one : several ? inside(child) : std::vector<int>{child}) {
        const layer_record& wrapped = net_.layers[one];
        const bool composed = wrapped.role == layer_role::sequential || wrapped.role == layer_role::functional;
        const bool ours = wrapped.kind != nullptr && nns::detail::is_family(wrapped.kind);
        if ((!composed && !ours) || wrapped.frozen != l.frozen) return own_layer(l, label, inputs, out);
        parts.emplace_back();
        const bool outer = inside_frozen_;
        inside_frozen_ = inside_frozen_ || l.frozen;
        const bool done = spell(one, wrapped.label, 1, parts.back());
        inside_frozen_ = outer;
        if (!done) return false;
      }
    }
    for (const std::string& part : written(l.given)) parts.push_back(part);
    out = std::string(l.kind->kind) + "<" + joined(parts) + ">";
    return true;
  }

  std::string input(const nns::shape& file_says, int number, bool top) const {
    const auto i = static_cast<std::size_t>(number);
    const bool replaced = top && i < inputs_.size() && inputs_[i].used != 0;
    return "input<" + list_of(replaced ? inputs_[i] : file_says) + ">";
  }

  void put(const std::string& name, const char* form, const std::vector<std::string>& lines) {
    declarations_ << "\nstruct " << name << " : nns::" << form << "<\n";
    for (std::size_t i = 0; i != lines.size(); ++i)
      declarations_ << "    " << lines[i] << (i + 1 == lines.size() ? "> {};\n" : ",\n");
  }

  bool declare(int index, const std::string& name, bool top) {
    const layer_record& l = net_.layers[index];
    if (l.role == layer_role::sequential) return declare_sequential(inside(index), name, top);
    std::vector<int> chain;
    return is_chain(l, chain) ? declare_sequential(chain, name, top) : declare_graph(l, name, top);
  }

  /// Keras' own names (conv2d_7) say nothing that the kind does not.
  static bool is_automatic(const std::string& label, const std::string& class_name) {
    std::string a;
    for (const char c : label)
      if (std::isalpha(static_cast<unsigned char>(c)) != 0) a += static_cast<char>(std::tolower(c));
    std::string b;
    for (const char c : class_name)
      if (std::isalpha(static_cast<unsigned char>(c)) != 0) b += static_cast<char>(std::tolower(c));
    return a == b || a == "input" || a == "inputlayer" || (a.size() > b.size() && a.ends_with(b));
  }

  /// The shapes that arrive at a layer which begins: those of the models side by side, or the one of its first layer.
  bool find_inputs(int index, std::vector<nns::shape>& found) const {
    const layer_record& l = net_.layers[index];
    if (l.role == layer_role::merged_models && l.first_child >= 0) {
      for (const int child : inside(index))
        if (!find_inputs(child, found)) return false;
      return true;
    }
    if (l.role == layer_role::sequential && net_.layers[l.first_child].role == layer_role::merged_models)
      return find_inputs(l.first_child, found);
    if (l.role == layer_role::functional) {
      const nns::detail::graph_place& g = net_.graphs[l.graph];
      for (int i = 0; i != g.inputs; ++i) found.push_back(net_.layers[net_.nodes[g.first_node + i].layer].numbers);
      return true;
    }
    const nns::shape* dims = nns::detail::first_input_shape(net_, index);
    if (dims != nullptr) found.push_back(*dims);
    return dims != nullptr;
  }

  /// Keras 1: a sequence that begins with models side by side is a graph.
  bool declare_merged(const std::vector<int>& layers, const std::string& name, bool top) {
    const int merge = layers.front();
    std::vector<nns::shape> inputs;
    if (!find_inputs(merge, inputs)) return refuse(net_.layers[merge], "merges models whose inputs have no shape");
    std::set<std::string> labels;
    const auto label_of = [&](nns::text label, const char* otherwise) {
      std::string unique = label.empty() ? otherwise : std::string(label);
      while (!labels.insert(unique).second) unique += '_';
      return unique;
    };
    std::vector<std::string> lines;
    std::vector<std::string> sources;
    for (std::size_t i = 0; i != inputs.size(); ++i) {
      const std::string number = std::to_string(i);
      sources.push_back((i == 0 ? "input" : (top ? "input_" : "input:") + number));
      labels.insert(sources.back());
      if (top) lines.push_back("node<\"" + sources.back() + "\", " + input(inputs[i], static_cast<int>(i), true) + ">");
    }
    const auto put_node = [&](const std::string& label, const std::string& type, const std::string& from) {
      lines.push_back(wrapped("node<" + literal({label.data(), label.size()}) + ", " + type + ",", from + ">"));
    };
    std::string merged;
    std::size_t used = 0;
    for (const int child : inside(merge)) {
      std::vector<nns::shape> own;
      std::string type;
      if (!find_inputs(child, own) || !spell(child, net_.layers[child].label, 1, type)) return false;
      std::string from;
      for (std::size_t i = 0; i != own.size(); ++i, ++used) from += (i == 0 ? " \"" : ", \"") + sources[used] + '"';
      const std::string label = label_of(net_.layers[child].label, "branch");
      put_node(label, type, from);
      merged += (merged.empty() ? " " : ", ") + literal({label.data(), label.size()});
    }
    std::string last;
    for (const int i : layers) {
      const layer_record& l = net_.layers[i];
      std::string type = i == merge ? std::string(l.kind->kind) + '<' + joined(written(l.given)) + '>' : std::string{};
      if (i != merge && !spell(i, l.label, 1, type)) return false;
      const std::string label = label_of(l.label, "layer");
      put_node(label, type, i == merge ? merged : ' ' + last);
      last = literal({label.data(), label.size()});
    }
    put(name, "graph", lines);
    return true;
  }

  bool declare_sequential(const std::vector<int>& layers, const std::string& name, bool top) {
    const layer_record& begins = net_.layers[layers.front()];
    if (begins.role == layer_role::merged_models && begins.first_child >= 0) return declare_merged(layers, name, top);
    std::vector<std::string> lines;
    if (net_.layers[layers.front()].role != layer_role::input && top) {
      const nns::shape* dims = nns::detail::first_input_shape(net_, net_.root());
      if (dims == nullptr && inputs_.empty())
        return refuse(net_.layers[layers.front()], "begins a model of several inputs");
      lines.push_back(input(dims == nullptr ? nns::shape{} : *dims, 0, top));
    }
    const nns::detail::source& s = *net_.text_source;
    for (const int i : layers) {
      const layer_record& l = net_.layers[i];
      std::string type;
      if (l.role == layer_role::input)
        type = input(l.numbers, 0, top);
      else if (!spell(i, l.label, 1, type))
        return false;
      const std::string class_name(s.characters + l.class_name.first, static_cast<std::size_t>(l.class_name.length));
      const std::string label(l.label);
      const bool composed = l.role == layer_role::sequential || l.role == layer_role::functional;
      if (!label.empty() && l.role != layer_role::input && (composed || !is_automatic(label, class_name)))
        type.insert(0, "named<" + literal(l.label) + ", ").append(">");
      lines.push_back(type);
    }
    put(name, "sequential", lines);
    return true;
  }

  /// Whether each node feeds the next one, and nothing else.
  bool is_chain(const layer_record& l, std::vector<int>& layers) const {
    const nns::detail::graph_place& g = net_.graphs[l.graph];
    const nns::detail::plan_view p = net_.plan(g);
    if (g.inputs != 1) return false;
    for (int i = 0; i != g.nodes; ++i) {
      const bool last = i == g.nodes - 1;
      const int node = last ? i : p.order[i];
      const int inputs = p.first_reference[node + 1] - p.first_reference[node];
      if (inputs != (i == 0 ? 0 : 1)) return false;
      if (i != 0) {
        const nns::detail::reference& from = p.references[p.first_reference[node]];
        if (from.node != p.order[i - 1] || from.output != 0) return false;
      }
      if (last) return true;
      const nns::detail::layer_node& n = net_.nodes[g.first_node + node];
      if (n.role == nns::detail::node_role::shared) return false;
      layers.push_back(n.layer);
    }
    return false;
  }

  bool declare_graph(const layer_record& l, const std::string& name, bool top) {
    const nns::detail::graph_place& g = net_.graphs[l.graph];
    const nns::detail::plan_view p = net_.plan(g);
    std::vector<std::string> lines;
    for (int i = 0; i != g.nodes; ++i) {
      const int node = i == g.nodes - 1 ? i : p.order[i];
      const nns::detail::layer_node& n = net_.nodes[g.first_node + node];
      std::string inputs;
      for (int r = p.first_reference[node]; r != p.first_reference[node + 1]; ++r) {
        const nns::detail::reference& from = p.references[r];
        std::string source(net_.nodes[g.first_node + from.node].label);
        if (from.output != 0) source.append(":").append(std::to_string(from.output));
        inputs += ", " + literal({source.data(), source.size()});
      }
      if (n.layer < 0) {
        lines.push_back("outputs<" + inputs.substr(2) + ">");
        continue;
      }
      const layer_record& layer = net_.layers[n.layer];
      std::string type;
      if (n.role == nns::detail::node_role::input)
        type = input(layer.numbers, node, top);
      else if (n.role == nns::detail::node_role::shared)
        type = "shared<" + literal(layer.label) + ">";
      else if (!spell(n.layer, n.label, p.first_reference[node + 1] - p.first_reference[node], type))
        return false;
      lines.push_back(wrapped("node<" + literal(n.label) + ", " + type + (inputs.empty() ? "" : ","),
                              inputs.empty() ? ">" : inputs.substr(1) + ">"));
    }
    put(name, "graph", lines);
    return true;
  }
};

}  // namespace

bool declare_keras(const nns::keras_file& file, const std::vector<nns::shape>& inputs, std::string& into,
                   std::string& wrong) {
  writer out(file, inputs);
  if (!out.write()) return wrong = out.refused(), false;
  into = out.text();
  return true;
}

}  // namespace tool
