// The chart of a page: a bar for each measure of each row, in blocks that open and close without a script. It fills the
// available width, from a phone to a large screen.
#pragma once

#include <nns/report/detail/boxes.hpp>
#include <nns/report/detail/chart.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace nns::report {

inline constexpr text bars_style = R"(
.bars-chart{border:1px solid var(--line);border-radius:6px;overflow:hidden}
.bars{display:grid;grid-template-columns:minmax(0,3fr) repeat(var(--measures,3),minmax(0,2fr));gap:0 16px;
padding:4px 12px;align-items:center}
.bars.head .of{font:inherit}
.bars.head{background:var(--stripe);font-weight:600;box-shadow:inset 0 -1px var(--line)}
.bars.head span span{color:var(--soft);font-weight:400;margin-left:8px;display:inline-block}
.bars-chart .bars+.bars,.bars-chart details+.bars,.bars-chart .bars+details>summary,.bars-chart details+details>summary
{border-top:1px solid color-mix(in srgb,var(--line) 50%,transparent)}
.bars .of{font-family:ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:13px;overflow-wrap:anywhere;
padding-left:calc(16px + var(--depth,0)*18px);text-indent:-16px}
summary.bars{cursor:pointer;list-style:none;font-weight:600}
summary.bars::-webkit-details-marker{display:none}
summary.bars .of::before{content:"\25B8";display:inline-block;width:16px;text-indent:0}
details[open]>summary.bars .of::before{content:"\25BE"}
.bar{display:flex;align-items:center;gap:6px;font-size:12px;color:var(--soft);font-weight:400;min-width:0;
font-variant-numeric:tabular-nums}
.bar::before{content:"";height:12px;border-radius:0 2px 2px 0;flex:0 0 auto;
width:calc(var(--part,0)*(100% - 52px));min-width:var(--least,0)}
.bar0::before{background:var(--bar0)}.bar1::before{background:var(--bar1)}.bar2::before{background:var(--bar2)}
.bar3::before{background:var(--bar3)}.bar4::before{background:var(--bar4)}
@media(max-width:700px){.bars{grid-template-columns:repeat(var(--measures,3),minmax(0,1fr));gap:2px 8px}
.bars .of{grid-column:1/-1}.bars.head .of{display:none}.bars.head span span{display:block;margin:0}}
)";

class bars_chart {
 public:
  bars_chart(writer& to, const layer_source& source, std::size_t most) : w_(to), s_(source.s), most_(most) {
    std::vector<std::size_t> open;
    each_in_boxes(
        source,
        [&](int box) {
          item i;
          i.row = merged(s_, box);
          i.row.first = block(s_, box).first;
          i.row.last = block(s_, box).last;
          i.row.name = name_of_box(s_, box);
          i.is_block = true;
          place(open, i);
          open.push_back(items_.size() - 1);
        },
        [&](const layer_row& r, int box) {
          item i;
          i.row = r;
          i.row.name = name_inside(s_, r.name, box);
          place(open, i);
        },
        [&](int) { open.pop_back(); });
    for (const std::size_t i : top_)
      for (std::size_t m = 0; m != measure_count; ++m)
        largest_[m] = (std::max)(largest_[m], measures[m].of(items_[i].row.sums));
  }

  void write() {
    w_.put("<div class=\"bars-chart\" id=\"chart\" style=\"--measures:");
    put_integer(w_, static_cast<std::int64_t>(measure_count));
    w_.put("\">\n<div class=\"bars head\"><span class=\"of\">layer</span>");
    for (const measure& m : measures) {
      w_.put("<span>");
      w_.put(name_of(m, s_));
      w_.put("<span>");
      const std::int64_t total = m.of(s_.total);
      if (total == unknown) {
        w_.put('?');
      } else {
        put_scaled(w_, total, {}, false);
      }
      w_.put("</span></span>");
    }
    w_.put("</div>\n");
    put_level(top_, 0);
    w_.put("</div>\n");
  }

 private:
  static constexpr std::size_t most_characters = 72;  // of a name; the table has all of them

