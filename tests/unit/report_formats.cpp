// CSV and JSON: what they say, and that readers which know only RFC 4180 and RFC 8259 read back what was meant.
#include "catch.hpp"

#include <nns/nns.hpp>
#include <nns/report/csv.hpp>
#include <nns/report/json.hpp>

#include <cstddef>
#include <string>
#include <vector>

using namespace nns::layers;

namespace {

struct net : nns::sequential<
    input<4, 4, 1>,
    named<"block", conv2d<2, kernel<3>>, batch_normalization<>>,
    flatten,
    dense<3, softmax>> {};

// The convolution: 2 2 2 9 = 72 multiply-adds, 20 parameters, 8 outputs; the normalisation: 4 + 4 parameters, half of
// them not trained; the dense layer: 8 3 = 24 multiply-adds, 27 parameters, 3 outputs twice (softmax).
TEST_CASE("a summary as CSV") {
  CHECK(nns::to_csv(nns::summary<net>) ==
        "name,kind,output,forward,backward,parameters,trainable_parameters,non_trainable_parameters,activations,"
        "depth,inputs\n"
        "input,input,4x4x1,0,0,0,0,0,16,0,\n"
        "block/conv2d,conv2d,2x2x2,72,144,20,20,0,8,1,input\n"
        "block/batch_normalization,batch_normalization,2x2x2,0,0,8,4,4,8,1,block/conv2d\n"
        "flatten,flatten,8,0,0,0,0,0,8,0,block/batch_normalization\n"
        "dense,dense,3,24,48,27,27,0,6,0,flatten\n"
        "total,total,3,96,192,55,51,4,46,0,\n");
  CHECK(nns::to_csv(nns::summary<net>, {.depth = 0, .columns = "name forward share", .total = false}) ==
        "name,forward,share\n"
        "input,0,0.000000\n"
        "block,72,0.750000\n"
        "flatten,0,0.000000\n"
        "dense,24,0.250000\n");
}

TEST_CASE("a summary as JSON") {
  CHECK(nns::to_json(nns::summary<net>, {.depth = 0}) == R"({
  "name": "net",
  "layers": [
    {"name": "input", "kind": "input", "output": [4, 4, 1], "forward": 0, "backward": 0, "parameters": 0, )"
    R"("trainable_parameters": 0, "non_trainable_parameters": 0, "activations": 16, "depth": 0, "inputs": []},
    {"name": "block", "kind": "sequential", "output": [2, 2, 2], "forward": 72, "backward": 144, "parameters": 28, )"
    R"("trainable_parameters": 24, "non_trainable_parameters": 4, "activations": 16, "depth": 0, "inputs": ["input"]},
    {"name": "flatten", "kind": "flatten", "output": [8], "forward": 0, "backward": 0, "parameters": 0, )"
    R"("trainable_parameters": 0, "non_trainable_parameters": 0, "activations": 8, "depth": 0, "inputs": ["block"]},
    {"name": "dense", "kind": "dense", "output": [3], "forward": 24, "backward": 48, "parameters": 27, )"
    R"("trainable_parameters": 27, "non_trainable_parameters": 0, "activations": 6, "depth": 0, "inputs": ["flatten"]}
  ],
  "total": {"name": "total", "kind": "total", "output": [3], "forward": 96, "backward": 192, "parameters": 55, )"
    R"("trainable_parameters": 51, "non_trainable_parameters": 4, "activations": 46, "depth": 0, "inputs": []}
}
)");
}

// Two ways that meet, both from the stem; one of them is a composition that reads it twice.
struct forked : nns::graph<
    node<"image", input<8, 8, 3>>,
    node<"stem", conv2d<4, kernel<1>>, "image">,
    node<"left", residual<conv2d<4, kernel<3>, same>>, "stem">,
    node<"right, indeed", relu, "stem">,
    node<"both", add<>, "left", "right, indeed">,
    node<"twice", add<>, "both", "both">> {};

