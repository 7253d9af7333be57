// to_dot: a summary as a graph in the DOT language of Graphviz, named compositions as clusters.
//     dot -Tsvg model.dot -o model.svg
#pragma once

#include <nns/report/detail/described.hpp>
#include <nns/report/detail/diagram.hpp>
#include <nns/report/detail/string.hpp>

#include <string>

namespace nns::report {

struct dot {
  static constexpr text line_break = "\\n";
  static constexpr text arrow = " -> ";
  static constexpr text end = ";";
  static constexpr text close = "}";

  /// Inside double quotes, a backslash begins an escape, and an ampersand begins an HTML entity.
  static constexpr void put_character(writer& w, text character) {
    if (character == "\"" || character == "\\") w.put('\\');
    w.put(character == "&" ? text{"&amp;"} : character);
  }

  static constexpr void put_preamble(writer& w, const summary_view& s, flow direction) {
    w.put("digraph \"");
    put_escaped<dot>(w, s.name);
    w.put("\" {\n  rankdir=");
    w.put(direction == flow::right ? "LR" : "TB");
    w.put(";\n  graph [labelloc=t, labeljust=l, style=rounded, fontname=\"Helvetica,Arial,sans-serif\", fontsize=12, ");
    w.put("color=\"");
    w.put(line_colour);
    w.put("\", label=\"");
    put_escaped<dot>(w, s.name);
    w.put("\\l");  // a line break that leaves the line on the left
    put_costs(w, s.total, s.unit);
    w.put("\\l");
    w.put("\"];\n  node [shape=box, style=\"rounded,filled\", fontname=\"Helvetica,Arial,sans-serif\", fontsize=10, ");
    w.put("color=\"");
    w.put(line_colour);
    w.put("\", fontcolor=\"");
    w.put(ink);
    w.put("\"];\n  edge [arrowsize=0.6, color=\"");
    w.put(line_colour);
    w.put("\"];\n");
  }

  static constexpr void put_node(writer& w, const layer_row& r, int box, int level) {
    put_node_id(w, r.first);
    w.put(" [label=\"");
    put_node_text<dot>(w, r, box);
    w.put("\", fillcolor=\"");
    w.put(node_fills[level]);
    w.put(is_collapsed(r) ? text{"\", peripheries=2];"} : text{"\"];"});
  }

  static constexpr void put_open(writer& w, const summary_view& s, int box) {
    w.put("subgraph cluster_");
    put_integer(w, box);
    w.put(" { label=\"");
    put_escaped<dot>(w, name_of_box(s, box));
    w.put("\";");
  }
};

inline void write_dot(writer& w, const summary_view& s, const diagram_options& o) {
  const layer_source source{s, o.depth, o.fold};
  dot::put_preamble(w, s, o.direction);
  put_nodes<dot>(w, source);
  put_arrows<dot>(w, source);
  w.put("}\n");
}

}  // namespace nns::report

namespace nns {

/// A summary as a graph for Graphviz: a node for each layer with its kind, shape and cost, a cluster for each named
/// composition, and darker colours for more multiply-adds. Nodes with a double border are compositions below the depth.
inline std::string to_dot(const summary_view& s, const diagram_options& o = {}) {
  const report::described d(s, {.options = o.options});
  return report::to_string([&](report::writer& w) { report::write_dot(w, d.view(), o); });
}

}  // namespace nns
