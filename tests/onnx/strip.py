"""An .onnx without its weights is read as the whole one: strip.py NNS CMAKE SCRIPT SMALL [FOLDER].

SCRIPT is nns_embed.cmake, which makes a literal of an .onnx; SMALL a folder of .onnx files. The literal holds the bytes that
`nns strip` writes, to the byte, and the summary of both is the whole file's. Files: those written here, field by field, those
of SMALL, and all of FOLDER, other people's. Then what is wrong: cut off anywhere, a text, an empty file.
"""

import glob
import json
import os
import re
import struct
import subprocess
import sys
import tempfile
import time

NNS, CMAKE, SCRIPT, SMALL = sys.argv[1:5]
MODELS = sys.argv[5] if len(sys.argv) > 5 else ""


def varint(n):
    out = b""
    n &= (1 << 64) - 1
    while n >= 128:
        out += bytes([n & 127 | 128])
        n >>= 7
    return out + bytes([n])


def number(field, n):
    return varint(field << 3) + varint(n)


def text(field, content):
    content = content.encode() if isinstance(content, str) else content
    return varint(field << 3 | 2) + varint(len(content)) + content


FLOAT, INT32, INT64 = 1, 6, 7


def tensor(name, dims, content=b"", kind=FLOAT, packed=False):
    extents = text(1, b"".join(map(varint, dims))) if packed else b"".join(number(1, d) for d in dims)
    return extents + number(2, kind) + content + text(8, name)


def count(dims):
    n = 1
    for d in dims:
        n *= d
    return n


def raw(name, dims):
    return tensor(name, dims, text(9, bytes(range(1, 5)) * count(dims)))


def typed(name, dims):
    return tensor(name, dims, text(4, struct.pack("<f", 0.5) * count(dims)), packed=True)


def one_by_one(name, dims):
    return tensor(name, dims, (varint(4 << 3 | 5) + struct.pack("<f", 0.5)) * count(dims))


def integers(name, values, dims=None):
    return tensor(name, [len(values)] if dims is None else dims, text(9, struct.pack(f"<{len(values)}q", *values)), INT64)


def integers_typed(name, values):
    return tensor(name, [len(values)], text(7, b"".join(map(varint, values))), INT64)


def outside(name, dims, kind=FLOAT):
    place = text(1, "location") + text(2, "weights.bin" + "x" * 300)
    return tensor(name, dims, text(13, place) + number(14, 1), kind)


def sparse(name, dims):
    values = tensor(name, [300], text(9, b"abcd" * 300))
    return text(1, values) + text(2, integers("", list(range(300)))) + b"".join(number(3, d) for d in dims)


def attribute_of_tensor(name, t):
    return text(1, name) + text(5, t) + number(20, 4)


def attribute_of_graph(name, g):
    return text(1, name) + text(6, g) + number(20, 5)


def node(op, inputs, outputs, attributes=(), domain="", description=""):
    return (b"".join(text(1, i) for i in inputs) + b"".join(text(2, o) for o in outputs) + text(3, f"node {outputs[0]}")
            + text(4, op) + b"".join(text(5, a) for a in attributes) + (text(6, description) if description else b"")
            + (text(7, domain) if domain else b""))


def port(name, dims):
    shape = b"".join(text(1, number(1, d)) for d in dims)
    return text(1, name) + text(2, text(1, number(1, FLOAT) + text(2, shape)))


def graph(nodes, initializers=(), sparse_ones=(), inputs=(("x", (1, 3, 8, 8)),), outputs=("y",), turned=False):
    parts = [b"".join(text(1, n) for n in nodes), text(2, "g"), b"".join(text(5, t) for t in initializers),
             b"".join(text(15, t) for t in sparse_ones), text(10, "what it is for " * 30),
             b"".join(text(11, port(*i)) for i in inputs), b"".join(text(12, text(1, o)) for o in outputs)]
    return b"".join(reversed(parts) if turned else parts)


def model(g, functions=(), more=b"", turned=False):
    imports = text(8, number(2, 17)) + (text(8, text(1, "mine") + number(2, 1)) if functions else b"")
    parts = [number(1, 8), text(2, "test"), text(7, g), imports, b"".join(text(25, f) for f in functions), more]
    return b"".join(reversed(parts) if turned else parts)


def convolution(weights):
    """20 filters of 3x3 over 3 channels, 8x8 without padding: 36 positions x 20 x 27; then 720 x 10."""
    nodes = [node("Conv", ["x", "w", "b"], ["c"], description="line 12 " * 60), node("Reshape", ["c", "to"], ["f"]),
             node("MatMul", ["f", "v"], ["y"])]
    return nodes, [weights("w", [20, 3, 3, 3]), weights("b", [20]), weights("v", [720, 10]), integers("to", [1, -1])]


