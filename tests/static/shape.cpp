// Shapes as values.
#include <nns/shape.hpp>

namespace {

constexpr nns::shape image{28, 20, 3};
static_assert(image.rank() == 3 && image.size() == 3 && !image.empty() && nns::shape{}.empty());
static_assert(image[0] == 28 && image[2] == 3 && image.front() == 28 && image.back() == 3);
// 28 20 3; nothing multiplied is 1
static_assert(image.elements() == 1'680 && nns::shape{}.elements() == 1);
static_assert(image.product(0, 2).value == 560 && image.product(1, 3).value == 60 && image.product(1, 1).value == 1);

static_assert(image == nns::shape{28, 20, 3} && image != nns::shape{28, 3, 20});
static_assert(image != nns::shape{28, 20} && nns::shape{1} != nns::shape{} && nns::shape{5} != nns::shape{5, 1});

static_assert([] {
  nns::shape grown{2};
  for (int i = 0; i != 7; ++i) grown.push_back(3);
  grown[1] = 4;
  grown.back() = 5;
  return grown;
}() == nns::shape{2, 4, 3, 3, 3, 3, 3, 5});
static_assert([] {
  std::int64_t sum = 0;
  for (const std::int64_t extent : image) sum += extent;
  return sum;
}() == 51);

// What is not known stays so; 2^32 2^32 is more than fits.
static_assert(nns::shape{4, nns::shape::unknown}.elements() == nns::shape::unknown);
static_assert(nns::shape{4'294'967'296, 4'294'967'296}.elements() < 0);

// A shape is a template argument.
template <nns::shape S>
struct holds {
  static constexpr int rank = S.rank();
};
static_assert(holds<nns::shape{1, 2}>::rank == 2);

}  // namespace
