// The compiler reads an .onnx in parts with a certain room; the same parts, read at run time, must add up to what the
// file's own reader finds, whatever their room, where a part ends, and how a length is written.
#include <nns/import/onnx/constant_records.hpp>

#include <catch.hpp>
#include <onnx/writer.hpp>

#include <memory>
#include <string>
#include <vector>

namespace {

using namespace nns::detail;
using onnx_writer::attribute;
using onnx_writer::attribute_graph;
using onnx_writer::attribute_tensor;
using onnx_writer::graph;
using onnx_writer::message;
using onnx_writer::node;
using onnx_writer::words;

bool same(const char* bytes, int a, int b, int length) {
  return std::string(bytes + a, static_cast<std::size_t>(length)) == std::string(bytes + b, static_cast<std::size_t>(length));
}

/// What was read, as text: a line for each record, with its names instead of their places.
struct listing {
  const std::string& file;
  std::string text{};
  onnx_fault bad{};
  int parts = 0;

  void say(slice s) { text += '<' + file.substr(static_cast<std::size_t>(s.first), static_cast<std::size_t>(s.length)) + '>'; }
  void say(std::int64_t n) { text += std::to_string(n) + ' '; }

  void add(const onnx_room& room, const onnx_state& s) {
    const onnx_counts &from = room.before, &to = s.used;
    for (int i = 0; i != to.nodes - from.nodes; ++i) {
      const onnx_record& n = room.nodes[i];
      text += "\nnode ", say(n.graph), say(n.name), say(n.op_type), say(n.domain), say(n.overload), say(n.inputs);
      say(n.has_graphs), say(n.op_hash == onnx_hash({file.data() + n.op_type.first, static_cast<std::size_t>(n.op_type.length)}));
      for (int k = 0; k != n.inputs + n.outputs; ++k) say(room.references[n.first_reference - from.references + k].characters);
      for (int k = 0; k != n.attributes; ++k) {
        const onnx_attribute& a = room.attributes[n.first_attribute - from.attributes + k];
        text += " attribute ", say(a.name), say(static_cast<int>(a.type)), say(a.integer), say(a.string), say(a.count), say(a.graph);
        say(a.tensor), say(a.reference), text += std::to_string(a.real);
        for (int e = 0; e != a.count && a.type == onnx_attribute_type::integers; ++e)
          say(room.integers[a.first - from.integers + e]);
        for (int e = 0; e != a.count && a.type == onnx_attribute_type::reals; ++e)
          text += std::to_string(room.reals[a.first - from.reals + e]) + ' ';
      }
    }
    for (int i = 0; i != to.constants - from.constants; ++i) {
      const onnx_constant& c = room.constants[i];
      text += "\nconstant ", say(c.graph), say(c.name.characters), say(c.dims.elements()), say(static_cast<int>(c.type));
      for (int e = 0; c.whole && e != static_cast<int>(c.dims.elements()); ++e)
        say(room.numbers[c.first_number - from.numbers + e].integer);
    }
    for (int i = 0; i != to.ports - from.ports; ++i)
      text += "\nport ", say(room.ports[i].graph), say(room.ports[i].name.characters), say(room.ports[i].output);
    for (int i = 0; i != to.imports - from.imports; ++i)
      text += "\nimport ", say(room.imports[i].graph), say(room.imports[i].domain), say(room.imports[i].version);
  }
};

/// Lines of one kind after another: parts mix nodes and constants otherwise than the whole does.
std::string sorted_by_kind(const std::string& text) {
  std::string all;
  for (const char* kind : {"node", "constant", "port", "import"})
    for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; ++at)
      if (text.compare(at + 1, std::string(kind).size(), kind) == 0) all += text.substr(at, text.find('\n', at + 1) - at);
  return all;
}

template <int Nodes>
void read_part(const std::string& file, const onnx_state& before, const std::vector<onnx_graph>& graphs, listing& to,
               onnx_state& after, std::vector<onnx_graph>& graphs_after) {
  const int size = static_cast<int>(file.size());
  const auto part = before.graph < 0 ? std::make_unique<onnx_part_of_file<Nodes>>(file.data(), size, &same)
                                     : std::make_unique<onnx_part_of_file<Nodes>>(file.data(), size, &same, before, graphs.data());
  if (part->state.cramped) {
    if constexpr (Nodes < 8192) return read_part<4 * Nodes>(file, before, graphs, to, after, graphs_after);
    FAIL("there is never enough room");
  }
  after = part->state;
  graphs_after.assign(part->graphs, part->graphs + after.used.graphs);
  onnx_room room;
  room.nodes = part->arrays.nodes, room.references = part->arrays.references, room.attributes = part->arrays.attributes;
  room.integers = part->arrays.integers, room.reals = part->arrays.reals, room.constants = part->arrays.constants;
  room.numbers = part->arrays.numbers, room.ports = part->arrays.ports, room.imports = part->arrays.imports;
  room.before = before.used;
  to.add(room, after);
  ++to.parts;
}

