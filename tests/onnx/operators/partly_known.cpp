// Numbers of which some are not known: the extents 4 and n of an input, and what operators make of them. A number that
// comes of one that is not known is not known either, unless it is the same for all of them.
#include <onnx/operators/written.hpp>
#include <catch.hpp>

#include <nns/import/onnx_file.hpp>

#include <string>
#include <vector>

namespace {

using namespace written;

/// The operator, what it takes ("s" are the extents), the numbers that come out; those of comparisons are 1 and 0.
struct asked {
  const char* type;
  std::vector<std::string> takes;
  std::int64_t first, second;
  std::vector<std::string> attributes{};
};

std::string cast(const char* type) { return attribute("to", "i", type); }

/// The two numbers, made of extents of this type (1: float32, 7: int64).
std::vector<std::int64_t> answer(const asked& a, const char* type) {
  graph g;
  g.input("x", "f32[4,-1]");
  g.add({"Shape", {"x"}, {"extents"}});
  g.add({"Cast", {"extents"}, {"s"}, {cast(type)}});
  std::vector<std::string> takes;
  for (const std::string& t : a.takes) {
    takes.push_back(t);
    if (t == "s" || t == "is_4") continue;
    const std::string name = "c" + std::to_string(takes.size());
    if (t.find('[') != std::string::npos) {  // as it stands
      g.initializer(name, t);
    } else {
      g.initializer(name + "_", "i64[2]=" + t);
      g.add({"Cast", {name + "_"}, {name}, {cast(type)}});
    }
    takes.back() = name;
  }
  g.initializer("four", "i64[2]=4,9");
  g.add({"Equal", {"extents", "four"}, {"is_4"}});
  g.add({a.type, takes, {"y"}, a.attributes});
  g.initializer("ten", "i64[]=10");
  g.add({"Cast", {"y"}, {"whole"}, {cast("7")}});
  g.add({"Add", {"whole", "ten"}, {"positive"}});
  g.add({"ConstantOfShape", {"positive"}, {"filled"}});
  g.output("filled");
  const nns::onnx_file file(g.as_file(18));
  INFO(file.error().message);
  REQUIRE(file);
  const nns::shape filled = file.nodes().back().outputs[0];
  REQUIRE(filled.used == 2);
  std::vector<std::int64_t> all;
  for (int i = 0; i != 2; ++i) all.push_back(filled.values[i] < 0 ? nns::unknown : filled.values[i] - 10);
  return all;
}

constexpr std::int64_t open = nns::unknown;

}  // namespace

TEST_CASE("arithmetic with a number that is not known", "[operators]") {
  const std::vector<asked> all{
      {"Add", {"s", "3,5"}, 7, open},      {"Add", {"3,5", "s"}, 7, open},      {"Sub", {"s", "3,5"}, 1, open},
      {"Sub", {"3,5", "s"}, -1, open},     {"Mul", {"s", "3,5"}, 12, open},     {"Mul", {"3,5", "s"}, 12, open},
      {"Div", {"s", "3,5"}, 1, open},      {"Div", {"9,5", "s"}, 2, open},      {"Pow", {"s", "3,2"}, 64, open},
      {"Pow", {"3,2", "s"}, 81, open},     {"Max", {"s", "3,5"}, 4, open},      {"Max", {"3,5", "s"}, 4, open},
      {"Min", {"s", "3,5"}, 3, open},      {"Min", {"3,5", "s"}, 3, open},      {"Equal", {"s", "4,5"}, 1, open},
      {"Equal", {"3,5", "s"}, 0, open},    {"Less", {"s", "4,5"}, 0, open},     {"Less", {"3,5", "s"}, 1, open},
      {"Greater", {"s", "3,5"}, 1, open},  {"Greater", {"4,5", "s"}, 0, open},  {"LessOrEqual", {"s", "4,5"}, 1, open},
      {"LessOrEqual", {"5,5", "s"}, 0, open}, {"GreaterOrEqual", {"s", "4,5"}, 1, open},
      {"GreaterOrEqual", {"3,5", "s"}, 0, open}, {"Neg", {"s"}, -4, open},      {"Abs", {"s"}, 4, open},
      {"Where", {"is_4", "s", "7,8"}, 4, open}, {"Where", {"bool[2]=1,0", "7,8", "s"}, 7, open},
      {"Where", {"bool[2]=1,0", "s", "7,8"}, 4, 8}};
  for (const asked& a : all)
    for (const char* type : {"1", "7"}) {
      CAPTURE(a.type, a.takes, type);
      CHECK(answer(a, type) == std::vector{a.first, a.second});
    }
}

