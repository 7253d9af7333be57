// Products among a file's functions. The multiply-adds are worked out by hand: a product of two is each combination of
// the indices that meet; the shapes are numpy's, with the batch in front. What is multiplied by the batch is refused.
#include "keras/written.hpp"

#include <vector>

namespace {

using nns::shape;
using written::counts;
using written::functional_of;
using written::input;
using written::is_refused;

const char* const not_known = "the cost of this operation is not known";
const char* const moved = "moves the batch";

/// An array of zeros, as lists in lists.
std::string zeros(const std::vector<int>& extents, std::size_t axis = 0) {
  if (axis == extents.size()) return "0.5";
  std::string row = zeros(extents, axis + 1);
  std::string all = "[" + row;
  for (int i = 1; i != extents[axis]; ++i) all += ", " + row;
  return all + "]";
}
std::string array(const std::vector<int>& extents) {
  return R"({"class_name": "__numpy__", "config": {"value": )" + zeros(extents) + R"(, "dtype": "float32"}})";
}
std::string tensor(const std::string& name) {
  return R"({"class_name": "__keras_tensor__", "config": {"shape": [null, 1], "dtype": "float32",
    "keras_history": [")" + name + R"(", 0, 0]}})";
}

/// An operation of Keras 3 on x, y and z of these extents (none: there is no such input).
struct operation {
  std::string class_name;
  std::string config;
  std::string arguments;
  std::string x;
  std::string y{};
  std::string z{};
  std::string keywords{};

  [[nodiscard]] std::string text() const {
    return functional_of(input("x", x) + (y.empty() ? "" : "," + input("y", y)) + (z.empty() ? "" : "," + input("z", z)) +
                         R"(, {"module": "keras.src.ops.numpy", "class_name": ")" + class_name +
                         R"(", "name": "a", "config": {"name": "a")" + (config.empty() ? "" : ", ") + config +
                         R"(}, "inbound_nodes": [{"args": [)" + arguments + R"(], "kwargs": {)" + keywords + "}}]}");
  }
};
const std::string x = tensor("x");
const std::string y = tensor("y");
const std::string z = tensor("z");
operation einsum(const std::string& equation, const std::string& a, const std::string& b) {
  return {"Einsum", "", '"' + equation + "\", " + x + ", " + y, a, b};
}

TEST_CASE("einsum with ellipses") {
  counts(einsum("...td,...sd->...ts", "2, 4, 8", "2, 6, 8").text(), {2, 4, 6}, 2 * 4 * 6 * 8);
  counts(einsum("...td,...sd->...ts", "4, 8", "6, 8").text(), {4, 6}, 4 * 6 * 8);
  counts(einsum("b...d,b...d->b...", "2, 3, 8", "2, 3, 8").text(), {2, 3}, 2 * 3 * 8);
  counts(einsum("bi...,bij->bj...", "4, 5, 6", "4, 3").text(), {3, 5, 6}, 4 * 5 * 6 * 3);
  counts(einsum("...i,...i", "3, 8", "3, 8").text(), {3}, 3 * 8);  // numpy: the ellipsis, then what occurs once
  counts(einsum("...td,...sd->...ts", "1, 4, 8", "2, 6, 8").text(), {2, 4, 6}, 2 * 4 * 6 * 8);
  counts(einsum(" b t d , b s d -> b t s ", "4, 8", "6, 8").text(), {4, 6}, 4 * 6 * 8);
  counts(einsum("btd,bsd-\\u003ebts", "4, 8", "6, 8").text(), {4, 6}, 4 * 6 * 8);
  // Aligned from behind, the one's batch meets the other's first axis.
  is_refused(einsum("...td,...sd->...ts", "2, 4, 8", "6, 8").text(), moved);
}

TEST_CASE("einsum of one tensor multiplies nothing") {
  const auto of_one = [](const std::string& equation) {
    return operation{"Einsum", R"("subscripts": ")" + equation + '"', x, "5, 5, 3"}.text();
  };
  counts(of_one("bijk->bkij"), {3, 5, 5});
  counts(of_one("bijk->bk"), {3});
  counts(of_one("biij->bij"), {5, 3});
  counts(of_one("...k->..."), {5, 5});
  is_refused(of_one("bijk->ijk"), moved);
}

