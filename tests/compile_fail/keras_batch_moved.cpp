// A product in a Keras file whose result has the batch in another axis.
// EXPECT: this product moves the batch, sums over it, or multiplies it by itself: the cost of one instance is not certain
// EXPECT: named<"e">
#include <nns/import/keras.hpp>

#ifdef NNS_MENDED
#define EQUATION R"("btd,bsd->bts")"
#else
#define EQUATION R"("btd,bsd->tbs")"
#endif

inline constexpr char text[] = R"({"class_name": "Functional", "config": {"name": "m", "layers": [
  {"class_name": "InputLayer", "config": {"name": "q", "batch_shape": [null, 4, 8]}, "name": "q", "inbound_nodes": []},
  {"class_name": "InputLayer", "config": {"name": "k", "batch_shape": [null, 6, 8]}, "name": "k", "inbound_nodes": []},
  {"module": "keras.src.ops.numpy", "class_name": "Einsum", "config": {"name": "e"}, "name": "e",
   "inbound_nodes": [{"args": [)" EQUATION R"(, ["q", 0, 0], ["k", 0, 0]], "kwargs": {}}]}],
  "input_layers": [["q", 0, 0], ["k", 0, 0]], "output_layers": [["e", 0, 0]]}})";

struct net : nns::keras_model<text> {};

static_assert(nns::forward<net>.count == 4 * 6 * 8);
