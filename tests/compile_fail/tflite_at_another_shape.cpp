// A .tflite that is asked at a shape that is not its own.
// EXPECT: the model's file states the shapes of all tensors: it runs at no others
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
