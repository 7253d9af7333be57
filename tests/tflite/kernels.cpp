// What TensorFlow Lite Micro's kernels ask for, operator by operator, where no measured network has it: scratch, and what
// stays in the tail. The numbers are the formulas of its kernels and of CMSIS-NN's, worked by hand; each stands above.
#include "catch.hpp"
#include "tflite/one_operator.hpp"

#include <nns/import/tflite_file.hpp>

#include <string>
#include <vector>

namespace {

using namespace tflite_writer;

using requests = std::vector<std::int64_t>;

requests scratch(const table& m, nns::tflm::kernels k = nns::tflm::reference, const nns::tflm::abi& abi = nns::tflm::cortex_m) {
  const nns::tflite_file file(write(m));
  REQUIRE(file.error().message == "");
  const nns::tflm::file_plan plan = file.plan(k, nns::tflm::nothing_more, abi);
  REQUIRE(plan.unknown == "");
  requests asked;
  for (const nns::tflm::planned_buffer& b : plan.buffers)
    if (b.scratch) asked.push_back(b.bytes);
  return asked;
}

constexpr nns::tflm::kernels plain = nns::tflm::cmsis_nn, dsp = nns::tflm::cmsis_nn_dsp, mve = nns::tflm::cmsis_nn_mve,
                             reference = nns::tflm::reference;

/// CMSIS-NN's requests on a processor without further instructions, with DSP, with MVE.
void check_three(const table& m, const requests& without, const requests& with_dsp, const requests& with_mve) {
  CHECK(scratch(m, plain) == without);
  CHECK(scratch(m, dsp) == with_dsp);
  CHECK(scratch(m, mve) == with_mve);
}

std::int64_t used(const table& m, nns::tflm::kernels k = reference, const nns::tflm::with& more = nns::tflm::nothing_more,
                  const nns::tflm::abi& abi = nns::tflm::cortex_m) {
  const nns::tflite_file file(write(m));
  REQUIRE(file.error().message == "");
  return file.arena(abi, k, more).tail;
}

table conv(std::vector<std::int64_t> x, std::vector<std::int64_t> w, std::vector<std::int64_t> y, int of, table options) {
  const std::int64_t K = w[0];
  return one_operator(code(3), {arrives(std::move(x), of), weights(std::move(w), of == int16 ? int8 : of), weights({K}, int32)},
                      arrives(std::move(y), of), std::move(options));
}
table depthwise(std::vector<std::int64_t> x, std::vector<std::int64_t> w, std::vector<std::int64_t> y, int of, table options) {
  const std::int64_t K = w[3];
  return one_operator(code(4), {arrives(std::move(x), of), weights(std::move(w), int8), weights({K}, int32)},
                      arrives(std::move(y), of), std::move(options));
}

}  // namespace

TEST_CASE("weights of four bits are unpacked: a byte an element") {
  for (const nns::tflm::kernels k : {reference, plain, dsp, mve}) {
    CHECK(scratch(one_operator(code(3), {arrives({1, 8, 8, 3}, int8), weights({2, 3, 3, 3}, int4)}, arrives({1, 6, 6, 2}, int8),
                               window_options(3, true, 1)), k) == requests{2 * 3 * 3 * 3});
    CHECK(scratch(one_operator(code(4), {arrives({1, 8, 8, 4}, int8), weights({1, 3, 3, 4}, int4)}, arrives({1, 6, 6, 4}, int8),
                               window_options(4, true, 1)), k) == requests{3 * 3 * 4});
    CHECK(scratch(one_operator(code(9), {arrives({1, 16}, int8), weights({10, 16}, int4)}, arrives({1, 10}, int8)), k) ==
          requests{160});
  }
}

