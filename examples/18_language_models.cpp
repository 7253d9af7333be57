// What a token of an answer costs: work, cache and the bound that a device sets, for models of about the same size.
#include <nns/memory/device.hpp>
#include <nns/zoo/deepseek.hpp>
#include <nns/zoo/llama.hpp>
#include <nns/zoo/qwen.hpp>

#include <cstdio>

using namespace nns::zoo;
using namespace nns::literals;

/// One token behind 4,095 others.
template <class Model>
struct step;
template <transformer_sizes S>
struct step<llama<S>> : llama<S.decode(4'095)> {};
template <transformer_sizes S>
struct step<qwen3_mixture<S>> : qwen3_mixture<S.decode(4'095)> {};
template <deepseek_sizes S>
struct step<deepseek<S>> : deepseek<S.decode(4'095)> {};

using large = step<llama<transformers::llama3_8b::sizes>>;
using experts = step<qwen3_mixture<transformers::qwen3_30b_a3b::sizes>>;
using latent = step<deepseek<transformers::deepseek_v2_lite::sizes>>;

// Three billion parameters at work are cheaper than eight, though there are thirty.
static_assert(nns::parameters<experts> > 3 * nns::parameters<large>);
static_assert(nns::forward<experts> < nns::forward<large>);
// A latent vector is a small cache.
static_assert(nns::kv_cache_bytes<latent, nns::bfloat16_storage> < nns::kv_cache_bytes<large, nns::bfloat16_storage> / 4);
static_assert(nns::kv_cache_bytes<large, nns::bfloat16_storage> == 512_MiB);

template <class Step>
void print(const char* name) {
  std::printf("%-18s %6.1f B parameters, %4.1f B active; %5.1f GFLOP a token; cache %4.0f MiB; at most %4.0f tokens a second\n",
              name, static_cast<double>(nns::parameters<Step>) / 1e9, static_cast<double>(nns::active_parameters<Step>) / 1e9,
              static_cast<double>(nns::to_flops(nns::forward<Step>).count) / 1e9,
              static_cast<double>(nns::kv_cache_bytes<Step, nns::bfloat16_storage>.count) / (1024.0 * 1024.0),
              nns::tokens_per_second<Step, nns::devices::a100_80gb, nns::bfloat16_storage>);
}

int main() {
  std::printf("the 4,096th token, in bfloat16, on an %s:\n", nns::devices::a100_80gb.name.data());
  print<large>("Llama 3 8B");
  print<experts>("Qwen3 30B-A3B");
  print<latent>("DeepSeek-V2-Lite");
}
