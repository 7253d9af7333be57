// From the text of a Keras model to its layers, in one pass and in parts: a part ends when it is full, and the next one
// continues from there. At compile time each part is a constant of its own, with a fresh allowance of steps.
// nns/import/keras/link.hpp then resolves the connections.
#pragma once

#include <nns/import/keras/calls.hpp>
#include <nns/import/keras/container.hpp>
#include <nns/import/keras/own.hpp>
#include <nns/import/keras/operations.hpp>

namespace nns::detail {

struct keras_reader : private call_reader {
  using call_reader::call_reader;

  /// Reads until the part is full or the file ends.
  constexpr void run() {
    if (state.at == 0) begin();
    while (r.bad.broken == file_rule::none && state.depth >= 0 && !full) {
      if (part.layers_used == part.layer_room) break;
      advance();
    }
    // What is beside the model gets a part of its own: TensorFlow.js lists all weights there.
    const bool waits = state.containers != 0 && part.layers_used != 0;
    if (r.bad.broken == file_rule::none && state.depth < 0 && !waits) leave_containers();
    state.bad = r.bad;
    state.done = (state.depth < 0 && !waits) || r.bad.broken != file_rule::none;
    state.at = r.at;
    state.cramped = full && part.layers_used == 0 && part.calls_used == 0;
    state.layers += part.layers_used;
    state.calls += part.calls_used;
    state.references += part.references_used;
  }

 private:
  using stage = open_layer::stage;

  constexpr void begin() { begin_at(begin_of(r.s)); }

  constexpr void begin_at(int at) {
    const model_place place = find_model(r.s, at);
    r.at = place.at;
    state.containers += place.containers;
    const bool is_python = r.s.matches(r.at, "{'") || r.s.matches(r.at, "[{'");
    if (place.form == model_form::whole || place.form == model_form::text || is_python) {
      if (r.c[r.at] == '{' && !is_python)
        open_one();
      else
        r.fail(looks_like(r.s));
      return;
    }
    open_layer& o = state.open[++state.depth];
    o = unopened;
    o.layer.position = r.at;
    o.known.role = place.form == model_form::functional ? layer_role::functional : layer_role::sequential;
    o.layer.role = o.known.role;
    o.has_class = o.has_config = o.holds_layers = o.is_bare = true;
    if (place.form == model_form::list) return begin_list(o, false);
    o.at = stage::config;
    r.open('{');
  }

  /// After the model: the rest of the objects around it, and the end of the file.
  constexpr void leave_containers() {
    slice name{};
    for (; state.containers != 0; --state.containers) {
      while (r.more('}'))
        if (!r.key(name) || !r.skip()) return;
      if (r.bad.broken != file_rule::none) return;
    }
    r.space();
    if (r.at != r.s.size) r.fail(file_rule::the_end_of_the_file_is_expected);
  }

  constexpr open_layer& innermost() { return state.open[state.depth]; }

  constexpr void open_one() {
    if (r.c[r.at] != '{') {
      r.fail(file_rule::an_object_is_expected);
      return;
    }
    if (state.depth + 1 == keras_state::most_open) {
      r.fail(file_rule::layers_nested_too_deeply);
      return;
    }
    open_layer& o = state.open[++state.depth];
    o = unopened;
    o.layer.position = r.at;
    o.layer.depth = state.depth;
    if (!r.open('{')) close();
  }

  /// One key with its value, or one bracket.
  constexpr void advance() {
    open_layer& o = innermost();
    if (o.behind_value) {
      o.behind_value = false;
      if (o.at == stage::single) {
        o.at = stage::config;
        o.behind_value = true;
      } else if (r.more(o.at == stage::list ? ']' : '}')) {
        if (o.at == stage::list) open_one();
      } else if (r.bad.broken == file_rule::none) {
        close();
      }
    } else if (o.at == stage::object) {
      object_key(o);
    } else {
      config_key(o);
    }
  }

  constexpr void close() {
    open_layer& o = innermost();
    switch (o.at) {
      case stage::object: return finish(o);
      case stage::config:
        translate(o);
        if (o.is_bare) return finish(o);
        o.at = stage::object;
        break;
      default:
        if (o.is_bare && !o.in_config) return finish(o);
        o.at = o.in_config ? stage::config : stage::object;
    }
    o.behind_value = true;
  }

