// The backward pass of torchvision's networks. PyTorch's own dispatcher executes twice the forward pass less the first layer's
// gradient of its input, of every network that it was measured on; and twice the forward pass where the input wants a gradient.
#include "catch.hpp"

#include <nns/nns.hpp>
#include <nns/zoo/torchvision.hpp>

#include <string>

namespace {

using namespace nns::zoo::torchvision;

/// The forward pass of the first row that multiplies.
struct first_product final : nns::detail::observer {
  std::int64_t forward = 0;
  constexpr void see(nns::detail::machine& m, nns::detail::event e) override {
    if (e == nns::detail::event::layer && forward == 0) forward = m.found.forward.value;
  }
};

struct both {
  std::int64_t forward = 0;
  std::int64_t backward = 0;
  std::int64_t first = 0;
};

both count(nns::detail::step model, nns::counting how) {
  first_product seen;
  nns::detail::machine m;
  m.how = how;
  m.let_see(seen);
  model(m);
  REQUIRE(!m.bad);
  return {m.sum.forward.value, m.sum.backward().value, seen.forward};
}

template <class M>
void follows_the_rule(const char* name) {
  const both plain = count(nns::detail::step_of<M>, nns::convention::autograd);
  const both of_input = count(
      nns::detail::step_of<M>, nns::convention::autograd_with<nns::autograd_options{.input_requires_grad = true}>);
  const std::string said = name;
  CAPTURE(said, plain.forward, plain.first);
  REQUIRE(plain.first > 0);
  CHECK(plain.backward == 2 * plain.forward - plain.first);
  CHECK(of_input.backward == 2 * of_input.forward);
}

#define FOLLOWS(network) follows_the_rule<network>(#network)

TEST_CASE("torchvision's convolutional networks have no gradient of their input, and all others", "[autograd]") {
  FOLLOWS(alexnet), FOLLOWS(vgg11), FOLLOWS(vgg13), FOLLOWS(vgg16), FOLLOWS(vgg19), FOLLOWS(vgg11_bn), FOLLOWS(vgg19_bn);
  FOLLOWS(resnet18), FOLLOWS(resnet34), FOLLOWS(resnet50), FOLLOWS(resnet101), FOLLOWS(resnet152);
  FOLLOWS(resnext50_32x4d), FOLLOWS(resnext101_32x8d), FOLLOWS(wide_resnet50_2), FOLLOWS(wide_resnet101_2);
  FOLLOWS(densenet121), FOLLOWS(densenet161), FOLLOWS(densenet169), FOLLOWS(densenet201);
  FOLLOWS(squeezenet1_0), FOLLOWS(squeezenet1_1), FOLLOWS(nns::zoo::inception_v3_without_auxiliary_head<>), FOLLOWS(googlenet);
  FOLLOWS(mobilenet_v2), FOLLOWS(mobilenet_v3_small), FOLLOWS(mobilenet_v3_large);
  FOLLOWS(mnasnet0_5), FOLLOWS(mnasnet1_0), FOLLOWS(shufflenet_v2_x0_5), FOLLOWS(shufflenet_v2_x1_0);
  FOLLOWS(efficientnet_b0), FOLLOWS(efficientnet_b1), FOLLOWS(efficientnet_b7), FOLLOWS(efficientnet_v2_s);
  FOLLOWS(regnet_y_400mf), FOLLOWS(regnet_x_400mf), FOLLOWS(regnet_y_8gf), FOLLOWS(regnet_x_32gf);
  FOLLOWS(convnext_tiny), FOLLOWS(convnext_large);
  FOLLOWS(fcn_resnet50), FOLLOWS(deeplabv3_resnet50), FOLLOWS(lraspp_mobilenet_v3_large);
  FOLLOWS(r3d_18), FOLLOWS(mc3_18), FOLLOWS(r2plus1d_18), FOLLOWS(s3d);
}

TEST_CASE("so have its transformers", "[autograd]") {
  FOLLOWS(vit_b_16), FOLLOWS(vit_b_32), FOLLOWS(vit_l_16), FOLLOWS(vit_h_14);
  FOLLOWS(swin_t), FOLLOWS(swin_s), FOLLOWS(swin_b), FOLLOWS(maxvit_t);
  FOLLOWS(mvit_v1_b), FOLLOWS(mvit_v2_s), FOLLOWS(swin3d_t);
}

}  // namespace
