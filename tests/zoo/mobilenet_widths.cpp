// MobileNets in other widths and resolutions than torchvision's: for V2 millions of multiply-adds, cut off, of the
// checkpoints in TF-slim's table (github.com/tensorflow/models, research/slim/nets/mobilenet/README.md).
#include <nns/zoo/mobilenet_v1.hpp>
#include <nns/zoo/mobilenet_v2.hpp>
#include <nns/zoo/mobilenet_v3.hpp>

namespace {

using nns::zoo::resolution;
using nns::zoo::width;

template <class... Sizes>
inline constexpr std::int64_t v2 = nns::forward<nns::zoo::mobilenet_v2<Sizes...>>.count / 1'000'000;

static_assert(v2<width<14, 10>> == 582);
static_assert(v2<width<13, 10>> == 509);

static_assert(v2<> == 300);
static_assert(v2<resolution<192>> == 221);
static_assert(v2<resolution<160>> == 154);
static_assert(v2<resolution<128>> == 99);
static_assert(v2<resolution<96>> == 56);

static_assert(v2<width<3, 4>> == 209);
static_assert(v2<width<3, 4>, resolution<192>> == 153);
static_assert(v2<resolution<160>, width<3, 4>> == 107);
static_assert(v2<width<3, 4>, resolution<128>> == 69);
static_assert(v2<width<3, 4>, resolution<96>> == 39);

static_assert(v2<width<1, 2>> == 97);
static_assert(v2<width<1, 2>, resolution<192>> == 71);
static_assert(v2<width<1, 2>, resolution<160>> == 50);
static_assert(v2<width<1, 2>, resolution<128>> == 32);
static_assert(v2<width<1, 2>, resolution<96>> == 18);

static_assert(v2<width<35, 100>> == 59);
static_assert(v2<width<35, 100>, resolution<192>> == 43);
static_assert(v2<width<35, 100>, resolution<160>> == 30);
static_assert(v2<width<35, 100>, resolution<128>> == 20);
static_assert(v2<width<35, 100>, resolution<96>> == 11);

// The first version: Howard et al. 2017, table 6, rounded; and the parameters there, in tenths of millions.
template <class... Sizes>
inline constexpr std::int64_t v1 = (nns::forward<nns::zoo::mobilenet_v1<Sizes...>>.count + 500'000) / 1'000'000;
template <class... Sizes>
inline constexpr std::int64_t v1_parameters =
    (nns::trainable_parameters<nns::zoo::mobilenet_v1<Sizes...>> + 50'000) / 100'000;

static_assert(v1<> == 569 && v1_parameters<> == 42);
static_assert(v1<width<3, 4>> == 325 && v1_parameters<width<3, 4>> == 26);
static_assert(v1<width<1, 2>> == 149 && v1_parameters<width<1, 2>> == 13);
static_assert(v1<width<1, 4>> == 41 && v1_parameters<width<1, 4>> == 5);

// Other resolutions in TF-slim's table (research/slim/nets/mobilenet_v1.md). Left out are its rows of width 0.75, whose
// 317 at 224 contradicts the paper, and 0.25 at 192: 34 where 41 at 224 makes it 41 (192 / 224)^2 = 30.
static_assert(v1<resolution<192>> == 418);
static_assert(v1<resolution<160>> == 291);
static_assert(v1<resolution<128>> == 186);
static_assert(v1<width<1, 2>, resolution<192>> == 110);
static_assert(v1<width<1, 2>, resolution<160>> == 77);
static_assert(v1<width<1, 2>, resolution<128>> == 49);
static_assert(v1<width<1, 4>, resolution<160>> == 21);
static_assert(v1<width<1, 4>, resolution<128>> == 14);

// The rows "Large dm=1" and "Large dm=0.75", rounded: millions of multiply-adds, and tenths of millions of parameters.
using large = nns::zoo::mobilenet_v3_large<>;
using narrow_large = nns::zoo::mobilenet_v3_large<width<3, 4>>;

static_assert((nns::forward<large>.count + 500'000) / 1'000'000 == 217);
static_assert((nns::forward<narrow_large>.count + 500'000) / 1'000'000 == 155);
static_assert((nns::trainable_parameters<narrow_large> + 50'000) / 100'000 == 40);

}  // namespace
