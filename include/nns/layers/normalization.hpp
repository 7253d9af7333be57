// Normalisation. Scaling and shifting are element-wise work, so the multiply-adds are 0; the parameters count.
#pragma once

#include <nns/layers/options.hpp>

namespace nns::detail {

/// The axis that an option names, as an index into the shape; -1 and a fault if there is none.
constexpr int index_of_axis(machine& m, std::int64_t axis, const shape& s) {
  const std::int64_t index = axis < 0 ? s.rank() + axis : axis - 1;
  if (axis == 0 || index < 0 || index >= s.rank()) {
    m.fail(rule::axis_out_of_range, axis, s.rank());
    return -1;
  }
  return static_cast<int>(index);
}

/// Gamma and beta for each of `features`, unless left out.
constexpr count gamma_and_beta(const machine& m, count features) {
  return features * (std::int64_t{m.given->scale} + std::int64_t{m.given->center});
}

constexpr void batch_normalization_work(machine& m) {
  const int channel = index_of_axis(m, m.given->axis, m.x);
  if (channel < 0) return;
  const count C = m.x[channel];
  m.found.trainable = gamma_and_beta(m, C);
  m.found.fixed = C * 2;
  m.found.element_wise = count{m.x.elements()} * 2;
}

inline constexpr family batch_normalization_family{.kind = "batch_normalization",
                                                   .work = &batch_normalization_work,
                                                   .accepts = set_of(option::scale, option::center, option::axis),
                                                   .numbers = 0};

}  // namespace nns::detail

namespace nns::inline layers {

/// batch_normalization<no_scale, no_center, axis<n>>: the shape stays.
/// Parameters: gamma and beta, C each, trainable; moving mean and variance, 2 C, not trainable.
template <class... Options>
struct batch_normalization {
  static constexpr void nns_step(detail::machine& m) {
    m.run(detail::batch_normalization_family, {}, detail::options_of<Options...>);
  }
};

}  // namespace nns::inline layers
