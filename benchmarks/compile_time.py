#!/usr/bin/env python3
"""What nns costs to compile, beside what one would use instead. Python's standard library only.

    benchmarks/compile_time.py                    everything, each compiler found, the minimum of five runs in turn
    benchmarks/compile_time.py --only chain       the cases and targets whose name contains the word
    benchmarks/compile_time.py --instructions     Valgrind counts instructions, which do not vary, in the place of time
    benchmarks/compile_time.py --gate             what does not vary, against reviewed numbers (benchmarks/gate.json)

Costs are CPU seconds and peak memory of `-fsyntax-only`. A case is compared over its base: a network over the include,
the limit over an empty file. Results go to build/benchmarks: compile_time.json and compile_time.svg.

A new question is a file in cases/ and a line in ROWS; a target of another kind is a line in TARGETS.
"""

import argparse
import collections
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time

sys.dont_write_bytecode = True
import bert_onnx  # beside this file

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
CASES = HERE / "cases"
COMPILERS = ["g++", "clang++-14", "clang++-19"]
SIZES = [10, 100, 1000, 8000]
KINDS = ["conv2d<{n}, kernel<3>, same, relu>", "conv2d<{n}, kernel<1>, no_bias>", "dense<{n}, relu>"]

Case = collections.namedtuple("Case", "name file flags base")
INCLUDE = "<nns/nns.hpp>"
CATCH2 = "#if __has_include(<catch2/catch_test_macros.hpp>)\n#include <catch2/catch_test_macros.hpp>\n" \
         "#include <catch2/catch_tostring.hpp>\n#include <catch2/matchers/catch_matchers.hpp>\n#else\n" \
         "#include <catch2/catch.hpp>\n#endif\n"

# Questions that people ask: a name, a file in cases/, its flags, what it is measured over (None: the headers that it
# includes in <>), and how many seconds it may take (None: any).
Row = collections.namedtuple("Row", "name file flags base seconds", defaults=[[], None, None])
ROWS = [
    Row("resnet50", "resnet50.cpp", base=INCLUDE),
    Row("resnet152", "resnet152.cpp", base=INCLUDE),
    Row("efficientnet_v2_l", "efficientnet_v2_l.cpp", base=INCLUDE),
    Row("ResNet-50's table by the compiler", "text_table.cpp", seconds=0.25),
]


def graph_source(nodes, summary):
    """A graph of named nodes in a row; every tenth one adds two nodes before it."""
    rows = ['node<"input_1", input<8, 8, 16>>']
    for i in range(nodes):
        before = f"n{i - 1}" if i else "input_1"
        if i % 10 == 9:
            rows.append(f'node<"n{i}", concatenate<>, "{before}", "n{i - 3}">')
        else:
            rows.append(f'node<"n{i}", {KINDS[i % 3].format(n=1000 + i)}, "{before}">')
    asked = f"nns::summary<net>.layers[{nodes}].activations > 0" if summary else "nns::forward<net>.count > 0"
    return ("#include <nns/nns.hpp>\nusing namespace nns::layers;\n"
            f"struct net : nns::graph<{', '.join(rows)}> {{}};\nstatic_assert({asked});\n")


def zoo_questions():
    """A budget for every network that the zoo's tests compare with a published number."""
    asked = {"torchvision": r"meets<(\w+),", "keras": r"parameters<(\w+)> ==", "original": r"first_wrong_row<(\w+)>",
             "mlperf_tiny": r"counts<(\w+)>\(", "transformers": r"parameters<(\w+)> =="}
    lines = []
    declared = "".join(p.read_text() for p in (ROOT / "include/nns/zoo").glob("*.hpp"))
    for namespace, pattern in asked.items():
        text = "".join(p.read_text() for p in sorted((ROOT / "tests/zoo").glob(f"{namespace}*.cpp")))
        for name in sorted(set(re.findall(pattern, text))):
            if re.search(rf"\b{name}\b", declared):  # the tests have models of their own, too
                model = f"nns::zoo::{namespace}::{name}"
                lines.append(f"static_assert(nns::within<nns::forward<{model}>, nns::macs{{1LL << 60}}>);\n")
    return "".join(lines)


