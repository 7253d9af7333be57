// nns::known_as with a name that no node of the graph has: the operator of small.onnx is called Relu.
// EXPECT: names an operator that no node of the graph has
// EXPECT: not_found<
#include <nns/import/onnx.hpp>

constexpr char text[] =
#include "small.onnx.inc"
    ;

#ifdef NNS_MENDED
struct net : nns::onnx_model<text, nns::known_as<"Relu", nns::relu>> {};
#else
struct net : nns::onnx_model<text, nns::known_as<"ReLU", nns::relu>> {};
#endif

static_assert(nns::forward<net>.count > 0);
