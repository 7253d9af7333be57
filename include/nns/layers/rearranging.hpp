// Elements that move between positions and channels: channel_shuffle, space_to_depth, depth_to_space, windows of an
// image and back, cyclic_shift. Nothing is multiplied.
#pragma once

#include <nns/layers/axes.hpp>
#include <nns/layers/window.hpp>

namespace nns::detail {

constexpr void channel_shuffle_work(machine& m) {
  const int channel = index_of_axis(m, m.given->axis, m.x);
  if (channel < 0) return;
  const std::int64_t g = m.numbers[0];
  if (g < 1) return m.fail(rule::size_not_positive, g);
  if (m.x[channel] != shape::unknown && m.x[channel] % g != 0)
    return m.fail(rule::channels_not_divisible_by_groups, m.x[channel], g);
}

/// The axes before the last, as many as there are numbers, two if there is one: where an image's windows lie.
struct tiles {
  int axes = 2;
  int first = 0;
  std::int64_t size[3]{};
  count elements = 1;

  constexpr bool read(machine& m, const extents& n, int offset = 0) {
    const int given = n.used - offset;
    if (given < 1 || given > 3) return m.fail(rule::wrong_count_of_numbers, 2, given), false;
    axes = given == 1 ? 2 : given;
    if (m.x.rank() < axes + 1) return m.fail(rule::rank_too_small, axes + 1, m.x.rank()), false;
    first = m.x.rank() - 1 - axes;
    for (int i = 0; i != axes; ++i) {
      size[i] = given == 1 ? n[offset] : n[offset + i];
      if (size[i] < 1) return m.fail(rule::extent_not_positive, i + 1, size[i]), false;
      elements *= size[i];
    }
    if (elements.has_overflowed()) return m.fail(rule::count_overflows_63_bits), false;
    return true;
  }

  /// How many tiles cover the extent, the last one padded.
  [[nodiscard]] constexpr count covering(const shape& s, int i) const {
    return s[first + i] == shape::unknown ? count{shape::unknown} : count{(s[first + i] - 1) / size[i] + 1};
  }
};

constexpr void space_to_depth_work(machine& m) {
  tiles t;
  if (!t.read(m, m.numbers)) return;
  for (int i = 0; i != t.axes; ++i) m.x[t.first + i] = t.covering(m.x, i).value;
  m.x.back() = (count{m.x.back()} * t.elements).value;
}

constexpr void depth_to_space_work(machine& m) {
  tiles t;
  if (!t.read(m, m.numbers)) return;
  const std::int64_t C = m.x.back();
  if (C != shape::unknown && C % t.elements.value != 0) return m.fail(rule::not_divisible, C, t.elements.value);
  for (int i = 0; i != t.axes; ++i) m.x[t.first + i] = (count{m.x[t.first + i]} * t.size[i]).value;
  m.x.back() = (count{C} / t.elements).value;
}

constexpr void window_partition_work(machine& m) {
  tiles t;
  if (!t.read(m, m.numbers)) return;
  if (m.x.rank() != t.axes + 1) return m.fail(rule::wrong_rank, t.axes + 1, m.x.rank());
  count windows = 1;
  for (int i = 0; i != t.axes; ++i) {
    if (m.x[i] != shape::unknown && m.x[i] % t.size[i] != 0) return m.fail(rule::not_divisible, m.x[i], t.size[i]);
    windows *= t.covering(m.x, i);
  }
  m.x = {windows.value, t.elements.value, m.x.back()};
}

constexpr void window_reverse_work(machine& m) {
  if (m.x.rank() != 3) return m.fail(rule::wrong_rank, 3, m.x.rank());
  shape image = m.numbers;
  for (int i = 0; i != image.used; ++i)
    if (image[i] < 1) return m.fail(rule::extent_not_positive, i + 1, image[i]);
  if (image.used < 1 || image.used > 3) return m.fail(rule::wrong_count_of_numbers, 2, image.used);
  image.push_back(m.x.back());
  if (m.x.elements() >= 0 && image.elements() != m.x.elements())
    return m.fail(rule::reshape_changes_elements, m.x.elements(), image.elements());
  m.x = image;
}

constexpr void cyclic_shift_work(machine& m) {
  if (m.numbers.used < 1 || m.numbers.used > m.x.rank())
    return m.fail(rule::one_number_or_one_per_axis, m.x.rank(), m.numbers.used);
}

consteval family rearranging_family(text kind, step work) {
  return {.kind = kind, .work = work, .numbers = -1, .keeps = in_training::nothing, .operations = &add_moves};
}

inline constexpr family channel_shuffle_family{
    .kind = "channel_shuffle", .work = &channel_shuffle_work, .accepts = only(option::axis), .numbers = 1,
    .keeps = in_training::nothing};
inline constexpr family space_to_depth_family = rearranging_family("space_to_depth", &space_to_depth_work);
inline constexpr family depth_to_space_family = rearranging_family("depth_to_space", &depth_to_space_work);
inline constexpr family window_partition_family = rearranging_family("window_partition", &window_partition_work);
inline constexpr family window_reverse_family = rearranging_family("window_reverse", &window_reverse_work);
inline constexpr family cyclic_shift_family = rearranging_family("cyclic_shift", &cyclic_shift_work);

}  // namespace nns::detail

namespace nns::inline layers {

/// channel_shuffle<groups, axis<n>>: the channels of the groups take turns; the shape stays. Error: channels that are
/// not divisible by the groups. Source: Zhang et al. 2017 (ShuffleNet).
template <std::int64_t Groups, class... Options>
struct channel_shuffle {
  NNS_LEAF(channel_shuffle)
  static constexpr void NNS_STEP(detail::machine& m) {
    m.run(detail::channel_shuffle_family, shape{Groups}, detail::options_of<Options...>);
  }
  NNS_STEP_AS_DATA
};

#define NNS_REARRANGING(name)                                                 \
  template <std::int64_t... Extents>                                          \
  struct name {                                                               \
    NNS_LEAF(name)                                                            \
    static constexpr void NNS_STEP(detail::machine& m) {                      \
      m.run(detail::name##_family, shape{Extents...}, detail::no_options);    \
    }                                                                         \
    NNS_STEP_AS_DATA                                                          \
  };

/// space_to_depth<b> or <b, c>: the elements of each b x c tile become channels, (..., H, W, C) to
/// (..., ceil(H / b), ceil(W / c), b c C). An image that the tiles do not fill is padded.
NNS_REARRANGING(space_to_depth)
/// depth_to_space<b>: the other way, (H, W, C) to (b H, b W, C / b^2); PyTorch's pixel_shuffle. Error: channels that
/// are not divisible by the tile's elements.
NNS_REARRANGING(depth_to_space)
/// window_partition<w> or <w, v>: (H, W, C) to (windows, w v, C). Error: an extent that the window does not divide.
NNS_REARRANGING(window_partition)
/// window_reverse<H, W>: (windows, elements, C) to the image (H, W, C) that the windows come from.
NNS_REARRANGING(window_reverse)
/// cyclic_shift<s...>: the elements move by s along each axis, from the first, and come in again at the other end.
NNS_REARRANGING(cyclic_shift)

#undef NNS_REARRANGING

}  // namespace nns::inline layers
