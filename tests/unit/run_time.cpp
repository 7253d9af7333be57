// The same evaluation at run time and at compile time: every number, name and shape is equal.
#include "catch.hpp"

#include <nns/layers/pooled_attention.hpp>
#include <nns/nns.hpp>

#include <string_view>

using namespace nns::layers;

namespace {

struct image : nns::sequential<
    input<32, 32, 3>,
    named<"stem", conv2d<16, kernel<3>, same, no_bias>, batch_normalization<>, relu>,
    repeat<3, named<"block", residual<conv2d<16, kernel<3>, same, relu>, batch_normalization<>>>>,
    residual<conv2d<32, kernel<3>, strides<2>, same>, shortcut<conv2d<32, kernel<1>, strides<2>>>>,
    max_pooling2d<3, strides<2>, padding<1>, ceil_mode>,
    concatenate<conv2d<8, kernel<1>>, depthwise_conv2d<kernel<3>, same>, separable_conv2d<4, kernel<5>, same>>,
    conv2d_transpose<4, kernel<3>, strides<2>, same>,
    zero_padding2d<nns::sides{{0, 1}, {1, 0}}>, prelu<shared_axes<1, 2>>,
    global_average_pooling2d<>, dropout, dense<10, softmax>> {};

struct sequence : nns::sequential<
    input<20, 12>,
    conv1d<16, kernel<3>, causal>,
    repeat<2, bidirectional<lstm<8, return_sequences>>>,
    time_distributed<dense<6, relu>, dense<4>>,
    rnn<gru_cell<8>, simple_rnn_cell<4>, return_sequences>,
    lambda<decltype([](nns::shape in) { return nns::shape{in[1], in[0]}; })>,
    permute<2, 1>, gru<5>, repeat_vector<3>, flatten, dense<1>> {};

struct siamese : nns::graph<
    node<"left", input<10, 8>>, node<"right", input<6, 8>>,
    node<"encoder", lstm<4, return_state>, "left">,
    node<"again", shared<"encoder">, "right">,
    node<"mixed", sequential<dense<3>, relu>, "encoder:1">,
    node<"both", concatenate<>, "mixed", "again", "again:2">,
    node<"score", dense<2>, "both">,
    outputs<"score", "encoder">> {};

struct own_layer {
  static constexpr auto kind = "own";
  static constexpr nns::shape output(nns::shape in) { return {in[0], 7}; }
  static constexpr nns::cost cost(nns::shape in, nns::shape out) {
    return {.forward = nns::macs{in.elements()}, .parameters = out.elements(), .trainable_parameters = 3};
  }
};
struct own : nns::sequential<input<5, 4>, own_layer, named<"last", own_layer>,
                             time_distributed<own_layer, dense<2>>> {};

struct unknown_length : nns::sequential<input<nns::shape::unknown, 8>, dense<4>, lstm<3>, dense<1>> {};

// Nothing of this may be found out before the program runs.
template <class M>
nns::detail::step opaque() {
  static const volatile nns::detail::step step = nns::detail::step_of<M>;
  return step;
}

bool same_text(nns::text a, nns::text b) { return std::string_view(a) == std::string_view(b); }

bool same_row(const nns::layer_summary& a, const nns::layer_summary& b) {
  return same_text(a.name, b.name) && same_text(a.kind, b.kind) && a.output == b.output && a.forward == b.forward &&
         a.backward == b.backward && a.parameters == b.parameters && a.trainable_parameters == b.trainable_parameters &&
         a.activations == b.activations && a.depth == b.depth && a.block == b.block && a.source == b.source &&
         a.more_sources == b.more_sources && a.first_more == b.first_more;
}

bool same_block(const nns::block_summary& a, const nns::block_summary& b) {
  return same_text(a.name, b.name) && same_text(a.kind, b.kind) && same_text(a.prefix, b.prefix) &&
         a.first == b.first && a.last == b.last && a.parent == b.parent && a.depth == b.depth;
}

template <class M, nns::counting How>
void totals_are_equal() {
  constexpr const nns::detail::evaluation& known = nns::detail::evaluated<M, How>;
  const nns::detail::evaluation now = nns::detail::evaluate(opaque<M>(), How);
  CHECK(now.bad.broken == known.bad.broken);
  CHECK(now.sum.forward == known.sum.forward);
  CHECK(now.sum.backward() == known.sum.backward());
  CHECK(now.sum.trainable == known.sum.trainable);
  CHECK(now.sum.fixed == known.sum.fixed);
  CHECK(now.sum.activations == known.sum.activations);
  CHECK(now.sum.rows == known.sum.rows);
  CHECK(now.sum.edges == known.sum.edges);
  CHECK(now.sum.blocks == known.sum.blocks);
  CHECK(now.sum.characters == known.sum.characters);
  REQUIRE(now.inputs == known.inputs);
  REQUIRE(now.outputs == known.outputs);
  CHECK(now.input == known.input);
  CHECK(now.output == known.output);
  const auto ends = nns::detail::find_ends<known.inputs, known.outputs>(opaque<M>());
  CHECK(ends.inputs == nns::input_shapes<M>);
  CHECK(ends.outputs == nns::output_shapes<M>);
}

/// The type of a summary that has its rows inside, and writes them as for any model: that of a chain refers to them.
template <class Summary>
struct with_rows {
  using type = Summary;
};
template <class M, nns::counting How>
  requires nns::detail::written_at_once<M, How>
struct with_rows<nns::detail::summary_of<M, How>> {
  using type = nns::model_summary<nns::summary<M, How>.layers.size(), 0, 0, 0>;
};

template <class M, nns::counting How>
void summaries_are_equal() {
  constexpr const auto& known = nns::summary<M, How>;
  const typename with_rows<std::remove_cvref_t<decltype(known)>>::type now{known.name, opaque<M>(), How};
  CHECK(same_row(now.total, known.total));
  for (int i = 0; i != known.layers.size(); ++i) {
    INFO(std::string_view(known.layers[i].name));
    CHECK(same_row(now.layers[i], known.layers[i]));
  }
  for (int i = 0; i != known.blocks.size(); ++i) CHECK(same_block(now.blocks[i], known.blocks[i]));
  CHECK(now.sources == known.sources);
}

template <class M>
void is_the_same_at_run_time() {
  totals_are_equal<M, nns::convention::standard>();
  totals_are_equal<M, nns::convention::original>();
  totals_are_equal<M, nns::convention::in_bounds>();
  totals_are_equal<M, nns::convention::element_wise>();
  summaries_are_equal<M, nns::convention::standard>();
  summaries_are_equal<M, nns::convention::element_wise>();
}

}  // namespace

