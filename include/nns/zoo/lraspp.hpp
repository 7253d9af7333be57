// LR-ASPP on the large MobileNetV3 (Howard et al. 2019): fast segmentation. It varies by resolution and
// classes.
#pragma once

#include <nns/zoo/deeplabv3.hpp>

namespace nns::zoo {

/// The high features times a gate made from their mean, then their classes, as large as the low features.
template <std::int64_t LowExtent, class S>
struct lraspp_high_classifier : sequential<
    multiply<
        conv_norm<128, 1, 1, relu>,
        sequential<global_average_pooling2d<keepdims>, conv2d<128, kernel<1>, no_bias, sigmoid>>>,
    functional<resizing<LowExtent, LowExtent>>,
    conv2d<S::classes, kernel<1>>> {};

template <class S>
struct lraspp_of : graph<
    node<"image", image<S>>,
    node<"low", dilated_mobilenet_v3_low<S>, "image">,
    node<"high", dilated_mobilenet_v3_high<S>, "low">,
    node<"low_classifier", conv2d<S::classes, kernel<1>>, "low">,
    node<"high_classifier", lraspp_high_classifier<(S::resolution + 7) / 8, S>, "high">,
    node<"sum", add<>, "low_classifier", "high_classifier">,
    node<"out", functional<resizing<S::resolution, S::resolution>>, "sum">> {};

template <size_among<by_resolution | by_classes>... Sizes>
struct lraspp_mobilenet_v3_large : lraspp_of<segmentation_sizes<Sizes...>> {};

namespace torchvision {
struct lraspp_mobilenet_v3_large : zoo::lraspp_mobilenet_v3_large<> {};
}  // namespace torchvision

}  // namespace nns::zoo
