// The column `options`: how a layer was declared, in words, of types and of files.
#include "catch.hpp"

#include <nns/import/keras_file.hpp>
#include <nns/nns.hpp>
#include <nns/report/csv.hpp>
#include <nns/report/diff.hpp>
#include <nns/report/markdown.hpp>
#include <nns/report/static_text.hpp>

#include <string>

using namespace nns::layers;

namespace {

struct lenet5 : nns::sequential<
    input<28, 28, 1>,
    conv2d<6, kernel<5>, same, tanh_>, average_pooling2d<2>,
    conv2d<16, kernel<5>, tanh_>, average_pooling2d<2>,
    flatten, dense<120, tanh_>, dense<84, tanh_>, dense<10, softmax>> {};

constexpr nns::text_options columns{.columns = "name options"};
constexpr nns::text lenet5_table =
    "lenet5\n"
    "name                 options\n"
    "-----------------------------------------\n"
    "input\n"
    "conv2d               kernel 5, same, tanh\n"
    "average_pooling2d    window 2\n"
    "conv2d_1             kernel 5, tanh\n"
    "average_pooling2d_1  window 2\n"
    "flatten\n"
    "dense                tanh\n"
    "dense_1              tanh\n"
    "dense_2              softmax\n"
    "-----------------------------------------\n"
    "total\n";

TEST_CASE("a report says how layers were declared") {
  CHECK(nns::to_text(nns::summary<lenet5>, columns) == lenet5_table);
  CHECK(nns::static_text<lenet5, columns> == lenet5_table);
}

/// The words of the row behind the input.
template <class... L>
std::string words() {
  using net = nns::sequential<input<8, 8, 8>, L...>;
  const std::string csv = nns::to_csv(nns::summary<net>, {.columns = "options", .total = false});
  const std::size_t begin = csv.find('\n', csv.find('\n') + 1) + 1;
  std::string word = csv.substr(begin, csv.find('\n', begin) - begin);
  if (word[0] == '"') word = word.substr(1, word.size() - 2);
  return word;
}

TEST_CASE("options in words") {
  CHECK(words<conv2d<4, kernel<3, 5>, strides<1, 2>, dilation<1>, groups<4>, no_bias, relu6>>() ==
        "kernel 3x5, strides 1x2, groups 4, no bias, relu6");
  CHECK(words<conv2d<4, kernel<3>, padding<1, 2>>>() == "kernel 3, padding 1x2");
  CHECK(words<conv2d<4, kernel<3>, padding<1, 1>, channels_first>>() == "kernel 3, padding 1, channels first");
  CHECK(words<depthwise_conv2d<kernel<3>, depth_multiplier<2>>>() == "kernel 3, multiplier 2");
  CHECK(words<max_pooling2d<3, strides<2>, ceil_mode>>() == "window 3, strides 2, ceil mode");
  CHECK(words<batch_normalization<no_scale, no_center>>() == "no scale, no center");
  CHECK(words<zero_padding2d<1>>() == "by 1");
  CHECK(words<up_sampling2d<2>>() == "times 2");
  CHECK(words<conv2d<4, kernel<3>, lora_rank<2>>>() == "kernel 3, adapter of rank 2");
  CHECK(words<relu>().empty());
  CHECK(words<flatten>().empty());
}

TEST_CASE("what is rarer, in words") {
  CHECK(words<group_normalization<4>>() == "groups 4");
  CHECK(words<layer_normalization<axis<1, 2>>>() == "axis 1 2");
  CHECK(words<prelu<shared_axes<1, 2>>>() == "shared axes 1 2");
  CHECK(words<permute<3, 1, 2>>() == "axes 3 1 2");
  CHECK(words<cropping2d<1>>() == "by 1");
  CHECK(words<global_average_pooling2d<keepdims>>() == "keeps its axes");
  CHECK(words<conv2d<4, kernel<3>, dilation<2>>>() == "kernel 3, dilation 2");
  CHECK(words<conv2d<4, kernel<3>, same, lora_rank<2>, no_bias, elu>>() == "kernel 3, same, adapter of rank 2, no bias, elu");
  CHECK(words<conv2d_transpose<4, kernel<3>, strides<2>, output_padding<1>>>() == "kernel 3, strides 2, output padding 1");
}

template <class... L>
std::string words_of_sequence() {
  using net = nns::sequential<input<5, 8>, L...>;
  const std::string csv = nns::to_csv(nns::summary<net>, {.columns = "options", .total = false});
  return csv.substr(csv.find('\n', csv.find('\n') + 1) + 1);
}

TEST_CASE("wrappers say what they wrap") {
  CHECK(words_of_sequence<lstm<4, return_sequences>>() == "sequences\n");
  CHECK(words_of_sequence<bidirectional<lstm<4, return_sequences>, merge_sum>>() == "\"lstm 4, sequences, sum\"\n");
  CHECK(words_of_sequence<time_distributed<dense<7, relu>>>() == "\"dense 7, relu\"\n");
  CHECK(words_of_sequence<lstm<4, return_state>>() == "state\n");
  CHECK(words_of_sequence<lstm<4, projection<2>>>() == "projection 2\n");
  CHECK(words_of_sequence<gru<4, reset_after<false>, recurrent_activation<hard_sigmoid>>>() ==
        "\"reset before, recurrent hard_sigmoid\"\n");
  CHECK(words_of_sequence<conv1d<4, kernel<3>, causal>>() == "\"kernel 3, causal\"\n");
  CHECK(words_of_sequence<multi_head_attention<2, 4, value_dim<3>, output_dim<8>, no_bias>>() ==
        "\"heads 2, key size 4, value size 3, output size 8, no bias\"\n");
  CHECK(words_of_sequence<multi_head_attention<2, 4, no_query_bias, no_key_bias, no_value_bias, no_output_bias>>() ==
        "\"heads 2, key size 4, no query bias, no key bias, no value bias, no output bias\"\n");
  CHECK(words_of_sequence<grouped_query_attention<4, 8, 2>>() == "\"heads 8, key heads 2, head size 4\"\n");
  CHECK(words_of_sequence<bidirectional<gru<4, return_sequences>, merge_ave>>() == "\"gru 4, sequences, average\"\n");
  CHECK(words_of_sequence<time_distributed<dense<7>, dense<5, no_bias>>>() == "\"dense 7, dense 5, no bias\"\n");
  CHECK(words_of_sequence<lstm<4, two_biases, projection<2>>>() == "\"projection 2, two biases\"\n");
  CHECK(words_of_sequence<rnn<lstm_cell<4>, gru_cell<3>>>() == "\"lstm_cell 4, gru_cell 3\"\n");
  CHECK(words_of_sequence<multi_head_attention<2, 4, causal>>() == "\"heads 2, key size 4, causal\"\n");
}

struct blocks : nns::sequential<input<8, 8, 4>, named<"unit", residual<conv2d<4, kernel<3>, same>>>, flatten,
                                dense<2, softmax>> {};

TEST_CASE("a composition has no options of its own") {
  CHECK(nns::to_csv(nns::summary<blocks>, {.depth = 0, .columns = "name options"}) ==
        "name,options\ninput,\nunit,\nflatten,\ndense,softmax\ntotal,\n");
}

template <int Kernel, class Activation>
struct version : nns::sequential<input<8, 8, 4>, conv2d<4, kernel<Kernel>, same, Activation>, flatten, dense<2>> {};

TEST_CASE("a difference says how a layer was declared, and is") {
  const nns::difference d = nns::diff(nns::summary<version<3, relu>>, nns::summary<version<5, relu6>>);
  // 4 4 9 + 4 = 148 and 4 4 25 + 4 = 404 parameters.
  CHECK(nns::to_markdown(d, {.columns = "options parameters"}).find(
            "| kernel 3, same, relu -> kernel 5, same, relu6 | 148 -> 404 (+173.0%) |") != std::string::npos);
  CHECK(nns::to_csv(d, {.columns = "name options_before options_after", .total = false}) ==
        "name,options_before,options_after\n"
        "conv2d,\"kernel 3, same, relu\",\"kernel 5, same, relu6\"\n");
  CHECK(nns::to_json(d, {.columns = "options"}).find("[\"kernel 3, same, relu\", \"kernel 5, same, relu6\"]") !=
        std::string::npos);
}

// Four pools: that in front is gone, and nothing but options tells it from the others.
struct pools : nns::sequential<input<96, 4>, max_pooling1d<3>, max_pooling1d<2>, max_pooling1d<2>> {};
struct fewer_pools : nns::sequential<input<96, 4>, max_pooling1d<2>, max_pooling1d<2>> {};

TEST_CASE("options tell layers apart that nothing else does") {
  CHECK(nns::to_csv(nns::diff(nns::summary<pools>, nns::summary<fewer_pools>), {.columns = "change name", .total = false}) ==
        "change,name\nremoved,max_pooling1d\nchanged,max_pooling1d\nchanged,max_pooling1d_1\n");
}

// The JSON of a Sequential as Keras 2 writes it.
TEST_CASE("files say how their layers were declared") {
  const nns::keras_file file(R"({"class_name": "Sequential", "config": {"name": "net", "layers": [
    {"class_name": "InputLayer", "config": {"batch_input_shape": [null, 28, 28, 1], "name": "in"}},
    {"class_name": "Conv2D", "config": {"name": "c", "filters": 6, "kernel_size": [5, 5], "strides": [1, 1],
      "padding": "same", "dilation_rate": [1, 1], "activation": "tanh", "use_bias": true}},
    {"class_name": "Flatten", "config": {"name": "f"}},
    {"class_name": "Dense", "config": {"name": "d", "units": 10, "activation": "softmax", "use_bias": false}}]}})");
  REQUIRE(file);
  CHECK(nns::to_csv(file.summary(), {.columns = "name options", .total = false}) ==
        "name,options\nin,\nc,\"kernel 5, same, tanh\"\nf,\nd,\"no bias, softmax\"\n");
}

}  // namespace
