// Networks whose cells have several inputs, whose blocks are repeated and whose models have several outputs: what the
// rows of the summary say adds up to the totals, which are found without rows.
#include <nns/zoo/bert.hpp>
#include <nns/zoo/deepseek.hpp>
#include <nns/zoo/gpt2.hpp>
#include <nns/zoo/gpt_oss.hpp>
#include <nns/zoo/maxvit.hpp>
#include <nns/zoo/mvit.hpp>
#include <nns/zoo/nasnet.hpp>
#include <nns/zoo/resnet_v2.hpp>
#include <nns/zoo/swin_transformer.hpp>
#include <nns/zoo/t5.hpp>
#include <nns/zoo/translation.hpp>
#include <nns/zoo/unet.hpp>
#include <nns/zoo/yolov8.hpp>

namespace {

template <class M>
constexpr bool adds_up() {
  nns::layer_summary sum;
  for (const nns::layer_summary& row : nns::summary<M>.layers) {
    sum.forward += row.forward;
    sum.backward += row.backward;
    sum.parameters += row.parameters;
    sum.trainable_parameters += row.trainable_parameters;
    sum.activations += row.activations;
  }
  return sum.forward == nns::forward<M> && sum.backward == nns::backward<M> && sum.parameters == nns::parameters<M> &&
         sum.trainable_parameters == nns::trainable_parameters<M> && sum.activations == nns::activations<M>;
}

static_assert(adds_up<nns::zoo::keras::nasnet_mobile>());
static_assert(adds_up<nns::zoo::keras::resnet50_v2>());
static_assert(adds_up<nns::zoo::torchvision::maxvit_t>());
static_assert(adds_up<nns::zoo::torchvision::mvit_v2_s>());
static_assert(adds_up<nns::zoo::torchvision::swin_v2_t>());
static_assert(adds_up<nns::zoo::transformers::bert_base>());
static_assert(adds_up<nns::zoo::transformers::gpt2>());
static_assert(adds_up<nns::zoo::transformers::deepseek_v2_lite>());
static_assert(adds_up<nns::zoo::transformers::gpt_oss_20b>());
static_assert(adds_up<nns::zoo::transformers::t5_small>());
static_assert(adds_up<nns::zoo::yolov8n>());
static_assert(adds_up<nns::zoo::sequence_to_sequence>());
static_assert(adds_up<nns::zoo::unet<>>());

}  // namespace
