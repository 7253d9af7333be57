// Layers that make numbers of text, categories and sound. Shapes are those of Keras 3.16.0's own tests and documentation
// (keras/src/layers/preprocessing), with the batch left out; a convolution of L samples by F frequencies is frames L F.
#include "keras/written.hpp"

#include <sstream>

namespace {

using nns::shape;
using written::counts;
using written::functional_of;
using written::input;
using written::is_refused;
using written::layer;
using written::model_of;
using written::node;

constexpr std::int64_t open = nns::unknown;

std::string of(const std::string& class_name, const std::string& config, const std::string& extents) {
  return model_of(layer(class_name, std::string(R"("batch_input_shape": [null)") + (extents.empty() ? "" : ", ") + extents + "]" +
                                        (config.empty() ? "" : ", ") + config));
}

TEST_CASE("text becomes a sequence, or counts of words") {
  const std::string whitespace = R"("split": "whitespace", )";
  counts(of("TextVectorization", R"("output_mode": "int", "output_sequence_length": 250)", "1"), {250});
  counts(of("TextVectorization", R"("output_mode": "int", "output_sequence_length": null)", ""), {open});
  counts(of("TextVectorization", whitespace + R"("output_mode": "multi_hot", "max_tokens": 50, "pad_to_max_tokens": true)",
            ""),
         {50});
  counts(of("TextVectorization", whitespace + R"("output_mode": "tf_idf", "max_tokens": 50, "vocabulary_size": 9)", ""),
         {9});
  // Without a split, the last axis holds the words.
  counts(of("TextVectorization", R"("split": null, "output_mode": "count", "vocabulary_size": 9)", "5"), {9});
  is_refused(of("TextVectorization", R"("output_mode": "bags")", "1"), "an unknown value here");
  is_refused(of("TextVectorization", R"("output_sequence_length": 0)", "1"), "must be at least 1");
}

TEST_CASE("lookups") {
  for (const char* name : {"StringLookup", "IntegerLookup"}) {
    counts(of(name, R"("output_mode": "int", "vocabulary": ["a", "b", "c"])", "5"), {5});
    // An index for unknown words stands before those of the vocabulary.
    counts(of(name, R"("output_mode": "multi_hot", "vocabulary": ["a", "b", "c"], "num_oov_indices": 1)", "5"), {4});
    counts(of(name, R"("output_mode": "one_hot", "vocabulary": ["a", "b", "c"], "num_oov_indices": 2)", "5"), {5, 5});
    counts(of(name, R"("output_mode": "one_hot", "vocabulary_size": 7)", "5, 1"), {5, 7});
    counts(of(name, R"("output_mode": "count", "max_tokens": 20, "pad_to_max_tokens": true, "vocabulary_size": 7)", "5"),
           {20});
    // A vocabulary in a file of its own is not known.
    counts(of(name, R"("output_mode": "multi_hot", "vocabulary": "words.txt")", "5"), {open});
  }
  counts(of("Hashing", R"("num_bins": 8, "output_mode": "int")", "5"), {5});
  counts(of("Hashing", R"("num_bins": 8, "output_mode": "one_hot")", "5, 1"), {5, 8});
  counts(of("Hashing", R"("num_bins": 8, "output_mode": "multi_hot")", "5"), {8});
  is_refused(of("Hashing", R"("output_mode": "int")", "5"), "num_bins");
  const auto crossing = [](const std::string& config) {
    return functional_of(input("x", "1") + "," + input("y", "1") + "," +
                         node("HashedCrossing", "a", config, R"([[["x", 0, 0, {}], ["y", 0, 0, {}]]])"));
  };
  counts(crossing(R"("num_bins": 6, "output_mode": "one_hot")"), {6});
  counts(crossing(R"("num_bins": 6, "output_mode": "int")"), {1});
  is_refused(of("HashedCrossing", R"("num_bins": 6)", "5"), "more inputs");
}

TEST_CASE("spectrograms") {
  const std::string docs = R"("mode": "log", "frame_length": 256, "frame_step": 128, "fft_length": 512)";
  const auto two = [](std::int64_t frames, std::int64_t channels) { return 2 * frames * channels * 256 * 257; };
  counts(of("STFTSpectrogram", docs + R"(, "padding": "valid")", "160000, 1"), {1249, 257}, two(1249, 1), 2 * 256 * 257);
  counts(of("STFTSpectrogram", docs + R"(, "padding": "same")", "160000, 2"), {1250, 514}, two(1250, 2), 2 * 256 * 257);
  counts(of("STFTSpectrogram", docs + R"(, "padding": "same", "expand_dims": true)", "160000, 3"), {1250, 257, 3},
         two(1250, 3), 2 * 256 * 257);
  counts(of("STFTSpectrogram", docs + R"(, "padding": "same", "expand_dims": true, "data_format": "channels_first")",
            "3, 160000"),
         {3, 1250, 257}, two(1250, 3), 2 * 256 * 257);
  counts(of("STFTSpectrogram", R"("mode": "stft", "frame_length": 500, "frame_step": 25, "fft_length": 1024)", "16000, 1"),
         {15500 / 25 + 1, 513 * 2}, (15500 / 25 + 1) * 500 * 513 * 2, 2 * 500 * 513);
  counts(of("STFTSpectrogram", R"("mode": "real", "frame_length": 150, "frame_step": 71, "fft_length": 4096)",
            "160000, 1"),
         {159850 / 71 + 1, 2049}, std::int64_t{159850 / 71 + 1} * 150 * 2049, 150 * 2049);
  // Half of the frame, and the power of two above it.
  counts(of("STFTSpectrogram", R"("mode": "imag", "frame_length": 300)", "1000, 1"), {700 / 150 + 1, 257},
         (700 / 150 + 1) * 300 * 257, 300 * 257);
  is_refused(of("STFTSpectrogram", R"("mode": "phase")", "16000, 1"), "an unknown value here");
  is_refused(of("STFTSpectrogram", docs, "16000"), "wrong rank");
  is_refused(of("STFTSpectrogram", docs, "255, 1"), "larger than the padded input");
  // The matrix from 1025 frequencies to 80 bands, at 126 frames; the transform before it is none.
  counts(of("MelSpectrogram", R"("num_mel_bins": 80, "sequence_stride": 128, "fft_length": 2048)", "16000"), {80, 126},
         126 * 80 * 1025);
}

TEST_CASE("a pipeline, and Keras Applications' own class") {
  counts(of("Pipeline", R"("layers": [{"class_name": "RandomFlip", "config": {"name": "f"}},
    {"class_name": "CenterCrop", "config": {"name": "c", "height": 4, "width": 5}}])", "8, 8, 3"),
         {4, 5, 3});
  counts(functional_of(input("x", "8, 8, 3") + "," +
                       node("CustomScaleLayer", "a", R"("scale": 0.17)", R"([[["x", 0, 0, {}], ["x", 0, 0, {}]]])")),
         {8, 8, 3});
  is_refused(of("CustomScaleLayer", R"("scale": 0.17)", "8, 8, 3"), "more inputs");
}

