// Operators of .tflite files, one by one: their multiply-adds and parameters, worked by hand from the formulas that the
// format's documentation gives them; what shares memory in a plan; and further files that are refused, with the sentence.
#include "catch.hpp"
#include "tflite/one_operator.hpp"

#include <nns/import/tflite_file.hpp>

#include <string>
#include <vector>

namespace {

using namespace tflite_writer;

nns::layer_summary only_row(const table& m) {
  const nns::tflite_file file(write(m));
  REQUIRE(file.error().message == "");
  return file.summary().layers[file.summary().layers.size() - 1];
}
std::int64_t counted(const table& m) { return only_row(m).forward.count; }

/// Operands that are not there, up to the number of the next.
void leave_out(std::vector<operand>& in, std::size_t next) {
  while (in.size() < next) in.push_back(none());
}

std::string refusal(const table& m) { return nns::tflite_file(write(m)).error().message; }

}  // namespace

TEST_CASE("convolutions over volumes") {
  // (3, 3, 3, 4, 8) on 6 x 6 x 6: outputs x kernel x channels. Transposed: inputs x kernel x outputs' channels.
  CHECK(counted(one_operator(code(132), {arrives({1, 8, 8, 8, 4}), weights({3, 3, 3, 4, 8})}, arrives({1, 6, 6, 6, 8}),
                             {{0, byte(1)}, {1, number(1)}, {2, number(1)}, {3, number(1)}})) == 6 * 6 * 6 * 8 * 27 * 4);
  CHECK(counted(one_operator(code(141), {weights({5}, int32), weights({2, 2, 2, 8, 4}), arrives({1, 3, 3, 3, 4})},
                             arrives({1, 6, 6, 6, 8}), {{0, byte(1)}, {1, number(2)}, {2, number(2)}, {3, number(2)}})) ==
        27 * 4 * 8 * 8);
}

TEST_CASE("products of activations, either of them transposed") {
  const auto product = [](std::vector<std::int64_t> a, int x) {
    return counted(one_operator(code(126), {arrives(std::move(a)), arrives({2, 5, 7})}, arrives({2, 3, 7}), {{0, byte(x)}}));
  };
  CHECK(product({2, 3, 5}, 0) == 2 * 3 * 7 * 5);
  CHECK(product({2, 5, 3}, 1) == 2 * 3 * 7 * 5);
  CHECK(product({5}, 0) == nns::unknown);
}

TEST_CASE("a product whose operands are missing, or of another rank, is unknown and not nothing") {
  const table no_options{{0, byte(1)}, {1, number(1)}, {2, number(1)}};
  CHECK(counted(one_operator(code(3), {arrives({1, 8, 8, 4}), weights({8, 3, 3})}, arrives({1, 8, 8, 8}), no_options)) ==
        nns::unknown);
  CHECK(counted(one_operator(code(9), {arrives({1, 4}), weights({12})}, arrives({1, 3}))) == nns::unknown);
  for (const int operation : {3, 4, 9, 16, 24, 27, 35, 44, 46, 52, 67, 126, 132, 141, 171, 197})
    CHECK(counted(one_operator(code(operation), {arrives({4})}, arrives({4}))) == nns::unknown);
}

