// Networks that read text, speech or pictures with attention across: parameters of their published checkpoints, and work that
// others counted.
#include <nns/memory/plan.hpp>
#include <nns/zoo/clip.hpp>
#include <nns/zoo/stable_diffusion.hpp>
#include <nns/zoo/t5.hpp>
#include <nns/zoo/whisper.hpp>
#include <rerun.hpp>

namespace {

using namespace nns::zoo::transformers;
using namespace nns::literals;
using again::parameters;
using nns::forward;

// Raffel et al. 2020: 60M, 220M, 770M, 2.8B, 11B; digit by digit what num_parameters() of the checkpoints prints
static_assert(parameters<t5_small> == 60'506'624);
static_assert(parameters<t5_base> == 222'903'552);
static_assert(parameters<t5_large> == 737'668'096);
static_assert(parameters<t5_3b> == 2'851'598'336);
static_assert(parameters<t5_11b> == 11'307'321'344);
static_assert(nns::output_shape<t5_small> == nns::shape{512, 32'128});

// By hand: a source of 3 tokens, a target of 2
constexpr std::int64_t square = 512LL * 512, hidden = 2LL * 512 * 2'048;
static_assert(forward<nns::zoo::t5<t5_small::sizes.over(3, 2)>>.count ==
              6 * (3 * (4 * square + hidden) + 2 * 3 * 3 * 512) +
                  6 * (2 * (6 * square + hidden) + 3 * 2 * square + 2 * 2 * 2 * 512 + 2 * 2 * 3 * 512) +
                  2 * 512 * 32'128);

// The sixth token of an answer to 3 tokens: each of 6 blocks has 4 matrices of attention, 2 of cross attention, whose keys and
// values are at hand, and the perceptron; 512 products twice for each of 6 + 3 positions that are seen.
using answer = nns::zoo::t5_step<t5_small::sizes.over(3, 2).decode(5)>;
static_assert(forward<answer>.count == 6 * (6 * square + hidden + 2 * 512 * (6 + 3)) + 512 * 32'128);
// All but the encoder: 6 blocks of 4 matrices, a perceptron and 2 normalisations, one more, and 32 buckets of 8 heads
static_assert(parameters<answer> == 60'506'624 - 6 * (4 * square + hidden + 2 * 512) - 512 - 32 * 8);
// Keys and values of both, in 6 layers
static_assert(nns::kv_cache_bytes<answer, nns::float16_storage> == (6 + 3) * 6 * 2 * 512 * 2_B);

// Radford et al. 2022, table 1, and digit by digit what is trained of the published checkpoints (huggingface.co; KerasHub's presets
// name tiny, base, small and medium): all but 1,500 positions of the encoder, which are sinusoids
static_assert(parameters<whisper_tiny> == 37'760'640 - 1'500 * 384);
static_assert(parameters<whisper_base> == 72'593'920 - 1'500 * 512);
static_assert(parameters<whisper_small> == 241'734'912 - 1'500 * 768);
static_assert(parameters<whisper_medium> == 763'857'920 - 1'500 * 1'024);
static_assert(parameters<whisper_large_v3> == 1'543'490'560 - 1'500 * 1'280);
static_assert(nns::output_shape<whisper_tiny> == nns::shape{448, 51'865});
// A cache keeps the text's positions, and the 1,500 that are attended to, in 4 layers of 2 384 elements.
static_assert(nns::kv_cache_bytes<whisper_tiny, nns::float16_storage> == (448 + 1'500) * 4 * 2 * 384 * 2_B);

// A token of the text: 4 blocks (4 matrices of attention, 2 of cross attention whose keys are at hand, and the perceptron's 8),
// and 384 products twice for each position that is seen
using step = nns::zoo::whisper_step<whisper_tiny::sizes.decode(9)>;
static_assert(forward<step>.count == 4 * ((4 + 2 + 8) * 384 * 384 + 2 * 384 * (10 + 1'500)) + 384LL * 51'865);
static_assert(parameters<step> == 51'865LL * 384 + 448 * 384 +
                                      4 * (2 * (4 * 384 * 384 + 3 * 384) + 8 * 384 * 384 + 5 * 384 + 6 * 384) + 2 * 384);
static_assert(nns::kv_cache_bytes<step, nns::float16_storage> == (10 + 1'500) * 4 * 2 * 384 * 2_B);

// OpenAI's checkpoints, sum(p.numel() for p in model.parameters())
static_assert(parameters<clip_vit_b_32> == 151'277'313);
static_assert(parameters<clip_vit_b_16> == 149'620'737);
static_assert(parameters<clip_vit_l_14> == 427'616'513);
/// Millions of parameters and GFLOP of both towers in hundredths: open_clip's docs/model_profile.csv, ViT-B-32, ViT-B-16, ViT-L-14
template <class M>
constexpr bool profiled(std::int64_t megas, std::int64_t gigaflops) {
  return (nns::parameters<M> + 5'000) / 10'000 == megas && (2 * forward<M>.count + 5'000'000) / 10'000'000 == gigaflops;
}
static_assert(profiled<clip_vit_b_32>(151'28, 14'78));
static_assert(profiled<clip_vit_b_16>(149'62, 41'09));
static_assert(profiled<clip_vit_l_14>(427'62, 175'33));

// CompVis' checkpoint of Stable Diffusion 1.5, likewise, of the U-Net
using nns::zoo::stable_diffusion_1_5;
static_assert(parameters<stable_diffusion_1_5> == 859'520'964);
static_assert(nns::output_shape<stable_diffusion_1_5> == nns::shape{64, 64, 4});
// A profiler of modules sees 339 GMAC: what convolutions and dense layers multiply. By hand the rest: each of the 16 attends
// to itself and to 77 words.
constexpr std::int64_t pairs(std::int64_t positions, std::int64_t width) { return 2 * positions * (positions + 77) * width; }
constexpr std::int64_t attended = 5 * (pairs(4'096, 320) + pairs(1'024, 640) + pairs(256, 1'280)) + pairs(64, 1'280);
static_assert((forward<stable_diffusion_1_5>.count - attended + 500'000'000) / 1'000'000'000 == 339);

}  // namespace
