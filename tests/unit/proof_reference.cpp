// Whether the reference of tests/proof is what it claims to be: its outputs on small numbers, and its ways back are
// the gradients. The library is not asked here.
#include "catch.hpp"

#include "proof/drawing.hpp"

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

/// The layer with random weights, after one pass forward and back.
struct passed {
  array x, y, dy, dx;

  passed(drawn& d, std::uint64_t state) : x(d.inputs[0]) {
    d.reference->forward(x);
    for (array& w : d.reference->weights) fill(w, state);
    if (const auto s = dynamic_cast<separable*>(d.reference.get())) give_back(*s);
    fill(x, state);
    y = d.reference->forward(x);
    dy = zeros_like(y);
    fill(dy, state);
    dx = d.reference->backward(dy);
  }

 private:
  static void give_back(separable& s) {
    s.first.weights[0] = s.weights[0];
    for (std::size_t i = 0; i != s.second.weights.size(); ++i) s.second.weights[i] = s.weights[i + 1];
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

/// How much <dy, y> changes with the weights and the input, by a central difference in one direction.
double slope(reference& l, const array& x, const array& dy, const array& x_way, const std::vector<array>& w_way) {
  const double h = 1e-5;
  const std::vector<array> weights = l.weights;
  double sides[2];
  for (int side = 0; side != 2; ++side) {
    const double step = side == 0 ? -h : h;
    array moved = x;
    for (std::size_t i = 0; i != x.values.size(); ++i) moved.values[i].value += step * x_way.values[i].value;
    for (std::size_t w = 0; w != weights.size(); ++w)
      for (std::size_t i = 0; i != weights[w].values.size(); ++i)
        l.weights[w].values[i].value = weights[w].values[i].value + step * w_way[w].values[i].value;
    sides[side] = inner_product(dy, l.forward(moved));
  }
  l.weights = weights;
  return (sides[1] - sides[0]) / (2 * h);
}

TEST_CASE("the way back is the gradient: recurrent layers", "[proof]") {
  for (std::uint64_t seed = 600'000; seed != 600'060; ++seed) {
    proof::random r{seed};
    drawn d = draw_recurrent_layer(r, static_cast<cell_name>(seed % 3));
    INFO(describe(seed, d.layer, d.inputs));
    reference& l = *d.reference;
    std::uint64_t state = seed;
    array x{d.inputs[0]};
    l.forward(x);
    for (array& w : l.weights) {
      fill(w, state);
      for (number& n : w.values) n.value *= 0.2;
    }
    fill(x, state);
    array dy = zeros_like(l.forward(x));
    fill(dy, state);
    const array dx = l.backward(dy);
    array x_way = zeros_like(x);
    fill(x_way, state);
    std::vector<array> w_way = l.weights;
    double expected = inner_product(dx, x_way);
    for (std::size_t w = 0; w != w_way.size(); ++w) {
      fill(w_way[w], state);
      expected += inner_product(l.gradients[w], w_way[w]);
    }
    const double found = slope(l, x, dy, x_way, w_way);
    REQUIRE(std::abs(found - expected) < 1e-5 * (1 + std::abs(expected)));
  }
}

}  // namespace
