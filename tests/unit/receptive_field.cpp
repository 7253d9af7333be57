// Receptive fields against brute force: each position of a small network holds the set of input positions that it depends on,
// and layers move these sets as their definitions say. Nothing here knows the formulas of nns/receptive_field.hpp.
#include "catch.hpp"

#include <nns/layers/rearranging.hpp>
#include <nns/layers/tensor.hpp>
#include <nns/nns.hpp>
#include <nns/receptive_field.hpp>
#include <nns/report/text.hpp>
#include <nns/zoo/resnet.hpp>
#include <nns/zoo/vgg.hpp>

#include <cstddef>
#include <set>
#include <vector>

namespace {

using namespace nns::layers;

using positions = std::vector<std::set<int>>;
constexpr int extent = 97;

positions input_signal() {
  positions all(extent);
  for (int i = 0; i != extent; ++i) all[static_cast<std::size_t>(i)] = {i};
  return all;
}
/// A window of k taps, d apart, that starts at p s - before; `outputs` of them.
positions slide(const positions& in, int k, int s, int d, int before, int outputs) {
  positions out(static_cast<std::size_t>(outputs));
  for (int p = 0; p != outputs; ++p)
    for (int t = 0; t != k; ++t) {
      const int i = p * s + t * d - before;
      if (i >= 0 && i < static_cast<int>(in.size()))
        out[static_cast<std::size_t>(p)].insert(in[static_cast<std::size_t>(i)].begin(), in[static_cast<std::size_t>(i)].end());
    }
  return out;
}
/// Each input is added to k places, d apart, from i s - crop on.
positions spread(const positions& in, int k, int s, int d, int crop, int outputs) {
  positions out(static_cast<std::size_t>(outputs));
  for (int i = 0; i != static_cast<int>(in.size()); ++i)
    for (int t = 0; t != k; ++t) {
      const int q = i * s + t * d - crop;
      if (q >= 0 && q < outputs)
        out[static_cast<std::size_t>(q)].insert(in[static_cast<std::size_t>(i)].begin(), in[static_cast<std::size_t>(i)].end());
    }
  return out;
}
positions joined(positions a, const positions& b) {
  for (std::size_t i = 0; i != a.size(); ++i) a[i].insert(b[i].begin(), b[i].end());
  return a;
}

/// Where the window of a position is not cut off at an end it is the one that is told, and no window is larger. Where branches
/// move in different steps, and where layers behind an up-sampling see more at one position than at the next (`by_turns`), it
/// holds all of them.
void check(const nns::receptive_window& told, const positions& found, bool by_turns = false) {
  REQUIRE(told.size > 0);
  int largest = 0;
  bool whole = false;
  for (int p = 0; p != static_cast<int>(found.size()); ++p) {
    const std::set<int>& seen = found[static_cast<std::size_t>(p)];
    if (seen.empty()) continue;
    const int low = *seen.begin(), high = *seen.rbegin();
    largest = high - low + 1 > largest ? high - low + 1 : largest;
    if (told.start(p) < 0 || told.start(p) + told.size > extent - 8) continue;  // strides may leave out the last few
    whole = true;
    CAPTURE(p, low, high);
    CHECK(low >= told.start(p));
    CHECK(high < told.start(p) + told.size);
    if (told.divisor != 1 || by_turns) continue;  // then the windows are not all of one size
    CHECK(low == told.offset + p * told.stride);
    CHECK(high == low + told.size - 1);
  }
  if (whole && !by_turns) CHECK(largest == told.size);
}

/// As the compiler found it, and as this program does.
template <class M>
nns::receptive_window last_of() {
  const auto& all = nns::receptive_fields<M>;
  std::vector<nns::receptive_field> again(static_cast<std::size_t>(all.size()));
  nns::detail::find_fields(nns::detail::step_of<M>, again.data());
  CHECK(again.back()[0] == all[all.size() - 1][0]);
  return again.back()[0];
}

struct two : nns::sequential<input<extent, 1>, conv1d<1, kernel<3>>, conv1d<1, kernel<5>>> {};
struct strided : nns::sequential<input<extent, 1>, conv1d<1, kernel<7>, strides<2>, padding<3>>, max_pooling1d<3, strides<2>, padding<1>>,
                                 conv1d<1, kernel<3>, padding<1>>> {};
struct dilated : nns::sequential<input<extent, 1>, conv1d<1, kernel<3>, dilation<2>>, average_pooling1d<2>, conv1d<1, kernel<2>, dilation<4>, causal>> {};
struct same_padded : nns::sequential<input<extent, 1>, conv1d<1, kernel<4>, same>, conv1d<1, kernel<4>, strides<3>, same>> {};
struct margins : nns::sequential<input<extent, 1>, zero_padding1d<nns::sides{{2, 5}}>, conv1d<1, kernel<3>>, cropping1d<nns::sides{{1, 0}}>,
                                 conv1d<1, kernel<2>, strides<2>>> {};
struct branched : nns::sequential<input<extent, 1>, conv1d<1, kernel<3>, strides<2>, padding<1>>,
                                  concatenate<conv1d<1, kernel<5>, padding<2>>, conv1d<1, kernel<2>, causal>, identity>, relu> {};
struct skipping : nns::sequential<input<extent, 1>, residual<conv1d<1, kernel<3>, same>, conv1d<1, kernel<3>, same>>,
                                  residual<conv1d<1, kernel<3>, strides<2>, padding<1>>, shortcut<conv1d<1, kernel<1>, strides<2>>>>> {};
struct transposed_4 : nns::sequential<input<extent, 1>, conv1d<1, kernel<3>>, conv1d_transpose<1, kernel<4>, strides<2>, same>> {};
struct transposed_back : nns::sequential<input<extent, 1>, max_pooling1d<2>, conv1d<1, kernel<3>, same>,
                                         conv1d_transpose<1, kernel<2>, strides<2>>, conv1d<1, kernel<3>, same>> {};
struct transposed_3 : nns::sequential<input<extent, 1>, conv1d<1, kernel<3>, strides<2>, padding<1>>,
                                      conv1d_transpose<1, kernel<3>, strides<2>, padding<1>, output_padding<1>>> {};
struct hourglass : nns::sequential<input<extent, 1>, conv1d<1, kernel<3>, strides<2>, padding<1>>, max_pooling1d<2>, conv1d<1, kernel<3>, same>,
                                   up_sampling1d<2>, conv1d<1, kernel<2>, causal>, up_sampling1d<2>, conv1d<1, kernel<3>, same>> {};
struct up_and_down : nns::sequential<input<extent, 1>, up_sampling1d<2>, conv1d<1, kernel<3>, strides<2>, padding<1>>> {};
struct bridged : nns::sequential<input<extent, 1>, conv1d<1, kernel<2>>,
                                 add<conv1d<1, kernel<3>, same>, nns::sequential<max_pooling1d<2>, conv1d<1, kernel<3>, same>, up_sampling1d<2>>>> {};
struct enlarged : nns::sequential<input<extent, 1>, conv1d<1, kernel<3>>, up_sampling1d<2>> {};

}  // namespace

