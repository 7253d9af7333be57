// More multiply-adds than allowed.
// EXPECT: limit<used<2656768, macs>, allowed<2000000, macs>, exceeded_by<656768, macs>
// SHOWN: README.md nns::within<nns::forward<keywords>
#include <nns/nns.hpp>

using namespace nns::layers;
using namespace nns::literals;

struct keywords : nns::sequential<
    input<49, 10, 1>,
    conv2d<64, kernel<10, 4>, strides<2>, same, relu>,
    repeat<4, named<"ds", depthwise_conv2d<kernel<3>, same, relu>, conv2d<64, kernel<1>, relu>>>,
    global_average_pooling2d<>,
    dense<12, softmax>> {};

#ifdef NNS_MENDED
static_assert(nns::within<nns::forward<keywords>, 3_MMAC>);
#else
static_assert(nns::within<nns::forward<keywords>, 2_MMAC>);
#endif
