// The original collection's ResNets, row by row: closed arithmetic over the units, worked out from the architecture.
// A convolution of k x k from C to K channels onto n x n positions has n n k k C K multiply-adds and k k C K
// parameters, no bias; the batch normalisation behind it 2 K parameters that are trained, and 2 K that are not.
#include "original_rows.hpp"

namespace {

using namespace nns::zoo::original;

/// Whether a name is these texts and numbers, one behind the other: reads(name, "res", 3, "b", 22, "/sum").
struct reader {
  nns::text rest;
  bool good = true;

  constexpr void take(nns::text part) {
    good = good && rest.size() >= part.size() && nns::text{rest.data(), part.size()} == part;
    if (good) rest = {rest.data() + part.size(), rest.size() - part.size()};
  }
  constexpr void take(int number) {
    if (number >= 10) take(number / 10);
    const char digit = static_cast<char>('0' + number % 10);
    good = good && !rest.empty() && rest[0] == digit;
    if (good) rest = {rest.data() + 1, rest.size() - 1};
  }
};

template <class... Parts>
constexpr bool reads(nns::text name, const Parts&... parts) {
  reader r{name};
  (r.take(parts), ...);
  return r.good && r.rest.empty();
}

/// One unit: the first of a stage, res1a, has number 0; res1b1, res1b2, ... have 1, 2, ...
struct unit {
  check& c;
  int stage;
  int number;
  int n;  // extents behind the unit

  constexpr void expect(nns::text layer, const row& r) const {
    const nns::text name = c.name();
    c.expect(number == 0 ? reads(name, "res", stage, "a/", layer) : reads(name, "res", stage, "b", number, "/", layer),
             r);
  }
  constexpr void conv(nns::text layer, std::int64_t size, std::int64_t k, std::int64_t C, std::int64_t K) const {
    expect(layer, {{}, {size, size, K}, size * size * k * k * C * K, k * k * C * K, 0, size * size * K});
  }
  constexpr void bn(nns::text layer, std::int64_t size, std::int64_t K) const {
    expect(layer, {{}, {size, size, K}, 0, 2 * K, 2 * K, size * size * K});
  }
  constexpr void free(nns::text layer, std::int64_t size, std::int64_t K) const {
    expect(layer, {{}, {size, size, K}, 0, 0, 0, size * size * K});
  }

  constexpr void basic(int C, int K) const {
    conv("branch2a/conv", n, 3, C, K);
    bn("branch2a/bn", n, K);
    free("branch2a/relu", n, K);
    if (number == 0) conv("branch1/conv", n, 1, C, K);
    conv("branch2b/conv", n, 3, K, K);
    if (number == 0) bn("branch1/bn", n, K);
    bn("branch2b/bn", n, K);
    free("sum", n, K);
    free("relu", n, K);
  }
  constexpr void bottleneck(int C, int K) const {
    const int arriving = number == 0 && stage > 1 ? 2 * n : n;  // the 3x3 convolution strides, not the first 1x1
    conv("branch2a/conv", arriving, 1, C, K / 4);
    bn("branch2a/bn", arriving, K / 4);
    free("branch2a/relu", arriving, K / 4);
    conv("branch2b/conv", n, 3, K / 4, K / 4);
    bn("branch2b/bn", n, K / 4);
    free("branch2b/relu", n, K / 4);
    if (number == 0) conv("branch1/conv", n, 1, C, K);
    conv("branch2c/conv", n, 1, K / 4, K);
    if (number == 0) bn("branch1/bn", n, K);
    bn("branch2c/bn", n, K);
    free("sum", n, K);
    free("relu", n, K);
  }
};

/// Units of each stage; the channels behind the first one.
template <class M>
constexpr int first_wrong_row(int n1, int n2, int n3, int n4, int width) {
  check c = checking<M>();
  c.expect({"input", {224, 224, 3}, 0, 0, 0, 224 * 224 * 3});
  c.expect({"conv1/conv", {112, 112, 64}, 112 * 112 * 7 * 7 * 3 * 64, 7 * 7 * 3 * 64, 0, 112 * 112 * 64});
  c.expect({"conv1/bn", {112, 112, 64}, 0, 2 * 64, 2 * 64, 112 * 112 * 64});
  c.expect({"conv1/relu", {112, 112, 64}, 0, 0, 0, 112 * 112 * 64});
  c.expect({"conv1/mpool", {56, 56, 64}, 0, 0, 0, 56 * 56 * 64});
  const int units[] = {n1, n2, n3, n4};
  int channels = 64;
  int extent = 56;
  for (int stage = 1; stage <= 4; ++stage) {
    for (int number = 0; number != units[stage - 1]; ++number) {
      const unit u{c, stage, number, extent};
      if (width == 64) u.basic(channels, width << (stage - 1));
      if (width == 256) u.bottleneck(channels, width << (stage - 1));
      channels = width << (stage - 1);
    }
    extent /= 2;
  }
  c.expect({"apool", {1, 1, channels}, 0, 0, 0, channels});
  c.expect({"flatten", {channels}, 0, 0, 0, channels});
  c.expect({"output", {1000}, channels * 1000, channels * 1000 + 1000, 0, 2 * 1000});
  return c.result();
}

// Units and widths of He et al. 2015, table 1; ResNet-200 of He et al. 2016; ResNet-269 as the collection has it.
static_assert(first_wrong_row<resnet18>(2, 2, 2, 2, 64) == -1);
static_assert(first_wrong_row<resnet34>(3, 4, 6, 3, 64) == -1);
static_assert(first_wrong_row<resnet50>(3, 4, 6, 3, 256) == -1);
static_assert(first_wrong_row<resnet101>(3, 4, 23, 3, 256) == -1);
static_assert(first_wrong_row<resnet152>(3, 8, 36, 3, 256) == -1);
static_assert(first_wrong_row<resnet200>(3, 24, 36, 3, 256) == -1);
static_assert(first_wrong_row<resnet269>(3, 30, 48, 8, 256) == -1);

// torchvision's own table: resnet101 has 44,549,160 trainable parameters and 7.801 GMACs. The network is the same.
static_assert(nns::trainable_parameters<resnet101> == 44'549'160);
static_assert((nns::forward<resnet101>.count + 500'000) / 1'000'000 == 7'801);

}  // namespace
