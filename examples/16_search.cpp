// One type at many shapes, and the compiler as a search: which resolution, and which width, keeps a budget.
#include <nns/nns.hpp>
#include <nns/zoo/mobilenet_v2.hpp>

#include <cstdio>

using namespace nns::literals;
using nns::zoo::width;

using net = nns::zoo::mobilenet_v2<>;

// The same network with another input: no second type.
static_assert(nns::at<net>({192, 192, 3}).forward <= 222_MMAC);
static_assert(nns::at<net>({192, 192, 3}).parameters == nns::parameters<net>);

// The highest resolution, in steps of 32, below 100 million multiply-adds.
constexpr auto resolution_fits = [](std::int64_t n) { return nns::at<net>({32 * n, 32 * n, 3}).forward <= 100_MMAC; };
constexpr std::int64_t resolution = 32 * nns::largest<resolution_fits>(1, 16);
static_assert(resolution == 128);

// The widest, in steps of a hundredth. A width is a part of the type: the number is a std::integral_constant.
template <std::int64_t Hundredths>
using wide = nns::zoo::mobilenet_v2<width<Hundredths, 100>>;
constexpr auto width_fits = [](auto n) { return nns::forward<wide<n()>> <= 100_MMAC; };
constexpr std::int64_t widest = nns::largest_of<width_fits, 25, 140>;
static_assert(nns::forward<wide<widest>> <= 100_MMAC && nns::forward<wide<widest + 1>> > 100_MMAC);

int main() {
  std::printf("below 100 MMAC: resolution %d at width 1, width %d / 100 at resolution 224\n\n",
              static_cast<int>(resolution), static_cast<int>(widest));
  // At run time the same, for shapes that nobody knew before.
  for (std::int64_t side = 32; side <= 256; side += 32) {
    const nns::answer a = nns::at<net>({side, side, 3});
    std::printf("%4lld x %lld: %6.1f MMAC, %5.2f M activations\n", static_cast<long long>(side),
                static_cast<long long>(side), static_cast<double>(a.forward.count) / 1e6,
                static_cast<double>(a.activations.count) / 1e6);
  }
  const nns::answer none = nns::at<net>({0, 32, 3});
  if (none.refused) std::printf("\n0 x 32: %s\n", none.refused.data());
}
