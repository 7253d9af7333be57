// Language models: the parameters of the published checkpoints, and multiply-adds that others counted.
#include <nns/zoo/transformers.hpp>
#include <rerun.hpp>

namespace {

template <class M>
inline constexpr std::int64_t parameters = rerun::also<M>(nns::parameters<M>);

using namespace nns::zoo::transformers;
using namespace nns::literals;
using nns::forward;

// The published checkpoints, counted weight by weight: BERT's encoder and pooler
static_assert(parameters<bert_base> == 109'482'240);
static_assert(parameters<bert_large> == 335'141'888);
static_assert(nns::output_shapes<bert_base>[0] == nns::shape{512, 768});
static_assert(nns::output_shapes<bert_base>[1] == nns::shape{768});

// GPT-2's output matrix is the embedding's
static_assert(parameters<gpt2> == 124'439'808);
static_assert(parameters<gpt2_medium> == 354'823'168);
static_assert(parameters<gpt2_large> == 774'030'080);
static_assert(parameters<gpt2_xl> == 1'557'611'200);
static_assert(nns::output_shape<gpt2> == nns::shape{1'024, 50'257});

static_assert(parameters<llama2_7b> == 6'738'415'616);
static_assert(parameters<llama2_13b> == 13'015'864'320);
static_assert(parameters<llama2_70b> == 68'976'648'192);
static_assert(parameters<llama3_8b> == 8'030'261'248);
static_assert(parameters<mistral_7b> == 7'241'732'096);
static_assert(nns::output_shape<llama3_8b> == nns::shape{8'192, 128'256});

// nanoGPT's notebook transformer_sizing, over 1,024 tokens: forward_total, backward_total, total
static_assert(nns::to_flops(forward<gpt2>) == 291'648'307'200_FLOP);
static_assert(nns::to_flops(nns::backward<gpt2>) == 583'296'614'400_FLOP);
static_assert(nns::to_flops(nns::training<gpt2>) == 874'944'921'600_FLOP);

// calflops (github.com/MrYxJ/calculate-flops.pytorch) over 128 tokens: 850 GMACs, which is
// 128 (32 (4 4096^2 + 2 128 4096 + 3 4096 11008) + 4096 32000)
using short_llama = nns::zoo::llama<llama2_7b::sizes.over(128)>;
static_assert(forward<short_llama> == 850'000'871'424_MAC);
static_assert(parameters<short_llama> == parameters<llama2_7b>);

// By hand, over 128 tokens: 12 (12 128 768^2 + 2 128^2 768) + 768^2; tables of 512 positions stay
using short_bert = nns::zoo::bert<bert_base::sizes.over(128)>;
static_assert(forward<short_bert>.count == 12LL * (12 * 128 * 768 * 768 + 2 * 128 * 128 * 768) + 768 * 768);
static_assert(parameters<short_bert> == parameters<bert_base>);

}  // namespace
