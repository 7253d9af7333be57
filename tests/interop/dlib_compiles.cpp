// What every compiler reads of nns/interop/dlib.hpp: the header, twice, and dlib's first example.
#include <nns/interop/dlib.hpp>
#include <nns/interop/dlib.hpp>
#include <nns/nns.hpp>

#include "dlib_networks.hpp"

using namespace nns::literals;

using lenet = nns::dlib_model<dlib_networks::lenet, nns::input<28, 28, 1>>;
using resnet34 = nns::dlib_model<dlib_networks::resnet34, nns::input<227, 227, 3>>;
using every_layer = nns::dlib_model<dlib_networks::every_layer, nns::input<13, 17, 2>>;

// 28x28x6 with 25 taps, 14x14x16 with 6 times 25, then 784, 120, 84, 10.
static_assert(nns::forward<lenet>.count == 784 * 6 * 25 + 196 * 16 * 6 * 25 + 784 * 120 + 120 * 84 + 84 * 10);
// torchvision's 21,797,672 without its shortcuts' convolutions and normalisation, with a bias for each channel.
static_assert(nns::parameters<resnet34> == 21'797'672 - 172'032 - 1'792 + 7'616);
// tail's fc<3>
static_assert(nns::output_shape<every_layer> == nns::shape{1, 1, 3});
