"""Compares what nns reads in .onnx files with what onnx, ONNX Runtime and PyTorch made of them, node by node.

    models.py MEASURE FOLDER                   all graphs of FOLDER/expected.jsonl
    models.py --sources FOLDER OUT N           writes N sources that assert the same while they compile

A line of expected.jsonl is a graph: its nodes with the extents of their outputs, multiply-adds and parameters; or what the
sentence has to say that refuses it. Without FOLDER nothing is tested (exit status 77).
"""

import json
import os
import subprocess
import sys


def graphs(folder):
    with open(os.path.join(folder, "expected.jsonl")) as file:
        return [json.loads(line) for line in file]


def compare(graph, got):
    wrong = []

    def check(what, a, b):
        if a != b:
            wrong.append(f"{what}: {a} instead of {b}")

    if graph["macs"] is not None:
        check("multiply-adds", got["macs"], graph["macs"])
    check("parameters", got["params"], graph["params"])
    check("nodes", len(got["nodes"]), len(graph["nodes"]))
    check("rows", got["rows"], len(graph["inputs"]) + len(graph["nodes"]))
    for mine, node in zip(got["nodes"], graph["nodes"]):
        called = f"{node['op']} {node['name']}"
        check(f"{called}: name", (mine["name"], mine["op"]), (node["name"], node["op"]))
        if node["macs"] is not None:
            check(f"{called}: multiply-adds", mine["macs"], node["macs"])
        check(f"{called}: parameters", mine["params"], node["params"])
        for got_extents, extents in zip(mine["out"], node["out"]):
            if extents is None:
                continue
            # What follows from numbers that the file does not have is unknown.
            if node.get("data_dependent"):
                extents = [-1 if a == -1 else b for a, b in zip(got_extents or [], extents)]
                if got_extents is None:
                    continue
            check(f"{called}: output", got_extents, extents)
    return wrong


# What a sentence has to say, by the words of must_be_refused.
SAYS = {"If on data": "which branch of this If", "Loop": "Loop", "a foreign domain": "of an unknown domain",
        "an input that nobody makes": "this tensor is never made", "a cycle": "form a cycle"}


def run(measure, folder):
    all_graphs = graphs(folder)
    words = []
    for graph in all_graphs:
        words.append(graph["file"])
        words += [f"{name}={extent}" for name, extent in graph["bind"].items()]
    done = subprocess.run([measure, *words], cwd=folder, stdout=subprocess.PIPE, check=True, text=True)
    failures = 0
    for graph, line in zip(all_graphs, done.stdout.splitlines()):
        got = json.loads(line)
        refused = graph.get("must_be_refused")
        if refused:
            says = next((v for k, v in SAYS.items() if refused.startswith(k)), "")
            wrong = [] if says and says in got["error"] else [f"not refused as it has to be: {got['error']!r}, {refused}"]
        else:
            wrong = [got["error"]] if got["error"] else compare(graph, got)
        failures += bool(wrong)
        for one in wrong:
            print(f"{graph['file']}: {one}")
    print(f"{len(all_graphs)} graphs: {failures} wrong")
    return failures != 0 or len(all_graphs) < 60


def extents_of(extents, graph):
    """The shape of a row: without the batch, where all inputs begin with 1."""
    inputs = [[graph["bind"].get(e, e) for e in i[1]] for i in graph["inputs"]]
    leading = [i[0] for i in inputs if len(i) > 1]
    if leading and all(n == 1 for n in leading) and len(extents) > 1 and extents[0] == 1:
        return extents[1:]
    return extents


def sources(folder, out, parts):
    """One graph after another into the parts, with what the compiler must find. The list of files is printed."""
    chosen = [g for g in graphs(folder)
              if not g.get("must_be_refused") and g["macs"] is not None and len(g["nodes"]) <= 200]
    texts = [['#include <onnx/models/agree.hpp>\n'] for _ in range(parts)]
    for i, g in enumerate(chosen):
        rows = []
        for n in g["nodes"]:
            first = n["out"][0] if n["out"] and not n.get("data_dependent") else None
            shape = "{}, false" if first is None else "{" + ", ".join(map(str, extents_of(first, g))) + "}, true"
            rows.append(f"    {{{n['macs']}, {n['params']}, {shape}}},\n")
        bound = "".join(f', nns::bind<"{name}", {extent}>' for name, extent in g["bind"].items())
        texts[i % parts].append(f"""
namespace graph_{i} {{
constexpr char text[] =
#include "{os.path.basename(g['file'])}.inc"
;
struct model : nns::onnx_model<text{bound}> {{}};
constexpr expected_row rows[] = {{
{"".join(rows)}}};
static_assert(first_difference<model>(rows) == -1);
static_assert(nns::forward<model>.count == {g["macs"]});
static_assert(nns::parameters<model> == {g["params"]});
}}
""")
    os.makedirs(out, exist_ok=True)
    for i, text in enumerate(texts):
        path = os.path.join(out, f"constants_{i}.cpp")
        content = "".join(text)
        if not os.path.exists(path) or open(path).read() != content:
            with open(path, "w") as file:
                file.write(content)
    print(";".join(os.path.join(folder, g["file"]) for g in chosen), end="")
    return len(chosen) < 30


if __name__ == "__main__":
    if sys.argv[1] == "--sources":
        sys.exit(sources(sys.argv[2], sys.argv[3], int(sys.argv[4])))
    if len(sys.argv) < 3 or not os.path.exists(os.path.join(sys.argv[2], "expected.jsonl")):
        print("no graphs are at hand")
        sys.exit(77)
    sys.exit(run(*sys.argv[1:3]))
