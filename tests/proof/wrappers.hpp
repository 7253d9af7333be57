// What stands around other layers, executed: stacked cells, both directions, every time step; and batch normalisation.
#pragma once

#include "layer.hpp"

#include <utility>

namespace proof {

inline void add_to(tally& a, const tally& b) {
  a.all += b.all;
  a.in_bounds += b.in_bounds;
}

/// Layers around others show the others' weights and bills as their own.
struct around : reference {
  std::vector<reference_ptr> inside;

  void take(const std::vector<array>& values) override {
    weights = values;
    auto next = values.begin();
    for (const reference_ptr& r : inside) {
      const auto end = next + static_cast<std::ptrdiff_t>(r->weights.size());
      r->take({next, end});
      next = end;
    }
  }

 protected:
  std::int64_t own_output = -1;  // what is kept, where that is not the sum of what stands inside

  void collect() {
    weights.clear();
    gradients.clear();
    averages.clear();
    spent = {};
    kept = 0;
    for (const reference_ptr& r : inside) {
      weights.insert(weights.end(), r->weights.begin(), r->weights.end());
      gradients.insert(gradients.end(), r->gradients.begin(), r->gradients.end());
      averages.insert(averages.end(), r->averages.begin(), r->averages.end());
      add_to(spent.forward, r->spent.forward);
      add_to(spent.to_inputs, r->spent.to_inputs);
      add_to(spent.to_weights, r->spent.to_weights);
      kept += r->kept;
    }
    if (own_output >= 0) kept = own_output;
  }
};

/// One after another: stacked cells of an rnn, or layers of a model.
struct chain : around {
  array forward(const array& x) override {
    array y = x;
    for (const reference_ptr& r : inside) y = r->forward(y);
    collect();
    return y;
  }
  array backward(const array& dy) override {
    array dx = dy;
    for (std::size_t i = inside.size(); i-- != 0;) dx = inside[i]->backward(dx);
    collect();
    return dx;
  }
};

enum class merging { concat, sum, none };

/// A recurrent layer in both directions. With `none`, the second output is left where it is.
struct bidirectional : around {
  merging merge;
  bool sequences;
  array second_output;

  bidirectional(reference_ptr forwards, reference_ptr backwards, merging m, bool s) : merge(m), sequences(s) {
    inside.push_back(std::move(forwards));
    inside.push_back(std::move(backwards));
  }

  array forward(const array& x) override {
    const array a = inside[0]->forward(x);
    array b = inside[1]->forward(turned(x));
    if (sequences) b = turned(b);
    collect();
    second_output = b;
    if (merge == merging::none) return a;
    if (merge == merging::sum) {
      array y = a;
      accumulate(y, b);
      return y;
    }
    nns::shape dims = a.dims;
    dims.back() = a.dims.back() + b.dims.back();
    array y{dims};
    const std::int64_t width = a.dims.back();
    for (std::int64_t row = 0; row != a.size() / width; ++row)
      for (std::int64_t u = 0; u != width; ++u) {
        const auto from = static_cast<std::size_t>(row * width + u);
        y.values[static_cast<std::size_t>((row + row) * width + u)] = a.values[from];
        y.values[static_cast<std::size_t>((row + row + 1) * width + u)] = b.values[from];
      }
    return y;
  }

  array backward(const array& dy) override {
    array da = zeros_like(second_output);
    array db = da;
    const std::int64_t width = da.dims.back();
    for (std::int64_t row = 0; row != da.size() / width; ++row)
      for (std::int64_t u = 0; u != width; ++u) {
        const auto own = static_cast<std::size_t>(row * width + u);
        const bool both = merge == merging::concat;
        da.values[own] = dy.values[both ? static_cast<std::size_t>((row + row) * width + u) : own];
        db.values[own] = dy.values[both ? static_cast<std::size_t>((row + row + 1) * width + u) : own];
      }
    array dx = inside[0]->backward(da);
    accumulate(dx, turned(inside[1]->backward(sequences ? turned(db) : db)));
    collect();
    return dx;
  }

 private:
  static array turned(const array& x) {
    array y = x;
    const std::int64_t width = x.size() / x.dims[0];
    for (std::int64_t t = 0; t != x.dims[0]; ++t)
      for (std::int64_t i = 0; i != width; ++i)
        y.values[static_cast<std::size_t>(t * width + i)] =
            x.values[static_cast<std::size_t>((x.dims[0] - 1 - t) * width + i)];
    return y;
  }
};

/// Batch normalisation along an axis: gamma and beta are trained, the moving averages are not; nothing is multiplied
/// with a matrix.
struct batch_normalization : reference {
  int axis;
  bool scale;
  bool center;

  batch_normalization(int a, bool s, bool c) : axis(a), scale(s), center(c) {}

  array forward(const array& x) override {
    const nns::shape channels{x.dims[axis]};
    if (averages.empty()) make_weights(channels);
    kept += x.size();
    return x;
  }
  array backward(const array& dy) override { return dy; }

 private:
  void make_weights(const nns::shape& channels) {
    if (scale) weight(channels);
    if (center) weight(channels);
    averages.emplace_back(channels);
    averages.emplace_back(channels);
  }
};

/// One layer at every step of time, with one set of weights. A layer remembers one input, so it runs forward again
/// before each step back; that is not on the bill.
struct time_distributed : around {
  array input;

  explicit time_distributed(reference_ptr what) { inside.push_back(std::move(what)); }

  array forward(const array& x) override {
    input = x;
    array y;
    for (std::int64_t t = 0; t != x.dims[0]; ++t) {
      const array out = inside[0]->forward(at(x, t));
      if (t == 0) {
        nns::shape dims{x.dims[0]};
        for (const std::int64_t extent : out.dims) dims.push_back(extent);
        y = array{dims};
      }
      put(y, t, out);
    }
    collect();
    return y;
  }

  array backward(const array& dy) override {
    const tally once = spent.forward;
    const std::int64_t elements = kept;
    array dx = zeros_like(input);
    for (std::int64_t t = 0; t != input.dims[0]; ++t) {
      inside[0]->forward(at(input, t));
      put(dx, t, inside[0]->backward(at(dy, t)));
    }
    collect();
    spent.forward = once;
    kept = elements;
    return dx;
  }

 private:
  static array at(const array& x, std::int64_t t) {
    nns::shape dims;
    for (int i = 1; i != x.dims.rank(); ++i) dims.push_back(x.dims[i]);
    array part{dims};
    for (std::int64_t i = 0; i != part.size(); ++i)
      part.values[static_cast<std::size_t>(i)] = x.values[static_cast<std::size_t>(t * part.size() + i)];
    return part;
  }
  static void put(array& x, std::int64_t t, const array& part) {
    for (std::int64_t i = 0; i != part.size(); ++i)
      x.values[static_cast<std::size_t>(t * part.size() + i)] = part.values[static_cast<std::size_t>(i)];
  }
};

}  // namespace proof
