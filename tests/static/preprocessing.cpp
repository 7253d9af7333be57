// What happens to images in front of a network costs nothing, and makes these shapes (Keras).
#include "asked.hpp"
#include <nns/layers/preprocessing.hpp>

using namespace nns::layers;
using asked::rule;

namespace {

struct pipeline : nns::sequential<input<300, 400, 3>, resizing<256, 256>, random_flip, random_rotation, random_zoom,
                                  random_translation, random_brightness, random_contrast, center_crop<224, 224>,
                                  random_crop<200, 210>, rescaling, masking, stochastic_depth> {};
static_assert(again::output_shape<pipeline> == nns::shape{200, 210, 3});
static_assert(again::forward<pipeline>.count == 0);
static_assert(again::parameters<pipeline> == 0);

static_assert(asked::output<input<3, 30, 40>, resizing<8, 9, channels_first>> == nns::shape{3, 8, 9});
static_assert(asked::refused_by<input<30, 40>, resizing<8, 9>> == rule::wrong_rank);
static_assert(asked::refused_by<input<30, 40, 3>, center_crop<8, 0>> == rule::extent_not_positive);

}  // namespace
