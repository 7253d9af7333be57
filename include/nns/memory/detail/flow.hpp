// What flows through a model: the tensors that its rows make, which rows read them, and what each row stores. Plain
// values, recorded by an observer while the model runs, at compile time and at run time.
#pragma once

#include <nns/detail/machine.hpp>
#include <nns/detail/scratch.hpp>
#include <nns/detail/table.hpp>
#include <nns/layers/embedding.hpp>
#include <nns/memory/storage.hpp>

#include <cstdint>

namespace nns::detail {

struct flow_tensor {
  shape dims{};
  std::int64_t elements = 0;
  int row = 0;
  int output = 0;  // of the row
};

struct flow_row {
  int tensor = 0;       // its first output; the others follow
  int outputs = 1;
  int first_input = 0;  // of `inputs` tensors, in the flow's list of them
  int inputs = 0;
  unsigned short memory = 0;   // of in_memory
  bool is_input = false;
  bool shares = false;        // its weights are another row's
  bool lends = false;         // they are another row's, too
  bool is_product = false;    // it has weight matrices with biases, which a normalisation's shift can join
  int channel_axis = -1;      // of the output
  std::int64_t channels = 0;
  std::int64_t parameters = 0;
  std::int64_t biases = 0;    // among the parameters: what is added
  std::int64_t state = 0;     // elements that a recurrent layer carries from step to step
  std::int64_t scratch = 0;   // bytes
  std::int64_t inner = 0;     // elements of a plan for what a wrapper wraps, at one step
  std::int64_t inner_fused = 0;
  std::int64_t folded_weights = -1;  // of a wrapper with folded layers inside: its parameters and the biases
  std::int64_t folded_biases = -1;   // beside them; -1: as they are
  std::int64_t forward = 0;   // multiply-adds
  std::int64_t borrowed = 0;  // weights of another row's that it reads
  bool looks_up = false;      // it reads only the rows of its table that are asked for
  expert_copies experts{};    // that the row stands for
  key_value_cache cache{};    // of an attention layer
  const nns::storage* stored = nullptr;
};

/// A flow, in arrays that others own. The model's outputs follow the inputs of its rows.
struct flow_view {
  flow_row* rows = nullptr;
  flow_tensor* tensors = nullptr;
  int* inputs = nullptr;
  int row_count = 0;
  int tensor_count = 0;
  int input_count = 0;
  int outputs = 0;
};

enum class asks : std::uint8_t {
  tensors,  // what a plan needs
  weights,  // and also the biases among the parameters, and the states: layers run again for these, with other options
};

struct flow_observer;

/// Looks at the layers inside a wrapper and, if asked, finds biases and states (memory/detail/inside.hpp).
using look_inside = void (*)(flow_observer&, machine&, flow_row&);

/// Records a flow. Beyond the ends of the arrays it only counts.
struct flow_observer final : observer {
  flow_view to;  // its counts are the room that there is
  asks question;
  look_inside look;
  shape origin{};  // what arrived from outside
  int rows = 0;
  int tensors = 0;
  int inputs = 0;
  std::int64_t biases = 0;  // sums
  std::int64_t states = 0;
  flow_row beyond{};

  constexpr flow_observer(const flow_view& room, asks q, look_inside l) : to(room), question(q), look(l) {}

  constexpr void see(machine& m, event e) override {
    if (e != event::layer) return;
    // Filled in place: copying a row costs the compiler as much as computing it.
    if (rows >= to.row_count) beyond = {};
    flow_row& r = rows < to.row_count ? to.rows[rows] : beyond;
    r.tensor = tensors;
    r.outputs = 1 + m.found.further;
    r.first_input = inputs;
    r.memory = memory_of_row(*m.kind, *m.given);
    r.is_input = m.kind->begins;
    r.shares = m.shares_weights;
    r.lends = m.lends_weights;
    r.is_product = (m.kind->memory & in_memory::takes_normalization) != 0;
    set_channels(m, r);
    r.scratch = m.found.scratch;
    r.stored = m.stored;
    if ((m.kind->memory & in_memory::attends) != 0) r.cache = m.cache;
    if (question == asks::weights) find_weights(m, r);
    add_tensor(m.x, 0);
    for (int i = 0; i != m.found.further; ++i) add_tensor(m.produced[i].dims, i + 1);
    if (m.source >= 0) {
      add_input(m.source, m.output);
      for (int i = 0; i < m.extra; ++i) add_input(m.more[i].source, m.more[i].output);
    }
    r.inputs = inputs - r.first_input;
    look(*this, m, r);
    ++rows;
  }

  /// The model has run: its outputs count as read once more.
  constexpr void end(const machine& m) {
    to.outputs = m.inputs();
    add_input(m.source, m.output);
    for (int i = 0; i < m.extra; ++i) add_input(m.more[i].source, m.more[i].output);
    to.row_count = rows, to.tensor_count = tensors, to.input_count = inputs - to.outputs;
  }

 private:
  static constexpr void find_weights(const machine& m, flow_row& r) {
    r.parameters = (m.found.trainable + m.found.fixed).value;
    r.forward = m.found.forward.value;
    if (r.shares) r.borrowed = m.borrowed.value;
    if (m.kind == &tied_dense_family) r.borrowed = (m.found.forward / m.leading()).value;
    r.looks_up = m.kind == &embedding_family;
    r.experts = m.experts;
  }

  /// A layer with an activation of its own takes no further one; for an activation layer, its options decide.
  static constexpr unsigned short memory_of_row(const family& f, const options& o) {
    unsigned roles = f.memory;
    if (roles == 0 || o.activation <= activation_kind::linear) return f.memory;
    const bool simple = o.activation == activation_kind::relu || o.activation == activation_kind::relu6;
    if ((roles & in_memory::activates) == 0)
      roles &= ~unsigned{in_memory::product};
    else if (o.activation == activation_kind::softmax)
      roles = 0;
    else if (!simple)
      roles &= ~unsigned{in_memory::activates};
    return static_cast<unsigned short>(roles);
  }

  static constexpr void set_channels(const machine& m, flow_row& r) {
    if (!r.is_product && (r.memory & in_memory::normalizes) == 0) return;
    const std::int64_t axis = m.given->axis;
    r.channel_axis = (r.memory & in_memory::normalizes) == 0 ? m.given->channels_first ? 0 : m.x.rank() - 1
                                                             : static_cast<int>(axis < 0 ? m.x.rank() + axis : axis - 1);
    r.channels = m.x[r.channel_axis];
  }

  constexpr void add_tensor(const shape& dims, int output) {
    if (tensors < to.tensor_count) {
      flow_tensor& t = to.tensors[tensors];
      t.dims = dims, t.elements = dims.elements(), t.row = rows, t.output = output;
    }
    ++tensors;
  }

  constexpr void add_input(int row, int output) {
    if (inputs < to.input_count && row < to.row_count) to.inputs[inputs] = row < 0 ? -1 : to.rows[row].tensor + output;
    ++inputs;
  }
};

}  // namespace nns::detail
