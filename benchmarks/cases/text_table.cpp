// The text table of a network of 50 rows and more, made by the compiler.
#include <nns/nns.hpp>
#include <nns/report/static_text.hpp>
#include <nns/zoo/resnet.hpp>

static_assert(nns::static_text<nns::zoo::torchvision::resnet50>.size() > 0);
