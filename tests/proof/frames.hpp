// What slides a window without being a convolution: locally connected layers, conv_lstm, pooling; executed.
#pragma once

#include "convolution.hpp"
#include "recurrent.hpp"
#include "wrappers.hpp"

namespace proof {

/// A convolution with weights of its own, and a bias, at every position.
struct locally_connected : reference {
  convolution_setting c;
  frame f;
  array padded;
  nns::shape arrived;

  explicit locally_connected(const convolution_setting& setting) : c(setting) {}

  array forward(const array& given) override {
    const counting count{spent.forward};
    const array x = canonical(given, c);
    arrived = x.dims;
    f = frame(c, x.dims);
    if (weights.empty()) {
      weight({f.positions[0], f.positions[1], f.positions[2], f.taps[0], f.taps[1], f.taps[2], x.dims[3], c.filters});
      if (c.bias) weight({f.positions[0], f.positions[1], f.positions[2], c.filters});
    }
    padded = f.pad(x);
    array y{{f.positions[0], f.positions[1], f.positions[2], c.filters}};
    f.slide([&](const box& p, const box& t, const box& at) {
      for (std::int64_t k = 0; k != c.filters; ++k)
        for (std::int64_t ch = 0; ch != arrived[3]; ++ch)
          y(p[0], p[1], p[2], k) +=
              padded(at[0], at[1], at[2], ch) * weights[0](p[0], p[1], p[2], t[0], t[1], t[2], ch, k);
    });
    if (c.bias) accumulate(y, weights[1]);
    kept += c.activated ? y.size() + y.size() : y.size();
    return as_given(y, c);
  }

  array backward(const array& given) override {
    const array dy = canonical(given, c);
    array wide = padded;
    for (number& n : wide.values) n.value = 0;
    f.slide([&](const box& p, const box& t, const box& at) {
      for (std::int64_t k = 0; k != c.filters; ++k)
        for (std::int64_t ch = 0; ch != arrived[3]; ++ch) {
          const number d = dy(p[0], p[1], p[2], k);
          {
            const counting count{spent.to_inputs};
            wide(at[0], at[1], at[2], ch) += d * weights[0](p[0], p[1], p[2], t[0], t[1], t[2], ch, k);
          }
          const counting count{spent.to_weights};
          gradients[0](p[0], p[1], p[2], t[0], t[1], t[2], ch, k) += d * padded(at[0], at[1], at[2], ch);
        }
    });
    if (c.bias) accumulate(gradients[1], dy);
    return as_given(f.crop(wide, arrived), c);
  }
};

/// An LSTM whose products are convolutions: the input's as declared, the state's with the same kernel, padded so that
/// the frame stays. Frames are remembered and run forward again on the way back, which is not on the bill.
struct conv_lstm : around {
  convolution_setting c;
  bool sequences;
  std::vector<array> frames, states, gates, cells;

  conv_lstm(const convolution_setting& setting, bool s) : c(setting), sequences(s) {
    convolution_setting from_input = c;
    from_input.filters = 4 * c.filters;
    convolution_setting from_state;
    from_state.axes = c.axes;
    from_state.filters = 4 * c.filters;
    for (int i = 0; i != 3; ++i) from_state.kernel[i] = c.kernel[i];
    from_state.padding = pads::same;
    from_state.bias = false;
    from_state.channels_first = c.channels_first;
    inside.push_back(std::make_unique<convolution>(from_input));
    inside.push_back(std::make_unique<convolution>(from_state));
  }

  array forward(const array& x) override {
    frames = split(x);
    states.clear();
    gates.clear();
    cells.clear();
    array all;
    for (std::size_t t = 0; t != frames.size(); ++t) {
      array z = inside[0]->forward(frames[t]);
      if (t == 0) {
        states.push_back(narrow(z));
        cells.push_back(narrow(z));
      }
      accumulate(z, inside[1]->forward(states[t]));
      advance(z);
    }
    collect();
    return sequences ? join(states) : states.back();
  }

  array backward(const array& dy) override {
    const bill forward_bill = spent;
    std::vector<array> dx = frames;
    array dh = zeros_like(states.back());
    array dc = dh;
    const std::vector<array> given = sequences ? split(dy) : std::vector<array>{};
    if (!sequences) dh = dy;
    for (std::size_t t = frames.size(); t-- != 0;) {
      if (sequences) accumulate(dh, given[t]);
      const array dz = retreat(t, dh, dc);
      inside[0]->forward(frames[t]);
      dx[t] = inside[0]->backward(dz);
      inside[1]->forward(states[t]);
      dh = inside[1]->backward(dz);
    }
    collect();
    spent.forward = forward_bill.forward;
    return join_all(dx);
  }