# Of a .tflite: how it is called here, the file, and the questions.
TFLITE = {"300 kB": "models/person_detect.tflite", "4 MB": "skeletons/tf2_mobilenet_v2_1.0_224_ptq.tflite"}
TFLITE_QUESTIONS = {"multiply-adds": "forward<net>.count", "arena": "tflm::arena_bytes<net, nns::tflm::cortex_m>.count",
                    "TFLM's plan": "memory_plan<net, nns::as_tflm>.height.count", "summary": "summary<net>.layers[0].activations"}


def tflite_cases(folder, scratch):
    """Files as nns_embed writes them, without a question and with each; a list of 300 kB, as xxd -i writes it; #embed."""
    with tarfile.open(folder / "models.tar.xz") as archive:
        archive.extractall(scratch, members=[archive.getmember(m if m in archive.getnames() else f"./{m}") for m in TFLITE.values()])
    base = "the headers of tflite.cpp"
    headers = scratch / "headers_of_tflite.cpp"
    headers.write_text("#include <nns/import/tflite.hpp>\n#include <nns/nns.hpp>\n")
    found = [Case(base, headers, [], "empty")]
    for size, name in TFLITE.items():
        literal = scratch / f"{size.replace(' ', '_')}.inc"
        subprocess.run(["cmake", f"-DINPUT={scratch / name}", f"-DOUTPUT={literal}", "-P",
                        ROOT / ".packaging/cmake/nns_embed.cmake"], check=True)
        written = {"a literal": literal}
        if size == "300 kB":
            written["a list"] = scratch / "list.inc"
            written["a list"].write_text("{" + ", ".join(f"0x{b:02x}" for b in (scratch / name).read_bytes()) + "}")
        written["#embed"] = scratch / f"embed_{literal.name}"
        written["#embed"].write_text(f'{{\n#embed "{scratch / name}"\n}}\n')
        for form, text in written.items():
            flags = [f'-DTFLITE_FILE="{text}"', "-w"]
            found.append(Case(f"{form} of {size}", CASES / "tflite.cpp", flags, base))
            for question, asked in TFLITE_QUESTIONS.items() if form == "a literal" else ():
                found.append(Case(f"{form} of {size}, {question}", CASES / "tflite.cpp", [*flags, f"-DASK={asked}"], base))
    return found


ONNX_FILES = {"an ONNX file of 24 KB": "resnet50_o13.onnx", "an ONNX file of 169 KB": "vit_b_32_o17.onnx"}
BERT = "an ONNX file of 153 KB"  # with open extents


def onnx_cases(scratch):
    """Files without weights, as nns_embed writes them."""
    folder = os.environ.get("NNS_ONNX_MODELS")
    found = {f.name: f for f in pathlib.Path(folder).rglob("*.onnx")} if folder else {}
    headers = scratch / "headers_of_onnx.cpp"
    headers.write_text("#include <nns/import/onnx.hpp>\n#include <nns/nns.hpp>\n")
    result = [Case("the headers of onnx.cpp", headers, [], "empty")]
    contents = {BERT: bert_onnx.bert()}
    for name, file in ONNX_FILES.items():
        if file in found:
            contents[name] = found[file].read_bytes()
        else:
            print(f"skipped: {name} (set NNS_ONNX_MODELS to a folder with {file}, its weights left out)")
    for name, content in contents.items():
        literal = scratch / f"{name.replace(' ', '_')}.inc"
        digits = "".join(f"\\x{byte:02x}" for byte in content)
        literal.write_text("\n".join(f'"{digits[i:i + 400]}"' for i in range(0, len(digits), 400)) + "\n")
        result.append(Case(name, CASES / "onnx.cpp", [f'-DONNX_FILE="{literal}"'], "the headers of onnx.cpp"))
    return result


