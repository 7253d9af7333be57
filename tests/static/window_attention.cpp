// Attention in windows, by hand. Swin transformers and MaxViT are in zoo/.
#include <nns/nns.hpp>
#include <nns/layers/window_attention.hpp>

using namespace nns::layers;
using namespace nns::literals;

namespace {

// An image that windows do not fill is padded: 10x10 in windows of 7 is 14 14 positions, 49 in each window
struct padded : nns::sequential<input<10, 10, 8>, window_attention<2, 7>> {};
static_assert(nns::output_shape<padded> == nns::shape{10, 10, 8});
static_assert(nns::forward<padded>.count == 4 * 196 * 64 + 2 * 196 * 49 * 8);
// Padding is zero only before it is projected: 100 positions make queries, keys and values
static_assert(nns::forward<padded, nns::convention::in_bounds>.count == 3 * 100 * 64 + 196 * 64 + 2 * 196 * 49 * 8);
// A video's window is shrunk to it: 4 positions in time of 8
struct short_video : nns::sequential<input<4, 7, 7, 8>, window_attention<2, nns::extents{8, 7, 7}>> {};
static_assert(nns::forward<short_video>.count == 4 * 196 * 64 + 2 * 196 * 196 * 8);

}  // namespace
