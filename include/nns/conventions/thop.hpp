// Counts as thop does (pytorch-OpCounter): hooks on the modules that it knows; everything else counts nothing.
// Quirks: a transposed convolution is counted over its output; an affine normalisation counts four per element,
// although thop assumes that batch normalisation is folded; a softmax counts each exponential, addition and division, a
// ReLU nothing.
#pragma once

#include <nns/conventions/rules.hpp>

namespace nns::detail::thop {

constexpr counted_operations activation(activation_kind a, count elements, count size) {
  if (a != activation_kind::softmax) return {};
  return {.additions = elements - elements / size, .divisions = elements, .exponentials = elements};
}
constexpr counted_operations transposed(const layer_at_work& l) {
  return {.multiply_adds = l.out() * (l.channels() / l.given().groups) * l.taps()};
}
constexpr counted_operations normalization(const layer_at_work& l) {
  const count each = l.in() * (l.is_affine() ? 2 : 1);
  return {.additions = each, .multiplications = each};
}
constexpr counted_operations prelu(const layer_at_work& l) { return {.comparisons = l.in()}; }
constexpr counted_operations average_pooling(const layer_at_work& l) { return {.divisions = l.out()}; }
/// The product of the input's extents over the output's, and a division for each output: in floating point, truncated
/// last.
constexpr counted_operations adaptive_average_pooling(const layer_at_work& l) {
  const shape& in = l.input();
  const bool first = l.given().channels_first;
  const bool global = l.number(0).value == 0;
  double kernel = 1;
  for (int i = 0; i != l.axes(); ++i) {
    const int axis = first ? i + 1 : i;
    if (in[axis] < 0) return {.additions = count::unknown};
    kernel *= static_cast<double>(in[axis]) / static_cast<double>(global ? 1 : l.output()[axis]);
  }
  if (!l.out().is_known()) return {.additions = l.out()};
  const double exact = (kernel + 1) * static_cast<double>(l.out().value);
  if (!(exact < 0x1p63)) return {.additions = count::overflowed};
  const count all = static_cast<std::int64_t>(exact);
  return {.additions = all - l.out(), .divisions = l.out()};
}
constexpr counted_operations up_sampling(const layer_at_work& l) { return {.moves = l.out()}; }
constexpr counted_operations resizing(const layer_at_work& l) { return {.multiplications = l.out() * 11}; }

/// Steps and units of a recurrent layer; the two bias vectors of PyTorch.
constexpr count gate(const layer_at_work& l) {
  const count U = l.number(0);
  return (U + l.input()[1]) * U;
}
constexpr counted_operations recurrent(const layer_at_work& l, int gates, int hadamard) {
  const count T = l.input()[0];
  const count U = l.number(0);
  return {.multiply_adds = T * gate(l) * gates,
          .additions = T * U * (gates * (l.has_bias() ? 3 : 1)),
          .multiplications = T * U * hadamard};
}
constexpr counted_operations simple_rnn(const layer_at_work& l) { return recurrent(l, 1, 0); }
constexpr counted_operations gru(const layer_at_work& l) { return recurrent(l, 3, 4); }
constexpr counted_operations lstm(const layer_at_work& l) { return recurrent(l, 4, 4); }

inline constexpr layer_rule rows[] = {
    {"conv1d_transpose", &transposed, "every output times k C / g", "vision/basic_hooks.py: count_convNd"},
    {"conv2d_transpose", &transposed, "every output times k C / g", "vision/basic_hooks.py: count_convNd"},
    {"conv3d_transpose", &transposed, "every output times k C / g", "vision/basic_hooks.py: count_convNd"},
    {"batch_normalization", &normalization, "2 per element, 4 if it scales and shifts", "count_normalization"},
    {"layer_normalization", &normalization, "2 per element, 4 if it scales and shifts", "count_normalization"},
    {"instance_normalization", &normalization, "2 per element, 4 if it scales and shifts", "count_normalization"},
    {"prelu", &prelu, "1 per element", "count_prelu, where the model is not trained"},
    {"average_pooling1d", &average_pooling, "1 per output", "count_avgpool"},
    {"average_pooling2d", &average_pooling, "1 per output", "count_avgpool"},
    {"average_pooling3d", &average_pooling, "1 per output", "count_avgpool"},
    {"adaptive_average_pooling1d", &adaptive_average_pooling, "inputs per output, plus 1", "count_adap_avgpool"},
    {"adaptive_average_pooling2d", &adaptive_average_pooling, "inputs per output, plus 1", "count_adap_avgpool"},
    {"adaptive_average_pooling3d", &adaptive_average_pooling, "inputs per output, plus 1", "count_adap_avgpool"},
    {"global_average_pooling1d", &adaptive_average_pooling, "inputs per output, plus 1", "count_adap_avgpool"},
    {"global_average_pooling2d", &adaptive_average_pooling, "inputs per output, plus 1", "count_adap_avgpool"},
    {"global_average_pooling3d", &adaptive_average_pooling, "inputs per output, plus 1", "count_adap_avgpool"},
    {"up_sampling1d", &up_sampling, "1 per output (nearest)", "count_upsample"},
    {"up_sampling2d", &up_sampling, "1 per output (nearest)", "count_upsample"},
    {"up_sampling3d", &up_sampling, "1 per output (nearest)", "count_upsample"},
    {"resizing", &resizing, "11 per output (bilinear)", "count_upsample"},
    {"simple_rnn", &simple_rnn, "T ((I + U) U + U), 2 T U more with biases", "rnn_hooks.py: _count_rnn_cell"},
    {"simple_rnn_cell", &simple_rnn, "as simple_rnn", "rnn_hooks.py: _count_rnn_cell"},
    {"gru", &gru, "three gates of simple_rnn, plus 4 T U", "rnn_hooks.py: _count_gru_cell"},
    {"gru_cell", &gru, "as gru", "rnn_hooks.py: _count_gru_cell"},
    {"cudnn_gru", &gru, "as gru", "rnn_hooks.py: _count_gru_cell"},
    {"lstm", &lstm, "four gates of simple_rnn, plus 4 T U", "rnn_hooks.py: _count_lstm_cell"},
    {"lstm_cell", &lstm, "as lstm", "rnn_hooks.py: _count_lstm_cell"},
    {"cudnn_lstm", &lstm, "as lstm", "rnn_hooks.py: _count_lstm_cell"},
    {"multi_head_attention", &counts_nothing, "not known", "profile.py: not among register_hooks"},
    {"grouped_query_attention", &counts_nothing, "not known", "profile.py: not among register_hooks"},
    {"window_attention", &counts_nothing, "not known", "profile.py: not among register_hooks"},
    {"attention", &counts_nothing, "not a module", "profile.py: hooks are on modules"},
    {"additive_attention", &counts_nothing, "not a module", "profile.py: hooks are on modules"},
    {"dot", &counts_nothing, "not a module", "profile.py: hooks are on modules"},
};

inline constexpr convention_rules rules{.version = "thop 0.1.1 (43c064a)",
                                        .weights = {.multiply_adds = 1},
                                        .rows = rows,
                                        .row_count = static_cast<int>(sizeof rows / sizeof rows[0]),
                                        .sees_functions = false,
                                        .activation = &activation};
inline constexpr convention_rules products = multiply_adds_of(rules);
inline constexpr counting_rules counting_products{.name = "thop", .forward = &weigh, .rules = &products};
inline constexpr counting_rules counting{
    .name = "thop", .counts_more = true, .multiply_adds = &counting_products, .forward = &weigh, .rules = &rules};

}  // namespace nns::detail::thop

namespace nns::detail::defined_in_header {

/// nns::convention::thop: thop 0.1.1 (pytorch-OpCounter, commit 43c064a): what profile(model, inputs) calls MACs.
struct thop {
  static constexpr nns::counting counted = &detail::thop::counting;
};

}  // namespace nns::detail::defined_in_header