TEST_CASE("receptive fields are what positions depend on") {
  const positions in = input_signal();
  check(last_of<two>(), slide(slide(in, 3, 1, 1, 0, 95), 5, 1, 1, 0, 91));
  check(last_of<strided>(), slide(slide(slide(in, 7, 2, 1, 3, 49), 3, 2, 1, 1, 25), 3, 1, 1, 1, 25));
  check(last_of<dilated>(), slide(slide(slide(in, 3, 1, 2, 0, 93), 2, 2, 1, 0, 46), 2, 1, 4, 4, 46));
  // Keras pads (k - 1) / 2 in front; with a stride of 3, 97 positions make 33, which need 3 x 32 + 4 - 97 = 3 more: 1 in front.
  check(last_of<same_padded>(), slide(slide(in, 4, 1, 1, 1, 97), 4, 3, 1, 1, 33));
  check(last_of<margins>(), slide(slide(slide(slide(in, 1, 1, 1, 2, 104), 3, 1, 1, 0, 102), 1, 1, 1, -1, 101), 2, 2, 1, 0, 50));
  const positions first = slide(in, 3, 2, 1, 1, 49);
  check(last_of<branched>(), joined(joined(slide(first, 5, 1, 1, 2, 49), slide(first, 2, 1, 1, 1, 49)), first));
  const positions inside = joined(slide(slide(in, 3, 1, 1, 1, 97), 3, 1, 1, 1, 97), in);
  check(last_of<skipping>(), joined(slide(inside, 3, 2, 1, 1, 49), slide(inside, 1, 2, 1, 0, 49)));
  check(last_of<transposed_4>(), spread(slide(in, 3, 1, 1, 0, 95), 4, 2, 1, 1, 190));
  check(last_of<transposed_back>(),
        slide(spread(slide(slide(in, 2, 2, 1, 0, 48), 3, 1, 1, 1, 48), 2, 2, 1, 0, 96), 3, 1, 1, 1, 96));
  check(last_of<transposed_3>(), spread(slide(in, 3, 2, 1, 1, 49), 3, 2, 1, 1, 98));
  const positions coarse = slide(slide(slide(in, 3, 2, 1, 1, 49), 2, 2, 1, 0, 24), 3, 1, 1, 1, 24);
  check(last_of<hourglass>(),
        slide(spread(slide(spread(coarse, 2, 2, 1, 0, 48), 2, 1, 1, 1, 48), 2, 2, 1, 0, 96), 3, 1, 1, 1, 96), true);
  check(last_of<up_and_down>(), slide(spread(in, 2, 2, 1, 0, 194), 3, 2, 1, 1, 97));
  const positions even = slide(in, 2, 1, 1, 0, 96);
  check(last_of<bridged>(), joined(slide(even, 3, 1, 1, 1, 96),
                                   spread(slide(slide(even, 2, 2, 1, 0, 48), 3, 1, 1, 1, 48), 2, 2, 1, 0, 96)),
        true);
  check(last_of<enlarged>(), spread(slide(in, 3, 1, 1, 0, 95), 2, 2, 1, 0, 190));
}

