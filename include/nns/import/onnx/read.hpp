// Reading an ONNX file: from bytes to records, in parts of a given length, at compile time and at run time. Any order of
// fields is read, fields that the format does not have are passed over, and so are weights: no byte of them is touched.
#pragma once

#include <nns/import/onnx/records.hpp>
#include <nns/import/onnx/wire.hpp>

namespace nns::detail {

/// How far a file was read.
struct onnx_state {
  static constexpr int most_parts = 1 << 26;
  static constexpr int most_nested = 16;

  onnx_counts used{};
  onnx_fault bad{};
  slice model{};    // the graph at work
  int graph = -1;   // its number; -1: the model itself is to be read
  int at = 0;       // in its message
  int in_graph = 0; // nodes, initializers and ports of it so far
  int in_nodes = 0;
  bool cramped = false;  // there was no room for all graphs
  bool done = false;
};

struct onnx_reader {
  const char* bytes;
  int size;
  onnx_state& s;
  const onnx_room& room;
  const onnx_graph* all_graphs;  // where they stand: found while the parts are counted, and known when they are read

  constexpr onnx_reader(const char* first, int length, onnx_state& state, const onnx_room& where)
      : bytes(first), size(length), s(state), room(where), all_graphs(where.graphs) {}

  /// Reads on, through at most so many fields of graphs.
  constexpr void run(int most) {
    if (s.graph < 0) read_model();
    while (!s.bad && !s.done) {
      if (!read_graph(most)) return;
    }
  }

 private:
  template <class T>
  constexpr T& add(T* to, int& used, int before) {
    const int i = used++ - before;
    if (used >= onnx_state::most_parts) fail(onnx_fault_rule::there_are_too_many_parts, s.at);
    return to[i];
  }
  constexpr bool counts_only() const { return room.nodes == nullptr; }

  constexpr void fail(onnx_fault_rule r, int position) {
    if (s.bad) return;
    s.bad.broken = r;
    s.bad.position = position;
  }
  constexpr wire over(slice message) { return wire(bytes, message, s.bad); }
  constexpr onnx_name named(slice characters) const {
    return {characters, onnx_hash(bytes + characters.first, characters.length)};
  }

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

  /// What is not said yet of where a fault stands.
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