  constexpr bool fail(const open_layer& o, file_rule broken, int position) {
    r.fail(broken, position);
    r.bad.class_name = o.layer.class_name;
    r.bad.layer = o.layer.name;
    return false;
  }

  constexpr void object_key(open_layer& o) {
    if (o.has_config ? ends_as_in_keras(o) : begins_as_in_keras(o)) return;
    slice name{};
    do {
      const int begin = r.at;
      if (!r.key(name)) return;
      const keras_key key = key_of(r.s, name);
      const char first = r.c[r.at];
      if (key == keras_key::config) {
        o.behind_value = true;
        return begin_config(o);
      }
      if (key == keras_key::class_name && first == '"') {
        if (r.characters(o.layer.class_name)) look_up(o);
      } else if (key == keras_key::nns_kind && first == '"') {
        slice kind{};
        if (r.characters(kind)) o.layer.kind = o.known.kind = own_activation(r.s, kind, o.known.kind);
      } else if (key == keras_key::name && first == '"') {
        r.characters(o.layer.name);
      } else if (key == keras_key::module && first == '"') {
        slice module{};
        if (r.characters(module)) o.layer.from_operations = is_operations(module);
        o.has_module = true;
      } else if (key == keras_key::inbound_nodes && first == '[') {
        if (!read_calls(o.layer)) return undo(begin);
      } else if (key == keras_key::registered_name && first == '"') {
        slice registered{};
        if (r.characters(registered) && is_somebody_elses(o, registered)) o.is_custom = true;
      } else if (key == keras_key::build_config && first == '{') {
        o.layer.built = r.at;
        r.skip();
      } else {
        r.skip();
      }
    } while (r.more('}'));
    if (r.bad.broken == file_rule::none) close();
  }

  // What Keras 3 writes before and after a layer's config. If a layer is written in another way, nothing is consumed,
  // and its keys are read one by one.

  constexpr bool begins_as_in_keras(open_layer& o) {
    constexpr text begin = "\"module\": \"keras.layers\", \"class_name\": \"";
    constexpr text behind = ", \"config\": {";
    if (!r.s.matches(r.at, begin)) return false;
    r.at += static_cast<int>(begin.size()) - 1;
    o.behind_value = o.has_module = true;
    if (!r.characters(o.layer.class_name)) return true;
    look_up(o);
    if (r.s.matches(r.at, behind)) {
      r.at += static_cast<int>(behind.size()) - 1;
      begin_config(o);
    }
    return true;
  }

  constexpr bool ends_as_in_keras(open_layer& o) {
    constexpr text begin = "\"registered_name\": null, \"";
    constexpr text build = "build_config\": {\"input_shape\": [";
    constexpr text behind_build = "}, \"";
    constexpr text name = "name\": \"";
    constexpr text behind_name = "\", \"inbound_nodes\": [";
    const slice label = o.layer.name;
    if (label.length == 0 || !r.s.matches(r.at, begin)) return false;
    int i = r.at + static_cast<int>(begin.size());
    const int build_at = i;
    const bool is_built = r.s.matches(i, build);
    if (is_built) {
      i += static_cast<int>(build.size());
      if (!pass_extents(i) || !r.s.matches(i, behind_build)) return false;
      i += static_cast<int>(behind_build.size());
    }
    if (!r.s.matches(i, name)) return false;
    i += static_cast<int>(name.size());
    if (!r.s.same(r.s, i, r.c + label.first, label.length) || !r.s.matches(i + label.length, behind_name)) return false;
    if (is_built) o.layer.built = build_at + 15;  // its brace
    o.layer.name.first = i;
    i += label.length;
    r.at = i + static_cast<int>(behind_name.size()) - 1;
    if (!read_calls(o.layer))
      undo(i + 3);  // the key
    else if (!r.more('}') && r.bad.broken == file_rule::none)
      close();
    return true;
  }

  [[nodiscard]] constexpr bool is_operations(slice module) const {
    return (module.length > 13 && r.s.matches(module.first, "keras.src.ops")) ||
           (module.length >= 9 && r.s.matches(module.first, "keras.ops"));
  }

