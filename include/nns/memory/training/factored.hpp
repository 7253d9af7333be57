// The numbers that adafactor keeps of a layer's trained parameters: for a tensor of two or more axes, as PyTorch orders them,
// the sums along each of the last two; for a vector, each number (torch.optim.Adafactor: row_var, col_var, variance). Of
// parameters whose tensors are not known it is one for each.
#pragma once

#include <nns/layers/attention.hpp>
#include <nns/layers/convolution.hpp>
#include <nns/layers/dense.hpp>
#include <nns/layers/embedding.hpp>

#include <cstdint>

namespace nns::detail {

/// Of a tensor with these two last extents.
constexpr count sums_of(count weights, count before_last, count last) { return weights / last + weights / before_last; }

/// Of a convolution's weights: its extents are last, or the one extent and, before it, what it reads of each group.
constexpr count sums_of_kernel(const options& o, int axes, count weights, count of_group) {
  return sums_of(weights, axes == 1 ? of_group : count{o.kernel[axes - 2]}, o.kernel[axes - 1]);
}

/// Of a layer with `trained` parameters, `bias` of them added.
constexpr std::int64_t factored_sums(const machine& m, std::int64_t trained, std::int64_t bias) {
  const family& f = *m.kind;
  const options& o = *m.given;
  if (trained <= bias) return trained;
  const count weights = count{trained} - bias;
  const shape& x = m.input_of(0);
  const auto channels_of = [&](const shape& s) { return count{s.values[o.channels_first ? 0 : s.used - 1]}; };
  const auto is = [&](const family& a, const family& b) { return &f == &a || &f == &b; };
  const auto with_bias = [&](count sums) { return (sums + bias).value; };
  if (is(multi_head_attention_family, grouped_query_attention_family)) {
    const bool grouped = &f == &grouped_query_attention_family;
    const count h = m.numbers[grouped ? 1 : 0], d = m.numbers[grouped ? 0 : 1], g = grouped ? count{m.numbers[2]} : h;
    const count out = m.x.back();
    const count e = !grouped && o.has(option::value_dim) ? count{o.value_dim} : d;
    const count I = x.back(), V = m.extra > 0 ? count{m.input_of(1).back()} : I,
                K = m.extra > 1 ? count{m.input_of(2).back()} : V;
    const count matrices = I * h * d + K * g * d + V * g * e + h * e * out;
    return (count{trained} - matrices + I + h * d + K + g * d + V + g * e + h * e + out).value;
  }
  // Two matrices in place of one, I x r and r x U.
  if (is(dense_family, embedding_family))
    return with_bias(o.has(option::lora_rank) ? weights / o.lora_rank + count{o.lora_rank} * 2 : weights / m.x.back() + m.x.back());
  if (o.has(option::lora_rank)) return trained;
  const int axes = x.used - 1;
  if (is(conv1d_family, conv2d_family) || &f == &conv3d_family)
    return with_bias(sums_of_kernel(o, axes, weights, channels_of(x) / o.groups));
  if (is(conv1d_transpose_family, conv2d_transpose_family) || &f == &conv3d_transpose_family)
    return with_bias(sums_of_kernel(o, axes, weights, channels_of(m.x) / o.groups));
  if (is(depthwise_conv1d_family, depthwise_conv2d_family)) return with_bias(sums_of_kernel(o, axes, weights, 1));
  if (is(separable_conv1d_family, separable_conv2d_family)) {
    const count made = channels_of(x) * o.depth_multiplier, pointwise = made * channels_of(m.x);
    return with_bias(sums_of_kernel(o, axes, weights - pointwise, 1) + sums_of(pointwise, axes == 1 ? made : count{1}, 1));
  }
  return trained;
}

}  // namespace nns::detail
