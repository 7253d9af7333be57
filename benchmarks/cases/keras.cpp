// A Keras file, read while the program compiles. -DKERAS_FILE= is its text as a raw literal.
#include <nns/import/keras.hpp>
#include <nns/nns.hpp>

inline constexpr char text[] =
#include KERAS_FILE
    ;
struct net : nns::keras_model<text> {};
static_assert(nns::forward<net>.count > 0);