  /// Custom>Dense is not Keras' Dense, whatever its class name; nor is a Dense without a module that is registered
  /// under its own name, which is how Keras 3 writes an unregistered class.
  [[nodiscard]] constexpr bool is_somebody_elses(const open_layer& o, slice registered) const {
    int mark = 0;
    while (mark != registered.length && r.c[registered.first + mark] != '>') ++mark;
    if (o.known.role == layer_role::functional || o.known.role == layer_role::sequential) return false;
    if (mark == registered.length) return !o.has_module && o.known.role == layer_role::layer;
    const slice package{registered.first, mark};
    return !r.is(package, "Keras") && !r.is(package, "keras") && !r.is(package, "nns") && !r.is(package, "qkeras") &&
           !r.is(package, "tensorflow_model_optimization");
  }

  /// An item that did not fit waits for the next part.
  constexpr void undo(int begin) {
    if (r.bad.broken != file_rule::none) return;
    full = true;
    r.at = begin;
  }

  constexpr void look_up(open_layer& o) {
    o.has_class = true;
    const keras_class* found = keras_classes.find(r.s, o.layer.class_name);
    o.known = found == nullptr ? own_class(r.s, o.layer.class_name) : *found;
    if (o.known.role == layer_role::unknown) return;
    o.holds_layers = o.known.role != layer_role::layer && o.known.role != layer_role::input;
    o.layer.role = o.known.role;
    o.layer.kind = o.known.kind;
  }

  /// The class, if it comes after the config. False if there is none at all.
  constexpr bool look_ahead(open_layer& o) {
    reader ahead(r.s, r.at);
    slice key{};
    if (!ahead.skip()) return true;
    while (ahead.more('}')) {
      if (!ahead.key(key)) return true;
      if (ahead.is(key, "class_name")) {
        if (ahead.s[ahead.at] == '"' && ahead.characters(o.layer.class_name)) look_up(o);
        return true;
      }
      if (!ahead.skip()) return true;
    }
    return ahead.bad.broken != file_rule::none;
  }

  constexpr void begin_config(open_layer& o) {
    const bool may_have_class = o.has_class || look_ahead(o);
    if (!may_have_class && state.depth == 0 && (r.c[r.at] == '{' || r.c[r.at] == '[')) {  // the config is enough
      state.depth = -1;
      ++state.containers;
      return begin_at(r.at);
    }
    o.has_config = true;
    if (o.known.role == layer_role::unknown && r.c[r.at] == '{') take_form(o);
    if (r.c[r.at] == '[' && o.known.role == layer_role::sequential) {  // until Keras 2.2.2: the layers themselves
      begin_list(o, false);
    } else if (r.c[r.at] == '{') {
      o.behind_value = false;
      o.at = stage::config;
      if (!r.open('{')) close();
    } else {
      fail(o, file_rule::an_object_is_expected, r.at);
    }
  }

  /// A model of a custom class is what its config lists, if it has a model's layers, inputs and outputs.
  constexpr void take_form(open_layer& o) {
    const model_place place = find_model(r.s, r.at);
    const bool is_graph = place.form == model_form::functional;
    if (place.containers != 0 || (!is_graph && (place.form != model_form::sequential || state.depth != 0))) return;
    o.known.role = is_graph ? layer_role::functional : layer_role::sequential;
    o.layer.role = o.known.role;
    o.holds_layers = true;
  }

  constexpr void begin_list(open_layer& o, bool in_config) {
    o.in_config = in_config;
    if (!r.open('[')) {
      o.behind_value = true;
      return;
    }
    o.behind_value = false;
    o.at = stage::list;
    open_one();
  }

  constexpr void begin_single(open_layer& o) {
    o.behind_value = false;
    o.at = stage::single;
    open_one();
  }