  /// What an attribute of a function is where its call says nothing: the attribute of a node without an operator.
  constexpr void read_default(slice message, int position) {
    onnx_attribute counted;
    if (counts_only()) {
      ++s.used.nodes;
      ++s.used.attributes;
      return read_attribute(message, counted);
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
          onnx_attribute a;
          read_attribute(w.content, a);
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
    if (w.field > 9 || !w.is_bytes()) return;
    switch (w.field) {
      case 1: {
        onnx_name name = named(w.content);
        onnx_name* const to = &add(room.references, s.used.references, room.before.references);
        for (int i = 0; i != n.outputs; ++i) to[-i] = to[-i - 1];  // outputs that stood before
        to[-n.outputs] = name;
        ++n.inputs;
        break;
      }
      case 2:
        add(room.references, s.used.references, room.before.references) = named(w.content);
        ++n.outputs;
        break;
      case 3: n.name = w.content; break;
      case 4: n.op_type = w.content; break;
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

  constexpr void read_attribute(slice message, onnx_attribute& a) {
    const int before = s.used.constants;
    a.first = -1;
    for (wire w = over(message); w.next();) read_attribute_field(a, w);
    if (a.first < 0) a.first = 0;
    if (s.bad && s.bad.place <= onnx_place::attribute)
      s.bad.place = onnx_place::attribute, s.bad.name = a.name;
    if (a.type != onnx_attribute_type::undefined) return;
    // Files of the format's first version do not say the type.
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

  // Tensors.

  constexpr void read_initializer(slice message, int position, bool sparse) {
    const int number = s.in_graph++;
    sparse ? read_sparse(message, position, true) : read_tensor(message, position, true, nullptr);
    if (!s.bad) return;
    s.bad.place = onnx_place::tensor;
    s.bad.number = number;
  }

  /// Its values and its extents; where each value goes is nobody's concern.
  constexpr void read_sparse(slice message, int position, bool initializer) {
    shape dims;
    slice values{};
    for (wire w = over(message); w.next();) {
      if (w.field == 1 && w.is_bytes()) values = w.content;
      if (w.field == 3) read_extents(dims, w);
    }
    if (!s.bad) read_tensor(values, position, initializer, &dims);
  }

  constexpr void add_extent(shape& dims, std::uint64_t n, int position) {
    if (dims.used == shape::max_rank) return fail(onnx_fault_rule::the_tensor_has_more_than_eight_extents, position);
    if (static_cast<std::int64_t>(n) < 0) return fail(onnx_fault_rule::the_extent_is_negative, position);
    dims.values[dims.used++] = static_cast<std::int64_t>(n);
  }
  constexpr void read_extents(shape& dims, wire& w) {
    if (w.type == wire_type::bytes) {
      wire packed = over(w.content);
      for (std::uint64_t n = 0; packed.at < packed.end && packed.varint(n);) add_extent(dims, n, w.key_at);
    } else if (w.is_varint()) {
      add_extent(dims, w.number, w.key_at);
    }
  }

  /// Where a tensor's numbers stand.
  struct numbers {
    slice raw{};
    bool has_raw = false;
    bool outside = false;  // in another file
    int typed = 0;         // the field of a list of them; 0: none
  };

  constexpr void read_tensor(slice message, int position, bool initializer, const shape* sparse) {
    onnx_constant c;
    c.graph = s.graph < 0 ? 0 : s.graph;
    c.position = position;
    c.initializer = initializer;
    numbers n;
    for (wire w = over(message); w.next();) {
      switch (w.field) {
        case 1: read_extents(c.dims, w); break;
        case 2:
          if (w.is_varint()) c.type = w.number < onnx_types ? static_cast<onnx_type>(w.number) : onnx_type::undefined;
          if (w.number >= onnx_types) fail(onnx_fault_rule::the_type_is_not_known, w.key_at);
          break;
        case 4:
        case 5:
        case 7:
        case 10:
        case 11: n.typed = w.field; break;
        case 8:
          if (w.is_bytes()) c.name.characters = w.content;
          break;
        case 9:
          if (w.is_bytes()) n.raw = w.content, n.has_raw = w.content.length != 0;
          break;
        case 13: n.outside = true; break;
        case 14:
          if (w.is_varint()) n.outside = n.outside || w.number == 1;
          break;
        default: break;
      }
    }
    if (s.bad) {
      if (s.bad.place < onnx_place::tensor && initializer) s.bad.place = onnx_place::tensor, s.bad.name = c.name.characters;
      return;
    }
    if (sparse != nullptr) c.dims = *sparse, n = {};
    if (!counts_only()) c.name = named(c.name.characters);
    read_numbers(message, c, n);
    if (room.constants != nullptr)
      add(room.constants, s.used.constants, room.before.constants) = c;
    else
      ++s.used.constants;
  }

  constexpr void read_numbers(slice message, onnx_constant& c, const numbers& n) {
    const std::int64_t elements = c.dims.elements();
    if (elements < 0) return fail(onnx_fault_rule::the_numbers_do_not_fill_the_tensor, c.position);
    const int bits = bits_of(c.type);
    if (n.has_raw && !n.outside && bits != 0) {
      const bool fits = elements <= INT64_MAX / 256 && n.raw.length == (elements * bits + 7) / 8;
      if (!fits) return fail(onnx_fault_rule::the_numbers_do_not_fill_the_tensor, c.position);
    }
    const bool any = n.has_raw || n.typed != 0 || elements == 0;
    if (n.outside || !any || elements > onnx_tensor::most_values || bits == 0 || bits > 64) return;
    c.whole = true;
    c.first_number = s.used.numbers;
    if (room.numbers == nullptr) {
      s.used.numbers += static_cast<int>(elements);
      return;
    }
    onnx_number* const to = room.numbers + (s.used.numbers - room.before.numbers);
    s.used.numbers += static_cast<int>(elements);
    const int count = static_cast<int>(elements);
    if (n.has_raw) {
      for (int i = 0; i != count; ++i) to[i] = raw_number(c.type, bits, n.raw.first, i);
    } else {
      read_typed(message, c, to, count);
    }
  }

  constexpr onnx_number raw_number(onnx_type t, int bits, int first, int i) const {
    if (bits < 8) {
      const unsigned in = static_cast<unsigned char>(bytes[first + i * bits / 8]) >> (i * bits % 8);
      return number_of_bits(t, bits, in & ((1U << bits) - 1));
    }
    std::uint64_t all = 0;
    for (int k = bits / 8; k-- != 0;)
      all = all << 8 | static_cast<unsigned char>(bytes[first + i * (bits / 8) + k]);
    return number_of_bits(t, bits, all);
  }

  static constexpr onnx_number number_of_bits(onnx_type t, int bits, std::uint64_t all) {
    switch (t) {
      case onnx_type::float32: return onnx_number{real_of_float(static_cast<std::uint32_t>(all))};
      case onnx_type::float64: return onnx_number{real_of_double(all)};
      case onnx_type::float16: return onnx_number{real_of_half(static_cast<std::uint32_t>(all & 0xffff))};
      case onnx_type::bfloat16: return onnx_number{real_of_float(static_cast<std::uint32_t>((all & 0xffff) << 16))};
      case onnx_type::int8:
      case onnx_type::int16:
      case onnx_type::int32:
      case onnx_type::int64:
      case onnx_type::int4:
      case onnx_type::int2: {
        const int unused = 64 - bits;
        return onnx_number{static_cast<std::int64_t>(all << unused) >> unused};
      }
      case onnx_type::uint8:
      case onnx_type::uint16:
      case onnx_type::uint32:
      case onnx_type::uint64:
      case onnx_type::uint4:
      case onnx_type::uint2:
      case onnx_type::bool_: return onnx_number{static_cast<std::int64_t>(all)};
      default: return {};
    }
  }

  /// Numbers in a list of their type, packed or one by one.
  constexpr void read_typed(slice message, const onnx_constant& c, onnx_number* to, int count) {
    int n = 0;
    const int bits = bits_of(c.type);
    const auto put = [&](std::uint64_t all) {
      if (bits < 8) {  // several in each
        for (int k = 0; k != 8 / bits && n < count; ++k)
          to[n++] = number_of_bits(c.type, bits, all >> (k * bits) & ((1U << bits) - 1));
      } else {
        if (n < count) to[n] = number_of_bits(c.type, bits, all);
        ++n;
      }
    };
    for (wire w = over(message); w.next();) {
      const int width = w.field == 4 ? 4 : w.field == 10 ? 8 : w.field == 5 || w.field == 7 || w.field == 11 ? 0 : -1;
      if (width < 0) continue;
      if (w.type != wire_type::bytes) {
        put(w.number);
      } else if (width != 0) {
        for (int i = 0; i + width <= w.content.length && n < count; i += width)
          put(width == 4 ? w.four(w.content.first + i)
                        : w.four(w.content.first + i) |
                              static_cast<std::uint64_t>(w.four(w.content.first + i + 4)) << 32);
      } else {
        wire packed = over(w.content);
        for (std::uint64_t v = 0; packed.at < packed.end && n <= count && packed.varint(v);) put(v);
      }
    }
    if (n != count) fail(onnx_fault_rule::the_numbers_do_not_fill_the_tensor, c.position);
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
          // Some exporters write -1 where the extent is open.
          p.dims.values[axis] = static_cast<std::int64_t>(d.number) < 0 ? shape::unknown
                                                                        : static_cast<std::int64_t>(d.number);
        if (d.field == 2 && d.is_bytes()) p.extents[axis] = d.content;
      }
    }
  }
};

}  // namespace nns::detail
