// Budgets of bytes in unit tests: the matcher asks the model again.
#include "catch.hpp"
#include <nns/interop/catch2.hpp>
#include <nns/nns.hpp>
using namespace nns::layers; using namespace nns::literals;
struct net : nns::sequential<input<64>, dense<10>> {};
TEST_CASE("a budget of bytes, at run time") {
  // 64 x 10 weights and 10 biases of four bytes; with int8 weights and int32 biases 640 + 40; 64 + 16 numbers live.
  CHECK_THAT(nns::summary<net>, nns::fits_budget({.parameter_bytes = 2'600_B, .peak_activation_bytes = 304_B}));
  CHECK_THAT(nns::summary<net>, !nns::fits_budget({.parameter_bytes = 2'599_B}));
  CHECK_THAT(nns::summary<net>, !nns::fits_budget({.peak_activation_bytes = 303_B}));
  CHECK_THAT(nns::summary<net>, nns::fits_budget({.parameter_bytes = 680_B, .peak_activation_bytes = 80_B, .storage = nns::full_int8}));
  CHECK(nns::report::broken_items(nns::summary<net>, {.parameter_bytes = 2'500_B}) ==
        "parameter_bytes: used 2,600 B, allowed 2,500 B, exceeded by 100 B\n");
}
