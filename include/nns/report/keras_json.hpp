// to_keras_json<M>(): a model as the JSON that Keras 3 reads (keras.models.model_from_json), a functional model without
// weights. Every option that changes a shape or a cost is written; what the library does not know (rates, slopes,
// initialisers) is Keras' default, or 0 where Keras has none.
//
// A layer that Keras 3 can build, with all that it was given, is written as Keras' own class. Any other is a custom
// object, registered as nns>kind, with its numbers and options: nns>window_attention, and nns>conv2d where the padding is
// one that Keras has no word for. A layer of a user's own is nns>own, with its shape and what it costs, as counted. Keras
// loads such a file once these classes are registered with it, and refuses it until then; nothing is left out, and
// nothing becomes another layer. nns/import reads all of them.
//
// The rows of a named composition, block/conv, are a model inside the model, called block: names in Keras have no slash.
// Only where weights are shared, or compositions interleave, rows stand side by side under their whole names.
#pragma once

#include <nns/layers/input.hpp>
#include <nns/report/keras_layer.hpp>

#include <algorithm>
#include <climits>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace nns {

namespace report {

/// A layer of a file: one row, or the rows [first, last) as a model.
struct keras_item {
  std::string name{};
  int first = 0;
  int last = 0;
  bool is_model = false;
  std::vector<row_output> inputs{};   // of a model: what it takes from outside,
  std::vector<row_output> outputs{};  // and what others take from it
};

/// Writes a model's rows, or those that a wrapper wraps.
class keras_model_writer {
 public:
  explicit keras_model_writer(const model_rows& what) : rows_(what.rows), outputs_(what.outputs) {
    for (std::size_t i = 0; i != rows_.size(); ++i) {
      const int row = static_cast<int>(i);
      for (const row_output& o : rows_[i].inputs) used_[{o.row, o.output}] = row;
      const int owner = rows_[i].owner < 0 ? row : rows_[i].owner;
      calls_[owner].push_back(row);
      shares_ = shares_ || owner != row;
    }
    for (const row_output& o : outputs_) used_[{o.row, o.output}] = INT_MAX;
    for (auto& [owner, rows] : calls_) std::sort(rows.begin(), rows.end());
  }

  /// The model. What arrives at it, if it is wrapped, is an input of its own.
  std::string model(const std::string& name, const shape* arrives) {
    std::vector<row_output> inputs;
    if (arrives != nullptr) inputs.push_back({-1, 0});
    arrives_ = arrives;
    const keras_item all{name, 0, static_cast<int>(rows_.size()), true, inputs, outputs_};
    return object(all, 0) + '}';
  }

  /// A layer that is wrapped, without inputs.
  static std::string wrapped(const std::vector<model_row>& rows, const std::vector<row_output>& outputs,
                             const shape& arrives) {
    if (rows.size() == 1) return layer(rows[0], rows[0].name) + '}';
    const model_rows inside{rows, outputs};
    return keras_model_writer(inside).model("inner", &arrives);
  }

 private:
  static constexpr std::size_t most_ends = detail::machine::max_outputs;

  const std::vector<model_row>& rows_;
  const std::vector<row_output>& outputs_;
  const shape* arrives_ = nullptr;
  bool shares_ = false;
  std::map<std::pair<int, int>, int> used_{};    // an output, and the last row that takes it
  std::map<int, std::vector<int>> calls_{};      // a layer's rows: its own, and those that share its weights

  [[nodiscard]] const model_row& row(int i) const { return rows_[static_cast<std::size_t>(i)]; }

  [[nodiscard]] const shape& shape_of(const row_output& o) const {
    return o.row < 0 ? *arrives_ : row(o.row).outputs[static_cast<std::size_t>(o.output)];
  }

  static std::string begin(text module, text class_name, text registered, const std::string& config) {
    return "{\"module\": " + json_text(module) + ", \"class_name\": " + json_text(class_name) +
           ", \"registered_name\": " + (registered.empty() ? "null" : json_text(registered)) + config;
  }

