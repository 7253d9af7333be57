// nns cpp FILE: a Keras model as a C++ declaration that compiles and counts the same.
//
// A model in which each layer feeds the next one is an nns::sequential, any other an nns::graph; models inside it are
// declared before it. What this library has no layer for is written as a layer of one's own.
#include "model.hpp"
#include "reserved.hpp"
#include "verbs.hpp"

#include <iostream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace tool {

namespace {

using nns::detail::layer_record;
using nns::detail::layer_role;
using nns::detail::option;
using nns::detail::options;

std::string list_of(const nns::shape& n) {
  std::string out;
  for (const std::int64_t number : n) out += (out.empty() ? "" : ", ") + std::to_string(number);
  return out;
}
std::string list_of(const nns::detail::axis_numbers& n) {
  nns::shape numbers;
  for (int i = 0; i != (n.used == 0 ? 1 : n.used); ++i) numbers.push_back(n[i]);
  return list_of(numbers);
}

/// Text as C++ has it between quotes. What is not ASCII stays UTF-8.
std::string literal(nns::text t) {
  std::string out = "\"";
  char before = 0;
  for (const char c : t) {
    const auto number = static_cast<unsigned char>(c);
    if (number < ' ' || number == 127) {  // three octal digits end an escape, whatever follows
      out += '\\';
      for (const int shift : {6, 3, 0}) out += static_cast<char>('0' + (number >> shift & 7));
    } else {
      if (c == '"' || c == '\\' || (c == '?' && before == '?')) out += '\\';
      out += c;
    }
    before = c;
  }
  return out + '"';
}

std::string name_of(nns::detail::activation_kind kind) {
  constexpr const char* names[] = {"linear", "linear", "relu",         "relu6",     "sigmoid", "tanh_", "softmax",
                                   "gelu",   "silu",   "hard_sigmoid", "hard_silu", "elu",     "selu",  "softplus"};
  const auto index = static_cast<std::size_t>(kind);
  return index < std::size(names) ? names[index] : "softplus /* some other */";
}

/// The options of a layer, as its author would give them.
std::vector<std::string> written(const options& o) {
  std::vector<std::string> out;
  const auto say = [&](option which, const std::string& text) {
    if (o.has(which)) out.push_back(text);
  };
  const std::string paddings[] = {"valid", "same", "causal", "padding<" + list_of(o.pads) + ">"};
  constexpr const char* merges[] = {"merge_concat", "merge_sum", "merge_mul", "merge_ave", "merge_none"};
  say(option::kernel, "kernel<" + list_of(o.kernel) + ">");
  say(option::strides, "strides<" + list_of(o.strides) + ">");
  say(option::dilation, "dilation<" + list_of(o.dilation) + ">");
  say(option::groups, "groups<" + std::to_string(o.groups) + ">");
  say(option::depth_multiplier, "depth_multiplier<" + std::to_string(o.depth_multiplier) + ">");
  say(option::padding, paddings[static_cast<std::size_t>(o.padding)]);
  say(option::output_padding, "output_padding<" + list_of(o.output_padding) + ">");
  say(option::axis, "axis<" + list_of(o.axes) + ">");
  say(option::shared_axes, "shared_axes<" + list_of(o.shared_axes) + ">");
  say(option::value_dim, "value_dim<" + std::to_string(o.value_dim) + ">");
  say(option::output_dim, "output_dim<" + (o.shared_axes.used != 0 ? list_of(o.shared_axes) : std::to_string(o.output_dim)) + ">");
  say(option::bias_axes, "bias_axes<" + literal(o.bias_axes) + ">");
  say(option::key_value_strides, "key_value_strides<" + list_of(o.key_value_strides) + ">");
  say(option::continuous_position_bias,
      "continuous_position_bias<" + std::to_string(o.continuous_position_bias) + ">");
  // Those of two values are given where they are not the default, whatever a file repeats.
  const auto flag = [&](bool is_given, const char* text) {
    if (is_given) out.emplace_back(text);
  };
  flag(o.relative_positions, "relative_positions");
  flag(o.ceil_mode, "ceil_mode");
  flag(!o.count_masked, "count_masked<false>");
  say(option::cached, "cached<" + std::to_string(o.cached) + ">");
  say(option::window, "window<" + std::to_string(o.window) + ">");
  say(option::query_latent, "query_latent<" + std::to_string(o.query_latent) + ">");
  flag(o.use_scale, "use_scale");
  flag(o.keepdims, "keepdims");
  say(option::projection, "projection<" + std::to_string(o.projection) + ">");
  flag(o.two_biases, "two_biases");
  flag(!o.query_bias, "no_query_bias");
  flag(!o.key_bias, "no_key_bias");
  flag(!o.value_bias, "no_value_bias");
  flag(!o.output_bias, "no_output_bias");
  if (o.has(option::query_key_normalization)) {
    constexpr const char* layers[] = {"rms_normalization<no_scale", "rms_normalization<", "layer_normalization<"};
    const std::string axes = o.over_all_heads ? "axis<2, 3>" : "";
    out.push_back("query_key_normalization<" + std::string(layers[o.normalization_vectors]) + axes + ">>");
  }
  flag(!o.bias, "no_bias");
  flag(!o.scale, "no_scale");
  flag(!o.center, "no_center");
  flag(o.renorm, "renorm");
  flag(o.return_attention_scores, "return_attention_scores");
  flag(o.return_sequences, "return_sequences");
  flag(o.return_state, "return_state");
  flag(!o.reset_after, "reset_after<false>");
  say(option::merge, merges[static_cast<std::size_t>(o.merge)]);
  flag(o.channels_first, "channels_first");
  say(option::recurrent_activation, "recurrent_activation<" + name_of(o.recurrent_activation) + ">");
  say(option::activation, name_of(o.activation));
  return out;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : ", ") + part;
  return out;
}

