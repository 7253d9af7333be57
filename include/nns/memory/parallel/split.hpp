// How a model's layers are split among devices that share each of them (tensor parallelism, Shoeybi et al. 2019; convolutions by
// filters, then by channels: Dryden et al. 2019): which weights and tensors are split, what cannot be split evenly, and
// what the devices send each other.
#pragma once

#include <nns/layers/merging.hpp>
#include <nns/layers/routing.hpp>
#include <nns/memory/training/timeline.hpp>

namespace nns::detail {

/// What cannot be split evenly.
enum class uneven : std::uint8_t {
  none,
  not_positive,
  zero_stage,
  batch,
  experts_of_copies,
  heads,
  units,
  words,
  tokens,
  experts,
  stages,
  no_stages,
};

struct split_fault {
  uneven what = uneven::none;
  std::int64_t all = 0;
  std::int64_t parts = 0;
  int row = 0;
};

/// What one device sends in a ring of n: in an all-gather or a reduce-scatter, and in an all-reduce, which is both.
constexpr std::int64_t sent_by_gather(std::int64_t bytes, std::int64_t n) { return part_of(times(bytes, n - 1), n); }
constexpr std::int64_t sent_by_all_reduce(std::int64_t bytes, std::int64_t n) { return part_of(times(bytes, 2 * (n - 1)), n); }

/// What each device sends for a row and one micro-batch, forwards and backwards.
struct sent_by_row {
  std::int64_t tensor = 0;
  std::int64_t expert = 0;
};

/// Splits a flow in place.
class splitter {
 public:
  constexpr splitter(training_flow& f, const training_options& o, const parallel& p)
      : f_(f), o_(o), p_(p), split_(f.tensors.size), gathered_(f.tensors.size), reduced_(f.tensors.size) {}

  /// sent[row] is filled in; what is uneven is returned.
  constexpr split_fault run(sent_by_row* sent) {
    split_fault bad;
    for (int i = 0; i != f_.rows.size && bad.what == uneven::none; ++i) bad = split_row(i, sent[i]);
    return bad;
  }

 private:
  [[nodiscard]] constexpr int input(const trained_row& r, int i) const { return f_.inputs.values[r.first_input + i]; }
  [[nodiscard]] constexpr bool is_split(int t) const { return t >= 0 && split_.values[f_.tensors.values[t].root]; }

  /// Whether a row works on parts of a tensor, split along its last axis, as it does on the whole.
  [[nodiscard]] static constexpr bool works_on_parts(const trained_row& r) {
    const bool softmax = r.activation == activation_kind::softmax;
    if (softmax || r.kind->least_inputs < 1) return false;
    return r.by_channel || (r.trainable == 0 && r.fixed == 0 &&
                            (r.kind->memory & (in_memory::element_wise | in_memory::passes)) != 0);
  }

  /// Whether all rows that read a tensor work on its parts.
  [[nodiscard]] constexpr bool may_be_split(int tensor, int behind) const {
    for (int i = behind; i != f_.rows.size; ++i) {
      const trained_row& r = f_.rows.values[i];
      for (int j = 0; j != r.inputs; ++j) {
        if (input(r, j) != tensor) continue;
        if (r.multiplies_channels) continue;
        if (!works_on_parts(r) || r.outputs != 1) return false;
        if (r.inputs > 1 && r.kind != &multiply_family) return false;
        if (!may_be_split(r.tensor, i + 1)) return false;
      }
    }
    return true;
  }

  constexpr split_fault split_row(int i, sent_by_row& sent) {
    trained_row& r = f_.rows.values[i];
    split_fault bad;
    if (r.copies != 1 && p_.expert != 1) {
      if (r.copies % p_.expert != 0) return {uneven::experts, r.copies, p_.expert, r.number};
      r.trainable /= p_.expert, r.fixed /= p_.expert, r.factored /= p_.expert;
    }
    // Tokens go to the devices of their experts and come back, in both passes.
    if ((r.kind == &dispatch_family || r.kind == &combine_family) && p_.expert != 1) {
      const int t = r.kind == &dispatch_family ? r.tensor : input(r, 0);
      sent.expert = times(sent_by_gather(activation_bytes(r, o_, f_.tensors.values[t].elements), p_.expert), passes(r));
    }
    if (p_.tensor == 1) return bad;
    const std::int64_t n = p_.tensor;
    const bool any_split = [&] {
      bool any = false;
      for (int j = 0; j != r.inputs; ++j) any = any || is_split(input(r, j));
      return any;
    }();
    if (r.heads != 0) {
      if (r.heads % n != 0) return {uneven::heads, r.heads, n, r.number};
      read_by_heads(r, sent);
      share_weights(r, plus(r.shared_weights, r.bias != 0 ? r.width : 0));
      make(r, false, sent, true);
      r.parts = static_cast<int>(n);
    } else if (r.kind == &embedding_family) {
      if (r.units % n != 0) return {uneven::words, r.units, n, r.number};
      share_weights(r, 0);
      make(r, false, sent, true);
    } else if (r.multiplies_channels && any_split) {
      share_weights(r, r.bias);
      make(r, false, sent, true);
    } else if ((r.multiplies_channels || r.kind == &tied_dense_family) && r.activation != activation_kind::softmax &&
               may_be_split(r.tensor, i + 1)) {
      if (r.width % n != 0) return {r.kind == &tied_dense_family ? uneven::words : uneven::units, r.width, n, r.number};
      read_whole(r, sent, true);
      share_weights(r, 0);
      make(r, true, sent, false);
    } else if (any_split && works_on_parts(r) && all_split(r)) {
      if (r.by_channel && r.width % n != 0) return {uneven::units, r.width, n, r.number};
      if (r.by_channel)
        r.fixed = part_of(r.fixed, n), r.statistics = part_of(r.statistics, n), r.bytes_once = part_of(r.bytes_once, n);
      if (r.by_channel) r.trainable = part_of(r.trainable, n), r.factored = part_of(r.factored, n);
      make(r, true, sent, false);
    } else {
      read_whole(r, sent, false);
      make(r, false, sent, false);
    }
    if (p_.sequence && !split_.values[r.tensor])
      for (int j = 0; j != r.outputs && bad.what == uneven::none; ++j) bad = share_tokens(r, r.tensor + j);
    return bad;
  }

