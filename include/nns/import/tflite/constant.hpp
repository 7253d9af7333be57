// A .tflite in a constant array, as constants: each part of it is an evaluation of its own, so that files with hundreds
// of operators stay within the compilers' limits.
#pragma once

#include <nns/import/tflite/check.hpp>
#include <nns/import/tflite/read.hpp>
#include <nns/import/tflite/run.hpp>

namespace nns::detail {

/// The bytes of an array, or of an object that has them.
template <const auto& Array>
constexpr auto* first_byte() {
  if constexpr (requires { Array.data(); })
    return Array.data();
  else
    return &Array[0];
}
template <const auto& Array>
  requires requires { sizeof(Array); }
constexpr std::int64_t bytes_in() {
  if constexpr (requires { Array.data(); })
    return static_cast<std::int64_t>(Array.size());
  else
    return static_cast<std::int64_t>(sizeof(Array));
}

/// Whether it has bytes: an array of them, or an object with data() and size().
template <const auto& Array>
concept array_of_bytes = (std::is_array_v<std::remove_reference_t<decltype(Array)>> ||
                          requires { Array.data() + Array.size(); }) && sizeof(*first_byte<Array>()) == 1;

/// Whether the compiler can read it: it must be constexpr; const is not enough.
template <const auto& Array>
concept readable_array = requires { sizeof(Array); } && requires {
  typename std::integral_constant<int, bytes_in<Array>() == 0 ? 0 : static_cast<int>(*first_byte<Array>())>;
};

/// Arrays of a file's tables.
template <int Tensors, int Operators, int Subgraphs, int Indices>
struct tflite_tables {
  tflite_subgraph subgraphs[static_cast<std::size_t>(Subgraphs + 1)]{};
  tflite_tensor tensors[static_cast<std::size_t>(Tensors + 1)]{};
  tflite_fault bad{};
  bool offline_plan = false;

  template <class Byte>
  constexpr tflite_tables(const Byte* first, std::int64_t size) {
    if (Subgraphs == 0) return;
    tflite_reader<Byte> reader(first, size);
    reader.read_tensors(subgraphs, tensors);
    offline_plan = reader.read_offline_plan(tensors, Tensors);
    bad = reader.bad;
  }
};

template <int Tensors, int Operators, int Subgraphs, int Indices>
struct tflite_lists {
  tflite_subgraph subgraphs[static_cast<std::size_t>(Subgraphs + 1)]{};
  tflite_node operators[static_cast<std::size_t>(Operators + 1)]{};
  int indices[static_cast<std::size_t>(Indices + 1)]{};
  tflite_fault bad{};

  template <class Byte>
  constexpr tflite_lists(const Byte* first, std::int64_t size,
                         const tflite_tables<Tensors, Operators, Subgraphs, Indices>& read) {
    for (int i = 0; i != Subgraphs; ++i) subgraphs[i] = read.subgraphs[i];
    if (Subgraphs == 0 || read.bad.broken != tflite_rule::none) return;
    tflite_reader<Byte> reader(first, size);
    reader.read_operators(subgraphs, operators, indices);
    bad = reader.bad;
  }
};

/// Which operator makes each tensor, and when it is needed.
template <int Tensors, int Operators>
struct tflite_order {
  int makers[static_cast<std::size_t>(Tensors + 1)]{};
  tflm_lifetime tensors[static_cast<std::size_t>(Tensors + 1)]{};
  tflm_lifetime scratch[static_cast<std::size_t>(Operators + 1)]{};
  tflite_fault bad{};

  constexpr tflite_order(const tflite_graph& g, bool is_read) {
    if (is_read) bad = check_graph(g, makers, tensors, scratch);
  }
};

/// The characters of a model's names.
template <int Characters>
struct tflite_characters {
  char values[static_cast<std::size_t>(Characters + 1)]{};

  template <class Byte>
  constexpr tflite_characters(const Byte* first, const tflite_graph& g) {
    int used = 0;
    const auto put = [&](const file_name& n) {
      const Byte* const from = first + n.first;
      char* const to = values + used;
      const int length = n.length;
      for (int i = 0; i != length; ++i) to[i] = static_cast<char>(from[i]);
      used += length;
    };
    if (Characters != 0) each_name(g, put);
  }

