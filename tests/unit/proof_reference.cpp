// Whether the reference of tests/proof is what it claims to be: its outputs on small numbers, and its ways back are
// the gradients. The library is not asked here.
#include "catch.hpp"

#include "proof/drawing_products.hpp"

namespace {

using namespace proof;

array filled(const nns::shape& dims, std::initializer_list<double> numbers) {
  array a{dims};
  std::size_t i = 0;
  for (const double n : numbers) a.values[i++].value = n;
  return a;
}

void put(array& a, std::initializer_list<double> numbers) { a.values = filled(a.dims, numbers).values; }

std::vector<double> values_of(const array& a) {
  std::vector<double> v;
  for (const number& n : a.values) v.push_back(n.value);
  return v;
}

TEST_CASE("the reference's outputs are a layer's outputs", "[proof]") {
  // (1, 2) times ((1, 0, 2), (0, 1, 3)), by hand
  dense d(3, false, false);
  d.forward(filled({2}, {0, 0}));
  put(d.weights[0], {1, 0, 2, 0, 1, 3});
  REQUIRE(values_of(d.forward(filled({2}, {1, 2}))) == std::vector<double>{1, 2, 8});

  // 1 2 3 4 with the taps 1 10: `same` pads one zero behind; by hand
  convolution_setting c;
  c.axes = 1;
  c.kernel[0] = 2;
  c.bias = false;
  c.padding = pads::same;
  convolution same(c);
  same.forward(filled({4, 1}, {}));
  put(same.weights[0], {1, 10});
  REQUIRE(values_of(same.forward(filled({4, 1}, {1, 2, 3, 4}))) == std::vector<double>{21, 32, 43, 4});

  // the same taps, causal: one zero in front
  c.padding = pads::causal;
  convolution causal(c);
  causal.forward(filled({4, 1}, {}));
  put(causal.weights[0], {1, 10});
  REQUIRE(values_of(causal.forward(filled({4, 1}, {1, 2, 3, 4}))) == std::vector<double>{10, 21, 32, 43});

  // transposed with stride 2: each element spreads to its two cells
  c.padding = pads::valid;
  c.strides[0] = 2;
  transposed t(c);
  t.forward(filled({2, 1}, {}));
  put(t.weights[0], {1, 10});
  REQUIRE(values_of(t.forward(filled({2, 1}, {3, 4}))) == std::vector<double>{3, 30, 4, 40});
}

/// The layer with random weights and inputs, after one pass forward and back.
struct passed {
  array x, y, dy, dx;

