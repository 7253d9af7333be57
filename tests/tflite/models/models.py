"""Compares what nns reads in other people's .tflite files with what TensorFlow Lite Micro was measured to do with them.

    models.py MEASURE FOLDER SCRATCH           all models of FOLDER/arena.jsonl, and the boards of on_device.csv
    models.py --sources FOLDER SCRATCH OUT N   writes N sources that assert the same while they compile

FOLDER holds arena.jsonl, on_device.csv and models.tar.xz, which is unpacked into SCRATCH. Without FOLDER nothing is
tested (exit status 77).
"""

import csv
import json
import os
import subprocess
import sys
import tarfile


def unpack(folder, scratch):
    marker = os.path.join(scratch, "unpacked")
    if not os.path.exists(marker):
        os.makedirs(scratch, exist_ok=True)
        with tarfile.open(os.path.join(folder, "models.tar.xz")) as archive:
            archive.extractall(scratch)
        open(marker, "w").close()


def lines(folder):
    with open(os.path.join(folder, "arena.jsonl")) as file:
        return [json.loads(line) for line in file]


# The arena is rounded up to 16.
def near(got, expected):
    return 0 <= got - expected < 16


def has_custom(model):
    return any(o.get("custom") for s in model["subgraphs"] for o in s["operators"])


def compare(model, got):
    wrong = []

    def check(what, a, b):
        if a != b:
            wrong.append(f"{what}: {a} instead of {b}")

    tflm = model["tflm"]
    expected = -1 if has_custom(model) else model["macs"] + model["macs_other"]
    check("multiply-adds", got["macs"], expected)
    check("constant bytes", got["constant_bytes"], model["constant_bytes"])
    check("height", got["plan"]["height"], tflm["planner_max"])
    check("bound", got["plan"]["bound"], tflm["lower_bound"])
    buffers = [[b[0], b[1], b[2], b[3], b[5], b[6], b[7]] for b in tflm["buffers"]]
    check("buffers", got["plan"]["buffers"], buffers)
    if not any(len(b) > 8 for b in tflm["buffers"]) and got["plan"]["best"] > min(model["heights"].values()):
        wrong.append(f"the best plan: {got['plan']['best']} where {min(model['heights'].values())} is possible")
    for abi in "x86_64", "arm32":
        check(f"head on {abi}", got[abi]["head"], tflm[abi]["head"])
        check(f"arena used on {abi}", got[abi]["used"], tflm[abi]["arena_used_bytes"])
        smallest = tflm[abi].get("smallest_arena")
        if smallest is not None and not near(got[abi]["smallest"], smallest):
            wrong.append(f"smallest arena on {abi}: {got[abi]['smallest']} instead of {smallest}")
    for kernels in "plain", "dsp", "mve":
        measured = model["cmsis_nn"].get(kernels)
        if measured is None:
            continue
        check(f"head with CMSIS-NN, {kernels}", got[kernels]["head"], measured["head"])
        check(f"arena used with CMSIS-NN, {kernels}", got[kernels]["used"], measured["arena_used_bytes"])
    if got["offered"] > got["plan"]["height"]:
        wrong.append(f"the plan that is offered is larger: {got['offered']}")
    return wrong


def run(measure, folder, scratch):
    unpack(folder, scratch)
    models = lines(folder)
    names = [m["file"] for m in models]
    others = [os.path.join(top, name) for top, _, files in os.walk(scratch) for name in files if name.endswith(".tflite")]
    others = sorted(set(os.path.relpath(name, scratch) for name in others) - set(names))
    done = subprocess.run([measure, *names, *others], cwd=scratch, stdout=subprocess.PIPE, check=True, text=True)
    got = {m["file"]: m for m in map(json.loads, done.stdout.splitlines())}
    failures = 0
    for model in models:
        mine = got[model["file"]]
        wrong = [mine["error"]] if mine["error"] else compare(model, mine)
        failures += bool(wrong)
        for line in wrong:
            print(f"{model['model']}: {line}")
    for name in others:
        if got[name]["error"]:
            print(f"{name}: {got[name]['error']}")
            failures += 1
    by_hash = {m["sha256"]: m["file"] for m in models}
    boards = 0
    with open(os.path.join(folder, "on_device.csv")) as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            if row["where"] == "esp32" and row["sha256"] in by_hash:
                boards += 1
                used = got[by_hash[row["sha256"]]]["esp32"]["used"]
                if used != int(row["arena_used_bytes"]):
                    print(f"{row['model']} on an ESP32: {used} instead of {row['arena_used_bytes']}")
                    failures += 1
    print(f"{len(models)} measured models, {len(others)} others, {boards} lines of boards: {failures} wrong")
    return failures != 0 or len(models) < 40


def arena(tflm, abi):
    smallest = tflm[abi].get("smallest_arena")
    return "% 16 == 0" if smallest is None else f"== {(smallest + 15) // 16 * 16}"


def sources(folder, scratch, out, parts):
    """One model after another into the parts, with what the compiler must find. The list of files is printed."""
    unpack(folder, scratch)
    chosen = [m for m in lines(folder) if m["bytes"] <= 350_000 and not has_custom(m)]
    texts = [["#include <nns/import/tflite.hpp>\n"] for _ in range(parts)]
    for i, m in enumerate(chosen):
        name = os.path.basename(m["file"])
        tflm = m["tflm"]
        texts[i % parts].append(f"""
namespace model_{i} {{
alignas(16) constexpr unsigned char bytes[] =
#include "{name}.inc"
;
struct model : nns::tflite_model<bytes> {{}};
static_assert(nns::forward<model>.count == {m["macs"] + m["macs_other"]});
static_assert(nns::summary<model>.layers.size() == {len(m["subgraphs"][0]["inputs"]) + len(m["subgraphs"][0]["operators"])});
static_assert(nns::memory_plan<model, nns::as_tflm>.height.count == {tflm["planner_max"]});
static_assert(nns::memory_plan<model, nns::as_tflm>.bound.count == {tflm["lower_bound"]});
static_assert(nns::memory_plan<model, nns::as_tflm>.buffers[{len(tflm["buffers"]) - 1}].offset == {tflm["buffers"][-1][7]});
static_assert(nns::tflm::arena_used_bytes<model, nns::tflm::x86_64>.count == {tflm["x86_64"]["arena_used_bytes"]});
static_assert(nns::tflm::arena_used_bytes<model, nns::tflm::cortex_m>.count == {tflm["arm32"]["arena_used_bytes"]});
static_assert(nns::tflm::arena_bytes<model, nns::tflm::cortex_m>.count {arena(tflm, "arm32")});
static_assert(nns::tflm::arena_bytes<model, nns::tflm::x86_64>.count {arena(tflm, "x86_64")});
}}
""")
    os.makedirs(out, exist_ok=True)
    for i, text in enumerate(texts):
        path = os.path.join(out, f"constants_{i}.cpp")
        content = "".join(text)
        if not os.path.exists(path) or open(path).read() != content:
            with open(path, "w") as file:
                file.write(content)
    print(";".join(os.path.join(scratch, m["file"]) for m in chosen), end="")
    return 0


if __name__ == "__main__":
    if sys.argv[1] == "--sources":
        sys.exit(sources(*sys.argv[2:5], int(sys.argv[5])))
    if len(sys.argv) < 4 or not os.path.exists(os.path.join(sys.argv[2], "arena.jsonl")):
        print("no models are at hand")
        sys.exit(77)
    sys.exit(run(*sys.argv[1:4]))
