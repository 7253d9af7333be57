// A bound of time on a device that says nothing of its memory.
// EXPECT: nns: the device says no .bytes_per_second, so what moves has no bound of time
#include <nns/memory/device.hpp>
#include <nns/nns.hpp>

using namespace nns::layers;

struct net : nns::sequential<input<64>, dense<10>> {};

#ifdef NNS_MENDED
inline constexpr nns::device chip{.rates = {{nns::data_type::float32, 1e9}}, .bytes_per_second = 1e9};
#else
inline constexpr nns::device chip{.rates = {{nns::data_type::float32, 1e9}}};
#endif

static_assert(nns::roofline<net, chip>.seconds < 1);
