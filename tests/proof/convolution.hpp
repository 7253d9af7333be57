// Convolutions of every kind, executed over an array that really has its padding around it.
// One and two dimensions are three with extents of 1 in front; channels_first only moves the elements.
#pragma once

#include "layer.hpp"
#include "window.hpp"

namespace proof {

/// What a convolution is told.
struct convolution_setting {
  int axes = 2;
  std::int64_t filters = 1;
  std::int64_t groups = 1;
  std::int64_t multiplier = 1;
  std::int64_t kernel[3] = {1, 1, 1};
  std::int64_t strides[3] = {1, 1, 1};
  std::int64_t dilation[3] = {1, 1, 1};
  std::int64_t given_pads[3] = {0, 0, 0};
  std::int64_t output_padding[3] = {0, 0, 0};
  bool has_output_padding = false;
  pads padding = pads::valid;
  bool bias = true;
  bool channels_first = false;
  bool activated = false;
};

using box = std::int64_t[3];

/// Runs f(i, j, k) over all places of a box.
template <class F>
void for_each_place(const std::int64_t (&extent)[3], F f) {
  for (std::int64_t i = 0; i != extent[0]; ++i)
    for (std::int64_t j = 0; j != extent[1]; ++j)
      for (std::int64_t k = 0; k != extent[2]; ++k) f(i, j, k);
}

/// The array as (D, H, W, C), whatever it came as.
inline array canonical(const array& x, const convolution_setting& c) {
  nns::shape dims;
  for (int i = c.axes; i < 3; ++i) dims.push_back(1);
  for (int i = 0; i != c.axes; ++i) dims.push_back(x.dims[i + (c.channels_first ? 1 : 0)]);
  dims.push_back(c.channels_first ? x.dims[0] : x.dims[c.axes]);
  array y{dims};
  if (!c.channels_first) {
    y.values = x.values;
    return y;
  }
  std::size_t from = 0;
  for (std::int64_t channel = 0; channel != dims[3]; ++channel)
    for_each_place({dims[0], dims[1], dims[2]},
                   [&](auto i, auto j, auto k) { y(i, j, k, channel) = x.values[from++]; });
  return y;
}

/// And back.
inline array as_given(const array& y, const convolution_setting& c) {
  nns::shape dims;
  if (c.channels_first) dims.push_back(y.dims[3]);
  for (int i = 3 - c.axes; i != 3; ++i) dims.push_back(y.dims[i]);
  if (!c.channels_first) dims.push_back(y.dims[3]);
  array x{dims};
  if (!c.channels_first) {
    x.values = y.values;
    return x;
  }
  std::size_t to = 0;
  for (std::int64_t channel = 0; channel != y.dims[3]; ++channel)
    for_each_place({y.dims[0], y.dims[1], y.dims[2]},
                   [&](auto i, auto j, auto k) { x.values[to++] = y(i, j, k, channel); });
  return x;
}

/// The axes of a setting, and moving between an input and the same with padding around it.
struct frame {
  axis axes[3];
  box positions{};
  box taps{};

  frame() = default;
  frame(const convolution_setting& c, const nns::shape& spatial) {
    for (int i = 0; i != 3; ++i) {
      axis& a = axes[i];
      a.n = spatial[i];
      const int own = i - (3 - c.axes);
      if (own >= 0) {
        a.k = c.kernel[own];
        a.s = c.strides[own];
        a.d = c.dilation[own];
        a.place(c.padding, c.given_pads[own]);
      }
      positions[i] = a.positions;
      taps[i] = a.k;
    }
  }

  [[nodiscard]] bool fits() const { return positions[0] > 0 && positions[1] > 0 && positions[2] > 0; }

  /// An array with its padding, which is marked as such.
  [[nodiscard]] array pad(const array& x) const {
    array wide{{axes[0].padded(), axes[1].padded(), axes[2].padded(), x.dims[3]}};
    for (number& n : wide.values) n.padding = true;
    for_each_place({x.dims[0], x.dims[1], x.dims[2]}, [&](auto i, auto j, auto k) {
      for (std::int64_t c = 0; c != x.dims[3]; ++c)
        wide(i + axes[0].before, j + axes[1].before, k + axes[2].before, c) = {x(i, j, k, c).value, false};
    });
    return wide;
  }
  [[nodiscard]] array crop(const array& wide, const nns::shape& dims) const {
    array x{dims};
    for_each_place({dims[0], dims[1], dims[2]}, [&](auto i, auto j, auto k) {
      for (std::int64_t c = 0; c != dims[3]; ++c)
        x(i, j, k, c) = {wide(i + axes[0].before, j + axes[1].before, k + axes[2].before, c).value, false};
    });
    return x;
  }

