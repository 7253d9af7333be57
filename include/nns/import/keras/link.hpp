// Linking: the layers that a file lists become a network that runs. Names are resolved, calls are numbered, graphs are
// sorted; missing and contradictory parts are found here.
#pragma once

#include <nns/import/keras/file_layers.hpp>
#include <nns/import/keras/config.hpp>
#include <nns/import/keras/read.hpp>
#include <nns/import/keras/said_shapes.hpp>
#include <nns/import/keras/unescape.hpp>

namespace nns::detail {

struct linker {
  network& n;
  file_fault& bad;
  said_shapes shapes{n, bad};
  int nodes_used = 0;
  int references_used = 0;
  char* free = nullptr;  // of the network's characters
  bool reads_masks = false;  // the current graph

  constexpr bool run() {
    adopt();
    free = n.characters;
    for (int i = 0; i != n.layer_count; ++i)
      if (!take_label(n.layers[i])) return false;
    if (!finds_named_classes()) return false;
    for (int i = 0; i != n.layer_count; ++i)
      if (!shapes.is_known_as(n.layers[i]) && !check(n.layers[i])) return false;
    order_axes();
    if (bad.broken != file_rule::none) return false;
    const layer_role top = n.layers[n.root()].role;
    if (top != layer_role::sequential && top != layer_role::functional)
      return fail(top == layer_role::layer || top == layer_role::wrapper ? file_rule::a_layer_is_no_model
                                                                         : file_rule::a_model_is_expected,
                  n.layers[n.root()]);
    for (int i = 0; i != n.layer_count; ++i)
      if (n.layers[i].role == layer_role::functional && !build(i)) return false;
    for (int i = 0; i != n.layer_count; ++i)
      if (is_called_by_nobody(n.layers[i]) && !admit(n.layers[i])) return false;
    if (shapes.awaits_shapes && !shapes.confirm(n.root(), false)) return false;
    return check_input();
  }

 private:
  constexpr bool fail(file_rule broken, const layer_record& l, int position = -1) {
    bad = {broken, position < 0 ? l.position : position, l.class_name, l.name, {}};
    return false;
  }

  /// A name that no layer has is an error.
  constexpr bool finds_named_classes() {
    for (int i = 0; i != n.known_count; ++i) {
      if (shapes.has_layer_of(n.known[i].class_name)) continue;
      bad = {file_rule::the_named_class_is_not_there, 0, {}, {}, n.known[i].class_name};
      return false;
    }
    return true;
  }

  /// The layers inside a layer come before it, one level deeper.
  constexpr void adopt() {
    int heads[keras_state::most_open + 2]{};
    int tails[keras_state::most_open + 2]{};
    for (int& head : heads) head = -1;
    for (int i = 0; i != n.layer_count; ++i) {
      layer_record& l = n.layers[i];
      l.first_child = heads[l.depth + 1];
      heads[l.depth + 1] = -1;
      if (heads[l.depth] < 0)
        heads[l.depth] = i;
      else
        n.layers[tails[l.depth]].next = i;
      tails[l.depth] = i;
    }
  }

  /// Keras 1 has no dim_ordering for layers that pad, crop and upsample, and used that of its settings: here it is the
  /// one of the model's other layers.
  constexpr void order_axes() {
    bool first = false;
    bool last = false;
    for (int i = 0; i != n.layer_count; ++i) {
      first = first || n.layers[i].axes_order < 0;
      last = last || n.layers[i].axes_order > 0;
    }
    if (!first) return;
    for (int i = 0; i != n.layer_count; ++i) {
      layer_record& l = n.layers[i];
      if (l.axes_order != 0 || l.kind == nullptr || l.role != layer_role::layer || !moves_edges(l.kind->kind)) continue;
      if (last) {
        fail(file_rule::a_key_is_missing, l);
        bad.key = "dim_ordering";
        return;
      }
      l.given.given |= only(option::channels_first);
      l.given.channels_first = true;
    }
  }
  static constexpr bool moves_edges(text kind) {
    for (const text known : {text{"zero_padding2d"}, text{"zero_padding3d"}, text{"cropping2d"}, text{"cropping3d"},
                             text{"up_sampling2d"}, text{"up_sampling3d"}})
      if (kind == known) return true;
    return false;
  }

