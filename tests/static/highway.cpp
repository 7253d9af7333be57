// highway and maxout_dense, by the weights that Keras 1 makes.
#include "asked.hpp"
#include <nns/layers/highway.hpp>

using namespace nns::layers;
using asked::rule;

namespace {

// Two matrices of 20 20 and two biases
struct gated : nns::sequential<input<20>, highway<relu>> {};
static_assert(again::forward<gated>.count == 800);
static_assert(again::parameters<gated> == 840);
// Four, or three, dense layers of 20 to 7
struct maximum_of_4 : nns::sequential<input<20>, maxout_dense<7>> {};
static_assert(again::output_shape<maximum_of_4> == nns::shape{7});
static_assert(again::forward<maximum_of_4>.count == 560);
static_assert(again::parameters<maximum_of_4> == 588);
struct maximum_of_3 : nns::sequential<input<20>, maxout_dense<7, 3, no_bias>> {};
static_assert(again::parameters<maximum_of_3> == 420);

static_assert(asked::parameters<input<20>, highway<no_bias>> == 800);
// The output, twice with an activation
static_assert(asked::activations<input<20>, highway<>> == 20 && asked::activations<input<20>, highway<relu>> == 40);
static_assert(asked::refused_by<input<5, 20>, highway<>> == rule::wrong_rank);
static_assert(asked::refused_by<input<5, 20>, maxout_dense<7>> == rule::wrong_rank);
static_assert(asked::refused_by<input<20>, maxout_dense<0>> == rule::size_not_positive);
static_assert(asked::refused_by<input<20>, maxout_dense<7, 0>> == rule::size_not_positive);

}  // namespace
