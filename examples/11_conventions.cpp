// Conventions: what other tools print for the same network, and the question here that gives it.
#include <nns/nns.hpp>
#include <nns/report/stream.hpp>
#include <nns/zoo/original.hpp>
#include <nns/zoo/resnet.hpp>

#include <iostream>

using namespace nns::literals;

using net = nns::zoo::torchvision::resnet50;

// torchvision's table says 4.09 GFLOPS, and means multiply-adds of convolutions and matrix products.
static_assert(nns::forward<net> > 4'085_MMAC && nns::forward<net> < 4'095_MMAC);

// A tool that counts floating-point operations doubles that.
static_assert(nns::to_flops(nns::forward<net>).count == 2 * nns::forward<net>.count);

// Multiplications with padding zeros do not have to be done, and some count none of them.
static_assert(nns::forward<net, nns::convention::in_bounds> < nns::forward<net>);

// Biases, activations, normalisation, pooling and sums, one operation for each element.
constexpr nns::ops all = nns::forward<net, nns::convention::element_wise>;
static_assert(all.multiply_adds == nns::forward<net>.count && all.count > all.multiply_adds);

int main() {
  std::cout << "resnet50, one image\n"
            << "  products                     " << nns::forward<net> << '\n'
            << "  as floating-point operations " << nns::to_flops(nns::forward<net>) << '\n'
            << "  without padding              " << nns::forward<net, nns::convention::in_bounds> << '\n'
            << "  with element-wise work       " << all << '\n'
            << "  weights, 4 bytes each        " << nns::estimate<net>().parameter_bytes << '\n';
}
