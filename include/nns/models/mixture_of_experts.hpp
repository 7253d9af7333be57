// Mixture of experts: a router sends each token to a few of many experts.
#pragma once

#include <nns/layers/activation.hpp>
#include <nns/layers/dense.hpp>
#include <nns/layers/routing.hpp>
#include <nns/models/sequential.hpp>


namespace nns::detail {

/// The steps of a mixture: its router, dispatch, its expert, its shared expert if it has one, combine.
constexpr void run_mixture(machine& m, step_range steps, std::int64_t experts, std::int64_t used) {
  if (m.extra != 0) return m.fail(m.extra < 0 ? rule::no_input : rule::too_many_inputs, 1, m.inputs());
  if (experts < 1) return m.fail(rule::size_not_positive, experts);
  if (used < 1 || used > experts) return m.fail(rule::used_experts, experts, used);
  if (m.x.rank() == 0) return m.fail(rule::rank_too_small, 1, 0);
  const machine::scope outer = m.enter("mixture_of_experts");
  const description& composition = *m.about;
  const bool described = m.described;
  const auto run = [&](int part) {
    if (described) m.describe_part(composition, part);
    NNS_PERFORM(steps.first[part], m);
    if (!m.bad && m.extra != 0) m.fail(rule::too_many_outputs, m.inputs());
    if (m.bad) m.bad.leave(part);
    return !m.bad;
  };
  const tensor arrived = m.front();
  if (!run(0)) return;
  if (m.x.rank() == 0 || m.x.back() != experts)
    return m.fail(rule::scores_of_experts, experts, m.x.rank() == 0 ? 0 : m.x.back());
  const tensor scores = m.front();
  const tensor to_dispatch[] = {arrived, {scores.dims, scores.source, scores.output}};  // they choose: no gradient flows
  m.arrive(to_dispatch, 1);
  if (!run(1)) return;
  const expert_copies others = m.enter_experts({experts, used, m.leading()});
  if (!run(2)) return;
  m.leave_experts(others);
  tensor results[3] = {m.front(), scores, {}};
  const int shared = steps.size() - 4;
  if (shared == 1) {
    m.arrive(arrived);
    if (!run(3)) return;
    results[2] = m.front();
  }
  m.arrive(results, 1 + shared);
  if (!run(3 + shared)) return;
  if (described) m.describe_again(composition);
  m.leave(outer);
}

constexpr void part_of_a_mixture_alone(machine& m) { m.fail(rule::part_of_a_mixture); }

}  // namespace nns::detail

namespace nns::inline layers {

/// shared_expert<L...>: the expert of a mixture that sees every token. Its output is added.
template <class... L>
struct shared_expert {
  using nns_shared_expert = detail::list<L...>;
  static constexpr void NNS_STEP(detail::machine& m) { detail::part_of_a_mixture_alone(m); }
  NNS_STEP_AS_DATA
};

/// routed_by<L...>: the layers that make a mixture's scores, one for each expert, instead of dense<experts, no_bias,
/// softmax>.
template <class... L>
struct routed_by {
  using nns_router = detail::list<L...>;
  static constexpr void NNS_STEP(detail::machine& m) { detail::part_of_a_mixture_alone(m); }
  NNS_STEP_AS_DATA
};

}  // namespace nns::inline layers

namespace nns::detail {

template <class T>
using is_shared_expert = boost::mp11::mp_bool<requires { typename T::nns_shared_expert; }>;
template <class T>
using is_router = boost::mp11::mp_bool<requires { typename T::nns_router; }>;
template <class T>
using is_expert = boost::mp11::mp_bool<!is_shared_expert<T>::value && !is_router<T>::value>;

template <fixed_string Name, class List>
struct named_part;
template <fixed_string Name, class... L>
struct named_part<Name, list<L...>> {
  using type = list<named<Name, L...>>;
};

/// The parts that are given, by role; each list has at most one entry.
template <class Experts, class Routers, class Shared>
struct mixture_parts {
  static constexpr bool fit = false;
  using shared = list<>;
};
template <class Experts>
struct mixture_parts<Experts, list<>, list<>> {
  static constexpr bool fit = boost::mp11::mp_size<Experts>::value != 0;
  using shared = list<>;
};
template <class Experts, class R>
struct mixture_parts<Experts, list<R>, list<>> : mixture_parts<Experts, list<>, list<>> {
  using router = typename R::nns_router;
};
template <class Experts, class S>
struct mixture_parts<Experts, list<>, list<S>> : mixture_parts<Experts, list<>, list<>> {
  using shared = typename named_part<"shared_expert", typename S::nns_shared_expert>::type;
};
template <class Experts, class R, class S>
struct mixture_parts<Experts, list<R>, list<S>> : mixture_parts<Experts, list<R>, list<>> {
  using shared = typename named_part<"shared_expert", typename S::nns_shared_expert>::type;
};

template <std::int64_t Experts, class Parts>
struct router_of {
  using type = list<dense<Experts, no_bias, softmax>>;
};
template <std::int64_t Experts, class Parts>
  requires requires { typename Parts::router; }
struct router_of<Experts, Parts> {
  using type = typename Parts::router;
};

}  // namespace nns::detail

namespace nns::inline layers {

/// mixture_of_experts<experts, used, L..., shared_expert<S...>, routed_by<R...>>: E experts, each of them L with
/// weights of its own, of which k see each token. The router, by default dense<E, no_bias, softmax>, chooses them. S
/// sees every token. (..., C) to (..., C'), where C' is that of L. The T tokens are all positions that arrive.
/// Multiply-adds: T C E for the router; for each token, k times those of L for one token; and those of S. Parameters:
/// the router's, E times those of L, and those of S. nns::active_parameters counts k of the E. Rows: router, dispatch
/// (T k, C), expert/..., shared_expert/..., combine; an expert's rows stand for all E, and see the T k tokens that are
/// routed. Not counted: choosing experts, weighting by scores, load balancing, dropped tokens.
/// Source: Shazeer et al. 2017; Jiang et al. 2024 (Mixtral); Dai et al. 2024 (DeepSeekMoE).
template <std::int64_t Experts, std::int64_t Used, class... Parts>
struct mixture_of_experts {
  using nns_composition = mixture_of_experts;
  using nns_roles = detail::mixture_parts<detail::copy_if<detail::list<Parts...>, detail::is_expert>,
                                          detail::copy_if<detail::list<Parts...>, detail::is_router>,
                                          detail::copy_if<detail::list<Parts...>, detail::is_shared_expert>>;
  using nns_expert = detail::copy_if<detail::list<Parts...>, detail::is_expert>;
  using nns_parts = boost::mp11::mp_append<
      typename detail::named_part<"router", typename detail::router_of<Experts, nns_roles>::type>::type,
      detail::list<detail::dispatch<Used>>, typename detail::named_part<"expert", nns_expert>::type,
      typename nns_roles::shared, detail::list<detail::combine<Used>>>;
  static constexpr void NNS_STEP(detail::machine& m) {
    if constexpr (nns_roles::fit)
      detail::run_mixture(m, detail::table<nns_parts>.steps, Experts, Used);
    else
      m.fail(detail::rule::experts_are_one_layer, static_cast<std::int64_t>(sizeof...(Parts)));
  }
  NNS_STEP_AS_DATA
};

}  // namespace nns::inline layers
