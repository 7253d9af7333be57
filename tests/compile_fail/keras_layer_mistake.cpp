// EXPECT: the layer takes a shape of another rank
// EXPECT: arrived<3>
#include <nns/import/keras.hpp>

inline constexpr char text[] = R"({"class_name": "Sequential", "config": [
  {"class_name": "Dense", "config": {"name": "d", "units": 3, "batch_input_shape": [null, 4]}},
  {"class_name": ")"
#if defined(NNS_MENDED)
    "Dense"
#else
    "Conv2D"
#endif
    R"(", "config": {"name": "c", "filters": 2, "units": 2, "kernel_size": [1, 1]}}]})";

struct net : nns::keras_model<text> {};

static_assert(nns::parameters<net> == 15 + 8);
