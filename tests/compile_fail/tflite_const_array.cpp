// A model in an array as generators write it: const, which the compiler cannot read.
// EXPECT: declare the array constexpr
#include <nns/import/tflite.hpp>

#ifdef NNS_MENDED
#define ARRAY constexpr
#else
#define ARRAY const
#endif

// An addition of two numbers: hand-made, 1 kB less than a converter's.
alignas(16) ARRAY unsigned char model[] =
#include "add.tflite.inc"
    ;

struct net : nns::tflite_model<model> {};

static_assert(nns::forward<net>.count == 0);