  constexpr bool take_label(layer_record& l) {
    const source& s = *n.text_source;
    unescaper u{s, l.name, free, bad};
    if (l.plain_name) {
      l.label = {s.characters + l.name.first, static_cast<std::size_t>(l.name.length)};
      return true;
    }
    if (!u.run()) return false;
    l.label = {free, static_cast<std::size_t>(u.out - free)};
    free = u.out;
    return true;
  }

  constexpr bool check(layer_record& l) {
    const bool has_layers = l.first_child >= 0;
    switch (l.role) {
      case layer_role::unknown:
        if (n.layer_count == 1) return fail(file_rule::a_subclassed_model, l);
        return admit(l);
      case layer_role::wrapper:
        return has_layers ? take_directions(l) : fail(file_rule::the_wrapped_layer_is_missing, l);
      case layer_role::cells: return has_layers ? true : fail(file_rule::the_wrapped_layer_is_missing, l);
      case layer_role::functional:
        l.graph = n.graph_count++;
        return has_layers ? true : fail(file_rule::the_model_is_empty, l);
      case layer_role::sequential:
        take_built_shapes(l);
        return has_layers ? true : fail(file_rule::the_model_is_empty, l);
      default: return true;
    }
  }

  /// A wrapper of two layers, one for each direction: one is enough if they differ only in the direction.
  constexpr bool take_directions(layer_record& l) {
    const int first = l.first_child;
    const int second = n.layers[first].next;
    if (second < 0) return true;
    if (l.kind != &bidirectional_family || n.layers[second].next >= 0) return fail(file_rule::one_layer_is_wrapped, l);
    if (n.layers[first].backwards) {
      l.first_child = second;
      n.layers[second].next = first;
      n.layers[first].next = -1;
    }
    if (are_alike(first, second)) n.layers[l.first_child].next = -1;
    return true;
  }
  [[nodiscard]] constexpr bool are_alike(int i, int j) const {
    const layer_record& a = n.layers[i];
    const layer_record& b = n.layers[j];
    const options& x = a.given;
    const options& y = b.given;
    if (a.frozen != b.frozen || a.role != b.role || a.kind != b.kind || !(a.numbers == b.numbers) || x.given != y.given || x.bias != y.bias ||
        x.reset_after != y.reset_after || x.activation != y.activation || x.padding != y.padding ||
        x.recurrent_activation != y.recurrent_activation)
      return false;
    for (int axis = 0; axis != 3; ++axis)
      if (x.kernel[axis] != y.kernel[axis] || x.strides[axis] != y.strides[axis] ||
          x.dilation[axis] != y.dilation[axis] || x.pads[axis] != y.pads[axis])
        return false;
    int k = a.first_child;
    int m = b.first_child;
    // The two themselves are each other's neighbours; those inside them are not.
    for (; k >= 0 && m >= 0; k = n.layers[k].next, m = n.layers[m].next)
      if (!are_alike(k, m)) return false;
    return k < 0 && m < 0;
  }

  /// A class that is not known, or whose result is not, but that the user declares to cost nothing.
  constexpr bool admit(layer_record& l) {
    const int known = shapes.known_place(l);
    if (known < 0) return fail(why_not_known(l), l);
    l.role = layer_role::assumed;
    l.kind = &assumed_family;
    shapes.take_shape(l, n.known[known]);
    return true;
  }
  [[nodiscard]] constexpr file_rule why_not_known(const layer_record& l) const {
    if (!l.from_operations) return file_rule::unknown_layer;
    if (l.role != layer_role::unknown)
      return cost_of(rule_of(l)) == operation_cost::free ? file_rule::unknown_operation : file_rule::product_not_settled;
    const operation_entry* found = find_keras_operation(*n.text_source, l.class_name);
    return found == nullptr                             ? file_rule::unknown_operation
           : found->rule == operation_rule::moves_batch ? file_rule::operation_moves_batch
                                                        : file_rule::operation_has_no_formula;
  }

  /// In a sequence, a function's output is the shape that arrived when the layer after it was built.
  constexpr void take_built_shapes(const layer_record& l) {
    for (int i = l.first_child; i >= 0; i = n.layers[i].next) {
      layer_record& child = n.layers[i];
      if (child.role != layer_role::assumed || child.takes_given_shape || child.next < 0) continue;
      const layer_record& behind = n.layers[child.next];
      if (behind.built != 0) shapes.read_built_shape(behind.built, child.numbers);
    }
  }

