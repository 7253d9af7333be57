// Layers one after another: sequential, and what groups, names and repeats them.
#pragma once

#include <nns/detail/table.hpp>
#include <nns/layer.hpp>

namespace nns::detail {

/// A composition inside a model: a block of rows, or the model itself.
constexpr void run_block(machine& m, step_range steps) {
  if (m.begins_model()) return run_steps(m, steps);
  const machine::scope outer = m.enter("sequential");
  m.start();
  run_steps(m, steps);
  m.leave(outer);
}

constexpr void run_named(machine& m, text name, step_range steps, bool single) {
  if (!m.name.empty()) {  // it is named once more, further out
    const bool has_own = m.has_own;
    const machine::scope outer = m.enter("sequential");
    m.has_own = has_own;  // both names are the same struct's
    run_named(m, name, steps, single);
    return m.leave(outer);
  }
  m.call(name);
  if (m.bad) return;
  if (single)
    run_steps(m, steps);
  else
    run_block(m, steps);
}

/// The most characters that the names of a model's rows may have together: a summary's positions are ints.
inline constexpr int most_characters = 1 << 30;

/// What one copy of a repeat passes to the next: its outputs, then the repeat's inputs for which it has no output.
struct handing_on {
  shelf all{};
  int further = 0;  // inputs of the repeat beyond the first

  constexpr explicit handing_on(const machine& m) : further(m.extra > 0 ? m.extra : 0) {
    if (further == 0) return;
    all.reserve(further + 1);
    for (int i = 0; i != further; ++i) all.values[i + 1] = m.more[i];
  }
  constexpr void to(machine& m) {
    if (m.extra >= further) return;
    all.values[0] = m.front();
    for (int i = 0; i < m.extra; ++i) all.values[i + 1] = m.more[i];
    m.arrive(all.values, further);
  }
};

/// What arrives at one copy of a repeat beyond the first tensor, so that the copy's outputs can be compared with it.
struct copy_inputs {
  tensor* kept = nullptr;
  int room = 0;
  int used = 0;

  constexpr copy_inputs() = default;
  copy_inputs(const copy_inputs&) = delete;
  copy_inputs& operator=(const copy_inputs&) = delete;
  constexpr ~copy_inputs() {
    if (room != 0) delete[] kept;
  }
  constexpr void keep(const machine& m) {
    used = m.extra;
    if (used > room) {
      if (room != 0) delete[] kept;
      kept = new tensor[static_cast<std::size_t>(used)]{};
      room = used;
    }
    for (int i = 0; i < used; ++i) kept[i] = m.more[i];
  }
  [[nodiscard]] constexpr bool are_outputs_of(const machine& m) const {
    for (int i = 0; i < used; ++i)
      if (!(kept[i].dims == m.more[i].dims) || kept[i].wants != m.more[i].wants) return false;
    return used == m.extra;
  }
};

/// n copies. A total runs one copy and multiplies if that gives the same result: when the shapes come back unchanged.
/// Several layers under a name are a composition in each copy.
constexpr void run_copies(machine& m, step_range steps, std::int64_t n) {
  if (n < 1) return m.fail(rule::repeat_count_negative, n);
  const text name = m.name;
  const bool outer = m.later_copy;
  const description* const own = m.own;
  const bool has_own = m.has_own;
  handing_on hand(m);
  copy_inputs inputs;
  for (std::int64_t i = 0; i != n && !m.bad; ++i) {
    if (i != 0) hand.to(m);
    m.set_name(name);
    m.later_copy = outer || i != 0;
    m.own = own, m.has_own = has_own;
    const totals before = m.sum;
    const shape arrived = m.x;
    const int extra = m.extra;
    const bool wanted = m.wants;
    const bool only_sums = !m.recording && !m.observed && !m.inside_rnn;
    if (only_sums && extra > 0) inputs.keep(m);
    m.sum = {};
    m.sum.rows = before.rows;
    if (name.empty() || steps.size() < 2)
      run_steps(m, steps);
    else
      run_block(m, steps);
    m.sum.rows -= before.rows;
    const bool again = only_sums && !m.bad && extra >= 0 && m.x == arrived && m.wants == wanted &&
                       (m.extra == 0 || (m.extra == extra && inputs.are_outputs_of(m)));
    const totals one = m.sum;
    m.sum = before;
    if (again && n - i > most_characters / (one.characters + 1)) return m.fail(rule::too_many_rows, n);
    m.sum.add(one, again ? n - i : 1);
    if (again) break;
    // An observer that takes one copy for several sees the first, the second and the last.
    if (i == 1 && n > 3 && m.observed && !m.recording && !m.inside_rnn && !m.bad && extra >= 0 && m.extra == 0 && m.x == arrived &&
        m.wants == wanted && m.onlooker->skip(m, one.rows, n - 3)) {
      m.sum.add(one, n - 3);
      i = n - 2;
    }
  }
  m.later_copy = outer;
  m.keep_room();
  if (m.overflows()) m.fail(rule::count_overflows_63_bits);
}

/// Layers whose weights are not trained. Those after them are trained again, unless they are inside another
/// frozen<...>.
constexpr void run_frozen(machine& m, step_range steps) {
  const bool outer = m.frozen;
  m.freeze(true);
  if (steps.size() < 2)
    run_steps(m, steps);
  else
    run_block(m, steps);
  m.freeze(outer);
  if (!m.bad) m.settle();
}

/// The layers of a model that is made of objects instead of types: sequential(input<8>{}, dense<4>{}).
template <class...>
struct objects {
  static constexpr bool are_types = false;
};

/// Layers whose forward pass runs once more in the backward pass, if a gradient flows through them.
constexpr void run_checkpointed(machine& m, step_range steps) {
  const count forward_before = m.sum.forward;
  const int first = m.sum.rows;
  const int outer = m.checkpoint;
  if (outer == 0) m.checkpoint = ++m.checkpoints;
  if (steps.size() < 2)
    run_steps(m, steps);
  else
    run_block(m, steps);
  m.checkpoint = outer;
  if (m.bad || !m.how->gradients || !m.wants_any()) return;
  const count again = m.sum.forward - forward_before;
  if (again.is_known())
    m.sum.add_beyond(again.value, 1);
  else
    m.sum.backward_state += again;
  for (int row = first; m.recording && row != m.sum.rows; ++row) {
    layer_summary& r = m.record->rows[row];
    r.backward.count = plus(r.backward.count, r.forward.count);
  }
}

}  // namespace nns::detail

