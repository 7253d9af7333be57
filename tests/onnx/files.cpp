// .onnx files at run time: what is read in them, how the batch and open extents are found, and what is refused.
#include <nns/import/onnx_file.hpp>
#include <nns/report/json.hpp>
#include <nns/report/text.hpp>

#include <catch.hpp>
#include <onnx/writer.hpp>

#include <string>

using namespace onnx_writer;

namespace {

nns::onnx_file read(const std::string& bytes, nns::onnx_options options = {}) { return nns::onnx_file(bytes, options); }

/// The sentence of a file that is refused.
std::string refusal(const std::string& bytes, nns::onnx_options options = {}) {
  const nns::onnx_file file(bytes, options);
  return file ? "it was read" : file.error().message;
}
bool says(const std::string& message, const std::string& words) { return message.find(words) != std::string::npos; }

const nns::layer_summary& row(const nns::onnx_file& f, std::string_view name) {
  for (const nns::layer_summary& l : f.summary().layers)
    if (l.name == name) return l;
  FAIL("there is no row " << name);
  return f.summary().layers[0];
}

}  // namespace

TEST_CASE("a small network has a row for each node, called as the node") {
  const nns::onnx_file f = read(model(small_net()));
  INFO(f.error().message);
  REQUIRE(f);
  const nns::summary_view& s = f.summary();
  REQUIRE(s.layers.size() == 5);
  CHECK(s.layers[0].name == "x");
  CHECK(s.layers[1].name == "/conv");
  CHECK(s.layers[1].kind == "conv2d");
  CHECK(s.layers[1].output == nns::shape{8, 6, 5});  // the leading 1 is the batch
  CHECK(s.layers[1].forward.count == 30 * 8 * 27);
  CHECK(s.layers[1].parameters == 224);
  CHECK(s.layers[4].output == nns::shape{10});
  CHECK(s.total.forward.count == small_macs);
  CHECK(s.total.parameters == small_parameters);
  CHECK(f.batch() == 1);
  CHECK(f.parameter_bytes() == 4 * small_parameters);
  CHECK(s.layers[2].source == 1);
}

TEST_CASE("an open leading extent is the batch, and counts are for one instance") {
  for (const std::string name : {"N", "?"}) {
    const nns::onnx_file f = read(model(small_net({name, "3", "6", "5"})));
    INFO(f.error().message);
    REQUIRE(f);
    CHECK(f.batch_is_open());
    CHECK_FALSE(f.counts_do_not_double());
    CHECK(f.summary().total.forward.count == small_macs);
    CHECK(row(f, "/conv").output == nns::shape{8, 6, 5});
    CHECK(row(f, "/gemm").output == nns::shape{10});
  }
}

TEST_CASE("the batch is found where it stands on another axis") {
  graph g;
  g.inputs = {port("x", {"N", "4", "6"})};
  g.initializers = {tensor("w", float32, {6, 5})};
  g.nodes = {node("Transpose", {"x"}, {"t"}, {attribute("perm", list{1, 0, 2})}, "t"), node("MatMul", {"t", "w"}, {"y"}, {}, "m")};
  g.outputs = {port_without_shape("y")};
  const nns::onnx_file f = read(model(g));
  REQUIRE(f);
  CHECK(row(f, "t").output == nns::shape{4, 6});
  CHECK(row(f, "m").output == nns::shape{4, 5});
  CHECK(row(f, "m").forward.count == 4 * 6 * 5);
}

TEST_CASE("a fixed batch is counted as it stands, and said") {
  const nns::onnx_file f = read(model(small_net({"3", "3", "6", "5"})));
  REQUIRE(f);
  CHECK(f.batch() == 3);
  CHECK(f.summary().total.forward.count == 3 * small_macs);
  CHECK(row(f, "/conv").output == nns::shape{3, 8, 6, 5});
  CHECK(nns::to_json(f.summary()).find("\"batch\": 3,") != std::string::npos);
  CHECK(nns::to_json(read(model(small_net())).summary()).find("\"batch\": 1,") != std::string::npos);
}

TEST_CASE("an extent that grows otherwise than the batch is said") {
  graph g;  // x x^T: four times as much for twice as many rows
  g.inputs = {port("x", {"N", "6"})};
  g.nodes = {node("Transpose", {"x"}, {"t"}), node("MatMul", {"x", "t"}, {"y"})};
  g.outputs = {port_without_shape("y")};
  const nns::onnx_file f = read(model(g));
  REQUIRE(f);
  CHECK(f.counts_do_not_double());
}

