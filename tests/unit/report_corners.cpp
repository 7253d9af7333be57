// Reports at their corners: what a cell, a list of columns or a stream does with what is rare.
#include "catch.hpp"

#include <nns/nns.hpp>
#include <nns/report/comparison.hpp>
#include <nns/report/csv.hpp>
#include <nns/report/detail/json_value.hpp>
#include <nns/report/diff.hpp>
#include <nns/report/dot.hpp>
#include <nns/report/html.hpp>
#include <nns/report/json.hpp>
#include <nns/report/markdown.hpp>
#include <nns/report/mermaid.hpp>
#include <nns/report/static_text.hpp>
#include <nns/report/stream.hpp>
#include <nns/report/svg.hpp>
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

template <class Put>
std::string put(const Put& how) {
  return nns::report::to_string([&](nns::report::writer& w) { how(w); });
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("a part of nothing, and of what is not known") {
  using nns::report::writer;
  CHECK(put([](writer& w) { nns::report::put_percent(w, 1, nns::unknown); }) == "?");
  CHECK(put([](writer& w) { nns::report::put_percent(w, nns::unknown, 1); }) == "?");
  CHECK(put([](writer& w) { nns::report::put_percent(w, 1, 3); }) == "33.3%");
  CHECK(put([](writer& w) { nns::report::put_fraction(w, 1, 0); }) == "0.000000");
  CHECK(put([](writer& w) { nns::report::put_fraction(w, 1, 3); }) == "0.333333");
}

// RFC 3629, section 4: how many bytes a character has by its first ones; 0 where they are none.
TEST_CASE("characters are UTF-8") {
  const auto length = [](const std::string& bytes) {
    return nns::report::character_length({bytes.data(), bytes.size()});
  };
  for (const char* one : {"a", "\x7F"}) CHECK(length(one) == 1);
  for (const char* two : {"\xC2\x80", "\xDF\xBF"}) CHECK(length(two) == 2);
  for (const char* three : {"\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80", "\xEF\xBF\xBF"}) CHECK(length(three) == 3);
  for (const char* four : {"\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) CHECK(length(four) == 4);
  for (const char* none : {"\x80", "\xC1\x80", "\xC2", "\xC2x", "\xC2\xC0", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xE2\x82",
                           "\xE2\x82x", "\xE2\x82\xC0", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80",
                           "\xF0\x9F\x98", "\xF0\x9F\x98x", "\xFF"})
    CHECK(length(none) == 0);
}

// 2 3 = 6 multiply-adds; the names have a character that no line shows, and one that no XML holds (U+FFFE).
struct odd : nns::sequential<input<2>, named<"a\x7F", dense<3>>, named<"b\xEF\xBF\xBE", dense<3>>,
                             named<"a_long_name_that_stands_as_it_is", dense<1>>> {};

TEST_CASE("names that nobody could read are shown, and long ones whole where it is asked for") {
  const std::string text = nns::to_text(nns::summary<odd>, {.columns = "name", .name_width = 12});
  CHECK(has(text, "\na\\x7f\n"));
  CHECK(has(text, "\na_l...t_is\n") == false);
  CHECK(has(text, "\na_l...as_it_is\n") == false);
  // A third of what is left by the dots is the beginning: 3 of 9.
  CHECK(has(text, "\na_l..._it_is\n"));
  for (const int width : {0, -1, 2, 3}) {
    INFO(width);
    CHECK(has(nns::to_text(nns::summary<odd>, {.columns = "name", .name_width = width}),
              "\na_long_name_that_stands_as_it_is\n"));
  }
  for (const std::string& picture : {nns::to_svg(nns::summary<odd>), nns::to_html(nns::summary<odd>)}) {
    CHECK(has(picture, "b\xEF\xBF\xBD"));
    CHECK_FALSE(has(picture, "\xEF\xBF\xBE"));
  }
}

TEST_CASE("a diagram from left to right, and nodes that stand for several rows") {
  struct blocks : nns::sequential<input<2>, named<"block", dense<3>, dense<3>>, dense<1>> {};
  const std::string dot = nns::to_dot(nns::summary<blocks>, {.depth = 0, .direction = nns::flow::right});
  CHECK(has(dot, "rankdir=LR;"));
  CHECK(has(dot, "peripheries=2"));
  CHECK(has(nns::to_dot(nns::summary<blocks>), "rankdir=TB;"));
  CHECK_FALSE(has(nns::to_dot(nns::summary<blocks>), "peripheries=2"));
  CHECK(has(nns::to_mermaid(nns::summary<blocks>, {.direction = nns::flow::right}), "flowchart LR"));
}

TEST_CASE("a page of a model with two inputs, without bars, and with a limit of nothing") {
  const std::string page =
      nns::to_html(nns::summary<merged>, {.columns = "name inputs", .limits = {.parameters = 0}, .bars = 0});
  CHECK(has(page, "3, 3 to 3, 3 rows."));
  CHECK(has(page, "<td>a, b</td>"));
  // No part of a limit of 0 can be shown.
  CHECK(has(page,
            "<td>parameters</td><td class=\"kept\">kept</td><td class=\"number\">0</td><td class=\"number\">0</td><td></td>"));
}

TEST_CASE("a table has the depth, and the bytes with their unit where every digit is shown") {
  struct block : nns::sequential<input<2>, named<"block", dense<3>, dense<3>>> {};
  CHECK(has(nns::to_text(nns::summary<block>, {.columns = "name depth"}), "\nblock/dense        1\n"));
  // 4 bytes for each of 2 3 + 3 and 3 3 + 3 parameters
  const std::string exact = nns::to_text(nns::compare<block>(), {.columns = "name parameter_bytes", .exact = true});
  CHECK(has(exact, "model size in bytes"));
  CHECK(has(exact, " 84\n"));
}

TEST_CASE("the rows that are left out of a chart are the smallest; of equal ones, the last") {
  struct equals : nns::sequential<input<2>, repeat<5, dense<2>>> {};
  const std::string svg = nns::to_svg(nns::summary<equals>, {.rows = 3});
  CHECK(has(svg, "<g><title>dense_1:"));
  CHECK_FALSE(has(svg, "<g><title>dense_4:"));
  // One that is not known may be the largest.
  struct open : nns::sequential<input<-1, 2>, dense<2>, dense<2>, flatten> {};
  const std::string page = nns::to_svg(nns::summary<open>, {.rows = 1});
  CHECK(has(page, "<g><title>dense:"));
}

TEST_CASE("columns that are not there, and too many of them") {
  CHECK_THROWS_AS(nns::to_csv(nns::summary<merged>, {.columns = "name size"}), std::invalid_argument);
  const std::string long_list(10'000, 'n');
  CHECK_THROWS_AS(nns::column_names(nns::text{long_list.data(), long_list.size()}), std::length_error);
  CHECK(nns::report::are_columns<nns::report::layer_row>("name  forward "));
  CHECK_FALSE(nns::report::are_columns<nns::report::layer_row>("name forwards"));
  CHECK_FALSE(nns::report::are_columns<nns::report::layer_row>("forwards name"));
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

struct open_ended : nns::sequential<input<-1, 3>, dense<2>> {};
struct closed : nns::sequential<input<5, 3>, dense<2>> {};

// 5 3 2 = 30 multiply-adds, or nobody knows how many
TEST_CASE("what is not known is empty in CSV, and null in JSON, beside what is") {
  const std::string known_now =
      nns::to_csv(nns::diff(nns::summary<open_ended>, nns::summary<closed>), {.columns = "name forward"});
  CHECK(has(known_now, "\ndense,;30\n"));
  const std::string known_before =
      nns::to_csv(nns::diff(nns::summary<closed>, nns::summary<open_ended>), {.columns = "name forward"});
  CHECK(has(known_before, "\ndense,30;\n"));
  const std::string json = nns::to_json(nns::summary<open_ended>, {.columns = "name forward share"});
  CHECK(has(json, R"({"name": "input", "forward": 0, "share": null})"));
  CHECK(has(json, R"({"name": "dense", "forward": null, "share": null})"));
  const std::string known = nns::to_json(nns::summary<closed>, {.columns = "name forward share"});
  CHECK(has(known, R"({"name": "input", "forward": 0, "share": 0.000000})"));
  CHECK(has(known, R"({"name": "dense", "forward": 30, "share": 1.000000})"));
}

TEST_CASE("numbers with a prefix and without one stand below each other") {
  const std::vector<nns::layer_summary> rows{{.name = "large", .kind = "dense", .forward = nns::macs{5'000'000'000}},
                                             {.name = "small", .kind = "dense", .forward = nns::macs{840}}};
  const std::string text = nns::to_text(nns::summary_view{"both", rows, rows[0]}, {.columns = "name forward"});
  CHECK(has(text, "\nlarge  5.00 GMAC\n"));
  CHECK(has(text, "\nsmall   840  MAC\n"));
}

TEST_CASE("headings are the columns' names in words, and a cell may hold nothing") {
  CHECK(has(nns::to_text(nns::summary<narrow>, {.columns = "name trainable_parameters"}), "trainable parameters\n"));
  struct longer : nns::sequential<input<4>, named<"a", dense<3>>, named<"b", relu>> {};
  CHECK(has(nns::to_text(nns::diff(nns::summary<narrow>, nns::summary<longer>), {.columns = "name_before name output"}),
            "\n             b      3\n"));
}

// CommonMark: an underscore between letters is none of its marks; behind a brace it may be.
TEST_CASE("an underscore beside what is no letter is escaped in Markdown") {
  struct braces : nns::sequential<input<4>, named<"a{_b", dense<3>>, named<"c_d", dense<3>>> {};
  const std::string markdown = nns::to_markdown(nns::summary<braces>, {.columns = "name"});
  CHECK(has(markdown, "| a{\\_b |"));
  CHECK(has(markdown, "| c_d "));
}

// XML 1.0, section 2.2: U+FFFF is no character, as U+FFFE is none.
TEST_CASE("the last character of the plane is none in a picture") {
  struct last : nns::sequential<input<2>, named<"b\xEF\xBF\xBF", dense<3>>> {};
  CHECK(has(nns::to_svg(nns::summary<last>), "b\xEF\xBF\xBD"));
  CHECK_FALSE(has(nns::to_svg(nns::summary<last>), "\xEF\xBF\xBF"));
}

TEST_CASE("of many equal rows a chart shows the first") {
  struct equals : nns::sequential<input<2>, repeat<40, dense<2>>> {};
  const std::string svg = nns::to_svg(nns::summary<equals>, {.rows = 4});
  for (const char* shown : {"dense:", "dense_1:", "dense_2:", "dense_3:"})
    CHECK(has(svg, std::string("<g><title>") + shown));
  CHECK_FALSE(has(svg, "<g><title>dense_4:"));
  CHECK_FALSE(has(svg, "<g><title>dense_39:"));
}

// RFC 8259: escapes of two, four and twice four hexadecimal digits; and where a text is none.
TEST_CASE("JSON that somebody else has written") {
  const auto read = [](const std::string& json) {
    nns::report::json_reader reader(json);
    const nns::report::json_value v = reader.read();
    return reader.expected().empty() ? v.string : "expects " + reader.expected();
  };
  CHECK(read(R"("a\"\\\/\b\f\n\r\tz")") == "a\"\\/\b\f\n\r\tz");
  CHECK(read(R"("\u0041\u00e9\u20AC\ud83d\ude00")") == "A\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80");
  CHECK(read(R"("\u00g1")") == "expects four hexadecimal digits");
  CHECK(read(R"("\u00)") == "expects four hexadecimal digits");
  CHECK(read(R"("\x")") == "expects an escape");
  CHECK(read("\"\\") == "expects an escape");
  CHECK(read("\"line\nbreak\"") == "expects a closing quote");
  CHECK(read("\"no end") == "expects a closing quote");
  CHECK(read("") == "expects a value");
  CHECK(read("!") == "expects a value");
  CHECK(read("1 2") == "expects the end");
  CHECK(read("[1 2]") == "expects a comma or ]");
  CHECK(read("{1: 2}") == "expects a key in quotes");
  CHECK(read("{\"a\" 2}") == "expects a colon");
  CHECK(read("{\"a\": 2") == "expects a comma or }");
  CHECK(read(std::string(100, '[')) == "expects a value");  // 64 deep, no deeper
  CHECK(read("{}").empty());
  const auto number = [](const std::string& json) {
    nns::report::json_reader reader(json);
    return reader.read();
  };
  CHECK(number("-12").number == -12);
  CHECK(number("-12").is_integer);
  CHECK_FALSE(number("1.5").is_integer);
  CHECK_FALSE(number("99999999999999999999").is_integer);
  CHECK(number("false").type == nns::report::json_type::truth);
  CHECK_FALSE(number("false").truth);
  CHECK(number("true").truth);
  CHECK(number("null").type == nns::report::json_type::null);
}

TEST_CASE("where two texts differ first") {
  using nns::report::first_difference;
  CHECK(first_difference("a\nb\n", "a\nb\n").line == 0);
  const auto d = first_difference("one\ntwo\nthree", "one\ntwice\nthree");
  CHECK(d.line == 2);
  CHECK(d.got.first == 4);
  CHECK(d.got.last == 7);
  CHECK(d.expected.last == 9);
  CHECK(first_difference("one\n", "one\ntwo").line == 2);
  CHECK(nns::static_text<merged>.size() == nns::to_text(nns::summary<merged>).size());
  CHECK(nns::static_text<merged>.data()[0] == 'm');
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