  [[nodiscard]] constexpr bool all_split(const trained_row& r) const {
    for (int j = 0; j != r.inputs; ++j)
      if (!is_split(input(r, j))) return false;
    return true;
  }

  /// Forwards, backwards, and forwards once more where it is checkpointed.
  [[nodiscard]] static constexpr std::int64_t passes(const trained_row& r) {
    return r.wants ? (r.checkpoint != 0 ? 3 : 2) : 1;
  }
  [[nodiscard]] constexpr std::int64_t whole_bytes(int t) const {
    return activation_bytes(f_.rows.values[f_.tensors.values[t].row], o_, f_.tensors.values[t].elements);
  }

  /// A row reads whole tensors: those that are split are gathered, once. A shared one's gradients from all devices are summed,
  /// once for each tensor; with `sequence` its tokens are gathered in both passes, and their gradients summed and scattered.
  constexpr void read_whole(const trained_row& r, sent_by_row& sent, bool shared) {
    for (int j = 0; j != r.inputs; ++j) {
      const int t = input(r, j);
      if (t < 0) continue;
      const int root = f_.tensors.values[t].root;
      if (is_split(t)) {
        if (!gathered_.values[root]) sent.tensor = plus(sent.tensor, times(sent_by_gather(whole_bytes(root), p_.tensor), passes(r)));
        gathered_.values[root] = true;
      } else if (shared && !reduced_.values[root]) {
        const std::int64_t once = sent_by_gather(whole_bytes(root), p_.tensor);
        const bool wants = f_.tensors.values[t].wants;
        if (p_.sequence)  // gathered forwards, again where it is needed backwards, and the gradient's parts
          sent.tensor = plus(sent.tensor, times(once, passes(r) + std::int64_t{wants}));
        else if (wants)
          sent.tensor = plus(sent.tensor, times(once, 2));
        reduced_.values[root] = true;
      }
    }
  }

  /// Heads read what arrives, or the latent vectors that are made of it: the gradients of what they read are summed.
  constexpr void read_by_heads(const trained_row& r, sent_by_row& sent) {
    read_whole(r, sent, r.heads_read_input);
    if (r.shared_read == 0) return;
    const std::int64_t once = sent_by_gather(activation_bytes(r, o_, r.shared_read), p_.tensor);
    if (p_.sequence)
      sent.tensor = plus(sent.tensor, times(once, passes(r) + std::int64_t{r.wants}));
    else if (r.wants)
      sent.tensor = plus(sent.tensor, times(once, 2));
  }

  /// The output has parts along its last axis, or is whole on every device; `summed`: from parts on all of them.
  constexpr void make(trained_row& r, bool split, sent_by_row& sent, bool summed) {
    for (int j = 0; j != r.outputs; ++j) {
      const int t = r.tensor + j;
      split_.values[f_.tensors.values[t].root] = split;
      if (split) f_.tensors.values[t].parts = static_cast<int>(p_.tensor);
    }
    if (split) r.parts = static_cast<int>(p_.tensor);
    if (!summed) return;
    const std::int64_t once = sent_by_gather(whole_bytes(r.tensor), p_.tensor);
    // Summed forwards, and where that runs again; with `sequence` the sum is scattered, and its gradient gathered.
    const std::int64_t forwards = r.checkpoint != 0 && r.wants ? 2 : 1;
    sent.tensor = plus(sent.tensor, times(once, p_.sequence ? forwards + std::int64_t{r.wants} : 2 * forwards));
  }

  constexpr split_fault share_tokens(trained_row& r, int t) {
    trained_tensor& made = f_.tensors.values[t];
    const std::int64_t tokens = r.kind->begins || r.width <= 0 ? made.elements : made.elements / r.width;
    if (tokens > 0 && tokens % p_.tensor != 0) return {uneven::tokens, tokens, p_.tensor, r.number};
    made.parts = static_cast<int>(p_.tensor);
    r.parts = static_cast<int>(p_.tensor);
    return {};
  }

  /// All weights but `whole` of them have parts.
  constexpr void share_weights(trained_row& r, std::int64_t whole) const {
    const auto part = [this, whole](std::int64_t all) { return all > whole ? part_of(all - whole, p_.tensor) + whole : all; };
    r.trainable = part(r.trainable), r.fixed = r.trainable == 0 ? part(r.fixed) : r.fixed, r.factored = part(r.factored);
  }

  training_flow& f_;
  const training_options& o_;
  const parallel& p_;
  scratch<bool> split_;
  scratch<bool> gathered_;
  scratch<bool> reduced_;
};

}  // namespace nns::detail
