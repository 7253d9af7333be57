// lambda<...> of a function pointer type, which does not say which function.
// EXPECT: lambda<F> needs a type F with a constexpr call operator from nns::shape to nns::shape
#include <nns/nns.hpp>

using namespace nns::layers;

constexpr nns::shape turned(nns::shape in) { return {in[1], in[0]}; }

#ifdef NNS_MENDED
struct net : nns::sequential<input<8, 2>, lambda<decltype([](nns::shape in) { return turned(in); })>> {};
#else
struct net : nns::sequential<input<8, 2>, lambda<decltype(&turned)>> {};
#endif

static_assert(nns::output_shape<net> == nns::shape{2, 8});
