// simple_rnn, lstm and gru, executed step by step, with back-propagation through time down to the initial state.
// Gates and activations are element-wise work: they are computed on plain values.
#pragma once

#include "layer.hpp"

#include <cmath>

namespace proof {

/// A vector times a matrix, added to `y`.
inline void multiply_into(std::vector<number>& y, const std::vector<number>& x, const array& w, std::int64_t first) {
  for (std::size_t u = 0; u != y.size(); ++u)
    for (std::size_t i = 0; i != x.size(); ++i) y[u] += x[i] * w(i, static_cast<std::size_t>(first) + u);
}
/// The gradient of the vector.
inline void multiply_back(std::vector<number>& dx, const std::vector<number>& dy, const array& w, std::int64_t first) {
  for (std::size_t i = 0; i != dx.size(); ++i)
    for (std::size_t u = 0; u != dy.size(); ++u) dx[i] += dy[u] * w(i, static_cast<std::size_t>(first) + u);
}
/// The gradient of the matrix.
inline void outer_product(array& dw, const std::vector<number>& x, const std::vector<number>& dy, std::int64_t first) {
  for (std::size_t i = 0; i != x.size(); ++i)
    for (std::size_t u = 0; u != dy.size(); ++u) dw(i, static_cast<std::size_t>(first) + u) += x[i] * dy[u];
}

inline double logistic(double z) { return 1 / (1 + std::exp(-z)); }

/// A cell with its weights over one sequence. `Gates` products of each kind are made at every step.
struct recurrent : reference {
  using vector = std::vector<number>;

  std::int64_t units;
  bool bias;
  bool sequences;
  int gates;
  int biases;  // bias vectors
  array input;
  std::vector<std::vector<double>> memory;  // what each step keeps for the way back

  recurrent(std::int64_t u, bool b, bool s, int g, int all_biases)
      : units(u), bias(b), sequences(s), gates(g), biases(all_biases) {}

  array forward(const array& x) override {
    input = x;
    memory.clear();
    const std::int64_t features = x.dims[1];
    if (weights.empty()) {
      weight({features, gates * units});
      weight({units, gates * units});
      for (int i = 0; bias && i < biases; i += gates) weight({gates * units});
    }
    vector h(static_cast<std::size_t>(units));
    vector c(static_cast<std::size_t>(units));
    array all{{x.dims[0], units}};
    for (std::int64_t t = 0; t != x.dims[0]; ++t) {
      const counting count{spent.forward};
      step(at(x, t), h, c);
      for (std::int64_t u = 0; u != units; ++u) all(t, u).value = h[static_cast<std::size_t>(u)].value;
    }
    if (sequences) return all;
    array last{{units}};
    for (std::int64_t u = 0; u != units; ++u) last(u).value = h[static_cast<std::size_t>(u)].value;
    return last;
  }

  array backward(const array& dy) override {
    array dx = zeros_like(input);
    vector dh(static_cast<std::size_t>(units));
    vector dc(static_cast<std::size_t>(units));
    for (std::int64_t t = input.dims[0]; t-- != 0;) {
      for (std::int64_t u = 0; u != units; ++u) {
        if (sequences) dh[static_cast<std::size_t>(u)].value += dy(t, u).value;
        if (!sequences && t + 1 == input.dims[0]) dh[static_cast<std::size_t>(u)].value += dy(u).value;
      }
      vector dx_t(static_cast<std::size_t>(input.dims[1]));
      step_back(at(input, t), dx_t, dh, dc);
      for (std::size_t i = 0; i != dx_t.size(); ++i) dx(t, i).value = dx_t[i].value;
    }
    return dx;
  }

 protected:
  /// One step: from x_t and the states to the next states; pushes what the way back needs onto `memory`.
  virtual void step(const vector& x, vector& h, vector& c) = 0;
  /// The way back, which pops it: the states' gradients become those of the step before.
  virtual void step_back(const vector& x, vector& dx, vector& dh, vector& dc) = 0;

