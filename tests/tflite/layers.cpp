// Which layer of this library an operator is, with its numbers and options, and what its row keeps; and what is read as a
// row of stated numbers because its tensors do not fit its options. Numbers are worked by hand.
#include "catch.hpp"
#include "tflite/one_operator.hpp"

#include <nns/import/tflite_file.hpp>
#include <nns/report/csv.hpp>

#include <string>
#include <utility>
#include <vector>

namespace {

using namespace tflite_writer;

/// "kind, options, output, multiply-adds, parameters, activations" of the operator's row.
std::string row(const table& m) {
  const nns::tflite_file file(write(m));
  REQUIRE(file.error().message == "");
  const std::string all = nns::to_csv(file.summary(), {.columns = "kind options output forward parameters activations"});
  const std::size_t total = all.rfind('\n', all.size() - 2), one = all.rfind('\n', total - 1);
  return all.substr(one + 1, total - one - 1);
}

/// Whether the file is refused because two extents, written as "first, second; in OPERATOR", contradict each other.
bool contradicts(const table& m, const std::string& where) {
  const std::string message = nns::tflite_file(write(m)).error().message;
  INFO(message);
  CHECK(message.rfind("the file contradicts itself", 0) == 0);
  return message.find(": " + where) != std::string::npos;
}

table convolution(std::vector<std::int64_t> x, std::vector<std::int64_t> w, std::vector<std::int64_t> y, table options,
                  std::int64_t biases = -1) {
  std::vector<operand> in{arrives(std::move(x)), weights(std::move(w))};
  if (biases >= 0) in.push_back(weights({biases}));
  return one_operator(code(3), in, arrives(std::move(y)), std::move(options));
}

}  // namespace

TEST_CASE("a convolution is conv2d with its options") {
  const table plain{{0, byte(1)}, {1, number(1)}, {2, number(1)}};
  CHECK(row(convolution({1, 9, 9, 2}, {4, 3, 5, 2}, {1, 7, 5, 4}, plain, 4)) == "conv2d,kernel 3x5,7x5x4,4200,124,140");
  // The format says widths first: strides 2 and 1, dilation 1 and 2.
  CHECK(row(convolution({1, 9, 9, 2}, {4, 3, 3, 2}, {1, 5, 4, 4},
                        {{0, byte(1)}, {1, number(2)}, {2, number(1)}, {3, byte(1)}, {4, number(1)}, {5, number(2)}})) ==
        "conv2d,\"kernel 3, strides 1x2, dilation 2x1, no bias, relu\",5x4x4,1440,72,160");
  CHECK(row(convolution({1, 9, 9, 2}, {4, 3, 3, 2}, {1, 9, 5, 4}, {{0, byte(0)}, {1, number(2)}, {2, number(1)}, {3, byte(3)}},
                        4)) == "conv2d,\"kernel 3, strides 1x2, same, relu6\",9x5x4,3240,76,360");
  CHECK(row(convolution({1, 9, 9, 4}, {6, 3, 3, 2}, {1, 7, 7, 6}, plain, 6)) ==
        "conv2d,\"kernel 3, groups 2\",7x7x6,5292,114,294");
}

TEST_CASE("a convolution whose tensors do not fit its options counts outputs times the taps of a filter") {
  const table plain{{0, byte(1)}, {1, number(1)}, {2, number(1)}};
  // Five filters in two groups; filters of two channels for three: no kernel runs these.
  CHECK(contradicts(convolution({1, 9, 9, 4}, {5, 3, 3, 2}, {1, 7, 7, 5}, plain, 5), "5, 2; in CONV_2D (operator 0)"));
  CHECK(contradicts(convolution({1, 9, 9, 3}, {5, 3, 3, 2}, {1, 7, 7, 5}, plain, 5), "3, 2; in CONV_2D (operator 0)"));
  // A row, and a column, too many.
  CHECK(row(convolution({1, 9, 9, 2}, {4, 3, 3, 2}, {1, 9, 7, 4}, plain, 4)) == "conv2d,,9x7x4,4536,76,252");
  CHECK(row(convolution({1, 9, 9, 2}, {4, 3, 3, 2}, {1, 7, 8, 4}, plain, 4)) == "conv2d,,7x8x4,4032,76,224");
  // A bias of three for four filters, with relu, which keeps its input, too.
  CHECK(row(convolution({1, 9, 9, 2}, {4, 3, 3, 2}, {1, 9, 9, 4}, {{0, byte(0)}, {1, number(1)}, {2, number(1)}, {3, byte(1)}},
                        3)) == "conv2d,,9x9x4,5832,75,648");
}

