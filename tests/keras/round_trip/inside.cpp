// Which rows become a model inside the model in Keras' JSON, and which stand side by side because they cannot: a model
// has inputs and outputs, begins with them only, and stands behind all that it takes from. And whose weights are
// shared, through compositions.
#include "round_trip.hpp"

#include <nns/nns.hpp>

#include <stdexcept>
#include <string>

using namespace nns::layers;

namespace {

template <class M>
std::string written() {
  comes_back(nns::detail::model_name<M>(), nns::detail::step_of<M>);
  return nns::to_keras_json<M>();
}

/// The models of a file, the outermost among them.
int models(const std::string& json) {
  return count_of(json, R"("class_name": "Functional")");
}

TEST_CASE("a slash at an end of a name makes no model") {
  struct named_so : nns::sequential<input<4>, named<"/a", dense<3>>, named<"b/", dense<2>>> {};
  const std::string json = written<named_so>();
  CHECK(models(json) == 1);
  CHECK(has(json, R"("config": {"name": "_a", "units": 3)"));
  CHECK(has(json, R"("config": {"name": "b_", "units": 2)"));
}

TEST_CASE("a model is not called as a layer beside it") {
  struct taken : nns::sequential<input<4>, named<"a", dense<3>>, named<"a/b", dense<2>>> {};
  const std::string json = written<taken>();
  CHECK(models(json) == 1);
  CHECK(has(json, R"("config": {"name": "a_b", "units": 2)"));
}

TEST_CASE("what holds an input of the whole is no model") {
  struct begins_inside : nns::sequential<named<"begin", input<4>, dense<3>>, named<"end", dense<2>, relu>> {};
  const std::string json = written<begins_inside>();
  CHECK(models(json) == 2);
  CHECK(has(json, R"("config": {"name": "begin_dense", "units": 3)"));
  CHECK(has(json, R"("input_layers": ["begin_input", 0, 0])"));
  // It takes from others as well.
  struct joins : nns::graph<node<"x", input<4>>, node<"b/y", input<4>>, node<"b/sum", add<>, "x", "b/y">> {};
  CHECK(models(written<joins>()) == 1);
}

TEST_CASE("models that wait for each other are none") {
  struct interleaved : nns::graph<node<"x", input<4>>, node<"c/1", dense<2>, "x">, node<"c/2", relu, "c/1">,
                                  node<"a/1", dense<3>, "c/2">, node<"b/1", dense<5>, "a/1">,
                                  node<"a/2", dense<6>, "b/1">, node<"b/2", dense<7>, "a/2">> {};
  const std::string json = written<interleaved>();
  CHECK(models(json) == 1 + 1);  // c
  CHECK(has(json, R"("config": {"name": "a_2", "units": 6)"));
  CHECK(has(json, R"("config": {"name": "b_2", "units": 7)"));
}

TEST_CASE("one tensor for a merge is a list of one") {
  struct alone : nns::graph<node<"x", input<4>>, node<"s", stack<>, "x">> {};
  CHECK(has(written<alone>(), R"("keras_history": ["x", 0, 0]}}]], "kwargs": {}}])"));
}

TEST_CASE("a model has as many outputs as it needs") {
  struct seventeen : nns::graph<node<"x", input<4>>, node<"b/0", dense<3>, "x">, node<"b/1", dense<3>, "x">,
                                node<"b/2", dense<3>, "x">, node<"b/3", dense<3>, "x">, node<"b/4", dense<3>, "x">,
                                node<"b/5", dense<3>, "x">, node<"b/6", dense<3>, "x">, node<"b/7", dense<3>, "x">,
                                node<"b/8", dense<3>, "x">, node<"b/9", dense<3>, "x">, node<"b/10", dense<3>, "x">,
                                node<"b/11", dense<3>, "x">, node<"b/12", dense<3>, "x">, node<"b/13", dense<3>, "x">,
                                node<"b/14", dense<3>, "x">, node<"b/15", dense<3>, "x">, node<"b/16", dense<3>, "x">,
                                node<"sum", add<>, "b/0", "b/1", "b/2", "b/3", "b/4", "b/5", "b/6", "b/7", "b/8", "b/9",
                                     "b/10", "b/11", "b/12", "b/13", "b/14", "b/15", "b/16">> {};
  CHECK(models(written<seventeen>()) == 2);
}

TEST_CASE("a model takes several outputs of one layer, and gives none that nobody takes") {
  struct parts
      : nns::graph<node<"x", input<5, 4>>, node<"a/l", lstm<3, return_state>, "x">, node<"b/1", dense<2>, "a/l:1">,
                   node<"b/2", dense<2>, "a/l">, node<"sum", add<>, "b/1", "b/2">> {};
  const std::string json = written<parts>();
  CHECK(models(json) == 3);
  // The LSTM's output and its first state; nobody takes the second. What arrives at b is called input, twice.
  CHECK(has(json, R"("output_layers": [["l", 0, 0], ["l", 0, 1]])"));
  CHECK(has(json, R"("input_layers": [["input", 0, 0], ["input_1", 0, 0]])"));
}

TEST_CASE("what arrives at a model is not called as a layer in it") {
  struct block : nns::sequential<input<4>, named<"block", named<"input", dense<3>>, dense<2>>> {};
  const std::string json = written<block>();
  CHECK(has(json, R"("config": {"name": "input_1", "batch_shape": [null, 4])"));
  CHECK(has(json, R"("config": {"name": "input", "units": 3)"));
}

TEST_CASE("a layer that shares weights with one that shares them has one owner") {
  // One matrix, 4 by 4, in a graph inside that applies it twice, and is applied twice.
  using twice = nns::graph<node<"a", dense<4>, "input">, node<"b", shared<"a">, "a">>;
  struct four_times : nns::graph<node<"x", input<4>>, node<"g", twice, "x">, node<"s", shared<"g">, "g">> {};
  const std::string json = nns::to_keras_json<four_times>();
  CHECK(count_of(json, R"("class_name": "Dense")") == 1);
  CHECK(count_of(json, R"("keras_history": ["a", )") == 1);  // inside; the last call is the model's output
  CHECK(count_of(json, R"("keras_history": ["g", )") == 1);
  // Among outputs, the definition of a model inside is its call 0.
  CHECK(has(json, R"("output_layers": ["a", 1, 0])"));
  CHECK(has(json, R"("output_layers": ["g", 2, 0])"));
  const nns::keras_file file{json};
  INFO(file.error().message);
  REQUIRE(file);
  CHECK(file.summary().total.parameters == 4 * 4 + 4);
  CHECK(file.summary().total.forward.count == 4 * 4 * 4);

  // Names inside what is shared are not those of nodes.
  struct towers : nns::graph<node<"x", input<4>>, node<"g", sequential<named<"d", dense<4>>, relu>, "x">,
                             node<"s", shared<"g">, "g">> {};
  const std::string towers_json = nns::to_keras_json<towers>();
  CHECK(count_of(towers_json, R"("class_name": "Dense")") == 1);
  CHECK(has(towers_json, R"("config": {"name": "d", "units": 4)"));
  CHECK(has(towers_json, R"("output_layers": ["g", 2, 0])"));
}

template <class M>
void has_no_known_owner(const std::string& layer) {
  try {
    nns::to_keras_json<M>();
    FAIL("two layers would be written for one");
  } catch (const std::invalid_argument& refusal) {
    CHECK(has(refusal.what(), "it is not known whose weights the layer \"" + layer + "\" shares"));
  }
}

TEST_CASE("weights are not shared with, or by, a node whose name has no characters") {
  has_no_known_owner<nns::graph<node<"x", input<4>>, node<"a", dense<4>, "x">, node<"", shared<"a">, "a">>>("dense");
  has_no_known_owner<nns::graph<node<"x", input<4>>, node<"", dense<4>, "x">, node<"s", shared<"">, "">>>("s");
  // Without weights that are shared it is as good as any.
  struct nameless : nns::graph<node<"x", input<4>>, node<"", dense<4>, "x">, node<"s", dense<3>, "">> {};
  written<nameless>();
}

/// A layer of one's own that says how much it costs by what arrives, but not by what it makes.
struct pooled {
  static constexpr nns::shape output(nns::shape) { return {7}; }
  static constexpr nns::cost cost(nns::shape in, nns::shape) { return {.forward = nns::macs{in[0]}, .parameters = 3}; }
};

TEST_CASE("one cost is written for all calls of a layer of one's own") {
  struct alike : nns::graph<node<"a", input<5>>, node<"b", input<5>>, node<"p", pooled, "a">,
                            node<"q", shared<"p">, "b">, outputs<"p", "q">> {};
  CHECK(count_of(nns::to_keras_json<alike>(), R"("class_name": "nns>own")") == 1);
  struct unlike : nns::graph<node<"a", input<5>>, node<"b", input<6>>, node<"p", pooled, "a">,
                             node<"q", shared<"p">, "b">, outputs<"p", "q">> {};
  CHECK_THROWS_AS(nns::to_keras_json<unlike>(), std::invalid_argument);
}

}  // namespace
