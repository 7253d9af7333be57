// Traffic, arithmetic intensity and the roofline's bound, against sums by hand.
#include <nns/memory/device.hpp>
#include <nns/nns.hpp>

namespace {

using namespace nns::layers;

// A matrix of 1000 x 1000 on 1000 numbers, and a convolution with one kernel for 32 x 32 positions.
struct net : nns::sequential<input<1'000>, dense<1'000, no_bias>, relu> {};
inline constexpr nns::device slow_memory{.name = "slow memory",
                                         .rates = {{nns::data_type::float32, 1e9}, {nns::data_type::int8, 4e9}},
                                         .bytes_per_second = 1e9};
inline constexpr nns::device slow_units{.name = "slow units",
                                        .rates = {{nns::data_type::float32, 1e6}},
                                        .bytes_per_second = 1e9};

constexpr auto& a = nns::roofline<net, slow_memory>;
static_assert(a.device_name == "slow memory" && a.layers[1].name == "dense");
static_assert(a.layers[0].read == 0 && a.layers[0].seconds == 0);
static_assert(a.layers[1].read == 4 * (1'000 + 1'000'000) && a.layers[1].written == 4'000);
static_assert(a.layers[1].intensity == 1e6 / 4'008'000 && a.layers[1].side == nns::bounded_by::memory);
static_assert(a.layers[1].seconds == 4'008'000 / 1e9);
// The activation reads and writes a thousand numbers.
static_assert(a.layers[2].read == 4'000 && a.layers[2].seconds == 8'000 / 1e9);
static_assert(a.read == 4 * 1'002'000 && a.written == 8'000);

// Fused, it moves nothing; the storage decides the bytes and the rate.
static_assert(nns::roofline<net, slow_memory, nns::fused>.layers[2].seconds == 0);
static_assert(nns::roofline<net, slow_memory, nns::full_int8>.layers[1].read == 1'001'000);

static_assert(nns::roofline<net, slow_units>.layers[1].side == nns::bounded_by::multiply_adds);
static_assert(nns::roofline<net, slow_units>.layers[1].seconds == 1.0);

// A batch multiplies activations and work, not parameters.
static_assert(nns::roofline<net, slow_memory, nns::batch{8}>.layers[1].read == 4 * (8'000 + 1'000'000));
static_assert(nns::roofline<net, slow_memory, nns::batch{8}>.layers[1].forward == nns::macs{8'000'000});

static_assert(nns::roofline<net, nns::devices::a100_80gb>.seconds > 0);
// The data sheet: 989.4 TFLOPS in bfloat16 are half as many multiply-adds.
static_assert(nns::devices::h100_80gb.macs_per_second(nns::data_type::bfloat16) * 2 == 989.4e12);
static_assert(nns::roofline<net, nns::devices::h100_80gb>.seconds < nns::roofline<net, nns::devices::a100_80gb>.seconds);
static_assert(nns::roofline<net, nns::devices::ethos_u55_256_400mhz, nns::full_int8>.seconds > 0);

}  // namespace