  /// One layer, its last brace left open.
  static std::string layer(const model_row& r, const std::string& name) {
    keras_config_writer c(r);
    c.raw("name", json_text(name));
    if (r.kind->begins) {
      c.raw("batch_shape", json_batch_shape(r.outputs[0]));
      c.word("dtype", "float32");
      return begin("keras.layers", "InputLayer", {}, ", \"config\": {" + c.out + '}');
    }
    if (const keras_layer_class* known = keras_class_of(r); known != nullptr) {
      known->write(c);
      wrap(r, c);
      // Keras has one class for them all.
      const bool annotated = known->name == text{"Activation"} && r.kind != &detail::activation_family;
      const std::string kind = annotated ? ", \"nns_kind\": " + json_text(r.kind->kind) : std::string{};
      return begin("keras.layers", known->name, {}, kind + ", \"config\": {" + c.out + '}');
    }
    const bool own = detail::is_family(r.kind) && keras_configs::knows_activations(r);
    if (!own && r.outputs.size() > 1)
      throw std::invalid_argument("nns: the layer \"" + r.name + "\" (" + std::string(r.kind->kind) +
                                  ") is not one of nns, and has several outputs: it cannot be written as JSON");
    if (own) {
      write_own_words(c);
      wrap(r, c);
    } else {
      write_stated_cost(c);
    }
    const std::string class_name = "nns>" + (own ? std::string(r.kind->kind) : std::string("own"));
    const text registered{class_name.data(), class_name.size()};
    return begin("nns", registered, registered, ", \"config\": {" + c.out + '}');
  }

  static void wrap(const model_row& r, keras_config_writer& c) {
    if (r.inner.empty()) return;
    if (r.kind == &detail::rnn_family) {
      std::string cells;
      for (const model_row& cell : r.inner) cells += (cells.empty() ? "" : ", ") + layer(cell, cell.name) + '}';
      const std::string stacked = ", \"config\": {\"name\": \"cells\", \"cells\": [" + cells + "]}}";
      return c.raw("cell", r.inner.size() == 1 ? cells : begin("keras.layers", "StackedRNNCells", {}, stacked));
    }
    shape arrives = r.arrived;
    if (r.kind == &detail::time_distributed_family) {
      arrives = {};
      for (int i = 1; i != r.arrived.rank(); ++i) arrives.push_back(r.arrived[i]);
    }
    c.raw("layer", wrapped(r.inner, r.inner_outputs, arrives));
  }

  // Which rows are a model of their own.

  [[nodiscard]] std::vector<keras_item> split(const keras_item& all, std::size_t prefix) const {
    std::vector<keras_item> items;
    for (int i = all.first; i != all.last; ++i) {
      const std::string name = row(i).name.substr(prefix);
      const std::size_t slash = name.find('/');
      const bool inside = slash != std::string::npos && slash != 0 && slash + 1 != name.size() && !shares_;
      const std::string block = inside ? name.substr(0, slash) : std::string{};
      if (inside && !items.empty() && items.back().is_model && items.back().name == block)
        ++items.back().last;
      else
        items.push_back({inside ? block : name, i, i + 1, inside, {}, {}});
    }
    std::map<std::string, int> uses;
    for (const keras_item& item : items) ++uses[item.name];
    std::vector<keras_item> result;
    for (keras_item& item : items) {
      if (item.is_model) find_ends(item);
      if (!item.is_model || (uses[item.name] == 1 && can_stand_alone(item))) {
        result.push_back(std::move(item));
        continue;
      }
      for (int i = item.first; i != item.last; ++i)
        result.push_back({row(i).name.substr(prefix), i, i + 1, false, {}, {}});
    }
    return result;
  }

  void find_ends(keras_item& item) const {
    for (int i = item.first; i != item.last; ++i) {
      for (const row_output& o : row(i).inputs)
        if (o.row < item.first && std::find(item.inputs.begin(), item.inputs.end(), o) == item.inputs.end())
          item.inputs.push_back(o);
      for (int j = 0; j != static_cast<int>(row(i).outputs.size()); ++j)
        if (const auto use = used_.find({i, j}); use != used_.end() && use->second >= item.last)
          item.outputs.push_back({i, j});
    }
  }

