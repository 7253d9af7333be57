// From a flow to buffers: which tensors share memory, and from when until when each buffer is needed. Times are the
// numbers of the model's rows.
#pragma once

#include <nns/memory/detail/flow.hpp>
#include <nns/memory/options.hpp>

#include <cstdint>

namespace nns::detail {

constexpr const storage& storage_of(const flow_row& r, const memory_options& o) {
  return r.stored == nullptr ? o.storage : *r.stored;
}

/// Why a row makes no buffer of its own.
enum class merged : std::uint8_t { not_merged, passes, normalization, activation, view, in_place };

/// Which tensors of a flow share a buffer. Works in `ints_for` numbers that the caller owns. A template, so that only a
/// file that asks pays for it.
template <class Flow>
class lifetimes_of {
 public:
  using buffer_type = memory_buffer;

  static constexpr int ints_for(const Flow& f) { return 6 * f.tensor_count + f.row_count; }
  static constexpr int wides_for(const Flow& f) { return f.tensor_count; }

  constexpr lifetimes_of(const Flow& f, const memory_options& o, int* ints, std::int64_t* wides)
      : f_(f),
        o_(o),
        same_(ints),
        readers_(ints + f.tensor_count),
        last_(ints + 2 * f.tensor_count),
        root_(ints + 3 * f.tensor_count),
        takes_(ints + 4 * f.tensor_count),
        marks_(ints + 5 * f.tensor_count),
        how_(ints + 6 * f.tensor_count),
        size_(wides) {
    for (int t = 0; t != f.tensor_count; ++t)
      same_[t] = root_[t] = t, readers_[t] = takes_[t] = marks_[t] = 0, last_[t] = f.tensors[t].row;
    for (int r = f.row_count - 1; r >= 0; --r) find_indices(f.rows[r]);
    for (int t = 0; t != f.tensor_count; ++t)
      size_[t] = bytes_of(times(f.tensors[t].elements, o.batch), type_of(t));
    for (int r = 0; r != f.row_count; ++r) read(r);
    for (int i = 0; i != f.outputs; ++i) {
      const int t = f.inputs[f.input_count + i];
      if (t < 0) continue;
      ++readers_[same_[t]], last_[same_[t]] = f.row_count - 1, marks_[same_[t]] |= output;
    }
    for (int r = 0; r != f.row_count; ++r) merge(r);
  }

  [[nodiscard]] constexpr merged how(int row) const { return static_cast<merged>(how_[row]); }

  /// The row that made this row's first input, past rows that do nothing; -1 if it came from outside.
  [[nodiscard]] constexpr int row_in_front(int row) const {
    const int t = f_.inputs[f_.rows[row].first_input];
    return t < 0 ? -1 : f_.tensors[same_[t]].row;
  }

  /// Writes the buffers, as far as there is room, and returns their number. An unknown size is negative.
  constexpr int write(memory_buffer* to, int room) const {
    int n = 0;
    for (int t = 0; t != f_.tensor_count; ++t) {
      if (same_[t] != t || root_[t] != t) continue;
      if ((o_.inputs_outside && (marks_[t] & input) != 0) || (o_.outputs_outside && (marks_[t] & output) != 0)) continue;
      if (n < room) {
        memory_buffer& b = to[n];
        b.bytes.count = size_[t], b.row = f_.tensors[t].row, b.last = last_[t], b.output = f_.tensors[t].output;
        // All inputs are filled before the model runs.
        b.first = (marks_[t] & input) != 0 ? 0 : b.row;
      }
      ++n;
    }
    for (int r = 0; r != f_.row_count; ++r) {
      const std::int64_t inner = fuses(r) ? f_.rows[r].inner_fused : f_.rows[r].inner;
      if (inner == 0 && f_.rows[r].scratch == 0) continue;
      if (n < room) {
        memory_buffer& b = to[n];
        b.bytes.count = plus(f_.rows[r].scratch, bytes_of(times(inner, o_.batch), storage_of(f_.rows[r], o_).activations));
        b.first = b.last = b.row = r, b.output = memory_buffer::scratch;
      }
      ++n;
    }
    return n;
  }

  /// The bytes of a tensor.
  [[nodiscard]] constexpr std::int64_t size(int tensor) const { return size_[tensor]; }

  /// What the model's outputs take, each rounded up.
  [[nodiscard]] constexpr std::int64_t output_bytes() const {
    std::int64_t sum = 0;
    for (int t = 0; t != f_.tensor_count; ++t) {
      if (root_[t] != t || (marks_[t] & output) == 0) continue;
      sum = plus(sum, size_[t] < 0 ? size_[t] : (size_[t] + o_.alignment - 1) / o_.alignment * o_.alignment);
    }
    return sum;
  }

