// .tflite files that the test writes itself, continued: StableHLO's operators, operators that the user names, plans by the
// library's options, and the smallest arenas of very small models.
#include "catch.hpp"
#include "tflite/writer.hpp"

#include <nns/import/tflite_file.hpp>
#include <nns/layers/dense.hpp>

#include <string>

namespace {

using namespace tflite_writer;

enum : int { float32 = 0, int32 = 2, uint8 = 3, int8 = 9 };

/// Options of StableHLO's operators stand in fields of their own.
table hlo(table operator_itself, table options) {
  operator_itself[11] = byte(1);
  operator_itself[12] = one(std::move(options));
  return operator_itself;
}

std::int64_t total(const table& m) {
  const nns::tflite_file file(write(m));
  INFO(file.error().message);
  REQUIRE(file);
  return file.summary().total.forward.count;
}

/// One operator that takes x, and perhaps w, and makes y.
table one_operator(table code_of_it, std::vector<table> tensors, table node, const std::vector<std::size_t>& buffers) {
  const int last = static_cast<int>(tensors.size()) - 1;
  return model({std::move(code_of_it)}, {subgraph(std::move(tensors), {0}, {last}, {std::move(node)})}, buffers);
}

table my_dense() {
  return one_operator(custom("MyDense"), {tensor("x", {1, 4}, float32), tensor("y", {1, 3}, float32)}, node(0, {0}, {1}), {});
}

}  // namespace

TEST_CASE("StableHLO's products are counted by the axes that they sum over") {
  // (2, 5, 3) with (2, 3, 7) over 3, for each of 2: 2 x 5 x 7 x 3.
  CHECK(total(one_operator(code(197),
                           {tensor("x", {2, 5, 3}, float32), tensor("w", {2, 3, 7}, float32, 1), tensor("y", {2, 5, 7}, float32)},
                           hlo(node(0, {0, 1}, {2}), {{0, longs({0})}, {1, longs({0})}, {2, longs({2})}, {3, longs({1})}}),
                           {168})) == 2 * 5 * 7 * 3);
  // 8 x 8 x 3 by 4 filters of 3 x 3: the kernel is (3, 3, 3, 4), its outputs are axis 3. The field has eight bytes.
  const auto convolution = [](table more) {
    table options{{9, number(3)}, {10, number(0)}};
    options.merge(more);
    return total(one_operator(code(171),
                              {tensor("x", {1, 8, 8, 3}, float32), tensor("w", {3, 3, 3, 4}, float32, 1),
                               tensor("y", {1, 8, 8, 4}, float32)},
                              hlo(node(0, {0, 1}, {2}), std::move(options)), {432}));
  };
  CHECK(convolution({}) == 8 * 8 * 4 * 27);
  CHECK(convolution({{2, longs({2, 2})}}) == nns::unknown);  // dilated input: transposed
}

TEST_CASE("StableHLO's operators that apply a subgraph cost nothing, or what is not known; a composite costs what it is") {
  const auto with_body = [](int builtin, int field, bool multiplies) {
    const table body = subgraph({tensor("a", {1, 4}, float32), tensor("w", {4, 4}, float32, 1), tensor("b", {1, 4}, float32)}, {0},
                                {2}, {multiplies ? node(1, {0, 1}, {2}, 8) : node(2, {0}, {2})});
    return total(model({code(builtin), code(9), code(19)},
                       {subgraph({tensor("x", {1, 4}, float32), tensor("y", {1, 4}, float32)}, {0}, {1},
                                 {hlo(node(0, {0}, {1}), {{field, number(1)}})}),
                        body},
                       {64}));
  };
  CHECK(with_body(174, 1, false) == 0);  // reduce
  CHECK(with_body(174, 1, true) == nns::unknown);
  CHECK(with_body(199, 2, false) == 0);  // sort
  CHECK(with_body(198, 5, true) == nns::unknown);  // reduce_window
  CHECK(with_body(206, 1, true) == 16);  // composite
  CHECK(with_body(206, 1, false) == 0);
  CHECK(with_body(173, 0, false) == nns::unknown);  // custom_call
}