TEST_CASE("reductions ask for sums, an index and the axes") {
  for (const int of : {int8, int16})
    for (const int reduces : {40, 74})  // MEAN, SUM: 4 x outputs, 4 x rank, 4 x axes
      CHECK(scratch(one_operator(code(reduces), {arrives({1, 4, 4, 8}, of), weights({2}, int32)}, arrives({1, 8}, of))) ==
            requests{32, 16, 8});
  for (const int reduces : {82, 89, 140})  // REDUCE_MAX, REDUCE_MIN, REDUCE_ALL: 4 x rank, 4 x axes
    CHECK(scratch(one_operator(code(reduces), {arrives({4, 4, 8}, int8), weights({1}, int32)}, arrives({4, 8}, int8))) ==
          requests{12, 4});
}

TEST_CASE("sums of many tensors, sequences and pools ask for scratch") {
  // ADD_N: a pointer for each input.
  const table sum = one_operator(code(106), {arrives({1, 4}), arrives({1, 4}), arrives({1, 4})}, arrives({1, 4}));
  CHECK(scratch(sum) == requests{12});
  CHECK(scratch(sum, reference, nns::tflm::x86_64) == requests{24});
  // SVDF: 4 x batch x filters; int8 also 4 x batch x units. Rank 2: eight filters, four units.
  const auto svdf = [](int of) {
    return one_operator(code(27), {arrives({1, 16}, of), weights({8, 16}, of), weights({8, 6}, of), none(), weights({1, 48}, of)},
                        arrives({1, 4}, of));
  };
  CHECK(scratch(svdf(float32)) == requests{32});
  CHECK(scratch(svdf(int8)) == requests{32, 16});
  CHECK(scratch(svdf(int8), mve) == requests{32, 16});
  // Average pooling: with DSP 4 C, of integers.
  const auto pool = [](int of) {
    return one_operator(code(1), {arrives({1, 4, 4, 6}, of)}, arrives({1, 2, 2, 6}, of),
                        {{0, byte(1)}, {1, number(2)}, {2, number(2)}, {3, number(2)}, {4, number(2)}});
  };
  check_three(pool(int8), {}, {24}, {});
  check_three(pool(int16), {}, {24}, {});
  check_three(pool(float32), {}, {}, {});
}

TEST_CASE("CMSIS-NN's convolutions ask for the values of several positions") {
  // k C = 27: 4 up4(27), with MVE 4 up16(27); int16: 4 k C, with MVE 8 up8(27).
  const auto of_type = [](int of) { return conv({1, 8, 8, 3}, {2, 3, 3, 3}, {1, 6, 6, 2}, of, window_options(3, true, 1)); };
  check_three(of_type(int8), {112}, {112}, {128});
  check_three(of_type(int16), {108}, {108}, {256});
  check_three(of_type(float32), {}, {}, {});
  CHECK(scratch(of_type(int8)) == requests{});
  // 1 x 1 without padding, grouping and dilation: nothing.
  check_three(conv({1, 8, 8, 4}, {2, 1, 1, 4}, {1, 8, 8, 2}, int8, window_options(3, false, 1)), {}, {}, {});
  check_three(conv({1, 8, 8, 4}, {2, 1, 1, 4}, {1, 4, 4, 2}, int8, window_options(3, true, 2)), {}, {}, {});
  // Grouped, or dilated, it goes the general way: k C = 4.
  check_three(conv({1, 8, 8, 4}, {2, 1, 1, 2}, {1, 8, 8, 2}, int8, window_options(3, true, 1)), {16}, {16}, {64});
  check_three(conv({1, 8, 8, 4}, {2, 1, 1, 4}, {1, 8, 8, 2}, int8, window_options(3, true, 1, 2)), {16}, {16}, {64});
  // One row high with MVE: max(kw C + padL, (kw - 1) C + padR). Five wide and same: two columns of four on each side.
  check_three(conv({1, 1, 20, 4}, {8, 1, 5, 4}, {1, 1, 20, 8}, int8, window_options(3, false, 1)), {80}, {80}, {28});
  check_three(conv({1, 1, 20, 4}, {8, 1, 5, 4}, {1, 1, 16, 8}, int8, window_options(3, true, 1)), {80}, {80}, {20});
  // Four wide and same: one column in front, two behind.
  check_three(conv({1, 1, 20, 4}, {8, 1, 4, 4}, {1, 1, 20, 8}, int8, window_options(3, false, 1)), {64}, {64}, {20});
  // Nine wide and same: four columns on each side. With strides of 2, of four taps one column on each side.
  check_three(conv({1, 1, 20, 4}, {8, 1, 9, 4}, {1, 1, 20, 8}, int8, window_options(3, false, 1)), {144}, {144}, {52});
  check_three(conv({1, 1, 20, 4}, {8, 1, 4, 4}, {1, 1, 10, 8}, int8, window_options(3, false, 2)), {64}, {64}, {20});
  // Two channels fill a word with strides of 2; three rows of the kernel are not one: k C = 60.
  check_three(conv({1, 1, 20, 2}, {8, 1, 5, 2}, {1, 1, 8, 8}, int8, window_options(3, true, 2)), {48}, {48}, {10});
  check_three(conv({1, 1, 20, 4}, {8, 3, 5, 4}, {1, 1, 20, 8}, int8, window_options(3, false, 1)), {240}, {240}, {256});
  // Three channels do not fill a word, and a dilated one jumps: the general way, k C = 15 and 20.
  check_three(conv({1, 1, 20, 3}, {8, 1, 5, 3}, {1, 1, 16, 8}, int8, window_options(3, true, 1)), {64}, {64}, {64});
  check_three(conv({1, 1, 20, 4}, {8, 1, 5, 4}, {1, 1, 12, 8}, int8, window_options(3, true, 1, 2)), {80}, {80}, {128});
}

