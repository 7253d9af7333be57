// .tflite files that the test writes itself: what they cost, what TFLM plans for them, and what is wrong with others.
#include "catch.hpp"
#include "tflite/writer.hpp"

#include <nns/import/tflite_file.hpp>
#include <nns/report/text.hpp>

#include <random>
#include <string>

namespace {

using namespace tflite_writer;

enum : int { float32 = 0, int32 = 2, uint8 = 3, int64 = 4, string = 5, boolean = 6, int8 = 9, resource = 13, int4 = 17 };

/// 8 x 8 x 3, a convolution with 4 filters of 3 x 3 and ReLU, flattened, and a dense layer with 10 units: int8.
table small_model() {
  return model({code(3), code(22), code(9)},
               {subgraph({tensor("image", {1, 8, 8, 3}, int8, 0, 1), tensor("w", {4, 3, 3, 3}, int8, 1, 4),
                          tensor("b", {4}, int32, 2, 4), tensor("conv/Relu", {1, 8, 8, 4}, int8, 0, 1),
                          tensor("shape", {2}, int32, 3), tensor("flat", {1, 256}, int8, 0, 1),
                          tensor("w2", {10, 256}, int8, 4, 1), tensor("b2", {10}, int32, 5, 1),
                          tensor("scores", {1, 10}, int8, 0, 1)},
                         {0}, {8},
                         {node(0, {0, 1, 2}, {3}, 1, {{0, byte(0)}, {1, number(1)}, {2, number(1)}, {3, byte(1)}}),
                          node(1, {3, 4}, {5}), node(2, {5, 6, 7}, {8}, 8)})},
               {108, 16, 8, 2560, 40});
}

nns::tflite_file read(const table& m) { return nns::tflite_file(write(m)); }

}  // namespace

TEST_CASE("a small model becomes rows, with multiply-adds and parameters by hand") {
  const nns::tflite_file file = read(small_model());
  REQUIRE(file.error().message == "");
  const nns::summary_view& s = file.summary();
  REQUIRE(s.layers.size() == 4);
  CHECK(s.layers[0].name == "image");
  CHECK(s.layers[0].output == nns::shape{8, 8, 3});
  CHECK(s.layers[1].name == "conv/Relu");
  CHECK(s.layers[1].kind == "conv2d");
  CHECK(s.layers[1].forward.count == 8 * 8 * 4 * 3 * 3 * 3);
  CHECK(s.layers[1].parameters == 4 * 3 * 3 * 3 + 4);
  CHECK(s.layers[1].activations == 2 * 8 * 8 * 4);  // ReLU's output as well
  CHECK(s.layers[2].kind == "reshape");
  CHECK(s.layers[2].source == 1);
  CHECK(s.layers[3].kind == "dense");
  CHECK(s.layers[3].output == nns::shape{10});
  CHECK(s.total.forward.count == 8 * 8 * 4 * 27 + 2560);
  CHECK(s.total.parameters == 108 + 4 + 2560 + 10);
  CHECK(file.constant_bytes() == 108 + 16 + 8 + 2560 + 40);
  CHECK(file.refused_by_tflm() == "");
}

TEST_CASE("TFLM's plan of a chain: tensors in order, the larger first, each at the lowest offset") {
  const nns::tflm::file_plan plan = read(small_model()).plan();
  REQUIRE(plan.buffers.size() == 4);
  // image 192 bytes, needed 0 to 1; conv 256, 1 to 2; flat 256, 2 to 3; scores 10, 3 to 3. Of equal sizes the later one
  // goes first: flat at 0, conv at 256, image at 0 (conv overlaps it from 256 on), scores behind flat.
  CHECK(plan.buffers[0].offset == 0);
  CHECK(plan.buffers[1].offset == 256);
  CHECK(plan.buffers[2].offset == 0);
  CHECK(plan.buffers[3].offset == 256);
  CHECK(plan.buffers[1].first == 1);
  CHECK(plan.buffers[1].last == 2);
  CHECK(plan.height == 512);
  CHECK(plan.bound == 512);
}

