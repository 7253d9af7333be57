// Proof by brute force, as in proof.cpp: attention with and without projections, products along axes, locally connected
// layers, convolutional LSTMs, and the extents that pooling leaves.
#include "catch.hpp"

#include "proof/drawing_products.hpp"

namespace {

using namespace proof;

const std::string none;

TEST_CASE("attention, executed pair by pair", "[proof]") {
  for (const bool additive : {false, true})
    REQUIRE(first_disagreement(400'000, 600, [additive](proof::random& r) {
              return draw_bare_attention(r, additive);
            }) == none);
  for (const bool grouped : {false, true})
    REQUIRE(first_disagreement(410'000, 800, [grouped](proof::random& r) {
              return draw_projected_attention(r, grouped);
            }) == none);
}

TEST_CASE("attention in windows and with pools, executed", "[proof]") {
  REQUIRE(first_disagreement(480'000, 300, draw_window_attention) == none);
  REQUIRE(first_disagreement(490'000, 300, draw_pooled_attention) == none);
}

TEST_CASE("products along axes, executed over all their letters", "[proof]") {
  REQUIRE(first_disagreement(420'000, 1'000, draw_einsum_dense) == none);
  REQUIRE(first_disagreement(430'000, 500, draw_dot) == none);
  REQUIRE(first_disagreement(440'000, 300, draw_old_dense) == none);
}

TEST_CASE("layers over frames, executed", "[proof]") {
  for (const int axes : {1, 2})
    REQUIRE(first_disagreement(450'000, 600, [axes](proof::random& r) { return draw_locally_connected(r, axes); }) ==
            none);
  for (const int axes : {1, 2, 3})
    REQUIRE(first_disagreement(460'000, 250, [axes](proof::random& r) { return draw_conv_lstm(r, axes); }) == none);
  for (const int axes : {1, 2, 3})
    REQUIRE(first_disagreement(465'000, 100, [axes](proof::random& r) { return draw_both_conv_lstm(r, axes); }) ==
            none);
}

TEST_CASE("what pooling leaves, executed", "[proof]") {
  for (const int axes : {1, 2, 3})
    REQUIRE(first_disagreement(470'000, 600, [axes](proof::random& r) { return draw_pooling(r, axes); }) == none);
}

}  // namespace
