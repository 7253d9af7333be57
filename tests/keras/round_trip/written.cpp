// Keras' JSON of models that are made for it: every layer and option, shared weights, several inputs and outputs. What
// is read again is what was written; and the words are those of Keras' own files.
#include "round_trip.hpp"

#include <nns/import/keras.hpp>
#include <nns/layers/families.hpp>
#include <nns/layers/latent_attention.hpp>
#include <nns/models/blocks.hpp>
#include <nns/nns.hpp>

#include <set>
#include <stdexcept>
#include <string>

using namespace nns::layers;

namespace {

/// Kinds that have come back.
std::set<std::string>& seen() {
  static std::set<std::string> kinds;
  return kinds;
}

void note(const std::vector<nns::report::model_row>& rows) {
  for (const nns::report::model_row& r : rows) {
    seen().insert(std::string(r.kind->kind));
    note(r.inner);
  }
}

template <class M>
std::string written() {
  note(nns::report::rows_of(nns::detail::step_of<M>).rows);
  comes_back(nns::detail::model_name<M>(), nns::detail::step_of<M>);
  return nns::to_keras_json<M>();
}

TEST_CASE("convolutions and pools") {
  const std::string json = written<sequential<
      input<33, 20, 4>, conv2d<8, kernel<3, 5>, strides<2, 1>, same, relu>,
      conv2d<8, kernel<3>, padding<1>, groups<2>, no_bias>,              // what same pads
      conv2d<8, kernel<3>, strides<2>, padding<1>, hard_silu>,           // of 17: the same; of 20: not
      conv2d<4, kernel<3>, dilation<2>, padding<2>>, depthwise_conv2d<kernel<3>, depth_multiplier<2>, same>,
      separable_conv2d<6, kernel<3>, same>, max_pooling2d<2>, average_pooling2d<2, same>,
      up_sampling2d<nns::extents{2, 4}>, conv2d_transpose<3, kernel<3>, strides<2>, same, output_padding<1>>,
      conv2d_transpose<3, kernel<2>, padding<1>>, zero_padding2d<nns::sides{{0, 1}, {2, 3}}>, cropping2d<1>,
      max_pooling2d<3, strides<2>, ceil_mode>, adaptive_average_pooling2d<nns::extents{4, 3}>,
      adaptive_max_pooling2d<3>, locally_connected2d<2, kernel<2>>, global_average_pooling2d<keepdims>>>();
  CHECK(has(json, R"("class_name": "Conv2D", "registered_name": null, "config": {"name": "conv2d", "filters": 8, )"
                  R"("kernel_size": [3, 5], "strides": [2, 1], "padding": "same", "data_format": "channels_last", )"
                  R"("dilation_rate": [1, 1], "groups": 1, "activation": "relu", "use_bias": true})"));
  CHECK(has(json, R"("module": "nns", "class_name": "nns>conv2d", "registered_name": "nns>conv2d", )"
                  R"("config": {"name": "conv2d_2", "numbers": [8], "kernel_size": [3], "strides": [2], )"
                  R"("padding": [1], "activation": "hard_silu"})"));
  CHECK(count_of(json, R"("class_name": "nns>conv2d")") == 1);
  CHECK(has(json, R"("padding": [[0, 1], [2, 3]])"));
  CHECK(has(json, R"("ceil_mode": true)"));
  CHECK(has(json, R"("class_name": "AdaptiveAveragePooling2D", "registered_name": null, )"
                  R"("config": {"name": "adaptive_average_pooling2d", "output_size": [4, 3], )"));

  written<sequential<input<4, 12, 14>, conv2d<8, kernel<3>, channels_first, same>, max_pooling2d<2, channels_first>,
                     max_pooling2d<3, strides<1>, padding<1>, channels_first>,
                     average_pooling2d<3, strides<1>, padding<1>, channels_first>,
                     zero_padding2d<nns::extents{1, 2}, channels_first>, global_max_pooling2d<channels_first>>>();
  written<sequential<input<20, 4>, conv1d<8, kernel<3>, causal>, conv1d<8, kernel<3>, padding<2>>,
                     depthwise_conv1d<kernel<3>, same>, separable_conv1d<8, kernel<3>, padding<1>>,
                     separable_conv1d<8, kernel<3>, causal>, conv1d_transpose<4, kernel<3>, strides<2>, groups<2>>,
                     max_pooling1d<2>, average_pooling1d<3, same>, zero_padding1d<nns::sides{{1, 2}}>, cropping1d<1>,
                     up_sampling1d<3>, adaptive_average_pooling1d<10>, adaptive_max_pooling1d<8>,
                     locally_connected1d<2, kernel<3>, no_bias>, global_max_pooling1d<>>>();
  written<sequential<input<8, 9, 10, 2>, conv3d<4, kernel<3>, padding<1>>, conv3d_transpose<4, kernel<2>, strides<2>>,
                     max_pooling3d<2>, average_pooling3d<nns::extents{1, 2, 2}>, zero_padding3d<1>, cropping3d<1>,
                     up_sampling3d<2>, adaptive_average_pooling3d<6>, adaptive_max_pooling3d<5>,
                     global_average_pooling3d<>>>();
  written<sequential<input<8, 9, 10, 2>, global_max_pooling3d<keepdims>>>();
  written<sequential<input<8, 2>, global_average_pooling1d<keepdims>>>();
}

TEST_CASE("recurrent layers, and what wraps others") {
  const std::string json = written<sequential<
      input<10, 6>, lstm<4, return_sequences, relu, recurrent_activation<hard_sigmoid>>,
      gru<4, return_sequences, reset_after<false>, no_bias>, bidirectional<gru<3, return_sequences>, merge_sum>,
      cudnn_gru<4, return_sequences>, cudnn_lstm<4, return_sequences>,
      time_distributed<dense<5, tanh_>>, time_distributed<residual<dense<5>>, relu>,
      bidirectional<rnn<lstm_cell<3>, gru_cell<2>, return_sequences>>,
      rnn<simple_rnn_cell<4>, return_sequences>, training_only<flatten, dense<3>>, simple_rnn<4>>>();
  CHECK(has(json, R"("activation": "relu", "recurrent_activation": "hard_sigmoid")"));
  CHECK(has(json, R"("reset_after": false)"));
  CHECK(has(json, R"("reset_after": true)"));
  CHECK(has(json, R"("merge_mode": "sum")"));
  CHECK(has(json, R"("class_name": "StackedRNNCells")"));
  CHECK(has(json, R"("class_name": "nns>training_only")"));
  CHECK(has(json, R"("class_name": "nns>cudnn_gru")"));
  written<sequential<input<7, 8, 9, 3>, conv_lstm2d<4, kernel<3>, same, return_sequences>,
                     conv_lstm2d<4, kernel<3>, padding<2>>>>();
  written<sequential<input<7, 9, 3>, conv_lstm1d<4, kernel<3>, no_bias>>>();
  written<sequential<input<3, 7, 8, 9, 3>, conv_lstm3d<2, kernel<2>, return_sequences>>>();
}

inline constexpr char wrapped_text[] = R"({"class_name": "Sequential", "config": [{"class_name": "TimeDistributed",
  "config": {"name": "steps", "batch_input_shape": [null, 5, 4],
             "layer": {"class_name": "Dense", "config": {"name": "dense", "units": 3}}}}]})";
