// Linking an ONNX file: which node makes each tensor, in which order the nodes run, which operators they are. Functions
// are inlined, and both branches of an If are put into the list of instances, each with a guard.
#pragma once

#include <nns/detail/scratch.hpp>
#include <nns/import/onnx/find_operator.hpp>
#include <nns/import/onnx/program.hpp>

namespace nns::detail {

struct onnx_linker {
  static constexpr int most_nested = 16;
  static constexpr int most_instances = 4'000'000;

  const onnx_records& r;
  onnx_fault bad{};

  onnx_growing<onnx_instance> instances{};
  onnx_growing<int> uses{};
  onnx_growing<onnx_value> values{};
  onnx_growing<onnx_guard> guards{};
  onnx_growing<onnx_attribute> more_attributes{};  // after those of the records
  onnx_growing<int> inputs{};
  onnx_growing<int> outputs{};
  int tensors = 0;

  constexpr explicit onnx_linker(const onnx_records& records)
      : r(records),
        first_node(r.counts.graphs + 1),
        first_port(r.counts.graphs + 1),
        first_constant(r.counts.graphs + 1) {}

  constexpr void run() {
    if (r.counts.graphs == 0) return;
    find_ranges();
    const int most = r.counts.references + r.counts.constants + r.counts.ports;
    instances.expect(r.counts.nodes);
    uses.expect(r.counts.references);
    values.expect(most);
    make_table(most);
    const names main{0, nullptr};
    if (r.counts.graphs != 1 || !run_in_order(main)) {
      forget();
      expand(0, main, -1, 0, nullptr);
    }
    for (int p = first_port.values[0]; p != first_port.values[1] && !bad; ++p)
      if (r.ports[p].output) outputs.add(find_or_fail(main, r.ports[p].name, r.ports[p].position));
  }

 private:
  scratch<int> first_node;  // of each graph, and after the last
  scratch<int> first_port;
  scratch<int> first_constant;
  int scopes = 1;
  int calling[most_nested + 1]{};  // the functions that are being expanded
  int calls = 0;
  int opset_found_for = -1;  // the graph whose version of the standard's operators this is
  int opset_found = 0;

  /// Names of a graph, or of a function where it is called, and those around it.
  struct names {
    int id;
    const names* outer;
  };
  struct entry {
    std::uint64_t key;
    slice name;
    int scope;
    int value;
  };
  onnx_growing<entry> entries{};
  onnx_growing<int> places{};  // of entries, from 1: 0 is free

  constexpr void fail(onnx_fault_rule rule, int position, const slice& name = {}) {
    if (bad) return;
    bad.broken = rule;
    bad.place = onnx_place::graph;
    bad.position = position;
    bad.name = name;
  }
  constexpr void fail_at(onnx_fault_rule rule, int node, const slice& name = {}) {
    if (bad) return;
    const onnx_record& n = r.nodes[node];
    fail(rule, n.position, name);
    bad.place = onnx_place::node;
    bad.number = node - first_node.values[n.graph];
    bad.node = n.name;
    bad.op_type = n.op_type;
    bad.in_subgraph = n.graph != 0;
  }

  constexpr void find_ranges() {
    int n = 0, p = 0, c = 0;
    for (int g = 0; g <= r.counts.graphs; ++g) {
      while (n != r.counts.nodes && r.nodes[n].graph < g) ++n;
      while (p != r.counts.ports && r.ports[p].graph < g) ++p;
      while (c != r.counts.constants && r.constants[c].graph < g) ++c;
      first_node.values[g] = n, first_port.values[g] = p, first_constant.values[g] = c;
    }
  }

  // The names.

