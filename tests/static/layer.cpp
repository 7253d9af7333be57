// Layers of one's own, and types that one cannot change.
#include "asked.hpp"

#include <string_view>

using namespace nns::layers;
using namespace nns::literals;
using asked::rule;

namespace {

// Five lines: a Fourier mixing layer, T T F products and no parameters.
struct fourier {
  static constexpr nns::shape output(nns::shape in) { return in; }
  static constexpr nns::cost cost(nns::shape in, nns::shape) { return {.forward = nns::macs{in[0] * in[0] * in[1]}}; }
};
static_assert(nns::layer<fourier>);
using mixed = nns::sequential<input<10, 4>, fourier, fourier, dense<2>>;
// 2 400 + 10 4 2; 4 2 + 2; 40 + 40 + 40 + 20
static_assert(again::forward<mixed> == 880_MAC && again::backward<mixed> == 1'760_MAC);
static_assert(again::training<mixed> == 2'640_MAC);
static_assert(again::parameters<mixed> == 10 && again::activations<mixed> == 140);
static_assert(asked::rows_are<mixed>({"input", "fourier", "fourier_1", "dense"}));

// All that a cost can say: half frozen, its own backward pass, its own activations, a kind.
struct adapter {
  static constexpr auto kind = "adapter";
  static constexpr nns::shape output(const nns::shape& in) { return {in[0], 2 * in[1]}; }
  static constexpr nns::cost cost(const nns::shape& in, const nns::shape& out) {
    return {.forward = nns::macs{in.elements()},
            .backward = nns::macs{7},
            .parameters = 100,
            .trainable_parameters = 60,
            .activations = 3 * out.elements()};
  }
};
using adapted = nns::sequential<input<10, 4>, named<"first", adapter>, adapter>;
static_assert(again::output_shape<adapted> == nns::shape{10, 16});
// 40 + 80; 2 7; 100 and 60 twice; 40 + 3 80 + 3 160
static_assert(again::forward<adapted> == 120_MAC && again::backward<adapted> == 14_MAC);
static_assert(again::training<adapted> == 134_MAC);
static_assert(again::parameters<adapted> == 200 && again::trainable_parameters<adapted> == 120);
static_assert(again::activations<adapted> == 760);
static_assert(asked::rows_are<adapted>({"input", "first", "adapter"}));
static_assert(nns::summary<adapted>.layers[1].kind == "adapter");
// In every place where a layer stands: 3 copies, a branch, at each step, in a graph.
static_assert(again::forward<nns::sequential<input<10, 4>, repeat<3, fourier>>> == 1'200_MAC);
static_assert(again::backward<nns::sequential<input<10, 4>, repeat<2, adapter>>> == 14_MAC);
static_assert(again::forward<nns::sequential<input<10, 4>, residual<fourier>>> == 400_MAC);
static_assert(again::backward<nns::sequential<input<5, 10, 4>, time_distributed<adapter>>> == 35_MAC);
static_assert(again::forward<nns::graph<node<"x", input<10, 4>>, node<"f", fourier, "x">>> == 400_MAC);

// A template is a layer as well, and is called by its name, without its arguments; kinds that look like numbered names stay apart.
template <int N>
struct scaled {
  static constexpr nns::shape output(nns::shape in) { return in; }
  static constexpr nns::cost cost(nns::shape, nns::shape) { return {.parameters = N}; }
};
struct relu_1 {
  static constexpr std::string_view kind = "relu_1";
  static constexpr nns::shape output(nns::shape in) { return in; }
  static constexpr nns::cost cost(nns::shape, nns::shape) { return {}; }
};
static_assert(asked::rows_are<nns::sequential<input<4>, scaled<3>, scaled<4>, scaled<3>>>(
    {"input", "scaled", "scaled_1", "scaled_2"}));
static_assert(asked::rows_are<nns::sequential<input<4>, relu, relu, relu_1, relu_1>>(
    {"input", "relu", "relu_2", "relu_1", "relu_1_1"}));

// Not a layer: no shape; no cost; a negative one; more trained than there is; an extent of 0.
struct no_shape {};
struct no_cost {
  static constexpr nns::shape output(nns::shape in) { return in; }
};
template <std::int64_t Forward, std::int64_t Parameters, std::int64_t Trainable, std::int64_t Extent>
struct wrong {
  static constexpr nns::shape output(nns::shape) { return {Extent}; }
  static constexpr nns::cost cost(nns::shape, nns::shape) {
    return {.forward = nns::macs{Forward}, .parameters = Parameters, .trainable_parameters = Trainable};
  }
};
static_assert(!nns::layer<no_shape> && !nns::layer<no_cost> && !nns::layer<int> && nns::layer<relu>);
static_assert(nns::layer<nns::sequential<relu>> && nns::layer<dense<3>> && nns::layer<input<3>>);
static_assert(asked::refused_by<input<4>, no_shape> == rule::not_a_layer);
static_assert(asked::refused_by<input<4>, int> == rule::not_a_layer);
static_assert(asked::refused_by<input<4>, no_cost> == rule::layer_without_cost);
static_assert(asked::refused_by<input<4>, wrong<1, 0, 0, 4>> == rule::none);
static_assert(asked::refused_by<input<4>, wrong<-1, 0, 0, 4>> == rule::cost_is_negative);
static_assert(asked::refused_by<input<4>, wrong<1, -1, -1, 4>> == rule::cost_is_negative);
static_assert(asked::refused_by<input<4>, wrong<1, 3, 4, 4>> == rule::cost_is_negative);
static_assert(asked::refused_by<input<4>, wrong<1, 0, 0, 0>> == rule::own_extent_not_positive);
static_assert(asked::refused_by<fourier> == rule::no_input);
static_assert(asked::refused_by<input<4>, wrong<INT64_MAX, 0, 0, 4>> == rule::count_overflows_63_bits);

}  // namespace

namespace somebody_else {
struct linear_map {
  int rows;
};
}  // namespace somebody_else

// A type that one cannot change.
template <>
struct nns::layer_traits<somebody_else::linear_map> {
  static constexpr auto kind = "linear_map";
  static constexpr nns::shape output(const nns::shape& in) { return {in[0], 3}; }
  static constexpr nns::cost cost(const nns::shape& in, const nns::shape&) {
    return {.forward = nns::macs{in[0] * in[1] * 3}, .parameters = in[1] * 3};
  }
};

namespace {

using foreign = nns::sequential<input<5, 4>, somebody_else::linear_map, relu>;
static_assert(nns::layer<somebody_else::linear_map>);
// 5 4 3, 4 3
static_assert(again::forward<foreign> == 60_MAC && again::parameters<foreign> == 12);
static_assert(again::output_shape<foreign> == nns::shape{5, 3});
static_assert(asked::rows_are<foreign>({"input", "linear_map", "relu"}));

// Sums that overflow where no layer does: of products, of trained parameters, of others, of both kinds
constexpr std::int64_t most = INT64_MAX;
template <class... L>
inline constexpr bool overflow = asked::refused_by<input<4>, L...> == rule::count_overflows_63_bits;
static_assert(overflow<wrong<most, 0, 0, 4>, wrong<most, 0, 0, 4>>);
static_assert(overflow<wrong<0, most, most, 4>, wrong<0, most, most, 4>>);
static_assert(overflow<wrong<0, most, 0, 4>, wrong<0, most, 0, 4>>);
static_assert(overflow<wrong<0, most, most, 4>, wrong<0, most, 0, 4>>);
static_assert(!overflow<wrong<most / 3, most, most, 4>>);

}  // namespace
