// What types say about their rows besides their steps: the kind of a struct that derives from a layer or a composition.
// Only summaries read it; totals do not.
#pragma once

#include <nns/detail/builtin.hpp>
#include <nns/detail/table.hpp>
#include <nns/detail/type_name.hpp>

namespace nns::detail {

template <bool Tells>
struct if_quiet {};
template <>
struct if_quiet<false> {
  using type = void;
};

template <class List>
inline constexpr bool any_may_tell = false;

/// Whether a layer may have a kind of its own, or parts that do: asked of every layer, so nothing is instantiated for
/// it. A type that has parts but is not a composition (a wrapper) tells what its parts tell. (A nested requirement
/// would not expand with g++ 12.)
#define NNS_MAY_TELL(L)                                                              \
  ((requires { typename L::nns_parts; } &&                                           \
    (requires { typename L::nns_composition; } ||                                    \
     !requires { typename if_quiet<any_may_tell<typename L::nns_parts>>::type; })) || \
   requires { as_text(L::kind); })

template <std::size_t N>
constexpr bool any_of(const bool (&values)[N]) {
  for (const bool value : values)
    if (value) return true;
  return false;
}
template <class... L>
inline constexpr bool any_may_tell<list<L...>> = any_of({NNS_MAY_TELL(L)..., false});

#if defined(__clang__)
template <class... L>
  requires are_leaves<list<L...>>
inline constexpr bool any_may_tell<list<L...>> = false;
#else
/// Whether no layer has parts or a kind of its own. (With clang the table asks this, too: detail/table.hpp.)
template <class List>
inline constexpr bool are_leaves = false;
template <bool...>
struct answers {};
template <class... L>
inline constexpr bool are_leaves<list<L...>> =
    NNS_IS_SAME(answers<(requires { typename L::nns_parts; } || requires { as_text(L::kind); })...>,
                answers<(sizeof(L*) == 0)...>);
#endif

template <class L>
concept says_kind = native<L> && requires { as_text(L::kind); };
template <class L>
concept derived_composition = requires { typename L::nns_composition; } && !NNS_IS_SAME(typename L::nns_composition, L);

template <class L>
inline constexpr family own_family{.kind = as_text(L::kind)};

/// What a type says about itself: its member `kind` or, if it derives from a composition, its name.
template <class L>
inline constexpr description own_description{};
template <derived_composition L>
inline constexpr description own_description<L>{.block = type_kind<L>};
template <says_kind L>
inline constexpr description own_description<L>{.block = own_family<L>.kind, .row = &own_family<L>, .has_row = true};
template <says_kind L>
  requires derived_composition<L>
inline constexpr description own_description<L>{.block = own_family<L>.kind, .row = &own_family<L>, .has_row = true};

template <class L>
inline constexpr description description_of = own_description<L>;

template <bool May>
struct if_told {
  template <class L>
  using type = L;
};
template <>
struct if_told<false> {
  template <class>
  using type = void;
};

template <std::size_t N>
struct description_table {
  description parts[N + 1];
};
template <class List, bool MayTell = any_may_tell<List>>
inline constexpr description_table<0> descriptions{};
template <class... L>
inline constexpr description_table<sizeof...(L)> descriptions<list<L...>, true>{
    {description_of<typename if_told<NNS_MAY_TELL(L)>::template type<L>>..., {}}};

#undef NNS_MAY_TELL

template <std::size_t N>
constexpr description with_parts(description whole, const description_table<N>& table) {
  whole.parts = table.parts;
  for (const description& part : table.parts) {
    whole.has_parts = whole.has_parts || part.has_parts || part.block.length != 0;
    whole.names_rows = whole.names_rows || part.names_rows || part.has_row;
  }
  return whole;
}

/// The parts of a composition, which say something about its rows: of a graph the layers of its nodes.
template <class List>
struct described_parts {
  using type = List;
};

template <class L>
  requires requires { typename L::nns_parts; }
inline constexpr description description_of<L> =
    with_parts(own_description<L>, descriptions<typename described_parts<typename L::nns_parts>::type>);

/// A model's step, with what its type says about the rows.
struct described_step {
  step run = nullptr;
  const description* about = &no_description;

  constexpr described_step(step of) : run(of) {}
  constexpr described_step(step of, const description& types) : run(of), about(&types) {}
  constexpr void operator()(machine& m) const {
    m.describe(*about);
    run(m);
  }
};

template <class M>
inline constexpr described_step described{step_of<M>, description_of<M>};

}  // namespace nns::detail
