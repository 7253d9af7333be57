// Comparisons of several models in the four formats, and what the streams print.
#include "catch.hpp"

#include <nns/nns.hpp>
#include <nns/report/static_text.hpp>
#include <nns/report/stream.hpp>

#include <sstream>
#include <string>
#include <vector>

using namespace nns::layers;
using namespace nns::literals;

namespace {

// 784 10 multiply-adds and 10 more parameters; 784 + 2 10 activations.
struct logistic : nns::sequential<input<784>, dense<10, softmax>> {
  static constexpr nns::text name = "Logit|model";
};

// Two inputs of 100 and 20; 120 1,000 multiply-adds and 1,000 more parameters; 100 + 20 + 120 + 1,000 activations.
struct two_ways : nns::graph<
    node<"a", input<100>>,
    node<"b", input<20>>,
    node<"both", concatenate<>, "a", "b">,
    node<"dense", dense<1000>, "both">> {};

TEST_CASE("a comparison in the four formats") {
  // Training: three times the multiply-adds and twice the activations, for each of 32 instances; 4 bytes a number.
  constexpr auto c = nns::compare<logistic, two_ways>(nns::phase::training, nns::batch{32});
  CHECK(nns::to_text(c) ==
        "name         input    parameters  model size        MACs  all activations  phase     batch\n"
        "------------------------------------------------------------------------------------------\n"
        "Logit|model  784           7,850     31.4 kB     752,640           206 kB  training     32\n"
        "two_ways     100, 20     121,000      484 kB  11,520,000           317 kB  training     32\n");
  CHECK(nns::to_markdown(c) ==
        "| name         | input   | parameters | model size |       MACs | all activations | phase    | batch |\n"
        "|:-------------|:--------|-----------:|-----------:|-----------:|----------------:|:---------|------:|\n"
        "| Logit\\|model | 784     |      7,850 |    31.4 kB |    752,640 |          206 kB | training |    32 |\n"
        "| two_ways     | 100, 20 |    121,000 |     484 kB | 11,520,000 |          317 kB | training |    32 |\n");
  CHECK(nns::to_csv(c) ==
        "name,input_shapes,parameters,parameter_bytes,macs,activations,activation_bytes,phase,batch\n"
        "Logit|model,784,7850,31400,752640,51456,205824,training,32\n"
        "two_ways,100;20,121000,484000,11520000,79360,317440,training,32\n");
  CHECK(nns::to_json(c) ==
        "[\n"
        "  {\"name\": \"Logit|model\", \"input_shapes\": [[784]], \"parameters\": 7850, "
        "\"parameter_bytes\": 31400, \"macs\": 752640, \"activations\": 51456, \"activation_bytes\": 205824, "
        "\"phase\": \"training\", \"batch\": 32},\n"
        "  {\"name\": \"two_ways\", \"input_shapes\": [[100], [20]], \"parameters\": 121000, "
        "\"parameter_bytes\": 484000, \"macs\": 11520000, \"activations\": 79360, \"activation_bytes\": 317440, "
        "\"phase\": \"training\", \"batch\": 32}\n"
        "]\n");
}

TEST_CASE("rows of a comparison may be put together at run time") {
  // A batch of 1 with two bytes a number: 7,850 and 804 numbers.
  const std::vector<nns::comparison_row> rows{
      nns::compare_one<logistic>(nns::phase::inference, nns::batch{1}, 2),
      nns::compare_one(nns::summary<logistic>, nns::input_shapes<logistic>, nns::phase::inference, nns::batch{1}, 2)};
  CHECK(nns::to_csv(rows, {.columns = "input_shapes macs parameter_bytes activation_bytes phase"}) ==
        "input_shapes,macs,parameter_bytes,activation_bytes,phase\n"
        "784,7840,15700,1608,inference\n"
        "784,7840,15700,1608,inference\n");
  CHECK(nns::to_json(std::vector<nns::comparison_row>{}) == "[]\n");
}

template <class T>
std::string streamed(const T& value) {
  std::ostringstream out;
  out << value;
  return out.str();
}

TEST_CASE("streams print every digit") {
  CHECK(streamed(4'089'184'256_MAC) == "4,089,184,256 MAC");
  CHECK(streamed(8_kFLOP) == "8,000 FLOP");
  CHECK(streamed(1_MiB) == "1,048,576 B");
  CHECK(streamed(nns::macs{nns::unknown}) == "? MAC");
  CHECK(streamed(nns::macs{3} - nns::macs{1'005}) == "-1,002 MAC");
  CHECK(streamed(nns::shape{28, 28, 1}) == "28x28x1");
  CHECK(streamed(nns::text{"text"}) == "text");
  CHECK(streamed(nns::phase::inference) == "inference");
  CHECK(streamed(nns::summary<logistic>) == nns::to_text(nns::summary<logistic>));
  CHECK(streamed(nns::static_text<logistic>) == nns::to_text(nns::summary<logistic>));
  CHECK(streamed(nns::compare<logistic>()) == nns::to_text(nns::compare<logistic>()));
}

}  // namespace