TEST_CASE("numbers that are the same whatever is not known", "[operators]") {
  const std::vector<asked> all{// Integers: nothing times anything is nothing, and nothing divides.
                               {"Mul", {"s", "3,0"}, 12, 0},
                               {"Mul", {"3,0", "s"}, 12, 0},
                               {"Div", {"s", "0,5"}, open, open},
                               {"Mod", {"s", "3,5"}, 1, open},
                               {"Mod", {"7,5", "s"}, 3, open},
                               {"Mod", {"-7,5", "s"}, 1, open},  // with the sign of the divisor
                               {"Mod", {"s", "-3,5"}, -2, open},
                               {"Mod", {"-7,5", "s"}, -3, open, {attribute("fmod", "i", "1")}},  // as in C
                               // One that is true, or false, decides.
                               {"And", {"is_4", "bool[2]=1,1"}, 1, open},
                               {"And", {"bool[2]=1,1", "is_4"}, 1, open},
                               {"And", {"is_4", "bool[2]=0,0"}, 0, 0},
                               {"And", {"bool[2]=0,0", "is_4"}, 0, 0},
                               {"Or", {"is_4", "bool[2]=0,0"}, 1, open},
                               {"Or", {"bool[2]=0,0", "is_4"}, 1, open},
                               {"Or", {"is_4", "bool[2]=1,1"}, 1, 1},
                               {"Or", {"bool[2]=1,1", "is_4"}, 1, 1},
                               {"Xor", {"is_4", "bool[2]=1,1"}, 0, open},
                               {"Xor", {"bool[2]=0,0", "is_4"}, 1, open},
                               {"Not", {"is_4"}, 0, open}};
  for (const asked& a : all) {
    CAPTURE(a.type, a.takes);
    CHECK(answer(a, "7") == std::vector{a.first, a.second});
  }
}

TEST_CASE("extents that only the data tells", "[operators]") {
  const auto made = [](const char* text) {
    const nns::onnx_file file(line(text).as_file());
    INFO(text << file.error().message);
    REQUIRE(file);
    return file.nodes().back().outputs;
  };
  // As many parts as the longest string has; and how many each one has.
  const auto parts = made("StringSplit@20 x:str[2,3] -> [] []");
  CHECK(parts[0] == nns::shape{2, 3, open});
  CHECK(parts[1] == nns::shape{2, 3});
  CHECK(made("StringNormalizer@10 x:str[1,4] -> []")[0] == nns::shape{1, 4});
  // The largest index is 2: three n-grams are counted.
  CHECK(made("TfIdfVectorizer@9 x:i64[2,6] ngram_indexes=is:0,2,1 mode=s:TF -> []")[0] == nns::shape{2, 3});
  // Before version 6 one axis was repeated.
  CHECK(made("Tile@1 x:f32[2,3] w:i64[1]=3 w:i64[1]=1 -> []")[0] == nns::shape{2, 9});
  CHECK(made("Tile@1 x:f32[2,3] x:i64[1] w:i64[1]=1 -> []")[0] == nns::shape{2, open});
  const nns::onnx_file branches(line("If@13 x:bool[] -> []").as_file());
  CHECK(!branches);
}