  [[nodiscard]] bool can_stand_alone(const keras_item& item) const {
    for (int i = item.first; i != item.last; ++i)
      if (row(i).kind->begins) return false;
    const auto fits = [](std::size_t ends) { return ends != 0 && ends <= most_ends; };
    return fits(item.inputs.size()) && fits(item.outputs.size());
  }

  // Who feeds whom, inside one model.

  struct level {
    const keras_item& model;
    std::vector<keras_item> items{};
    std::vector<std::string> input_names{};
    std::vector<std::size_t> item_of{};  // by row, from the model's first one
  };

  /// ["name", call, output]
  [[nodiscard]] std::string history(const level& l, const row_output& o) const {
    const auto arrives = std::find(l.model.inputs.begin(), l.model.inputs.end(), o);
    if (arrives != l.model.inputs.end()) {
      const std::string& name = l.input_names[static_cast<std::size_t>(arrives - l.model.inputs.begin())];
      return '[' + json_text(name) + ", 0, 0]";
    }
    const keras_item& item = l.items[l.item_of[static_cast<std::size_t>(o.row - l.model.first)]];
    int call = 0;
    auto output = static_cast<std::ptrdiff_t>(o.output);
    std::string name = item.name;
    if (item.is_model) {
      output = std::find(item.outputs.begin(), item.outputs.end(), o) - item.outputs.begin();
    } else if (shares_) {
      const int owner = row(o.row).owner < 0 ? o.row : row(o.row).owner;
      const std::vector<int>& calls = calls_.at(owner);
      call = static_cast<int>(std::find(calls.begin(), calls.end(), o.row) - calls.begin());
      name = row(owner).name;
    }
    return '[' + json_text(name) + ", " + std::to_string(call) + ", " + std::to_string(output) +
           ']';
  }

  [[nodiscard]] std::string tensor(const level& l, const row_output& o) const {
    return R"({"class_name": "__keras_tensor__", "config": {"shape": )" + json_batch_shape(shape_of(o)) +
           R"(, "dtype": "float32", "keras_history": )" + history(l, o) + "}}";
  }

  [[nodiscard]] std::string tensors(const level& l, const std::vector<row_output>& all, std::size_t from = 0) const {
    std::string out;
    for (std::size_t i = from; i < all.size(); ++i) out += (i == from ? "" : ", ") + tensor(l, all[i]);
    return out;
  }

  /// {"args": [...], "kwargs": {...}}: as the class is called.
  [[nodiscard]] std::string call(const level& l, const model_row& r) const {
    const detail::family* const k = r.kind;
    const bool masked = r.given.padding == detail::padding_mode::causal;
    std::string args;
    std::string keywords;
    if (k == &detail::multi_head_attention_family || k == &detail::grouped_query_attention_family) {
      args = tensors(l, r.inputs);
      if (r.inputs.size() == 1) args += ", " + args;  // the value is the query
      if (masked) keywords = "\"use_causal_mask\": true";
    } else if (k == &detail::attention_family || k == &detail::additive_attention_family) {
      args = '[' + tensors(l, r.inputs) + ']';
      if (masked) keywords = "\"use_causal_mask\": true";
    } else if (k->recurrent || k == &detail::bidirectional_family) {
      args = tensor(l, r.inputs[0]);
      if (r.inputs.size() > 1) keywords = "\"initial_state\": [" + tensors(l, r.inputs, 1) + ']';
    } else {
      args = tensors(l, r.inputs);
      if (r.inputs.size() > 1 || k->inputs > 1) args = '[' + args + ']';
    }
    return "{\"args\": [" + args + "], \"kwargs\": {" + keywords + "}}";
  }

  [[nodiscard]] std::string input_layer(const std::string& name, const shape& dims) const {
    model_row r;
    r.kind = &detail::input_family;
    r.outputs.push_back(dims);
    return layer(r, name) + ", \"name\": " + json_text(name) + ", \"inbound_nodes\": []}";
  }

