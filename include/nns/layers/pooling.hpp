// Pooling: local, global and adaptive, in one, two and three dimensions. It multiplies nothing and has no parameters.
#pragma once

#include <nns/layers/window.hpp>

namespace nns::detail {

constexpr void run_pooling(machine& m, int axes) {
  const axis_numbers size{m.numbers};
  window w{*m.given, axes, size, m.given->strides.used == 0 ? size : m.given->strides};
  if (m.given->padding == padding_mode::causal) return m.fail(rule::causal_is_for_one_dimension);
  if (!w.read(m)) return;
  for (int i = 0; i != axes; ++i)
    if (2 * w.pads[i] > w.kernel[i]) return m.fail(rule::padding_above_half_the_window, w.pads[i], w.kernel[i]);
  if (m.how->element_wise) m.found.element_wise = m.x.elements();
  std::int64_t taps = 0;
  w.slide(m, taps);
}
template <int Axes>
constexpr void pooling_work(machine& m) {
  run_pooling(m, Axes);
}

constexpr void run_global_pooling(machine& m, int axes) {
  if (m.x.rank() != axes + 1) return m.fail(rule::wrong_rank, axes + 1, m.x.rank());
  m.found.element_wise = m.x.elements();
  const bool first = m.given->channels_first;
  const std::int64_t C = first ? m.x[0] : m.x.back();
  if (!m.given->keepdims) {
    m.x = {C};
    return;
  }
  for (std::int64_t& extent : m.x) extent = 1;
  m.x[first ? 0 : axes] = C;
}
template <int Axes>
constexpr void global_pooling_work(machine& m) {
  run_global_pooling(m, Axes);
}

constexpr void run_adaptive_pooling(machine& m, int axes) {
  if (m.x.rank() != axes + 1) return m.fail(rule::wrong_rank, axes + 1, m.x.rank());
  const extents& n = m.numbers;
  if (n.used != 1 && n.used != axes) return m.fail(rule::one_number_or_one_per_axis, axes, n.used);
  m.found.element_wise = m.x.elements();
  for (int i = 0; i != axes; ++i) {
    const std::int64_t extent = n.used == 1 ? n[0] : n[i];
    if (extent < 1) return m.fail(rule::extent_not_positive, i + 1, extent);
    m.x[(m.given->channels_first ? 1 : 0) + i] = extent;
  }
}
template <int Axes>
constexpr void adaptive_pooling_work(machine& m) {
  run_adaptive_pooling(m, Axes);
}

// For each output of a window of n elements: n - 1 comparisons for a maximum; n - 1 additions and a division for a
// mean.
constexpr bool is_maximum(text kind) {
  for (std::size_t i = 0; i + 3 <= kind.size(); ++i)
    if (kind[i] == 'm' && kind[i + 1] == 'a' && kind[i + 2] == 'x') return true;
  return false;
}

constexpr void add_reductions(const machine& m, operations_found& o, count taken) {
  const count outputs = m.x.elements();
  if (is_maximum(m.kind->kind)) {
    o.comparisons += taken - outputs;
  } else {
    o.additions += taken - outputs;
    o.divisions += outputs;
  }
}

/// Padding is included.
constexpr void pooling_operations(const machine& m, operations_found& o) {
  count taps = 1;
  for (int i = 0; i != m.x.rank() - 1; ++i) taps *= m.numbers.used == 1 ? m.numbers[0] : m.numbers[i];
  add_reductions(m, o, count{m.x.elements()} * taps);
}

constexpr void global_pooling_operations(const machine& m, operations_found& o) {
  add_reductions(m, o, m.input_of(0).elements());
}

/// Along an axis of extent n, window i is the range from floor(i n / o) to before ceil((i + 1) n / o), as in PyTorch.
constexpr void adaptive_pooling_operations(const machine& m, operations_found& o) {
  const int axes = m.x.rank() - 1;
  const int first = m.given->channels_first ? 1 : 0;
  count taken = m.x[m.given->channels_first ? 0 : axes];
  for (int axis = first; axis != first + axes; ++axis) {
    const std::int64_t n = m.input_of(0)[axis];
    const std::int64_t outputs = m.x[axis];
    count along = n < 0 ? count{count::unknown} : count{0};
    for (std::int64_t i = 0; n >= 0 && i != outputs; ++i) along += ((i + 1) * n + outputs - 1) / outputs - i * n / outputs;
    taken *= along;
  }
  add_reductions(m, o, taken);
}

/// A maximum keeps which element was the largest; an average keeps its input, which frameworks read again.
consteval std::uint16_t kept_by_pool(text kind) {
  return is_maximum(kind) ? in_training::inputs | in_training::indices : in_training::inputs;
}

consteval family pooling_family(text kind, step work) {
  return {.kind = kind,
          .work = work,
          .accepts = set_of(option::strides, option::padding, option::dilation, option::ceil_mode,
                            option::channels_first),
          .numbers = -1,
          .memory = in_memory::takes_activation,
          .keeps = kept_by_pool(kind),
          .operations = &pooling_operations};
}
consteval family global_pooling_family(text kind, step work) {
  return {.kind = kind,
          .work = work,
          .accepts = set_of(option::keepdims, option::channels_first),
          .numbers = 0,
          .keeps = is_maximum(kind) ? kept_by_pool(kind) : in_training::nothing,  // a mean needs nothing
          .operations = &global_pooling_operations};
}

consteval family adaptive_pooling_family(text kind, step work) {
  return {.kind = kind,
          .work = work,
          .accepts = only(option::channels_first),
          .numbers = -1,
          .keeps = kept_by_pool(kind),
          .operations = &adaptive_pooling_operations};
}

}  // namespace nns::detail