def cases(scratch):
    """All cases; the sources that are made here are written into `scratch`."""
    def written(name, source):
        path = scratch / f"{name}.cpp"
        path.write_text(source)
        return path

    result = [Case("empty", written("empty", "\n"), [], None)]
    for header in ("string", "boost/mp11/algorithm.hpp", "boost/hana.hpp"):
        result.append(Case(f"<{header}>", written(header.replace("/", "_"), f"#include <{header}>\n"), [], "empty"))
    result.append(Case("hana's headers", written("hana_parts", "#include <boost/hana/fold_left.hpp>\n"
                                                               "#include <boost/hana/tuple.hpp>\n"), [], "empty"))
    public = sorted(p for p in (ROOT / "include/nns").rglob("*.hpp") if "detail" not in p.parts)
    for header in public:
        name = str(header.relative_to(ROOT / "include"))
        base = "Catch2's own header" if name == "nns/interop/catch2.hpp" else "empty"
        result.append(Case(f"<{name}>", written(name.replace("/", "_"), f"#include <{name}>\n"), [], base))
    result.append(Case("Catch2's own header", written("catch2", CATCH2), [], "empty"))
    for n in SIZES:
        layers = [f"-DLAYERS={n}"]
        result.append(Case(f"limit {n}", CASES / "limit.cpp", layers, "empty"))
        result.append(Case(f"limit {n}, all fields", CASES / "limit_all_fields.cpp", layers, "empty"))
        result.append(Case(f"chain {n}, declared", CASES / "chain.cpp", layers + ["-DDECLARED"], INCLUDE))
        result.append(Case(f"chain {n}, total", CASES / "chain.cpp", layers, INCLUDE))
        result.append(Case(f"chain {n}, summary", CASES / "chain.cpp", layers + ["-DSUMMARY"], INCLUDE))
        if n <= 1000:
            result.append(Case(f"recursive template {n}", CASES / "recursive.cpp",
                               layers + ["-ftemplate-depth=2000"], "empty"))
            result.append(Case(f"mp_fold {n}", CASES / "mp_fold.cpp", layers, "<boost/mp11/algorithm.hpp>"))
            result.append(Case(f"graph {n}, total", written(f"graph_{n}", graph_source(n, False)), [], INCLUDE))
            result.append(Case(f"graph {n}, summary", written(f"graph_{n}_s", graph_source(n, True)), [], INCLUDE))
        if n <= 100:
            result.append(Case(f"hana::fold_left {n}", CASES / "hana_fold.cpp", layers, "hana's headers"))
    for row in ROWS:
        headers = "".join(re.findall(r"^#include <.*\n", (CASES / row.file).read_text(), re.M))
        if row.base is None:
            result.append(Case(f"the headers of {row.file}", written(f"headers_of_{row.file}", headers), [], "empty"))
        result.append(Case(row.name, CASES / row.file, row.flags, row.base or f"the headers of {row.file}"))
    zoo = sorted((ROOT / "include/nns/zoo").glob("*.hpp"))
    headers = "#include <nns/nns.hpp>\n" + "".join(f"#include <nns/zoo/{p.name}>\n" for p in zoo)
    result.append(Case("the zoo's headers", written("zoo", headers), [], INCLUDE))
    result.append(Case("the whole zoo", written("whole_zoo", headers + zoo_questions()), [], "the zoo's headers"))
    model = os.environ.get("NNS_KERAS_MODELS")
    model = max(pathlib.Path(model).rglob("*.json"), key=lambda p: p.stat().st_size, default=None) if model else None
    if model:
        literal = scratch / "model.inc"
        literal.write_text('R"nns(' + model.read_text() + ')nns"')
        result.append(Case(f"a Keras file of {len(model.read_bytes()) // 1000} KB", CASES / "keras.cpp",
                           [f'-DKERAS_FILE="{literal}"'], "<nns/import/keras.hpp>"))
    else:
        print("skipped: the Keras file (set NNS_KERAS_MODELS to a folder of models as JSON)")
    folder = pathlib.Path(os.environ.get("NNS_TFLITE_MODELS", "nowhere"))
    if (folder / "models.tar.xz").exists() and shutil.which("cmake"):
        result += tflite_cases(folder, scratch)
    else:
        print("skipped: .tflite files (set NNS_TFLITE_MODELS to a folder with models.tar.xz)")


    result += onnx_cases(scratch)
    if pathlib.Path("/usr/include/dlib/dnn.h").exists():
        result.append(Case("<dlib/dnn.h>", written("dlib", "#include <dlib/dnn.h>\n"), [], "empty"))
        result.append(Case("dlib ResNet-34", CASES / "dlib_resnet34.cpp", [], "<dlib/dnn.h>"))
    else:
        print("skipped: dlib (install libdlib-dev)")
    return result


