// Arrays that TensorFlowOpLayer has beside its tensors, by their places among the inputs of TensorFlow's node: shapes,
// axes, paddings. The shapes that come out are TensorFlow's, of tensors with a batch in front.
#include "keras/written.hpp"

namespace {

using written::counts;
using written::functional_of;
using written::input;
using written::is_refused;

/// x, of these extents, through a node.
std::string model(const std::string& extents, const std::string& op, const std::string& constants,
                  const std::string& attributes = "", const std::string& inputs = R"(["x", 0, 0, {}])") {
  return functional_of(input("x", extents) + R"(, {"class_name": "TensorFlowOpLayer", "name": "a", "config": {"name": "a",
    "trainable": true, "dtype": "float32", "node_def": {"name": "a", "op": ")" + op +
                       R"(", "input": ["x", "a/c"], "attr": {"T": {"type": "DT_FLOAT"})" + attributes +
                       R"(}}, "constants": )" + constants + R"(}, "inbound_nodes": [[)" + inputs + "]]}");
}

TEST_CASE("a node of TensorFlow has its arguments among its constants") {
  counts(model("2, 3", "Reshape", R"({"1": [-1, 6]})"), {6});
  counts(model("2, 3", "Transpose", R"({"1": [0, 2, 1]})"), {3, 2});
  counts(model("2, 3", "ExpandDims", R"({"1": 1})"), {1, 2, 3});
  counts(model("2, 3", "Mean", R"({"1": [1]})"), {3});
  counts(model("2, 3", "Sum", R"({"1": [1, 2]})", R"(, "keep_dims": {"b": true})"), {1, 1});
  counts(model("2, 3", "Tile", R"({"1": [1, 2, 1]})"), {4, 3});
  counts(model("2, 3", "Pad", R"({"1": [[0, 0], [1, 2], [0, 1]]})"), {5, 4});
  counts(model("2, 3", "ConcatV2", R"({"2": -1})", R"(, "N": {"i": "2"})", R"(["x", 0, 0, {}], ["x", 0, 0, {}])"), {2, 6});
  counts(model("4, 6, 3", "ResizeBilinear", R"({"1": [8, 9]})"), {8, 9, 3});
  counts(model("2, 3", "Mul", R"({"1": 2.0})"), {2, 3});
  counts(model("2, 3", "BiasAdd", R"({"1": [1.0, 2.0, 3.0]})"), {2, 3});
}

TEST_CASE("what moves the batch, or joins an array, is not guessed") {
  is_refused(model("2, 3", "Transpose", R"({"1": [1, 0, 2]})"), "not known");
  is_refused(model("2, 3", "Mean", R"({"1": [0]})"), "not known");
  is_refused(model("2, 3", "Reshape", R"({"1": [6, -1]})"), "not known");
  is_refused(model("2, 3", "ConcatV2", R"({"1": [[[1.0, 2.0, 3.0]]], "2": 1})", R"(, "N": {"i": "2"})"), "not known");
}

}  // namespace
