// What Keras 1 leaves out: the order of axes of layers that pad, crop and stretch.
// Where a comment says (a): the rules of counting, worked out by hand; Keras 1.2.2's own input_dim agrees where a file
// states it (the field case keras1_without_dim_ordering: 5760 inputs of a dense layer).
#include "keras/written.hpp"

namespace {

using written::is_refused;
using written::layer;
using written::model_of;

const std::string convolution = layer("Convolution2D", R"("batch_input_shape": [null, 1, 28, 28], "nb_filter": 6, "nb_row": 5,
  "nb_col": 5, "border_mode": "same", "subsample": [1, 1], "dim_ordering": "th", "bias": true)");
const std::string last_convolution = layer("Convolution2D", R"("batch_input_shape": [null, 28, 28, 1], "nb_filter": 6,
  "nb_row": 5, "nb_col": 5, "border_mode": "same", "dim_ordering": "tf")");

TEST_CASE("layers without dim_ordering have that of the other layers") {
  // (a) 784 25 6 multiply-adds, 25 6 + 6 parameters before them.
  const auto moved = [](const std::string& behind, const nns::shape& output) {
    written::counts(model_of(convolution + ", " + behind), output, 784 * 25 * 6, 156);
  };
  moved(layer("ZeroPadding2D", R"("padding": [1, 2])"), {6, 30, 32});
  moved(layer("ZeroPadding2D", R"("padding": {"top_pad": 1, "bottom_pad": 0, "left_pad": 2, "right_pad": 1})"), {6, 29, 31});
  moved(layer("Cropping2D", R"("cropping": [[1, 2], [3, 4]])"), {6, 25, 21});
  moved(layer("UpSampling2D", R"("size": [2, 3])"), {6, 56, 84});
  // Where all say tf, or nobody says anything, channels are last.
  written::counts(model_of(last_convolution + ", " + layer("UpSampling2D", R"("size": [2, 3])")), {56, 84, 6},
                  784 * 25 * 6, 156);
  written::counts(model_of(layer("UpSampling2D", R"("size": [2, 3], "batch_input_shape": [null, 4, 5, 6])")), {8, 15, 6});
  // What it says itself holds.
  written::counts(model_of(convolution + ", " + layer("UpSampling2D", R"("size": [2, 3], "data_format": "channels_last")")),
                  {12, 84, 28}, 784 * 25 * 6, 156);
  const std::string volume = layer("Convolution3D", R"("batch_input_shape": [null, 2, 6, 6, 6], "nb_filter": 3,
    "kernel_dim1": 1, "kernel_dim2": 1, "kernel_dim3": 1, "border_mode": "valid", "dim_ordering": "th")");
  written::counts(model_of(volume + ", " + layer("ZeroPadding3D", R"("padding": [1, 2, 3])")), {3, 8, 10, 12}, 216 * 6, 9);
}

TEST_CASE("an order that cannot be known is not guessed") {
  const std::string other = layer("MaxPooling2D", R"("pool_size": [2, 2], "dim_ordering": "tf")");
  is_refused(model_of(convolution + ", " + other + ", " + layer("ZeroPadding2D", R"("padding": [1, 2])")), "dim_ordering");
}

TEST_CASE("batch renormalisation has three more moving numbers for each channel") {
  // tf.keras 2: gamma, beta; moving mean, variance, standard deviation; renorm_mean, renorm_stddev.
  const auto of = [](const char* more) {
    return model_of(layer("BatchNormalization", std::string(R"("batch_input_shape": [null, 8], "axis": [1], )") + more));
  };
  const nns::keras_file file{of(R"("renorm": true)")};
  REQUIRE(file);
  CHECK(file.summary().total.parameters == 7 * 8);
  CHECK(file.summary().total.trainable_parameters == 2 * 8);
  written::counts(of(R"("renorm": true, "scale": false)"), {8}, 0, 6 * 8);
  written::counts(of(R"("renorm": false)"), {8}, 0, 4 * 8);
  is_refused(of(R"("renorm": "yes")"), "true or false");
}
static_assert(nns::parameters<nns::sequential<nns::input<8>, nns::batch_normalization<nns::renorm>>> == 56);
static_assert(nns::parameters<nns::sequential<nns::input<6, 8>, nns::batch_normalization<nns::renorm, nns::axis<1>>>> == 42);
static_assert(nns::trainable_parameters<nns::sequential<nns::input<8>, nns::batch_normalization<nns::renorm>>> == 16);

}  // namespace
