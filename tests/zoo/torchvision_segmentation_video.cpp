// torchvision's networks for segmentation, at 520x520 with the auxiliary head running, and for video, in 16 frames:
// num_params and GFLOPS of its table, the latter in thousandths.
#include "torchvision_table.hpp"

#include <nns/zoo/deeplabv3.hpp>
#include <nns/zoo/fcn.hpp>
#include <nns/zoo/lraspp.hpp>
#include <nns/zoo/s3d.hpp>
#include <nns/zoo/video_resnet.hpp>

namespace {

using namespace nns::zoo::torchvision;

static_assert(meets<fcn_resnet50, 35'322'218, 152'717>);
static_assert(meets<fcn_resnet101, 54'314'346, 232'738>);
static_assert(meets<deeplabv3_resnet50, 42'004'074, 178'722>);
static_assert(meets<deeplabv3_resnet101, 60'996'202, 258'743>);
static_assert(meets<deeplabv3_mobilenet_v3_large, 11'029'328, 10'452>);
static_assert(meets<lraspp_mobilenet_v3_large, 3'221'538, 2'086>);

static_assert(meets<r3d_18, 33'371'472, 40'697>);
static_assert(meets<mc3_18, 11'695'440, 43'343>);
static_assert(meets<r2plus1d_18, 31'505'325, 40'519>);
static_assert(meets<s3d, 8'320'048, 17'979>);

// Both heads give each of 520x520 pixels a score for 21 classes.
static_assert(nns::output_shapes<fcn_resnet50>[0] == nns::shape{520, 520, 21});
static_assert(nns::output_shapes<fcn_resnet50>[1] == nns::shape{520, 520, 21});
static_assert(nns::output_shape<lraspp_mobilenet_v3_large> == nns::shape{520, 520, 21});

}  // namespace
