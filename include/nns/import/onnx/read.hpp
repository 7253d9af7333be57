// Reading an ONNX file: from bytes to records, in parts of a given length, at compile time and at run time. Fields may
// come in any order; unknown fields are skipped, and so are weights: no byte of them is touched.
#pragma once

#include <nns/import/onnx/read_tensor.hpp>

namespace nns::detail {

struct onnx_reader : onnx_tensor_reader {
  const onnx_graph* all_graphs;  // where they are: found while the parts are counted, and known when they are read

  constexpr onnx_reader(const char* first, int length, onnx_state& state, const onnx_room& where)
      : onnx_tensor_reader{first, length, state, where}, all_graphs(where.graphs) {}

  /// What the graph declares about a tensor between nodes, or an output: its port, if there is one of that name with a
  /// shape.
  static constexpr bool find_said(const char* bytes, slice graph, text name, onnx_port& to) {
    onnx_state unused;
    const onnx_room none;
    onnx_reader r(bytes, graph.first + graph.length, unused, none);
    for (wire w = r.over(graph); w.next();) {
      if ((w.field != 12 && w.field != 13) || w.type != wire_type::bytes) continue;
      bool is_it = false;
      for (wire v = r.over(w.content); v.next();)
        if (v.field == 1 && v.type == wire_type::bytes)
          is_it = text{bytes + v.content.first, static_cast<std::size_t>(v.content.length)} == name;
      if (!is_it) continue;
      to = {};
      for (wire v = r.over(w.content); v.next();)
        if (v.field == 2 && v.type == wire_type::bytes) r.read_type(to, v.content);
      if (!unused.bad && to.ranked) return true;
    }
    return false;
  }

  /// Continues to read, through at most this many fields of graphs.
  constexpr void run(int most) {
    if (s.graph < 0) read_model();
    while (!s.bad && !s.done) {
      if (!read_graph(most)) return;
    }
  }

 private:
  // The model.

  constexpr void read_model() {
    wire w = over({0, size});
    slice main{};
    bool known = false;
    bool has_graph = false;
    while (w.next()) {
      switch (w.field) {
        case 1: known = w.is_varint() || known; break;
        case 7:
          if (!w.is_bytes()) break;
          if (has_graph) fail(onnx_fault_rule::the_graph_comes_twice, w.key_at);
          has_graph = true;
          main = w.content;
          break;
        case 8:
          if (w.is_bytes()) known = true;
          break;
        default: break;
      }
    }
    if (!has_graph && (s.bad || !known)) {
      if (!s.bad || (!known && s.bad.broken != onnx_fault_rule::the_file_ends_too_early)) {
        s.bad = {};
        fail(size == 0 ? onnx_fault_rule::the_file_has_no_graph : onnx_fault_rule::this_is_no_onnx_file, 0);
      }
      return;
    }
    if (s.bad) return;
    if (!has_graph) return fail(onnx_fault_rule::the_file_has_no_graph, 0);
    add_graph({main, 0, false, {}, {}, {}});
    for (wire again = over({0, size}); again.next();) {
      if (again.field == 8) read_import(again.content, 0);
      if (again.field == 25 && again.is_bytes()) add_function(again.content);
    }
    s.graph = 0;
    s.model = main;
    s.at = main.first;
  }

  constexpr void add_graph(const onnx_graph& g) {
    if (counts_only()) {
      if (s.used.graphs == room.graph_room) return s.cramped = true, fail(onnx_fault_rule::there_are_too_many_parts, 0);
      room.graphs[s.used.graphs] = g;
    }
    ++s.used.graphs;
    if (g.depth > onnx_state::most_nested) fail(onnx_fault_rule::graphs_are_nested_too_deep, g.message.first);
  }

  constexpr void add_function(slice message) {
    onnx_graph f{message, 0, true, {}, {}, {}};
    for (wire w = over(message); w.next();) {
      if (w.field == 1 && w.is_bytes()) f.name = w.content;
      if (w.field == 10 && w.is_bytes()) f.domain = w.content;
      if (w.field == 13 && w.is_bytes()) f.overload = w.content;
    }
    add_graph(f);
  }

  constexpr void read_import(slice message, int graph) {
    onnx_import i{graph, {}, 0};
    for (wire w = over(message); w.next();) {
      if (w.field == 1 && w.is_bytes()) i.domain = w.content;
      if (w.field == 2 && w.is_varint()) i.version = static_cast<std::int64_t>(w.number);
    }
    if (room.imports != nullptr)
      add(room.imports, s.used.imports, room.before.imports) = i;
    else
      ++s.used.imports;
  }

