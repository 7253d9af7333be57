// A pointer to the bytes of a .tflite, which does not know how many there are.
// EXPECT: this is not an array of bytes
#include <nns/import/tflite.hpp>

inline constexpr unsigned char bytes[] =
#include "add.tflite.inc"
    ;
inline constexpr const unsigned char* pointer = bytes;

#ifdef NNS_MENDED
struct net : nns::tflite_model<bytes> {};
#else
struct net : nns::tflite_model<pointer> {};
#endif

static_assert(nns::forward<net>.count == 0);
