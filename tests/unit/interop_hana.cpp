// nns/interop/hana.hpp: the layers of a model as types, found by name, with their options; a tuple as a model.
#include "catch.hpp"

#include <nns/interop/hana.hpp>
#include <nns/nns.hpp>
#include <nns/report/view.hpp>
#include <nns/zoo/original.hpp>
#include <nns/zoo/torchvision.hpp>

#include <boost/hana.hpp>

#include <cstddef>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace hana = boost::hana;
using namespace nns::layers;
using namespace nns::hana_literals;

namespace {

using long_way = sequential<conv2d<8, kernel<3>, same>, relu>;

struct net : nns::sequential<
    input<8, 8, 3>,
    named<"conv1", conv2d<8, kernel<3>, same, relu>>,
    named<"stage",
          residual<conv2d<8, kernel<3>, same>, relu>,
          add<named<"inner", dense<8>>, identity>>,
    repeat<2, named<"late", conv2d<8, kernel<1>>>>,
    flatten,
    dense<2>> {};

// What stands directly inside; compositions stand as they were written.
static_assert(nns::layer_types<net> ==
              hana::tuple_t<input<8, 8, 3>, named<"conv1", conv2d<8, kernel<3>, same, relu>>,
                            named<"stage", residual<conv2d<8, kernel<3>, same>, relu>,
                                  add<named<"inner", dense<8>>, identity>>,
                            repeat<2, named<"late", conv2d<8, kernel<1>>>>, flatten, dense<2>>);
static_assert(nns::layer_types<residual<conv2d<8, kernel<3>, same>, relu>> == hana::tuple_t<long_way>);
static_assert(nns::layer_types<residual<relu, shortcut<identity>>> == hana::tuple_t<relu, identity>);
static_assert(nns::layer_types<bidirectional<lstm<4>, merge_sum>> == hana::tuple_t<lstm<4>>);
static_assert(nns::layer_types<dense<2>> == hana::tuple_t<>);

// All compositions opened: a residual ends with an add, and so does the add; `late` is there twice.
static_assert(nns::row_types<net> ==
              hana::tuple_t<input<8, 8, 3>, conv2d<8, kernel<3>, same, relu>, conv2d<8, kernel<3>, same>, relu,
                            residual<conv2d<8, kernel<3>, same>, relu>, dense<8>, identity,
                            add<named<"inner", dense<8>>, identity>, conv2d<8, kernel<1>>, conv2d<8, kernel<1>>,
                            flatten, dense<2>>);

static_assert(nns::layer_named<net>("conv1"_s) == hana::type_c<conv2d<8, kernel<3>, same, relu>>);
static_assert(nns::layer_named<net>("stage/inner"_s) == hana::type_c<dense<8>>);
static_assert(hana::size(nns::layer_types<decltype(nns::layer_named<net>("stage"_s))::type>) == hana::size_c<2>);
static_assert(nns::layer_named<net>("late"_s) == hana::type_c<conv2d<8, kernel<1>>>);
// Names that only the rows have: of a second copy, and of layers without a name.
static_assert(nns::layer_named<net>("late_1"_s) == hana::type_c<conv2d<8, kernel<1>>>);
static_assert(nns::layer_named<net>("stage/conv2d"_s) == hana::type_c<conv2d<8, kernel<3>, same>>);
static_assert(nns::layer_named<net>("dense"_s) == hana::type_c<dense<2>>);
static_assert(nns::find_layer<net>("conv1"_s) == hana::just(hana::type_c<conv2d<8, kernel<3>, same, relu>>));
static_assert(nns::find_layer<net>("conv2"_s) == hana::nothing);
static_assert(nns::find_layer<net>("inner"_s) == hana::nothing);
static_assert(nns::find_layer<net>(""_s) == hana::nothing);

// A graph whose nodes stand in another order than they run, with a layer that is applied twice.
struct twins : nns::graph<
    node<"both", concatenate<>, "left", "right">,
    node<"right", shared<"left">, "b">,
    node<"left", sequential<dense<4>, relu>, "a">,
    node<"a", input<3>>,
    node<"b", input<3>>,
    outputs<"both">> {};

static_assert(hana::size(nns::layer_types<twins>) == hana::size_c<5>);
static_assert(nns::layer_types<node<"a", input<3>>> == hana::tuple_t<input<3>>);
struct derived_node : node<"d", dense<4>, "a"> {};
static_assert(nns::layer_types<derived_node> == hana::tuple_t<dense<4>>);
static_assert(nns::layer_named<twins>("both"_s) == hana::type_c<concatenate<>>);
static_assert(nns::layer_named<twins>("left"_s) == hana::type_c<sequential<dense<4>, relu>>);
static_assert(nns::layer_named<twins>("left/relu"_s) == hana::type_c<relu>);

// A model inside a model: its input is no row.
struct outer : nns::sequential<input<8, 8, 3>, net, dense<3>> {};
static_assert(hana::size(nns::row_types<outer>) == hana::size_c<13>);

/// A type's name up to its arguments: conv2d of conv2d<8, kernel<3>>.
template <class L>
std::string template_name() {
  const std::string whole = nns::detail::type_name<L>;
  return whole.substr(0, whole.find('<'));
}

struct row_type {
  std::string name;
  bool is_opened;
};

/// A layer's row is called like its type. The row of a merge has the composition that it ends, which may have a name of
/// its own (residual, inverted_residual, gate).
void check_rows(nns::summary_view s, const std::vector<row_type>& types) {
  REQUIRE(types.size() == s.layers.size());
  for (std::size_t i = 0; i != types.size(); ++i) {
    const std::string kind = s.layers[i].kind;
    INFO(types[i].name);
    if (types[i].is_opened) {
      CHECK((kind == "add" || kind == "multiply" || kind == "concatenate"));
    } else {
      CHECK(kind == types[i].name);
    }
  }
}

template <class M>
void check_rows() {
  std::vector<row_type> types;
  hana::for_each(nns::row_types<M>, [&](auto type) {
    using layer = typename decltype(type)::type;
    types.push_back({template_name<layer>(), nns::layer_types<layer> != hana::tuple_t<>});
  });
  check_rows(nns::summary<M>, types);
}

TEST_CASE("each row of a summary has its type") {
  check_rows<net>();
  check_rows<twins>();
  check_rows<outer>();
  check_rows<nns::zoo::original::resnet50>();
  check_rows<nns::zoo::original::lstm_fcn>();
  check_rows<nns::zoo::torchvision::mobilenet_v3_small>();
}

TEST_CASE("options are a map from what they set to their types") {
  constexpr auto options = nns::layer_options<conv2d<8, kernel<3, 5>, same, relu, no_bias>>;
  static_assert(hana::size(options) == hana::size_c<4>);
  static_assert(options["kernel"_s] == hana::type_c<kernel<3, 5>>);
  static_assert(options["padding"_s] == hana::type_c<same>);
  static_assert(options["activation"_s] == hana::type_c<relu>);
  static_assert(options["bias"_s] == hana::type_c<no_bias>);
  static_assert(hana::find(options, "strides"_s) == hana::nothing);

  // The shapes that templates of layers have.
  static_assert(nns::layer_options<max_pooling2d<2, strides<3>>>["strides"_s] == hana::type_c<strides<3>>);
  static_assert(nns::layer_options<depthwise_conv2d<kernel<3>>>["kernel"_s] == hana::type_c<kernel<3>>);
  static_assert(nns::layer_options<multi_head_attention<2, 8, no_bias>>["bias"_s] == hana::type_c<no_bias>);
  static_assert(nns::layer_options<concatenate<relu, dense<3>, axis<1>>>["axis"_s] == hana::type_c<axis<1>>);
  static_assert(nns::layer_options<bidirectional<lstm<3>, merge_sum>>["merge"_s] == hana::type_c<merge_sum>);
  static_assert(nns::layer_options<flatten> == hana::make_map());
  SUCCEED();
}

TEST_CASE("a tuple of layers is a model") {
  constexpr auto layers = hana::make_tuple(input<4>{}, dense<3, relu>{}, hana::make_tuple(dense<2>{}, relu{}),
                                           hana::type_c<dense<7>>);
  using model = nns::hana_model<decltype(layers)>;
  static_assert(std::is_same_v<model, sequential<input<4>, dense<3, relu>, sequential<dense<2>, relu>, dense<7>>>);
  // 4 3 + 3, 3 2 + 2 and 2 7 + 7.
  static_assert(nns::parameters<model> == 15 + 8 + 21);
  static_assert(std::is_same_v<nns::hana_model<decltype(nns::layer_types<net>)>::nns_parts, net::nns_parts>);

  constexpr auto nodes = hana::make_tuple(node<"x", input<4>>{}, node<"y", dense<3>, "x">{});
  static_assert(nns::output_shape<nns::hana_model<decltype(nodes)>> == nns::shape{3});

  // Hana's algorithms put a model together: an input, and hidden layers of 16, 32 and 64 units.
  constexpr auto hidden = hana::transform(hana::make_tuple(hana::int_c<16>, hana::int_c<32>, hana::int_c<64>),
                                          [](auto units) { return dense<decltype(units)::value, relu>{}; });
  using deep = nns::hana_model<decltype(hana::prepend(hidden, input<8>{}))>;
  static_assert(nns::forward<deep>.count == 8 * 16 + 16 * 32 + 32 * 64);
  SUCCEED();
}

template <int Number>
struct numbered_dense : dense<Number % 7 + 1> {};
template <int... I>
constexpr auto many_layers(std::integer_sequence<int, I...>) {
  return hana::make_tuple(input<4>{}, numbered_dense<I>{}...);
}

// More layers than clang takes in a fold.
TEST_CASE("a model may have many layers") {
  using model = nns::hana_model<decltype(many_layers(std::make_integer_sequence<int, 300>{}))>;
  int rows = 0;
  hana::for_each(nns::row_types<model>, [&](auto) { ++rows; });
  CHECK(rows == 301);
  CHECK(rows == nns::summary<model>.layers.size());
  static_assert(nns::layer_named<model>("dense_299"_s) == hana::type_c<numbered_dense<299>>);
}

}  // namespace
