// Reports of totals that count more than multiply-adds say so.
#include <nns/report/comparison.hpp>
#include <nns/report/dot.hpp>
#include <nns/report/diff.hpp>
#include <nns/report/html.hpp>
#include <nns/report/recorded.hpp>
#include <nns/report/stream.hpp>
#include <nns/report/svg.hpp>
#include <nns/nns.hpp>

#include "catch.hpp"

#include <sstream>
#include <stdexcept>
#include <string>

namespace {

using namespace nns::layers;
using nns::convention::element_wise;

// 4 rows of 8 times an 8 x 16 matrix, 512 multiply-adds, and a bias for each of 64 outputs.
struct rows : nns::sequential<input<4, 8>, dense<16>> {};

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST_CASE("a summary of operations is headed by its unit") {
  const std::string text = nns::to_text(nns::summary<rows, element_wise>);
  CHECK(has(text, "forward operations"));
  CHECK(has(text, "576"));
  CHECK_FALSE(has(text, "MAC"));
  CHECK(has(nns::to_text(nns::summary<rows>), "forward MACs"));
  CHECK(has(nns::to_html(nns::summary<rows, element_wise>), "576 OP"));
  CHECK(has(nns::to_dot(nns::summary<rows, element_wise>), "576 OP"));
  CHECK(has(nns::to_svg(nns::summary<rows, element_wise>), "Of 576 operations"));
  CHECK(has(nns::to_svg(nns::summary<rows>), "Of 512 MACs"));
}

// Four rows of 8 times an 8 x 12 matrix, 384 multiply-adds, and 48 biases.
struct fewer : nns::sequential<input<4, 8>, dense<12>> {};

TEST_CASE("a difference, and what was recorded, have the unit of what they count") {
  const std::string json = nns::to_json(nns::summary<rows, element_wise>);
  CHECK(has(json, "\"unit\": \"OP\""));
  CHECK_FALSE(has(nns::to_json(nns::summary<rows>), "unit"));
  CHECK_FALSE(has(nns::to_csv(nns::summary<rows>), "unit"));
  const nns::recorded of_json(json);
  const nns::recorded of_csv(nns::to_csv(nns::summary<rows, element_wise>));
  REQUIRE(of_json);
  REQUIRE(of_csv);
  for (const nns::recorded* was : {&of_json, &of_csv}) {
    CHECK(was->summary().unit == "OP");
    CHECK(nns::diff(*was, nns::summary<rows, element_wise>).empty());
    const nns::difference d = nns::diff(*was, nns::summary<fewer, element_wise>);
    CHECK(has(nns::to_text(d), "forward operations"));
    CHECK(has(nns::to_text(d), "576 -> 432"));
    CHECK_FALSE(has(nns::to_text(d), "MAC"));
    CHECK_FALSE(has(nns::to_html(d), "MAC"));
    CHECK(has(nns::to_json(d), "\"unit\": \"OP\""));
    CHECK(has(nns::to_csv(d), ",OP\n"));
  }
  CHECK_THROWS_AS(nns::diff(of_json, nns::summary<rows>), std::invalid_argument);
  CHECK(has(nns::recorded("name,unit\na,FLOP\n").error(), "line 2: `unit` is MAC or OP: FLOP"));
}

TEST_CASE("operations are printed with their unit") {
  std::ostringstream out;
  out << nns::forward<rows, element_wise> << "; " << nns::to_flops(nns::forward<rows, element_wise>);
  CHECK(out.str() == "576 OP; 1,088 FLOP");
  CHECK(nns::to_text(nns::ops{2'500'000}) == "2.50 MOP");
}

TEST_CASE("a comparison has a column for them where there are any") {
  const auto both = nns::compare<element_wise, rows>();
  CHECK(has(nns::to_text(both), "operations"));
  CHECK(has(nns::to_json(both), "\"macs\": 512"));
  CHECK(has(nns::to_json(both), "\"ops\": 576"));
  CHECK_FALSE(has(nns::to_json(nns::compare<rows>()), "ops"));
  CHECK_FALSE(has(nns::to_text(nns::compare<rows>()), "operations"));
  // A view of a summary knows the sum only: how many are multiply-adds is not known, and not guessed.
  const nns::comparison_row one = nns::compare_one(nns::summary<rows, element_wise>, nns::input_shapes<rows>);
  CHECK(one.costs.ops.count == 576);
  CHECK(one.costs.macs.count == nns::unknown);
}

}  // namespace