 private:
  static constexpr int input = 1;
  static constexpr int output = 2;
  static constexpr int indices = 4;  // int32, whatever the activations are

  /// Finds the indices that an embedding looks up, also through layers that change no element.
  constexpr void find_indices(const flow_row& r) {
    if (r.inputs == 0 || f_.inputs[r.first_input] < 0) return;
    const bool looks_up = (r.memory & in_memory::takes_indices) != 0;
    if (looks_up || ((r.memory & (in_memory::passes | in_memory::view)) != 0 && (marks_[r.tensor] & indices) != 0))
      marks_[f_.inputs[r.first_input]] |= indices;
  }

  [[nodiscard]] constexpr data_type type_of(int tensor) const {
    return (marks_[tensor] & indices) != 0 ? data_type::int32
                                           : storage_of(f_.rows[f_.tensors[tensor].row], o_).activations;
  }

  [[nodiscard]] constexpr bool fuses(int row) const {
    return o_.fused || storage_of(f_.rows[row], o_).fold_batch_normalization;
  }

  constexpr void read(int row) {
    const flow_row& r = f_.rows[row];
    if (r.is_input) marks_[r.tensor] |= input;
    takes_[r.tensor] = r.memory & (r.shares || r.lends ? in_memory::takes_activation : in_memory::product);
    const int first = r.inputs == 0 ? -1 : f_.inputs[r.first_input];
    how_[row] = 0;
    if ((r.memory & in_memory::passes) != 0 && r.outputs == 1 && first >= 0) {
      same_[r.tensor] = same_[first];
      how_[row] = static_cast<int>(merged::passes);
      return;
    }
    for (int i = 0; i != r.inputs; ++i)
      if (const int t = f_.inputs[r.first_input + i]; t >= 0) ++readers_[same_[t]], last_[same_[t]] = row;
  }

  constexpr void merge(int row) {
    const flow_row& r = f_.rows[row];
    if (how_[row] != 0 || r.memory == 0 || r.inputs == 0 || r.outputs != 1 || f_.inputs[r.first_input] < 0) return;
    const int from = same_[f_.inputs[r.first_input]];
    const bool alone = readers_[from] == 1 && r.inputs == 1;  // an output of the model counts as a reader of its own
    if ((r.memory & in_memory::normalizes) != 0 && alone && fuses(row) && !r.shares && !r.lends &&
        (takes_[from] & in_memory::takes_normalization) != 0 && follows_channels(row, from)) {
      takes_[r.tensor] = takes_[from];
      return join(row, from, merged::normalization);
    }
    if ((r.memory & in_memory::activates) != 0 && alone && fuses(row) &&
        (takes_[from] & in_memory::takes_activation) != 0)
      return join(row, from, merged::activation);
    if (o_.views && (r.memory & in_memory::view) != 0 && size_[from] == size_[r.tensor])
      return join(row, from, merged::view);
    if (!o_.in_place || (r.memory & in_memory::element_wise) == 0) return;
    for (int i = 0; i != r.inputs; ++i)
      if (const int t = f_.inputs[r.first_input + i]; t >= 0 && may_overwrite(same_[t], row))
        return join(row, same_[t], merged::in_place);
  }

  /// Whether a normalisation after a product is along the axis of that product's output channels.
  [[nodiscard]] constexpr bool follows_channels(int row, int from) const {
    return f_.rows[f_.tensors[from].row].channel_axis == f_.rows[row].channel_axis;
  }

  [[nodiscard]] constexpr bool may_overwrite(int tensor, int row) const {
    const int buffer = root_[tensor];
    return last_[buffer] == row && (marks_[buffer] & output) == 0 && size_[buffer] == size_[f_.rows[row].tensor] &&
           !(o_.inputs_outside && (marks_[buffer] & input) != 0);
  }

  constexpr void join(int row, int from, merged why) {
    const int to = f_.rows[row].tensor, buffer = root_[from];
    how_[row] = static_cast<int>(why);
    root_[to] = buffer;
    marks_[buffer] |= marks_[to];
    if (last_[to] > last_[buffer]) last_[buffer] = last_[to];
    size_[buffer] = size_[to];  // what is computed in the layer before is never written in that layer's type
  }

  const Flow& f_;
  const memory_options& o_;
  int* same_;     // the tensor that a tensor is the same as, if nothing is done
  int* readers_;
  int* last_;     // of a buffer's first tensor: the buffer's
  int* root_;     // the first tensor of its buffer
  int* takes_;    // what can still be computed in the layer that makes it
  int* marks_;
  int* how_;      // of a row
  std::int64_t* size_;
};

using lifetimes = lifetimes_of<flow_view>;

}  // namespace nns::detail