  // A graph.

  constexpr int& place_of(int* table, int size, slice name) const {
    const source& s = *n.text_source;
    const unsigned mask = static_cast<unsigned>(size - 1);
    const text wanted{s.characters + name.first, static_cast<std::size_t>(name.length)};
    unsigned at = hash_of(wanted.characters, wanted.length) & mask;
    while (table[at] >= 0 && !is_same(n.layers[table[at]].name, name)) at = (at + 1) & mask;
    return table[at];
  }
  [[nodiscard]] constexpr bool is_same(slice a, slice b) const {
    const source& s = *n.text_source;
    return a.length == b.length && s.matches(a.first, {s.characters + b.first, static_cast<std::size_t>(b.length)});
  }

  constexpr bool build(int index) {
    const layer_record& l = n.layers[index];
    graph_place& g = n.graphs[l.graph];
    reads_masks = false;
    g.layer = index;
    g.first_node = nodes_used;
    g.first_reference = references_used;
    int children = 0;
    for (int i = l.first_child; i >= 0; i = n.layers[i].next) ++children;
    const int size = table_size(children);
    scratch<int> table(size);
    for (int i = 0; i != size; ++i) table.values[i] = -1;
    for (int i = l.first_child; i >= 0; i = n.layers[i].next) {
      if (n.layers[i].name.length == 0) return fail(file_rule::the_layer_has_no_name, n.layers[i]);
      int& place = place_of(table.values, size, n.layers[i].name);
      if (place >= 0) return fail(file_rule::the_name_is_used_twice, n.layers[i]);
      place = i;
    }
    if (l.outputs_call < 0 || n.calls[l.outputs_call].references == 0)
      return fail(file_rule::the_outputs_are_missing, l);
    if (!number_calls(l, table.values, size)) return false;
    if (reads_masks) leave_out_masks(l);
    return add_nodes(l, g, table.values, size) && connect(l, g) && put_in_order(g);
  }

  constexpr void add_node(graph_place& g, int layer, int call, node_role role) {
    if (call == 0) n.layers[layer].first_node = g.nodes;
    const text label = n.layers[layer].label;
    n.nodes[g.first_node + g.nodes++] = {layer, call, role, false, {}, call == 0 ? label : again(g, label, call + 1)};
  }

  /// A layer's second call is named dense@2, since there may be a dense_1. If a layer has that name, it is dense@@2,
  /// and so on: the reader has left room for three more.
  constexpr text again(const graph_place& g, text label, int number) {
    char* const first = free;
    int digits = 1;
    for (int rest = number; rest >= 10; rest /= 10) ++digits;
    for (int marks = 1; marks != 5; ++marks) {
      free = first;
      for (const char c : label) *free++ = c;
      for (int i = 0; i != marks; ++i) *free++ = '@';
      int rest = number;
      for (int i = digits; i-- != 0; rest /= 10) free[i] = static_cast<char>('0' + rest % 10);
      free += digits;
      if (!is_label(g, {first, static_cast<std::size_t>(free - first)})) break;
    }
    return {first, static_cast<std::size_t>(free - first)};
  }
  [[nodiscard]] constexpr bool is_label(const graph_place& g, text wanted) const {
    for (int i = n.layers[g.layer].first_child; i >= 0; i = n.layers[i].next)
      if (n.layers[i].label == wanted) return true;
    return false;
  }

  /// Inputs come first, in the model's order; then the calls of the layers, in the file's order.
  constexpr bool add_nodes(const layer_record& l, graph_place& g, int* table, int size) {
    if (l.inputs_call >= 0) {
      const layer_call& ends = n.calls[l.inputs_call];
      for (int i = 0; i != ends.references; ++i) {
        const layer_reference& r = n.said_references[ends.first_reference + i];
        const int layer = place_of(table, size, r.name);
        if (layer < 0) return fail(file_rule::the_layer_is_not_there, l, r.name.first);
        if (n.layers[layer].role == layer_role::input && n.layers[layer].first_node < 0)
          add_node(g, layer, 0, node_role::input);
      }
    }
    for (int i = l.first_child; i >= 0; i = n.layers[i].next)
      if (n.layers[i].role == layer_role::input && n.layers[i].first_node < 0) add_node(g, i, 0, node_role::input);
    g.inputs = g.nodes;
    for (int i = l.first_child; i >= 0; i = n.layers[i].next) {
      const layer_record& child = n.layers[i];
      if (child.first_node >= 0 || child.feeds_masks_only) continue;
      if (child.calls == 0) return fail(file_rule::the_layer_has_no_inputs, child);
      for (int call = 0; call != child.calls; ++call)
        add_node(g, i, call, call == 0 ? node_role::layer : node_role::shared);
    }
    n.nodes[g.first_node + g.nodes++] = {-1, 0, node_role::outputs, false, {}, {}};
    return true;
  }

