// The records of an ONNX file in a constant text: read in parts that are evaluations of their own, and then joined.
#pragma once

#include <nns/detail/builtin.hpp>
#include <nns/import/onnx/program.hpp>
#include <nns/import/onnx/read.hpp>

#include <type_traits>
#include <utility>

namespace nns::detail {

/// The bytes of a text: a literal's own, or a copy of an array of other bytes.
template <int Size>
struct onnx_bytes {
  char characters[static_cast<std::size_t>(Size + 1)]{};  // a zero ends them

  template <class Byte>
  constexpr explicit onnx_bytes(const Byte* from) {
    for (int block = 0; block < Size; block += 65536)  // a loop of g++'s has an end
      for (int i = block; i != Size && i != block + 65536; ++i) characters[i] = static_cast<char>(from[i]);
  }
};

/// The bytes of an object with data() and size(): a std::array, or your own.
template <const auto& Text>
struct onnx_text {
  static constexpr int size = static_cast<int>(Text.size());
  static constexpr onnx_bytes<size> copy{Text.data()};
  static constexpr const char* bytes = copy.characters;

  static constexpr bool same(const char* first, int a, int b, int length) {
    for (int i = 0; i != length; ++i)
      if (first[a + i] != first[b + i]) return false;
    return true;
  }
};
template <std::size_t N, const char (&Text)[N]>
struct onnx_text<Text> {
  static constexpr int size = static_cast<int>(N) - 1;  // a zero ends the literal
  static constexpr const char* bytes = Text;

  static constexpr bool same(const char* first, int a, int b, int length) {
#if defined(__clang__)
    return NNS_BUILTIN(memcmp)(first + a, first + b, static_cast<std::size_t>(length)) == 0;
#else
    static_cast<void>(first);
    return NNS_BUILTIN(memcmp)(Text + a, Text + b, static_cast<std::size_t>(length)) == 0;
#endif
  }
};
template <std::size_t N>
struct onnx_view {
  const unsigned char* first;
  std::size_t count;
  [[nodiscard]] constexpr const unsigned char* data() const { return first; }
  [[nodiscard]] constexpr std::size_t size() const { return count; }
};
template <std::size_t N, const unsigned char (&Text)[N]>
struct onnx_text<Text> {
  // A literal ends with a zero, a list of numbers does not; no message ends with one.
  static constexpr onnx_view<N> view{Text, N - (Text[N - 1] == 0 ? 1 : 0)};
  static constexpr int size = onnx_text<view>::size;
  static constexpr const char* bytes = onnx_text<view>::bytes;
  static constexpr bool same(const char* first, int a, int b, int length) {
    return onnx_text<view>::same(first, a, b, length);
  }
};

/// Whether the compiler can read it: it must be constexpr; const is not enough.
template <const auto& Text>
concept readable_onnx_text = requires {
  typename std::integral_constant<int, static_cast<int>(Text[0])>;
}
|| requires { typename std::integral_constant<int, static_cast<int>(Text.data()[0])>; };

inline constexpr int onnx_fields_in_a_part = 768;
inline constexpr int onnx_nodes_in_a_part = 256;

/// How many more of each there are.
constexpr onnx_counts difference(const onnx_counts& a, const onnx_counts& b) {
  return {a.graphs - b.graphs,     a.nodes - b.nodes,    a.references - b.references, a.attributes - b.attributes,
          a.integers - b.integers, a.reals - b.reals,    a.constants - b.constants,   a.numbers - b.numbers,
          a.ports - b.ports,       a.imports - b.imports};
}

template <class T, int N>
using onnx_array = T[static_cast<std::size_t>(N + 1)];

/// Records, and their arrays.
template <int Nodes, int References, int Attributes, int Integers, int Reals, int Constants, int Numbers, int Ports,
          int Imports>
struct onnx_arrays {
  onnx_array<onnx_record, Nodes> nodes{};
  onnx_array<onnx_name, References> references{};
  onnx_array<onnx_attribute, Attributes> attributes{};
  onnx_array<std::int64_t, Integers> integers{};
  onnx_array<double, Reals> reals{};
  onnx_array<onnx_constant, Constants> constants{};
  onnx_array<onnx_number, Numbers> numbers{};
  onnx_array<onnx_port, Ports> ports{};
  onnx_array<onnx_import, Imports> imports{};

