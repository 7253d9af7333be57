// Random numbers, losses, non-maximum suppression, and signals: windows cost nothing; the cost of Fourier transforms
// depends on the algorithm, so they are refused, as are determinants and decoded images.
#pragma once

#include <nns/import/onnx/operators/extents.hpp>

namespace nns::detail {

// Random numbers of the given shape.

constexpr onnx_type said_type(const onnx_node& n, onnx_type otherwise) {
  const onnx_attribute* const type = n.attribute("dtype");
  return type == nullptr ? otherwise : onnx_type_of(type->integer);
}
constexpr void random_rule(onnx_node& n) {
  shape y;
  if (!n.integers("shape", y)) return n.fail("it needs the attribute \"shape\", of at most eight extents");
  for (const std::int64_t extent : y)
    if (extent < 0) return n.fail("its attribute \"shape\" has a negative extent");
  n.set(0, said_type(n, onnx_type::float32), y);
}
constexpr void random_like_rule(onnx_node& n) {
  if (n.in(0).ranked) n.set(0, said_type(n, n.in(0).type), n.in(0).dims);
}
constexpr void multinomial_rule(onnx_node& n) {
  const onnx_tensor& x = n.in(0);
  if (n.integer("sample_size", 1) < 1) return n.fail("its attribute \"sample_size\" must be at least 1");
  n.set(0, said_type(n, onnx_type::int32),
        shape{x.ranked && x.rank() > 0 ? x.dims.values[0] : shape::unknown, n.integer("sample_size", 1)});
}

// Losses: a single number, or the labels' shape if the attribute reduction is "none".

constexpr void loss_rule(onnx_node& n) {
  if (n.outputs == 0) return;
  if (!(n.word("reduction", "mean") == text{"none"}))
    n.set(0, {});
  else if (n.in(1).ranked)
    n.set(0, n.in(1).dims);
  if (n.in(0).ranked) n.set(1, n.in(0).dims);
}

/// The remaining boxes, three numbers each; how many there are depends on the scores.
constexpr void non_max_suppression_rule(onnx_node& n) { n.set(0, onnx_type::int64, shape{shape::unknown, 3}); }

// Signals.

constexpr void signal_window_rule(onnx_node& n) {
  const onnx_number size = n.in(0).number();
  n.set(0, onnx_type_of(n.integer("output_datatype", 1)),
        shape{size.known && size.integer >= 0 ? size.integer : shape::unknown});
}
constexpr void mel_weight_rule(onnx_node& n) {
  const onnx_number bins = n.in(0).number(), length = n.in(1).number();
  n.set(0, onnx_type_of(n.integer("output_datatype", 1)),
        shape{length.known && length.integer >= 0 ? length.integer / 2 + 1 : shape::unknown,
              bins.known && bins.integer >= 0 ? bins.integer : shape::unknown});
}
constexpr void transform_rule(onnx_node& n) {
  n.fail("the cost of a Fourier transform depends on the algorithm: there is no formula for it here");
}
constexpr void determinant_rule(onnx_node& n) {
  n.fail("the cost of a determinant depends on the algorithm: there is no formula for it here");
}
constexpr void image_decoder_rule(onnx_node& n) {
  n.fail("its cost depends on the image that it decodes: decode it outside the network");
}

/// (B, C, L) by (C, 1, k): the last k - 1 positions are passed to the next call.
constexpr void causal_conv_rule(onnx_node& n) {
  const onnx_tensor &x = n.in(0), &w = n.in(1);
  if (n.outputs == 0 || !x.ranked) return;
  if (x.rank() != 3 || (w.ranked && w.rank() != 3)) return n.fail("it takes (batch, channels, length)");
  n.set(0, x.dims);
  const std::int64_t taps = w.ranked ? w.dims.values[2] : shape::unknown;
  n.set(1, x.type, shape{x.dims.values[0], x.dims.values[1], taps > 0 ? taps - 1 : taps});
  n.multiply_adds = count{x.dims.elements()} * taps;
}

inline constexpr onnx_operator onnx_signal_operators[] = {
    {.name = "Bernoulli", .since = 15, .kind = onnx_kind("random"), .rule = &random_like_rule},
    {.name = "BlackmanWindow", .since = 17, .kind = onnx_kind("signal_window"), .rule = &signal_window_rule},
    {.name = "CausalConvWithState",
     .since = 27,
     .cost = onnx_cost::counted,
     .kind = onnx_kind("depthwise_conv1d"),
     .rule = &causal_conv_rule,
     .weights = inputs_at(1, 2)},
    {.name = "DFT",
     .since = 17,
     .cost = onnx_cost::refused,
     .kind = onnx_kind("fourier"),
     .rule = &transform_rule},
    {.name = "Det",
     .since = 11,
     .cost = onnx_cost::refused,
     .kind = onnx_kind("determinant"),
     .rule = &determinant_rule},
    {.name = "HammingWindow", .since = 17, .kind = onnx_kind("signal_window"), .rule = &signal_window_rule},
    {.name = "HannWindow", .since = 17, .kind = onnx_kind("signal_window"), .rule = &signal_window_rule},
    {.name = "ImageDecoder",
     .since = 20,
     .cost = onnx_cost::refused,
     .kind = onnx_kind("image_decoder"),
     .rule = &image_decoder_rule},
    {.name = "MelWeightMatrix",
     .since = 17,
     .kind = onnx_kind("mel_weights"),
     .rule = &mel_weight_rule,
     .configures = all_inputs},
    {.name = "Multinomial", .since = 7, .kind = onnx_kind("random"), .rule = &multinomial_rule},
    {.name = "NegativeLogLikelihoodLoss", .since = 12, .kind = onnx_kind("loss"), .rule = &loss_rule},
    {.name = "NonMaxSuppression",
     .since = 10,
     .kind = onnx_kind("non_max_suppression"),
     .rule = &non_max_suppression_rule,
     .configures = inputs_at(2, 3, 4)},
    {.name = "RandomNormal", .kind = onnx_kind("random"), .rule = &random_rule},
    {.name = "RandomNormalLike", .kind = onnx_kind("random"), .rule = &random_like_rule},
    {.name = "RandomUniform", .kind = onnx_kind("random"), .rule = &random_rule},
    {.name = "RandomUniformLike", .kind = onnx_kind("random"), .rule = &random_like_rule},
    {.name = "STFT",
     .since = 17,
     .cost = onnx_cost::refused,
     .kind = onnx_kind("fourier"),
     .rule = &transform_rule},
    {.name = "SoftmaxCrossEntropyLoss", .since = 12, .kind = onnx_kind("loss"), .rule = &loss_rule},
};

}  // namespace nns::detail
