// Shapes that the program finds out: the same answers as the compiler's, and fast enough for a search.
#include "catch.hpp"

#include <nns/interop/catch2.hpp>  // prints shapes: one program prints them in one way
#include <nns/layers/slicing.hpp>
#include <nns/nns.hpp>
#include <nns/zoo/mobilenet_v2.hpp>

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace nns::layers;
using namespace nns::literals;
using nns::shape;

namespace {

using mobilenet = nns::zoo::mobilenet_v2<>;

struct two : nns::graph<node<"a", input<10, 8>>, node<"b", input<6>>, node<"l", lstm<4>, "a">, node<"d", dense<4>, "b">,
                        node<"s", add<>, "l", "d">, outputs<"s", "l">> {};

struct backbone : nns::sequential<input<9, 9, 3>, conv2d<4, kernel<3>>> {};
struct deep : nns::sequential<input<9, 9, 3>, backbone, named<"head", named<"squeeze", conv2d<4, kernel<7>>>, flatten>> {
};

// Not constexpr: only a program can ask it.
struct own {
  static inline int asked = 0;
  static shape output(const shape& in) {
    ++asked;
    return in[0] > 1 ? shape{in[0] / 2} : nns::refuse("nothing would be left");
  }
  static nns::cost cost(const shape& in, const shape&) { return {.forward = nns::macs{in[0]}}; }
};
struct halving : nns::sequential<input<16>, repeat<2, own>> {};

volatile std::int64_t hidden = 0;
std::int64_t now(std::int64_t n) {
  hidden = n;
  return hidden;
}

TEST_CASE("a model at shapes that are found out at run time", "[at]") {
  // The table of checkpoints in tensorflow/models, in millions.
  const std::vector<std::pair<int, int>> table = {{224, 300}, {192, 221}, {160, 154}, {128, 99}, {96, 56}};
  for (const auto& [resolution, millions] : table) {
    const nns::answer a = nns::at<mobilenet>(shape{now(resolution), now(resolution), 3});
    CHECK_FALSE(a.refused);
    CHECK(a.forward.count / 1'000'000 == millions);
    CHECK(a.trainable_parameters == 3'504'872);
    CHECK(a.output == shape{1000});
  }
  const nns::answer both = nns::at<two>(shape{now(7), 3}, shape{now(5)});
  CHECK(both.forward == nns::macs{7 * 4 * 4 * (3 + 4) + 5 * 4});
  CHECK(both.outputs == nns::shapes{{4}, {4}});
  CHECK(nns::at<deep>({now(10), 10, 3}).output == shape{2 * 2 * 4});
}

TEST_CASE("a model that refuses a shape says why when the program runs", "[at]") {
  const nns::answer a = nns::at<deep>(shape{now(8), 8, 3});
  REQUIRE(a.refused);
  CHECK(std::string(std::string_view(a.refused)) == "the (dilated) kernel is larger than the padded input");
  CHECK(a.refused.layer() == "head/squeeze");
  CHECK(a.refused.row == 2);
  CHECK(a.refused.arrived == shape{6, 6, 4});
  CHECK_FALSE(a.forward <= 1_GMAC);
  CHECK_FALSE(a.parameters < 1'000'000);
  const std::string copied = a.refused;
  const nns::answer copy = a;
  CHECK(copy.refused.layer() == "head/squeeze");
  CHECK(copied.size() == a.refused.size());
}

TEST_CASE("a layer whose answers only a program finds", "[at]") {
  CHECK(nns::at<halving>(shape{now(16)}).forward == nns::macs{16 + 8});
  const nns::answer a = nns::at<halving>(shape{now(2)});
  CHECK(a.refused == "nothing would be left");
  CHECK(a.refused.row == 2);
  CHECK(own::asked == 2 + 2 + 2);  // once more to find the place
}

TEST_CASE("a thousand resolutions take less than a tenth of a second", "[at]") {
  std::int64_t last = 0;
  bool grows = true;
  double best = 1;
  for (int attempt = 0; attempt != 5 && best >= 0.1; ++attempt) {  // another program may be at work
    const auto start = std::chrono::steady_clock::now();
    last = 0;
    for (std::int64_t n = 32; n != 1'032; ++n) {
      const nns::answer a = nns::at<mobilenet>(shape{now(n), n, 3});
      grows = grows && !a.refused && a.forward.count >= last;
      last = a.forward.count;
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    best = took.count() < best ? took.count() : best;
  }
  CHECK(grows);
  CHECK(best < 0.1);
}

TEST_CASE("many inputs and outputs", "[at]") {
  struct many : nns::sequential<input<4, 3>, unstack<axis<1>>> {};
  const nns::answer parts = nns::at<many>(std::vector{shape{now(20), 3}});
  CHECK(parts.output_count == 20);
  CHECK(parts.outputs.size() == 16);
  CHECK(parts.output == shape{3});
  CHECK(nns::cost_of<add<>>(std::vector(static_cast<std::size_t>(now(20)), shape{3})).output == shape{3});
}

TEST_CASE("a model at its own shapes, and layers at up to three", "[at]") {
  CHECK(nns::at<deep>().output == shape{4});
  CHECK(nns::at<two>().forward == nns::forward<two>);
  // dense<4> of 5 and of 7 numbers, and of 2: 20, 28 and 8.
  struct three : nns::graph<node<"a", input<3>>, node<"b", input<3>>, node<"c", input<3>>, node<"d", dense<4>, "a">,
                            node<"e", dense<4>, "b">, node<"f", dense<4>, "c">, node<"s", add<>, "d", "e", "f">> {};
  CHECK(nns::at<three>(shape{now(5)}, shape{7}, shape{2}).forward == 56_MAC);
  CHECK(nns::at<three>(shape{now(5)}, shape{7}).refused);
  CHECK(nns::cost_of<add<>>(shape{now(5)}, shape{5}).output == shape{5});
  CHECK(nns::cost_of<concatenate<>>(shape{now(5)}, shape{7}, shape{2}).output == shape{14});
  CHECK(nns::cost_of<add<>>(shape{now(5)}, shape{7}).refused);
}

TEST_CASE("operations at another shape", "[at]") {
  // dense<4> of n numbers: 4 n multiply-adds, and 4 additions of the bias.
  struct small : nns::sequential<input<3>, dense<4>> {};
  const auto all = nns::at<small, nns::convention::element_wise>(shape{now(10)});
  CHECK_FALSE(all.refused);
  CHECK(all.forward.count == 44);
  CHECK(all.forward.multiply_adds == 40);
}

TEST_CASE("numbers of a refused shape are none, whatever is computed with them", "[at]") {
  const nns::answer none = nns::at<deep>(shape{now(8), 8, 3});
  const nns::answer some = nns::at<deep>(shape{now(9), 9, 3});
  REQUIRE(none.refused);
  REQUIRE_FALSE(some.refused);
  // 7 x 7 x 4 x 3 x 3 x 3 and 4 x 4 x 7 x 7 multiply-adds; 3 x 3 x 3 x 4 + 4 and 7 x 7 x 4 x 4 + 4 parameters.
  const std::int64_t work = 7 * 7 * 4 * 27 + 16 * 49, weights = 112 + 788;
  CHECK((some.forward + some.forward).count == 2 * work);
  CHECK((2 * some.forward).count == 2 * work);
  CHECK((some.parameters - 900).count == weights - 900);
  CHECK((some.parameters * 2).count == 2 * weights);
  CHECK((none.forward + some.forward).count == nns::unknown);
  CHECK((some.forward - none.forward).count == nns::unknown);
  CHECK((2 * none.forward).count == nns::unknown);
  CHECK((none.parameters + 1).count == nns::unknown);
  const std::int64_t plain = none.parameters, known = some.parameters;
  CHECK(plain == nns::unknown);
  CHECK(known == weights);
  CHECK_FALSE(none.forward <= some.forward);
  CHECK_FALSE(none.forward >= some.forward);
  CHECK_FALSE(none.forward == none.forward);
  nns::macs sum{1};
  sum += some.forward;
  CHECK(sum.count == work + 1);
}

TEST_CASE("a search when the program runs", "[at]") {
  constexpr auto fits = [](std::int64_t n) { return nns::at<mobilenet>({32 * n, 32 * n, 3}).forward <= 100_MMAC; };
  CHECK(32 * nns::largest<fits>(now(1), now(16)) == 128);
}

}  // namespace
