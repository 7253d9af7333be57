// Operators on whole tensors: transpose, squeeze, expand_dims, pad, tile, broadcast_to, and reductions along axes.
// They multiply nothing. Further ones: reshaping.hpp, slicing.hpp, rearranging.hpp.
#pragma once

#include <nns/detail/builtin.hpp>
#include <nns/layers/axes.hpp>

namespace nns::detail {

constexpr void transpose_work(machine& m) {
  const int a = index_below(m, m.numbers[0], m.x.rank());
  const int b = m.bad ? -1 : index_below(m, m.numbers[1], m.x.rank());
  if (m.bad) return;
  const std::int64_t extent = m.x[a];
  m.x[a] = m.x[b];
  m.x[b] = extent;
}

/// Removes the axes that are dropped; the others keep their order.
constexpr void drop_axes(machine& m, const axis_set& dropped) {
  shape left;
  for (int i = 0; i != m.x.rank(); ++i)
    if (!dropped.has(i)) left.push_back(m.x[i]);
  m.x = left;
}

constexpr void squeeze_work(machine& m) {
  axis_set axes;
  for (const std::int64_t axis : m.numbers)
    if (!axes.take(m, axis)) return;
  for (int i = 0; i != m.x.rank(); ++i) {
    if (m.numbers.used == 0 && m.x[i] == 1) axes.bits |= 1U << i;
    if (axes.has(i) && m.x[i] != 1 && m.x[i] != shape::unknown)
      return m.fail(rule::squeezed_extent_not_one, i + 1, m.x[i]);
  }
  drop_axes(m, axes);
}

constexpr void expand_dims_work(machine& m) {
  if (m.x.rank() == shape::max_rank) return m.fail(rule::rank_above_eight, shape::max_rank + 1);
  const int axis = index_below(m, m.numbers[0], m.x.rank() + 1);
  if (axis < 0) return;
  m.x.push_back(1);
  for (int i = m.x.rank() - 1; i != axis; --i) m.x[i] = m.x[i - 1];
  m.x[axis] = 1;
}

constexpr void pad_work(machine& m) {
  if (m.numbers.used != m.x.rank() * 2) return m.fail(rule::wrong_count_of_numbers, m.x.rank() * 2, m.numbers.used);
  for (int i = 0; i != m.x.rank(); ++i) {
    if (m.x[i] == shape::unknown) continue;
    std::int64_t result = 0;
    if (NNS_BUILTIN(add_overflow)(m.x[i], m.numbers[2 * i], &result) ||
        NNS_BUILTIN(add_overflow)(result, m.numbers[2 * i + 1], &result))
      return m.fail(rule::count_overflows_63_bits);
    if (result < 1) return m.fail(rule::cropped_away, m.x[i], m.x[i] - result);
    m.x[i] = result;
  }
}

constexpr void tile_work(machine& m) {
  if (m.numbers.used != m.x.rank()) return m.fail(rule::wrong_count_of_numbers, m.x.rank(), m.numbers.used);
  for (int i = 0; i != m.x.rank(); ++i) {
    if (m.numbers[i] < 1) return m.fail(rule::extent_not_positive, i + 1, m.numbers[i]);
    m.x[i] = (count{m.x[i]} * m.numbers[i]).value;
    if (m.x[i] == count::overflowed) return m.fail(rule::count_overflows_63_bits);
  }
}

constexpr void broadcast_to_work(machine& m) {
  const int added = m.numbers.used - m.x.rank();
  if (added < 0) return m.fail(rule::rank_too_large, m.numbers.used, m.x.rank());
  for (int i = 0; i != m.numbers.used; ++i) {
    const std::int64_t from = i < added ? 1 : m.x[i - added];
    if (m.numbers[i] < 1) return m.fail(rule::extent_not_positive, i + 1, m.numbers[i]);
    if (from != 1 && from != shape::unknown && from != m.numbers[i])
      return m.fail(rule::only_one_is_stretched, from, m.numbers[i]);
  }
  m.x = m.numbers;
}

constexpr void reduce_work(machine& m) {
  axis_set axes;
  if (!axes.read(m, 0)) return;
  m.found.element_wise = m.x.elements();
  if (!m.given->keepdims) return drop_axes(m, axes);
  for (int i = 0; i != m.x.rank(); ++i)
    if (axes.has(i)) m.x[i] = 1;
}

consteval family tensor_family(text kind, step work, int numbers, unsigned short memory = 0,
                               std::uint16_t keeps = in_training::nothing) {
  return {.kind = kind,
          .work = work,
          .numbers = numbers,
          .memory = memory,
          .keeps = keeps,
          .operations = (memory & in_memory::view) != 0 ? nullptr : &add_moves};
}
inline constexpr family transpose_family = tensor_family("transpose", &transpose_work, 2, 0, in_training::view);
inline constexpr family squeeze_family = tensor_family("squeeze", &squeeze_work, -1, in_memory::view, in_training::view);
inline constexpr family expand_dims_family = tensor_family("expand_dims", &expand_dims_work, 1, in_memory::view,
                                                           in_training::view);
inline constexpr family pad_family = tensor_family("pad", &pad_work, -1);
inline constexpr family tile_family = tensor_family("tile", &tile_work, -1);
inline constexpr family broadcast_to_family = tensor_family("broadcast_to", &broadcast_to_work, -1);

/// Of n elements that become one: n - 1 sums or comparisons, and a division for a mean.
template <bool Compares, bool Divides>
constexpr void reduce_operations(const machine& m, operations_found& o) {
  const count taken = count{m.input_of(0).elements()} - m.x.elements();
  (Compares ? o.comparisons : o.additions) += taken;
  if (Divides) o.divisions += m.x.elements();
}

consteval family reduction_family(text kind, void (*operations)(const machine&, operations_found&),
                                  std::uint16_t keeps = in_training::nothing) {
  return {.kind = kind,
          .work = &reduce_work,
          .accepts = set_of(option::axis, option::keepdims),
          .numbers = 0,
          .keeps = keeps,
          .operations = operations};
}
inline constexpr family reduce_mean_family = reduction_family("reduce_mean", &reduce_operations<false, true>);
inline constexpr family reduce_sum_family = reduction_family("reduce_sum", &reduce_operations<false, false>);
inline constexpr family reduce_max_family = reduction_family("reduce_max", &reduce_operations<true, false>, in_training::inputs | in_training::output);
inline constexpr family reduce_min_family = reduction_family("reduce_min", &reduce_operations<true, false>, in_training::inputs | in_training::output);

}  // namespace nns::detail