TEST_CASE("other open extents are unknown, until they are bound or an input has a shape") {
  const std::string bytes = model(small_net({"N", "3", "h", "w"}));
  {
    graph g = small_net({"N", "3", "h", "w"});
    g.nodes.resize(2);
    g.outputs = {port_without_shape("r")};
    const nns::onnx_file f = read(model(g));
    INFO(f.error().message);
    REQUIRE(f);
    CHECK(row(f, "/conv").output == nns::shape{8, nns::shape::unknown, nns::shape::unknown});
    CHECK(row(f, "/conv").forward.count == nns::unknown);
    CHECK(f.summary().total.forward.count == nns::unknown);
    CHECK(f.summary().total.parameters == 224);
  }
  nns::onnx_options bound;
  bound.bind = {{"h", 6}, {"w", 5}};
  CHECK(read(bytes, bound).summary().total.forward.count == small_macs);
  nns::onnx_options shaped;
  shaped.inputs = {nns::shape{3, 6, 5}};
  CHECK(read(bytes, shaped).summary().total.forward.count == small_macs);
  bound.bind.push_back({"N", 4});
  const nns::onnx_file four = read(bytes, bound);
  CHECK(four.summary().total.forward.count == 4 * small_macs);
  CHECK(four.batch() == 4);
}

TEST_CASE("what is said of inputs and extents has to fit") {
  const std::string bytes = model(small_net({"N", "3", "6", "w"}));
  nns::onnx_options o;
  o.bind = {{"height", 6}};
  CHECK(says(refusal(bytes, o), "no input of the graph has"));
  o.bind = {{"w", -1}};
  CHECK(says(refusal(bytes, o), "negative"));
  o.bind.clear();
  o.inputs = {nns::shape{3, 7, 5}};
  CHECK(says(refusal(bytes, o), "does not match the graph's input"));
  o.inputs = {nns::shape{3, 6}};
  CHECK(says(refusal(bytes, o), "does not match the graph's input"));
  o.inputs = {nns::shape{3, 6, 5}, nns::shape{1}};
  CHECK(says(refusal(bytes, o), "more nns::input"));
}

TEST_CASE("the types of the weights give the bytes") {
  const auto bytes_of = [](int type) {
    graph g;
    g.inputs = {port("x", {"1", "6"}, type)};
    g.initializers = {tensor("w", type, {6, 5})};
    g.nodes = {node("MatMul", {"x", "w"}, {"y"})};
    g.outputs = {port_without_shape("y")};
    return read(model(g)).parameter_bytes();
  };
  CHECK(bytes_of(float32) == 120);
  CHECK(bytes_of(float16) == 60);
  CHECK(bytes_of(int8) == 30);
  CHECK(bytes_of(int4) == 15);
}

TEST_CASE("moving averages are parameters that are not trained") {
  graph g;
  g.inputs = {port("x", {"1", "6", "4"})};
  for (const char* name : {"s", "b", "m", "v"}) g.initializers.push_back(tensor(name, float32, {6}));
  g.nodes = {node("BatchNormalization", {"x", "s", "b", "m", "v"}, {"y"})};
  g.outputs = {port_without_shape("y")};
  const nns::onnx_file f = read(model(g));
  REQUIRE(f);
  CHECK(f.summary().total.trainable_parameters == 12);
  CHECK(f.summary().total.parameters == 24);
}

TEST_CASE("a plan of the memory, in which constants have no place") {
  const nns::onnx_file f = read(model(small_net()));
  // The input, 90 numbers, and the convolution's output, 240; then two tensors of 240.
  CHECK(f.memory().height.count >= 4 * 480);
  CHECK(f.memory().parameter_bytes.count == 4 * small_parameters);
}

TEST_CASE("initializers may be listed as inputs, in any order of the fields") {
  graph g = small_net();
  g.inputs.push_back(port("w", {"8", "3", "3", "3"}));
  g.inputs.insert(g.inputs.begin(), port("b", {"8"}));
  CHECK(read(model(g)).summary().total.forward.count == small_macs);
  CHECK(read(model(g)).summary().layers.size() == 5);
  message mixed;  // outputs, then initializers, then nodes whose type stands first
  mixed.one(12, port_without_shape("y"));
  mixed.one(5, tensor("w", float32, {6, 5}));
  mixed.one(1, message{}.text(4, "MatMul").text(2, "y").text(1, "x").text(1, "w"));
  mixed.one(11, port("x", {"2", "6"}));
  CHECK(read(model(mixed)).summary().total.forward.count == 60);
}

