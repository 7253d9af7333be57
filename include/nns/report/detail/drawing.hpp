// The drawing of a network for a page: its rows one below the other, with arrows between them; connections that skip
// rows run in lanes beside them. It fits the width of a phone, and does not grow on a wider page.
#pragma once

#include <nns/report/detail/chart.hpp>
#include <nns/report/detail/diagram.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace nns::report {

inline constexpr text drawing_style = R"(
.drawing{display:block;width:100%;height:auto;margin:12px auto}
.drawing rect{stroke:var(--line);stroke-width:1}
.drawing path{fill:none;stroke:var(--soft);stroke-width:1.2}
.drawing polygon{fill:var(--soft)}
.drawing text{fill:var(--ink);font:11px system-ui,-apple-system,"Segoe UI",sans-serif}
.drawing .own{font:600 12px ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace}
.drawing .faint{fill:var(--soft)}
.drawing .frame{fill:var(--stripe)}
.level0{fill:var(--ground)}.level1{fill:#fff1e0}.level2{fill:#ffdfb8}
.level3{fill:#ffc98a}.level4{fill:#ffb05c}.level5{fill:#ff9333}
.level5~text,.level4~text,.level3~text{--soft:#4a3a28}
@media(prefers-color-scheme:dark){.level1{fill:#2b2117}.level2{fill:#43301b}.level3{fill:#5e401d}
.level4{fill:#7d511c}.level5{fill:#9c611a}
.level5~text,.level4~text,.level3~text,.level2~text{--soft:#ecd9c2}}
)";

/// Lays a network out and writes it. All lengths are pixels.
class drawing {
 public:
  drawing(writer& to, const layer_source& source) : w_(to) {
    std::vector<std::size_t> shown(source.s.layers.size());
    std::vector<std::size_t> open;
    each_in_boxes(
        source,
        [&](int box) {
          top_ += open.empty() ? 4 : 0;
          open.push_back(frames_.size());
          frames_.push_back({name_of_box(source.s, box), top_ - 4, 0, static_cast<int>(open.size()) - 1});
          deepest_ = (std::max)(deepest_, static_cast<int>(open.size()));
          top_ += line_height;
        },
        [&](const layer_row& r, int box) {
          for (int i = r.first; i != r.last; ++i) shown[static_cast<std::size_t>(i)] = nodes_.size();
          node n{r, top_};
          n.row.name = name_inside(source.s, r.name, box);
          n.height = 10 + line_height * lines_of(n.row);
          top_ += n.height + between;
          nodes_.push_back(n);
        },
        [&](int) {
          frames_[open.back()].bottom = top_ - between + 8;
          top_ += 8;
          open.pop_back();
        });
    deepest_ = (std::min)(deepest_, most_frames);
    largest_ = largest_forward(source);
    for (std::size_t to_node = 0; to_node != nodes_.size(); ++to_node)
      each_distinct_source(nodes_[to_node].row,
                           [&](int from) { connect(shown[static_cast<std::size_t>(from)], to_node); });
    lay_lanes();
  }

  [[nodiscard]] std::size_t size() const { return nodes_.size(); }

  void write(text title) {
    w_.put("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" class=\"drawing\" style=\"max-width:");
    put_integer(w_, width());
    w_.put("px\" viewBox=\"0 0 ");
    put_integer(w_, width());
    w_.put(' ');
    put_integer(w_, top_ + (frames_.empty() ? edge - between : 0));
    w_.put("\">\n<title>");
    put_markup<picture_title>(w_, title);
    w_.put(": its layers, from the input down</title>\n<desc>");
    put_integer(w_, static_cast<std::int64_t>(nodes_.size()), true);
    w_.put(nodes_.size() == 1 ? text{" box"} : text{" boxes"});
    w_.put(", each with its shape and its cost; darker colours mean more multiply-adds.</desc>\n");
    for (const frame& f : frames_)
      if (f.depth < most_frames) put_frame(f);
    for (const arrow& a : arrows_) put_arrow(a);
    for (const node& n : nodes_) put_node(n);
    w_.put("</svg>\n");
  }

 private:
  static constexpr int edge = 8;
  static constexpr int box_width = 268;
  static constexpr int line_height = 15;
  static constexpr int between = 18;
  static constexpr int lane_width = 9;
  static constexpr int most_lanes = 8;
  static constexpr int most_frames = 4;
  static constexpr int frame_width = 7;  // around its contents
  static constexpr std::size_t most_characters = 34;
  static constexpr std::size_t most_words = 44;

  struct node {
    layer_row row{};
    int top = 0;
    int height = 0;
  };
  struct frame {
    label name{};
    int top = 0;
    int bottom = 0;
    int depth = 0;
  };
  struct arrow {
    std::size_t from = 0;
    std::size_t to = 0;
    int lane = -1;
  };

  [[nodiscard]] int left() const { return edge + deepest_ * frame_width; }
  [[nodiscard]] int width() const { return 2 * left() + box_width + (lanes_ == 0 ? 0 : 8 + lanes_ * lane_width); }

  static int lines_of(const layer_row& r) {
    const bool costs = r.sums.forward.count != 0 || r.sums.parameters != 0;
    return 2 + (costs ? 1 : 0) + (r.options.empty() ? 0 : 1);
  }

  void connect(std::size_t from, std::size_t to) {
    if (from < to) arrows_.push_back({from, to});
  }

  /// The shortest connections get the nearest lanes; two that overlap share a lane only if there are no more.
  void lay_lanes() {
    std::vector<arrow*> skipping;
    for (arrow& a : arrows_)
      if (a.from + 1 != a.to) skipping.push_back(&a);
    std::sort(skipping.begin(), skipping.end(), [](const arrow* a, const arrow* b) {
      const std::size_t one = a->to - a->from;
      const std::size_t other = b->to - b->from;
      return one != other ? one < other : a->to != b->to ? a->to < b->to : a < b;
    });
    std::vector<std::vector<const arrow*>> taken;
    for (arrow* a : skipping) {
      std::size_t lane = 0;
      const auto crosses = [&](const arrow* other) { return a->from < other->to && other->from < a->to; };
      while (lane != taken.size() && std::any_of(taken[lane].begin(), taken[lane].end(), crosses)) ++lane;
      if (lane == most_lanes) lane = most_lanes - 1;
      if (lane == taken.size()) taken.emplace_back();
      taken[lane].push_back(a);
      a->lane = static_cast<int>(lane);
    }
    lanes_ = static_cast<int>(taken.size());
  }

  void put_arrow(const arrow& a) {
    const node& from = nodes_[a.from];
    const node& to = nodes_[a.to];
    w_.put("<path d=\"M");
    int x = left() + box_width / 2;
    int y = to.top;
    if (a.lane < 0) {
      put_point(x, from.top + from.height);
      w_.put('V');
      put_integer(w_, y - 5);
      w_.put("\"/><polygon points=\"");
      put_point(x - 4, y - 6);
      w_.put(' ');
      put_point(x + 4, y - 6);
      w_.put(' ');
      put_point(x, y);
    } else {
      x = left() + box_width;
      y = to.top + 14;
      const int lane = x + 10 + deepest_ * frame_width + a.lane * lane_width;
      put_point(x, from.top + from.height - 10);
      w_.put('H');
      put_integer(w_, lane);
      w_.put('V');
      put_integer(w_, y);
      w_.put('H');
      put_integer(w_, x + 5);
      w_.put("\"/><polygon points=\"");
      put_point(x + 6, y - 4);
      w_.put(' ');
      put_point(x + 6, y + 4);
      w_.put(' ');
      put_point(x, y);
    }
    w_.put("\"/>\n");
  }

  void put_frame(const frame& f) {
    const int x = edge + f.depth * frame_width;
    w_.put("<rect class=\"frame\" x=\"");
    put_integer(w_, x);
    w_.put("\" y=\"");
    put_integer(w_, f.top);
    w_.put("\" width=\"");
    put_integer(w_, box_width + 2 * (left() - x));
    w_.put("\" height=\"");
    put_integer(w_, f.bottom - f.top);
    w_.put("\" rx=\"6\"/><text class=\"faint\" x=\"");
    put_integer(w_, x + 8);
    w_.put("\" y=\"");
    put_integer(w_, f.top + 13);
    w_.put("\">");
    put_markup<most_characters>(w_, f.name);
    w_.put("</text>\n");
  }

  void put_point(int x, int y) {
    put_integer(w_, x);
    w_.put(',');
    put_integer(w_, y);
  }

  void put_node(const node& n) {
    w_.put("<g><rect class=\"level");
    put_integer(w_, node_level(n.row.sums.forward.count, largest_));
    w_.put("\" x=\"");
    put_integer(w_, left());
    w_.put("\" y=\"");
    put_integer(w_, n.top);
    w_.put("\" width=\"");
    put_integer(w_, box_width);
    w_.put("\" height=\"");
    put_integer(w_, n.height);
    w_.put("\" rx=\"4\"/>");
    int y = n.top + line_height + 1;
    const auto line = [&](text style, const auto& write) {
      w_.put("<text");
      if (!style.empty()) {
        w_.put(" class=\"");
        w_.put(style);
        w_.put('"');
      }
      w_.put(" x=\"");
      put_integer(w_, left() + 8);
      w_.put("\" y=\"");
      put_integer(w_, y);
      w_.put("\">");
      write();
      w_.put("</text>");
      y += line_height;
    };
    const layer_summary& sums = n.row.sums;
    line("own", [&] { put_markup<most_characters>(w_, n.row.name); });
    line({}, [&] {
      if (!says_kind(n.row.name, sums.kind)) {
        put_markup<most_characters - 10>(w_, sums.kind);
        w_.put(' ');
      }
      put_shape(w_, sums.output);
    });
    if (!n.row.options.empty()) line("faint", [&] { put_markup<most_words>(w_, n.row.options); });
    if (sums.forward.count != 0 || sums.parameters != 0) line({}, [&] { put_costs(w_, sums, n.row.summary->unit); });
    w_.put("</g>\n");
  }

  writer& w_;
  std::vector<node> nodes_{};
  std::vector<frame> frames_{};
  std::vector<arrow> arrows_{};
  int top_ = edge;
  int lanes_ = 0;
  int deepest_ = 0;
  std::int64_t largest_ = 0;
};

}  // namespace nns::report