 private:
  static std::vector<array> split(const array& x) {
    nns::shape dims;
    for (int i = 1; i != x.dims.rank(); ++i) dims.push_back(x.dims[i]);
    std::vector<array> parts(static_cast<std::size_t>(x.dims[0]), array{dims});
    for (std::size_t i = 0; i != x.values.size(); ++i)
      parts[i / parts[0].values.size()].values[i % parts[0].values.size()] = x.values[i];
    return parts;
  }
  static array join_all(const std::vector<array>& parts) {
    nns::shape dims{static_cast<std::int64_t>(parts.size())};
    for (const std::int64_t extent : parts[0].dims) dims.push_back(extent);
    array x{dims};
    for (std::size_t i = 0; i != x.values.size(); ++i)
      x.values[i] = parts[i / parts[0].values.size()].values[i % parts[0].values.size()];
    return x;
  }
  /// Without the initial state.
  static array join(const std::vector<array>& from) { return join_all({from.begin() + 1, from.end()}); }

  [[nodiscard]] int channel_axis() const { return c.channels_first ? 0 : c.axes; }
  /// A frame of zeros with a quarter of the channels.
  [[nodiscard]] array narrow(const array& z) const {
    nns::shape dims = z.dims;
    dims[channel_axis()] = c.filters;
    return array{dims};
  }
  /// Where gate g of the state's element i stands in z.
  [[nodiscard]] std::size_t gate_place(std::size_t i, std::size_t g, std::size_t elements) const {
    if (c.channels_first) return g * elements + i;
    const auto filters = static_cast<std::size_t>(c.filters);
    return i / filters * 4 * filters + g * filters + i % filters;
  }

  void advance(array z) {
    array h = states.back();
    array cell = cells.back();
    const std::size_t n = h.values.size();
    for (std::size_t i = 0; i != n; ++i) {
      for (std::size_t g = 0; g != 4; ++g) {
        double& value = z.values[gate_place(i, g, n)].value;
        value = g == 3 ? std::tanh(value) : logistic(value);
      }
      cell.values[i].value = z.values[gate_place(i, 1, n)].value * cell.values[i].value +
                             z.values[gate_place(i, 0, n)].value * z.values[gate_place(i, 3, n)].value;
      h.values[i].value = z.values[gate_place(i, 2, n)].value * std::tanh(cell.values[i].value);
    }
    gates.push_back(std::move(z));
    cells.push_back(std::move(cell));
    states.push_back(std::move(h));
  }

  array retreat(std::size_t t, const array& dh, array& dc) const {
    const array& z = gates[t];
    array dz = zeros_like(z);
    const std::size_t n = dh.values.size();
    for (std::size_t u = 0; u != n; ++u) {
      const auto gate = [&](std::size_t g) { return z.values[gate_place(u, g, n)].value; };
      const double i = gate(0), f = gate(1), o = gate(2), g = gate(3);
      const double y = std::tanh(cells[t + 1].values[u].value);
      const double d = dc.values[u].value + dh.values[u].value * o * (1 - y * y);
      dz.values[gate_place(u, 0, n)].value = d * g * i * (1 - i);
      dz.values[gate_place(u, 1, n)].value = d * cells[t].values[u].value * f * (1 - f);
      dz.values[gate_place(u, 2, n)].value = dh.values[u].value * y * o * (1 - o);
      dz.values[gate_place(u, 3, n)].value = d * i * (1 - g * g);
      dc.values[u].value = d * f;
    }
    return dz;
  }
};

/// The largest element under a window.
struct pooling : reference {
  convolution_setting c;
  bool ceil;
  frame f;
  array input;
  std::vector<std::size_t> chosen;

  pooling(const convolution_setting& setting, bool ceil_mode) : c(setting), ceil(ceil_mode) {}

  bool place(const nns::shape& arrives) {
    f = frame(c, arrives);
    for (int i = 0; i != c.axes; ++i) {
      axis& a = f.axes[i + 3 - c.axes];
      a.place(c.padding, c.given_pads[i], ceil);
      f.positions[i + 3 - c.axes] = a.positions;
    }
    return f.fits();
  }

  array forward(const array& given) override {
    input = canonical(given, c);
    place(input.dims);
    array y{{f.positions[0], f.positions[1], f.positions[2], input.dims[3]}};
    chosen.assign(y.values.size(), none);
    f.slide([&](const box& p, const box&, const box& at) {
      std::int64_t from[3];
      for (int i = 0; i != 3; ++i) {
        from[i] = at[i] - f.axes[i].before;
        if (from[i] < 0 || from[i] >= input.dims[i]) return;  // padding, or beyond it
      }
      for (std::int64_t ch = 0; ch != input.dims[3]; ++ch) {
        std::size_t& best = chosen[y.place(p[0], p[1], p[2], ch)];
        const std::size_t here = input.place(from[0], from[1], from[2], ch);
        if (best == none || input.values[here].value > input.values[best].value) best = here;
      }
    });
    for (std::size_t i = 0; i != chosen.size(); ++i)
      if (chosen[i] != none) y.values[i] = input.values[chosen[i]];
    kept = y.size();
    return as_given(y, c);
  }

  array backward(const array& given) override {
    const array dy = canonical(given, c);
    array dx = zeros_like(input);
    for (std::size_t i = 0; i != chosen.size(); ++i)
      if (chosen[i] != none) dx.values[chosen[i]].value += dy.values[i].value;
    return as_given(dx, c);
  }

 private:
  static constexpr auto none = static_cast<std::size_t>(-1);
};

}  // namespace proof
