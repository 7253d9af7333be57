// Comparison: models side by side, and what changed between two versions of one.
#include <nns/nns.hpp>
#include <nns/report/comparison.hpp>
#include <nns/report/diff.hpp>

#include <cstdio>

using namespace nns::layers;

struct first_version : nns::sequential<
    input<28, 28, 1>, conv2d<8, kernel<5>, relu>, max_pooling2d<2>, flatten, dense<64, relu>, dense<10>> {};

struct second_version : nns::sequential<
    input<28, 28, 1>, conv2d<8, kernel<3>, relu>, conv2d<8, kernel<3>, relu>, max_pooling2d<2>, flatten,
    dense<32, relu>, dense<10>> {};

// Two 3x3 convolutions see what one 5x5 sees, for fewer parameters.
static_assert(nns::parameters<second_version> < nns::parameters<first_version>);

int main() {
  // A training step of 32 images.
  constexpr auto side_by_side = nns::compare<first_version, second_version>(nns::phase::training, nns::batch{32});
  std::puts(nns::to_text(side_by_side).c_str());
  // Layer by layer, as a reviewer wants it.
  std::puts(nns::to_markdown(nns::diff(nns::summary<first_version>, nns::summary<second_version>)).c_str());
}
