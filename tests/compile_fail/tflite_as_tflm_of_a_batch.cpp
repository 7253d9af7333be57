// TensorFlow Lite Micro's plan of a .tflite, with an option of this library's own plan.
// EXPECT: nns::as_tflm is TensorFlow Lite Micro's own plan of the file as it is
#include <nns/import/tflite.hpp>

constexpr unsigned char model[] =
#include "add.tflite.inc"
    ;

struct net : nns::tflite_model<model> {};

#ifdef NNS_MENDED
static_assert(nns::memory_plan<net, nns::as_tflm>.height.count > 0);
#else
static_assert(nns::memory_plan<net, nns::as_tflm, nns::batch{2}>.height.count > 0);
#endif
