// The keys of Keras' configs that are skipped on purpose, and why: no shape, count or parameter depends on them. Only
// the page on keys (examples/keras_keys.md) and tests use this list; the reader skips every key that it does not know.
#pragma once

#include <nns/detail/text.hpp>

namespace nns::detail {

/// Keys separated by spaces; only of these classes, or of all.
struct skipped_keys {
  text why;
  text keys;
  text classes{};
};

inline constexpr skipped_keys keras_skipped_keys[] = {
    {"initial weights",
     "alpha_initializer attention_initializer beta_initializer bias_initializer depthwise_initializer "
     "embeddings_initializer forget_bias_init gamma_initializer init initial_weights inner_init kernel_initializer "
     "moving_mean_initializer moving_variance_initializer pointwise_initializer recurrent_initializer "
     "reverse_embeddings_initializer transform_bias unit_forget_bias weights"},
    {"constraints and penalties on weights and activations",
     "U_regularizer W_constraint W_regularizer activity_regularizer alpha_constraint alpha_regularizer b_constraint "
     "b_regularizer beta_constraint beta_regularizer bias_constraint bias_regularizer depthwise_constraint "
     "depthwise_regularizer embeddings_constraint embeddings_regularizer gamma_constraint gamma_regularizer "
     "kernel_constraint kernel_regularizer l1 l2 pointwise_constraint pointwise_regularizer recurrent_constraint "
     "recurrent_regularizer"},
    {"what only training does, and random choices",
     "adjustment amplitude block_pooling_type block_size data_augmentation_range dropout dropout_U dropout_W factor "
     "fill_mode fill_value height_factor mode p pruning_schedule rate recurrent_dropout noise_shape seed sigma "
     "sparsity_m_by_n stddev value_range width_factor",
     "ActivityRegularization AlphaDropout Attention AdditiveAttention BatchNormalization ConvLSTM1D ConvLSTM2D "
     "ConvLSTM3D Dropout Embedding GRU GRUCell GaussianDropout GaussianNoise GroupQueryAttention GroupedQueryAttention "
     "LSTM LSTMCell MultiHeadAttention PruneLowMagnitude QGRU QLSTM QSimpleRNN RandomBrightness RandomContrast "
     "RandomCrop RandomFlip RandomRotation RandomTranslation RandomZoom SimpleRNN SimpleRNNCell SpatialDropout1D "
     "SpatialDropout2D SpatialDropout3D StochasticDepth UnifiedGRU UnifiedLSTM"},
    {"numbers of a function of single elements",
     "alpha approximate beta epsilon max_value momentum negative_slope normalize offset power_iterations scale theta "
     "threshold variance",
     "BatchNormalization BatchNormalizationV1 BatchNormalizationV2 Dot ELU GroupNormalization LayerNormalization "
     "LeakyReLU Normalization QBatchNormalization RMSNormalization ReLU Rescaling SpectralNormalization "
     "SyncBatchNormalization ThresholdedReLU UnitNormalization LayerScale"},
    {"the axis of an operation that keeps the shape", "axis", "Softmax"},
    {"how a framework computes it",
     "autocast consume_less flash_attention fused go_backwards implementation pad_to_aspect_ratio "
     "crop_to_aspect_ratio antialias interpolation sparse ragged stateful synchronized unroll virtual_batch_size "
     "use_cudnn _jit_compile lora_alpha optional"},
    {"masking of a sequence", "mask mask_value mask_zero supports_masking zero_output_for_mask"},
    {"the order of the elements of a vector", "data_format", "Flatten"},
    {"the type of the numbers; quantized ones are refused", "dtype input_dtype quantization_config"},
    {"the number of bits",
     "H beta_quantizer beta_range bias_quantizer bias_range depthwise_quantizer depthwise_range gamma_quantizer "
     "gamma_range inverse_quantizer kernel_quantizer kernel_range mean_quantizer pointwise_quantizer pointwise_range "
     "recurrent_quantizer state_quantizer total_bits variance_quantizer bias_lr_multiplier kernel_lr_multiplier"},
    {"the shapes of a call", "query_shape value_shape key_shape"},
    {"the code of a function, which only Python can run",
     "arguments function function_type mask module output_shape_module output_shape_type output_mask output_mask_type "
     "mode_type node_index tensor_indices"},
    {"the axes of Keras 1's batch normalisation", "mode", "BatchNormalization"},
    {"the output of a function in Keras 1; a function is refused", "output_shape", "Merge"},
    {"how a layer will be quantized", "quantize_config", "QuantizeAnnotate"},
    {"whether the mean is added or subtracted", "invert", "Normalization"},
    {"how words and categories are distinguished and weighted",
     "encoding idf_weights invert mask_token ngrams oov_token salt standardize strip_punctuation vocabulary_dtype",
     "HashedCrossing Hashing IndexLookup IntegerLookup StringLookup TextVectorization"},
    {"data that a model's author keeps beside the layers",
     "conv_options decoder_options digit_caps_options primary_caps_options", "Functional Model"},
};

}  // namespace nns::detail
