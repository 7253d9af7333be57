// Embeddings, tables of positions and class tokens, by hand. BERT and GPT-2 are in zoo/.
#include <nns/nns.hpp>

using namespace nns::layers;

namespace {

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