struct from_a_file : nns::keras_model<wrapped_text> {};
struct file_and_types : nns::sequential<from_a_file, time_distributed<dense<2>>> {};
struct file_and_nothing : nns::sequential<from_a_file, rnn<>> {};

TEST_CASE("what a layer of a file wraps does not reach the wrappers behind it") {
  const std::string json = written<file_and_types>();
  CHECK(count_of(json, R"("class_name": "TimeDistributed")") == 2);
  CHECK(nns::output_shape<file_and_types> == nns::shape{5, 2});
  CHECK(nns::parameters<file_and_types> == (4 * 3 + 3) + (3 * 2 + 2));
  using nns::detail::rule;
  CHECK(nns::detail::fault_of<file_and_nothing, nns::convention::standard>.broken == rule::no_cells);
  const nns::detail::step run = nns::detail::step_of<file_and_nothing>;
  CHECK(nns::detail::evaluate(run, nns::convention::standard).bad.broken == rule::no_cells);
}

struct states : nns::graph<
    node<"source", input<9, 4>>,
    node<"target", input<5, 4>>,
    node<"encoder", lstm<6, return_state>, "source">,
    node<"decoder", lstm<6, return_sequences>, "target", "encoder:1", "encoder:2">,
    node<"state", dense<3>, "encoder:2">,
    node<"both", bidirectional<lstm<2>, merge_none>, "decoder">,
    node<"merged", concatenate<>, "both:1", "both", "encoder">,
    outputs<"decoder", "state", "merged">> {};

