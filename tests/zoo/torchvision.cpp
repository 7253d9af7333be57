// torchvision's classification networks: num_params and GFLOPS of its table, the latter in thousandths.
#include "torchvision_table.hpp"

#include <nns/zoo/alexnet.hpp>
#include <nns/zoo/convnext.hpp>
#include <nns/zoo/densenet.hpp>
#include <nns/zoo/efficientnet.hpp>
#include <nns/zoo/googlenet.hpp>
#include <nns/zoo/inception_v3.hpp>
#include <nns/zoo/mnasnet.hpp>
#include <nns/zoo/mobilenet_v2.hpp>
#include <nns/zoo/mobilenet_v3.hpp>
#include <nns/zoo/regnet.hpp>
#include <nns/zoo/resnet.hpp>
#include <nns/zoo/shufflenet_v2.hpp>
#include <nns/zoo/squeezenet.hpp>
#include <nns/zoo/vgg.hpp>

namespace {

using namespace nns::zoo::torchvision;

static_assert(meets<alexnet, 61'100'840, 714>);
// As PyTorch's dispatcher executes it.
static_assert(nns::forward<alexnet> == nns::macs{714'188'480});

static_assert(meets<vgg11, 132'863'336, 7'609>);
static_assert(meets<vgg13, 133'047'848, 11'308>);
static_assert(meets<vgg16, 138'357'544, 15'470>);
static_assert(meets<vgg19, 143'667'240, 19'632>);
static_assert(meets<vgg11_bn, 132'868'840, 7'609>);
static_assert(meets<vgg13_bn, 133'053'736, 11'308>);
static_assert(meets<vgg16_bn, 138'365'992, 15'470>);
static_assert(meets<vgg19_bn, 143'678'248, 19'632>);

static_assert(meets<resnet18, 11'689'512, 1'814>);
static_assert(meets<resnet34, 21'797'672, 3'664>);
static_assert(meets<resnet50, 25'557'032, 4'089>);
static_assert(meets<resnet101, 44'549'160, 7'801>);
static_assert(meets<resnet152, 60'192'808, 11'514>);
static_assert(meets<resnext50_32x4d, 25'028'904, 4'230>);
static_assert(meets<resnext101_32x8d, 88'791'336, 16'414>);
static_assert(meets<resnext101_64x4d, 83'455'272, 15'460>);
static_assert(meets<wide_resnet50_2, 68'883'240, 11'398>);
static_assert(meets<wide_resnet101_2, 126'886'696, 22'753>);

static_assert(meets<squeezenet1_0, 1'248'424, 819>);
static_assert(meets<squeezenet1_1, 1'235'496, 349>);

static_assert(meets<densenet121, 7'978'856, 2'834>);
static_assert(meets<densenet161, 28'681'000, 7'728>);
static_assert(meets<densenet169, 14'149'480, 3'360>);
static_assert(meets<densenet201, 20'013'928, 4'291>);

static_assert(meets<mobilenet_v2, 3'504'872, 301>);
static_assert(meets<mobilenet_v3_large, 5'483'032, 217>);
static_assert(meets<mobilenet_v3_small, 2'542'856, 57>);

static_assert(meets<mnasnet0_5, 2'218'512, 104>);
static_assert(meets<mnasnet0_75, 3'170'208, 215>);
static_assert(meets<mnasnet1_0, 4'383'312, 314>);
static_assert(meets<mnasnet1_3, 6'282'256, 526>);

static_assert(meets<efficientnet_b0, 5'288'548, 386>);
static_assert(meets<efficientnet_b1, 7'794'184, 687>);
static_assert(meets<efficientnet_b2, 9'109'994, 1'088>);
static_assert(meets<efficientnet_b3, 12'233'232, 1'827>);
static_assert(meets<efficientnet_b4, 19'341'616, 4'394>);
static_assert(meets<efficientnet_b5, 30'389'784, 10'266>);
static_assert(meets<efficientnet_b6, 43'040'704, 19'068>);
static_assert(meets<efficientnet_b7, 66'347'960, 37'746>);
static_assert(meets<efficientnet_v2_s, 21'458'488, 8'366>);
static_assert(meets<efficientnet_v2_m, 54'139'356, 24'582>);
static_assert(meets<efficientnet_v2_l, 118'515'272, 56'080>);

static_assert(meets<convnext_tiny, 28'589'128, 4'456>);
static_assert(meets<convnext_small, 50'223'688, 8'684>);
static_assert(meets<convnext_base, 88'591'464, 15'355>);
static_assert(meets<convnext_large, 197'767'336, 34'361>);

static_assert(meets<googlenet, 6'624'904, 1'498>);

// The table's parameters are those with the auxiliary head, its multiply-adds those of inference, which leaves it out.
static_assert(meets<inception_v3, 27'161'264, 5'713>);
// Less the head's convolutions, normalisation and classes: 768 x 128 + 2 x 128, 128 x 25 x 768 + 2 x 768, 769 x 1000.
static_assert(meets<nns::zoo::inception_v3_without_auxiliary_head<>, 27'161'264 - 98'560 - 2'459'136 - 769'000, 5'713>);
// A training step runs the head as well: on 5x5 positions the first, on one position the others, three times each.
static_assert(nns::training<inception_v3> - nns::training<nns::zoo::inception_v3_without_auxiliary_head<>> ==
              nns::macs{3 * (25 * 768 * 128 + 128 * 25 * 768 + 768 * 1000)});

static_assert(meets<shufflenet_v2_x0_5, 1'366'792, 40>);
static_assert(meets<shufflenet_v2_x1_0, 2'278'604, 145>);
static_assert(meets<shufflenet_v2_x1_5, 3'503'624, 296>);
static_assert(meets<shufflenet_v2_x2_0, 7'393'996, 583>);

static_assert(meets<regnet_x_400mf, 5'495'976, 414>);
static_assert(meets<regnet_x_800mf, 7'259'656, 800>);
static_assert(meets<regnet_x_1_6gf, 9'190'136, 1'603>);
static_assert(meets<regnet_x_3_2gf, 15'296'552, 3'177>);
static_assert(meets<regnet_x_8gf, 39'572'648, 7'995>);
static_assert(meets<regnet_x_16gf, 54'278'536, 15'941>);
static_assert(meets<regnet_x_32gf, 107'811'560, 31'736>);
static_assert(meets<regnet_y_400mf, 4'344'144, 402>);
static_assert(meets<regnet_y_800mf, 6'432'512, 834>);
static_assert(meets<regnet_y_1_6gf, 11'202'430, 1'612>);
static_assert(meets<regnet_y_3_2gf, 19'436'338, 3'176>);
static_assert(meets<regnet_y_8gf, 39'381'472, 8'473>);
static_assert(meets<regnet_y_16gf, 83'590'140, 15'912>);
static_assert(meets<regnet_y_16gf_384, 83'590'140, 46'735>);
static_assert(meets<regnet_y_32gf, 145'046'770, 32'280>);
static_assert(meets<regnet_y_32gf_384, 145'046'770, 94'826>);
static_assert(meets<regnet_y_128gf, 644'812'894, 127'518>);
static_assert(meets<regnet_y_128gf_384, 644'812'894, 374'570>);

}  // namespace
