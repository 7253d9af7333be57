// A layer of your own: its output shape and its cost. After that it is a layer like all others.
#include <nns/nns.hpp>
#include <nns/report/text.hpp>

#include <cstdio>

using namespace nns::layers;

// FNet: two Fourier transforms as matrix products, along both axes of (T, C). It has nothing to learn.
struct fourier_mixing {
  static constexpr nns::text kind = "fourier";
  static constexpr nns::shape output(nns::shape in) { return in; }
  static constexpr nns::cost cost(nns::shape in, nns::shape) {
    return {.forward = nns::macs{in[0] * in[0] * in[1] + in[0] * in[1] * in[1]}};
  }
};

// One with a size: a product of rank R instead of a full matrix, so I R + R U instead of I U.
template <int Units, int Rank>
struct low_rank {
  static constexpr nns::shape output(nns::shape in) { return in.back() = Units, in; }
  static constexpr nns::cost cost(nns::shape in, nns::shape) {
    const std::int64_t weights = in.back() * Rank + Rank * Units;
    return {.forward = nns::macs{in.elements() / in.back() * weights}, .parameters = weights};
  }
};

// A class of another library becomes a layer without being changed.
namespace elsewhere {
struct whitening {};
}  // namespace elsewhere
template <>
struct nns::layer_traits<elsewhere::whitening> {
  static constexpr nns::shape output(const nns::shape& in) { return in; }
  static constexpr nns::cost cost(const nns::shape& in, const nns::shape&) { return {.parameters = 2 * in.back()}; }
};

struct net : nns::sequential<
    input<128, 64>,
    elsewhere::whitening,
    repeat<2, residual<fourier_mixing, layer_normalization<>, low_rank<64, 8>>>,
    dense<10>> {};

static_assert(nns::parameters<net> == 2 * 64 + 2 * (2 * 64 + 64 * 8 + 8 * 64) + 64 * 10 + 10);

int main() { std::puts(nns::to_text(nns::summary<net>).c_str()); }