  constexpr onnx_arrays() = default;

  /// All parts, one after another.
  template <std::size_t N>
  constexpr explicit onnx_arrays(const onnx_records (&parts)[N]) {
    onnx_counts at{};
    for (const onnx_records& p : parts) {
      put(nodes, at.nodes, p.nodes, p.counts.nodes);
      put(references, at.references, p.references, p.counts.references);
      put(attributes, at.attributes, p.attributes, p.counts.attributes);
      put(integers, at.integers, p.integers, p.counts.integers);
      put(reals, at.reals, p.reals, p.counts.reals);
      put(constants, at.constants, p.constants, p.counts.constants);
      put(numbers, at.numbers, p.numbers, p.counts.numbers);
      put(ports, at.ports, p.ports, p.counts.ports);
      put(imports, at.imports, p.imports, p.counts.imports);
    }
  }

  [[nodiscard]] constexpr onnx_records view(const onnx_counts& counts) const {
    onnx_records r;
    r.counts = counts;
    r.nodes = nodes, r.references = references, r.attributes = attributes, r.integers = integers, r.reals = reals;
    r.constants = constants, r.numbers = numbers, r.ports = ports, r.imports = imports;
    return r;
  }

 private:
  template <class T>
  static constexpr void put(T* to, int& at, const T* from, int count) {
    for (int i = 0; i != count; ++i) to[at + i] = from[i];
    at += count;
  }
};

/// A part of a file, with room for this many nodes, and for as many of the rest as nodes usually have. It ends where
/// there may not be room for the next node. Room that stays empty costs nothing where zeros are the initial value.
template <int Nodes>
struct onnx_part_of_file {
  static constexpr onnx_counts most{.graphs = 16 + Nodes / 16,
                                    .nodes = Nodes,
                                    .references = 6 * Nodes,
                                    .attributes = 3 * Nodes,
                                    .integers = 32 + 4 * Nodes,
                                    .reals = 32 + Nodes,
                                    .constants = 8 + Nodes / 2,
                                    .numbers = 96 + 2 * Nodes,
                                    .ports = 8 + Nodes / 16,
                                    .imports = 8 + Nodes / 16};

  onnx_state state{};
  onnx_array<onnx_graph, most.graphs> graphs{};  // all so far
  onnx_arrays<most.nodes, most.references, most.attributes, most.integers, most.reals, most.constants, most.numbers,
              most.ports, most.imports>
      arrays{};

  constexpr onnx_part_of_file(const char* bytes, int size, bool (*same)(const char*, int, int, int)) {
    run(bytes, size, same);
  }
  constexpr onnx_part_of_file(const char* bytes, int size, bool (*same)(const char*, int, int, int),
                              const onnx_state& before, const onnx_graph* graphs_before)
      : state(before) {
    if (state.used.graphs > most.graphs) {
      state.cramped = true;
    } else {
      for (int i = 0; i != state.used.graphs; ++i) graphs[i] = graphs_before[i];
      run(bytes, size, same);
    }
  }

