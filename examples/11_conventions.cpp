// Conventions: what other tools print for the same network, and the question here that gives it.
#include <nns/conventions/fvcore.hpp>
#include <nns/conventions/ptflops_pytorch.hpp>
#include <nns/conventions/thop.hpp>
#include <nns/nns.hpp>
#include <nns/report/explain.hpp>
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

// Multiplications with padding zeros need not be executed, and some tools do not count them.
static_assert(nns::forward<net, nns::convention::in_bounds> < nns::forward<net>);

// Biases, activations, normalisation, pooling and sums, one operation for each element.
constexpr nns::ops all = nns::forward<net, nns::convention::element_wise>;
static_assert(all.multiply_adds == nns::forward<net>.count && all.count > all.multiply_adds);

// The numbers that these tools print for this network (PyTorch 1.13.1).
static_assert(nns::forward<net, nns::convention::thop> == 4'133'742'592_OP);
static_assert(nns::forward<net, nns::convention::fvcore> == 4'111'512'576_OP);
static_assert(nns::forward<net, nns::convention::ptflops_pytorch> == 4'132'436'968_OP);

int main() {
  std::cout << "resnet50, one image\n"
            << "  products                     " << nns::forward<net> << '\n'
            << "  as floating-point operations " << nns::to_flops(nns::forward<net>) << '\n'
            << "  without padding              " << nns::forward<net, nns::convention::in_bounds> << '\n'
            << "  with element-wise work       " << all << '\n'
            << "  weights, 4 bytes each        " << nns::estimate<net>().parameter_bytes << '\n';
  const nns::explanation why = nns::explain<net, nns::convention::thop>();
  std::cout << "\nthop counts " << why.difference() << " more: four for each element of a batch normalisation\n"
            << nns::to_text(why).substr(0, 1200) << "...\n";
}