TEST_CASE("an offline plan is kept, and must be of all tensors") {
  table m = small_model();
  const auto words = [](const std::vector<int>& n) {
    std::string data;
    for (const int w : n)
      for (int i = 0; i != 4; ++i) data += static_cast<char>(w >> (8 * i));
    return data;
  };
  m[6] = tables({{{0, bytes("OfflineMemoryAllocation")}, {1, number(6)}}});
  table with_plan = m;
  with_plan[4].children.push_back({{0, bytes(words({1, 1, 9, 1024, -1, -1, -1, -1, -1, -1, -1, -1}))}});
  const nns::tflm::file_plan plan = read(with_plan).plan();
  CHECK(plan.is_offline);
  REQUIRE(plan.buffers.size() == 4);
  CHECK(plan.buffers[0].offset == 1024);
  CHECK(plan.height == 1024 + 192);
  CHECK(plan.best == 512);  // ours does not keep it

  table too_short = m;
  too_short[4].children.push_back({{0, bytes(words({1, 1, 9, 1024}))}});
  CHECK(read(too_short).error().message.find("OfflineMemoryAllocation") != std::string::npos);
}

TEST_CASE("custom operators are unknown, and so is what they are part of") {
  table m = small_model();
  m[1].children[1] = custom("MyFft");
  const nns::tflite_file file = read(m);
  REQUIRE(file);
  CHECK(file.summary().layers[2].kind == "MyFft");
  CHECK(file.summary().layers[2].forward.count == nns::unknown);
  CHECK(file.summary().total.forward.count == nns::unknown);
  CHECK(file.arena().used == nns::unknown);
  CHECK(file.arena().unknown == "CUSTOM MyFft (operator 1)");

  nns::tflm::with own{};
  own.operators[0] = {"MyFft", -1, 100, 64};
  const nns::tflm::file_arena known = file.arena(nns::tflm::cortex_m, nns::tflm::reference, own);
  CHECK(known.used > 0);
  CHECK(file.plan(nns::tflm::reference, own).buffers.back().bytes == 64);
}

TEST_CASE("hybrid and uint8 files are read, and it is said that TFLM refuses them") {
  table hybrid = small_model();
  hybrid[2].children[0][0].children[0] = tensor("image", {1, 8, 8, 3}, float32);
  CHECK(read(hybrid));
  CHECK(read(hybrid).refused_by_tflm().find("hybrid") != std::string::npos);
  table old = small_model();
  old[2].children[0][0].children[0] = tensor("image", {1, 8, 8, 3}, uint8, 0, 1);
  CHECK(read(old).refused_by_tflm().find("uint8") != std::string::npos);
}

TEST_CASE("control flow: what both branches cost, else unknown; what runs once costs an inference nothing") {
  // A dense layer of 4 x 4 in a subgraph that is called.
  const table inside = subgraph({tensor("x", {1, 4}, float32), tensor("w", {4, 4}, float32, 1), tensor("y", {1, 4}, float32)},
                                {0}, {2}, {node(1, {0, 1}, {2}, 8)});
  const table free = subgraph({tensor("x", {1, 4}, float32), tensor("y", {1, 4}, float32)}, {0}, {1}, {node(2, {0}, {1})});
  const auto calling = [&](int type, table options) {
    return subgraph({tensor("p", {}, boolean), tensor("x", {1, 4}, float32), tensor("y", {1, 4}, float32)}, {0, 1}, {2},
                    {node(0, {0, 1}, {2}, type, std::move(options))});
  };
  const auto count = [&](int builtin, table options, table first, table second) {
    const nns::tflite_file file = read(model({code(builtin), code(9), code(19)},
                                             {calling(92, std::move(options)), std::move(first), std::move(second)}, {64}));
    INFO(file.error().message);
    REQUIRE(file);
    return file.summary().total.forward.count;
  };
  const table both{{0, number(1)}, {1, number(2)}};
  CHECK(count(118, both, inside, inside) == 16);
  CHECK(count(118, both, inside, free) == nns::unknown);
  CHECK(count(119, both, free, free) == 0);
  CHECK(count(119, both, free, inside) == nns::unknown);
  CHECK(count(129, {{0, number(1)}}, inside, free) == 0);
  CHECK(count(31, {{0, number(1)}}, inside, free) == 16);

  const nns::tflite_file circle = read(model({code(118)}, {calling(92, {{0, number(0)}, {1, number(0)}})}, {}));
  CHECK(circle.error().message.find("cycle") != std::string::npos);
}

