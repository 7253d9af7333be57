// The sizes of TensorFlow Lite Micro's own objects on three kinds of machines: data for memory/tflm/tail.hpp.
// Measured with TFLM 90b983c2 of 2026-08, compiled for x86-64 and for 32-bit ARM with short enums (AAPCS, as bare-metal
// ARM compilers have them); the ESP32 is derived from the structs, and agrees with four models measured on boards.
// A newer TFLM is a newer table: this file is all that changes.
#pragma once

#include <nns/detail/text.hpp>

namespace nns::tflm {

/// The version of TFLM whose numbers these are.
inline constexpr text version = "2026-08 (90b983c2)";

/// A size and an alignment, in bytes.
struct layout {
  int size = 0;
  int alignment = 1;
};

/// What an operator keeps: the parameters that are read from the file, and what its kernel allocates when it begins
/// (one piece, or two). These are the reference kernels; if CMSIS-NN's kernel takes another size, that is `optimized`.
struct kept_by_operator {
  int code = 0;  // the format's; 32: a custom operator
  text name{};   // the format's; of custom operators, their own
  layout parameters{};
  int data = 0;
  int more_data = 0;
  int optimized = 0;  // 0: the same; -1: not known
};

/// Sizes of TFLM's objects on one kind of machine.
struct abi {
  static constexpr int most_operators = 96;

  text name{};
  int pointer = 0;
  int word = 0;  // the alignment of structs that hold pointers
  int allocator = 0;
  int planner = 0;
  int micro_allocator = 0;
  int builtin_data_allocator = 0;
  int subgraph = 0;
  int eval_tensor = 0;
  int node = 0;
  int tensor = 0;
  int quantization = 0;
  int allocation_info = 0;
  int scratch_handle = 0;
  int scratch_request = 0;
  int planner_per_buffer = 0;
  int resource_variables = 0;
  int resource_variable = 0;
  int operators_used = 0;
  kept_by_operator operators[most_operators]{};
};

}  // namespace nns::tflm
