// Normalisation: over a batch, the features of an instance, or groups of channels; and layer_scale, which only scales.
// Scaling and shifting are element-wise work, so the multiply-adds are 0; the parameters count.
#pragma once

#include <nns/layers/axes.hpp>

namespace nns::detail {

/// Gamma and beta for each of `features`, unless left out.
constexpr count gamma_and_beta(const machine& m, count features) {
  return features * (std::int64_t{m.given->scale} + std::int64_t{m.given->center});
}

/// Gamma and beta for each feature along the axis.
constexpr count scale_along_axis(machine& m) {
  const int axis = index_of_axis(m, m.given->axis, m.x);
  return axis < 0 ? count{0} : gamma_and_beta(m, m.x[axis]);
}

/// The product of the extents along the axes given, the last by default.
constexpr count features_along_axes(machine& m) {
  axis_set axes;
  if (!axes.read(m, -1)) return 0;
  count features = 1;
  for (int i = 0; i != m.x.rank(); ++i)
    if (axes.has(i)) features *= m.x[i];
  return features;
}

// The short ways, if the axis is the last.

template <bool Gamma, bool Beta>
constexpr void prepare_normalization(prepared& p) {
  if (p.given->has(option::axis)) return;
  p.keeping = any_rank;
  p.trainable = Gamma * p.given->scale + Beta * p.given->center;
}

constexpr void prepare_batch_normalization(prepared& p) {
  prepare_normalization<true, true>(p);
  p.fixed = p.given->renorm ? 5 : 2;
}

constexpr void layer_normalization_work(machine& m) {
  m.found.trainable = gamma_and_beta(m, features_along_axes(m));
  m.found.element_wise = count{m.x.elements()} * 2;
}

constexpr void rms_normalization_work(machine& m) {
  m.found.trainable = features_along_axes(m) * std::int64_t{m.given->scale};
  m.found.element_wise = m.x.elements();
}

constexpr void group_normalization_work(machine& m) {
  const int channel = index_of_axis(m, m.given->axis, m.x);
  if (channel < 0) return;
  const std::int64_t C = m.x[channel];
  const std::int64_t g = m.numbers[0];
  if (g < 1) return m.fail(rule::size_not_positive, g);
  if (C != shape::unknown && C % g != 0) return m.fail(rule::channels_not_divisible_by_groups, C, g);
  m.found.trainable = gamma_and_beta(m, C);
  m.found.element_wise = count{m.x.elements()} * 2;
  if (m.observed) m.onlooker->keep(0, count{g} * 8);  // mean and deviation of each group, in float32
}

constexpr void instance_normalization_work(machine& m) {
  m.found.trainable = scale_along_axis(m);
  if (m.observed && !m.bad) m.onlooker->keep(0, count{m.x[index_of_axis(m, m.given->axis, m.x)]} * 8);  // as of a group
  m.found.element_wise = count{m.x.elements()} * 2;
}

constexpr void unit_normalization_work(machine& m) {
  features_along_axes(m);
  m.found.element_wise = m.x.elements();
}

constexpr void normalization_work(machine& m) {
  m.found.fixed = features_along_axes(m) * 2 + 1;
  m.found.element_wise = count{m.x.elements()} * 2;
}

constexpr void layer_scale_work(machine& m) {
  m.found.trainable = features_along_axes(m);
  m.found.element_wise = m.x.elements();
}

constexpr void batch_normalization_work(machine& m) {
  const int channel = index_of_axis(m, m.given->axis, m.x);
  if (channel < 0) return;
  const count C = m.x[channel];
  m.found.trainable = gamma_and_beta(m, C);
  m.found.fixed = C * (m.given->renorm ? 5 : 2);
  m.found.element_wise = count{m.x.elements()} * 2;
}

// The operations for each element, besides those for each group: a root and a division.

/// A scale and a shift, known at inference.
constexpr void scale_and_shift_operations(const machine& m, operations_found& o) {
  o.multiplications += m.x.elements();
  o.additions += m.x.elements();
}
constexpr void scale_operations(const machine& m, operations_found& o) { o.multiplications += m.x.elements(); }

/// Mean and variance of groups of `size` elements, and the product with the standard deviation's inverse.
constexpr void add_standardization(const machine& m, operations_found& o, count size) {
  const count n = m.x.elements();
  if (size.value == 0) return;
  const count groups = n / size;
  o.additions += n * 3 - groups * 2;
  o.multiplications += n * 2;
  o.divisions += groups * 3;
  o.exponentials += groups;
  if (m.given->scale) o.multiplications += n;
  if (m.given->center) o.additions += n;
}

/// How many elements one mean is taken over, along the axes given.
constexpr count elements_along_axes(const machine& m) {
  if (m.given->axes.used == 0) return m.x.back();
  count size = 1;
  for (int i = 0; i != m.given->axes.used; ++i) {
    const std::int64_t axis = m.given->axes[i];
    size *= m.x[static_cast<int>(axis < 0 ? axis + m.x.rank() : axis - 1)];
  }
  return size;
}
constexpr count channels_of(const machine& m) {
  const std::int64_t axis = m.given->axis;
  return m.x[static_cast<int>(axis < 0 ? axis + m.x.rank() : axis - 1)];
}
constexpr void layer_normalization_operations(const machine& m, operations_found& o) {
  add_standardization(m, o, elements_along_axes(m));
}
constexpr void group_normalization_operations(const machine& m, operations_found& o) {
  add_standardization(m, o, m.x.elements() / m.numbers[0]);
}
constexpr void instance_normalization_operations(const machine& m, operations_found& o) {
  add_standardization(m, o, m.x.elements() / channels_of(m));
}
constexpr void rms_normalization_operations(const machine& m, operations_found& o) {
  const count n = m.x.elements();
  const count groups = n / elements_along_axes(m);
  o.multiplications += n * (2 + std::int64_t{m.given->scale});
  o.additions += n - groups;
  o.divisions += groups * 2;
  o.exponentials += groups;
}
constexpr void unit_normalization_operations(const machine& m, operations_found& o) {
  const count n = m.x.elements();
  const count groups = n / elements_along_axes(m);
  o.multiplications += n * 2;
  o.additions += n - groups;
  o.divisions += groups;
  o.exponentials += groups;
}

inline constexpr family batch_normalization_family{.kind = "batch_normalization",
                                                   .work = &batch_normalization_work,
                                                   .accepts = set_of(option::scale, option::center, option::axis,
                                                                     option::renorm),
                                                   .numbers = 0,
                                                   .prepare = &prepare_batch_normalization,
                                                   .memory = in_memory::element_wise | in_memory::normalizes |
                                                             in_memory::takes_activation,
                                                   .keeps = in_training::inputs | in_training::of_channels,
                                                   .operations = &scale_and_shift_operations};

consteval family normalization_family_of(text kind, step work, option_set accepts, int numbers = 0,
                                         void (*operations)(const machine&, operations_found&) = nullptr,
                                         void (*prepare)(prepared&) = &has_no_short_way, unsigned short memory = 0,
                                         std::uint16_t keeps = in_training::inputs) {
  return {.kind = kind,
          .work = work,
          .accepts = accepts | only(option::axis),
          .numbers = numbers,
          .prepare = prepare,
          .memory = memory,
          .keeps = keeps,
          .operations = operations};
}
inline constexpr option_set gamma_and_beta_options = set_of(option::scale, option::center);
inline constexpr family layer_normalization_family =
    normalization_family_of("layer_normalization", &layer_normalization_work, gamma_and_beta_options, 0,
                            &layer_normalization_operations, &prepare_normalization<true, true>, 0, in_training::inputs | in_training::of_positions);
inline constexpr family group_normalization_family =
    normalization_family_of("group_normalization", &group_normalization_work, gamma_and_beta_options, 1,
                            &group_normalization_operations);
inline constexpr family instance_normalization_family =
    normalization_family_of("instance_normalization", &instance_normalization_work, gamma_and_beta_options, 0,
                            &instance_normalization_operations);
inline constexpr family rms_normalization_family =
    normalization_family_of("rms_normalization", &rms_normalization_work, only(option::scale), 0,
                            &rms_normalization_operations, &prepare_normalization<true, false>, 0, in_training::inputs | in_training::deviation);
inline constexpr family unit_normalization_family =
    normalization_family_of("unit_normalization", &unit_normalization_work, 0, 0,
                            &unit_normalization_operations, &has_no_short_way, 0, in_training::inputs | in_training::output);
inline constexpr family normalization_family = normalization_family_of("normalization", &normalization_work, 0, 0,
                                                                        &scale_and_shift_operations,
                                                                        &has_no_short_way, in_memory::element_wise,
                                                                        in_training::nothing);
inline constexpr family layer_scale_family = normalization_family_of("layer_scale", &layer_scale_work, 0, 0,
                                                                      &scale_operations, &has_no_short_way, in_memory::element_wise,
                                                                      in_training::for_weights);

template <class... Options>
inline constexpr prepared batch_normalization_with = prepare(batch_normalization_family, options_of<Options...>);

}  // namespace nns::detail

