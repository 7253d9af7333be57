// MLPerf Tiny's networks against the counts of their definitions: parameters as Keras counts them, and multiply-adds.
#include <nns/zoo/mlperf_tiny.hpp>
#include <rerun.hpp>

namespace {

using namespace nns::zoo::mlperf_tiny;

template <class M>
constexpr bool counts(std::int64_t multiply_adds, std::int64_t all_parameters) {
  return rerun::also<M>(nns::forward<M>).count == multiply_adds && nns::parameters<M> == all_parameters;
}

// The reference models of MLPerf Tiny (Banbury et al. 2021), counted from their Keras files.
static_assert(counts<anomaly_detection>(264'192, 269'992));
static_assert(counts<image_classification>(12'501'632, 78'666));
static_assert(counts<visual_wake_words>(7'489'664, 221'794));
static_assert(counts<streaming_wake_word>(826'368, 47'707));
static_assert(counts<keyword_spotting>(2'656'768, 24'908));

static_assert(nns::output_shape<keyword_spotting> == nns::shape{12});
static_assert(nns::output_shape<anomaly_detection> == nns::shape{640});

}  // namespace