def compile_once(compiler, case, scratch):
    """CPU seconds and peak memory in MiB, or None where it does not compile.

    GNU's time is the compiler's parent: a process begins with its parent's peak, and Python's is above a small compile's.
    """
    gnu_time = shutil.which("time")
    peak = scratch / "peak"
    command = [compiler, "-std=c++20", "-fsyntax-only", f"-I{ROOT / 'include'}", *case.flags, str(case.file)]
    if gnu_time:
        command = [gnu_time, "-f", "%M", "-o", str(peak), *command]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        return None
    kilobytes = int(peak.read_text().split()[-1]) if gnu_time else used.ru_maxrss
    return used.ru_utime + used.ru_stime, kilobytes / 1024


def instructions(compiler, case, scratch):
    """Billions of instructions, as Valgrind counts them, in the place of seconds; no memory."""
    command = [compiler, "-std=c++20", "-fsyntax-only", f"-I{ROOT / 'include'}", *case.flags, str(case.file)]
    listed = subprocess.run([*command, "-###"], capture_output=True, text=True).stderr.splitlines()
    line = next((l for l in listed if "cc1" in l), None)
    if line is None:
        return None
    output = scratch / "callgrind.out"
    valgrind = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={output}"]
    if subprocess.run([*valgrind, *shlex.split(line)], capture_output=True).returncode != 0:
        return None
    return int(re.search(r"^(?:summary|totals): (\d+)", output.read_text(), re.M).group(1)) / 1e9, 0


def instantiations(compiler, case, scratch):
    """Clang's own count of class and function template instantiations."""
    output = scratch / "trace.o"
    trace = scratch / "trace.json"
    trace.unlink(missing_ok=True)
    command = [compiler, "-std=c++20", "-c", "-ftime-trace", "-ftime-trace-granularity=0", f"-I{ROOT / 'include'}",
               *case.flags, str(case.file), "-o", str(output)]
    if subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode != 0:
        return None
    events = json.loads(trace.read_text())["traceEvents"]
    return sum(e["name"] in ("InstantiateClass", "InstantiateFunction") for e in events)


def measure(compilers, chosen, runs, counted, once, scratch):
    """The minimum of several runs, which go by turns: never all of one case, then all of another."""
    results = {}
    for turn in range(runs):
        for case in chosen:
            for compiler in compilers:
                key = (compiler, case.name)
                if turn > 0 and results[key] is None:
                    continue
                seen = once(compiler, case)
                best = results.get(key)
                results[key] = seen if best is None or seen is None else (min(best[0], seen[0]), min(best[1], seen[1]))
    counts = {}
    for compiler in (c for c in compilers if counted and c.startswith("clang")):
        for case in chosen:
            if "8000" not in case.name:
                counts[compiler, case.name] = instantiations(compiler, case, scratch)
    return results, counts


