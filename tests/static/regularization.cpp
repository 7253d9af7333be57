// Layers that work while training only: they pass on what arrives.
#include "asked.hpp"

using namespace nns::layers;

namespace {

// (3, 4, 5): 60 elements are kept, nothing else.
template <class L>
constexpr bool passes() {
  using net = nns::sequential<input<3, 4, 5>, L>;
  return again::output_shape<net> == nns::shape{3, 4, 5} && again::forward<net> == nns::macs{0} &&
         again::parameters<net> == 0 && again::activations<net> == 60 + 60;
}
static_assert(passes<identity>());
static_assert(passes<dropout>());
static_assert(passes<spatial_dropout1d>());
static_assert(passes<spatial_dropout2d>());
static_assert(passes<spatial_dropout3d>());
static_assert(passes<alpha_dropout>());
static_assert(passes<gaussian_dropout>());
static_assert(passes<gaussian_noise>());
static_assert(passes<activity_regularization>());
static_assert(passes<masking>());

}  // namespace
