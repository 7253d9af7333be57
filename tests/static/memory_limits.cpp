// Plans of graphs of a thousand nodes, under the compilers' default limits.
#include <nns/memory/plan.hpp>
#include <nns/nns.hpp>

#include <cstddef>
#include <utility>

namespace {

using namespace nns::layers;
using namespace nns::literals;

// A chain of a thousand layers of eight numbers; every third node is a sum with what three nodes before made.
template <unsigned I>
struct link {
  using type = nns::node<nns::numbered<"unit", I>, dense<8>, nns::numbered<"unit", I - 1>>;
};
template <unsigned I>
  requires(I % 3 == 0)
struct link<I> {
  using type = nns::node<nns::numbered<"unit", I>, add<>, nns::numbered<"unit", I - 1>, nns::numbered<"unit", I - 3>>;
};
template <class I>
struct skips_of;
template <std::size_t... I>
struct skips_of<std::index_sequence<I...>>
    : nns::graph<nns::node<"unit0", input<8>>, typename link<static_cast<unsigned>(I) + 1>::type...> {};
using skips = skips_of<std::make_index_sequence<999>>;

// 32 bytes each: the sum of three nodes before, a layer's input and its output.
constexpr auto& plan = nns::memory_plan<skips>;
static_assert(plan.buffers.size() == 1'000 && plan.buffers[999].name == "unit999");
static_assert(plan.height == 96_B && plan.meets_bound());
static_assert(nns::live_activation_bytes<skips, nns::full_int8, nns::align<1>> == 24_B);

// One layer sees all of a thousand others: 1,000 inputs and the sum are live at once.
template <class I>
struct star_of;
template <std::size_t... I>
struct star_of<std::index_sequence<I...>>
    : nns::graph<nns::node<"unit0", input<8>>,
                 nns::node<nns::numbered<"unit", static_cast<unsigned>(I) + 1>, dense<8>, "unit0">...,
                 nns::node<"all", add<>, nns::numbered<"unit", static_cast<unsigned>(I) + 1>...>> {};
using star = star_of<std::make_index_sequence<1'000>>;
static_assert(nns::peak_activation_bytes<star> == 1'001 * 32_B);

}  // namespace
