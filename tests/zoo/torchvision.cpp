// torchvision's classification networks: num_params and GFLOPS of its table, the latter in thousandths.
#include "torchvision_table.hpp"

#include <nns/zoo/alexnet.hpp>
#include <nns/zoo/densenet.hpp>
#include <nns/zoo/mobilenet_v2.hpp>
#include <nns/zoo/resnet.hpp>
#include <nns/zoo/squeezenet.hpp>
#include <nns/zoo/vgg.hpp>

namespace {

using namespace nns::zoo::torchvision;

static_assert(meets<alexnet, 61'100'840, 714>);

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

}  // namespace