TEST_CASE("CMSIS-NN's depthwise convolutions ask with DSP and MVE") {
  // 3 x 3 with padding of at most one: nothing with DSP; else 2 k C. With MVE 4 x 124 x k.
  check_three(depthwise({1, 8, 8, 8}, {1, 3, 3, 8}, {1, 8, 8, 8}, int8, window_options(4, false, 1)), {}, {}, {4464});
  check_three(depthwise({1, 8, 8, 8}, {1, 5, 5, 8}, {1, 8, 8, 8}, int8, window_options(4, false, 1)), {}, {400}, {12400});
  check_three(depthwise({1, 8, 8, 8}, {1, 3, 5, 8}, {1, 8, 8, 8}, int8, window_options(4, false, 1)), {}, {240}, {7440});
  // Without padding 5 x 3 and 3 x 5 are not 3 x 3 either: 2 k C, and 4 x 124 x k.
  check_three(depthwise({1, 8, 8, 8}, {1, 5, 3, 8}, {1, 4, 6, 8}, int8, window_options(4, true, 1)), {}, {240}, {7440});
  check_three(depthwise({1, 8, 8, 8}, {1, 3, 5, 8}, {1, 6, 4, 8}, int8, window_options(4, true, 1)), {}, {240}, {7440});
  check_three(depthwise({1, 8, 8, 8}, {1, 3, 3, 8}, {1, 8, 8, 8}, float32, window_options(4, false, 1)), {}, {}, {});
  // 3 x 3 with a stride of 3 on 7: three places reach over 9, one column on each side.
  check_three(depthwise({1, 7, 7, 8}, {1, 3, 3, 8}, {1, 3, 3, 8}, int8, window_options(4, false, 3)), {}, {}, {4464});
  // Dilated, or with a batch: nothing.
  check_three(depthwise({1, 8, 8, 8}, {1, 3, 3, 8}, {1, 8, 8, 8}, int8, window_options(4, false, 1, 2)), {}, {}, {});
  check_three(depthwise({2, 8, 8, 8}, {1, 3, 3, 8}, {2, 8, 8, 8}, int8, window_options(4, false, 1)), {}, {}, {});
  // One channel that becomes eight: with MVE the general way's 4 up16(9), and K k.
  check_three(depthwise({1, 8, 8, 1}, {1, 3, 3, 8}, {1, 8, 8, 8}, int8, window_options(4, false, 1)), {}, {}, {64 + 72});
  check_three(depthwise({1, 8, 8, 2}, {1, 3, 3, 8}, {1, 8, 8, 8}, int8, window_options(4, false, 1)), {}, {}, {});
  // One channel that stays one, with a batch: nothing.
  check_three(depthwise({2, 8, 8, 1}, {1, 3, 3, 1}, {2, 8, 8, 1}, int8, window_options(4, false, 1)), {}, {}, {});
  // int16: nothing without further instructions; with them it was not measured, and that is said.
  const table wide = depthwise({1, 8, 8, 8}, {1, 3, 3, 8}, {1, 8, 8, 8}, int16, window_options(4, false, 1));
  CHECK(scratch(wide) == requests{});
  CHECK(scratch(wide, plain) == requests{});
  for (const nns::tflm::kernels k : {dsp, mve}) {
    CHECK(nns::tflite_file(write(wide)).plan(k).unknown == "DEPTHWISE_CONV_2D (operator 0)");
    CHECK(nns::tflite_file(write(wide)).arena(nns::tflm::cortex_m, k).used == nns::unknown);
  }
  const table multiplied = depthwise({1, 8, 8, 4}, {1, 3, 3, 8}, {1, 8, 8, 8}, int16, window_options(4, false, 1));
  CHECK(scratch(multiplied, dsp) == requests{});
}