// Araujo et al. 2019, "Computing receptive fields of convolutional neural networks", table of VGG-16: 212, 32, 90.
TEST_CASE("receptive fields of known networks") {
  const auto& vgg = nns::receptive_fields<nns::zoo::torchvision::vgg16>;
  const auto& rows = nns::summary<nns::zoo::torchvision::vgg16>.layers;
  int last_pool = 0;
  for (int i = 0; i != rows.size(); ++i)
    if (rows[i].kind == "max_pooling2d") last_pool = i;
  CHECK(vgg[last_pool].axes == 2);
  CHECK(vgg[last_pool][0] == nns::receptive_window{212, 32, -90});
  CHECK(vgg[last_pool][1] == vgg[last_pool][0]);
  // Behind flatten a layer sees all of the image.
  CHECK(vgg[vgg.size() - 1][0] == nns::receptive_window{224, 0, 0});
}

// Tiles of 2 x 3: a position of space_to_depth is one of them; with one number the two axes in front of the last are tiled.
struct tiled : nns::sequential<input<12, 12, 1>, space_to_depth<2, 3>> {};
struct tiled_back : nns::sequential<input<4, 4, 6>, depth_to_space<2, 3>> {};
struct tiled_volume : nns::sequential<input<5, 12, 12, 1>, space_to_depth<4>> {};

TEST_CASE("receptive fields of tiles, by axis") {
  CHECK(nns::receptive_fields<tiled>[1][0] == nns::receptive_window{2, 2, 0});
  CHECK(nns::receptive_fields<tiled>[1][1] == nns::receptive_window{3, 3, 0});
  // Two outputs from one input along the first axis, three along the second.
  const auto& back = nns::receptive_fields<tiled_back>[1];
  for (int p = 0; p != 8; ++p) CHECK(back[0].start(p) == p / 2);
  for (int p = 0; p != 12; ++p) CHECK(back[1].start(p) == p / 3);
  CHECK(back[0].size == 1);
  const auto& volume = nns::receptive_fields<tiled_volume>[1];
  CHECK(volume[0] == nns::receptive_window{1, 1, 0});
  CHECK(volume[1] == nns::receptive_window{4, 4, 0});
  CHECK(volume[2] == volume[1]);
}

// Each input has its own extents: flatten sees all of the one that it is behind.
struct two_inputs : nns::graph<nns::node<"a", input<9, 7, 1>>, nns::node<"b", input<5, 3, 1>>, nns::node<"all_a", flatten, "a">,
                               nns::node<"all_b", flatten, "b">, nns::node<"both", concatenate<>, "all_a", "all_b">> {};

