// nns::assume_zero with a name that no operator of the file has: its only one is ADD.
// EXPECT: names an operator that the file's first subgraph does not have
// EXPECT: not_found<
#include <nns/import/tflite.hpp>

constexpr unsigned char model[] =
#include "add.tflite.inc"
    ;

#ifdef NNS_MENDED
struct net : nns::tflite_model<model, nns::assume_zero<"ADD">> {};
#else
struct net : nns::tflite_model<model, nns::assume_zero<"Add">> {};
#endif

static_assert(nns::forward<net>.count == 0);
