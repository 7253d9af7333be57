// What a project does that imports nns: a model, budgets, bytes, another way to count.
#include <cstdio>
#if defined(__clang__)
#include <nns/report/text.hpp>  // no part of the module; g++ 14 cannot tell what it includes from what it imports
#endif

import nns;

using namespace nns::layers;
using namespace nns::literals;

struct consumer : nns::sequential<input<8>, dense<4, relu>, dense<2>> {};

static_assert(nns::within<nns::forward<consumer>, 40_MAC>);
static_assert(nns::equals<nns::output_shape<consumer>, nns::shape{2}>);
static_assert(nns::must_fit<consumer, nns::budget{.parameters = 46}>);
static_assert(nns::equals<nns::peak_activation_bytes<consumer, nns::full_int8, nns::align<1>>, 12_B>);  // 8 and 4 numbers
static_assert(nns::equals<nns::forward<consumer, nns::convention::in_bounds>, 40_MAC>);

int main() {
#if defined(__clang__)
  std::puts(nns::to_text(nns::summary<consumer>).c_str());
#else
  std::printf("total  %lld\n", static_cast<long long>(nns::summary<consumer>.total.forward.count));
#endif
}
