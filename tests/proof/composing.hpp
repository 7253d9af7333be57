// Random networks at run time: layers that are values become steps, so that the library's compositions can run them.
#pragma once

#include "drawing.hpp"

#include <utility>

namespace proof {

/// Layers and groups of steps that the functions below run; a test fills them in before it uses the functions.
inline std::vector<setting> layers_at_work;
inline std::vector<std::vector<detail::table_step>> groups_at_work;

inline constexpr int most_at_work = 40;

/// The steps of a group, without the null behind them.
inline detail::step_range steps_of(const std::vector<detail::table_step>& group) {
  return {group.data(), group.data() + group.size() - 1};
}

template <std::size_t I>
void run_layer_at_work(detail::machine& m) {
  run_setting(m, layers_at_work[I]);
}
/// A composition inside a model: a sequential of its own.
template <std::size_t I>
void run_group_at_work(detail::machine& m) {
  detail::run_block(m, steps_of(groups_at_work[I]));
}
/// The layers of a branch.
template <std::size_t I>
void run_branch_at_work(detail::machine& m) {
  detail::run_steps(m, steps_of(groups_at_work[I]));
}

struct steps_at_work {
  detail::table_step layer[most_at_work];
  detail::table_step group[most_at_work];
  detail::table_step branch[most_at_work];
};

template <std::size_t... I>
constexpr steps_at_work all_steps(std::index_sequence<I...>) {
  return {{detail::function_in_table<&run_layer_at_work<I>>...},
          {detail::function_in_table<&run_group_at_work<I>>...},
          {detail::function_in_table<&run_branch_at_work<I>>...}};
}
inline constexpr steps_at_work steps = all_steps(std::make_index_sequence<most_at_work>{});

/// Adds a layer, or a group of steps, and yields its step.
inline detail::table_step put_to_work(setting s) {
  layers_at_work.push_back(std::move(s));
  return steps.layer[layers_at_work.size() - 1];
}
inline std::size_t put_group_to_work(std::vector<detail::table_step> group) {
  group.push_back(nullptr);
  groups_at_work.push_back(std::move(group));
  return groups_at_work.size() - 1;
}
inline void clear_work() {
  layers_at_work.clear();
  groups_at_work.clear();
}

/// A layer that may follow the shape: of any kind that its rank admits.
inline setting draw_layer_on(random& r, const nns::shape& x) {
  for (;;) {
    setting s;
    const int axes = x.rank() - 1;
    const bool has_axes = axes >= 1 && axes <= 3;
    switch (r.between(0, 8)) {
      case 0:
      case 1:
        s.kind = &detail::dense_family;
        s.numbers = {r.once_in(2) ? x.back() : r.between(1, 8)};
        draw_bias(r, s);
        draw_activation(r, s);
        break;
      case 2: s.kind = &detail::batch_normalization_family; break;
      case 3: s.kind = &nns::relu::kind; break;
      case 4: s.kind = r.once_in(3) ? &nns::flatten::kind : &nns::dropout::kind; break;
      case 5:
      case 6: {
        if (!has_axes) continue;
        const window_kind kinds[] = {window_kind::convolution, window_kind::convolution, window_kind::transposed,
                                     window_kind::depthwise, window_kind::separable};
        const window_kind kind = kinds[r.between(0, axes == 3 ? 2 : 4)];
        convolution_setting c;
        c.axes = axes;
        s.kind = window_family(kind, axes);
        if (kind != window_kind::depthwise) s.numbers = {r.once_in(2) ? x.back() : r.between(1, 6)};
        draw_window(r, kind, s, c);
        draw_bias(r, s);
        draw_activation(r, s);
        break;
      }
      case 7: {
        if (x.rank() != 2) continue;
        reference_ptr unused;
        const std::int64_t units = r.once_in(2) ? x.back() : r.between(1, 6);
        s = draw_recurrent(r, draw_cell_name(r), false, r.once_in(2), units, &unused);
        break;
      }
      default:
        if (x.rank() < 2) continue;
        s.kind = &detail::time_distributed_family;
        s.inner.push_back({.kind = &detail::dense_family, .numbers = {r.between(1, 6)}});
    }
    const answer a = ask(s, {x});
    if (a.broken == detail::rule::none && a.output.elements() <= 100'000) return s;
  }
}

/// The same, of those that leave the shape as it is.
inline setting draw_layer_that_keeps(random& r, const nns::shape& x) {
  for (;;) {
    setting s = draw_layer_on(r, x);
    if (ask(s, {x}).output == x) return s;
  }
}

inline nns::shape draw_shape(random& r) { return random_shape(r, static_cast<int>(r.between(1, 4)), 7); }

/// What a machine knows after it has run steps on a shape.
inline answer run_on(const nns::shape& x, const std::vector<detail::table_step>& all,
                     nns::counting how = nns::convention::standard) {
  detail::machine m;
  m.how = how;
  m.arrive({x});
  for (const detail::table_step s : all)
    if (!m.bad) NNS_PERFORM(s, m);
  return {m.bad.broken, m.x, m.sum};
}

inline std::string list_of_layers(std::uint64_t seed, const nns::shape& x) {
  std::string text = "seed " + std::to_string(seed) + ": input<" + text_of(x) + ">";
  for (const setting& s : layers_at_work) text += ", " + text_of(s);
  return text;
}

/// Where two totals differ.
inline std::string difference_of(const answer& a, const answer& b) {
  difference found;
  found.expect("rule", static_cast<int>(a.broken), static_cast<int>(b.broken));
  if (a.broken == detail::rule::none && b.broken == detail::rule::none) {
    found.expect("output", a.output, b.output);
    found.expect("forward", a.sum.forward.value, b.sum.forward.value);
    found.expect("backward", a.sum.backward().value, b.sum.backward().value);
    found.expect("trainable", a.sum.trainable.value, b.sum.trainable.value);
    found.expect("fixed", a.sum.fixed.value, b.sum.fixed.value);
    found.expect("activations", a.sum.activations.value, b.sum.activations.value);
    found.expect("rows", a.sum.rows, b.sum.rows);
    found.expect("further inputs", a.sum.edges, b.sum.edges);
  }
  return found.text;
}

}  // namespace proof
