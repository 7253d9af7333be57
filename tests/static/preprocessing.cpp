// What happens to images in front of a network costs nothing, and makes these shapes (Keras).
#include <nns/nns.hpp>
#include <nns/layers/preprocessing.hpp>

using namespace nns::layers;

namespace {

struct pipeline : nns::sequential<input<300, 400, 3>, resizing<256, 256>, random_flip, random_rotation, random_zoom,
                                  random_translation, random_brightness, random_contrast, center_crop<224, 224>,
                                  random_crop<200, 210>, rescaling, masking, stochastic_depth> {};
static_assert(nns::output_shape<pipeline> == nns::shape{200, 210, 3});
static_assert(nns::forward<pipeline>.count == 0);
static_assert(nns::parameters<pipeline> == 0);

}  // namespace