  // Graphs.

  /// False if it stopped before the end.
  constexpr bool read_graph(int& most) {
    const bool is_function = all_graphs[s.graph].is_function;
    wire w = over({s.at, s.model.first + s.model.length - s.at});
    while (most > 0 && w.next()) {
      --most;
      is_function ? read_function_field(w) : read_graph_field(w);
      if (s.bad) return place(), false;
    }
    if (s.bad) return place(), false;
    s.at = w.at;
    if (most == 0 && w.at != w.end) return false;
    if (++s.graph == s.used.graphs) return s.done = true;
    s.model = all_graphs[s.graph].message;
    s.at = s.model.first;
    s.in_graph = s.in_nodes = 0;
    return most > 0;
  }

  /// Completes the place of a fault.
  constexpr void place() {
    if (s.bad.place == onnx_place::model) s.bad.place = onnx_place::graph;
    s.bad.in_subgraph = s.graph > 0;
  }

  constexpr void read_graph_field(wire& w) {
    switch (w.field) {
      case 1:
        if (w.is_bytes()) read_node(w.content, w.key_at);
        break;
      case 5:
        if (w.is_bytes()) read_initializer(w.content, w.key_at, false);
        break;
      case 15:
        if (w.is_bytes()) read_initializer(w.content, w.key_at, true);
        break;
      case 11:
      case 12:
        if (w.is_bytes()) read_port(w.content, w.key_at, w.field == 12);
        break;
      default: break;
    }
  }
  constexpr void read_function_field(wire& w) {
    switch (w.field) {
      case 7:
        if (w.is_bytes()) read_node(w.content, w.key_at);
        break;
      case 4:
      case 5:
        if (!w.is_bytes()) break;
        if (room.ports == nullptr) {
          ++s.used.ports;
        } else {
          onnx_port& p = add(room.ports, s.used.ports, room.before.ports);
          p.graph = s.graph;
          p.position = w.key_at;
          p.output = w.field == 5;
          p.name = named(w.content);
        }
        break;
      case 9:
        if (w.is_bytes()) read_import(w.content, s.graph);
        break;
      case 11:
        if (w.is_bytes()) read_default(w.content, w.key_at);
        break;
      default: break;
    }
  }

  // Nodes.

  /// The default of a function's attribute, for calls that do not give it: it becomes an attribute of a node without an
  /// operator.
  constexpr void read_default(slice message, int position) {
    if (counts_only()) {
      ++s.used.nodes;
      ++s.used.attributes;
      return count_attribute(message);
    }
    onnx_record& n = add(room.nodes, s.used.nodes, room.before.nodes);
    n.graph = s.graph;
    n.position = position;
    n.first_reference = s.used.references;
    n.first_attribute = s.used.attributes;
    n.attributes = 1;
    read_attribute(message, add(room.attributes, s.used.attributes, room.before.attributes));
  }

  constexpr void read_node(slice message, int position) {
    const int number = s.in_nodes++;
    if (counts_only()) {
      ++s.used.nodes;
      for (wire w = over(message); w.next();) {
        if (w.field == 1 || w.field == 2) ++s.used.references;
        if (w.field == 5 && w.is_bytes()) {
          ++s.used.attributes;
          count_attribute(w.content);
        }
      }
    } else {
      onnx_record& n = add(room.nodes, s.used.nodes, room.before.nodes);
      n.graph = s.graph;
      n.position = position;
      n.first_reference = s.used.references;
      n.first_attribute = s.used.attributes;
      for (wire w = over(message); w.next();) read_node_field(n, w);
      if (s.bad) s.bad.node = n.name, s.bad.op_type = n.op_type;
    }
    if (!s.bad) return;
    if (s.bad.place == onnx_place::model) s.bad.place = onnx_place::node;
    s.bad.number = number;
  }

