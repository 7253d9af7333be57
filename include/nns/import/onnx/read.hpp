// Reading an ONNX file: from bytes to records. At compile time it is read in parts, as many records as there is room for;
// at run time it is counted, and then read as a whole. Fields may come in any order; unknown fields are skipped, and so are
// weights: no byte of them is touched.
#pragma once

#include <nns/import/onnx/read_tensor.hpp>

namespace nns::detail {

struct onnx_reader : onnx_tensor_reader {
  constexpr onnx_reader(const char* first, int length, onnx_state& state, const onnx_room& where)
      : onnx_tensor_reader{first, length, state, where} {}

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
    if (counts_only() || room.graph_room != 0) {
      if (s.used.graphs == room.graph_room) return no_room();
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
      add(room.imports, s.used.imports, room.before.imports, room.most.imports) = i;
    else
      ++s.used.imports;
  }

  // Graphs.

  /// False if it stopped before the end.
  constexpr bool read_graph(int& most) {
    const bool is_function = room.graphs[s.graph].is_function;
    wire w = over({s.at, s.model.first + s.model.length - s.at});
    while (most > 0 && !nearly_full() && w.next()) {
      --most;
      is_function ? read_function_field(w, most) : read_graph_field(w, most);
      if (s.bad) return place(), false;
    }
    if (s.bad) return place(), false;
    s.at = w.at;
    if (w.at != w.end) return false;
    if (++s.graph == s.used.graphs) return s.done = true;
    s.model = room.graphs[s.graph].message;
    s.at = s.model.first;
    s.in_graph = s.in_nodes = 0;
    return most > 0;
  }

  /// Completes the place of a fault.
  constexpr void place() {
    if (s.bad.place == onnx_place::model) s.bad.place = onnx_place::graph;
    s.bad.in_subgraph = s.graph > 0;
  }