  [[nodiscard]] vector zero() const { return vector(static_cast<std::size_t>(units)); }
  [[nodiscard]] double b(int set, int gate, std::size_t u) const {
    return bias ? weights[static_cast<std::size_t>(2 + set)](gate * units + static_cast<std::int64_t>(u)).value : 0;
  }
  void add_bias_gradient(int set, int gate, const vector& dz) {
    if (!bias) return;
    for (std::size_t u = 0; u != dz.size(); ++u)
      gradients[static_cast<std::size_t>(2 + set)](gate * units + static_cast<std::int64_t>(u)).value += dz[u].value;
  }
  /// Both products of a gate, on the way back: its pre-activation's gradient reaches x and h.
  void gate_back(int gate, const vector& dz, const vector& x, vector& dx, const vector& h, vector& dh) {
    input_back(gate, dz, x, dx);
    state_back(gate, dz, h, dh);
  }
  void input_back(int gate, const vector& dz, const vector& x, vector& dx) {
    {
      const counting count{spent.to_inputs};
      multiply_back(dx, dz, weights[0], gate * units);
    }
    const counting count{spent.to_weights};
    outer_product(gradients[0], x, dz, gate * units);
  }
  void state_back(int gate, const vector& dz, const vector& h, vector& dh) {
    {
      const counting count{spent.to_inputs};
      multiply_back(dh, dz, weights[1], gate * units);
    }
    const counting count{spent.to_weights};
    outer_product(gradients[1], h, dz, gate * units);
  }

  void remember(const vector& v) {
    memory.emplace_back();
    for (const number& n : v) memory.back().push_back(n.value);
  }
  vector recall() {
    vector v(memory.back().size());
    for (std::size_t i = 0; i != v.size(); ++i) v[i].value = memory.back()[i];
    memory.pop_back();
    return v;
  }

 private:
  static vector at(const array& x, std::int64_t t) {
    const auto first = x.values.begin() + t * x.dims[1];
    return {first, first + x.dims[1]};
  }
};

/// h' = tanh(x W + h R + b)
struct simple_rnn : recurrent {
  simple_rnn(std::int64_t u, bool with_bias, bool s) : recurrent(u, with_bias, s, 1, 1) {}

 protected:
  void step(const vector& x, vector& h, vector&) override {
    remember(h);
    vector z = zero();
    multiply_into(z, x, weights[0], 0);
    multiply_into(z, h, weights[1], 0);
    for (std::size_t u = 0; u != z.size(); ++u) h[u].value = std::tanh(z[u].value + b(0, 0, u));
    remember(h);
  }
  void step_back(const vector& x, vector& dx, vector& dh, vector&) override {
    const vector after = recall();
    const vector before = recall();
    vector dz = zero();
    for (std::size_t u = 0; u != dz.size(); ++u) dz[u].value = dh[u].value * (1 - after[u].value * after[u].value);
    dh = zero();
    gate_back(0, dz, x, dx, before, dh);
    add_bias_gradient(0, 0, dz);
  }
};

/// Gates i, f, o and the candidate g: c' = f c + i g, h' = o tanh(c')
struct lstm : recurrent {
  lstm(std::int64_t u, bool with_bias, bool s) : recurrent(u, with_bias, s, 4, 4) {}

 protected:
  void step(const vector& x, vector& h, vector& c) override {
    remember(h);
    remember(c);
    vector gate[4];
    for (int k = 0; k != 4; ++k) {
      gate[k] = zero();
      multiply_into(gate[k], x, weights[0], k * units);
      multiply_into(gate[k], h, weights[1], k * units);
      for (std::size_t u = 0; u != h.size(); ++u) {
        const double z = gate[k][u].value + b(0, k, u);
        gate[k][u].value = k == 3 ? std::tanh(z) : logistic(z);
      }
    }
    for (std::size_t u = 0; u != h.size(); ++u) {
      c[u].value = gate[1][u].value * c[u].value + gate[0][u].value * gate[3][u].value;
      h[u].value = gate[2][u].value * std::tanh(c[u].value);
    }
    for (const vector& g : gate) remember(g);
    remember(c);
  }
  void step_back(const vector& x, vector& dx, vector& dh, vector& dc) override {
    const vector c_after = recall();
    vector gate[4];
    for (int k = 4; k-- != 0;) gate[k] = recall();
    const vector c = recall();
    const vector h = recall();
    vector dz[4] = {zero(), zero(), zero(), zero()};
    for (std::size_t u = 0; u != h.size(); ++u) {
      const double i = gate[0][u].value, f = gate[1][u].value, o = gate[2][u].value, g = gate[3][u].value;
      const double t = std::tanh(c_after[u].value);
      const double d = dc[u].value + dh[u].value * o * (1 - t * t);
      dz[0][u].value = d * g * i * (1 - i);
      dz[1][u].value = d * c[u].value * f * (1 - f);
      dz[2][u].value = dh[u].value * t * o * (1 - o);
      dz[3][u].value = d * i * (1 - g * g);
      dc[u].value = d * f;
    }
    dh = zero();
    for (int k = 0; k != 4; ++k) {
      gate_back(k, dz[k], x, dx, h, dh);
      add_bias_gradient(0, k, dz[k]);
    }
  }
};

/// Gates z (update) and r (reset), candidate n: h' = z h + (1 - z) n. The reset gate stands before the candidate's
/// product with the state, n = tanh(x W + (r h) R + b), or after it, n = tanh(x W + b + r (h R + b')).
struct gru : recurrent {
  bool reset_after;
  gru(std::int64_t u, bool with_bias, bool s, bool after)
      : recurrent(u, with_bias, s, 3, after ? 6 : 3), reset_after(after) {}