  constexpr void config_key(open_layer& o) {
    slice name{};
    skipped_run run;
    int run_place = 0;
    int behind_name = 0;
    int config_place = 0;
    const int config_begin = r.at;
    do {
      const int begin = r.at;
      keras_key key = keras_key::name;
      if (begin == config_begin && r.s.matches(begin, "\"name\": \"")) {
        r.at += 8;
      } else {
        if (!r.key(name)) return;
        key = key_of(r.s, name);
      }
      if (key == keras_key::none) {
        const int place = place_of_run(o, name);
        if (run.text.length == 0 && is_run(o, place, begin)) continue;
        if (name.length == 9 && (r.c[r.at] == 'f' || r.c[r.at] == '0') && r.s.matches(name.first, "trainable"))
          run.freezes = o.layer.frozen = true;
        if (name.length == 5 && r.s.matches(name.first, "dtype") && is_quantized(r.at)) {
          fail(o, file_rule::the_value_is_not_known, r.at);
          r.bad.key = "dtype";
          return;
        }
        if (!r.skip()) return;
        if (run.text.length == 0) run.text.first = begin, run_place = place;
        run.text.length = r.at - run.text.first;
        continue;
      }
      if (run.text.length > 32) state.runs[run_place] = run;
      run.text.length = 0;
      run.freezes = false;
      const char first = r.c[r.at];
      if (static_cast<int>(key) < keras_key_count) o.where[static_cast<int>(key)] = r.at;
      if (key == keras_key::name) {
        if (first != '"') {
          r.skip();
          continue;
        }
        slice label{};
        if (!r.characters(label)) return;
        if (o.layer.name.length == 0) o.layer.name = label;
        if (begin != config_begin || o.holds_layers) continue;
        config_place = place_of_config(o, r.at);
        if (is_known_config(o, config_place)) return;
        behind_name = r.at;
        continue;
      } else if (o.holds_layers && has_layers(o, key, first)) {
        if (first == '[') return begin_list(o, true);
        begin_single(o);
        innermost().layer.backwards = key == keras_key::backward_layer;
        return;
      } else if ((key == keras_key::input_layers || key == keras_key::output_layers) &&
                 o.known.role == layer_role::functional) {
        if (!read_ends(key == keras_key::input_layers ? o.layer.inputs_call : o.layer.outputs_call)) return undo(begin);
        continue;
      }
      r.skip();
    } while (r.more('}'));
    if (run.text.length > 32) state.runs[run_place] = run;
    if (r.bad.broken != file_rule::none) return;
    close();
    if (behind_name != 0)
      state.configs[config_place] = {{behind_name, r.at - 1 - behind_name}, o.known, o.layer};
  }

  /// Whether a dtype is that of a layer which Keras 3 has quantized: it has scales, and weights that are not trained.
  [[nodiscard]] constexpr bool is_quantized(int at) const {
    if (r.c[at] == '{') at = value_in(r.s, at, "class_name");
    if (at == 0 || r.c[at] != '"') return false;
    for (const text begin : {text{"\"Quantized"}, text{"\"DTypePolicyMap"}, text{"\"int8_"}, text{"\"int4_"},
                             text{"\"float8_"}})
      if (r.s.matches(at, begin)) return true;
    return false;
  }

  /// A hash of some characters near the first numbers, so that configs of equal layers get the same place.
  [[nodiscard]] constexpr int place_of_config(const open_layer& o, int at) const {
    if (r.s.size - at < 256) return 0;
    const char* const p = r.c + at;
    const int sum = (((o.layer.class_name.length * 7 + p[76]) * 7 + p[147]) * 7 + p[171]) * 7 + p[194];
    return (sum & 0xFFFFF) % keras_state::most_configs;
  }
  constexpr bool is_known_config(open_layer& o, int place) {
    const known_config& before = state.configs[place];
    const int length = before.text.length;
    if (length == 0 || before.known.kind != o.known.kind || before.known.read != o.known.read ||
        !r.s.same(r.s, r.at, r.c + before.text.first, length) || r.c[r.at + length] != '}')
      return false;
    r.at += length + 1;
    o.layer.role = before.layer.role;
    o.layer.kind = before.layer.kind;
    o.layer.numbers = before.layer.numbers;
    o.layer.given = before.layer.given;
    o.layer.frozen = before.layer.frozen;
    o.layer.axes_order = before.layer.axes_order;
    if (before.layer.has_input_shape) {
      o.layer.has_input_shape = true;
      o.layer.input_shape = before.layer.input_shape;
      o.layer.settles_input = before.layer.settles_input;
    }
    o.at = stage::object;
    o.behind_value = true;
    return true;
  }

