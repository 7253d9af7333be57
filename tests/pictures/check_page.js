// Runs inside an HTML report, behind its own script, and puts what it finds wrong into the page's title.
(() => {
  const wrong = [];
  const check = (good, what) => { if (!good) wrong.push(what); };
  const called = e => e.tagName + "." + (e.className.baseVal ?? e.className) + " " + e.textContent.trim().slice(0, 40);

  // Nothing wider than its place, but for what scrolls.
  const root = document.documentElement;
  check(root.scrollWidth <= root.clientWidth, `the page is ${root.scrollWidth} wide in ${root.clientWidth}`);
  for (const e of document.querySelectorAll("main *:not(svg *):not(.scroll)"))
    check(e.clientWidth === 0 || e.scrollWidth <= e.clientWidth + 1, "wider than its place: " + called(e));

  // The chart: as wide as its place, with bars in it, and blocks that open.
  const chart = document.getElementById("chart");
  if (chart) {
    const inside = () => {
      const place = chart.getBoundingClientRect();
      for (const e of chart.querySelectorAll(".bars, .bar, .of")) {
        const b = e.getBoundingClientRect();
        check(b.width === 0 || (b.left >= place.left && b.right <= place.right + 1), "outside the chart: " + called(e));
      }
    };
    inside();
    check(chart.clientWidth > 0.8 * document.querySelector("main").clientWidth, "the chart does not fill its place");
    const shut = chart.clientHeight, blocks = Array.from(chart.querySelectorAll("details"));
    check(blocks.every(block => !block.open), "a block of the chart is open at the beginning");
    for (const block of blocks) block.open = true;
    check(blocks.length === 0 || chart.clientHeight > shut, "the chart's blocks do not open");
    inside();
    for (const block of blocks) block.open = false;
  }

  // The drawings: all inside the image, and no text upon another.
  for (const svg of document.querySelectorAll("svg")) {
    if (svg.clientWidth === 0) continue;  // that of another width
    const view = svg.viewBox.baseVal;
    for (const e of svg.querySelectorAll("text:not([transform]), rect, path, circle")) {
      const b = e.getBBox(), fits = b.x + b.width <= view.width && b.y + b.height <= view.height;
      check(b.x >= 0 && b.y >= 0 && fits, "outside: " + called(e));
    }
    const texts = Array.from(svg.querySelectorAll("text:not([transform])")).map(e => [e, e.getBBox()]);
    const apart = (p, q) => p.x + p.width <= q.x || p.y + p.height <= q.y + 4;
    texts.forEach(([a, p], i) => texts.slice(i + 1, i + 8).forEach(([b, q]) =>
        check(apart(p, q) || apart(q, p), `${called(a)} upon ${called(b)}`)));
    check(svg.querySelector("title").textContent && svg.querySelector("desc").textContent, "no title or desc");
  }
  check(document.querySelectorAll("h1").length === 1, "not one title");

  // The table.
  const table = document.getElementById("layers");
  const shown = () => Array.from(table.tBodies[0].rows).filter(row => !row.hidden);
  const order = () => shown().map(row => row.textContent).join();
  const heads = Array.from(table.tHead.rows[0].cells);
  const layers = table.tBodies[0].querySelectorAll("tr:not(.block)").length;
  const buttons = Array.from(document.querySelectorAll("#tools button"));
  const press = name => buttons.find(b => b.textContent === name)?.click();
  press("open all");
  check(shown().length === table.tBodies[0].rows.length, "not all rows are shown when all blocks are open");
  const before = order();
  press("close all");
  check(shown().every(row => !row.dataset.box), "a row inside a block is shown when all are closed");
  const toggle = shown().map(row => row.querySelector(".toggle")).find(t => t);
  if (toggle) {
    const closed = shown().length;
    toggle.click();
    check(shown().length > closed && toggle.getAttribute("aria-expanded") === "true", "a block does not open");
  }
  heads.forEach((head, i) => {
    const name = head.textContent;
    for (const direction of head.classList.contains("number") ? [-1, 1] : [1, -1]) {
      head.firstElementChild.click();
      const values = shown().map(row => row.cells[i].dataset.value ?? row.cells[i].textContent);
      check(values.length === layers, "not all layers are shown when sorted by " + name);
      check(head.getAttribute("aria-sort") === (direction > 0 ? "ascending" : "descending"), "aria-sort of " + name);
      const difference = (a, b) => isNaN(a) || isNaN(b) ? a.localeCompare(b, "en", {numeric: true}) : a - b;
      check(values.every((v, k) => k === 0 || direction * difference(v, values[k - 1]) >= 0), "not sorted by " + name);
    }
    head.firstElementChild.click();
    check(!head.hasAttribute("aria-sort"), "the third click does not give the model's order back");
  });
  press("open all");
  check(order() === before, "the model's order is not given back");
  const find = document.querySelector("#tools input"), last = table.tBodies[0].rows[table.tBodies[0].rows.length - 1];
  find.value = last.cells[0].textContent.trim().slice(-5);
  find.dispatchEvent(new Event("input"));
  check(shown().includes(last) && (shown().length < layers || layers === 1 || !chart), "the search does not find " + find.value);
  find.value = "";
  find.dispatchEvent(new Event("input"));

  check(performance.getEntriesByType("resource").length === 0, "something was loaded");
  check(document.title !== "run" && document.scripts.length === 2, "a name was run as a script");
  document.title = wrong.length === 0 ? "CHECKED " + layers + " layers" : "WRONG " + wrong.slice(0, 10).join(" | ");
})();
