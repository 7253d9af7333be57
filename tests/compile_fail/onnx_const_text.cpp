// A text that is const instead of constexpr.
// EXPECT: the compiler cannot read this text: declare it inline constexpr char text[] = ...
#include <nns/import/onnx.hpp>

#ifdef NNS_MENDED
#define TEXT constexpr
#else
#define TEXT const
#endif

TEXT char text[] =
#include "small.onnx.inc"
    ;

struct net : nns::onnx_model<text> {};

static_assert(nns::forward<net>.count > 0);