TEST_CASE("run time equals compile time: a convolutional network") { is_the_same_at_run_time<image>(); }
TEST_CASE("run time equals compile time: a recurrent network") { is_the_same_at_run_time<sequence>(); }
TEST_CASE("run time equals compile time: a graph with shared layers") { is_the_same_at_run_time<siamese>(); }
TEST_CASE("run time equals compile time: layers of one's own") { is_the_same_at_run_time<own>(); }
TEST_CASE("run time equals compile time: an extent that is not known") { is_the_same_at_run_time<unknown_length>(); }

TEST_CASE("a fault is found at run time as it is at compile time") {
  using wrong = nns::sequential<input<28, 28, 3>, conv2d<8, kernel<3>>, named<"bad", conv2d<8, kernel<3>, groups<3>>>>;
  constexpr const nns::detail::fault& known = nns::detail::fault_of<wrong, nns::convention::standard>;
  const nns::detail::fault now = nns::detail::evaluate(opaque<wrong>(), nns::convention::standard).bad;
  CHECK(now.broken == nns::detail::rule::channels_not_divisible_by_groups);
  CHECK(now.broken == known.broken);
  CHECK(now.row == 2);
  CHECK(known.row == 2);
  // 8 channels, 3 groups; they arrive at 26 x 26
  CHECK(now.first == 8);
  CHECK(now.second == 3);
  CHECK(now.arrived == nns::shape{26, 26, 8});
  CHECK(known.arrived == now.arrived);
}

template <class M>
nns::detail::evaluation now() {
  return nns::detail::evaluate(opaque<M>(), nns::convention::standard);
}

TEST_CASE("an output's size that is none is not one that is not known") {
  using nns::detail::rule;
  const nns::detail::fault bad = now<nns::sequential<input<5, 6>, multi_head_attention<2, 3, output_dim<-1>>>>().bad;
  CHECK(bad.broken == rule::size_not_positive);
  CHECK(bad.first == -1);
  using pooled = nns::sequential<input<5, 6>, pooled_attention<1, nns::extents{4, 1, 1}, output_dim<-1>>>;
  CHECK(now<pooled>().bad.broken == rule::size_not_positive);
  CHECK(now<nns::sequential<input<5, -1>, multi_head_attention<2, 3>>>().bad.broken == rule::none);
}

// NumPy's rule of broadcasting, where some extents are not known: 1 is stretched, and what is known decides.
TEST_CASE("extents that are not known are merged as they must be equal") {
  constexpr std::int64_t open = nns::shape::unknown;
  using merged = nns::graph<node<"x", input<open, 4, open, 1>>, node<"y", input<1, open, 3, open>>,
                            node<"sum", add<>, "x", "y">>;
  CHECK(now<merged>().output == nns::shape{open, 4, 3, open});
}

/// Counts the layers that it sees.
struct counting final : nns::detail::observer {
  int layers = 0;
  constexpr void see(nns::detail::machine&, nns::detail::event e) override {
    layers += e == nns::detail::event::layer ? 1 : 0;
  }
};

TEST_CASE("who looks on sees each copy of what is repeated") {
  using model = nns::sequential<input<4>, repeat<3, dense<4>, relu>>;
  counting seen;
  nns::detail::machine m;
  m.let_see(seen);
  opaque<model>()(m);
  CHECK_FALSE(m.bad);
  CHECK(seen.layers == 1 + 3 * 2);
  CHECK(m.sum.trainable.value == 3 * (4 * 4 + 4));
}

TEST_CASE("quantities at run time are the quantities at compile time") {
  volatile std::int64_t three = 3;
  const nns::macs m{three};
  CHECK((m + m).count == 6);
  CHECK((m * 5 - m).count == 12);
  CHECK(nns::to_flops(m) == nns::flops{6});
  CHECK(m / nns::macs{2} == 1.5);
  CHECK(nns::estimate<image>(nns::phase::training, nns::batch{three}).macs == 9 * nns::forward<image>);
}
