// Differences of two summaries in the four formats, and which layer is taken for which.
#include "catch.hpp"

#include <nns/nns.hpp>
#include <nns/report/diff.hpp>
#include <nns/report/html.hpp>
#include <nns/report/recorded.hpp>

#include <string>
#include <vector>

using namespace nns::layers;
using namespace nns::literals;

namespace {

struct lenet : nns::sequential<
    input<28, 28, 1>,
    conv2d<6, kernel<5>, same, tanh_>, average_pooling2d<2>,
    conv2d<16, kernel<5>, tanh_>, average_pooling2d<2>,
    flatten, dense<120, tanh_>, dense<84, tanh_>, dense<10, softmax>> {};

// One more convolution, one more dense layer, a dropout; no average pooling at the end, but a maximum.
struct wide : nns::sequential<
    input<28, 28, 1>,
    conv2d<6, kernel<5>, same, tanh_>, conv2d<6, kernel<3>, same, tanh_>, average_pooling2d<2>,
    conv2d<16, kernel<5>, tanh_>, max_pooling2d<2>,
    flatten, dense<120, tanh_>, dropout, dense<100, tanh_>, dense<84, tanh_>, dense<10, softmax>> {};

constexpr nns::difference grown = nns::diff(nns::summary<lenet>, nns::summary<wide>);

// The new convolution: 28 28 6 6 9 = 254,016 multiply-adds, 6 6 9 + 6 = 330 parameters, 2 28 28 6 = 9,408 activations.
// 120 100 and 100 84 multiply-adds in the place of 120 84, with 100 and 84 parameters more; 120 + 200 more activations.
// Sums: 416,520 + 254,016 + 12,000 - 1,680 multiply-adds; 61,706 + 330 + 12,100 - 1,680 parameters;
// 15,796 + 9,408 + 120 + 200 activations. The pools have 5 5 16 = 400 each.
TEST_CASE("a difference has the layers that changed, and the totals") {
  CHECK(nns::to_text(grown, {.columns = "change name output forward parameters"}) ==
        "lenet -> wide\n"
        "change   name                 output                  forward MACs                 parameters\n"
        "---------------------------------------------------------------------------------------------\n"
        "added    conv2d_1             28x28x6                      254,016                        330\n"
        "removed  average_pooling2d_1  5x5x16                             -                          -\n"
        "added    max_pooling2d        5x5x16                             -                          -\n"
        "added    dropout              120                                -                          -\n"
        "added    dense_1              100                           12,000                     12,100\n"
        "changed  dense_2              84          10,080 -> 8,400 (-16.7%)   10,164 -> 8,484 (-16.5%)\n"
        "---------------------------------------------------------------------------------------------\n"
        "         total                10       416,520 -> 680,856 (+63.5%)  61,706 -> 72,456 (+17.4%)\n");
  CHECK(nns::to_markdown(grown, {.columns = "change name output forward"}) ==
        "**lenet -\\> wide**\n"
        "\n"
        "| change  | name                | output  |                forward MACs |\n"
        "|:--------|:--------------------|:--------|----------------------------:|\n"
        "| added   | conv2d_1            | 28x28x6 |                     254,016 |\n"
        "| removed | average_pooling2d_1 | 5x5x16  |                           - |\n"
        "| added   | max_pooling2d       | 5x5x16  |                           - |\n"
        "| added   | dropout             | 120     |                           - |\n"
        "| added   | dense_1             | 100     |                      12,000 |\n"
        "| changed | dense_2             | 84      |    10,080 -> 8,400 (-16.7%) |\n"
        "|         | total               | 10      | 416,520 -> 680,856 (+63.5%) |\n");
}

struct small : nns::sequential<input<4>, named<"a", dense<3>>, named<"head", dense<2>>> {};
struct large : nns::sequential<input<2, 4>, named<"a", dense<5>>, flatten> {};

// (4) to (3): 4 3 and 4 3 + 3; (3) to (2): 6 and 8. (2, 4) to (2, 5): 2 4 5 and 4 5 + 5. Backward is twice forward.
TEST_CASE("a difference for programs has what was and what is") {
  CHECK(nns::to_text(nns::diff(nns::summary<small>, nns::summary<large>)) ==
        "small -> large\n"
        "change   name     kind     output          forward MACs         parameters        activations\n"
        "---------------------------------------------------------------------------------------------\n"
        "changed  input    input    4 -> 2x4                   -                  -   4 -> 8 (+100.0%)\n"
        "changed  a        dense    3 -> 2x5  12 -> 40 (+233.3%)  15 -> 25 (+66.7%)  3 -> 10 (+233.3%)\n"
        "removed  head     dense    2                          6                  8                  2\n"
        "added    flatten  flatten  10                         -                  -                 10\n"
        "---------------------------------------------------------------------------------------------\n"
        "         total             2 -> 10   18 -> 40 (+122.2%)   23 -> 25 (+8.7%)  9 -> 28 (+211.1%)\n");
  CHECK(nns::to_csv(nns::diff(nns::summary<small>, nns::summary<large>)) ==
        "change,name,name_before,kind,output_before,output_after,forward_before,forward_after,backward_before,"
        "backward_after,parameters_before,parameters_after,trainable_parameters_before,trainable_parameters_after,"
        "activations_before,activations_after\n"
        "changed,input,input,input,4,2x4,0,0,0,0,0,0,0,0,4,8\n"
        "changed,a,a,dense,3,2x5,12,40,24,80,15,25,15,25,3,10\n"
        "removed,head,head,dense,2,,6,,12,,8,,8,,2,\n"
        "added,flatten,,flatten,,10,,0,,0,,0,,0,,10\n"
        ",total,total,total,2,10,18,40,36,80,23,25,23,25,9,28\n");
  constexpr nns::text columns = "change name output_before output_after output forward_before forward_after forward";
  CHECK(nns::to_json(nns::diff(nns::summary<small>, nns::summary<large>), {.columns = columns}) ==
        "{\n"
        "  \"before\": \"small\",\n"
        "  \"after\": \"large\",\n"
        "  \"layers\": [\n"
        "    {\"change\": \"changed\", \"name\": \"input\", \"output_before\": [4], \"output_after\": [2, 4], "
        "\"output\": [[4], [2, 4]], \"forward_before\": 0, \"forward_after\": 0, \"forward\": 0},\n"
        "    {\"change\": \"changed\", \"name\": \"a\", \"output_before\": [3], \"output_after\": [2, 5], "
        "\"output\": [[3], [2, 5]], \"forward_before\": 12, \"forward_after\": 40, \"forward\": [12, 40]},\n"
        "    {\"change\": \"removed\", \"name\": \"head\", \"output_before\": [2], \"output_after\": null, "
        "\"output\": [2], \"forward_before\": 6, \"forward_after\": null, \"forward\": 6},\n"
        "    {\"change\": \"added\", \"name\": \"flatten\", \"output_before\": null, \"output_after\": [10], "
        "\"output\": [10], \"forward_before\": null, \"forward_after\": 0, \"forward\": 0}\n"
        "  ],\n"
        "  \"total\": {\"change\": \"\", \"name\": \"total\", \"output_before\": [2], \"output_after\": [10], "
        "\"output\": [[2], [10]], \"forward_before\": 18, \"forward_after\": 40, \"forward\": [18, 40]}\n"
        "}\n");
}

TEST_CASE("equal summaries have no difference") {
  const nns::difference none = nns::diff(nns::summary<lenet>, nns::summary<lenet>);
  CHECK(none.empty());
  CHECK_FALSE(grown.empty());
  CHECK(nns::to_text(none, {.columns = "name forward"}) ==
        "lenet: no layer has changed\n"
        "name   forward MACs\n"
        "-------------------\n"
        "-------------------\n"
        "total       416,520\n");
  CHECK(nns::to_json(none, {.columns = "forward_after"}) ==
        "{\n  \"before\": \"lenet\",\n  \"after\": \"lenet\",\n  \"layers\": [],\n"
        "  \"total\": {\"forward_after\": 416520}\n}\n");
}

std::string changes(const nns::summary_view& before, const nns::summary_view& after, int depth = -1) {
  return nns::to_csv(nns::diff(before, after), {.depth = depth, .columns = "change name name_before", .total = false});
}

struct old_words : nns::sequential<input<4>, dense<4, relu>, named<"b", sequential<dense<4>, relu>>> {};
struct new_words : nns::sequential<input<4>, dense<4, sigmoid>, named<"b", sequential<dense<4>, sigmoid>>> {};

// relu and sigmoid cost the same here: no number changes, and the layer does all the same.
TEST_CASE("a layer has changed if its options have, and is shown with them") {
  const nns::difference d = nns::diff(nns::summary<old_words>, nns::summary<new_words>);
  CHECK_FALSE(d.empty());
  CHECK(nns::to_text(d) ==
        "old_words -> new_words\n"
        "change   name       kind     output  forward MACs  parameters  activations  options\n"
        "-------------------------------------------------------------------------------------------\n"
        "changed  dense      dense    4                 16          20            8  relu -> sigmoid\n"
        "removed  b/relu     relu     4                  -           -            4\n"
        "added    b/sigmoid  sigmoid  4                  -           -            4\n"
        "-------------------------------------------------------------------------------------------\n"
        "         total               4                 32          40           20\n");
  CHECK(nns::to_csv(d).find(",options_before,options_after\n") != std::string::npos);
  CHECK(nns::to_csv(d).find(",relu,sigmoid\n") != std::string::npos);
  CHECK(nns::to_html(d).find("sigmoid") != std::string::npos);
  CHECK(changes(nns::summary<old_words>, nns::summary<new_words>, 0) ==
        "change,name,name_before\n"
        "changed,dense,dense\n"
        "changed,b,b\n");
}

TEST_CASE("what was recorded without options is compared without them") {
  const nns::recorded bare(nns::to_json(nns::summary<old_words>));
  const nns::recorded whole(nns::to_csv(nns::summary<old_words>, {.columns = "name kind forward options"}));
  CHECK(changes(bare, nns::summary<new_words>).find("dense") == std::string::npos);
  CHECK(changes(whole, nns::summary<new_words>).find("changed,dense,dense\n") != std::string::npos);
  CHECK(nns::diff(whole, nns::summary<old_words>).empty());
}

template <class Head>
struct with_head : nns::sequential<input<4>, named<"head", Head>> {};

TEST_CASE("a layer of another kind is another layer") {
  CHECK(changes(nns::summary<with_head<dense<4, no_bias>>>, nns::summary<with_head<layer_normalization<>>>) ==
        "change,name,name_before\n"
        "removed,head,head\n"
        "added,head,\n");
}

template <int Filters>
using unit = residual<conv2d<Filters, kernel<3>, same>, relu>;

template <int Second, int Units>
struct units : nns::sequential<input<8, 8, 4>, named<"stage", unit<4>, unit<4>>, repeat<Units, named<"late", unit<4>>>,
                               conv2d<Second, kernel<1>>> {};

TEST_CASE("compositions may be compared as a whole") {
  CHECK(changes(nns::summary<units<8, 2>>, nns::summary<units<16, 3>>) ==
        "change,name,name_before\n"
        "added,late_2/conv2d,\n"
        "added,late_2/relu,\n"
        "added,late_2/add,\n"
        "changed,conv2d,conv2d\n");
  CHECK(changes(nns::summary<units<8, 2>>, nns::summary<units<16, 3>>, 0) ==
        "change,name,name_before\n"
        "added,late_2,\n"
        "changed,conv2d,conv2d\n");
}

// Two imports of one file: Keras goes on counting, so no name is what it was.
TEST_CASE("summaries that were made at run time match by kind where names are numbers") {
  const std::vector<nns::layer_summary> before = {
      {.name = "input_1", .kind = "input", .output = {4}, .activations = 4},
      {.name = "dense_1", .kind = "dense", .output = {8}, .forward = 32_MAC, .parameters = 40, .activations = 8},
      {.name = "dense_2", .kind = "dense", .output = {2}, .forward = 16_MAC, .parameters = 18, .activations = 2},
  };
  std::vector<nns::layer_summary> after = before;
  after[0].name = "input_7";
  after[1].name = "dense_18";
  after[2].name = "dense_19";
  const nns::layer_summary total{.output = {2}, .forward = nns::macs{48}, .parameters = 58, .activations = 14};
  const nns::summary_view old_view("v1", before, total);
  CHECK(nns::diff(old_view, nns::summary_view("v2", after, total)).empty());
  after[1].forward = nns::macs{nns::unknown};
  const nns::summary_view new_view("v2", after, total);
  CHECK(nns::to_text(nns::diff(old_view, new_view), {.columns = "change name forward"}) ==
        "v1 -> v2\n"
        "change   name      forward MACs\n"
        "-------------------------------\n"
        "changed  dense_18       32 -> ?\n"
        "-------------------------------\n"
        "         total               48\n");
}

TEST_CASE("changes of large, small and no numbers") {
  const auto text_of = [](std::int64_t was, std::int64_t is) {
    nns::layer_summary then{.forward = nns::macs{was}};
    nns::layer_summary now{.forward = nns::macs{is}};
    const nns::summary_view a("m", {}, then);
    const nns::summary_view b("m", {}, now);
    const std::string all = nns::to_text(nns::diff(a, b), {.columns = "forward"});
    const std::string line = all.substr(0, all.size() - 1);
    return line.substr(line.rfind('\n') + 1);
  };
  // ResNet-18 and ResNet-50 of the original collection; 4,089,184,256 / 1,826,918,400 = 2.2383.
  CHECK(text_of(1'826'918'400, 4'089'184'256) == "1.83 GMAC -> 4.09 GMAC (+123.8%)");
  CHECK(text_of(100'000'000, 1) == "100 MMAC -> 1 MAC (-100.0%)");
  CHECK(text_of(1'000'000, 1'000'001) == "1,000,000 -> 1,000,001 (+<0.1%)");
  CHECK(text_of(0, 10) == "     0 -> 10");
  CHECK(text_of(10, 0) == "10 -> 0 (-100.0%)");
}

/// What changed, in words: "removed dense".
template <class Before, class After>
std::vector<std::string> changes() {
  std::vector<std::string> all;
  for (const nns::diff_row& r : nns::diff(nns::summary<Before>, nns::summary<After>).rows())
    all.push_back(std::string(nns::name_of(r.change)) + " " +
                  nns::report::string_of(r.is() ? r.name_after : r.name_before));
  return all;
}
using words = std::vector<std::string>;

TEST_CASE("a name that ends in a number is no kind and a number") {
  using before = nns::sequential<input<4>, named<"block7", dense<3>>, named<"12", relu>>;
  using after = nns::sequential<input<4>, named<"block8", dense<3>>, named<"13", relu>>;
  CHECK(changes<before, after>() == words{"removed block7", "removed 12", "added block8", "added 13"});
}

TEST_CASE("layers of a kind are paired so that most of them are as they were") {
  // 5, 7, 9 units become 7 and 11: that of 5 is gone, and that of 9 has 11, though the first is nearer to the first.
  using before = nns::sequential<input<4>, dense<5>, dense<7>, dense<9>>;
  using after = nns::sequential<input<4>, dense<7>, dense<11>>;
  CHECK(changes<before, after>() == words{"removed dense", "changed dense", "changed dense_1"});
  CHECK(changes<after, before>() == words{"added dense", "changed dense_1", "changed dense_2"});
  // The multiply-adds alone are the same.
  using biased = nns::sequential<input<4>, dense<5>>;
  using bare = nns::sequential<input<4>, dense<5, no_bias>>;
  CHECK(changes<biased, bare>() == words{"changed dense"});
}

TEST_CASE("totals may differ where no layer does") {
  const nns::summary_view made{"small", {}, {.kind = "total", .parameters = 3}};
  const nns::summary_view other{"small", {}, {.kind = "total", .parameters = 4}};
  CHECK(nns::diff(made, other).rows().empty());
  CHECK_FALSE(nns::diff(made, other).empty());
  CHECK(nns::diff(made, made).empty());
}

}  // namespace
