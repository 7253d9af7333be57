// Units: literals, arithmetic, and what does not mix.
#include <nns/quantity.hpp>

#include <cstdint>
#include <type_traits>

using namespace nns::literals;

namespace {

static_assert((5_MAC).count == 5 && (5_kMAC).count == 5'000 && (5_MMAC).count == 5'000'000);
static_assert((5_GMAC).count == 5'000'000'000 && (5_TMAC).count == 5'000'000'000'000);
static_assert((1.5_GMAC).count == 1'500'000'000 && (0.25_kMAC).count == 250 && (4.1_GMAC).count == 4'100'000'000);
static_assert(0.1_kMAC == 100_MAC && 0.0005_MMAC == 500_MAC && 1'000_kMAC == 1_MMAC);
static_assert((2_FLOP).count == 2 && (2_kFLOP).count == 2'000 && (2_MFLOP).count == 2'000'000);
static_assert((2_GFLOP).count == 2'000'000'000 && (2.5_TFLOP).count == 2'500'000'000'000);
// Powers of ten, and of two (IEC 80000-13).
static_assert((3_B).count == 3 && (3_kB).count == 3'000 && (3_MB).count == 3'000'000 && (3_GB).count == 3'000'000'000);
static_assert((3_KiB).count == 3'072 && (3_MiB).count == 3'145'728 && (1_GiB).count == 1'073'741'824);
static_assert(1.5_KiB == 1'536_B);
// The largest: 2^63 - 1
static_assert((9'223'372'036'854'775'807_MAC).count == INT64_MAX);

static_assert(2_MAC + 3_MAC == 5_MAC && 5_MAC - 7_MAC == nns::macs{-2});
static_assert(3 * 2_MAC == 6_MAC && 2_MAC * 3 == 6_MAC && 7_MAC / 2 == 3_MAC);
static_assert(3_MAC / 2_MAC == 1.5 && 1_MMAC / 1_kMAC == 1000.0);
static_assert(1_MAC < 2_MAC && 2_MAC > 1_MAC && 2_MAC <= 2_MAC && 2_MAC >= 2_MAC && 1_MAC != 2_MAC);
static_assert([] {
  nns::bytes sum;
  sum += 4_kB;
  sum -= 1_kB;
  return sum;
}() == 3_kB);
// A multiply-add is a multiplication and an addition.
static_assert(nns::to_flops(3_GMAC) == 6_GFLOP);

// No unit is another, nor a plain number.
template <class A, class B>
concept comparable = requires(A a, B b) { a == b; };
template <class A, class B>
concept ordered = requires(A a, B b) { a < b; };
template <class A, class B>
concept addable = requires(A a, B b) { a + b; };
template <class A, class B>
inline constexpr bool apart = !comparable<A, B> && !ordered<A, B> && !addable<A, B> && !std::is_convertible_v<A, B> &&
                              !std::is_convertible_v<B, A>;
static_assert(apart<nns::macs, nns::flops> && apart<nns::macs, nns::bytes> && apart<nns::flops, nns::bytes>);
static_assert(apart<nns::macs, std::int64_t> && apart<nns::bytes, int> && apart<nns::flops, double>);
static_assert(comparable<nns::macs, nns::macs> && addable<nns::bytes, nns::bytes>);
static_assert(sizeof(nns::macs) == sizeof(std::int64_t));

// Arithmetic that leaves the 63 bits is no constant.
template <auto F>
concept constant = requires { typename std::integral_constant<std::int64_t, F()>; };
static_assert(constant<[] { return (nns::macs{INT64_MAX - 1} + 1_MAC).count; }>);
static_assert(constant<[] { return nns::to_flops(nns::macs{INT64_MAX / 2}).count; }>);
static_assert(!constant<[] { return (nns::macs{INT64_MAX} + 1_MAC).count; }>);
static_assert(!constant<[] { return (nns::bytes{INT64_MIN} - 1_B).count; }>);
static_assert(!constant<[] { return (3 * nns::macs{INT64_MAX / 2}).count; }>);
static_assert(!constant<[] { return nns::to_flops(nns::macs{INT64_MAX / 2 + 1}).count; }>);
static_assert(!constant<[] { return (9'223'372'036'854'775'808_MAC).count; }>);
static_assert(!constant<[] { return (9'300'000_TMAC).count; }>);
static_assert(!constant<[] { return (9.3e6_TMAC).count; }>);
static_assert(!constant<[] { return (1_MAC / 0).count; }>);

}  // namespace
