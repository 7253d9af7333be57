// A lambda<...> of the type of a function's pointer, which does not say which function.
// EXPECT: lambda<F> needs an F whose call operator is constexpr and makes a shape of a shape
#include <nns/nns.hpp>

using namespace nns::layers;

constexpr nns::shape turned(nns::shape in) { return {in[1], in[0]}; }

#ifdef NNS_MENDED
struct net : nns::sequential<input<8, 2>, lambda<decltype([](nns::shape in) { return turned(in); })>> {};
#else
struct net : nns::sequential<input<8, 2>, lambda<decltype(&turned)>> {};
#endif

static_assert(nns::output_shape<net> == nns::shape{2, 8});
