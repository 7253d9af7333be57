// A Keras file's text that is const instead of constexpr.
// EXPECT: the compiler cannot read this text: declare it inline constexpr char text[] = ...
#include <nns/import/keras.hpp>

#ifdef NNS_MENDED
#define TEXT inline constexpr
#else
#define TEXT const
#endif

TEXT char text[] = R"({"class_name": "Sequential", "config": [
  {"class_name": "Dense", "config": {"units": 3, "name": "d", "batch_input_shape": [null, 4]}}]})";

struct net : nns::keras_model<text> {};

static_assert(nns::parameters<net> == 15);
