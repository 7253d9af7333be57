// What the diagrams of a model, DOT and Mermaid, have in common: their options, a node's text, and its colour.
#pragma once

#include <nns/report/detail/boxes.hpp>
#include <nns/report/detail/cell.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace nns {

/// The direction of a diagram's arrows.
enum class flow : std::uint8_t { down, right };

/// How a summary becomes a diagram.
struct diagram_options {
  /// Rows nested in more compositions than this are merged into one node for their composition; -1: no row is. Viewers
  /// have limits: GitHub draws Mermaid diagrams of up to 500 arrows.
  int depth = -1;
  flow direction = flow::down;
  /// Adjacent equal compositions become one node: block ... block_31 (32 x).
  bool fold = false;
  /// A line that says how each layer was declared: kernel 5, same, tanh.
  bool options = false;
};

}  // namespace nns

namespace nns::report {

/// The most characters of a name in a picture; a longer one loses its middle.
inline constexpr std::size_t picture_name = 48;

/// The colours of nodes by their multiply-adds: none, up to a fifth of the largest node's, two fifths, ...
inline constexpr text node_fills[] = {"#f6f8fa", "#fff1e0", "#ffdfb8", "#ffc98a", "#ffb05c", "#ff9333"};
inline constexpr text ink = "#1f2328";
inline constexpr text line_colour = "#8c959f";

/// 0 for a node without multiply-adds, or of unknown ones; 5 for the largest.
constexpr int node_level(std::int64_t forward, std::int64_t largest) {
  if (forward <= 0) return 0;
  return 1 + static_cast<int>(4.999 * static_cast<double>(forward) / static_cast<double>(largest));
}

constexpr std::int64_t largest_forward(const layer_source& source) {
  std::int64_t largest = 0;
  source.each([&](const layer_row& r) {
    if (r.sums.forward.count > largest) largest = r.sums.forward.count;
  });
  return largest;
}

/// 117,600 in full, 4.09 G from a million on; ? if it is not known.
constexpr void put_amount(writer& w, std::int64_t number) {
  if (number == unknown) return w.put('?');
  if (number < 1'000'000) return put_integer(w, number, true);
  put_scaled(w, number, {}, false);
}

/// The costs that are not zero: 117,600 MAC, 156 parameters.
constexpr void put_costs(writer& w, const layer_summary& sums, text unit) {
  const std::int64_t forward = sums.forward.count;
  if (forward != 0) {
    put_amount(w, forward);
    if (forward < 1'000'000) w.put(' ');
    w.put(unit);
  }
  if (forward != 0 && sums.parameters != 0) w.put(", ");
  if (sums.parameters != 0) {
    put_amount(w, sums.parameters);
    w.put(sums.parameters == 1 ? text{" parameter"} : text{" parameters"});
  }
}

constexpr bool is_collapsed(const layer_row& r) { return r.block >= 0; }

/// A name, each character escaped by the format.
template <class Format>
constexpr void put_escaped(writer& w, const label& name) {
  each_shown_character<picture_name>(name, [&](text character) { Format::put_character(w, character); });
}

/// Whether a name is that of an unnamed row, which repeats its kind: conv2d, conv2d_1.
constexpr bool says_kind(const label& name, text kind) {
  std::size_t i = 0;
  bool says = true;
  each_part(name, [&](text part) {
    for (const char c : part) {
      const bool digit = c >= '0' && c <= '9';
      says = says && (i < kind.size() ? c == kind[i] : i == kind.size() ? c == '_' : digit);
      ++i;
    }
  });
  return says && i >= kind.size();
}

/// The lines of a node: its name, its kind (if the name does not show it) and shape, and its cost, if any.
template <class Format>
constexpr void put_node_text(writer& w, const layer_row& r, int box) {
  const label name = name_inside(*r.summary, r.name, box);
  put_escaped<Format>(w, name);
  w.put(Format::line_break);
  if (!says_kind(name, r.sums.kind)) {
    put_escaped<Format>(w, r.sums.kind);
    w.put(' ');
  }
  put_shape(w, r.sums.output);
  if (!r.options.empty()) {
    w.put(Format::line_break);
    put_escaped<Format>(w, r.options);
  }
  if (r.sums.forward.count == 0 && r.sums.parameters == 0) return;
  w.put(Format::line_break);
  put_costs(w, r.sums, r.summary->unit);
}

/// A node, by the first row that it stands for: n12.
constexpr void put_node_id(writer& w, int row) {
  w.put('n');
  put_integer(w, row);
}

/// The nodes in their boxes, each on a line of its own.
template <class Format>
constexpr void put_nodes(writer& w, const layer_source& source) {
  const summary_view& s = source.s;
  const std::int64_t largest = largest_forward(source);
  std::size_t indent = 2;
  each_in_boxes(
      source,
      [&](int box) {
        w.put(' ', indent);
        indent += 2;
        Format::put_open(w, s, box);
        w.end_line();
      },
      [&](const layer_row& r, int box) {
        w.put(' ', indent);
        Format::put_node(w, r, box, node_level(r.sums.forward.count, largest));
        w.end_line();
      },
      [&](int) {
        indent -= 2;
        w.put(' ', indent);
        w.put(Format::close);
        w.end_line();
      });
}

/// Every arrow on a line of its own.
template <class Format>
void put_arrows(writer& w, const layer_source& source) {
  std::vector<int> node_of(source.s.layers.size());
  source.each([&](const layer_row& r) {
    for (int i = r.first; i != r.last; ++i) node_of[static_cast<std::size_t>(i)] = r.first;
  });
  source.each([&](const layer_row& r) {
    each_distinct_source(r, [&](int from) {
      w.put("  ");
      put_node_id(w, node_of[static_cast<std::size_t>(from)]);
      w.put(Format::arrow);
      put_node_id(w, r.first);
      w.put(Format::end);
      w.end_line();
    });
  });
}

}  // namespace nns::report
