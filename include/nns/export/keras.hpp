// to_keras_json<M>(): a model as the JSON that Keras 3 reads (keras.models.model_from_json), a functional model without
// weights. Every option that changes a shape or a cost is written; what the library does not know (rates, slopes,
// initialisers) is Keras' default, or 0 where Keras has none.
//
// A layer that Keras 3 can build, with all that it was given, is written as Keras' own class. Any other is a custom
// object, registered as nns>kind, with its numbers and options: nns>window_attention, and nns>conv2d where the padding
// is one that Keras has no word for. A layer of a user's own is nns>own, with its shape and what it costs, as counted.
// Keras loads such a file once these classes are registered with it, and refuses it until then; nothing is left out,
// and nothing becomes another layer. nns/import reads all of them.
//
// The rows of a named composition, block/conv, are a model inside the model, called block: names in Keras have no
// slash. Only where weights are shared, or compositions interleave, rows stand side by side under their whole names.
#pragma once

#include <nns/layers/input.hpp>
#include <nns/export/keras/layer.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace nns {

namespace report {

/// A layer of a file: one row, or several as a model.
struct keras_item {
  std::string name{};
  std::vector<int> rows{};
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
      for (const row_output& o : rows_[i].inputs) users_[{o.row, o.output}].push_back(row);
      const int owner = rows_[i].owner < 0 ? row : rows_[i].owner;
      calls_[owner].push_back(row);
      shares_ = shares_ || owner != row;
    }
    for (const row_output& o : outputs_) users_[{o.row, o.output}].push_back(nobody);
    for (auto& [owner, rows] : calls_) std::sort(rows.begin(), rows.end());
  }

  /// The model. What arrives at it, if it is wrapped, is an input of its own.
  std::string model(const std::string& name, const shape* arrives) {
    std::vector<row_output> inputs;
    if (arrives != nullptr) inputs.push_back({-1, 0});
    arrives_ = arrives;
    keras_item all{name, {}, true, inputs, outputs_};
    for (std::size_t i = 0; i != rows_.size(); ++i) all.rows.push_back(static_cast<int>(i));
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
  const std::vector<model_row>& rows_;
  const std::vector<row_output>& outputs_;
  const shape* arrives_ = nullptr;
  bool shares_ = false;
  static constexpr int nobody = -1;  // takes an output of the whole model
  std::map<std::pair<int, int>, std::vector<int>> users_{};  // of an output: the rows that take it
  std::map<int, std::vector<int>> calls_{};  // a layer's rows: its own, and those that share its weights

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
    if (r.frozen && !r.kind->begins) c.truth("trainable", false);
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

  /// Rows by the first part of their names: block/conv stands in a model block, if that can be one.
  [[nodiscard]] std::vector<keras_item> split(const keras_item& all, std::size_t prefix) const {
    std::vector<keras_item> items;
    std::map<std::string, std::size_t> models;
    for (const int i : all.rows) {
      const std::string name = row(i).name.substr(prefix);
      const std::size_t slash = name.find('/');
      const bool inside = slash != std::string::npos && slash != 0 && slash + 1 != name.size() && !shares_;
      const std::string block = inside ? name.substr(0, slash) : std::string{};
      const auto [place, is_new] = inside ? models.emplace(block, items.size()) : std::pair(models.end(), true);
      if (is_new)
        items.push_back({inside ? block : name, {i}, inside, {}, {}});
      else
        items[place->second].rows.push_back(i);
    }
    const std::vector<keras_item> found = items;
    for (const keras_item& item : found)
      if (const auto same = models.find(item.name); !item.is_model && same != models.end())
        items[same->second].is_model = false;
    do {
      spread(items, prefix);
      for (keras_item& item : items)
        if (item.is_model) find_ends(item);
    } while (!are_models(items) || !have_an_order(items));
    return items;
  }

  /// What is no model after all becomes one item for each of its rows.
  void spread(std::vector<keras_item>& items, std::size_t prefix) const {
    std::vector<keras_item> result;
    for (keras_item& item : items)
      if (item.is_model)
        result.push_back(std::move(item));
      else
        for (const int i : item.rows) result.push_back({row(i).name.substr(prefix), {i}, false, {}, {}});
    items = std::move(result);
  }

  void find_ends(keras_item& item) const {
    const auto is_outside = [&item](int i) { return !std::binary_search(item.rows.begin(), item.rows.end(), i); };
    item.inputs.clear();
    item.outputs.clear();
    for (const int i : item.rows) {
      for (const row_output& o : row(i).inputs)
        if (is_outside(o.row) && std::find(item.inputs.begin(), item.inputs.end(), o) == item.inputs.end())
          item.inputs.push_back(o);
      for (int j = 0; j != static_cast<int>(row(i).outputs.size()); ++j)
        if (const auto use = users_.find({i, j});
            use != users_.end() && std::any_of(use->second.begin(), use->second.end(), is_outside))
          item.outputs.push_back({i, j});
    }
  }

  /// A model has inputs and outputs, and begins with them only.
  [[nodiscard]] bool are_models(std::vector<keras_item>& items) const {
    bool all = true;
    for (keras_item& item : items) {
      if (!item.is_model) continue;
      const auto begins = [this](int i) { return row(i).kind->begins; };
      if (!item.inputs.empty() && !item.outputs.empty() &&
          std::none_of(item.rows.begin(), item.rows.end(), begins))
        continue;
      item.is_model = false;
      all = false;
    }
    return all;
  }

  /// Each item behind those that it takes from. Models among those where this fails are none.
  [[nodiscard]] bool have_an_order(std::vector<keras_item>& items) const {
    std::map<int, std::size_t> item_of;
    for (std::size_t i = 0; i != items.size(); ++i)
      for (const int r : items[i].rows) item_of[r] = i;
    std::vector<bool> done(items.size());
    const auto waits = [&](std::size_t i) {
      for (const int r : items[i].rows)
        for (const row_output& o : row(r).inputs)
          if (const auto from = item_of.find(o.row); from != item_of.end() && from->second != i && !done[from->second])
            return true;
      return false;
    };
    for (bool moves = true; moves;) {
      moves = false;
      for (std::size_t i = 0; i != items.size(); ++i)
        if (!done[i] && !waits(i)) done[i] = moves = true;
    }
    bool all = true;
    for (std::size_t i = 0; i != items.size(); ++i)
      if (!done[i]) {
        all = false;
        items[i].is_model = false;
      }
    return all;
  }

  // Who feeds whom, inside one model.

  struct level {
    const keras_item& model;
    std::vector<keras_item> items{};
    std::vector<std::string> input_names{};
    std::map<int, std::size_t> item_of{};  // by row
  };

  /// ["name", call, output]. Among a model's outputs, Keras counts the definition of a model inside it as call 0.
  [[nodiscard]] std::string history(const level& l, const row_output& o, bool at_the_end = false) const {
    const auto arrives = std::find(l.model.inputs.begin(), l.model.inputs.end(), o);
    if (arrives != l.model.inputs.end()) {
      const std::string& name = l.input_names[static_cast<std::size_t>(arrives - l.model.inputs.begin())];
      return '[' + json_text(name) + ", 0, 0]";
    }
    const keras_item& item = l.items[l.item_of.at(o.row)];
    int call = 0;
    auto output = static_cast<std::ptrdiff_t>(o.output);
    std::string name = item.name;
    if (item.is_model) {
      output = std::find(item.outputs.begin(), item.outputs.end(), o) - item.outputs.begin();
      call = at_the_end ? 1 : 0;
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

  static void ask_for_scores(const model_row& r, std::string& keywords) {
    if (r.given.return_attention_scores && keras_class_of(r) != nullptr)
      keywords += (keywords.empty() ? "" : ", ") + std::string("\"return_attention_scores\": true");
  }

  /// {"args": [...], "kwargs": {...}}: as the class is called.
  [[nodiscard]] std::string call(const level& l, const model_row& r) const {
    const detail::family* const k = r.kind;
    const bool masked = r.given.padding == detail::padding_mode::causal && keras_class_of(r) != nullptr;
    std::string args;
    std::string keywords;
    if (k == &detail::multi_head_attention_family || k == &detail::grouped_query_attention_family) {
      args = tensors(l, r.inputs);
      if (r.inputs.size() == 1) args += ", " + args;  // the value is the query
      if (masked) keywords = "\"use_causal_mask\": true";
      ask_for_scores(r, keywords);
    } else if (k == &detail::attention_family || k == &detail::additive_attention_family) {
      args = '[' + tensors(l, r.inputs) + ']';
      if (masked) keywords = "\"use_causal_mask\": true";
      ask_for_scores(r, keywords);
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
      const model_row& r = row(item.rows[0]);
      const int owner = r.owner < 0 ? item.rows[0] : r.owner;
      const std::vector<int>& own_calls = calls_.at(owner);
      if (own_calls.front() != item.rows[0]) return {};  // a further call of a layer that is written already
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
    level l{model, split(model, prefix)};
    for (std::size_t i = 0; i != l.items.size(); ++i)
      for (const int r : l.items[i].rows) l.item_of[r] = i;
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
      if (!item.is_model && row(item.rows[0]).kind->begins) put_end(inputs, history(l, {item.rows[0], 0}));
    }
    std::string outputs;
    for (const row_output& o : model.outputs) put_end(outputs, history(l, o, true));
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
/// outputs, or is shared and costs differently each time; and where a node of a graph that shares weights, or whose
/// weights are shared, has a name without characters.
template <class M>
std::string to_keras_json() {
  static_cast<void>(detail::accepted<M, convention::standard>());  // explains a model that is refused
  return report::keras_json_of(detail::model_name<M>(), detail::step_of<M>);
}

}  // namespace nns
