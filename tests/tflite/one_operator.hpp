// A .tflite of one operator, from the extents and types of its tensors.
#pragma once

#include "tflite/writer.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace tflite_writer {

enum type : int { float32 = 0, int32 = 2, uint8 = 3, int64 = 4, boolean = 6, int16 = 7, int8 = 9, resource = 13, int4 = 17 };

struct operand {
  std::vector<std::int64_t> extents{};
  int of = float32;
  bool constant = false;
  std::size_t scales = 0;
};

inline operand arrives(std::vector<std::int64_t> extents, int of = float32) { return {std::move(extents), of, false, 0}; }
inline operand weights(std::vector<std::int64_t> extents, int of = float32, std::size_t scales = 0) {
  return {std::move(extents), of, true, scales};
}
/// An input that is left out.
inline operand none() { return {{}, -1, false, 0}; }

/// A file whose operator takes the operands, and makes a result; `more` are the operator's options.
inline table one_operator(table what, const std::vector<operand>& operands, const operand& result, table options = {}) {
  std::vector<table> tensors;
  std::vector<std::size_t> buffers;
  std::vector<std::int64_t> takes, arriving;
  const auto add = [&](const operand& o) {
    std::size_t bytes = o.of == float32 || o.of == int32 ? 4 : o.of == int16 ? 2 : o.of == int64 ? 8 : 1;
    for (const std::int64_t n : o.extents) bytes *= static_cast<std::size_t>(n);
    if (o.constant) buffers.push_back(bytes);
    const std::size_t scales = o.scales != 0 ? o.scales : o.of == int8 || o.of == int16 ? 1 : 0;
    tensors.push_back(tensor("", o.extents, o.of, o.constant ? static_cast<int>(buffers.size()) : 0, scales));
    return static_cast<std::int64_t>(tensors.size()) - 1;
  };
  for (const operand& o : operands) {
    takes.push_back(o.of < 0 ? -1 : add(o));
    if (o.of >= 0 && !o.constant) arriving.push_back(takes.back());
  }
  const std::int64_t y = add(result);
  const int has = options.empty() ? 0 : 1;
  return model({std::move(what)}, {subgraph(std::move(tensors), arriving, {y}, {node(0, takes, {y}, has, std::move(options))})},
               buffers);
}

/// The options of a convolution (67, 3) or depthwise one (4) with the same strides on both axes.
inline table window_options(int code_of_it, bool valid, int stride, int dilation = 1) {
  table options{{0, byte(valid)}, {1, number(stride)}, {2, number(stride)}};
  const int first = code_of_it == 4 ? 5 : 4;
  if (dilation != 1) options[first] = options[first + 1] = number(dilation);
  return options;
}

}  // namespace tflite_writer
