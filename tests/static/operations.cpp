// Totals that count more than multiply-adds: nns::ops, in questions and in rows. Where a comment says (a): by hand.
#include "rerun.hpp"

#include <nns/budget.hpp>
#include <nns/layers/pooling.hpp>
#include <nns/report/comparison.hpp>

namespace {

using namespace nns::layers;
using namespace nns::literals;
namespace convention = nns::convention;

// (a) 4 rows of 8 times an 8 x 16 matrix: 512 multiply-adds; a bias for each of 64 outputs.
struct rows : nns::sequential<input<4, 8>, dense<16>> {};
constexpr nns::ops all = again::forward<rows, convention::element_wise>;
static_assert(all.count == 512 + 64 && all.multiply_adds == 512);
static_assert(nns::to_flops(all) == 1088_FLOP && nns::to_flops(nns::forward<rows>) == 1024_FLOP);
static_assert(again::backward<rows, convention::element_wise> == 2 * all);
static_assert(nns::to_flops(again::training<rows, convention::element_wise>) == 3 * 1088_FLOP);

// The other conventions count multiply-adds.
static_assert(std::is_same_v<decltype(nns::forward<rows, convention::in_bounds>), const nns::macs>);
static_assert(std::is_same_v<decltype(nns::forward<rows, convention::original>), const nns::macs>);
static_assert(std::is_same_v<decltype(nns::forward<rows>), const nns::macs>);

// (a) 2 x 6 x 6 outputs of 3 x 3 x 3 products, a bias and an activation for each; a pool reads each of them once.
// Rows say both, and the totals are their sums.
struct image : nns::sequential<input<8, 8, 3>, conv2d<2, kernel<3>, relu>, max_pooling2d<2>, flatten, dense<5, no_bias>> {};
constexpr const auto& s = nns::summary<image, convention::element_wise>;
static_assert(s.layers[1].forward == nns::ops{72 * 27 + 2 * 72} && s.layers[1].forward.multiply_adds == 72 * 27);
static_assert(s.layers[1].backward == 2 * s.layers[1].forward);
static_assert(s.layers[2].forward == 72_OP && nns::to_flops(s.layers[2].forward) == 72_FLOP);
static_assert(s.layers[4].forward == 90_OP && nns::to_flops(s.layers[4].forward) == 180_FLOP);
static_assert(s.total.forward == nns::forward<image, convention::element_wise>);
static_assert(s.total.forward == 72 * 29_OP + 72_OP + 90_OP && s.total.forward.multiply_adds == 72 * 27 + 90);
static_assert(s.layers[1].name == "conv2d" && s.layers.size() == 5 && s.layers[1].parameters == 56);
static_assert(s.name == "image" || s.name.size() > 5);
// As rows of multiply-adds they are those of the standard.
constexpr const nns::layer_summary& plain = s.layers[1];
static_assert(plain.forward == nns::summary<image>.layers[1].forward && plain.forward == 1944_MAC);
// A wrapper counts what is inside it. (a) 7 steps of 5 x 3 products and 3 biases
struct steps : nns::sequential<input<7, 5>, time_distributed<dense<3>>> {};
static_assert(again::forward<steps, convention::element_wise> == 126_OP);
static_assert(nns::forward<steps, convention::element_wise>.multiply_adds == 7 * 15);

// Units do not mix, and a limit has the same.
static_assert(nns::within<nns::forward<rows, convention::element_wise>, 1_kOP>);
static_assert(1_MOP == 1000_kOP && 1_GOP == 1000_MOP && 1.5_kOP == 1500_OP && 1_TOP > 1_GOP);
static_assert(nns::ops{10, 4} + nns::ops{1, 1} == 11_OP && (nns::ops{10, 4} + nns::ops{1, 1}).multiply_adds == 5);
static_assert((nns::ops{10, 4} - nns::ops{4, 2}).multiply_adds == 2 && (3 * nns::ops{2, 1}).multiply_adds == 3);
static_assert(nns::ops{9, 6} / 3 == 3_OP && 9_OP / 3_OP == 3.0 && 9_OP != 8_OP && 8_OP <= 9_OP);
template <class A, class B>
concept meet = requires(A a, B b) { a == b; } || requires(A a, B b) { a + b; } || requires(A a, B b) { a < b; };
static_assert(meet<nns::ops, nns::ops> && !meet<nns::ops, nns::macs> && !meet<nns::ops, nns::flops>);
// A budget of what is no work holds in any convention.
static_assert(nns::fits<rows, nns::budget{.parameters = 144}, convention::element_wise>);

// A batch says its multiply-adds and all operations.
constexpr auto batch = nns::estimate<rows, convention::element_wise>(nns::phase::training, nns::batch{2});
static_assert(batch.macs == 6 * 512_MAC && batch.ops == 6 * 576_OP && nns::to_flops(batch.ops) == 6 * 1088_FLOP);
static_assert(nns::estimate<rows>().ops.count == nns::estimate<rows>().macs.count);
constexpr auto side = nns::compare<convention::element_wise, rows, image>();
static_assert(side[0].costs.macs == 512_MAC && side[0].costs.ops == 576_OP);

// At another shape: (a) 6 rows of 128 multiply-adds and 16 biases. One that is refused has no numbers.
constexpr auto six = nns::at<rows, convention::element_wise>(nns::shape{6, 8});
static_assert(six.forward == 6 * 144_OP && six.forward.multiply_adds == 6 * 128 && six.training == 18 * 144_OP);
static_assert(nns::to_flops(six.forward) == 6 * (256 + 16) * 1_FLOP && (six.forward * 2).multiply_adds == 1536);
static_assert(nns::within<six.forward, 1_kOP> && nns::at<rows>(nns::shape{6, 8}).forward == 768_MAC);
static_assert(nns::cost_of<dense<16>, convention::element_wise>(nns::shape{8}).forward == 144_OP);
struct flat : nns::sequential<input<4, 4, 3>, conv2d<2, kernel<3>>> {};
static_assert(nns::at<flat, convention::element_wise>(nns::shape{2, 2, 3}).refused);
static_assert(!(nns::at<flat, convention::element_wise>(nns::shape{2, 2, 3}).forward >= 0_OP));

// A convention of one's own: padding is left out, and element-wise work counts.
inline constexpr nns::counting_rules both{.name = "both", .in_bounds = true, .element_wise = true, .counts_more = true,
                                          .multiply_adds = convention::in_bounds};
struct padded : nns::sequential<input<8, 8, 3>, conv2d<4, kernel<3>, same>> {};
// (a) along each axis 22 of 24 taps are on the image
static_assert(again::forward<padded, &both>.multiply_adds == 22 * 22 * 4 * 3);
static_assert(again::forward<padded, &both> == nns::ops{22 * 22 * 4 * 3 + 8 * 8 * 4});

}  // namespace
