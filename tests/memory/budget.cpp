// Budgets of bytes in unit tests: the matcher asks the model again.
#include "catch.hpp"
#include <nns/interop/catch2.hpp>
#include <nns/nns.hpp>
#include <nns/report/csv.hpp>
#include <nns/report/json.hpp>
#include <nns/report/recorded.hpp>
#include <nns/report/training.hpp>
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

struct words : nns::sequential<input<80, 16>, multi_head_attention<4, 4, no_bias, causal>,
                               mixture_of_experts<4, 1, dense<4, no_bias>>> {};
TEST_CASE("a budget of a training step, at run time") {
  // 650 parameters of 4 bytes with gradients and Adam's two numbers, 64 numbers kept, and the output's gradient, 10
  CHECK_THAT(nns::summary<net>, nns::fits_budget({.training_bytes = 10'696_B, .optimizer_state_bytes = 5'200_B}));
  CHECK_THAT(nns::summary<net>, !nns::fits_budget({.training_bytes = 10'695_B}));
  CHECK_THAT(nns::summary<net>, nns::fits_budget({.training_bytes = 5'496_B, .step = {.how = nns::sgd}}));
  CHECK(nns::report::broken_items(nns::summary<net>, {.gradient_bytes = 2'000_B, .sent_bytes = 3'000_B, .serving_bytes = 2'000_B,
                                                      .step = {.batch = 4}, .devices = {.data = 4}},
                                  &nns::report::measure_model_step) ==
        "gradient_bytes: used 2,600 B, allowed 2,000 B, exceeded by 600 B\n"
        "sent_bytes: used 3,900 B, allowed 3,000 B, exceeded by 900 B\n"
        "serving_bytes: used 2,896 B, allowed 2,000 B, exceeded by 896 B\n");
  // What does not split evenly is not known, and keeps no limit.
  CHECK(nns::report::broken_items(nns::summary<net>, {.training_bytes = 1_MB, .devices = {.data = 4}},
                                  &nns::report::measure_model_step) ==
        "training_bytes is not known, allowed 1,000,000 B\n");
  // Nobody who measures: the limit is not taken for kept.
  CHECK(nns::report::broken_items(nns::summary<net>, {.training_bytes = 1_MB}) ==
        "a budget of a training step (.training_bytes, .gradient_bytes, ...) needs #include <nns/report/training.hpp>\n");
}

TEST_CASE("a budget of a language model, at run time") {
  // 80 positions of two times 16 numbers; 4 matrices of 16 x 16, a router of 16 x 4, one expert of 16 x 4
  CHECK_THAT(nns::summary<words>, nns::fits_budget({.active_parameters = 1'152, .kv_cache_bytes = 10'240_B}));
  CHECK(nns::report::broken_items(nns::summary<words>, {.active_parameters = 1'000, .kv_cache_bytes = 10'000_B}) ==
        "active_parameters: used 1,152, allowed 1,000, exceeded by 152\n"
        "kv_cache_bytes: used 10,240 B, allowed 10,000 B, exceeded by 240 B\n");
  CHECK(nns::report::broken_items(nns::summary<net>, {.kv_cache_bytes = 1_B}) == "kv_cache_bytes is not known, allowed 1 B\n");
  // A column for those who ask; a file that does not have it does not know.
  CHECK(nns::to_csv(nns::summary<words>, {.depth = 0, .columns = "name active_parameters", .total = true}).find("mixture_of_experts,128") != std::string::npos);
  CHECK(nns::to_csv(nns::summary<words>, {.columns = "name active_parameters"}).find("total,1152") != std::string::npos);
  const nns::recorded read(nns::to_json(nns::summary<words>));
  REQUIRE(read);
  CHECK(nns::summary_view(read).total.active_parameters() == nns::unknown);
}