namespace nns::inline layers {

/// batch_normalization<no_scale, no_center, axis<n>, renorm>: the shape stays.
/// Parameters: gamma and beta, C each, trainable; moving mean and variance, 2 C, not trainable. With renorm, 3 C more
/// that are not trainable: a moving standard deviation, and renormalisation's own two (Ioffe 2017; tf.keras).
template <class... Options>
struct batch_normalization {
  NNS_LEAF(batch_normalization)
  NNS_KEEPING(detail::batch_normalization_with<Options...>)
};

#define NNS_NORMALIZATION(name)                                                     \
  template <class... Options>                                                       \
  struct name {                                                                     \
    NNS_LEAF(name)                                                                  \
    NNS_KEEPING((detail::layer_with<detail::name##_family, Options...>))            \
  };

/// layer_normalization<no_scale, no_center, axis<n...>>: over the features of one position; the shape stays.
/// Parameters: gamma and beta for each feature along the axes, by default the last: 2 C. Source: Keras, PyTorch.
NNS_NORMALIZATION(layer_normalization)
/// instance_normalization<no_scale, no_center, axis<n>>: over the positions of one channel; the shape stays.
/// Parameters: gamma and beta, 2 C. PyTorch's layers have neither unless they are asked for: no_scale, no_center.
NNS_NORMALIZATION(instance_normalization)
/// rms_normalization<no_scale, axis<n...>>: by the root of the mean square; the shape stays. Parameters: gamma, C.
NNS_NORMALIZATION(rms_normalization)
/// unit_normalization<axis<n...>>: to length 1 along the axes; the shape stays, and there are no parameters.
NNS_NORMALIZATION(unit_normalization)
/// normalization<axis<n...>>: Keras' preprocessing of inputs by a mean and a variance that are measured, not trained.
/// Parameters, none of them trainable: mean and variance for each feature along the axes, and a count: 2 C + 1.
NNS_NORMALIZATION(normalization)
/// layer_scale<axis<n...>>: a learned factor for each feature along the axes, by default the last; the shape stays.
/// Parameters: C. Source: Touvron et al. 2021 (CaiT).
NNS_NORMALIZATION(layer_scale)

#undef NNS_NORMALIZATION

/// group_normalization<groups, no_scale, no_center, axis<n>>: over groups of channels; the shape stays.
/// Parameters: gamma and beta, 2 C. Error: channels that are not divisible by the groups. Source: Wu and He 2018.
template <std::int64_t Groups, class... Options>
struct group_normalization {
  NNS_LEAF(group_normalization)
  static constexpr void NNS_STEP(detail::machine& m) {
    m.run(detail::group_normalization_family, shape{Groups}, detail::options_of<Options...>);
  }
  NNS_STEP_AS_DATA
};

}  // namespace nns::inline layers
