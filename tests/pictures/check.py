"""Checks the pictures in a folder: python3 check.py FOLDER CHROMIUM [MERMAID.JS]

SVG and HTML are well-formed XML; Graphviz and Mermaid draw as many nodes, arrows and boxes as their files have; the
HTML reports, with check_page.js in headless Chromium, overflow nowhere and sort, from a telephone's width to a large
screen's. Leaves screenshots beside the pictures.
"""
import concurrent.futures
import html
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

QUIET = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
         "--disable-background-networking", "--disable-component-update", "--disable-sync"]
SVG = "{http://www.w3.org/2000/svg}"
MERMAID_PAGE = """<!DOCTYPE html>
<html><head><meta charset="utf-8"/></head><body><script src="LIBRARY"></script><script>
(async () => {
  const sources = SOURCES, found = {};
  mermaid.initialize({startOnLoad: false});
  for (const name in sources) {
    const place = document.body.appendChild(document.createElement("div"));
    const count = what => place.querySelectorAll(what).length;
    try {
      place.innerHTML = (await mermaid.render(name, sources[name])).svg;
      found[name] = [count(".node"), count(".flowchart-link"), count(".cluster"), place.textContent];
    } catch (error) {
      found[name] = String(error);
    }
  }
  document.title = JSON.stringify(found);
})();
</script></body></html>"""
folder, chromium = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2]
mermaid = pathlib.Path(sys.argv[3]).resolve() if len(sys.argv) > 3 else None
check_page = (pathlib.Path(__file__).parent / "check_page.js").read_text()
models = sorted(p.stem for p in folder.glob("*.dot"))
assert len(models) >= 5, models


def chrome(*arguments):
    with tempfile.TemporaryDirectory() as profile:
        return subprocess.run([chromium, *QUIET, f"--user-data-dir={profile}", *arguments], stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, timeout=100, check=True).stdout.decode()


def check_page_at(page, width):
    dom = chrome(f"--window-size={width},900", "--virtual-time-budget=5000", "--dump-dom", page.as_uri())
    title = html.unescape(re.search(r"<title>(.*?)</title>", dom, re.S).group(1))
    assert title.startswith("CHECKED"), f"{page.name} at {width}: {title}"
    return title


def check_dot(model):
    source = (folder / f"{model}.dot").read_text()
    drawn = subprocess.run(["dot", "-Tsvg"], input=source.encode(), capture_output=True, check=True)
    assert not drawn.stderr, drawn.stderr
    (folder / f"{model}.dot.svg").write_bytes(drawn.stdout)
    kinds = [g.get("class") for g in xml.fromstring(drawn.stdout).iter(SVG + "g")]
    nodes, arrows = len(re.findall(r"^ *n\d+ \[", source, re.M)), source.count(" -> ")
    assert (kinds.count("node"), kinds.count("edge")) == (nodes, arrows), model
    assert kinds.count("cluster") == source.count("subgraph cluster_"), model
    return f"{nodes} nodes, {arrows} arrows, {kinds.count('cluster')} boxes"


def check_mermaid():
    """Nodes, arrows and boxes of each diagram, as Mermaid draws them."""
    sources = {model: (folder / f"{model}.mmd").read_text(encoding="utf-8") for model in models}
    page = folder / "mermaid.html"
    script = json.dumps(sources).replace("</", r"<\/")
    page.write_text(MERMAID_PAGE.replace("LIBRARY", mermaid.as_uri()).replace("SOURCES", script), encoding="utf-8")
    dom = chrome("--virtual-time-budget=60000", "--dump-dom", page.as_uri())
    found = json.loads(html.unescape(re.search(r"<title>(.*?)</title>", dom, re.S).group(1)))
    for model, source in sources.items():
        counts = [len(re.findall(pattern, source, re.M)) for pattern in (r"^ *n\d+\[", " --> ", "^ *subgraph ")]
        assert found[model][:3] == counts, (model, counts, found[model])
    odd = found["odd"][3]
    for name in ("<b>&amp;", "`md` *x* #35; ; end", "</script>", "style:x#a;", "%%{c}", "1. end", 'my::layer<"x", 3>'):
        assert name in odd, (name, odd)
    return f"pictures: Mermaid draws {len(found)} diagrams"


def check_report(report):
    """Of a summary, a difference or a comparison."""
    text = report.read_text(encoding="utf-8")
    assert xml.fromstring(text).tag == "{http://www.w3.org/1999/xhtml}html"
    assert not re.search(r"(src|href)=|url\(|@import|https?://(?!www\.w3\.org/)", text), "something is elsewhere"
    page = report.with_suffix(".checked.html")
    page.write_text(text.replace("</body>", f"<script>{check_page}</script></body>"), encoding="utf-8")
    found = [check_page_at(page, width) for width in (1920, 768, 360)][0]
    chrome("--window-size=1280,1800", f"--screenshot={report.with_suffix('.png')}", report.as_uri())
    return f"pictures: {report.stem}: {found}, {len(text) // 1000} kB of HTML"


def check_model(model):
    image = xml.parse(folder / f"{model}.svg").getroot()
    assert image.tag == SVG + "svg" and image.find(SVG + "title").text and image.find(SVG + "desc").text
    return f"{check_report(folder / f'{model}.html')}, {check_dot(model)}"


with concurrent.futures.ThreadPoolExecutor(2) as two:
    others = [folder / name for name in ("difference.html", "comparison.html", "memory.html")]
    work = [two.submit(check_model, model) for model in models] + [two.submit(check_report, o) for o in others]
    for line in work + ([two.submit(check_mermaid)] if mermaid else []):
        print(line.result(), flush=True)