TEST_CASE("receptive fields of several inputs") {
  const auto& fields = nns::receptive_fields<two_inputs>;
  const auto& rows = nns::summary<two_inputs>.layers;
  for (int i = 0; i != rows.size(); ++i) {
    if (rows[i].name == "all_a") CHECK(fields[i][0] == nns::receptive_window{9, 0, 0});
    if (rows[i].name == "all_a") CHECK(fields[i][1] == nns::receptive_window{7, 0, 0});
    if (rows[i].name == "all_b") CHECK(fields[i][0] == nns::receptive_window{5, 0, 0});
  }
}

// Layers of one's own whose names begin as this library's do, and which slide over nothing that is known.
struct conv_special {
  static constexpr nns::shape output(nns::shape in) { return in; }
  static constexpr nns::cost cost(nns::shape, nns::shape) { return {}; }
};
struct max_pooling_special : conv_special {
  static constexpr nns::shape output(nns::shape in) { return in; }
  static constexpr nns::cost cost(nns::shape, nns::shape) { return {}; }
};
struct global_special : max_pooling_special {};
struct with_own : nns::sequential<input<8, 8, 1>, conv_special> {};
struct with_own_pool : nns::sequential<input<8, 8, 1>, max_pooling_special> {};
struct with_own_global : nns::sequential<input<8, 8, 1>, global_special> {};

TEST_CASE("a layer of one's own is not taken for the library's by how its name begins") {
  CHECK(nns::receptive_fields<with_own>[1][0].size == nns::unknown);
  CHECK(nns::receptive_fields<with_own_pool>[1][0].size == nns::unknown);
  CHECK(nns::receptive_fields<with_own_global>[1][0].size == nns::unknown);
}

// A mean of all positions sees all of them; a mean along one axis, or of the channels, is not told.
struct mean_of_positions : nns::sequential<input<8, 8, 4>, conv2d<4, kernel<3>>, reduce_mean<axis<1, 2>>, dense<3>> {};
struct mean_from_the_end : nns::sequential<input<8, 8, 4>, reduce_mean<axis<-3, -2>, keepdims>> {};
struct mean_of_rows : nns::sequential<input<8, 8, 4>, reduce_mean<axis<1>>> {};
struct mean_of_channels : nns::sequential<input<8, 8, 4>, reduce_max<axis<3>>> {};
struct mean_of_all : nns::sequential<input<8, 8, 4>, reduce_sum<>> {};

TEST_CASE("a reduction of all positions sees all of them") {
  CHECK(nns::receptive_fields<mean_of_positions>[1][1].size == 3);
  for (const int row : {2, 3}) {
    CHECK(nns::receptive_fields<mean_of_positions>[static_cast<std::size_t>(row)][1].size == 8);
    CHECK(nns::receptive_fields<mean_of_positions>[static_cast<std::size_t>(row)][1].stride == 0);
  }
  CHECK(nns::receptive_fields<mean_from_the_end>[1][0].size == 8);
  CHECK(nns::receptive_fields<mean_of_all>[1][1].size == 8);
  CHECK(nns::receptive_fields<mean_of_rows>[1][0].size == nns::unknown);
  CHECK(nns::receptive_fields<mean_of_channels>[1][0].size == nns::unknown);
}

struct unknown_kind {
  static constexpr nns::shape output(nns::shape in) { return in; }
  static constexpr nns::cost cost(nns::shape, nns::shape) { return {}; }
};
struct with_unknown : nns::sequential<input<8, 8, 1>, conv2d<1, kernel<3>>, unknown_kind, relu> {};

TEST_CASE("a receptive field that is not known is not made up") {
  CHECK(nns::receptive_fields<with_unknown>[1][0].size == 3);
  CHECK(nns::receptive_fields<with_unknown>[2][0].size == nns::unknown);
  CHECK(nns::receptive_fields<with_unknown>[3][0].size == nns::unknown);
}

TEST_CASE("operations and receptive fields are columns where somebody asks") {
  struct net : nns::sequential<input<9, 7, 1>, conv2d<2, kernel<3, 1>, strides<2, 1>>, relu> {};
  const std::string table = nns::to_text(nns::summary<net>, {.columns = "name multiply_adds additions comparisons receptive_size "
                                                                        "receptive_stride receptive_offset"});
  // 4 x 7 positions of 2 filters: 3 products, a bias, a comparison each.
  CHECK(table.find("168") != std::string::npos);
  CHECK(table.find("3x1") != std::string::npos);
  CHECK(table.find("2x1") != std::string::npos);
  CHECK(table.find("0x0") != std::string::npos);
}