TEST_CASE("CMSIS-NN's dense layer over a sequence runs as a convolution: 8 x units") {
  const auto dense = [](std::int64_t depth, std::size_t scales, std::vector<std::int64_t> y, int of = int8) {
    std::vector<std::int64_t> x = y;
    x.back() = depth;
    return one_operator(code(9), {arrives(x, of), weights({y.back(), depth}, of, scales)}, arrives(y, of));
  };
  check_three(dense(16, 1, {1, 4, 8}), {64}, {64}, {64});
  check_three(dense(15, 1, {1, 4, 8}), {}, {}, {});
  check_three(dense(16, 8, {1, 4, 8}), {}, {}, {});
  check_three(dense(16, 2, {1, 4, 2}), {}, {}, {});
  check_three(dense(16, 0, {1, 4, 8}, float32), {}, {}, {});
  check_three(dense(16, 1, {4, 8}), {}, {}, {});
  CHECK(scratch(dense(16, 1, {1, 4, 8})) == requests{});
}

TEST_CASE("transposed convolutions ask for sums") {
  const auto transposed = [](int of, int bias, std::int64_t C, int stride) {
    const std::int64_t side = (4 - 1) * stride + 3;
    std::vector<operand> in{weights({4}, int32), weights({2, 3, 3, C}, of == float32 ? float32 : int8), arrives({1, 4, 4, C}, of)};
    if (bias >= 0) in.push_back(weights({2}, bias));
    return one_operator(code(67), in, arrives({1, side, side, 2}, of), window_options(67, true, stride));
  };
  // Reference: 4 x outputs of int8, 8 x outputs of int16 and, with a bias of int16, 8 x biases. 9 x 9 x 2 outputs.
  CHECK(scratch(transposed(int8, int32, 5, 2)) == requests{4 * 162});
  CHECK(scratch(transposed(int16, -1, 5, 2)) == requests{8 * 162});
  CHECK(scratch(transposed(int16, int16, 5, 2)) == requests{8 * 162, 16});
  CHECK(scratch(transposed(float32, float32, 5, 2)) == requests{});
  CHECK(scratch(transposed(int16, int16, 5, 2), mve) == requests{8 * 162, 16});
  // CMSIS-NN, strides of at most 2 and more than 16 channels: 4 up4(k C) (MVE: up16), and k C K. k C = 153.
  check_three(transposed(int8, int32, 17, 2), {624, 306}, {624, 306}, {640, 306});
  // Else 4 K ((W - 1) sw + max(kw, sh)) max(kh, sh), and 0: 4 x 2 x 9 x 3; with strides of 4: 4 x 2 x (12 + 4) x 4.
  check_three(transposed(int8, int32, 16, 2), {216, 0}, {216, 0}, {216, 0});
  check_three(transposed(int8, int32, 17, 4), {512, 0}, {512, 0}, {512, 0});
  // Each axis counts by itself: four rows of six, and kernels that are not square.
  const auto oblong = [](std::int64_t kh, std::int64_t kw, int sh, int sw) {
    const std::int64_t high = (4 - 1) * sh + kh, wide = (6 - 1) * sw + kw;
    return one_operator(code(67), {weights({4}, int32), weights({2, kh, kw, 17}, int8), arrives({1, 4, 6, 17}, int8)},
                        arrives({1, high, wide, 2}, int8), {{0, byte(1)}, {1, number(sw)}, {2, number(sh)}});
  };
  // k C = 102; then 4 x 2 x (5 sw + max(kw, sh)) x max(kh, sh).
  check_three(oblong(2, 3, 2, 1), {416, 204}, {416, 204}, {448, 204});
  check_three(oblong(2, 3, 1, 3), {8 * 18 * 2, 0}, {288, 0}, {288, 0});
  check_three(oblong(2, 3, 3, 1), {8 * 8 * 3, 0}, {192, 0}, {192, 0});
  check_three(oblong(5, 3, 3, 3), {8 * 18 * 5, 0}, {720, 0}, {720, 0});
}

