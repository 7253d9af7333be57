// What all HTML reports share: the page around them, its style sheet and its script. The script loads nothing from the
// network, and avoids < and &, so that the page is also well-formed XML. Without scripts the table is complete, in the
// model's order, and the chart's blocks still open.
#pragma once

#include <nns/report/detail/markup.hpp>

#include <cstddef>
#include <cstdint>
#include <initializer_list>

namespace nns::report {

/// The most characters of a name in a page.
inline constexpr std::size_t html_name = 256;

/// The colours of measures, in the order of the charts.
inline constexpr text html_colours_light = R"(
:root{color-scheme:light dark;--ground:#fff;--stripe:#f6f8fa;--ink:#1f2328;--soft:#59636e;--line:#d1d9e0;
--bar:#4c72b038;--good:#1a7f37;--bad:#cf222e;
--bar0:#4c72b0;--bar1:#c77d2e;--bar2:#3f8f6b;--bar3:#8b63b5;--bar4:#b0506a})";
inline constexpr text html_colours_dark = R"(
@media(prefers-color-scheme:dark){:root{--ground:#0d1117;--stripe:#161b22;--ink:#e6edf3;--soft:#9198a1;--line:#3d444d;
--bar:#6b9bd85c;--good:#3fb950;--bad:#f85149;
--bar0:#6b9bd8;--bar1:#e0a15a;--bar2:#63b78f;--bar3:#b08fd8;--bar4:#d8849b}})";
inline constexpr text html_style = R"(
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:14px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}
main{max-width:1440px;margin:0 auto;padding:24px}
h1{font-size:24px;margin:0;overflow-wrap:anywhere}
h2{font-size:17px;margin:32px 0 8px}
p{margin:4px 0;overflow-wrap:anywhere}
.soft{color:var(--soft)}
.totals{display:grid;grid-template-columns:repeat(auto-fit,minmax(140px,1fr));gap:12px;margin:16px 0 0}
.totals div{border:1px solid var(--line);border-radius:6px;padding:10px 14px}
dt{color:var(--soft)}
dd{margin:0}
dd strong{font-size:20px}
.scroll{overflow:auto;border:1px solid var(--line);border-radius:6px;position:relative}
.tall{max-height:85vh}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{padding:4px 10px;text-align:left;white-space:nowrap}
th{position:sticky;top:0;background:var(--stripe);font-weight:600;box-shadow:inset 0 -1px var(--line)}
tbody tr+tr td{border-top:1px solid color-mix(in srgb,var(--line) 50%,transparent)}
tfoot td{font-weight:600;border-top:1px solid var(--line)}
.number{text-align:right}
.name{font-family:ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:13px;white-space:normal;
min-width:220px;overflow-wrap:anywhere}
.tree .name{padding-left:calc(28px + var(--depth,0)*18px);text-indent:-16px}
.tree .prefix{display:none}
.prefix{color:var(--soft)}
.block{font-weight:600}
.share{background:linear-gradient(var(--bar),var(--bar)) 0 50%/calc(var(--part,0)*100%) 70% no-repeat}
.kept,.less{color:var(--good)}
.broken{color:var(--bad);font-weight:600}
.more{color:var(--bad)}
tr.added td:first-child{color:var(--good)}
tr.removed td:first-child{color:var(--bad)}
tr.removed .name{text-decoration:line-through}
.gauge{display:inline-block;width:min(160px,11vw);height:10px;margin-right:8px;border-radius:5px;
background:linear-gradient(var(--good),var(--good)) 0 0/calc(var(--part,0)*100%) 100% no-repeat var(--line)}
.gauge.full{background:var(--bad)}
button{font:inherit;color:inherit;background:none;border:0;padding:0;margin:0;cursor:pointer;text-align:inherit}
button:focus-visible,input:focus-visible{outline:2px solid #4c72b0;outline-offset:2px}
th button::after{content:" \2195";color:var(--soft);font-weight:400}
th[aria-sort=ascending] button::after{content:" \2191";color:var(--ink)}
th[aria-sort=descending] button::after{content:" \2193";color:var(--ink)}
.toggle{display:inline-block;width:16px;text-indent:0}
.toggle::before{content:"\25B8"}
.toggle[aria-expanded=true]::before{content:"\25BE"}
.tools{display:flex;flex-wrap:wrap;gap:12px;margin:0 0 8px}
.tools input,.tools button{font:inherit;color:inherit;background:var(--ground);border:1px solid var(--line);
border-radius:6px;padding:4px 10px;min-width:0}
[hidden]{display:none}
.card{border:1px solid var(--line);border-radius:6px;padding:12px;overflow:hidden auto}
.card.scroll{overflow:auto}
.narrow{display:none}
@media(max-width:900px){.wide{display:none}.narrow{display:block;max-width:560px}th,td{padding:4px 8px}.gauge{display:none}}
@media(max-width:700px){main{padding:12px}.name{min-width:150px}}
@media print{.tall{max-height:none}.tools{display:none}}
)";

// rows: all of them in the model's order. column: the one sorted by; -1 is that order, in which blocks open and close.
inline constexpr text html_script = R"(
(() => {
  const table = document.getElementById("layers"), body = table.tBodies[0];
  const heads = Array.from(table.tHead.rows[0].cells), rows = Array.from(body.rows);
  const blocks = new Map(), closed = new Set();
  const tools = document.getElementById("tools"), find = document.createElement("input");
  const isTree = table.classList.contains("tree");
  let column = -1, direction = 1;
  const isBlock = row => row.classList.contains("block");
  const isInsideClosed = row => {
    for (let box = row.dataset.box; box; box = blocks.get(box).dataset.box) if (closed.has(box)) return true;
    return false;
  };
  const compare = (a, b) => {
    const x = a.cells[column], y = b.cells[column];
    return direction * (x.dataset.value ? x.dataset.value - y.dataset.value
                                        : x.textContent.localeCompare(y.textContent, "en", {numeric: true}));
  };
  const show = () => {
    const wanted = find.value.trim().toLowerCase(), tree = column === -1 ? !wanted : false;
    table.classList.toggle("tree", isTree ? tree : false);
    body.append(...(column === -1 ? rows : rows.slice().sort(compare)));
    for (const row of rows) {
      row.hidden = tree ? isInsideClosed(row)
                        : isBlock(row) ? true : !row.textContent.toLowerCase().includes(wanted);
      const toggle = row.querySelector(".toggle");
      if (toggle) toggle.setAttribute("aria-expanded", !closed.has(row.dataset.block));
    }
    heads.forEach((head, i) => {
      if (i === column) head.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
      else head.removeAttribute("aria-sort");
    });
  };
  const button = (name, press) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = name;
    made.addEventListener("click", () => { press(); show(); });
    return made;
  };
  heads.forEach((head, i) => {
    const first = head.classList.contains("number") ? -1 : 1;
    head.replaceChildren(button(head.textContent, () => {
      if (column !== i) { column = i; direction = first; }
      else if (direction === first) direction = -first;
      else column = -1;
    }));
  });
  for (const row of rows.filter(isBlock)) {
    const own = row.dataset.block;
    const toggle = button("", () => closed.has(own) ? closed.delete(own) : closed.add(own));
    blocks.set(own, row);
    toggle.className = "toggle";
    toggle.setAttribute("aria-label", "open or close " + row.querySelector(".name").textContent);
    row.querySelector(".name").prepend(toggle);
  }
  find.type = "search";
  find.placeholder = tools.dataset.find;
  find.setAttribute("aria-label", tools.dataset.find);
  find.addEventListener("input", show);
  tools.append(find);
  const closeAll = () => blocks.forEach((_, own) => closed.add(own));
  if (blocks.size > 0) tools.append(button("open all", () => closed.clear()), button("close all", closeAll));
  if (rows.length > 60) closeAll();
  show();
})();
)";

/// The page up to its title; `more` are the styles of its contents.
template <class Title>
constexpr void put_page_begin(writer& w, const Title& put_title, std::initializer_list<text> more) {
  w.put("<!DOCTYPE html>\n<html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n"
        "<meta charset=\"utf-8\"/>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
        "<title>");
  put_title(w);
  w.put("</title>\n<style>");
  w.put(html_colours_light);
  w.put(html_colours_dark);
  w.put(html_style);
  for (const text style : more) w.put(style);
  w.put("</style>\n</head>\n<body>\n<main>\n<h1>");
  put_title(w);
  w.put("</h1>\n");
}

constexpr void put_page_end(writer& w) {
  w.put("</main>\n<script>");
  w.put(html_script);
  w.put("</script>\n</body>\n</html>\n");
}

constexpr void put_heading_of_section(writer& w, text heading) {
  w.put("<h2>");
  w.put(heading);
  w.put("</h2>\n");
}

/// A number large and in full: 4.09 GMAC, and 4,089,184,256 below it.
constexpr void put_card(writer& w, text name, std::int64_t number, text unit) {
  w.put("<div><dt>");
  w.put(name);
  w.put("</dt><dd><strong>");
  put_quantity(w, number, unit);
  w.put("</strong><br/><span class=\"soft\">");
  put_exact(w, number);
  w.put("</span></dd></div>\n");
}

}  // namespace nns::report