  constexpr void read_node_field(onnx_record& n, wire& w) {
    if (w.field > 9 || (w.type != wire_type::bytes && !w.is_bytes())) return;
    switch (w.field) {
      case 1: {
        const int before = find_among_last(w.content);
        const onnx_name name = before != 0 ? onnx_name{w.content, 0, before} : named(w.content);
        onnx_name* const to = &add(room.references, s.used.references, room.before.references);
        for (int i = 0; i != n.outputs; ++i) to[-i] = to[-i - 1];  // outputs that came before
        to[-n.outputs] = name;
        ++n.inputs;
        break;
      }
      case 2:
        add(room.references, s.used.references, room.before.references) = named(w.content);
        ++n.outputs;
        break;
      case 3: n.name = w.content; break;
      case 4:
        n.op_type = w.content;
        n.op_hash = onnx_hash(bytes + w.content.first, w.content.length);
        break;
      case 5: {
        const int before = s.used.graphs;
        onnx_attribute& a = add(room.attributes, s.used.attributes, room.before.attributes);
        ++n.attributes;
        read_attribute(w.content, a);
        if (s.used.graphs != before) n.has_graphs = true;
        break;
      }
      case 7: n.domain = w.content; break;
      case 8: n.overload = w.content; break;
      default: break;
    }
  }

  /// How many nodes before this one the name is the first output; 0 if it is not found among the last two, as two in three
  /// inputs are. These names need no hash.
  [[nodiscard]] constexpr int find_among_last(const slice& name) const {
    if (room.same == nullptr || name.length == 0) return 0;  // without a name it is missing, as an output may be
    const int at = s.used.nodes - room.before.nodes - 1;  // this node
    for (int k = 1; k <= 2 && k <= at; ++k) {
      const onnx_record& n = room.nodes[at - k];
      if (n.graph != s.graph) return 0;
      if (n.outputs == 0) continue;
      const slice& made = room.references[n.first_reference - room.before.references + n.inputs].characters;
      if (made.length == name.length && room.same(bytes, made.first, name.first, name.length)) return k;
    }
    return 0;
  }

  /// Counts what is stored in lists of its own; the rest is not looked at until it is read.
  constexpr void count_attribute(slice message) {
    for (wire w = over(message); w.next();) {
      if (w.field < 5 || w.field == 13 || w.field == 20 || w.field == 21) continue;
      if (w.field == 8 && w.type == wire_type::varint) {
        ++s.used.integers;
      } else {
        onnx_attribute unused;
        read_attribute_field(unused, w);
      }
    }
    if (s.bad && s.bad.place <= onnx_place::attribute) s.bad.place = onnx_place::attribute;
  }

  constexpr void read_attribute(slice message, onnx_attribute& a) {
    const int before = s.used.constants;
    a.first = -1;
    for (wire w = over(message); w.next();) {
      if (w.field == 8 && w.type == wire_type::varint) {  // most attributes: lists of integers, one by one
        if (a.type == onnx_attribute_type::undefined) a.type = onnx_attribute_type::integers;
        if (a.first < 0) a.first = s.used.integers;
        ++a.count;
        add(room.integers, s.used.integers, room.before.integers) = static_cast<std::int64_t>(w.number);
      } else {
        read_attribute_field(a, w);
      }
    }
    if (a.first < 0) a.first = 0;
    if (s.bad && s.bad.place <= onnx_place::attribute)
      s.bad.place = onnx_place::attribute, s.bad.name = a.name;
    if (a.type != onnx_attribute_type::undefined) return;
    // Files of the format's first version do not give the type.
    if (s.used.constants != before) a.type = onnx_attribute_type::tensor;
  }

  constexpr void read_attribute_field(onnx_attribute& a, wire& w) {
    using enum onnx_attribute_type;
    const auto judge = [&a](onnx_attribute_type t) {
      if (a.type == undefined) a.type = t;
    };
    switch (w.field) {
      case 1:
        if (w.is_bytes()) a.name = w.content;
        break;
      case 2:
        if (w.is(wire_type::fixed32)) a.real = real_of_float(static_cast<std::uint32_t>(w.number)), judge(real);
        break;
      case 3:
        if (w.is_varint()) a.integer = static_cast<std::int64_t>(w.number), judge(integer);
        break;
      case 4:
        if (w.is_bytes()) a.string = w.content, judge(string);
        break;
      case 5:
        if (!w.is_bytes()) break;
        a.tensor = s.used.constants;
        judge(tensor);
        read_tensor(w.content, w.key_at, false, nullptr);
        break;
      case 6:
      case 11:
        if (!w.is_bytes()) break;
        if (a.graph < 0) a.graph = s.used.graphs;
        judge(w.field == 6 ? graph : graphs);
        add_graph({w.content, 1 + (s.graph < 0 ? 0 : all_graphs[s.graph].depth), false, {}, {}, {}});
        break;
      case 7: judge(reals); return add_reals(a, w);
      case 8: judge(integers); return add_integers(a, w);
      case 9:
        judge(strings);
        ++a.count;
        break;
      case 20:
        if (w.is_varint()) a.type = static_cast<onnx_attribute_type>(w.number & 15);
        break;
      case 21:
        if (w.is_bytes()) a.reference = w.content;
        break;
      case 22:
        if (!w.is_bytes()) break;
        a.tensor = s.used.constants;
        judge(sparse_tensor);
        read_sparse(w.content, w.key_at, false);
        break;
      default: break;
    }
  }

