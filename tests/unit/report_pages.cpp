// SVG and HTML: how long the bars are, which rows have one, what a budget says, how the table's rows stand in blocks.
// That they are well-formed, overflow nowhere and sort is checked in a browser: tests/pictures.
#include "catch.hpp"

#include <nns/nns.hpp>
#include <nns/report/html.hpp>
#include <nns/report/svg.hpp>

#include <cstddef>
#include <stdexcept>
#include <string>
#include <vector>

using namespace nns::layers;
using namespace nns::literals;

namespace {

struct net : nns::sequential<
    input<4, 4, 1>,
    named<"block", conv2d<2, kernel<3>>, batch_normalization<>>,
    flatten,
    dense<3, softmax>> {};

bool has(const std::string& page, const std::string& what) { return page.find(what) != std::string::npos; }

std::size_t times(const std::string& page, const std::string& what) {
  std::size_t n = 0;
  for (std::size_t i = page.find(what); i != std::string::npos; i = page.find(what, i + what.size())) ++n;
  return n;
}

/// What stands between the first `begin` and the next `end`.
std::string between(const std::string& page, const std::string& begin, const std::string& end) {
  const std::size_t from = page.find(begin) + begin.size();
  return page.substr(from, page.find(end, from) - from);
}

// Multiply-adds, parameters and activations by row: input 0, 0, 16; convolution 2 2 2 9 = 72, 18 + 2, 8; normalisation
// 0, 8, 8; flatten 0, 0, 8; dense 8 3 = 24, 24 + 3, 3 2. A bar of the largest, 72, 27 and 16, is 150 pixels long.
TEST_CASE("the bars of a chart") {
  const std::string svg = nns::to_svg(nns::summary<net>);
  CHECK(times(svg, "<g><title>") == 5);
  const std::string dense =
      between(svg, "<g><title>dense: dense 3, 24 MACs, 27 parameters, 6 activations</title>", "</g>");
  CHECK(has(dense, "<rect class=\"nns-macs\""));
  CHECK(has(dense, " width=\"50\" height=\"12\"/>"));    // 150 24 / 72
  CHECK(has(dense, " width=\"150\" height=\"12\"/>"));   // the largest
  CHECK(has(dense, " width=\"56.3\" height=\"12\"/>"));  // 150 6 / 16
  CHECK(has(dense, ">25.0%<"));                          // 24 of 96
  CHECK(has(dense, ">49.1%<"));                          // 27 of 55
  CHECK(has(dense, ">13.0%<"));                          // 6 of 46
  const std::string flat = between(svg, "<g><title>flatten:", "</g>");
  CHECK(times(flat, " height=\"12\"/>") == 1);  // no bar for nothing
  CHECK(has(svg, "<desc>Of 96 MACs most are in block/conv2d (75.0%). Of 55 parameters most are in dense (49.1%). "
                 "Of 46 activations most are in input (34.8%). </desc>"));
}

TEST_CASE("of many rows the largest have bars, and the others are summed up") {
  const std::string svg = nns::to_svg(nns::summary<net>, {.rows = 2});
  CHECK(times(svg, "<g><title>") == 2);
  CHECK(has(svg, "<g><title>block/conv2d:"));
  CHECK(has(svg, "<g><title>dense:"));
  const std::string rest = between(svg, "the other 3 rows", "</g>");
  CHECK(has(rest, ">-<"));      // no multiply-adds
  CHECK(has(rest, ">14.5%<"));  // 8 of 55 parameters
  CHECK(has(rest, ">69.6%<"));  // 16 + 8 + 8 of 46 activations
  CHECK(times(svg, "<path ") == 3);
  CHECK(has(nns::to_svg(nns::summary<net>, {.depth = 0}),
            "<g><title>block: sequential 2x2x2, 72 MACs, 28 parameters, "));
}

TEST_CASE("a chart of what is not known, and of nothing") {
  const nns::layer_summary row{.name = "<a> & \"b\"", .kind = "dense", .forward = nns::macs{nns::unknown}};
  const std::string svg = nns::to_svg({"m", {&row, 1}, row}, {.rows = 0});
  CHECK(has(svg, "<title>&lt;a&gt; &amp; &quot;b&quot;: dense (), ? MACs, 0 parameters, 0 activations</title>"));
  CHECK(times(svg, " height=\"12\"/>") == 0);
  CHECK(times(nns::to_svg(nns::summary_view{}), "<g>") == 0);
}

TEST_CASE("a page has its totals, and rows in blocks") {
  const std::string page = nns::to_html(nns::summary<net>);
  CHECK(has(page, "<h1>net</h1>\n<p class=\"soft\">4x4x1 to 3, 5 rows."));
  CHECK(has(page, "<dt>forward + backward</dt><dd><strong>288 MAC</strong>"));  // 3 96
  CHECK(has(page, "<dt>trainable parameters</dt><dd><strong>51</strong>"));    // 55 - 2 2: two moving averages
  CHECK_FALSE(has(page, "<h2>Budget</h2>"));
  CHECK(has(page, "<th scope=\"col\" class=\"number\">forward MACs</th>"));
  CHECK(has(page, "<tr class=\"block\" data-block=\"0\"><td class=\"name\" style=\"--depth:0\">block</td>"
                  "<td>sequential</td><td data-value=\"8\">2x2x2</td>"
                  "<td data-value=\"72\" class=\"number\">72</td>"
                  "<td data-value=\"72\" class=\"number share\" style=\"--part:0.750000\">75.0%</td>"
                  "<td data-value=\"28\" class=\"number\">28</td><td data-value=\"16\" class=\"number\">16</td></tr>"));
  CHECK(has(page, "<tr data-box=\"0\"><td class=\"name\" style=\"--depth:1\">"
                  "<span class=\"prefix\">block/<wbr/></span>conv2d</td>"));
  CHECK(has(page, "<tr><td class=\"name\" style=\"--depth:0\">flatten</td>"));
  CHECK(has(page, "<tfoot><tr><td class=\"name\" style=\"--depth:0\">total</td><td></td><td data-value=\"3\">3</td>"));
}

struct of_any_length : nns::sequential<input<-1, 3>, dense<5>> {};

TEST_CASE("a page says which limits are kept") {
  const nns::budget limits{.forward = 128_MAC, .training = 200_MAC, .activations = 46};
  const std::string page = nns::to_html(nns::summary<net>, {.limits = limits});
  const std::string budget = between(page, "<table id=\"budget\">", "</table>");
  CHECK(times(budget, "<tr>") == 4);  // the heading too
  CHECK(has(budget, "<td>forward</td><td class=\"kept\">kept</td><td class=\"number\">96 MAC</td><td class=\"number\">128 MAC</td>"
                    "<td><span class=\"gauge\" style=\"--part:0.750000\"></span>75.0%</td></tr>"));
  CHECK(has(budget, "<td>training</td><td class=\"broken\">exceeded by 88</td><td class=\"number\">288 MAC</td>"));
  CHECK(has(budget, "<span class=\"gauge full\" style=\"--part:1.000000\"></span>144.0%</td></tr>"));
  CHECK(has(budget, "<td>activations</td><td class=\"kept\">kept</td><td class=\"number\">46</td>"));
  CHECK(has(nns::to_html(nns::summary<net>, {.limits = {.forward = 8_MAC}}), "</span>12 times</td></tr>"));

  CHECK(has(nns::to_html(nns::summary<of_any_length>, {.limits = {.forward = 1_GMAC}}),
            "<td class=\"broken\">not known</td>"));
}

TEST_CASE("a page has the columns and the depth that are asked for") {
  const std::string page = nns::to_html(nns::summary<net>, {.depth = 0, .columns = "name inputs depth"});
  CHECK(has(page, "<td class=\"name\" style=\"--depth:0\">block</td><td>input</td>"
                  "<td data-value=\"0\" class=\"number\">0</td></tr>"));
  CHECK_FALSE(has(page, "<tr class=\"block\""));
  // Without names there is nothing to open and close.
  CHECK_FALSE(has(nns::to_html(nns::summary<net>, {.columns = "kind"}), "data-box"));
  CHECK_THROWS_AS(nns::to_html(nns::summary<net>, {.columns = "price"}), std::invalid_argument);
  CHECK(has(nns::to_html(nns::summary_view{}), "<tbody>\n</tbody>"));
}

// In bars as in the table a block comes before its layers: closed, with their sums.
TEST_CASE("the bars of a page stand in blocks that open") {
  const std::string chart = between(nns::to_html(nns::summary<net>), "id=\"chart\"", "<h2>");
  CHECK(times(chart, "<details>") == 1);
  const std::string block = between(chart, "<details><summary", "</summary>");
  CHECK(has(block, ">block</span>"));
  CHECK(has(block, "--part:1.000000\">75.0%<"));  // 72 of 96, the largest
  CHECK(has(between(chart, "<details>", "</details>"), ">conv2d</span>"));
  CHECK(has(chart, "title=\"conv2d 2x2x2 (kernel 3), 72 MACs, 20 parameters, 8 activations\""));
  CHECK(has(chart, "title=\"dense 3 (softmax), 24 MACs, 27 parameters, 6 activations\""));
  const std::string few = nns::to_html(nns::summary<net>, {.bars = 2});
  CHECK(has(few, ">the other 2</span>"));  // input and flatten
  CHECK(times(nns::to_html(nns::summary<net>), ">net<") == 2);  // the title, and the heading
}

TEST_CASE("a page draws the network") {
  const std::string drawing = between(nns::to_html(nns::summary<net>), "<h2>The network</h2>", "</svg>");
  CHECK(times(drawing, "<rect class=\"level") == 5);
  CHECK(times(drawing, "<polygon") == 4);  // an arrow between each two
  CHECK(times(drawing, "class=\"frame\"") == 1);
  CHECK(has(drawing, ">kernel 3</text>"));
  CHECK(has(drawing, ">72 MAC, 20 parameters</text>"));
  CHECK(times(nns::to_html(nns::summary<net>, {.depth = 0}), "<rect class=\"level") == 4);
}

struct staged : nns::sequential<input<4>, named<"stage", sequential<repeat<3, named<"unit", dense<4>, relu>>>>> {};

TEST_CASE("a page names copies inside their box without the box's name") {
  const std::string page = nns::to_html(nns::summary<staged>, {.fold = true});
  CHECK(has(between(page, "<h2>The network</h2>", "</svg>"), ">unit ... unit_2 (3 x)</text>"));
  CHECK(has(page, "<span class=\"prefix\">stage/<wbr/></span>unit ... unit_2 (3 x)</td>"));
}

struct smaller : nns::sequential<
    input<4, 4, 1>,
    named<"block", conv2d<2, kernel<3>>, batch_normalization<>>,
    flatten,
    dense<2, softmax>> {};

// 24 become 16 multiply-adds, and 27 become 18 parameters: 8 of 96, and 9 of 55, less.
TEST_CASE("a page of a difference") {
  const std::string page = nns::to_html(nns::diff(nns::summary<net>, nns::summary<smaller>));
  CHECK(has(page, "<h1>net \xE2\x86\x92 smaller</h1>"));
  CHECK(has(page, "<p class=\"soft\">1 layer changed.</p>"));
  CHECK(has(page, "96 \xE2\x86\x92 88 <span class=\"less\">\xE2\x88\x92""8.3%</span>"));
  CHECK(has(page, "<td data-value=\"-9\" class=\"number\">27 \xE2\x86\x92 18 "
                  "<span class=\"less\">\xE2\x88\x92""33.3%</span></td>"));
  CHECK(has(nns::to_html(nns::diff(nns::summary<net>, nns::summary<net>)), "No layer has changed."));
}

template <int Units, int Wide>
struct point : nns::sequential<input<10>, dense<Wide>, dense<Units>> {};

// (10 w + w u) multiply-adds and w + u parameters more: of w = 1, 2, 3 and u = 9, 9, 1 the points are
// (19, 29), (38, 49), (33, 37); the first has least of both.
TEST_CASE("a scatter marks what nothing beats") {
  const auto models = nns::compare<point<9, 1>, point<9, 2>, point<1, 3>>();
  const std::string svg = nns::to_svg(models);
  CHECK(times(svg, "<circle class=\"nns-best\"") == 1);
  CHECK(times(svg, "<circle class=\"nns-point\"") == 2);
  CHECK(has(svg, "than these: point&lt;9, 1&gt;.</desc>"));
  CHECK(times(svg, ">point&lt;1, 3&gt;</text>") == 1);
  CHECK(has(nns::to_svg(models, {.against = nns::scatter_axis::activation_bytes}), "activations in bytes"));
  CHECK(has(nns::to_html(models), "<h2>Multiply-adds and parameters</h2>"));
  CHECK(has(nns::to_html(models), "<h1>3 models</h1>"));
  CHECK(has(nns::to_svg(nns::compare<nns::sequential<input<3>, relu>>()), " 1 without a point"));
}

}  // namespace