  /// When a model inside this one is called, Keras 1 and 2 count its definition as call 0. So does Keras 3 in the list
  /// of a graph's outputs, for graphs inside it; everywhere else it counts from the first call.
  constexpr bool number_calls(const layer_record& l, int* table, int size) {
    int before = l.first_child;
    for (int i = before; i >= 0; before = i, i = n.layers[i].next)
      for (int c = 0; c != n.layers[i].calls; ++c)
        if (!note_calls(n.layers[i], n.calls[n.layers[i].first_call + c], table, size, before)) return false;
    if (!note_calls(l, n.calls[l.outputs_call], table, size, before)) return false;
    bool keras3 = false;
    for (int i = l.first_child; i >= 0 && !keras3; i = n.layers[i].next)
      if (n.layers[i].calls != 0) {
        const layer_call& c = n.calls[n.layers[i].first_call];
        keras3 = c.references != 0 && n.said_references[c.first_reference].shape_at != 0;
      }
    for (int i = l.first_child; i >= 0; i = n.layers[i].next) {
      layer_record& child = n.layers[i];
      const bool counts_itself =
          keras3 ? child.role == layer_role::functional
                 : is_model(child) && child.most_called == child.calls && !child.called_as_0;
      child.first_number = counts_itself ? 1 : 0;
    }
    return true;
  }
  static constexpr bool is_model(const layer_record& l) {
    return l.role == layer_role::sequential || l.role == layer_role::functional;
  }
  /// Mostly a layer's input is the layer before it.
  constexpr bool note_calls(const layer_record& l, const layer_call& c, int* table, int size, int before) {
    for (int i = c.first_reference; i != c.first_reference + c.references; ++i) {
      layer_reference& r = n.said_references[i];
      const int layer = is_same(n.layers[before].name, r.name) ? before : place_of(table, size, r.name);
      if (layer < 0) return fail(file_rule::the_layer_is_not_there, l, r.name.first);
      r.layer = layer;
      if (n.layers[layer].most_called < r.call) n.layers[layer].most_called = r.call;
      if (r.call == 0) n.layers[layer].called_as_0 = true;
      reads_masks = reads_masks || r.role == argument::mask;
    }
    return true;
  }

  /// Functions that are only used for masks: no layer takes them as an input, or only such functions do.
  constexpr void leave_out_masks(const layer_record& l) {
    scratch<int> uses(n.layer_count);
    for (int i = l.first_child; i >= 0; i = n.layers[i].next) count_uses(n.layers[i], uses.values, 1);
    count_uses_of(n.calls[l.outputs_call], uses.values, 1);
    for (bool found = true; found;) {
      found = false;
      for (int i = l.first_child; i >= 0; i = n.layers[i].next) {
        layer_record& child = n.layers[i];
        if (child.role != layer_role::operation || child.feeds_masks_only || uses.values[i] != 0) continue;
        child.feeds_masks_only = found = true;
        count_uses(child, uses.values, -1);
      }
    }
  }
  constexpr void count_uses(const layer_record& user, int* uses, int by) const {
    for (int c = 0; c != user.calls; ++c) count_uses_of(n.calls[user.first_call + c], uses, by);
  }
  constexpr void count_uses_of(const layer_call& c, int* uses, int by) const {
    for (int i = c.first_reference; i != c.first_reference + c.references; ++i)
      if (n.said_references[i].role != argument::mask) uses[n.said_references[i].layer] += by;
  }

