// Recurrent layers over (T, I): simple_rnn, lstm, gru, and rnn<cell...> with their cells, stacked.
// T is the time steps, I the input features, U the units.
#pragma once

#include <nns/detail/partition.hpp>
#include <nns/layers/options.hpp>

namespace nns::detail {

/// What distinguishes the cells: products of (I + U) U per step, bias vectors, states, and the activations kept for
/// each step and unit (the original collection's table).
struct cell_kind {
  int gates;
  int biases;
  int states;
  int kept;
  int kept_recurrent;   // more if the gates' activation is not linear
  int kept_activation;  // more if the activation is not linear
  int saved;            // what the backward pass needs of each step and unit, beside the states that arrive
};

inline constexpr cell_kind simple_rnn_cell_kind{1, 1, 1, 2, 0, 1, 0};
inline constexpr cell_kind lstm_cell_kind{4, 4, 2, 9, 3, 2, 6};  // four gates, the cell, its tanh
inline constexpr cell_kind gru_cell_kind{3, 6, 1, 10, 2, 1, 4};  // three gates, the state's product that one of them scales
inline constexpr cell_kind cudnn_lstm_cell_kind{4, 8, 2, 9, 3, 2, 6};

/// Activations of a step and unit.
constexpr int kept_by(const cell_kind& cell, const options& o) {
  return cell.kept + (o.recurrent_activation == activation_kind::linear ? 0 : cell.kept_recurrent) +
         (o.activation == activation_kind::linear ? 0 : cell.kept_activation);
}

constexpr int biases_of(const cell_kind& cell, const options& o);

/// What a cell's backward pass needs of its products at each step: those with the input, and those that carry the state
/// on, which the first step has a gradient of only if a state arrives that needs one.
constexpr count backward_of_steps(const machine& m, count steps, count with_input, count with_state, count projection) {
  const bool learns = m.wants_weights(), to_input = m.wants;
  bool to_state = false;
  for (int i = 0; i < m.extra; ++i) to_state = to_state || m.more[i].wants;
  count each = projection;
  if (to_input) each += with_input;
  if (learns) each += with_input + with_state + projection;
  return steps * each + (to_state ? steps : steps - 1) * with_state;
}

/// One cell over all time steps: (T, I) to (T, U), or, projected, to (T, R).
constexpr void run_cell(machine& m, const cell_kind& cell) {
  if (m.x.rank() != 2) return m.fail(rule::no_time_axis, 2, m.x.rank());
  const options& o = *m.given;
  const count T = m.x[0];
  const count I = m.x[1];
  const count U = m.numbers[0];
  if (U.value < 1) return m.fail(rule::size_not_positive, U.value);
  const bool projects = o.has(option::projection);
  const count R = projects ? count{o.projection} : U;
  if (R.value < 1) return m.fail(rule::size_not_positive, R.value);
  const count weights = (I * U + R * U) * cell.gates + (projects ? U * R : count{0});
  m.found.forward = T * weights;
  m.found.trainable = weights + U * biases_of(cell, o);
  if (m.how->gradients)
    m.found.backward = backward_of_steps(m, T, I * U * cell.gates, R * U * cell.gates, projects ? U * R : count{0});
  if (m.observed) m.onlooker->keep(T * (U * cell.saved + R) + (projects ? T * U : count{0}), 0);
  m.found.activations = T * U * kept_by(cell, o) + (projects ? T * R : count{0});
  m.x[1] = R.value;
  for (int i = 0; i != cell.states; ++i) {
    const shape state{i == 0 ? R.value : U.value};  // the cell's second state is not projected
    if (m.inside_rnn) {
      if (m.make_room(m.states + 1)) m.produced[m.states++].dims = state;
    } else if (o.return_state) {
      m.yield(state);
    }
  }
}

/// What a recurrent layer returns of its (T, ...) steps.
constexpr void keep_steps(machine& m) {
  if (m.given->return_sequences) return;
  for (int i = 1; i != m.x.used; ++i) m.x[i - 1] = m.x[i];
  m.x[--m.x.used] = 0;
}

template <const cell_kind& Cell>
constexpr void recurrent_work(machine& m) {
  if (m.inside_rnn) return m.fail(rule::not_a_cell);
  run_cell(m, Cell);
  if (!m.bad) keep_steps(m);
}

template <const cell_kind& Cell>
constexpr void cell_work(machine& m) {
  if (!m.inside_rnn) return m.fail(rule::cell_outside_rnn);
  ++m.cells;
  run_cell(m, Cell);
}

constexpr void rnn_work(machine& m) {
  if (m.x.rank() != 2) return m.fail(rule::no_time_axis, 2, m.x.rank());
  if (m.run_values == nullptr && m.inner.size() == 0) return m.fail(rule::no_cells);
  machine cells;
  cells.inside_rnn = true;
  if (!m.run_inner(cells, m.x)) return;
  if (cells.cells != cells.sum.rows) return m.fail(rule::not_a_cell);
  m.found.forward = cells.sum.forward;
  m.found.backward = cells.sum.backward();
  m.found.trainable = cells.sum.trainable;
  m.found.fixed = cells.sum.fixed;
  m.found.activations = cells.sum.activations;
  m.x = cells.x;
  if (m.given->return_state)
    for (int i = 0; i != cells.states; ++i) m.yield(cells.produced[i].dims);
  keep_steps(m);
}

/// The bias vectors of a cell.
constexpr int biases_of(const cell_kind& cell, const options& o) {
  if (!o.bias) return 0;
  return o.two_biases ? 2 * cell.gates : cell.biases == 6 && !o.reset_after ? 3 : cell.biases;
}

/// For all steps and units: the biases, the gates' activations, and the products and sums that make the state. A gru
/// mixes its state as (1 - z) n + z h.
constexpr void add_cell(const machine& m, operations_found& o, const cell_kind& cell, count units) {
  const options& given = *m.given;
  o.additions += units * biases_of(cell, given);
  const activation_kind gates = given.recurrent_activation == activation_kind::unset ? activation_kind::sigmoid
                                                                                     : given.recurrent_activation;
  const activation_kind state = given.activation == activation_kind::unset ? activation_kind::tanh_ : given.activation;
  const count size = m.numbers[0];
  if (cell.gates == 4) {
    add_activation(o, gates, units * 3, size);
    add_activation(o, state, units * 2, size);
    o.multiplications += units * 3;
    o.additions += units;
  } else if (cell.gates == 3) {
    add_activation(o, gates, units * 2, size);
    add_activation(o, state, units, size);
    o.multiplications += units * 3;
    o.additions += units * 2;
  } else {
    add_activation(o, state, units, size);
  }
}
template <const cell_kind& Cell>
constexpr void cell_operations(const machine& m, operations_found& o) {
  add_cell(m, o, Cell, count{m.input_of(0)[0]} * m.numbers[0]);
}

inline constexpr option_set cell_options = set_of(option::activation, option::bias);
inline constexpr option_set sequence_options = set_of(option::return_sequences, option::return_state);
inline constexpr int recurrent_inputs = 1 + 2;  // and the initial states

consteval family recurrent_family(text kind, step work, option_set more,
                                  void (*operations)(const machine&, operations_found&)) {
  return {.kind = kind,
          .work = work,
          .accepts = cell_options | sequence_options | more,
          .numbers = 1,
          .inputs = recurrent_inputs,
          .recurrent = true,
          .in_original = true,
          .keeps = in_training::inputs,
          .operations = operations};
}
consteval family cell_family(text kind, step work, option_set more,
                             void (*operations)(const machine&, operations_found&)) {
  return {.kind = kind,
          .work = work,
          .accepts = cell_options | more,
          .numbers = 1,
          .in_original = true,
          .keeps = in_training::inputs,
          .operations = operations};
}

inline constexpr option_set lstm_options = only(option::recurrent_activation);
inline constexpr option_set own_lstm_options = set_of(option::recurrent_activation, option::two_biases, option::projection);
inline constexpr option_set gru_options =
    set_of(option::recurrent_activation, option::reset_after, option::two_biases);

inline constexpr family simple_rnn_family =
    recurrent_family("simple_rnn", &recurrent_work<simple_rnn_cell_kind>, only(option::two_biases),
                     &cell_operations<simple_rnn_cell_kind>);
inline constexpr family lstm_family = recurrent_family("lstm", &recurrent_work<lstm_cell_kind>, own_lstm_options,
                                                       &cell_operations<lstm_cell_kind>);
inline constexpr family gru_family = recurrent_family("gru", &recurrent_work<gru_cell_kind>, gru_options,
                                                      &cell_operations<gru_cell_kind>);
inline constexpr family cudnn_lstm_family{.kind = "cudnn_lstm",
                                          .work = &recurrent_work<cudnn_lstm_cell_kind>,
                                          .accepts = sequence_options,
                                          .numbers = 1,
                                          .inputs = recurrent_inputs,
                                          .recurrent = true,
                                          .keeps = in_training::inputs,
                                          .operations = &cell_operations<cudnn_lstm_cell_kind>};
inline constexpr family cudnn_gru_family{.kind = "cudnn_gru",
                                         .work = &recurrent_work<gru_cell_kind>,
                                         .accepts = sequence_options,
                                         .numbers = 1,
                                         .inputs = recurrent_inputs,
                                         .recurrent = true,
                                         .keeps = in_training::inputs,
                                         .operations = &cell_operations<gru_cell_kind>};
inline constexpr family simple_rnn_cell_family =
    cell_family("simple_rnn_cell", &cell_work<simple_rnn_cell_kind>, only(option::two_biases),
                &cell_operations<simple_rnn_cell_kind>);
inline constexpr family lstm_cell_family = cell_family("lstm_cell", &cell_work<lstm_cell_kind>, own_lstm_options,
                                                       &cell_operations<lstm_cell_kind>);
inline constexpr family gru_cell_family = cell_family("gru_cell", &cell_work<gru_cell_kind>, gru_options,
                                                      &cell_operations<gru_cell_kind>);
inline constexpr family rnn_family{.kind = "rnn",
                                   .work = &rnn_work,
                                   .accepts = sequence_options,
                                   .numbers = 0,
                                   .inputs = machine::max_outputs,
                                   .recurrent = true,
                                   .in_original = true,
                                   .wraps = true};

}  // namespace nns::detail

