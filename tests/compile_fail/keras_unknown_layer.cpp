// A Keras file with an unknown class.
// EXPECT: this class is not known: say which layer it is with nns::known_as<...>, or that it costs nothing with nns::assume_zero<...>
// EXPECT: line<3>
#include <nns/import/keras.hpp>

inline constexpr char text[] = R"({"class_name": "Sequential", "config": [
  {"class_name": "Dense", "config": {"name": "d", "units": 3, "batch_input_shape": [null, 4]}},
  {"class_name": "Fancy", "config": {"name": "fancy_1"}}]})";

#ifdef NNS_MENDED
struct net : nns::keras_model<text, nns::assume_zero<"Fancy">> {};
#else
struct net : nns::keras_model<text> {};
#endif

static_assert(nns::parameters<net> == 15);