  /// Every position of the window with every tap: f(position, tap, place in the padded array).
  template <class F>
  void slide(F f) const {
    for_each_place(positions, [&](auto p, auto q, auto r) {
      for_each_place(taps, [&](auto u, auto v, auto w) {
        f(box{p, q, r}, box{u, v, w},
          box{p * axes[0].s + u * axes[0].d, q * axes[1].s + v * axes[1].d, r * axes[2].s + w * axes[2].d});
      });
    });
  }
};

inline void add_bias(array& y, const array& bias) {
  for (std::size_t i = 0; i != y.values.size(); ++i)
    y.values[i].value += bias.values[i % bias.values.size()].value;
}
inline void bias_gradient(const array& dy, array& into) {
  for (std::size_t i = 0; i != dy.values.size(); ++i)
    into.values[i % into.values.size()].value += dy.values[i].value;
}

/// conv1d, conv2d, conv3d.
struct convolution : reference {
  convolution_setting c;
  frame f;
  array padded;
  nns::shape arrived;

  explicit convolution(const convolution_setting& setting) : c(setting) {}

  array forward(const array& given) override {
    const counting count{spent.forward};
    const array x = canonical(given, c);
    arrived = x.dims;
    f = frame(c, x.dims);
    const std::int64_t channels = x.dims[3] / c.groups;
    const std::int64_t filters = c.filters / c.groups;
    if (weights.empty()) {
      weight({f.taps[0], f.taps[1], f.taps[2], channels, c.filters});
      if (c.bias) weight({c.filters});
    }
    padded = f.pad(x);
    array y{{f.positions[0], f.positions[1], f.positions[2], c.filters}};
    f.slide([&](const box& p, const box& t, const box& at) {
      for (std::int64_t g = 0; g != c.groups; ++g)
        for (std::int64_t k = g * filters; k != (g + 1) * filters; ++k)
          for (std::int64_t ch = 0; ch != channels; ++ch)
            y(p[0], p[1], p[2], k) +=
                padded(at[0], at[1], at[2], g * channels + ch) * weights[0](t[0], t[1], t[2], ch, k);
    });
    if (c.bias) add_bias(y, weights[1]);
    kept += c.activated ? y.size() + y.size() : y.size();
    return as_given(y, c);
  }

  array backward(const array& given) override {
    const array dy = canonical(given, c);
    const std::int64_t channels = arrived[3] / c.groups;
    const std::int64_t filters = c.filters / c.groups;
    array wide = padded;
    for (number& n : wide.values) n.value = 0;
    {
      const counting count{spent.to_inputs};
      f.slide([&](const box& p, const box& t, const box& at) {
        for (std::int64_t g = 0; g != c.groups; ++g)
          for (std::int64_t k = g * filters; k != (g + 1) * filters; ++k)
            for (std::int64_t ch = 0; ch != channels; ++ch)
              wide(at[0], at[1], at[2], g * channels + ch) +=
                  dy(p[0], p[1], p[2], k) * weights[0](t[0], t[1], t[2], ch, k);
      });
    }
    {
      const counting count{spent.to_weights};
      f.slide([&](const box& p, const box& t, const box& at) {
        for (std::int64_t g = 0; g != c.groups; ++g)
          for (std::int64_t k = g * filters; k != (g + 1) * filters; ++k)
            for (std::int64_t ch = 0; ch != channels; ++ch)
              gradients[0](t[0], t[1], t[2], ch, k) +=
                  dy(p[0], p[1], p[2], k) * padded(at[0], at[1], at[2], g * channels + ch);
      });
    }
    if (c.bias) bias_gradient(dy, gradients[1]);
    return as_given(f.crop(wide, arrived), c);
  }
};

/// depthwise_conv1d, depthwise_conv2d: each channel has `multiplier` filters of its own.
struct depthwise : reference {
  convolution_setting c;
  frame f;
  array padded;
  nns::shape arrived;

  explicit depthwise(const convolution_setting& setting) : c(setting) {}

  array forward(const array& given) override {
    const counting count{spent.forward};
    const array x = canonical(given, c);
    arrived = x.dims;
    f = frame(c, x.dims);
    const std::int64_t channels = x.dims[3];
    if (weights.empty()) {
      weight({f.taps[0], f.taps[1], f.taps[2], channels, c.multiplier});
      if (c.bias) weight({channels, c.multiplier});
    }
    padded = f.pad(x);
    array y{{f.positions[0], f.positions[1], f.positions[2], channels * c.multiplier}};
    f.slide([&](const box& p, const box& t, const box& at) {
      for (std::int64_t ch = 0; ch != channels; ++ch)
        for (std::int64_t m = 0; m != c.multiplier; ++m)
          y(p[0], p[1], p[2], ch * c.multiplier + m) +=
              padded(at[0], at[1], at[2], ch) * weights[0](t[0], t[1], t[2], ch, m);
    });
    if (c.bias) add_bias(y, weights[1]);
    kept += c.activated ? y.size() + y.size() : y.size();
    return as_given(y, c);
  }

