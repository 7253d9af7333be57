// The bytes of a training step's tensors, of what rows keep inside, and of attention scores.
#pragma once

#include <nns/memory/training/flow.hpp>
#include <nns/memory/training/options.hpp>

namespace nns::detail {

/// The largest part of bytes that are split among devices: a remainder is somewhere.
constexpr std::int64_t part_of(std::int64_t bytes, std::int64_t parts) {
  return bytes < 0 || parts == 1 ? bytes : bytes / parts + (bytes % parts != 0);
}

/// The bytes of this many elements of a row's activations.
constexpr std::int64_t activation_bytes(const trained_row& r, const training_options& o, std::int64_t elements) {
  return bytes_of(times(elements, o.batch), r.stored == nullptr ? o.types.activations : r.stored->activations);
}
constexpr std::int64_t tensor_bytes(const training_flow& f, const training_options& o, int tensor) {
  const trained_tensor& t = f.tensors.values[tensor];
  return part_of(activation_bytes(f.rows.values[t.row], o, t.elements), t.parts);
}

/// What a row keeps inside, without its scores.
constexpr std::int64_t inside_bytes(const trained_row& r, const training_options& o) {
  const std::int64_t shared = activation_bytes(r, o, r.shared_inside), all = activation_bytes(r, o, r.inside);
  const std::int64_t parted = plus(all < 0 || shared < 0 ? all : all - shared, times(r.bytes, o.batch));
  return plus(plus(part_of(parted, r.parts), shared), r.bytes_once);
}

/// The scores of attention while it runs: those after the softmax and, with dropout, a mask and the remaining scores.
constexpr std::int64_t score_bytes(const trained_row& r, const training_options& o) {
  const std::int64_t once = activation_bytes(r, o, r.scores);
  return part_of(o.attention_dropout ? plus(times(once, 2), times(r.scores, o.batch)) : once, r.parts);
}

/// What is kept of them. A fused kernel keeps a float32 for each query and head (Dao et al. 2022).
constexpr std::int64_t kept_score_bytes(const trained_row& r, const training_options& o) {
  switch (o.attention) {
    case attention_kernel::fused: return part_of(times(times(r.queries, 4), o.batch), r.parts);
    case attention_kernel::recomputed: return 0;
    default: return score_bytes(r, o);
  }
}

}  // namespace nns::detail