#define NNS_POOL(name, axes)                                                                        \
  namespace nns::detail {                                                                           \
  inline constexpr family name##_family = pooling_family(#name, &pooling_work<axes>);               \
  }                                                                                                 \
  namespace nns::inline layers {                                                                    \
  template <auto Window, class... Options>                                                          \
  struct name {                                                                                     \
    NNS_LEAF(name)                                                                                  \
    static constexpr void NNS_STEP(detail::machine& m) {                                            \
      m.run(detail::name##_family, detail::number(Window), detail::options_of<Options...>);         \
    }                                                                                               \
    NNS_STEP_AS_DATA                                                                                \
  };                                                                                                \
  }
#define NNS_GLOBAL_POOL(name, axes)                                                                 \
  namespace nns::detail {                                                                           \
  inline constexpr family name##_family = global_pooling_family(#name, &global_pooling_work<axes>); \
  }                                                                                                 \
  namespace nns::inline layers {                                                                    \
  template <class... Options>                                                                       \
  struct name {                                                                                     \
    NNS_LEAF(name)                                                                                  \
    static constexpr void NNS_STEP(detail::machine& m) {                                            \
      m.run(detail::name##_family, {}, detail::options_of<Options...>);                             \
    }                                                                                               \
    NNS_STEP_AS_DATA                                                                                \
  };                                                                                                \
  }

#define NNS_ADAPTIVE_POOL(name, axes)                                                                  \
  namespace nns::detail {                                                                              \
  inline constexpr family name##_family = adaptive_pooling_family(#name, &adaptive_pooling_work<axes>); \
  }                                                                                                    \
  namespace nns::inline layers {                                                                       \
  template <auto Extents, class... Options>                                                            \
  struct name {                                                                                        \
    NNS_LEAF(name)                                                                                     \
    static constexpr void NNS_STEP(detail::machine& m) {                                               \
      m.run(detail::name##_family, detail::number(Extents), detail::options_of<Options...>);           \
    }                                                                                                  \
    NNS_STEP_AS_DATA                                                                                   \
  };                                                                                                   \
  }

/// max_pooling2d<window, strides<...>, same, padding<...>, ceil_mode, dilation<...>>: (H, W, C) to (H', W', C). By
/// default the strides are the window's extents. Extents as for a convolution; with ceil_mode, ceil instead of floor,
/// if the last window still starts inside the input or the padding before it (PyTorch).
NNS_POOL(max_pooling1d, 1)
NNS_POOL(max_pooling2d, 2)
NNS_POOL(max_pooling3d, 3)
NNS_POOL(average_pooling1d, 1)
NNS_POOL(average_pooling2d, 2)
NNS_POOL(average_pooling3d, 3)

/// global_average_pooling2d<keepdims>: (H, W, C) to (C), or to (1, 1, C).
NNS_GLOBAL_POOL(global_max_pooling1d, 1)
NNS_GLOBAL_POOL(global_max_pooling2d, 2)
NNS_GLOBAL_POOL(global_max_pooling3d, 3)
NNS_GLOBAL_POOL(global_average_pooling1d, 1)
NNS_GLOBAL_POOL(global_average_pooling2d, 2)
NNS_GLOBAL_POOL(global_average_pooling3d, 3)

/// adaptive_average_pooling2d<7> or <nns::extents{7, 5}>: (H, W, C) to (7, 7, C), for any H and W, as in PyTorch.
NNS_ADAPTIVE_POOL(adaptive_max_pooling1d, 1)
NNS_ADAPTIVE_POOL(adaptive_max_pooling2d, 2)
NNS_ADAPTIVE_POOL(adaptive_max_pooling3d, 3)
NNS_ADAPTIVE_POOL(adaptive_average_pooling1d, 1)
NNS_ADAPTIVE_POOL(adaptive_average_pooling2d, 2)
NNS_ADAPTIVE_POOL(adaptive_average_pooling3d, 3)

#undef NNS_ADAPTIVE_POOL
#undef NNS_POOL
#undef NNS_GLOBAL_POOL