TEST_CASE("numbers in lists of their type, packed or one by one, are the same as raw ones") {
  const auto reshaped = [](const message& numbers) {
    graph g;
    g.inputs = {port("x", {"4", "6"})};
    g.initializers = {numbers};
    g.nodes = {node("Reshape", {"x", "s"}, {"y"}, {}, "r")};
    g.outputs = {port_without_shape("y")};
    const nns::onnx_file f = read(model(g));
    INFO(f.error().message);
    REQUIRE(f);
    return f.nodes()[0].outputs[0];
  };
  CHECK(reshaped(integers("s", {8, 3})) == nns::shape{8, 3});
  CHECK(reshaped(tensor("s", int64, {2}).varint(7, 8).varint(7, 3)) == nns::shape{8, 3});
  CHECK(reshaped(tensor("s", int64, {2}).text(7, "\x08\x03")) == nns::shape{8, 3});
  CHECK(reshaped(integers("s", {-1, 3})) == nns::shape{8, 3});
}

TEST_CASE("sparse initializers have their own extents") {
  graph g;
  g.inputs = {port("x", {"2", "6"})};
  g.nodes = {node("MatMul", {"x", "w"}, {"y"})};
  g.outputs = {port_without_shape("y")};
  message sparse;
  sparse.one(1, tensor("w", float32, {3})).one(2, tensor("", int64, {3})).varint(3, 6).varint(3, 5);
  message whole = g.written();
  whole.one(15, sparse);
  CHECK(read(model(whole)).summary().total.forward.count == 60);
  CHECK(read(model(whole)).summary().total.parameters == 30);
}

TEST_CASE("functions of the file are inlined, with the attributes of their calls") {
  message f;
  f.text(1, "Block").text(10, "my").text(4, "a").text(4, "w").text(5, "z").text(6, "pads");
  f.one(7, node("Conv", {"a", "w"}, {"y"}, {attribute_of_call("pads", "pads", 7)}, "conv"));
  f.one(7, node("Relu", {"y"}, {"z"}, {}, "relu"));
  f.one(9, imported({}, 17));
  graph g;
  g.inputs = {port("x", {"1", "3", "6", "5"})};
  g.initializers = {tensor("w", float32, {3, 3, 3, 3})};
  g.nodes = {node("Block", {"x", "w"}, {"p"}, {attribute("pads", list{1, 1, 1, 1})}, "one", "my"),
             node("Block", {"p", "w"}, {"q"}, {}, "two", "my")};
  g.outputs = {port_without_shape("q")};
  const nns::onnx_file file = read(model(g, 17, {f}, {imported("my", 1)}));
  INFO(file.error().message);
  REQUIRE(file);
  const auto nodes = file.nodes();
  REQUIRE(nodes.size() == 4);
  CHECK(nodes[0].outputs[0] == nns::shape{1, 3, 6, 5});
  CHECK(nodes[3].outputs[0] == nns::shape{1, 3, 4, 3});  // without pads
  CHECK(file.summary().total.forward.count == (30 + 12) * 3 * 27);
  CHECK(file.summary().total.parameters == 81);  // the same weights twice
}

TEST_CASE("a function that calls itself, or is called with more inputs than it has") {
  message f;
  f.text(1, "Loop2").text(10, "my").text(4, "a").text(5, "z").one(9, imported({}, 17));
  f.one(7, node("Loop2", {"a"}, {"z"}, {}, "again", "my"));
  graph g;
  g.inputs = {port("x", {"1", "3"})};
  g.nodes = {node("Loop2", {"x"}, {"y"}, {}, "call", "my")};
  g.outputs = {port_without_shape("y")};
  CHECK(says(refusal(model(g, 17, {f}, {imported("my", 1)})), "calls itself"));
  g.nodes = {node("Loop2", {"x", "x"}, {"y"}, {}, "call", "my")};
  CHECK(says(refusal(model(g, 17, {f}, {imported("my", 1)})), "more inputs or outputs than the function"));
}

