// dot and einsum_dense: the examples of Keras' documentation, counted by hand.
#include <nns/nns.hpp>
#include <nns/layers/product.hpp>

using namespace nns::layers;
using namespace nns::literals;

namespace {

// Keras' EinsumDense("ab,bc->ac", output_shape=64, bias_axes="c") over 32 features is Dense(64)
struct as_dense : nns::sequential<input<32>, einsum_dense<"ab,bc->ac", 64, bias_axes<"c">>> {};
static_assert(nns::output_shape<as_dense> == nns::shape{64});
static_assert(nns::parameters<as_dense> == 32 * 64 + 64);
static_assert(nns::forward<as_dense> == 2'048_MAC);

// "abc,cd->abd" with output_shape=(None, 64) over (32, 128): 32 128 64, and 128 64 + 64
struct on_each_step : nns::sequential<input<32, 128>,
                                      einsum_dense<"abc,cd->abd", nns::extents{-1, 64}, bias_axes<"d">>> {};
static_assert(nns::output_shape<on_each_step> == nns::shape{32, 64});
static_assert(nns::parameters<on_each_step> == 8'256);
static_assert(nns::forward<on_each_step> == 262'144_MAC);

// "...x,xy->...y" with output_shape=64 is the same
struct on_any_step : nns::sequential<input<32, 128>, einsum_dense<"...x,xy->...y", 64, bias_axes<"y">>> {};
static_assert(nns::output_shape<on_any_step> == nns::shape{32, 64});
static_assert(nns::parameters<on_any_step> == 8'256);
static_assert(nns::forward<on_any_step> == 262'144_MAC);

// "ab...,bc->ac...": along the first axis, the others stay: 5 7 10 64
struct along_the_first : nns::sequential<input<10, 5, 7>, einsum_dense<"ab...,bc->ac...", 64>> {};
static_assert(nns::output_shape<along_the_first> == nns::shape{64, 5, 7});
static_assert(nns::parameters<along_the_first> == 640);
static_assert(nns::forward<along_the_first> == 22'400_MAC);

// The projections of attention with 12 heads of 64 over (T, 768), in and out: T 768 768 each
struct projections : nns::sequential<
    input<197, 768>,
    einsum_dense<"abc,cde->abde", nns::extents{-1, 12, 64}, bias_axes<"de">>,
    einsum_dense<"abde,def->abf", nns::extents{-1, 768}, bias_axes<"f">>> {};
static_assert(nns::output_shape<projections> == nns::shape{197, 768});
static_assert(nns::parameters<projections> == 2 * (768 * 768 + 768));
static_assert(nns::forward<projections>.count == 2LL * 197 * 768 * 768);

template <class Dot>
struct two : nns::graph<node<"a", input<3, 4>>, node<"b", input<5, 4>>, node<"out", Dot, "a", "b">> {};

// (3, 4) and (5, 4) along their last axes: (3, 5), 3 5 4 products
static_assert(nns::output_shape<two<dot<2>>> == nns::shape{3, 5});
static_assert(nns::forward<two<dot<2>>> == 60_MAC);
static_assert(nns::forward<two<dot<-1, 2>>> == 60_MAC);

// Keras: two vectors give (1)
struct vectors : nns::graph<node<"a", input<8>>, node<"b", input<8>>, node<"out", dot<1>, "a", "b">> {};
static_assert(nns::output_shape<vectors> == nns::shape{1});
static_assert(nns::forward<vectors> == 8_MAC);

}  // namespace
