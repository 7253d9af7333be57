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

/// Freezes a model's first layers with weights, so many.
struct freezer final : nns::detail::observer {
  int left;
  constexpr explicit freezer(int layers) : left(layers) {}
  constexpr void see(nns::detail::machine& m, nns::detail::event e) override {
    if (e == nns::detail::event::layer && (m.found.trainable.value | m.found.fixed.value) != 0 && --left == 0) m.freeze(false);
  }
};

struct measured {
  nns::detail::step model;
  int frozen;
  std::int64_t backward;
};

// Torchvision 0.14 in PyTorch 1.13, one image of 224 x 224, in eval mode: requires_grad is off for the parameters of the first n
// modules that have any; the multiply-adds of out.backward(ones), as its dispatcher executes them (training/pytorch.py counts).
const measured prefixes[] = {
    {nns::detail::step_of<alexnet>, 0, 1'358'100'160},
    {nns::detail::step_of<alexnet>, 1, 1'063'874'560},
    {nns::detail::step_of<alexnet>, 2, 727'785'472},
    {nns::detail::step_of<alexnet>, 4, 216'924'160},
    {nns::detail::step_of<alexnet>, 6, 24'969'216},
    {nns::detail::step_of<alexnet>, 7, 4'096'000},
    {nns::detail::step_of<vgg11>, 0, 15'131'475'968},
    {nns::detail::step_of<vgg11>, 1, 14'119'927'808},
    {nns::detail::step_of<vgg11>, 2, 12'270'239'744},
    {nns::detail::step_of<vgg11>, 5, 3'946'643'456},
    {nns::detail::step_of<vgg11>, 8, 144'506'880},
    {nns::detail::step_of<vgg11>, 10, 4'096'000},
    {nns::detail::step_of<vgg13_bn>, 0, 22'530'228'224},
    {nns::detail::step_of<vgg13_bn>, 1, 22'443'524'096},
    {nns::detail::step_of<vgg13_bn>, 5, 16'894'459'904},
    {nns::detail::step_of<vgg13_bn>, 11, 7'646'019'584},
    {nns::detail::step_of<vgg13_bn>, 17, 1'172'111'360},
    {nns::detail::step_of<vgg13_bn>, 22, 4'096'000},
    {nns::detail::step_of<resnet18>, 0, 3'510'132'736},
    {nns::detail::step_of<resnet18>, 1, 3'392'118'784},
    {nns::detail::step_of<resnet18>, 10, 2'403'049'472},
    {nns::detail::step_of<resnet18>, 20, 1'580'965'888},
    {nns::detail::step_of<resnet18>, 30, 758'882'304},
    {nns::detail::step_of<resnet18>, 40, 512'000},
    {nns::detail::step_of<resnet50>, 0, 8'060'354'560},
    {nns::detail::step_of<resnet50>, 1, 7'942'340'608},
    {nns::detail::step_of<resnet50>, 26, 6'015'582'208},
    {nns::detail::step_of<resnet50>, 53, 3'908'993'024},
    {nns::detail::step_of<resnet50>, 80, 2'007'924'736},
    {nns::detail::step_of<resnet50>, 106, 2'048'000},
    {nns::detail::step_of<resnext50_32x4d>, 0, 8'342'945'792},
    {nns::detail::step_of<resnext50_32x4d>, 1, 8'224'931'840},
    {nns::detail::step_of<resnext50_32x4d>, 26, 6'311'018'496},
    {nns::detail::step_of<resnext50_32x4d>, 53, 4'037'443'584},
    {nns::detail::step_of<resnext50_32x4d>, 80, 2'072'150'016},
    {nns::detail::step_of<resnext50_32x4d>, 106, 2'048'000},
    {nns::detail::step_of<densenet121>, 0, 5'550'309'376},
    {nns::detail::step_of<densenet121>, 1, 5'432'295'424},
    {nns::detail::step_of<densenet121>, 60, 2'298'101'760},
    {nns::detail::step_of<densenet121>, 121, 1'133'215'744},
    {nns::detail::step_of<densenet121>, 181, 197'332'992},
    {nns::detail::step_of<densenet121>, 241, 1'024'000},
    {nns::detail::step_of<squeezenet1_1>, 0, 677'013'184},
    {nns::detail::step_of<squeezenet1_1>, 1, 652'624'896},
    {nns::detail::step_of<squeezenet1_1>, 6, 541'111'296},
    {nns::detail::step_of<squeezenet1_1>, 13, 373'800'960},
    {nns::detail::step_of<squeezenet1_1>, 19, 299'040'768},
    {nns::detail::step_of<squeezenet1_1>, 25, 86'528'000},
    {nns::detail::step_of<mobilenet_v2>, 0, 590'710'528},
    {nns::detail::step_of<mobilenet_v2>, 1, 579'872'512},
    {nns::detail::step_of<mobilenet_v2>, 26, 407'994'624},
    {nns::detail::step_of<mobilenet_v2>, 52, 323'473'152},
    {nns::detail::step_of<mobilenet_v2>, 78, 170'988'288},
    {nns::detail::step_of<mobilenet_v2>, 104, 1'280'000},
    {nns::detail::step_of<mobilenet_v3_small>, 0, 107'601'792},
    {nns::detail::step_of<mobilenet_v3_small>, 1, 102'182'784},
    {nns::detail::step_of<mobilenet_v3_small>, 22, 76'774'400},
    {nns::detail::step_of<mobilenet_v3_small>, 44, 53'969'024},
    {nns::detail::step_of<mobilenet_v3_small>, 66, 35'163'392},
    {nns::detail::step_of<mobilenet_v3_small>, 87, 1'024'000},
    {nns::detail::step_of<mnasnet1_0>, 0, 617'993'728},
    {nns::detail::step_of<mnasnet1_0>, 1, 607'155'712},
    {nns::detail::step_of<mnasnet1_0>, 26, 494'153'088},
    {nns::detail::step_of<mnasnet1_0>, 52, 396'498'048},
    {nns::detail::step_of<mnasnet1_0>, 78, 229'204'992},
    {nns::detail::step_of<mnasnet1_0>, 104, 1'280'000},
    {nns::detail::step_of<shufflenet_v2_x1_0>, 0, 281'687'472},
    {nns::detail::step_of<shufflenet_v2_x1_0>, 1, 273'558'960},
    {nns::detail::step_of<shufflenet_v2_x1_0>, 28, 224'747'120},
    {nns::detail::step_of<shufflenet_v2_x1_0>, 56, 159'403'856},
    {nns::detail::step_of<shufflenet_v2_x1_0>, 84, 99'539'968},
    {nns::detail::step_of<shufflenet_v2_x1_0>, 112, 1'024'000},
    {nns::detail::step_of<efficientnet_b0>, 0, 760'791'488},
    {nns::detail::step_of<efficientnet_b0>, 1, 749'953'472},
    {nns::detail::step_of<efficientnet_b0>, 32, 576'109'248},
    {nns::detail::step_of<efficientnet_b0>, 65, 441'949'248},
    {nns::detail::step_of<efficientnet_b0>, 98, 217'840'512},
    {nns::detail::step_of<efficientnet_b0>, 130, 1'280'000},
    {nns::detail::step_of<regnet_y_400mf>, 0, 792'847'680},
    {nns::detail::step_of<regnet_y_400mf>, 1, 782'009'664},
    {nns::detail::step_of<regnet_y_400mf>, 34, 555'495'152},
    {nns::detail::step_of<regnet_y_400mf>, 69, 370'748'928},
    {nns::detail::step_of<regnet_y_400mf>, 104, 175'341'760},
    {nns::detail::step_of<regnet_y_400mf>, 138, 440'000},
};

TEST_CASE("what is frozen at the bottom needs no gradient, as PyTorch's dispatcher has it", "[autograd]") {
  for (const measured& p : prefixes) {
    freezer bottom(p.frozen);
    nns::detail::machine m;
    m.how = nns::convention::autograd;
    m.let_see(bottom);
    if (p.frozen != 0) m.freeze(true);
    p.model(m);
    CAPTURE(&p - prefixes, p.frozen);
    REQUIRE(!m.bad);
    CHECK(m.sum.backward().value == p.backward);
  }
}

}  // namespace
