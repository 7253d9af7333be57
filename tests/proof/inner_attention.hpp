// Attention inside windows, and attention whose queries, keys and values are pooled first; executed.
#pragma once

#include "attention.hpp"
#include "convolution.hpp"

#include <set>

namespace proof {

/// window_attention: the image, padded to whole windows, is taken apart, the positions of each window attend to each
/// other, and it is put together again. A bias is learned for each head and offset between two positions of a window,
/// or made from the offset's coordinates by two dense layers and a scale for each head.
struct window_attention : around {
  nns::shape window;        // as declared
  std::int64_t hidden;      // of the network that makes the biases; 0: a table
  std::int64_t heads;
  bool bias;
  nns::shape arrived, used, tiles;
  std::int64_t offsets = 0;

  window_attention(std::int64_t h, const nns::shape& w, bool with_bias, std::int64_t u)
      : window(w), hidden(u), heads(h), bias(with_bias) {}

  array forward(const array& x) override {
    arrived = x.dims;
    if (inside.empty()) make_layers(x.dims.back());
    array y = together(inside[0]->forward(apart(x, true)));
    if (hidden != 0) inside[2]->forward(inside[1]->forward(array{{offsets, window.rank()}}));
    own_output = y.size();
    collect_all();
    return y;
  }

  array backward(const array& dy) override {
    array dx = together(inside[0]->backward(apart(dy, false)));
    if (hidden != 0) inside[1]->backward(inside[2]->backward(array{{offsets, heads}}));
    collect_all();
    return dx;
  }

 private:
  void make_layers(std::int64_t channels) {
    attention_setting c;
    c.h = c.g = heads;
    c.d = c.e = channels / heads;
    c.output = channels;
    c.bias = bias;
    c.where.along = 1;
    inside.push_back(std::make_unique<projected_attention>(c));
    offsets = count_offsets();
    if (hidden == 0) return;
    inside.push_back(std::make_unique<dense>(hidden, true, false));
    inside.push_back(std::make_unique<dense>(heads, false, false));
  }

  void collect_all() {
    collect();
    weights.emplace_back(hidden == 0 ? nns::shape{offsets, heads} : nns::shape{heads});
    gradients.push_back(zeros_like(weights.back()));
  }

  /// The distances between two positions of a window, each once.
  [[nodiscard]] std::int64_t count_offsets() const {
    std::set<std::vector<std::int64_t>> all;
    const std::int64_t n = window.elements();
    for (std::int64_t a = 0; a != n; ++a)
      for (std::int64_t b = 0; b != n; ++b) {
        std::vector<std::int64_t> offset;
        std::int64_t rest_a = a, rest_b = b;
        for (int i = window.rank(); i-- != 0; rest_a /= window[i], rest_b /= window[i])
          offset.push_back(rest_a % window[i] - rest_b % window[i]);
        all.insert(offset);
      }
    return static_cast<std::int64_t>(all.size());
  }

  /// A video's window is at most the video.
  void cut() {
    used = tiles = window;
    for (int i = 0; i != window.rank(); ++i) {
      if (window.rank() == 3 && arrived[i] < window[i]) used[i] = arrived[i];
      tiles[i] = 0;
      for (std::int64_t at = 0; at < arrived[i]; at += used[i]) ++tiles[i];
    }
  }

  /// f(place in the image or -1, row among the windows' positions).
  template <class F>
  void for_each_position(F f) {
    cut();
    for (std::int64_t w = 0; w != tiles.elements(); ++w)
      for (std::int64_t p = 0; p != used.elements(); ++p) {
        std::int64_t place = 0, rest_w = w, rest_p = p, stride = 1;
        for (int i = window.rank(); i-- != 0; rest_w /= tiles[i], rest_p /= used[i]) {
          const std::int64_t at = rest_w % tiles[i] * used[i] + rest_p % used[i];
          if (at >= arrived[i]) place = -1;
          if (place >= 0) place += at * stride;
          stride *= arrived[i];
        }
        f(place, w * used.elements() + p);
      }
  }

