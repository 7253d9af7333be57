// Attention with a cache and over a window, against loops over all pairs; latent attention; what a cache takes; tokens a second.
#include "asked.hpp"

#include <nns/layers/latent_attention.hpp>
#include <nns/memory/device.hpp>
#include <nns/models/transformer.hpp>
#include <nns/operations.hpp>

namespace {

using namespace nns::layers;
using namespace nns::literals;
using asked::macs;
using asked::parameters;

/// The pairs of queries and keys that are seen, one by one: queries at first, first + 1, ..., keys from 0 to their own place,
/// no more than the window has.
constexpr std::int64_t seen(std::int64_t first, std::int64_t queries, std::int64_t window) {
  std::int64_t pairs = 0;
  for (std::int64_t q = first; q != first + queries; ++q)
    for (std::int64_t k = 0; k <= q; ++k) pairs += window == 0 || k > q - window;
  return pairs;
}

// 16 features, 4 heads of 4, 2 of keys: the projections of a position
constexpr std::int64_t of_queries = 16 * 16 + 16 * 16, of_keys = 2 * 16 * 8;
template <std::int64_t Tokens, class... Options>
constexpr std::int64_t pairs_of =
    (macs<input<Tokens, 16>, grouped_query_attention<4, 4, 2, no_bias, Options...>> - Tokens * (of_queries + of_keys)) /
    (2 * 4 * 4);

static_assert(pairs_of<7> == 7 * 7);
static_assert(pairs_of<7, causal> == 7 * 7);
static_assert(pairs_of<7, window<3>> == 7 * 7);
static_assert(pairs_of<7, causal, count_masked<false>> == seen(0, 7, 0));
static_assert(pairs_of<7, window<3>, count_masked<false>> == seen(0, 7, 3));
static_assert(pairs_of<7, causal, window<1>, count_masked<false>> == 7);
static_assert(pairs_of<7, window<7>, count_masked<false>> == seen(0, 7, 7));
static_assert(pairs_of<7, window<900>, count_masked<false>> == seen(0, 7, 0));
// Behind a cache: one query and several
static_assert(pairs_of<1, cached<0>> == 1);
static_assert(pairs_of<1, cached<9>> == 10);
static_assert(pairs_of<3, cached<9>> == 3 * 12);
static_assert(pairs_of<3, cached<9>, count_masked<false>> == seen(9, 3, 0));
static_assert(pairs_of<3, cached<9>, window<4>, count_masked<false>> == seen(9, 3, 4));
static_assert(pairs_of<3, cached<2>, window<4>, count_masked<false>> == seen(2, 3, 4));
// As executed: of the cache the 3 that the first query still sees, and what arrives
static_assert(pairs_of<3, cached<9>, window<4>> == 3 * (3 + 3));
static_assert(pairs_of<1, cached<9>, window<4>> == 4);
static_assert(pairs_of<1, cached<2>, window<4>> == 3);
// Tokens one by one, or in pieces, are as many pairs as all at once.
static_assert(pairs_of<5, cached<4>, count_masked<false>> + pairs_of<4, cached<0>, count_masked<false>> == seen(0, 9, 0));

// Multi-query attention, and a model's weights, whatever is cached
static_assert(macs<input<1, 16>, grouped_query_attention<4, 4, 1, no_bias, cached<9>>> ==
              2 * 16 * 16 + 2 * 16 * 4 + 2 * 4 * 4 * 10);
static_assert(parameters<input<1, 16>, multi_head_attention<4, 4, cached<9>>> == 4 * 16 * 16 + 4 * 16);

// Cross attention whose memory is cached projects the queries only.
template <class... Options>
struct cross : nns::graph<node<"x", input<2, 16>>, node<"memory", input<10, 16>>,
                          node<"a", multi_head_attention<4, 4, Options...>, "x", "memory">> {};
static_assert(nns::forward<cross<>>.count == 2 * 2 * 256 + 10 * 2 * 256 + 2 * 2 * 10 * 16);
static_assert(nns::forward<cross<cached<10>>>.count == 2 * 2 * 256 + 2 * 2 * 10 * 16);
static_assert(nns::parameters<cross<cached<10>>> == nns::parameters<cross<>>);
// The bare products have a window, too.
struct bare : nns::graph<node<"q", input<2, 7, 4>>, node<"k", input<2, 7, 4>>,
                         node<"a", attention<window<3>, count_masked<false>>, "q", "k">> {};
static_assert(nns::forward<bare>.count == 2 * 2 * 4 * seen(0, 7, 3));
// Sinks, and positions in buckets
static_assert(parameters<input<5, 16>, multi_head_attention<4, 4, no_bias, attention_sinks, position_buckets<32>>> ==
              4 * 256 + 4 + 4 * 32);
static_assert(asked::refused_by<input<5, 16>, multi_head_attention<4, 4, window<0>>> == asked::rule::size_not_positive);

// Latent attention: 16 features, 3 heads, keys of 4 and 2 with position, latent vectors of 8, values of 5; queries from 6
template <class... Options>
using latent = latent_attention<3, 4, 2, 8, value_dim<5>, Options...>;
constexpr std::int64_t down = 16 * (8 + 2), up = 8 * 3 * (4 + 5), out = 3 * 5 * 16;
static_assert(parameters<input<7, 16>, latent<>> == 16 * 3 * 6 + down + 8 + up + out);
static_assert(parameters<input<7, 16>, latent<query_latent<6>>> == 16 * 6 + 6 + 6 * 3 * 6 + down + 8 + up + out);
static_assert(macs<input<7, 16>, latent<>> == 7 * (16 * 3 * 6 + down + up + out) + 7 * 7 * 3 * (6 + 5));
// From a cache: queries of 4 to 8 features, scores over 8 + 2, sums of 8, values of 5 from 8
static_assert(macs<input<1, 16>, latent<cached<9>>> ==
              16 * 3 * 6 + down + 3 * 4 * 8 + 10 * 3 * (8 + 2) + 10 * 3 * 8 + 3 * 8 * 5 + out);
static_assert(nns::output_shape<nns::sequential<input<7, 16>, latent<output_dim<9>>>> == nns::shape{7, 9});
static_assert(asked::refused_by<input<7, 16>, latent_attention<3, 4, 2, 0>> == asked::rule::size_not_positive);

// By kinds of operations: scores are scaled, and a softmax of each of 7 3 rows; the latent vectors are scaled.
static_assert(nns::operations<nns::sequential<input<7, 16>, latent<query_latent<6>>>>.multiplications == 7 * 7 * 3 + 7 * (6 + 8));
static_assert(nns::operations<nns::sequential<input<7, 16>, latent<>>>.exponentials == 7 * 7 * 3);
static_assert(nns::operations<nns::sequential<input<7, 16>, latent<>>>.additions == 7 * 7 * 3 - 7 * 3);
// Buckets add to each score; what is cached is neither biased nor normalised again.
using bucketed = nns::sequential<input<7, 16>, multi_head_attention<4, 4, no_bias, position_buckets<8>>>;
static_assert(nns::operations<bucketed>.additions == 4 * 49 + 4 * (49 - 7) && nns::operations<bucketed>.exponentials == 4 * 49);
static_assert(nns::operations<cross<cached<10>>>.additions == 2 * 2 * 16 + 4 * (2 * 10 - 2));

// Gradients: of all weights, of what is made inside, none of the input.
using learning = nns::sequential<input<7, 16>, latent<query_latent<6>>>;
static_assert(nns::backward<learning, nns::convention::autograd>.count ==
              2 * nns::forward<learning>.count - 7 * (16 * 6 + down));
// A head whose matrix is the embedding's learns as one with a matrix of its own.
using tied_head = nns::sequential<input<7>, embedding<100, 16>, tied_dense<100>>;
static_assert(nns::backward<tied_head, nns::convention::autograd> == 2 * nns::forward<tied_head>);

// A cache: keys and values of 2 heads of 4 in 3 layers, one of which has a window; an encoder's attention keeps nothing.
template <std::int64_t Tokens, class... Options>
struct words : nns::sequential<
    input<Tokens>, embedding<100, 16>, residual<multi_head_attention<4, 4>>,
    repeat<2, residual<grouped_query_attention<4, 4, 2, no_bias, causal, Options...>>>,
    residual<grouped_query_attention<4, 4, 2, no_bias, window<5>, Options...>>, tied_dense<100>> {};
constexpr std::int64_t position = 2 * 2 * 4;
static_assert(nns::kv_cache_bytes<words<12>>.count == position * (2 * 12 + 5) * 4);
static_assert(nns::kv_cache_bytes<words<1, cached<11>>> == nns::kv_cache_bytes<words<12>>);
static_assert(nns::kv_cache_bytes<words<12>, nns::context{3}, nns::batch{7}, nns::float16_storage>.count ==
              7 * position * 3 * 3 * 2);
static_assert(nns::kv_cache_bytes<words<12>, nns::storage{.activations = nns::data_type::int4}>.count == position * 29 / 2);
static_assert(nns::fits<words<12>, nns::budget{.kv_cache_bytes = nns::bytes{position * 29 * 2}, .storage = nns::float16_storage}>);
static_assert(!nns::fits<words<12>, nns::budget{.kv_cache_bytes = nns::bytes{position * 29 * 2}}>);
using of_latent = nns::sequential<input<12, 16>, latent<causal>>;
static_assert(nns::kv_cache_bytes<of_latent>.count == 12 * (8 + 2) * 4);

// The roofline of a token: of the table one row, of the head the whole table, of each cache what is seen.
constexpr const auto& rows = nns::roofline<words<1, cached<11>>, nns::devices::a100_80gb>.layers;
static_assert(rows[1].read.count == 4 + 16 * 4);
static_assert(rows[4].read.count == (16 + 2 * 256 + 2 * 128 + 11 * position) * 4);
static_assert(rows[4].written.count == (16 + position) * 4);
static_assert(rows[8].read.count == (16 + 2 * 256 + 2 * 128 + 4 * position) * 4);
static_assert(rows[10].read.count == (16 + 1'600) * 4);

// All of it is bound by memory: so many bytes a token, in a batch of 8 the weights once for all.
constexpr double of_one = nns::tokens_per_second<words<1, cached<11>>, nns::devices::a100_80gb>;
constexpr double of_eight = nns::tokens_per_second<words<1, cached<11>>, nns::devices::a100_80gb, nns::batch{8}>;
constexpr double of_a_prompt = nns::tokens_per_second<words<12>, nns::devices::a100_80gb>;
static_assert(of_one * nns::roofline<words<1, cached<11>>, nns::devices::a100_80gb>.seconds > 0.999);
static_assert(of_eight > of_one && of_eight < 8 * of_one && of_a_prompt > of_one);

}  // namespace