  // Most of a file consists of keys that nothing depends on, in runs between keys that matter, and most of these runs
  // have occurred before: comparing a run with an earlier one takes a tenth of the time of reading it.

  [[nodiscard]] constexpr int place_of_run(const open_layer& o, slice key) const {
    return static_cast<int>((static_cast<unsigned>(key.length) * 5 +
                             static_cast<unsigned char>(r.c[key.first + key.length / 2]) * 3 +
                             static_cast<unsigned>(o.layer.class_name.length) * 11 +
                             static_cast<unsigned char>(r.c[o.layer.class_name.first])) %
                            keras_state::most_runs);
  }
  constexpr bool is_run(open_layer& o, int place, int begin) {
    const skipped_run& before = state.runs[place];
    const slice& text = before.text;
    if (text.length == 0 || !r.s.same(r.s, begin, r.c + text.first, text.length)) return false;
    r.at = begin + text.length;
    if (before.freezes) o.layer.frozen = true;
    return true;
  }

  [[nodiscard]] static constexpr bool has_layers(const open_layer& o, keras_key key, char first) {
    switch (o.known.role) {
      case layer_role::sequential:
      case layer_role::functional:
      case layer_role::merged_models: return key == keras_key::layers && first == '[';
      case layer_role::cells: return key == keras_key::cells && first == '[';
      case layer_role::wrapper:
        return (key == keras_key::layer || key == keras_key::cell || key == keras_key::backward_layer) &&
               (first == '{' || first == '[');
      default: return false;
    }
  }

  /// At the end of a config: sets the numbers and options of the layer's family.
  constexpr void translate(open_layer& o) {
    keras_config c{r.s, o.where, o.layer, r.bad};
    shape dims;
    const keras_key said = c.has(keras_key::batch_shape) ? keras_key::batch_shape : keras_key::build_input_shape;
    if (c.has(said) && (c.kind_of(said) == '[' || c.kind_of(said) == '{') && !is_nested_list(c.place(said))) {
      if (!c.batched_shape(c.place(said), dims)) return;
      c.input_of(dims);
    }
    if (o.known.read != nullptr && !o.layer.from_operations) o.known.read(c);  // ops.Reshape is not the layer
  }

  /// Several shapes in a list: those of a model with several inputs, whose input layers give them, too.
  [[nodiscard]] constexpr bool is_nested_list(int position) const {
    reader inside(r.s, position);
    return inside.open('[') && (inside.s[inside.at] == '[' || inside.s[inside.at] == '{');
  }

  /// The layer's closing brace.
  constexpr void finish(open_layer& o) {
    layer_record& l = o.layer;
    if (l.class_name.length == 0 && !o.has_class) {
      fail(o, state.depth == 0 ? looks_like(r.s) : file_rule::class_name_is_missing, l.position);
    } else if (!o.has_config && o.known.role != layer_role::unknown) {
      fail(o, state.depth == 0 ? file_rule::a_model_is_expected : file_rule::config_is_missing, l.position);
    }
    if (o.is_custom) l.role = layer_role::unknown, l.kind = nullptr;
    if (r.bad.broken != file_rule::none) return;
    if (l.from_operations || l.role == layer_role::operation) {
      const operation_entry* found = find_keras_operation(r.s, l.class_name);
      const bool has_formula = found != nullptr && cost_of(found->rule) != operation_cost::refused;
      l.role = has_formula ? layer_role::operation : layer_role::unknown;
      l.kind = has_formula ? keras_operations[static_cast<int>(found->rule)].kind : nullptr;
      l.from_operations = true;
    }
    l.plain_name = unescaper{r.s, l.name, nullptr, r.bad}.is_plain();
    if (l.calls > 1 || !l.plain_name) state.characters += (l.name.length + 14) * (l.calls + 1);
    part.layers[part.layers_used++] = l;
    if (--state.depth >= 0) innermost().behind_value = true;
  }
};

}  // namespace nns::detail
