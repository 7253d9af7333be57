// When each buffer of a training step is needed: the forward pass row by row, the backward pass in reverse, where the
// forward pass of checkpointed layers runs again before their backward pass, and the update at the end.
#pragma once

#include <nns/memory/training/kept.hpp>
#include <nns/memory/training/states.hpp>

namespace nns::detail {

/// What a buffer of a training step is.
enum class training_buffer : std::uint8_t { activation, inside, gradient, weight_gradient };

/// The times of a flow, and its buffers, one by one.
class training_timeline {
 public:
  constexpr training_timeline(const training_flow& f, const training_options& o)
      : f_(f),
        o_(o),
        backward_(f.rows.size),
        again_(f.rows.size),
        runs_again_(f.rows.size),
        gap_begins_(f.gaps.size),
        last_forward_(f.tensors.size),
        last_needed_(f.tensors.size),
        last_again_(f.tensors.size),
        gradient_begins_(f.tensors.size) {
    const int n = f.rows.size;
    int now = n;
    for (int i = n; i != 0;) {
      const int region = f.rows.values[i - 1].checkpoint;
      int first = i - 1;
      bool wants = false;
      if (region != 0) {
        while (first > 0 && f.rows.values[first - 1].checkpoint == region) --first;
        for (int j = first; j != i; ++j) wants = wants || f.rows.values[j].wants;
        if (wants)
          for (int j = first; j != i; ++j) again_.values[j] = now++, runs_again_.values[j] = true;
      }
      for (; i != first; --i) {
        for (int g = f.gaps.size - 1; g >= 0; --g)
          if (f.gaps.values[g].at == i) gap_begins_.values[g] = now, now += 2;
        backward_.values[i - 1] = now++;
      }
    }
    update_ = now;
    for (int t = 0; t != f.tensors.size; ++t) {
      last_forward_.values[t] = f.tensors.values[t].row;
      last_needed_.values[t] = last_again_.values[t] = gradient_begins_.values[t] = -1;
    }
    for (int i = 0; i != n; ++i) read(i);
    for (int i = 0; i != f.outputs; ++i) {
      const int t = f.inputs.values[f.inputs.size - f.outputs + i];
      if (t < 0) continue;
      last_forward_.values[root(t)] = n - 1;
      gradient_begins_.values[root(t)] = n;
    }
  }

  [[nodiscard]] constexpr int forward_end() const { return f_.rows.size; }
  [[nodiscard]] constexpr int update() const { return update_; }

  /// to(what, row, bytes, first, last) for each buffer.
  template <class To>
  constexpr void list(To&& to) const {
    for (int t = 0; t != f_.tensors.size; ++t) {
      const trained_tensor& made = f_.tensors.values[t];
      if (made.root != t) continue;
      const std::int64_t bytes = tensor_bytes(f_, o_, t);
      const int end = last_forward_.values[t] > last_needed_.values[t] ? last_forward_.values[t] : last_needed_.values[t];
      to(training_buffer::activation, made.row, bytes, made.row, end);
      if (runs_again_.values[made.row] && last_again_.values[t] >= 0)
        to(training_buffer::activation, made.row, bytes, again_.values[made.row], last_again_.values[t]);
      if (made.wants && gradient_begins_.values[t] >= 0)
        to(training_buffer::gradient, made.row, bytes, gradient_begins_.values[t],
           made.is_input ? update_ : backward_.values[made.row]);
    }
    for (int i = 0; i != f_.rows.size; ++i) list_row(i, to);
    for (int g = 0; g != f_.gaps.size; ++g) {
      const trained_gap& gap = f_.gaps.values[g];
      to(training_buffer::inside, gap.at, times(kept_between(g), gap.copies), gap.at, gap_begins_.values[g]);
      to(training_buffer::weight_gradient, gap.at, times(gradients_between(g), gap.copies), gap_begins_.values[g] + 1,
         update_);
    }
  }

  /// The bytes of a tensor, if it is kept.
  [[nodiscard]] constexpr std::int64_t kept(int tensor) const {
    return last_needed_.values[root(tensor)] >= forward_end() ? tensor_bytes(f_, o_, root(tensor)) : 0;
  }

