// A .tflite that is asked about another shape than its own.
// EXPECT: the model's file fixes the shapes of all tensors: it has no other shapes
// EXPECT: arrived<5>
#include <nns/import/tflite.hpp>
#include <nns/nns.hpp>

using namespace nns::literals;

constexpr unsigned char model[] =
#include "add.tflite.inc"
    ;

struct net : nns::tflite_model<model> {};

#ifdef NNS_MENDED
static_assert(nns::within<nns::forward<net>, 1_MMAC>);
#else
static_assert(nns::within<nns::at<net>(nns::shape{5}).forward, 1_MMAC>);
#endif
