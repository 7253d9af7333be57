"""Checks the pictures in a folder: python3 check.py FOLDER CHROMIUM

SVG and HTML are well-formed XML; Graphviz draws as many nodes, arrows and boxes as DOT has; the HTML reports, with
check_page.js in headless Chromium, overflow nowhere and sort, at two widths. Leaves screenshots beside the pictures.
"""
import html
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

QUIET = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
         "--disable-background-networking", "--disable-component-update", "--disable-sync"]
SVG = "{http://www.w3.org/2000/svg}"
folder, chromium = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2]
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


for model in models:
    report = folder / f"{model}.html"
    text = report.read_text(encoding="utf-8")
    assert xml.fromstring(text).tag == "{http://www.w3.org/1999/xhtml}html"
    image = xml.parse(folder / f"{model}.svg").getroot()
    assert image.tag == SVG + "svg" and image.find(SVG + "title").text and image.find(SVG + "desc").text
    assert not re.search(r"(src|href)=|url\(|@import|https?://(?!www\.w3\.org/)", text), "something is elsewhere"
    page = folder / f"{model}.checked.html"
    page.write_text(text.replace("</body>", f"<script>{check_page}</script></body>"), encoding="utf-8")
    found = [check_page_at(page, width) for width in (1280, 600)][0]
    chrome("--window-size=1280,1800", f"--screenshot={folder / model}.png", report.as_uri())
    print(f"pictures: {model}: {found}, {check_dot(model)}, {len(text) // 1000} kB of HTML", flush=True)
