// Parts of a tensor: split, chunk, unstack (several outputs), slice, take. Nothing is multiplied. concatenate and
// stack, which put parts together, are in nns/models/branches.hpp.
#pragma once

#include <nns/layers/axes.hpp>

namespace nns::detail {

/// One more of several outputs: the first stays in the machine.
constexpr void put_output(machine& m, int index, const shape& dims, shape& first) {
  if (index == 0)
    first = dims;
  else
    m.yield(dims);
}

constexpr void split_work(machine& m) {
  const int axis = index_of_axis(m, m.given->axis, m.x);
  if (axis < 0) return;
  const shape& n = m.numbers;
  const std::int64_t extent = m.x[axis];
  for (int i = 0; i != n.used; ++i)
    if (n[i] < 1) return m.fail(rule::size_not_positive, n[i]);
  shape part = m.x;
  shape first;
  m.found.activations = m.x.elements();
  if (n.used == 1) {
    if (extent != shape::unknown && extent % n[0] != 0) return m.fail(rule::not_divisible, extent, n[0]);
    part[axis] = (count{extent} / n[0]).value;
    if (!m.make_room(n[0] - 1)) return;
    for (int i = 0; i < n[0]; ++i) put_output(m, i, part, first);
  } else {
    count all = 0;
    for (const std::int64_t size : n) all += size;
    if (extent != shape::unknown && all.value != extent) return m.fail(rule::parts_do_not_fill, extent, all.value);
    for (int i = 0; i != n.used; ++i) {
      part[axis] = n[i];
      put_output(m, i, part, first);
    }
  }
  m.x = first;
}

constexpr void chunk_work(machine& m) {
  const int axis = index_of_axis(m, m.given->axis, m.x);
  if (axis < 0) return;
  const std::int64_t n = m.numbers[0];
  if (n < 1) return m.fail(rule::size_not_positive, n);
  const std::int64_t extent = m.x[axis];
  if (extent == shape::unknown) return m.fail(rule::extent_not_known, axis + 1);
  const std::int64_t size = (extent - 1) / n + 1;
  if (!m.make_room((extent - 1) / size)) return;
  m.found.activations = m.x.elements();
  shape part = m.x;
  shape first;
  int index = 0;
  for (std::int64_t left = extent; left > 0; left -= size) {
    part[axis] = left < size ? left : size;
    put_output(m, index++, part, first);
  }
  m.x = first;
}

constexpr void remove_axis(shape& s, int axis) {
  for (int i = axis + 1; i != s.used; ++i) s[i - 1] = s[i];
  s[--s.used] = 0;
}

constexpr void unstack_work(machine& m) {
  const int axis = index_of_axis(m, m.given->axis, m.x);
  if (axis < 0) return;
  const std::int64_t n = m.x[axis];
  if (n == shape::unknown) return m.fail(rule::extent_not_known, axis + 1);
  m.found.activations = m.x.elements();
  if (!m.make_room(n - 1)) return;
  remove_axis(m.x, axis);
  for (std::int64_t i = 1; i < n; ++i) m.yield(m.x);
}

constexpr void slice_work(machine& m) {
  const options& o = *m.given;
  const int axis = index_of_axis(m, o.axis, m.x);
  if (axis < 0) return;
  const std::int64_t extent = m.x[axis];
  const std::int64_t stride = o.has(option::strides) ? o.strides[0] : 1;
  if (stride < 1) return m.fail(rule::size_not_positive, stride);
  if (extent == shape::unknown) return;
  std::int64_t begin = m.numbers[0];
  std::int64_t end = m.numbers[1] == INT64_MAX ? extent : m.numbers[1];
  if (begin < 0) begin += extent;
  if (end < 0) end += extent;
  if (end > extent || end < 1) return m.fail(rule::out_of_range, m.numbers[1], extent);
  if (begin < 0 || begin >= end) return m.fail(rule::out_of_range, m.numbers[0], extent);
  m.x[axis] = (end - begin - 1) / stride + 1;
}

constexpr void take_work(machine& m) {
  const int axis = index_of_axis(m, m.given->axis, m.x);
  if (axis < 0) return;
  const std::int64_t extent = m.x[axis];
  const std::int64_t index = m.numbers[0];
  if (extent != shape::unknown && (index >= extent || index < -extent))
    return m.fail(rule::out_of_range, index, extent);
  remove_axis(m.x, axis);
}

consteval family slicing_family(text kind, step work, int numbers, option_set more = 0) {
  return {.kind = kind, .work = work, .accepts = only(option::axis) | more, .numbers = numbers,
          .keeps = in_training::nothing, .operations = &add_moves};
}
inline constexpr family split_family = slicing_family("split", &split_work, -1);
inline constexpr family chunk_family = slicing_family("chunk", &chunk_work, 1);
inline constexpr family unstack_family = slicing_family("unstack", &unstack_work, 0);
inline constexpr family slice_family = slicing_family("slice", &slice_work, 2, only(option::strides));
inline constexpr family take_family = slicing_family("take", &take_work, 1);

}  // namespace nns::detail

namespace nns::inline layers {

/// The end of a slice that runs to the last index.
inline constexpr std::int64_t to_end = INT64_MAX;

/// split<n, axis<a>>: n equal parts along the axis, by default the last; split<nns::extents{3, 5}>: parts of these
/// sizes. Each part is an output. Errors: an extent that n does not divide, sizes that do not add up to it, over
/// 10,000 parts.
template <auto Parts, class... Options>
struct split {
  NNS_LEAF(split)
  static constexpr void NNS_STEP(detail::machine& m) {
    m.run(detail::split_family, detail::number(Parts), detail::options_of<Options...>);
  }
  NNS_STEP_AS_DATA
};

/// chunk<n, axis<a>>: parts of ceil(extent / n), the last may be smaller, as PyTorch's chunk. Each is an output.
template <std::int64_t Parts, class... Options>
struct chunk {
  NNS_LEAF(chunk)
  static constexpr void NNS_STEP(detail::machine& m) {
    m.run(detail::chunk_family, shape{Parts}, detail::options_of<Options...>);
  }
  NNS_STEP_AS_DATA
};

/// unstack<axis<a>>: one output for each index of the axis, by default the last; the axis is removed. At most 10,000.
template <class... Options>
struct unstack {
  NNS_LEAF(unstack)
  static constexpr void NNS_STEP(detail::machine& m) {
    m.run(detail::unstack_family, shape{}, detail::options_of<Options...>);
  }
  NNS_STEP_AS_DATA
};

/// slice<begin, end, axis<a>, strides<s>>: the indices from begin up to, but not including, end, by default along the
/// last axis; each s-th of them. Negative ones count from the end, and to_end is the end. Error: a range outside the
/// input, or empty.
template <std::int64_t Begin, std::int64_t End, class... Options>
struct slice {
  NNS_LEAF(slice)
  static constexpr void NNS_STEP(detail::machine& m) {
    m.run(detail::slice_family, shape{Begin, End}, detail::options_of<Options...>);
  }
  NNS_STEP_AS_DATA
};

/// take<index, axis<a>>: one index of the axis, by default the last; the axis is removed. The class token of (T, C) is
/// take<0, axis<1>>. Error: an index outside the input.
template <std::int64_t Index, class... Options>
struct take {
  NNS_LEAF(take)
  static constexpr void NNS_STEP(detail::machine& m) {
    m.run(detail::take_family, shape{Index}, detail::options_of<Options...>);
  }
  NNS_STEP_AS_DATA
};

}  // namespace nns::inline layers