TEST_CASE("several inputs and outputs") {
  const std::string json = written<states>();
  CHECK(has(json, R"("input_layers": [["source", 0, 0], ["target", 0, 0]])"));
  CHECK(has(json, R"("output_layers": [["decoder", 0, 0], ["state", 0, 0], ["merged", 0, 0]])"));
  CHECK(has(json, R"("shape": [null, 6], "dtype": "float32", "keras_history": ["encoder", 0, 2]}}], "kwargs": {}})"));
  CHECK(has(json, R"("kwargs": {"initial_state": [{"class_name": "__keras_tensor__", )"
                  R"("config": {"shape": [null, 6], "dtype": "float32", "keras_history": ["encoder", 0, 1]}})"));
  CHECK(has(json, R"("keras_history": ["both", 0, 1]}}, )"));
  CHECK(has(json, R"("merge_mode": null)"));
  written<sequential<input<8, 6>, residual<named<"split", nns::graph<
      node<"parts", split<2, axis<1>>, "input">, node<"a", dense<6>, "parts:1">,
      node<"sum", concatenate<axis<1>>, "a", "parts">>>>>>();
}

struct twins : nns::graph<
    node<"left", input<8, 8, 1>>,
    node<"right", input<8, 8, 1>>,
    node<"tower", sequential<conv2d<4, kernel<3>, relu>, flatten, dense<5>>, "left">,
    node<"same_tower", shared<"tower">, "right">,
    node<"difference", subtract<>, "tower", "same_tower">,
    node<"score", dense<5>, "difference">,
    node<"again", shared<"score">, "tower">,
    node<"end", add<>, "score", "again">> {};

TEST_CASE("shared weights are one layer that is called twice") {
  const std::string json = nns::to_keras_json<twins>();
  const nns::keras_file file{json};
  INFO(file.error().message);
  REQUIRE(file);
  CHECK(count_of(json, R"("class_name": "Conv2D")") == 1);
  CHECK(count_of(json, R"("class_name": "Dense")") == 2);
  // The tower is a model that is called twice; it has one output, which is no list.
  CHECK(has(json, R"("keras_history": ["tower", 1, 0])"));
  CHECK(has(json, R"("input_layers": ["input", 0, 0], "output_layers": ["dense", 0, 0]}, "name": "tower")"));
  CHECK(!has(json, "tower/"));
  const nns::layer_summary& total = file.summary().total;
  CHECK(total.forward == nns::forward<twins>);
  CHECK(total.parameters == nns::parameters<twins>);
  CHECK(total.activations == nns::activations<twins>);
  // (a) 4 filters of 3x3 and 144 by 5, once; 5 by 5, once. The work twice.
  CHECK(total.parameters == (4 * 9 + 4) + (144 * 5 + 5) + (5 * 5 + 5));
  CHECK(total.forward.count == 2 * (36 * 4 * 9 + 144 * 5 + 5 * 5));
}

struct own_layer {
  static constexpr nns::shape output(nns::shape in) { return {in[0], 7}; }
  static constexpr nns::cost cost(nns::shape in, nns::shape) {
    return {.forward = nns::macs{in[0] * 100},
            .backward = nns::macs{in[0] * 150},
            .parameters = 30,
            .trainable_parameters = 20,
            .activations = 99};
  }
};
struct doubled {
  constexpr nns::shape operator()(nns::shape s) const { return {s[0], 2 * s[1]}; }
};
struct of_my_own : nns::sequential<input<6, 5>, own_layer, lambda<doubled>, time_distributed<dense<3>>> {};

struct shared_own : nns::graph<node<"a", input<6, 5>>, node<"b", input<8, 5>>, node<"own", own_layer, "a">,
                               node<"own_again", shared<"own">, "b">, outputs<"own", "own_again">> {};

TEST_CASE("a layer of your own is written with what it costs") {
  const std::string json = written<of_my_own>();
  CHECK(has(json, R"("class_name": "nns>own", "registered_name": "nns>own", "config": {"name": "own_layer", )"
                  R"("kind": "own_layer", "output_shape": [6, 7], "forward": 600, "backward": 900, "parameters": 30, )"
                  R"("trainable_parameters": 20, "activations": 99})"));
  CHECK(has(json, R"("kind": "lambda", "output_shape": [6, 14], "forward": 0)"));
  try {
    nns::to_keras_json<shared_own>();
    FAIL("a layer that costs differently each time has no one cost");
  } catch (const std::invalid_argument& refusal) {
    CHECK(has(refusal.what(), "the layer \"own\" (own_layer) of your own has a different cost each time it is shared"));
  }
}