namespace {

/// x -> If(condition) { Relu(MatMul(x, w)) } else { x }
graph with_branches(const message& condition) {
  graph then;
  then.nodes = {node("MatMul", {"x", "w"}, {"m"}, {}, "/then/matmul"), node("Relu", {"m"}, {"t"}, {}, "/then/relu")};
  then.outputs = {port_without_shape("t")};
  graph otherwise;
  otherwise.nodes = {node("Identity", {"x"}, {"e"}, {}, "/else/identity")};
  otherwise.outputs = {port_without_shape("e")};
  graph g;
  g.inputs = {port("x", {"1", "6"})};
  g.initializers = {tensor("w", float32, {6, 5})};
  if (!condition.bytes.empty()) g.nodes.push_back(condition);
  g.nodes.push_back(node("If", {"c"}, {"y"},
                         {attribute_graph("then_branch", then.written()), attribute_graph("else_branch", otherwise.written())},
                         "/if"));
  g.nodes.push_back(node("Relu", {"y"}, {"z"}, {}, "/end"));
  g.outputs = {port_without_shape("z")};
  return g;
}

}  // namespace

TEST_CASE("an If whose condition is known takes its branch") {
  for (const int yes : {1, 0}) {
    const message constant = node(
        "Constant", {}, {"c"}, {attribute_tensor("value", tensor("", bool_, {}).text(9, std::string(1, static_cast<char>(yes))))});
    const nns::onnx_file f = read(model(with_branches(constant)));
    INFO(f.error().message);
    REQUIRE(f);
    CHECK(f.summary().total.forward.count == (yes != 0 ? 30 : 0));
    CHECK(row(f, "/end").output == (yes != 0 ? nns::shape{5} : nns::shape{6}));
    CHECK(f.nodes().size() == (yes != 0 ? 5 : 4));
  }
  graph open = with_branches({});
  open.inputs.push_back(port("c", {}, bool_));
  CHECK(says(refusal(model(open)), "which branch of this If"));
  CHECK(says(refusal(model(open)), "/if"));
}

TEST_CASE("nodes in another order run in theirs; a circle is refused") {
  graph g = small_net();
  std::swap(g.nodes[0], g.nodes[3]);
  CHECK(read(model(g)).summary().total.forward.count == small_macs);
  g.nodes.push_back(node("Add", {"p", "x"}, {"q"}));
  g.nodes.push_back(node("Add", {"q", "x"}, {"p"}));
  CHECK(says(refusal(model(g)), "form a cycle"));
}

TEST_CASE("names that are made twice, or by nobody") {
  graph g = small_net();
  g.nodes.push_back(node("Relu", {"x"}, {"y"}));
  CHECK(says(refusal(model(g)), "make a tensor of this name"));
  CHECK(says(refusal(model(g)), "\"y\""));
  g = small_net();
  g.initializers.push_back(tensor("w", float32, {1}));
  CHECK(says(refusal(model(g)), "make a tensor of this name"));
  g = small_net();
  g.inputs.push_back(port("x", {"1"}));
  CHECK(says(refusal(model(g)), "make a tensor of this name"));
  g = small_net();
  g.nodes.push_back(node("Relu", {"nowhere"}, {"q"}));
  CHECK(says(refusal(model(g)), "this tensor is never made"));
  g = small_net();
  g.outputs = {port_without_shape("nowhere")};
  CHECK(says(refusal(model(g)), "this tensor is never made"));
}

