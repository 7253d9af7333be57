// What training takes, printed: every kind of bytes in a line of its own, in all formats alike.
#include <catch.hpp>

#include <nns/nns.hpp>
#include <nns/report/training.hpp>

#include <string>

namespace {

using namespace nns::layers;

struct net : nns::sequential<input<64>, dense<10>> {};
constexpr auto alone = nns::training_memory<net>;
constexpr auto spread = nns::sharded_training<net, nns::parallel{.data = 4}, nns::batch{4}>;

TEST_CASE("training memory is printed", "[training]") {
  // 650 parameters of 4 bytes, Adam's two numbers, and 64 numbers kept.
  const std::string text = nns::to_text(alone);
  CHECK(text.find("weights                                    2,600 B\n") == 0);
  CHECK(text.find("optimizer state                            5,200 B\n") != std::string::npos);
  CHECK(nns::to_csv(alone) ==
        "what,bytes\nweights,2600\nmaster weights,0\ngradients,2600\noptimizer state,5200\nactivations kept,256\npeak,10696\n");
  CHECK(nns::to_markdown(alone).find("| activations kept | 256 |\n") != std::string::npos);
  CHECK(nns::to_json(alone).find("\"optimizer_state\": 5200") != std::string::npos);
}

TEST_CASE("a device of several is printed", "[training]") {
  // A ring of four: each sends 2 x 3 / 4 of the gradients.
  CHECK(nns::to_text(spread).find("sent for data                              3,900 B\n") != std::string::npos);
  CHECK(nns::to_json(spread).find("\"sent_for_data\": 3900") != std::string::npos);
}

TEST_CASE("layers say what they keep", "[training]") {
  struct deep : nns::sequential<input<8>, repeat<6, dense<8, no_bias, tanh_>>> {};
  // Each layer 64 weights of 16 bytes with Adam, and 8 numbers that tanh made; the first, the second with three that are left
  // out, and the last. The input is the first layer's.
  CHECK(nns::training_table<deep>() ==
        "| layer | copies | states | kept |\n|---|---:|---:|---:|\n"
        "| input | 1 | 0 | 32 |\n"
        "| dense | 1 | 1,024 | 32 |\n"
        "| dense_1 | 4 | 4,096 | 128 |\n"
        "| dense_5 | 1 | 1,024 | 32 |\n"
        "| total | | 6,144 | 224 |\n");
  CHECK(nns::training_memory<deep>.states().count == 6'144);
  CHECK(nns::training_memory<deep>.activations.count == 224);
}

TEST_CASE("counting at run time is counting at compile time", "[training]") {
  const auto again = nns::detail::measure_training(nns::detail::step_of<net>, nns::training_options{});
  CHECK(again == alone);
}

}  // namespace