  struct item {
    layer_row row{};
    bool is_block = false;
    std::vector<std::size_t> inside{};
  };

  void place(const std::vector<std::size_t>& open, const item& i) {
    items_.push_back(i);
    (open.empty() ? top_ : items_[open.back()].inside).push_back(items_.size() - 1);
  }

  [[nodiscard]] double size_of(std::size_t i) const {
    double size = 0;
    for (std::size_t m = 0; m != measure_count; ++m) {
      const std::int64_t value = measures[m].of(items_[i].row.sums);
      if (value == unknown) size += 1;
      if (value > 0) size += static_cast<double>(value) / static_cast<double>((std::max<std::int64_t>)(largest_[m], 1));
    }
    return size;
  }

  /// Rows side by side: if they are many, the largest in their order, and a line for the others.
  void put_level(const std::vector<std::size_t>& all, int depth) {
    std::vector<std::size_t> shown = all;
    std::vector<layer_summary> rest;
    if (all.size() > most_) {
      std::vector<std::size_t> by_size = all;
      std::sort(by_size.begin(), by_size.end(), [&](std::size_t a, std::size_t b) {
        const double one = size_of(a);
        const double other = size_of(b);
        return one > other || (!(one < other) && a < b);
      });
      for (std::size_t i = most_; i != by_size.size(); ++i) rest.push_back(items_[by_size[i]].row.sums);
      by_size.resize(most_);
      std::sort(by_size.begin(), by_size.end());
      shown = by_size;
    }
    for (const std::size_t i : shown) put_item(items_[i], depth);
    if (rest.empty()) return;
    layer_summary sums;
    add_up(rest, sums);
    w_.put("<div class=\"bars\"><span class=\"of soft\" style=\"--depth:");
    put_integer(w_, depth);
    w_.put("\">the other ");
    put_integer(w_, static_cast<std::int64_t>(rest.size()), true);
    w_.put("</span>");
    put_bars(sums, false);
    w_.put("</div>\n");
  }

  void put_item(const item& i, int depth) {
    w_.put(i.is_block ? text{"<details><summary class=\"bars\""} : text{"<div class=\"bars\""});
    w_.put(" title=\"");
    put_title(i.row);
    w_.put("\"><span class=\"of\" style=\"--depth:");
    put_integer(w_, depth);
    w_.put("\">");
    put_breakable<most_characters>(w_, i.row.name);
    w_.put("</span>");
    put_bars(i.row.sums, true);
    if (!i.is_block) return w_.put("</div>\n");
    w_.put("</summary>\n");
    put_level(i.inside, depth + 1);
    w_.put("</details>\n");
  }

  /// What is shown when the pointer rests on a row.
  void put_title(const layer_row& r) {
    put_markup<picture_title>(w_, r.sums.kind);
    w_.put(' ');
    put_shape(w_, r.sums.output);
    if (!r.options.empty()) {
      w_.put(" (");
      put_markup<256>(w_, r.options);
      w_.put(')');
    }
    for (const measure& m : measures) {
      w_.put(", ");
      put_exact(w_, m.of(r.sums));
      w_.put(' ');
      w_.put(name_of(m, s_));
    }
  }

  void put_bars(const layer_summary& sums, bool with_bars) {
    for (std::size_t m = 0; m != measure_count; ++m) {
      const std::int64_t value = measures[m].of(sums);
      w_.put("<span class=\"bar bar");
      put_integer(w_, static_cast<std::int64_t>(m));
      w_.put('"');
      if (with_bars && value > 0) {
        w_.put(" style=\"--least:1px;--part:");
        put_fraction(w_, value, largest_[m]);
        w_.put('"');
      }
      w_.put('>');
      if (value != 0) put_markup_percent(w_, value, measures[m].of(s_.total));
      w_.put("</span>");
    }
  }

  writer& w_;
  const summary_view& s_;
  std::size_t most_;
  std::vector<item> items_{};
  std::vector<std::size_t> top_{};
  std::int64_t largest_[measure_count]{};
};

}  // namespace nns::report