TEST_CASE("a sequence's LSTM asks for four arrays of the cell's size, with CMSIS-NN for three") {
  const auto sequence = [](int of) {
    std::vector<operand> in{arrives({1, 4, 8}, of)};
    for (int i = 0; i != 4; ++i) in.push_back(weights({6, 8}, of == float32 ? float32 : int8));
    for (int i = 0; i != 4; ++i) in.push_back(weights({6, 6}, of == float32 ? float32 : int8));
    for (int i = 0; i != 3; ++i) in.push_back(none());
    for (int i = 0; i != 4; ++i) in.push_back(weights({6}, of == float32 ? float32 : int32));
    for (int i = 0; i != 2; ++i) in.push_back(none());
    for (int i = 0; i != 2; ++i) in.push_back(arrives({1, 6}, of == float32 ? float32 : int16));
    for (int i = 0; i != 4; ++i) in.push_back(none());
    return one_operator(code(44), in, arrives({1, 4, 6}, of));
  };
  for (const int of : {int8, int16}) {
    CHECK(scratch(sequence(of)) == requests{12, 12, 12, 12});
    check_three(sequence(of), {12, 12, 12}, {12, 12, 12}, {12, 12, 12});
  }
  CHECK(scratch(sequence(float32)) == requests{24, 24, 24, 24});
  check_three(sequence(float32), {24, 24, 24, 24}, {24, 24, 24, 24}, {24, 24, 24, 24});
}

TEST_CASE("the tail keeps copies, sums of weights, and what the user says") {
  // Dense by channels: twice 4 x units, each rounded up to 16.
  const auto dense = [](std::size_t scales) {
    return one_operator(code(9), {arrives({1, 16}, int8), weights({10, 16}, int8, scales)}, arrives({1, 10}, int8));
  };
  CHECK(used(dense(10)) - used(dense(1)) == 48 + 48);
  // With MVE the sums of a dense layer's weights: 4 x units.
  CHECK(used(dense(1), mve) - used(dense(1), dsp) == 48);
  const table sequence =
      one_operator(code(9), {arrives({1, 4, 16}, int8), weights({8, 16}, int8)}, arrives({1, 4, 8}, int8));
  CHECK(used(sequence, mve) == used(sequence, dsp));  // a convolution keeps none
  // SVDF likewise: 4 x filters.
  const table svdf = one_operator(
      code(27), {arrives({1, 16}, int8), weights({8, 16}, int8), weights({8, 6}, int8), none(), weights({1, 48}, int8)},
      arrives({1, 4}, int8));
  CHECK(used(svdf, mve) - used(svdf, dsp) == 32);
  // Three resource variables more on x86-64: 40 bytes each, the table rounded up to 16.
  const auto with_variables = [](int n) {
    nns::tflm::with more{};
    more.resource_variables = n;
    return more;
  };
  CHECK(used(dense(1), reference, with_variables(5), nns::tflm::x86_64) -
            used(dense(1), reference, with_variables(2), nns::tflm::x86_64) == 208 - 80);
  nns::tflm::with kept{};
  kept.persistent_bytes = 100;
  CHECK(used(dense(1), reference, kept) - used(dense(1)) == 112);
}