TEST_CASE("a depthwise convolution is depthwise_conv2d with its options") {
  const auto depthwise = [](std::vector<std::int64_t> x, std::vector<std::int64_t> w, std::vector<std::int64_t> y, table o) {
    const std::int64_t filters = w[3];
    return one_operator(code(4), {arrives(std::move(x)), weights(std::move(w)), weights({filters})}, arrives(std::move(y)),
                        std::move(o));
  };
  CHECK(row(depthwise({1, 9, 9, 2}, {1, 3, 3, 2}, {1, 7, 7, 2}, window_options(4, true, 1))) ==
        "depthwise_conv2d,kernel 3,7x7x2,882,20,98");
  CHECK(row(depthwise({1, 9, 9, 2}, {1, 3, 5, 6}, {1, 5, 5, 6}, window_options(4, false, 2))) ==
        "depthwise_conv2d,\"kernel 3x5, strides 2, multiplier 3, same\",5x5x6,2250,96,150");
  // Six filters for four channels.
  CHECK(contradicts(depthwise({1, 9, 9, 4}, {1, 3, 3, 6}, {1, 7, 7, 6}, window_options(4, true, 1)),
                    "6, 4; in DEPTHWISE_CONV_2D (operator 0)"));
  // Two times as many weights as there are filters.
  CHECK(row(depthwise({1, 9, 9, 2}, {2, 3, 3, 2}, {1, 7, 7, 2}, window_options(4, true, 1))) ==
        "depthwise_conv2d,,7x7x2,882,38,98");
}

TEST_CASE("FULLY_CONNECTED is dense on the last axis") {
  const auto dense = [](std::vector<std::int64_t> x, std::vector<std::int64_t> w, std::vector<std::int64_t> y, int activation,
                        bool bias) {
    const std::int64_t units = w[0];
    return one_operator(code(9), {arrives(std::move(x)), weights(std::move(w)), bias ? weights({units}) : none()},
                        arrives(std::move(y)), {{0, byte(activation)}});
  };
  CHECK(row(dense({1, 5}, {3, 5}, {1, 3}, 0, true)) == "dense,,3,15,18,3");
  CHECK(row(dense({1, 5}, {3, 5}, {1, 3}, 1, false)) == "dense,\"no bias, relu\",3,15,15,6");
  CHECK(row(dense({1, 4, 5}, {3, 5}, {1, 4, 3}, 3, true)) == "dense,relu6,4x3,60,18,24");
  // The input is flattened before, and the output is in another shape.
  CHECK(row(dense({1, 4, 5}, {3, 20}, {1, 3}, 4, true)) == "dense,,3,60,63,6");
  CHECK(row(dense({1, 4, 5}, {3, 5}, {1, 2, 2, 3}, 1, true)) == "dense,,2x2x3,60,18,24");
}

TEST_CASE("a pool has its window and its strides, unless its tensors do not fit") {
  const auto pool = [](int of, std::vector<std::int64_t> y, int valid, int strides_w, int strides_h, int wide, int high) {
    return one_operator(code(of), {arrives({1, 8, 8, 3})}, arrives(std::move(y)),
                        {{0, byte(valid)}, {1, number(strides_w)}, {2, number(strides_h)}, {3, number(wide)}, {4, number(high)}});
  };
  CHECK(row(pool(17, {1, 4, 4, 3}, 1, 2, 2, 2, 2)) == "max_pooling2d,\"window 2, strides 2\",4x4x3,0,0,48");
  CHECK(row(pool(1, {1, 6, 4, 3}, 1, 2, 1, 2, 3)) == "average_pooling2d,\"window 3x2, strides 1x2\",6x4x3,0,0,72");
  CHECK(row(pool(1, {1, 8, 4, 3}, 0, 2, 1, 2, 3)) == "average_pooling2d,\"window 3x2, strides 1x2, same\",8x4x3,0,0,96");
  CHECK(row(pool(1, {1, 8, 8, 3}, 0, 1, 1, 2, 3)) == "average_pooling2d,\"window 3x2, strides 1, same\",8x8x3,0,0,192");
  CHECK(row(pool(17, {1, 3, 4, 3}, 1, 2, 2, 2, 2)) == "max_pooling2d,,3x4x3,0,0,36");
  CHECK(row(one_operator(code(7), {arrives({2}, int32), weights({6, 4})}, arrives({2, 4}))) == "embedding,,2x4,0,24,8");
}

TEST_CASE("weights that several operators read are counted once, all outputs are kept") {
  const std::vector<table> tensors{tensor("x", {1, 5}, float32), tensor("w", {5, 5}, float32, 1), tensor("b", {5}, float32, 2),
                                   tensor("y", {1, 5}, float32), tensor("z", {1, 5}, float32)};
  const nns::tflite_file twice(write(model({code(9)}, {subgraph(tensors, {0}, {4}, {node(0, {0, 1, 2}, {3}), node(0, {3, 1, 2}, {4})})},
                                           {100, 20})));
  REQUIRE(twice.error().message == "");
  CHECK(twice.summary().layers[1].parameters == 30);
  CHECK(twice.summary().layers[2].parameters == 0);
  CHECK(twice.summary().total.parameters == 30);
  CHECK(twice.summary().total.forward == nns::macs{50});
  // SPLIT: its axis, and two halves; relu on none of them.
  const std::vector<table> halves{tensor("axis", {}, int32, 1), tensor("x", {1, 8}, float32), tensor("a", {1, 4}, float32),
                                  tensor("b", {1, 4}, float32)};
  const nns::tflite_file split(
      write(model({code(49)}, {subgraph(halves, {1}, {2, 3}, {node(0, {0, 1}, {2, 3}, 1, {{0, number(2)}})})}, {4})));
  REQUIRE(split.error().message == "");
  CHECK(split.summary().layers[1].activations == 8);
  CHECK(split.summary().total.activations == 16);
}