template <int Nodes>
listing in_parts(const std::string& file) {
  listing all{file};
  onnx_state state, next;
  std::vector<onnx_graph> graphs, more;
  while (!state.done && !state.bad && all.parts < 100000) {
    read_part<Nodes>(file, state, graphs, all, next, more);
    const bool goes_on = next.at != state.at || next.graph != state.graph || next.done || next.bad;
    REQUIRE(goes_on);
    state = next, graphs = more;
  }
  all.bad = state.bad;
  return all;
}

std::string as_a_whole(const std::string& file) {
  const int size = static_cast<int>(file.size());
  std::vector<onnx_graph> graphs(10000);
  onnx_state counted, state;
  onnx_room only;
  only.graphs = graphs.data(), only.graph_room = 10000;
  onnx_reader(file.data(), size, counted, only).run(INT32_MAX);
  REQUIRE_FALSE(counted.bad);
  const auto room_for = [](int n) { return static_cast<std::size_t>(n) + 1; };
  const onnx_counts& n = counted.used;
  std::vector<onnx_record> nodes(room_for(n.nodes));
  std::vector<onnx_name> references(room_for(n.references));
  std::vector<onnx_attribute> attributes(room_for(n.attributes));
  std::vector<std::int64_t> integers(room_for(n.integers));
  std::vector<double> reals(room_for(n.reals));
  std::vector<onnx_constant> constants(room_for(n.constants));
  std::vector<onnx_number> numbers(room_for(n.numbers));
  std::vector<onnx_port> ports(room_for(n.ports));
  std::vector<onnx_import> imports(room_for(n.imports));
  onnx_room all;
  all.graphs = graphs.data(), all.nodes = nodes.data(), all.references = references.data();
  all.attributes = attributes.data(), all.integers = integers.data(), all.reals = reals.data();
  all.constants = constants.data(), all.numbers = numbers.data(), all.ports = ports.data(), all.imports = imports.data();
  onnx_reader(file.data(), size, state, all).run(INT32_MAX);
  REQUIRE_FALSE(state.bad);
  listing whole{file};
  whole.add(all, state);
  return sorted_by_kind(whole.text);
}

void check(const std::string& file) {
  const std::string whole = as_a_whole(file);
  const listing small = in_parts<8>(file), middle = in_parts<64>(file), large = in_parts<2048>(file);
  CHECK_FALSE(small.bad);
  CHECK(sorted_by_kind(small.text) == whole);
  CHECK(sorted_by_kind(middle.text) == whole);
  CHECK(sorted_by_kind(large.text) == whole);
}

/// A chain of named nodes, each with an attribute of each form.
graph chain_of(int nodes) {
  graph g;
  g.inputs = {onnx_writer::port("x", {"2", "3"})};
  std::string before = "x";
  for (int i = 0; i != nodes; ++i) {
    const std::string name = "/layer." + std::to_string(i % 10) + "/Add_" + std::to_string(i) + "_output_0";
    g.nodes.push_back(node(i % 3 == 0 ? "Add" : "Mul", {before, "w" + std::to_string(i % 7)}, {name},
                           {attribute("axis", i), attribute("axes", onnx_writer::list{1, -1, i}),
                            attribute_tensor("value", onnx_writer::integers("t", {i, i + 1})),
                            message{}.text(1, "alpha").real(2, 0.5f).varint(20, 1), message{}.text(1, "mode").text(4, "linear")},
                           std::string(static_cast<std::size_t>(i % 150), 'n')));
    before = name;
  }
  for (int i = 0; i != 40; ++i) g.initializers.push_back(onnx_writer::tensor("w" + std::to_string(i), onnx_writer::float32, {3}));
  g.outputs = {onnx_writer::port_without_shape(before)};
  return g;
}