TEST_CASE("extents that contradict each other are refused with the operator and both extents") {
  // What TensorFlow Lite's own kernels check when they are prepared: batch_matmul.cc, conv.cc, depthwise_conv.cc,
  // fully_connected.cc, transpose_conv.cc, svdf.cc.
  const auto says = [](const table& m, const std::string& extents, const std::string& name) {
    const std::string message = refusal(m);
    INFO(message);
    return message.find(extents + "; in " + name + " (operator 0)") != std::string::npos;
  };
  const auto product = [](std::vector<std::int64_t> a, std::vector<std::int64_t> b, bool x, bool y) {
    return one_operator(code(126), {arrives(std::move(a)), arrives(std::move(b))}, arrives({2, 3, 7}),
                        {{0, byte(x)}, {1, byte(y)}});
  };
  CHECK(says(product({2, 3, 5}, {2, 6, 7}, false, false), "5, 6", "BATCH_MATMUL"));
  CHECK(says(product({2, 5, 3}, {2, 7, 6}, true, true), "5, 6", "BATCH_MATMUL"));
  CHECK(counted(product({2, 5, 3}, {2, 7, 5}, true, true)) == 2 * 3 * 7 * 5);
  const auto conv = [](std::vector<std::int64_t> w, std::int64_t made) {
    return one_operator(code(3), {arrives({1, 8, 8, 6}), weights(std::move(w))}, arrives({1, 6, 6, made}), window_options(3, true, 1));
  };
  CHECK(says(conv({8, 3, 3, 4}, 8), "6, 4", "CONV_2D"));
  CHECK(says(conv({8, 3, 3, 2}, 8), "8, 3", "CONV_2D"));  // three groups do not share eight filters
  CHECK(says(conv({8, 3, 3, 6}, 9), "9, 8", "CONV_2D"));
  CHECK(counted(conv({9, 3, 3, 2}, 9)) == 6 * 6 * 9 * 9 * 2);
  const auto depthwise = [](std::int64_t made) {
    return one_operator(code(4), {arrives({1, 8, 8, 6}), weights({1, 3, 3, made})}, arrives({1, 6, 6, made}),
                        window_options(4, true, 1));
  };
  CHECK(says(depthwise(8), "8, 6", "DEPTHWISE_CONV_2D"));
  CHECK(counted(depthwise(12)) == 6 * 6 * 12 * 9);
  const auto dense = [](std::vector<std::int64_t> x, std::vector<std::int64_t> y) {
    return one_operator(code(9), {arrives(std::move(x)), weights({3, 4})}, arrives(std::move(y)));
  };
  CHECK(says(dense({1, 5}, {1, 3}), "5, 4", "FULLY_CONNECTED"));
  CHECK(says(dense({1, 4}, {1, 4}), "4, 3", "FULLY_CONNECTED"));
  CHECK(counted(dense({1, 2, 2}, {1, 3})) == 4 * 3);  // an input of any rank is made rows of four
  CHECK(says(one_operator(code(67), {weights({4}, int32), weights({8, 3, 3, 5}), arrives({1, 4, 4, 6})}, arrives({1, 8, 8, 8}),
                          window_options(67, false, 2)),
             "6, 5", "TRANSPOSE_CONV"));
  CHECK(says(one_operator(code(27), {arrives({1, 6}), weights({8, 5}), weights({8, 10})}, arrives({1, 4})), "6, 5", "SVDF"));
}

TEST_CASE("recurrent operators: the weights of inputs and states, once a step") {
  // I = 3 inputs, U = 4 units, T = 5 steps. A cell: 4 (I U + U U).
  CHECK(counted(one_operator(code(16), {arrives({1, 3}), arrives({1, 4}), weights({16, 7}), weights({16}), arrives({1, 4})},
                             arrives({1, 4}))) == 4 * (12 + 16));
  std::vector<operand> cell{arrives({1, 3})};
  for (int i = 0; i != 4; ++i) cell.push_back(weights({4, 3}));
  for (int i = 0; i != 4; ++i) cell.push_back(weights({4, 4}));
  std::vector<operand> sequence = cell;
  sequence[0] = arrives({1, 5, 3});
  leave_out(cell, 16);
  cell.push_back(weights({2, 4}));  // the projection
  CHECK(counted(one_operator(code(16), cell, arrives({1, 2}))) == 4 * (12 + 16) + 8);
  leave_out(sequence, 18);
  CHECK(counted(one_operator(code(44), sequence, arrives({1, 5, 4}), {{3, byte(1)}})) == 5 * 4 * (12 + 16));
  // Both directions.
  for (int i = 0; i != 4; ++i) sequence.push_back(weights({4, 3}));
  for (int i = 0; i != 4; ++i) sequence.push_back(weights({4, 4}));
  leave_out(sequence, 48);
  CHECK(counted(one_operator(code(52), sequence, arrives({1, 5, 8}))) == 2 * 5 * 4 * (12 + 16));

  const std::vector<operand> simple{arrives({1, 3}), weights({4, 3}), weights({4, 4}), weights({4}), arrives({1, 4})};
  CHECK(counted(one_operator(code(24), simple, arrives({1, 4}))) == 12 + 16);
  std::vector<operand> steps = simple;
  steps[0] = arrives({1, 5, 3});
  CHECK(counted(one_operator(code(35), steps, arrives({1, 5, 4}), {{0, byte(0)}})) == 5 * (12 + 16));
  steps.insert(steps.end(), {weights({4, 3}), weights({4, 4}), weights({4}), arrives({1, 4})});
  CHECK(counted(one_operator(code(46), steps, arrives({1, 5, 8}))) == 2 * 5 * (12 + 16));
}