  constexpr void make_table(int most) {
    int room = 64;
    while (room < 2 * most) room *= 2;
    places.expect(room);
    entries.expect(most);
  }
  static constexpr std::uint64_t key_of(int in, std::uint64_t hash) {
    return hash ^ static_cast<std::uint64_t>(in) * 0x9e3779b97f4a7c15;
  }
  /// The name's place in the table, or where it would be.
  constexpr int& place_of(int in, const onnx_name& name) {
    const std::uint64_t key = key_of(in, name.hash);
    int at = static_cast<int>(key & 0x7fffffff) & (places.room - 1);
    while (places.values[at] != 0 && !is_entry(entries.values[places.values[at] - 1], in, key, name.characters))
      at = (at + 1) & (places.room - 1);
    return places.values[at];
  }
  [[nodiscard]] constexpr bool is_entry(const entry& e, int in, std::uint64_t key, const slice& name) const {
    return e.key == key && e.scope == in && e.name.length == name.length &&
           r.same(r.bytes, e.name.first, name.first, name.length);
  }
  [[nodiscard]] constexpr int value_at(int place) const { return place == 0 ? -1 : entries[place - 1].value; }
  /// Gives the name this value. False if it had one before.
  constexpr bool define(int in, const onnx_name& name, int value) {
    if (2 * entries.size >= places.room) grow();
    int& place = place_of(in, name);
    if (place != 0) return false;
    entries.add({key_of(in, name.hash), name.characters, in, value});
    place = entries.size;
    return true;
  }
  constexpr void grow() {
    const int room = 2 * places.room;
    delete[] places.values;
    places.values = new int[static_cast<std::size_t>(room)]{};
    places.room = room;
    for (int i = 0; i != entries.size; ++i) {
      int at = static_cast<int>(entries[i].key & 0x7fffffff) & (room - 1);
      while (places.values[at] != 0) at = (at + 1) & (room - 1);
      places.values[at] = i + 1;
    }
  }
  constexpr int find(const names& s, const onnx_name& name) {
    for (const names* in = &s; in != nullptr; in = in->outer)
      if (const int v = value_at(place_of(in->id, name)); v >= 0) return v;
    return -1;
  }
  constexpr int find_or_fail(const names& s, const onnx_name& name, int position) {
    const int v = find(s, name);
    if (v < 0) fail(onnx_fault_rule::nobody_makes_this_tensor, position, name.characters);
    return v;
  }
  constexpr int new_value(onnx_value_kind kind, int index, int output = 0) {
    values.add({kind, index, output});
    return values.size - 1;
  }

  /// Begins anew.
  constexpr void forget() {
    if (entries.size != 0)
      for (int i = 0; i != places.room; ++i) places.values[i] = 0;
    instances.size = uses.size = values.size = entries.size = inputs.size = tensors = 0;
  }

  /// Links a file of one graph whose nodes are listed in the order in which they run, as most files with thousands of nodes
  /// are: in one loop, with as few calls as possible. False: it is not so, or something is wrong.
  constexpr bool run_in_order(const names& main) {
    if (!define_constants(0, main)) return false;
    define_inputs(0, main);
    if (bad) return true;
    const int opset = static_cast<int>(opset_of(0, text{})), mask = places.room - 1, made = values.size;
    constexpr int last_found = 64;
    const onnx_operator* rows[last_found]{};
    std::uint64_t found[last_found]{}, hash = 0;
    const onnx_operator* row = nullptr;
    int at = 0, e = 0, v = 0, version = 0;
    const onnx_name* name = r.references;
    for (int i = 0; i != r.counts.nodes; ++i) {
      const onnx_record& n = r.nodes[i];
      if (n.domain.length != 0) {
        version = static_cast<int>(opset_of(0, r.at(n.domain)));
        row = all_onnx_operators.find(r.at(n.op_type), n.op_hash, r.at(n.domain), version);
      } else {
        version = opset, at = static_cast<int>(n.op_hash % last_found);
        if (found[at] != n.op_hash)
          found[at] = n.op_hash, rows[at] = all_onnx_operators.find(r.at(n.op_type), n.op_hash, text{}, opset);
        row = rows[at];
      }
      instances.values[i] = {i,         row,     onnx_role::node,   version,      uses.size, n.inputs,
                             n.outputs, tensors, n.first_attribute, n.attributes, -1};
      for (int k = 0; k != n.inputs; ++k, ++name) {
        v = -1;
        if (name->made_before != 0) {
          v = made + instances.values[i - name->made_before].first_tensor;
        } else if (name->characters.length != 0) {
          hash = name->hash;
          for (at = static_cast<int>(hash & 0x7fffffff) & mask;; at = (at + 1) & mask) {
            e = places.values[at];
            if (e == 0) return false;
            if (entries.values[e - 1].key == hash && is_entry(entries.values[e - 1], 0, hash, name->characters)) break;
          }
          v = entries.values[e - 1].value;
        }
        uses.values[uses.size++] = v;
      }
      for (int k = 0; k != n.outputs; ++k, ++name, ++tensors) {
        v = values.size++;
        values.values[v] = {onnx_value_kind::made, i, k};
        if (name->characters.length == 0) continue;
        hash = name->hash;
        for (at = static_cast<int>(hash & 0x7fffffff) & mask; (e = places.values[at]) != 0; at = (at + 1) & mask)
          if (entries.values[e - 1].key == hash && is_entry(entries.values[e - 1], 0, hash, name->characters))
            return false;
        entries.values[entries.size++] = {hash, name->characters, 0, v};
        places.values[at] = entries.size;
      }
    }
    instances.size = r.counts.nodes;
    return true;
  }

