// LSTM, GRU and RNN: T steps of a batch, in one direction or in both. Multiply-adds: T times the batch times the elements
// of the weights W and of the recurrent ones R. Peepholes, biases and activations multiply no matrices.
#pragma once

#include <nns/import/onnx/operators/extents.hpp>
#include <nns/layers/recurrent.hpp>
#include <nns/layers/wrappers.hpp>

namespace nns::detail {

/// W is (directions, gates H, I), R (directions, gates H, H). If their extents are not known, the attribute hidden_size
/// is H.
constexpr void recurrent(onnx_node& n, int gates, int states) {
  if (n.outputs == 0) return;
  const onnx_tensor &x = n.in(0), &w = n.in(1), &r = n.in(2);
  for (int k = 0; k != n.outputs; ++k) n.made[k].type = x.type;
  if ((x.ranked && x.rank() != 3) || (w.ranked && w.rank() != 3) || (r.ranked && r.rank() != 3))
    return n.fail("its sequence and its weights must have three axes");
  const text direction = n.word("direction", "forward");
  const bool both = direction == text{"bidirectional"};
  if (!both && !(direction == text{"forward"}) && !(direction == text{"reverse"}))
    return n.fail("its attribute \"direction\" must be forward, reverse or bidirectional");
  const bool batch_first = n.opset >= 14 && n.integer("layout", 0) != 0;
  const std::int64_t directions = both ? 2 : 1;
  const shape s = x.ranked ? x.dims : onnx_shape_of_rank(3);
  const std::int64_t batch = s.values[batch_first ? 0 : 1], steps = s.values[batch_first ? 1 : 0];
  std::int64_t hidden = n.integer("hidden_size", shape::unknown), inputs = s.values[2];
  if (hidden < 1 && hidden != shape::unknown) return n.fail("its hidden size must be at least 1");
  std::int64_t found = directions;
  if (r.ranked && (!agree(hidden, r.dims.values[2]) || !agree(found, r.dims.values[0])))
    return n.fail("its recurrent weights must be (directions, gates x hidden size, hidden size)");
  std::int64_t rows = times(hidden, gates);
  if (r.ranked && !agree(rows, r.dims.values[1]))
    return n.fail("its recurrent weights must be (directions, gates x hidden size, hidden size)");
  if (w.ranked && (!agree(rows, w.dims.values[1]) || !agree(inputs, w.dims.values[2]) || !agree(found, w.dims.values[0])))
    return n.fail("its weights must be (directions, gates x hidden size, features)");
  if (hidden < 0 && rows > 0 && rows % gates == 0) hidden = rows / gates;
  if (batch_first) {
    n.set(0, x.type, shape{batch, steps, directions, hidden});
    for (int k = 1; k <= states; ++k) n.set(k, x.type, shape{batch, directions, hidden});
  } else {
    n.set(0, x.type, shape{steps, directions, batch, hidden});
    for (int k = 1; k <= states; ++k) n.set(k, x.type, shape{directions, batch, hidden});
  }
  n.multiply_adds = count{steps} * batch * directions * rows * (count{inputs} + hidden);
  if (both) n.kind = &bidirectional_family;
}
constexpr void lstm_rule(onnx_node& n) { recurrent(n, 4, 2); }
constexpr void gru_rule(onnx_node& n) { recurrent(n, 3, 1); }
constexpr void rnn_rule(onnx_node& n) { recurrent(n, 1, 1); }

/// Initial states and the sequences' lengths only configure: PyTorch writes zeros there.
constexpr onnx_operator recurrent_row(text name, const family& kind, onnx_rule rule) {
  return {.name = name,
          .cost = onnx_cost::counted,
          .kind = kind,
          .rule = rule,
          .weights = inputs_at(1, 2, 3, 7),
          .configures = inputs_at(4, 5, 6)};
}

inline constexpr onnx_operator onnx_recurrent_operators[] = {
    recurrent_row("GRU", gru_family, &gru_rule),
    recurrent_row("LSTM", lstm_family, &lstm_rule),
    recurrent_row("RNN", simple_rnn_family, &rnn_rule),
};

}  // namespace nns::detail
