// RegNetX and RegNetY (Radosavovic et al. 2020): the widths of all blocks follow from a line, rounded to powers of a
// step. They vary by that line, resolution and classes.
#pragma once

#include <nns/zoo/units.hpp>

namespace nns::zoo {

/// The stages into which a line of widths is divided.
struct regnet_stages {
  static constexpr int most = 16;
  int count = 0;
  int blocks[most]{};
  std::int64_t channels[most]{};
  std::int64_t group_width[most]{};
};

/// The power of `step` that is nearest to `growth` in logarithms.
constexpr double nearest_power(double growth, double step) {
  double power = 1;
  for (double middle = step; growth * growth >= middle; middle *= step * step) power *= step;
  return power;
}

/// The nearest whole number, ties to even, as in the code that made the published networks.
constexpr std::int64_t nearest_whole(double x) {
  const auto below = static_cast<std::int64_t>(x);
  const double rest = x - static_cast<double>(below);
  return rest > 0.5 || (rest == 0.5 && below % 2 != 0) ? below + 1 : below;
}

/// Block i has the width first + i slope, rounded to first step^n with a whole n, and then to a multiple of 8; equally
/// wide blocks are a stage, whose width is finally rounded to a multiple of the groups' width.
constexpr regnet_stages regnet_progression(int blocks, std::int64_t first, double slope, double step,
                                           std::int64_t group_width) {
  regnet_stages s;
  std::int64_t before = 0;
  const double start = static_cast<double>(first);
  for (int i = 0; i != blocks; ++i) {
    const double growth = nearest_power((start + i * slope) / start, step);
    const std::int64_t width = nearest_whole(start * growth / 8) * 8;
    if (width != before) {
      s.group_width[s.count] = width < group_width ? width : group_width;
      s.channels[s.count] = divisible(width, {}, s.group_width[s.count]);
      ++s.count;
    }
    ++s.blocks[s.count - 1];
    before = width;
  }
  return s;
}

/// A bottleneck as wide inside as outside. Gated: with squeeze and excitation to a quarter of the input's channels.
template <bool Gated, std::int64_t In, std::int64_t Out, std::int64_t GroupWidth, int Stride>
struct regnet_block : sequential<
    typename joined<
        residual,
        mp::mp_list<conv_norm<Out, 1, 1, relu>, grouped_conv_norm<Out, 3, Stride, Out / GroupWidth, 1, relu>>,
        only_if<Gated, squeeze_excitation<(In + 2) / 4, Out>>,
        mp::mp_list<conv_norm<Out, 1>>,
        only_if<Stride != 1 || In != Out, shortcut<conv_norm<Out, 1, Stride>>>>::type,
    relu> {};

inline constexpr std::int64_t regnet_stem = 32;

/// Slope and step of the line are in hundredths.
template <bool Gated, int Blocks, int First, int Slope, int Step, int GroupWidth>
struct regnet_line {
  static constexpr regnet_stages stages = regnet_progression(Blocks, First, Slope / 100., Step / 100., GroupWidth);

  template <std::size_t I>
  using stage = first_then<
      regnet_block<Gated, (I == 0 ? regnet_stem : stages.channels[I == 0 ? 0 : I - 1]), stages.channels[I],
                   stages.group_width[I], 2>,
      stages.blocks[I],
      regnet_block<Gated, stages.channels[I], stages.channels[I], stages.group_width[I], 1>>;

  template <class Numbers>
  struct in_order;
  template <std::size_t... I>
  struct in_order<mp::index_sequence<I...>> {
    using type = sequential<stage<I>...>;
  };
  using trunk = typename in_order<mp::make_index_sequence<static_cast<std::size_t>(stages.count)>>::type;
};

template <class Line>
struct regnet_trunk : Line::trunk {};

template <class S, class Line>
struct regnet_of : sequential<
    image<S>,
    named<"stem", conv_norm<regnet_stem, 3, 2, relu>>,
    named<"trunk", regnet_trunk<Line>>,
    global_average_pooling2d<>,
    named<"fc", dense<S::classes>>> {};

/// Blocks, the first one's width, how much wider each next one gets and the step between widths (both in hundredths),
/// the width of the groups.
template <int Blocks, int First, int Slope, int Step, int GroupWidth, size_among<by_resolution | by_classes>... Sizes>
struct regnet_x
    : regnet_of<sizes<own<>, Sizes...>, regnet_line<false, Blocks, First, Slope, Step, GroupWidth>> {};

/// With squeeze and excitation.
template <int Blocks, int First, int Slope, int Step, int GroupWidth, size_among<by_resolution | by_classes>... Sizes>
struct regnet_y
    : regnet_of<sizes<own<>, Sizes...>, regnet_line<true, Blocks, First, Slope, Step, GroupWidth>> {};

namespace torchvision {
struct regnet_x_400mf : regnet_x<22, 24, 2448, 254, 16> {};
struct regnet_x_800mf : regnet_x<16, 56, 3573, 228, 16> {};
struct regnet_x_1_6gf : regnet_x<18, 80, 3401, 225, 24> {};
struct regnet_x_3_2gf : regnet_x<25, 88, 2631, 225, 48> {};
struct regnet_x_8gf : regnet_x<23, 80, 4956, 288, 120> {};
struct regnet_x_16gf : regnet_x<22, 216, 5559, 210, 128> {};
struct regnet_x_32gf : regnet_x<23, 320, 6986, 200, 168> {};
struct regnet_y_400mf : regnet_y<16, 48, 2789, 209, 8> {};
struct regnet_y_800mf : regnet_y<14, 56, 3884, 240, 16> {};
struct regnet_y_1_6gf : regnet_y<27, 48, 2071, 265, 24> {};
struct regnet_y_3_2gf : regnet_y<21, 80, 4263, 266, 24> {};
struct regnet_y_8gf : regnet_y<17, 192, 7682, 219, 56> {};
struct regnet_y_16gf : regnet_y<18, 200, 10623, 248, 112> {};
struct regnet_y_16gf_384 : regnet_y<18, 200, 10623, 248, 112, resolution<384>> {};
struct regnet_y_32gf : regnet_y<20, 232, 11589, 253, 232> {};
struct regnet_y_32gf_384 : regnet_y<20, 232, 11589, 253, 232, resolution<384>> {};
struct regnet_y_128gf : regnet_y<27, 456, 16083, 252, 264> {};
struct regnet_y_128gf_384 : regnet_y<27, 456, 16083, 252, 264, resolution<384>> {};
}  // namespace torchvision

}  // namespace nns::zoo
