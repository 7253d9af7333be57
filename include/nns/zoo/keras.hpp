// Keras Applications' networks under their names in snake case, in nns::zoo::keras. They end in scores: the final
// softmax is left out. Each family can be included by itself.
#pragma once

#include <nns/zoo/densenet.hpp>
#include <nns/zoo/efficientnet.hpp>
#include <nns/zoo/inception_resnet_v2.hpp>
#include <nns/zoo/inception_v3.hpp>
#include <nns/zoo/mobilenet_v1.hpp>
#include <nns/zoo/mobilenet_v2.hpp>
#include <nns/zoo/nasnet.hpp>
#include <nns/zoo/resnet_v1.hpp>
#include <nns/zoo/resnet_v2.hpp>
#include <nns/zoo/vgg.hpp>
#include <nns/zoo/xception.hpp>
