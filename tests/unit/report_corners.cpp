// Reports at their corners: what a cell, a list of columns or a stream does with what is rare.
#include "catch.hpp"

#include <nns/nns.hpp>
#include <nns/report/csv.hpp>
#include <nns/report/diff.hpp>
#include <nns/report/stream.hpp>
#include <nns/report/text.hpp>

#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

using namespace nns::layers;
using namespace nns::literals;

namespace {

template <class T>
std::string printed(const T& t) {
  std::ostringstream out;
  out << t;
  return out.str();
}

TEST_CASE("quantities by themselves") {
  CHECK(nns::to_text(nns::macs{nns::unknown}) == "? MAC");
  CHECK(nns::to_text(840_MAC) == "840 MAC");
  CHECK(nns::to_text(4.09_GMAC) == "4.09 GMAC");
  CHECK(nns::to_text(1.5_kB) == "1.50 kB");
  CHECK(printed(nns::macs{nns::unknown}) == "? MAC");
  CHECK(printed(416'520_MAC) == "416,520 MAC");
  CHECK(printed(nns::shape{28, nns::shape::unknown}) == "28x?");
  CHECK(printed(nns::phase::training) == "training");
}

// A model that was refused has said why when it was compiled.
TEST_CASE("a refused model prints nothing") {
  CHECK(printed(nns::detail::no_answer{}).empty());
  CHECK(printed(nns::detail::no_summary{}).empty());
  CHECK(nns::to_text(nns::detail::no_answer{}).empty());
}

struct merged : nns::graph<node<"a", input<3>>, node<"b", input<3>>, node<"sum", add<>, "a", "b">> {};

TEST_CASE("a table's inputs, exact numbers and names with a minus") {
  CHECK(nns::to_text(nns::summary<merged>, {.columns = "name inputs"}) ==
        "merged\n"
        "name   inputs\n"
        "-------------\n"
        "a\n"
        "b\n"
        "sum    a, b\n"
        "-------------\n"
        "total\n");
  const std::string text = nns::to_text(nns::summary<merged>, {.columns = "name non_trainable_parameters"});
  CHECK(text.find("non-trainable parameters") != std::string::npos);
}

TEST_CASE("columns that are not there, and too many of them") {
  CHECK_THROWS_AS(nns::to_csv(nns::summary<merged>, {.columns = "name size"}), std::invalid_argument);
  const std::string long_list(10'000, 'n');
  CHECK_THROWS_AS(nns::column_names(nns::text{long_list.data(), long_list.size()}), std::length_error);
  CHECK(nns::report::are_columns<nns::report::layer_row>("name  forward "));
  CHECK_FALSE(nns::report::are_columns<nns::report::layer_row>("name forwards"));
}

struct narrow : nns::sequential<input<4>, named<"a", dense<3>>> {};
struct wide : nns::sequential<input<2, 4>, named<"a", dense<5>>> {};

// 4 3 = 12 and 2 4 5 = 40 multiply-adds
TEST_CASE("a field that holds what was and what is") {
  CHECK(nns::to_csv(nns::diff(nns::summary<narrow>, nns::summary<wide>), {.columns = "name output forward"}) ==
        "name,output,forward\n"
        "input,4;2x4,0\n"
        "a,3;2x5,12;40\n"
        "total,3;2x5,12;40\n");
}

TEST_CASE("a comparison's row of a summary is that of its model") {
  const std::vector<nns::shape> inputs{nns::shape{4}};
  const nns::comparison_row made = nns::compare_one(nns::summary<narrow>, inputs, nns::phase::training, nns::batch{8});
  const nns::comparison_row asked = nns::compare_one<narrow>(nns::phase::training, nns::batch{8});
  CHECK(made.name == asked.name);
  // 8 instances of 3 12 multiply-adds, 12 + 3 parameters, 2 (4 + 3) elements each
  CHECK(made.costs.macs == 288_MAC);
  CHECK(made.costs.parameters == 15);
  CHECK(made.costs.activations == 112);
  CHECK(made.costs.macs == asked.costs.macs);
  CHECK(made.costs.activation_bytes == asked.costs.activation_bytes);
  CHECK(made.input_shapes[0] == asked.input_shapes[0]);
}

// Over 2,000 rows that have all changed are paired in their order: to align them all would take too long.
template <std::int64_t Units>
using column_of = nns::sequential<input<Units>, repeat<2'100, dense<Units>>>;

TEST_CASE("long networks that differ everywhere are compared in their order") {
  using summary_type = std::remove_const_t<decltype(nns::summary<column_of<2>>)>;
  const auto make = [](nns::detail::step run) {
    return std::make_unique<summary_type>(nns::text{"column"}, run, nns::convention::standard);
  };
  const auto before = make(nns::detail::step_of<column_of<2>>);
  const auto after = make(nns::detail::step_of<column_of<3>>);
  const nns::difference d = nns::diff(*before, *after);
  const std::vector<nns::diff_row> rows = d.rows();
  // The input and 2,100 layers, changed each
  REQUIRE(rows.size() == 2'101);
  CHECK(rows[2'100].change == nns::change::changed);
  CHECK(rows[2'100].before.output == nns::shape{2});
  CHECK(rows[2'100].after.output == nns::shape{3});
}

}  // namespace
