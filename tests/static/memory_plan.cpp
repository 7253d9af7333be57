// Bytes and RAM of networks, against TensorFlow Lite files of the same networks and published bounds.
#include <nns/memory/plan.hpp>
#include <nns/nns.hpp>
#include <nns/zoo/keras.hpp>
#include <nns/zoo/mlperf_tiny.hpp>

namespace {

using namespace nns::layers;
using namespace nns::literals;
namespace tiny = nns::zoo::mlperf_tiny;

// The same networks as .tflite files: kws_ref_model, vww_96_int8, pretrainedResnet_quant, ad01_int8, str_ww_ref_model.
// TensorFlow Lite Micro's own buffers have these largest sums of what is live.
static_assert(nns::live_activation_bytes<tiny::keyword_spotting, nns::full_int8> == 16'000_B);
static_assert(nns::peak_activation_bytes<tiny::keyword_spotting, nns::full_int8> == 16'000_B);
static_assert(nns::peak_activation_bytes<tiny::visual_wake_words, nns::full_int8> == 55'296_B);
static_assert(nns::peak_activation_bytes<tiny::image_classification, nns::full_int8> == 49'152_B);
static_assert(nns::peak_activation_bytes<tiny::anomaly_detection, nns::full_int8> == 768_B);
static_assert(nns::peak_activation_bytes<tiny::streaming_wake_word, nns::full_int8> == 6'656_B);

// The bytes of the weights in those files.
static_assert(nns::parameter_bytes<tiny::keyword_spotting, nns::full_int8> == 24'368_B);
static_assert(nns::parameter_bytes<tiny::visual_wake_words, nns::full_int8> == 219'064_B);
static_assert(nns::parameter_bytes<tiny::image_classification, nns::full_int8> == 78'744_B);

static_assert(nns::parameter_bytes<tiny::anomaly_detection, nns::full_int8> == 270'880_B);

// pretrainedResnet and vww_96 in float32, with normalisation folded.
constexpr nns::storage folded_float32{.fold_batch_normalization = true};
static_assert(nns::parameter_bytes<tiny::image_classification, folded_float32> == 310'824_B);
static_assert(nns::peak_activation_bytes<tiny::image_classification, folded_float32> == 196'608_B);
static_assert(nns::peak_activation_bytes<tiny::visual_wake_words, folded_float32> == 221'184_B);

// Bounds published by Pisarchyk and Lee (2020): 4.594 and 5.742 MiB.
namespace keras = nns::zoo::keras;
static_assert(nns::live_activation_bytes<keras::mobilenet, nns::fused> == 4'816'896_B);
static_assert(nns::peak_activation_bytes<keras::mobilenet, nns::fused> == 4'816'896_B);
static_assert(nns::peak_activation_bytes<keras::mobilenet_v2, nns::fused> == 6'021'120_B);
// tf2_mobilenet_v2_1.0_224_ptq, with 1001 classes: the file's weights, and the largest sum of its live buffers.
static_assert(nns::parameter_bytes<nns::zoo::mobilenet_v2<nns::zoo::classes<1001>>, nns::full_int8> == 3'543'268_B);
static_assert(nns::peak_activation_bytes<keras::mobilenet_v2, nns::full_int8> == 1'505'280_B);

// The parameters of float32 networks are four bytes each.
static_assert(nns::parameter_bytes<keras::mobilenet>.count == 4 * nns::parameters<keras::mobilenet>);

// A chain of 100, 60, 60, 20 numbers: what is live at once is 160 numbers, with an alignment of 4 bytes.
struct chain : sequential<input<100>, dense<60>, relu, dropout, dense<20>> {};
static_assert(nns::peak_activation_bytes<chain, nns::align<4>> == 640_B);
static_assert(nns::peak_activation_bytes<chain, nns::align<256>> == 768_B);
static_assert(nns::peak_activation_bytes<chain, nns::align<4>, nns::inputs_outside> == 480_B);
static_assert(nns::peak_activation_bytes<chain, nns::inputs_outside, nns::fused, nns::align<4>> == 320_B);
static_assert(nns::peak_activation_bytes<chain, nns::inputs_outside, nns::outputs_outside, nns::fused, nns::align<1>> ==
              240_B);
static_assert(nns::peak_activation_bytes<chain, nns::align<4>, nns::in_place, nns::inputs_outside> == 320_B);
static_assert(nns::peak_activation_bytes<chain, nns::batch{8}, nns::align<4>> == 5'120_B);
static_assert(nns::peak_activation_bytes<chain, nns::full_int8, nns::align<1>> == 160_B);
static_assert(nns::peak_activation_bytes<chain, nns::storage{.activations = nns::data_type::binary}, nns::align<1>> ==
              21_B);  // 13 and 8
static_assert(nns::peak_activation_bytes<chain, nns::storage{.activations = nns::data_type::int4}, nns::align<1>> ==
              80_B);

// dropout makes no buffer; the names are those of the rows.
constexpr auto& plan = nns::memory_plan<chain, nns::align<4>>;
static_assert(plan.buffers.size() == 4);
static_assert(plan.buffers[0].name == "input" && plan.buffers[0].first == 0 && plan.buffers[0].last == 1);
static_assert(plan.buffers[1].name == "dense" && plan.buffers[1].bytes == 240_B && plan.buffers[1].last == 2);
static_assert(plan.buffers[2].name == "relu" && plan.buffers[2].last == 4);
static_assert(plan.buffers[3].name == "dense_1" && plan.buffers[3].bytes == 80);
static_assert(plan.height == plan.bound && plan.meets_bound());

// A residual keeps its input: 3 x 64 numbers at the sum; written in place, two.
struct block : sequential<input<64>, residual<dense<64>, dense<64>>> {};
static_assert(nns::peak_activation_bytes<block, nns::align<4>> == 768_B);
static_assert(nns::peak_activation_bytes<block, nns::align<4>, nns::in_place> == 768_B);  // within the branch, still
struct gated : sequential<input<64>, dense<64>, residual<sigmoid, shortcut<identity>>> {};
static_assert(nns::peak_activation_bytes<gated, nns::align<4>> == 768_B);
static_assert(nns::peak_activation_bytes<gated, nns::align<4>, nns::in_place> == 512_B);

// reshape and flatten copy, unless they are views.
struct flat : sequential<input<8, 8, 4>, conv2d<4, kernel<1>>, flatten, dense<2>> {};
static_assert(nns::peak_activation_bytes<flat, nns::align<4>, nns::inputs_outside> == 2'048_B);
static_assert(nns::peak_activation_bytes<flat, nns::align<4>, nns::inputs_outside, nns::views> == 1'032_B);

// What has a reader beside the normalisation is not folded: here the shortcut.
struct twice_read : sequential<input<8, 8, 4>, conv2d<4, kernel<1>, no_bias>, residual<batch_normalization<>>> {};
static_assert(nns::parameter_bytes<twice_read, nns::full_int8> == nns::bytes{16 + 4 + 16});
struct once_read : sequential<input<8, 8, 4>, conv2d<4, kernel<1>, no_bias>, dropout, batch_normalization<>> {};
static_assert(nns::parameter_bytes<once_read, nns::full_int8> == nns::bytes{16 + 16});
struct has_bias : sequential<input<8, 8, 4>, conv2d<4, kernel<1>>, batch_normalization<>> {};
static_assert(nns::parameter_bytes<has_bias, nns::full_int8> == nns::bytes{16 + 16});
// A normalisation in front of everything (ResNet v2's) stays as a scale and a shift; without folding, 4 C.
struct in_front : sequential<input<8, 8, 4>, batch_normalization<>, relu, conv2d<4, kernel<1>, no_bias>> {};
static_assert(nns::parameter_bytes<in_front, nns::full_int8> == nns::bytes{4 + 16 + 16});
static_assert(nns::parameter_bytes<in_front> == nns::bytes{4 * (16 + 16)});
// An activation between the two: it cannot be folded either.
struct behind_relu : sequential<input<8, 8, 4>, conv2d<4, kernel<1>, no_bias, relu>, batch_normalization<>> {};
static_assert(nns::parameter_bytes<behind_relu, nns::full_int8> == nns::bytes{16 + 4 + 16});
static_assert(nns::parameter_bytes<has_bias, nns::full_int8, nns::channel_scales> == nns::bytes{16 + 16 + 16});

// A normalisation along the rows of an image is none of a convolution's channels, also where there are as many of both.
struct along_rows : sequential<input<4, 4, 4>, conv2d<4, kernel<1>, no_bias>, batch_normalization<axis<1>>> {};
static_assert(nns::parameter_bytes<along_rows, nns::full_int8> == nns::bytes{16 + 4 + 16});
struct along_first : sequential<input<4, 4, 4>, conv2d<4, kernel<1>, no_bias, channels_first>, batch_normalization<axis<1>>> {};
static_assert(nns::parameter_bytes<along_first, nns::full_int8> == nns::bytes{16 + 16});

// A flatten that changes the type is no view of what arrives: 4 x 256 bytes become 256.
constexpr nns::storage in_bytes{.activations = nns::data_type::int8};
struct retyped : sequential<input<8, 8, 4>, conv2d<4, kernel<1>>, stored<flatten, in_bytes>> {};
static_assert(nns::memory_plan<retyped, nns::views>.buffers.size() == 3 &&
              nns::memory_plan<retyped, nns::views>.buffers[2].bytes == 256_B);
// Computed in the convolution, relu already makes bytes, and the flatten is a view of them.
struct retyped_before : sequential<input<8, 8, 4>, conv2d<4, kernel<1>>, stored<relu, in_bytes>, stored<flatten, in_bytes>> {};
static_assert(nns::memory_plan<retyped_before, nns::views>.buffers.size() == 3);
static_assert(nns::memory_plan<retyped_before, nns::views, nns::fused>.buffers.size() == 2 &&
              nns::memory_plan<retyped_before, nns::views, nns::fused>.buffers[1].bytes == 256_B);
struct widened : sequential<input<8, 8, 4>, stored<conv2d<4, kernel<1>>, in_bytes>, relu> {};
static_assert(nns::memory_plan<widened, nns::fused>.buffers.size() == 2 && nns::memory_plan<widened, nns::fused>.buffers[1].bytes == 1'024_B);

// Only an input of the output's size is overwritten. The mean, which comes first, is smaller; the image is read once more.
struct scaled_by_mean : nns::graph<node<"x", input<8, 8, 4>>, node<"conv", conv2d<4, kernel<1>>, "x">,
                                   node<"mean", global_average_pooling2d<keepdims>, "conv">,
                                   node<"scaled", multiply<>, "mean", "conv">, node<"sum", add<>, "scaled", "conv">> {};
constexpr auto& scaled_plan = nns::memory_plan<scaled_by_mean, nns::in_place>;
static_assert(scaled_plan.buffers.size() == 4 && scaled_plan.buffers[2].bytes == 16_B && scaled_plan.buffers[3].name == "scaled");
struct narrowed : sequential<input<16>, dense<16>, stored<relu, in_bytes>> {};
static_assert(nns::memory_plan<narrowed, nns::in_place>.buffers.size() == 3);

// Two normalisations in a row need one bias of the convolution's.
struct twice_normalized : sequential<input<8, 8, 4>, conv2d<4, kernel<1>, no_bias>, batch_normalization<no_center>,
                                     batch_normalization<no_center>> {};
static_assert(nns::parameter_bytes<twice_normalized, nns::full_int8> == nns::bytes{16 + 16});
// The bias is the convolution's, in its type: four of two bytes.
constexpr nns::storage short_biases{nns::data_type::int8, nns::data_type::int16, nns::data_type::int8, true};
struct short_biased : sequential<input<8, 8, 4>, stored<conv2d<4, kernel<1>, no_bias>, short_biases>, batch_normalization<>> {};
static_assert(nns::parameter_bytes<short_biased, nns::full_int8> == nns::bytes{16 + 8});
// Of channels first, a bias is still one for each channel, not for each column.
struct columns : sequential<input<4, 5, 6>, conv2d<3, kernel<1>, channels_first>> {};
static_assert(nns::parameter_bytes<columns, nns::full_int8> == nns::bytes{12 + 4 * 3});

// Scales: a float32 for each output channel of a product; weights that are applied twice have theirs once, and a normalisation that
// is stored by itself has none.
struct applied_twice : nns::graph<node<"in", input<8, 8, 4>>, node<"conv", conv2d<4, kernel<1>>, "in">,
                                  node<"again", nns::shared<"conv">, "conv">> {};
static_assert(nns::parameter_bytes<applied_twice, nns::full_int8, nns::channel_scales> == nns::bytes{16 + 16 + 16});
constexpr nns::storage unfolded_bytes{nns::data_type::int8, nns::data_type::int32, nns::data_type::int8};
static_assert(nns::parameter_bytes<has_bias, unfolded_bytes, nns::channel_scales> == nns::bytes{16 + 16 + 16 + 3 * 4 + 4 * 4});
constexpr nns::storage in_float8{nns::data_type::float8, nns::data_type::float32, nns::data_type::float8};
static_assert(nns::parameter_bytes<has_bias, in_float8, nns::channel_scales> == nns::bytes{16 + 16 + 3 * 4 + 4 * 4});
// Eight experts: their matrices, 16 x 32 and 32 x 16, with 32 and 16 scales; the router's, 16 x 8 with 8.
struct experts : sequential<input<5, 16>, mixture_of_experts<8, 2, sequential<dense<32, no_bias>, dense<16, no_bias>>>> {};
static_assert(nns::parameter_bytes<experts, nns::full_int8, nns::channel_scales> ==
              nns::bytes{8 * 2 * 512 + 128 + 4 * (8 * (32 + 16) + 8)});
// A normalisation that no layer takes is a scale and a shift in each of them.
struct normalized_experts : sequential<input<5, 16>, mixture_of_experts<8, 2, sequential<dense<32, no_bias, relu>, batch_normalization<>,
                                                                                         dense<16, no_bias>>>> {};
static_assert(nns::parameter_bytes<normalized_experts, nns::full_int8> == nns::bytes{8 * 2 * 512 + 128 + 8 * (32 + 4 * 32)});
// One that a layer takes is a bias of it in each.
struct folded_experts : sequential<input<5, 16>, mixture_of_experts<8, 2, sequential<dense<32, no_bias>, batch_normalization<>,
                                                                                     dense<16, no_bias>>>> {};
static_assert(nns::parameter_bytes<folded_experts, nns::full_int8> == nns::bytes{8 * 2 * 512 + 128 + 8 * 4 * 32});

// Not folded, though their storage asks for it: of two, the one whose own storage does not ask is not among them.
struct two_alone : sequential<input<8, 8, 4>, batch_normalization<>, stored<batch_normalization<>, nns::float32_storage>> {};
static_assert(nns::memory_plan<two_alone, nns::full_int8>.unfolded.size() == 1);
static_assert(nns::memory_plan<has_bias, nns::full_int8, nns::views, nns::in_place>.unfolded.size() == 0);
static_assert(nns::memory_plan<two_alone, nns::full_int8, nns::views, nns::in_place, nns::fused>.unfolded.size() == 1);

// A part that is stored otherwise: its parameters, and what it makes.
struct mixed : sequential<input<16>, dense<16>, stored<dense<16, softmax>, nns::float32_storage>> {};
static_assert(nns::parameter_bytes<mixed, nns::full_int8> == nns::bytes{256 + 64 + 4 * 272});
static_assert(nns::peak_activation_bytes<mixed, nns::full_int8, nns::align<1>> == nns::bytes{16 + 64});

// LSTM: 4 (I U + U U) weights and 4 U biases; two states of U. GRU: 3 (I U + U U), 6 U, one state.
struct recurrent : sequential<input<10, 8>, lstm<16, return_sequences>, bidirectional<gru<4>>> {};
static_assert(nns::parameter_bytes<recurrent, nns::full_int8> ==
              nns::bytes{4 * (8 * 16 + 16 * 16) + 4 * 4 * 16 + 2 * (3 * (16 * 4 + 4 * 4) + 4 * 6 * 4)});
static_assert(nns::state_bytes<recurrent> == nns::bytes{4 * (2 * 16 + 2 * 4)});
static_assert(nns::state_bytes<recurrent, nns::full_int8, nns::batch{3}> == nns::bytes{3 * (2 * 16 + 2 * 4)});

// time_distributed: beside its input and output (10 x 64, 10 x 8) what one step needs within, 100 numbers.
struct steps : sequential<input<10, 64>, time_distributed<dense<100>, dense<8>>> {};
static_assert(nns::peak_activation_bytes<steps, nns::align<4>> == nns::bytes{4 * (640 + 80 + 100)});

// Stored otherwise as a whole; inside, the normalisation is folded, and activations are computed in the layer before.
struct stored_steps : sequential<input<10, 64>, stored<time_distributed<dense<100>, dense<8>>, nns::float32_storage>> {};
static_assert(nns::peak_activation_bytes<stored_steps, nns::full_int8, nns::align<1>> ==
              nns::bytes{640 + 4 * 80 + 4 * 100});
struct normalized_steps : sequential<input<10, 64>, time_distributed<dense<100, no_bias>, batch_normalization<>, relu,
                                                                     dense<8>>> {};
static_assert(nns::parameter_bytes<normalized_steps, nns::full_int8> == nns::bytes{6'400 + 4 * 100 + 800 + 4 * 8});
static_assert(nns::parameter_bytes<normalized_steps> == nns::bytes{4 * (6'400 + 400 + 808)});
static_assert(nns::peak_activation_bytes<normalized_steps, nns::full_int8, nns::align<1>> == nns::bytes{640 + 80 + 100});
static_assert(nns::peak_activation_bytes<normalized_steps, nns::align<4>> == nns::bytes{4 * (640 + 80 + 200)});

// Inputs are filled before the model runs, wherever they are declared: "side" is live from the start, beside 2 x 64.
struct late_input : nns::graph<node<"in", input<64>>, node<"wide", dense<64>, "in">, node<"narrow", dense<8>, "wide">,
                               node<"side", input<8>>, node<"sum", add<>, "narrow", "side">> {};
static_assert(nns::peak_activation_bytes<late_input, nns::align<4>> == nns::bytes{4 * (64 + 64 + 8)});
static_assert(nns::memory_plan<late_input>.buffers[3].name == "side" &&
              nns::memory_plan<late_input>.buffers[3].first == 0 && nns::memory_plan<late_input>.buffers[3].row == 3);

// A convolution that is applied again takes no normalisation: the other place has none, or another.
struct lent : nns::graph<node<"in", input<8, 8, 4>>, node<"conv", conv2d<4, kernel<1>, no_bias>, "in">,
                         node<"norm", batch_normalization<>, "conv">, node<"again", nns::shared<"conv">, "norm">,
                         node<"sum", add<>, "again", "norm">> {};
static_assert(nns::parameter_bytes<lent, nns::full_int8> == nns::bytes{16 + 4 + 4 * 4});
static_assert(nns::memory_plan<lent, nns::full_int8>.buffers.size() == 5);
// Nor does the place where it is applied again.
struct lent_last : nns::graph<node<"in", input<8, 8, 4>>, node<"conv", conv2d<4, kernel<1>, no_bias>, "in">,
                              node<"again", nns::shared<"conv">, "conv">, node<"norm", batch_normalization<>, "again">> {};
static_assert(nns::parameter_bytes<lent_last, nns::full_int8> == nns::bytes{16 + 4 + 4 * 4});
// A wrapper that is applied again is stored once, with what is folded inside.
struct lent_steps : nns::graph<node<"in", input<10, 8>>,
                               node<"steps", time_distributed<dense<8, no_bias>, batch_normalization<>>, "in">,
                               node<"again", nns::shared<"steps">, "steps">> {};
static_assert(nns::parameter_bytes<lent_steps, nns::full_int8> == nns::bytes{64 + 4 * 8});
// A normalisation that is applied again stays where it is, and is stored once.
struct lent_norm : nns::graph<node<"in", input<8, 8, 4>>, node<"conv", conv2d<4, kernel<1>, no_bias>, "in">,
                              node<"norm", batch_normalization<>, "conv">,
                              node<"more", conv2d<4, kernel<1>, no_bias>, "norm">,
                              node<"again", nns::shared<"norm">, "more">> {};
static_assert(nns::parameter_bytes<lent_norm, nns::full_int8> == nns::bytes{16 + 16 + 4 + 4 * 4});

// Indices of an embedding are int32, as in TensorFlow Lite's EMBEDDING_LOOKUP and GATHER, whatever the activations are.
struct tokens : sequential<input<128>, reshape<128>, embedding<1'000, 16>> {};
static_assert(nns::peak_activation_bytes<tokens, nns::full_int8, nns::views> == nns::bytes{4 * 128 + 2'048});
static_assert(nns::memory_plan<tokens, nns::full_int8>.buffers[0].bytes == 512);
static_assert(nns::memory_plan<tokens, nns::full_int8>.buffers[1].bytes == 512);
struct dropped_tokens : sequential<input<128>, dropout, embedding<1'000, 16>> {};
static_assert(nns::memory_plan<dropped_tokens, nns::full_int8>.buffers[0].bytes == 512);

// A layer of one's own says its scratch, which is not multiplied by the batch.
struct own {
  static constexpr nns::shape output(nns::shape in) { return in; }
  static constexpr nns::cost cost(nns::shape, nns::shape) { return {.scratch = 1'000_B}; }
};
struct with_scratch : sequential<input<100>, own> {};
static_assert(nns::peak_activation_bytes<with_scratch, nns::align<4>> == 1'800_B);
static_assert(nns::peak_activation_bytes<with_scratch, nns::align<4>, nns::batch{2}> == 2'600_B);

// Two outputs, and states that are returned: all are there at the end.
struct two : nns::graph<node<"in", input<10, 8>>, node<"lstm", lstm<16, return_state>, "in">,
                        outputs<"lstm", "lstm:1", "lstm:2">> {};
static_assert(nns::memory_plan<two>.buffers.size() == 4 && nns::memory_plan<two>.buffers[3].output == 2);
static_assert(nns::peak_activation_bytes<two, nns::align<4>> == nns::bytes{4 * (80 + 48)});

// Two networks in one array: the second beside the first one's outputs (20 and 48 numbers), or the first one's peak.
static_assert(nns::shared_arena_bytes<chain, block, nns::align<4>> == nns::bytes{768 + 80});
static_assert(nns::shared_arena_bytes<block, chain, nns::align<4>> == nns::bytes{640 + 256});
static_assert(nns::shared_arena_bytes<flat, chain, nns::align<4>> == nns::bytes{4 * (256 + 256)});
// An output that shares its buffer is kept once: 1,024 bytes beside 768, where the first one's peak is 2,048.
struct viewed : sequential<input<8, 8, 4>, conv2d<4, kernel<1>>, flatten> {};
static_assert(nns::shared_arena_bytes<viewed, block, nns::align<4>, nns::views> == 2'048_B);
static_assert(nns::shared_arena_bytes<two, chain, nns::align<4>, nns::outputs_outside> == 640_B);

}  // namespace
