// The public names live together with the C headers and <cmath>, as the contract says.
#include <cctype>
#include <cerrno>
#include <cmath>
#include <complex>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <cwchar>

#include <math.h>
#include <string.h>
#include <time.h>

#include <nns/nns.hpp>

using namespace nns::layers;
using namespace nns::literals;

namespace {

// 8 4 + 4 4 products
struct net : nns::sequential<input<8>, dense<4, tanh_>, residual<dense<4>>, add<identity, sigmoid>,
                             multiply<relu, elu>, concatenate<softmax, average<identity, gelu>>> {};
static_assert(nns::forward<net> == 48_MAC);
static_assert(nns::output_shape<net> == nns::shape{8});

// All of nns at once, but for what a program calls so itself.
namespace everything {
using namespace nns;
static_assert(forward<net> == 48_MAC && within<forward<net>, 1_kMAC> && output_shape<net> == shape{8});
static_assert(fits<net, budget{.parameters = 100}> && summary<net>.total.parameters == 56);
static_assert(estimate<net>(phase::training, batch{2}).macs == 288_MAC);
}  // namespace everything

}  // namespace
