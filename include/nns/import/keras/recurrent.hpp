// How Keras writes recurrent layers, their cells, and bidirectional ones.
#pragma once

#include <nns/import/keras/windows.hpp>

namespace nns::detail {

/// The activation of a recurrent layer, tanh by default; and that of its gates.
constexpr void read_state_activation(keras_config& c) {
  options& o = c.layer.given;
  if (c.place(keras_key::activation) == 0) return;
  o.activation = c.activation_at(keras_key::activation);
  if (o.activation == activation_kind::tanh_)
    o.activation = activation_kind::unset;
  else
    o.given |= only(option::activation);
}
constexpr void read_units(keras_config& c) { c.layer.numbers = {c.needed("units", keras_key::units)}; }
constexpr void read_cell(keras_config& c) {
  c.layer.numbers = {c.needed("units", keras_key::units, keras_key::output_dim)};
  c.bias();
  read_state_activation(c);
}
constexpr void read_gates(keras_config& c) {
  read_state_activation(c);
  options& o = c.layer.given;
  if (c.place(keras_key::recurrent_activation) == 0) return;
  o.recurrent_activation = c.activation_at(keras_key::recurrent_activation);
  if (o.recurrent_activation == activation_kind::sigmoid)
    o.recurrent_activation = activation_kind::unset;
  else
    o.given |= only(option::recurrent_activation);
}
constexpr void read_gated_cell(keras_config& c) {
  read_cell(c);
  read_gates(c);
}
/// If the key is missing, as in Keras 1 and early Keras 2, the reset gate comes before the product.
constexpr void read_gru_cell(keras_config& c) {
  read_gated_cell(c);
  if (c.truth(keras_key::reset_after, false)) return;
  c.layer.given.given |= only(option::reset_after);
  c.layer.given.reset_after = false;
}

/// Here the reset gate comes after the product unless the file says otherwise.
constexpr void read_unified_gru_cell(keras_config& c) {
  read_gated_cell(c);
  if (c.truth(keras_key::reset_after, true)) return;
  c.layer.given.given |= only(option::reset_after);
  c.layer.given.reset_after = false;
}

constexpr void read_sequence(keras_config& c) {
  // (time, batch, features) is another shape than the one that is said
  if (c.truth(keras_key::time_major, false))
    c.fail(file_rule::the_value_is_not_known, c.place(keras_key::time_major), "time_major");
  options& o = c.layer.given;
  o.return_sequences = c.truth(keras_key::return_sequences, false);
  o.return_state = c.truth(keras_key::return_state, false);
  if (o.return_sequences) o.given |= only(option::return_sequences);
  if (o.return_state) o.given |= only(option::return_state);
  if (!c.has(keras_key::input_dim)) return;
  const std::int64_t length =
      c.has(keras_key::input_length) ? c.needed("input_length", keras_key::input_length) : shape::unknown;
  c.input_of({length, c.needed("input_dim", keras_key::input_dim)});
}
template <void (*Read)(keras_config&)>
constexpr void read_recurrent(keras_config& c) {
  Read(c);
  read_sequence(c);
}
constexpr void read_bidirectional(keras_config& c) {
  options& o = c.layer.given;
  if (c.place(keras_key::merge_mode) == 0) return;
  if (!c.has(keras_key::merge_mode)) {
    o.merge = merge_mode::none;
  } else {
    const slice found = c.word(keras_key::merge_mode);
    if (c.is(found, "concat")) return;
    if (c.is(found, "sum"))
      o.merge = merge_mode::sum;
    else if (c.is(found, "mul"))
      o.merge = merge_mode::mul;
    else if (c.is(found, "ave"))
      o.merge = merge_mode::ave;
    else
      c.fail(file_rule::the_value_is_not_known, c.place(keras_key::merge_mode), "merge_mode");
  }
  o.given |= only(option::merge);
}

template <int Axes>
constexpr void read_conv_lstm(keras_config& c) {
  c.layer.numbers = {c.needed("filters", keras_key::filters)};
  read_taps<Axes>(c);
  read_gates(c);
  read_sequence(c);
}

}  // namespace nns::detail
