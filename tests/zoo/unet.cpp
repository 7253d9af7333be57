// U-Net against its paper's figure, and against parameters that many have printed of it.
#include <nns/zoo/unet.hpp>
#include <rerun.hpp>

namespace {

using nns::zoo::padded_unet;
using nns::zoo::unet;

// Ronneberger et al. 2015, figure 1: 572 to 388
static_assert(nns::output_shape<unet<>> == nns::shape{388, 388, 2});
// Weights and biases of the figure's 23 convolutions, as its implementations print them
static_assert(again::parameters<unet<>> == 31'030'658);

// The extents in the figure, squared: down, up, and the last convolution
constexpr std::int64_t at(std::int64_t extent, std::int64_t in, std::int64_t out) { return extent * extent * in * out; }
constexpr std::int64_t down = 9 * (at(570, 1, 64) + at(568, 64, 64) + at(282, 64, 128) + at(280, 128, 128) +
                                   at(138, 128, 256) + at(136, 256, 256) + at(66, 256, 512) + at(64, 512, 512) +
                                   at(30, 512, 1024) + at(28, 1024, 1024));
constexpr std::int64_t up = 4 * (at(28, 1024, 512) + at(52, 512, 256) + at(100, 256, 128) + at(196, 128, 64)) +
                            9 * (at(54, 1024, 512) + at(52, 512, 512) + at(102, 512, 256) + at(100, 256, 256) +
                                 at(198, 256, 128) + at(196, 128, 128) + at(390, 128, 64) + at(388, 64, 64));
static_assert(nns::forward<unet<>>.count == down + up + at(388, 64, 2));

// github.com/milesial/Pytorch-UNet with 3 channels, 1 class and transposed convolutions: 31,037,633 parameters;
// github.com/mateuszbuda/brain-segmentation-pytorch, of half the width: 7,763,041
static_assert(again::trainable_parameters<padded_unet<>> == 31'037'633);
static_assert(nns::trainable_parameters<padded_unet<nns::zoo::width<1, 2>, nns::zoo::resolution<256>>> == 7'763'041);
static_assert(nns::output_shape<padded_unet<>> == nns::shape{512, 512, 1});

}  // namespace