TEST_CASE("windows that this library has, and such that it states") {
  const auto conv = [](std::vector<std::int64_t> x, std::vector<std::int64_t> w, std::vector<std::int64_t> y, table options) {
    const std::int64_t K = w[0];
    return only_row(one_operator(code(3), {arrives(std::move(x)), weights(std::move(w)), weights({K})}, arrives(std::move(y)),
                                 std::move(options)));
  };
  // Groups: 4 channels, kernels of 2.
  const nns::layer_summary grouped = conv({1, 8, 8, 4}, {6, 3, 3, 2}, {1, 8, 8, 6}, window_options(3, false, 1));
  CHECK(grouped.forward.count == 8 * 8 * 6 * 9 * 2);
  CHECK(grouped.parameters == 6 * 9 * 2 + 6);
  CHECK(grouped.kind == "conv2d");
  const nns::layer_summary dilated = conv({1, 9, 9, 4}, {6, 3, 3, 4}, {1, 5, 5, 6}, window_options(3, true, 1, 2));
  CHECK(dilated.forward.count == 5 * 5 * 6 * 9 * 4);
  // Activations: what stands before them is kept as well. 0 none, 3 relu6, 4 tanh, 5 sign.
  for (const int activation : {0, 3, 4, 5}) {
    table options = window_options(3, true, 1);
    options[3] = byte(activation);
    CHECK(conv({1, 8, 8, 4}, {6, 3, 3, 4}, {1, 6, 6, 6}, options).activations == 6 * 6 * 6 * (activation == 0 ? 1 : 2));
  }
  // An output that no window makes is believed all the same: outputs x kernel.
  CHECK(conv({1, 8, 8, 4}, {6, 3, 3, 4}, {1, 5, 5, 6}, window_options(3, true, 1)).forward.count == 5 * 5 * 6 * 9 * 4);
  CHECK(conv({1, 2, 2, 4}, {6, 3, 3, 4}, {1, 1, 1, 6}, window_options(3, true, 1)).forward.count == 6 * 9 * 4);
  CHECK(conv({1, 8, 8, 4}, {6, 3, 3, 4}, {1, 6, 6, 6}, window_options(3, true, 0)).forward.count == 6 * 6 * 6 * 9 * 4);
  // A depthwise one with two filters a channel.
  const auto depthwise = [](std::int64_t C, std::int64_t K) {
    return only_row(one_operator(code(4), {arrives({1, 8, 8, C}), weights({1, 3, 3, K}), weights({K})}, arrives({1, 6, 6, K}),
                                 window_options(4, true, 1)));
  };
  CHECK(depthwise(4, 8).forward.count == 6 * 6 * 8 * 9);
  CHECK(depthwise(4, 8).parameters == 8 * 9 + 8);
  // Pools: the maximum of 3 x 2 windows; and one of constants.
  const auto pool = [](const operand& x) {
    return only_row(one_operator(code(17), {x}, arrives({1, 2, 3, 4}),
                                 {{0, byte(1)}, {1, number(2)}, {2, number(3)}, {3, number(2)}, {4, number(3)}}));
  };
  CHECK(pool(arrives({1, 6, 6, 4})).kind == "max_pooling2d");
  CHECK(pool(arrives({1, 6, 6, 4})).forward.count == 0);
  CHECK(pool(arrives({1, 6, 7, 4})).output == nns::shape{2, 3, 4});
  CHECK(pool(arrives({1, 6, 6, 3})).output == nns::shape{2, 3, 4});  // no pool makes channels: believed
}

TEST_CASE("dense operators whose weights arrive, or whose bias is of another size") {
  const auto dense = [](const operand& w, const operand& b, std::vector<std::int64_t> x, std::vector<std::int64_t> y) {
    return only_row(one_operator(code(9), {arrives(std::move(x)), w, b}, arrives(std::move(y))));
  };
  CHECK(dense(arrives({5, 8}), none(), {1, 8}, {1, 5}).forward.count == 40);
  CHECK(dense(arrives({5, 8}), none(), {1, 8}, {1, 5}).parameters == 0);
  CHECK(dense(weights({5, 8}), weights({1}), {1, 8}, {1, 5}).parameters == 41);
  CHECK(dense(weights({5, 8}), arrives({5}), {1, 8}, {1, 5}).parameters == 40);
  CHECK(dense(weights({5, 8}), none(), {4, 8}, {4, 5}).forward.count == 160);
  CHECK(dense(weights({5, 8}), none(), {1, 4, 8}, {1, 2, 2, 5}).forward.count == 160);  // other extents in front
}

