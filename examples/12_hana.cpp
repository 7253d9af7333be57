// Boost.Hana: the layers of a model as types, to walk over, to find by name, and to make another model of.
#include <nns/interop/hana.hpp>
#include <nns/nns.hpp>

#include <boost/hana/integral_constant.hpp>
#include <boost/hana/prepend.hpp>
#include <boost/hana/transform.hpp>
#include <boost/hana/tuple.hpp>
#include <boost/hana/type.hpp>

#include <cstdio>

namespace hana = boost::hana;
using namespace nns::layers;
using namespace nns::hana_literals;

struct net : nns::sequential<
    input<32, 32, 3>,
    named<"stem", conv2d<16, kernel<3>, strides<2>, same, no_bias>, batch_normalization<>, relu>,
    named<"unit", residual<conv2d<16, kernel<3>, same>, relu>>,
    flatten,
    named<"head", dense<10, softmax>>> {};

// A layer or a composition by its name, and the options of a layer.
constexpr auto head = nns::layer_named<net>("head"_s);
static_assert(head == hana::type_c<dense<10, softmax>>);
constexpr auto told = nns::layer_options<decltype(nns::layer_named<net>("stem/conv2d"_s))::type>;
static_assert(told["strides"_s] == hana::type_c<strides<2>>);

// A model that Hana's algorithms put together: hidden layers of 64, 32 and 16 units behind an input.
constexpr auto hidden = hana::transform(hana::tuple_c<int, 64, 32, 16>,
                                        [](auto units) { return dense<decltype(units)::value, relu>{}; });
using funnel = nns::hana_model<decltype(hana::prepend(hidden, input<128>{}))>;
static_assert(nns::forward<funnel>.count == 128 * 64 + 64 * 32 + 32 * 16);

/// Whether a type is a convolution of two dimensions: what a table of numbers cannot say.
template <class L>
inline constexpr bool is_conv2d = false;
template <auto Filters, class... Options>
inline constexpr bool is_conv2d<conv2d<Filters, Options...>> = true;

int main() {
  // The types stand in the order of the summary's rows.
  int row = 0;
  hana::for_each(nns::row_types<net>, [&](auto type) {
    const nns::layer_summary& numbers = nns::summary<net>.layers[row++];
    if (is_conv2d<typename decltype(type)::type>)
      std::printf("%.*s: %lld multiply-adds\n", static_cast<int>(numbers.name.size()), numbers.name.data(),
                  static_cast<long long>(numbers.forward.count));
  });
}
