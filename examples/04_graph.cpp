// A graph: nodes have names and name their inputs, in any order. U-Net, whose skips reach across the whole network.
#include <nns/nns.hpp>
#include <nns/report/dot.hpp>

#include <cstdio>

using namespace nns::layers;

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
    node<"skip2", concatenate<>, "down2", "up2">,  // a merge without branches merges the node's inputs
    node<"left2", twice<128>, "skip2">,
    node<"up1", up<64>, "left2">,
    node<"skip1", concatenate<>, "down1", "up1">,
    node<"left1", twice<64>, "skip1">,
    node<"mask", conv2d<1, kernel<1>, sigmoid>, "left1">,
    outputs<"mask">> {};

static_assert(nns::output_shape<u_net> == nns::shape{256, 256, 1});

// Two images, one set of weights: `shared` counts the work twice and the parameters once.
struct same_or_not : nns::graph<
    node<"left", input<105, 105, 1>>,
    node<"right", input<105, 105, 1>>,
    node<"eye", sequential<conv2d<8, kernel<7>, strides<4>, relu>, flatten, dense<32>>, "left">,
    node<"other_eye", shared<"eye">, "right">,
    node<"difference", subtract<>, "eye", "other_eye">,
    node<"same", dense<1, sigmoid>, "difference">> {};

static_assert(nns::input_shapes<same_or_not>.size() == 2);

int main() { std::puts(nns::to_dot(nns::summary<u_net>).c_str()); }  // for Graphviz: dot -Tsvg
