// Products along chosen axes, executed: dot, einsum_dense over all its letters, highway and maxout_dense.
#pragma once

#include "dense.hpp"
#include "wrappers.hpp"

#include <cmath>
#include <string>

namespace proof {

/// Letters name axes, every letter has an extent: y[out] += x[in] w[kernel] for all values of all letters.
struct letters {
  std::string in, kernel, out;
  std::int64_t extent[128]{};

  [[nodiscard]] nns::shape dims(const std::string& names) const {
    nns::shape s;
    for (const char c : names) s.push_back(extent[static_cast<int>(c)]);
    return s;
  }

  /// f(place in x, place in w, place in y), once for all values.
  template <class F>
  void for_each(F f) const {
    std::string all;
    for (const char c : in + kernel + out)
      if (all.find(c) == std::string::npos) all += c;
    std::int64_t at[128]{};
    for (;;) {
      f(place(in, at), place(kernel, at), place(out, at));
      std::size_t i = all.size();
      while (i != 0 && ++at[static_cast<int>(all[i - 1])] == extent[static_cast<int>(all[i - 1])])
        at[static_cast<int>(all[--i])] = 0;
      if (i == 0) return;
    }
  }

 private:
  [[nodiscard]] std::size_t place(const std::string& names, const std::int64_t (&at)[128]) const {
    std::int64_t p = 0;
    for (const char c : names) p = p * extent[static_cast<int>(c)] + at[static_cast<int>(c)];
    return static_cast<std::size_t>(p);
  }
};

/// einsum_dense: `biases` are letters of the output, none without a bias. Adding them is element-wise work, left out.
struct einsum_dense : reference {
  letters l;
  std::string biases;
  bool activated;
  array input;

  einsum_dense(letters names, std::string b, bool a) : l(std::move(names)), biases(std::move(b)), activated(a) {}

  array forward(const array& x) override {
    const counting count{spent.forward};
    input = x;
    if (weights.empty()) {
      weight(l.dims(l.kernel));
      if (!biases.empty()) weight(l.dims(biases));
    }
    array y{l.dims(l.out)};
    l.for_each([&](auto in, auto w, auto out) { y.values[out] += input.values[in] * weights[0].values[w]; });
    kept += activated ? y.size() + y.size() : y.size();
    return y;
  }
  array backward(const array& dy) override {
    array dx = zeros_like(input);
    {
      const counting count{spent.to_inputs};
      l.for_each([&](auto in, auto w, auto out) { dx.values[in] += dy.values[out] * weights[0].values[w]; });
    }
    const counting count{spent.to_weights};
    l.for_each([&](auto in, auto w, auto out) { gradients[0].values[w] += dy.values[out] * input.values[in]; });
    return dx;
  }
};

/// dot: the second input stands where a kernel would.
struct dot : reference {
  letters l;
  array input;

  explicit dot(letters names) : l(std::move(names)) {}

  array forward(const array& x) override {
    const counting count{spent.forward};
    input = x;
    array y{l.out.empty() ? nns::shape{1} : l.dims(l.out)};
    l.for_each([&](auto a, auto b, auto out) { y.values[out] += input.values[a] * more[0].values[b]; });
    kept += y.size();
    return y;
  }
  array backward(const array& dy) override {
    const counting count{spent.to_inputs};
    array da = zeros_like(input);
    array db = zeros_like(more[0]);
    l.for_each([&](auto a, auto b, auto out) {
      da.values[a] += dy.values[out] * more[0].values[b];
      db.values[b] += dy.values[out] * input.values[a];
    });
    to_more = {db};
    return da;
  }
};

/// highway: a dense layer y and a gate g of its input's width, g y + (1 - g) x.
struct highway : around {
  bool activated;
  array input, y, gate;

  highway(std::int64_t width, bool bias, bool a) : activated(a) {
    inside.push_back(std::make_unique<dense>(width, bias, false));
    inside.push_back(std::make_unique<dense>(width, bias, false));
  }
  array forward(const array& x) override {
    input = x;
    y = inside[0]->forward(x);
    gate = inside[1]->forward(x);
    array mixed = x;
    for (std::size_t i = 0; i != x.values.size(); ++i) {
      const double g = gate.values[i].value = 1 / (1 + std::exp(-gate.values[i].value));
      mixed.values[i].value = g * y.values[i].value + (1 - g) * x.values[i].value;
    }
    own_output = activated ? x.size() + x.size() : x.size();
    collect();
    return mixed;
  }
  array backward(const array& dy) override {
    array to_y = dy, to_gate = dy, dx = dy;
    for (std::size_t i = 0; i != dy.values.size(); ++i) {
      const double g = gate.values[i].value;
      to_y.values[i].value *= g;
      to_gate.values[i].value *= (y.values[i].value - input.values[i].value) * g * (1 - g);
      dx.values[i].value *= 1 - g;
    }
    accumulate(dx, inside[0]->backward(to_y));
    accumulate(dx, inside[1]->backward(to_gate));
    collect();
    return dx;
  }
};

/// maxout_dense: the largest of n dense layers' outputs; each gets a gradient, zero where it was not the largest.
struct maxout_dense : around {
  std::vector<std::size_t> largest;

  maxout_dense(std::int64_t units, std::int64_t n, bool bias) {
    for (std::int64_t i = 0; i != n; ++i) inside.push_back(std::make_unique<dense>(units, bias, false));
  }
  array forward(const array& x) override {
    array result;
    for (std::size_t j = 0; j != inside.size(); ++j) {
      const array y = inside[j]->forward(x);
      if (j == 0) result = y, largest.assign(y.values.size(), 0);
      for (std::size_t i = 0; i != y.values.size(); ++i)
        if (y.values[i].value > result.values[i].value) result.values[i] = y.values[i], largest[i] = j;
    }
    own_output = result.size();
    collect();
    return result;
  }
  array backward(const array& dy) override {
    array dx;
    for (std::size_t j = 0; j != inside.size(); ++j) {
      array own = dy;
      for (std::size_t i = 0; i != own.values.size(); ++i)
        if (largest[i] != j) own.values[i].value = 0;
      const array d = inside[j]->backward(own);
      if (j == 0) dx = zeros_like(d);
      accumulate(dx, d);
    }
    collect();
    return dx;
  }
};

}  // namespace proof
