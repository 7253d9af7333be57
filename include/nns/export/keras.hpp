// to_keras_json<M>(): a model as the JSON that Keras 3 reads (keras.models.model_from_json), a functional model without
// weights. Every option that changes a shape or a cost is written; what the library does not know (rates, slopes,
// initialisers) gets Keras' default, or 0 if Keras has none.
//
// A layer that Keras 3 can build, with all of its options, is written as Keras' own class. Any other is a custom
// object, registered as nns>kind, with its numbers and options: nns>window_attention, or nns>conv2d with a padding that
// Keras does not have. A layer of the user's own is nns>own, with its shape and its cost as counted. Keras refuses such
// a file until these classes are registered; nothing is left out, and nothing becomes another layer. nns/import reads
// all of them.
//
// The rows of a named composition, block/conv, become a model inside the model, called block, since names in Keras have
// no slash. A composition that is applied again is that model, called again. Only if compositions interleave, or share
// the weights of a part of another one, are their rows written side by side under their whole names, block_conv.
#pragma once

#include <nns/layers/input.hpp>
#include <nns/export/keras/layer.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
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
  std::vector<row_output> inputs{};   // of a model: the outputs that it takes from outside,
  std::vector<row_output> outputs{};  // and those that others take from it
  int call_of = -1;                   // the first row of the model that this one calls again
};

/// Writes the rows of a model, or those inside a wrapper.
class keras_model_writer {
 public:
  explicit keras_model_writer(const model_rows& what) : rows_(what.rows), outputs_(what.outputs) {
    for (std::size_t i = 0; i != rows_.size(); ++i) {
      const int row = static_cast<int>(i);
      for (const row_output& o : rows_[i].inputs) users_[{o.row, o.output}].push_back(row);
      calls_[owner_of(row)].push_back(row);
    }
    for (const row_output& o : outputs_) users_[{o.row, o.output}].push_back(nobody);
    for (auto& [owner, rows] : calls_) std::sort(rows.begin(), rows.end());
  }

  /// The model. If it is wrapped, its input is an input layer of its own.
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
  static constexpr int nobody = -1;  // takes an output of the whole model
  std::map<std::pair<int, int>, std::vector<int>> users_{};  // of an output: the rows that take it
  std::map<int, std::vector<int>> calls_{};  // a layer's rows: its own, and those that share its weights

  [[nodiscard]] const model_row& row(int i) const { return rows_[static_cast<std::size_t>(i)]; }