struct attends : nns::graph<
    node<"x", input<8, 16>>,
    node<"memory", input<6, 16>>,
    node<"self", multi_head_attention<2, 8, causal>, "x">,
    node<"cross", multi_head_attention<2, 8, value_dim<4>, output_dim<10>, no_bias>, "self", "memory">,
    node<"masked", multi_head_attention<2, 8, causal, count_masked<false>>, "x">,
    node<"grouped", grouped_query_attention<4, 4, 2, no_bias>, "masked">,
    node<"fewer", grouped_query_attention<4, 4, 2, output_dim<12>>, "grouped">,
    node<"bare", attention<use_scale, causal>, "x", "memory">,
    node<"sums", additive_attention<no_scale>, "x", "memory">,
    node<"product", dot<2>, "x", "memory">,
    node<"formula", einsum_dense<"abc,cd->abd", nns::extents{-1, 9}, bias_axes<"d">, relu>, "x">,
    outputs<"cross", "fewer", "bare", "sums", "product", "formula">> {};

TEST_CASE("attention and products") {
  const std::string json = written<attends>();
  CHECK(count_of(json, R"("kwargs": {"use_causal_mask": true})") == 2);
  CHECK(has(json, R"("class_name": "nns>multi_head_attention")"));
  CHECK(has(json, R"("count_masked": false)"));
  CHECK(has(json, R"("equation": "abc,cd->abd", "output_shape": [null, 9], "bias_axes": "d", "activation": "relu")"));
  CHECK(has(json, R"("value_dim": 4, "use_bias": false, "output_shape": 10, "attention_axes": null)"));
  written<sequential<input<4, 8, 6, 16>, multi_head_attention<2, 8, axis<2>>, multi_head_attention<2, 8, axis<-2>>>>();
  written<sequential<input<56, 56, 96>, window_attention<3, 7>, window_attention<3, nns::extents{7, 14}, no_bias>,
                     window_attention<4, 8, continuous_position_bias<64>>>>();
  written<sequential<input<1 + 4 * 6 * 6, 12>,
                     pooled_attention<2, nns::extents{4, 6, 6}, kernel<3>, strides<1, 2, 2>, key_value_strides<1, 3, 3>,
                                      relative_positions, output_dim<24>>>>();
}

TEST_CASE("what has no weights, or few") {
  const std::string json = written<sequential<
      input<12, 12, 8>, relu, relu6, sigmoid, tanh_, softmax, gelu, silu, hard_sigmoid, hard_silu, elu, selu, softplus,
      leaky_relu, thresholded_relu, activation<gelu>, activation<tanh_>, prelu<>, prelu<shared_axes<-2, 1>>,
      batch_normalization<>, batch_normalization<no_scale, axis<1>>, layer_normalization<axis<1, 3>, no_center>,
      group_normalization<4>, instance_normalization<no_scale>, rms_normalization<>, rms_normalization<no_scale>,
      unit_normalization<axis<1, 2>>, normalization<>, normalization<axis<2, 3>>, layer_scale<>, identity, dropout,
      spatial_dropout2d, alpha_dropout, gaussian_dropout, gaussian_noise, stochastic_depth, activity_regularization,
      masking, resizing<10, 8>, center_crop<8, 8>, random_crop<6, 4>, rescaling, random_flip, random_rotation,
      random_zoom, random_translation, random_brightness, random_contrast, reshape<-1, 8>, permute<2, 1>,
      spatial_dropout1d, flatten, repeat_vector<3>, position_embedding<5>, class_token<>, take<0, axis<1>>>>();
  CHECK(has(json, R"("class_name": "Activation", "registered_name": null, "nns_kind": "gelu", )"
                  R"("config": {"name": "gelu", "activation": "gelu"})"));
  CHECK(has(json, R"("config": {"name": "activation_1", "activation": "tanh"})"));
  CHECK(has(json, R"("shared_axes": [2, 1])"));
  CHECK(has(json, R"("groups": -1, "axis": -1, "scale": false, "center": true)"));
  CHECK(has(json, R"("axis": [1, 3], "scale": true, "center": false)"));
  CHECK(count_of(json, R"("class_name": "RMSNormalization")") == 1);
  written<sequential<input<5, 6, 6, 6>, spatial_dropout3d, pad<0, 0, 1, 2, 0, 0, -1, 0>, transpose<1, -1>,
                     reduce_mean<axis<1>, keepdims>, squeeze<1>, expand_dims<2>, tile<1, 2, 1, 1>,
                     broadcast_to<2, 9, 2, 6, 5>, reduce_max<axis<1>>, reduce_min<axis<2>>, reduce_sum<axis<-1, 1>>>>();
  written<sequential<input<8, 8, 8>, channel_shuffle<2>, space_to_depth<2>, depth_to_space<2>, cyclic_shift<1, 1>,
                     window_partition<4>, window_reverse<8, 8>, slice<1, -1, axis<1>, strides<2>>,
                     slice<0, to_end, axis<2>>, flatten, highway<>, maxout_dense<6, 2, no_bias>, dense<2>>>();
  written<sequential<input<8, 8, 8>, squeeze_excitation<2, 8>,
                     add<identity, dropout>, subtract<identity, relu>, multiply<identity, relu>,
                     average<identity, relu>,
                     maximum<identity, relu>, minimum<identity, relu, gelu>, concatenate<identity, relu, axis<1>>,
                     stack<identity, relu, axis<1>>>>();
  written<sequential<input<12>, embedding<100, 8>,
                     nns::graph<node<"c", chunk<5, axis<1>>, "input">, node<"d", concatenate<axis<1>>, "c", "c:3">>,
                     nns::graph<node<"u", unstack<axis<1>>, "input">, node<"s", add<>, "u:2", "u:1">>>>();
}

