// Counts as ST's tools do (X-CUBE-AI, ST Edge AI Core): MACC, the multiply-adds of a layer and its other work, before
// operations are merged. The rules were derived from published reports of its analysis of MLPerf Tiny's models: anomaly
// detection 265,864; keyword spotting 2,665,536; image classification 12,534,896.
// Quirks: a bias counts once per filter, not once per output; an activation inside a layer (relu) counts nothing, and
// softmax 15 per element. What those reports do not show counts by its formula: a normalisation two per element, an
// activation layer one, a sigmoid or tanh ten.
#pragma once

#include <nns/conventions/rules.hpp>

namespace nns::detail::stm32 {

constexpr counted_operations activation(activation_kind a, count elements, count) {
  switch (a) {
    case activation_kind::unset:
    case activation_kind::linear: return {};
    case activation_kind::softmax: return {.exponentials = elements * 15};
    case activation_kind::sigmoid:
    case activation_kind::tanh_: return {.exponentials = elements * 10};
    default: return {.comparisons = elements};
  }
}
/// A bias for each filter. Relu and relu6 are part of the layer.
constexpr counted_operations product(const layer_at_work& l, count filters) {
  counted_operations o{.multiply_adds = l.multiply_adds(), .additions = l.has_bias() ? filters : count{0}};
  const activation_kind a = l.given().activation;
  if (a != activation_kind::relu && a != activation_kind::relu6) o.add(activation(a, l.out(), 1));
  return o;
}
constexpr counted_operations convolution(const layer_at_work& l) { return product(l, l.filters()); }
constexpr counted_operations dense(const layer_at_work& l) { return product(l, l.number(0)); }
constexpr counted_operations scale_and_shift(const layer_at_work& l) {
  return {.additions = l.out(), .multiplications = l.out()};
}
constexpr counted_operations pooling(const layer_at_work& l) { return {.comparisons = l.out() * l.window()}; }
constexpr counted_operations each_input(const layer_at_work& l) { return {.additions = l.in()}; }
constexpr counted_operations merge(const layer_at_work& l) { return {.additions = l.out() * (l.inputs() - 1)}; }
constexpr counted_operations own_activation(const layer_at_work& l) {
  return activation(activation_that_is(l.machine()), l.out(), 1);
}

inline constexpr layer_rule rows[] = {
    {"conv1d", &convolution, "the products, plus 1 per filter with a bias", "reports: conv2d, depthwise"},
    {"conv2d", &convolution, "the products, plus 1 per filter with a bias", "reports: conv2d, depthwise"},
    {"conv3d", &convolution, "the products, plus 1 per filter with a bias", "reports: conv2d, depthwise"},
    {"conv1d_transpose", &convolution, "the products, plus 1 per filter with a bias", "reports: conv2d, depthwise"},
    {"conv2d_transpose", &convolution, "the products, plus 1 per filter with a bias", "reports: conv2d, depthwise"},
    {"conv3d_transpose", &convolution, "the products, plus 1 per filter with a bias", "reports: conv2d, depthwise"},
    {"depthwise_conv1d", &convolution, "the products, plus 1 per filter with a bias", "reports: conv2d, depthwise"},
    {"depthwise_conv2d", &convolution, "the products, plus 1 per filter with a bias", "reports: conv2d, depthwise"},
    {"separable_conv1d", &convolution, "the products, plus 1 per filter with a bias", "reports: conv2d, depthwise"},
    {"separable_conv2d", &convolution, "the products, plus 1 per filter with a bias", "reports: conv2d, depthwise"},
    {"dense", &dense, "the products, plus 1 per unit with a bias", "reports: dense"},
    {"max_pooling1d", &pooling, "the window, per output", "reports: pool"},
    {"max_pooling2d", &pooling, "the window, per output", "reports: pool"},
    {"max_pooling3d", &pooling, "the window, per output", "reports: pool"},
    {"average_pooling1d", &pooling, "the window, per output", "reports: pool"},
    {"average_pooling2d", &pooling, "the window, per output", "reports: pool"},
    {"average_pooling3d", &pooling, "the window, per output", "reports: pool"},
    {"global_max_pooling1d", &each_input, "1 per input", "reports: pool"},
    {"global_max_pooling2d", &each_input, "1 per input", "reports: pool"},
    {"global_max_pooling3d", &each_input, "1 per input", "reports: pool"},
    {"global_average_pooling1d", &each_input, "1 per input", "reports: pool"},
    {"global_average_pooling2d", &each_input, "1 per input", "reports: pool"},
    {"global_average_pooling3d", &each_input, "1 per input", "reports: pool"},
    {"add", &merge, "1 per output for each further input", "reports: eltwise"},
    {"subtract", &merge, "1 per output for each further input", "reports: eltwise"},
    {"multiply", &merge, "1 per output for each further input", "reports: eltwise"},
    {"average", &merge, "1 per output for each further input", "reports: eltwise"},
    {"maximum", &merge, "1 per output for each further input", "reports: eltwise"},
    {"minimum", &merge, "1 per output for each further input", "reports: eltwise"},
    {"batch_normalization", &scale_and_shift, "2 per element", "by its formula"},
    {"layer_normalization", &scale_and_shift, "2 per element", "by its formula"},
    {"relu", &own_activation, "15 per element of softmax, 10 of sigmoid and tanh, else 1", "reports: nl"},
    {"relu6", &own_activation, "15 per element of softmax, 10 of sigmoid and tanh, else 1", "reports: nl"},
    {"sigmoid", &own_activation, "15 per element of softmax, 10 of sigmoid and tanh, else 1", "reports: nl"},
    {"tanh_", &own_activation, "15 per element of softmax, 10 of sigmoid and tanh, else 1", "reports: nl"},
    {"softmax", &own_activation, "15 per element of softmax, 10 of sigmoid and tanh, else 1", "reports: nl"},
    {"gelu", &own_activation, "15 per element of softmax, 10 of sigmoid and tanh, else 1", "reports: nl"},
    {"silu", &own_activation, "15 per element of softmax, 10 of sigmoid and tanh, else 1", "reports: nl"},
    {"hard_sigmoid", &own_activation, "15 per element of softmax, 10 of sigmoid and tanh, else 1", "reports: nl"},
    {"hard_silu", &own_activation, "15 per element of softmax, 10 of sigmoid and tanh, else 1", "reports: nl"},
    {"elu", &own_activation, "15 per element of softmax, 10 of sigmoid and tanh, else 1", "reports: nl"},
    {"selu", &own_activation, "15 per element of softmax, 10 of sigmoid and tanh, else 1", "reports: nl"},
    {"softplus", &own_activation, "15 per element of softmax, 10 of sigmoid and tanh, else 1", "reports: nl"},
    {"activation", &own_activation, "15 per element of softmax, 10 of sigmoid and tanh, else 1", "reports: nl"},
};

inline constexpr convention_rules rules{.version = "ST Edge AI Core 4.0.1, target stm32f4",
                                        .weights = {.multiply_adds = 1},
                                        .rows = rows,
                                        .row_count = static_cast<int>(sizeof rows / sizeof rows[0])};
inline constexpr convention_rules products = multiply_adds_of(rules);
inline constexpr counting_rules counting_products{.name = "stm32", .forward = &weigh, .rules = &products};
inline constexpr counting_rules counting{
    .name = "stm32", .counts_more = true, .multiply_adds = &counting_products, .forward = &weigh, .rules = &rules};

}  // namespace nns::detail::stm32

namespace nns::detail::defined_in_header {

/// nns::convention::stm32: ST Edge AI Core 4.0.1: n_macc of its analysis, before operations are merged away.
struct stm32 {
  static constexpr nns::counting counted = &detail::stm32::counting;
};

}  // namespace nns::detail::defined_in_header
