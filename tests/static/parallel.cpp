// Models that are spread over several devices, against closed forms of papers.
#include <nns/layers/latent_attention.hpp>
#include <nns/memory/plan.hpp>
#include <nns/memory/parallel.hpp>
#include <nns/models/mixture_of_experts.hpp>
#include <nns/nns.hpp>
#include <nns/zoo/llama.hpp>

namespace {

using namespace nns::layers;
using namespace nns::literals;
using nns::parallel;

// ZeRO (Rajbhandari et al. 2020), figure 1: 7.5 B parameters on 64 devices with Adam in mixed precision, 120, 31.4, 16.6 and
// 1.9 GB; and section 7: what is sent is 2 parameters' worth, and 3 in the third stage, but for one in 64.
struct of_7_5_billion : nns::sequential<input<75'000>, dense<100'000, no_bias>> {};
template <int Stage>
constexpr auto zero = nns::sharded_training<of_7_5_billion, parallel{.data = 64, .zero_stage = Stage}, nns::mixed_float16,
                                            nns::adam, nns::batch{64}>;
constexpr std::int64_t psi = 7'500'000'000;
static_assert(zero<0>.states() == 120_GB);
static_assert(zero<1>.states() == nns::bytes{4 * psi + 12 * psi / 64} && (zero<1>.states().count + 50'000'000) / 100'000'000 == 314);
static_assert(zero<2>.states() == nns::bytes{2 * psi + 14 * psi / 64} && (zero<2>.states().count + 50'000'000) / 100'000'000 == 166);
static_assert(zero<3>.states() == nns::bytes{16 * psi / 64} && (zero<3>.states().count + 50'000'000) / 100'000'000 == 19);
static_assert(zero<0>.sent_for_data.count == 2 * 2 * psi / 64 * 63 && zero<1>.sent_for_data == zero<0>.sent_for_data);
static_assert(zero<2>.sent_for_data == zero<0>.sent_for_data && zero<3>.sent_for_data.count == 3 * 2 * psi / 64 * 63);
static_assert(zero<0>.parameters == psi && zero<3>.parameters == psi && zero<0>.devices == 64);

// Korthikanti et al. 2022: activations of a layer with tensor parallelism, s b h (10 + 24 / t + 5 a s / (h t)), equation 2, and
// with sequence parallelism s b h / t (34 + 5 a s / h), equation 4; both without the statistics of two normalisations.
constexpr std::int64_t s = 256, b = 4, h = 128, a = 8, t = 4, statistics = 2 * 8 * s * b;
template <std::int64_t Layers, template <class...> class Kept = sequential>
struct transformer : nns::sequential<
    input<s, h>, repeat<Layers, Kept<residual<layer_normalization<>, multi_head_attention<a, h / a>, dropout>,
                                     residual<layer_normalization<>, dense<4 * h, gelu>, dense<h>, dropout>>>> {};
template <class M, parallel How>
constexpr auto spread = nns::sharded_training<M, How, nns::mixed_bfloat16, nns::attention_dropout, nns::batch{b}>;
static_assert(spread<transformer<24>, parallel{.tensor = t}>.activations.count ==
              24 * (s * b * h * 10 + s * b * h * 24 / t + 5 * a * s * s * b / t + statistics));
static_assert(spread<transformer<24>, parallel{.tensor = t, .sequence = true}>.activations.count ==
              24 * (s * b * h * 34 / t + 5 * a * s * s * b / t + statistics / t));
// Weights: 12 h h + 13 h a layer, of which biases of outputs and normalisations, 6 h, are whole (Shoeybi et al. 2019).
static_assert(nns::parameters<transformer<1>> == 12 * h * h + 13 * h);
static_assert(spread<transformer<24>, parallel{.tensor = t}>.parameters == 24 * ((12 * h * h + 7 * h) / t + 6 * h));
// Shoeybi et al. 2019: two sums of s b h numbers in each pass of a layer; of a ring each device sends 2 (t - 1) / t. With parts
// along the tokens as much, and two gathers more (Korthikanti et al. 2022, section 4.2.2). The first layer's input is no one's.
constexpr std::int64_t once = 2 * s * b * h / t * (t - 1);
static_assert(spread<transformer<24>, parallel{.tensor = t}>.sent_for_tensor.count == 24 * 4 * 2 * once);
static_assert(spread<transformer<24>, parallel{.tensor = t, .sequence = true}>.sent_for_tensor.count == 24 * (4 * 2 + 2) * once);
// Checkpointed: both sums of the forward pass once more.
static_assert(spread<transformer<24, checkpointed>, parallel{.tensor = t}>.sent_for_tensor.count == 24 * 6 * 2 * once);
static_assert(spread<transformer<24>, parallel{.tensor = 1}>.sent() == 0_B);

// A pipeline (Narayanan et al. 2021): the bubble is p - 1 of m micro-batches' time; the first stage keeps p micro-batches, as
// much as all layers of one; between stages go the activations, and their gradients back.
constexpr auto piped = spread<transformer<24>, parallel{.pipeline = 4, .micro_batches = 4}>;
static_assert(piped.bubble == 3 && piped.slots == 4 + 3 && piped.devices == 4 && piped.stage == 0);
static_assert(piped.activations.count == 24 * (s * h * 34 + 5 * a * s * s + 2 * 8 * s));
static_assert(piped.parameters == 6 * nns::parameters<transformer<1>>);
static_assert(spread<transformer<24>, parallel{.pipeline = 4, .micro_batches = 2}>.activations.count ==
              2 * 6 * 2 * (s * h * 34 + 5 * a * s * s + 2 * 8 * s));
static_assert(piped.sent_for_pipeline.count == 4 * 2 * s * h);
// Without stages, copies or parts a device is the only one.
static_assert(spread<transformer<24>, parallel{}>.peak ==
              nns::training_memory<transformer<24>, nns::mixed_bfloat16, nns::attention_dropout, nns::batch{b}>.peak);

// Layers whose parts do not meet parts are whole on each device: a lone dense layer in a residual is; two have parts.
struct lone : nns::sequential<input<6, 8>, residual<dense<8, no_bias>>, layer_normalization<>> {};
struct pair : nns::sequential<input<6, 8>, residual<dense<8, no_bias, relu>, dense<8, no_bias>>, layer_normalization<>> {};
static_assert(nns::sharded_training<lone, parallel{.tensor = 2}>.parameters == 64 + 16);
static_assert(nns::sharded_training<pair, parallel{.tensor = 2}>.parameters == 64 + 16);

// Experts: each device has two of eight; the router is whole. Tokens go to them and come back in both passes: of the 2 x 6
// that are routed, 3 / 4 go elsewhere.
struct sparse : nns::sequential<
    input<6, 8>, dense<8>, mixture_of_experts<8, 2, sequential<dense<16, no_bias, relu>, dense<8, no_bias>>>> {};
constexpr auto experts = nns::sharded_training<sparse, parallel{.data = 4, .expert = 4}, nns::sgd, nns::batch{4}>;
static_assert(experts.parameters == 72 + 64 + 2 * 256 && nns::parameters<sparse> == 72 + 64 + 8 * 256);
static_assert(experts.sent_for_experts.count == 4 * (4 * 12 * 8) / 4 * 3);
static_assert(experts.sent_for_data.count == 2 * 4 * (72 + 64) / 4 * 3);

// Latent attention (DeepSeek-AI 2024) as vLLM and SGLang split it: heads have parts of the matrices behind the latent vectors,
// I h (d + p) + r h (d + e) + h e I weights; I (r + p) + r make the vectors, and are whole, as is the cache, T (r + p).
struct latent : nns::sequential<input<6, 32>, latent_attention<4, 8, 4, 16, causal>> {};
constexpr auto heads_apart = nns::sharded_training<latent, parallel{.tensor = 2}>;
static_assert(heads_apart.parameters == (32 * 4 * 12 + 16 * 4 * 16 + 4 * 8 * 32) / 2 + 32 * 20 + 16);
static_assert(nns::sharded_serving<latent, parallel{.tensor = 2}>.cache.count == 4 * 6 * 20);
// Kept: what arrives, 6 x 32; the latent vectors before and behind their normalisation, 2 x 6 x 16; and of half of the heads
// queries, keys, values, what is weighted, 6 x 4 x 2 (12 + 8), and scores, 4 x 6 x 6.
static_assert(heads_apart.activations.count == 4 * (6 * 32 + 2 * 6 * 16 + (6 * 4 * 2 * (12 + 8) + 4 * 6 * 6) / 2));
// A sum of the output forwards; backwards one of the latent vectors' gradients. What arrives wants none. In a ring of two each
// device sends as much as there is.
static_assert(heads_apart.sent_for_tensor.count == 4 * (6 * 32 + 6 * 20));
// With a latent vector of 8 for the queries, which read nothing else: I q + q and I (r + p) + r weights are whole.
struct twice_latent : nns::sequential<input<6, 32>, dense<32>, latent_attention<4, 8, 4, 16, query_latent<8>, causal>> {};
constexpr auto twice = nns::sharded_training<twice_latent, parallel{.tensor = 2}>;
static_assert(twice.parameters == 32 * 33 + 32 * 8 + 8 + 32 * 20 + 16 + (8 * 4 * 12 + 16 * 4 * 16 + 4 * 8 * 32) / 2);
static_assert(twice.sent_for_tensor.count == 4 * (6 * 32 + 6 * (20 + 8)));

// Two convolutions (Dryden et al. 2019): the first has half of the filters, the second half of the channels, and one sum of its
// output; normalisation, pooling and depthwise filters between them have half. The bias behind a sum is whole.
struct pictures : nns::sequential<
    input<6, 6, 3>, conv2d<8, kernel<3>, same, no_bias>, batch_normalization<>, relu, depthwise_conv2d<kernel<3>, same, no_bias>,
    max_pooling2d<2>, conv2d<4, kernel<3>, same>> {};
constexpr auto filters_apart = nns::sharded_training<pictures, parallel{.tensor = 2}>;
static_assert(filters_apart.parameters == (3 * 9 * 8 + 4 * 8 + 9 * 8 + 8 * 9 * 4) / 2 + 4);
static_assert(filters_apart.sent_for_tensor.count == 4 * 3 * 3 * 4);
// The gradient of what arrives is summed, too, where somebody wants it.
static_assert(nns::sharded_training<pictures, parallel{.tensor = 2}, nns::autograd_options{.input_requires_grad = true}>
                  .sent_for_tensor.count == 4 * (3 * 3 * 4 + 6 * 6 * 3));
// Nothing follows a lone convolution, and groups see some channels only: these are whole.
struct grouped : nns::sequential<input<6, 6, 8>, conv2d<8, kernel<3>, groups<2>, no_bias>, layer_normalization<>> {};
static_assert(nns::sharded_training<grouped, parallel{.tensor = 2}>.parameters == nns::parameters<grouped>);

// Llama 3 70B on eight cards of 80 GB: it serves a prompt of 8,192 tokens with a cache of 2 x 8 x 128 x 8,192 numbers a layer;
// its states alone, 16 bytes for each of 70.55 B parameters, are more than eight cards have.
using llama = nns::zoo::transformers::llama3_70b;
constexpr auto served = nns::sharded_serving<llama, parallel{.tensor = 8}, nns::mixed_bfloat16>;
static_assert(nns::fits_memory<served, 80_GB>);
static_assert(served.cache.count == 80LL * 2 * 8 * 128 * 8'192 * 2 / 8);
static_assert(nns::sharded_serving<llama, parallel{}, nns::mixed_bfloat16>.cache == nns::kv_cache_bytes<llama, nns::bfloat16_storage>);
constexpr auto trained = nns::sharded_training<llama, parallel{.tensor = 8, .sequence = true}, nns::mixed_bfloat16>;
static_assert(!nns::fits_memory<trained, 80_GB>);
static_assert(trained.states().count > 16 * nns::parameters<llama> / 8 && 16 * nns::parameters<llama> > 8 * 80'000'000'000);

}  // namespace
