// Proof by brute force: thousands of random configurations of each layer are executed, forward and backward, by plain
// loops over numbers whose multiply-adds are counted (tests/proof). The library must say the same: multiply-adds with
// and without padding, output shapes, parameters, activations; and refuse what cannot be executed.
#include "catch.hpp"

#include "proof/drawing.hpp"

namespace {

using namespace proof;

const std::string none;

TEST_CASE("dense, executed", "[proof]") {
  REQUIRE(first_disagreement(1'000, 2'000, [](proof::random& r) { return draw_dense(r); }) == none);
}

TEST_CASE("convolutions, executed", "[proof]") {
  for (const int axes : {1, 2, 3})
    REQUIRE(first_disagreement(10'000 * static_cast<std::uint64_t>(axes), 1'500, [axes](proof::random& r) {
              return draw_convolution(r, window_kind::convolution, axes);
            }) == none);
}

TEST_CASE("transposed convolutions, executed by scattering", "[proof]") {
  for (const int axes : {1, 2, 3})
    REQUIRE(first_disagreement(50'000 + 10'000 * static_cast<std::uint64_t>(axes), 1'500, [axes](proof::random& r) {
              return draw_convolution(r, window_kind::transposed, axes);
            }) == none);
}

TEST_CASE("depthwise and separable convolutions, executed", "[proof]") {
  for (const window_kind kind : {window_kind::depthwise, window_kind::separable})
    for (const int axes : {1, 2})
      REQUIRE(first_disagreement(100'000, 1'000, [kind, axes](proof::random& r) {
                return draw_convolution(r, kind, axes);
              }) == none);
}

TEST_CASE("recurrent layers, executed through time", "[proof]") {
  for (const cell_name name : {cell_name::simple_rnn, cell_name::lstm, cell_name::gru})
    REQUIRE(first_disagreement(200'000, 600, [name](proof::random& r) { return draw_recurrent_layer(r, name); }) ==
            none);
  REQUIRE(first_disagreement(210'000, 600, draw_stacked_cells) == none);
  REQUIRE(first_disagreement(220'000, 600, [](proof::random& r) { return draw_bidirectional(r); }) == none);
}

TEST_CASE("time_distributed and batch normalisation, executed", "[proof]") {
  REQUIRE(first_disagreement(300'000, 1'500, draw_time_distributed) == none);
  REQUIRE(first_disagreement(310'000, 600, [](proof::random& r) { return draw_batch_normalization(r); }) == none);
}

}  // namespace
