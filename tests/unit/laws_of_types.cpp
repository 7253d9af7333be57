// Run time equals compile time, bit for bit, and rows add up to totals: over networks with every kind of composition.
// The compiler's numbers are constants; the others come from the same steps through a pointer that is read anew.
#include "catch.hpp"

#include <nns/layers/conv_lstm.hpp>
#include <nns/layers/locally_connected.hpp>
#include <nns/layers/product.hpp>
#include <nns/nns.hpp>
#include <nns/zoo/googlenet.hpp>
#include <nns/zoo/mlperf_tiny.hpp>
#include <nns/zoo/mobilenet_v3.hpp>
#include <nns/zoo/original.hpp>
#include <nns/zoo/resnet.hpp>
#include <nns/zoo/translation.hpp>

#include <memory>

namespace {

using namespace nns::layers;
namespace detail = nns::detail;

struct recurrent_network : nns::sequential<
    input<12, 7>,
    conv1d<8, kernel<3>, causal, dilation<2>, relu>,
    bidirectional<lstm<6, return_sequences>, merge_sum>,
    rnn<gru_cell<5>, lstm_cell<4>, simple_rnn_cell<3>, return_sequences>,
    time_distributed<dense<4, softmax>>,
    repeat<3, residual<dense<4>, layer_normalization<>>>,
    gru<6, reset_after<false>>,
    repeat_vector<3>,
    flatten,
    dense<2>> {};

struct image_network : nns::sequential<
    input<3, 20, 18>,
    conv2d<6, kernel<3, 5>, strides<2>, channels_first>,
    permute<2, 3, 1>,
    named<"stage", repeat<2, residual<conv2d<6, kernel<3>, same, groups<3>>, batch_normalization<>, relu>>>,
    depthwise_conv2d<kernel<3>, depth_multiplier<2>, padding<1>>,
    separable_conv2d<8, kernel<3>, same>,
    conv2d_transpose<4, kernel<4>, strides<2>, padding<1>>,
    concatenate<conv2d<3, kernel<1>>, max_pooling2d<3, strides<1>, same>, prelu<shared_axes<1, 2>>>,
    zero_padding2d<nns::sides{{0, 1}, {1, 2}}>,
    cropping2d<1>,
    up_sampling2d<2>,
    average_pooling2d<nns::extents{3, 2}, ceil_mode>,
    locally_connected2d<2, kernel<3>>,
    global_average_pooling2d<>> {};

struct attentive_graph : nns::graph<
    node<"words", input<9>>,
    node<"image", input<4, 6, 5>>,
    node<"embedded", embedding<100, 8>, "words">,
    node<"encoder", lstm<8, return_sequences, return_state>, "embedded">,
    node<"patches", reshape<24, 5>, "image">,
    node<"attended", multi_head_attention<2, 4>, "encoder", "patches">,
    node<"again", shared<"attended">, "encoder", "patches">,
    node<"sum", add<>, "attended", "again">,
    node<"decoder", lstm<8>, "sum", "encoder:1", "encoder:2">,
    node<"scores", dot<1>, "decoder", "encoder:2">,
    node<"frames", conv_lstm1d<3, kernel<3>, same>, "image">,
    outputs<"scores", "frames">> {};

/// The step of a model, through a pointer that is read anew.
template <class M>
detail::step hidden_step() {
  static volatile const detail::step step = detail::step_of<M>;
  return step;
}

void require_equal(const detail::totals& a, const detail::totals& b) {
  REQUIRE(a.forward == b.forward);
  REQUIRE(a.backward() == b.backward());
  REQUIRE(a.backward_beyond == b.backward_beyond);
  REQUIRE(a.backward_state == b.backward_state);
  REQUIRE(a.trainable == b.trainable);
  REQUIRE(a.fixed == b.fixed);
  REQUIRE(a.activations == b.activations);
  REQUIRE(a.known == b.known);
  REQUIRE(a.shared == b.shared);
  REQUIRE(a.rows == b.rows);
  REQUIRE(a.edges == b.edges);
  REQUIRE(a.blocks == b.blocks);
  REQUIRE(a.characters == b.characters);
}

template <class M, nns::counting How>
void require_same_evaluation() {
  const detail::evaluation e = detail::evaluate(hidden_step<M>(), How);
  constexpr const detail::evaluation& c = detail::evaluated<M, How>;
  REQUIRE(c.bad.broken == detail::rule::none);
  REQUIRE(e.bad.broken == detail::rule::none);
  require_equal(e.sum, c.sum);
  REQUIRE(e.inputs == c.inputs);
  REQUIRE(e.outputs == c.outputs);
  REQUIRE(e.input == c.input);
  REQUIRE(e.output == c.output);
}

bool same_text(nns::text a, nns::text b) { return a == b; }

void require_equal(const nns::layer_summary& a, const nns::layer_summary& b) {
  REQUIRE(same_text(a.name, b.name));
  REQUIRE(same_text(a.kind, b.kind));
  REQUIRE(a.output == b.output);
  REQUIRE(a.forward == b.forward);
  REQUIRE(a.backward == b.backward);
  REQUIRE(a.parameters == b.parameters);
  REQUIRE(a.trainable_parameters == b.trainable_parameters);
  REQUIRE(a.activations == b.activations);
  REQUIRE(a.depth == b.depth);
  REQUIRE(a.block == b.block);
  REQUIRE(a.source == b.source);
  REQUIRE(a.more_sources == b.more_sources);
  REQUIRE(a.first_more == b.first_more);
}

template <class M>
void require_same_summary() {
  constexpr const auto& c = nns::summary<M>;
  using summary_type = std::remove_cvref_t<decltype(c)>;
  const auto s = std::make_unique<summary_type>(detail::model_name<M>(), hidden_step<M>(), nns::convention::standard);
  REQUIRE(same_text(s->name, c.name));
  for (int i = 0; i != c.layers.size(); ++i) require_equal(s->layers[i], c.layers[i]);
  for (int i = 0; i != c.blocks.size(); ++i) {
    REQUIRE(same_text(s->blocks[i].name, c.blocks[i].name));
    REQUIRE(s->blocks[i].first == c.blocks[i].first);
    REQUIRE(s->blocks[i].last == c.blocks[i].last);
    REQUIRE(s->blocks[i].parent == c.blocks[i].parent);
  }
  REQUIRE(s->sources == c.sources);
  require_equal(s->total, c.total);
}

/// The rows of a summary, added up one by one, are the totals of the evaluation, which makes no rows.
template <class M>
void require_rows_add_up() {
  nns::macs forward, backward;
  std::int64_t parameters = 0, trainable = 0, activations = 0;
  for (const nns::layer_summary& row : nns::summary<M>.layers) {
    forward += row.forward;
    backward += row.backward;
    parameters += row.parameters;
    trainable += row.trainable_parameters;
    activations += row.activations;
  }
  REQUIRE(forward == nns::forward<M>);
  REQUIRE(backward == nns::backward<M>);
  REQUIRE(forward + backward == nns::training<M>);
  REQUIRE(parameters == nns::parameters<M>);
  REQUIRE(trainable == nns::trainable_parameters<M>);
  REQUIRE(parameters - trainable == nns::non_trainable_parameters<M>);
  REQUIRE(activations == nns::activations<M>);
  REQUIRE(nns::summary<M>.total.forward == forward);
  REQUIRE(nns::summary<M>.total.parameters == parameters);
}

/// Every batch and phase is a multiple of the totals.
template <class M>
void require_linear_batches() {
  for (const std::int64_t b : {1, 2, 32, 1000}) {
    const auto inference = nns::estimate<M>(nns::phase::inference, nns::batch{b});
    const auto training = nns::estimate<M>(nns::phase::training, nns::batch{b});
    REQUIRE(inference.macs == b * nns::forward<M>);
    REQUIRE(training.macs == b * nns::training<M>);
    REQUIRE(inference.activations == b * nns::activations<M>);
    REQUIRE(training.activations == 2 * inference.activations);
    REQUIRE(inference.parameters == nns::parameters<M>);
  }
}

template <class M>
void require_all() {
  require_same_evaluation<M, nns::convention::standard>();
  require_same_evaluation<M, nns::convention::original>();
  require_same_evaluation<M, nns::convention::in_bounds>();
  require_same_evaluation<M, nns::convention::element_wise>();
  require_same_summary<M>();
  require_rows_add_up<M>();
  require_linear_batches<M>();
}

TEST_CASE("run time equals compile time: every kind of composition", "[laws]") {
  require_all<recurrent_network>();
  require_all<image_network>();
  require_all<attentive_graph>();
}

TEST_CASE("run time equals compile time: known networks", "[laws]") {
  require_all<nns::zoo::original::alexnet>();
  require_all<nns::zoo::original::smd_anomaly_detection>();
  require_all<nns::zoo::original::lstm_fcn>();
  require_all<nns::zoo::original::resnet50>();
  require_all<nns::zoo::torchvision::resnet152>();
  require_all<nns::zoo::torchvision::googlenet>();
  require_all<nns::zoo::torchvision::mobilenet_v3_small>();
  require_all<nns::zoo::mlperf_tiny::keyword_spotting>();
  require_all<nns::zoo::mlperf_tiny::streaming_wake_word>();
}

template <std::int64_t Units>
struct cell : residual<dense<Units>, relu> {};

// What a repeat says, written out; what brackets say, without them; what branches say, as a graph.
struct repeated : nns::sequential<input<5, 8>, repeat<4, cell<8>, dropout>, dense<3>> {};
struct written_out : nns::sequential<
    input<5, 8>, cell<8>, dropout, cell<8>, dropout, cell<8>, dropout, cell<8>, dropout, dense<3>> {};
struct bracketed : nns::sequential<
    input<5, 8>, nns::sequential<cell<8>, dropout, nns::sequential<cell<8>, dropout>>,
    nns::sequential<cell<8>, nns::sequential<dropout>, cell<8>>, dropout, dense<3>> {};
struct wired : nns::graph<
    node<"x", input<5, 8>>,
    node<"a", dense<8>, "x">, node<"a_relu", relu, "a">, node<"a_sum", add<>, "a_relu", "x">,
    node<"b", dense<8>, "a_sum">, node<"b_relu", relu, "b">, node<"b_sum", add<>, "b_relu", "a_sum">,
    node<"c", dense<8>, "b_sum">, node<"c_relu", relu, "c">, node<"c_sum", add<>, "c_relu", "b_sum">,
    node<"d", dense<8>, "c_sum">, node<"d_relu", relu, "d">, node<"d_sum", add<>, "d_relu", "c_sum">,
    node<"p", dropout, "a_sum">, node<"q", dropout, "b_sum">, node<"r", dropout, "c_sum">, node<"s", dropout, "d_sum">,
    node<"end", dense<3>, "s">, outputs<"end", "p", "q", "r">> {};

template <class A, class B>
inline constexpr bool cost_the_same =
    nns::forward<A> == nns::forward<B> && nns::backward<A> == nns::backward<B> &&
    nns::parameters<A> == nns::parameters<B> && nns::activations<A> == nns::activations<B> &&
    nns::summary<A>.layers.size() == nns::summary<B>.layers.size();

static_assert(cost_the_same<repeated, written_out>);
static_assert(cost_the_same<repeated, bracketed>);
static_assert(cost_the_same<repeated, wired>);

}  // namespace
