// The summary of a chain of layers is written in one run, before its rows are counted. Every other model, whatever its
// type looks like, has the summary that two runs give.
#include <nns/layers/slicing.hpp>
#include <nns/nns.hpp>

#include "../rerun.hpp"

#include <type_traits>
#include <utility>

namespace {

using namespace nns::layers;

template <class M>
constexpr bool is_one_run = nns::detail::written_at_once<M, nns::convention::standard>;

// 8 x 4 + 4 and 4 x 3 + 3 parameters
struct chain : nns::sequential<input<8>, dense<4>, relu, dense<3>> {};
static_assert(is_one_run<chain>);
static_assert(again::parameters<chain> == 51 && nns::summary<chain>.total.parameters == 51);
static_assert(nns::summary<chain>.layers.size() == 4 && nns::summary<chain>.layers[3].parameters == 15);
static_assert(nns::summary<chain>.layers[3].name == "dense_1" && nns::summary<chain>.layers[3].source == 2);
static_assert(nns::summary<chain>.outputs[0] == nns::shape{3} && nns::summary<chain>.total.name == "total");
static_assert(std::is_class_v<std::remove_const_t<decltype(nns::summary<chain>)>>);

// A copy refers to the same rows.
constexpr auto copy = nns::summary<chain>;
static_assert(copy.layers.data() == nns::summary<chain>.layers.data());
static_assert(copy.layers.end() - copy.layers.begin() == 4 && &copy.layers[3] == &nns::summary<chain>.layers[3]);
constexpr std::int64_t parameters_of_all_rows() {
  std::int64_t sum = 0;
  for (const nns::layer_summary& row : nns::summary<chain>.layers) sum += row.parameters;
  return sum;
}
static_assert(parameters_of_all_rows() == 51 && nns::summary<chain>.layers.data()[3].name == "dense_1");

struct two_outputs : nns::sequential<input<8>, dense<4>, split<2>> {};
static_assert(!is_one_run<two_outputs> && nns::summary<two_outputs>.outputs.size() == 2);

struct joined : nns::sequential<input<8>, dense<4>, split<2>, add<>> {};
static_assert(!is_one_run<joined> && nns::summary<joined>.sources.size() == 1);

struct with_a_name : nns::sequential<input<8>, dense<4>, named<"last", dense<3>>> {};
static_assert(!is_one_run<with_a_name> && nns::summary<with_a_name>.layers[2].name == "last");

struct projection : dense<4> {
  static constexpr nns::text kind = "projection";
};
struct with_a_kind : nns::sequential<input<8>, projection> {};
static_assert(!is_one_run<with_a_kind> && nns::summary<with_a_kind>.layers[1].name == "projection");

struct derived : dense<4> {};
struct with_a_derived_layer : nns::sequential<input<8>, derived> {};
static_assert(nns::summary<with_a_derived_layer>.layers[1].name == "dense");

struct own {
  static constexpr nns::shape output(const nns::shape& in) { return in; }
  static constexpr nns::cost cost(const nns::shape&, const nns::shape&) { return {.parameters = 7}; }
};
struct with_an_own_layer : nns::sequential<input<8>, own> {};
static_assert(!is_one_run<with_an_own_layer> && nns::summary<with_an_own_layer>.layers[1].parameters == 7);

// Numbers of one, two and three digits; selu and silu have the same place among the numberings.
template <std::size_t I>
using one_of_three = std::conditional_t<I % 3 == 0, dense<4>, std::conditional_t<I % 3 == 1, selu, silu>>;
template <class>
struct long_chain;
template <std::size_t... I>
struct long_chain<std::index_sequence<I...>> : nns::sequential<input<4>, one_of_three<I>...> {};
using of_333_layers = long_chain<std::make_index_sequence<333>>;

constexpr bool is_numbered(nns::text name, nns::text kind, int number) {
  std::size_t end = name.size();
  for (int rest = number; rest != 0; rest /= 10)
    if (end == 0 || name[--end] != '0' + rest % 10) return false;
  if (number != 0 && (end == 0 || name[--end] != '_')) return false;
  return nns::text{name.data(), end} == kind;
}
constexpr bool are_numbered() {
  const nns::text kinds[] = {"dense", "selu", "silu"};
  const auto& rows = nns::summary<of_333_layers>.layers;
  for (int i = 0; i != 333; ++i)
    if (!is_numbered(rows[i + 1].name, kinds[i % 3], i / 3) || !(rows[i + 1].kind == kinds[i % 3])) return false;
  return rows.size() == 334;
}
static_assert(is_one_run<of_333_layers> && nns::detail::place_of_kind("selu") == nns::detail::place_of_kind("silu"));
static_assert(are_numbered());

static_assert(!nns::detail::written_at_once<chain, nns::convention::in_bounds>);
static_assert(nns::summary<chain, nns::convention::in_bounds>.layers[3].forward == nns::macs{12});

}  // namespace