  /// Only of the input a position around the image is known to be zero.
  array apart(const array& x, bool is_input) {
    cut();
    array y{{tiles.elements(), used.elements(), x.dims.back()}};
    for_each_position([&](std::int64_t place, std::int64_t row) {
      for (std::int64_t c = 0; c != x.dims.back(); ++c)
        element(y, row, c) =
            place < 0 ? number{0, is_input} : x.values[static_cast<std::size_t>(place * x.dims.back() + c)];
    });
    return y;
  }
  array together(array y) {
    array x{arrived};
    for_each_position([&](std::int64_t place, std::int64_t row) {
      for (std::int64_t c = 0; c != arrived.back() && place >= 0; ++c)
        element(x, place, c) = {element(y, row, c).value, false};
    });
    return x;
  }
};

/// What pooled attention is told: a class token stands before the grid's positions.
struct pooled_setting {
  std::int64_t heads = 1;
  nns::shape grid{1, 1, 1};
  box kernel = {1, 1, 1};
  box query_strides = {1, 1, 1};
  box key_strides = {1, 1, 1};
  bool pools_queries = false, pools_keys = false, relative = false, bias = true;
  std::int64_t output = 1;
};

/// A tensor of one head after another, each a class token and the positions of a grid.
struct headed {
  std::vector<std::vector<number>> tokens;  // of each head
  array grids;                              // (heads, t, h, w, d)
};

/// pooled_attention: queries, keys and values are pooled by a depthwise convolution whose kernel serves all heads.
struct pooled_attention : around {
  pooled_setting c;
  std::int64_t d;
  headed q, k, v;
  std::vector<array> tables, table_gradients;  // of relative positions: a vector for each distance along each axis

  explicit pooled_attention(const pooled_setting& setting) : c(setting), d(setting.output / setting.heads) {
    for (int i = 0; i != 3; ++i) inside.push_back(std::make_unique<dense>(c.output, c.bias, false));
    inside.push_back(std::make_unique<dense>(c.output, c.bias, false));
    for (int i = 0; i != 3; ++i)
      if (i == 0 ? c.pools_queries : c.pools_keys) pool[i] = add_pool(i == 0 ? c.query_strides : c.key_strides);
  }

  array forward(const array& x) override {
    products = {};
    q = pooled(0, split(inside[0]->forward(x)));
    k = pooled(1, split(inside[1]->forward(x)));
    v = pooled(2, split(inside[2]->forward(x)));
    make_tables();
    array mixed{{positions(q) + 1, c.output}};
    const counting count{products};
    for (std::int64_t h = 0; h != c.heads; ++h)
      for (std::int64_t t = 0; t <= positions(q); ++t)
        for (std::int64_t s = 0; s <= positions(k); ++s) {
          number score;
          for (std::int64_t i = 0; i != d; ++i) score += at(q, h, t, i) * at(k, h, s, i);
          for (std::int64_t i = 0; i != d; ++i) mixed(t, h * d + i) += score * at(v, h, s, i);
        }
    for_each_relation([&](std::int64_t h, std::int64_t t, array& table, array&, std::int64_t distance) {
      number score;
      for (std::int64_t i = 0; i != d; ++i) score += at(q, h, t, i) * table(distance, i);
    });
    array y = inside[3]->forward(mixed);
    own_output = y.size();
    collect_all();
    return y;
  }

  /// Where the scores are used as they are, since softmax and normalisation multiply no matrices.
  array backward(const array& dy) override {
    array d_mixed = inside[3]->backward(dy);
    headed dq = zeros(q), dk = zeros(k), dv = zeros(v);
    {
      const counting count{back_products};
      for (std::int64_t h = 0; h != c.heads; ++h)
        for (std::int64_t t = 0; t <= positions(q); ++t)
          for (std::int64_t s = 0; s <= positions(k); ++s) {
            number d_score;
            const number score{1};
            for (std::int64_t i = 0; i != d; ++i) d_score += d_mixed(t, h * d + i) * at(v, h, s, i);
            for (std::int64_t i = 0; i != d; ++i) at(dv, h, s, i) += score * d_mixed(t, h * d + i);
            for (std::int64_t i = 0; i != d; ++i) at(dq, h, t, i) += d_score * at(k, h, s, i);
            for (std::int64_t i = 0; i != d; ++i) at(dk, h, s, i) += d_score * at(q, h, t, i);
          }
      for_each_relation([&](std::int64_t h, std::int64_t t, array& table, array& gradient, std::int64_t distance) {
        const number d_score{1};
        for (std::int64_t i = 0; i != d; ++i) at(dq, h, t, i) += d_score * table(distance, i);
        for (std::int64_t i = 0; i != d; ++i) gradient(distance, i) += d_score * at(q, h, t, i);
      });
    }
    array dx = inside[0]->backward(joined(unpooled(0, dq)));
    accumulate(dx, inside[1]->backward(joined(unpooled(1, dk))));
    accumulate(dx, inside[2]->backward(joined(unpooled(2, dv))));
    collect_all();
    return dx;
  }