  // Graphs.

  /// A graph's initializers, inputs and nodes.
  constexpr void expand(int g, const names& s, int guard, int depth, const onnx_instance* call) {
    if (depth > most_nested) return fail(onnx_fault_rule::graphs_are_nested_too_deep, r.graphs[g].message.first);
    if (!define_constants(g, s)) return;
    if (!r.graphs[g].is_function) define_inputs(g, s);
    const int first = first_node.values[g], count = first_node.values[g + 1] - first;
    scratch<int> made(count);      // for each node: the value of its first output
    scratch<int> used(count + 1);  // and its first use
    for (int i = 0; i != count && !bad; ++i) define_outputs(first + i, s, made.values[i]);
    bool in_order = true;
    for (int i = 0; i != count && !bad; ++i) {
      used.values[i] = uses.size;
      if (!resolve(first, i, s, made.values)) in_order = false;
    }
    if (bad) return;
    used.values[count] = uses.size;
    if (in_order) {
      for (int i = 0; i != count && !bad; ++i) emit(first + i, s, used.values[i], made.values[i], guard, depth, call);
    } else {
      scratch<int> order(count);
      if (!sort(first, count, made.values, used.values, order.values)) return;
      for (int i = 0; i != count && !bad; ++i) {
        const int n = order.values[i];
        emit(first + n, s, used.values[n], made.values[n], guard, depth, call);
      }
    }
  }

  constexpr bool define_constants(int g, const names& s) {
    for (int c = first_constant.values[g]; c != first_constant.values[g + 1]; ++c) {
      const onnx_constant& k = r.constants[c];
      if (k.initializer && !define(s.id, k.name, new_value(onnx_value_kind::constant, c)))
        return fail(onnx_fault_rule::the_name_is_made_twice, k.position, k.name.characters), false;
    }
    return true;
  }

  constexpr void define_inputs(int g, const names& s) {
    for (int p = first_port.values[g]; p != first_port.values[g + 1]; ++p) {
      const onnx_port& port = r.ports[p];
      if (port.output) continue;
      if (const int v = value_at(place_of(s.id, port.name)); v >= 0) {
        // Before the format's version 4, initializers are listed among the inputs.
        if (values[v].kind == onnx_value_kind::constant) continue;
        return fail(onnx_fault_rule::the_name_is_made_twice, port.position, port.name.characters);
      }
      define(s.id, port.name, new_value(onnx_value_kind::input, p));
      if (g == 0) inputs.add(p);
    }
  }

  constexpr void define_outputs(int node, const names& s, int& first_value) {
    const onnx_record& n = r.nodes[node];
    first_value = values.size;
    for (int k = 0; k != n.outputs; ++k) {
      const onnx_name& name = r.references[n.first_reference + n.inputs + k];
      const int v = new_value(onnx_value_kind::made, -1 - node, k);
      if (name.characters.length != 0 && !define(s.id, name, v))
        return fail_at(onnx_fault_rule::the_name_is_made_twice, node, name.characters);
    }
  }

  /// The inputs of a graph's node i become uses. False if one is an output of this graph's that is made later.
  constexpr bool resolve(int first, int i, const names& s, const int* made) {
    const onnx_record& n = r.nodes[first + i];
    bool in_order = true;
    for (int k = 0; k != n.inputs; ++k) {
      const onnx_name& name = r.references[n.first_reference + k];
      int v = -1;
      if (name.made_before != 0) {
        v = made[i - name.made_before];
      } else if (name.characters.length != 0) {
        v = s.outer == nullptr ? value_at(place_of(s.id, name)) : find(s, name);
        if (v < 0) return fail_at(onnx_fault_rule::nobody_makes_this_tensor, first + i, name.characters), false;
        if (v >= made[i] && values[v].kind == onnx_value_kind::made) in_order = false;
      }
      uses.add(v);
    }
    return in_order;
  }

