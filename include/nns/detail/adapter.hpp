// A low-rank adapter (LoRA): what lora_rank<r> adds to a layer that has one matrix.
#pragma once

#include <nns/detail/machine.hpp>

namespace nns::detail {

/// The matrix, N numbers in rows of U, is not trained; two matrices of (N / U) r and r U numbers are. Their product is
/// added to the matrix before it multiplies, so the multiply-adds stay the same. Source: Hu et al. 2021; Keras'
/// enable_lora.
constexpr void adapt(machine& m, count matrix, count row) {
  const count r = m.given->lora_rank;
  if (r.value < 1) return m.fail(rule::size_not_positive, r.value);
  m.found.fixed += matrix;
  m.found.trainable = m.found.trainable - matrix + matrix / row.value * r + r * row;
}

}  // namespace nns::detail
