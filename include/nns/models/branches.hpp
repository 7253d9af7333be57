// Branches that read the same input and are merged: residual, add, concatenate and the like. Branches may also be
// models with inputs of their own.
// A merge without branches merges the inputs of its node in a graph.
#pragma once

#include <nns/detail/partition.hpp>
#include <nns/layers/merging.hpp>
#include <nns/models/sequential.hpp>

#include <cstddef>

namespace nns::detail {

/// Branches that are models with inputs of their own: no tensor has arrived, or as many as they declare together.
struct towers {
  shelf arrived;
  int arrivals;
  int taken = 0;

  constexpr explicit towers(const machine& m) : arrived(m.inputs()), arrivals(m.inputs()) {
    for (int i = 0; i < arrivals; ++i) arrived.values[i] = i == 0 ? m.front() : m.more[i - 1];
  }
  constexpr void begin(machine& m, table_step tower) {
    m.outermost = false;
    if (arrivals == 0) return m.await_input();
    const int takes = declared_inputs(tower);
    if (takes == 0) return m.fail(rule::too_many_inputs, 1, arrivals);
    if (taken + takes > arrivals) return m.fail(rule::inputs_do_not_match, taken + takes, arrivals);
    m.arrive(arrived.values + taken, takes - 1);
    taken += takes;
  }
  constexpr void end(machine& m) const {
    if (!m.bad && taken != arrivals) m.fail(rule::inputs_do_not_match, taken, arrivals);
  }
};

/// The branches of a merge at which no tensor arrives, or several: they must be models with inputs of their own.
template <int N>
constexpr void run_towers(machine& m, step_range branches, const family& merge, const options& o) {
  if (branches.size() != N) return m.fail(m.extra < 0 ? rule::no_input : rule::too_many_inputs, 1, m.inputs());
  towers all(m);
  const machine::scope outer = m.enter(merge.kind);
  const description& composition = *m.about;
  const bool described = m.described;
  tensor results[static_cast<std::size_t>(N)];
  for (int i = 0; i != N; ++i) {
    all.begin(m, branches.first[i]);
    if (described) m.describe_part(composition, i);
    if (!m.bad) NNS_PERFORM(branches.first[i], m);
    if (!m.bad && m.extra != 0) m.fail(rule::too_many_inputs, 1, m.inputs());
    if (m.bad) return m.bad.leave(i);
    results[i] = m.front();
  }
  all.end(m);
  if (m.bad) return;
  if (described) m.describe_again(composition);
  m.arrive(results, N - 1);
  m.run(merge, {}, o);
  m.leave(outer);
}

/// All branches, then the merge: a block of rows. N is their number; a branch without steps passes its input on.
template <int N>
constexpr void run_branches(machine& m, step_range branches, const family& merge, const options& o) {
  if (m.extra != 0) return run_towers<N>(m, branches, merge, o);
  const machine::scope outer = m.enter(merge.kind);
  const description& composition = *m.about;
  const bool described = m.described;
  const tensor arrived = m.front();
  tensor results[static_cast<std::size_t>(N)];
  for (int i = 0; i != N; ++i) {
    if (i != 0) m.arrive(arrived);
    if (described && i < branches.size()) m.describe_part(composition, i);
    if (i < branches.size()) NNS_PERFORM(branches.first[i], m);
    if (m.extra != 0) m.fail(rule::too_many_inputs, 1, m.inputs());
    if (m.bad) return m.bad.leave(i);
    results[i] = m.front();
  }
  if (described) m.describe_again(composition);
  m.arrive(results, N - 1);
  m.run(merge, {}, o);
  m.leave(outer);
}

/// A merge of branches, or of a node's inputs. `Merge` is the derived class's family.
template <const family& Merge, class... Parts>
struct merge_of {
  using nns_split = partition<Parts...>;
  using nns_parts = typename nns_split::parts;
  static constexpr void NNS_STEP(machine& m) {
    constexpr int n = static_cast<int>(boost::mp11::mp_size<nns_parts>::value);
    if constexpr (n == 0) {
      m.run(Merge, {}, nns_split::given);
    } else {
      run_branches<n>(m, table<nns_parts>.steps, Merge, nns_split::given);
    }
  }
  NNS_STEP_AS_DATA
};

}  // namespace nns::detail

namespace nns::inline layers {

/// add<B...>: the sum of the branches' outputs, element by element. Extents of 1 are stretched, as in Keras.
template <class... B>
struct add : detail::merge_of<detail::add_family, B...> {
  using nns_composition = add;
};
/// subtract<A, B>: the first branch minus the second.
template <class... B>
struct subtract : detail::merge_of<detail::subtract_family, B...> {
  using nns_composition = subtract;
};
template <class... B>
struct multiply : detail::merge_of<detail::multiply_family, B...> {
  using nns_composition = multiply;
};
template <class... B>
struct average : detail::merge_of<detail::average_family, B...> {
  using nns_composition = average;
};
template <class... B>
struct maximum : detail::merge_of<detail::maximum_family, B...> {
  using nns_composition = maximum;
};
template <class... B>
struct minimum : detail::merge_of<detail::minimum_family, B...> {
  using nns_composition = minimum;
};
/// concatenate<B..., axis<n>>: the branches' outputs, concatenated along the axis, by default the last.
template <class... B>
struct concatenate : detail::merge_of<detail::concatenate_family, B...> {
  using nns_composition = concatenate;
};
/// stack<B..., axis<n>>: the branches' outputs, all of one shape, along a new axis, by default the last.
template <class... B>
struct stack : detail::merge_of<detail::stack_family, B...> {
  using nns_composition = stack;
};

/// shortcut<S...>: the layers on the short path of a residual.
template <class... S>
struct shortcut {
  using nns_shortcut = detail::list<S...>;
};

}  // namespace nns::inline layers

namespace nns::detail {

template <class T>
using is_shortcut = boost::mp11::mp_bool<requires { typename T::nns_shortcut; }>;

/// Several layers as one branch.
template <class Parts>
struct branch {
  using nns_parts = Parts;
  static constexpr bool nns_unwritten = true;
  static constexpr void NNS_STEP(machine& m) { run_steps(m, table<Parts>.steps); }
  NNS_STEP_AS_DATA
};

/// The paths of a residual, from the list of its shortcut<...>s; without one, the short path has no step.
template <class Shortcuts>
struct ways_beside {
  template <class LongWay>
  using parts = list<LongWay>;
};
template <class S>
struct ways_beside<list<S>> {
  template <class LongWay>
  using parts = list<LongWay, branch<typename S::nns_shortcut>>;
};

}  // namespace nns::detail

namespace nns::inline layers {

/// residual<L...>: the sum of the input and the output of L. residual<L..., shortcut<S...>>: the sum of the outputs of
/// S and L.
template <class... L>
struct residual {
  using nns_composition = residual;
  using nns_split = detail::chosen_of<detail::list<L...>, detail::is_shortcut>;
  using nns_parts = typename detail::ways_beside<typename nns_split::type>::template parts<
      detail::branch<typename nns_split::others>>;
  static constexpr void NNS_STEP(detail::machine& m) {
    if constexpr (nns_split::count > 1)
      m.fail(detail::rule::two_shortcuts, nns_split::count);
    else
      detail::run_branches<2>(m, detail::table<nns_parts>.steps, detail::add_family, detail::no_options);
  }
  NNS_STEP_AS_DATA
};

}  // namespace nns::inline layers
