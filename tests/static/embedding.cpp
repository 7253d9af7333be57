// Embeddings, tables of positions and class tokens, by hand. BERT and GPT-2 are in zoo/.
#include "asked.hpp"

using namespace nns::layers;
using asked::rule;

namespace {

// V D; a look-up multiplies nothing
struct words : nns::sequential<input<7>, embedding<100, 16>> {};
static_assert(again::output_shape<words> == nns::shape{7, 16});
static_assert(again::parameters<words> == 1'600);
static_assert(again::forward<words>.count == 0);

// Two learned vectors of 16 in front of 7
struct registers : nns::sequential<input<7, 16>, class_token<2>> {};
static_assert(again::output_shape<registers> == nns::shape{9, 16});
static_assert(again::parameters<registers> == 32);

// A table of 10 positions for a sequence of 7; without a number one vector for each element's place
struct positions : nns::sequential<input<7, 16>, position_embedding<10>> {};
static_assert(again::parameters<positions> == 160);
struct places : nns::sequential<input<3, 4, 16>, position_embedding<>> {};
static_assert(again::parameters<places> == 192);

// The length may be unknown: the table is as long as it was made, 10 16
constexpr std::int64_t u = nns::shape::unknown;
static_assert(asked::parameters<input<u, 16>, position_embedding<10>> == 160);
static_assert(asked::output<input<u, 16>, class_token<>> == nns::shape{u, 16});

static_assert(asked::refused_by<input<7>, embedding<0, 16>> == rule::size_not_positive);
static_assert(asked::refused_by<input<7>, embedding<100, 0>> == rule::size_not_positive);
static_assert(asked::refused_by<input<1, 1, 1, 1, 1, 1, 1, 1>, embedding<100, 16>> == rule::rank_above_eight);
static_assert(asked::refused_by<input<7, 16>, position_embedding<6>> == rule::longer_than_its_table);
static_assert(asked::refused_by<input<7, 16>, position_embedding<0>> == rule::size_not_positive);
static_assert(asked::refused_by<input<7, 16>, position_embedding<8, 16>> == rule::wrong_count_of_numbers);
static_assert(asked::refused_by<input<16>, position_embedding<10>> == rule::rank_too_small);
static_assert(asked::refused_by<input<3, 7, 16>, class_token<>> == rule::wrong_rank);
static_assert(asked::refused_by<input<7, 16>, class_token<0>> == rule::size_not_positive);

static_assert(asked::refused_by<input<INT64_MAX, 1>, class_token<>> == rule::count_overflows_63_bits);
static_assert(asked::refused_by<input<7>, embedding<INT64_MAX, 2>> == rule::count_overflows_63_bits);

}  // namespace
