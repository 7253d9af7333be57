// ResNet-50, asked and asserted: what PyTorch answers at run time.
#include <nns/nns.hpp>
#include <nns/zoo/resnet.hpp>

using namespace nns::literals;
static_assert(nns::fits<nns::zoo::torchvision::resnet50, nns::budget{.forward = 5_GMAC, .parameters = 30'000'000}>);
