// The records of an ONNX file in a constant text: counted, and then read, in parts that are evaluations of their own.
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
  char characters[static_cast<std::size_t>(Size > 0 ? Size : 1)]{};

  template <class Byte>
  constexpr explicit onnx_bytes(const Byte* from) {
    for (int block = 0; block < Size; block += 65536)  // a loop of g++'s has an end
      for (int i = block; i != Size && i != block + 65536; ++i)
        characters[i] = static_cast<char>(from[i]);
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
concept readable_onnx_text = requires { typename std::integral_constant<int, static_cast<int>(Text[0])>; } ||
                             requires { typename std::integral_constant<int, static_cast<int>(Text.data()[0])>; };

inline constexpr int onnx_fields_in_a_part = 768;
inline constexpr int onnx_nodes_in_a_part = 256;

/// How far a file was counted, and the graphs that were met.
template <int Graphs>
struct onnx_counted {
  onnx_state state{};
  onnx_graph graphs[static_cast<std::size_t>(Graphs)]{};

  constexpr onnx_counted(const char* bytes, int size) { run(bytes, size); }
  constexpr onnx_counted(const char* bytes, int size, const onnx_counted& before) : onnx_counted(before) {
    run(bytes, size);
  }

 private:
  constexpr void run(const char* bytes, int size) {
    onnx_room only;
    only.graphs = graphs;
    only.graph_room = Graphs;
    onnx_reader(bytes, size, state, only).run(onnx_fields_in_a_part);
  }
};

template <const auto& Text, int Graphs, int I>
struct onnx_count {
  static constexpr onnx_counted<Graphs> value{onnx_text<Text>::bytes, onnx_text<Text>::size,
                                              onnx_count<Text, Graphs, I - 1>::value};
};
template <const auto& Text, int Graphs>
struct onnx_count<Text, Graphs, 0> {
  static constexpr onnx_counted<Graphs> value{onnx_text<Text>::bytes, onnx_text<Text>::size};
};

/// The number of parts; -1 if there was no room for the graphs.
template <const auto& Text, int Graphs, int I = 0>
constexpr int onnx_parts() {
  constexpr const onnx_state& s = onnx_count<Text, Graphs, I>::value.state;
  if constexpr (s.cramped)
    return -1;
  else if constexpr (s.done || s.bad.broken != onnx_fault_rule::none)
    return I + 1;
  else
    return onnx_parts<Text, Graphs, I + 1>();
}
template <const auto& Text, int Graphs = 16>
constexpr int onnx_graph_room() {
  if constexpr (onnx_parts<Text, Graphs>() < 0)
    return onnx_graph_room<Text, 16 * Graphs>();
  else
    return Graphs;
}

/// How many more of each there are.
constexpr onnx_counts difference(const onnx_counts& a, const onnx_counts& b) {
  return {a.graphs - b.graphs,         a.nodes - b.nodes, a.references - b.references, a.attributes - b.attributes,
          a.integers - b.integers,     a.reals - b.reals, a.constants - b.constants,   a.numbers - b.numbers,
          a.ports - b.ports,           a.imports - b.imports};
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
  onnx_fault bad{};

  /// Reads what comes after `before` in the file.
  constexpr onnx_arrays(const char* bytes, int size, const onnx_state& before, const onnx_graph* graphs,
                        bool (*same)(const char*, int, int, int)) {
    onnx_room all;
    all.same = same;
    all.graphs = const_cast<onnx_graph*>(graphs);  // where nodes are read, graphs only are, too
    all.nodes = nodes, all.references = references, all.attributes = attributes, all.integers = integers;
    all.reals = reals, all.constants = constants, all.numbers = numbers, all.ports = ports, all.imports = imports;
    all.before = before.used;
    onnx_state s = before;
    onnx_reader(bytes, size, s, all).run(onnx_fields_in_a_part);
    bad = s.bad;
  }

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

/// Arrays for what `Counts::value` counts.
template <class Counts>
using onnx_arrays_of =
    onnx_arrays<Counts::value.nodes, Counts::value.references, Counts::value.attributes, Counts::value.integers,
                Counts::value.reals, Counts::value.constants, Counts::value.numbers, Counts::value.ports,
                Counts::value.imports>;

inline constexpr onnx_state onnx_nothing_read{};

/// A file's records.
template <const auto& Text>
struct onnx_constants {
  using source = onnx_text<Text>;
  static constexpr int graph_room = onnx_graph_room<Text>();
  static constexpr int parts = onnx_parts<Text, graph_room>();
  static constexpr const onnx_counted<graph_room>& end = onnx_count<Text, graph_room, parts - 1>::value;
  static constexpr bool is_counted = end.state.bad.broken == onnx_fault_rule::none;

  template <int I>
  static constexpr const onnx_state& before() {
    if constexpr (I == 0)
      return onnx_nothing_read;
    else
      return onnx_count<Text, graph_room, I - 1>::value.state;
  }
  template <int I>
  struct in_part {
    static constexpr onnx_counts value = difference(onnx_count<Text, graph_room, I>::value.state.used, before<I>().used);
  };
  struct in_all {
    static constexpr onnx_counts value = end.state.used;
  };
  template <int I>
  static constexpr onnx_arrays_of<in_part<I>> part{source::bytes, source::size, before<I>(), end.graphs, &source::same};

  template <int... I>
  struct all {
    static constexpr onnx_records views[] = {part<I>.view(in_part<I>::value)...};
    static constexpr onnx_fault faults[] = {part<I>.bad...};
    static constexpr onnx_arrays_of<in_all> arrays{views};
  };
  template <int... I>
  static constexpr all<I...> all_of(std::integer_sequence<int, I...>);
  using whole = decltype(all_of(std::make_integer_sequence<int, parts>{}));

  static constexpr onnx_fault find_fault() {
    if constexpr (!is_counted) {
      return end.state.bad;
    } else {
      for (const onnx_fault& f : whole::faults)
        if (f) return f;
      return {};
    }
  }
  static constexpr onnx_fault bad = find_fault();

  static constexpr onnx_records find_records() {
    onnx_records r;
    if constexpr (is_counted) {
      if constexpr (parts == 1)
        r = part<0>.view(end.state.used);
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
  requires(!readable_onnx_text<Text>)
struct onnx_constants<Text> {
  static constexpr onnx_fault bad{onnx_fault_rule::declare_the_text_constexpr};
};

}  // namespace nns::detail