// TFLM's clock (micro_allocation_info.cc) by hand: it ticks at every operator and at every subgraph that IF calls, first the
// branch of true, then that of false. x arrives at 0, IF runs at 1, the first branch is entered at 2, the second at 4.
TEST_CASE("control flow: both branches of an IF are on TFLM's clock") {
  const table yes = subgraph({tensor("x", {1, 4}, float32), tensor("y", {1, 4}, float32)}, {0}, {1}, {node(2, {0}, {1})});
  const table no = subgraph({tensor("x", {1, 4}, float32), tensor("w", {64, 4}, float32, 1), tensor("wide", {1, 64}, float32),
                             tensor("v", {4, 64}, float32, 1), tensor("y", {1, 4}, float32)},
                            {0}, {4}, {node(1, {0, 1}, {2}, 8), node(1, {2, 3}, {4}, 8)});
  const table all = subgraph({tensor("p", {}, boolean), tensor("x", {1, 4}, float32), tensor("y", {1, 4}, float32)}, {0, 1}, {2},
                             {node(0, {0, 1}, {2}, 92, {{0, number(1)}, {1, number(2)}})});
  const nns::tflite_file file = read(model({code(118), code(9), code(19)}, {all, yes, no}, {1024}));
  INFO(file.error().message);
  REQUIRE(file);
  std::string times;
  for (const nns::tflm::planned_buffer& b : file.plan().buffers)
    times += std::to_string(b.bytes) + ": " + std::to_string(b.first) + " to " + std::to_string(b.last) + "\n";
  CHECK(times == "1: 0 to 6\n16: 0 to 6\n16: 1 to 6\n"
                 "16: 2 to 3\n16: 3 to 3\n"
                 "16: 4 to 5\n256: 5 to 6\n16: 6 to 6\n");
  // What is live at 5, each rounded up to 16: p, x, y, and the second branch's x and wide.
  CHECK(file.plan().bound == 4 * 16 + 256);
}

TEST_CASE("sequences, states and products of activations are counted") {
  const auto total = [](const table& m) {
    const nns::tflite_file file = read(m);
    INFO(file.error().message);
    REQUIRE(file);
    return file.summary().total.forward.count;
  };
  // SVDF: batch 1, 16 inputs, 4 filters, memory 6.
  CHECK(total(model({code(27)},
                    {subgraph({tensor("x", {1, 16}, float32), tensor("f", {4, 16}, float32, 1), tensor("t", {4, 6}, float32, 2),
                               tensor("state", {1, 24}, float32, 0, 0, true), tensor("y", {1, 4}, float32)},
                              {0}, {4}, {node(0, {0, 1, 2, -1, 3}, {4})})},
                    {256, 96})) == 4 * 16 + 4 * 6);
  // BATCH_MATMUL: (2, 3, 5) with (2, 5, 7).
  CHECK(total(model({code(126)},
                    {subgraph({tensor("a", {2, 3, 5}, float32), tensor("b", {2, 5, 7}, float32), tensor("c", {2, 3, 7}, float32)},
                              {0, 1}, {2}, {node(0, {0, 1}, {2})})},
                    {})) == 2 * 3 * 5 * 7);
  // TRANSPOSE_CONV: every input position times the filter.
  CHECK(total(model({code(67)},
                    {subgraph({tensor("shape", {4}, int32, 1), tensor("w", {2, 3, 3, 5}, float32, 2),
                               tensor("x", {1, 4, 4, 5}, float32), tensor("y", {1, 8, 8, 2}, float32)},
                              {2}, {3}, {node(0, {0, 1, 2}, {3}, 49, {{0, byte(0)}, {1, number(2)}, {2, number(2)}})})},
                    {16, 360})) == 4 * 4 * 5 * 2 * 9);
}

