// Writes every picture of a few models into the folder that its argument names: one of a few layers, ResNet-50, one of a
// thousand layers, and one whose names mean something to the languages; a difference, a comparison and a plan of memory.
// examples/13_pictures.cpp writes those of a graph.
#include <nns/memory/plan.hpp>
#include <nns/nns.hpp>
#include <nns/report/dot.hpp>
#include <nns/report/html.hpp>
#include <nns/report/mermaid.hpp>
#include <nns/report/svg.hpp>
#include <nns/zoo/original.hpp>

#include <cstddef>
#include <fstream>
#include <string>
#include <vector>

using namespace nns::layers;
using namespace nns::literals;

namespace {

struct lenet5 : nns::sequential<
    input<28, 28, 1>,
    conv2d<6, kernel<5>, same, tanh_>, average_pooling2d<2>,
    conv2d<16, kernel<5>, tanh_>, average_pooling2d<2>,
    flatten, dense<120, tanh_>, dense<84, tanh_>, dense<10, softmax>> {};

template <int Filters>
using convolved = sequential<conv2d<Filters, kernel<3>, same, no_bias>, batch_normalization<>>;

template <int Filters>
using unit = named<"unit", residual<convolved<Filters>, relu, convolved<Filters>>>;

struct thousand_layers : nns::sequential<
    input<32, 32, 3>,
    conv2d<16, kernel<3>, same>,
    named<"stage1", sequential<repeat<55, unit<16>>>>,
    conv2d<32, kernel<3>, strides<2>, same>,
    named<"stage2", sequential<repeat<55, unit<32>>>>,
    conv2d<64, kernel<3>, strides<2>, same>,
    named<"stage3", sequential<repeat<56, unit<64>>>>,
    global_average_pooling2d<>,
    dense<10, softmax>> {};
static_assert(nns::summary<thousand_layers>.layers.size() > 1'000);

template <int Filters>
struct wider : nns::sequential<input<32, 32, 3>, conv2d<16, kernel<3>, same>, named<"late", repeat<Filters / 8, unit<16>>>,
                               conv2d<Filters, kernel<3>>, global_average_pooling2d<>, dense<10, softmax>> {};

void write(const std::string& file, const std::string& content) { std::ofstream(file, std::ios::binary) << content; }

void draw(const std::string& folder, const std::string& name, const nns::summary_view& s) {
  write(folder + "/" + name + ".dot", nns::to_dot(s));
  write(folder + "/" + name + ".mmd", nns::to_mermaid(s, {.depth = s.layers.size() > 400 ? 0 : -1}));
  write(folder + "/" + name + ".svg", nns::to_svg(s));
  write(folder + "/" + name + ".html", nns::to_html(s, {.limits = {.forward = 1_GMAC, .parameters = 100'000}}));
}

void draw_odd_names(const std::string& folder) {
  const std::vector<std::string> names = {
      "\"quoted\" <b>&amp;\\N\\n]]>", "two\nlines", "`md` *x* #35; ; end",
      "</script><script>document.title='run'</script>",
      "\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80 \xC0", "\xEF\xBF\xBF\xEF\xBF\xBE\x7F\x1F", "style:x#a;", "%%{c}", "1. end",
      "a/name/so/long/that/no/picture/has/the/room/for/all/of/its/characters/and/clips/it/conv2d_12"};
  std::vector<nns::layer_summary> rows;
  rows.reserve(names.size());
  for (const std::string& n : names)
    rows.push_back({.name = {n.data(), n.size()},
                    .kind = "my::layer<\"x\", 3>",
                    .output = {-1, 4},
                    .forward = nns::macs{nns::unknown},
                    .parameters = 3,
                    .activations = static_cast<std::int64_t>(rows.size()),
                    .source = static_cast<int>(rows.size()) - 1});
  draw(folder, "odd", {"an \"odd\" <name>", rows, rows.back()});
}

}  // namespace

int main(int arguments, char** argument) {
  if (arguments != 2) return 1;
  const std::string folder = argument[1];
  draw(folder, "lenet5", nns::summary<lenet5>);
  draw(folder, "resnet50", nns::summary<nns::zoo::original::resnet50>);
  draw(folder, "thousand_layers", nns::summary<thousand_layers>);
  draw_odd_names(folder);
  write(folder + "/memory.html", nns::to_html(nns::summary<thousand_layers>, {.fold = true,
                                                                              .limits = {.parameters = 100'000, .activations = 1},
                                                                              .memory = nns::memory_plan<thousand_layers, nns::full_int8>}));
  write(folder + "/difference.html", nns::to_html(nns::diff(nns::summary<wider<16>>, nns::summary<wider<24>>)));
  using namespace nns::zoo::original;
  const auto models = nns::compare<alexnet, vgg16, vgg19, resnet18, resnet34, resnet50, resnet152, lenet5, wider<16>>();
  write(folder + "/comparison.html", nns::to_html(models));
  write(folder + "/comparison.svg", nns::to_svg(models, {.against = nns::scatter_axis::parameter_bytes}));
}
