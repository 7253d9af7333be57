// highway and maxout_dense, by the weights that Keras 1 makes.
#include <nns/nns.hpp>
#include <nns/layers/highway.hpp>

using namespace nns::layers;

namespace {

// Two matrices of 20 20 and two biases
struct gated : nns::sequential<input<20>, highway<relu>> {};
static_assert(nns::forward<gated>.count == 800);
static_assert(nns::parameters<gated> == 840);
// Four, or three, dense layers of 20 to 7
struct maximum_of_4 : nns::sequential<input<20>, maxout_dense<7>> {};
static_assert(nns::output_shape<maximum_of_4> == nns::shape{7});
static_assert(nns::forward<maximum_of_4>.count == 560);
static_assert(nns::parameters<maximum_of_4> == 588);
struct maximum_of_3 : nns::sequential<input<20>, maxout_dense<7, 3, no_bias>> {};
static_assert(nns::parameters<maximum_of_3> == 420);

}  // namespace