def torch_seconds():
    """How long PyTorch needs for ResNet-50, import included; None where it is not installed."""
    program = ("import torch, torchvision\nm = torchvision.models.resnet50()\ncount = 0\n"
               "def hook(layer, inputs, output):\n    global count\n"
               "    w = getattr(layer, 'weight', None)\n"
               "    if isinstance(layer, (torch.nn.Conv2d, torch.nn.Linear)): "
               "count += output.numel() * w.numel() // w.shape[0]\n"
               "for l in m.modules(): l.register_forward_hook(hook)\nm.eval()(torch.zeros(1, 3, 224, 224))\n")
    for python in (sys.executable, "/usr/bin/python3"):
        begin = time.monotonic()
        done = subprocess.run([python, "-c", program], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if done.returncode == 0:
            return time.monotonic() - begin
    return None


Target = collections.namedtuple("Target", "what case against wanted of direction", defaults=["time", "at most"])


def each(gxx, clang14, clang19):
    return dict(zip(COMPILERS, (gxx, clang14, clang19)))


# A case over its base, against another one over its own (None: nothing, in seconds); how much it may be, for all
# compilers or for each; and what is compared: time, memory, or the time of the whole run.
TARGETS = [
    Target("<nns/nns.hpp> / <string>", INCLUDE, "<string>", 1.0),
    Target("<nns/report/text.hpp> / <string>", "<nns/report/text.hpp>", "<string>", 2.0),
    Target("<nns/interop/catch2.hpp> less Catch2's own / <string>", "<nns/interop/catch2.hpp>", "<string>", 3.0),
    Target("1,000 layers, total: time / limit", "chain 1000, total", "limit 1000", 1.2),
    Target("1,000 layers, summary: time / limit", "chain 1000, summary", "limit 1000", each(2.0, 1.5, 1.5)),
    Target("1,000 layers, summary: memory / limit", "chain 1000, summary", "limit 1000", each(2.0, 1.5, 1.5), of="memory"),
    Target("1,000 layers, summary: time / limit with all fields", "chain 1000, summary", "limit 1000, all fields",
           each(2.0, 1.5, 1.5)),
    Target("1,000 layers, summary: memory / limit with all fields", "chain 1000, summary", "limit 1000, all fields",
           each(2.0, 1.5, 1.5), of="memory"),
    Target("8,000 / 1,000 layers, total", "chain 8000, total", "chain 1000, total", 9.0),
    Target("8,000 / 1,000 layers, summary", "chain 8000, summary", "chain 1000, summary", 9.0),
    Target("a graph of 1,000 named nodes, total: seconds", "graph 1000, total", None, 0.3),
    Target("ResNet-50's ONNX file: seconds", "an ONNX file of 24 KB", None, 0.25),
    Target("ViT-B/32's ONNX file: seconds", "an ONNX file of 169 KB", None, 1.1),
    Target("BERT-base's ONNX file, extents open: seconds", BERT, None, 1.1),
    Target("the whole zoo, a budget for each network: seconds", "the whole zoo", None, 4.0),
    Target("ResNet-152 and a budget / <string>", "resnet152", "<string>", 1 / 3),
    Target("dlib's ResNet-34 / ResNet-152 here", "dlib ResNet-34", "resnet152", 20.0, direction="at least"),
    Target("PyTorch's answer / ResNet-50 here, compiler's start included", "PyTorch ResNet-50", "resnet50", 10.0,
           of="whole", direction="at least"),
] + [Target(f"a literal of {size}{question}: seconds", f"a literal of {size}{question}", None, seconds)
     for size, seconds in (("300 kB", 0.15), ("4 MB", 0.5)) for question in ("", ", multiply-adds", ", arena", ", summary")
] + [Target(f"{row.name}: seconds", row.name, None, row.seconds) for row in ROWS if row.seconds is not None]


def targets(compiler, results, bases):
    """(what, measured, wanted, direction) of each target."""
    def cost(case, of):
        value = results.get((compiler, case))
        base = None if of == "whole" else bases.get(case)
        below = results.get((compiler, base)) if base else (0, 0)
        return value[of == "memory"] - below[of == "memory"] if value and below else None

    for t in TARGETS:
        measured = cost(t.case, t.of)
        if t.against is not None:
            against = cost(t.against, t.of)
            fine = measured is not None and against is not None and measured > 0 and against > 0  # else it is noise
            measured = measured / against if fine else None
        wanted = t.wanted[compiler] if isinstance(t.wanted, dict) else t.wanted
        yield t.what, measured, wanted, t.direction


def print_report(compilers, chosen, results, counts, words):
    print(f"\n{'case':34}" + "".join(f"{c + ' ms':>14}{'MiB':>6}" for c in compilers) + "  instantiations")
    for case in chosen:
        line = f"{case.name:34}"
        for compiler in compilers:
            value = results.get((compiler, case.name))
            base = results.get((compiler, case.base)) if case.base else (0, 0)
            if value is None or base is None:
                line += f"{'does not compile' if value is None else 'no base':>20}"
            else:
                line += f"{1000 * (value[0] - base[0]):14.0f}{value[1] - base[1]:6.0f}"
        line += "  " + " ".join(str(counts[c, case.name]) for c in compilers if counts.get((c, case.name)) is not None)
        print(line + (f"  over {case.base}" if case.base else ""))
    print("\ntargets, as ratios in this run")
    verdicts = []
    for compiler in compilers:
        for what, measured, wanted, direction in targets(compiler, results, {c.name: c.base for c in chosen}):
            if measured is None:
                if not words:
                    print(f"{compiler:11} {what:62} {'-':>8}  not measured, or below the noise")
                continue
            if (measured <= wanted) if direction == "at most" else (measured >= wanted):
                verdict = "met"
            else:
                factor = measured / wanted if direction == "at most" else wanted / measured
                verdict = f"missed by a factor of {factor:.2f}"
            print(f"{compiler:11} {what:62} {measured:8.2f}  {direction} {wanted:.2f}: {verdict}")
            verdicts.append([compiler, what, measured, direction, wanted, verdict])
    return verdicts


def svg(compilers, results):
    """Cost over the base against the number of layers, both axes logarithmic."""
    import math
    width, height, left, bottom = 860, 460, 70, 410
    lines = [("limit {}", "empty", "#444"), ("chain {}, total", "<nns/nns.hpp>", "#1769aa"),
             ("chain {}, summary", "<nns/nns.hpp>", "#c2410c"), ("graph {}, total", "<nns/nns.hpp>", "#15803d"),
             ("recursive template {}", "empty", "#7e22ce"), ("mp_fold {}", "<boost/mp11/algorithm.hpp>", "#a16207"),
             ("hana::fold_left {}", "hana's headers", "#be123c")]
    dashes = {c: d for c, d in zip(compilers, ("", "7 4", "2 3"))}
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" font-family="sans-serif" '
           'font-size="12"><rect width="100%" height="100%" fill="white"/>']

    def x(n):
        return left + 480 * (math.log10(n) - 1) / (math.log10(8000) - 1)

    def y(ms):
        return bottom - 380 * math.log10(max(ms, 1)) / 4

    for n in SIZES:
        out.append(f'<text x="{x(n):.0f}" y="{bottom + 18}" text-anchor="middle">{n}</text>')
    for power in range(5):
        out.append(f'<text x="{left - 8}" y="{y(10 ** power) + 4:.0f}" text-anchor="end">{10 ** power} ms</text>'
                   f'<path d="M{left} {y(10 ** power):.0f}H{left + 480}" stroke="#ddd"/>')
    for i, (name, base, color) in enumerate(lines):
        out.append(f'<text x="580" y="{40 + 18 * i}" fill="{color}">{name.format("n")}</text>')
        for compiler in compilers:
            points = []
            for n in SIZES:
                value, below = results.get((compiler, name.format(n))), results.get((compiler, base))
                if value and below:
                    points.append(f"{x(n):.1f},{y(1000 * (value[0] - below[0])):.1f}")
            if points:
                out.append(f'<polyline points="{" ".join(points)}" fill="none" stroke="{color}" stroke-width="1.6" '
                           f'stroke-dasharray="{dashes[compiler]}"/>')
    for i, compiler in enumerate(compilers):
        out.append(f'<path d="M580 {200 + 18 * i}h40" stroke="black" stroke-dasharray="{dashes[compiler]}"/>'
                   f'<text x="628" y="{204 + 18 * i}">{compiler}</text>')
    out.append(f'<text x="{left}" y="{bottom + 40}">layers; CPU time over the include (the limit: over an empty file)'
               '</text></svg>')
    return "\n".join(out)


