// frozen<L...>: all parameters count, none of them is trained; nothing else changes.
#include "asked.hpp"

using namespace nns::layers;

namespace {

// Keras counts 8 x 16 + 16 as not trainable, and 16 x 4 + 4 as trainable.
using frozen_dense = nns::sequential<input<8>, frozen<dense<16>>, dense<4>>;
static_assert(again::parameters<frozen_dense> == 212);
static_assert(again::trainable_parameters<frozen_dense> == 68);
static_assert(again::non_trainable_parameters<frozen_dense> == 144);
static_assert(again::forward<frozen_dense>.count == 192);
static_assert(again::backward<frozen_dense> == 2 * again::forward<frozen_dense>);
static_assert(again::activations<frozen_dense> == 8 + 16 + 4);

// A row says so, and is called as it was.
static_assert(asked::rows_are<frozen_dense>({"input", "dense", "dense_1"}));
static_assert(nns::summary<frozen_dense>.layers[1].frozen && !nns::summary<frozen_dense>.layers[2].frozen);
static_assert(nns::summary<frozen_dense>.layers[1].parameters == 144);
static_assert(nns::summary<frozen_dense>.layers[1].trainable_parameters == 0);
static_assert(nns::summary<frozen_dense>.layers[1].depth == 0);

// Several layers are a composition without a name; a batch normalisation trains nothing either: gamma and beta count
// among the fixed ones.
using several = nns::sequential<input<8>, frozen<dense<16, no_bias>, batch_normalization<>>, dense<4>>;
static_assert(again::parameters<several> == 128 + 64 + 68);
static_assert(again::trainable_parameters<several> == 68);
static_assert(asked::rows_are<several>({"input", "dense", "batch_normalization", "dense_1"}));
static_assert(nns::summary<several>.layers[2].depth == 1 && nns::summary<several>.layers[3].depth == 0);
static_assert(nns::summary<several>.blocks[0].kind == nns::text{"sequential"});

// A composition under a name, names inside, repetitions.
using backbone = nns::sequential<input<8>, named<"body", frozen<dense<8>, dense<8>>>, dense<2>>;
static_assert(asked::rows_are<backbone>({"input", "body/dense", "body/dense_1", "dense"}));
static_assert(again::trainable_parameters<backbone> == 18);
using repeated = nns::sequential<input<8>, repeat<3, frozen<dense<8>>, dense<8>>>;
static_assert(again::parameters<repeated> == 6 * 72 && again::trainable_parameters<repeated> == 3 * 72);
using in_one = nns::sequential<input<8>, frozen<named<"a", dense<8>>>>;
static_assert(asked::rows_are<in_one>({"input", "a"}));
static_assert(nns::summary<in_one>.layers[1].frozen);

// What is inside something frozen stays so, whatever stands around it.
using twice = nns::sequential<input<8>, frozen<dense<8>, frozen<dense<8>>, dense<8>>, dense<8>>;
static_assert(again::trainable_parameters<twice> == 72);

// A model, one inside a model, and a model that is frozen itself.
struct encoder : nns::sequential<input<8>, dense<16>, dense<4>> {};
struct classifier : nns::sequential<encoder, dense<2>> {};
struct fine_tuned : nns::sequential<input<8>, frozen<encoder>, dense<2>> {};
static_assert(again::parameters<fine_tuned> == 212 + 10 && again::trainable_parameters<fine_tuned> == 10);
static_assert(again::parameters<nns::frozen<encoder>> == 212 && again::trainable_parameters<nns::frozen<encoder>> == 0);
struct whole : nns::frozen<input<8>, dense<16>, dense<4>> {};
static_assert(again::parameters<whole> == 212 && again::trainable_parameters<whole> == 0);
static_assert(again::output_shape<whole> == nns::shape{4});

// Branches, a residual, a node of a graph, shared weights.
using branches = nns::sequential<input<8>, add<frozen<dense<4>>, dense<4>>, residual<frozen<dense<4>>>>;
static_assert(again::parameters<branches> == 36 + 36 + 20 && again::trainable_parameters<branches> == 36);
using nodes = nns::graph<node<"x", input<8>>, node<"a", frozen<dense<8>>, "x">, node<"b", shared<"a">, "a">,
                         node<"c", dense<8>, "b">>;
static_assert(again::parameters<nodes> == 144 && again::trainable_parameters<nodes> == 72);

// Wrappers: outside, inside, one of the cells.
static_assert(asked::trainable<input<7, 5>, frozen<time_distributed<dense<3>>>> == 0);
static_assert(asked::trainable<input<7, 5>, time_distributed<frozen<dense<3>>>> == 0);
static_assert(asked::parameters<input<7, 5>, time_distributed<frozen<dense<3>>>> == 18);
static_assert(asked::parameters<input<7, 5>, bidirectional<frozen<lstm<3>>>> == 2 * 4 * (15 + 9 + 3));
static_assert(asked::trainable<input<7, 5>, bidirectional<frozen<lstm<3>>>> == 0);
static_assert(asked::parameters<input<7, 5>, rnn<frozen<lstm_cell<3>>, simple_rnn_cell<3>>> == 108 + 21);
static_assert(asked::trainable<input<7, 5>, rnn<frozen<lstm_cell<3>>, simple_rnn_cell<3>>> == 21);

// Layers that go the short way go on alone behind it: the same counts for many.
using many = nns::sequential<input<4>, repeat<600, dense<4, no_bias>>, frozen<repeat<600, dense<4, no_bias>>>,
                             repeat<600, dense<4, no_bias>>>;
static_assert(again::parameters<many> == 1'800 * 16 && again::trainable_parameters<many> == 1'200 * 16);

// An extent that is not known makes unknown parameters, frozen or not.
static_assert(nns::summary<nns::sequential<input<nns::shape::unknown>, frozen<dense<3>>>>.total.parameters ==
              nns::unknown);

static_assert(asked::broken_by<nns::frozen<>> == asked::rule::empty_model);

}  // namespace
