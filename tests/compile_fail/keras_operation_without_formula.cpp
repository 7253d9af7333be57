// A Keras file with an operation that multiplies and has no formula.
// EXPECT: the cost of this operation is not known: it multiplies, or runs code that is not in the file, and there is no formula for it
// EXPECT: line<3>
#include <nns/import/keras.hpp>

inline constexpr char text[] = R"({"class_name": "Functional", "config": {"name": "m", "layers": [
  {"class_name": "InputLayer", "config": {"name": "x", "batch_shape": [null, 4, 4]}, "name": "x", "inbound_nodes": []},
  {"module": "keras.src.ops.linalg", "class_name": "Inv", "config": {"name": "inv"}, "name": "inv",
   "inbound_nodes": [{"args": [["x", 0, 0]], "kwargs": {}}]}],
  "input_layers": [["x", 0, 0]], "output_layers": [["inv", 0, 0]]}})";

/// By elimination: n^3 multiply-adds for each matrix.
struct inverse {
  static constexpr nns::shape output(nns::shape in) { return in; }
  static constexpr nns::cost cost(nns::shape in, nns::shape) { return {.forward = nns::macs{in[0] * in[0] * in[0]}}; }
};

#ifdef NNS_MENDED
struct net : nns::keras_model<text, nns::known_as<"Inv", inverse>> {};
#else
struct net : nns::keras_model<text> {};
#endif

static_assert(nns::forward<net>.count == 64);
