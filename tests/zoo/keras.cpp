// Keras Applications' networks: all parameters, trainable or not, of its published table (keras.io/api/applications).
#include <nns/zoo/keras.hpp>
#include <rerun.hpp>

namespace {

template <class M>
inline constexpr std::int64_t parameters = rerun::also<M>(nns::parameters<M>);

using namespace nns::zoo::keras;

static_assert(parameters<xception> == 22'910'480);
static_assert(parameters<vgg16> == 138'357'544);
static_assert(parameters<vgg19> == 143'667'240);
static_assert(parameters<resnet50> == 25'636'712);
static_assert(parameters<resnet101> == 44'707'176);
static_assert(parameters<resnet152> == 60'419'944);
static_assert(parameters<resnet50_v2> == 25'613'800);
static_assert(parameters<resnet101_v2> == 44'675'560);
static_assert(parameters<resnet152_v2> == 60'380'648);
static_assert(parameters<inception_v3> == 23'851'784);
static_assert(parameters<inception_resnet_v2> == 55'873'736);
static_assert(parameters<mobilenet> == 4'253'864);
static_assert(parameters<mobilenet_v2> == 3'538'984);
static_assert(parameters<densenet121> == 8'062'504);
static_assert(parameters<densenet169> == 14'307'880);
static_assert(parameters<densenet201> == 20'242'984);
static_assert(parameters<nasnet_mobile> == 5'326'716);
static_assert(parameters<nasnet_large> == 88'949'818);
static_assert(parameters<efficientnet_b0> == 5'330'571);
static_assert(parameters<efficientnet_b1> == 7'856'239);
static_assert(parameters<efficientnet_b2> == 9'177'569);
static_assert(parameters<efficientnet_b3> == 12'320'535);
static_assert(parameters<efficientnet_b4> == 19'466'823);
static_assert(parameters<efficientnet_b5> == 30'562'527);
static_assert(parameters<efficientnet_b6> == 43'265'143);
static_assert(parameters<efficientnet_b7> == 66'658'687);

// Multiply-adds of the layers that Keras 3.9.2 and 2.3.1 built
static_assert(nns::forward<mobilenet_v2>.count == 300'774'272);
static_assert(nns::forward<vgg19>.count == 19'632'062'464);
static_assert(nns::forward<resnet50_v2>.count == 3'482'255'360);

// In units of 10^6: 564, and in units of 10^8: 238. The checkpoints in TF-slim's table (github.com/tensorflow/models,
// research/slim/nets/nasnet/README.md)
static_assert((nns::forward<nasnet_mobile>.count + 500'000) / 1'000'000 == 564);
static_assert((nns::forward<nasnet_large>.count + 50'000'000) / 100'000'000 == 238);
// 13.2 10^9: InceptionResNetV2 in the table of github.com/osmr/imgclsmob (gluon/README.md); 13,188.64 10^6 there, for work
// that is done element by element is counted with it
static_assert((nns::forward<inception_resnet_v2>.count + 50'000'000) / 100'000'000 == 132);
static_assert(nns::forward<inception_resnet_v2>.count < 13'188'640'000);

}  // namespace