  constexpr void add_integer(onnx_attribute& a, std::uint64_t n) {
    if (a.first < 0) a.first = s.used.integers;
    ++a.count;
    if (room.integers != nullptr)
      add(room.integers, s.used.integers, room.before.integers) = static_cast<std::int64_t>(n);
    else
      ++s.used.integers;
  }
  constexpr void add_integers(onnx_attribute& a, wire& w) {
    if (w.type == wire_type::bytes) {
      wire packed = over(w.content);
      for (std::uint64_t n = 0; packed.at < packed.end && packed.varint(n);) add_integer(a, n);
    } else if (w.is_varint()) {
      add_integer(a, w.number);
    }
  }
  constexpr void add_real(onnx_attribute& a, std::uint32_t bits) {
    if (a.first < 0) a.first = s.used.reals;
    ++a.count;
    if (room.reals != nullptr)
      add(room.reals, s.used.reals, room.before.reals) = real_of_float(bits);
    else
      ++s.used.reals;
  }
  constexpr void add_reals(onnx_attribute& a, wire& w) {
    if (w.type == wire_type::bytes) {
      for (int i = 0; i + 4 <= w.content.length; i += 4) add_real(a, w.four(w.content.first + i));
      if (w.content.length % 4 != 0) fail(onnx_fault_rule::the_file_ends_too_early, w.key_at);
    } else if (w.is(wire_type::fixed32)) {
      add_real(a, static_cast<std::uint32_t>(w.number));
    }
  }

  // Inputs and outputs.

  constexpr void read_port(slice message, int position, bool output) {
    if (room.ports == nullptr) {
      ++s.used.ports;
      return;
    }
    const int number = s.in_graph++;
    onnx_port& p = add(room.ports, s.used.ports, room.before.ports);
    p.graph = s.graph;
    p.position = position;
    p.output = output;
    for (wire w = over(message); w.next();) {
      if (w.field == 1 && w.is_bytes()) p.name = named(w.content);
      if (w.field == 2 && w.is_bytes()) read_type(p, w.content);
    }
    if (!s.bad) return;
    s.bad.place = output ? onnx_place::output : onnx_place::input;
    s.bad.number = number;
    s.bad.name = p.name.characters;
  }

  constexpr void read_type(onnx_port& p, slice message) {
    for (wire w = over(message); w.next();) {
      if (w.field == 4 || w.field == 5 || w.field == 9) p.is_tensor = false;
      if ((w.field != 1 && w.field != 8) || !w.is_bytes()) continue;
      for (wire t = over(w.content); t.next();) {
        if (t.field == 1 && t.is_varint()) {
          if (t.number >= onnx_types) return fail(onnx_fault_rule::the_type_is_not_known, t.key_at);
          p.type = static_cast<onnx_type>(t.number);
        }
        if (t.field == 2 && t.is_bytes()) read_shape(p, t.content);
      }
    }
  }

  constexpr void read_shape(onnx_port& p, slice message) {
    p.ranked = true;
    p.dims.used = 0;
    for (wire w = over(message); w.next();) {
      if (w.field != 1 || !w.is_bytes()) continue;
      if (p.dims.used == shape::max_rank)
        return fail(onnx_fault_rule::the_tensor_has_more_than_eight_extents, w.key_at);
      const int axis = p.dims.used++;
      p.dims.values[axis] = shape::unknown;
      for (wire d = over(w.content); d.next();) {
        if (d.field == 1 && d.is_varint())
          // Some exporters write -1 for an open extent.
          p.dims.values[axis] = static_cast<std::int64_t>(d.number) < 0 ? shape::unknown
                                                                        : static_cast<std::int64_t>(d.number);
        if (d.field == 2 && d.is_bytes()) p.extents[axis] = d.content;
      }
    }
  }
};

}  // namespace nns::detail