  /// The row whose weights a row uses: itself, unless it shares another one's.
  [[nodiscard]] int owner_of(int i) const { return row(i).owner < 0 ? i : row(i).owner; }

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
    const bool own = !r.copied && detail::is_family(r.kind) && keras_configs::knows_activations(r);
    if (!own && r.outputs.size() > 1)
      throw std::invalid_argument("nns: the layer \"" + r.name + "\" (" + std::string(r.kind->kind) +
                                  ") is not a layer of nns and has several outputs: it cannot be written as JSON");
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
    if (r.kind == &detail::bidirectional_family && r.inner.size() == 2) {
      c.raw("layer", layer(r.inner[0], r.inner[0].name) + '}');
      std::string back = layer(r.inner[1], r.inner[1].name) + '}';  // Keras requires the key go_backwards
      const std::string config = "\"config\": {";
      if (const std::size_t at = back.find(config); at != std::string::npos)
        back.insert(at + config.size(), "\"go_backwards\": true, ");
      return c.raw("backward_layer", back);
    }
    c.raw("layer", wrapped(r.inner, r.inner_outputs, arrives));
  }

  // Which rows become a model of their own.

  /// Rows by the first part of their names: block/conv goes into a model called block, if that is possible.
  [[nodiscard]] std::vector<keras_item> split(const keras_item& all, std::size_t prefix) const {
    std::vector<keras_item> items;
    std::map<std::string, std::size_t> models;
    for (const int i : all.rows) {
      const std::string name = row(i).name.substr(prefix);
      const std::size_t slash = name.find('/');
      const bool inside = slash != std::string::npos && slash != 0 && slash + 1 != name.size();
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
    } while (!are_models(items) || !share_whole_models(items, all) || !have_an_order(items));
    take_out_slashes(items);
    return items;
  }

  /// Keras refuses names with a slash: it becomes an underscore, and a name that is then taken gets a number.
  static void take_out_slashes(std::vector<keras_item>& items) {
    const auto has_slash = [](const keras_item& item) { return item.name.find('/') != std::string::npos; };
    std::set<std::string> taken;
    for (const keras_item& item : items)
      if (!has_slash(item)) taken.insert(item.name);
    for (keras_item& item : items) {
      if (!has_slash(item)) continue;
      std::replace(item.name.begin(), item.name.end(), '/', '_');
      const std::string wanted = item.name;
      for (int n = 1; !taken.insert(item.name).second; ++n) item.name = wanted + '_' + std::to_string(n);
    }
  }

  /// An item that cannot be a model becomes one item for each of its rows.
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

  /// A model inside the model takes tensors from outside, returns some, and contains no input rows.
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

  /// Whether only whole models share weights, row by row; an item that shares in another way is not a model. A model
  /// that uses another one's weights is a further call of it.
  [[nodiscard]] bool share_whole_models(std::vector<keras_item>& items, const keras_item& all) const {
    std::map<int, keras_item*> item_of;
    for (keras_item& item : items)
      for (const int r : item.rows) item_of[r] = &item;
    bool whole = true;
    const auto is_no_model = [&whole](keras_item& item) {
      whole = whole && !item.is_model;
      item.is_model = false;
    };
    for (const int r : all.rows) {
      const auto owner = item_of.find(owner_of(r));
      if (owner == item_of.end() || owner->second == item_of[r]) continue;
      keras_item& first = *owner->second;
      keras_item& again = *item_of[r];
      if (first.is_model && again.is_model && calls_again(first, again)) {
        again.call_of = first.rows.front();
      } else {
        is_no_model(first);
        is_no_model(again);
      }
    }
    return whole;
  }

  [[nodiscard]] bool calls_again(const keras_item& first, const keras_item& again) const {
    if (first.rows.size() != again.rows.size() || first.inputs.size() != again.inputs.size()) return false;
    for (std::size_t i = 0; i != first.rows.size(); ++i)
      if (owner_of(again.rows[i]) != owner_of(first.rows[i])) return false;
    const auto place = [](const keras_item& item, const row_output& o) {
      return std::pair(std::lower_bound(item.rows.begin(), item.rows.end(), o.row) - item.rows.begin(), o.output);
    };
    return std::equal(first.outputs.begin(), first.outputs.end(), again.outputs.begin(), again.outputs.end(),
                      [&](const row_output& a, const row_output& b) { return place(first, a) == place(again, b); });
  }

  /// Whether each item can come after those that it takes from. Items for which this fails are not models.
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

  // Connections inside one model.

  struct level {
    const keras_item& model;
    std::vector<keras_item> items{};
    std::vector<std::string> input_names{};
    std::map<int, std::size_t> item_of{};  // by row
  };

  /// A model among the items, and what calls it again.
  [[nodiscard]] static std::vector<const keras_item*> calls_of(const level& l, const keras_item& item) {
    const int first = item.call_of < 0 ? item.rows.front() : item.call_of;
    std::vector<const keras_item*> calls;
    for (const keras_item& other : l.items)
      if (other.is_model && (other.call_of < 0 ? other.rows.front() : other.call_of) == first) calls.push_back(&other);
    return calls;
  }

  /// The rows of a level that share a row's weights. There may be more in another call of the current model.
  [[nodiscard]] std::vector<int> calls_of(const level& l, int owner) const {
    std::vector<int> calls;
    for (const int i : calls_.at(owner))
      if (l.item_of.contains(i)) calls.push_back(i);
    return calls;
  }

  /// ["name", call, output]. Among a model's outputs, Keras counts the definition of a model inside it as call 0.
  [[nodiscard]] std::string history(const level& l, const row_output& o, bool at_the_end = false) const {
    const auto arrives = std::find(l.model.inputs.begin(), l.model.inputs.end(), o);
    if (arrives != l.model.inputs.end()) {
      const std::string& name = l.input_names[static_cast<std::size_t>(arrives - l.model.inputs.begin())];
      return '[' + json_text(name) + ", 0, 0]";
    }
    const keras_item& item = l.items[l.item_of.at(o.row)];
    std::ptrdiff_t call = 0;
    auto output = static_cast<std::ptrdiff_t>(o.output);
    std::string name = item.name;
    if (item.is_model) {
      output = std::find(item.outputs.begin(), item.outputs.end(), o) - item.outputs.begin();
      const std::vector<const keras_item*> calls = calls_of(l, item);
      call = std::find(calls.begin(), calls.end(), &item) - calls.begin() + (at_the_end ? 1 : 0);
      name = calls[0]->name;
    } else {
      const std::vector<int> calls = calls_of(l, owner_of(o.row));
      call = std::find(calls.begin(), calls.end(), o.row) - calls.begin();
      name = l.items[l.item_of.at(calls[0])].name;
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

  /// {"args": [...], "kwargs": {...}}: how the class is called.
  [[nodiscard]] std::string call(const level& l, const model_row& r) const {
    const detail::family* const k = r.kind;
    const bool masked = r.given.padding == detail::padding_mode::causal && keras_class_of(r) != nullptr;
    std::string args;
    std::string keywords;
    if (k == &detail::multi_head_attention_family || k == &detail::grouped_query_attention_family) {
      args = tensors(l, r.inputs);
      if (r.inputs.size() == 1 && keras_class_of(r) != nullptr) args += ", " + args;  // the value is the query
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

  [[nodiscard]] std::string model_call(const level& l, const keras_item& item) const {
    const std::string inputs = tensors(l, item.inputs);
    return "{\"args\": [" + (item.inputs.size() == 1 ? inputs : '[' + inputs + ']') + "], \"kwargs\": {}}";
  }

  /// Empty for a further call of an item that is already written.
  [[nodiscard]] std::string item_object(const level& l, const keras_item& item, std::size_t prefix) const {
    std::string out;
    std::string calls;
    const auto add_call = [&calls](const std::string& one) { calls += (calls.empty() ? "" : ", ") + one; };
    if (item.is_model) {
      if (item.call_of >= 0) return {};
      out = object(item, prefix + item.name.size() + 1);
      for (const keras_item* one : calls_of(l, item)) add_call(model_call(l, *one));
    } else {
      const model_row& r = row(item.rows[0]);
      const int owner = owner_of(item.rows[0]);
      const std::vector<int> own_calls = calls_of(l, owner);
      if (own_calls.front() != item.rows[0]) return {};
      check_calls(row(owner), own_calls);
      out = layer(row(owner), item.name);
      if (!r.kind->begins)
        for (const int i : own_calls) add_call(call(l, row(i)));
    }
    return out + ", \"name\": " + json_text(item.name) + ", \"inbound_nodes\": [" + calls + "]}";
  }

  /// A stated cost is the same for all calls.
  void check_calls(const model_row& owner, const std::vector<int>& calls) const {
    if (detail::is_family(owner.kind) || owner.kind->begins) return;
    for (const int i : calls)
      if (row(i).outputs != owner.outputs || row(i).found.forward != owner.found.forward)
        throw std::invalid_argument("nns: the layer \"" + owner.name + "\" (" + std::string(owner.kind->kind) +
                                    ") of your own has a different cost each time it is shared: it cannot be written as JSON");
  }

  /// A model, its last brace left open.
  [[nodiscard]] std::string object(const keras_item& model, std::size_t prefix) const {
    level l{model, split(model, prefix)};
    for (std::size_t i = 0; i != l.items.size(); ++i)
      for (const int r : l.items[i].rows) l.item_of[r] = i;
    std::string layers;
    std::vector<std::string> inputs;
    std::vector<std::string> outputs;
    for (const row_output& o : model.inputs) {
      l.input_names.push_back(free_name(l));
      layers += (layers.empty() ? "\n" : ",\n") + input_layer(l.input_names.back(), shape_of(o));
      inputs.push_back(history(l, o));
    }
    for (const keras_item& item : l.items) {
      const std::string written = item_object(l, item, prefix);
      if (written.empty()) continue;
      layers += (layers.empty() ? "\n" : ",\n") + written;
      if (!item.is_model && row(item.rows[0]).kind->begins) inputs.push_back(history(l, {item.rows[0], 0}));
    }
    for (const row_output& o : model.outputs) outputs.push_back(history(l, o, true));
    return begin("keras.src.models.functional", "Functional", "Functional",
                 ", \"config\": {\"name\": " + json_text(model.name) +
                     ", \"trainable\": true, \"layers\": [" + layers + "], \"input_layers\": " + ends(inputs) +
                     ", \"output_layers\": " + ends(outputs) + "}");
  }

  /// One end is a tensor, several are a list.
  [[nodiscard]] static std::string ends(const std::vector<std::string>& histories) {
    if (histories.size() == 1) return histories[0];
    std::string out;
    for (const std::string& one : histories) out += (out.empty() ? "[" : ", ") + one;
    return out + ']';
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

/// The model as JSON for Keras. Throws std::invalid_argument if a layer that is not the library's own has several
/// outputs, or is shared and costs differently each time; and if a node of a graph that shares weights, or whose
/// weights are shared, has an empty name.
template <class M>
std::string to_keras_json() {
  static_cast<void>(detail::accepted<M, convention::standard>());  // reports a model that is refused
  return report::keras_json_of(detail::model_name<M>(), detail::step_of<M>);
}

}  // namespace nns