  /// Sorts nodes that are not listed in the order in which they must run.
  constexpr bool sort(int first, int count, const int* made, const int* used, int* order) {
    scratch<unsigned char> state(count);  // 1: its inputs are being sorted, 2: it is in the order
    scratch<int> stack(count);
    scratch<int> next(count);
    int ordered = 0;
    for (int start = 0; start != count; ++start) {
      if (state.values[start] != 0) continue;
      int depth = 0;
      stack.values[0] = start;
      next.values[start] = used[start];
      state.values[start] = 1;
      while (depth >= 0) {
        const int n = stack.values[depth];
        if (next.values[n] == used[n + 1]) {
          state.values[n] = 2;
          order[ordered++] = n;
          --depth;
          continue;
        }
        const int v = uses[next.values[n]++];
        if (v < made[0] || values[v].kind != onnx_value_kind::made || values[v].index >= 0) continue;
        const int maker = -1 - values[v].index - first;
        if (maker < 0 || maker >= count || state.values[maker] == 2) continue;
        if (state.values[maker] == 1) return fail_at(onnx_fault_rule::the_nodes_go_in_a_circle, first + maker), false;
        stack.values[++depth] = maker;
        next.values[maker] = used[maker];
        state.values[maker] = 1;
      }
    }
    return true;
  }

  // Nodes.

  [[nodiscard]] constexpr std::int64_t opset_of(int graph, text domain) const {
    const bool standard = is_standard_domain(domain);
    while (graph > 0 && !r.graphs[graph].is_function) graph = 0;  // branches use the model's versions
    for (int i = 0; i != r.counts.imports; ++i) {
      const onnx_import& one = r.imports[i];
      if (one.graph != graph) continue;
      if (standard ? is_standard_domain(r.at(one.domain)) : r.at(one.domain) == domain) return one.version;
    }
    return graph != 0 ? opset_of(0, domain) : 1;
  }

  [[nodiscard]] constexpr int function_of(const onnx_record& n) const {
    for (int g = 1; g < r.counts.graphs && r.graphs[g].is_function; ++g) {
      const onnx_graph& f = r.graphs[g];
      if (r.at(f.name) == r.at(n.op_type) && r.at(f.domain) == r.at(n.domain) && r.at(f.overload) == r.at(n.overload))
        return g;
    }
    return -1;
  }

  constexpr void emit(int node, const names& s, int first_use, int made, int guard, int depth,
                      const onnx_instance* call) {
    const onnx_record& n = r.nodes[node];
    if (n.outputs == 0 && n.op_type.length == 0) return;  // a function's default
    if (instances.size >= most_instances) return fail_at(onnx_fault_rule::there_are_too_many_parts, node);
    onnx_instance one{};
    one.node = node;
    one.first_use = first_use;
    one.inputs = n.inputs;
    one.outputs = n.outputs;
    one.first_attribute = n.first_attribute;
    one.attributes = n.attributes;
    one.guard = guard;
    if (call != nullptr) take_attributes(one, *call);
    if (const int f = function_of(n); f >= 0) return inline_function(f, one, made, guard, depth);
    const text domain = r.at(n.domain);
    if (domain.length != 0) {
      one.opset = static_cast<int>(opset_of(n.graph, domain));
    } else {
      if (opset_found_for != n.graph)
        opset_found_for = n.graph, opset_found = static_cast<int>(opset_of(n.graph, domain));
      one.opset = opset_found;
    }
    if (n.has_graphs && is_standard_domain(domain)) {
      if (r.at(n.op_type) == text{"If"}) return emit_if(one, s, made, depth, call);
      return fail_at(onnx_fault_rule::control_flow_is_refused, node);
    }
    one.row = all_onnx_operators.find(r.at(n.op_type), n.op_hash, domain, one.opset);
    add(one, made);
  }

  constexpr void add(onnx_instance& one, int made) {
    if (one.guard >= 0)  // a branch reads tensors made outside it, which must be made first
      for (int i = 0; i != one.inputs; ++i)
        if (const int v = uses[one.first_use + i];
            v >= 0 && values[v].kind == onnx_value_kind::made && values[v].index < 0)
          return fail_at(onnx_fault_rule::the_nodes_go_in_a_circle, one.node);
    one.first_tensor = tensors;
    tensors += one.outputs;
    for (int k = 0; k != one.outputs; ++k) values[made + k].index = instances.size;
    instances.add(one);
  }

