// Every network of the zoo meets the bound: its plan is as small as what is live at once, whether normalisation and
// activations are computed in the layer before or not. At run time: a plan a network is much to compile.
#include "catch.hpp"

#include <nns/memory/recorded.hpp>
#include <nns/nns.hpp>
#include <nns/zoo/dlrm.hpp>
#include <nns/zoo/keras.hpp>
#include <nns/zoo/mlperf_tiny.hpp>
#include <nns/zoo/original.hpp>
#include <nns/zoo/stable_diffusion.hpp>
#include <nns/zoo/torchvision.hpp>
#include <nns/zoo/transformers.hpp>
#include <nns/zoo/translation.hpp>
#include <nns/zoo/unet.hpp>
#include <nns/zoo/yolov8.hpp>

#include <string>

namespace {

template <class M>
void meets_the_bound() {
  const std::string name{nns::detail::model_name<M>()};
  const nns::detail::recorded_flow flow([](nns::detail::machine& m) { nns::detail::step_of<M>(m); });
  nns::memory_options fused, int8;
  fused.fused = true;
  int8.storage = nns::full_int8;
  for (const nns::memory_options& o : {nns::memory_options{}, fused, int8}) {
    const nns::recorded_memory plan = nns::detail::plan_flow(flow.view, o);
    INFO(name);
    REQUIRE(plan.bound.count > 0);
    REQUIRE(plan.height.count == plan.bound.count);
    // Parameters of four bytes each, where nothing is folded.
    if (!o.storage.fold_batch_normalization) REQUIRE(plan.parameter_bytes.count == 4 * nns::parameters<M>);
  }
}

template <class... M>
void all_meet_the_bound() {
  const int each[] = {(meets_the_bound<M>(), 0)...};
  REQUIRE(sizeof each / sizeof *each == sizeof...(M));
}

namespace zoo = nns::zoo;

TEST_CASE("torchvision: every plan meets the bound", "[memory]") {
  using namespace zoo::torchvision;
  all_meet_the_bound<alexnet, convnext_base, convnext_large, convnext_small, convnext_tiny, deeplabv3_mobilenet_v3_large,
                     deeplabv3_resnet101, deeplabv3_resnet50, densenet121, densenet161, densenet169,
                     densenet201, efficientnet_b0, efficientnet_b1, efficientnet_b2, efficientnet_b3,
                     efficientnet_b4, efficientnet_b5, efficientnet_b6, efficientnet_b7, efficientnet_v2_l,
                     efficientnet_v2_m, efficientnet_v2_s, fcn_resnet101, fcn_resnet50, googlenet, inception_v3,
                     lraspp_mobilenet_v3_large, maxvit_t, mc3_18, mnasnet0_5, mnasnet0_75, mnasnet1_0,
                     mnasnet1_3, mobilenet_v2, mobilenet_v3_large, mobilenet_v3_small, mvit_v1_b, mvit_v2_s,
                     r2plus1d_18, r3d_18, regnet_x_16gf, regnet_x_1_6gf, regnet_x_32gf, regnet_x_3_2gf,
                     regnet_x_400mf, regnet_x_800mf, regnet_x_8gf, regnet_y_128gf, regnet_y_128gf_384,
                     regnet_y_16gf, regnet_y_16gf_384, regnet_y_1_6gf, regnet_y_32gf, regnet_y_32gf_384,
                     regnet_y_3_2gf, regnet_y_400mf, regnet_y_800mf, regnet_y_8gf, resnet101, resnet152,
                     resnet18, resnet34, resnet50, resnext101_32x8d, resnext101_64x4d, resnext50_32x4d, s3d,
                     shufflenet_v2_x0_5, shufflenet_v2_x1_0, shufflenet_v2_x1_5, shufflenet_v2_x2_0,
                     squeezenet1_0, squeezenet1_1, swin3d_b, swin3d_s, swin3d_t, swin_b, swin_s, swin_t,
                     swin_v2_b, swin_v2_s, swin_v2_t, vgg11, vgg11_bn, vgg13, vgg13_bn, vgg16, vgg16_bn, vgg19,
                     vgg19_bn, vit_b_16, vit_b_16_384, vit_b_32, vit_h_14, vit_h_14_518, vit_l_16, vit_l_16_512,
                     vit_l_32, wide_resnet101_2, wide_resnet50_2>();
}

TEST_CASE("original: every plan meets the bound", "[memory]") {
  using namespace zoo::original;
  all_meet_the_bound<fully_connected_autoencoder, lstm_forecaster, lstm_autoencoder, smd_anomaly_detection, lstm_anomaly_detect,
                     keras_anomaly_detection01, keras_anomaly_detection02, dnn_model, rnn_model, lstm_model,
                     english_acoustic_model, deep_mnist, alexnet, alexnet_owt, overfeat, vgg11, vgg13, vgg16,
                     vgg19, resnet18, resnet34, resnet50, resnet101, resnet152, resnet200, resnet269,
                     deep_conv_lstm_model, lstm_fcn>();
}

TEST_CASE("U-Net: every plan meets the bound", "[memory]") {
  all_meet_the_bound<zoo::unet<>, zoo::padded_unet<>>();
}

TEST_CASE("keras: every plan meets the bound", "[memory]") {
  using namespace zoo::keras;
  all_meet_the_bound<xception, vgg16, vgg19, resnet50, resnet101, resnet152, resnet50_v2, resnet101_v2, resnet152_v2, inception_v3,
                     inception_resnet_v2, mobilenet, mobilenet_v2, densenet121, densenet169, densenet201,
                     nasnet_mobile, nasnet_large, efficientnet_b0, efficientnet_b1, efficientnet_b2,
                     efficientnet_b3, efficientnet_b4, efficientnet_b5, efficientnet_b6, efficientnet_b7>();
}

TEST_CASE("transformers: every plan meets the bound", "[memory]") {
  using namespace zoo::transformers;
  all_meet_the_bound<bert_base, bert_large, gpt2, gpt2_medium, gpt2_large, gpt2_xl, llama2_7b, llama2_13b, llama2_70b, llama3_8b,
                     llama3_2_1b, llama3_2_3b, mistral_7b, mixtral_8x7b, mixtral_8x22b, qwen2_0_5b, qwen2_7b, qwen3_0_6b,
                     qwen3_8b, qwen3_30b_a3b, qwen3_235b_a22b, gemma_2b, gemma_7b, deepseek_v2_lite, deepseek_v2,
                     deepseek_v3, gpt_oss_20b, gpt_oss_120b, llama3_70b, llama3_1_405b, t5_small, t5_base, whisper_tiny,
                     whisper_base, clip_vit_b_32, clip_vit_l_14>();
}

TEST_CASE("detection, diffusion, recommendation: every plan meets the bound", "[memory]") {
  all_meet_the_bound<zoo::yolov8n, zoo::yolov8m, zoo::yolov8x, zoo::stable_diffusion_1_5, zoo::dlrm_criteo_kaggle>();
}

TEST_CASE("mlperf_tiny: every plan meets the bound", "[memory]") {
  using namespace zoo::mlperf_tiny;
  all_meet_the_bound<keyword_spotting, visual_wake_words, image_classification, anomaly_detection, streaming_wake_word>();
}

}  // namespace
