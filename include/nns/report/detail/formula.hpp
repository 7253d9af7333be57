// The formula of a layer's multiply-adds, and the same with its numbers. A formula is shown if its value is what the
// layer counts; otherwise (a cache, a mask, a projection) only the number is.
#pragma once

#include <nns/conventions/rules.hpp>
#include <nns/report/detail/string.hpp>
#include <nns/report/detail/writer.hpp>

#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

namespace nns::report {

struct factor {
  text symbol{};
  std::int64_t value = 0;
};
using product_of = std::vector<factor>;

/// Sums of products: "P K C/g k", and "12,544 x 64 x 3 x 49".
struct formula {
  std::vector<product_of> terms{};

  [[nodiscard]] detail::count value() const {
    detail::count sum = 0;
    for (const product_of& p : terms) {
      detail::count product = 1;
      for (const factor& f : p) product *= f.value;
      sum += product;
    }
    return sum;
  }
  [[nodiscard]] std::string in_symbols() const {
    return joined([](const factor& f) { return std::string(f.symbol); }, " ");
  }
  [[nodiscard]] std::string in_numbers() const {
    return joined([](const factor& f) { return grouped(f.value); }, " x ");
  }

 private:
  template <class Word>
  [[nodiscard]] std::string joined(Word word, const char* between) const {
    std::string out;
    for (const product_of& p : terms) {
      if (!out.empty()) out += " + ";
      for (std::size_t i = 0; i != p.size(); ++i) out.append(i == 0 ? "" : between).append(word(p[i]));
    }
    return out;
  }
};

namespace formulas {

inline std::int64_t n(detail::count c) { return c.value; }

inline formula dense(const layer_at_work& l) {
  const shape& in = l.input();
  const factor I{"I", in.back()}, U{"U", n(l.number(0))};
  if (in.rank() == 1) return {{{I, U}}};
  return {{{{"L", n(in.product(0, in.rank() - 1))}, I, U}}};
}
inline formula convolution(const layer_at_work& l) {
  const std::int64_t g = l.given().groups;
  return {{{{"P", n(l.out_positions())},
            {"K", n(l.filters())},
            {g == 1 ? text{"C"} : text{"C/g"}, n(l.channels() / g)},
            {"k", n(l.taps())}}}};
}
inline formula transposed(const layer_at_work& l) {
  const std::int64_t g = l.given().groups;
  return {{{{"Q", n(l.in_positions())},
            {"C", n(l.channels())},
            {g == 1 ? text{"K"} : text{"K/g"}, n(l.filters() / g)},
            {"k", n(l.taps())}}}};
}
inline formula depthwise(const layer_at_work& l) {
  return {{{{"P", n(l.out_positions())}, {"C", n(l.channels())}, {"m", l.given().depth_multiplier}, {"k", n(l.taps())}}}};
}
inline formula separable(const layer_at_work& l) {
  const factor P{"P", n(l.out_positions())}, C{"C", n(l.channels())}, m{"m", l.given().depth_multiplier};
  return {{{P, C, m, {"k", n(l.taps())}}, {P, C, m, {"K", n(l.filters())}}}};
}
template <int Gates>
formula recurrent(const layer_at_work& l) {
  const factor T{"T", l.input()[0]}, I{"I", l.input()[1]}, U{"U", n(l.number(0))};
  if (Gates == 1) return {{{T, I, U}, {T, U, U}}};
  const factor gates{Gates == 3 ? text{"3"} : text{"4"}, Gates};
  return {{{gates, T, I, U}, {gates, T, U, U}}};
}
inline formula attention(const layer_at_work& l) {
  const detail::projection_sizes sizes(l);
  const shape& query = l.input(0);
  const shape& value = l.inputs() > 1 ? l.input(1) : query;
  const shape& key = l.inputs() > 2 ? l.input(2) : value;
  const std::int64_t h = n(l.number(0)), d = n(l.number(1)), e = h == 0 ? 0 : n(sizes.values) / h;
  const factor T{"T", n(query.product(0, query.rank() - 1))}, S{"S", n(key.product(0, key.rank() - 1))};
  const factor H{"h", h}, D{"d", d}, E{"e", e};
  return {{{T, {"I", query.back()}, H, D},
           {S, {"I'", key.back()}, H, D},
           {S, {"I\"", value.back()}, H, E},
           {H, T, S, D},
           {H, T, S, E},
           {T, H, E, {"O", n(sizes.output)}}}};
}
inline formula bare_attention(const layer_at_work& l) {
  const shape& query = l.input(0);
  const shape& value = l.input(1);
  const int rank = query.rank();
  const factor B{"B", n(query.product(0, rank - 2))}, T{"T", query[rank - 2]}, S{"S", value[rank - 2]};
  return {{{B, T, S, {"d", query.back()}}, {B, T, S, {"e", value.back()}}}};
}

struct known_formula {
  text kind{};
  formula (*of)(const layer_at_work&) = nullptr;
};
inline constexpr known_formula all[] = {
    {"dense", &dense},
    {"conv1d", &convolution},
    {"conv2d", &convolution},
    {"conv3d", &convolution},
    {"conv1d_transpose", &transposed},
    {"conv2d_transpose", &transposed},
    {"conv3d_transpose", &transposed},
    {"depthwise_conv1d", &depthwise},
    {"depthwise_conv2d", &depthwise},
    {"separable_conv1d", &separable},
    {"separable_conv2d", &separable},
    {"locally_connected1d", &convolution},
    {"locally_connected2d", &convolution},
    {"simple_rnn", &recurrent<1>},
    {"gru", &recurrent<3>},
    {"cudnn_gru", &recurrent<3>},
    {"lstm", &recurrent<4>},
    {"cudnn_lstm", &recurrent<4>},
    {"multi_head_attention", &attention},
    {"attention", &bare_attention},
};

}  // namespace formulas

/// "P K C k = 12,544 x 64 x 3 x 49 = 118,013,952" of the current layer, if it multiplies at all.
inline std::string explained(const detail::machine& m) {
  const detail::count found = m.found.forward;
  if (found.value == 0) return "0";
  if (found.is_known() && m.given != &detail::not_said) {
    for (const formulas::known_formula& f : formulas::all) {
      if (!(f.kind == m.kind->kind)) continue;
      const formula made = f.of(layer_at_work(m));
      if (made.value() == found) return made.in_symbols() + " = " + made.in_numbers() + " = " + grouped(found.value);
    }
  }
  return grouped(found.value);
}

}  // namespace nns::report