MACS, PARAMETERS = 36 * 20 * 27 + 7200, 540 + 20 + 7200
EXPECTED = {}  # by hand
written = {}


def add(name, content, macs, parameters):
    written[name] = content
    EXPECTED[name] = (macs, parameters)


for kind in (raw, typed, one_by_one, outside):
    nodes, weights = convolution(kind)
    add(kind.__name__, model(graph(nodes, weights)), MACS, PARAMETERS)
    add(kind.__name__ + "_turned", model(graph(nodes, weights, turned=True), turned=True), MACS, PARAMETERS)

nodes, weights = convolution(raw)
add("sparse", model(graph(nodes, weights[:2] + weights[3:], [sparse("v", [720, 10])])), MACS, PARAMETERS)
add("trained", model(graph(nodes, weights), more=text(20, text(1, graph(nodes, weights)))), MACS, PARAMETERS)
add("constant", model(graph([node("Constant", [], ["v"], [attribute_of_tensor("value", raw("", [720, 10]))]),
                             node("Constant", [], ["to"], [attribute_of_tensor("value", integers_typed("", [1, 720]))])] + nodes,
                            weights[:2])), MACS, PARAMETERS)
# A branch that is known, with its weights in it: 192 x 10.
branch = graph([node("Flatten", ["x"], ["f"]), node("MatMul", ["f", "u"], ["z"])], [raw("u", [192, 10])], inputs=(), outputs=("z",))
other = graph([node("Flatten", ["x"], ["z"])], inputs=(), outputs=("z",))
truth = tensor("yes", [], text(9, b"\x01"), 9)
add("branch", model(graph([node("If", ["yes"], ["y"], [attribute_of_graph("then_branch", branch),
                                                       attribute_of_graph("else_branch", other)])], [truth])), 1920, 1920)
# A function that has a weight of its own.
body = [node("Constant", [], ["u"], [attribute_of_tensor("value", raw("", [192, 10]))]), node("Flatten", ["a"], ["f"]),
        node("MatMul", ["f", "u"], ["r"])]
function = (text(1, "Head") + text(4, "a") + text(5, "r") + b"".join(text(7, n) for n in body) + text(9, number(2, 17))
            + text(10, "mine"))
add("function", model(graph([node("Head", ["x"], ["y"], domain="mine")]), [function]), 1920, 1920)
# 64 numbers stay, 65 do not: by their sum a shape is made that the file needs.
for many in (64, 65):
    sizes = [[1, 3 * 64][i % 2] if i < 2 else 1 for i in range(many)]
    cut = [node("Slice", ["all", "zero", "two"], ["to"]), node("Reshape", ["x", "to"], ["f"]), node("MatMul", ["f", "u"], ["y"])]
    add(f"numbers_{many}", model(graph(cut, [integers("all", sizes), integers("zero", [0]), integers("two", [2]), raw("u", [192, 10])])),
        1920 if many == 64 else None, 1920)

# A file whose small tensors were taken away as well: what needs them is refused, by the tensor.
BARE = {"bare_tensor": (tensor, "they were left out with its weights"), "bare_outside": (outside, "they are in another file")}
for name, (kind, _) in BARE.items():
    nodes, weights = convolution(raw)
    written[name] = model(graph(nodes, weights[:3] + [kind("to", [2], kind=INT64)]))

failures = []


def check(is_so, *what):
    if not is_so:
        failures.append(" ".join(map(str, what)))


def run(*words):
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    return done.returncode, done.stdout, done.stderr


def embed(path, to):
    return run(CMAKE, f"-DINPUT={path}", f"-DOUTPUT={to}", "-P", SCRIPT)


def literal(path):
    with open(path) as file:
        lines = [line for line in file if line.startswith('"')]
    return bytes.fromhex("".join(lines).replace("\\x", "").replace('"', "").replace("\n", ""))


