// nns::assume_zero with a name that no layer of the file has.
// EXPECT: names a class that no layer of the file has
// EXPECT: key<
#include <nns/import/keras.hpp>

inline constexpr char text[] = R"({"class_name": "Sequential", "config": {"layers": [
  {"class_name": "InputLayer", "config": {"batch_input_shape": [null, 4]}},
  {"class_name": "Fancy", "config": {"name": "fancy"}}]}})";

#ifdef NNS_MENDED
struct net : nns::keras_model<text, nns::assume_zero<"Fancy">> {};
#else
struct net : nns::keras_model<text, nns::assume_zero<"Fanzy">> {};
#endif

static_assert(nns::forward<net>.count == 0);
