// A Keras layer that is assumed to cost nothing, before another layer, with a shape that is not in the file.
// EXPECT: this layer is assumed to cost nothing, but the next layer needs its shape, which the file does not have
// EXPECT: line<3>
#include <nns/import/keras.hpp>

inline constexpr char text[] = R"({"class_name": "Sequential", "config": [
  {"class_name": "Dense", "config": {"name": "d", "units": 64, "batch_input_shape": [null, 4]}},
  {"class_name": "L2Distance", "config": {"name": "distance"}},
  {"class_name": "Dense", "config": {"name": "head", "units": 1}}]})";

#ifdef NNS_MENDED
struct net : nns::keras_model<text, nns::assume_zero<"L2Distance", nns::shape{1}>> {};
#else
struct net : nns::keras_model<text, nns::assume_zero<"L2Distance">> {};
#endif

static_assert(nns::parameters<net> == (4 + 1) * 64 + 2);
