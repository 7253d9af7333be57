// Models from files at other shapes: shapes that the file leaves open, several inputs, and what the file itself refuses.
#include <nns/import/keras.hpp>
#include <nns/nns.hpp>

using namespace nns::layers;
using nns::shape;

namespace {

// Without an input there is no model, unless an input<...> is given.
constexpr char no_shape[] = R"({"class_name": "Sequential", "config": {"name": "s", "layers": [
  {"class_name": "Conv2D", "config": {"name": "c", "filters": 4, "kernel_size": [3, 3], "strides": [1, 1],
   "padding": "valid", "activation": "relu", "use_bias": true}},
  {"class_name": "Flatten", "config": {"name": "f"}}]}})";
struct open_model : nns::keras_model<no_shape, input<9, 9, 3>> {};
static_assert(nns::at<open_model>({5, 5, 2}).output == shape{36});
static_assert(nns::at<open_model>({5, 5, 2}).forward == nns::macs{9 * 4 * 18});
static_assert(nns::at<open_model>({2, 5, 2}).refused.layer() == "c");

constexpr char any_size[] = R"({"class_name": "Sequential", "config": {"name": "s", "layers": [
  {"class_name": "Conv2D", "config": {"name": "c", "batch_input_shape": [null, null, null, 3], "filters": 4,
   "kernel_size": [3, 3], "strides": [1, 1], "padding": "valid", "activation": "relu", "use_bias": true}}]}})";
struct convolved : nns::keras_model<any_size> {};
static_assert(nns::at<convolved>({5, 5, 3}).output == shape{3, 3, 4});
static_assert(nns::at<convolved>().forward.count == nns::unknown && nns::at<convolved>().parameters == 112);
struct behind : nns::sequential<input<9, 9, 3>, convolved, flatten> {};
static_assert(nns::at<behind>({5, 5, 3}).output == shape{36});

constexpr char functional[] = R"({"class_name": "Functional", "config": {"name": "m", "layers": [
  {"class_name": "InputLayer", "name": "a", "config": {"batch_input_shape": [null, 10, 8], "name": "a"},
   "inbound_nodes": []},
  {"class_name": "InputLayer", "name": "b", "config": {"batch_input_shape": [null, 4], "name": "b"},
   "inbound_nodes": []},
  {"class_name": "LSTM", "name": "l", "config": {"name": "l", "units": 4, "activation": "tanh",
   "recurrent_activation": "sigmoid", "use_bias": true, "return_sequences": false}, "inbound_nodes": [[["a", 0, 0, {}]]]},
  {"class_name": "Add", "name": "s", "config": {"name": "s"}, "inbound_nodes": [[["l", 0, 0, {}], ["b", 0, 0, {}]]]}],
  "input_layers": [["a", 0, 0], ["b", 0, 0]], "output_layers": [["s", 0, 0]]}})";
struct two_inputs : nns::keras_model<functional> {};
// 7 steps of 4 gates of 4 (3 + 4)
static_assert(nns::at<two_inputs>({7, 3}, {4}).forward == nns::macs{7 * 4 * 4 * (3 + 4)});
static_assert(nns::at<two_inputs>({7, 3}).refused && nns::at<two_inputs>({7, 3}, {5}).refused.layer() == "s");
struct inside : nns::graph<node<"x", input<10, 8>>, node<"y", input<4>>, node<"m", two_inputs, "x", "y">> {};
static_assert(nns::at<inside>({7, 3}, {4}).forward == nns::macs{7 * 4 * 4 * (3 + 4)});

// A file that cannot be read: its reader's sentence.
constexpr char broken[] = R"({"class_name": "Sequential", "config": {"name": "s", "layers": []}})";
struct empty : nns::keras_model<broken> {};
static_assert(nns::at<empty>({3}).refused == "the model has no layers");

}  // namespace
