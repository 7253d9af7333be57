// What firmware asks of a network: budgets, the bytes of its parameters and of its activations, a file. Nothing of it is
// left in the object, but an array that is as large as the compiler says.
#include <nns/import/keras.hpp>
#include <nns/memory/plan.hpp>
#include <nns/nns.hpp>

#include <cstddef>

using namespace nns::layers;
using namespace nns::literals;

struct keywords : nns::sequential<input<49, 10, 1>, conv2d<64, kernel<10, 4>, strides<2>, same, relu>,
                                  depthwise_conv2d<kernel<3>, same, relu>, conv2d<64, kernel<1>, relu>,
                                  global_average_pooling2d<>, dense<12, softmax>> {};

inline constexpr char text[] =
#include "net.json.inc"
    ;
struct from_keras : nns::keras_model<text> {};

static_assert(nns::within<nns::forward<keywords>, 1_MMAC>);
static_assert(nns::must_fit<keywords, nns::budget{.parameter_bytes = 24_KiB, .peak_activation_bytes = 16_KiB, .storage = nns::full_int8}>);
static_assert(nns::equals<nns::parameters<from_keras>, 64 * 4 + 4>);

#ifdef WITH_ARENA
// Two maps of 25 x 5 x 64 bytes, the input of one layer and its output.
static_assert(nns::equals<nns::peak_activation_bytes<keywords, nns::full_int8>, 2_B * (25 * 5 * 64)>);
alignas(16) std::byte arena[nns::peak_activation_bytes<keywords, nns::full_int8>.count];
#endif
