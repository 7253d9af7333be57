// The sizes that families of networks vary by, in any order: width<3, 4>, depth<6, 5>, resolution<192>, classes<10>,
// frames<16>; and how widths are rounded. A size that only one family has is a plain number of that family.
#pragma once

#include <nns/nns.hpp>

namespace nns::zoo {

/// A factor without rounding errors.
struct ratio {
  std::int64_t numerator = 1;
  std::int64_t denominator = 1;
};

/// The sizes of one member of a family, as values.
struct size_values {
  ratio width{};
  ratio depth{};
  std::int64_t resolution = 224;
  std::int64_t classes = 1000;
  std::int64_t frames = 16;
};

/// What a family can vary by, as a set of bits.
enum size_kinds : unsigned { by_width = 1, by_depth = 2, by_resolution = 4, by_classes = 8, by_frames = 16 };

/// Channels times Numerator / Denominator, rounded as the family does.
template <std::int64_t Numerator, std::int64_t Denominator = 1>
struct width {
  static_assert(Numerator > 0 && Denominator > 0, "nns: a width must be a positive factor");
  static constexpr unsigned nns_size_kind = by_width;
  static constexpr void nns_set(size_values& s) { s.width = {Numerator, Denominator}; }
};

/// Layers of each stage times Numerator / Denominator, rounded up.
template <std::int64_t Numerator, std::int64_t Denominator = 1>
struct depth {
  static_assert(Numerator > 0 && Denominator > 0, "nns: a depth must be a positive factor");
  static constexpr unsigned nns_size_kind = by_depth;
  static constexpr void nns_set(size_values& s) { s.depth = {Numerator, Denominator}; }
};

/// Height and width of the input.
template <std::int64_t N>
struct resolution {
  static constexpr unsigned nns_size_kind = by_resolution;
  static constexpr void nns_set(size_values& s) { s.resolution = N; }
};

/// How many classes the network distinguishes.
template <std::int64_t N>
struct classes {
  static constexpr unsigned nns_size_kind = by_classes;
  static constexpr void nns_set(size_values& s) { s.classes = N; }
};

/// Images of a video clip.
template <std::int64_t N>
struct frames {
  static constexpr unsigned nns_size_kind = by_frames;
  static constexpr void nns_set(size_values& s) { s.frames = N; }
};

namespace detail {

/// What the compiler prints for a size that a family does not have.
template <class Size, unsigned Kinds>
struct size_of_a_family {
  static constexpr bool is_known = (Size::nns_size_kind & Kinds) != 0;
};

template <class Size, unsigned Kinds>
consteval bool is_size_among() {
  static_assert(size_of_a_family<Size, Kinds>::is_known, "nns: this family of networks does not have this size");
  return true;
}

}  // namespace detail

/// A size, and one of those that the family varies by: `Kinds` is by_width, by_resolution | by_classes and so on.
template <class Size, unsigned Kinds>
concept size_among = requires { Size::nns_size_kind; } && detail::is_size_among<Size, Kinds>();

/// A family's own default sizes, if they are not the usual ones.
template <class... Sizes>
struct own {
  static constexpr void nns_set(size_values& s) { (Sizes::nns_set(s), ...); }
};

/// The given sizes, in place of the family's defaults.
template <class Own, class... Given>
struct sizes {
  static_assert((0U + ... + Given::nns_size_kind) == (0U | ... | Given::nns_size_kind), "nns: a size is given twice");
  static constexpr size_values values = [] {
    size_values s;
    Own::nns_set(s);
    (Given::nns_set(s), ...);
    return s;
  }();
  static constexpr std::int64_t resolution = values.resolution;
  static constexpr std::int64_t classes = values.classes;
  static constexpr std::int64_t frames = values.frames;
};

/// The input of an image network.
template <class Sizes>
using image = input<Sizes::resolution, Sizes::resolution, 3>;

/// The nearest multiple of `divisor` to channels times factor, but never less than nine tenths of that.
/// Source: Sandler et al. 2018, their published code.
constexpr std::int64_t divisible(std::int64_t channels, ratio factor = {}, std::int64_t divisor = 8) {
  const std::int64_t wanted = channels * factor.numerator;  // times the denominator
  const std::int64_t d = factor.denominator;
  const std::int64_t nearest = (2 * wanted + divisor * d) / (2 * divisor * d) * divisor;
  const std::int64_t least = nearest < divisor ? divisor : nearest;
  return 10 * d * least < 9 * wanted ? least + divisor : least;
}

/// Channels, scaled by the width and rounded to a multiple of 8.
template <class Sizes, std::int64_t Channels>
inline constexpr std::int64_t scaled = divisible(Channels, Sizes::values.width);

/// The same, but never fewer than at a width of 1: for the layer before the classes.
template <class Sizes, std::int64_t Channels>
inline constexpr std::int64_t widened = scaled<Sizes, Channels> < Channels ? Channels : scaled<Sizes, Channels>;

/// Layers, scaled by the depth and rounded up.
template <class Sizes, std::int64_t Layers>
inline constexpr std::int64_t deepened =
    (Layers * Sizes::values.depth.numerator + Sizes::values.depth.denominator - 1) / Sizes::values.depth.denominator;

}  // namespace nns::zoo