TEST_CASE("a product of activations keeps a transposed copy for ever") {
  // BATCH_MATMUL's own data was not measured: the user says what it is. The right operand is copied unless it comes
  // transposed (adj_y), the left one if it does (adj_x): 8 x 8 floats, and 8 x 4.
  nns::tflm::with own{};
  own.operators[0] = {"", 126, 64};
  const auto product = [](int x, int y) {
    return one_operator(code(126), {x != 0 ? arrives({8, 4}) : arrives({4, 8}), arrives({8, 8})}, arrives({4, 8}), {{0, byte(x)}, {1, byte(y)}});
  };
  CHECK(nns::tflite_file(write(product(0, 1))).arena().unknown == "BATCH_MATMUL (operator 0)");
  const std::int64_t least = used(product(0, 1), reference, own);
  CHECK(least > 0);
  CHECK(used(product(0, 0), reference, own) - least == 256);
  CHECK(used(product(1, 1), reference, own) - least == 128);
  CHECK(used(product(1, 0), reference, own) - least == 256 + 128);
}

TEST_CASE("a Fourier transform of a length that was not measured is unknown, and so is a foreign operator") {
  const auto custom_one = [](const char* name, std::int64_t outputs) {
    return one_operator(custom(name), {arrives({512}, int16)}, arrives({outputs}, int16));
  };
  // The output has two numbers more than the length: 512 of int16.
  CHECK(scratch(custom_one("SignalRfft", 514)) == requests{1024});
  CHECK(nns::tflite_file(write(custom_one("SignalRfft", 514))).arena().unknown == "");
  CHECK(nns::tflite_file(write(custom_one("SignalRfft", 258))).arena().unknown == "CUSTOM SignalRfft (operator 0)");
  CHECK(nns::tflite_file(write(custom_one("Mine", 4))).plan().unknown == "CUSTOM Mine (operator 0)");
  // What the user says of one foreign operator says nothing of another. A scratch buffer of no bytes is one, too.
  nns::tflm::with theirs{};
  theirs.operators[0] = {"Theirs", -1, 40};
  CHECK(nns::tflite_file(write(custom_one("Mine", 4))).plan(reference, theirs).unknown == "CUSTOM Mine (operator 0)");
  const auto empty = [&](std::int64_t bytes) {
    nns::tflm::with more{};
    more.operators[0] = {"Mine", -1, 40, bytes};
    return nns::tflite_file(write(custom_one("Mine", 4))).plan(reference, more).buffers.size();
  };
  CHECK(empty(-1) == 2);
  CHECK(empty(0) == 3);
  // A builtin operator of which the user says that it has no scratch, and one that has.
  nns::tflm::with own{};
  own.operators[1] = {"Mine", -1, 40};
  CHECK(nns::tflite_file(write(custom_one("Mine", 4))).plan(reference, own).unknown == "");
  CHECK(nns::tflite_file(write(custom_one("Mine", 4))).plan(reference, own).buffers.size() == 2);
  CHECK(nns::tflite_file(write(custom_one("Mine", 4))).arena(nns::tflm::x86_64, reference, own).used > 0);
}
