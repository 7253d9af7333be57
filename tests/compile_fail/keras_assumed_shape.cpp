// A layer of a Keras file that is assumed to cost nothing, of a shape that the file does not say, before another one.
// EXPECT: this layer is taken to cost nothing, but what stands behind it depends on its shape, which the file does not say
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