TEST_CASE("what is wrong with a file is said with its place") {
  const auto message = [](const std::string& bytes) { return nns::tflite_file(bytes).error().message; };
  CHECK(message("").find("TFL3") != std::string::npos);
  CHECK(message(std::string(100, 'x')).find("TFL3") != std::string::npos);
  const auto model_error = [&](const table& m) { return message(write(m)); };
  table m = small_model();
  m[2].children[0][3].children[0][1] = ints({0, 1, 77});
  CHECK(model_error(m).find("this names a tensor that the subgraph does not have") == 0);
  CHECK(model_error(m).find("operator 0") != std::string::npos);
  m = small_model();
  m[2].children[0][3].children[1][0] = number(9);
  CHECK(model_error(m).find("list of codes") != std::string::npos);
  m = small_model();
  m[1].children[0] = code(5000);
  CHECK(model_error(m).find("newer than this reader") != std::string::npos);
  m = small_model();
  m[2].children[0][0].children[1][2] = number(99);
  CHECK(model_error(m).find("buffer that the file does not have") != std::string::npos);
  m = small_model();
  m[2].children[0][0].children[0][0] = ints({1, -1, 8, 3});
  CHECK(model_error(m).find("negative extent") != std::string::npos);
  m = small_model();
  m[2].children[0][0].children[0][0] = ints({1, 1, 1, 1, 1, 1, 1, 1, 1});
  CHECK(model_error(m).find("more than eight extents") != std::string::npos);
  m = small_model();
  m[2].children[0][0].children[0][0] = ints({2147483647, 2147483647, 2147483647});
  CHECK(model_error(m).find("63 bits") != std::string::npos);
  m = small_model();
  m[2].children[0][3].children[0][1] = ints({5, 1, 2});  // reads what the next operator makes
  CHECK(model_error(m).find("only a later operator makes") != std::string::npos);
  m = small_model();
  m.erase(2);
  CHECK(model_error(m).find("no subgraph") != std::string::npos);
}

TEST_CASE("inputs without names are numbered") {
  std::vector<table> tensors;
  for (int i = 0; i != 12; ++i) tensors.push_back(tensor("", {1, 4}, float32));
  const nns::tflite_file file = read(model({code(106)}, {subgraph(tensors, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, {11},
                                                                  {node(0, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, {11})})},
                                           {}));
  REQUIRE(file);
  CHECK(file.summary().layers[0].name == "input");
  CHECK(file.summary().layers[10].name == "input_10");
  CHECK(file.summary().layers[11].name == "add_n");
}

TEST_CASE("weights without extents are read, and ask for nothing") {
  table m = small_model();
  m[2].children[0][0].children[6][0] = ints({});
  const nns::tflite_file file = read(m);
  REQUIRE(file);
  CHECK(file.plan(nns::tflm::cmsis_nn_mve).height >= file.plan().height);
  CHECK(file.summary().layers[3].kind == "dense");
  CHECK(file.summary().layers[3].forward.count == nns::unknown);
}

TEST_CASE("a file that is cut anywhere, or changed anywhere, is read or refused") {
  const std::string bytes = write(small_model());
  for (std::size_t n = 0; n != bytes.size(); ++n) {
    const nns::tflite_file cut(bytes.substr(0, n));
    if (cut) CHECK(cut.summary().layers.size() > 0);
    else CHECK(!cut.error().message.empty());
  }
  std::mt19937 random(20261129);
  int read_again = 0;
  for (int i = 0; i != 20'000; ++i) {
    std::string changed = bytes;
    for (int k = 0; k != 1 + i % 3; ++k) changed[random() % changed.size()] = static_cast<char>(random());
    const nns::tflite_file file(changed);
    read_again += bool(file);
    if (file) static_cast<void>(file.arena().used);
  }
  CHECK(read_again > 1000);
}
