// What a training step does with a model's tensors: what each row makes, reads, keeps and trains. Plain values,
// recorded by an observer while the model runs with the convention `autograd`. Of a repeat's copies it sees only the
// first, the second and the last: those between are a gap, and equal to the second.
#pragma once

#include <nns/detail/gradients.hpp>
#include <nns/detail/scratch.hpp>
#include <nns/layers/activation.hpp>
#include <nns/layers/normalization.hpp>
#include <nns/layers/pooling.hpp>
#include <nns/layers/recurrent.hpp>
#include <nns/layers/wrappers.hpp>
#include <nns/memory/detail/grown.hpp>
#include <nns/memory/storage.hpp>
#include <nns/memory/training/factored.hpp>

#include <cstdint>

namespace nns::detail {

struct trained_tensor {
  std::int64_t elements = 0;
  int row = 0;
  int root = 0;  // the tensor whose memory it is
  bool wants = false;
  bool is_input = false;
  int parts = 1;  // devices that have an equal part of it each
};

struct trained_row {
  const family* kind = &no_family;
  int tensor = 0;  // its first output; the others follow
  int outputs = 1;
  int first_input = 0;
  int inputs = 0;
  int checkpoint = 0;        // 0: none
  int number = 0;            // of the model's row
  std::uint16_t keeps = 0;   // of in_training
  bool wants = false;        // a gradient goes through it
  bool learns = false;
  const nns::storage* stored = nullptr;
  std::int64_t inside = 0;      // elements that it keeps beside its inputs and its output
  std::int64_t bytes = 0;       // for each instance, whatever the types are
  std::int64_t bytes_once = 0;  // whatever the batch is
  std::int64_t scores = 0;      // of attention
  std::int64_t queries = 0;     // times the heads
  std::int64_t trainable = 0;   // parameters
  std::int64_t fixed = 0;
  std::int64_t statistics = 0;  // among the fixed ones: moving averages
  std::int64_t factored = 0;    // numbers of an optimizer that keeps sums of a matrix' rows and columns; of all parameters
  std::int64_t copies = 1;      // experts that its parameters are of
  std::int64_t heads = 0;       // of attention, that share keys; 0: not attention
  std::int64_t width = 0;       // the last extent of its output
  std::int64_t units = 0;       // its first number
  std::int64_t bias = 0;        // parameters that are added, one for each of the width
  std::int64_t cache = 0;       // elements of keys and values that attention leaves for later positions
  activation_kind activation = activation_kind::unset;
  int parts = 1;                // devices that have an equal part each of what it keeps inside
  std::int64_t shared_weights = 0;  // of attention: those that belong to no head
  std::int64_t shared_inside = 0;   // among what it keeps inside, the same
  std::int64_t shared_read = 0;     // made of what arrives, and read by all heads
  bool heads_read_input = true;     // what arrives is read by them, too
  bool multiplies_channels = false; // a product over all channels: dense, or a convolution without groups
  bool by_channel = false;          // each channel of its output is made of one that arrives
};

/// Copies of a repeat that are like the second one, which the rows from `first` to before `at` are.
struct trained_gap {
  int first = 0;
  int at = 0;
  int row = 0;     // of the model, with which they begin
  int rows = 0;    // of the model, that they are together
  std::int64_t copies = 0;
  int checkpoint = 0;
  bool outermost = true;
};

struct training_flow final : observer {
  grown<trained_row> rows;
  grown<trained_tensor> tensors;
  grown<int> inputs;  // the model's outputs follow those of its rows
  grown<trained_gap> gaps;
  int outputs = 0;
  int repeats = 0;    // outermost ones that were seen
  int depth = 0;
  bool failed = false;
  bool every_copy = false;  // of repeats is seen