with tempfile.TemporaryDirectory() as folder:
    paths = sorted(glob.glob(os.path.join(SMALL, "*.onnx")))
    for name, content in written.items():
        path = os.path.join(folder, name + ".onnx")
        with open(path, "wb") as file:
            file.write(content)
        paths.append(path)
    theirs = glob.glob(os.path.join(MODELS, "*", "*.onnx")) if MODELS else []
    paths += sorted(theirs)
    small_folder, inc = os.path.join(folder, "small"), os.path.join(folder, "literal.inc")
    os.makedirs(small_folder)
    for path in paths:
        name = os.path.splitext(os.path.basename(path))[0]
        small = os.path.join(small_folder, os.path.basename(path))  # a model is called as its file
        whole = run(NNS, "summary", path, "--format", "json")
        status, out, wrong = run(NNS, "strip", path, small)
        if status != 0:
            check(whole[0] != 0, path, "is read, and not stripped:", wrong)
            continue
        status, out, wrong = embed(path, inc)
        check(status == 0, path, "is not embedded:", wrong)
        with open(small, "rb") as file:
            stripped = file.read()
        check(literal(inc) == stripped, path, "the literal is not what nns strip wrote")
        again = run(NNS, "summary", small, "--format", "json")
        check(again[:2] == whole[:2], path, "is read otherwise without its weights:", again, whole)
        if name in BARE and path.startswith(folder):
            for status, out, wrong in (whole, again):
                check(status == 2 and out == "" and 'graph.node[1] "to"' in wrong and BARE[name][1] in wrong, path, status, wrong)
        if name in EXPECTED and path.startswith(folder):
            check(whole[0] == 0, path, whole[2])
            if whole[0] == 0:
                total = json.loads(whole[1])["total"]
                found = total["forward"], total["parameters"]
                check(found == EXPECTED[name], path, found, "instead of", EXPECTED[name])
            if name.startswith(("raw", "typed", "one_by_one", "sparse", "trained", "constant")):
                check(len(stripped) < 1500, path, "still has", len(stripped), "bytes")

    # What is wrong is said, with the byte, and no literal is written.
    whole = written["raw"]
    bad = {"cut": whole[:-20], "half": whole[:len(whole) // 2], "short": whole[:40], "text": b"ir_version: 8\n graph {\n}\n", "empty": b"",
           "no_graph": number(1, 8) + text(2, "test"), "group": number(1, 8) + bytes([7 << 3 | 3]), "zero": b"\x00\x01",
           "inner": model(graph([], [raw("w", [100])]).replace(text(9, bytes(range(1, 5)) * 100), varint(9 << 3 | 2) + varint(4000) + b"abcd" * 100)),
           "long": number(1, 8) + varint(7 << 3 | 2) + b"\xff" * 9 + b"\x01"}
    for name, content in bad.items():
        path, inc = os.path.join(folder, name + ".onnx"), os.path.join(folder, name + ".inc")
        with open(path, "wb") as file:
            file.write(content)
        status, out, wrong = embed(path, inc)
        wrong = " ".join(wrong.split())
        check(status != 0 and re.search(r"cannot be read as ONNX. Byte \d+:", wrong), name, "is not refused:", wrong)
        check(not os.path.exists(inc) and not os.path.exists(inc + ".part"), name, "leaves a literal behind")
        status, out, wrong = run(NNS, "strip", path, os.path.join(folder, "never.onnx"))
        check(status == 2 and wrong != "", name, "is stripped:", out)
        check(not os.path.exists(os.path.join(folder, "never.onnx")), name, "leaves a file behind")

    # 100 MB of weights are not read: that takes a tenth of a second and is allowed five.
    large = os.path.join(folder, "large.onnx")
    nodes, weights = convolution(raw)
    with open(large, "wb") as file:
        rows = 2500000
        head = b"".join(number(1, d) for d in (rows, 10)) + number(2, FLOAT) + text(8, "huge") + varint(9 << 3 | 2) + varint(40 * rows)
        g = graph(nodes, weights)
        key = varint(5 << 3 | 2) + varint(len(head) + 40 * rows)
        file.write(number(1, 8) + text(8, number(2, 17)) + varint(7 << 3 | 2) + varint(len(g) + len(key) + len(head) + 40 * rows))
        file.write(g + key + head)
        file.truncate(file.tell() + 40 * rows)
    began = time.monotonic()
    status, out, wrong = embed(large, inc)
    check(status == 0 and time.monotonic() - began < 5, "a large file takes", time.monotonic() - began, "seconds", wrong)
    check(status == 0 and len(literal(inc)) < 2000, "a large file's literal is large")
    # Nor by the tool, which stays far below them.
    out = os.path.join(folder, "small.onnx")
    child = subprocess.Popen([NNS, "strip", large, out], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = status
    check(status == 0 and used.ru_maxrss < 32 << 10, "strip takes", used.ru_maxrss, "KiB")
    check(status == 0 and os.path.getsize(out) < 2000, "strip leaves weights behind")

for failure in failures:
    print(failure)
print(f"{len(paths)} files, {len(theirs)} of other people: {len(failures)} wrong")
sys.exit(failures != [])