TEST_CASE("layers of language models") {
  written<sequential<input<16>, embedding<100, 32>, latent_attention<4, 8, 4, 16, causal>,
                     mixture_of_experts<4, 2, dense<64, silu>, dense<32>, shared_expert<dense<32>>>, tied_dense<100>>>();
}

TEST_CASE("compositions are models inside the model") {
  const std::string json = written<sequential<
      input<16, 16, 4>, named<"stem", conv2d<8, kernel<3>, same>, relu>,
      repeat<2, named<"unit", residual<named<"inner", conv2d<8, kernel<3>, same>, batch_normalization<>>>, relu>>,
      named<"a/b", flatten>, named<"head", dense<4>>>>();
  CHECK(count_of(json, R"("class_name": "Functional")") == 1 + 1 + 2 * 2 + 1);
  CHECK(has(json, R"("config": {"name": "unit_1", "trainable": true, "layers": [)"));
  CHECK(count_of(json, "/") == 0);
}

TEST_CASE("every layer of the library has come back") {
  for (const nns::detail::family* f : nns::detail::families) {
    INFO(std::string(f->kind));
    CHECK(seen().contains(std::string(f->kind)));
  }
}

// A model inside a model, of which Keras 3 says ["inner", 0, 0] where it is an input and ["inner", 1, 0] where it is an
// output.
TEST_CASE("a model inside may be an input and an output at once") {
  struct inside : nns::graph<node<"x", input<4>>, node<"inner", sequential<dense<3>, relu>, "x">,
                             node<"y", dense<2>, "inner">, outputs<"inner", "y">> {};
  const std::string json = written<inside>();
  CHECK(has(json, R"("output_layers": [["inner", 1, 0], ["y", 0, 0]])"));
  CHECK(has(json, R"("keras_history": ["inner", 0, 0])"));
}

TEST_CASE("what to_keras_json never writes is refused") {
  const auto model = [](const std::string& layer) {
    return R"({"class_name": "Sequential", "config": {"name": "m", "layers": [{"class_name": "InputLayer", "config": )"
           R"({"name": "x", "batch_shape": [null, 4]}}, )" + layer + "]}}";
  };
  struct refusal {
    std::string layer;
    const char* says;
  };
  const refusal all[] = {
      {R"({"class_name": "nns>denser", "config": {"name": "d", "numbers": [3]}})", "this class is not known"},
      {R"({"class_name": "nns>dense", "config": {"name": "d", "numbers": []}})", "\"d\" of the class nns>dense"},
      {R"({"class_name": "nns>dense", "config": {"name": "d", "numbers": [3], "groups": 2}})", "nns>dense"},
      {R"({"class_name": "nns>dense", "config": {"name": "d", "numbers": ["3"]}})", "an integer is expected"},
      {R"({"class_name": "nns>dense", "config": {"name": "d", "numbers": [3], "padding": "some"}})", "unknown value"},
      {R"({"class_name": "nns>own", "config": {"name": "d", "kind": "mine", "output_shape": [3], "forward": 1}})",
       "lacks a key that its cost depends on: \"backward\""},
      {R"({"class_name": "nns>own", "config": {"name": "d", "output_shape": [3]}})", "\"kind\""},
      {R"({"class_name": "nns>own", "config": {"name": "d", "kind": "mine", "forward": -5}})", "unknown value"},
  };
  for (const refusal& r : all) {
    const nns::keras_file file{model(r.layer)};
    INFO(r.layer);
    INFO(file.error().message);
    CHECK_FALSE(file);
    CHECK(has(file.error().message, r.says));
  }
}

}  // namespace