  constexpr bool connect(const layer_record& l, graph_place& g) {
    const plan_view p = n.plan(g);
    for (int node = 0; node != g.nodes; ++node) {
      const layer_node& at = n.nodes[g.first_node + node];
      const int before = references_used;
      p.first_reference[node] = references_used - g.first_reference;
      p.owner[node] = node;
      if (at.role == node_role::input) continue;
      const layer_record& owner = at.layer < 0 ? l : n.layers[at.layer];
      const layer_call& c = n.calls[at.layer < 0 ? l.outputs_call : owner.first_call + at.call];
      // In the order of a call's arguments: positional ones, then named ones in the order of attention's arguments.
      if (c.references == 1 && n.said_references[c.first_reference].role == argument::positional) {
        if (!refer(owner, g, p, n.said_references[c.first_reference])) return false;
      } else {
        for (const argument role :
             {argument::query, argument::positional, argument::value, argument::key, argument::other})
          for (int i = c.first_reference; i != c.first_reference + c.references; ++i)
            if (n.said_references[i].role == role && !refer(owner, g, p, n.said_references[i])) return false;
      }
      const int inputs = references_used - before;
      if (inputs == 0) return fail(file_rule::the_layer_has_no_inputs, owner);
      if (inputs > g.most_inputs) g.most_inputs = inputs;
    }
    p.first_reference[g.nodes] = references_used - g.first_reference;
    nodes_used += g.nodes + 1;
    return check_shapes(g);
  }

  constexpr bool refer(const layer_record& user, graph_place& g, const plan_view& p, const layer_reference& said) {
    const layer_record& source_layer = n.layers[said.layer];
    const int calls = source_layer.role == layer_role::input ? 1 : source_layer.calls;
    const bool at_the_end = &user == &n.layers[g.layer];
    const bool counts_itself = at_the_end && source_layer.called_as_0 && said.call == calls && is_model(source_layer);
    const int first = said.shape_at != 0 ? 0 : source_layer.first_number;  // in a Keras 3 call
    const int call = counts_itself ? calls - 1 : said.call - first;
    if (call < 0 || call >= calls) return fail(file_rule::the_call_is_not_there, user, said.name.first);
    reference r{source_layer.first_node + call, said.output, -1};
    layer_node& node = n.nodes[g.first_node + r.node];
    if (said.shape_at != 0 && said.output == 0 && !node.says_shape && is_told_its_shape(source_layer))
      node.says_shape = shapes.has_batch_in_front(said.shape_at, g) && shapes.read_shape(said.shape_at, node.said);
    if (r.output != 0) {
      p.slot[g.slots] = {r.output, p.last_slot[r.node] - 1};
      r.slot = g.slots++;
      p.last_slot[r.node] = g.slots;
    }
    n.references[references_used++] = r;
    return true;
  }

  static constexpr bool is_told_its_shape(const layer_record& l) {
    return l.role == layer_role::operation || l.role == layer_role::assumed || l.kind == &discretization_family;
  }

