// Shapes that a file gives, and declarations of classes by the user: known_as, assume_zero. A layer that is only
// assumed to cost nothing must have a given shape, unless nothing depends on it.
#pragma once

#include <nns/import/keras/operations.hpp>

namespace nns::detail {

struct said_shapes {
  network& n;
  file_fault& bad;
  bool awaits_shapes = false;  // of a layer that is assumed to cost nothing

  constexpr bool refuse(const layer_record& l) {
    bad = {file_rule::assumed_shape_is_not_said, l.position, l.class_name, l.name, {}};
    return false;
  }

  constexpr void take_shape(layer_record& l, const known_class& known) {
    if (known.is != known_class::meaning::shaped) {
      awaits_shapes = l.awaits_shape = true;
      return;
    }
    l.numbers = known.numbers;
    l.takes_given_shape = true;
    if (l.numbers.used == 0) l.kind = &assumed_number_family;
  }

  /// Which of the user's declarations is for this class, or for this Lambda; -1 if none.
  [[nodiscard]] constexpr int known_place(const layer_record& l) const {
    if (n.known_count == 0) return -1;
    const text word{n.text_source->characters + l.class_name.first, static_cast<std::size_t>(l.class_name.length)};
    for (int i = 0; i != n.known_count; ++i)
      if (word == text{"Lambda"} && l.label == n.known[i].class_name) return i;
    return find_known(word, n.known, n.known_count);
  }
  /// Whether a layer is of the class that the user names, or the Lambda of this name.
  [[nodiscard]] constexpr bool has_layer_of(text name) const {
    for (int i = 0; i != n.layer_count; ++i) {
      const layer_record& l = n.layers[i];
      const text word{n.text_source->characters + l.class_name.first, static_cast<std::size_t>(l.class_name.length)};
      if (is_called(word, name) || (word == text{"Lambda"} && l.label == name)) return true;
    }
    return false;
  }
  /// The user's known_as takes precedence over a known class; assume_zero does not.
  constexpr bool is_known_as(layer_record& l) {
    const int place = known_place(l);
    if (place < 0) return false;
    const known_class& known = n.known[place];
    if (!known.is_layer()) {
      if (l.role != layer_role::assumed || known.is != known_class::meaning::shaped) return false;
      take_shape(l, known);
      return true;
    }
    become(l, known, place);
    return true;
  }

  /// A layer that is assumed to cost nothing needs a shape from the file, unless nothing after it depends on it.
  constexpr bool confirm(int index, bool followed) {
    const layer_record& model = n.layers[index];
    if (model.role == layer_role::functional) return confirm_graph(n.graphs[model.graph], followed);
    for (int i = model.first_child; i >= 0; i = n.layers[i].next) {
      layer_record& child = n.layers[i];
      const bool leads = followed || (model.role == layer_role::sequential && child.next >= 0);
      if (child.awaits_shape && leads && !(child.next >= 0 && model.role == layer_role::sequential &&
                                           takes_shape_before(n.layers[child.next], child.numbers)))
        return refuse(child);
      if (!child.awaits_shape && child.first_child >= 0 && !confirm(i, leads)) return false;
    }
    return true;
  }
  constexpr bool confirm_graph(const graph_place& g, bool followed) {
    const plan_view p = n.plan(g);
    for (int i = 0; i != g.nodes; ++i) {
      layer_node& node = n.nodes[g.first_node + i];
      if (node.layer < 0) continue;
      layer_record& l = n.layers[node.layer];
      const bool waits = l.awaits_shape && !node.says_shape;
      if (!waits && (l.awaits_shape || l.first_child < 0)) continue;
      bool leads = followed;
      for (int user = 0; user != g.nodes; ++user) {
        const int inputs = p.first_reference[user + 1] - p.first_reference[user];
        for (int k = 0; k != inputs; ++k) {
          if (p.references[p.first_reference[user] + k].node != i || n.nodes[g.first_node + user].layer < 0) continue;
          leads = true;
          if (waits && inputs == 1 && takes_shape_before(n.layers[n.nodes[g.first_node + user].layer], node.said))
            node.says_shape = true;
        }
      }
      if (waits && leads && !node.says_shape) return refuse(l);
      if (!waits && !confirm(node.layer, leads)) return false;
    }
    return true;
  }
  /// The shape that arrived at the layer when it was built, or that must arrive.
  constexpr bool takes_shape_before(const layer_record& behind, shape& found) {
    if (behind.built != 0 && read_built_shape(behind.built, found)) return true;
    if (!behind.has_input_shape) return false;
    found = behind.input_shape;
    return true;
  }

  /// {"input_shape": [...]}: the shape that arrived.
  constexpr bool read_built_shape(int position, shape& found) {
    reader r(*n.text_source, position);
    slice name{};
    bool good = false;
    if (r.open('{')) do {
        r.key(name);
        if (r.is(name, "input_shape") && r.c[r.at] == '[') good = read_shape(r.at, found);
        r.skip();
      } while (r.more('}'));
    return good;
  }

  constexpr bool read_shape(int position, shape& found) {
    reader r(*n.text_source, position);
    number_list list;
    if (!r.numbers(list) || list.used == 0 || list.used > shape::max_rank + 1) return false;
    found = {};
    for (int i = 1; i != list.used; ++i) found.push_back(list.values[i]);
    return true;
  }

  /// Whether a shape begins with the batch: its first extent is not given, or is that of an input's batch.
  [[nodiscard]] constexpr bool has_batch_in_front(int shape_at, const graph_place& g) const {
    const auto first_of = [this](int at) {
      reader r(*n.text_source, at);
      number_list list;
      return at != 0 && r.numbers(list) && list.used != 0 ? list.values[0] : shape::unknown - 1;
    };
    const std::int64_t first = first_of(shape_at);
    if (first == shape::unknown) return true;
    for (int i = 0; i != g.inputs; ++i) {
      layer_record& input = n.layers[n.nodes[g.first_node + i].layer];
      const operation_values values{*n.text_source, input, 0};
      for (const text name : {text{"batch_shape"}, text{"batch_input_shape"}})
        if (const int at = values.in_config(name); at != 0 && first_of(at) == first) return true;
    }
    return false;
  }
};

}  // namespace nns::detail
