// Embeddings: BERT's published checkpoints, and shapes by hand.
#include <nns/nns.hpp>

using namespace nns::layers;

namespace {

template <std::int64_t C, std::int64_t Heads, std::int64_t Layers>
struct bert : nns::graph<
    node<"words", input<128>>, node<"types", input<128>>,
    node<"word", embedding<30'522, C>, "words">,
    node<"type", embedding<2, C>, "types">,
    node<"sum", add<>, "word", "type">,
    node<"encoder", nns::sequential<
        position_embedding<512>, layer_normalization<>,
        repeat<Layers, residual<multi_head_attention<Heads, C / Heads>>, layer_normalization<>,
               residual<dense<4 * C, gelu>, dense<C>>, layer_normalization<>>>, "sum">,
    node<"pooler", time_distributed<dense<C, tanh_>>, "encoder">> {};

// The published checkpoints, encoder and pooler
static_assert(nns::parameters<bert<768, 12, 12>> == 109'482'240);
static_assert(nns::parameters<bert<1024, 16, 24>> == 335'141'888);

// V D; a look-up multiplies nothing
struct words : nns::sequential<input<7>, embedding<100, 16>> {};
static_assert(nns::output_shape<words> == nns::shape{7, 16});
static_assert(nns::parameters<words> == 1'600);
static_assert(nns::forward<words>.count == 0);

// Two learned vectors of 16 in front of 7
struct registers : nns::sequential<input<7, 16>, class_token<2>> {};
static_assert(nns::output_shape<registers> == nns::shape{9, 16});
static_assert(nns::parameters<registers> == 32);

// A table of 10 positions for a sequence of 7; without a number one vector for each element's place
struct positions : nns::sequential<input<7, 16>, position_embedding<10>> {};
static_assert(nns::parameters<positions> == 160);
struct places : nns::sequential<input<3, 4, 16>, position_embedding<>> {};
static_assert(nns::parameters<places> == 192);

}  // namespace