TEST_CASE("at run time the user says what an operator is, by its name") {
  const std::string bytes = write(my_dense());
  CHECK(nns::tflite_file(bytes).summary().total.forward.count == nns::unknown);
  const nns::tflite_file known(bytes, {.known_as = {{"MyDense", "dense<3>"}}});
  REQUIRE(known);
  CHECK(known.summary().total.forward.count == 4 * 3);
  CHECK(known.summary().total.parameters == 4 * 3 + 3);
  CHECK(known.assumed().empty());
  const nns::tflite_file typed(bytes, {.known_as = {nns::known_as<"MyDense", nns::dense<3, nns::no_bias>>{}}});
  REQUIRE(typed);
  CHECK(typed.summary().total.parameters == 4 * 3);
  const nns::tflite_file free(bytes, {.assume_zero = {"MyDense"}});
  REQUIRE(free);
  CHECK(free.summary().total.forward.count == 0);
  CHECK(free.assumed() == std::vector<std::string>{"CUSTOM MyDense (operator 0)"});
  // It must make what the file says.
  const nns::tflite_file other(bytes, {.known_as = {{"MyDense", "dense<5>"}}});
  CHECK(other.error().message.find("CUSTOM MyDense (operator 0)") != std::string::npos);
  CHECK(nns::tflite_file(bytes, {.known_as = {{"MyDense", "dens<3>"}}}).error().message.find("\"dens\"") != std::string::npos);
  // Builtin operators go by the format's name: RFFT2D costs what nobody says.
  const table rfft = one_operator(code(131), {tensor("x", {1, 8}, float32), tensor("y", {1, 8}, float32)}, node(0, {0}, {1}), {});
  CHECK(total(rfft) == nns::unknown);
  CHECK(nns::tflite_file(write(rfft), {.assume_zero = {"RFFT2D"}}).summary().total.forward.count == 0);
}

TEST_CASE("a name that no operator of the file has is refused, and an input without elements, by its name") {
  const nns::tflite_file typo(write(my_dense()), {.assume_zero = {"MyDense"}, .known_as = {{"mydense", "dense<3>"}}});
  CHECK(typo.error().not_found == "mydense");
  CHECK(typo.error().message.find("the file's first subgraph does not have: \"mydense\"") != std::string::npos);
  const nns::tflite_file empty(write(model(
      {code(0)}, {subgraph({tensor("here", {1, 4}, float32), tensor("past", {1, 0}, float32), tensor("y", {1, 4}, float32)},
                           {0, 1}, {2}, {node(0, {0, 1}, {2})})},
      {})));
  INFO(empty.error().message);
  CHECK(empty.error().message.find("an extent of 0: convert the model for an input that has elements: \"past\"") !=
        std::string::npos);
}

TEST_CASE("a plan by the library's options leaves ends out, takes other types, and a batch") {
  // x 16 bytes, y 12: with the alignment 16 each.
  const nns::tflite_file file(write(my_dense()), {.assume_zero = {"MyDense"}});
  REQUIRE(file);
  CHECK(file.memory().height.count == 32);
  CHECK(file.memory({.alignment = 4}).height.count == 28);
  CHECK(file.memory({.inputs_outside = true, .alignment = 4}).height.count == 12);
  CHECK(file.memory({.alignment = 4, .batch = 3}).height.count == 84);
  CHECK(file.memory({.storage = nns::full_int8, .has_storage = true, .alignment = 1}).height.count == 7);
  CHECK(file.memory({.as_tflm = true}).height.count == file.plan().height);
}

TEST_CASE("in very small models the smallest arena is what preparing one operator takes") {
  // Two models of tflite2onnx' tests, with what was measured of them in TFLM 90b983c2: 1,184 bytes on x86-64 and 840 on ARM
  // (a convolution of floats), 1,408 and 840 (a depthwise one of uint8). Arenas are multiples of 16.
  const nns::tflite_file floats(write(one_operator(
      code(3), {tensor("x", {1, 5, 5, 1}, float32), tensor("b", {3}, float32, 1), tensor("w", {3, 2, 2, 1}, float32, 2),
                tensor("y", {1, 5, 5, 3}, float32)},
      node(0, {0, 2, 1}, {3}, 1, {{0, byte(0)}, {1, number(1)}, {2, number(1)}, {3, byte(1)}}), {12, 48})));
  REQUIRE(floats);
  CHECK(floats.arena(nns::tflm::x86_64).smallest == 1184);
  CHECK(floats.arena(nns::tflm::cortex_m).smallest == 848);
  const nns::tflite_file old(write(model(
      {code(4)},
      {subgraph({tensor("w", {1, 3, 3, 2}, uint8, 1, 1), tensor("b", {2}, int32, 2, 1), tensor("x", {1, 5, 5, 2}, uint8, 0, 1),
                 tensor("y", {1, 5, 5, 2}, uint8, 0, 1)},
                {2}, {3}, {node(0, {2, 0, 1}, {3}, 2, {{0, byte(0)}, {1, number(1)}, {2, number(1)}, {3, number(1)}})})},
      {18, 8})));
  REQUIRE(old);
  CHECK(old.arena(nns::tflm::x86_64).smallest == 1408);
  CHECK(old.arena(nns::tflm::cortex_m).smallest == 848);
}
