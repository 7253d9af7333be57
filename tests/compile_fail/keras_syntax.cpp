// EXPECT: a colon is expected behind the key
// EXPECT: line<2>
// EXPECT: column<47>
#include <nns/import/keras.hpp>

#if defined(NNS_MENDED)
#define COLON ":"
#else
#define COLON " "
#endif

inline constexpr char text[] = R"({"class_name": "Sequential", "config": [
  {"class_name": "Dense", "config": {"units")" COLON R"( 3, "name": "d", "batch_input_shape": [null, 4]}}]})";

struct net : nns::keras_model<text> {};

static_assert(nns::parameters<net> == 15);
