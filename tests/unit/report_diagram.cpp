// DOT and Mermaid: boxes, arrows, colours and what a node says, down to a depth and of any name.
#include "catch.hpp"

#include <nns/nns.hpp>
#include <nns/report/dot.hpp>
#include <nns/report/mermaid.hpp>

#include <cstddef>
#include <string>
#include <vector>

using namespace nns::layers;

namespace {

struct net : nns::sequential<
    input<4, 4, 1>,
    named<"block", conv2d<2, kernel<3>>, named<"inner", residual<batch_normalization<>>>>,
    flatten,
    dense<3, softmax>> {};

// The convolution: 2 2 2 9 = 72 multiply-adds, 20 parameters; the normalisation: 4 + 4 parameters; the dense layer:
// 8 3 = 24 multiply-adds, 27 parameters. 24 of 72 is a third, which stands in the second fifth of the colours.
TEST_CASE("a summary as DOT") {
  CHECK(nns::to_dot(nns::summary<net>) == R"(digraph "net" {
  rankdir=TB;
  graph [labelloc=t, labeljust=l, style=rounded, fontname="Helvetica,Arial,sans-serif", fontsize=12, color="#8c959f", )"
R"(label="net\l96 MAC, 55 parameters\l"];
  node [shape=box, style="rounded,filled", fontname="Helvetica,Arial,sans-serif", fontsize=10, color="#8c959f", )"
R"(fontcolor="#1f2328"];
  edge [arrowsize=0.6, color="#8c959f"];
  n0 [label="input\n4x4x1", fillcolor="#f6f8fa"];
  subgraph cluster_0 { label="block";
    n1 [label="conv2d\n2x2x2\n72 MAC, 20 parameters", fillcolor="#ff9333"];
    subgraph cluster_1 { label="inner";
      n2 [label="batch_normalization\n2x2x2\n8 parameters", fillcolor="#f6f8fa"];
      n3 [label="add\n2x2x2", fillcolor="#f6f8fa"];
    }
  }
  n4 [label="flatten\n8", fillcolor="#f6f8fa"];
  n5 [label="dense\n3\n24 MAC, 27 parameters", fillcolor="#ffdfb8"];
  n0 -> n1;
  n1 -> n2;
  n2 -> n3;
  n1 -> n3;
  n3 -> n4;
  n4 -> n5;
}
)");
}

TEST_CASE("a summary as a Mermaid flowchart, down to a depth") {
  CHECK(nns::to_mermaid(nns::summary<net>, {.depth = 1, .direction = nns::flow::right}) == R"(flowchart LR
  n0["input<br/>4x4x1"]:::cost0
  subgraph b0["block"]
    n1["conv2d<br/>2x2x2<br/>72 MAC, 20 parameters"]:::cost5
    n2[["inner<br/>add 2x2x2<br/>8 parameters"]]:::cost0
  end
  n4["flatten<br/>8"]:::cost0
  n5["dense<br/>3<br/>24 MAC, 27 parameters"]:::cost2
  n0 --> n1
  n1 --> n2
  n2 --> n4
  n4 --> n5
  classDef cost0 fill:#f6f8fa,color:#1f2328,stroke:#8c959f
  classDef cost1 fill:#fff1e0,color:#1f2328,stroke:#8c959f
  classDef cost2 fill:#ffdfb8,color:#1f2328,stroke:#8c959f
  classDef cost3 fill:#ffc98a,color:#1f2328,stroke:#8c959f
  classDef cost4 fill:#ffb05c,color:#1f2328,stroke:#8c959f
  classDef cost5 fill:#ff9333,color:#1f2328,stroke:#8c959f
)");
}

/// The lines of `picture` that have this in them.
std::vector<std::string> lines_with(const std::string& picture, const std::string& what) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < picture.size();) {
    const std::size_t end = picture.find('\n', i);
    const std::string line = picture.substr(i, end - i);
    if (line.find(what) != std::string::npos) lines.push_back(line);
    i = end + 1;
  }
  return lines;
}

