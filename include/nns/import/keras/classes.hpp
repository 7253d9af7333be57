// The classes of layers in all versions of Keras: the family of each, and the function that reads its config.
// A class that is not here is an error, unless the user declares it.
#pragma once

#include <nns/import/keras/layers.hpp>
#include <nns/import/keras/optimized.hpp>
#include <nns/import/keras/preprocessing_layers.hpp>
#include <nns/import/keras/recurrent.hpp>
#include <nns/layers/conv_lstm.hpp>
#include <nns/layers/highway.hpp>
#include <nns/layers/locally_connected.hpp>

namespace nns::detail {

struct keras_class {
  layer_role role = layer_role::unknown;
  const family* kind = nullptr;
  void (*read)(keras_config&) = nullptr;
};

inline constexpr auto keras_classes = [] {
  dictionary<keras_class, 1024> all;
  using role = layer_role;
  const auto layer = [&all](text name, const family& kind, void (*read)(keras_config&) = &read_nothing) {
    all.add(name, {role::layer, &kind, read});
  };
  const auto other = [&all](text name, role how, const family* kind = nullptr,
                            void (*read)(keras_config&) = &read_nothing) {
    all.add(name, {how, kind, read});
  };

  other("InputLayer", role::input, &input_family, &read_input);
  other("Sequential", role::sequential);
  other("Pipeline", role::sequential);
  other("Functional", role::functional);
  other("Model", role::functional);
  other("Lambda", role::assumed, &assumed_family, &read_lambda);
  other("TimeDistributed", role::wrapper, &time_distributed_family);
  other("Bidirectional", role::wrapper, &bidirectional_family, &read_bidirectional);
  other("SpectralNormalization", role::wrapper, &spectral_normalization_family);
  other("RNN", role::wrapper, &rnn_family, &read_sequence);
  other("StackedRNNCells", role::cells);
  other("Merge", role::merged_models, nullptr, &read_merge);
  other("TFOpLambda", role::operation, nullptr, &read_function);
  other("SlicingOpLambda", role::operation, nullptr, &read_function);
  other("TensorFlowOpLayer", role::operation, nullptr, &read_function);

  // QKeras, and the binary layers that hls4ml reads: the plain classes, whose numbers have few bits.
  for (const text name : {text{"Dense"}, text{"QDense"}, text{"BinaryDense"}, text{"TernaryDense"}})
    layer(name, dense_family, &read_dense);
  layer("QConv1D", conv1d_family, &read_convolution<1>);
  for (const text name : {text{"QConv2D"}, text{"BinaryConv2D"}, text{"TernaryConv2D"}})
    layer(name, conv2d_family, &read_convolution<2>);
  layer("QConv2DTranspose", conv2d_transpose_family, &read_transposed<2>);
  layer("QDepthwiseConv2D", depthwise_conv2d_family, &read_depthwise<2>);
  layer("QSeparableConv1D", separable_conv1d_family, &read_separable<1>);
  layer("QSeparableConv2D", separable_conv2d_family, &read_separable<2>);
  layer("QAveragePooling2D", average_pooling2d_family, &read_pool<2>);
  layer("QGlobalAveragePooling2D", global_average_pooling2d_family, &read_global_pool);
  layer("QActivation", activation_family, &read_activation);
  layer("QBatchNormalization", batch_normalization_family, &read_batch_normalization);
  layer("QSimpleRNN", simple_rnn_family, &read_recurrent<&read_cell>);
  layer("QLSTM", lstm_family, &read_recurrent<&read_gated_cell>);
  layer("QGRU", gru_family, &read_recurrent<&read_gru_cell>);
  other("QBidirectional", role::wrapper, &bidirectional_family, &read_bidirectional);
  // tfmot's wrappers
  layer("QuantizeLayer", quantize_layer_family, &read_quantize_layer);
  other("QuantizeAnnotate", role::wrapper, &annotated_family);
  other("QuantizeWrapper", role::wrapper, &quantized_family, &read_quantized);
  other("QuantizeWrapperV2", role::wrapper, &quantized_family, &read_quantized);
  other("PruneLowMagnitude", role::wrapper, &pruned_family);
  // tf.keras' names of its LSTM and GRU before 2.0
  layer("UnifiedLSTM", lstm_family, &read_recurrent<&read_gated_cell>);
  layer("UnifiedGRU", gru_family, &read_recurrent<&read_unified_gru_cell>);

  layer("Conv1D", conv1d_family, &read_convolution<1>);
  layer("Conv2D", conv2d_family, &read_convolution<2>);
  layer("Conv3D", conv3d_family, &read_convolution<3>);
  layer("Convolution1D", conv1d_family, &read_convolution<1>);
  layer("Convolution2D", conv2d_family, &read_convolution<2>);
  layer("Convolution3D", conv3d_family, &read_convolution<3>);
  layer("AtrousConvolution1D", conv1d_family, &read_convolution<1>);
  layer("AtrousConvolution2D", conv2d_family, &read_convolution<2>);
  layer("AtrousConv1D", conv1d_family, &read_convolution<1>);
  layer("AtrousConv2D", conv2d_family, &read_convolution<2>);
  layer("Conv1DTranspose", conv1d_transpose_family, &read_transposed<1>);
  layer("Conv2DTranspose", conv2d_transpose_family, &read_transposed<2>);
  layer("Conv3DTranspose", conv3d_transpose_family, &read_transposed<3>);
  layer("Convolution1DTranspose", conv1d_transpose_family, &read_transposed<1>);
  layer("Convolution2DTranspose", conv2d_transpose_family, &read_transposed<2>);
  layer("Convolution3DTranspose", conv3d_transpose_family, &read_transposed<3>);
  layer("Deconvolution2D", deconvolution_family, &read_deconvolution);
  layer("Deconv2D", deconvolution_family, &read_deconvolution);
  layer("DepthwiseConv1D", depthwise_conv1d_family, &read_depthwise<1>);
  layer("DepthwiseConv2D", depthwise_conv2d_family, &read_depthwise<2>);
  layer("DepthwiseConvolution2D", depthwise_conv2d_family, &read_depthwise<2>);
  layer("SeparableConv1D", separable_conv1d_family, &read_separable<1>);
  layer("SeparableConv2D", separable_conv2d_family, &read_separable<2>);
  layer("SeparableConvolution1D", separable_conv1d_family, &read_separable<1>);
  layer("SeparableConvolution2D", separable_conv2d_family, &read_separable<2>);

  layer("MaxPooling1D", max_pooling1d_family, &read_pool<1>);
  layer("MaxPooling2D", max_pooling2d_family, &read_pool<2>);
  layer("MaxPooling3D", max_pooling3d_family, &read_pool<3>);
  layer("AveragePooling1D", average_pooling1d_family, &read_pool<1>);
  layer("AveragePooling2D", average_pooling2d_family, &read_pool<2>);
  layer("AveragePooling3D", average_pooling3d_family, &read_pool<3>);
  layer("MaxPool1D", max_pooling1d_family, &read_pool<1>);
  layer("MaxPool2D", max_pooling2d_family, &read_pool<2>);
  layer("MaxPool3D", max_pooling3d_family, &read_pool<3>);
  layer("AvgPool1D", average_pooling1d_family, &read_pool<1>);
  layer("AvgPool2D", average_pooling2d_family, &read_pool<2>);
  layer("AvgPool3D", average_pooling3d_family, &read_pool<3>);
  layer("GlobalMaxPooling1D", global_max_pooling1d_family, &read_global_pool);
  layer("GlobalMaxPooling2D", global_max_pooling2d_family, &read_global_pool);
  layer("GlobalMaxPooling3D", global_max_pooling3d_family, &read_global_pool);
  layer("GlobalAveragePooling1D", global_average_pooling1d_family, &read_global_pool);
  layer("GlobalAveragePooling2D", global_average_pooling2d_family, &read_global_pool);
  layer("GlobalAveragePooling3D", global_average_pooling3d_family, &read_global_pool);
  layer("GlobalMaxPool1D", global_max_pooling1d_family, &read_global_pool);
  layer("GlobalMaxPool2D", global_max_pooling2d_family, &read_global_pool);
  layer("GlobalMaxPool3D", global_max_pooling3d_family, &read_global_pool);
  layer("GlobalAvgPool1D", global_average_pooling1d_family, &read_global_pool);
  layer("GlobalAvgPool2D", global_average_pooling2d_family, &read_global_pool);
  layer("GlobalAvgPool3D", global_average_pooling3d_family, &read_global_pool);

  layer("AdaptiveMaxPooling1D", adaptive_max_pooling1d_family, &read_adaptive_pool<1>);
  layer("AdaptiveMaxPooling2D", adaptive_max_pooling2d_family, &read_adaptive_pool<2>);
  layer("AdaptiveMaxPooling3D", adaptive_max_pooling3d_family, &read_adaptive_pool<3>);
  layer("AdaptiveAveragePooling1D", adaptive_average_pooling1d_family, &read_adaptive_pool<1>);
  layer("AdaptiveAveragePooling2D", adaptive_average_pooling2d_family, &read_adaptive_pool<2>);
  layer("AdaptiveAveragePooling3D", adaptive_average_pooling3d_family, &read_adaptive_pool<3>);

  layer("Flatten", flatten::kind);
  layer("Reshape", reshape_family, &read_reshape);
  layer("Permute", permute_family, &read_permute);
  layer("RepeatVector", repeat_vector_family, &read_repeat);
  layer("ZeroPadding1D", zero_padding1d_family, &read_padding<1>);
  layer("ZeroPadding2D", zero_padding2d_family, &read_padding<2>);
  layer("ZeroPadding3D", zero_padding3d_family, &read_padding<3>);
  layer("Cropping1D", cropping1d_family, &read_cropping<1>);
  layer("Cropping2D", cropping2d_family, &read_cropping<2>);
  layer("Cropping3D", cropping3d_family, &read_cropping<3>);
  layer("UpSampling1D", up_sampling1d_family, &read_up_sampling<1>);
  layer("UpSampling2D", up_sampling2d_family, &read_up_sampling<2>);
  layer("UpSampling3D", up_sampling3d_family, &read_up_sampling<3>);
  layer("Resizing", resizing_family, &read_resizing);
  layer("CenterCrop", center_crop_family, &read_resizing);
  layer("RandomCrop", random_crop_family, &read_resizing);
  layer("Rescaling", rescaling::kind);
  layer("RandomFlip", random_flip::kind);
  layer("RandomRotation", random_rotation::kind);
  layer("RandomZoom", random_zoom::kind);
  layer("RandomTranslation", random_translation::kind);
  layer("RandomBrightness", random_brightness::kind);
  layer("RandomContrast", random_contrast::kind);

  layer("Activation", activation_family, &read_activation);
  layer("ReLU", relu::kind);
  layer("LeakyReLU", leaky_relu::kind);
  layer("ThresholdedReLU", thresholded_relu::kind);
  layer("ELU", elu::kind);
  layer("Softmax", softmax::kind);
  layer("PReLU", prelu_family, &read_shared_axes);
  layer("ParametricSoftplus", learned_activation_family, &read_learned_activation<2>);
  layer("SReLU", learned_activation_family, &read_learned_activation<4>);

  for (const text name : {text{"BatchNormalization"}, text{"BatchNormalizationV1"}, text{"BatchNormalizationV2"},
                          text{"SyncBatchNormalization"}})
    layer(name, batch_normalization_family, &read_batch_normalization);
  layer("LayerNormalization", layer_normalization_family, &read_layer_normalization);
  layer("RMSNormalization", rms_normalization_family, &read_axes);
  layer("GroupNormalization", group_normalization_family, &read_group_normalization);
  layer("UnitNormalization", unit_normalization_family, &read_axes);
  layer("Normalization", normalization_family, &read_measured_normalization);
  layer("LayerScale", layer_scale_family);

  layer("Dropout", dropout::kind);
  layer("SpatialDropout1D", spatial_dropout1d::kind);
  layer("SpatialDropout2D", spatial_dropout2d::kind);
  layer("SpatialDropout3D", spatial_dropout3d::kind);
  layer("AlphaDropout", alpha_dropout::kind);
  layer("GaussianDropout", gaussian_dropout::kind);
  layer("GaussianNoise", gaussian_noise::kind);
  layer("ActivityRegularization", activity_regularization::kind);
  layer("Masking", masking::kind);
  layer("StochasticDepth", stochastic_depth::kind);
  for (const text name : {text{"Identity"},
                          text{"RandomHue"},
                          text{"RandomSaturation"},
                          text{"RandomSharpness"},
                          text{"RandomShear"},
                          text{"RandomColorJitter"},
                          text{"RandomColorDegeneration"},
                          text{"RandomGrayscale"},
                          text{"RandomInvert"},
                          text{"RandomPosterization"},
                          text{"RandomErasing"},
                          text{"RandomGaussianBlur"},
                          text{"RandomPerspective"},
                          text{"RandomElasticTransform"},
                          text{"AutoContrast"},
                          text{"Equalization"},
                          text{"Solarization"},
                          text{"AugMix"},
                          text{"RandAugment"},
                          text{"MixUp"},
                          text{"ContrastLimitedAdaptiveHistogramEqualization"},
                          text{"MaxNumBoundingBoxes"},
                          text{"CutMix"}})
    layer(name, identity::kind);

  layer("SimpleRNN", simple_rnn_family, &read_recurrent<&read_cell>);
  layer("LSTM", lstm_family, &read_recurrent<&read_gated_cell>);
  layer("GRU", gru_family, &read_recurrent<&read_gru_cell>);
  layer("CuDNNGRU", cudnn_gru_family, &read_recurrent<&read_units>);
  layer("CuDNNLSTM", cudnn_lstm_family, &read_recurrent<&read_units>);
  layer("ConvLSTM1D", conv_lstm1d_family, &read_conv_lstm<1>);
  layer("ConvLSTM2D", conv_lstm2d_family, &read_conv_lstm<2>);
  layer("ConvLSTM3D", conv_lstm3d_family, &read_conv_lstm<3>);
  layer("SimpleRNNCell", simple_rnn_cell_family, &read_cell);
  layer("LSTMCell", lstm_cell_family, &read_gated_cell);
  layer("GRUCell", gru_cell_family, &read_gru_cell);

  layer("Add", add_family);
  layer("Subtract", subtract_family);
  layer("Multiply", multiply_family);
  layer("Average", average_family);
  layer("Maximum", maximum_family);
  layer("Minimum", minimum_family);
  layer("Concatenate", concatenate_family, &read_concatenate);

  layer("Dot", dot_family, &read_dot);

  layer("EinsumDense", einsum_dense_family, &read_einsum_dense);
  layer("LocallyConnected1D", locally_connected1d_family, &read_locally_connected<1>);
  layer("LocallyConnected2D", locally_connected2d_family, &read_locally_connected<2>);
  layer("Highway", highway_family, &read_highway);
  layer("MaxoutDense", maxout_dense_family, &read_maxout_dense);
  layer("TimeDistributedDense", dense_family, &read_dense);
  layer("Embedding", embedding_family, &read_embedding);
  layer("ReversibleEmbedding", reversible_embedding_family, &read_reversible_embedding);
  layer("CategoryEncoding", category_encoding_family, &read_category_encoding);
  layer("Discretization", discretization_family, &read_discretization);
  for (const text name : {text{"StringLookup"}, text{"IntegerLookup"}, text{"IndexLookup"}})
    layer(name, lookup_family, &read_lookup);
  layer("Hashing", hashing_family, &read_hashing);
  layer("HashedCrossing", hashed_crossing_family, &read_hashing);
  layer("TextVectorization", vectorization_family, &read_vectorization);
  layer("STFTSpectrogram", stft_family, &read_stft);
  layer("MelSpectrogram", mel_family, &read_mel);
  layer("CustomScaleLayer", add_family);  // of Keras Applications: x + scale y
  layer("MultiHeadAttention", multi_head_attention_family, &read_multi_head_attention);
  layer("GroupedQueryAttention", grouped_query_attention_family, &read_grouped_query_attention);
  layer("GroupQueryAttention", grouped_query_attention_family, &read_grouped_query_attention);
  layer("Attention", attention_family, &read_attention);
  layer("AdditiveAttention", additive_attention_family, &read_additive_attention);
  return all;
}();

}  // namespace nns::detail
