// Multi-head attention over a video's positions and a class token, whose queries, keys and values are pooled by
// depthwise convolutions: the multiscale attention of MViT, both versions.
#pragma once

#include <nns/layers/attention.hpp>
#include <nns/layers/window.hpp>

namespace nns::detail {

/// A pooled grid: its extents, its positions, and the products that the pool makes for each channel. Padding is half
/// the kernel.
struct pooled_grid {
  shape extents{};
  count positions = 1;
  count products = 0;

  constexpr bool read(machine& m, const shape& grid, const axis_numbers& strides) {
    options o;
    o.kernel = m.given->kernel;
    o.strides = strides;
    o.padding = padding_mode::explicit_;
    for (int i = 0; i != 3; ++i) o.pads.values[i] = o.kernel.values[i] / 2;
    o.pads.used = 3;
    const shape arrived = m.x;
    const nns::detail::options* const outer = m.given;
    m.x = grid;
    m.x.push_back(1);
    m.given = &o;
    window w{o, 3};
    const bool fits = w.read(m) && w.slide(m, products);
    extents = m.x;
    positions = m.x.product(0, 3);
    m.x = arrived;
    m.given = outer;
    if (!fits) m.bad.arrived = arrived;
    return fits;
  }
};

/// The number of vectors for the distances between positions on two axes: 2 n - 1 for the longer one.
constexpr count distances(std::int64_t a, std::int64_t b) { return count{a > b ? a : b} * 2 - 1; }

constexpr void pooled_attention_work(machine& m) {
  const options& o = *m.given;
  if (m.x.rank() != 2) return m.fail(rule::wrong_rank, 2, m.x.rank());
  if (m.numbers.used != 4) return m.fail(rule::wrong_count_of_numbers, 4, m.numbers.used);
  if (m.numbers[0] < 1) return m.fail(rule::size_not_positive, m.numbers[0]);
  for (int i = 1; i != 4; ++i)
    if (m.numbers[i] < 1) return m.fail(rule::extent_not_positive, i, m.numbers[i]);
  const shape grid{m.numbers[1], m.numbers[2], m.numbers[3]};
  const count tokens = grid.product(0, 3) + 1;
  if (m.x[0] != shape::unknown && tokens.value != m.x[0])
    return m.fail(rule::tokens_do_not_fill_the_grid, m.x[0], tokens.value);
  const count h = m.numbers[0];
  const count C = m.x[1];
  const count O = output_size(o, C);
  if (O.value < 1 && (O.value != shape::unknown || m.given->has(option::output_dim)))
    return m.fail(rule::size_not_positive, O.value);
  if (O.is_known() && O.value % h.value != 0) return m.fail(rule::heads_do_not_divide, O.value, h.value);
  const count d = O / h;
  const bool pools_queries = o.has(option::strides);
  const bool pools_keys = o.has(option::key_value_strides);
  if ((pools_queries || pools_keys) && o.kernel.used == 0) return m.fail(rule::kernel_missing);
  pooled_grid q{grid, grid.product(0, 3)};
  pooled_grid k = q;
  if (pools_queries && !q.read(m, grid, o.strides)) return;
  if (pools_keys && !k.read(m, grid, o.key_value_strides)) return;
  const count taps = count{o.kernel[0]} * o.kernel[1] * o.kernel[2];
  const count pools = pools_queries * 1 + pools_keys * 2;
  const count queries = q.positions + 1;
  const count keys = k.positions + 1;
  m.found.forward = tokens * C * O * 3 + queries * keys * O * 2 + queries * O * O;
  m.found.trainable = C * O * 3 + O * O + (o.bias ? O * 4 : count{0}) + pools * d * (taps + 2);
  m.found.forward += q.products * O + k.products * O * 2;
  if (o.relative_positions)
    for (int i = 0; i != 3; ++i) {
      m.found.forward += q.positions * k.extents[i] * O;
      m.found.trainable += distances(q.extents[i], k.extents[i]) * d;
    }
  if (m.observed) {
    // queries, keys and values, before and after they are pooled and normalised; weighted values
    m.onlooker->keep(tokens * O * 3 + (pools_queries ? queries * O * 2 : count{0}) + (pools_keys ? keys * O * 4 : count{0}) +
                         queries * O, 0);
    m.onlooker->attend(queries * keys * h, queries * h);
  }
  if (m.how->gradients) {
    const count projections = tokens * C * O * 3, products = queries * keys * O;
    const count pooling_and_distances = m.found.forward - projections - products * 2;
    m.found.backward = projections * std::int64_t{m.wants} + backward_of_scores(m, true, true, true, products, products) +
                       pooling_and_distances;
    if (m.wants_weights()) m.found.backward += projections + pooling_and_distances;
  }
  m.found.element_wise = queries * keys * h + (o.bias ? tokens * O * 3 + queries * O : count{0});
  m.x = {queries.value, O.value};
}

inline constexpr family pooled_attention_family{
    .kind = "pooled_attention",
    .work = &pooled_attention_work,
    .accepts = set_of(option::kernel, option::strides, option::key_value_strides, option::relative_positions,
                      option::output_dim, option::bias),
    .numbers = -1,
    .keeps = in_training::inputs};

constexpr extents heads_and_grid(std::int64_t heads, const extents& grid) {
  extents all{heads};
  for (const std::int64_t extent : grid) all.push_back(extent);
  return all;
}

}  // namespace nns::detail

namespace nns::inline layers {

/// pooled_attention<heads, nns::extents{T, H, W}, kernel<...>, strides<...>, key_value_strides<...>, output_dim<O>,
/// relative_positions, no_bias>: (1 + T H W, C), a class token and a video's positions, to (1 + T' H' W', O).
/// Queries are pooled where strides<...> is given, keys and values where key_value_strides<...> is: by a depthwise
/// convolution for each head, without bias and padded by half the kernel, and a layer normalisation.
/// Multiply-adds, with L tokens, Q queries (P without the class token), S keys (t, h, w along the axes), k taps:
/// 3 L C O + 2 Q S O + Q O O, P O k for the queries' pool, 2 (S - 1) O k for the others', P (t + h + w) O for relative
/// positions. Parameters, with heads of size d: 3 C O + O O + 4 O, d k + 2 d for each pool, and d for each of the
/// distances along each axis. Not counted: softmax, normalisation, the residual of the queries.
/// Errors: another number of tokens than the grid's, heads that do not divide O.
/// Source: Fan et al. 2021 and Li et al. 2022 (MViT), as torchvision builds them.
template <std::int64_t Heads, extents Grid, class... Options>
struct pooled_attention {
  NNS_LEAF(pooled_attention)
  static constexpr void NNS_STEP(detail::machine& m) {
    m.run(detail::pooled_attention_family, detail::heads_and_grid(Heads, Grid), detail::options_of<Options...>);
  }
  NNS_STEP_AS_DATA
};

}  // namespace nns::inline layers