TEST_CASE("einsum with arrays") {
  const auto with_array = [](const std::string& equation, const std::string& arguments) {
    return operation{"Einsum", "", '"' + equation + "\", " + arguments, "4, 8"}.text();
  };
  counts(with_array("btd,ds->bts", x + "," + array({8, 3})), {4, 3}, 4 * 8 * 3);
  counts(with_array("ds,btd->bts", array({8, 3}) + "," + x), {4, 3}, 4 * 8 * 3);
  counts(with_array("...d,dhe->...he", x + "," + array({8, 2, 3})), {4, 2, 3}, 4 * 8 * 2 * 3);
  counts(with_array("btd,->btd", x + ", 2.0"), {4, 8}, 4 * 8);
  is_refused(with_array("btd,ds->bts", x + "," + array({7, 3})), "different widths");
  is_refused(with_array("btd,bds->bts", x + "," + array({2, 8, 3})), moved);
  counts(with_array("btd,bds->bts", x + "," + array({1, 8, 3})), {4, 3}, 4 * 8 * 3);
  is_refused(with_array("btd,ds->bts", x + "," + array({8})), "does not fit its shapes");
  is_refused(with_array("btd,ds->bts", x + ", [[1.0, 2.0], [1.0]]"), not_known);
}

TEST_CASE("einsum of several is worked out from left to right") {
  const operation three{"Einsum", "", R"("bij,bjk,bkl->bil", )" + x + "," + y + "," + z, "6, 8", "8, 5", "5, 7"};
  counts(three.text(), {6, 7}, 6 * 8 * 5 + 6 * 5 * 7);
  // What only the third one shares is kept until then: (b i j) with (b j) leaves i and j.
  const operation kept{"Einsum", "", R"("bij,bj,bj->bi", )" + x + "," + y + "," + z, "6, 8", "8", "8"};
  counts(kept.text(), {6}, 6 * 8 + 6 * 8);
  const operation with_array{"Einsum", "", R"("btd,de,bse->bts", )" + x + "," + array({8, 3}) + "," + y, "4, 8",
                             "6, 3"};
  counts(with_array.text(), {4, 6}, 4 * 8 * 3 + 4 * 6 * 3);
}

