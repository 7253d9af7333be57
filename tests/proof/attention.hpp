// Attention, executed pair by pair: the bare products, and with the projections of queries, keys, values and output.
// Softmax, scaling and masks are element-wise work.
#pragma once

#include "dense.hpp"
#include "wrappers.hpp"

#include <algorithm>
#include <cmath>

namespace proof {

/// Which positions of the keys a position of the queries meets.
struct meeting {
  bool causal = false;
  bool count_masked = true;
  int along = -1;  // the axis of attention, the others being a batch; -1: all axes but the last

  /// Of a position (an index over all axes but the last): which batch it is in, and where in it.
  [[nodiscard]] std::pair<std::int64_t, std::int64_t> locate(const nns::shape& dims, std::int64_t position) const {
    if (along < 0) return {0, position};
    nns::shape at = dims;
    for (int i = dims.rank() - 2; i >= 0; --i) {
      at[i] = position % dims[i];
      position /= dims[i];
    }
    std::int64_t group = 0;
    for (int i = 0; i != dims.rank() - 1; ++i)
      if (i != along) group = group * dims[i] + at[i];
    return {group, at[along]};
  }

  /// Whether their product is computed.
  [[nodiscard]] bool computed(const nns::shape& queries, std::int64_t q, const nns::shape& keys, std::int64_t k) const {
    const auto [q_group, q_at] = locate(queries, q);
    const auto [k_group, k_at] = locate(keys, k);
    return q_group == k_group && (!causal || count_masked || k_at <= q_at);
  }
  /// Whether it is then used.
  [[nodiscard]] bool seen(const nns::shape& queries, std::int64_t q, const nns::shape& keys, std::int64_t k) const {
    return !causal || locate(keys, k).second <= locate(queries, q).second;
  }
};

inline std::int64_t rows_of(const array& a) { return a.size() / a.dims.back(); }
inline number& element(array& a, std::int64_t row, std::int64_t i) {
  return a.values[static_cast<std::size_t>(row * a.dims.back() + i)];
}

/// One head over plain rows: scores = q k, softmax, and the values' mixture. With `additive`, the scores are sums over
/// tanh(q + k), in which nothing is multiplied by a matrix.
struct attention_head {
  const meeting* where = nullptr;
  nns::shape query_dims, key_dims;
  bool additive = false;
  array q, k, v, p;

  array forward(tally& into) {
    const counting count{into};
    p = array{{rows_of(q), rows_of(k)}};
    array y{{rows_of(q), v.dims.back()}};
    for (std::int64_t t = 0; t != rows_of(q); ++t) {
      double total = 0;
      for (std::int64_t s = 0; s != rows_of(k); ++s) {
        if (!where->computed(query_dims, t, key_dims, s)) continue;
        number score;
        for (std::int64_t i = 0; i != q.dims.back(); ++i) {
          if (additive) {
            score.value += std::tanh(element(q, t, i).value + element(k, s, i).value);
          } else {
            score += element(q, t, i) * element(k, s, i);
          }
        }
        p(t, s).value = where->seen(query_dims, t, key_dims, s) ? std::exp(score.value / 8) : 0;
        total += p(t, s).value;
      }
      for (std::int64_t s = 0; s != rows_of(k); ++s)
        if (total != 0) p(t, s).value /= total;
      for (std::int64_t s = 0; s != rows_of(k); ++s)
        if (where->computed(query_dims, t, key_dims, s))
          for (std::int64_t i = 0; i != v.dims.back(); ++i) y(t, i) += p(t, s) * element(v, s, i);
    }
    return y;
  }

  /// Adds to the gradients of q, k and v.
  void backward(array& dy, array& dq, array& dk, array& dv, tally& into) {
    const counting count{into};
    for (std::int64_t t = 0; t != rows_of(q); ++t) {
      std::vector<number> dp(static_cast<std::size_t>(rows_of(k)));
      double mean = 0;
      for (std::int64_t s = 0; s != rows_of(k); ++s) {
        if (!where->computed(query_dims, t, key_dims, s)) continue;
        number& d = dp[static_cast<std::size_t>(s)];
        for (std::int64_t i = 0; i != v.dims.back(); ++i) d += element(dy, t, i) * element(v, s, i);
        for (std::int64_t i = 0; i != v.dims.back(); ++i) element(dv, s, i) += p(t, s) * element(dy, t, i);
        mean += p(t, s).value * d.value;
      }
      for (std::int64_t s = 0; s != rows_of(k); ++s) {
        if (!where->computed(query_dims, t, key_dims, s)) continue;
        const number ds{p(t, s).value * (dp[static_cast<std::size_t>(s)].value - mean) / 8};
        for (std::int64_t i = 0; i != q.dims.back(); ++i) {
          if (additive) {
            const double y = std::tanh(element(q, t, i).value + element(k, s, i).value);
            element(dq, t, i).value += ds.value * (1 - y * y);
            element(dk, s, i).value += ds.value * (1 - y * y);
          } else {
            element(dq, t, i) += ds * element(k, s, i);
            element(dk, s, i) += ds * element(q, t, i);
          }
        }
      }
    }
  }
};

/// attention and additive_attention: query, value, and key if it is not the value. All axes but the last two are a
/// batch.
struct bare_attention : reference {
  meeting where;
  attention_head head;
  std::int64_t scalars;  // learned ones

