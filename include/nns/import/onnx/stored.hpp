// The constants of an ONNX file: as tensors during evaluation, and the bytes of its parameters.
#pragma once

#include <nns/import/onnx/program.hpp>
#include <nns/memory/storage.hpp>

namespace nns::detail {

/// A constant as a tensor that arrives at nodes.
constexpr void put_constant(const onnx_records& r, int i, onnx_tensor& t) {
  const onnx_constant& c = r.constants[i];
  t.type = c.type, t.ranked = t.constant = true, t.origin = i, t.dims = c.dims;
  if (c.whole) t.values = r.numbers + c.first_number;
}

/// Whether the file has not kept the numbers of a small constant.
constexpr bool loses_numbers(const onnx_constant& c) { return !c.whole && c.dims.elements() <= onnx_tensor::most_values; }

/// Sets of the file's constants: a bit for each.
constexpr int words_of_set(int constants) { return constants / 64 + 1; }
constexpr bool is_in_set(const std::uint64_t* set, int constant) { return (set[constant >> 6] >> (constant & 63) & 1) != 0; }
constexpr void add_to_set(std::uint64_t* set, int constant) { set[constant >> 6] |= std::uint64_t{1} << (constant & 63); }

/// The bytes of the constants that nodes use as parameters, by the file's types or by given ones.
constexpr std::int64_t onnx_parameter_bytes(const onnx_records& r, const std::uint64_t* claimed, bool has_storage,
                                            const storage& types) {
  count sum = 0;
  for (int i = 0; i != r.counts.constants; ++i) {
    if (!is_in_set(claimed, i)) continue;
    const std::int64_t elements = r.constants[i].dims.elements();
    sum += has_storage ? count{bytes_of(elements, types.weights)} : (count{elements} * bits_of(r.constants[i].type) + 7) / 8;
  }
  return sum.value;
}

}  // namespace nns::detail
