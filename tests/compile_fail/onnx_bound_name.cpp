// nns::bind with a name that no input of the graph has.
// EXPECT: nns::bind (--bind) names an extent that no input of the graph has
#include <nns/import/onnx.hpp>

constexpr char text[] =
#include "small.onnx.inc"
    ;

#ifdef NNS_MENDED
struct net : nns::onnx_model<text> {};
#else
struct net : nns::onnx_model<text, nns::bind<"sequence", 128>> {};
#endif

static_assert(nns::forward<net>.count > 0);
