// The rules for functions of tensors: what determines a function's shape, and whether it multiplies. Which function has
// which rule is in operation_classes.hpp and operation_functions.hpp.
#pragma once

#include <nns/detail/text.hpp>

#include <cstddef>
#include <cstdint>

namespace nns::detail {

// RULE(name, how it costs, what its shape or cost follows from: a line of the page on operations).
//   free: it multiplies nothing. If its arguments do not determine its shape, the file's is used.
//   certain: it multiplies nothing if its arguments show it; otherwise it is refused, whatever shape the file gives.
//   costed: by a formula. If its arguments do not determine it, it is refused.
//   refused: it multiplies, and there is no formula for it here.
#define NNS_OPERATION_RULES(RULE)                                                                                      \
  RULE(element_wise, free, "element by element; extents of 1 are stretched, constants too")                            \
  RULE(choice, free, "element by element, if it is given values to choose from")                                       \
  RULE(same, free, "the shape of the first tensor")                                           \
  RULE(in_place, free, "along an axis; the shape stays")                                                               \
  RULE(reduce_mean, free, "along axes, which are removed or become 1")                                                          \
  RULE(reduce_sum, free, "along axes, which are removed or become 1")                                                           \
  RULE(reduce_max, free, "along axes, which are removed or become 1")                                                           \
  RULE(reduce_min, free, "along axes, which are removed or become 1")                                                           \
  RULE(reduce, free, "along axes, which are removed or become 1")                                                               \
  RULE(norm, certain, "along axes, which are removed or become 1; not the spectral or nuclear norm of matrices")       \
  RULE(average, certain, "along axes, which are removed; refused with weights, since it is then a product")            \
  RULE(reshape, free, "to the given extents, after the batch")                                                         \
  RULE(transpose, free, "the axes are permuted; the batch stays first")                                           \
  RULE(swap, free, "two axes are swapped")                                                                           \
  RULE(matrix_transpose, free, "the last two axes are swapped")                                                      \
  RULE(concatenate, free, "along an axis")                                                                             \
  RULE(stack, free, "along a new axis")                                                                                \
  RULE(unstack, free, "along an axis, which is removed")                                                                     \
  RULE(expand_dims, free, "a new axis of 1")                                                                           \
  RULE(squeeze, free, "axes of 1 are removed")                                                                         \
  RULE(tile, free, "a given number of times along each axis")                                                             \
  RULE(repeat, free, "each element along an axis")                                                                     \
  RULE(pad, free, "before and after, along each axis")                                                                 \
  RULE(one_hot, free, "a new last axis")                                                                               \
  RULE(split, free, "into equal parts along an axis")                                                                  \
  RULE(resize, free, "to a height and a width; interpolation is not counted")                                          \
  RULE(select, free, "indices, ranges, None and ... in Python's brackets")                                             \
  RULE(as_said, free, "the shape that the file gives")                                                                  \
  RULE(matmul, costed, "(..., T, I) by (..., I, U): (leading extents) T I U")                                          \
  RULE(matvec, costed, "(..., T, I) by (..., I): (leading extents) T I")                                               \
  RULE(einsum, costed, "from left to right, two by two: the extents of all letters that meet, multiplied")             \
  RULE(dot, costed, "the last axis by the other's last but one (or its only one): their product and all others'")      \
  RULE(tensordot, costed, "the axes given: their product and all others'")                                             \
  RULE(inner, costed, "the last axes: their product and all others'")                                                  \
  RULE(outer, costed, "each element by each element of a constant")                                                    \
  RULE(vdot, costed, "each element by the same element of the other")                                                                    \
  RULE(conv, costed, "a convolution whose kernel is a constant: P K (C/g) k")                                          \
  RULE(conv_transpose, costed, "a transposed convolution whose kernel is a constant: Q C K k")                         \
  RULE(depthwise_conv, costed, "a depthwise convolution whose kernel is a constant: P C m k")                          \
  RULE(separable_conv, costed, "a separable convolution whose kernels are constants: P C m k + P C m K")               \
  RULE(attention, costed, "h heads, T queries and S keys of d, values of e: h T S (d + e)")                            \
  RULE(gray, costed, "three channels become one: three for each pixel")                                                \
  RULE(moves_batch, refused, "moves elements between instances, so the cost of one instance is not certain")        \
  RULE(refused, refused, "multiplies, or runs code that is not in the file, and there is no formula for it here")

/// What a function costs.
enum class operation_cost : std::uint8_t { free, certain, costed, refused };

enum class operation_rule : std::uint8_t {
#define NNS_OPERATION_RULE(name, cost, sentence) name,
  NNS_OPERATION_RULES(NNS_OPERATION_RULE)
#undef NNS_OPERATION_RULE
};

inline constexpr int operation_rule_count = 0
#define NNS_OPERATION_RULE(name, cost, sentence) +1
    NNS_OPERATION_RULES(NNS_OPERATION_RULE)
#undef NNS_OPERATION_RULE
    ;

constexpr operation_cost cost_of(operation_rule r) {
  constexpr operation_cost costs[] = {
#define NNS_OPERATION_RULE(name, cost, sentence) operation_cost::cost,
      NNS_OPERATION_RULES(NNS_OPERATION_RULE)
#undef NNS_OPERATION_RULE
  };
  return costs[static_cast<int>(r)];
}

/// A function's name, and its rule.
struct operation_entry {
  text name;
  operation_rule rule;
};

/// Whether a comes before b in the tables.
constexpr bool stands_before(text a, text b) {
  const std::size_t length = a.length < b.length ? a.length : b.length;
  for (std::size_t i = 0; i != length; ++i)
    if (a[i] != b[i]) return static_cast<unsigned char>(a[i]) < static_cast<unsigned char>(b[i]);
  return a.length < b.length;
}

/// Binary search: the tables are sorted. Null if it is not found.
template <std::size_t N>
constexpr const operation_entry* find_operation(const operation_entry (&table)[N], text name) {
  std::size_t first = 0;
  std::size_t last = N;
  while (first != last) {
    const std::size_t middle = (first + last) / 2;
    if (stands_before(table[middle].name, name))
      first = middle + 1;
    else
      last = middle;
  }
  return first != N && table[first].name.length == name.length && !stands_before(name, table[first].name)
             ? &table[first]
             : nullptr;
}

}  // namespace nns::detail