 private:
  constexpr void run(const char* bytes, int size, bool (*same)(const char*, int, int, int)) {
    onnx_room all;
    all.same = same;
    all.graphs = graphs, all.graph_room = most.graphs;
    all.nodes = arrays.nodes, all.references = arrays.references, all.attributes = arrays.attributes;
    all.integers = arrays.integers, all.reals = arrays.reals, all.constants = arrays.constants;
    all.numbers = arrays.numbers, all.ports = arrays.ports, all.imports = arrays.imports;
    all.before = state.used;
    all.most = most;
    onnx_reader(bytes, size, state, all).run(onnx_fields_in_a_part);
  }
};

template <const auto& Text, int I, int Nodes>
struct onnx_tried_part;

/// A part of a file, with as much room as it needs: no file has more of anything than bytes.
template <const auto& Text, int I, int Nodes>
constexpr const auto& onnx_part_with_room() {
  if constexpr (onnx_tried_part<Text, I, Nodes>::value.state.cramped && Nodes <= onnx_text<Text>::size)
    return onnx_part_with_room<Text, I, 4 * Nodes>();
  else
    return onnx_tried_part<Text, I, Nodes>::value;
}
template <const auto& Text, int I>
constexpr const auto& onnx_read_part() {
  constexpr int nodes = onnx_text<Text>::size / 32;
  return onnx_part_with_room<Text, I, (nodes < 8 ? 8 : nodes < onnx_nodes_in_a_part ? nodes : onnx_nodes_in_a_part)>();
}
template <const auto& Text, int I, int Nodes>
struct onnx_tried_part {
  static constexpr onnx_part_of_file<Nodes> value{onnx_text<Text>::bytes, onnx_text<Text>::size, &onnx_text<Text>::same,
                                                  onnx_read_part<Text, I - 1>().state,
                                                  onnx_read_part<Text, I - 1>().graphs};
};
template <const auto& Text, int Nodes>
struct onnx_tried_part<Text, 0, Nodes> {
  static constexpr onnx_part_of_file<Nodes> value{onnx_text<Text>::bytes, onnx_text<Text>::size,
                                                  &onnx_text<Text>::same};
};

template <const auto& Text, int I = 0>
constexpr int onnx_parts() {
  constexpr const onnx_state& s = onnx_read_part<Text, I>().state;
  if constexpr (s.done || s.bad.broken != onnx_fault_rule::none)
    return I + 1;
  else
    return onnx_parts<Text, I + 1>();
}

/// A file's records.
template <const auto& Text>
struct onnx_constants {
  using source = onnx_text<Text>;
  static constexpr int parts = onnx_parts<Text>();
  static constexpr const auto& end = onnx_read_part<Text, parts - 1>();
  static constexpr const onnx_fault& bad = end.state.bad;

  template <int I>
  static constexpr onnx_records view_of() {
    constexpr const auto& part = onnx_read_part<Text, I>();
    if constexpr (I == 0)
      return part.arrays.view(part.state.used);
    else
      return part.arrays.view(difference(part.state.used, onnx_read_part<Text, I - 1>().state.used));
  }
  struct in_all {
    static constexpr onnx_counts value = end.state.used;
  };
  template <int... I>
  struct all {
    static constexpr onnx_records views[] = {view_of<I>()...};
    static constexpr onnx_arrays<in_all::value.nodes, in_all::value.references, in_all::value.attributes,
                                 in_all::value.integers, in_all::value.reals, in_all::value.constants,
                                 in_all::value.numbers, in_all::value.ports, in_all::value.imports>
        arrays{views};
  };
  template <int... I>
  static constexpr all<I...> all_of(std::integer_sequence<int, I...>);
  using whole = decltype(all_of(std::make_integer_sequence<int, parts>{}));

  static constexpr onnx_records find_records() {
    onnx_records r;
    if constexpr (bad.broken == onnx_fault_rule::none) {
      if constexpr (parts == 1)
        r = view_of<0>();
      else
        r = whole::arrays.view(end.state.used);
      r.graphs = end.graphs;
      r.bytes = source::bytes;
      r.same = &source::same;
    }
    return r;
  }
  static constexpr onnx_records records = find_records();
};
template <const auto& Text>
requires(!readable_onnx_text<Text>) struct onnx_constants<Text> {
  static constexpr onnx_fault bad{onnx_fault_rule::declare_the_text_constexpr};
};

}  // namespace nns::detail