  /// A function's shape follows from its arguments, else from the file; otherwise it is not known.
  constexpr bool check_shapes(const graph_place& g) {
    for (int i = 0; i != g.nodes; ++i) {
      const layer_node& node = n.nodes[g.first_node + i];
      if (node.layer < 0) continue;
      layer_record& l = n.layers[node.layer];
      if (l.kind == &discretization_family && !take_said_shapes(l, g)) return false;
      if (l.kind != nullptr && node.call == 0) ask_for_scores(l);
      if (l.kind == &reversible_embedding_family || l.kind == &untied_embedding_family) {
        if (const int at = reversed(l, n.calls[l.first_call + node.call].position); at != 0)
          return fail(file_rule::the_value_is_not_known, l, at);
      }
      bool moves_batch = false;
      if (!l.from_operations || l.role != layer_role::operation || settle(l, moves_batch)) continue;
      const bool is_free = cost_of(rule_of(l)) == operation_cost::free;
      l.kind = &moving_family;
      l.numbers = {};
      l.given = {};
      if (moves_batch && shapes.known_place(l) < 0) return fail(file_rule::operation_moves_batch, l);
      if (!(is_free && node.says_shape && !moves_batch) && !admit(l)) return false;
    }
    return true;
  }
  /// Keras until 3.9 uses the input's shape as the output's, whatever the mode: the file's shape is used, for all
  /// calls.
  constexpr bool take_said_shapes(layer_record& l, const graph_place& g) {
    int said = 0;
    for (int call = 0; call != l.calls; ++call)
      if (n.nodes[g.first_node + l.first_node + call].says_shape) ++said;
    if (said == 0) return true;
    if (said != l.calls) return fail(file_rule::unknown_operation, l);
    l.kind = &said_discretization_family;
    l.role = layer_role::operation;
    return true;
  }
  /// If a call asks attention for its scores, they are an output; for other calls an unused output does no harm.
  constexpr void ask_for_scores(layer_record& l) const {
    if ((l.kind->accepts & only(option::return_attention_scores)) == 0) return;
    for (int call = 0; call != l.calls; ++call) {
      const int at = operation_values{*n.text_source, l, n.calls[l.first_call + call].position}.in_call(
          "return_attention_scores");
      if (at == 0 || (*n.text_source)[at] != 't') continue;
      l.given.given |= only(option::return_attention_scores);
      l.given.return_attention_scores = true;
    }
  }
  /// Whether calls ask an embedding for its reverse, which is another layer; 0 if not.
  constexpr int reversed(layer_record& l, int call) const {
    const source& s = *n.text_source;
    const operation_values values{s, l, call};
    int at = values.in_call("reverse");
    if (at == 0) at = values.second_argument();
    return at != 0 && s[at] == 't' ? at : 0;
  }
  [[nodiscard]] constexpr operation_rule rule_of(const layer_record& l) const {
    const operation_entry* found = find_keras_operation(*n.text_source, l.class_name);
    return found == nullptr ? operation_rule::refused : found->rule;
  }
  /// Several calls of one function must have the same arguments.
  constexpr bool settle(layer_record& l, bool& moves_batch) const {
    const keras_operation& known = keras_operations[static_cast<int>(rule_of(l))];
    const layer_record before = l;
    for (int call = 0; call != l.calls; ++call) {
      layer_record found = before;
      operation_values values{*n.text_source, found, n.calls[l.first_call + call].position};
      const bool settled = known.settle(values);
      moves_batch = moves_batch || values.moves_batch;
      if (!settled || (call != 0 && !is_same_function(l, found))) return false;
      l = found;
    }
    return true;
  }
  /// A function outside a graph: its arguments are not known. Element-wise ones nevertheless keep the shape.
  static constexpr bool is_called_by_nobody(const layer_record& l) {
    return l.role == layer_role::operation && l.first_node < 0 && !l.feeds_masks_only && l.kind != &element_wise_family;
  }
  static constexpr bool is_same_function(const layer_record& a, const layer_record& b) {
    return a.kind == b.kind && a.numbers == b.numbers && a.given.axes == b.given.axes &&
           a.given.keepdims == b.given.keepdims && a.given.channels_first == b.given.channels_first &&
           a.given.equation == b.given.equation;
  }

  constexpr bool put_in_order(const graph_place& g) {
    plan_view p = n.plan(g);
    scratch<char> color(g.nodes);
    scratch<int> stack(g.nodes);
    resolver<plan_view, value_nodes> order{p, {n, g}, g.nodes, nullptr, 0, color.values, stack.values};
    if (order.put_in_order()) return true;
    return fail(file_rule::a_cycle, n.layers[n.nodes[g.first_node + p.broken_node].layer]);
  }

  /// A model needs the shape of its input, from the file or from the user.
  constexpr bool check_input() {
    const layer_record& l = n.layers[n.root()];
    if (l.role == layer_role::functional) {
      const graph_place& g = n.graphs[l.graph];
      for (int i = 0; i != g.inputs; ++i) {
        const layer_record& input = n.layers[n.nodes[g.first_node + i].layer];
        if (!input.has_input_shape && !is_given(i)) return fail(file_rule::the_input_shape_is_missing, input);
      }
      return true;
    }
    const layer_record& first = n.layers[l.first_child];
    if (first.role == layer_role::merged_models && first.first_child >= 0) return true;
    if (is_given(0) || first_input_shape(n, n.root()) != nullptr) return true;
    return fail(file_rule::the_input_shape_is_missing, l);
  }
  [[nodiscard]] constexpr bool is_given(int i) const { return i < n.given_count && n.given[i].used != 0; }
};

}  // namespace nns::detail