  /// Names in order: of the inputs, of each operator's output, of custom operators.
  template <class Put>
  static constexpr void each_name(const tflite_graph& g, const Put& put) {
    const tflite_subgraph& s = g.subgraphs[0];
    for (int i = 0; i != s.inputs; ++i) {
      const int t = g.indices[s.first_input + i];
      put(t < 0 ? file_name{} : g.tensors[s.first_tensor + t].name);
    }
    for (int i = 0; i != s.operators; ++i) put(g.output_tensor(s, g.operators[s.first_operator + i], 0).name);
    for (int i = 0; i != s.operators; ++i) put(g.operators[s.first_operator + i].custom);
  }
};

template <int Inputs, int Operators>
struct tflite_texts {
  text inputs[static_cast<std::size_t>(Inputs + 1)]{};
  text operators[static_cast<std::size_t>(Operators + 1)]{};
  text customs[static_cast<std::size_t>(Operators + 1)]{};

  constexpr tflite_texts(const char* characters, const tflite_graph& g, bool is_read) {
    if (!is_read) return;
    int i = 0;
    const auto put = [&](const file_name& n) {
      text& to = i < Inputs ? inputs[i] : i < Inputs + Operators ? operators[i - Inputs] : customs[i - Inputs - Operators];
      to = {characters, static_cast<std::size_t>(n.length)};
      characters += n.length;
      ++i;
    };
    tflite_characters<0>::each_name(g, put);
  }
};

struct tflite_counted {
  tflite_counts counts{};
  tflite_fault bad{};

  template <class Byte>
  constexpr tflite_counted(const Byte* first, std::int64_t size) {
    tflite_reader<Byte> reader(first, size);
    counts = reader.count_all();
    bad = reader.bad;
  }
};

constexpr int name_characters(const tflite_graph& g) {
  int sum = 0;
  tflite_characters<0>::each_name(g, [&](const file_name& n) { sum += n.length; });
  return sum;
}

/// A file's constants.
template <const auto& Array>
struct tflite_constant {
  static constexpr tflite_graph graph{};
  static constexpr tflite_fault bad{array_of_bytes<Array> ? tflite_rule::declare_the_array_constexpr
                                                          : tflite_rule::give_an_array_of_bytes};
};

template <const auto& Array>
  requires array_of_bytes<Array> && readable_array<Array>
struct tflite_constant<Array> {
  static constexpr tflite_counted counted{first_byte<Array>(), bytes_in<Array>()};
  static constexpr int tensors = static_cast<int>(counted.counts.tensors);
  static constexpr int operators = static_cast<int>(counted.counts.operators);
  static constexpr int subgraphs = static_cast<int>(counted.counts.subgraphs);
  static constexpr int indices = static_cast<int>(counted.counts.indices);

  static constexpr tflite_tables<tensors, operators, subgraphs, indices> tables{first_byte<Array>(), bytes_in<Array>()};
  static constexpr tflite_lists<tensors, operators, subgraphs, indices> lists{first_byte<Array>(), bytes_in<Array>(),
                                                                             tables};
  static constexpr bool is_read = subgraphs != 0 && tables.bad.broken == tflite_rule::none &&
                                  lists.bad.broken == tflite_rule::none;
  static constexpr tflite_graph graph{tables.tensors, lists.operators, lists.subgraphs, lists.indices,
                                      tensors,        operators,       subgraphs,       tables.offline_plan};
  static constexpr tflite_order<tensors, operators> order{graph, is_read};
  static constexpr tflite_characters<is_read ? name_characters(graph) : 0> characters{first_byte<Array>(), graph};
  static constexpr tflite_texts<is_read ? lists.subgraphs[0].inputs : 0, is_read ? lists.subgraphs[0].operators : 0>
      texts{characters.values, graph, is_read};
  static constexpr tflite_fault find_fault() {
    if (counted.bad.broken != tflite_rule::none) return counted.bad;
    if (tables.bad.broken != tflite_rule::none) return tables.bad;
    if (lists.bad.broken != tflite_rule::none) return lists.bad;
    if (order.bad.broken != tflite_rule::none || !is_read) return order.bad;
    return find_empty_input(graph, texts.inputs);
  }
  static constexpr tflite_fault bad = find_fault();
  static constexpr tflite_names names{true, texts.inputs, texts.operators, texts.customs};
};

}  // namespace nns::detail
