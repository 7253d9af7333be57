// Every model of the zoo is written as Keras' JSON and read again: the same rows, with the same names, kinds, shapes
// and counts. The models are those that the zoo's tests ask about (rerun.hpp), so there is no second list of them.
#include "round_trip.hpp"

#include <rerun.hpp>

namespace {

TEST_CASE("every model of the zoo comes back from its JSON") {
  for (const rerun::asked_model& model : rerun::asked_models()) comes_back(model.name, model.run);
  // The original collection, torchvision, Keras Applications, MLPerf Tiny, transformers, U-Nets, a translator; and
  // those of language_models, encoders_decoders and detection_recommendation.
  CHECK(rerun::asked_models().size() >= 28 + 101 + 26 + 5 + 11 + 2 + 1 + 38);
}

}  // namespace