  array backward(const array& given) override {
    const array dy = canonical(given, c);
    const std::int64_t channels = arrived[3];
    array wide = padded;
    for (number& n : wide.values) n.value = 0;
    f.slide([&](const box& p, const box& t, const box& at) {
      for (std::int64_t ch = 0; ch != channels; ++ch)
        for (std::int64_t m = 0; m != c.multiplier; ++m) {
          const number d = dy(p[0], p[1], p[2], ch * c.multiplier + m);
          {
            const counting count{spent.to_inputs};
            wide(at[0], at[1], at[2], ch) += d * weights[0](t[0], t[1], t[2], ch, m);
          }
          const counting count{spent.to_weights};
          gradients[0](t[0], t[1], t[2], ch, m) += d * padded(at[0], at[1], at[2], ch);
        }
    });
    if (c.bias) bias_gradient(dy, gradients[1]);
    return as_given(f.crop(wide, arrived), c);
  }
};

/// separable_conv1d, separable_conv2d: a depthwise convolution without bias, and a convolution of one tap behind it.
struct separable : reference {
  depthwise first;
  convolution second;

  explicit separable(const convolution_setting& setting) : first(channelwise(setting)), second(pointwise(setting)) {}

  array forward(const array& x) override {
    array y = second.forward(first.forward(x));
    collect();
    kept = second.kept;
    return y;
  }
  array backward(const array& dy) override {
    array dx = first.backward(second.backward(dy));
    collect();
    return dx;
  }
  void take(const std::vector<array>& values) override {
    weights = values;
    first.weights[0] = values[0];
    for (std::size_t i = 0; i != second.weights.size(); ++i) second.weights[i] = values[i + 1];
  }

 private:
  static convolution_setting channelwise(convolution_setting c) {
    c.bias = false;
    return c;
  }
  static convolution_setting pointwise(const convolution_setting& c) {
    convolution_setting p;
    p.axes = c.axes;
    p.filters = c.filters;
    p.bias = c.bias;
    p.channels_first = c.channels_first;
    p.activated = c.activated;
    return p;
  }
  static tally sum(const tally& a, const tally& b) { return {a.all + b.all, a.in_bounds + b.in_bounds}; }
  void collect() {
    weights = first.weights;
    gradients = first.gradients;
    for (const array& w : second.weights) weights.push_back(w);
    for (const array& g : second.gradients) gradients.push_back(g);
    spent.forward = sum(first.spent.forward, second.spent.forward);
    spent.to_inputs = sum(first.spent.to_inputs, second.spent.to_inputs);
    spent.to_weights = sum(first.spent.to_weights, second.spent.to_weights);
  }
};

/// conv1d_transpose, conv2d_transpose, conv3d_transpose: every element of the input is scattered through the kernel
/// into an array, and what the padding covers is cropped away from it afterwards.
struct transposed : reference {
  convolution_setting c;
  array input;
  box taps{};
  box steps{};
  box spread{};
  box before{};  // cropped in front
  box output{};
  box whole{};   // before cropping

  explicit transposed(const convolution_setting& setting) : c(setting) {}

  /// Whether anything is left of the output, once `arrives` is known.
  bool place(const nns::shape& arrives) {
    for (int i = 0; i != 3; ++i) {
      const int own = i - (3 - c.axes);
      taps[i] = own < 0 ? 1 : c.kernel[own];
      steps[i] = own < 0 ? 1 : c.strides[own];
      spread[i] = own < 0 ? 1 : c.dilation[own];
      place_axis(i, own, arrives[i]);
      if (output[i] < 1) return false;
    }
    return true;
  }

  array forward(const array& given) override {
    const counting count{spent.forward};
    input = canonical(given, c);
    place(input.dims);
    const std::int64_t channels = input.dims[3] / c.groups;
    const std::int64_t filters = c.filters / c.groups;
    if (weights.empty()) {
      weight({taps[0], taps[1], taps[2], input.dims[3], filters});
      if (c.bias) weight({c.filters});
    }
    array wide = canvas();
    scatter([&](const box& at, const box& t, const box& to) {
      for (std::int64_t ch = 0; ch != input.dims[3]; ++ch)
        for (std::int64_t k = 0; k != filters; ++k)
          wide(to[0], to[1], to[2], ch / channels * filters + k) +=
              input(at[0], at[1], at[2], ch) * weights[0](t[0], t[1], t[2], ch, k);
    });
    array y{{output[0], output[1], output[2], c.filters}};
    for_each_place(output, [&](auto i, auto j, auto k) {
      for (std::int64_t ch = 0; ch != c.filters; ++ch)
        y(i, j, k, ch).value = wide(i + before[0], j + before[1], k + before[2], ch).value;
    });
    if (c.bias) add_bias(y, weights[1]);
    kept += c.activated ? y.size() + y.size() : y.size();
    return as_given(y, c);
  }