namespace nns::inline layers {

#define NNS_RECURRENT(name)                                                                  \
  template <std::int64_t Units, class... Options>                                            \
  struct name {                                                                              \
    NNS_LEAF(name)                                                                           \
    NNS_UNITS((detail::layer_with<detail::name##_family, Options...>), Units)                \
  };

/// simple_rnn<units, return_sequences, return_state, no_bias, activation>: (T, I) to (U), or (T, U).
/// Multiply-adds: T (I U + U U). Parameters: I U + U U + U. Not counted: bias and activation.
/// two_biases: U more parameters for each gate, as in PyTorch (here and in lstm and gru).
NNS_RECURRENT(simple_rnn)
/// lstm: 4 T (I U + U U) multiply-adds, 4 (I U + U U + U) parameters. It takes recurrent_activation<...> too.
/// With projection<R> its output, which is also the state of the next step, has R features: T (4 U (I + R) + U R)
/// multiply-adds, as many parameters as for T = 1, and 4 U biases. Its states are R and U. Activations: T R more.
/// Source: Sak et al. 2014.
NNS_RECURRENT(lstm)
/// gru: 3 T (I U + U U) multiply-adds, 3 (I U + U U + 2 U) parameters; with reset_after<false>, 3 (I U + U U + U).
NNS_RECURRENT(gru)
/// cudnn_lstm, cudnn_gru: as lstm and gru, with the biases of NVIDIA's library, 8 U and 6 U. Source: Keras 2.
NNS_RECURRENT(cudnn_lstm)
NNS_RECURRENT(cudnn_gru)
/// The cells of rnn<...>.
NNS_RECURRENT(simple_rnn_cell)
NNS_RECURRENT(lstm_cell)
NNS_RECURRENT(gru_cell)

#undef NNS_RECURRENT

/// rnn<cell..., options>: cells, stacked: each sees the steps of the one before. (T, I) to (U), or (T, U), U the last
/// cell's units. Multiply-adds, parameters and activations are the cells' sums.
template <class... Parts>
struct rnn {
  using nns_split = detail::partition<Parts...>;
  using nns_parts = typename nns_split::parts;
  static constexpr void NNS_STEP(detail::machine& m) {
    m.inner = detail::kept_steps(detail::table<nns_parts>.steps);
    m.run(detail::rnn_family, {}, nns_split::given);
  }
  NNS_STEP_AS_DATA
};

}  // namespace nns::inline layers
