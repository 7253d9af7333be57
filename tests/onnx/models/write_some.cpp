// Writes small .onnx files for the fuzzer to begin with: write_some FOLDER.
#include <onnx/writer.hpp>

#include <fstream>
#include <iostream>

using namespace onnx_writer;

namespace {

int write(const std::string& path, const std::string& bytes) {
  std::ofstream out(path, std::ios::binary);
  out << bytes;
  return out.good() ? 0 : 1;
}

}  // namespace

int main(int count, char** words) {
  if (count != 2) return 1;
  const std::string folder = words[1];

  graph shaped;
  shaped.inputs = {port("x", {"N", "s", "6"})};
  shaped.nodes = {node("Shape", {"x"}, {"a"}), node("Gather", {"a", "i"}, {"b"}), node("Unsqueeze", {"b", "j"}, {"c"}),
                  node("Concat", {"c", "k"}, {"d"}, {attribute("axis", 0)}), node("Reshape", {"x", "d"}, {"y"})};
  shaped.initializers = {integers("i", {0}, true), integers("j", {0}), integers("k", {-1, 6})};
  shaped.outputs = {port_without_shape("y")};

  graph then;
  then.nodes = {node("Relu", {"x"}, {"t"})};
  then.outputs = {port_without_shape("t")};
  graph branches;
  branches.inputs = {port("x", {"1", "6"})};
  branches.nodes = {
      node("Constant", {}, {"c"}, {attribute_tensor("value", tensor("", bool_, {}).text(9, std::string(1, '\1')))}),
      node("If", {"c"}, {"y"}, {attribute_graph("then_branch", then.written()), attribute_graph("else_branch", then.written())})};
  branches.outputs = {port_without_shape("y")};

  message f;
  f.text(1, "Block").text(10, "my").text(4, "a").text(5, "z").text(6, "alpha").one(9, imported({}, 17));
  f.one(7, node("LeakyRelu", {"a"}, {"z"}, {attribute_of_call("alpha", "alpha", 1)}));
  graph calls;
  calls.inputs = {port("x", {"1", "6"})};
  calls.nodes = {node("Block", {"x"}, {"y"}, {message{}.text(1, "alpha").real(2, 0.5F).varint(20, 1)}, {}, "my")};
  calls.outputs = {port_without_shape("y")};

  graph recurrent;
  recurrent.inputs = {port("x", {"7", "N", "5"})};
  recurrent.initializers = {tensor("w", float32, {1, 24, 5}), tensor("r", float32, {1, 24, 6})};
  recurrent.nodes = {node("LSTM", {"x", "w", "r"}, {"", "h"}, {attribute("hidden_size", 6)})};
  recurrent.outputs = {port_without_shape("h")};

  return write(folder + "/small.onnx", model(small_net())) + write(folder + "/open.onnx", model(small_net({"N", "3", "h", "w"}))) +
         write(folder + "/shaped.onnx", model(shaped)) + write(folder + "/branches.onnx", model(branches)) +
         write(folder + "/calls.onnx", model(calls, 17, {f}, {imported("my", 1)})) +
         write(folder + "/recurrent.onnx", model(recurrent));
}