// keras/src/layers of Keras 3.16.0: what it exports as keras.layers, without what is no layer (Input, InputSpec), a base
// class (Layer, Wrapper), or code of somebody else's (FlaxLayer, JaxLayer, TFSMLayer, TorchModuleWrapper).
TEST_CASE("every layer of Keras is known") {
  const char* const layers =
    "Activation ActivityRegularization AdaptiveAveragePooling1D AdaptiveAveragePooling2D AdaptiveAveragePooling3D "
    "AdaptiveMaxPooling1D AdaptiveMaxPooling2D AdaptiveMaxPooling3D Add AdditiveAttention AlphaDropout Attention "
    "AugMix AutoContrast Average AveragePooling1D AveragePooling2D AveragePooling3D AvgPool1D AvgPool2D AvgPool3D "
    "BatchNormalization Bidirectional CategoryEncoding CenterCrop Concatenate "
    "ContrastLimitedAdaptiveHistogramEqualization Conv1D Conv1DTranspose Conv2D Conv2DTranspose Conv3D "
    "Conv3DTranspose ConvLSTM1D ConvLSTM2D ConvLSTM3D Convolution1D Convolution1DTranspose Convolution2D "
    "Convolution2DTranspose Convolution3D Convolution3DTranspose Cropping1D Cropping2D Cropping3D CutMix Dense "
    "DepthwiseConv1D DepthwiseConv2D Discretization Dot Dropout ELU EinsumDense Embedding Equalization Flatten GRU "
    "GRUCell GaussianDropout GaussianNoise GlobalAveragePooling1D GlobalAveragePooling2D GlobalAveragePooling3D "
    "GlobalAvgPool1D GlobalAvgPool2D GlobalAvgPool3D GlobalMaxPool1D GlobalMaxPool2D GlobalMaxPool3D "
    "GlobalMaxPooling1D GlobalMaxPooling2D GlobalMaxPooling3D GroupNormalization GroupQueryAttention HashedCrossing "
    "Hashing Identity InputLayer IntegerLookup LSTM LSTMCell Lambda LayerNormalization LeakyReLU Masking "
    "MaxNumBoundingBoxes MaxPool1D MaxPool2D MaxPool3D MaxPooling1D MaxPooling2D MaxPooling3D Maximum "
    "MelSpectrogram Minimum MixUp MultiHeadAttention Multiply Normalization PReLU Permute Pipeline RMSNormalization "
    "RNN RandAugment RandomBrightness RandomColorDegeneration RandomColorJitter RandomContrast RandomCrop "
    "RandomElasticTransform RandomErasing RandomFlip RandomGaussianBlur RandomGrayscale RandomHue RandomInvert "
    "RandomPerspective RandomPosterization RandomRotation RandomSaturation RandomSharpness RandomShear "
    "RandomTranslation RandomZoom ReLU RepeatVector Rescaling Reshape Resizing ReversibleEmbedding STFTSpectrogram "
    "SeparableConv1D SeparableConv2D SeparableConvolution1D SeparableConvolution2D SimpleRNN SimpleRNNCell Softmax "
    "Solarization SpatialDropout1D SpatialDropout2D SpatialDropout3D SpectralNormalization StackedRNNCells "
    "StringLookup Subtract TernaryDense TextVectorization TimeDistributed UnitNormalization UpSampling1D "
    "UpSampling2D UpSampling3D ZeroPadding1D ZeroPadding2D ZeroPadding3D";
  std::istringstream all(layers);
  int count = 0;
  for (std::string name; all >> name; ++count) {
    INFO(name);
    const nns::keras_file file{model_of(written::dense + ", " + layer(name, ""))};
    CHECK(file.error().message.find("this class is not known") == std::string::npos);
  }
  CHECK(count > 150);
  is_refused(model_of(written::dense + ", " + layer("TFSMLayer", "")), "this class is not known");
}

// tf.keras' guide on text: 250 words of 16, 4 (16 8 + 8 8) for each; 1001 16 and 4 (16 8 + 8 8 + 8) parameters.
TEST_CASE("a model of text") {
  counts(model_of(R"({"class_name": "InputLayer", "config": {"batch_shape": [null, 1], "dtype": "string", "name": "in"}},
    {"class_name": "TextVectorization", "config": {"name": "tv", "max_tokens": 1000, "output_mode": "int",
    "output_sequence_length": 250}}, {"class_name": "Embedding", "config": {"name": "e", "input_dim": 1001,
    "output_dim": 16}}, {"class_name": "LSTM", "config": {"name": "l", "units": 8}})"),
         {8}, 250 * 4 * (16 * 8 + 8 * 8), 1001 * 16 + 4 * (16 * 8 + 8 * 8 + 8));
}

}  // namespace
