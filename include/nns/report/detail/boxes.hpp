// A model's rows inside nested boxes, which are the compositions with a name of their own. The pictures and the HTML
// table share this; it knows no format.
#pragma once

#include <nns/report/detail/rows.hpp>

#include <cstddef>

namespace nns::report {

constexpr const block_summary& block(const summary_view& s, int index) {
  return s.blocks[static_cast<std::size_t>(index)];
}

/// The innermost composition with a name of its own, from `index` outwards; -1: none.
constexpr int named_block(const summary_view& s, int index) {
  while (index >= 0 && block(s, index).name.empty()) index = block(s, index).parent;
  return index;
}

/// The box around a box, or -1.
constexpr int outer_box(const summary_view& s, int box) { return named_block(s, block(s, box).parent); }

/// The innermost box around a row of a report, or -1.
constexpr int box_of(const layer_row& r) {
  const summary_view& s = *r.summary;
  if (s.blocks.empty()) return -1;
  if (r.block >= 0) return outer_box(s, r.block);
  return named_block(s, s.layers[static_cast<std::size_t>(r.first)].block);
}

/// One step from the box `outer` towards the box `inner`: the box directly inside `outer` that contains or is `inner`;
/// -1 if there is none.
constexpr int step_inwards(const summary_view& s, int outer, int inner) {
  while (inner >= 0) {
    const int around = outer_box(s, inner);
    if (around == outer) return inner;
    inner = around;
  }
  return -1;
}

/// Visits rows and boxes in order: `open(box)`, `node(row, box)`, `close(box)`; a row outside all boxes has box -1.
template <class Open, class Node, class Close>
constexpr void each_in_boxes(const layer_source& source, const Open& open, const Node& node, const Close& close) {
  const summary_view& s = source.s;
  int at = -1;
  source.each([&](const layer_row& r) {
    const int box = box_of(r);
    while (at >= 0 && at != box && step_inwards(s, at, box) < 0) {
      close(at);
      at = outer_box(s, at);
    }
    while (at != box) {
      at = step_inwards(s, at, box);
      open(at);
    }
    node(r, at);
  });
  for (; at >= 0; at = outer_box(s, at)) close(at);
}

/// Takes a prefix off a name in two parts; false if the name does not begin with it.
constexpr bool take_off(text prefix, text& in_front, text& own) {
  if (!in_front.empty()) {
    if (!(in_front == prefix)) return false;
    in_front = {};
    return true;
  }
  if (own.size() <= prefix.size() || !(text{own.data(), prefix.size()} == prefix)) return false;
  own = {own.data() + prefix.size(), own.size() - prefix.size()};
  return true;
}

/// A row's name inside its box: without the box's own name.
constexpr label name_inside(const summary_view& s, const label& name, int box) {
  const text prefix = box < 0 ? text{} : block(s, box).prefix;
  if (prefix.empty()) return name;
  label inside = name;
  if (!take_off(prefix, inside.prefix, inside.base)) return name;
  if (name.copies != 1 && !take_off(prefix, inside.last_prefix, inside.last_base)) return name;
  return inside;
}

/// A box's name inside the one around it.
constexpr label name_of_box(const summary_view& s, int box) {
  return name_inside(s, block(s, box).name, outer_box(s, box));
}

}  // namespace nns::report
