// Language models with grouped heads, latent attention and mixtures of experts against their checkpoints, and one token of an
// answer against its prompt.
#include <nns/memory/plan.hpp>
#include <nns/zoo/transformers.hpp>
#include <rerun.hpp>

namespace {

using namespace nns::zoo::transformers;
using namespace nns::literals;
using again::parameters;
using nns::active_parameters;
using nns::forward;

// The sizes of the published checkpoints: the elements of their safetensors files, as huggingface.co lists them.
static_assert(parameters<llama3_70b> == 70'553'706'496);
static_assert(parameters<llama3_1_405b> == 405'853'388'800);
static_assert(parameters<llama3_2_1b> == 1'235'814'400);
static_assert(parameters<llama3_2_3b> == 3'212'749'824);
static_assert(parameters<qwen2_0_5b> == 494'032'768);
static_assert(parameters<qwen2_7b> == 7'615'616'512);
static_assert(parameters<qwen3_0_6b> == 596'049'920);
static_assert(parameters<qwen3_8b> == 8'190'735'360);
static_assert(parameters<qwen3_30b_a3b> == 30'532'122'624);
static_assert(parameters<qwen3_235b_a22b> == 235'093'634'560);
static_assert(parameters<gemma_2b> == 2'506'172'416);
static_assert(parameters<gemma_7b> == 8'537'680'896);
static_assert(parameters<mixtral_8x7b> == 46'702'792'704);
static_assert(parameters<mixtral_8x22b> == 140'630'071'296);
static_assert(parameters<deepseek_v2_lite> == 15'706'484'224);
static_assert(parameters<deepseek_v2> == 235'741'434'880);
// DeepSeek-V3's own code makes the router's biases parameters; without them, and the module for a second word, the
// checkpoint has 671,026,404,352.
static_assert(parameters<deepseek_v3> == 671'026'404'352 + 58 * 256);
static_assert(parameters<gpt_oss_20b> == 20'914'757'184);
static_assert(parameters<gpt_oss_120b> == 116'829'156'672);

constexpr nns::macs macs_of(std::int64_t n) { return nns::macs{n}; }

/// A published number of so many billions, exact to a unit of it.
constexpr bool near(std::int64_t n, double billions, double unit) {
  const double distance = static_cast<double>(n) / 1e9 - billions;
  return distance < unit && distance > -unit;
}
// Jiang et al. 2024, section 2.1: 13B active of 47B, as its figures have it 12.9B; Mixtral 8x22B's announcement: 39B of 141B
static_assert(near(active_parameters<mixtral_8x7b>, 12.9, 0.1));
static_assert(near(active_parameters<mixtral_8x22b>, 39, 1));
// The models' cards: 3.3B of 30.5B, 22B of 235B
static_assert(near(active_parameters<qwen3_30b_a3b>, 3.3, 0.1));
static_assert(near(active_parameters<qwen3_235b_a22b>, 22, 1));
// DeepSeek-AI 2024, abstracts and appendix B: 21B of 236B, 2.4B of 15.7B, 37B of 671B; the smaller ones without the embedding
static_assert(near(active_parameters<deepseek_v2>, 21, 1));
static_assert(near(active_parameters<deepseek_v2_lite> - 102'400 * 2'048, 2.4, 0.1));
static_assert(near(active_parameters<deepseek_v3>, 37, 1));
// OpenAI 2025, gpt-oss model card, table 1: 3.61B and 5.13B, the embedding not among them
static_assert(near(active_parameters<gpt_oss_20b> - 201'088 * 2'880, 3.61, 0.01));
static_assert(near(active_parameters<gpt_oss_120b> - 201'088 * 2'880, 5.13, 0.01));
// A model without experts uses all.
static_assert(active_parameters<llama3_8b> == nns::parameters<llama3_8b>);


// One token at a position: by hand, each matrix once, and 2 h d products for each position up to its own. A prompt of n tokens
// executes n n pairs, its tokens one by one n (n + 1) / 2.
constexpr std::int64_t matrices = 32LL * (2 * 4'096 * 4'096 + 2 * 4'096 * 1'024 + 3 * 4'096 * 14'336) + 4'096LL * 128'256;
template <std::int64_t At>
using at = nns::zoo::llama<llama3_8b::sizes.decode(At)>;
static_assert(forward<at<0>>.count == matrices + 32 * 2 * 4'096);
static_assert(forward<at<8'191>>.count == matrices + 32 * 2 * 4'096 * 8'192LL);
static_assert(forward<at<0>> + forward<at<1>> + forward<at<2>> + macs_of(32 * 2 * 4'096 * (3 * 3 - 6)) ==
              forward<nns::zoo::llama<llama3_8b::sizes.over(3)>>);
static_assert(parameters<at<100>> == parameters<llama3_8b>);
// A window has 4,096 positions, wherever.
static_assert(forward<nns::zoo::llama<mistral_7b::sizes.decode(8'000)>> ==
              forward<nns::zoo::llama<mistral_7b::sizes.decode(4'095)>>);

// Keys and values: 2 layers g d elements for each position (Pope et al. 2022, section 3.3). Of Llama 3 70B in 2 bytes that is
// 320 KiB a token; of Llama 2 7B 512 KiB, 2 GiB over its context (Kwon et al. 2023 have 800 KB for OPT-13B by the same formula).
static_assert(nns::kv_cache_bytes<llama3_70b, nns::bfloat16_storage, nns::context{1}> == 320_KiB);
static_assert(nns::kv_cache_bytes<llama2_7b, nns::float16_storage> == 2_GiB);
static_assert(nns::kv_cache_bytes<nns::zoo::llama<llama2_7b::sizes.decode(99)>, nns::batch{3}, nns::float16_storage> ==
              300 * 512_KiB);
static_assert(nns::kv_cache_bytes<mistral_7b, nns::float16_storage> ==
              nns::kv_cache_bytes<mistral_7b, nns::float16_storage, nns::context{4'096}>);
// DeepSeek-AI 2024 (DeepSeek-V2), table 9: 34.6K elements a token
static_assert(nns::kv_cache_bytes<deepseek_v2, nns::full_int8, nns::context{1}> == 34'560_B);

}  // namespace
