// An ONNX graph as a list of instances that run one after another: functions are inlined, the branches of an If are
// listed one after the other, and every name is resolved to its value.
#pragma once

#include <nns/import/onnx/records.hpp>

namespace nns::detail {

/// A file's records, all together.
struct onnx_records {
  const char* bytes = nullptr;
  bool (*same)(const char* bytes, int a, int b, int length) = nullptr;  // whether two pieces of the file are equal
  onnx_counts counts{};
  const onnx_graph* graphs = nullptr;
  const onnx_record* nodes = nullptr;
  const onnx_name* references = nullptr;
  const onnx_attribute* attributes = nullptr;
  const std::int64_t* integers = nullptr;
  const double* reals = nullptr;
  const onnx_constant* constants = nullptr;
  const onnx_number* numbers = nullptr;
  const onnx_port* ports = nullptr;
  const onnx_import* imports = nullptr;

  [[nodiscard]] constexpr text at(slice s) const { return {bytes + s.first, static_cast<std::size_t>(s.length)}; }
};

enum class onnx_value_kind : std::uint8_t { nothing, input, constant, made, alias };

/// What a name refers to: an input of the model (by its port), a constant, an output of an instance, or another value.
struct onnx_value {
  onnx_value_kind kind;
  int index;
  int output;
};

enum class onnx_role : std::uint8_t {
  node,
  if_begins,  // its condition decides which of its branches run
  if_ends,    // its outputs are those of the branch that ran; inputs: of the first, then of the second
};

/// A node that runs: one of the graph, of a function where it is called, or of a branch.
struct onnx_instance {
  int node;
  const onnx_operator* row;  // null: not known
  onnx_role role;
  int opset;
  int first_use;  // of its inputs, among the program's uses
  int inputs;
  int outputs;
  int first_tensor;
  int first_attribute;
  int attributes;
  int guard;  // -1: none
};

/// A branch: it runs if the instance runs, and its condition has this value.
struct onnx_guard {
  int instance = 0;
  bool branch = false;
};

/// Constants at evaluation, and what runs.
struct onnx_program {
  const onnx_instance* instances = nullptr;
  const int* uses = nullptr;  // values; -1 is a missing input
  const onnx_value* values = nullptr;
  const onnx_guard* guards = nullptr;
  const int* inputs = nullptr;   // ports of the model
  const int* outputs = nullptr;  // values
  const onnx_tensor* constants = nullptr;
  onnx_lists lists{};
  int instance_count = 0;
  int input_count = 0;
  int output_count = 0;
  int tensor_count = 0;
  int constant_count = 0;
  int guard_count = 0;
  bool loses_numbers = true;  // of a small constant: shapes that are unknown may depend on them

  /// The value itself, not an alias.
  [[nodiscard]] constexpr const onnx_value& value(int v) const {
    while (values[v].kind == onnx_value_kind::alias) v = values[v].index;
    return values[v];
  }
};

/// A list that grows.
template <class T>
struct onnx_growing {
  T* values = nullptr;
  int size = 0;
  int room = 0;
  bool borrowed = false;

  constexpr onnx_growing() = default;
  onnx_growing(const onnx_growing&) = delete;
  onnx_growing& operator=(const onnx_growing&) = delete;
  constexpr ~onnx_growing() {
    if (!borrowed) delete[] values;
  }

  /// Reserves room for n.
  constexpr void expect(int n) {
    if (!borrowed) reserve(n);
  }

  /// Uses another array as long as that has room.
  constexpr void stand_in(T* array, int n) {
    values = array;
    room = n;
    borrowed = true;
  }

  constexpr void reserve(int n) {
    if (n <= room) return;
    T* const moved = new T[static_cast<std::size_t>(n)]{};
    for (int i = 0; i != size; ++i) moved[i] = values[i];
    if (!borrowed) delete[] values;
    borrowed = false;
    values = moved;
    room = n;
  }
  constexpr T& add(const T& t) {
    if (size == room) reserve(room < 32 ? 64 : 2 * room);
    return values[size++] = t;
  }
  constexpr T& operator[](int i) { return values[i]; }
  constexpr const T& operator[](int i) const { return values[i]; }
};

}  // namespace nns::detail
