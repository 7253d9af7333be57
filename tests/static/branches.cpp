// Residuals and branches: their rows, and who feeds whom.
#include "asked.hpp"

using namespace nns::layers;
using asked::rows_are;
using asked::rule;

namespace {

// ResNet's basic block on 56 x 56 x 64 (He et al. 2016): two 3x3 convolutions of 36,864 weights at 3,136 positions.
using conv = conv2d<64, kernel<3>, same, no_bias>;
using basic = residual<conv, batch_normalization<>, relu, conv, batch_normalization<>>;
static_assert(asked::output<input<56, 56, 64>, basic> == nns::shape{56, 56, 64});
static_assert(asked::macs<input<56, 56, 64>, basic> == 2 * 115'605'504);
static_assert(asked::parameters<input<56, 56, 64>, basic> == 2 * (36'864 + 256));
// With a projection: 128 filters, stride 2, 28 x 28: 784 (64 9 + 128 9) 128 + 784 64 128.
using projected = residual<conv2d<128, kernel<3>, strides<2>, same, no_bias>, relu,
                           conv2d<128, kernel<3>, same, no_bias>,
                           shortcut<conv2d<128, kernel<1>, strides<2>, no_bias>, batch_normalization<>>>;
static_assert(asked::output<input<56, 56, 64>, projected> == nns::shape{28, 28, 128});
static_assert(asked::macs<input<56, 56, 64>, projected> == 57'802'752 + 115'605'504 + 6'422'528);
static_assert(asked::parameters<input<56, 56, 64>, projected> == 73'728 + 147'456 + 8'192 + 512);

// Rows: the long way, the short way, the sum; all of them inside the residual.
struct net : nns::sequential<input<8>, residual<dense<4>, dense<8>, shortcut<dense<8>>>, relu> {};
static_assert(rows_are<net>({"input", "dense", "dense_1", "dense_2", "add", "relu"}));
constexpr const auto& s = nns::summary<net>;
static_assert(s.layers[1].depth == 1 && s.layers[3].depth == 1 && s.layers[4].depth == 1 && s.layers[5].depth == 0);
static_assert(s.layers[1].source == 0 && s.layers[2].source == 1 && s.layers[3].source == 0);
static_assert(s.layers[4].source == 2 && s.layers[4].more_sources == 1 && s.sources[s.layers[4].first_more] == 3);
static_assert(s.layers[5].source == 4);
static_assert(s.blocks.size() == 1 && s.blocks[0].kind == "add" && s.blocks[0].first == 1 && s.blocks[0].last == 5);
// The identity is no row: the sum takes the input itself.
using plain = nns::sequential<input<8>, residual<dense<8>>>;
static_assert(nns::summary<plain>.layers.size() == 3 && nns::summary<plain>.sources.size() == 1);
static_assert(nns::summary<plain>.sources[0] == 0);
// Three branches, the second of them empty-handed: sources 1, 0, 3.
using three = nns::sequential<input<8>, named<"mix", concatenate<dense<2>, sequential<identity>, dense<3>>>>;
static_assert(rows_are<three>({"input", "mix/dense", "mix/identity", "mix/dense_1", "mix/concatenate"}));
static_assert(nns::summary<three>.layers[4].source == 1 && nns::summary<three>.layers[4].more_sources == 2);
static_assert(nns::summary<three>.sources[0] == 2 && nns::summary<three>.sources[1] == 3);
static_assert(again::output_shape<three> == nns::shape{13});

// Named residuals in a repeat.
using stage = repeat<2, named<"block", residual<named<"fc", dense<8>>>>>;
static_assert(rows_are<nns::sequential<input<8>, stage>>(
    {"input", "block/fc", "block/add", "block_1/fc", "block_1/add"}));

// DenseNet's growth (Huang et al. 2017): 4 layers of 12 channels on 16: 16 + 4 12; weights 9 12 (16 + 28 + 40 + 52).
using grow = concatenate<identity, conv2d<12, kernel<3>, same, no_bias>>;
static_assert(asked::output<input<8, 8, 16>, repeat<4, grow>> == nns::shape{8, 8, 64});
static_assert(asked::parameters<input<8, 8, 16>, repeat<4, grow>> == 9 * 12 * 136);

static_assert(asked::refused_by<input<8>, residual<dense<4>>> == rule::shapes_differ);
static_assert(asked::refused_by<input<8>, residual<>> == rule::empty_model);
static_assert(asked::refused_by<input<8>, residual<shortcut<dense<8>>>> == rule::empty_model);
static_assert(asked::refused_by<input<8>, residual<dense<8>, shortcut<>>> == rule::empty_model);
static_assert(asked::refused_by<residual<dense<8>>> == rule::no_input);
static_assert(asked::refused_by<input<5, 8>, add<lstm<4, return_state>, lstm<4>>> == rule::too_many_inputs);
static_assert(asked::refused_by<input<8>, add<input<8>, dense<8>>> == rule::second_input);

// What derives from a shortcut is one: 3 3 + 3 parameters on each way.
struct short_cut : shortcut<dense<3>> {};
static_assert(nns::parameters<nns::sequential<input<3>, residual<dense<3>, short_cut>>> == 24);

}  // namespace
