// torchvision's transformers, for images and for video: num_params and GFLOPS of its table, the latter in thousandths.
#include "torchvision_table.hpp"

#include <nns/zoo/maxvit.hpp>
#include <nns/zoo/mvit.hpp>
#include <nns/zoo/swin_transformer.hpp>
#include <nns/zoo/vision_transformer.hpp>

namespace {

using namespace nns::zoo::torchvision;

static_assert(meets<vit_b_16, 86'567'656, 17'564>);
static_assert(meets<vit_b_16_384, 86'859'496, 55'484>);
static_assert(meets<vit_b_32, 88'224'232, 4'409>);
static_assert(meets<vit_l_16, 304'326'632, 61'555>);
static_assert(meets<vit_l_16_512, 305'174'504, 361'986>);
static_assert(meets<vit_l_32, 306'535'400, 15'378>);
static_assert(meets<vit_h_14, 632'045'800, 167'295>);
static_assert(meets<vit_h_14_518, 633'470'440, 1'016'717>);

static_assert(meets<swin_t, 28'288'354, 4'491>);
static_assert(meets<swin_s, 49'606'258, 8'741>);
static_assert(meets<swin_b, 87'768'224, 15'431>);
static_assert(meets<swin_v2_t, 28'351'570, 5'940>);
static_assert(meets<swin_v2_s, 49'737'442, 11'546>);
static_assert(meets<swin_v2_b, 87'930'848, 20'325>);

static_assert(meets<maxvit_t, 30'919'624, 5'558>);

static_assert(meets<mvit_v1_b, 36'610'672, 70'599>);
static_assert(meets<mvit_v2_s, 34'537'744, 64'224>);
static_assert(meets<swin3d_t, 28'158'070, 43'882>);
static_assert(meets<swin3d_s, 49'816'678, 82'841>);
static_assert(meets<swin3d_b, 88'048'984, 140'667>);

static_assert(nns::output_shape<vit_h_14_518> == nns::shape{1000});
static_assert(nns::output_shape<mvit_v2_s> == nns::shape{400});

// A fine-tuned one: 10 classes instead of 1000 take 990 rows of 768 weights and a bias from the head.
using fine_tuned = nns::zoo::vision_transformer<16, 12, 768, 12, nns::zoo::classes<10>>;
static_assert(nns::parameters<fine_tuned> == 86'567'656 - 990 * 769);

}  // namespace
