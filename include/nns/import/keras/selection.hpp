// Part of a tensor, as Python's brackets select it, read from its position in a file, which has already been found to
// be valid JSON.
#pragma once

#include <nns/import/keras/file_layers.hpp>
#include <nns/import/keras/keys.hpp>

namespace nns::detail {

/// Part of a tensor, as Python's brackets select it: numbers[0] is their position in the file.
struct selection {
  const source& s;
  int at;

  struct step {
    enum what : std::uint8_t { index, range, new_axis, rest } kind = index;
    std::int64_t begin = 0;
    std::int64_t end = 0;
    std::int64_t stride = 1;
    bool has_begin = false;
    bool has_end = false;

    [[nodiscard]] constexpr bool is_all() const { return kind == range && !has_begin && !has_end && stride == 1; }
  };

  /// False if it selects by something else: a tensor, or a list of indices.
  static constexpr bool read(reader& r, step& found) {
    found = {};
    if (r.at_null()) return found.kind = step::new_axis, r.skip();
    if (r.c[r.at] != '{') return r.integer(found.begin);
    found.kind = step::range;
    return read_range(r, found);
  }

  static constexpr bool read_range(reader& r, step& found) {
    slice name{};
    if (r.open('{')) {
      do {
        r.key(name);
        slice word{};
        if (r.is(name, "class_name")) {
          if (!r.characters(word)) return false;
          if (r.is(word, "__ellipsis__"))
            found.kind = step::rest;
          else if (!r.is(word, "__slice__"))
            return false;
        } else if (r.is(name, "config") && r.c[r.at] == '{') {
          if (!read_range(r, found)) return false;
        } else if (r.at_null()) {
          r.skip();
        } else {
          std::int64_t n = 0;
          if (!r.integer(n)) return false;
          if (r.is(name, "start"))
            found.begin = n, found.has_begin = true;
          else if (r.is(name, "stop"))
            found.end = n, found.has_end = true;
          else if (r.is(name, "step"))
            found.stride = n;
          else
            return false;
        }
      } while (r.more('}'));
    }
    return r.bad.broken == file_rule::none;
  }

  /// How many axes the brackets name, including the batch; -1 if they are not understood, or touch the batch.
  [[nodiscard]] constexpr int named_axes() const {
    reader r(s, at);
    int axes = 0;
    int rests = 0;
    bool first = true;
    if (s[at] == '[' && r.open('[')) do {
        step found;
        if (!read(r, found)) return -1;
        if (first && !found.is_all() && found.kind != step::rest) return -1;
        first = false;
        if (found.stride == 0) return -1;
        if (found.kind == step::rest && ++rests == 2) return -1;
        if (found.kind == step::index || found.kind == step::range) ++axes;
      } while (r.more(']'));
    return first ? -1 : axes;
  }
};

constexpr std::int64_t clamped(std::int64_t n, std::int64_t least, std::int64_t most) {
  return n < least ? least : n > most ? most : n;
}

/// The extent that is left of `extent`, as Python slices: indices beyond the ends are clipped. -1 if it is not known.
constexpr std::int64_t cut(std::int64_t extent, const selection::step& by) {
  if (by.is_all() || extent == shape::unknown) return extent;
  const bool forwards = by.stride > 0;
  const std::int64_t least = forwards ? 0 : -1;
  const std::int64_t most = forwards ? extent : extent - 1;
  const auto place = [&](std::int64_t n) { return clamped(n < 0 ? n + extent : n, least, most); };
  const std::int64_t begin = by.has_begin ? place(by.begin) : forwards ? 0 : extent - 1;
  const std::int64_t end = by.has_end ? place(by.end) : forwards ? extent : -1;
  const std::int64_t length = forwards ? end - begin : begin - end;
  const std::int64_t stride = forwards ? by.stride : -by.stride;
  return length <= 0 ? 0 : (length - 1) / stride + 1;
}

constexpr void selection_work(machine& m) {
  const selection by{*m.inner_values->net->text_source, static_cast<int>(m.numbers[0])};
  const int named = by.named_axes();
  const shape from = m.x;
  const int rank = from.rank() + 1;
  if (named > rank) return m.fail(rule::rank_too_small, named - 1, rank - 1);
  shape to;
  int axis = 0;
  reader r(by.s, by.at);
  const auto keep = [&](std::int64_t extent) {
    if (to.used == shape::max_rank) return m.fail(rule::rank_above_eight, shape::max_rank + 1);
    to.push_back(extent);
  };
  r.open('[');
  do {
    selection::step found;
    selection::read(r, found);
    if (found.kind == selection::step::new_axis) {
      if (axis == 0) return m.fail(rule::axis_out_of_range, 0, rank - 1);
      keep(1);
    } else if (found.kind == selection::step::rest) {
      for (int i = named; i != rank; ++i, ++axis)
        if (axis != 0) keep(from[axis - 1]);
    } else if (axis++ == 0) {
      if (!found.is_all()) return m.fail(rule::axis_out_of_range, 0, rank - 1);  // [..., 0] of a batch of numbers
    } else {
      const std::int64_t extent = from[axis - 2];
      if (found.kind == selection::step::index) {
        if (extent != shape::unknown && (found.begin >= extent || found.begin < -extent))
          return m.fail(rule::out_of_range, found.begin, extent);
        continue;
      }
      const std::int64_t left = cut(extent, found);
      if (left == 0) return m.fail(rule::out_of_range, found.begin, extent);
      keep(left);
    }
  } while (r.more(']'));
  for (; axis != rank; ++axis) keep(from[axis - 1]);
  if (m.bad.broken == rule::none) m.x = to;
}
inline constexpr family selection_family{.kind = "get_item", .work = &selection_work, .numbers = 1};

}  // namespace nns::detail