  bare_attention(const meeting& m, bool additive, std::int64_t learned) : where(m), scalars(learned) {
    head.where = &where;
    head.additive = additive;
  }

  array forward(const array& x) override {
    if (scalars != 0) weight({scalars});
    head.q = x;
    head.v = more[0];
    head.k = more.back();
    where.along = x.dims.rank() - 2;
    head.query_dims = x.dims;
    head.key_dims = head.k.dims;
    const array rows = head.forward(spent.forward);
    nns::shape dims = x.dims;
    dims.back() = head.v.dims.back();
    array y{dims};
    y.values = rows.values;
    kept += y.size();
    return y;
  }

  array backward(const array& given) override {
    array dy = given;
    array dq = zeros_like(head.q);
    array dk = zeros_like(head.k);
    array dv = zeros_like(head.v);
    head.backward(dy, dq, dk, dv, spent.to_inputs);
    if (more.size() == 1) {
      accumulate(dv, dk);
      to_more = {dv};
    } else {
      to_more = {dv, dk};
    }
    return dq;
  }
};

/// What multi-head attention is told; g heads of keys and values serve h heads of queries.
struct attention_setting {
  std::int64_t h = 1, g = 1, d = 1, e = 1, output = 1;
  bool bias = true;
  meeting where{};
};

/// multi_head_attention and grouped_query_attention: four projections around the heads.
struct projected_attention : around {
  attention_setting c;
  std::vector<attention_head> heads;

  explicit projected_attention(const attention_setting& setting) : c(setting) {
    for (const std::int64_t width : {c.h * c.d, c.g * c.d, c.g * c.e, c.output})
      inside.push_back(std::make_unique<dense>(width, c.bias, false));
  }

  array forward(const array& x) override {
    const array& value = more.empty() ? x : more[0];
    const array& key = more.empty() ? x : more.back();
    const array q = inside[0]->forward(x);
    const array k = inside[1]->forward(key);
    const array v = inside[2]->forward(value);
    nns::shape dims = x.dims;
    dims.back() = c.h * c.e;
    array mixed{dims};
    heads.assign(static_cast<std::size_t>(c.h), {});
    products = {};
    for (std::int64_t j = 0; j != c.h; ++j) {
      attention_head& head = heads[static_cast<std::size_t>(j)];
      head.where = &c.where;
      head.query_dims = x.dims;
      head.key_dims = key.dims;
      head.q = columns(q, j, c.d);
      head.k = columns(k, shared_by(j), c.d);
      head.v = columns(v, shared_by(j), c.e);
      put_columns(mixed, j, head.forward(products));
    }
    array y = inside[3]->forward(mixed);
    own_output = y.size();
    collect_with_products();
    return y;
  }

  array backward(const array& dy) override {
    const array d_mixed = inside[3]->backward(dy);
    array dq{with_width(heads[0].query_dims, c.h * c.d)};
    array dk{with_width(heads[0].key_dims, c.g * c.d)};
    array dv{with_width(heads[0].key_dims, c.g * c.e)};
    for (std::int64_t j = 0; j != c.h; ++j) {
      attention_head& head = heads[static_cast<std::size_t>(j)];
      array d_head = columns(d_mixed, j, c.e);
      array dq_j = zeros_like(head.q);
      array dk_j = zeros_like(head.k);
      array dv_j = zeros_like(head.v);
      head.backward(d_head, dq_j, dk_j, dv_j, back_products);
      put_columns(dq, j, dq_j);
      put_columns(dk, shared_by(j), dk_j);
      put_columns(dv, shared_by(j), dv_j);
    }
    array dx = inside[0]->backward(dq);
    const array d_key = inside[1]->backward(dk);
    array d_value = inside[2]->backward(dv);
    if (more.empty()) accumulate(dx, d_key), accumulate(dx, d_value);
    if (more.size() == 1) {
      accumulate(d_value, d_key);
      to_more = {d_value};
    }
    if (more.size() == 2) to_more = {d_value, d_key};
    collect_with_products();
    return dx;
  }

 private:
  tally products, back_products;

  [[nodiscard]] std::int64_t shared_by(std::int64_t head) const { return head / (c.h / c.g); }

  void collect_with_products() {
    collect();
    add_to(spent.forward, products);
    add_to(spent.to_inputs, back_products);
  }
  static nns::shape with_width(nns::shape dims, std::int64_t width) {
    dims.back() = width;
    return dims;
  }
  static array columns(const array& a, std::int64_t part, std::int64_t width) {
    array c{with_width(a.dims, width)};
    for (std::int64_t row = 0; row != rows_of(a); ++row)
      for (std::int64_t i = 0; i != width; ++i)
        element(c, row, i) = a.values[static_cast<std::size_t>(row * a.dims.back() + part * width + i)];
    return c;
  }
  /// Adds, since heads may share.
  static void put_columns(array& a, std::int64_t part, const array& from) {
    const std::int64_t width = from.dims.back();
    for (std::int64_t row = 0; row != rows_of(from); ++row)
      for (std::int64_t i = 0; i != width; ++i)
        element(a, row, part * width + i).value += from.values[static_cast<std::size_t>(row * width + i)].value;
  }
};

}  // namespace proof
