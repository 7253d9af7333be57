// What training takes, printed: every kind of bytes in a line of its own, in all formats alike.
#include <catch.hpp>

#include <nns/nns.hpp>
#include <nns/report/comparison.hpp>
#include <nns/report/diff.hpp>
#include <nns/report/html.hpp>
#include <nns/report/text.hpp>
#include <nns/report/training.hpp>

#include <stdexcept>
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

TEST_CASE("training is a column of reports", "[training]") {
  // 2,600 bytes of weights, as much of gradients, twice as much of Adam's; the input is kept. At the peak beside them the
  // output's gradient, 40.
  CHECK(nns::to_csv(nns::summary<net>, {.columns = "name kept_bytes training_bytes", .step = nns::training_step<>}) ==
        "name,kept_bytes,training_bytes\ninput,256,256\ndense,0,10400\ntotal,256,10696\n");
  CHECK(nns::to_csv(nns::summary<net>, {.columns = "kept_bytes", .total = false,
                                        .step = nns::training_step<nns::mixed_bfloat16, nns::batch{3}>}) == "kept_bytes\n384\n0\n");
  CHECK(nns::to_text(nns::summary<net>, {.columns = "name training_bytes", .step = nns::training_step<nns::sgd>}).find("5.50 kB") !=
        std::string::npos);
  CHECK(nns::to_json(nns::summary<net>, {.columns = "kept_bytes", .step = nns::training_step<>}).find("\"kept_bytes\": 256") !=
        std::string::npos);
  CHECK_THROWS_AS(nns::to_text(nns::summary<net>, {.columns = "name kept_bytes"}), std::invalid_argument);

  // Every copy of a repeat has its row: 64 weights of 16 bytes with Adam, and 8 numbers that tanh made; the total is what the
  // compiler found.
  struct deep : nns::sequential<input<8>, repeat<6, dense<8, no_bias, tanh_>>> {};
  const std::string rows = nns::to_csv(nns::summary<deep>, {.columns = "training_bytes", .step = nns::training_step<>});
  CHECK(rows == "training_bytes\n32\n1056\n1056\n1056\n1056\n1056\n1056\n" +
                    std::to_string(nns::training_memory<deep>.peak.count) + "\n");
  // Blocks are sums.
  struct two : nns::sequential<dense<8, no_bias, tanh_>, dense<8, no_bias, tanh_>> {};
  struct blocks : nns::sequential<input<8>, two> {};
  CHECK(nns::to_csv(nns::summary<blocks>, {.depth = 0, .columns = "name kept_bytes", .total = false, .step = nns::training_step<>}) ==
        "name,kept_bytes\ninput,32\ntwo,64\n");
}

TEST_CASE("a comparison and a difference have columns for training", "[training]") {
  struct smaller : nns::sequential<input<64>, dense<5>> {};
  constexpr nns::reported_step on_four = nns::training_step_on<nns::parallel{.data = 4}>;
  const auto models = nns::compare<net, smaller>(nns::phase::training, nns::batch{4}, 4, on_four);
  // Each device has one of four instances; a ring sends 3 / 2 of the gradients. Serving: weights, 64 numbers and the outputs.
  CHECK(nns::to_csv(models, {.columns = "name active_parameters training_bytes kept_bytes sent_bytes serving_bytes"}) ==
        "name,active_parameters,training_bytes,kept_bytes,sent_bytes,serving_bytes\n"
        "net,650,10696,256,3900,2896\nsmaller,325,5476,256,1950,1576\n");
  CHECK_THROWS_AS(nns::to_csv(nns::compare<net>(), {.columns = "training_bytes"}), std::invalid_argument);
  // No keys and values: not known.
  CHECK(nns::to_csv(models, {.columns = "kv_cache_bytes"}) == "kv_cache_bytes\n\n\n");

  const nns::difference d = nns::diff(nns::summary<net>, nns::summary<smaller>, {}, nns::training_step<nns::sgd>);
  CHECK(nns::to_csv(d, {.columns = "name training_bytes_before training_bytes_after kept_bytes_after active_parameters_after"}) ==
        "name,training_bytes_before,training_bytes_after,kept_bytes_after,active_parameters_after\n"
        "dense,5200,2600,0,325\ntotal,5496,2876,256,325\n");
  CHECK_THROWS_AS(nns::to_text(nns::diff(nns::summary<net>, nns::summary<smaller>), {.columns = "kept_bytes"}), std::invalid_argument);
}

TEST_CASE("a page shows the limits of a training step", "[training]") {
  const std::string page = nns::to_html(nns::summary<net>, {.limits = {.active_parameters = 650, .training_bytes = nns::bytes{10'696},
                                                                       .optimizer_state_bytes = nns::bytes{5'000}},
                                                            .step = nns::training_step<>});
  CHECK(page.find("active parameters") != std::string::npos);
  CHECK(page.find("training bytes") != std::string::npos);
  CHECK(page.find("optimizer state bytes") != std::string::npos);
  CHECK(page.find("gradient bytes") == std::string::npos);
  CHECK_THROWS_AS(nns::to_html(nns::summary<net>, {.limits = {.training_bytes = nns::bytes{1}}}), std::invalid_argument);
}

TEST_CASE("counting at run time is counting at compile time", "[training]") {
  const auto again = nns::detail::measure_training(nns::detail::step_of<net>, nns::training_options{});
  CHECK(again == alone);
}

}  // namespace