  /// Replaces attributes that refer to those of the call.
  constexpr void take_attributes(onnx_instance& one, const onnx_instance& call) {
    bool any = false;
    for (int i = 0; i != one.attributes; ++i) any = any || r.attributes[one.first_attribute + i].reference.length != 0;
    if (!any) return;
    const int first = r.counts.attributes + more_attributes.size;
    int count = 0;
    for (int i = 0; i != one.attributes; ++i) {
      onnx_attribute a = r.attributes[one.first_attribute + i];
      if (a.reference.length != 0) {
        const onnx_attribute* const given = given_by(call, r.nodes[one.node].graph, r.at(a.reference));
        if (given == nullptr) continue;
        const slice name = a.name;
        a = *given;
        a.name = name;
      }
      more_attributes.add(a);
      ++count;
    }
    one.first_attribute = first;
    one.attributes = count;
  }
  [[nodiscard]] constexpr const onnx_attribute* given_by(const onnx_instance& call, int function, text name) const {
    for (int i = 0; i != call.attributes; ++i) {
      const int at = call.first_attribute + i;
      const onnx_attribute& a = at < r.counts.attributes ? r.attributes[at] : more_attributes[at - r.counts.attributes];
      if (r.at(a.name) == name) return &a;
    }
    for (int n = first_node.values[function]; n != first_node.values[function + 1]; ++n) {
      const onnx_record& one = r.nodes[n];
      if (one.op_type.length != 0 || one.attributes != 1) continue;
      if (r.at(r.attributes[one.first_attribute].name) == name) return &r.attributes[one.first_attribute];
    }
    return nullptr;
  }

  constexpr void inline_function(int f, const onnx_instance& call, int made, int guard, int depth) {
    for (int i = 0; i != calls; ++i)
      if (calling[i] == f) return fail_at(onnx_fault_rule::the_function_calls_itself, call.node);
    if (calls > most_nested) return fail_at(onnx_fault_rule::graphs_are_nested_too_deep, call.node);
    calling[calls++] = f;
    inline_called(f, call, made, guard, depth);
    --calls;
  }

  constexpr void inline_called(int f, const onnx_instance& call, int made, int guard, int depth) {
    const names own{scopes++, nullptr};
    int input = 0;
    for (int p = first_port.values[f]; p != first_port.values[f + 1]; ++p) {
      if (r.ports[p].output) continue;
      const int v = input < call.inputs ? uses[call.first_use + input] : -1;
      ++input;
      const int inside = v >= 0 ? new_value(onnx_value_kind::alias, v) : new_value(onnx_value_kind::nothing, -1);
      if (!define(own.id, r.ports[p].name, inside))
        return fail(onnx_fault_rule::the_name_is_made_twice, r.ports[p].position, r.ports[p].name.characters);
    }
    if (call.inputs > input) return fail_at(onnx_fault_rule::the_node_has_other_inputs_than_its_function, call.node);
    expand(f, own, guard, depth + 1, &call);
    if (bad) return;
    int output = 0;
    for (int p = first_port.values[f]; p != first_port.values[f + 1]; ++p) {
      if (!r.ports[p].output || output == call.outputs) continue;
      const int v = find_or_fail(own, r.ports[p].name, r.ports[p].position);
      if (v < 0) return;
      values[made + output++] = {onnx_value_kind::alias, v, 0};
    }
    if (output != call.outputs) fail_at(onnx_fault_rule::the_node_has_other_inputs_than_its_function, call.node);
  }

  constexpr void emit_if(onnx_instance& one, const names& s, int made, int depth, const onnx_instance* call) {
    const int begins = instances.size;
    onnx_instance begin = one;
    begin.role = onnx_role::if_begins;
    begin.outputs = 0;
    add(begin, made);
    scratch<int> results(2 * one.outputs);
    for (int branch = 0; branch != 2 && !bad; ++branch) {
      int g = 0;
      for (int i = 0; i != one.attributes; ++i) {
        const onnx_attribute& a = r.attributes[r.nodes[one.node].first_attribute + i];
        if (r.at(a.name) == (branch == 0 ? text{"then_branch"} : text{"else_branch"})) g = a.graph;
      }
      if (g == 0) return fail_at(onnx_fault_rule::the_graph_has_other_outputs_than_its_node, one.node);
      const names own{scopes++, &s};
      guards.add({begins, branch == 0});
      expand(g, own, guards.size - 1, depth + 1, call);
      int output = 0;
      for (int p = first_port.values[g]; p != first_port.values[g + 1] && !bad; ++p) {
        if (!r.ports[p].output) continue;
        if (output == one.outputs) return fail_at(onnx_fault_rule::the_graph_has_other_outputs_than_its_node, one.node);
        results.values[branch * one.outputs + output++] = find_or_fail(own, r.ports[p].name, r.ports[p].position);
      }
      if (output != one.outputs) return fail_at(onnx_fault_rule::the_graph_has_other_outputs_than_its_node, one.node);
    }
    if (bad) return;
    one.role = onnx_role::if_ends;
    one.first_use = uses.size;
    one.inputs = 2 * one.outputs;
    for (int i = 0; i != one.inputs; ++i) uses.add(results.values[i]);
    add(one, made);
  }
};

}  // namespace nns::detail
