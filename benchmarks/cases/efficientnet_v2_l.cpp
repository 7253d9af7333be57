// EfficientNetV2-L and one budget.
#include <nns/nns.hpp>
#include <nns/zoo/efficientnet.hpp>

using namespace nns::literals;
static_assert(nns::fits<nns::zoo::efficientnet_v2_l<>, nns::budget{.forward = 57_GMAC, .parameters = 120'000'000}>);