/// What a row makes and costs, for a layer that this library has no word for.
struct seen_row {
  std::vector<nns::shape> outputs{};
  nns::detail::finding found{};
  std::int64_t backward = 0;
};

struct row_watcher final : nns::detail::observer {
  std::vector<seen_row> rows{};

  void see(nns::detail::machine& m, nns::detail::event e) override {
    if (e != nns::detail::event::layer) return;
    seen_row row{{m.x}, m.found, m.backward_found().value};
    for (int i = 0; i != m.found.further; ++i) row.outputs.push_back(m.produced[i].dims);
    rows.push_back(std::move(row));
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
    const std::string name = identifier(net_.layers[net_.root()].label);
    return declare(net_.root(), name, true);
  }
  [[nodiscard]] std::string text() const {
    const std::string declared = declarations_.str();
    struct header {
      const char* layer;
      const char* name;
    };
    std::string includes;
    for (const header& h :
         {header{"conv_lstm", "conv_lstm"}, header{"highway<", "highway"}, header{"maxout_dense<", "highway"},
          header{"locally_connected", "locally_connected"}, header{"resizing<", "preprocessing"},
          header{"center_crop<", "preprocessing"}, header{"rescaling", "preprocessing"},
          header{"random_", "preprocessing"}, header{" dot<", "product"}, header{"einsum_dense<", "product"},
          header{"window_attention<", "window_attention"}, header{"pooled_attention<", "pooled_attention"},
          header{" split<", "slicing"}, header{" chunk<", "slicing"}, header{" unstack<", "slicing"},
          header{" slice<", "slicing"}, header{" take<", "slicing"}, header{" transpose<", "tensor"},
          header{" squeeze<", "tensor"}, header{" expand_dims<", "tensor"}, header{" pad<", "tensor"},
          header{" tile<", "tensor"}, header{" broadcast_to<", "tensor"}, header{" reduce_", "tensor"},
          header{"channel_shuffle<", "rearranging"}, header{"space_to_depth<", "rearranging"},
          header{"depth_to_space<", "rearranging"}, header{"window_partition<", "rearranging"},
          header{"window_reverse<", "rearranging"}, header{"cyclic_shift<", "rearranging"}}) {
      const std::string line = "#include <nns/layers/" + std::string(h.name) + ".hpp>\n";
      if (declared.find(h.layer) != std::string::npos && includes.find(line) == std::string::npos) includes += line;
    }
    return includes + "#include <nns/nns.hpp>\n\nusing namespace nns::layers;\n" + declared;
  }
  [[nodiscard]] const std::string& refused() const { return refused_; }

 private:
  const nns::detail::network& net_;
  const std::vector<nns::shape>& inputs_;
  std::ostringstream declarations_{};
  std::set<std::string> taken_{};
  std::string refused_{};
  std::map<std::string, seen_row> rows_{};  // by name
  bool inside_frozen_ = false;
  std::string prefix_{};                    // of the rows of the model that is being declared

  /// The label as a name in C++ that nothing else has.
  std::string identifier(nns::text label) {
    std::string out;
    for (const char c : label) out += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
    while (out.find("__") != std::string::npos) out.erase(out.find("__"), 1);
    if (out.empty() || std::isdigit(static_cast<unsigned char>(out[0])) != 0 || out[0] == '_') out = "net" + out;
    if (is_reserved(out)) out += "_net";
    std::string unique = out;
    for (int i = 2; !taken_.insert(unique).second; ++i) unique = out + "_v" + std::to_string(i);
    return unique;
  }

