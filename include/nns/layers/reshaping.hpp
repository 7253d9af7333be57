// Layers that move elements and multiply nothing: flatten, reshape, permute, repeat_vector, padding, cropping,
// up-sampling, and lambda, a function from shape to shape.
#pragma once

#include <nns/layers/window.hpp>

namespace nns::detail {

constexpr void flatten_work(machine& m) { m.x = {m.x.elements()}; }

constexpr void reshape_work(machine& m) {
  const shape& target = m.numbers;
  const count elements = m.x.elements();
  count rest = 1;
  int inferred = -1;
  for (int i = 0; i != target.used; ++i) {
    if (target[i] == -1) {
      if (inferred >= 0) return m.fail(rule::two_inferred_extents);
      inferred = i;
    } else if (target[i] < 1) {
      return m.fail(rule::extent_not_positive, i + 1, target[i]);
    } else {
      rest *= target[i];
    }
  }
  if (elements.is_known() && (inferred < 0 ? rest != elements : elements.value % rest.value != 0))
    return m.fail(rule::reshape_changes_elements, elements.value, rest.value);
  m.x = target;
  if (inferred >= 0) m.x[inferred] = (elements / rest).value;
}

constexpr void permute_work(machine& m) {
  const shape& order = m.numbers;
  if (order.used != m.x.rank()) return m.fail(rule::not_a_permutation, order.used, m.x.rank());
  shape result = m.x;
  unsigned seen = 0;
  for (int i = 0; i != order.used; ++i) {
    if (order[i] < 1 || order[i] > order.used || (seen >> order[i] & 1U) != 0)
      return m.fail(rule::not_a_permutation, order[i], m.x.rank());
    seen |= 1U << order[i];
    result[i] = m.x[static_cast<int>(order[i]) - 1];
  }
  m.x = result;
}

constexpr void repeat_vector_work(machine& m) {
  if (m.x.rank() != 1) return m.fail(rule::wrong_rank, 1, m.x.rank());
  if (m.numbers[0] < 1) return m.fail(rule::size_not_positive, m.numbers[0]);
  m.x = {m.numbers[0], m.x[0]};
}

/// Whether sides, if given, are given for each axis: as numbers, one pair would look like one number per axis.
template <class N>
constexpr bool has_sides_for(machine&, const N&, int) {
  return true;
}
constexpr bool has_sides_for(machine& m, const sides& s, int axes) {
  if (s.used != axes) m.fail(rule::one_number_or_one_per_axis, axes, s.used);
  return s.used == axes;
}

/// What zero padding and cropping share: one number for all sides, one for each axis, or sides.
constexpr void run_margins(machine& m, int axes, int sign) {
  if (m.x.rank() != axes + 1) return m.fail(rule::wrong_rank, axes + 1, m.x.rank());
  const extents& n = m.numbers;
  if (n.used != 1 && n.used != axes && n.used != 2 * axes)
    return m.fail(rule::one_number_or_one_per_axis, axes, n.used);
  for (int i = 0; i != axes; ++i) {
    const std::int64_t before = n.used == 2 * axes ? n[2 * i] : n.used == 1 ? n[0] : n[i];
    const std::int64_t after = n.used == 2 * axes ? n[2 * i + 1] : before;
    if (before < 0 || after < 0) return m.fail(rule::padding_negative, i + 1, before < 0 ? before : after);
    std::int64_t& extent = m.x[(m.given->channels_first ? 1 : 0) + i];
    if (extent == shape::unknown) continue;
    const count margin = count{before} + after;
    if (margin.has_overflowed()) return m.fail(rule::count_overflows_63_bits);
    if (sign < 0) {
      if (margin.value >= extent) return m.fail(rule::cropped_away, extent, margin.value);
      extent -= margin.value;
    } else {
      extent = (margin + extent).value;
      if (extent < 0) return m.fail(rule::count_overflows_63_bits);
    }
  }
}
template <int Axes, int Sign>
constexpr void margins_work(machine& m) {
  run_margins(m, Axes, Sign);
}

constexpr void run_up_sampling(machine& m, int axes) {
  if (m.x.rank() != axes + 1) return m.fail(rule::wrong_rank, axes + 1, m.x.rank());
  std::int64_t factors[3]{};
  if (!per_axis(m, m.numbers, axes, 1, factors)) return;
  for (int i = 0; i != axes; ++i) {
    std::int64_t& extent = m.x[(m.given->channels_first ? 1 : 0) + i];
    extent = (count{extent} * factors[i]).value;
    if (extent == count::overflowed) return m.fail(rule::count_overflows_63_bits);
  }
  m.found.element_wise = m.x.elements();
}
template <int Axes>
constexpr void up_sampling_work(machine& m) {
  run_up_sampling(m, Axes);
}

inline constexpr family reshape_family{.kind = "reshape", .work = &reshape_work, .numbers = -1, .memory = in_memory::view,
                                       .keeps = in_training::view};
inline constexpr family permute_family{.kind = "permute", .work = &permute_work, .numbers = -1, .keeps = in_training::view,
                                       .operations = &add_moves};
inline constexpr family repeat_vector_family{.kind = "repeat_vector", .work = &repeat_vector_work, .numbers = 1,
                                             .keeps = in_training::nothing, .operations = &add_moves};

consteval family spatial_family(text kind, step work) {
  return {.kind = kind, .work = work, .accepts = only(option::channels_first), .numbers = -1,
          .keeps = in_training::nothing, .operations = &add_moves};
}

template <class F>
constexpr void lambda_work(machine& m) {
  const shape made = F{}(static_cast<const shape&>(m.x));
  if (made.is_refusal()) return m.refuse(made);
  if (const int axis = axis_not_positive(made); axis != 0)
    return m.fail(rule::own_extent_not_positive, axis, made[axis - 1]);
  m.x = made;
}
template <class F>
inline constexpr family lambda_family{.kind = "lambda", .work = &lambda_work<F>};

}  // namespace nns::detail