  passed(drawn& d, std::uint64_t state, double scale = 1) : x(d.inputs[0]) {
    reference& l = *d.reference;
    for (std::size_t i = 1; i != d.inputs.size(); ++i) l.more.emplace_back(d.inputs[i]);
    l.forward(x);
    std::vector<array> weights = l.weights;
    for (array& w : weights) {
      fill(w, state);
      for (number& n : w.values) n.value *= scale;
    }
    l.take(weights);
    fill(x, state);
    for (array& more : l.more) fill(more, state);
    y = l.forward(x);
    dy = zeros_like(y);
    fill(dy, state);
    dx = l.backward(dy);
  }
};

// y = A(w) x + b is linear in x and in w: so <dy, y> = <dx, x> + <db, b> = <dw, w> + <db, b>, exactly.
TEST_CASE("the way back is the gradient: convolutions and dense layers", "[proof]") {
  int executed = 0;
  for (std::uint64_t seed = 500'000; seed != 500'600; ++seed) {
    proof::random r{seed};
    const auto which = static_cast<int>(r.between(0, 8));
    drawn d = which == 8   ? draw_dense(r)
              : which >= 6 ? draw_convolution(r, window_kind::separable, which - 5)
              : which >= 4 ? draw_convolution(r, window_kind::depthwise, which - 3)
                           : draw_convolution(r, which % 2 == 0 ? window_kind::convolution : window_kind::transposed,
                                              static_cast<int>(r.between(1, 3)));
    if (d.reference == nullptr) continue;
    ++executed;
    const passed p(d, seed);
    const reference& l = *d.reference;
    const bool has_bias = d.layer.given.bias;
    const double bias_part = has_bias ? inner_product(l.weights.back(), l.gradients.back()) : 0;
    INFO(describe(seed, d.layer, d.inputs));
    REQUIRE(inner_product(p.dy, p.y) == inner_product(p.dx, p.x) + bias_part);
    if (which == 6 || which == 7) {  // two stages, linear in each one's weights
      REQUIRE(inner_product(p.dy, p.y) == inner_product(l.weights[0], l.gradients[0]) + bias_part);
      REQUIRE(inner_product(p.dy, p.y) == inner_product(l.weights[1], l.gradients[1]) + bias_part);
    } else {
      REQUIRE(inner_product(p.dy, p.y) == inner_product(l.weights[0], l.gradients[0]) + bias_part);
    }
  }
  REQUIRE(executed > 400);
}

/// How much <dy, y> changes when the input, further inputs and weights move along `way`, by a central difference.
double slope(reference& l, const array& x, const array& dy, const std::vector<array>& way) {
  const double h = 1e-5;
  const std::vector<array> weights = l.weights;
  const std::vector<array> more = l.more;
  const auto moved = [](const array& from, const array& along, double step) {
    array to = from;
    for (std::size_t i = 0; i != to.values.size(); ++i) to.values[i].value += step * along.values[i].value;
    return to;
  };
  double sides[2];
  for (int side = 0; side != 2; ++side) {
    const double step = side == 0 ? -h : h;
    auto next = way.begin();
    const array to = moved(x, *next++, step);
    for (std::size_t i = 0; i != more.size(); ++i) l.more[i] = moved(more[i], *next++, step);
    std::vector<array> values = weights;
    for (array& w : values) w = moved(w, *next++, step);
    l.take(values);
    sides[side] = inner_product(dy, l.forward(to));
  }
  l.take(weights);
  l.more = more;
  return (sides[1] - sides[0]) / (2 * h);
}

void require_gradient(std::uint64_t seed, drawn d) {
  if (d.reference == nullptr) return;
  INFO(describe(seed, d.layer, d.inputs));
  reference& l = *d.reference;
  const passed p(d, seed, 0.2);
  std::vector<array> gradients{p.dx};
  gradients.insert(gradients.end(), l.to_more.begin(), l.to_more.end());
  gradients.insert(gradients.end(), l.gradients.begin(), l.gradients.end());
  std::vector<array> way = gradients;
  std::uint64_t state = seed + 1;
  double expected = 0;
  for (std::size_t i = 0; i != way.size(); ++i) {
    fill(way[i], state);
    expected += inner_product(gradients[i], way[i]);
  }
  const double found = slope(l, p.x, p.dy, way);
  REQUIRE(std::abs(found - expected) < 1e-5 * (1 + std::abs(expected)));
}

TEST_CASE("the way back is the gradient: recurrent layers", "[proof]") {
  for (std::uint64_t seed = 600'000; seed != 600'060; ++seed) {
    proof::random r{seed};
    require_gradient(seed, draw_recurrent_layer(r, static_cast<cell_name>(seed % 3)));
    require_gradient(seed, draw_stacked_cells(r));
    require_gradient(seed, draw_time_distributed(r));
    require_gradient(seed, draw_conv_lstm(r, 1 + static_cast<int>(seed % 3)));
  }
}

TEST_CASE("the way back is the gradient: both directions", "[proof]") {
  for (std::uint64_t seed = 610'000; seed != 610'060; ++seed) {
    proof::random r{seed};
    drawn d = draw_bidirectional(r, false);
    const detail::merge_mode merge = d.layer.given.merge;  // a product is executed as a sum, which costs the same
    if (merge == detail::merge_mode::concat || merge == detail::merge_mode::sum) require_gradient(seed, std::move(d));
  }
}

TEST_CASE("the way back is the gradient: attention and products", "[proof]") {
  for (std::uint64_t seed = 620'000; seed != 620'060; ++seed) {
    proof::random r{seed};
    // The scale of additive attention is a number that costs nothing; it is not modelled, and its gradient neither.
    require_gradient(seed, draw_bare_attention(r, seed % 2 == 0));
    require_gradient(seed, draw_projected_attention(r, seed % 2 == 0));
    require_gradient(seed, draw_einsum_dense(r));
    require_gradient(seed, draw_dot(r));
    require_gradient(seed, draw_locally_connected(r, 1 + static_cast<int>(seed % 2)));
  }
}

}  // namespace
