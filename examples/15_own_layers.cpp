// A library with sizes in its types, whose blocks are blocks of nns; and layers of your own with several inputs, with
// several outputs, and with shapes that they refuse.
#include <nns/nns.hpp>
#include <nns/report/text.hpp>

#include <cstdio>

// The library, which knows nothing of nns.
namespace tiny {
template <int In, int Out, int Kernel>
struct Conv {
  float weights[Out][Kernel][Kernel][In];
  float bias[Out];
};
struct Relu {};
template <int Channels>
struct Residual {
  Conv<Channels, Channels, 3> first;
  Conv<Channels, Channels, 3> second;
};
}  // namespace tiny

// What its types are. A `type` may be a composition, of nns and of the library's own.
template <int In, int Out, int Kernel>
struct nns::layer_traits<tiny::Conv<In, Out, Kernel>> {
  using type = nns::conv2d<Out, nns::kernel<Kernel>, nns::same>;
  static constexpr bool accepts(nns::shape in) { return in.rank() == 3 && in.back() == In; }
};
template <>
struct nns::layer_traits<tiny::Relu> {
  using type = nns::relu;
};
template <int Channels>
struct nns::layer_traits<tiny::Residual<Channels>> {
  using conv = tiny::Conv<Channels, Channels, 3>;
  using type = nns::sequential<nns::residual<conv, tiny::Relu, conv>, tiny::Relu>;
};

// Two inputs: all of them are given, then the output. What `output` refuses, the model refuses, with this sentence.
template <int Units>
struct bilinear {
  static constexpr nns::shape output(nns::shape a, nns::shape b) {
    if (a.rank() != 1 || b.rank() != 1) return nns::refuse("a bilinear form takes two vectors: flatten what is in front");
    return {Units};
  }
  static constexpr nns::cost cost(nns::shape a, nns::shape b, nns::shape out) {
    const std::int64_t products = a[0] * b[0] * out[0];
    return {.forward = nns::macs{products}, .parameters = products};
  }
};

// Two outputs: cost(...) is given both.
struct mean_and_deviation {
  static constexpr nns::shapes output(nns::shape in) { return {{in.back()}, {in.back()}}; }
  static constexpr nns::cost cost(nns::shape, const nns::shapes&) { return {}; }
};

using namespace nns::layers;
using namespace nns::literals;

struct net : nns::graph<
    node<"image", input<16, 16, 3>>,
    node<"body", sequential<tiny::Conv<3, 8, 3>, tiny::Relu, tiny::Residual<8>>, "image">,
    node<"statistics", mean_and_deviation, "body">,
    node<"pairs", bilinear<4>, "statistics", "statistics:1">> {};

static_assert(nns::equals<nns::forward<net>, nns::macs{256 * 9 * (3 * 8 + 2 * 8 * 8) + 8 * 8 * 4}>);
static_assert(nns::equals<nns::parameters<net>, sizeof(tiny::Conv<3, 8, 3>) / 4 + sizeof(tiny::Residual<8>) / 4 + 256>);

// One layer at one shape, and a shape that is refused: both are values.
static_assert(nns::cost_of<bilinear<4>>({8}, {8}).forward == 256_MAC);
static_assert(nns::cost_of<bilinear<4>>({8}, {8, 1}).refused);
static_assert(nns::at<net>(nns::shape{16, 16, 1}).refused.layer() == "body/Conv");

int main() {
  std::puts(nns::to_text(nns::summary<net>).c_str());
  const nns::answer gray = nns::at<net>(nns::shape{16, 16, 1});
  std::printf("row %d, %.*s: %s\n", gray.refused.row, static_cast<int>(gray.refused.layer().size()),
              gray.refused.layer().data(), gray.refused.data());
}
