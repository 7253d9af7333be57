// Nodes of all operators and many opsets, against what ONNX Runtime made of them (nodes.txt).
#include <onnx/operators/written.hpp>
#include <catch.hpp>

#include <nns/import/onnx_file.hpp>

#include <cmath>
#include <fstream>
#include <sstream>
#include <string>

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

TEST_CASE("a node that is spoilt is refused with a sentence, or read", "[operators]") {
  // Each node without its attributes, with a first input of no axes, and without its second input.
  const auto without_attributes = [](std::string text) {
    std::string kept;
    std::istringstream words(text.substr(0, text.find(" ->")));
    for (std::string one; words >> one;)
      if (one.find('=') == std::string::npos || one.find(']') < one.find('=')) kept += (kept.empty() ? "" : " ") + one;
    return kept + text.substr(text.find(" ->"));
  };
  const auto of_no_axes = [](std::string text) {
    const std::size_t open = text.find('['), close = text.find(']');
    if (text.find(" x:") < open && open < text.find(" ->")) text.erase(open + 1, close - open - 1);
    return text;
  };
  const auto without_second = [](std::string text) {
    const std::size_t first = text.find(" x:"), second = text.find(" x:", first + 1);
    if (first != std::string::npos && second < text.find(" ->"))
      text.replace(second + 1, text.find(' ', second + 1) - second - 1, "_");
    return text;
  };
  int refused = 0, read = 0;
  for (const std::string& text : lines()) {
    if (text.find(" ->") == std::string::npos) continue;
    for (const std::string& spoilt : {without_attributes(text), of_no_axes(text), without_second(text)}) {
      if (spoilt == text) continue;
      INFO(spoilt);
      const nns::onnx_file file(written::line(spoilt).as_file());
      if (file) {
        ++read;
        // What is not known is unknown, and nothing is negative.
        CHECK((file.summary().total.forward.count >= 0 || file.summary().total.forward.count == nns::unknown));
        CHECK((file.summary().total.parameters >= 0 || file.summary().total.parameters == nns::unknown));
      } else {
        ++refused;
        INFO(file.error().message);
        CHECK(file.error().message.find(written::line(text).type) != std::string::npos);  // it says which operator
      }
    }
  }
  CHECK(refused > 300);
  CHECK(read > 300);
}

TEST_CASE("a node whose further inputs the file holds makes the same, as a layer or as what it is", "[operators]") {
  int layers = 0;
  for (const std::string& text : lines()) {
    std::string held = text;
    const std::size_t arrow = held.find(" ->"), first = held.find(" x:f");
    if (arrow == std::string::npos || first > arrow) continue;
    for (std::size_t at = held.find(" x:f", first + 1); at < arrow; at = held.find(" x:f", at + 1)) held[at + 1] = 'w';
    if (held == text) continue;
    INFO(held);
    const nns::onnx_file arrives(written::line(text).as_file()), is_held(written::line(held).as_file());
    INFO(is_held.error().message);
    REQUIRE(arrives);
    REQUIRE(is_held);
    CHECK(is_held.summary().total.forward.count == arrives.summary().total.forward.count);
    const auto at = static_cast<std::size_t>(written::line(text).constants());
    CHECK(is_held.nodes()[at].outputs[0] == arrives.nodes()[at].outputs[0]);
    CHECK(is_held.summary().total.parameters >= arrives.summary().total.parameters);
    // Other conventions ask this library's layers, where the node is one: the same output, and no fewer operations.
    const nns::onnx_file as_layer(written::line(held).as_file(), {.how = nns::convention::element_wise});
    REQUIRE(as_layer);
    CHECK(as_layer.nodes()[at].outputs[0] == is_held.nodes()[at].outputs[0]);
    CHECK(as_layer.summary().total.output == is_held.summary().total.output);
    const std::int64_t operations = as_layer.summary().total.forward.count;
    CHECK((operations >= is_held.summary().total.forward.count || operations == nns::unknown));
    ++layers;
  }
  CHECK(layers > 100);
}

TEST_CASE("operators whose cost follows from data are refused, with the reason", "[operators]") {
  const auto refusal = [](const char* text) { return nns::onnx_file(written::line(text).as_file()).error().message; };
  CHECK(refusal("Loop@13 x:i64[] x:bool[] x:f32[4] -> [4]").find("how often it runs its body is not known") == 0);
  CHECK(refusal("SequenceMap@17 x:f32[4] -> [4]").find("their number is not known") != std::string::npos);
}

TEST_CASE("where the channels of a convolution and of its weights stand is the operator's", "[operators]") {
  const auto read = [](const char* text) { return nns::onnx_file(written::line(text).as_file()); };
  // NhwcConv: ONNX Runtime's transformers/fusion_nhwc_conv.py turns Conv's weights by 0, 2, 3, 1. NhwcFusedConv: its
  // nhwc_transformer.cc turns the input and the output, and leaves the weights. 8 x 8 positions, 16 filters of 3 x 3 x 2.
  const char* const lines[] = {
      "com.microsoft.NhwcConv@1 x:f32[1,8,8,4] w:f32[16,3,3,2] group=i:2 pads=is:1,1,1,1 -> [1,8,8,16]",
      "com.microsoft.NhwcFusedConv@1 x:f32[1,8,8,4] w:f32[16,2,3,3] group=i:2 pads=is:1,1,1,1 -> [1,8,8,16]"};
  for (const char* const one : lines) {
    const nns::onnx_file f = read(one);
    INFO(one << f.error().message);
    REQUIRE(f);
    CHECK(f.summary().total.forward.count == 8 * 8 * 16 * 3 * 3 * 2);
    CHECK(f.summary().total.parameters == 16 * 3 * 3 * 2);
    CHECK(f.summary().total.output == nns::shape{8, 8, 16});
  }
  CHECK(read("com.microsoft.NhwcConv@1 x:f32[1,8,8,4] w:f32[16,4,3,3] -> [1,8,8,16]").error().message.find("channels") !=
        std::string::npos);
}