  [[nodiscard]] std::string item_object(const level& l, const keras_item& item, std::size_t prefix) const {
    std::string out;
    std::string calls;
    if (item.is_model) {
      out = object(item, prefix + item.name.size() + 1);
      const std::string inputs = tensors(l, item.inputs);
      calls = "{\"args\": [" + (item.inputs.size() == 1 ? inputs : '[' + inputs + ']') + "], \"kwargs\": {}}";
    } else {
      const model_row& r = row(item.first);
      const int owner = r.owner < 0 ? item.first : r.owner;
      const std::vector<int>& own_calls = calls_.at(owner);
      if (own_calls.front() != item.first) return {};  // a further call of a layer that is written already
      check_calls(row(owner), own_calls);
      const std::string name = shares_ ? row(owner).name : item.name;
      out = layer(row(owner), name);
      if (!r.kind->begins)
        for (const int i : own_calls) calls += (calls.empty() ? "" : ", ") + call(l, row(i));
      return out + ", \"name\": " + json_text(name) + ", \"inbound_nodes\": [" + calls + "]}";
    }
    return out + ", \"name\": " + json_text(item.name) + ", \"inbound_nodes\": [" + calls +
           "]}";
  }

  /// A cost that is stated is one for all calls.
  void check_calls(const model_row& owner, const std::vector<int>& calls) const {
    if (detail::is_family(owner.kind) || owner.kind->begins) return;
    for (const int i : calls)
      if (row(i).outputs != owner.outputs || row(i).found.forward != owner.found.forward)
        throw std::invalid_argument("nns: the layer \"" + owner.name + "\" (" + std::string(owner.kind->kind) +
                                    ") of your own costs differently where it is shared: one cost cannot be written");
  }

  /// A model, its last brace left open.
  [[nodiscard]] std::string object(const keras_item& model, std::size_t prefix) const {
    level l{model, split(model, prefix), {}, {}};
    for (std::size_t i = 0; i != l.items.size(); ++i)
      l.item_of.insert(l.item_of.end(), static_cast<std::size_t>(l.items[i].last - l.items[i].first), i);
    std::string layers;
    std::string inputs;
    const auto put_end = [](std::string& list, const std::string& history) {
      list += (list.empty() ? "" : ", ") + history;
    };
    for (const row_output& o : model.inputs) {
      l.input_names.push_back(free_name(l));
      layers += (layers.empty() ? "\n" : ",\n") + input_layer(l.input_names.back(), shape_of(o));
      put_end(inputs, history(l, o));
    }
    for (const keras_item& item : l.items) {
      const std::string written = item_object(l, item, prefix);
      if (written.empty()) continue;
      layers += (layers.empty() ? "\n" : ",\n") + written;
      if (!item.is_model && row(item.first).kind->begins) put_end(inputs, history(l, {item.first, 0}));
    }
    std::string outputs;
    for (const row_output& o : model.outputs) put_end(outputs, history(l, o));
    return begin("keras.src.models.functional", "Functional", "Functional",
                 ", \"config\": {\"name\": " + json_text(model.name) +
                     ", \"trainable\": true, \"layers\": [" + layers + "], \"input_layers\": [" + inputs +
                     "], \"output_layers\": [" + outputs + "]}");
  }

  /// For an input that has no row: input, input_1, ...
  [[nodiscard]] static std::string free_name(const level& l) {
    for (int n = 0;; ++n) {
      const std::string name = n == 0 ? "input" : "input_" + std::to_string(n);
      const auto is_used = [&name](const keras_item& item) { return item.name == name; };
      if (std::none_of(l.items.begin(), l.items.end(), is_used) &&
          std::find(l.input_names.begin(), l.input_names.end(), name) == l.input_names.end())
        return name;
    }
  }
};

/// A model by its step, under a name.
inline std::string keras_json_of(text name, detail::step run) {
  const model_rows rows = rows_of(run);
  return keras_model_writer(rows).model(name, nullptr) + "\n";
}

}  // namespace report

/// The model as JSON for Keras. Error: std::invalid_argument, where a layer that is not the library's own has several
/// outputs, or is shared and costs differently each time.
template <class M>
std::string to_keras_json() {
  static_cast<void>(detail::accepted<M, convention::standard>());  // explains a model that is refused
  return report::keras_json_of(detail::model_name<M>(), detail::step_of<M>);
}

}  // namespace nns