TEST_CASE("a report can say what a row's inputs are") {
  CHECK(nns::to_csv(nns::summary<forked>, {.columns = "name inputs", .total = false}) ==
        "name,inputs\n"
        "image,\n"
        "stem,image\n"
        "left/conv2d,stem\n"
        "left/add,left/conv2d;stem\n"
        "\"right, indeed\",stem\n"
        "both,\"left/add;right, indeed\"\n"
        "twice,both;both\n");
  CHECK(nns::to_csv(nns::summary<forked>, {.depth = 0, .columns = "name inputs", .total = false}) ==
        "name,inputs\n"
        "image,\n"
        "stem,image\n"
        "left,stem\n"
        "\"right, indeed\",stem\n"
        "both,\"left;right, indeed\"\n"
        "twice,both;both\n");
}

struct of_any_length : nns::sequential<input<-1, 3>, dense<5>> {};

TEST_CASE("a number that is not known is null in JSON and empty in CSV") {
  CHECK(nns::to_json(nns::summary<of_any_length>, {.columns = "output forward share parameters"}) ==
        "{\n"
        "  \"name\": \"of_any_length\",\n"
        "  \"layers\": [\n"
        "    {\"output\": [null, 3], \"forward\": 0, \"share\": null, \"parameters\": 0},\n"
        "    {\"output\": [null, 5], \"forward\": null, \"share\": null, \"parameters\": 20}\n"
        "  ],\n"
        "  \"total\": {\"output\": [null, 5], \"forward\": null, \"share\": null, \"parameters\": 20}\n"
        "}\n");
  CHECK(nns::to_csv(nns::summary<of_any_length>, {.columns = "output forward share parameters"}) ==
        "output,forward,share,parameters\n"
        "?x3,0,,0\n"
        "?x5,,,20\n"
        "?x5,,,20\n");
}

