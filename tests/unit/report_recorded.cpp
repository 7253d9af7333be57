// A summary that a report wrote, read back: the same reports, and no difference.
#include "catch.hpp"

#include <nns/nns.hpp>
#include <nns/report/approval.hpp>
#include <nns/report/html.hpp>
#include <nns/report/mermaid.hpp>
#include <nns/report/recorded.hpp>
#include <nns/zoo/original.hpp>

#include <filesystem>
#include <fstream>
#include <string>

using namespace nns::layers;

namespace {

struct odd : nns::sequential<
    input<-1, 2>, named<"a,b", dense<2>>, named<"say \"c\"", frozen<dense<2>>>, named<"two\nlines", flatten>,
    named<"\xC3\xA4\xF0\x9F\x98\x80\\", lambda<decltype([](nns::shape) { return nns::shape{}; })>>> {};

struct two_towers : nns::graph<
    node<"left", input<8>>, node<"right", input<8>>, node<"l", dense<4>, "left">, node<"r", dense<4>, "right">,
    node<"both", add<>, "l", "r">, node<"out", named<"head", sequential<dense<3>, dense<2, softmax>>>, "both">> {};

struct two_heads : nns::graph<node<"in", input<8>>, node<"a", dense<4>, "in">, node<"b", dense<3>, "in">,
                              outputs<"a", "b">> {};

constexpr nns::text all =
    "name kind output forward backward parameters trainable_parameters non_trainable_parameters trainable activations "
    "depth inputs options";

void check(const nns::summary_view& s) {
  const std::string json = nns::to_json(s, {.columns = all});
  const nns::recorded from_json(json);
  INFO(json);
  INFO(from_json.error());
  REQUIRE(from_json);
  CHECK(nns::to_json(from_json, {.columns = all}) == json);
  CHECK(nns::to_mermaid(from_json).size() > 20);
  CHECK(nns::diff(from_json, s).empty());
  CHECK(nns::diff(s, from_json).empty());

  const std::string csv = nns::to_csv(s, {.columns = all});
  const nns::recorded from_csv(csv, std::string(s.name));
  INFO(from_csv.error());
  REQUIRE(from_csv);
  CHECK(nns::to_csv(from_csv, {.columns = all}) == csv);
  CHECK(from_csv.summary().name == s.name);
  CHECK(nns::diff(from_csv, s).empty());
}

TEST_CASE("what a report wrote is read back") {
  check(nns::summary<odd>);
  check(nns::summary<two_towers>);
  check(nns::summary<two_heads>);
  check(nns::summary<nns::zoo::original::resnet50>);
}

TEST_CASE("what a report writes without being asked for columns is enough") {
  const nns::recorded again(nns::to_json(nns::summary<two_towers>));
  REQUIRE(again);
  CHECK(nns::to_text(again) == nns::to_text(nns::summary<two_towers>));
  CHECK(nns::to_html(again).find("two_towers") != std::string::npos);
  const nns::recorded csv(nns::to_csv(nns::summary<two_towers>), "two_towers");
  REQUIRE(csv);
  CHECK(nns::to_text(csv) == nns::to_text(nns::summary<two_towers>));
}

TEST_CASE("compositions with names are found again") {
  const nns::recorded again(nns::to_json(nns::summary<two_towers>));
  CHECK(nns::to_csv(again, {.depth = 0, .columns = "name forward parameters"}) ==
        nns::to_csv(nns::summary<two_towers>, {.depth = 0, .columns = "name forward parameters"}));
}

TEST_CASE("a number whose column is not there is not known, and a total is added up") {
  const nns::recorded some("name,kind,forward\na,dense,12\nb,dense,\nc,dense,30\n");
  REQUIRE(some);
  CHECK(some.summary().layers[0].forward.count == 12);
  CHECK(some.summary().layers[0].parameters == nns::unknown);
  CHECK(some.summary().layers[1].forward.count == nns::unknown);
  CHECK(some.summary().total.forward.count == nns::unknown);
  const nns::recorded known("name,forward\na,12\nc,30\n");
  CHECK(known.summary().total.forward.count == 42);
}

// (8 4) and (4 3), (3 2) multiply-adds; what the file does not have is not compared.
struct small : nns::sequential<input<8>, dense<4>, dense<3>, dense<2>> {};

TEST_CASE("columns that were not written are not compared") {
  const nns::recorded some("name,kind,forward\ninput,input,0\ndense,dense,32\ndense_1,dense,12\ndense_2,dense,6\n");
  CHECK(nns::diff(some, nns::summary<small>).rows().empty());
  CHECK(nns::diff(nns::summary<small>, some).empty());
  const nns::recorded other("name,kind,forward\ninput,input,0\ndense,dense,32\ndense_1,dense,20\ndense_2,dense,10\n");
  CHECK(nns::to_text(nns::diff(other, nns::summary<small>), {.columns = "change name forward"}) ==
        "small\n"
        "change   name          forward MACs\n"
        "-----------------------------------\n"
        "changed  dense_1  20 -> 12 (-40.0%)\n"
        "changed  dense_2   10 -> 6 (-40.0%)\n"
        "-----------------------------------\n"
        "         total    62 -> 50 (-19.4%)\n");
}

std::string error_of(const std::string& content) { return nns::recorded(content).error(); }

TEST_CASE("what cannot be read says where, and why") {
  const std::string start = "nns: the recorded summary cannot be read: line ";
  CHECK(error_of("") == start + "1: the first line has no column `name`");
  CHECK(error_of("layer,cost\na,3\n") == start + "1: the first line has no column `name`");
  CHECK(error_of("name,forward\na,3\nb,many\n") == start + "3: `forward` is not an integer: many");
  CHECK(error_of("name,forward\na,3,4\n") == start + "2: the line has too many or too few fields");
  CHECK(error_of("name,output\na,wide\n") == start + "2: `output` is not a shape: wide");
  CHECK(error_of("{\n\"layers\": [}") == start + "2: expected a value");
  CHECK(error_of("{\"layers\": [{\"name\": \"a\",\n\"forward\": 1.5}]}") == start + "2: `forward` is not an integer");
  CHECK(error_of("{\"class_name\": \"Sequential\"}") ==
        start + "1: there is no list `layers`: this is not a summary written by nns::to_json");
  CHECK(error_of("[{\"name\": \"a\"}]") == start + "1: this is a list: a comparison of models is not a summary");
  CHECK(error_of("{\"before\": \"a\", \"after\": \"b\", \"layers\": []}") ==
        start + "1: this is a difference; a summary has `layers`, and neither `before` nor `after`");
  CHECK(nns::recorded::file("no/such/file.json").error() ==
        "nns: the recorded summary cannot be read: there is no file no/such/file.json");
}

// JSON is cut off everywhere: what is left is refused, and nothing is read behind the end.
TEST_CASE("half a file is refused") {
  const std::string json = nns::to_json(nns::summary<two_towers>);
  for (std::size_t size = 1; size != json.size() - 1; ++size) {
    INFO(size);
    REQUIRE_FALSE(nns::recorded(json.substr(0, size)));
  }
}

TEST_CASE("a recorded summary is approved as any other") {
  const auto file = std::filesystem::temp_directory_path() / "nns_recorded.csv";
  std::ofstream(file, std::ios::binary) << nns::to_csv(nns::summary<two_towers>, {.columns = nns::report::approved_columns});
  const nns::recorded again(nns::to_json(nns::summary<two_towers>, {.columns = all}));
  CHECK(nns::approve(again, file));
  std::filesystem::remove(file);
}

}  // namespace
