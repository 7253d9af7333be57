// DLRM (Naumov et al. 2019): the probability of a click, from numbers and from categories, each with a table of
// vectors. It varies by the tables.
#pragma once

#include <nns/nns.hpp>

#include <utility>

namespace nns::zoo {

using namespace nns::layers;

/// The first vector, then the products of all pairs: (n, D) to (D + n (n - 1) / 2). All n n products are computed.
struct pairwise_interaction {
  static constexpr auto kind = "pairwise_interaction";
  static constexpr shape output(const shape& in) {
    if (in.rank() != 2) return nns::refuse("the interaction takes (vectors, features)");
    return {in[1] + in[0] * (in[0] - 1) / 2};
  }
  static constexpr nns::cost cost(const shape& in, const shape&) { return {.forward = in[0] * in[0] * macs{in[1]}}; }
};

/// The count of numbers, and the rows of each table. Size is that of a vector; Bottom ends with a dense layer of that
/// size.
template <std::int64_t Numbers, std::int64_t Size, class Bottom, class Top, class I, std::int64_t... Rows>
struct dlrm_of;
template <std::int64_t Numbers, std::int64_t Size, class Bottom, class Top, unsigned... I, std::int64_t... Rows>
struct dlrm_of<Numbers, Size, Bottom, Top, std::integer_sequence<unsigned, I...>, Rows...> : graph<
    node<"numbers", input<Numbers>>,
    node<"bottom", sequential<Bottom, reshape<1, Size>>, "numbers">,
    node<numbered<"category", I>, input<1>>...,
    node<numbered<"table", I>, embedding<Rows, Size>, numbered<"category", I>>...,
    node<"vectors", concatenate<axis<1>>, "bottom", numbered<"table", I>...>,
    node<"click", sequential<pairwise_interaction, Top>, "vectors">> {};

template <std::int64_t Numbers, std::int64_t Size, class Bottom, class Top, std::int64_t... Rows>
struct dlrm : dlrm_of<Numbers, Size, Bottom, Top, std::make_integer_sequence<unsigned, sizeof...(Rows)>, Rows...> {};

/// With the 13 numbers and 26 categories of Criteo's Kaggle data, as the paper's published code is run.
struct dlrm_criteo_kaggle : dlrm<
    13, 16,
    sequential<dense<512, relu>, dense<256, relu>, dense<64, relu>, dense<16, relu>>,
    sequential<dense<512, relu>, dense<256, relu>, dense<1, sigmoid>>,
    1'460, 583, 10'131'227, 2'202'608, 305, 24, 12'517, 633, 3, 93'145, 5'683, 8'351'593, 3'194, 27, 14'992, 5'461'306, 10,
    5'652, 2'173, 4, 7'046'547, 18, 15, 286'181, 105, 142'572> {};

}  // namespace nns::zoo
