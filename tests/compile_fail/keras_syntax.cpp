// A Keras file without the colon after a key.
// EXPECT: a colon is expected after the key
// EXPECT: line<2>
// EXPECT: column<47>
#include <nns/import/keras.hpp>

#ifdef NNS_MENDED
#define UNITS R"("units": 3)"
#else
#define UNITS R"("units"  3)"
#endif

inline constexpr char text[] = R"({"class_name": "Sequential", "config": [
  {"class_name": "Dense", "config": {)" UNITS R"(, "name": "d", "batch_input_shape": [null, 4]}}]})";

struct net : nns::keras_model<text> {};

static_assert(nns::parameters<net> == 15);