  constexpr void see(machine& m, event e) override {
    if (e == event::fault) failed = true;
    if (e != event::layer) return;
    const family& f = *m.kind;
    trained_row r;
    r.kind = &f;
    r.tensor = tensors.size;
    r.outputs = 1 + m.found.further;
    r.first_input = inputs.size;
    r.checkpoint = m.checkpoint;
    r.number = m.sum.rows;
    r.wants = m.wants;
    r.learns = m.learned;
    r.stored = m.stored;
    r.keeps = f.keeps;
    r.inside = inside_.value, r.bytes = bytes_.value, r.scores = scores_.value, r.queries = queries_.value;
    r.heads = heads_.heads.value, r.shared_weights = heads_.weights.value, r.shared_inside = heads_.kept.value;
    r.shared_read = heads_.read.value, r.heads_read_input = heads_.arriving;
    inside_ = bytes_ = scores_ = queries_ = 0;
    heads_ = {};
    r.trainable = m.found.trainable.value;
    r.fixed = m.found.fixed.value;
    if ((f.memory & in_memory::normalizes) != 0 && !m.frozen) r.statistics = r.fixed;
    r.width = m.x.used == 0 ? 1 : m.x.values[m.x.used - 1];
    r.copies = m.experts.all;
    r.units = m.numbers.used == 0 ? 0 : m.numbers.values[0];
    r.activation = m.given->activation;
    if ((f.memory & in_memory::attends) != 0 && m.cache.keeps) {
      const std::int64_t n = m.cache.positions.value, window = m.cache.window;
      r.cache = times(m.cache.width.value, window != 0 && window < n ? window : n);
    }
    if (!f.begins) {
      add_input(m.source, m.output);
      for (int i = 0; i < m.extra; ++i) add_input(m.more[i].source, m.more[i].output);
    }
    r.inputs = inputs.size - r.first_input;
    learn_weights(m, r);
    add_tensor(m, m.x, r);
    for (int i = 0; i != m.found.further; ++i) add_tensor(m, m.produced[i].dims, r);
    if ((r.keeps & in_training::view) != 0 && r.outputs == 1 && r.inputs == 1 && inputs.values[r.first_input] >= 0)
      tensors.values[r.tensor].root = tensors.values[inputs.values[r.first_input]].root;
    find_kept(m, r);
    rows.add() = r;
  }

  constexpr bool skip(machine& m, int skipped, std::int64_t copies) override {
    if (m.checkpoint != 0 || every_copy) return false;
    trained_gap& g = gaps.add();
    const int real = m.sum.rows;
    g.at = rows.size;
    g.first = rows.size;
    while (g.first > 0 && rows.values[g.first - 1].number >= real - skipped) --g.first;
    g.row = real, g.rows = skipped * static_cast<int>(copies), g.copies = copies;
    for (int i = 0; i != gaps.size - 1; ++i)
      if (gaps.values[i].at > g.first) gaps.values[i].outermost = false;
    return true;
  }

  constexpr void keep(count elements, count bytes) override { inside_ += elements, bytes_ += bytes; }
  constexpr void attend(count scores, count queries, const shared_by_heads& heads) override {
    scores_ += scores, queries_ += queries, heads_ = heads;
  }

  /// The model has run: its outputs count as read once more.
  constexpr void end(const machine& m) {
    outputs = m.inputs();
    add_input(m.source, m.output);
    for (int i = 0; i < m.extra; ++i) add_input(m.more[i].source, m.more[i].output);
  }

 private:
  count inside_ = 0;
  count bytes_ = 0;
  count scores_ = 0;
  count queries_ = 0;
  shared_by_heads heads_{};

  /// The number here of a row of the model.
  [[nodiscard]] constexpr int local(int row) const {
    int skipped = 0;
    for (int i = 0; i != gaps.size && gaps.values[i].row <= row; ++i) skipped += gaps.values[i].rows;
    return row - skipped;
  }

  constexpr void add_input(int row, int output) {
    inputs.add() = row < 0 ? -1 : rows.values[local(row)].tensor + output;
  }
  constexpr void add_tensor(const machine& m, const shape& dims, const trained_row& r) {
    const int number = tensors.size;
    trained_tensor& t = tensors.add();
    t.elements = dims.elements(), t.row = rows.size, t.root = number, t.wants = m.wants, t.is_input = r.kind->begins;
  }

