// A layer of another library whose type states another number of inputs than it gets.
// EXPECT: the layer does not accept the shape that arrives: its accepts(nns::shape) returned false
// EXPECT: Conv2D<8, 4, 3>
// EXPECT: row<2>
// EXPECT: arrived<14, 14, 6>
#include <nns/nns.hpp>

using namespace nns::layers;

namespace mylib {
template <int In, int Out, int Kernel>
struct Conv2D {};
template <class... Layers>
struct Network {};
}  // namespace mylib
template <int In, int Out, int Kernel>
struct nns::layer_traits<mylib::Conv2D<In, Out, Kernel>> {
  using type = conv2d<Out, kernel<Kernel>>;
  static constexpr bool accepts(nns::shape in) { return in.rank() == 3 && in.back() == In; }
};
template <class... Layers>
struct nns::layer_traits<mylib::Network<Layers...>> {
  using type = nns::sequential<input<16, 16, 3>, Layers...>;
};

#ifdef NNS_MENDED
using net = mylib::Network<mylib::Conv2D<3, 6, 3>, mylib::Conv2D<6, 4, 3>>;
#else
using net = mylib::Network<mylib::Conv2D<3, 6, 3>, mylib::Conv2D<8, 4, 3>>;
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