TEST_CASE("operators that are not known are refused, or what somebody says of them") {
  graph g;
  g.inputs = {port("x", {"1", "6"})};
  g.nodes = {node("Fancy", {"x"}, {"y"}, {}, "fancy", "com.example"), node("Relu", {"y"}, {"z"}, {}, "r")};
  g.outputs = {port_without_shape("z")};
  const std::string bytes = model(g, 17, {}, {imported("com.example", 1)});
  CHECK(says(refusal(bytes), "of an unknown domain"));
  CHECK(says(refusal(bytes), "the Fancy \"fancy\""));
  for (const char* name : {"Fancy", "com.example.Fancy"}) {
    nns::onnx_options zero;
    zero.assume_zero.emplace_back(name);
    CHECK(row(read(bytes, zero), "r").output == nns::shape{6});
    CHECK(read(bytes, zero).assumed().size() == 1);
    nns::onnx_options shaped;
    shaped.assume_zero.emplace_back(name, nns::shape{4});
    CHECK(row(read(bytes, shaped), "r").output == nns::shape{4});
    nns::onnx_options dense;
    dense.known_as.emplace_back(name, "dense<4>");
    const nns::onnx_file f = read(bytes, dense);
    INFO(f.error().message);
    REQUIRE(f);
    CHECK(row(f, "r").output == nns::shape{4});
    CHECK(f.summary().total.forward.count == 24);
    CHECK(f.summary().total.parameters == 28);
  }
  // What the file says of the tensor holds, its batch aside.
  message said = g.written();
  said.one(13, port("y", {"1", "9", "9"}));
  nns::onnx_options zero;
  zero.assume_zero.emplace_back("Fancy");
  CHECK(row(read(model(said, 17, {}, {imported("com.example", 1)}), zero), "r").output == nns::shape{9, 9});
  nns::onnx_options other;
  other.assume_zero.emplace_back("com.other.Fancy");
  CHECK(says(refusal(bytes, other), "that no node of the graph has"));
  CHECK(says(refusal(bytes, other), "\"com.other.Fancy\""));
  CHECK(read(bytes, other).error().not_found == "com.other.Fancy");
  nns::onnx_options named;
  named.known_as.emplace_back("Relux", "relu");
  CHECK(says(refusal(model(small_net()), named), "\"Relux\""));
  nns::onnx_options bound;
  bound.bind = {{"sequence", 128}};
  CHECK(says(refusal(model(small_net()), bound), "that no input of the graph has: \"sequence\""));
  CHECK(read(model(small_net()), bound).error().not_found == "sequence");
}

TEST_CASE("what a fault says: the byte, and the path") {
  graph g = small_net();
  g.nodes[0] = node("Conv", {"x", "w", "b"}, {"y"}, {message{}.text(1, "pads").text(2, "not a number").varint(20, 7)}, "/conv");
  const nns::onnx_file f = read(model(g));
  CHECK(says(f.error().message, "another wire type"));
  CHECK(f.error().path == "graph.node[0].attribute \"pads\"");
  CHECK(f.error().position > 0);
  g = small_net();
  g.initializers[1] = tensor("b", float32, {8}).text(9, "abc");
  CHECK(says(read(model(g)).error().message, "the number of bytes of a tensor does not match its extents"));
  CHECK(says(read(model(g)).error().path, "graph.initializer[1]"));
  g.initializers[1] = tensor("b", float32, {1, 1, 1, 1, 1, 1, 1, 1, 1});
  CHECK(says(refusal(model(g)), "more than eight extents"));
  g.initializers[1] = tensor("b", float32, {-8});
  CHECK(says(refusal(model(g)), "negative extent"));
  g.initializers[1] = tensor("b", 99, {8});
  CHECK(says(refusal(model(g)), "type that this reader does not know"));
  g.initializers[1] = tensor("b", float32, {INT64_MAX, INT64_MAX});
  CHECK(says(refusal(model(g)), "the number of bytes of a tensor does not match its extents"));
}

TEST_CASE("numbers that decide a shape, and that the file does not have") {
  const auto with = [](const message& target, const char* op = "Reshape") {
    graph g;
    g.inputs = {port("x", {"1", "6"})};
    g.initializers = {target};
    g.nodes = {node(op, {"x", "target"}, {"y"}, {}, "/view")};
    g.outputs = {port_without_shape("y")};
    return model(g);
  };
  CHECK(read(with(integers("target", {1, 2, 3}))).summary().total.output == nns::shape{2, 3});
  // external_data (13) and data_location EXTERNAL (14), as onnx.save_model(..., size_threshold=0) writes them.
  const message outside =
      tensor("target", int64, {3}).one(13, message{}.text(1, "location").text(2, "net.data")).varint(14, 1);
  const std::string elsewhere = refusal(with(outside));
  CHECK(says(elsewhere, "external data"));
  CHECK(says(elsewhere, "size_threshold"));
  CHECK(says(elsewhere, "graph.node[0] \"target\", the Reshape \"/view\""));
  const std::string gone = refusal(with(tensor("target", int64, {3})));
  CHECK(says(gone, "left out with its weights"));
  CHECK(says(gone, "nns_embed"));
  CHECK(says(refusal(with(tensor("target", int64, {2}), "Expand")), "left out with its weights"));
  CHECK(says(refusal(with(tensor("target", int64, {2}), "Tile")), "left out with its weights"));
  // Through a node that passes numbers on; and of weights nobody wants the numbers.
  graph g;
  g.inputs = {port("x", {"1", "6"})};
  g.initializers = {tensor("t", int64, {2}), tensor("w", float32, {6, 4})};
  g.nodes = {node("MatMul", {"x", "w"}, {"m"}), node("Identity", {"t"}, {"u"}), node("Reshape", {"m", "u"}, {"y"})};
  g.outputs = {port_without_shape("y")};
  CHECK(says(refusal(model(g)), "graph.node[2] \"t\", the Reshape"));
  g.nodes.pop_back();
  g.outputs = {port_without_shape("m")};
  CHECK(read(model(g)).summary().total.forward.count == 24);
}

