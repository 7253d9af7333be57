// YOLOv8 against what Ultralytics prints, and DLRM against its paper.
#include <nns/zoo/dlrm.hpp>
#include <nns/zoo/yolov8.hpp>
#include <rerun.hpp>

namespace {

using namespace nns::zoo;

// The models' summaries in ultralytics/cfg/models/v8/yolov8.yaml: gradients, and parameters, which are 16 more, the fixed weights
// behind each distribution
static_assert(again::trainable_parameters<yolov8n> == 3'157'200 - 16);
static_assert(again::trainable_parameters<yolov8s> == 11'166'560 - 16);
static_assert(again::trainable_parameters<yolov8m> == 25'902'640 - 16);
static_assert(again::trainable_parameters<yolov8l> == 43'691'520 - 16);
static_assert(again::trainable_parameters<yolov8x> == 68'229'648 - 16);
static_assert(nns::output_shapes<yolov8n>[0] == nns::shape{8'400, 4});
static_assert(nns::output_shapes<yolov8n>[1] == nns::shape{8'400, 80});

/// As the table of the models' page has them, rounded to a tenth: the profiler that made it counts a little more than products.
template <class M>
constexpr bool has_gflop(double published) {
  const double more = published - static_cast<double>(nns::to_flops(nns::forward<M>).count) / 1e9;
  return more > -0.05 && more < 0.06;
}
static_assert(has_gflop<yolov8n>(8.7));
static_assert(has_gflop<yolov8s>(28.6));
static_assert(has_gflop<yolov8m>(78.9));
static_assert(has_gflop<yolov8l>(165.2));
static_assert(has_gflop<yolov8x>(257.8));

// Naumov et al. 2019, section 5: 540M parameters. By hand: the data's 33,762,577 categories of 16 features each, and both
// perceptrons, of 13 and of 16 + 27 26 / 2 inputs
constexpr std::int64_t bottom = 13 * 512 + 512 * 256 + 256 * 64 + 64 * 16;
constexpr std::int64_t top = 367 * 512 + 512 * 256 + 256;
static_assert(again::parameters<dlrm_criteo_kaggle> ==
              33'762'577 * 16LL + bottom + 512 + 256 + 64 + 16 + top + 512 + 256 + 1);
static_assert(nns::forward<dlrm_criteo_kaggle>.count == bottom + 27 * 27 * 16 + top);

}  // namespace
