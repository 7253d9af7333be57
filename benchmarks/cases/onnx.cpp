// An ONNX file without its weights, read while the program compiles. -DONNX_FILE= is its bytes as a literal.
#include <nns/import/onnx.hpp>
#include <nns/nns.hpp>

inline constexpr char text[] =
#include ONNX_FILE
    ;
struct net : nns::onnx_model<text> {};
static_assert(nns::forward<net>.count != 0);  // unknown where extents are open