  /// The bytes that the rows from `first` to before `last` keep at the end of the forward pass, gaps among them.
  [[nodiscard]] constexpr std::int64_t kept(int first, int last) const {
    std::int64_t sum = 0;
    for (int i = first; i != last; ++i) {
      const trained_row& r = f_.rows.values[i];
      for (int j = 0; j != r.outputs; ++j)
        if (root(r.tensor + j) == r.tensor + j) sum = plus(sum, kept(r.tensor + j));
      if (r.wants && !runs_again_.values[i]) sum = plus(sum, plus(inside_bytes(r, o_), kept_score_bytes(r, o_)));
    }
    for (int g = 0; g != f_.gaps.size; ++g)
      if (f_.gaps.values[g].first >= first && f_.gaps.values[g].at < last)
        sum = plus(sum, times(kept_between(g), f_.gaps.values[g].copies));
    return sum;
  }

 private:
  [[nodiscard]] constexpr int root(int t) const { return f_.tensors.values[t].root; }
  static constexpr void later(int& time, int other) { time = other > time ? other : time; }

  constexpr void read(int row) {
    const trained_row& r = f_.rows.values[row];
    for (int j = 0; j != r.inputs; ++j) {
      const int t = f_.inputs.values[r.first_input + j];
      if (t >= 0) need(row, root(t), keeps_input(f_, r, j), true);
    }
    if (keeps_outputs(r))
      for (int j = 0; j != r.outputs; ++j) need(row, root(r.tensor + j), true, false);
  }

  /// A row reads a tensor, or keeps it.
  constexpr void need(int row, int t, bool keeps, bool reads) {
    const trained_row& r = f_.rows.values[row];
    const int made_in = f_.rows.values[f_.tensors.values[t].row].checkpoint;
    if (reads) later(last_forward_.values[t], row);
    if (r.wants && reads) gradient_begins_.values[t] = backward_.values[row];  // rows come in order: the last one stays
    if (runs_again_.values[row] && r.checkpoint == made_in) {
      if (reads) later(last_again_.values[t], again_.values[row]);
      if (keeps) later(last_again_.values[t], backward_.values[row]);
      return;
    }
    if (runs_again_.values[row] && reads) later(last_needed_.values[t], again_.values[row]);
    if (keeps) later(last_needed_.values[t], backward_.values[row]);
  }

  template <class To>
  constexpr void list_row(int i, To&& to) const {
    const trained_row& r = f_.rows.values[i];
    const std::int64_t inside = inside_bytes(r, o_), scores = score_bytes(r, o_), kept = kept_score_bytes(r, o_);
    const int back = backward_.values[i];
    const bool again = runs_again_.values[i];
    if (inside != 0) {
      to(training_buffer::inside, i, inside, i, r.wants && !again ? back : i);
      if (again) to(training_buffer::inside, i, inside, again_.values[i], r.wants ? back : again_.values[i]);
    }
    if (r.scores != 0) {
      const bool stay = r.wants && o_.attention == attention_kernel::plain;
      if (o_.attention != attention_kernel::fused) {
        to(training_buffer::inside, i, scores, i, stay && !again ? back : i);
        if (again) to(training_buffer::inside, i, scores, again_.values[i], stay ? back : again_.values[i]);
        if (r.wants && !stay) to(training_buffer::inside, i, scores, back, back);
      } else if (r.wants) {
        to(training_buffer::inside, i, kept, again ? again_.values[i] : i, back);
      }
    }
    if (const std::int64_t gradients = states_of(r, o_).gradients; gradients != 0)
      to(training_buffer::weight_gradient, i, gradients, back, update_);
  }

  [[nodiscard]] constexpr std::int64_t kept_between(int g) const { return kept(f_.gaps.values[g].first, f_.gaps.values[g].at); }
  [[nodiscard]] constexpr std::int64_t gradients_between(int g) const {
    const trained_gap& gap = f_.gaps.values[g];
    std::int64_t sum = 0;
    for (int i = gap.first; i != gap.at; ++i) sum = plus(sum, states_of(f_.rows.values[i], o_).gradients);
    for (int inner = 0; inner != g; ++inner)
      if (f_.gaps.values[inner].first >= gap.first && f_.gaps.values[inner].at < gap.at)
        sum = plus(sum, times(gradients_between(inner), f_.gaps.values[inner].copies));
    return sum;
  }

  const training_flow& f_;
  const training_options& o_;
  scratch<int> backward_;
  scratch<int> again_;
  scratch<bool> runs_again_;
  scratch<int> gap_begins_;
  scratch<int> last_forward_;     // of a root, the time of the last row that reads it in the forward pass
  scratch<int> last_needed_;      // the time until which it is kept; -1
  scratch<int> last_again_;       // the same once it has been made again
  scratch<int> gradient_begins_;  // -1: it has none
  int update_ = 0;
};

}  // namespace nns::detail