  bool refuse(const layer_record& l, const std::string& why) {
    refused_ = "the layer " + literal(l.label) + " " + why;
    return false;
  }

  std::vector<int> inside(int index) const {
    std::vector<int> found;
    for (int i = net_.layers[index].first_child; i >= 0; i = net_.layers[i].next) found.push_back(i);
    return found;
  }

  /// The positional numbers, as the kind writes them.
  static std::vector<std::string> numbers(const layer_record& l) {
    const std::string kind(l.kind->kind);
    const nns::shape& n = l.numbers;
    const bool margins = kind.starts_with("zero_padding") || kind.starts_with("cropping");
    const bool extents = margins || kind.starts_with("up_sampling") || kind == "split" ||
                         (kind.find("_pooling") != std::string::npos);
    if (n.used == 0) return {};
    if (extents && n.used == 1) return {std::to_string(n[0])};
    if (margins && n.used == 2 * (kind.back() == 'd' ? kind[kind.size() - 2] - '0' : 1)) {
      std::string pairs;
      for (int i = 0; i != n.used; i += 2)
        pairs += (i == 0 ? "{" : ", {") + std::to_string(n[i]) + ", " + std::to_string(n[i + 1]) + "}";
      return {"nns::sides{" + pairs + "}"};
    }
    if (extents) return {"nns::extents{" + list_of(n) + "}"};
    if (kind == "window_attention" || kind == "pooled_attention") {  // heads, then extents
      nns::shape rest;
      for (int i = 1; i < n.used; ++i) rest.push_back(n[i]);
      return {std::to_string(n[0]), "nns::extents{" + list_of(rest) + "}"};
    }
    if (kind == "einsum_dense") return {literal(l.given.equation), "nns::extents{" + list_of(n) + "}"};
    return {list_of(n)};
  }

  /// A layer that this library has no word for: what it makes and costs, in the model as it is.
  bool own_layer(const layer_record& l, nns::text label, int inputs, std::string& out) {
    const auto row = rows_.find(prefix_ + std::string(label));
    if (row == rows_.end()) return refuse(l, "has no layer of this library, and no row of its own");
    const seen_row& r = row->second;
    if (r.outputs.size() > nns::shapes::most) return refuse(l, "has more than 16 outputs, and no layer of this library");
    const bool several = r.outputs.size() > 1;
    const std::string made = several ? "nns::shapes" : "nns::shape";
    std::string taken;
    for (int i = 0; i != inputs; ++i) taken += (i == 0 ? "nns::shape" : ", nns::shape");
    std::string results;
    for (const nns::shape& s : r.outputs)
      results += (results.empty() ? "" : ", ") + (several ? "nns::shape{" + list_of(s) + "}" : list_of(s));
    const std::int64_t all = (r.found.trainable + r.found.fixed).value;
    out = identifier(l.label);
    declarations_ << "\nstruct " << out << " {\n"
                  << "  static constexpr " << made << " output(" << taken << ") { return {" << results << "}; }\n"
                  << "  static constexpr nns::cost cost(" << taken << ", " << made << ") {\n"
                  << "    return {.forward = nns::macs{" << r.found.forward.value << "}";
    if (r.backward != 2 * r.found.forward.value) declarations_ << ", .backward = nns::macs{" << r.backward << "}";
    declarations_ << ", .parameters = " << all;
    if (r.found.trainable.value != all) declarations_ << ", .trainable_parameters = " << r.found.trainable.value;
    declarations_ << ", .activations = " << r.found.activations.value << "};\n  }\n};\n";
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
        out = identifier(l.label);
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
    const std::string kind(l.kind->kind);
    if (l.kind == &nns::detail::activation_family) {
      out = "activation<" + name_of(l.given.activation) + ">";
      return true;
    }
    const bool plain = l.kind->accepts == 0 && l.kind->numbers == 0 && l.kind->inputs == 1;
    if (plain) {
      out = kind;
      return true;
    }
    std::vector<std::string> parts = numbers(l);
    for (const std::string& part : written(l.given)) parts.push_back(part);
    out = kind + "<" + joined(parts) + ">";
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

  static std::string wrapped(const std::string& head, const std::string& tail) {
    return head.size() + tail.size() < 112 || tail.empty() ? head + tail : head + "\n        " + tail.substr(1);
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
        if (from.output != 0) source += ":" + std::to_string(from.output);
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

int cpp(const arguments& asked) {
  const auto model = open(asked.files[0], asked);
  if (!model) return bad_file;
  if (!model->keras) return refuse(asked.files[0], "only Keras' files become declarations so far");
  writer out(*model->keras, asked.inputs);
  if (!out.write()) return refuse(asked.files[0], "this cannot be written as a declaration: " + out.refused());
  std::cout << out.text();
  return kept;
}

}  // namespace tool
