// The tensors of a .tflite that need memory while it runs, for the plans of nns/memory/plan.hpp: by this library's
// options, without the kernels' scratch. TFLM's own list is nns/memory/tflm/buffers.hpp.
#pragma once

#include <nns/detail/scratch.hpp>
#include <nns/import/tflite/operators.hpp>
#include <nns/memory/options.hpp>
#include <nns/memory/tflm/lifetimes.hpp>

namespace nns::detail {

/// Lists buffers. Times are the numbers of rows: inputs come before the first operator.
struct tflite_buffer_list {
  const tflite_graph& g;
  const int* makers;
  const tflm_lifetime* lives;
  const memory_options& o;
  memory_buffer* buffers = nullptr;  // null: they are only counted
  int* tensors = nullptr;            // which tensor each of them is
  int used = 0;

  constexpr void run() {
    const tflite_subgraph& s = g.subgraphs[0];
    scratch<int> roots(g.tensor_count);
    scratch<tflm_lifetime> needed(g.tensor_count);
    scratch<bool> ends(g.tensor_count);
    for (int i = 0; i != g.tensor_count; ++i) roots.values[i] = i, needed.values[i] = lives[i];
    for (int i = 0; o.inputs_outside && i != s.inputs; ++i) leave_out(ends.values, s, s.first_input + i);
    for (int i = 0; o.outputs_outside && i != s.outputs; ++i) leave_out(ends.values, s, s.first_output + i);
    if (o.views || o.in_place) share(roots.values, needed.values);
    const int shift = s.inputs > 1 ? s.inputs - 1 : 0;
    for (int i = 0; i != g.tensor_count; ++i) {
      if (roots.values[i] != i || ends.values[i] || !is_live(i)) continue;
      if (buffers != nullptr) {
        memory_buffer& b = buffers[used];
        b.bytes = byte_count{size_of(i)};
        b.first = needed.values[i].first < 0 ? 0 : needed.values[i].first + shift;
        b.last = needed.values[i].last < 0 ? 0 : needed.values[i].last + shift;
        tensors[used] = i;
      }
      ++used;
    }
  }

 private:
  /// Variables and their handles are not activations, and unused tensors need no memory.
  [[nodiscard]] constexpr bool is_live(int tensor) const {
    const tflite_tensor& t = g.tensors[tensor];
    return !t.constant() && t.bytes != 0 && !t.variable && lives[tensor].first >= 0 && t.type != tflite_type::resource;
  }

  constexpr void leave_out(bool* ends, const tflite_subgraph& s, int index) const {
    if (const int t = g.indices[index]; t >= 0) ends[s.first_tensor + t] = true;
  }

  [[nodiscard]] constexpr std::int64_t size_of(int tensor) const {
    const tflite_tensor& t = g.tensors[tensor];
    const bool as_said = o.has_storage && t.type != tflite_type::int32 && t.type != tflite_type::int64 &&
                         t.type != tflite_type::bool_ && t.type != tflite_type::string;
    return checked(count{as_said ? bytes_of(t.elements, o.storage.activations) : t.bytes} * o.batch);
  }

  /// Whether the operator can overwrite its input element by element, or changes no element.
  [[nodiscard]] constexpr bool may_share(const tflite_node& n) const {
    const text kind = tflite_kinds[n.code].name;
    if (o.views && (n.is(tflite_operator::reshape) || kind == "SQUEEZE" || kind == "EXPAND_DIMS")) return true;
    if (!o.in_place) return false;
    for (const text& one : {text{"ADD"}, text{"SUB"}, text{"MUL"}, text{"DIV"}, text{"RELU"}, text{"RELU6"},
                            text{"RELU_N1_TO_1"}, text{"LOGISTIC"}, text{"TANH"}, text{"HARD_SWISH"}, text{"PRELU"},
                            text{"LEAKY_RELU"}, text{"ELU"}, text{"GELU"}, text{"MAXIMUM"}, text{"MINIMUM"},
                            text{"ABS"}, text{"EXP"}, text{"NEG"}, text{"SQRT"}, text{"RSQRT"}, text{"SQUARE"}})
      if (kind == one) return true;
    return false;
  }

  constexpr void share(int* roots, tflm_lifetime* needed) const {
    const tflite_subgraph& s = g.subgraphs[0];
    for (int j = 0; j != s.operators; ++j) {
      const tflite_node& n = g.operators[s.first_operator + j];
      if (n.outputs != 1 || !may_share(n)) continue;
      const int to = g.output(s, n, 0);
      if (to < 0 || !is_live(to)) continue;
      const bool view = n.is(tflite_operator::reshape) || tflite_kinds[n.code].name == "SQUEEZE" ||
                        tflite_kinds[n.code].name == "EXPAND_DIMS";
      for (int i = 0; i != n.inputs; ++i) {
        const int from = g.input(s, n, i);
        if (from < 0 || !is_live(from) || size_of(from) != size_of(to)) continue;
        const int root = roots[from];
        // An overwritten tensor, and those that share its memory, must not be read afterwards; an input is not
        // overwritten.
        if (!view && (needed[root].last != lives[to].first || makers[root] < 0)) continue;
        roots[to] = root;
        if (needed[to].last > needed[root].last) needed[root].last = needed[to].last;
        break;
      }
    }
  }
};

}  // namespace nns::detail