TEST_CASE("a batch that is moved") {
  // Where the file says that the result is an instance all the same, it counts; numpy would have (4, batch, 6).
  const auto scores = [](const char* said) {
    return functional_of(input("x", "4, 8") + "," + input("y", "6, 8") + R"(, {"module": "keras.src.ops.numpy",
      "class_name": "Einsum", "name": "e", "config": {}, "inbound_nodes": [{"args": ["btd,bsd->tbs", )" + x + "," + y +
                         R"(], "kwargs": {}}]}, {"class_name": "Softmax", "name": "a", "config": {},
      "inbound_nodes": [{"args": [{"class_name": "__keras_tensor__", "config": {"shape": )" + said +
                         R"(, "keras_history": ["e", 0, 0]}}], "kwargs": {}}]})");
  };
  counts(scores("[null, 4, 6]"), {4, 6}, 4 * 6 * 8);
  is_refused(scores("[4, null, 6]"), moved);
}

TEST_CASE("products of a tensor with an array") {
  const auto of = [](const std::string& name, const std::string& arguments, const std::string& extents,
                     const std::string& config = "") {
    return operation{name, config, arguments, extents}.text();
  };
  // numpy: x @ w, w @ x, and vectors.
  counts(of("Matmul", x + "," + array({8, 3}), "4, 8"), {4, 3}, 4 * 8 * 3);
  counts(of("Matmul", x + "," + array({8, 3}), "8"), {3}, 8 * 3);
  counts(of("Matmul", array({5, 4}) + "," + x, "4, 8"), {5, 8}, 5 * 4 * 8);
  counts(of("Matmul", x + "," + array({8}), "4, 8"), {4}, 4 * 8);
  counts(of("Matmul", x + "," + array({3, 8, 2}), "3, 4, 8"), {3, 4, 2}, 3 * 4 * 8 * 2);
  is_refused(of("Matmul", x + "," + array({7, 3}), "4, 8"), "different widths");
  is_refused(of("Matmul", array({3, 4}) + "," + x, "8"), moved);
  // numpy.dot, numpy.inner: a tensor by a tensor is each instance by each other one.
  counts(of("Dot", x + "," + array({8, 3}), "4, 8"), {4, 3}, 4 * 8 * 3);
  counts(of("Dot", x + "," + array({5, 8, 3}), "4, 8"), {4, 5, 3}, 4 * 8 * 5 * 3);
  counts(of("Dot", x + "," + array({8}), "4, 8"), {4}, 4 * 8);
  is_refused(of("Dot", array({3, 4}) + "," + x, "4, 8"), moved);
  is_refused(operation{"Dot", "", x + "," + y, "4, 8", "8, 3"}.text(), moved);
  counts(of("Inner", x + "," + array({3, 8}), "4, 8"), {4, 3}, 4 * 8 * 3);
  is_refused(operation{"Inner", "", x + "," + y, "4, 8", "3, 8"}.text(), moved);
  // numpy.tensordot.
  counts(of("Tensordot", x + "," + array({8, 3}), "4, 8", R"("axes": 1)"), {4, 3}, 4 * 8 * 3);
  counts(of("Tensordot", x + "," + array({4, 8, 3}), "4, 8"), {3}, 4 * 8 * 3);
  counts(of("Tensordot", x + "," + array({3, 4}), "4, 8", R"("axes": [[1], [1]])"), {8, 3}, 4 * 8 * 3);
  counts(of("Tensordot", x + "," + array({3, 4}), "4, 8", R"("axes": [1, 1])"), {8, 3}, 4 * 8 * 3);
  counts(of("Tensordot", x + "," + array({3, 2}), "4, 8", R"("axes": 0)"), {4, 8, 3, 2}, 4 * 8 * 3 * 2);
  is_refused(of("Tensordot", x + "," + array({3, 4}), "4, 8", R"("axes": [[0], [1]])"), moved);
  is_refused(of("Tensordot", x + "," + array({3, 4}), "4, 8", R"("axes": [[3], [1]])"), "there is no such axis");
  is_refused(of("Tensordot", x + "," + array({3, 4}), "4, 8", R"("axes": "last")"), not_known);
  is_refused(operation{"Tensordot", R"("axes": [[0, 1], [0, 1]])", x + "," + y, "4, 8", "4, 3"}.text(), moved);
  // numpy.outer, numpy.vdot.
  counts(of("Outer", x + "," + array({3}), "1"), {3}, 3);
  is_refused(of("Outer", x + "," + array({3}), "4"), moved);
  counts(operation{"Vdot", "", x + "," + y, "4, 8", "4, 8"}.text(), {}, 4 * 8);
  is_refused(operation{"Vdot", "", x + "," + y, "4, 8", "4, 7"}.text(), "different widths");
  // numpy.average: with weights it is a product.
  counts(of("Average", x, "4, 8", R"("axis": 1)"), {8});
  is_refused(of("Average", x + "," + array({4}), "4, 8", R"("axis": 1)"), not_known);
  // numpy.linalg.norm(x, 2, (1, 2)) is the largest singular value.
  counts(of("Norm", x, "4, 8", R"("axis": [1, 2], "ord": null)"), {});
  counts(of("Norm", x, "4, 8", R"("axis": [1, 2], "ord": "fro")"), {});
  counts(of("Norm", x, "4, 8", R"("axis": -1, "ord": 2)"), {4});
  is_refused(of("Norm", x, "4, 8", R"("axis": [1, 2], "ord": 2)"), not_known);
  is_refused(of("Norm", x, "4, 8", R"("axis": [1, 2], "ord": "nuc")"), not_known);
}

TEST_CASE("convolutions by an array") {
  const auto of = [](const std::string& name, const std::string& arrays, const std::string& config,
                     const std::string& extents = "9, 9, 4") {
    return operation{name, config, x + "," + arrays, extents}.text();
  };
  // P K (C/g) k, and no parameters: the array is none.
  counts(of("Conv", array({3, 3, 4, 5}), R"("strides": 1, "padding": "valid")"), {7, 7, 5}, 7 * 7 * 5 * 4 * 9);
  counts(of("Conv", array({3, 3, 4, 5}), R"("strides": [2, 2], "padding": "same")"), {5, 5, 5}, 5 * 5 * 5 * 4 * 9);
  counts(of("Conv", array({3, 3, 2, 6}), R"("dilation_rate": 2)"), {5, 5, 6}, 5 * 5 * 6 * 2 * 9);
  counts(of("Conv", array({3, 4, 5}), R"("padding": "causal")", "9, 4"), {9, 5}, 9 * 5 * 4 * 3);
  counts(of("Conv", array({3, 3, 4, 5}), R"("data_format": "channels_first")", "4, 9, 9"), {5, 7, 7},
         7 * 7 * 5 * 4 * 9);
  is_refused(of("Conv", array({3, 3, 3, 5}), ""), "not divisible by the groups");
  is_refused(operation{"Conv", "", x + "," + y, "9, 9, 4", "3, 4, 5"}.text(), not_known);
  is_refused(of("Conv", array({3, 3, 4, 5}), R"("padding": "full")"), not_known);
  // Q C K k.
  counts(of("ConvTranspose", array({2, 2, 5, 4}), R"("strides": 2, "padding": "valid")"), {18, 18, 5},
         9 * 9 * 4 * 5 * 4);
  // P C m k, and P C m K.
  counts(of("DepthwiseConv", array({3, 3, 4, 2}), R"("padding": "valid")"), {7, 7, 8}, 7 * 7 * 4 * 2 * 9);
  is_refused(of("DepthwiseConv", array({3, 3, 3, 2}), ""), "different widths");
  counts(of("SeparableConv", array({3, 3, 4, 2}) + "," + array({1, 1, 8, 5}), R"("padding": "valid")"), {7, 7, 5},
         7 * 7 * 4 * 2 * 9 + 7 * 7 * 8 * 5);
  is_refused(of("SeparableConv", array({3, 3, 4, 2}) + "," + array({1, 1, 7, 5}), ""), not_known);
  // tf.image.rgb_to_grayscale and Keras' are a product with three weights.
  counts(of("RGBToGrayscale", "null", "", "9, 9, 3"), {9, 9, 1}, 9 * 9 * 3);
}

TEST_CASE("attention as an operation") {
  // keras.ops.dot_product_attention: queries (T, h, d), keys (S, h, d), values (S, h, e): h T S d + h T S e.
  const std::string extents[] = {"5, 2, 8", "7, 2, 8", "7, 2, 6"};
  const operation by_place{"DotProductAttention", "", x + "," + y + "," + z, extents[0], extents[1], extents[2]};
  counts(by_place.text(), {5, 2, 6}, 2 * 5 * 7 * 8 + 2 * 5 * 7 * 6);
  const operation by_name{"DotProductAttention", "", "", extents[0], extents[1], extents[2],
                          R"("value": )" + z + R"(, "key": )" + y + R"(, "query": )" + x + R"(, "mask": null)"};
  counts(by_name.text(), {5, 2, 6}, 2 * 5 * 7 * 8 + 2 * 5 * 7 * 6);
  const operation grouped{"DotProductAttention", "", x + "," + y + "," + y, "5, 6, 8", "7, 2, 8"};
  counts(grouped.text(), {5, 6, 8}, 2 * 6 * 5 * 7 * 8);
  is_refused(operation{"DotProductAttention", "", x + "," + y + "," + y, "5, 2, 8", "7, 2, 9"}.text(),
             "different widths");
}

TEST_CASE("products of TensorFlow") {
  const auto function = [](const std::string& name, const std::string& call) {
    return functional_of(input("x", "4, 8") + R"(, {"class_name": "TFOpLambda", "name": "a", "config": {"name": "a",
      "function": ")" + name + R"("}, "inbound_nodes": [)" + call + "]}");
  };
  counts(function("linalg.matmul", R"(["x", 0, 0, {"b": )" + zeros({8, 3}) + "}]"), {4, 3}, 4 * 8 * 3);
  counts(function("linalg.matmul", R"(["x", 0, 0, {"b": )" + zeros({3, 8}) + R"(, "transpose_b": true}])"), {4, 3},
         4 * 8 * 3);
  counts(function("linalg.matmul", R"(["_CONSTANT_VALUE", -1, )" + zeros({5, 4}) + R"(, {"b": ["x", 0, 0]}])"), {5, 8},
         5 * 4 * 8);
  counts(function("tensordot", R"(["x", 0, 0, {"b": )" + zeros({8, 3}) + R"(, "axes": 1}])"), {4, 3}, 4 * 8 * 3);
  counts(function("linalg.matvec", R"(["x", 0, 0, {"b": )" + zeros({8}) + "}]"), {4}, 4 * 8);
  counts(function("nn.conv1d", R"(["x", 0, 0, {"filters": )" + zeros({3, 8, 5}) +
                                   R"(, "stride": 1, "padding": "VALID"}])"),
         {2, 5}, 2 * 5 * 8 * 3);
  // tf.nn.conv1d_transpose: (space, out, in), and the shape that it makes; Q C K k.
  counts(function("nn.conv1d_transpose", R"(["x", 0, 0, {"filters": )" + zeros({3, 5, 8}) +
                                             R"(, "output_shape": [null, 7, 5], "strides": 2, "padding": "SAME"}])"),
         {7, 5}, 4 * 8 * 5 * 3);
  is_refused(function("nn.conv1d_transpose", R"(["x", 0, 0, {"filters": )" + zeros({3, 5, 8}) +
                                                 R"(, "output_shape": [null, null, 5], "strides": 2}])"),
             not_known);
  is_refused(function("linalg.cholesky", R"(["x", 0, 0, {}])"), "no formula for it");
  is_refused(function("linalg.unheard", R"(["x", 0, 0, {}])"), not_known);
  const auto node = [](const std::string& definition, const std::string& constants, const char* extents) {
    return functional_of(input("x", extents) + R"(, {"class_name": "TensorFlowOpLayer", "name": "a", "config": {
      "name": "a", "node_def": )" + definition + R"(, "constants": )" + constants +
                         R"(}, "inbound_nodes": [[["x", 0, 0, {}]]]})");
  };
  counts(node(R"({"op": "MatMul"})", R"({"1": )" + zeros({8, 3}) + "}", "8"), {3}, 8 * 3);
  counts(node(R"({"op": "BatchMatMulV2"})", R"({"0": )" + zeros({5, 4}) + "}", "4, 8"), {5, 8}, 5 * 4 * 8);
  // Base 64: SAME.
  counts(node(R"({"op": "Conv2D", "attr": {"padding": {"s": "U0FNRQ=="},
    "strides": {"list": {"i": ["1", "2", "2", "1"]}}}})",
              R"({"1": )" + zeros({3, 3, 4, 5}) + "}", "9, 9, 4"),
         {5, 5, 5}, 5 * 5 * 5 * 4 * 9);
}

TEST_CASE("an operation that multiplies is not taken for free because the file says its shape") {
  const auto said = [](const std::string& class_name, const std::string& config) {
    return functional_of(input("x", "8, 8") + R"(, {"module": "keras.src.ops.linalg", "class_name": ")" + class_name +
                         R"(", "name": "f", "config": {)" + config + R"(}, "inbound_nodes": [{"args": [)" + x +
                         R"(], "kwargs": {}}]}, {"class_name": "Softmax", "name": "a", "config": {}, "inbound_nodes": [
      {"args": [{"class_name": "__keras_tensor__", "config": {"shape": [null, 8, 8], "keras_history": ["f", 0, 0]}}],
       "kwargs": {}}]})");
  };
  for (const char* name : {"Cholesky", "Inv", "Pinv", "SVD", "Qr", "Solve", "Det", "Eigh", "Lstsq", "MatrixPower"})
    is_refused(said(name, ""), "no formula for it");
  for (const char* name : {"Einsum", "Conv", "Tensordot", "DotProductAttention", "Matmul", "Norm"})
    is_refused(said(name, R"("axes": "none", "ord": 2)"), "a");
  is_refused(said("Unheard", ""), not_known);
  counts(said("Digitize", ""), {8, 8});
}

}  // namespace