TEST_CASE("numbers that are computed from some that the file does not have") {
  // What decides is a list of the batch, which Shape says, and of a number that is lost.
  const auto with = [](const message& lost, const std::vector<message>& between, const char* deciding) {
    graph g;
    g.inputs = {port("x", {"1", "6"}), port("data", {"1"}, int64)};
    g.initializers = {lost, integers("zero", {0}), integers("one", {1}), integers("three", {3}, true)};
    g.nodes = {node("Shape", {"x"}, {"s"}), node("Slice", {"s", "zero", "one"}, {"n"})};
    for (const message& b : between) g.nodes.push_back(b);
    g.nodes.push_back(node("Reshape", {"x", deciding}, {"y"}, {}, "/view"));
    g.outputs = {port_without_shape("y")};
    return model(g);
  };
  const message concat = node("Concat", {"n", "t"}, {"target"}, {attribute("axis", 0)});
  const message kept = integers("t", {2, 3}), gone = tensor("t", int64, {2});
  const message outside =
      tensor("t", int64, {2}).one(13, message{}.text(1, "location").text(2, "net.data")).varint(14, 1);
  CHECK(read(with(kept, {concat}, "target")).summary().total.output == nns::shape{2, 3});
  CHECK(says(refusal(with(gone, {concat}, "target")), "graph.node[3] \"t\", the Reshape \"/view\""));
  CHECK(says(refusal(with(gone, {concat}, "target")), "left out with its weights"));
  CHECK(says(refusal(with(outside, {concat}, "target")), "external data"));
  // Further back: a product, and a cast.
  const std::vector<message> further = {node("Mul", {"t", "three"}, {"u"}), node("Cast", {"u"}, {"v"}, {attribute("to", 7)}),
                                        node("Concat", {"n", "v"}, {"target"}, {attribute("axis", 0)})};
  CHECK(says(refusal(with(gone, further, "target")), "graph.node[5] \"t\", the Reshape"));
  // With data, the file's numbers alone would not do: the shape is not known, and nothing is missing from the file.
  const std::vector<message> by_data = {node("Mul", {"t", "data"}, {"u"}),
                                        node("Concat", {"n", "u"}, {"target"}, {attribute("axis", 0)})};
  CHECK(read(with(gone, by_data, "target")).error().message.empty());
  // Data alone.
  CHECK(read(with(gone, {node("Concat", {"n", "data"}, {"target"}, {attribute("axis", 0)})}, "target")).error().message.empty());
}

TEST_CASE("an operator newer than the file's opset, a function that calls itself, a count that is too large") {
  graph g;
  g.inputs = {port("x", {"2", "6"})};
  g.initializers = {tensor("s", float32, {6})};
  g.nodes = {node("LayerNormalization", {"x", "s"}, {"y"}, {}, "norm")};  // since 17
  g.outputs = {port_without_shape("y")};
  CHECK(read(model(g, 17)));
  CHECK(says(refusal(model(g, 13)), "newer than the opset version of its domain"));
  CHECK(says(refusal(model(g, 13)), "the LayerNormalization \"norm\""));
  graph called;
  called.inputs = {port("x", {"2", "6"})};
  called.nodes = {node("Twice", {"x"}, {"y"}, {}, "call").text(7, "own")};
  called.outputs = {port_without_shape("y")};
  const auto function = [](const char* name, const message& body) {
    return message{}.text(1, name).text(4, "a").text(5, "b").one(7, body).text(10, "own");
  };
  const std::vector<message> circle = {function("Twice", node("Once", {"a"}, {"b"}).text(7, "own")),
                                       function("Once", node("Twice", {"a"}, {"b"}).text(7, "own"))};
  CHECK(says(read(model(called, 17, circle, {imported("own", 1)})).error().message, "calls itself"));
  graph large;
  large.inputs = {port("x", {"2147483648", "2147483648"})};
  large.nodes = {node("MatMul", {"x", "x"}, {"y"}, {}, "square")};
  large.outputs = {port_without_shape("y")};
  CHECK(says(refusal(model(large)), "63 bits"));
  CHECK(says(refusal(model(large)), "square"));
}

