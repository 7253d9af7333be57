// What a user writes to guard a model, and nothing else.
#include <nns/nns.hpp>

using namespace nns::layers;
using namespace nns::literals;

struct guarded : nns::sequential<input<28, 28, 1>, conv2d<6, kernel<5>, same, relu>, flatten, dense<10, softmax>> {};

static_assert(nns::within<nns::forward<guarded>, 500_kMAC>);
static_assert(nns::fits<guarded, nns::budget{.parameters = 50'000}>);
static_assert(nns::summary<guarded>.layers[1].name == "conv2d");
