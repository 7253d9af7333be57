// The convention element_wise against the table that ptflops published with its module hooks
// (github.com/sovrasov/flops-counter.pytorch, README of version 0.6), in units of 10^9 to two decimals. It counts
// multiply-adds, biases, ReLU (1 for each element), batch normalisation (2) and pools (1 for each element of the input).
#include <nns/zoo/alexnet.hpp>
#include <nns/zoo/densenet.hpp>
#include <nns/zoo/resnet.hpp>
#include <nns/zoo/squeezenet.hpp>
#include <nns/zoo/vgg.hpp>

namespace {

using namespace nns::zoo::torchvision;

template <class M>
constexpr std::int64_t all = nns::forward<M, nns::convention::element_wise>.count;

constexpr std::int64_t hundredths(std::int64_t count) { return (count + 5'000'000) / 10'000'000; }

static_assert(hundredths(all<alexnet>) == 72);
static_assert(hundredths(all<vgg11>) == 763);
static_assert(hundredths(all<vgg13>) == 1'134);
static_assert(hundredths(all<vgg16>) == 1'550);
static_assert(hundredths(all<vgg19>) == 1'967);
static_assert(hundredths(all<vgg11_bn>) == 764);
static_assert(hundredths(all<vgg13_bn>) == 1'136);
static_assert(hundredths(all<vgg16_bn>) == 1'553);
static_assert(hundredths(all<vgg19_bn>) == 1'970);
static_assert(hundredths(all<squeezenet1_0>) == 83);
static_assert(hundredths(all<squeezenet1_1>) == 36);

// The last ReLU and pool of a DenseNet are function calls, which module hooks do not see: 2 for each element of what
// the last block makes, 7 7 times so many channels. The rounded numbers agree with and without them.
template <class M, std::int64_t Channels>
constexpr std::int64_t seen = all<M> - 2 * 7 * 7 * Channels;

static_assert(hundredths(all<densenet121>) == 288 && hundredths(seen<densenet121, 1'024>) == 288);
static_assert(hundredths(all<densenet161>) == 782 && hundredths(seen<densenet161, 2'208>) == 782);
static_assert(hundredths(all<densenet169>) == 342 && hundredths(seen<densenet169, 1'664>) == 342);
static_assert(hundredths(all<densenet201>) == 437 && hundredths(seen<densenet201, 1'920>) == 437);

// Nor do they see the sums at the end of a ResNet's blocks, one addition for each element: at 56, 28, 14 and 7 squared
// positions, C channels in the first stage and twice as many in each next.
constexpr std::int64_t additions(std::int64_t C, int n1, int n2, int n3, int n4) {
  return C * (n1 * 56 * 56 + 2 * n2 * 28 * 28 + 4 * n3 * 14 * 14 + 8 * n4 * 7 * 7);
}

static_assert(hundredths(all<resnet18> - additions(64, 2, 2, 2, 2)) == 182);
static_assert(hundredths(all<resnet34> - additions(64, 3, 4, 6, 3)) == 368);
static_assert(hundredths(all<resnet50> - additions(256, 3, 4, 6, 3)) == 412);
static_assert(hundredths(all<resnet101> - additions(256, 3, 4, 23, 3)) == 785);
static_assert(hundredths(all<resnet152> - additions(256, 3, 8, 36, 3)) == 1'158);

}  // namespace