  /// What is known of the parameters' shapes.
  static constexpr void learn_weights(const machine& m, trained_row& r) {
    const family& f = *m.kind;
    const options& o = *m.given;
    const std::int64_t each = r.copies > 0 ? r.trainable / r.copies : r.trainable;
    r.bias = (f.accepts & only(option::bias)) != 0 && o.bias ? m.x.values[o.channels_first ? 0 : m.x.used - 1] : 0;
    find_channels(f, o, r);
    if (&f == &multi_head_attention_family || &f == &grouped_query_attention_family)
      r.heads = m.numbers[&f == &grouped_query_attention_family ? 2 : 0];
    r.factored = times(factored_sums(m, each, r.bias), r.copies);
  }

  /// How a row treats channels, where they are the last axis.
  static constexpr void find_channels(const family& f, const options& o, trained_row& r) {
    const family* const products[] = {&conv1d_family, &conv2d_family, &conv3d_family, &conv1d_transpose_family,
                                      &conv2d_transpose_family, &conv3d_transpose_family};
    const family* const of_channels[] = {
        &depthwise_conv1d_family,         &depthwise_conv2d_family,         &max_pooling1d_family,
        &max_pooling2d_family,            &max_pooling3d_family,            &average_pooling1d_family,
        &average_pooling2d_family,        &average_pooling3d_family,        &global_max_pooling1d_family,
        &global_max_pooling2d_family,     &global_max_pooling3d_family,     &global_average_pooling1d_family,
        &global_average_pooling2d_family, &global_average_pooling3d_family, &batch_normalization_family};
    if (o.channels_first || o.has(option::axis) || o.has(option::lora_rank)) return;
    r.multiplies_channels = &f == &dense_family;
    for (const family* p : products) r.multiplies_channels = r.multiplies_channels || (&f == p && o.groups == 1);
    for (const family* p : of_channels) r.by_channel = r.by_channel || &f == p;
  }

  /// What a normalisation keeps of its statistics, an activation for its derivative, and dropout as its mask.
  constexpr void find_kept(machine& m, trained_row& r) {
    const options& o = *m.given;
    const std::int64_t elements = m.x.elements();
    if (m.kind->wraps) return look_inside(m, r);
    const bool activated = o.activation > activation_kind::linear && !m.kind->recurrent && !m.inside_rnn;
    const std::uint16_t by_activation = activated ? kept_by_activation(o.activation) : in_training::nothing;
    if ((r.keeps & in_training::activation) != 0) {
      r.keeps = by_activation;
    } else if (activated && (m.kind->accepts & only(option::activation)) != 0) {
      if (by_activation == in_training::inputs) r.inside = plus(r.inside, elements);  // before the activation
      if (by_activation == in_training::output) r.keeps |= in_training::output;
    }
    if ((r.keeps & in_training::said) != 0) {
      if (m.found.activations.value == elements) return;
      r.keeps = in_training::nothing;
      r.inside = m.found.activations.value;
      return;
    }
    if ((r.keeps & in_training::mask) != 0) r.bytes = plus(r.bytes, elements);
    if ((r.keeps & in_training::indices) != 0) r.bytes = plus(r.bytes, times(elements, 8));
    if ((r.keeps & in_training::of_channels) != 0) r.bytes_once = times(channels_of(m), 8);
    if ((r.keeps & (in_training::of_positions | in_training::deviation)) != 0) {
      std::int64_t features = 1;
      for (int i = 0; i != (o.has(option::axis) ? o.axes.used : 1); ++i) {
        const std::int64_t axis = o.has(option::axis) ? o.axes[i] : -1;
        features = times(features, m.x[static_cast<int>(axis < 0 ? m.x.rank() + axis : axis - 1)]);
      }
      r.bytes = plus(r.bytes, times(elements / (features > 0 ? features : 1),
                                    (r.keeps & in_training::deviation) != 0 ? 4 : 8));
    }
    if ((r.keeps & in_training::tokens) != 0 && r.learns && r.inputs != 0 && inputs.values[r.first_input] >= 0)
      r.bytes = plus(r.bytes, times(tensors.values[inputs.values[r.first_input]].elements, 8));
  }