TEST_CASE("weights that two operators share are counted once") {
  const auto dense = [](std::int64_t x, std::int64_t y) { return node(0, {x, 1, 2}, {y}, 8); };
  const nns::tflite_file file(write(model(
      {code(9)},
      {subgraph({tensor("x", {1, 4}, float32), tensor("w", {4, 4}, float32, 1), tensor("b", {4}, float32, 2),
                 tensor("y", {1, 4}, float32), tensor("z", {1, 4}, float32)},
                {0}, {4}, {dense(0, 3), dense(3, 4)})},
      {64, 16})));
  REQUIRE(file);
  CHECK(file.summary().total.forward.count == 32);
  CHECK(file.summary().total.parameters == 20);
  CHECK(file.memory().parameter_bytes.count == 80);
  // With other types: four bits for weights, 16 for biases.
  CHECK(file.memory({.storage = {.weights = nns::data_type::int4, .biases = nns::data_type::int16}, .has_storage = true})
            .parameter_bytes.count == 8 + 8);
}

TEST_CASE("arithmetic's constants are parameters, shapes and single numbers are not") {
  const auto added = [](const operand& w) { return only_row(one_operator(code(0), {arrives({1, 4}), w}, arrives({1, 4}))).parameters; };
  CHECK(added(weights({4})) == 4);
  CHECK(added(weights({1})) == 0);
  CHECK(added(weights({4}, int32)) == 0);
  CHECK(added(weights({4}, int64)) == 0);
  CHECK(added(weights({4}, boolean)) == 0);
  CHECK(only_row(one_operator(code(60), {arrives({1, 4}), weights({2, 2}, int32), weights({2})}, arrives({1, 6}))).parameters == 0);
}

TEST_CASE("StableHLO's loops and scatters cost nothing if what they apply does not multiply") {
  const auto applied = [](int builtin, std::vector<int> fields, bool first_multiplies, bool second_multiplies) {
    const auto body = [](bool multiplies) {
      return subgraph({tensor("a", {1, 4}, float32), tensor("w", {4, 4}, float32, 1), tensor("b", {1, 4}, float32)}, {0}, {2},
                      {multiplies ? node(1, {0, 1}, {2}, 8) : node(2, {0}, {2})});
    };
    table n = node(0, {0}, {1}), options;
    for (std::size_t i = 0; i != fields.size(); ++i) options[fields[i]] = number(static_cast<int>(i) + 1);
    n[11] = byte(1);
    n[12] = one(options);
    return counted(model({code(builtin), code(9), code(19)},
                         {subgraph({tensor("x", {1, 4}, float32), tensor("y", {1, 4}, float32)}, {0}, {1}, {n}),
                          body(first_multiplies), body(second_multiplies)},
                         {64}));
  };
  CHECK(applied(190, {6}, false, false) == 0);
  CHECK(applied(190, {6}, true, false) == nns::unknown);
  CHECK(applied(200, {0, 1}, false, false) == 0);
  CHECK(applied(200, {0, 1}, false, true) == nns::unknown);
  CHECK(applied(200, {0, 1}, true, false) == nns::unknown);
}

TEST_CASE("a composite of what calls subgraphs itself is not known") {
  table composite = node(0, {0}, {1});
  composite[11] = byte(1);
  composite[12] = one({{1, number(1)}});
  const auto small = [](table n) { return subgraph({tensor("x", {1, 4}, float32), tensor("y", {1, 4}, float32)}, {0}, {1}, {std::move(n)}); };
  CHECK(counted(model({code(206), code(31), code(19)},
                      {small(composite), small(node(1, {0}, {1}, 1, {{0, number(2)}})), small(node(2, {0}, {1}))}, {})) ==
        nns::unknown);
}