TEST_CASE("files that are none") {
  CHECK(says(refusal("this is a text file"), "not an .onnx file"));
  CHECK(says(refusal("{\"class_name\": \"Sequential\"}"), "not an .onnx file"));
  CHECK(says(refusal(""), "no graph"));
  CHECK(says(refusal(message{}.varint(1, 8).bytes), "no graph"));
  message two;
  two.varint(1, 8).one(7, small_net().written()).one(7, small_net().written());
  CHECK(says(refusal(two.bytes), "two graphs"));
  message group;
  group.varint(1, 8);
  group.bytes += "\x3b";
  CHECK(says(refusal(group.bytes), "wire type"));
}

TEST_CASE("absurd lengths and numbers") {
  std::string bytes = model(small_net());
  message endless;
  endless.varint(1, 8).put(7 << 3 | 2);
  endless.bytes += std::string(12, '\xff');
  CHECK(says(refusal(endless.bytes), "more than ten bytes"));
  message long_graph;
  long_graph.varint(1, 8).put(7 << 3 | 2);
  long_graph.put(UINT64_MAX);
  CHECK(says(refusal(long_graph.bytes), "ends in the middle"));
  for (std::size_t i = 0; i != bytes.size(); ++i) {  // each byte as large as can be
    std::string changed = bytes;
    changed[i] = '\x7f';
    const nns::onnx_file f = read(changed);
    CHECK((f || !f.error().message.empty()));
  }
}

TEST_CASE("every truncation of three graphs is refused or read, and nothing outside is") {
  const message constant =
      node("Constant", {}, {"c"}, {attribute_tensor("value", tensor("", bool_, {}).text(9, std::string(1, '\1')))});
  graph shaped;
  shaped.inputs = {port("x", {"N", "6"})};
  shaped.nodes = {node("Shape", {"x"}, {"s"}), node("Reshape", {"x", "s"}, {"y"})};
  shaped.outputs = {port_without_shape("y")};
  for (const std::string& whole : {model(small_net()), model(with_branches(constant)), model(shaped)}) {
    REQUIRE(read(whole));
    for (std::size_t n = 0; n != whole.size(); ++n) {
      const nns::onnx_file f = read(whole.substr(0, n));
      if (n < 8) CHECK_FALSE(f);
      CHECK((f || !f.error().message.empty()));
    }
  }
}

TEST_CASE("graphs are not nested too deep") {
  message inner = small_net().written();
  for (int i = 0; i != 20; ++i) {
    graph g;
    g.inputs = {port("c", {}, bool_)};
    g.nodes = {node("If", {"c"}, {"y"}, {attribute_graph("then_branch", inner), attribute_graph("else_branch", inner)})};
    g.outputs = {port_without_shape("y")};
    inner = i < 3 ? g.written() : [&] {  // one branch only, from here: the file would be large
      g.nodes = {node("If", {"c"}, {"y"}, {attribute_graph("then_branch", inner)})};
      return g.written();
    }();
  }
  CHECK(says(refusal(model(inner)), "16 deep"));
}

TEST_CASE("a graph of 20,000 nodes, forwards and backwards") {
  graph g;
  g.inputs = {port("t0", {"1", "6"})};
  for (int i = 0; i != 20'000; ++i)
    g.nodes.push_back(node("Relu", {"t" + std::to_string(i)}, {"t" + std::to_string(i + 1)}, {}, "node" + std::to_string(i)));
  g.outputs = {port_without_shape("t20000")};
  const nns::onnx_file f = read(model(g));
  REQUIRE(f);
  CHECK(f.summary().layers.size() == 20'001);
  CHECK(f.summary().layers[20'000].output == nns::shape{6});
  for (std::size_t i = 0; i != 10'000; ++i) std::swap(g.nodes[i], g.nodes[19'999 - i]);
  const nns::onnx_file back = read(model(g));
  REQUIRE(back);
  CHECK(back.summary().layers[1].name == "node0");
}
