// The input: row 0, the first of the activations, and what stands in front.
#include "asked.hpp"

using namespace nns::layers;
using asked::rule;

namespace {

using alone = nns::sequential<input<28, 28, 3>>;
// 28 28 3
static_assert(again::activations<alone> == 2'352);
static_assert(again::forward<alone> == nns::macs{0} && again::parameters<alone> == 0);
static_assert(again::input_shape<alone> == nns::shape{28, 28, 3});
static_assert(again::output_shape<alone> == nns::shape{28, 28, 3});
static_assert(nns::summary<alone>.layers.size() == 1);
static_assert(nns::summary<alone>.layers[0].name == "input" && nns::summary<alone>.layers[0].kind == "input");
static_assert(nns::summary<alone>.layers[0].source == -1);

// A scalar has rank 0 and one element.
static_assert(again::activations<nns::sequential<input<>>> == 1);
static_assert(again::input_shape<nns::sequential<input<1, 2, 3, 4, 5, 6, 7, 8>>>.rank() == 8);

static_assert(asked::refused_by<input<0>> == rule::extent_not_positive);
static_assert(asked::refused_by<input<3, -2>> == rule::extent_not_positive);
static_assert(asked::refused_by<input<8>, input<8>> == rule::second_input);
static_assert(asked::refused_by<input<8>, dense<8>, input<8>> == rule::second_input);
static_assert(asked::refused_by<relu, input<8>> == rule::no_input);
static_assert(asked::refused_by<> == rule::empty_model);
static_assert(asked::refused_by<repeat<2, input<8>>> == rule::second_input);
// It may stand in a composition that begins the model.
static_assert(again::forward<nns::sequential<nns::sequential<input<8>, dense<2>>, dense<3>>> == nns::macs{16 + 6});
static_assert(again::forward<nns::sequential<named<"stem", input<8>, dense<2>>, dense<3>>> == nns::macs{16 + 6});

// A model inside another one declares what arrives there.
using head = nns::sequential<input<4>, dense<2>>;
static_assert(asked::macs<input<8>, dense<4>, head> == 32 + 8);
static_assert(asked::refused_by<input<8>, dense<5>, head> == rule::input_differs);

// An extent that is not known before the network runs: so are the counts that depend on it, never zero, and no budget
// is kept by them.
using any_length = nns::sequential<input<nns::shape::unknown, 8>, dense<4>>;
static_assert(again::forward<any_length>.count == nns::unknown);
static_assert(again::output_shape<any_length> == nns::shape{nns::shape::unknown, 4});
// 8 4 + 4 do not depend on it.
static_assert(again::parameters<any_length> == 36);
static_assert(!nns::within<again::forward<any_length>, nns::macs{1'000}>);
static_assert(!nns::fits<any_length, nns::budget{.forward = nns::macs{1'000}}>);

static_assert(asked::refused_by<input<8, 2>, nns::sequential<input<8>, dense<2>>> == rule::input_differs);

}  // namespace
