// dense, executed: a matrix product for every vector along the last axis.
#pragma once

#include "layer.hpp"

namespace proof {

struct dense : reference {
  std::int64_t units;
  bool bias;
  bool activated;
  array input;

  dense(std::int64_t u, bool b, bool a) : units(u), bias(b), activated(a) {}

  array forward(const array& x) override {
    const counting count{spent.forward};
    input = x;
    const std::int64_t features = x.dims.back();
    if (weights.empty()) {
      weight({features, units});
      if (bias) weight({units});
    }
    nns::shape out = x.dims;
    out.back() = units;
    array y{out};
    for (std::int64_t row = 0; row != rows(); ++row)
      for (std::int64_t u = 0; u != units; ++u) {
        number& sum = at(y, row, units, u);
        for (std::int64_t i = 0; i != features; ++i) sum += at(input, row, features, i) * weights[0](i, u);
        if (bias) sum.value += weights[1](u).value;
      }
    kept += y.size();
    if (activated) kept += y.size();
    return y;
  }

  array backward(const array& dy) override {
    const std::int64_t features = input.dims.back();
    array dx = input;  // what is padding stays so
    for (number& n : dx.values) n.value = 0;
    for (std::int64_t row = 0; row != rows(); ++row)
      for (std::int64_t u = 0; u != units; ++u) {
        const number d = dy.values[static_cast<std::size_t>(row * units + u)];
        {
          const counting count{spent.to_inputs};
          for (std::int64_t i = 0; i != features; ++i) at(dx, row, features, i) += d * weights[0](i, u);
        }
        {
          const counting count{spent.to_weights};
          for (std::int64_t i = 0; i != features; ++i) gradients[0](i, u) += d * at(input, row, features, i);
        }
        if (bias) gradients[1](u).value += d.value;
      }
    return dx;
  }

 private:
  [[nodiscard]] std::int64_t rows() const { return input.size() / input.dims.back(); }
  static number& at(array& a, std::int64_t row, std::int64_t width, std::int64_t i) {
    return a.values[static_cast<std::size_t>(row * width + i)];
  }
};

}  // namespace proof
