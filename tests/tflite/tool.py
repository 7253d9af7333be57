"""What the tool says of .tflite files: fields, exit statuses, refusals, and declarations that compile and count the same.

tool.py NNS WRITE_SOME CUSTOM KERAS FOLDER KERAS_FOLDER -- COMPILER FLAG...
WRITE_SOME writes small files; CUSTOM is a file with an operator MyDense, KERAS a model of Keras. FOLDER (arena.jsonl,
models.tar.xz) and KERAS_FOLDER hold other people's models; without them the small ones do. What a declaration of a file
that has a line in arena.jsonl must count stands there.
"""
import json
import math
import os
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile

def call(*command, data=None):
    return subprocess.run(command, input=data, capture_output=True, check=False)


def fails(what):
    sys.exit(f"{what}")


def expect(condition, what):
    if not condition:
        fails(what)


def refused(status, *command, says=""):
    done = call(*command)
    expect(done.returncode == status, f"{command} ends with {done.returncode}, not {status}: {done.stderr}")
    expect(done.stdout == b"", f"{command} prints {done.stdout[:200]}")
    expect(says in done.stderr.decode(), f"{command} says {done.stderr}")


def json_of(*command):
    done = call(*command, "--format", "json")
    expect(done.returncode == 0, f"{command}: {done.stderr}")
    return json.loads(done.stdout)


def parameters_of(line):
    """Numbers that an operator computes with, each tensor once: all constants of those that multiply matrices; of others
    tables of numbers that are no shapes, axes or indices."""
    matrices = {"CONV_2D", "DEPTHWISE_CONV_2D", "FULLY_CONNECTED", "TRANSPOSE_CONV", "SVDF", "BATCH_MATMUL",
                "UNIDIRECTIONAL_SEQUENCE_LSTM"}
    subgraph, read, total = line["subgraphs"][0], set(), 0
    for operator in subgraph["operators"]:
        for place, tensor in enumerate(operator["inputs"]):
            t = subgraph["tensors"][tensor]
            if tensor < 0 or tensor in read or not t.get("constant"):
                continue
            elements = math.prod(t["shape"])
            if operator["name"] in matrices:
                counts = operator["name"] != "TRANSPOSE_CONV" or place != 0
            else:
                counts = t["type"] not in ("INT32", "INT64", "BOOL") and elements > 1 and operator["name"] != "PAD_V2"
            if counts:
                read.add(tensor)
                total += elements
    return total


def outputs_of(line):
    """Without the batch of 1, if all inputs have one."""
    subgraph = line["subgraphs"][0]
    shapes = [t["shape"] for t in subgraph["tensors"]]
    single = all(len(shapes[i]) < 2 or shapes[i][0] == 1 for i in subgraph["inputs"])
    made = [shapes[i] for i in subgraph["outputs"]]
    return [s[1:] if single and len(s) > 1 and s[0] == 1 else s for s in made]


def checks_of(nns, file, model, line):
    if line is None:
        total = json_of(nns, "summary", file)["total"]
        return [f"forward<{model}>.count == {total['forward']}", f"parameters<{model}> == {total['parameters']}",
                f"activations<{model}> == {total['activations']}"]
    return [f"forward<{model}>.count == {line['macs'] + line['macs_other']}", f"parameters<{model}> == {parameters_of(line)}",
            *(f"output_shapes<{model}>[{i}] == nns::shape{{{', '.join(map(str, shape))}}}"
              for i, shape in enumerate(outputs_of(line)))]


def declared(nns, file, line, number, includes):
    if call(nns, "summary", file).returncode != 0:  # some are broken, for the fuzzer
        expect(line is None, f"{file} is not read")
        return ""
    done = call(nns, "cpp", file)
    if b"the model has no input" in done.stderr:  # a declaration begins with one
        expect(done.returncode == 2 and done.stdout == b"", f"{file}: {done.stderr}")
        return ""
    if done.returncode != 0:  # what costs nobody knows what
        expect(done.returncode == 2 and done.stdout == b"" and b"the operator " in done.stderr, f"{file}: {done.stderr}")
        expect(json_of(nns, "summary", file)["total"]["forward"] is None, f"{file} is known, but not declared: {done.stderr}")
        return ""
    text = done.stdout.decode()
    includes |= set(re.findall(r"#include .*\n", text))
    body = re.sub(r"#include .*\n", "", text)
    model = re.findall(r"^struct (\w+) : nns::", body, re.M)[-1]
    checks = "".join(f"static_assert(nns::{check});\n" for check in checks_of(nns, file, model, line))
    return f"namespace model_{number} {{  // {os.path.basename(file)}\n{body}{checks}}}\n"