TEST_CASE("in a plan, views take no place, and arithmetic writes over what nobody reads afterwards") {
  // x (64 bytes) -> RELU a -> RESHAPE b -> ADD(b, x) c -> SQUEEZE d -> DENSE e (16 bytes). Alignment 1.
  const nns::tflite_file file(write(model(
      {code(19), code(22), code(0), code(43), code(9)},
      {subgraph({tensor("x", {1, 4, 4}, float32), tensor("a", {1, 4, 4}, float32), tensor("b", {1, 16}, float32),
                 tensor("c", {1, 16}, float32), tensor("d", {16}, float32), tensor("w", {4, 16}, float32, 1),
                 tensor("e", {1, 4}, float32)},
                {0}, {6}, {node(0, {0}, {1}), node(1, {1}, {2}), node(2, {2, 0}, {3}), node(3, {3}, {4}), node(4, {4, 5}, {6}, 8)})},
      {256})));
  REQUIRE(file.error().message == "");
  const auto plan = [&](nns::memory_options o) {
    o.alignment = 1;
    return file.memory(o);
  };
  // At ADD b, x and c are needed.
  CHECK(plan({}).height.count == 3 * 64);
  CHECK(plan({}).buffers.size() == 6);
  // Views: a is b and c is d; still three at ADD.
  CHECK(plan({.views = true}).buffers.size() == 4);
  CHECK(plan({.views = true}).height.count == 3 * 64);
  // In place: c is written over b, not over the input; a is not written over x, which ADD reads.
  CHECK(plan({.in_place = true}).buffers.size() == 5);
  CHECK(plan({.views = true, .in_place = true}).buffers.size() == 3);
  CHECK(plan({.views = true, .in_place = true}).height.count == 2 * 64);
  CHECK(plan({.inputs_outside = true, .views = true, .in_place = true}).height.count == 64 + 16);
  CHECK(plan({.outputs_outside = true, .views = true, .in_place = true}).height.count == 2 * 64);
}

TEST_CASE("what stays from one run to the next: variables, and what is assigned to resources") {
  const nns::tflite_file svdf(write(model(
      {code(27)},
      {subgraph({tensor("x", {1, 16}, float32), tensor("f", {4, 16}, float32, 1), tensor("t", {4, 6}, float32, 2),
                 tensor("state", {1, 24}, float32, 0, 0, true), tensor("y", {1, 4}, float32)},
                {0}, {4}, {node(0, {0, 1, 2, -1, 3}, {4})})},
      {256, 96})));
  CHECK(svdf.memory().state_bytes.count == 96);
  const nns::tflite_file assigned(write(model(
      {code(142), code(144)},
      {subgraph({tensor("x", {1, 16}, float32), tensor("h", {}, resource)}, {0}, {},
                {node(0, {}, {1}, 111, {{0, bytes("")}, {1, bytes("state")}}), node(1, {1, 0}, {})})},
      {})));
  REQUIRE(assigned.error().message == "");
  CHECK(assigned.memory().state_bytes.count == 64);
}

TEST_CASE("large files keep the bytes of buffers behind the tables") {
  const auto with_buffer = [](std::int64_t offset, std::int64_t size) {
    table m = one_operator(code(0), {arrives({1, 4}), weights({4})}, arrives({1, 4}));
    m[4].children[1] = {{1, eight(offset)}, {2, eight(size)}};
    return write(m);
  };
  const std::size_t length = with_buffer(8, 16).size();
  const std::int64_t end = static_cast<std::int64_t>(length);
  const nns::tflite_file inside(with_buffer(end - 16, 16));
  CHECK(inside.error().message == "");
  CHECK(inside.summary().total.parameters == 4);
  CHECK(inside.constant_bytes() == 16);
  for (const auto& bytes : {with_buffer(end - 15, 16), with_buffer(end + 1, 16), with_buffer(8, std::int64_t{1} << 40)})
    CHECK(nns::tflite_file(bytes).error().message.find("a buffer's data lies outside the file") == 0);
  // Without a place or a length there is no data: it arrives.
  CHECK(nns::tflite_file(with_buffer(1, 16)).constant_bytes() == 0);
  CHECK(nns::tflite_file(with_buffer(8, 0)).constant_bytes() == 0);
}

TEST_CASE("further files are refused, with the sentence") {
  table m = one_operator(code(0), {arrives({1, 4}), weights({4})}, arrives({1, 4}));
  m[2].children[0][0].children[0][1] = byte(99);
  CHECK(refusal(m).find("a tensor has a type that this reader does not know") == 0);
  const table calls = one_operator(code(31), {arrives({1, 4})}, arrives({1, 4}), {{0, number(7)}});
  CHECK(refusal(calls).find("an operator calls a subgraph that the file does not have") == 0);
  CHECK(refusal(one_operator(code(0), {arrives({1 << 30, 1 << 30}), weights({4})}, arrives({1, 4}))).find("63 bits") !=
        std::string::npos);
  // Each fits, all together do not.
  std::vector<operand> large(5, arrives({1 << 27, 1 << 26}));
  CHECK(refusal(one_operator(code(106), large, arrives({1 << 27, 1 << 26}))).find("63 bits") != std::string::npos);
  table without = one_operator(code(0), {arrives({1, 4}), weights({4})}, arrives({1, 4}));
  without[2] = tables({});
  CHECK(refusal(without).find("the file has no subgraph") == 0);
}
