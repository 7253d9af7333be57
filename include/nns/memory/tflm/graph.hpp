// A network as TensorFlow Lite Micro sees it: tensors, operators and subgraphs, as plain values.
// nns/import/tflite reads them from a file; here are only the numbers of the format.
#pragma once

#include <nns/detail/text.hpp>
#include <nns/shape.hpp>

#include <cstdint>

namespace nns::detail {

/// The builtin operators that this library's arithmetic tells apart, by their codes.
enum class tflite_operator : std::int16_t {
  add = 0,
  average_pool_2d = 1,
  concatenation = 2,
  conv_2d = 3,
  depthwise_conv_2d = 4,
  dequantize = 6,
  embedding_lookup = 7,
  floor = 8,
  fully_connected = 9,
  lstm = 16,
  max_pool_2d = 17,
  mul = 18,
  relu6 = 21,
  reshape = 22,
  rnn = 24,
  softmax = 25,
  svdf = 27,
  tanh = 28,
  call = 31,
  custom = 32,
  pad = 34,
  unidirectional_sequence_rnn = 35,
  gather = 36,
  batch_to_space_nd = 37,
  space_to_batch_nd = 38,
  mean = 40,
  sub = 41,
  div = 42,
  unidirectional_sequence_lstm = 44,
  bidirectional_sequence_rnn = 46,
  split = 49,
  bidirectional_sequence_lstm = 52,
  prelu = 54,
  maximum = 55,
  arg_max = 56,
  minimum = 57,
  less = 58,
  neg = 59,
  pad_v2 = 60,
  greater = 61,
  greater_equal = 62,
  less_equal = 63,
  transpose_conv = 67,
  equal = 71,
  not_equal = 72,
  sum = 74,
  shape = 77,
  arg_min = 79,
  reduce_max = 82,
  pack = 83,
  unpack = 88,
  reduce_min = 89,
  mirror_pad = 100,
  split_v = 102,
  add_n = 106,
  gather_nd = 107,
  if_ = 118,
  while_ = 119,
  batch_matmul = 126,
  call_once = 129,
  conv_3d = 132,
  reduce_all = 140,
  conv_3d_transpose = 141,
  var_handle = 142,
  read_variable = 143,
  assign_variable = 144,
  stablehlo_convolution = 171,
  stablehlo_reduce = 174,
  stablehlo_scatter = 190,
  stablehlo_dot_general = 197,
  stablehlo_reduce_window = 198,
  stablehlo_sort = 199,
  stablehlo_while = 200,
  stablehlo_composite = 206,
};

/// The types of elements, by their codes.
enum class tflite_type : std::uint8_t {
  float32,
  float16,
  int32,
  uint8,
  int64,
  string,
  bool_,
  int16,
  complex64,
  int8,
  float64,
  complex128,
  uint64,
  resource,
  variant,
  uint32,
  uint16,
  int4,
  bfloat16,
  int2,
  uint4,
  float8_e4m3fn,
  float8_e5m2,
};
inline constexpr int tflite_types = 23;

/// FNV-1a: names are compared by their hashes, since not all of the code has the file's characters.
inline constexpr std::uint64_t hash_basis = 14695981039346656037U;
constexpr std::uint64_t hashed(std::uint64_t hash, unsigned byte) { return (hash ^ byte) * 1099511628211U; }
constexpr std::uint64_t name_hash(text name) {
  std::uint64_t hash = hash_basis;
  for (const char c : name) hash = hashed(hash, static_cast<unsigned char>(c));
  return hashed(hash, 0xff);
}

/// Characters of the file: a name.
struct file_name {
  std::int64_t first = 0;
  int length = 0;
};

/// A tensor of a subgraph.
struct tflite_tensor {
  shape dims{};                // as the file has it, the batch included
  std::int64_t elements = 1;
  std::int64_t bytes = 0;      // as TFLM plans it: int4 takes a byte, a resource handle four
  std::int64_t stored = 0;     // bytes that the file has of it; 0: it is not a constant
  std::int64_t offline = -1;   // where an offline plan puts it
  file_name name{};
  int scales = 0;              // of its quantization; 0: none
  int buffer = 0;
  tflite_type type = tflite_type::float32;
  bool variable = false;
  bool quantized = false;      // scales and zero points
  [[nodiscard]] constexpr bool constant() const { return stored != 0; }
  [[nodiscard]] constexpr bool is(tflite_type t) const { return type == t; }
};

/// An operator's options, as far as anything depends on them.
struct tflite_node_options {
  int padding = 0;  // 0: same, 1: valid
  std::int64_t strides[3]{1, 1, 1};   // depth, height, width
  std::int64_t dilation[3]{1, 1, 1};
  std::int64_t window[3]{1, 1, 1};
  std::int64_t multiplier = 1;
  int activation = 0;
  int axis = 0;
  int first_subgraph = -1;
  int second_subgraph = -1;
  int body = -1;         // of StableHLO's operators, which TFLM does not run: the subgraph that is applied
  int second_body = -1;
  unsigned contracted = 0;       // of StableHLO's products: the left operand's axes that are summed over, as bits
  int kernel_outputs = -1;       // of its convolution: the kernel's axis of output features
  bool is_transposed = false;    // its input is dilated, or its batch is grouped
  bool adj_x = false;
  bool adj_y = false;
  bool time_major = false;
  bool keep_dims = false;
};

struct tflite_node {
  int code = 0;
  file_name custom{};
  int first_input = 0;   // in `indices`
  int inputs = 0;
  int first_output = 0;
  int outputs = 0;
  std::uint64_t hash = 0;  // of a custom operator's name; of what a VAR_HANDLE's variable is called
  std::int64_t position = 0;
  tflite_node_options options{};
  [[nodiscard]] constexpr bool is(tflite_operator o) const { return code == static_cast<int>(o); }
};

struct tflite_subgraph {
  int first_tensor = 0;
  int tensors = 0;
  int first_operator = 0;
  int operators = 0;
  int first_input = 0;
  int inputs = 0;
  int first_output = 0;
  int outputs = 0;
};

/// A whole network, in arrays that others own.
struct tflite_graph {
  const tflite_tensor* tensors = nullptr;
  const tflite_node* operators = nullptr;
  const tflite_subgraph* subgraphs = nullptr;
  const int* indices = nullptr;
  int tensor_count = 0;
  int operator_count = 0;
  int subgraph_count = 0;
  bool offline_plan = false;

