// Equal compositions side by side as one row, in tables and in pictures.
#include "catch.hpp"

#include <nns/nns.hpp>
#include <nns/report/dot.hpp>
#include <nns/report/html.hpp>
#include <nns/report/markdown.hpp>
#include <nns/report/mermaid.hpp>
#include <nns/report/static_text.hpp>
#include <nns/report/svg.hpp>

#include <string>

using namespace nns::layers;

namespace {

using unit = residual<dense<8, relu>, dropout, dense<8>>;

struct tower : nns::sequential<input<4>, dense<8>, repeat<32, named<"block", unit>>, dense<2>> {};

// A block has 2 (8 8 + 8) = 144 parameters, and 32 of them 4,608; 2 8 8 = 128 and 4,096 multiply-adds.
TEST_CASE("equal blocks fold into one row") {
  constexpr nns::text_options folded{.columns = "name output forward parameters", .fold = true};
  constexpr nns::text table =
      "tower\n"
      "name                       output  forward MACs  parameters\n"
      "-----------------------------------------------------------\n"
      "input                      4                  -           -\n"
      "dense                      8                 32          40\n"
      "block ... block_31 (32 x)  8              4,096       4,608\n"
      "dense_1                    2                 16          18\n"
      "-----------------------------------------------------------\n"
      "total                      2              4,144       4,666\n";
  CHECK(nns::to_text(nns::summary<tower>, folded) == std::string(table));
  CHECK(std::string(nns::static_text<tower, folded>.c_str()) == std::string(table));
  CHECK(nns::to_markdown(nns::summary<tower>, {.columns = "name parameters", .fold = true})
            .find("| block ... block_31 (32 x) |      4,608 |") != std::string::npos);
  CHECK(nns::to_svg(nns::summary<tower>, {.fold = true}).find("<title>block ... block_31 (32 x): ") != std::string::npos);
}

std::size_t count(const std::string& in, const std::string& what) {
  std::size_t n = 0;
  for (std::size_t at = in.find(what); at != std::string::npos; at = in.find(what, at + 1)) ++n;
  return n;
}

// Chart, drawing and table: each has the blocks once, and no row of their insides.
TEST_CASE("a page folds its chart, its drawing and its table") {
  const std::string page = nns::to_html(nns::summary<tower>, {.fold = true});
  CHECK(count(page, ">block ... block_31 (32 x)</") == 3);
  CHECK(count(page, "block_7") == 0);
  CHECK(count(page, "dropout") == 0);
  CHECK(page.find("4,608") != std::string::npos);
  CHECK(count(nns::to_html(nns::summary<tower>), "block_7") > 3);
}

std::string names(const nns::summary_view& s, int depth = -1) {
  const std::string all = nns::to_text(s, {.depth = depth, .columns = "name", .fold = true});
  const std::size_t begin = all.find("-\n") + 2;
  return all.substr(begin, all.find("\n--", begin) - begin);
}

// The first copy has another number of input channels.
struct other_first : nns::sequential<input<6, 6, 1>, repeat<3, named<"b", conv2d<4, kernel<3>, same>>>, flatten> {};
struct with_shape : nns::sequential<input<9, 9, 2>, repeat<3, named<"b", sequential<conv2d<2, kernel<3>>, relu>>>> {};
struct without_names : nns::sequential<input<8>, repeat<3, unit>, dense<8>, repeat<2, unit>> {};
struct nested : nns::sequential<input<8>, repeat<2, named<"stage", repeat<2, named<"b", unit>>, dense<8>>>> {};

TEST_CASE("only what is equal folds") {
  CHECK(names(nns::summary<with_shape>) == "input\nb/conv2d\nb/relu\nb_1/conv2d\nb_1/relu\nb_2/conv2d\nb_2/relu");
  CHECK(names(nns::summary<without_names>) == "input\nadd ... add_2 (3 x)\ndense_6\nadd_3 ... add_4 (2 x)");
  CHECK(names(nns::summary<nested>) == "input\nstage ... stage_1 (2 x)");
  CHECK(names(nns::summary<nested>, 0) == "input\nstage ... stage_1 (2 x)");
}

TEST_CASE("a diagram folds, and its arrows lead to what is there") {
  const std::string dot = nns::to_dot(nns::summary<tower>, {.fold = true, .options = true});
  CHECK(dot.find("n2 [label=\"block ... block_31 (32 x)") != std::string::npos);
  CHECK(dot.find("n1 -> n2;") != std::string::npos);
  CHECK(dot.find("n2 -> n130;") != std::string::npos);  // 2 + 32 4 rows stand in front
  CHECK(nns::to_mermaid(nns::summary<tower>, {.fold = true}).find("n2 --> n130") != std::string::npos);
  const std::string whole = nns::to_dot(nns::summary<tower>, {.options = true});
  CHECK(whole.find("\\nrelu\\n") != std::string::npos);
}

}  // namespace
