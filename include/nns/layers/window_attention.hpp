// Multi-head attention inside the windows of an image or a video: the Swin transformer's, in both versions, and the
// window and grid attention of MaxViT, which costs the same. A cyclic shift of the windows changes no count.
#pragma once

#include <nns/layers/attention.hpp>
#include <nns/layers/rearranging.hpp>

namespace nns::detail {

/// Offsets between two positions of a window: the product of 2 w - 1 over its axes.
constexpr count relative_positions(const tiles& t) {
  count offsets = 1;
  for (int i = 0; i != t.axes; ++i) offsets *= count{t.size[i]} * 2 - 1;
  return offsets;
}

/// A table of biases, one for each offset and head; or the network of Swin's second version that makes them from the
/// coordinates of the offset, with one scale for each head.
constexpr void position_bias(machine& m, const tiles& window, count heads) {
  const count offsets = relative_positions(window);
  const count hidden = m.given->continuous_position_bias;
  if (!m.given->has(option::continuous_position_bias)) {
    m.found.trainable += offsets * heads;
    return;
  }
  if (hidden.value < 1) return m.fail(rule::size_not_positive, hidden.value);
  const count weights = hidden * window.axes + hidden * heads;
  m.found.trainable += weights + hidden + heads;
  m.found.forward += offsets * weights;
  if (m.how->gradients && m.wants_weights())  // the gradient of the coordinates is not needed
    m.found.backward += offsets * (weights + hidden * heads);
}

constexpr void window_attention_work(machine& m) {
  tiles window;
  if (!window.read(m, m.numbers, 1)) return;
  const int axes = window.axes;
  if (m.x.rank() != axes + 1) return m.fail(rule::wrong_rank, axes + 1, m.x.rank());
  const std::int64_t h = m.numbers[0];
  const std::int64_t C = m.x.back();
  if (h < 1) return m.fail(rule::size_not_positive, h);
  if (C != shape::unknown && C % h != 0) return m.fail(rule::heads_do_not_divide, C, h);
  const count positions = m.x.product(0, axes);
  count windows = 1;
  count inside = 1;
  for (int i = 0; i != axes; ++i) {
    // A video's window is at most the video; an image is padded to its windows.
    const bool fits = axes == 3 && m.x[i] != shape::unknown && m.x[i] < window.size[i];
    windows *= fits ? count{1} : window.covering(m.x, i);
    inside *= fits ? m.x[i] : window.size[i];
  }
  const count tokens = windows * inside;
  const count weights = count{C} * C * 4;
  const count projected = m.how->in_bounds ? positions : tokens;
  m.found.forward = projected * C * C * 3 + tokens * inside * C * 2 + tokens * C * C;
  m.found.trainable = weights;
  if (m.how->gradients)
    m.found.backward = projected * C * C * 3 * (std::int64_t{m.wants_weights()} + std::int64_t{m.wants}) +
                       backward_of_scores(m, true, true, true, tokens * inside * C, tokens * inside * C) +
                       tokens * C * C * (std::int64_t{m.wants_weights()} + 1);
  if (m.observed) {
    m.onlooker->keep(tokens * C * 4, 0);  // queries, keys, values, weighted values
    m.onlooker->attend(tokens * inside * h, tokens * h);
  }
  if (m.given->bias) m.found.trainable += count{C} * 4;
  m.found.element_wise = tokens * inside * h * 2;  // bias of the positions, softmax
  if (m.given->bias) m.found.element_wise += tokens * C * 4;
  position_bias(m, window, h);
}

inline constexpr family window_attention_family{
    .kind = "window_attention",
    .work = &window_attention_work,
    .accepts = set_of(option::bias, option::continuous_position_bias),
    .numbers = -1,
    .keeps = in_training::inputs};

constexpr extents heads_and_window(std::int64_t heads, const extents& window) {
  extents all{heads};
  for (const std::int64_t extent : window) all.push_back(extent);
  return all;
}

}  // namespace nns::detail

namespace nns::inline layers {

/// window_attention<heads, window, no_bias, continuous_position_bias<512>>: (H, W, C) stays; every position attends to
/// those in its window, 7 or nns::extents{7, 7} or, over a video (T, H, W, C), nns::extents{8, 7, 7}. An image is
/// padded to whole windows, and padding counts; a video's window is shrunk to the video's extents (both as in
/// torchvision).
/// Multiply-adds, with N positions in a window and T in all windows: 4 T C C + 2 T N C. Parameters: 4 C C + 4 C, and h
/// for each of the (2 w - 1) (2 v - 1) offsets; with continuous_position_bias<u>, instead of the offsets' a network's
/// (2 + h) u + u (3 for video) and a scale for each head, h; the network runs once, (2 + h) u for each offset.
/// The convention in_bounds projects no padding, but the queries still meet its keys and values, which are the biases.
/// Not counted: shift, mask, softmax, bias. Error: heads that do not divide the channels.
/// Source: Liu et al. 2021 and 2022 (Swin, Swin V2), Tu et al. 2022 (MaxViT).
template <std::int64_t Heads, auto Window, class... Options>
struct window_attention {
  NNS_LEAF(window_attention)
  static constexpr void NNS_STEP(detail::machine& m) {
    m.run(detail::window_attention_family, detail::heads_and_window(Heads, detail::number(Window)),
          detail::options_of<Options...>);
  }
  NNS_STEP_AS_DATA
};

}  // namespace nns::inline layers
