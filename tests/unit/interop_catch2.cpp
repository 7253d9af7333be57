// nns/interop/catch2.hpp: what failed assertions print, budgets that are checked at run time, and approved summaries.
#include "catch.hpp"

#include <nns/interop/catch2.hpp>
#include <nns/nns.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <unistd.h>

using namespace nns::layers;
using namespace nns::literals;

namespace {

// 4 3 multiply-adds and 4 3 + 3 parameters, 2 3 activations for tanh; then 3 2, 3 2 + 2 and 2; the input has 4.
struct net : nns::sequential<input<4>, dense<3, tanh_>, dense<2>> {};
// 4 5, 4 5 + 5, 2 5; then 5 2, 5 2 + 2 and 2.
struct wider : nns::sequential<input<4>, dense<5, tanh_>, dense<2>> {};
// The numbers of net, but the dense layers have names.
struct renamed : nns::sequential<input<4>, named<"a", dense<3, tanh_>>, named<"b", dense<2>>> {};

template <class T>
std::string printed(const T& value) {
  return Catch::StringMaker<T>::convert(value);
}

TEST_CASE("failed assertions print what nns knows") {
  CHECK(printed(nns::output_shape<net>) == "2");
  CHECK(printed(nns::shape{28, 28, 1}) == "28x28x1");
  CHECK(printed(416'520_MAC) == "416,520 MAC");
  CHECK(printed(1_kFLOP) == "1,000 FLOP");
  CHECK(printed(nns::bytes{nns::unknown}) == "? B");
  CHECK(printed(nns::text{"conv"}) == "conv");
  CHECK(printed(nns::phase::training) == "training");
  CHECK(Catch::Detail::stringify(nns::input_shapes<net>) == "{ 4 }");
  CHECK(printed(nns::summary<net>) ==
        "net\n"
        "name     output  forward MACs  parameters\n"
        "-----------------------------------------\n"
        "input    4                  -           -\n"
        "dense    3                 12          15\n"
        "dense_1  2                  6           8\n"
        "-----------------------------------------\n"
        "total    2                 18          23\n");
  CHECK(printed(nns::summary_view{nns::summary<net>}) == printed(nns::summary<net>));
}

struct small_block : nns::sequential<input<2>, named<"unit", dense<3>, relu>> {};

TEST_CASE("a small summary is printed with the rows of its compositions") {
  const std::string table = printed(nns::summary<small_block>);
  CHECK(table.find("\nunit/dense ") != std::string::npos);
  CHECK(table.find("\nunit/relu ") != std::string::npos);
}

struct deep : nns::sequential<input<1>, repeat<30, named<"unit", dense<1>, sequential<dense<1>, dense<1>>>>> {};

TEST_CASE("a large summary is printed by its compositions") {
  // input, 30 units, heading, rule, rule, name and total
  const std::string table = printed(nns::summary<deep>);
  CHECK(std::count(table.begin(), table.end(), '\n') == 36);
  CHECK(table.find("\nunit_29 ") != std::string::npos);
}

TEST_CASE("a budget is checked item by item") {
  CHECK_THAT(nns::summary<net>, nns::fits_budget({}));
  CHECK_THAT(nns::summary<net>, nns::fits_budget({.forward = 18_MAC, .backward = 36_MAC, .training = 54_MAC,
                                                  .parameters = 23, .trainable_parameters = 23, .activations = 12}));
  CHECK_THAT(nns::summary<net>, !nns::fits_budget({.activations = 11}));

  const nns::budget_matcher narrow = nns::fits_budget({.forward = 10_MAC, .parameters = 22, .activations = 12});
  CHECK_FALSE(narrow.match(nns::summary<net>));
  CHECK(narrow.describe() ==
        "breaks its budget\n"
        "forward: used 18 MAC, allowed 10 MAC, exceeded by 8 MAC\n"
        "parameters: used 23, allowed 22, exceeded by 1\n");
}

#if !defined(__clang__)  // with clang all headers stand in front of a test
TEST_CASE("a budget of a training step is broken where nobody measures one") {
  const nns::budget_matcher limits = nns::fits_budget({.parameters = 23, .training_bytes = 1_GB});
  CHECK_FALSE(limits.match(nns::summary<net>));
  CHECK(limits.describe() ==
        "breaks its budget\n"
        "a budget of a training step (.training_bytes, .gradient_bytes, ...) needs #include <nns/report/training.hpp>\n");
}
#endif

struct small_images : nns::sequential<input<28, 28, 1>, conv2d<8, kernel<3>, relu>, flatten, dense<10, softmax>> {
  static constexpr nns::text name = "net";
};

TEST_CASE("examples/reports.md shows what a broken budget prints") {
  std::ifstream page(std::filesystem::path(__FILE__).parent_path() / "../../examples/reports.md");
  const std::string text{std::istreambuf_iterator<char>(page), {}};
  const nns::budget_matcher limits = nns::fits_budget({.forward = 100_kMAC, .parameters = 55'000});
  CHECK_FALSE(limits.match(nns::summary<small_images>));
  CHECK(text.find("```text\n" + printed(nns::summary<small_images>) + ' ' + limits.describe() + "```\n") != std::string::npos);
}

TEST_CASE("a budget is checked for a summary that was made at run time") {
  constexpr nns::macs not_known{nns::unknown};
  const nns::layer_summary total{.forward = not_known, .backward = not_known, .parameters = 5};
  const nns::summary_view loaded("loaded", {}, total);
  CHECK_THAT(loaded, nns::fits_budget({.parameters = 5}));
  const nns::budget_matcher limits = nns::fits_budget({.forward = 1_TMAC, .parameters = 4});
  CHECK_FALSE(limits.match(loaded));
  CHECK(limits.describe() ==
        "breaks its budget\n"
        "forward is not known, allowed 1,000,000,000,000 MAC\n"
        "parameters: used 5, allowed 4, exceeded by 1\n");
}

// The approved file stands in tests/unit/approved/.
TEST_CASE("a summary is what was approved") {
  CHECK_THAT(nns::summary<net>, nns::approved("approved/net.csv"));
  CHECK_THAT(nns::summary<net>, nns::approved("approved/net.csv") && nns::fits_budget({.parameters = 23}));
}

std::string content_of(const std::filesystem::path& file) {
  std::string content;
  nns::report::read_file(file, content);
  return content;
}

/// A folder of its own for a test, and an environment in which nothing is accepted.
struct sandbox {
  std::filesystem::path folder = std::filesystem::temp_directory_path() / ("nns-approval-" + std::to_string(getpid()));
  std::string outside;

  sandbox() {
    if (const char* const wish = std::getenv("NNS_ACCEPT")) outside = wish;
    accept(nullptr);
    std::filesystem::create_directories(folder);
  }
  ~sandbox() {
    accept(outside.empty() ? nullptr : outside.c_str());
    std::filesystem::remove_all(folder);
  }
  sandbox(const sandbox&) = delete;
  sandbox& operator=(const sandbox&) = delete;

  static void accept(const char* wish) {
    if (wish == nullptr)
      unsetenv("NNS_ACCEPT");
    else
      setenv("NNS_ACCEPT", wish, 1);
  }
};

TEST_CASE("what has no approved file yet is received, and accepted when it is asked for") {
  const sandbox here;
  const std::filesystem::path file = here.folder / "new" / "net.csv";
  const nns::approval first = nns::approve(nns::summary<net>, file);
  CHECK_FALSE(first.approved);
  CHECK(first.message == "has not been approved yet: there is no\n" + file.string() +
                             "\nTo accept it, run the test with NNS_ACCEPT=1 in the environment,\nor rename " +
                             file.string() + ".received\n");
  CHECK_FALSE(std::filesystem::exists(file));
  // The same numbers as in approved/net.csv.
  const std::string expected =
      "name,kind,output,forward,backward,parameters,trainable_parameters,activations,inputs\n"
      "input,input,4,0,0,0,0,4,\n"
      "dense,dense,3,12,24,15,15,6,input\n"
      "dense_1,dense,2,6,12,8,8,2,dense\n"
      "total,total,2,18,36,23,23,12,\n";
  CHECK(content_of(file.string() + ".received") == expected);

  sandbox::accept("0");
  CHECK_FALSE(nns::approve(nns::summary<net>, file).approved);
  sandbox::accept("1");
  CHECK(nns::approve(nns::summary<net>, file).approved);
  CHECK(content_of(file) == expected);
  CHECK_FALSE(std::filesystem::exists(file.string() + ".received"));
  sandbox::accept(nullptr);
  CHECK(nns::approve(nns::summary<net>, file).message.empty());
}

TEST_CASE("a summary that changed shows the layers that changed") {
  const sandbox here;
  const std::filesystem::path file = here.folder / "net.csv";
  sandbox::accept("yes");
  CHECK(nns::approve(nns::summary<net>, file));
  sandbox::accept(nullptr);
  const nns::approval_matcher changed = nns::approved(file.string());
  CHECK_FALSE(changed.match(nns::summary<wider>));
  const std::string how = "To accept it, run the test with NNS_ACCEPT=1 in the environment,\nor rename " +
                          file.string() + ".received\n";
  CHECK(changed.describe() ==
        "is not what was approved in\n" + file.string() +
            "\nchanged dense\n"
            "  output: 3 -> 5\n"
            "  forward: 12 -> 20 (+66.7%)\n"
            "  parameters: 15 -> 25 (+66.7%)\n"
            "  activations: 6 -> 10 (+66.7%)\n"
            "changed dense_1\n"
            "  forward: 6 -> 10 (+66.7%)\n"
            "  parameters: 8 -> 12 (+50.0%)\n"
            "total\n"
            "  forward: 18 -> 30 (+66.7%)\n"
            "  parameters: 23 -> 37 (+60.9%)\n"
            "  activations: 12 -> 16 (+33.3%)\n" +
            how);
  CHECK(nns::approve(nns::summary<renamed>, file).message ==
        "is not what was approved in\n" + file.string() +
            "\nremoved dense: 3, 12 MAC, 15 parameters, 6 activations\n"
            "removed dense_1: 2, 6 MAC, 8 parameters, 2 activations\n"
            "added a: 3, 12 MAC, 15 parameters, 6 activations\n"
            "added b: 2, 6 MAC, 8 parameters, 2 activations\n" +
            how);
}

template <nns::fixed_string Second>
struct wired : nns::graph<
    node<"x", input<2>>,
    node<"a", dense<2>, "x">,
    node<"b", dense<2>, Second>,
    node<"sum", add<>, "a", "b">> {};

TEST_CASE("a network that is wired differently is not what was approved") {
  const sandbox here;
  const std::filesystem::path file = here.folder / "wired.csv";
  sandbox::accept("1");
  CHECK(nns::approve(nns::summary<wired<"x">>, file));
  sandbox::accept(nullptr);
  const std::string message = nns::approve(nns::summary<wired<"a">>, file).message;
  // 2 2 multiply-adds, 2 2 + 2 parameters; no number changes.
  CHECK(message.find("\n- b,dense,2,4,8,6,6,2,x\n+ b,dense,2,4,8,6,6,2,a\nTo accept") != std::string::npos);
}

/// Eleven layers that read one of two inputs: 11 lines that differ, and no number.
template <nns::fixed_string Read>
struct reads : nns::graph<
    node<"x", input<2>>, node<"y", input<2>>, node<"one", add<>, "x", "y">,
    node<"a", dense<2>, Read>, node<"b", dense<2>, Read>, node<"c", dense<2>, Read>, node<"d", dense<2>, Read>,
    node<"e", dense<2>, Read>, node<"f", dense<2>, Read>, node<"g", dense<2>, Read>, node<"h", dense<2>, Read>,
    node<"i", dense<2>, Read>, node<"j", dense<2>, Read>, node<"k", dense<2>, Read>,
    node<"sum", add<>, "one", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k">> {};

std::ptrdiff_t lines_that_begin(const std::string& text, const std::string& with) {
  std::ptrdiff_t count = 0;
  for (std::size_t at = text.find("\n" + with); at != std::string::npos; at = text.find("\n" + with, at + 1)) ++count;
  return count;
}

TEST_CASE("a message has no more lines than can be read") {
  const sandbox here;
  const std::filesystem::path file = here.folder / "long.csv";
  sandbox::accept("1");
  CHECK(nns::approve(nns::summary<reads<"x">>, file));
  sandbox::accept(nullptr);
  // 20 of 22 lines
  const std::string lines = nns::approve(nns::summary<reads<"y">>, file).message;
  CHECK(lines_that_begin(lines, "- ") == 11);
  CHECK(lines_that_begin(lines, "+ ") == 9);
  // 30 of 33 rows: the input and 32 layers
  sandbox::accept("1");
  CHECK(nns::approve(nns::summary<nns::sequential<input<2>, repeat<32, dense<2>>>>, file));
  sandbox::accept(nullptr);
  const std::string rows = nns::approve(nns::summary<nns::sequential<input<3>, repeat<32, dense<3>>>>, file).message;
  CHECK(lines_that_begin(rows, "changed ") == 30);
  CHECK(lines_that_begin(rows, "and 3 more\n") == 1);
}

/// Layers that differ in what backward passes and trained parameters there are.
template <std::int64_t Backward, std::int64_t Trainable>
struct trained {
  static constexpr nns::text kind = "trained";
  static constexpr nns::shape output(const nns::shape& in) { return in; }
  static constexpr nns::cost cost(const nns::shape&, const nns::shape&) {
    return {.forward = 10_MAC, .backward = nns::macs{Backward}, .parameters = 5, .trainable_parameters = Trainable};
  }
};

TEST_CASE("a backward pass and trained parameters that change by themselves are told") {
  const sandbox here;
  const std::filesystem::path file = here.folder / "trained.csv";
  sandbox::accept("1");
  CHECK(nns::approve(nns::summary<nns::sequential<input<4>, trained<20, 5>>>, file));
  sandbox::accept(nullptr);
  const std::string message = nns::approve(nns::summary<nns::sequential<input<4>, trained<30, 4>>>, file).message;
  CHECK(message.find("\nchanged trained\n"
                     "  backward: 20 -> 30 (+50.0%)\n"
                     "  trainable parameters: 5 -> 4 (-20.0%)\n") != std::string::npos);
}

struct with_odd_names : nns::sequential<
    input<-1, 2>, named<"a,b", dense<2>>, named<"say \"c\"", dense<2>>, named<"two\nlines", flatten>> {};

TEST_CASE("an approved file is read back as it was written") {
  const std::string content = nns::to_csv(nns::summary<with_odd_names>, {.columns = nns::report::approved_columns});
  const nns::report::approved_file file(content);
  const nns::summary_view read = file.view("with_odd_names");
  REQUIRE(read.layers.size() == 4);
  CHECK(read.layers[0].output == nns::shape{nns::shape::unknown, 2});
  CHECK(read.layers[1].name == "a,b");
  CHECK(read.layers[2].name == "say \"c\"");
  CHECK(read.layers[3].name == "two\nlines");
  CHECK(read.layers[1].forward.count == nns::unknown);
  CHECK(read.layers[1].parameters == 6);  // 2 2 + 2
  CHECK(nns::diff(read, nns::summary<with_odd_names>).empty());

  const sandbox here;
  const std::filesystem::path saved = here.folder / "windows.csv";
  std::string with_returns;
  for (const char c : content) with_returns.append(c == '\n' ? "\r\n" : std::string(1, c));
  std::ofstream(saved, std::ios::binary) << with_returns;
  CHECK(nns::approve(nns::summary<with_odd_names>, saved));
}

TEST_CASE("a file that is no approved table is not one, and nothing worse") {
  const sandbox here;
  for (const std::string content : {"", "\n", "hello\n", "name,forward\n\"", "name\na,b,c\n,,,,,\n"}) {
    const std::filesystem::path file = here.folder / "other.csv";
    std::ofstream(file, std::ios::binary) << content;
    const nns::approval found = nns::approve(nns::summary<net>, file);
    CHECK_FALSE(found.approved);
    CHECK(found.message.find("added dense_1: 2, 6 MAC, 8 parameters, 2 activations\n") != std::string::npos);
  }
}

TEST_CASE("what cannot be written says so") {
  const sandbox here;
  std::ofstream(here.folder / "file") << "no folder";
  const std::string file = (here.folder / "file" / "net.csv").string();
  // Nothing was received that could be renamed. A wish without a word is none.
  for (const char* wish : {static_cast<const char*>(nullptr), ""}) {
    sandbox::accept(wish);
    CHECK(nns::approve(nns::summary<net>, file).message ==
          "has not been approved yet: there is no\n" + file +
              "\nTo accept it, run the test with NNS_ACCEPT=1 in the environment\n");
  }
  sandbox::accept("1");
  CHECK(nns::approve(nns::summary<net>, file).message == "cannot be written to " + file + "\n");
}

TEST_CASE("a file without a folder stands where the program runs") {
  const sandbox here;
  const std::filesystem::path before = std::filesystem::current_path();
  std::filesystem::current_path(here.folder);
  sandbox::accept("1");
  CHECK(nns::approve(nns::summary<net>, "net.csv"));
  std::filesystem::current_path(before);
  CHECK(std::filesystem::exists(here.folder / "net.csv"));
}

TEST_CASE("shapes and fields are read as far as they are any") {
  const nns::report::approved_file file("name,output\na,()\nb,1x2x3x4x5x6x7x8x9\nc,5x?x(\n\"d\"");
  const nns::summary_view read = file.view("read");
  REQUIRE(read.layers.size() == 4);
  CHECK(read.layers[0].output == nns::shape{});
  CHECK(read.layers[1].output == nns::shape{1, 2, 3, 4, 5, 6, 7, 8});
  CHECK(read.layers[2].output == nns::shape{5, nns::shape::unknown});
  CHECK(read.layers[3].name == "d");
}

}  // namespace