namespace nns::inline layers {

/// sequential<input<...>, layer, ...>: each layer takes the output of the one before it. A model, or a part of one.
template <class... L>  // types: sequential<input<8>, dense<4>>
struct sequential {
  using nns_model = sequential;
  using nns_composition = sequential;
  using nns_parts = detail::list<L...>;
  using nns_chain = nns_parts;
  static constexpr void NNS_STEP(detail::machine& m) { detail::run_block(m, detail::table<nns_parts>.steps); }
  NNS_STEP_AS_DATA
};

/// Objects instead of types, as in Python: nns::sequential(input<8>{}, dense<4>{}). This is always an error.
template <class First, class Second, class... L>
sequential(First, Second, L...) -> sequential<detail::objects<First, Second, L...>>;
template <class... L>
struct sequential<detail::objects<L...>> {
  constexpr sequential(const L&...) {
    static_assert(detail::objects<L...>::are_types,
                  "nns: a model is a type, and so are its layers: write struct net : nns::sequential<input<8>, "
                  "dense<4>> {}; with < >, and without { } after a layer");
  }
};

/// named<"conv1", L>: the row of L is called conv1; the rows of a composition are prefixed with conv1/.
/// Several layers are a composition, and so is a layer that already has a name.
template <fixed_string Name, class... L>  // named<"fc", dense<4>>
struct named {
  using nns_composition = named;
  using nns_parts = detail::list<L...>;
  static constexpr auto nns_name = Name;
  static constexpr void NNS_STEP(detail::machine& m) {
    detail::run_named(m, nns_name.view(), detail::table<nns_parts>.steps, sizeof...(L) == 1);
  }
  NNS_STEP_AS_DATA
};

/// repeat<n, L...>: the layers n times, each copy with its own weights. Later copies of a name append _1, _2, ...
/// Each copy takes the output of the one before it; further inputs of the repeat (such as the encoder's output in a decoder)
/// go to every copy.
template <std::int64_t N, class... L>  // repeat<3, dense<4>>
struct repeat {
  using nns_composition = repeat;
  using nns_parts = detail::list<L...>;
  static constexpr void NNS_STEP(detail::machine& m) { detail::run_copies(m, detail::table<nns_parts>.steps, N); }
  NNS_STEP_AS_DATA
};

/// frozen<L...>: L with weights that are not trained: all their parameters count, none of them as trainable. Several
/// layers are a composition, as in a sequential without a name. The convention `autograd` does not count the
/// gradients of their weights; by other conventions the backward pass costs the same as without frozen.
template <class... L>
struct frozen {
  using nns_model = frozen;
  using nns_parts = detail::list<L...>;
  static constexpr void NNS_STEP(detail::machine& m) { detail::run_frozen(m, detail::table<nns_parts>.steps); }
  NNS_STEP_AS_DATA
};

/// checkpointed<L...>: only the input of these layers is kept for the backward pass, which runs their forward pass
/// again. This changes training memory (nns/memory/training.hpp), and adds L's forward pass to the backward pass of the
/// convention `autograd`. Several layers are a composition, as in a sequential without a name. Source: Chen et al.
/// 2016.
template <class... L>
struct checkpointed {
  using nns_model = checkpointed;
  using nns_parts = detail::list<L...>;
  static constexpr void NNS_STEP(detail::machine& m) { detail::run_checkpointed(m, detail::table<nns_parts>.steps); }
  NNS_STEP_AS_DATA
};

}  // namespace nns::inline layers
