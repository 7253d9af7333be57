// What a rule for an ONNX operator sees and what it sets: the node with its attributes, and the tensors that arrive;
// the tensors that it makes, its multiply-adds, and what kind of layer it is. The rules are in operators/, one family
// per file; evaluate.hpp runs them over a graph.
#pragma once

#include <nns/detail/builtin.hpp>
#include <nns/detail/family.hpp>
#include <nns/import/network/assumed.hpp>
#include <nns/import/network/slice.hpp>
#include <nns/import/onnx/tensor.hpp>

#include <cstdint>

namespace nns::detail {

/// The kinds of attributes, by the format's numbers (AttributeProto.AttributeType).
enum class onnx_attribute_type : std::uint8_t {
  undefined, real, integer, string, tensor, graph, reals, integers, strings, tensors, graphs, sparse_tensor,
};

/// An attribute as it was read. Lists are stored in the graph's lists of numbers.
struct onnx_attribute {
  slice name;
  onnx_attribute_type type;
  std::int64_t integer;
  double real;
  slice string;
  int first;  // of a list
  int count;
  int tensor;  // among the graph's constants, from 1; 0: none
  int graph;   // among the file's graphs; 0: none
  slice reference;  // inside a function: the attribute of the call that it stands for
};

/// The storage for the attributes of all nodes.
struct onnx_lists {
  const char* bytes = nullptr;
  const onnx_attribute* attributes = nullptr;
  const std::int64_t* integers = nullptr;
  const double* reals = nullptr;
  const onnx_tensor* constants = nullptr;

  [[nodiscard]] constexpr text at(slice s) const { return {bytes + s.first, static_cast<std::size_t>(s.length)}; }
};

struct onnx_operator;

/// A node while its rule runs.
struct onnx_node {
  static constexpr int most_outputs = 256;

  // What arrives.
  const onnx_operator* row = nullptr;
  int opset = 0;              // of the operator's domain, as the file imports it
  int inputs = 0;             // how many are listed; one of them may still be missing
  int outputs = 0;
  const onnx_lists* lists = nullptr;
  int first_attribute = 0;
  int attribute_count = 0;
  const onnx_tensor* const* arrived = nullptr;  // for each input: the tensor, or null if it is missing
  // Set by the rule.
  onnx_tensor* made = nullptr;                  // for each output; unranked, with the first input's type, until set
  count multiply_adds = 0;                      // initially, by the table's row: unknown if counted, else 0
  count beyond = 0;                             // parameters beyond those that the table's row finds
  const family* kind = nullptr;                 // of its row, if not the table's
  const char* said = nullptr;                   // why it is refused
  // Room for numbers, provided by the evaluator; all of it is unknown.
  onnx_number* room = nullptr;
  int room_left = 0;
  int room_used = 0;
  bool cramped = false;

  // Inputs. A missing one, or one beyond the list, is an unranked tensor without numbers.
  [[nodiscard]] constexpr bool has(int i) const { return i < inputs && arrived[i] != nullptr; }
  [[nodiscard]] constexpr const onnx_tensor& in(int i) const {
    return i < inputs && arrived[i] != nullptr ? *arrived[i] : nothing;
  }

  // Attributes.
  [[nodiscard]] constexpr const onnx_attribute* attribute(text name) const {
    for (int i = 0; i != attribute_count; ++i) {
      const onnx_attribute& a = lists->attributes[first_attribute + i];
      if (static_cast<std::size_t>(a.name.length) == name.length && lists->at(a.name) == name) return &a;
    }
    return nullptr;
  }
  [[nodiscard]] constexpr bool gives(text name) const { return attribute(name) != nullptr; }
  [[nodiscard]] constexpr std::int64_t integer(text name, std::int64_t otherwise) const {
    const onnx_attribute* const a = attribute(name);
    return a == nullptr ? otherwise : a->integer;
  }
  [[nodiscard]] constexpr double real(text name, double otherwise) const {
    const onnx_attribute* const a = attribute(name);
    return a == nullptr ? otherwise : a->real;
  }
  /// A string, such as auto_pad.
  [[nodiscard]] constexpr text word(text name, text otherwise = {}) const {
    const onnx_attribute* const a = attribute(name);
    return a == nullptr ? otherwise : lists->at(a->string);
  }
  /// A list of integers: its length, -1 if it is not given, and its numbers by integer_at.
  [[nodiscard]] constexpr int length(text name) const {
    const onnx_attribute* const a = attribute(name);
    return a == nullptr ? -1 : a->count;
  }
  [[nodiscard]] constexpr std::int64_t integer_at(const onnx_attribute& list, int i) const {
    return list.type == onnx_attribute_type::integers ? lists->integers[list.first + i] : shape::unknown;
  }
  [[nodiscard]] constexpr double real_at(const onnx_attribute& list, int i) const {
    return list.type == onnx_attribute_type::reals ? lists->reals[list.first + i] : NNS_BUILTIN(nan)("");
  }
  /// The same as numbers for axes, if there are at most eight; false if it is not given, or longer.
  [[nodiscard]] constexpr bool integers(text name, shape& to) const {
    const onnx_attribute* const a = attribute(name);
    if (a == nullptr || a->count > shape::max_rank) return false;
    to.used = a->count;
    for (int i = 0; i != a->count; ++i) to.values[i] = integer_at(*a, i);
    return true;
  }
  /// A tensor, such as Constant's value; null if it is not given.
  [[nodiscard]] constexpr const onnx_tensor* tensor_of(text name) const {
    const onnx_attribute* const a = attribute(name);
    return a == nullptr || a->tensor == 0 ? nullptr : lists->constants + a->tensor - 1;
  }

