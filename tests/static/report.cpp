// Tables that the compiler has made, and the numbers in them as people read them.
#include <nns/nns.hpp>
#include <nns/report/static_text.hpp>

using namespace nns::layers;

namespace {

struct lenet5 : nns::sequential<
    input<28, 28, 1>,
    conv2d<6, kernel<5>, same, tanh_>,
    average_pooling2d<2>,
    conv2d<16, kernel<5>, tanh_>,
    average_pooling2d<2>,
    flatten,
    dense<120, tanh_>,
    dense<84, tanh_>,
    dense<10, softmax>> {};

// Multiply-adds and activations by the rules: 28^2 6 25, 10^2 16 150, 400 120, 120 84, 84 10, and two values for each
// output behind a non-linear activation. Parameters: Keras' summary of the same network. Shares: 117,600 / 416,520 ...
static_assert(nns::static_text<lenet5> ==
"lenet5\n"
"name                 kind               output    forward MACs   share  parameters  activations\n"
"-----------------------------------------------------------------------------------------------\n"
"input                input              28x28x1              -       -           -          784\n"
"conv2d               conv2d             28x28x6        117,600   28.2%         156        9,408\n"
"average_pooling2d    average_pooling2d  14x14x6              -       -           -        1,176\n"
"conv2d_1             conv2d             10x10x16       240,000   57.6%       2,416        3,200\n"
"average_pooling2d_1  average_pooling2d  5x5x16               -       -           -          400\n"
"flatten              flatten            400                  -       -           -          400\n"
"dense                dense              120             48,000   11.5%      48,120          240\n"
"dense_1              dense              84              10,080    2.4%      10,164          168\n"
"dense_2              dense              10                 840    0.2%         850           20\n"
"-----------------------------------------------------------------------------------------------\n"
"total                                   10             416,520  100.0%      61,706       15,796\n");

struct small : nns::sequential<input<3>, dense<2>> {};

// The columns that are asked for, in their order. 3 2 multiply-adds, and 2 more parameters.
static_assert(nns::static_text<small, nns::text_options{.columns = "parameters name backward"}> ==
"small\n"
"parameters  name   backward MACs\n"
"--------------------------------\n"
"         -  input              -\n"
"         8  dense             12\n"
"--------------------------------\n"
"         8  total             12\n");

struct wide : nns::sequential<input<40000>, named<"w", dense<30000>>, named<"v", dense<1>>> {};

// 40,000 30,000 = 1.2e9 multiply-adds are scaled, and so is what stands in their column; the 30,000 keep their digits.
static_assert(nns::static_text<wide, nns::text_options{.columns = "name forward share activations"}> ==
"wide\n"
"name     forward   share  activations\n"
"-------------------------------------\n"
"input          -       -       40,000\n"
"w      1.20 GMAC  100.0%       30,000\n"
"v      30.0 kMAC   <0.1%            1\n"
"-------------------------------------\n"
"total  1.20 GMAC  100.0%       70,001\n");

static_assert(nns::static_text<wide, nns::text_options{.columns = "name forward", .exact = true}> ==
"wide\n"
"name    forward MACs\n"
"--------------------\n"
"input              -\n"
"w      1,200,000,000\n"
"v             30,000\n"
"--------------------\n"
"total  1,200,030,000\n");

template <int... Filters>
struct tower : nns::sequential<input<64, 64, 3>, conv2d<Filters, kernel<3>, same, relu>..., flatten, dense<10>> {};

// A table of twenty layers is within the compilers' default limits, and its last line is the total's.
constexpr const auto& twenty = nns::static_text<tower<8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8, 8>>;
static_assert(twenty.size() > 20 * 60 && twenty.data()[twenty.size() - 1] == '\n');

// Numbers: three digits, rounded to nearest, also where rounding carries into the next prefix.
template <std::size_t N>
constexpr bool reads(std::int64_t number, nns::text unit, const char (&expected)[N]) {
  char characters[64]{};
  nns::report::writer w{.out = characters};
  nns::report::put_quantity(w, number, unit);
  return nns::text{characters, w.size} == nns::text{expected};
}
static_assert(reads(0, "MAC", "0 MAC"));
static_assert(reads(999, "MAC", "999 MAC"));
static_assert(reads(1'000, "MAC", "1.00 kMAC"));
static_assert(reads(1'005, "MAC", "1.01 kMAC"));
static_assert(reads(12'345, "B", "12.3 kB"));
static_assert(reads(123'456, "B", "123 kB"));
static_assert(reads(999'499, "B", "999 kB"));
static_assert(reads(999'500, "B", "1.00 MB"));
static_assert(reads(4'089'184'256, "MAC", "4.09 GMAC"));
static_assert(reads(INT64_MAX, "FLOP", "9.22 EFLOP"));
static_assert(reads(nns::unknown, "MAC", "? MAC"));

}  // namespace