 protected:
  void step(const vector& x, vector& h, vector&) override {
    vector gate[2];
    for (int k = 0; k != 2; ++k) {
      gate[k] = zero();
      multiply_into(gate[k], x, weights[0], k * units);
      multiply_into(gate[k], h, weights[1], k * units);
      for (std::size_t u = 0; u != h.size(); ++u)
        gate[k][u].value = logistic(gate[k][u].value + b(0, k, u) + (reset_after ? b(1, k, u) : 0));
    }
    vector seen = h;  // of the state, by the candidate's product
    if (!reset_after)
      for (std::size_t u = 0; u != h.size(); ++u) seen[u].value *= gate[1][u].value;
    vector from_x = zero();
    vector from_h = zero();
    multiply_into(from_x, x, weights[0], 2 * units);
    multiply_into(from_h, seen, weights[1], 2 * units);
    vector n = zero();
    for (std::size_t u = 0; u != h.size(); ++u) {
      if (reset_after) from_h[u].value += b(1, 2, u);
      n[u].value = std::tanh(from_x[u].value + b(0, 2, u) + (reset_after ? gate[1][u].value : 1) * from_h[u].value);
    }
    remember(h);
    remember(gate[0]);
    remember(gate[1]);
    remember(seen);
    remember(from_h);
    remember(n);
    for (std::size_t u = 0; u != h.size(); ++u)
      h[u].value = gate[0][u].value * h[u].value + (1 - gate[0][u].value) * n[u].value;
  }

  void step_back(const vector& x, vector& dx, vector& dh, vector&) override {
    const vector n = recall();
    const vector from_h = recall();
    const vector seen = recall();
    const vector r = recall();
    const vector z = recall();
    const vector h = recall();
    vector before = zero();  // the gradient of h, as it comes together
    vector dz = zero(), dr = zero(), dn = zero(), d_from_h = zero();
    for (std::size_t u = 0; u != h.size(); ++u) {
      before[u].value = dh[u].value * z[u].value;
      dz[u].value = dh[u].value * (h[u].value - n[u].value) * z[u].value * (1 - z[u].value);
      dn[u].value = dh[u].value * (1 - z[u].value) * (1 - n[u].value * n[u].value);
      d_from_h[u].value = dn[u].value * (reset_after ? r[u].value : 1);
      dr[u].value = dn[u].value * from_h[u].value;
    }
    vector d_seen = zero();
    input_back(2, dn, x, dx);
    state_back(2, d_from_h, seen, d_seen);
    for (std::size_t u = 0; u != h.size(); ++u) {
      if (!reset_after) dr[u].value = d_seen[u].value * h[u].value;
      before[u].value += d_seen[u].value * (reset_after ? 1 : r[u].value);
      dr[u].value *= r[u].value * (1 - r[u].value);
    }
    gate_back(0, dz, x, dx, h, before);
    gate_back(1, dr, x, dx, h, before);
    const vector* all[3] = {&dz, &dr, &dn};
    for (int k = 0; k != 3; ++k) {
      add_bias_gradient(0, k, *all[k]);
      if (reset_after) add_bias_gradient(1, k, k == 2 ? d_from_h : *all[k]);
    }
    dh = before;
  }
};

}  // namespace proof
