// Activations as layers, and as options.
#include "asked.hpp"

using namespace nns::layers;
using asked::rule;

namespace {

using x = input<4, 4, 8>;

// The shape stays, nothing is multiplied, and the output is kept: 4 4 8.
template <class L>
constexpr bool only_keeps_its_output() {
  return asked::output<x, L> == nns::shape{4, 4, 8} && asked::macs<x, L> == 0 && asked::parameters<x, L> == 0 &&
         asked::activations<x, L> == 128;
}
static_assert(only_keeps_its_output<relu>());
static_assert(only_keeps_its_output<relu6>());
static_assert(only_keeps_its_output<sigmoid>());
static_assert(only_keeps_its_output<tanh_>());
static_assert(only_keeps_its_output<softmax>());
static_assert(only_keeps_its_output<gelu>());
static_assert(only_keeps_its_output<silu>());
static_assert(only_keeps_its_output<hard_sigmoid>());
static_assert(only_keeps_its_output<hard_silu>());
static_assert(only_keeps_its_output<elu>());
static_assert(only_keeps_its_output<selu>());
static_assert(only_keeps_its_output<softplus>());
static_assert(only_keeps_its_output<leaky_relu>());
static_assert(only_keeps_its_output<thresholded_relu>());
static_assert(only_keeps_its_output<activation<relu>>());
static_assert(only_keeps_its_output<activation<linear>>());

// Each is an option, too, and doubles the activations of the layer that it is given to, unless it is linear.
template <class A>
inline constexpr bool doubles = asked::activations<x, dense<2, A>> == 2 * 4 * 4 * 2;
static_assert(doubles<relu> && doubles<relu6> && doubles<sigmoid> && doubles<tanh_> && doubles<softmax> &&
              doubles<gelu> && doubles<silu> && doubles<hard_sigmoid> && doubles<hard_silu> && doubles<elu> &&
              doubles<selu> && doubles<softplus> && !doubles<linear>);

// Keras' PReLU on (32, 32, 16): 16,384 slopes; 16 with shared_axes=[1, 2]; 1 with all shared.
static_assert(asked::parameters<input<32, 32, 16>, prelu<>> == 16'384);
static_assert(asked::parameters<input<32, 32, 16>, prelu<shared_axes<1, 2>>> == 16);
static_assert(asked::parameters<input<32, 32, 16>, prelu<shared_axes<2>>> == 512);
static_assert(asked::parameters<input<32, 32, 16>, prelu<shared_axes<3, 2, 1>>> == 1);
static_assert(asked::trainable<input<32, 32, 16>, prelu<shared_axes<1, 2>>> == 16);
static_assert(asked::macs<input<32, 32, 16>, prelu<>> == 0);
static_assert(asked::activations<input<32, 32, 16>, prelu<>> == 16'384);

static_assert(asked::refused_by<x, prelu<shared_axes<0>>> == rule::axis_out_of_range);
static_assert(asked::refused_by<x, prelu<shared_axes<4>>> == rule::axis_out_of_range);
static_assert(asked::refused_by<x, prelu<shared_axes<1, 1>>> == rule::axis_given_twice);
static_assert(asked::refused_by<x, prelu<shared_axes<1, -3>>> == rule::axis_given_twice);
static_assert(asked::refused_by<x, prelu<relu>> == rule::option_not_known_to_the_layer);

// The rows say what stood there.
static_assert(asked::rows_are<nns::sequential<x, relu, relu, elu, activation<relu>, leaky_relu, tanh_>>(
    {"input", "relu", "relu_1", "elu", "activation", "leaky_relu", "tanh_"}));

}  // namespace
