// Models of the zoo that were written as Keras' JSON when this was built are read by the compiler: the rows are the
// same.
#include <nns/import/keras.hpp>
#include <nns/zoo/keras.hpp>
#include <nns/zoo/mlperf_tiny.hpp>

namespace {

inline constexpr char image_classification_text[] =
#include "image_classification.json.inc"
    ;
struct image_classification : nns::keras_model<image_classification_text> {};

inline constexpr char resnet50_text[] =
#include "resnet50.json.inc"
    ;
struct resnet50 : nns::keras_model<resnet50_text> {};

/// The first row in which two models differ, or -1.
template <class Written, class Read>
constexpr int first_difference() {
  const auto& written = nns::summary<Written>.layers;
  const auto& read = nns::summary<Read>.layers;
  for (int i = 0; i != written.size() && i != read.size(); ++i)
    if (!(written[i].name == read[i].name && written[i].kind == read[i].kind && written[i].output == read[i].output &&
          written[i].forward == read[i].forward && written[i].parameters == read[i].parameters &&
          written[i].trainable_parameters == read[i].trainable_parameters &&
          written[i].activations == read[i].activations))
      return i;
  return written.size() == read.size() ? -1 : written.size();
}

static_assert(first_difference<nns::zoo::mlperf_tiny::image_classification, image_classification>() == -1);
static_assert(first_difference<nns::zoo::keras::resnet50, resnet50>() == -1);

// MLPerf Tiny's ResNet-8, and the published table of Keras Applications
static_assert(nns::forward<image_classification>.count == 12'501'632);
static_assert(nns::parameters<resnet50> == 25'636'712);

}  // namespace

int main() {}
