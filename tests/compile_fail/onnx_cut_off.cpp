// An .onnx that ends in the middle.
// EXPECT: the file ends in the middle of this item: is it cut off?
// EXPECT: byte_of_file<
#include <nns/import/onnx.hpp>

constexpr char whole[] =
#include "small.onnx.inc"
    ;

struct characters {
  char kept[sizeof(whole)]{};
  [[nodiscard]] constexpr const char* data() const { return kept; }
  [[nodiscard]] static constexpr std::size_t size() { return sizeof(whole) - 1; }
};
constexpr characters part = [] {
  characters c;
  for (std::size_t i = 0; i != sizeof(whole); ++i) c.kept[i] = whole[i];
#ifndef NNS_MENDED
  c.kept[12] = '\x7f';  // a message's length
#endif
  return c;
}();

struct net : nns::onnx_model<part> {};

static_assert(nns::forward<net>.count > 0);
