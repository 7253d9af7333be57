// Reports of totals that count more than multiply-adds say so.
#include <nns/report/comparison.hpp>
#include <nns/report/dot.hpp>
#include <nns/report/html.hpp>
#include <nns/report/stream.hpp>
#include <nns/report/svg.hpp>
#include <nns/nns.hpp>

#include "catch.hpp"

#include <sstream>
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