struct forked : nns::graph<
    node<"image", input<8, 8, 3>>,
    node<"stem", conv2d<4, kernel<1>>, "image">,
    node<"left", residual<conv2d<4, kernel<3>, same>>, "stem">,
    node<"right", relu, "stem">,
    node<"both", add<>, "left", "right">,
    node<"twice", add<>, "both", "both">> {};

TEST_CASE("arrows say where each input comes from") {
  using lines = std::vector<std::string>;
  CHECK(lines_with(nns::to_dot(nns::summary<forked>), "->") ==
        lines{"  n0 -> n1;", "  n1 -> n2;", "  n2 -> n3;", "  n1 -> n3;", "  n1 -> n4;", "  n3 -> n5;", "  n4 -> n5;",
              "  n5 -> n6;", "  n5 -> n6;"});
  // What is merged into one node has one arrow from the stem, which it reads twice.
  CHECK(lines_with(nns::to_mermaid(nns::summary<forked>, {.depth = 0}), "-->") ==
        lines{"  n0 --> n1", "  n1 --> n2", "  n1 --> n4", "  n2 --> n5", "  n4 --> n5", "  n5 --> n6", "  n5 --> n6"});
  // A named node of one layer has a kind; one called as its kind need not say it again.
  CHECK(lines_with(nns::to_mermaid(nns::summary<forked>), "n4[") ==
        lines{"  n4[\"right<br/>relu 8x8x4\"]:::cost0"});
}

// At run time, without compositions; names that mean something to the languages. What DOT reads: the language's
// reference on double-quoted strings and escString; Mermaid: numeric character codes between # and ;.
TEST_CASE("a name is a name, whatever it holds") {
  const std::vector<std::string> names = {"\"a\" & <b> \\N", "two\nlines", "end; `x` #35;", "\xC3\xA4 \xC0"};
  std::vector<nns::layer_summary> rows;
  for (const std::string& n : names)
    rows.push_back({.name = {n.data(), n.size()},
                    .kind = "dense",
                    .output = {1},
                    .forward = nns::macs{1'234'567},
                    .parameters = 1,
                    .source = static_cast<int>(rows.size()) - 1});
  const nns::summary_view odd{"odd \"model\"", rows, rows[0]};
  const std::string dot = nns::to_dot(odd);
  CHECK(lines_with(dot, "digraph") == std::vector<std::string>{R"(digraph "odd \"model\"" {)"});
  CHECK(lines_with(dot, " n0 [").at(0) ==
        R"(  n0 [label="\"a\" &amp; <b> \\N\ndense 1\n1.23 MMAC, 1 parameter", fillcolor="#ff9333"];)");
  CHECK(lines_with(dot, " n1 [").at(0).find(R"("two\\x0alines\n)") != std::string::npos);
  CHECK(lines_with(dot, " n3 [").at(0).find("\"\xC3\xA4 \xEF\xBF\xBD\\n") != std::string::npos);
  const std::string mermaid = nns::to_mermaid(odd);
  CHECK(lines_with(mermaid, " n0[").at(0) ==
        R"(  n0["#34;a#34; #38; #60;b#62; #92;#8203;N<br/>dense 1<br/>1.23 MMAC, 1 parameter"]:::cost5)");
  CHECK(lines_with(mermaid, " n2[").at(0).find(R"("end#59; #96;x#96; #35;35#59;<br/>)") != std::string::npos);
}

struct of_any_length : nns::sequential<input<-1, 3>, dense<5>> {};

TEST_CASE("a diagram of what is not known, and of nothing") {
  CHECK(lines_with(nns::to_dot(nns::summary<of_any_length>), " n1 [").at(0) ==
        R"(  n1 [label="dense\n?x5\n? MAC, 20 parameters", fillcolor="#f6f8fa"];)");
  CHECK(lines_with(nns::to_dot(nns::summary_view{}), "label=").size() == 1);
  CHECK(lines_with(nns::to_mermaid(nns::summary_view{}), "-->").empty());
}

}  // namespace
