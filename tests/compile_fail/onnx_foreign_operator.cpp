// An unknown operator that is not declared: the Relu of small.onnx is called Fancy here.
// EXPECT: this operator is not known: say what it is
// EXPECT: byte_of_file<
// EXPECT: node_number<1>
#include <nns/import/onnx.hpp>

constexpr char whole[] =
#include "small.onnx.inc"
    ;

struct characters {
  char kept[sizeof(whole)]{};
  [[nodiscard]] constexpr const char* data() const { return kept; }
  [[nodiscard]] static constexpr std::size_t size() { return sizeof(whole) - 1; }
};
constexpr characters changed = [] {
  characters c;
  for (std::size_t i = 0; i != sizeof(whole); ++i) c.kept[i] = whole[i];
  constexpr char relu[] = "Relu", fancy[] = "Fanc";
  for (std::size_t i = 0; i + 4 < sizeof(whole); ++i) {
    bool found = true;
    for (std::size_t k = 0; k != 4; ++k) found = found && whole[i + k] == relu[k];
    for (std::size_t k = 0; found && k != 4; ++k) c.kept[i + k] = fancy[k];
  }
  return c;
}();

#ifdef NNS_MENDED
struct net : nns::onnx_model<changed, nns::assume_zero<"Fanc">> {};
#else
struct net : nns::onnx_model<changed> {};
#endif

static_assert(nns::forward<net>.count > 0);
