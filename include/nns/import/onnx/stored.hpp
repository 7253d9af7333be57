// The constants of an ONNX file: as tensors during evaluation, and the bytes of its parameters.
#pragma once

#include <nns/import/onnx/program.hpp>
#include <nns/memory/storage.hpp>

namespace nns::detail {

/// A constant as a tensor that arrives at nodes.
constexpr onnx_tensor onnx_tensor_of(const onnx_records& r, int i) {
  const onnx_constant& c = r.constants[i];
  onnx_tensor t;
  t.type = c.type;
  t.ranked = true;
  t.constant = true;
  t.origin = i;
  t.dims = c.dims;
  if (c.whole) t.values = r.numbers + c.first_number;
  return t;
}

/// The bytes of the constants that nodes use as parameters, by the file's types or by given ones.
constexpr std::int64_t onnx_parameter_bytes(const onnx_records& r, const bool* claimed, bool has_storage,
                                            const storage& types) {
  count sum = 0;
  for (int i = 0; i != r.counts.constants; ++i) {
    if (!claimed[i]) continue;
    const std::int64_t elements = r.constants[i].dims.elements();
    sum += has_storage ? count{bytes_of(elements, types.weights)} : (count{elements} * bits_of(r.constants[i].type) + 7) / 8;
  }
  return sum.value;
}

}  // namespace nns::detail