  static constexpr std::int64_t channels_of(const machine& m) {
    const std::int64_t axis = m.given->axis;
    return m.x[static_cast<int>(axis < 0 ? m.x.rank() + axis : axis - 1)];
  }

  constexpr void look_inside(machine& m, trained_row& r);
};

/// Whether a row keeps one of its inputs.
constexpr bool keeps_input(const training_flow& f, const trained_row& r, int i) {
  if (!r.wants) return false;
  if ((r.keeps & in_training::inputs) != 0) return true;
  if ((r.keeps & in_training::for_weights) != 0 && r.learns) return true;
  if ((r.keeps & in_training::unless_constant) == 0) return false;
  for (int j = 0; j != r.inputs; ++j) {
    const int t = f.inputs.values[r.first_input + j];
    if (j != i && (t < 0 || f.tensors.values[t].wants)) return true;
  }
  return false;
}

constexpr bool keeps_outputs(const trained_row& r) { return r.wants && (r.keeps & in_training::output) != 0; }

/// The elements and bytes that the layers inside a wrapper keep, without their input.
struct kept_inside {
  std::int64_t elements = 0;
  std::int64_t bytes = 0;
  std::int64_t scores = 0;
  std::int64_t queries = 0;
  bool input = false;

  constexpr void add(const training_flow& f) {
    scratch<bool> kept(f.tensors.size);
    for (int i = 0; i != f.rows.size; ++i) {
      const trained_row& r = f.rows.values[i];
      for (int j = 0; j != r.inputs; ++j) {
        if (!keeps_input(f, r, j)) continue;
        const int t = f.inputs.values[r.first_input + j];
        if (t < 0)
          input = true;
        else
          kept.values[f.tensors.values[t].root] = true;
      }
      if (keeps_outputs(r))
        for (int j = 0; j != r.outputs; ++j) kept.values[f.tensors.values[r.tensor + j].root] = true;
      if (!r.wants) continue;
      elements = plus(elements, r.inside), bytes = plus(bytes, plus(r.bytes, r.bytes_once));
      scores = plus(scores, r.scores), queries = plus(queries, r.queries);
    }
    for (int t = 0; t != f.tensors.size; ++t)
      if (kept.values[t]) elements = plus(elements, f.tensors.values[t].elements);
  }
};

/// The layers inside a wrapper run once more, with an observer. They share nothing with the outside except what
/// arrives; their output is kept once more if a row outside keeps it.
constexpr void training_flow::look_inside(machine& m, trained_row& r) {
  const bool steps = m.kind == &time_distributed_family, both_ways = m.kind == &bidirectional_family;
  const bool wanted = m.wants;
  const int arriving = r.inputs == 0 ? -1 : inputs.values[r.first_input];
  m.wants = arriving < 0 || tensors.values[arriving].wants;
  shape arrives = m.input_of(0);
  std::int64_t times_run = 1;
  if (steps) {
    times_run = arrives[0];
    for (int i = 1; i != arrives.used; ++i) arrives[i - 1] = arrives[i];
    arrives[--arrives.used] = 0;
  }
  const bool differ = both_ways && m.inner_count() == 2;
  if (both_ways && !differ) times_run = 2;
  kept_inside inside;
  for (int way = 0; way != (differ ? 2 : 1); ++way) {
    machine within;
    within.inside_rnn = m.kind == &rnn_family;
    within.stored = m.stored;
    training_flow inner;
    within.let_see(inner);
    if (!m.run_inner(within, arrives, differ ? way : -1)) break;
    inner.end(within);
    inside.add(inner);
  }
  m.wants = wanted;
  r.keeps = inside.input ? in_training::inputs : in_training::nothing;
  r.inside = times(inside.elements, times_run), r.bytes = times(inside.bytes, times_run);
  r.scores = times(inside.scores, times_run), r.queries = times(inside.queries, times_run);
}

}  // namespace nns::detail