def statuses(nns, custom, keras, some):
    pool = os.path.join(some, "operator_17.tflite")
    refused(2, nns, "arena", keras, says="not a .tflite")
    refused(3, nns, "arena", pool, "--abi", "z80", says="cortex_m")
    refused(3, nns, "arena", pool, "--max-ram", "4kB")
    refused(3, nns, "draw", pool, says="summary")
    refused(3, nns, "summary", says="one file")
    refused(2, nns, "summary", pool, "--input", "8x8x4", says="--input")
    refused(2, nns, "summary", os.path.join(some, "is_not_there.tflite"), says="cannot be read")
    refused(2, nns, "cpp", custom, says="MyDense")
    without = os.path.join(some, "operator_67.tflite")  # no input; the operator is named as the options take it
    refused(2, nns, "cpp", without, says="--assume-zero TRANSPOSE_CONV ")
    expect(call(nns, "cpp", without, "--assume-zero", "TRANSPOSE_CONV").returncode == 0, "one that costs nothing")
    bytes_of = pathlib.Path(pool).read_bytes()
    for verb in "summary", "memory", "arena", "cpp":
        done = call(nns, verb, "-", data=bytes_of[: len(bytes_of) // 2])
        expect(done.returncode == 2 and done.stdout == b"" and b"at byte" in done.stderr, f"{verb} of a file that is cut off: {done.stderr}")
        expect(call(nns, verb, "-", data=bytes_of).returncode == 0, f"{verb} of the standard input")
    expect(call(nns, "check", pool, "--max-ram", "1kB").returncode == 0, "1 kB suffice")
    expect(call(nns, "check", pool, "--max-ram", "500").returncode == 1, "500 bytes do not suffice")
    large = pathlib.Path(some) / "large"  # begins with a field of an ONNX file, too
    large.write_bytes(b"\x08\0\0\0TFL3" + bytes(1 << 20))
    refused(2, nns, "summary", str(large), says="vtable")
    if os.path.exists("/dev/full"):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([nns, "summary", pool], stdout=full, stderr=subprocess.PIPE, check=False)
        expect(done.returncode == 2 and b"cannot be written" in done.stderr, f"onto a full disk: {done}")


def fields(nns, custom, some):
    pool = os.path.join(some, "operator_17.tflite")  # two tensors of 8 x 8 x 4 bytes
    memory = json_of(nns, "memory", pool)
    expect([memory[k] for k in ("height", "bound", "best")] == [512, 512, 512], memory)
    expect(len(memory["buffers"]) == 2 and set(memory["buffers"][0]) == {"name", "bytes", "first", "last", "offset"}, memory)
    expect(json_of(nns, "memory", pool, "--batch", "3")["height"] == 3 * 512, "a batch of 3")
    expect(json_of(nns, "memory", pool, "--storage", "float32")["height"] == 4 * 512, "floats")
    whole = json_of(nns, "summary", pool, "--storage", "int8")
    expect(whole["storage"] == {"type": "int8", "parameter_bytes": 0, "peak_activation_bytes": 512}, whole)
    refused(3, nns, "summary", pool, "--storage", "int8", "--format", "svg", says="--storage")
    expect(whole["name"] == memory["name"] == "operator_17", f"{whole['name']}: the file has no name for its model")
    recorded = os.path.join(some, "recorded.csv")  # has no name for its model
    pathlib.Path(recorded).write_bytes(call(nns, "summary", pool, "--format", "csv").stdout)
    for files in ((pool, recorded), (recorded, pool)):
        said = call(nns, "diff", *files).stdout.decode()
        expect(said.startswith("operator_17: no layer has changed\n"), said)
    from_input = call(nns, "summary", "-", "--format", "json", data=pathlib.Path(pool).read_bytes()).stdout
    expect(json.loads(from_input)["name"] == "model", "the standard input has no name either")
    arena = json_of(nns, "arena", pool, "--kernels", "cmsis_nn_dsp")
    expect(arena["head"] == 512 and arena["arena_used"] == arena["head"] + arena["tail"] <= arena["smallest_arena"], arena)
    expect(json_of(nns, "summary", custom)["total"]["forward"] is None, "MyDense is not known")
    expect(json_of(nns, "summary", custom, "--known-as", "MyDense=dense<3>")["total"]["forward"] == 12, "MyDense is known")
    expect(json_of(nns, "summary", custom, "--assume-zero", "MyDense")["total"]["forward"] == 0, "MyDense costs nothing")
    expect(arena["unknown"] is None and arena["refused"] is None, arena)
    unknown = json_of(nns, "arena", custom)
    expect(all(unknown[k] is None for k in ("head", "tail", "arena_used", "smallest_arena")), "what MyDense keeps is not known")
    expect("MyDense" in unknown["unknown"], unknown)
    expect(memory["notes"] == [] and "MyDense" in json_of(nns, "memory", custom)["notes"][0], "scratch that is not in the plan")
    known = call(nns, "cpp", custom, "--known-as", "MyDense=dense<3>").stdout.decode()
    expect("dense<3>" in known, known)


# A model of Keras, and the file converted from it: MLPerf Tiny's four have both.
PAIRS = {"ad01": "model_ToyCar_quant_fullint", "pretrainedResnet": "pretrainedResnet_quant",
         "str_ww_ref_model": "str_ww_ref_model", "vww_96": "vww_96_int8"}


def agree(nns, models, keras_folder):
    pairs = 0
    for keras, converted in PAIRS.items():
        a, b = (pathlib.Path(keras_folder) / f"{keras}.model_config.json", pathlib.Path(models) / "models" / f"{converted}.tflite")
        if keras_folder and a.is_file() and b.is_file():
            counts = [json_of(nns, "summary", str(f))["total"]["forward"] for f in (a, b)]
            expect(counts[0] == counts[1], f"{keras}: {counts[0]} multiply-adds, and {counts[1]} once it is converted")
            pairs += 1
    return pairs


def main():
    split = sys.argv.index("--")
    nns, write_some, custom, keras, folder, keras_folder = sys.argv[1:split]
    compiler = sys.argv[split + 1:]
    with tempfile.TemporaryDirectory() as some:
        expect(call(write_some, some).returncode == 0, "small files")
        files = sorted(str(f) for f in pathlib.Path(some).glob("*.tflite"))
        statuses(nns, custom, keras, some)
        fields(nns, custom, some)
        pairs, lines = 0, {}
        if folder and os.path.exists(os.path.join(folder, "models.tar.xz")):
            with tarfile.open(os.path.join(folder, "models.tar.xz")) as archive:
                archive.extractall(some)
            pairs = agree(nns, some, keras_folder)
            others = [str(f) for folder_of in ("models", "skeletons") for f in pathlib.Path(some, folder_of).glob("*.tflite")]
            files += sorted(others)
            with open(os.path.join(folder, "arena.jsonl"), encoding="utf-8") as measured:
                lines = {os.path.join(some, line["file"]): line for line in map(json.loads, measured)}
            expect(set(lines) <= set(files), "models of arena.jsonl are missing")
        includes, text = set(), ""
        for number, file in enumerate(files):
            text += declared(nns, file, lines.get(file), number, includes)
        source = pathlib.Path(some) / "declared.cpp"
        source.write_text("".join(sorted(includes)) + text, encoding="utf-8")
        done = call(*compiler, "-fsyntax-only", str(source))
        expect(done.returncode == 0, done.stderr.decode()[:4000])
    print(f"{len(files)} files are declared or refused, {len(lines)} of them by measured lines, {pairs} models agree with their Keras files")


main()
