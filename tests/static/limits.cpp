// Large models under the compilers' default limits: long, wide, deep.
#include "asked.hpp"

#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/integral.hpp>

#include <utility>

using namespace nns::layers;
namespace mp11 = boost::mp11;

namespace {

// Layers with 1 to N units, all different types: 1 to 1, 1 to 2, ..., N - 1 to N.
template <class I>
struct dense_of;
template <std::size_t... I>
struct dense_of<std::index_sequence<I...>> : nns::sequential<input<1>, dense<static_cast<std::int64_t>(I) + 1>...> {};

// 300 of them, more than a fold of clang's may have: the sum of n (n + 1) for n from 1 to 299 is 299 300 301 / 3, and
// 1 for the first; the parameters have the units' sum 300 301 / 2 besides.
using three_hundred = dense_of<std::make_index_sequence<300>>;
static_assert(nns::forward<three_hundred>.count == 8'999'900 + 1);
static_assert(nns::parameters<three_hundred> == 8'999'900 + 1 + 45'150);
static_assert(nns::summary<three_hundred>.layers.size() == 301);
static_assert(nns::summary<three_hundred>.layers[300].name == "dense_299");

// 1,000 of them: 999 1,000 1,001 / 3 + 1.
using thousand = dense_of<std::make_index_sequence<1'000>>;
static_assert(nns::forward<thousand>.count == 333'333'000 + 1);
static_assert(nns::summary<thousand>.layers[1'000].name == "dense_999");
static_assert(nns::summary<thousand>.total.forward == nns::forward<thousand>);

// 1,000 copies of a few types, and 300 branches.
template <class... L>
using model = nns::sequential<input<8>, L...>;
using alternating =
    mp11::mp_apply<model, mp11::mp_repeat_c<mp11::mp_list<dense<8>, relu, batch_normalization<>, dropout>, 250>>;
static_assert(nns::parameters<alternating> == 250 * (72 + 32));
static_assert(nns::summary<alternating>.layers[997].name == "dense_249");
using wide = model<mp11::mp_apply<concatenate, mp11::mp_repeat_c<mp11::mp_list<dense<2>>, 300>>>;
static_assert(nns::output_shape<wide> == nns::shape{600});
static_assert(nns::summary<wide>.layers[301].more_sources == 299);

// A chain of 1,000 named nodes, and one layer that sees all of them.
template <unsigned I>
struct link {
  using type = node<nns::numbered<"unit", I>, dense<8>, nns::numbered<"unit", I - 1>>;
};
template <class I>
struct chain_of;
template <std::size_t... I>
struct chain_of<std::index_sequence<I...>>
    : nns::graph<node<"unit0", input<8>>, typename link<static_cast<unsigned>(I) + 1>::type...,
                 node<"all", add<>, "unit0", nns::numbered<"unit", static_cast<unsigned>(I) + 1>...>> {};
using chain = chain_of<std::make_index_sequence<1'000>>;
static_assert(nns::parameters<chain> == 72'000);
static_assert(nns::summary<chain>.layers.size() == 1'002);
static_assert(nns::summary<chain>.layers[1'000].name == "unit1000");
static_assert(nns::summary<chain>.layers[1'001].more_sources == 1'000);

// 30 levels of each kind of composition.
template <template <class> class Around, int Levels>
struct levels {
  using type = Around<typename levels<Around, Levels - 1>::type>;
};
template <template <class> class Around>
struct levels<Around, 0> {
  using type = dense<8>;
};
template <class L>
using in_sequence = nns::sequential<L, relu>;
template <class L>
using in_name = named<"n", L, relu>;
template <class L>
using in_sum = residual<L>;
template <class L>
using in_repeat = repeat<1, L>;
template <class L>
using in_graph = nns::graph<node<"x", L, "input">>;
static_assert(nns::parameters<model<levels<in_sequence, 30>::type>> == 72);
static_assert(nns::summary<model<levels<in_sequence, 30>::type>>.layers[1].depth == 30);
static_assert(nns::summary<model<levels<in_name, 30>::type>>.layers[1].name ==
              "n/n/n/n/n/n/n/n/n/n/n/n/n/n/n/n/n/n/n/n/n/n/n/n/n/n/n/n/n/n/dense");
static_assert(nns::parameters<model<levels<in_sum, 30>::type>> == 72);
static_assert(nns::summary<model<levels<in_sum, 30>::type>>.layers.size() == 32);
static_assert(nns::parameters<model<levels<in_repeat, 30>::type>> == 72);
static_assert(nns::parameters<model<levels<in_graph, 30>::type>> == 72);
// A hundred are the most that the library takes (machine::most_nested), and compilers stop at 512 calls.
static_assert(nns::parameters<model<levels<in_sum, 97>::type>> == 72);
static_assert(nns::summary<model<levels<in_sum, 97>::type>>.layers.size() == 99);
static_assert(nns::parameters<model<levels<in_sequence, 97>::type>> == 72);
// 2^30 copies in 30 repeats: one run, multiplied.
template <class L>
using twice = repeat<2, L>;
static_assert(nns::parameters<model<levels<twice, 20>::type>> == 72 * 1'048'576);
// A fault is found at any depth.
static_assert(asked::refused_by<input<7, 7>, typename levels<in_sequence, 30>::type, lstm<0>> != asked::rule::none);
static_assert(asked::refused_by<nns::sequential<typename levels<in_sum, 30>::type>> == asked::rule::no_input);

// A tensor with an extent, or a product of extents, that has overflowed arrives: the short way stays closed, and nothing
// wraps, which a constant would not bear. The next layer finds what is wrong.
constexpr bool short_way_for(const nns::shape& arriving) {
  nns::detail::machine m;
  m.arrive(nns::detail::tensor{arriving});
  return m.open != 0;
}
constexpr std::int64_t half = std::int64_t{1} << 62;
static_assert(short_way_for({4, 4, 3}) && short_way_for({1 << 17, 3}) && short_way_for({7}));
static_assert(!short_way_for({INT64_MIN, 3}) && !short_way_for({3, INT64_MIN}) && !short_way_for({INT64_MIN}));
static_assert(!short_way_for({half, half, 3}) && !short_way_for({half, half, half, 3}) && !short_way_for({3, half}));
static_assert(!short_way_for({nns::unknown, 3}) && !short_way_for({3, nns::unknown}) && !short_way_for({0, 3}));

}  // namespace