namespace nns::inline layers {

#define NNS_TENSOR_OPERATOR(name)                                             \
  template <std::int64_t... Numbers>                                          \
  struct name {                                                               \
    NNS_LEAF(name)                                                            \
    static constexpr void NNS_STEP(detail::machine& m) {                      \
      m.run(detail::name##_family, shape{Numbers...}, detail::no_options);    \
    }                                                                         \
    NNS_STEP_AS_DATA                                                          \
  };

/// transpose<a, b>: swaps two axes, as in PyTorch. Axes count from 1, or from -1; permute<...> orders them all.
NNS_TENSOR_OPERATOR(transpose)
/// squeeze<axes...>: removes axes of extent 1; squeeze<>: all of them. Error: an axis of another extent.
NNS_TENSOR_OPERATOR(squeeze)
/// expand_dims<axis>: inserts an axis of extent 1 at this position.
NNS_TENSOR_OPERATOR(expand_dims)
/// pad<before, after, ...>: two numbers for each axis, from the first; negative ones crop. Error: nothing is left.
NNS_TENSOR_OPERATOR(pad)
/// tile<n...>: n copies along each axis.
NNS_TENSOR_OPERATOR(tile)
/// broadcast_to<extents...>: stretches extents of 1, and adds missing axes at the front, to get the given shape.
NNS_TENSOR_OPERATOR(broadcast_to)

#undef NNS_TENSOR_OPERATOR

#define NNS_REDUCTION(name)                                                      \
  template <class... Options>                                                    \
  struct name {                                                                  \
    NNS_LEAF(name)                                                               \
    static constexpr void NNS_STEP(detail::machine& m) {                         \
      m.run(detail::name##_family, shape{}, detail::options_of<Options...>);     \
    }                                                                            \
    NNS_STEP_AS_DATA                                                             \
  };

/// reduce_mean<axis<n...>, keepdims>: the mean along the axes, by default all; the axes are removed, or keep extent 1.
NNS_REDUCTION(reduce_mean)
NNS_REDUCTION(reduce_sum)
NNS_REDUCTION(reduce_max)
NNS_REDUCTION(reduce_min)

#undef NNS_REDUCTION

}  // namespace nns::inline layers
