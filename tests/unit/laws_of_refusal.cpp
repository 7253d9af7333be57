// Any layer may be given any numbers, options and shapes: it is refused, or everything it then says makes sense. No
// extent is zero or negative, no count has wrapped, and only an extent that is not known makes an unknown number.
#include "catch.hpp"

#include "proof/drawing.hpp"

#include <nns/layers/conv_lstm.hpp>
#include <nns/layers/highway.hpp>
#include <nns/layers/locally_connected.hpp>
#include <nns/layers/pooled_attention.hpp>
#include <nns/layers/preprocessing.hpp>
#include <nns/layers/product.hpp>
#include <nns/layers/rearranging.hpp>
#include <nns/layers/slicing.hpp>
#include <nns/layers/tensor.hpp>
#include <nns/layers/window_attention.hpp>

namespace {

using namespace proof;

const detail::family* draw_family(proof::random& r) {
  using namespace nns::detail;
  static const family* const families[] = {
      &activation_family, &add_family, &additive_attention_family, &attention_family, &average_family,
      &average_pooling1d_family, &average_pooling2d_family, &average_pooling3d_family, &batch_normalization_family,
      &bidirectional_family, &broadcast_to_family, &center_crop_family, &channel_shuffle_family, &chunk_family,
      &class_token_family, &concatenate_family, &conv1d_family, &conv1d_transpose_family, &conv2d_family,
      &conv2d_transpose_family, &conv3d_family, &conv3d_transpose_family, &conv_lstm1d_family, &conv_lstm2d_family,
      &conv_lstm3d_family, &cropping1d_family, &cropping2d_family, &cropping3d_family, &cudnn_gru_family,
      &cudnn_lstm_family, &cyclic_shift_family, &dense_family, &depth_to_space_family, &depthwise_conv1d_family,
      &depthwise_conv2d_family, &dot_family, &einsum_dense_family, &embedding_family, &expand_dims_family,
      &nns::flatten::kind, &global_average_pooling1d_family, &global_average_pooling2d_family,
      &global_average_pooling3d_family, &group_normalization_family, &grouped_query_attention_family,
      &gru_cell_family, &gru_family, &highway_family, &instance_normalization_family, &layer_normalization_family,
      &layer_scale_family, &locally_connected1d_family, &locally_connected2d_family, &lstm_family,
      &max_pooling1d_family, &max_pooling2d_family, &max_pooling3d_family, &maxout_dense_family,
      &multi_head_attention_family, &multiply_family, &normalization_family, &pad_family, &permute_family,
      &pooled_attention_family, &position_embedding_family, &prelu_family, &random_crop_family, &reduce_mean_family,
      &repeat_vector_family, &reshape_family, &resizing_family, &rms_normalization_family, &rnn_family,
      &separable_conv1d_family, &separable_conv2d_family, &simple_rnn_family, &slice_family, &space_to_depth_family,
      &split_family, &squeeze_family, &stack_family, &subtract_family, &take_family, &tile_family,
      &time_distributed_family, &training_only_family, &transpose_family, &unit_normalization_family, &unstack_family,
      &up_sampling1d_family, &up_sampling2d_family, &up_sampling3d_family, &window_attention_family,
      &window_partition_family, &window_reverse_family, &zero_padding1d_family, &zero_padding2d_family,
      &zero_padding3d_family};
  return families[r.between(0, static_cast<std::int64_t>(std::size(families)) - 1)];
}

constexpr std::int64_t odd_numbers[] = {0, -1, -2, 7, 1'000, std::int64_t{1} << 31, std::int64_t{1} << 62, INT64_MAX,
                                        INT64_MIN + 1, INT64_MIN};

/// Mostly small and positive.
std::int64_t draw_number(proof::random& r, int odd_once_in) {
  return r.once_in(odd_once_in) ? odd_numbers[r.between(0, 9)] : r.between(1, 4);
}

nns::shape draw_numbers(proof::random& r, std::int64_t most, int odd_once_in) {
  nns::shape n;
  for (std::int64_t i = r.between(0, most); i != 0; --i) n.push_back(draw_number(r, odd_once_in));
  return n;
}

/// An input: extents of at least 1, sometimes one that is not known, sometimes a very large one.
nns::shape draw_input(proof::random& r) {
  nns::shape s = random_shape(r, static_cast<int>(r.between(0, 5)), 6);
  if (s.rank() == 0 && r.between(0, 3) != 0) s = {r.between(1, 6), r.between(1, 6)};
  for (std::int64_t& extent : s) {
    if (r.once_in(30)) extent = nns::shape::unknown;
    if (r.once_in(30)) extent = std::int64_t{1} << r.between(20, 62);
  }
  return s;
}

constexpr const char* equations[] = {"ab,bc->ac",     "abc,cd->abd", "abc,cde->abde", "...x,xy->...y", "ab,bc->cb",
                                     "abc,bd->acd",   "",            "ab->a",         "aa,ab->ab",     "abc,->abc",
                                     "abcd,cdef->abef"};

void draw_all_options(proof::random& r, setting& s) {
  nns::detail::options& o = s.given;
  for (unsigned i = 1; i <= static_cast<unsigned>(option::sides); ++i) {
    const auto which = static_cast<option>(i);
    const bool known = (s.kind->accepts & detail::only(which)) != 0;
    if (!r.once_in(known ? 2 : 500)) continue;
    note(s, which, "option " + std::to_string(i));
  }
  o.bias = !o.has(option::bias);
  o.ceil_mode = o.has(option::ceil_mode);
  o.scale = !o.has(option::scale);
  o.center = !o.has(option::center);
  o.channels_first = o.has(option::channels_first);
  o.keepdims = o.has(option::keepdims);
  o.return_sequences = o.has(option::return_sequences);
  o.return_state = o.has(option::return_state);
  o.reset_after = !o.has(option::reset_after);
  o.count_masked = !o.has(option::count_masked);
  o.use_scale = o.has(option::use_scale);
  o.two_biases = o.has(option::two_biases);
  o.query_bias = !o.has(option::query_bias);
  o.output_bias = !o.has(option::output_bias);
  if (o.has(option::query_key_normalization)) o.normalization_vectors = static_cast<int>(r.between(0, 2));
  if (o.has(option::projection)) o.projection = draw_number(r, 8);
  o.relative_positions = o.has(option::relative_positions);
  if (o.has(option::padding)) o.padding = static_cast<detail::padding_mode>(r.between(0, 3));
  if (o.has(option::merge)) o.merge = static_cast<detail::merge_mode>(r.between(0, 4));
  if (o.has(option::axis)) {
    o.axes = draw_numbers(r, 2, 6);
    o.axes.push_back(r.between(-4, 4));
    o.axis = o.axes[0];
  }
  if (o.has(option::groups)) o.groups = draw_number(r, 8);
  if (o.has(option::depth_multiplier)) o.depth_multiplier = draw_number(r, 8);
  if (o.has(option::value_dim)) o.value_dim = draw_number(r, 8);
  if (o.has(option::output_dim)) o.output_dim = draw_number(r, 8);
  if (o.has(option::continuous_position_bias)) o.continuous_position_bias = draw_number(r, 8);
  if (o.has(option::kernel) || r.once_in(2)) o.kernel = draw_numbers(r, 3, 20);
  if (o.has(option::strides)) o.strides = draw_numbers(r, 3, 20);
  if (o.has(option::key_value_strides)) o.key_value_strides = draw_numbers(r, 3, 20);
  if (o.has(option::dilation)) o.dilation = draw_numbers(r, 3, 20);
  if (o.padding == detail::padding_mode::explicit_) o.pads = draw_numbers(r, 3, 20);
  if (o.has(option::output_padding)) o.output_padding = draw_numbers(r, 3, 20);
  if (o.has(option::shared_axes)) o.shared_axes = draw_numbers(r, 3, 8);
  if (s.kind == &detail::einsum_dense_family) o.equation = detail::as_text(equations[r.between(0, 10)]);
  if (o.has(option::bias_axes)) o.bias_axes = detail::as_text(r.once_in(2) ? "d" : "cb");
}

setting draw_anything(proof::random& r, int depth) {
  setting s;
  s.kind = draw_family(r);
  const int wanted = s.kind->numbers;
  if (wanted >= 0 && !r.once_in(50)) {
    for (int i = 0; i != wanted; ++i) s.numbers.push_back(draw_number(r, 12));
  } else {
    s.numbers = draw_numbers(r, 6, 12);
  }
  draw_all_options(r, s);
  if (depth == 0)
    for (auto n = r.between(0, 2); n != 0; --n) {
      s.inner.push_back(draw_anything(r, 1));
      if (s.kind == &detail::rnn_family && r.once_in(2)) s.inner.back() = {.kind = &detail::gru_cell_family, .numbers = {3}};
    }
  return s;
}

bool makes_sense(std::int64_t count, bool all_known) { return count >= 0 || (!all_known && count == nns::unknown); }

/// What is wrong with an answer; nothing, for one that is refused.
std::string nonsense(const setting& s, const std::vector<nns::shape>& inputs, nns::counting how) {
  bool all_known = true;
  for (const nns::shape& in : inputs)
    for (const std::int64_t extent : in) all_known = all_known && extent != nns::shape::unknown;
  const answer a = ask(s, inputs, how);
  if (a.broken != detail::rule::none) return {};
  std::string wrong;
  if (a.output.rank() > nns::shape::max_rank) wrong += " rank";
  for (const std::int64_t extent : a.output)
    if (extent < 1 && (all_known || extent != nns::shape::unknown)) wrong += " extent " + std::to_string(extent);
  const auto check = [&](const char* what, std::int64_t n) {
    if (!makes_sense(n, all_known)) wrong += std::string(" ") + what + " " + std::to_string(n);
  };
  check("forward", a.sum.forward.value);
  check("backward", a.sum.backward().value);
  check("trainable", a.sum.trainable.value);
  check("fixed", a.sum.fixed.value);
  check("activations", a.sum.activations.value);
  return wrong;
}

TEST_CASE("what is not refused makes sense", "[laws]") {
  int accepted = 0;
  for (std::uint64_t seed = 800'000; seed != 840'000; ++seed) {
    proof::random r{seed};
    const setting s = draw_anything(r, 0);
    std::vector<nns::shape> inputs{draw_input(r)};
    while (static_cast<int>(inputs.size()) < s.kind->least_inputs || (s.kind->inputs > 1 && r.once_in(4)))
      inputs.push_back(r.once_in(2) ? inputs[0] : draw_input(r));
    INFO(describe(seed, s, inputs));
    for (const nns::counting how : {nns::convention::standard, nns::convention::in_bounds,
                                      nns::convention::element_wise, nns::convention::original})
      REQUIRE(nonsense(s, inputs, how) == "");
    accepted += ask(s, inputs).broken == detail::rule::none;
  }
  REQUIRE(accepted > 2'000);
}

}  // namespace
