// An adapter of low rank (LoRA): what lora_rank<r> makes of a layer that has one matrix.
#pragma once

#include <nns/detail/machine.hpp>

namespace nns::detail {

/// The matrix, of N numbers in rows of U, is fixed, and two of N / U r and r U are trained. They are added to the matrix
/// before it multiplies, which costs what it costs without them. Source: Hu et al. 2021; Keras' enable_lora.
constexpr void adapt(machine& m, count matrix, count row) {
  const count r = m.given->lora_rank;
  if (r.value < 1) return m.fail(rule::size_not_positive, r.value);
  m.found.fixed += matrix;
  m.found.trainable = m.found.trainable - matrix + matrix / row.value * r + r * row;
}

}  // namespace nns::detail