  // Outputs.
  [[nodiscard]] constexpr onnx_tensor& out(int k) const { return made[k]; }
  /// The output has this shape, and the first input's type or the given one. An unused output may be set, too.
  constexpr onnx_tensor& set(int k, const shape& dims) { return set(k, in(0).type, dims); }
  constexpr onnx_tensor& set(int k, onnx_type type, const shape& dims) {
    if (k >= outputs) return unwanted;
    onnx_tensor& t = made[k];
    t.type = type, t.ranked = true, t.dims = dims;
    return t;
  }
  /// The same with so many extents, all 0, which the rule sets in their place: shapes are not copied, which takes time.
  constexpr shape& set_rank(int k, onnx_type type, int rank) {
    onnx_tensor& t = k < outputs ? made[k] : unwanted;
    t.type = type, t.ranked = true, t.dims.used = rank;
    return t.dims;
  }
  /// The output is the same as that input: the same elements, including numbers.
  constexpr void pass(int k, const onnx_tensor& t) {
    if (k < outputs) made[k] = t;
  }
  /// Room for the numbers of an output whose shape is set, all unknown so far; null if they are not kept, because an
  /// extent is unknown, or there are more than onnx_tensor::most_values.
  constexpr onnx_number* numbers(int k) {
    if (k >= outputs || !made[k].ranked) return nullptr;
    return numbers(k, made[k].dims.elements());
  }
  /// The same if it is known that there are n.
  constexpr onnx_number* numbers(int k, std::int64_t n) {
    if (n < 0 || n > onnx_tensor::most_values) return nullptr;
    if (n > room_left - room_used) return cramped = true, nullptr;
    onnx_number* const first = room + room_used;
    made[k].values = first;
    room_used += static_cast<int>(n);
    return first;
  }

  /// Refuses the node. The message ends with what to write instead, if anything helps.
  constexpr void fail(const char* sentence) {
    if (said == nullptr) said = sentence;
  }

  static const onnx_tensor nothing;
  onnx_tensor unwanted{};
};
inline constexpr onnx_tensor onnx_node::nothing{};

/// What a node is as a layer of this library: for reports, conventions and `nns cpp`. Shapes without the batch.
struct onnx_layer {
  const family* kind = nullptr;  // null: it is not a layer
  shape numbers{};
  options given{};
  int axes = 0;              // that a window slides along
  bool pads_differ = false;  // before and after, which no option can express: it counts as this layer, but runs as none
};

/// What is known of an operator's cost.
enum class onnx_cost : std::uint8_t {
  counted,  // it multiplies matrices: the rule says how much, otherwise it is unknown
  free,     // it multiplies no matrices
  unknown,  // its cost is not known: the total is unknown, too
  refused,  // graphs with it are refused, with the rule's message
};

using onnx_rule = void (*)(onnx_node&);
using onnx_layer_rule = void (*)(const onnx_node&, onnx_layer&);

/// Bits of inputs: weights, for example, is inputs_at(1, 2).
template <class... I>
constexpr unsigned inputs_at(I... i) {
  return (0U | ... | (1U << i));
}
inline constexpr unsigned all_inputs = ~0U;

/// A row of the operators' table: an operator since a version of its domain, up to the next row of the same name.
struct onnx_operator {
  text name{};
  text domain{};         // empty is ai.onnx
  int since = 1;
  onnx_cost cost = onnx_cost::free;
  family kind{};         // of its rows: made by onnx_kind("conv2d")
  onnx_rule rule = nullptr;
  // Which inputs are parameters. Floating-point initializers are parameters at any input that does not configure the
  // node. Outputs of a Constant, and quantised initializers, are parameters only as weights.
  unsigned weights = 0;
  unsigned configures = 0;
  onnx_layer_rule layer = nullptr;
  unsigned averages = 0;  // inputs whose parameters are not trained: moving averages
  unsigned decides = 0;   // inputs whose numbers decide an extent of the output
};

/// A family's rows.
struct onnx_table {
  const onnx_operator* rows = nullptr;
  int count = 0;
};

/// The kind of an operator's rows if it is not a layer's family. `memory`: bits of in_memory.
constexpr family onnx_kind(text kind, unsigned char memory = 0) {
  family f = stated_kind(kind);
  f.memory = memory;
  return f;
}

}  // namespace nns::detail