GATED = ["<nns/nns.hpp>", "chain 100, total", "chain 100, summary", "chain 1000, summary", "graph 100, summary",
         "resnet152", "efficientnet_v2_l"]


def gate(found, update, scratch):
    """Instantiation counts with clang 19 against benchmarks/gate.json, and 8,000 layers under default limits."""
    reviewed_path = HERE / "gate.json"
    reviewed = json.loads(reviewed_path.read_text()) if reviewed_path.exists() else {}
    by_name = {c.name: c for c in found}
    failed = False
    for name in GATED:
        count = instantiations("clang++-19", by_name[name], scratch)
        expected = reviewed.get(name)
        if count is None or (not update and expected is None):
            verdict = "does not compile" if count is None else "has no reviewed number"
        elif not update and count > expected * 1.03:
            verdict = f"{100 * (count / expected - 1):.1f} % more than reviewed"
        else:
            verdict = None
            reviewed[name] = count if update else reviewed[name]
        failed = failed or verdict is not None
        print(f"{name:24} {count} instantiations, reviewed {expected}{': ' + verdict if verdict else ''}", flush=True)
    for name in ("chain 8000, total", "chain 8000, summary"):
        for compiler in filter(shutil.which, COMPILERS):
            fine = compile_once(compiler, by_name[name], scratch) is not None
            failed = failed or not fine
            print(f"{name:24} {compiler}: {'compiles' if fine else 'does not compile'} under default limits", flush=True)
    if update:
        reviewed_path.write_text(json.dumps(reviewed, indent=2) + "\n")
    return 1 if failed else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", action="append", default=[], help="a word in the names of the cases or targets")
    parser.add_argument("--list", action="store_true", help="the names of the cases and targets, and no more")
    parser.add_argument("--instructions", action="store_true", help="billions of instructions (Valgrind, slow) for seconds")
    parser.add_argument("--compilers", nargs="*", default=COMPILERS)
    parser.add_argument("--output", type=pathlib.Path, default=ROOT / "build/benchmarks")
    parser.add_argument("--no-counts", action="store_true", help="time and memory only, no instantiation counts")
    parser.add_argument("--gate", action="store_true")
    parser.add_argument("--update", action="store_true", help="with --gate: these are the reviewed numbers now")
    arguments = parser.parse_args()
    compilers = [c for c in arguments.compilers if shutil.which(c)]
    with tempfile.TemporaryDirectory() as folder:
        scratch = pathlib.Path(folder)
        found = cases(scratch)
        if arguments.gate:
            return gate(found, arguments.update, scratch)
        words = arguments.only
        if arguments.list:
            print("\n".join([c.name for c in found] + [t.what for t in TARGETS]))
            return 0
        asked = {n for t in TARGETS if any(w in t.what for w in words) for n in (t.case, t.against)}
        chosen = [c for c in found if not words or c.name in asked or any(w in c.name for w in words)]
        bases = {c.base for c in chosen}
        chosen = [c for c in found if c in chosen or c.name in bases or (words and c.name in ("empty", "<string>"))]
        if arguments.instructions:
            results, counts = measure(compilers, chosen, 1, False, lambda c, k: instructions(c, k, scratch), scratch)
        else:
            results, counts = measure(compilers, chosen, arguments.runs, not arguments.no_counts,
                                      lambda c, k: compile_once(c, k, scratch), scratch)
            seconds = torch_seconds() if not words or "PyTorch ResNet-50" in asked else None
            if seconds is not None:
                results.update({(c, "PyTorch ResNet-50"): (seconds, 0) for c in compilers})
            elif not words:
                print("skipped: PyTorch (install python3-torch and python3-torchvision)")
        verdicts = print_report(compilers, chosen, results, counts, words)
        arguments.output.mkdir(parents=True, exist_ok=True)
        cells = [{"compiler": c, "case": n, "cpu_seconds": v and v[0], "peak_mib": v and v[1],
                  "instantiations": counts.get((c, n))} for (c, n), v in results.items()]
        (arguments.output / "compile_time.json").write_text(json.dumps({"cases": cells, "targets": verdicts}, indent=1))
        (arguments.output / "compile_time.svg").write_text(svg(compilers, results))
    return 0


if __name__ == "__main__":
    sys.exit(main())
