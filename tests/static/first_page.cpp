// The first page of the README: LeNet-5.
#include <nns/nns.hpp>

using namespace nns::layers;
using namespace nns::literals;

namespace {

struct lenet5 : nns::sequential<
    input<28, 28, 1>,
    conv2d<6, kernel<5>, same, tanh_>,
    average_pooling2d<2>,
    conv2d<16, kernel<5>, tanh_>,
    average_pooling2d<2>,
    flatten,
    dense<120, tanh_>,
    dense<84, tanh_>,
    dense<10, softmax>> {};

// LeCun et al. 1998 with full connections: 28^2 6 25 + 10^2 16 150 + 400 120 + 120 84 + 84 10
static_assert(nns::forward<lenet5> == 416'520_MAC);
static_assert(nns::backward<lenet5> == 2 * nns::forward<lenet5>);
static_assert(nns::training<lenet5> == 3 * nns::forward<lenet5>);
static_assert(nns::output_shape<lenet5> == nns::shape{10});
// Keras' count_params: 156 + 2,416 + 48,120 + 10,164 + 850
static_assert(nns::parameters<lenet5> == 61'706);
static_assert(nns::within<nns::forward<lenet5>, 500_kMAC>);

}  // namespace
