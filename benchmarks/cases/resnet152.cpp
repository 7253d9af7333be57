// ResNet-152 and one budget.
#include <nns/nns.hpp>
#include <nns/zoo/resnet.hpp>

using namespace nns::literals;
static_assert(nns::fits<nns::zoo::torchvision::resnet152, nns::budget{.forward = 12_GMAC, .parameters = 61'000'000}>);
