// One model in each dialect of Keras' files: read while this compiles, and again while it runs.
// Where a comment says (a): the rules of counting, worked out by hand.
#include <nns/import/keras.hpp>
#include <nns/import/keras_file.hpp>

#include "catch.hpp"
#include "rerun.hpp"

#include <string>

namespace {

using nns::shape;

inline constexpr char keras1_sequential_text[] =
#include "keras1_sequential.json.inc"
    ;
inline constexpr char keras1_merge_text[] =
#include "keras1_merge.json.inc"
    ;
inline constexpr char keras2_functional_text[] =
#include "keras2_functional.json.inc"
    ;
inline constexpr char tf_keras_operations_text[] =
#include "tf_keras_operations.json.inc"
    ;
inline constexpr char keras3_functional_text[] =
#include "keras3_functional.json.inc"
    ;
inline constexpr char keras3_sequential_text[] =
#include "keras3_sequential.json.inc"
    ;
inline constexpr char tfjs_sequential_text[] =
#include "tfjs_sequential.json.inc"
    ;

struct keras1_sequential : nns::keras_model<keras1_sequential_text> {};
struct keras1_merge : nns::keras_model<keras1_merge_text> {};
struct keras2_functional : nns::keras_model<keras2_functional_text, nns::input<10, 4>> {};
struct keras2_open : nns::keras_model<keras2_functional_text> {};
struct tf_keras_operations : nns::keras_model<tf_keras_operations_text> {};
struct keras3_functional : nns::keras_model<keras3_functional_text> {};
struct keras3_open : nns::keras_model<keras3_sequential_text> {};
struct keras3_sequential : nns::keras_model<keras3_sequential_text, nns::input<10, 8, 3>> {};
struct tfjs_sequential : nns::keras_model<tfjs_sequential_text, nns::assume_zero<"Fancy">> {};

// (a) same, strides 2 and 1: 6x10 positions, 8 filters of 3x5x3; then a product of 3x5x8 = 120 by 4, without bias.
static_assert(nns::forward<keras1_sequential>.count == 6 * 10 * 8 * 45 + 120 * 4);
static_assert(nns::parameters<keras1_sequential> == (8 * 45 + 8) + 120 * 4);

// (a) 6 by 5; a GRU of 3 units over 7 steps of 2, whose reset gate comes first, as in Keras 1: one bias for each gate.
static_assert(nns::forward<keras1_merge>.count == 6 * 5 + 3 * 7 * (2 * 3 + 3 * 3) + (5 + 3) * 2);
static_assert(nns::parameters<keras1_merge> == (6 * 5 + 5) + 3 * (2 * 3 + 3 * 3 + 3) + (8 * 2 + 2));
static_assert(nns::input_shapes<keras1_merge>[1] == shape{7, 2});

// (a) a dense layer called on 10 and on 5 steps, its weights counted once; two LSTMs; 5 steps of 3 by 7.
static_assert(nns::forward<keras2_functional>.count ==
              (10 + 5) * 4 * 6 + 4 * (10 + 5) * (6 * 3 + 3 * 3) + 5 * 3 * 7);
static_assert(nns::parameters<keras2_functional> == (4 * 6 + 6) + 2 * 4 * (6 * 3 + 3 * 3 + 3) + 3 * 7);
static_assert(nns::output_shape<keras2_functional> == shape{5, 7});
// The first input's length is null in the file: parameters do not depend on it, multiply-adds do.
static_assert(nns::parameters<keras2_open> == nns::parameters<keras2_functional>);
static_assert(nns::forward<keras2_open>.count == nns::unknown);

// (a) 2 heads of 4 over 6 queries and 9 keys of 8: projections, scores and sums, output. The mask is no input, and the
// division by 2 and the function behind it cost nothing.
static_assert(nns::forward<tf_keras_operations>.count == 6 * 8 * 8 + 2 * 9 * 8 * 8 + 2 * (2 * 6 * 9 * 4) + 6 * 8 * 8);
static_assert(nns::parameters<tf_keras_operations> == 4 * (8 * 8 + 8));
static_assert(nns::summary<tf_keras_operations>.layers[5].kind == nns::text{"assumed"});

// (a) 6x6 positions, 6 filters of 3x3x2 in two groups; a GRU of 2 units over 6 steps of 6, both ways, 2 biases a gate.
// The class Add of Keras' operations is no layer that merges; GetItem's shape is the one that the next layer states.
static_assert(nns::forward<keras3_functional>.count == 6 * 6 * 6 * 18 + 2 * 3 * 6 * (6 * 2 + 2 * 2));
static_assert(nns::parameters<keras3_functional> == (6 * 18 + 6) + 2 * 3 * (6 * 2 + 2 * 2 + 2 * 2));

// (a) 3 channels, 2 filters of 3x3 for each, then 5 filters over the 6; beta and two moving statistics for 5; 5 by 2.
static_assert(nns::parameters<keras3_open> == (3 * 2 * 9 + 6 * 5 + 5) + 3 * 5 + (5 * 2 + 2));
static_assert(nns::trainable_parameters<keras3_open> == nns::parameters<keras3_open> - 2 * 5);
static_assert(nns::forward<keras3_open>.count == nns::unknown);
// (a) with an input of 10x8, strides 2: 5x4 positions.
static_assert(nns::forward<keras3_sequential>.count == 5 * 4 * (3 * 2 * 9 + 6 * 5) + 5 * 2);

// (a) a transposed convolution counts over its 5x5 input: 3 channels, 4 filters of 3x3; 10 rows of 8 positions,
// 2 filters of 3x4.
static_assert(nns::forward<tfjs_sequential>.count == 25 * 3 * 4 * 9 + 10 * 8 * 2 * 12);
static_assert(nns::parameters<tfjs_sequential> == 3 * 4 * 9 + (2 * 12 + 2));
// Escapes in a name are read: an e with an acute accent in UTF-8, and quotes.
static_assert(nns::summary<tfjs_sequential>.layers[4].name == nns::text{"f\xC3\xA9 \"quoted\""});

// It is a model like any other: a part of one, and the subject of budgets.
struct with_head : nns::sequential<nns::input<12, 10, 3>, keras1_sequential, nns::dense<2>> {};
static_assert(nns::parameters<with_head> == nns::parameters<keras1_sequential> + 4 * 2 + 2);
static_assert(nns::within<nns::parameters<keras1_sequential>, 1'000>);
static_assert(!nns::within<nns::forward<keras2_open>, nns::macs{1'000'000'000}>);

template <class M>
void is_the_same(const char* text, const nns::keras_options& options = {}) {
  const nns::keras_file file{std::string(text), options};
  INFO(file.error().message);
  REQUIRE(file);
  const auto& constant = nns::summary<M>;
  REQUIRE(file.summary().layers.size() == static_cast<std::size_t>(constant.layers.size()));
  for (std::size_t i = 0; i != file.summary().layers.size(); ++i) {
    const nns::layer_summary& row = file.summary().layers[i];
    CHECK(std::string(row.name) == std::string(constant.layers[i].name));
    CHECK(row.kind == constant.layers[i].kind);
    CHECK(row.output == constant.layers[i].output);
    CHECK(row.forward == constant.layers[i].forward);
    CHECK(row.parameters == constant.layers[i].parameters);
    CHECK(row.trainable_parameters == constant.layers[i].trainable_parameters);
    CHECK(row.activations == constant.layers[i].activations);
  }
  CHECK(file.summary().total.forward == constant.total.forward);
  CHECK(file.summary().total.parameters == constant.total.parameters);
}

TEST_CASE("a file makes the same rows when it is read at run time") {
  is_the_same<keras1_sequential>(keras1_sequential_text);
  is_the_same<keras1_merge>(keras1_merge_text);
  is_the_same<keras2_functional>(keras2_functional_text, {.inputs = {shape{10, 4}}});
  is_the_same<keras2_open>(keras2_functional_text);
  is_the_same<tf_keras_operations>(tf_keras_operations_text);
  is_the_same<keras3_functional>(keras3_functional_text);
  is_the_same<keras3_open>(keras3_sequential_text);
  is_the_same<tfjs_sequential>(tfjs_sequential_text, {.assume_zero = {"Fancy"}});
}

TEST_CASE("a file that the compiler has read is counted again, by itself and inside a model") {
  CHECK(rerun::check<keras1_sequential>());
  CHECK(rerun::check<keras1_merge>());
  CHECK(rerun::check<keras2_functional>());
  CHECK(rerun::check<keras3_functional>());
  CHECK(rerun::check<tfjs_sequential>());
  CHECK(rerun::check<with_head>());
}

TEST_CASE("what is assumed to cost nothing is listed") {
  const nns::keras_file file{tfjs_sequential_text, {.assume_zero = {"Fancy"}}};
  REQUIRE(file.assumed().size() == 1);
  CHECK(file.assumed()[0].find("Fancy") != std::string::npos);
}

}  // namespace
