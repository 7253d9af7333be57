// The arena of a .tflite that ends in the middle: no bytes, and the file's own sentence.
// EXPECT: this offset points outside the file: is the file cut off?
// EXPECT: at_byte<
#include <nns/import/tflite.hpp>

constexpr unsigned char whole[] =
#include "add.tflite.inc"
    ;

struct part {
  [[nodiscard]] static constexpr const unsigned char* data() { return whole; }
  [[nodiscard]] static constexpr std::size_t size() {
#ifdef NNS_MENDED
    return sizeof(whole);
#else
    return sizeof(whole) / 2;
#endif
  }
};
constexpr part model;

struct net : nns::tflite_model<model> {};

alignas(16) unsigned char arena[static_cast<std::size_t>(nns::tflm::arena_bytes<net, nns::tflm::cortex_m>.count)];
