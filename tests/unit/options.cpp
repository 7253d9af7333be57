// The options of layers as they are read at run time; the numbers are those that stand between their < >.
#include "catch.hpp"

#include <nns/nns.hpp>
#include <nns/layers/product.hpp>

using namespace nns::layers;
using nns::detail::activation_kind;
using nns::detail::only;
using nns::detail::merge_mode;
using nns::detail::option;
using nns::detail::options;
using nns::detail::padding_mode;

namespace {

template <class... Options>
options read() {
  options o;
  (nns::detail::setter_of<Options>(o), ...);
  return o;
}

/// What a single option enters itself as, and nothing else.
template <class Option>
bool is_entered_as(option which) {
  const options o = read<Option>();
  return o.given == only(which) && o.has(which) && o.twice == option::none && !o.foreign && o.within(only(which)) &&
         !o.within(0);
}

TEST_CASE("options of windows", "[options]") {
  CHECK(read<kernel<3>>().kernel[2] == 3);
  CHECK(read<kernel<3, 5>>().kernel[1] == 5);
  CHECK(read<strides<2>>().strides[0] == 2);
  CHECK(read<dilation<4>>().dilation[1] == 4);
  CHECK(read<output_padding<1>>().output_padding[0] == 1);
  CHECK(read<padding<7>>().pads[2] == 7);
  CHECK(read<padding<7>>().padding == padding_mode::explicit_);
  CHECK(read<same>().padding == padding_mode::same);
  CHECK(read<valid>().padding == padding_mode::valid);
  CHECK(read<causal>().padding == padding_mode::causal);
  CHECK(read<groups<32>>().groups == 32);
  CHECK(read<depth_multiplier<2>>().depth_multiplier == 2);
  CHECK(read<ceil_mode>().ceil_mode);
  CHECK(read<channels_first>().channels_first);
  CHECK(read<keepdims>().keepdims);
  CHECK_FALSE(read<no_bias>().bias);
  CHECK(read<>().bias);
  CHECK(is_entered_as<kernel<3>>(option::kernel));
  CHECK(is_entered_as<strides<3>>(option::strides));
  CHECK(is_entered_as<dilation<3>>(option::dilation));
  CHECK(is_entered_as<output_padding<3>>(option::output_padding));
  CHECK(is_entered_as<padding<3>>(option::padding));
  CHECK(is_entered_as<same>(option::padding));
  CHECK(is_entered_as<groups<3>>(option::groups));
  CHECK(is_entered_as<no_bias>(option::bias));
  CHECK(is_entered_as<channels_first>(option::channels_first));
}

TEST_CASE("options of recurrent layers and wrappers", "[options]") {
  CHECK(read<return_sequences>().return_sequences);
  CHECK(read<return_state>().return_state);
  CHECK_FALSE(read<reset_after<false>>().reset_after);
  CHECK(read<reset_after<>>().reset_after);
  CHECK(read<merge_concat>().merge == merge_mode::concat);
  CHECK(read<merge_sum>().merge == merge_mode::sum);
  CHECK(read<merge_mul>().merge == merge_mode::mul);
  CHECK(read<merge_ave>().merge == merge_mode::ave);
  CHECK(read<merge_none>().merge == merge_mode::none);
  CHECK(read<recurrent_activation<hard_sigmoid>>().recurrent_activation == activation_kind::hard_sigmoid);
  CHECK(read<recurrent_activation<hard_sigmoid>>().activation == activation_kind::unset);
  CHECK(is_entered_as<return_sequences>(option::return_sequences));
  CHECK(is_entered_as<merge_ave>(option::merge));
  CHECK(is_entered_as<recurrent_activation<relu>>(option::recurrent_activation));
}

TEST_CASE("options of normalisation and attention", "[options]") {
  CHECK_FALSE(read<no_scale>().scale);
  CHECK_FALSE(read<no_center>().center);
  CHECK(read<axis<2>>().axis == 2);
  CHECK(read<axis<2, 3>>().axes == nns::shape{2, 3});
  CHECK(read<shared_axes<1, 2>>().shared_axes == nns::shape{1, 2});
  CHECK(read<value_dim<6>>().value_dim == 6);
  CHECK(read<output_dim<9>>().output_dim == 9);
  CHECK_FALSE(read<count_masked<false>>().count_masked);
  CHECK(read<use_scale>().use_scale);
  CHECK(read<continuous_position_bias<5>>().continuous_position_bias == 5);
  CHECK(read<key_value_strides<1, 2, 2>>().key_value_strides[1] == 2);
  CHECK(read<relative_positions>().relative_positions);
  CHECK(read<bias_axes<"de">>().bias_axes == nns::text{"de"});
  CHECK(read<nns::detail::equation_is<"ab,bc->ac">>().equation == nns::text{"ab,bc->ac"});
  CHECK(is_entered_as<axis<1>>(option::axis));
  CHECK(is_entered_as<value_dim<1>>(option::value_dim));
  CHECK(is_entered_as<bias_axes<"d">>(option::bias_axes));
}

TEST_CASE("activations as options", "[options]") {
  CHECK(read<linear>().activation == activation_kind::linear);
  CHECK(read<relu>().activation == activation_kind::relu);
  CHECK(read<relu6>().activation == activation_kind::relu6);
  CHECK(read<sigmoid>().activation == activation_kind::sigmoid);
  CHECK(read<tanh_>().activation == activation_kind::tanh_);
  CHECK(read<softmax>().activation == activation_kind::softmax);
  CHECK(read<gelu>().activation == activation_kind::gelu);
  CHECK(read<silu>().activation == activation_kind::silu);
  CHECK(read<hard_sigmoid>().activation == activation_kind::hard_sigmoid);
  CHECK(read<hard_silu>().activation == activation_kind::hard_silu);
  CHECK(read<elu>().activation == activation_kind::elu);
  CHECK(read<selu>().activation == activation_kind::selu);
  CHECK(read<softplus>().activation == activation_kind::softplus);
}

TEST_CASE("options that are given twice, exclude each other or are none", "[options]") {
  CHECK(read<same, kernel<3>, valid>().twice == option::padding);
  CHECK(read<relu, tanh_>().twice == option::activation);
  // The first of them is told
  CHECK(read<relu, kernel<3>, kernel<3>, tanh_>().twice == option::kernel);
  CHECK(read<dense<3>>().foreign);
  CHECK(read<recurrent_activation<int>>().foreign);
  // No layer takes them, whatever it knows
  CHECK_FALSE(read<same, valid>().within(~options::flawed));
  CHECK_FALSE(read<int>().within(~options::flawed));
}

TEST_CASE("an order of options says nothing", "[options]") {
  const options a = read<kernel<3>, relu, strides<2>, no_bias>();
  const options b = read<no_bias, strides<2>, relu, kernel<3>>();
  CHECK(a.given == b.given);
  CHECK(a.given == nns::detail::set_of(option::kernel, option::activation, option::strides, option::bias));
  CHECK(a.kernel[0] == b.kernel[0]);
  CHECK(a.strides[0] == b.strides[0]);
}

}  // namespace
