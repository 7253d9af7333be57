// to_mermaid: a summary as a flowchart in Mermaid's language, named compositions as subgraphs.
// GitHub draws it inside a Markdown block that begins with ```mermaid.
#pragma once

#include <nns/report/detail/described.hpp>
#include <nns/report/detail/diagram.hpp>
#include <nns/report/detail/string.hpp>
#include <nns/report/detail/table.hpp>

#include <string>

namespace nns::report {

struct mermaid {
  static constexpr text line_break = "<br/>";
  static constexpr text arrow = " --> ";
  static constexpr text end = {};
  static constexpr text close = "end";

  /// Whether an ASCII character always stands for itself. Quotes, brackets, #, `, ; and : are syntax somewhere;
  /// - and * are Markdown.
  static constexpr bool is_itself(char c) {
    if (is_alphanumeric(c)) return true;
    for (const char plain : text{" _/.,"})
      if (c == plain) return true;
    return false;
  }

  static constexpr void put_character(writer& w, text character) {
    const char c = character[0];
    if (static_cast<unsigned char>(c) >= 0x80 || is_itself(c)) return w.put(character);
    w.put('#');
    put_integer(w, c);
    w.put(';');
    if (c == '\\') w.put("#8203;");  // a zero-width space: Mermaid breaks the line at \n even if it is escaped
  }

  static constexpr void put_node(writer& w, const layer_row& r, int box, int level) {
    const bool collapsed = is_collapsed(r);
    put_node_id(w, r.first);
    w.put(collapsed ? text{"[[\""} : text{"[\""});
    put_node_text<mermaid>(w, r, box);
    w.put(collapsed ? text{"\"]]"} : text{"\"]"});
    w.put(":::cost");
    put_integer(w, level);
  }

  static constexpr void put_open(writer& w, const summary_view& s, int box) {
    w.put("subgraph b");
    put_integer(w, box);
    w.put("[\"");
    put_escaped<mermaid>(w, name_of_box(s, box));
    w.put("\"]");
  }

  static constexpr void put_colours(writer& w) {
    for (int level = 0; level != 6; ++level) {
      w.put("  classDef cost");
      put_integer(w, level);
      w.put(" fill:");
      w.put(node_fills[level]);
      w.put(",color:");
      w.put(ink);
      w.put(",stroke:");
      w.put(line_colour);
      w.end_line();
    }
  }
};

inline void write_mermaid(writer& w, const summary_view& s, const diagram_options& o) {
  const layer_source source{s, o.depth, o.fold};
  w.put(o.direction == flow::right ? "flowchart LR\n" : "flowchart TB\n");
  put_nodes<mermaid>(w, source);
  put_arrows<mermaid>(w, source);
  mermaid::put_colours(w);
}

}  // namespace nns::report

namespace nns {

/// A summary as a Mermaid flowchart: a node for each layer with its kind, shape and cost, a subgraph for each named
/// composition, and darker colours for more multiply-adds. Nodes with double sides are compositions below the depth.
inline std::string to_mermaid(const summary_view& s, const diagram_options& o = {}) {
  const report::described d(s, {.options = o.options});
  return report::to_string([&](report::writer& w) { report::write_mermaid(w, d.view(), o); });
}

}  // namespace nns
