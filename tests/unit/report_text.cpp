// Aligned text and Markdown: the depth limit, long and odd names, unknown numbers, and that the compiler and the
// running program write the same.
#include "catch.hpp"

#include <nns/nns.hpp>
#include <nns/report/markdown.hpp>
#include <nns/report/static_text.hpp>
#include <nns/report/text.hpp>

#include <cstdint>
#include <stdexcept>
#include <string>

using namespace nns::layers;

namespace {

template <int Filters>
struct unit : residual<conv2d<Filters, kernel<3>, same, no_bias>, batch_normalization<>, relu> {};

// Two stages, one of them named; residual units without names inside, and a sequential without a name.
struct nested : nns::sequential<
    input<8, 8, 4>,
    named<"stage", unit<4>, unit<4>>,
    unit<4>,
    nns::sequential<flatten, nns::sequential<dense<16>, relu>>,
    dense<2>> {};

std::string text_of_depth(int depth) {
  constexpr nns::text columns = "name kind output forward parameters activations";
  return nns::to_text(nns::summary<nested>, {.depth = depth, .columns = columns});
}

TEST_CASE("a report at run time is the one that the compiler made") {
  CHECK(nns::to_text(nns::summary<nested>) == std::string(nns::static_text<nested>.c_str()));
  constexpr nns::text_options one{.depth = 1, .exact = true};
  CHECK(nns::to_text(nns::summary<nested>, one) == std::string(nns::static_text<nested, one>.c_str()));
}

TEST_CASE("rows below the depth limit are merged into their composition") {
  // A unit: 8 8 4 4 9 = 9,216 multiply-adds, 144 + 16 parameters, 4 rows of 256 activations. 256 16 + 16 and 16 2 + 2.
  CHECK(text_of_depth(0) ==
        "nested\n"
        "name        kind        output  forward MACs  parameters  activations\n"
        "---------------------------------------------------------------------\n"
        "input       input       8x8x4              -           -          256\n"
        "stage       sequential  8x8x4         18,432         320        2,048\n"
        "unit        unit        8x8x4          9,216         160        1,024\n"
        "sequential  sequential  16             4,096       4,112          288\n"
        "dense_1     dense       2                 32          34            2\n"
        "---------------------------------------------------------------------\n"
        "total                   2             31,776       4,626        3,618\n");
  CHECK(text_of_depth(1) ==
        "nested\n"
        "name                 kind                 output  forward MACs  parameters  activations\n"
        "---------------------------------------------------------------------------------------\n"
        "input                input                8x8x4              -           -          256\n"
        "stage/unit           unit                 8x8x4          9,216         160        1,024\n"
        "stage/unit_1         unit                 8x8x4          9,216         160        1,024\n"
        "conv2d               conv2d               8x8x4          9,216         144          256\n"
        "batch_normalization  batch_normalization  8x8x4              -          16          256\n"
        "relu                 relu                 8x8x4              -           -          256\n"
        "add                  add                  8x8x4              -           -          256\n"
        "flatten              flatten              256                -           -          256\n"
        "sequential_1         sequential           16             4,096       4,112           32\n"
        "dense_1              dense                2                 32          34            2\n"
        "---------------------------------------------------------------------------------------\n"
        "total                                     2             31,776       4,626        3,618\n");
}

TEST_CASE("merged rows add up to the totals at every depth") {
  constexpr nns::summary_view s = nns::summary<nested>;
  for (int depth = -1; depth != 4; ++depth) {
    std::int64_t forward = 0;
    std::int64_t backward = 0;
    std::int64_t parameters = 0;
    std::int64_t trainable = 0;
    std::int64_t activations = 0;
    nns::report::layer_source{s, depth}.each([&](const nns::report::layer_row& r) {
      forward += r.sums.forward.count;
      backward += r.sums.backward.count;
      parameters += r.sums.parameters;
      trainable += r.sums.trainable_parameters;
      activations += r.sums.activations;
    });
    CHECK(forward == s.total.forward.count);
    CHECK(backward == s.total.backward.count);
    CHECK(parameters == s.total.parameters);
    CHECK(trainable == s.total.trainable_parameters);
    CHECK(activations == s.total.activations);
  }
}

struct odd : nns::sequential<
    input<2>,
    named<"a name of which nobody will ever want to read each and every letter", dense<1>>,
    named<"pipe|star*", dense<1>>,
    named<"_a_b__c_", dense<1>>,
    named<"line\nbreak", dense<1>>,
    named<"\xC3\xA4\xFF", dense<1>>> {};

TEST_CASE("names that are long or odd do not break a table") {
  CHECK(nns::to_text(nns::summary<odd>, {.columns = "name forward", .name_width = 20}) ==
        "odd\n"
        "name                  forward MACs\n"
        "----------------------------------\n"
        "input                            -\n"
        "a nam...every letter             2\n"
        "pipe|star*                       1\n"
        "_a_b__c_                         1\n"
        "line\\x0abreak                    1\n"
        "\xC3\xA4\xEF\xBF\xBD                               1\n"
        "----------------------------------\n"
        "total                            6\n");
  CHECK(nns::to_markdown(nns::summary<odd>, {.columns = "name forward"}) ==
        "**odd**\n"
        "\n"
        "| name                                                                | forward MACs |\n"
        "|:--------------------------------------------------------------------|-------------:|\n"
        "| input                                                               |            - |\n"
        "| a name of which nobody will ever want to read each and every letter |            2 |\n"
        "| pipe\\|star\\*                                                        |            1 |\n"
        "| \\_a_b\\_\\_c\\_                                                        |            1 |\n"
        "| line\\x0abreak                                                       |            1 |\n"
        "| \xC3\xA4\xEF\xBF\xBD                                                                  |            1 |\n"
        "| total                                                               |            6 |\n");
}

struct of_any_length : nns::sequential<input<-1, 3>, dense<5>> {};

TEST_CASE("what is not known is a question mark, never a zero") {
  // 3 5 + 5 parameters, however long the input is.
  CHECK(nns::to_text(nns::summary<of_any_length>) ==
        "of_any_length\n"
        "name   kind   output  forward MACs  share  parameters  activations\n"
        "------------------------------------------------------------------\n"
        "input  input  ?x3                -      -           -            ?\n"
        "dense  dense  ?x5                ?      ?          20            ?\n"
        "------------------------------------------------------------------\n"
        "total         ?x5                ?      ?          20            ?\n");
}

TEST_CASE("a column that is not there is an error which says what there is") {
  std::string message;
  try {
    message = nns::to_text(nns::summary<odd>, {.columns = "name costs"});
  } catch (const std::invalid_argument& error) {
    message = error.what();
  }
  CHECK(message ==
        "nns: a report has no column costs; there are name kind output forward share backward parameters "
        "trainable_parameters non_trainable_parameters active_parameters trainable activations bytes parameter_bytes "
        "kv_cache_bytes kept_bytes training_bytes depth inputs options multiply_adds additions multiplications comparisons "
        "divisions exponentials moves receptive_size receptive_stride receptive_offset unit");
}

TEST_CASE("a view that was filled at run time prints as any other") {
  const nns::layer_summary rows[] = {{.name = "input", .kind = "input", .output = {3}, .activations = 3}};
  const nns::summary_view s("loaded", rows, rows[0]);
  CHECK(nns::to_text(s, {.depth = 0, .columns = "name output activations"}) ==
        "loaded\n"
        "name   output  activations\n"
        "--------------------------\n"
        "input  3                 3\n"
        "--------------------------\n"
        "total  3                 3\n");
}

TEST_CASE("quantities and shapes as text") {
  // ResNet-50 of the original collection: 4,089,184,256 multiply-adds
  CHECK(nns::to_text(nns::macs{4'089'184'256}) == "4.09 GMAC");
  CHECK(nns::to_text(nns::flops{840}) == "840 FLOP");
  CHECK(nns::to_text(nns::bytes{102'440'608}) == "102 MB");
  CHECK(nns::to_text(nns::shape{224, 224, 3}) == "224x224x3");
  CHECK(nns::to_text(nns::shape{nns::shape::unknown, 3}) == "?x3");
  CHECK(nns::to_text(nns::shape{}) == "()");
}

}  // namespace
