// A plan in the four formats and as a picture.
#include "catch.hpp"

#include <nns/memory/plan.hpp>
#include <nns/nns.hpp>
#include <nns/report/approval.hpp>
#include <nns/report/comparison.hpp>
#include <nns/report/diff.hpp>
#include <nns/report/html.hpp>
#include <nns/report/memory_svg.hpp>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

using namespace nns::layers;

namespace {

struct net : nns::sequential<input<100>, dense<60>, dropout, named<"a|b,c", dense<20>>> {};
constexpr auto& plan = nns::memory_plan<net, nns::align<4>>;

TEST_CASE("a plan in the formats", "[memory]") {
  // 100, 60 and 20 numbers of four bytes: 640 are live at once.
  CHECK(nns::to_csv(plan) ==
        "name,bytes,first,last,offset\n"
        "input,400,0,1,0\n"
        "dense,240,1,3,400\n"
        "\"a|b,c\",80,3,3,0\n");
  CHECK(nns::to_json(plan) ==
        "{\n  \"name\": \"net\",\n  \"height\": 640,\n  \"bound\": 640,\n  \"alignment\": 4,\n  \"buffers\": [\n"
        "    {\"name\": \"input\", \"bytes\": 400, \"first\": 0, \"last\": 1, \"offset\": 0},\n"
        "    {\"name\": \"dense\", \"bytes\": 240, \"first\": 1, \"last\": 3, \"offset\": 400},\n"
        "    {\"name\": \"a|b,c\", \"bytes\": 80, \"first\": 3, \"last\": 3, \"offset\": 0}\n  ],\n  \"unfolded\": []\n}\n");
  CHECK(nns::to_text(plan) ==
        "net: 640 bytes of activations, the least possible; aligned to 4\n"
        "not included: parameters, the kernels' own memory, an interpreter\n"
        "buffer  bytes  first  last  offset\n"
        "input     400      0     1       0\n"
        "dense     240      1     3     400\n"
        "a|b,c      80      3     3       0\n");
  CHECK(nns::to_markdown(plan).find("| a\\|b,c | 80 | 3 | 3 | 0 |\n") != std::string::npos);
  const std::string picture = nns::to_svg(plan);
  CHECK(picture.find(">bound 640</text>") != std::string::npos);
  CHECK(picture.find("<title>dense: 240 bytes at 400, rows 1 to 3</title>") != std::string::npos);
}

// 121 rows share 1,440 pixels, and a number needs 36: there is room for every fourth, so every fifth is written.
struct long_chain : nns::sequential<input<4>, repeat<120, dense<4>>> {};

TEST_CASE("the picture of a long plan numbers round rows", "[memory]") {
  const std::string picture = nns::to_svg(nns::memory_plan<long_chain>);
  for (const char* const shown : {">0</text>", ">5</text>", ">100</text>", ">115</text>"})
    CHECK(picture.find(shown) != std::string::npos);
  for (const char* const hidden : {">4</text>", ">118</text>"}) CHECK(picture.find(hidden) == std::string::npos);
}

// 8 x 8 numbers in four channels, then in F; a normalisation behind a convolution, and one that nothing takes.
template <int F>
struct stem_of : nns::sequential<input<8, 8, 4>, named<"stem", conv2d<F, kernel<1>, no_bias>, batch_normalization<>, relu>,
                                 batch_normalization<>, flatten, dense<10>> {};
struct narrow : stem_of<4> {};
struct wide : stem_of<8> {};

TEST_CASE("normalisations that stay are listed", "[memory]") {
  constexpr auto& folded = nns::memory_plan<narrow, nns::full_int8>;
  static_assert(folded.unfolded.size() == 1 && folded.unfolded[0] == "batch_normalization");
  static_assert(nns::memory_plan<narrow>.unfolded.size() == 0);  // nothing is folded: nothing stays because of that
  const std::string said = "not folded into the layer before, so a scale and a shift stay: ";
  CHECK(nns::to_text(folded).find(said + "batch_normalization\n") != std::string::npos);
  CHECK(nns::to_markdown(folded).find(said + "batch_normalization\n") != std::string::npos);
  CHECK(nns::to_json(folded).find("\"unfolded\": [\"batch_normalization\"]") != std::string::npos);
  CHECK(nns::to_text(nns::memory_plan<narrow>).find(said) == std::string::npos);
}

TEST_CASE("bytes of rows", "[memory]") {
  // int8: 256 numbers, 16 weights and the bias that folding makes (4 of four bytes); of what stays 4 and 4 x 4 bytes;
  // 2,560 weights and ten biases. A block has what is live at most, its input and its output; the total has the peak.
  CHECK(nns::to_csv(nns::summary<narrow>, {.columns = "name bytes parameter_bytes", .storage = nns::full_int8}) ==
        "name,bytes,parameter_bytes\n"
        "input,256,0\n"
        "stem/conv2d,256,32\n"
        "stem/batch_normalization,0,0\n"
        "stem/relu,0,0\n"
        "batch_normalization,256,20\n"
        "flatten,256,0\n"
        "dense,10,2600\n"
        "total,512,2652\n");
  CHECK(nns::to_csv(nns::summary<narrow>, {.depth = 0, .columns = "name bytes parameter_bytes"}) ==
        "name,bytes,parameter_bytes\n"
        "input,1024,0\n"
        "stem,2048,128\n"
        "batch_normalization,1024,64\n"
        "flatten,1024,0\n"
        "dense,40,10280\n"
        "total,2048,10472\n");
  // A program that does not ask has no such columns.
  CHECK(nns::to_csv(nns::summary<narrow>).find("bytes") == std::string::npos);
}

TEST_CASE("bytes in differences and comparisons", "[memory]") {
  const auto changed = nns::diff(nns::summary<narrow>, nns::summary<wide>, nns::full_int8);
  const std::string csv =
      nns::to_csv(changed, {.columns = "name bytes_before bytes_after parameter_bytes_before parameter_bytes_after"});
  CHECK(csv.find("stem/conv2d,256,512,32,64\n") != std::string::npos);
  CHECK(csv.find("total,512,1024,2652,5264\n") != std::string::npos);
  CHECK(nns::to_text(changed, {.columns = "name bytes", .exact = true}).find("256 -> 512") != std::string::npos);
  // The peak beside the sum over all layers, at one byte a number: 512 of 256 (input, relu, flatten, two normalisations),
  // twice 256 of the convolution, and ten of the last layer.
  const std::string compared = nns::to_csv(nns::compare<narrow>(nns::phase::inference, {}, 1),
                                           {.columns = "name bytes parameter_bytes activation_bytes"});
  CHECK(compared.find("narrow,512,") != std::string::npos);
  CHECK(nns::to_csv(nns::compare<narrow>(nns::phase::inference, nns::batch{3}, 2), {.columns = "bytes"}) ==
        "bytes\n3072\n");
}

TEST_CASE("approved bytes", "[memory]") {
  const std::string path = "memory_approved_bytes.csv";
  std::remove(path.c_str());
  CHECK_FALSE(nns::approve(nns::summary<narrow>, path, {.storage = nns::full_int8}).approved);
  CHECK(std::rename((path + ".received").c_str(), path.c_str()) == 0);
  CHECK(nns::approve(nns::summary<narrow>, path, {.storage = nns::full_int8}).approved);
  const nns::approval other = nns::approve(nns::summary<narrow>, path, {.storage = nns::float32_storage});
  CHECK_FALSE(other.approved);
  CHECK(other.message.find("stem/conv2d") != std::string::npos);
  std::remove(path.c_str());
  std::remove((path + ".received").c_str());
}

TEST_CASE("a page knows bytes without a plan", "[memory]") {
  const std::string page = nns::to_html(
      nns::summary<narrow>, {.limits = {.parameter_bytes = nns::bytes{2'652}, .peak_activation_bytes = nns::bytes{500},
                                        .storage = nns::full_int8}});
  CHECK(page.find("not known") == std::string::npos);
  CHECK(page.find("<td>peak activation bytes</td><td class=\"broken\">exceeded by 12</td><td class=\"number\">512 B</td>") != std::string::npos);
  CHECK(page.find("<td>parameter bytes</td><td class=\"kept\">kept</td><td class=\"number\">2,652 B</td>") != std::string::npos);
}

}  // namespace