  array backward(const array& given) override {
    const array dy = canonical(given, c);
    const std::int64_t channels = input.dims[3] / c.groups;
    const std::int64_t filters = c.filters / c.groups;
    array wide = canvas();
    for_each_place(output, [&](auto i, auto j, auto k) {
      for (std::int64_t ch = 0; ch != c.filters; ++ch)
        wide(i + before[0], j + before[1], k + before[2], ch).value = dy(i, j, k, ch).value;
    });
    array dx = zeros_like(input);
    scatter([&](const box& at, const box& t, const box& to) {
      for (std::int64_t ch = 0; ch != input.dims[3]; ++ch)
        for (std::int64_t k = 0; k != filters; ++k) {
          const number d = wide(to[0], to[1], to[2], ch / channels * filters + k);
          {
            const counting count{spent.to_inputs};
            dx(at[0], at[1], at[2], ch) += d * weights[0](t[0], t[1], t[2], ch, k);
          }
          const counting count{spent.to_weights};
          gradients[0](t[0], t[1], t[2], ch, k) += d * input(at[0], at[1], at[2], ch);
        }
    });
    if (c.bias) bias_gradient(dy, gradients[1]);
    return as_given(dx, c);
  }

 private:
  /// How long the output is. Keras without an output padding: each element of the input stands for `stride` elements
  /// of the output; `valid` lets the taps reach further, `same` crops them, sharing out by turns from the end.
  /// With an output padding, and in PyTorch: what the taps touch, cropped at both sides, and the padding at the end.
  void place_axis(int i, int own, std::int64_t n) {
    std::int64_t touched = 0;
    std::int64_t cells = 0;
    for (std::int64_t at = 0; at != n; ++at) {
      cells += steps[i];
      for (std::int64_t t = 0; t != taps[i]; ++t)
        if (at * steps[i] + t * spread[i] + 1 > touched) touched = at * steps[i] + t * spread[i] + 1;
    }
    std::int64_t one = 0;  // what one element touches
    for (std::int64_t t = 0; t != taps[i]; ++t) one = t * spread[i] + 1;
    before[i] = 0;
    std::int64_t after = 0;
    std::int64_t longer = 0;
    if (own >= 0 && c.padding == pads::given) {
      before[i] = after = c.given_pads[own];
      longer = c.output_padding[own];
    } else if (own >= 0 && c.has_output_padding) {
      if (c.padding == pads::same)
        for (std::int64_t rest = one; rest > 1; rest -= 2) {
          ++before[i];
          ++after;
        }
      longer = c.output_padding[own];
      // `same` gives back what it cropped, by turns, first in front (TensorFlow, and JAX under Keras 3).
      for (std::int64_t turn = 0; turn < longer && before[i] > 0; turn += 2) {
        --before[i];
        ++after;
      }
    } else if (c.padding == pads::same) {
      while (touched - before[i] - after > cells) {
        if (after <= before[i]) {
          ++after;
        } else {
          ++before[i];
        }
      }
      if (touched < cells) longer = cells - touched;
    } else if (cells > touched) {
      longer = cells - touched;
    }
    output[i] = touched - before[i] - after + longer;
    whole[i] = touched > before[i] + output[i] ? touched : before[i] + output[i];
  }

  /// The array before cropping; what will be cropped is marked as padding.
  [[nodiscard]] array canvas() const {
    array wide{{whole[0], whole[1], whole[2], c.filters}};
    for_each_place(whole, [&](auto i, auto j, auto k) {
      const bool kept_place = i >= before[0] && i < before[0] + output[0] && j >= before[1] &&
                              j < before[1] + output[1] && k >= before[2] && k < before[2] + output[2];
      for (std::int64_t ch = 0; ch != c.filters; ++ch) wide(i, j, k, ch).padding = !kept_place;
    });
    return wide;
  }

  /// Every place of the input with every tap: f(place, tap, place in the canvas).
  template <class F>
  void scatter(F f) const {
    for_each_place({input.dims[0], input.dims[1], input.dims[2]}, [&](auto p, auto q, auto r) {
      for_each_place(taps, [&](auto u, auto v, auto w) {
        f(box{p, q, r}, box{u, v, w},
          box{p * steps[0] + u * spread[0], q * steps[1] + v * spread[1], r * steps[2] + w * spread[2]});
      });
    });
  }
};

}  // namespace proof
