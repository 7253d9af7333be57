// A Keras file whose second layer does not take the shape that reaches it.
// EXPECT: the shape that arrives has the wrong rank for this layer
// EXPECT: arrived<3>
#include <nns/import/keras.hpp>

#ifdef NNS_MENDED
#define SECOND R"({"class_name": "Dense", "config": {"name": "c", "units": 2}})"
#else
#define SECOND R"({"class_name": "Conv2D", "config": {"name": "c", "filters": 2, "kernel_size": [1, 1]}})"
#endif

inline constexpr char text[] = R"({"class_name": "Sequential", "config": [
  {"class_name": "Dense", "config": {"name": "d", "units": 3, "batch_input_shape": [null, 4]}},
  )" SECOND "]}";

struct net : nns::keras_model<text> {};

static_assert(nns::parameters<net> == 15 + 8);