const std::vector<std::string> odd_names = {
    "comma, inside", "\"quoted\"", "two\nlines", "return\r", " space", "back\\slash", "tab\t", std::string("nul\0!", 5),
    "\x1F\x7F", "\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80",
    "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "cut \xE2\x82"};

/// A summary with these names, made at run time.
std::vector<nns::layer_summary> rows_with(const std::vector<std::string>& names) {
  std::vector<nns::layer_summary> rows;
  for (const std::string& n : names)
    rows.push_back({.name = {n.data(), n.size()}, .kind = "dense", .output = {1}, .activations = 1});
  return rows;
}

/// The first field of each record, as RFC 4180 reads them.
std::vector<std::string> first_fields(const std::string& csv) {
  std::vector<std::string> fields;
  for (std::size_t i = 0; i < csv.size();) {
    std::string field;
    const bool quoted = csv[i] == '"';
    if (quoted) ++i;
    while (quoted ? csv[i] != '"' || csv.at(i + 1) == '"' : csv[i] != ',' && csv[i] != '\n') {
      if (quoted && csv[i] == '"') ++i;
      field += csv[i++];
    }
    if (quoted) ++i;
    i = csv.find('\n', i) + 1;
    fields.push_back(field);
  }
  return fields;
}

TEST_CASE("CSV quotes what RFC 4180 says, and keeps every byte") {
  const auto rows = rows_with(odd_names);
  const auto fields = first_fields(nns::to_csv({"odd", rows, rows[0]}, {.columns = "name forward", .total = false}));
  REQUIRE(fields.size() == odd_names.size() + 1);
  for (std::size_t i = 0; i != odd_names.size(); ++i) CHECK(fields[i + 1] == odd_names[i]);
}

/// Reads JSON as RFC 8259 has it, and UTF-8 as RFC 3629, and collects the strings. at is npos behind a fault.
struct json_reader {
  const std::string& s;
  std::size_t at = 0;
  std::vector<std::string> strings{};

  void fail() { at = std::string::npos; }
  bool failed() const { return at == std::string::npos; }
  char next() const { return failed() || at >= s.size() ? '\0' : s[at]; }
  void space() {
    while (next() == ' ' || next() == '\n') ++at;
  }
  void expect(const std::string& word) {
    if (failed() || s.compare(at, word.size(), word) != 0) return fail();
    at += word.size();
  }

  void value() {
    space();
    if (next() == '{') return list('}', true);
    if (next() == '[') return list(']', false);
    if (next() == '"') return string();
    if (next() == 'n') return expect("null");
    const std::size_t begin = at;
    while (next() >= '0' && next() <= '9') ++at;
    if (at == begin || (s[begin] == '0' && at - begin > 1)) fail();
  }

  void list(char close, bool keys) {
    ++at;
    space();
    if (next() == close) return void(++at);
    while (!failed()) {
      space();
      if (keys) {
        string();
        space();
        expect(":");
      }
      value();
      space();
      if (next() == close) return void(++at);
      expect(",");
    }
  }

  void string() {
    expect("\"");
    std::string read;
    while (!failed() && next() != '"') {
      const auto c = static_cast<unsigned char>(next());
      if (c < 0x20) return fail();
      if (c == '\\') {
        escape(read);
      } else {
        character(read);
      }
    }
    if (failed()) return;
    ++at;
    strings.push_back(read);
  }

  void escape(std::string& read) {
    const char kind = s.at(at + 1);
    at += 2;
    if (kind == '"' || kind == '\\') return void(read += kind);
    if (kind == 'n') return void(read += '\n');
    if (kind == 't') return void(read += '\t');
    if (kind != 'u') return fail();
    read += static_cast<char>(std::stoi(s.substr(at, 4), nullptr, 16));
    at += 4;
  }

  /// One character, decoded and encoded again: a form that is not the only one, or a surrogate, comes out differently.
  void character(std::string& read) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(s.at(at + i))); };
    const unsigned first = byte(0);
    if ((first >= 0x80 && first < 0xC0) || first >= 0xF8) return fail();
    const std::size_t more = first < 0x80 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
    unsigned code = more == 0 ? first : first & (0x3FU >> more);
    for (std::size_t i = 1; i <= more; ++i) {
      if ((byte(i) & 0xC0U) != 0x80U) return fail();
      code = code << 6U | (byte(i) & 0x3FU);
    }
    const std::size_t needed = code < 0x80 ? 0 : code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    if (needed != more || (code >= 0xD800 && code < 0xE000) || code > 0x10FFFF) return fail();
    read += s.substr(at, more + 1);
    at += more + 1;
  }
};

TEST_CASE("JSON is valid, whatever the names are") {
  const auto rows = rows_with(odd_names);
  const std::string json = nns::to_json({"odd \"\x01", rows, rows[0]}, {.columns = "name output activations"});
  json_reader reader{json};
  reader.value();
  reader.space();
  REQUIRE(reader.at == json.size());
  // name, its value, layers; then for each row a key, the name, and two more keys
  const std::vector<std::string>& read = reader.strings;
  REQUIRE(read.size() == 3 + 4 * odd_names.size() + 5);
  CHECK(read[1] == "odd \"\x01");
  const std::string bad = "\xEF\xBF\xBD";  // one U+FFFD for each byte that belongs to no character
  for (std::size_t i = 0; i != odd_names.size(); ++i) {
    const std::string& n = odd_names[i];
    const std::string expected = n == "\xC0\x80"           ? bad + bad
                                 : n == "\xED\xA0\x80"     ? bad + bad + bad
                                 : n == "\xF4\x90\x80\x80" ? bad + bad + bad + bad
                                 : n == "cut \xE2\x82"     ? "cut " + bad + bad
                                                           : n;
    CHECK(read[3 + 4 * i + 1] == expected);
  }
}

}  // namespace