namespace nns::inline layers {

/// flatten: any shape to (product of its extents).
struct flatten {
  NNS_LEAF(flatten)
  static constexpr detail::family kind{
      .kind = "flatten", .work = &detail::flatten_work, .memory = detail::in_memory::view,
      .keeps = detail::in_training::view};
  static constexpr void NNS_STEP(detail::machine& m) { m.run_plain(kind); }
  NNS_STEP_AS_DATA
};

/// reshape<7, 7, -1>: another shape with the same number of elements; one extent may be inferred (-1).
template <std::int64_t... Extents>
struct reshape {
  NNS_LEAF(reshape)
  static constexpr void NNS_STEP(detail::machine& m) {
    if constexpr (sizeof...(Extents) > shape::max_rank)
      m.fail(detail::rule::rank_above_eight, sizeof...(Extents));
    else
      m.run(detail::reshape_family, {Extents...}, detail::no_options);
  }
  NNS_STEP_AS_DATA
};

/// permute<2, 1>: the axes in another order, counted from 1 as in Keras.
template <std::int64_t... Axes>
struct permute {
  NNS_LEAF(permute)
  static constexpr void NNS_STEP(detail::machine& m) { m.run(detail::permute_family, {Axes...}, detail::no_options); }
  NNS_STEP_AS_DATA
};

/// repeat_vector<n>: (F) to (n, F).
template <auto N>
struct repeat_vector {
  NNS_LEAF(repeat_vector)
  static constexpr void NNS_STEP(detail::machine& m) {
    m.run(detail::repeat_vector_family, detail::number(N), detail::no_options);
  }
  NNS_STEP_AS_DATA
};

/// lambda<F>: F is a type that is called with a shape and returns the output's shape. It costs nothing; if your
/// function costs something, write a layer of your own (nns/layer.hpp). It may nns::refuse("...") a shape.
template <class F>
struct lambda {
  NNS_LEAF(lambda)
  static constexpr void NNS_STEP(detail::machine& m) {
    // A pointer to a function is null where it is made from its type.
    if constexpr (!std::is_pointer_v<F> && requires { shape{F{}(static_cast<const shape&>(m.x))}; })
      m.run(detail::lambda_family<F>, {}, detail::no_options);
    else
      m.fail(detail::rule::not_a_shape_function);
  }
  NNS_STEP_AS_DATA
};

}  // namespace nns::inline layers

#define NNS_SPATIAL(name, axes, work_of)                                                        \
  namespace nns::detail {                                                                       \
  inline constexpr family name##_family = spatial_family(#name, &work_of);                      \
  }                                                                                             \
  namespace nns::inline layers {                                                                \
  template <auto N, class... Options>                                                           \
  struct name {                                                                                 \
    NNS_LEAF(name)                                                                              \
    static constexpr void NNS_STEP(detail::machine& m) {                                        \
      if (!detail::has_sides_for(m, N, axes)) return;                                           \
      m.run(detail::name##_family, detail::number(N), detail::options_of<Options...>);          \
    }                                                                                           \
    NNS_STEP_AS_DATA                                                                            \
  };                                                                                            \
  }

/// zero_padding2d<1>, <nns::extents{1, 2}> or <nns::sides{{0, 1}, {2, 3}}>: adds to the spatial extents.
NNS_SPATIAL(zero_padding1d, 1, (margins_work<1, 1>))
NNS_SPATIAL(zero_padding2d, 2, (margins_work<2, 1>))
NNS_SPATIAL(zero_padding3d, 3, (margins_work<3, 1>))
/// cropping2d: takes from the spatial extents, likewise; something must be left.
NNS_SPATIAL(cropping1d, 1, (margins_work<1, -1>))
NNS_SPATIAL(cropping2d, 2, (margins_work<2, -1>))
NNS_SPATIAL(cropping3d, 3, (margins_work<3, -1>))
/// up_sampling2d<2> or <nns::extents{2, 3}>: multiplies the spatial extents by the factors.
NNS_SPATIAL(up_sampling1d, 1, up_sampling_work<1>)
NNS_SPATIAL(up_sampling2d, 2, up_sampling_work<2>)
NNS_SPATIAL(up_sampling3d, 3, up_sampling_work<3>)

#undef NNS_SPATIAL