/// The same message, but each length and number of a byte is written in two.
std::string stretched(const std::string& bytes, int depth) {
  static const std::vector<std::vector<int>> messages = {{7, 8}, {1, 5, 11, 12}, {5}, {5}};
  std::string to;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto number = [&] {
      std::uint64_t n = 0;
      for (int shift = 0;; shift += 7) {
        const auto b = static_cast<unsigned char>(bytes[at++]);
        n |= static_cast<std::uint64_t>(b & 0x7f) << shift;
        if (b < 0x80) return n;
      }
    };
    const auto put = [&](std::uint64_t n) {
      message m;
      m.put(n);
      if (m.bytes.size() == 1) m.bytes = {static_cast<char>(n | 0x80), '\0'};
      to += m.bytes;
    };
    const std::uint64_t key = number();
    put(key);
    if ((key & 7) == 0) put(number());
    if ((key & 7) == 5) to += bytes.substr(at, 4), at += 4;
    if ((key & 7) != 2) continue;
    const auto length = static_cast<std::size_t>(number());
    std::string inner = bytes.substr(at, length);
    at += length;
    if (depth < 4)
      for (const int field : messages[static_cast<std::size_t>(depth)])
        if (field == static_cast<int>(key >> 3) && field != 8 && (depth != 1 || field == 1)) inner = stretched(inner, depth + 1);
    put(inner.size());
    to += inner;
  }
  return to;
}

}  // namespace

TEST_CASE("parts of an .onnx add up to the whole, whatever their room") {
  check(onnx_writer::model(onnx_writer::small_net()));
  for (const int nodes : {1, 7, 8, 9, 300, 1000}) check(onnx_writer::model(chain_of(nodes)));
}

TEST_CASE("a node with more than a part has room for gets a part with more") {
  graph g = chain_of(20);
  words many;
  for (int i = 0; i != 3000; ++i) many.push_back("x");
  onnx_writer::list numbers;
  for (int i = 0; i != 5000; ++i) numbers.push_back(i);
  g.nodes.push_back(node("Sum", many, {"s"}, {attribute("axes", numbers)}));
  g.nodes.push_back(node("Split", {"s"}, many));
  std::vector<message> tensors;
  for (int i = 0; i != 200; ++i) tensors.push_back(attribute_tensor("value", onnx_writer::integers("t", onnx_writer::list(64, i))));
  g.nodes.push_back(node("Constant", {}, {"c"}, tensors));
  check(onnx_writer::model(g));
}

TEST_CASE("branches, functions and their imports in parts") {
  graph branch = chain_of(3);
  branch.inputs.clear();
  graph g;
  g.inputs = {onnx_writer::port("x", {"2", "3"}), onnx_writer::port("c", {}, onnx_writer::bool_)};
  for (int i = 0; i != 70; ++i)
    g.nodes.push_back(node("If", {"c"}, {"y" + std::to_string(i)},
                           {attribute_graph("then_branch", branch.written()), attribute_graph("else_branch", branch.written())}));
  std::vector<message> functions, imports;
  for (int i = 0; i != 60; ++i) {
    const std::string domain = "d" + std::to_string(i);
    functions.push_back(message{}
                            .text(1, "f" + std::to_string(i))
                            .text(4, "a")
                            .text(5, "b")
                            .one(7, node("Relu", {"a"}, {"b"}))
                            .one(9, onnx_writer::imported({}, 17))
                            .one(9, onnx_writer::imported(domain, i))
                            .text(10, domain));
    imports.push_back(onnx_writer::imported(domain, 1));
  }
  check(onnx_writer::model(g, 17, functions, imports));
}

TEST_CASE("lengths in more bytes than they need are the same lengths") {
  const std::string file = onnx_writer::model(chain_of(30));
  const std::string longer = stretched(file, 0);
  CHECK(longer.size() > file.size() + 1000);
  CHECK(as_a_whole(longer) == as_a_whole(file));
  check(longer);
}

TEST_CASE("an attribute whose value is of another type than it states is refused") {
  const auto fault_of = [](const message& a) {
    graph g = onnx_writer::small_net();
    g.nodes.push_back(node("Relu", {"z"}, {"more"}, {a}));
    return in_parts<8>(onnx_writer::model(g)).bad.broken;
  };
  const auto other = onnx_fault_rule::the_attribute_has_another_type;
  CHECK(fault_of(message{}.text(1, "a").varint(8, 1).varint(8, 2).varint(20, 7)) == onnx_fault_rule::none);
  CHECK(fault_of(message{}.text(1, "a").varint(20, 7).varint(8, 1)) == onnx_fault_rule::none);
  CHECK(fault_of(message{}.text(1, "a").varint(8, 1)) == onnx_fault_rule::none);
  CHECK(fault_of(message{}.text(1, "a").varint(8, 1).varint(20, 8)) == other);
  CHECK(fault_of(message{}.text(1, "a").varint(20, 6).varint(8, 1)) == other);
  CHECK(fault_of(message{}.text(1, "a").text(9, "x").varint(8, 1)) == other);
  CHECK(fault_of(message{}.text(1, "a").varint(8, 1).real(7, 1)) == other);
}
