// Pictures of a model: a Mermaid flowchart on the standard output; and, into the folder that an argument names, a graph
// for Graphviz, a bar chart, and an HTML report with a budget to attach to a pull request.
#include <nns/nns.hpp>
#include <nns/report/dot.hpp>
#include <nns/report/html.hpp>
#include <nns/report/mermaid.hpp>
#include <nns/report/svg.hpp>

#include <fstream>
#include <iostream>
#include <string>

using namespace nns::layers;
using namespace nns::literals;

template <int Filters>
using twice = sequential<conv2d<Filters, kernel<3>, same, relu>, conv2d<Filters, kernel<3>, same, relu>>;

template <int Filters>
using up = conv2d_transpose<Filters, kernel<2>, strides<2>>;

struct u_net : nns::graph<
    node<"image", input<256, 256, 1>>,
    node<"down1", twice<64>, "image">,
    node<"pool1", max_pooling2d<2>, "down1">,
    node<"down2", twice<128>, "pool1">,
    node<"pool2", max_pooling2d<2>, "down2">,
    node<"bottom", twice<256>, "pool2">,
    node<"up2", up<128>, "bottom">,
    node<"skip2", concatenate<>, "down2", "up2">,
    node<"left2", twice<128>, "skip2">,
    node<"up1", up<64>, "left2">,
    node<"skip1", concatenate<>, "down1", "up1">,
    node<"left1", twice<64>, "skip1">,
    node<"mask", conv2d<1, kernel<1>, sigmoid>, "left1">,
    outputs<"mask">> {};

constexpr nns::budget limits{.forward = 30_GMAC, .parameters = 2'000'000};
static_assert(nns::fits<u_net, limits>);

int main(int arguments, char** argument) {
  constexpr const auto& model = nns::summary<u_net>;
  std::cout << nns::to_mermaid(model, {.depth = 0});
  if (arguments < 2) return 0;
  const std::string folder = argument[1];
  std::ofstream(folder + "/u_net.dot") << nns::to_dot(model);
  std::ofstream(folder + "/u_net.svg") << nns::to_svg(model);
  std::ofstream(folder + "/u_net.html") << nns::to_html(model, {.limits = limits});
}