 private:
  tally products, back_products;
  std::size_t pool[3] = {0, 0, 0};  // which of `inside` pools queries, keys, values; 0: none

  std::size_t add_pool(const box& strides) {
    convolution_setting s;
    s.axes = 3;
    s.padding = pads::given;
    s.bias = false;
    for (int i = 0; i != 3; ++i) {
      s.kernel[i] = c.kernel[i];
      s.strides[i] = strides[i];
      s.given_pads[i] = c.kernel[i] / 2;
    }
    inside.push_back(std::make_unique<time_distributed>(std::make_unique<depthwise>(s)));
    return inside.size() - 1;
  }

  static std::int64_t positions(const headed& x) { return x.grids.dims[1] * x.grids.dims[2] * x.grids.dims[3]; }

  /// Token 0 is the class.
  number& at(headed& x, std::int64_t head, std::int64_t token, std::int64_t i) const {
    if (token == 0) return x.tokens[static_cast<std::size_t>(head)][static_cast<std::size_t>(i)];
    return x.grids.values[static_cast<std::size_t>((head * positions(x) + token - 1) * d + i)];
  }
  static headed zeros(headed x) {
    x.grids = zeros_like(x.grids);
    for (auto& token : x.tokens) token.assign(token.size(), number{});
    return x;
  }

  headed split(const array& x) const {
    headed y{std::vector(static_cast<std::size_t>(c.heads), std::vector<number>(static_cast<std::size_t>(d))),
             array{{c.heads, c.grid[0], c.grid[1], c.grid[2], d}}};
    for (std::int64_t h = 0; h != c.heads; ++h)
      for (std::int64_t t = 0; t != x.dims[0]; ++t)
        for (std::int64_t i = 0; i != d; ++i) at(y, h, t, i) = x(t, h * d + i);
    return y;
  }
  array joined(headed x) const {
    array y{{positions(x) + 1, c.output}};
    for (std::int64_t h = 0; h != c.heads; ++h)
      for (std::int64_t t = 0; t != y.dims[0]; ++t)
        for (std::int64_t i = 0; i != d; ++i) y(t, h * d + i) = at(x, h, t, i);
    return y;
  }
  headed pooled(int which, headed x) {
    if (pool[which] != 0) x.grids = inside[pool[which]]->forward(x.grids);
    return x;
  }
  headed unpooled(int which, headed x) {
    if (pool[which] != 0) x.grids = inside[pool[which]]->backward(x.grids);
    return x;
  }

  void make_tables() {
    if (!c.relative || !tables.empty()) return;
    for (int a = 1; a != 4; ++a) {
      std::set<std::int64_t> found;
      const std::int64_t n = std::max(q.grids.dims[a], k.grids.dims[a]);
      for (std::int64_t i = 0; i != n; ++i)
        for (std::int64_t j = 0; j != n; ++j) found.insert(i - j);
      tables.emplace_back(nns::shape{static_cast<std::int64_t>(found.size()), d});
      table_gradients.push_back(tables.back());
    }
  }
  /// Every position of the queries with every index of the keys along each axis, for each head.
  template <class F>
  void for_each_relation(F f) {
    if (!c.relative) return;
    for (std::int64_t h = 0; h != c.heads; ++h)
      for (std::int64_t t = 1; t <= positions(q); ++t)
        for (std::size_t a = 0; a != 3; ++a)
          for (std::int64_t index = 0; index != k.grids.dims[static_cast<int>(a) + 1]; ++index)
            f(h, t, tables[a], table_gradients[a], index);
  }

  void collect_all() {
    collect();
    add_to(spent.forward, products);
    add_to(spent.to_inputs, back_products);
    for (const array& t : tables) weights.push_back(t);
    for (const std::size_t p : pool)
      for (int i = 0; p != 0 && i != 2; ++i) weights.emplace_back(nns::shape{d});  // gamma and beta behind a pool
  }
};

}  // namespace proof
