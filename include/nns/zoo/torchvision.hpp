// torchvision's networks under its builders' names, in nns::zoo::torchvision. A second published input size is appended
// to the name: regnet_y_16gf_384. Each family can be included by itself.
#pragma once

#include <nns/zoo/alexnet.hpp>
#include <nns/zoo/convnext.hpp>
#include <nns/zoo/deeplabv3.hpp>
#include <nns/zoo/densenet.hpp>
#include <nns/zoo/efficientnet.hpp>
#include <nns/zoo/fcn.hpp>
#include <nns/zoo/googlenet.hpp>
#include <nns/zoo/inception_v3.hpp>
#include <nns/zoo/lraspp.hpp>
#include <nns/zoo/maxvit.hpp>
#include <nns/zoo/mnasnet.hpp>
#include <nns/zoo/mobilenet_v2.hpp>
#include <nns/zoo/mobilenet_v3.hpp>
#include <nns/zoo/mvit.hpp>
#include <nns/zoo/regnet.hpp>
#include <nns/zoo/resnet.hpp>
#include <nns/zoo/s3d.hpp>
#include <nns/zoo/shufflenet_v2.hpp>
#include <nns/zoo/squeezenet.hpp>
#include <nns/zoo/swin_transformer.hpp>
#include <nns/zoo/vgg.hpp>
#include <nns/zoo/video_resnet.hpp>
#include <nns/zoo/vision_transformer.hpp>
