// The zoo: known networks, to ask, to scale, and to build on.
#include <nns/nns.hpp>
#include <nns/report/comparison.hpp>
#include <nns/zoo/mobilenet_v2.hpp>
#include <nns/zoo/resnet.hpp>

#include <cstdio>

using namespace nns::literals;
using nns::zoo::resolution, nns::zoo::width;
namespace torchvision = nns::zoo::torchvision;

// torchvision's own table has 11,689,512 and 3,504,872.
static_assert(nns::trainable_parameters<torchvision::resnet18> == 11'689'512);
static_assert(nns::trainable_parameters<torchvision::mobilenet_v2> == 3'504'872);

// A family is a template over its sizes: three quarters of the filters, a smaller image.
struct small_eyes : nns::zoo::mobilenet_v2<width<3, 4>, resolution<192>> {};
static_assert(nns::within<nns::forward<small_eyes>, 160_MMAC>);

// A known network inside another one: features for a head of your own.
struct with_head : nns::sequential<
    nns::layers::input<224, 224, 3>,
    nns::layers::named<"backbone", torchvision::mobilenet_v2>,
    nns::layers::dense<5, nns::layers::softmax>> {};
static_assert(nns::output_shape<with_head> == nns::shape{5});

int main() {
  constexpr auto rows = nns::compare<torchvision::resnet18, torchvision::mobilenet_v2, small_eyes, with_head>();
  std::puts(nns::to_text(rows).c_str());
}
