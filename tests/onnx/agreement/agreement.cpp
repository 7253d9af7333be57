// torchvision's networks from .onnx files have the multiply-adds and parameters of the zoo's types, to the digit:
//     agreement NAME FILE kept|folded
// A batch normalisation has four numbers a channel. Exporters fold it into the convolution before it, which leaves one of
// them, the bias; where it is kept all four are initializers.
#include <nns/import/onnx_file.hpp>
#include <nns/zoo/alexnet.hpp>
#include <nns/zoo/densenet.hpp>
#include <nns/zoo/mnasnet.hpp>
#include <nns/zoo/mobilenet_v2.hpp>
#include <nns/zoo/mobilenet_v3.hpp>
#include <nns/zoo/resnet.hpp>
#include <nns/zoo/shufflenet_v2.hpp>
#include <nns/zoo/squeezenet.hpp>
#include <nns/zoo/vision_transformer.hpp>

#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <utility>

namespace {

struct network {
  std::string_view name;
  nns::summary_view summary;
};

template <class M>
network entry(std::string_view name) {
  return {name, nns::summary<M>};
}

#define NETWORK(NAME) entry<nns::zoo::torchvision::NAME>(#NAME)
const network zoo[] = {
    NETWORK(alexnet),       NETWORK(resnet18),        NETWORK(resnet34),           NETWORK(resnet50),
    NETWORK(squeezenet1_0), NETWORK(resnext50_32x4d), NETWORK(squeezenet1_1),      NETWORK(densenet121),
    NETWORK(mobilenet_v2),  NETWORK(mobilenet_v3_large), NETWORK(mnasnet0_5),      NETWORK(mnasnet1_0),
    NETWORK(vit_b_32),      NETWORK(shufflenet_v2_x0_5), NETWORK(shufflenet_v2_x1_0),
};

std::int64_t parameters_of(const nns::summary_view& s, bool folded) {
  std::int64_t n = s.total.parameters;
  for (const nns::layer_summary& l : s.layers)
    if (folded && l.kind == "batch_normalization") n -= l.parameters / 4 * 3;
  return n;
}

}  // namespace

int main(int count, char** words) {
  if (count != 4) return 2;
  for (const network& n : zoo) {
    if (n.name != words[1]) continue;
    std::ifstream in(words[2], std::ios::binary | std::ios::ate);
    std::string bytes(in ? static_cast<std::size_t>(in.tellg()) : 0, '\0');
    in.seekg(0).read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    const nns::onnx_file file(std::move(bytes));
    const std::int64_t parameters = parameters_of(n.summary, std::string_view(words[3]) == "folded");
    std::cout << n.name << ": " << file.error().message << file.summary().total.forward.count << " multiply-adds of "
              << n.summary.total.forward.count << ", " << file.summary().total.parameters << " parameters of "
              << parameters << '\n';
    return file && file.summary().total.forward == n.summary.total.forward &&
                   file.summary().total.parameters == parameters
               ? 0
               : 1;
  }
  std::cout << "the zoo has no " << words[1] << '\n';
  return 2;
}