  constexpr void read_graph_field(wire& w, int& most) {
    switch (w.field) {
      case 1:
        if (w.is_bytes()) counts_only() ? count_node(w.content) : read_nodes(w, most);
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
  constexpr void read_function_field(wire& w, int& most) {
    switch (w.field) {
      case 7:
        if (w.is_bytes()) counts_only() ? count_node(w.content) : read_nodes(w, most);
        break;
      case 4:
      case 5:
        if (!w.is_bytes()) break;
        if (room.ports == nullptr) {
          ++s.used.ports;
        } else {
          onnx_port& p = add(room.ports, s.used.ports, room.before.ports, room.most.ports);
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
    onnx_record& n = add(room.nodes, s.used.nodes, room.before.nodes, room.most.nodes);
    n.graph = s.graph;
    n.position = position;
    n.first_reference = s.used.references;
    n.first_attribute = s.used.attributes;
    n.attributes = 1;
    read_attribute(message, add(room.attributes, s.used.attributes, room.before.attributes, room.most.attributes));
  }

  constexpr void count_node(slice message) {
    const int number = s.in_nodes++;
    ++s.used.nodes;
    for (wire w = over(message); w.next();) {
      if (w.field == 1 || w.field == 2) ++s.used.references;
      if (w.field == 5 && w.is_bytes()) {
        ++s.used.attributes;
        count_attribute(w.content);
      }
    }
    if (s.bad) place_in_node(number, {}, {});
  }
  constexpr void place_in_node(int number, slice name, slice op_type) {
    if (s.bad.place == onnx_place::model) s.bad.place = onnx_place::node;
    s.bad.number = number, s.bad.node = name, s.bad.op_type = op_type;
  }

  /// Reads the node of the graph's current field, and those that follow it directly. There may be thousands. To the
  /// compilers, a call is as expensive as reading ten characters: a field whose key and length have a byte each, as
  /// nearly all have, is read here, any other by wire.
  constexpr void read_nodes(wire& graph, int& most) {
    wire w = graph;
    const char* const file = bytes;
    const int node_key = static_cast<unsigned char>(file[graph.key_at]), graph_end = graph.end;
    int position = graph.key_at, first = graph.content.first, end = graph.at, at = 0, key = 0, length = 0, before = 0;
    int inputs = 0, outputs = 0, attributes = 0, graphs = 0, references = s.used.references - room.before.references;
    int first_reference = 0, first_attribute = 0, name = 0, name_length = 0, op = 0, op_length = 0;
    slice domain{}, overload{};
    // The first outputs of the two nodes before: two in three inputs are one of them. These names need no hash.
    int last = 0, last_length = 0, second = 0, second_length = 0;
    onnx_name* const names = room.references;
    for (;;) {
      if (s.used.nodes - room.before.nodes == room.most.nodes) return no_room();
      first_reference = references, first_attribute = s.used.attributes, graphs = s.used.graphs;
      inputs = outputs = attributes = name_length = op_length = 0;
      for (at = first; at < end; at = first + length) {
        key = static_cast<unsigned char>(file[at]), first = at + 2;
        length = static_cast<unsigned char>(file[at + 1]);  // a zero follows the last byte
        if (key > 127 || length > 127 || length > end - first) {
          w.at = at, w.end = end;
          if (!w.next_of_any()) break;
          first = w.content.first, length = w.content.length;
          key = w.type == wire_type::bytes && w.field < 10 ? 8 * w.field + 2 : 0;
        }
        switch (key) {
          case 8 * 1 + 2:
            before = length == 0 || room.same == nullptr                                 ? 0
                     : length == last_length && room.same(file, last, first, length)     ? 1
                     : length == second_length && room.same(file, second, first, length) ? 2
                                                                                         : 0;
            if (references == room.most.references) return no_room();
            for (int i = references; i != references - outputs; --i) names[i] = names[i - 1];  // outputs before it
            names[references - outputs] = {{first, length}, before != 0 ? 0 : onnx_hash(file + first, length), before};
            ++references, ++inputs;
            break;
          case 8 * 2 + 2:
            if (references == room.most.references) return no_room();
            names[references] = {{first, length}, onnx_hash(file + first, length), 0};
            ++references, ++outputs;
            break;
          case 8 * 3 + 2: name = first, name_length = length; break;
          case 8 * 4 + 2: op = first, op_length = length; break;
          case 8 * 5 + 2:
            ++attributes;
            read_attribute({first, length},
                           add(room.attributes, s.used.attributes, room.before.attributes, room.most.attributes));
            break;
          case 8 * 7 + 2: domain = {first, length}; break;
          case 8 * 8 + 2: overload = {first, length}; break;
          default:
            w.at = at, w.end = end;
            if (w.next_of_any() && w.field < 10) w.is_bytes();
            first = w.at, length = 0;
            break;
        }
      }
      room.nodes[s.used.nodes - room.before.nodes] = {
          s.graph, position, {name, name_length}, {op, op_length}, onnx_hash(file + op, op_length), domain, overload,
          room.before.references + first_reference, inputs, outputs, first_attribute, attributes,
          graphs != s.used.graphs};
      ++s.used.nodes, ++s.in_nodes, s.used.references = room.before.references + references;
      if (s.bad) return place_in_node(s.in_nodes - 1, {name, name_length}, {op, op_length});
      // The next one, if it is a node.
      graph.at = position = end;
      if (most <= 0 || node_key > 127 || graph_end - position < 3) return;
      if (static_cast<unsigned char>(file[position]) != node_key) return;
      length = static_cast<unsigned char>(file[position + 1]), first = position + 2;
      if (length > 127) {
        key = static_cast<unsigned char>(file[position + 2]), ++first;
        if (key > 127) return;
        length = (length & 127) + 128 * key;
      }
      if (length > graph_end - first || nearly_full()) return;
      second = last, second_length = last_length, last_length = 0;
      if (outputs != 0) {
        const slice& made = names[first_reference + inputs].characters;
        last = made.first, last_length = made.length;
      }
      if (domain.length != 0) domain = {};
      if (overload.length != 0) overload = {};
      end = first + length;
      --most;
    }
  }

  /// Whether a part ends here, since there may not be room for one more node. A whole file has all the room it needs.
  [[nodiscard]] constexpr bool nearly_full() const {
    const onnx_counts &n = s.used, &before = room.before, &most = room.most;
    return room.graph_room != 0 &&
           (n.nodes - before.nodes >= most.nodes || 4 * (n.references - before.references) > 3 * most.references ||
            4 * (n.attributes - before.attributes) > 3 * most.attributes ||
            4 * (n.integers - before.integers) > 3 * most.integers || 4 * (n.reals - before.reals) > 3 * most.reals ||
            4 * (n.constants - before.constants) > 3 * most.constants ||
            4 * (n.numbers - before.numbers) > 3 * most.numbers || 4 * (n.ports - before.ports) > 3 * most.ports ||
            4 * (n.imports - before.imports) > 3 * most.imports);
  }

  /// Counts what is stored in lists of its own; the rest is not looked at until it is read.
  constexpr void count_attribute(slice message) {
    for (wire w = over(message); w.next();) {
      if (w.field < 5 || w.field == 13 || w.field == 20 || w.field == 21) continue;
      if (w.field == 8 && w.type == wire_type::varint) {
        ++s.used.integers;
      } else {
        onnx_attribute unused{};
        read_attribute_field(unused, w);
      }
    }
    if (s.bad && s.bad.place <= onnx_place::attribute) s.bad.place = onnx_place::attribute;
  }

  constexpr void read_attribute(slice message, onnx_attribute& a) {
    const char* const file = bytes;
    const int end = message.first + message.length;
    int key = 0, second = 0;
    a.first = -1;
    for (int at = message.first; at < end;) {
      // The usual fields here, any other by wire.
      key = static_cast<unsigned char>(file[at]), second = static_cast<unsigned char>(file[at + 1]);
      if (second < 128 && end - at >= 2) {
        if (key == 8 * 1 + 2 && second <= end - at - 2) {
          a.name = {at + 2, second}, at += 2 + second;
          continue;
        }
        if (key == 8 * 5 + 2 && second <= end - at - 2) {
          a.tensor = s.used.constants + 1;
          if (a.type == onnx_attribute_type::undefined) a.type = onnx_attribute_type::tensor;
          read_tensor({at + 2, second}, at, false, nullptr), at += 2 + second;
          if (s.bad) break;
          continue;
        }
        if (key == 8 * 8 && (a.type == onnx_attribute_type::undefined || a.type == onnx_attribute_type::integers)) {
          a.type = onnx_attribute_type::integers;
          if (a.first < 0) a.first = s.used.integers;
          ++a.count, at += 2;
          add(room.integers, s.used.integers, room.before.integers, room.most.integers) = second;
          continue;
        }
        if (key == 0xa0 && second == 1 && end - at >= 3 && file[at + 2] > 0 && file[at + 2] < 12 &&
            (a.count == 0 || a.type == static_cast<onnx_attribute_type>(file[at + 2]))) {  // field 20
          a.type = static_cast<onnx_attribute_type>(file[at + 2]), at += 3;
          continue;
        }
      }
      wire w = over({at, end - at});
      if (!w.next()) break;
      read_attribute_field(a, w);
      if (s.bad) break;
      at = w.at;
    }
    if (a.first < 0) a.first = 0;
    if (s.bad && s.bad.place <= onnx_place::attribute) s.bad.place = onnx_place::attribute, s.bad.name = a.name;
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
        a.tensor = s.used.constants + 1;
        judge(tensor);
        read_tensor(w.content, w.key_at, false, nullptr);
        break;
      case 6:
      case 11:
        if (!w.is_bytes()) break;
        if (a.graph == 0) a.graph = s.used.graphs;
        judge(w.field == 6 ? graph : graphs);
        add_graph({w.content, 1 + (s.graph < 0 ? 0 : room.graphs[s.graph].depth), false, {}, {}, {}});
        break;
      case 7:
        if (is_list_of(a, reals, w.key_at)) add_reals(a, w);
        break;
      case 8:
        if (is_list_of(a, integers, w.key_at)) add_integers(a, w);
        break;
      case 9:
        if (is_list_of(a, strings, w.key_at)) ++a.count;
        break;
      case 20:
        if (!w.is_varint() || (a.count != 0 && !is_list_of(a, static_cast<onnx_attribute_type>(w.number & 15), w.key_at)))
          break;
        a.type = static_cast<onnx_attribute_type>(w.number & 15);
        break;
      case 21:
        if (w.is_bytes()) a.reference = w.content;
        break;
      case 22:
        if (!w.is_bytes()) break;
        a.tensor = s.used.constants + 1;
        judge(sparse_tensor);
        read_sparse(w.content, w.key_at, false);
        break;
      default: break;
    }
  }

  /// Whether the attribute may be a list of this type: its elements are all of one.
  constexpr bool is_list_of(onnx_attribute& a, onnx_attribute_type type, int position) {
    if (a.type == onnx_attribute_type::undefined) a.type = type;
    if (a.type != type) fail(onnx_fault_rule::the_attribute_has_another_type, position);
    return a.type == type;
  }

  constexpr void add_integer(onnx_attribute& a, std::uint64_t n) {
    if (a.first < 0) a.first = s.used.integers;
    ++a.count;
    if (room.integers != nullptr)
      add(room.integers, s.used.integers, room.before.integers, room.most.integers) = static_cast<std::int64_t>(n);
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
      add(room.reals, s.used.reals, room.before.reals, room.most.reals) = real_of_float(bits);
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
    onnx_port& p = add(room.ports, s.used.ports, room.before.ports, room.most.ports);
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
          p.dims.values[axis] =
              static_cast<std::int64_t>(d.number) < 0 ? shape::unknown : static_cast<std::int64_t>(d.number);
        if (d.field == 2 && d.is_bytes()) p.extents[axis] = d.content;
      }
    }
  }
};

}  // namespace nns::detail
