// A lower bound on the time for a device without a memory bandwidth.
// EXPECT: nns: the device has no .bytes_per_second, so there is no bound on the time to move data
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
