// Sequential models: nested, named, repeated; and how their rows are called.
#include "asked.hpp"

using namespace nns::layers;
using asked::rows_are;
using asked::rule;

namespace {

// A model may assert on itself, and be derived from.
struct net : nns::sequential<input<8>, dense<4, relu>, dense<2>> {
  static_assert(again::forward<net> == nns::macs{40} && nns::summary<net>.layers[1].name == "dense");
  static_assert(nns::fits<net, nns::budget{.parameters = 46}>);
};
static_assert(again::forward<const net> == nns::macs{40});
struct derived : net {};
struct twice_derived : derived {};
// 8 4 + 4 2 products; 36 + 10 parameters; 8 + 2 4 + 2 activations.
static_assert(again::forward<twice_derived> == nns::macs{40});
static_assert(again::parameters<twice_derived> == 46);
static_assert(again::activations<twice_derived> == 18);
static_assert(nns::summary<twice_derived>.layers.size() == 3);
static_assert(nns::summary<derived>.name == "derived");

template <std::int64_t Width, class... Head>
struct family : nns::sequential<input<8>, dense<Width>, Head...> {};
// 8 6 + 6 3
static_assert(again::forward<family<6, dense<3>>> == nns::macs{66});

// Compositions in a model cost what their layers cost: 8 8 each.
using pair = nns::sequential<dense<8>, dense<8>>;
static_assert(asked::macs<input<8>, pair, nns::sequential<pair, dense<8>>> == 5 * 64);
static_assert(asked::macs<input<8>, net, dense<3>> == 46);

// repeat: each copy has weights of its own. 5 (64 + 8); then 8 to 4, and twice 4 to 4: 36 + 2 20.
static_assert(asked::parameters<input<8>, repeat<5, dense<8>>> == 360);
static_assert(asked::parameters<input<8>, repeat<3, dense<4>>> == 76);
static_assert(asked::macs<input<8>, repeat<3, dense<4>>> == 32 + 2 * 16);
// Four rounds of 8 to 4 to 8; and three of four.
static_assert(asked::macs<input<8>, repeat<4, dense<4>, dense<8>>> == 4 * 64);
static_assert(asked::macs<input<8>, repeat<3, repeat<4, dense<4>, dense<8>>>> == 12 * 64);
// 1,000,000 copies cost one run, and 10^6 72 parameters.
static_assert(asked::parameters<input<8>, repeat<1'000'000, dense<8>>> == 72'000'000);
static_assert(asked::refused_by<input<8>, repeat<0, dense<8>>> == rule::repeat_count_negative);
static_assert(asked::refused_by<input<8>, repeat<-1, dense<8>>> == rule::repeat_count_negative);
static_assert(asked::refused_by<input<8>, repeat<3>> == rule::empty_model);
static_assert(asked::refused_by<input<8>, nns::sequential<>> == rule::empty_model);
static_assert(asked::refused_by<input<8>, named<"nothing">> == rule::empty_model);
static_assert(asked::refused_by<input<8>, repeat<4'000'000'000, dense<8>>> == rule::too_many_rows);
// 2^40 parameters a copy, 2^23 copies
static_assert(asked::refused_by<input<1'048'576>, repeat<8'388'608, dense<1'048'576, no_bias>>> ==
              rule::count_overflows_63_bits);

// A total that multiplies and a summary that runs each copy say the same.
template <class M>
constexpr bool rows_add_up() {
  const auto& s = nns::summary<M>;
  std::int64_t forward = 0, backward = 0, parameters = 0, trainable = 0, activations = 0;
  for (const auto& row : s.layers) {
    forward += row.forward.count;
    backward += row.backward.count;
    parameters += row.parameters;
    trainable += row.trainable_parameters;
    activations += row.activations;
  }
  return forward == again::forward<M>.count && backward == nns::backward<M>.count && parameters == nns::parameters<M> &&
         trainable == nns::trainable_parameters<M> && activations == nns::activations<M> &&
         s.total.forward == nns::forward<M> && s.total.backward == nns::backward<M> &&
         s.total.parameters == nns::parameters<M> && s.total.trainable_parameters == nns::trainable_parameters<M> &&
         s.total.non_trainable_parameters() == nns::non_trainable_parameters<M> &&
         s.total.activations == nns::activations<M> && s.total.output == nns::output_shape<M>;
}
struct deep : nns::sequential<
    input<16, 16, 8>,
    repeat<3, residual<conv2d<8, kernel<3>, same, relu>, batch_normalization<>, repeat<2, conv2d<8, kernel<1>>>>>,
    repeat<2, conv2d<8, kernel<3>, strides<2>, same>, repeat<2, named<"mix", conv2d<8, kernel<1>>>>>,
    flatten, repeat_vector<6>, repeat<2, bidirectional<lstm<4, return_sequences>>>, time_distributed<dense<3>>> {};
static_assert(rows_add_up<deep>());
static_assert(rows_add_up<net>());
static_assert(rows_add_up<nns::sequential<input<8>, repeat<3, repeat<4, dense<4>, dense<8>>>>>());
// 1 + 3 (2 + 2 + 1) + 2 (1 + 2) + 2 + 2 + 1 rows
static_assert(nns::summary<deep>.layers.size() == 27);

// Names: a kind and its number, through the whole model and anew in each composition with a name; given ones; prefixes.
static_assert(rows_are<nns::sequential<input<8>, dense<8>, relu, dense<8>, relu, dense<8>>>(
    {"input", "dense", "relu", "dense_1", "relu_1", "dense_2"}));
static_assert(rows_are<nns::sequential<named<"picture", input<8>>, named<"fc", dense<8>>, dense<8>>>(
    {"picture", "fc", "dense"}));
static_assert(rows_are<nns::sequential<input<8>, named<"stem", dense<8>, relu>, sequential<dense<8>>,
                                       named<"head", sequential<dense<8>, named<"last", dense<8>>>>>>(
    {"input", "stem/dense", "stem/relu", "dense", "head/dense", "head/last"}));
static_assert(rows_are<nns::sequential<input<8>, named<"a", named<"b", sequential<dense<8>>>>,
                                       named<"c", dense<8>, named<"d", relu, named<"e", relu>>>>>(
    {"input", "a/b/dense", "c/dense", "c/d/relu", "c/d/e"}));
// A name around a named layer is its prefix: fc is used on the left and on the right.
using fc = named<"fc", dense<8>>;
static_assert(rows_are<nns::sequential<input<8>, named<"left", fc>, named<"right", repeat<2, fc>>>>(
    {"input", "left/fc", "right/fc", "right_1/fc"}));
// Copies number the outermost name; a name of several layers stands for each copy's composition.
static_assert(rows_are<nns::sequential<input<8>, repeat<3, named<"fc", dense<8>>>>>({"input", "fc", "fc_1", "fc_2"}));
static_assert(rows_are<nns::sequential<input<8>, named<"fc", repeat<3, dense<8>>>>>({"input", "fc", "fc_1", "fc_2"}));
static_assert(rows_are<nns::sequential<input<8>, repeat<2, named<"block", named<"fc", dense<8>>, relu>>>>(
    {"input", "block/fc", "block/relu", "block_1/fc", "block_1/relu"}));
static_assert(rows_are<nns::sequential<input<8>, named<"block", repeat<2, named<"fc", dense<8>>, relu>>>>(
    {"input", "block/fc", "block/relu", "block_1/fc", "block_1/relu"}));
static_assert(rows_are<nns::sequential<input<8>, repeat<2, named<"fc", dense<8>>, named<"act", relu>>>>(
    {"input", "fc", "act", "fc_1", "act_1"}));
// In nested repeats the numbers go on.
static_assert(rows_are<nns::sequential<input<8>, repeat<2, repeat<2, named<"fc", dense<8>>>>>>(
    {"input", "fc", "fc_1", "fc_2", "fc_3"}));
static_assert(rows_are<nns::sequential<input<8>, repeat<2, named<"stage", repeat<2, named<"fc", dense<8>>>, relu>>>>(
    {"input", "stage/fc", "stage/fc_1", "stage/relu", "stage_1/fc", "stage_1/fc_1", "stage_1/relu"}));
static_assert(rows_are<nns::sequential<input<8>, dense<8>, named<"ds_1", dense<8>, named<"in", dense<8>, dense<8>>,
                                       dense<8>>, dense<8>, named<"ds_2", dense<8>, relu>>>(
    {"input", "dense", "ds_1/dense", "ds_1/in/dense", "ds_1/in/dense_1", "ds_1/dense_1", "dense_1", "ds_2/dense", "ds_2/relu"}));
// A composition gives each name once; other compositions, and the copies of a repeat, may use it again.
using block = named<"block", fc, relu>;
static_assert(asked::refused_by<input<8>, fc, fc> == rule::name_used_twice);
static_assert(asked::refused_by<input<8>, block, dense<8>, block> == rule::name_used_twice);
static_assert(asked::refused_by<input<8>, repeat<2, fc>, fc> == rule::name_used_twice);
static_assert(asked::refused_by<input<8>, repeat<2, fc, fc>> == rule::name_used_twice);
static_assert(rows_are<nns::sequential<input<8>, sequential<fc>, sequential<fc>, block>>(
    {"input", "fc", "fc_1", "block/fc", "block/relu"}));
// No two rows are called alike: given names first, wherever they stand, and numbers pass over them.
static_assert(rows_are<nns::sequential<input<8>, dense<8>, dense<8>, named<"dense_1", dense<8>>, dense<8>>>(
    {"input", "dense", "dense_2", "dense_1", "dense_3"}));
static_assert(rows_are<nns::sequential<input<8>, relu, repeat<2, named<"relu", relu>>, relu>>(
    {"input", "relu_2", "relu", "relu_1", "relu_3"}));
static_assert(rows_are<nns::sequential<input<8>, repeat<2, named<"a", relu>>, named<"a_1", relu>>>(
    {"input", "a", "a_1", "a_1_1"}));
static_assert(rows_are<nns::sequential<input<8>, named<"input", relu>, named<"a/relu", relu>, named<"a", relu, relu>>>(
    {"input", "input_1", "a/relu", "a/relu_1", "a/relu_2"}));
// An empty name is none; a model's own input inside another model leaves its name to nobody.
static_assert(rows_are<nns::sequential<input<8>, named<"", dense<8>>>>({"input", "dense"}));
static_assert(rows_are<nns::sequential<input<8>, nns::sequential<named<"inner", input<8>>, dense<8>>>>(
    {"input", "dense"}));

// Two digits, three digits, and a thousand names.
using hundred = nns::sequential<input<8>, repeat<1'000, named<"a", relu>, relu>>;
static_assert(nns::summary<hundred>.layers[2 * 10 + 1].name == "a_10");
static_assert(nns::summary<hundred>.layers[2 * 100 + 2].name == "relu_100");
static_assert(nns::summary<hundred>.layers[2 * 999 + 2].name == "relu_999");

// All names differ, in a model with every kind of trouble at once.
template <class M>
constexpr bool names_differ() {
  const auto& rows = nns::summary<M>.layers;
  for (int i = 0; i != rows.size(); ++i)
    for (int j = 0; j != i; ++j)
      if (rows[i].name == rows[j].name) return false;
  return true;
}
struct troubled : nns::sequential<
    input<8>, dense<8>, named<"dense_1", dense<8>>, dense<8>, repeat<3, named<"dense", dense<8>>>,
    named<"dense_3", dense<8>>,
    repeat<2, named<"a", dense<8>, repeat<2, named<"a", dense<8>, named<"dense", dense<8>>>>>>,
    named<"a_1", dense<8>, relu>,
    named<"a/a", dense<8>, dense<8>>, named<"a/a/dense", dense<8>>, named<"add", residual<named<"add", dense<8>>>>,
    residual<dense<8>>, named<"add_1", relu>, named<"input", relu>, named<"input_1", relu>> {};
static_assert(names_differ<troubled>() && names_differ<deep>());

// Depth: compositions around the row. Blocks: their rows, their names, their parents.
using nested = nns::sequential<input<8>, named<"a", dense<8>, sequential<dense<8>, relu>>, dense<8>>;
constexpr const auto& n = nns::summary<nested>;
static_assert(n.layers[0].depth == 0 && n.layers[1].depth == 1 && n.layers[2].depth == 2 && n.layers[3].depth == 2 &&
              n.layers[4].depth == 0);
static_assert(n.blocks.size() == 2);
static_assert(n.blocks[0].name == "a" && n.blocks[0].kind == "sequential" && n.blocks[0].first == 1 &&
              n.blocks[0].last == 4 && n.blocks[0].parent == -1 && n.blocks[0].depth == 0);
static_assert(n.blocks[1].name == "" && n.blocks[1].first == 2 && n.blocks[1].last == 4 && n.blocks[1].parent == 0 &&
              n.blocks[1].depth == 1);
static_assert(n.layers[1].block == 0 && n.layers[2].block == 1 && n.layers[4].block == -1);
// Each row is fed by the one before it.
static_assert(n.layers[1].source == 0 && n.layers[2].source == 1 && n.layers[4].source == 3);

// Names in names, and copies of several layers with one: 8 4; 2 (8 8)
static_assert(asked::macs<input<8>, named<"a", named<"b", dense<4>>>> == 32);
static_assert(asked::macs<input<8>, named<"a", repeat<2, dense<8>, relu>>> == 128);
// A copy that leaves two outputs is not like the one that it would be followed by.
static_assert(again::output_shapes<nns::sequential<
                  input<5, 8>, repeat<1, bidirectional<lstm<8, return_sequences>, merge_none>>>>.size() == 2);

}  // namespace
