// Nodes of all operators and many opsets, against what ONNX Runtime made of them (nodes.txt).
#include <onnx/operators/written.hpp>
#include <catch.hpp>

#include <nns/import/onnx_file.hpp>

#include <cmath>
#include <fstream>

namespace {

std::string text_of(const nns::shape& s) {
  std::string text = "[";
  for (int i = 0; i != s.used; ++i) text += (i == 0 ? "" : ",") + std::to_string(s.values[i]);
  return text + ']';
}

std::vector<std::string> lines() {
  std::ifstream in(NNS_ONNX_NODES);
  std::vector<std::string> all;
  for (std::string l; std::getline(in, l);)
    if (!l.empty() && l[0] != '#') all.push_back(l);
  return all;
}

/// What follows from numbers that the file does not have.
bool depends_on_data(const written::line& l) {
  return l.type == "NonMaxSuppression" || l.type == "Unique";
}

}  // namespace

TEST_CASE("every node makes what ONNX Runtime makes", "[operators]") {
  int shapes = 0, numbers = 0;
  for (const std::string& text : lines()) {
    const written::line l(text);
    nns::onnx_file file(l.as_file());
    INFO(text);
    INFO(file.error().message);
    CHECK(file);
    if (!file) continue;
    const auto& nodes = file.nodes();
    const auto at = static_cast<std::size_t>(l.constants());
    REQUIRE(nodes.size() > at);
    if (l.macs != -2) CHECK(nodes[at].forward == l.macs);
    if (l.parameters != -2) CHECK(file.summary().total.parameters == l.parameters);
    for (std::size_t k = 0; k != l.shapes.size(); ++k) {
      if (l.shapes[k] == "_" || depends_on_data(l)) continue;
      REQUIRE(nodes[at].ranked[k]);
      CHECK(text_of(nodes[at].outputs[k]) == l.shapes[k]);
      ++shapes;
    }
    for (std::size_t k = 0; k != l.values.size(); ++k) {
      // Reshape, Cast, Mul, Cast, Add; then Gather and ConstantOfShape for each number.
      const nns::shape& filled = nodes[at + 7 + 2 * k].outputs[0];
      REQUIRE(filled.used == 1);
      const double found = static_cast<double>(filled.values[0] - written::line::top) / 1000;
      CHECK(std::fabs(found - l.values[k]) <= 0.001 + 1e-6 * std::fabs(l.values[k]));
      ++numbers;
    }
  }
  CHECK(shapes > 800);
  CHECK(numbers > 800);
}
