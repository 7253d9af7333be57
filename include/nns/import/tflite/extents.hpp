// Extents of a .tflite that must agree: those of the tensors that an operator multiplies, and of its output. The file
// states the shape of every tensor, so they can contradict each other; then no formula applies.
#pragma once

#include <nns/import/tflite/operator_list.hpp>
#include <nns/memory/tflm/graph.hpp>

namespace nns::detail {

/// Two extents that do not agree; none if all do.
struct tflite_contradiction {
  bool found = false;
  std::int64_t one = 0;
  std::int64_t other = 0;
};

struct tflite_agreement {
  const tflite_graph& g;
  const tflite_subgraph& s;
  const tflite_node& o;
  tflite_contradiction bad{};

  /// For operators whose tensors have the expected ranks. In the comments y is the output, x the input, w the weights.
  constexpr void check() {
    switch (static_cast<tflite_operator>(o.code)) {
      // x (B, H, W, C), w (K, kh, kw, C / g), y (B, H', W', K).
      case tflite_operator::conv_2d:
        if (!have_ranks(0, 4)) return;
        multiple(last(in(0)), last(in(1)));
        if (!bad.found) multiple(first(in(1)), last(in(0)) / last(in(1)));
        return same(last(out()), first(in(1)));
      // w (1, kh, kw, C m).
      case tflite_operator::depthwise_conv_2d:
        if (!have_ranks(0, 4)) return;
        multiple(last(in(1)), last(in(0)));
        return same(last(out()), last(in(1)));
      // w (kd, kh, kw, C / g, K).
      case tflite_operator::conv_3d:
        if (!have_ranks(0, 5)) return;
        multiple(last(in(0)), in(1).dims.values[3]);
        return same(last(out()), last(in(1)));
      // The third input is x; w (K, kh, kw, C), or (kd, kh, kw, K, C).
      case tflite_operator::transpose_conv:
        if (!have_ranks(2, 4)) return;
        same(last(in(2)), last(in(1)));
        return same(last(out()), first(in(1)));
      case tflite_operator::conv_3d_transpose:
        if (!have_ranks(2, 5)) return;
        same(last(in(2)), last(in(1)));
        return same(last(out()), in(1).dims.values[3]);
      // x has rows of I elements, w is (U, I), y has rows of U.
      case tflite_operator::fully_connected:
        if (in(1).dims.used != 2 || in(0).dims.used == 0 || out().dims.used == 0) return;
        multiple(in(0).elements, last(in(1)));
        return multiple(out().elements, first(in(1)));
      // (..., T, I) with (..., I, U), either of them transposed.
      case tflite_operator::batch_matmul: {
        const shape &a = in(0).dims, &b = in(1).dims;
        if (a.used < 2 || b.used < 2) return;
        return same(a.values[a.used - (o.options.adj_x ? 2 : 1)], b.values[b.used - (o.options.adj_y ? 1 : 2)]);
      }
      // The features of each step are those of the input's weights, (U, I).
      case tflite_operator::svdf:
      case tflite_operator::rnn:
      case tflite_operator::unidirectional_sequence_rnn: return takes_features(1, 2);
      // Backwards, the features may be those of an auxiliary input.
      case tflite_operator::bidirectional_sequence_rnn:
        takes_features(1, 2);
        return has(9) ? void() : takes_features(5, 6);
      case tflite_operator::unidirectional_sequence_lstm: return takes_features(1, 5);
      case tflite_operator::bidirectional_sequence_lstm:
        takes_features(1, 5);
        return has(39) ? void() : takes_features(18, 22);
      // A basic LSTM has one matrix for its input and its last output; a full one has one for each gate.
      case tflite_operator::lstm:
        if (o.inputs > 5) return takes_features(1, 5);
        if (in(0).dims.used != 2 || in(1).dims.used != 2 || in(2).dims.used != 2) return;
        return same(plus(last(in(0)), last(in(1))), last(in(2)));
      default: return;
    }
  }

 private:
  [[nodiscard]] constexpr bool has(int i) const { return i < o.inputs && g.input(s, o, i) >= 0; }
  [[nodiscard]] constexpr const tflite_tensor& in(int i) const { return g.input_tensor(s, o, i); }
  [[nodiscard]] constexpr const tflite_tensor& out() const { return g.output_tensor(s, o, 0); }
  static constexpr std::int64_t first(const tflite_tensor& t) { return t.dims.values[0]; }
  static constexpr std::int64_t last(const tflite_tensor& t) { return t.dims.values[t.dims.used - 1]; }

  [[nodiscard]] constexpr bool have_ranks(int x, int rank) const {
    return in(x).dims.used == rank && in(1).dims.used == rank && out().dims.used == rank;
  }
  constexpr void same(std::int64_t one, std::int64_t other) {
    if (!bad.found && one != other) bad = {true, one, other};
  }
  constexpr void multiple(std::int64_t whole, std::int64_t part) {
    if (!bad.found && (part < 1 ? whole != part : whole % part != 0)) bad = {true, whole, part};
  }
  constexpr void takes_features(int begin, int end) {
    for (int i = begin; i != end; ++i)
      if (i < o.inputs && in(0).dims.used != 0 && in(i).dims.used == 2) same(last(in(0)), last(in(i)));
  }
};

constexpr tflite_contradiction find_contradiction(const tflite_graph& g, const tflite_subgraph& s, const tflite_node& o) {
  tflite_agreement a{g, s, o};
  a.check();
  return a.bad;
}

}  // namespace nns::detail
