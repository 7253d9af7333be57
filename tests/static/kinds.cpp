// What rows and compositions are called after: the structs that a model is made of.
#include "asked.hpp"

#include <string_view>

using namespace nns::layers;

namespace mine {

template <int>
struct width {};
template <class A, class B>
struct residual_unit : residual<dense<8>, relu> {};
struct stem : named<"stem", dense<8>, relu> {};
struct gated : multiply<dense<8>, dense<8, sigmoid>> {};
struct backbone : nns::sequential<input<8>, residual_unit<width<1>, width<2>>, stem> {};
struct joined : nns::graph<node<"x", input<8>>, node<"y", residual_unit<width<2>, width<1>>, "x">> {};
/// Layers with a kind of their own; the one behind them has none, and says nothing by its name.
struct scorer : dense<8> {
  static constexpr auto kind = "scorer";
};
struct smoother : bidirectional<lstm<4>> {
  static constexpr std::string_view kind = "smoother";
};
struct plain : dense<8> {};
struct mixer : add<> {
  static constexpr nns::text kind = "mixer";
};
struct tower : nns::sequential<residual<dense<8>>, dense<8>> {
  static constexpr auto kind = "two_in_one";
};
template <class W, int N, auto Large>
struct net : nns::sequential<input<8>, residual_unit<W, width<N>>, dense<8>> {};

}  // namespace mine

namespace {

/// Whether the compositions of a model have these kinds.
template <class M, std::size_t N>
constexpr bool blocks_are(const nns::text (&kinds)[N]) {
  if (nns::summary<M>.blocks.size() != static_cast<int>(N)) return false;
  for (std::size_t i = 0; i != N; ++i)
    if (!(nns::summary<M>.blocks[i].kind == kinds[i])) return false;
  return true;
}
template <class M, std::size_t N>
constexpr bool kinds_are(const nns::text (&kinds)[N]) {
  if (nns::summary<M>.layers.size() != static_cast<int>(N)) return false;
  for (std::size_t i = 0; i != N; ++i)
    if (!(nns::summary<M>.layers[i].kind == kinds[i])) return false;
  return true;
}
using asked::rows_are;

// A composition is of its struct's kind; one without a struct, of the composition that it is.
using inside = nns::sequential<input<8>, mine::residual_unit<mine::width<1>, mine::width<3>>, mine::stem, mine::gated,
                               residual<dense<8>>, nns::sequential<dense<8>>, concatenate<identity, dense<8>>>;
static_assert(blocks_are<inside>({"residual_unit", "stem", "gated", "add", "sequential", "concatenate"}));
static_assert(rows_are<inside>({"input", "dense", "relu", "add", "stem/dense", "stem/relu", "dense_1", "dense_2",
                                "multiply", "dense_3", "add_1", "dense_4", "identity", "dense_5", "concatenate"}));
// So is a model inside another one, the first of them too; the model itself is no composition inside.
using outside = nns::sequential<mine::backbone, mine::joined, dense<8>>;
static_assert(blocks_are<outside>({"backbone", "residual_unit", "stem", "joined", "residual_unit"}));
static_assert(nns::summary<outside>.blocks[0].first == 0 && nns::summary<outside>.blocks[0].last == 6);
static_assert(nns::summary<outside>.layers[0].depth == 1 && again::input_shape<outside> == nns::shape{8});
static_assert(blocks_are<mine::backbone>({"residual_unit", "stem"}));
static_assert(blocks_are<nns::sequential<named<"body", mine::backbone>, dense<8>>>({"backbone", "residual_unit", "stem"}));
// In repeats and in nodes, shared ones too.
using copies = nns::sequential<input<8>, repeat<2, mine::residual_unit<int, int>>, named<"twice", repeat<2, mine::stem>>>;
static_assert(blocks_are<copies>({"residual_unit", "residual_unit", "stem", "stem", "stem", "stem"}));
using wired = nns::graph<node<"x", input<8>>, node<"y", input<8>>, node<"a", mine::joined, "x">,
                         node<"b", shared<"a">, "y">, node<"c", mine::mixer, "a", "b">, node<"d", mine::scorer, "c">>;
static_assert(blocks_are<wired>({"joined", "residual_unit", "joined", "residual_unit"}));
static_assert(kinds_are<wired>({"input", "input", "dense", "relu", "add", "dense", "relu", "add", "mixer", "scorer"}));

// A kind of its own, of what derives from a layer, a wrapper, a merge or a composition.
using own = nns::sequential<input<5, 8>, mine::scorer, mine::scorer, mine::plain, mine::smoother, mine::tower>;
static_assert(kinds_are<own>({"input", "scorer", "scorer", "dense", "smoother", "dense", "add", "dense"}));
static_assert(rows_are<own>({"input", "scorer", "scorer_1", "dense", "smoother", "dense_1", "add", "dense_2"}));
static_assert(blocks_are<own>({"two_in_one", "add"}));
// One that derives from a layer among layers that say by a word of their own that they have no kind (NNS_LEAF).
static_assert(kinds_are<nns::sequential<input<8>, dense<8>, relu, mine::scorer, dense<4>>>(
    {"input", "dense", "relu", "scorer", "dense"}));
static_assert(kinds_are<nns::sequential<input<8>, dense<8>, mine::plain>>({"input", "dense", "dense"}));
static_assert(rows_are<nns::sequential<input<8>, named<"head", mine::scorer, mine::scorer>, mine::scorer>>(
    {"input", "head/scorer", "head/scorer_1", "scorer"}));
// It changes no number: 8 8 products in 5 steps three times, 4 4 (8 + 4) twice in 5 steps, and 8 8 twice.
static_assert(again::forward<own> == nns::macs{5 * 3 * 64 + 5 * 2 * 4 * 4 * 12 + 2 * 64});

// A type is called as one would write it.
static_assert(nns::summary<mine::net<mine::width<3>, 4, 96LL>>.name == "net<width<3>, 4, 96>");
static_assert(nns::summary<mine::net<mine::net<mine::width<3>, 4, 96>, 1, true>>.name ==
              "net<net<width<3>, 4, 96>, 1, true>");
static_assert(nns::summary<mine::net<nns::sequential<mine::width<3>>, 4, 96U>>.name ==
              "net<sequential<width<3>>, 4, 96>");
static_assert(nns::summary<mine::backbone>.name == "backbone" && nns::summary<outside>.name == "sequential");

// The total of a model with several outputs has them all.
using two = nns::graph<node<"x", input<8>>, node<"a", dense<4>, "x">, node<"b", dense<2>, "x">, outputs<"b", "a">>;
static_assert(nns::summary<two>.outputs.size() == 2 && nns::summary<two>.total.output == nns::shape{2});
static_assert(nns::summary<two>.outputs[0] == nns::shape{2} && nns::summary<two>.outputs[1] == nns::shape{4});
static_assert(nns::summary<inside>.outputs.size() == 1 && nns::summary<inside>.outputs[0] == nns::shape{16});

}  // namespace
