// The list: C++'s keywords, names and macros that the C library may bring, and all of nns::layers, which a declaration
// uses without qualification (tests/keras/names.py looks for those that are missing).
#include "reserved.hpp"

#include <set>

namespace tool {

bool is_reserved(const std::string& name) {
  static const std::set<std::string> names{
        "alignas", "alignof", "and", "and_eq", "asm", "auto", "bitand", "bitor", "bool", "break", "case", "catch",
        "char", "char16_t", "char32_t", "char8_t", "class", "co_await", "co_return", "co_yield", "compl", "concept",
        "const", "const_cast", "consteval", "constexpr", "constinit", "continue", "decltype", "default", "delete", "do",
        "double", "dynamic_cast", "else", "enum", "explicit", "export", "extern", "false", "float", "for", "friend",
        "goto", "if", "inline", "int", "long", "mutable", "namespace", "new", "noexcept", "not", "not_eq", "nullptr",
        "operator", "or", "or_eq", "private", "protected", "public", "register", "reinterpret_cast", "requires",
        "return", "short", "signed", "sizeof", "static", "static_assert", "static_cast", "struct", "switch", "template",
        "this", "thread_local", "throw", "true", "try", "typedef", "typeid", "typename", "union", "unsigned", "using",
        "virtual", "void", "volatile", "wchar_t", "while", "xor", "xor_eq",
        // what the C library and compilers may define
        "EOF", "NULL", "abs", "assert", "boost", "div", "erf", "errno", "exp", "gamma", "i386", "index", "j0", "j1",
        "jn", "lgamma", "linux", "log", "main", "nns", "pow", "printf", "remove", "rename", "round", "signal", "std",
        "time", "unix", "y0", "y1", "yn",
        // nns::layers
        "activation", "activation_is", "activation_with", "activity_regularization", "adaptive_average_pooling1d",
        "adaptive_average_pooling2d", "adaptive_average_pooling3d", "adaptive_max_pooling1d",
        "adaptive_max_pooling2d", "adaptive_max_pooling3d", "add", "additive_attention", "alpha_dropout",
        "any_number_of_inputs", "attended", "attention", "average", "average_pooling1d", "average_pooling2d",
        "average_pooling3d", "axis", "axis_set", "batch_normalization", "bias", "bias_axes", "bidirectional",
        "branch", "broadcast_to", "causal", "ceil_mode", "center_crop", "channel_shuffle", "channels_first",
        "chunk", "class_token", "concatenate", "continuous_position_bias", "conv1d", "conv1d_transpose", "conv2d",
        "conv2d_transpose", "conv3d", "conv3d_transpose", "conv_lstm1d", "conv_lstm2d", "conv_lstm3d",
        "count_masked", "cropping1d", "cropping2d", "cropping3d", "cudnn_gru", "cudnn_lstm", "cyclic_shift",
        "dense", "depth_multiplier", "depth_to_space", "depthwise_conv1d", "depthwise_conv2d", "dilation", "dot",
        "dropout", "einsum", "einsum_dense", "elu", "embedding", "equation_is", "expand_dims", "expanded_nodes",
        "family", "flatten", "foreign_node", "frozen", "gate", "gaussian_dropout", "gaussian_noise", "gelu",
        "global_average_pooling1d", "global_average_pooling2d", "global_average_pooling3d", "global_max_pooling1d",
        "global_max_pooling2d", "global_max_pooling3d", "graph", "graph_plan", "graph_run", "group_normalization",
        "grouped_query_attention", "groups", "gru", "gru_cell", "hard_sigmoid", "hard_silu", "head_sizes",
        "highway", "identity", "input", "instance_normalization", "is_shortcut", "kernel", "key_value_strides",
        "lambda", "layer_normalization", "layer_scale", "layer_with", "leaky_relu", "linear", "locally_connected1d",
        "locally_connected2d", "lora_rank", "lstm", "lstm_cell", "masking", "max_pooling1d", "max_pooling2d",
        "max_pooling3d", "maximum", "maxout_dense", "merge_ave", "merge_concat", "merge_mul", "merge_none", "merge_of",
        "merge_sum", "minimum", "most_characters", "multi_head_attention", "multiply", "named", "no_bias", "no_center",
        "no_scale", "node", "node_info", "node_table", "nodes_of", "normalization", "numbered", "option_setter",
        "options_of", "output_dim", "output_padding", "output_slot", "outputs", "pad", "padding", "patch_embedding",
        "patch_merging", "patch_merging_v2", "permute", "plan_of", "pooled_attention", "pooled_grid",
        "position_embedding", "prelu", "projection", "random_brightness", "random_contrast", "random_crop",
        "random_flip", "random_rotation", "random_translation", "random_zoom", "recurrent_activation",
        "recurrent_inputs", "reduce_max", "reduce_mean", "reduce_min", "reduce_sum", "reference", "relu", "relu6",
        "repeat", "repeat_vector", "rescaling", "reset_after", "reshape", "residual", "resizing", "resolver",
        "return_sequences", "return_state", "rms_normalization", "rnn", "same", "selu", "separable_conv1d",
        "separable_conv2d", "sequential", "setter_of", "shared", "shared_axes", "short_way", "shortcut", "sigmoid",
        "silu", "simple_rnn", "simple_rnn_cell", "slice", "softmax", "softplus", "space_to_depth",
        "spatial_dropout1d", "spatial_dropout2d", "spatial_dropout3d", "split", "squeeze", "squeeze_excitation",
        "stack", "stochastic_depth", "strides", "subtract", "take", "tanh_", "thresholded_relu", "tile", "tiles",
        "time_distributed", "training_only", "transpose", "two_biases", "unit_normalization", "unstack",
        "up_sampling1d", "up_sampling2d", "up_sampling3d", "use_bias", "valid", "value_dim", "when", "window",
        "window_attention", "window_partition", "window_reverse", "zero_padding1d", "zero_padding2d",
        "zero_padding3d"};
  return names.contains(name);
}

}  // namespace tool
