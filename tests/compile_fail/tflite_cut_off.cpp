// A .tflite that ends in the middle.
// EXPECT: this offset points outside the file: is the file cut off?
// EXPECT: at_byte<
#include <nns/import/tflite.hpp>

constexpr unsigned char whole[] =
#include "add.tflite.inc"
    ;

struct part {
  unsigned char bytes[sizeof(whole)]{};
  [[nodiscard]] constexpr const unsigned char* data() const { return bytes; }
  [[nodiscard]] static constexpr std::size_t size() {
#ifdef NNS_MENDED
    return sizeof(whole);
#else
    return sizeof(whole) / 2;
#endif
  }
};
constexpr part model = [] {
  part p;
  for (std::size_t i = 0; i != part::size(); ++i) p.bytes[i] = whole[i];
  return p;
}();

struct net : nns::tflite_model<model> {};

static_assert(nns::forward<net>.count == 0);
