// Compositions in reports: boxes in boxes, those without a name, and what a node is called inside its box. And
// summaries that were made by hand, whose rows and compositions need not fit together.
#include "catch.hpp"

#include <nns/layers/product.hpp>
#include <nns/nns.hpp>
#include <nns/report/csv.hpp>
#include <nns/report/dot.hpp>
#include <nns/report/mermaid.hpp>
#include <nns/report/text.hpp>

#include <string>
#include <vector>

using namespace nns::layers;

namespace {

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

struct nested : nns::sequential<input<4>, named<"outer", named<"inner", dense<3>, relu>, sequential<dense<5>, relu>>> {
};

// 4 3 and 3 5 multiply-adds, 4 3 + 3 and 3 5 + 5 parameters; 12 is 4 fifths of 15. Kinds are numbered in each
// composition with a name.
TEST_CASE("boxes stand inside boxes, those without a name have none, and all are closed") {
  const std::string dot = nns::to_dot(nns::summary<nested>);
  CHECK(has(dot, R"(
  n0 [label="input\n4", fillcolor="#f6f8fa"];
  subgraph cluster_0 { label="outer";
    subgraph cluster_1 { label="inner";
      n1 [label="dense\n3\n12 MAC, 15 parameters", fillcolor="#ffb05c"];
      n2 [label="relu\n3", fillcolor="#f6f8fa"];
    }
    n3 [label="dense\n5\n15 MAC, 20 parameters", fillcolor="#ff9333"];
    n4 [label="relu\n5", fillcolor="#f6f8fa"];
  }
  n0 -> n1;
)"));
}

TEST_CASE("what is merged without a name of its own is called by its kind inside its box") {
  const std::string mermaid = nns::to_mermaid(nns::summary<nested>, {.depth = 1});
  CHECK(has(mermaid, R"(
  subgraph b0["outer"]
    n1[["inner<br/>sequential 3<br/>12 MAC, 15 parameters"]]:::cost4
    n3[["sequential<br/>5<br/>15 MAC, 20 parameters"]]:::cost5
  end
)"));
}

/// Four layers and two compositions, one inside the other.
struct made_by_hand {
  std::vector<nns::layer_summary> rows{
      {.name = "a", .kind = "dense", .output = {1}, .depth = 1, .block = 0, .source = 1},
      {.name = "elsewhere/b", .kind = "dense", .output = {2}, .depth = 1, .block = 0, .source = 0},
      {.name = "block/c", .kind = "dense", .output = {3}, .depth = 1, .block = 0, .source = 1, .more_sources = 2},
      {.name = "block/d", .kind = "dense", .output = {4}, .depth = 2, .block = 1, .source = 2},
      {.name = "e", .kind = "dense", .output = {5}, .depth = 7, .source = 3}};
  std::vector<nns::block_summary> blocks{
      {.name = "block", .kind = "sequential", .first = 0, .last = 4, .prefix = "block/", .output = {4}},
      {.kind = "add", .first = 3, .last = 4, .parent = 0, .depth = 1, .prefix = "elsewhere/", .output = {4}}};
  nns::summary_view view{"hand", rows, {.kind = "total"}, blocks};
};

TEST_CASE("a name that does not begin with its box's stands as it is") {
  const made_by_hand made;
  const std::string dot = nns::to_dot(made.view);
  CHECK(has(dot, R"(n0 [label="a\ndense 1")"));
  CHECK(has(dot, R"(n1 [label="elsewhere/b\ndense 2")"));
  CHECK(has(dot, R"(n2 [label="c\ndense 3")"));
  CHECK(has(nns::to_dot(made.view, {.depth = 1}), R"(n3 [label="elsewhere/add\nadd 4")"));
}

TEST_CASE("a row takes from a later one, from less than it says, or stands deep in nothing") {
  const made_by_hand made;
  const std::string dot = nns::to_dot(made.view);
  CHECK(has(dot, "  n1 -> n0;\n"));
  CHECK(has(dot, "  n1 -> n2;\n  n2 -> n3;\n"));  // its two further inputs are nowhere
  CHECK(nns::to_csv(made.view, {.depth = 0, .columns = "name output", .total = false}) ==
        "name,output\nblock,4\ne,5\n");
}

struct inner_product : nns::graph<node<"x", input<4, 3>>, node<"y", input<5, 3>>, node<"both", nns::dot<2>, "x", "y">,
                                  node<"den", dense<2>, "both">> {};

// 4 5 3 multiply-adds without parameters; 4 5 2, and 5 2 + 2
TEST_CASE("a node says what it costs, and its kind if its name does not") {
  const std::string dot = nns::to_dot(nns::summary<inner_product>);
  CHECK(has(dot, R"(label="both\ndot 4x5\n60 MAC", )"));
  CHECK(has(dot, R"(label="den\ndense 4x2\n40 MAC, 12 parameters", )"));
}

}  // namespace