  /// The tensor of an operator's input, by its number in all tensors; -1 if it has none there.
  [[nodiscard]] constexpr int input(const tflite_subgraph& s, const tflite_node& o, int i) const {
    if (i >= o.inputs) return -1;
    const int index = indices[o.first_input + i];
    return index < 0 ? -1 : s.first_tensor + index;
  }
  [[nodiscard]] constexpr int output(const tflite_subgraph& s, const tflite_node& o, int i) const {
    return i >= o.outputs || indices[o.first_output + i] < 0 ? -1 : s.first_tensor + indices[o.first_output + i];
  }
  /// The same, the tensor itself; one without elements if there is none.
  [[nodiscard]] constexpr const tflite_tensor& input_tensor(const tflite_subgraph& s, const tflite_node& o, int i) const;
  [[nodiscard]] constexpr const tflite_tensor& output_tensor(const tflite_subgraph& s, const tflite_node& o,
                                                             int i) const;
};

inline constexpr tflite_tensor no_tensor{.elements = 0};

constexpr const tflite_tensor& tflite_graph::input_tensor(const tflite_subgraph& s, const tflite_node& o, int i) const {
  const int at = input(s, o, i);
  return at < 0 ? no_tensor : tensors[at];
}
constexpr const tflite_tensor& tflite_graph::output_tensor(const tflite_subgraph& s, const tflite_node& o,
                                                           int i) const {
  const int at = output(s, o, i);
  return at < 0 ? no_tensor : tensors[at];
}

/// The bytes of an element, as TFLM counts them; 0: such a tensor has no size.
constexpr std::int64_t tflite_element_bytes(tflite_type t) {
  constexpr std::int8_t sizes[] = {4, 2, 4, 1, 8, 1, 1, 2, 8, 1, 8, 16, 8, 4, 4, 4, 2, 1, 2, 1, 1, 1, 1};
  return sizes[static_cast<int>(t)];
}

}  // namespace nns::detail
