// Training steps that a program measures: for any batch, optimizer and number of devices what papers' closed forms say, and
// for other networks what the compiler found.
#include "catch.hpp"

#include <nns/memory/parallel.hpp>
#include <nns/memory/training.hpp>
#include <nns/memory/training_plan.hpp>
#include <nns/models/mixture_of_experts.hpp>
#include <nns/nns.hpp>

#include <cstdint>

using namespace nns::layers;

namespace {

using nns::detail::uneven;

template <class M>
nns::training_bytes step(const nns::training_options& o) {
  return nns::detail::measure_training(nns::detail::step_of<M>, o);
}
template <class M>
nns::detail::sharded spread(const nns::parallel& how, const nns::training_options& o) {
  return nns::detail::shard_training(nns::detail::step_of<M>, o, how);
}

struct perceptron : nns::sequential<input<8>, dense<16, relu>, dense<4>> {};

TEST_CASE("a small network's step, by hand, for any batch and optimizer", "[training]") {
  // 144 + 68 parameters of 4 bytes; kept: the input, 8, and what relu made, 16. While the first layer's gradients are made:
  // those, the hidden layer's gradient, and all gradients, beside the weights. While the second layer's are: both, the
  // output's gradient, 4, the hidden layer's, and 68 gradients; for a batch of more than 36 that is more.
  struct state {
    nns::optimizer how;
    std::int64_t bytes;
  };
  // None; one number for each weight; two; sums of rows and columns, and biases one by one.
  const state states[] = {{nns::sgd, 0},        {nns::momentum, 848}, {nns::lion, 848}, {nns::adam, 1'696},
                          {nns::adamw, 1'696}, {nns::adafactor, 4 * (8 + 16 + 16 + 16 + 4 + 4)}};
  for (const state& s : states)
    for (std::int64_t n = 1; n <= 64; n *= 2) {
      nns::training_options o;
      o.how = s.how, o.batch = n;
      const nns::training_bytes t = step<perceptron>(o);
      REQUIRE(t.weights.count == 848);
      REQUIRE(t.gradients.count == 848);
      REQUIRE(t.master_weights.count == 0);
      REQUIRE(t.optimizer_state.count == s.bytes);
      REQUIRE(t.states().count == 2 * 848 + s.bytes);
      REQUIRE(t.activations.count == 96 * n);
      const std::int64_t first = (32 + 64 + 64) * n + 848, second = (32 + 64 + 16 + 64) * n + 272;
      REQUIRE(t.peak.count == 848 + s.bytes + (first > second ? first : second));
    }
}

// A transformer layer in 16 bits (Korthikanti et al. 2022): s b h (34 + 5 a s / h) bytes, which leave out the statistics of
// both normalisations, 8 s b each.
constexpr std::int64_t s = 64, h = 32, a = 8;
template <template <class...> class Kept>
struct transformer_of : nns::sequential<
    input<s, h>, repeat<8, Kept<residual<layer_normalization<>, multi_head_attention<a, h / a>, dropout>,
                                residual<layer_normalization<>, dense<4 * h, gelu>, dense<h>, dropout>>>> {};
struct transformer : transformer_of<sequential> {};

nns::training_options of_sixteen_bits(std::int64_t batch) {
  nns::training_options o;
  o.types = nns::mixed_bfloat16, o.batch = batch, o.attention_dropout = true;
  return o;
}

TEST_CASE("a transformer keeps what Korthikanti et al. say, on one device and on several", "[training]") {
  for (const std::int64_t b : {1, 2, 8}) {
    const nns::training_options o = of_sixteen_bits(b);
    const std::int64_t statistics = 2 * 8 * s * b, scores = 5 * a * s * s * b;
    // Equations 1 and 6; a fused kernel keeps four bytes for each query and head (Dao et al. 2022).
    REQUIRE(step<transformer>(o).activations.count == 8 * (s * b * h * 34 + scores + statistics));
    nns::training_options less = o;
    less.attention_dropout = false;
    less.attention = nns::attention_kernel::recomputed;
    REQUIRE(step<transformer>(less).activations.count == 8 * (s * b * h * 34 + statistics));
    less.attention = nns::attention_kernel::fused;
    REQUIRE(step<transformer>(less).activations.count == 8 * (s * b * h * 34 + statistics + 4 * a * s * b));
    // Table 2: checkpointed layers keep their inputs.
    REQUIRE(step<transformer_of<checkpointed>>(o).activations.count == 8 * 2 * s * b * h);
    for (const std::int64_t t : {1, 2, 4, 8}) {
      // Equation 2, and 4 with parts along the tokens.
      const nns::detail::sharded whole = spread<transformer>({.tensor = t}, o), parts = spread<transformer>({.tensor = t, .sequence = true}, o);
      REQUIRE(whole.bad.what == uneven::none);
      REQUIRE(whole.device.devices == t);
      REQUIRE(whole.device.activations.count == 8 * (s * b * h * 10 + s * b * h * 24 / t + scores / t + statistics));
      REQUIRE(parts.device.activations.count == 8 * (s * b * h * 34 / t + scores / t + statistics / t));
      // Biases of outputs and normalisations, 6 h of 12 h h + 13 h, are whole (Shoeybi et al. 2019). Two sums of s b h numbers
      // in each pass of a layer; of a ring each device sends 2 (t - 1) / t. With parts along the tokens two gathers more.
      REQUIRE(whole.device.parameters == 8 * ((12 * h * h + 7 * h) / t + 6 * h));
      const std::int64_t once = 2 * s * b * h / t * (t - 1);
      REQUIRE(whole.device.sent_for_tensor.count == 8 * 4 * 2 * once);
      REQUIRE(whole.device.sent().count == whole.device.sent_for_tensor.count);
      REQUIRE(parts.device.sent_for_tensor.count == 8 * (4 * 2 + 2) * once);
      REQUIRE(spread<transformer_of<checkpointed>>({.tensor = t}, o).device.sent_for_tensor.count == 8 * 6 * 2 * once);
    }
  }
}

TEST_CASE("a pipeline's first stage keeps as many micro-batches as there are stages", "[training]") {
  // Narayanan et al. 2021: the bubble is p - 1 of m + p - 1 steps; between stages go s h numbers a micro-batch.
  const std::int64_t layer = s * h * 34 + 5 * a * s * s + 2 * 8 * s;
  for (const std::int64_t p : {2, 4, 8})
    for (const std::int64_t m : {1, 4, 8}) {
      const nns::detail::sharded piped = spread<transformer>({.pipeline = p, .micro_batches = m}, of_sixteen_bits(m));
      REQUIRE(piped.bad.what == uneven::none);
      REQUIRE(piped.device.bubble == p - 1);
      REQUIRE(piped.device.slots == m + p - 1);
      REQUIRE(piped.device.stage == 0);
      REQUIRE(piped.device.activations.count == 8 / p * (m < p ? m : p) * layer);
      REQUIRE(piped.device.sent_for_pipeline.count == m * 2 * s * h);
    }
}

struct plain : nns::sequential<input<64>, dense<64, no_bias>> {};

TEST_CASE("copies of a model share its states in ZeRO's three stages", "[training]") {
  // Rajbhandari et al. 2020, figure 1, with Adam in mixed precision: 2 bytes of weights, 2 of gradients, 12 of states for each
  // parameter; section 7: 2 parameters' worth is sent, 3 in the last stage, but for one in n.
  constexpr std::int64_t psi = 64 * 64;
  for (const std::int64_t n : {1, 2, 8, 64}) {
    nns::training_options o;
    o.types = nns::mixed_float16, o.how = nns::adam, o.batch = n;
    const std::int64_t expected[] = {16 * psi, 4 * psi + 12 * psi / n, 2 * psi + 14 * psi / n, 16 * psi / n};
    for (int stage = 0; stage != 4; ++stage) {
      const nns::device_bytes d = spread<plain>({.data = n, .zero_stage = stage}, o).device;
      REQUIRE(d.states().count == expected[stage]);
      REQUIRE(d.sent_for_data.count == (stage == 3 ? 3 : 2) * 2 * psi / n * (n - 1));
      REQUIRE(d.parameters == psi);
    }
  }
}

struct sparse : nns::sequential<
    input<6, 8>, dense<8>, mixture_of_experts<8, 2, sequential<dense<16, no_bias, relu>, dense<8, no_bias>>>> {};

TEST_CASE("experts are shared, and their tokens go elsewhere and back", "[training]") {
  // The dense layer, 72, and the router, 64, are whole; of eight experts, 256 parameters each, a device has 8 / n. Of 2 x 6
  // tokens of 8 numbers that are routed, (n - 1) / n go elsewhere, twice in each pass.
  for (const std::int64_t n : {1, 2, 4, 8}) {
    nns::training_options o;
    o.how = nns::sgd, o.batch = n;
    const nns::device_bytes d = spread<sparse>({.data = n, .expert = n}, o).device;
    REQUIRE(d.parameters == 72 + 64 + 8 / n * 256);
    REQUIRE(d.sent_for_experts.count == 4 * (4 * 12 * 8) / n * (n - 1));
    REQUIRE(d.sent_for_data.count == 2 * 4 * (72 + 64) / n * (n - 1));
  }
}

TEST_CASE("what does not divide is said", "[training]") {
  const auto wrong = [](const nns::parallel& how, std::int64_t batch = 1) {
    return spread<transformer>(how, of_sixteen_bits(batch)).bad.what;
  };
  CHECK(wrong({.data = 0}) == uneven::not_positive);
  CHECK(wrong({.tensor = -2}) == uneven::not_positive);
  CHECK(wrong({.micro_batches = 0}) == uneven::not_positive);
  CHECK(wrong({.zero_stage = 4}) == uneven::zero_stage);
  CHECK(wrong({.data = 4, .expert = 3}, 4) == uneven::experts_of_copies);
  CHECK(wrong({.data = 4}, 6) == uneven::batch);
  CHECK(wrong({.tensor = 3}) == uneven::heads);     // of eight
  CHECK(wrong({.pipeline = 3}) == uneven::stages);  // of eight layers
  const auto other = [](nns::detail::step model, const nns::parallel& how, std::int64_t batch = 1) {
    return nns::detail::shard_training(model, of_sixteen_bits(batch), how).bad.what;
  };
  CHECK(other(nns::detail::step_of<perceptron>, {.pipeline = 2}) == uneven::no_stages);
  CHECK(other(nns::detail::step_of<sparse>, {.data = 3, .expert = 3}, 3) == uneven::experts);
}

/// What the compiler found, and what this program finds.
template <class M, auto... Options>
void like_the_compiler() {
  constexpr nns::training_options o = nns::training_options_of<Options...>;
  constexpr nns::training_bytes known = nns::training_memory<M, Options...>;
  CHECK(step<M>(o) == known);
  CHECK(known.activations.count > 0);
  constexpr nns::device_bytes alone = nns::sharded_training<M, nns::parallel{}, Options...>;
  CHECK(spread<M>({}, o).device == alone);
  // A single device takes what a step takes.
  CHECK(alone.peak.count == known.peak.count);
  constexpr nns::device_bytes serves = nns::sharded_serving<M, nns::parallel{}, Options...>;
  CHECK(nns::detail::shard_serving(nns::detail::step_of<M>, o, {}).device == serves);
  constexpr auto sizes = nns::detail::training_buffer_count<M, nns::training_options_of<Options...>>;
  const auto again = nns::detail::count_training_buffers(nns::detail::step_of<M>, o);
  CHECK(again.buffers == sizes.buffers);
  CHECK(again.known == sizes.known);
  const auto buffers = nns::detail::list_training_buffers<sizes.buffers>(nns::detail::step_of<M>, o);
  std::int64_t all = 0;
  for (const nns::memory_buffer& b : buffers) {
    all += b.bytes.count;
    CHECK(b.first <= b.last);
  }
  CHECK(all >= known.activations.count);
}

struct recurrent : nns::sequential<input<7, 6>, lstm<5, return_sequences>, bidirectional<gru<4>>, dense<2>> {};
struct distributed : nns::sequential<input<7, 6>, time_distributed<sequential<dense<5, relu>, dense<2>>>> {};
struct half_frozen : nns::sequential<input<8>, frozen<dense<16, relu>>, dense<4>> {};
struct own_layer {
  static constexpr nns::shape output(nns::shape in) { return in; }
  static constexpr nns::cost cost(nns::shape, nns::shape) { return {.forward = nns::macs{8}, .parameters = 3}; }
};
struct own : nns::sequential<input<8>, own_layer> {};

TEST_CASE("other networks' steps are what the compiler found", "[training]") {
  like_the_compiler<recurrent>();
  like_the_compiler<recurrent, nns::sgd, nns::batch{3}>();
  like_the_compiler<distributed>();
  like_the_compiler<half_frozen, nns::mixed_float16>();
  like_the_compiler<own>();
  like_the_compiler<transformer_of<checkpointed>, nns::mixed_bfloat16, nns::batch{2}>();
  like_the_compiler<sparse, nns::adafactor>();
}

}  // namespace
