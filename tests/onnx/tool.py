"""What the tool says of .onnx files: tool.py NNS FOLDER, which holds small.onnx and open.onnx (writer.hpp's small_net)."""

import json
import os
import subprocess
import sys
import tempfile

NNS, FOLDER = sys.argv[1:3]
SMALL, OPEN = (os.path.join(FOLDER, name) for name in ("small.onnx", "open.onnx"))
MACS = 30 * 8 * 27 + 2400  # by hand, in writer.hpp
PARAMETERS = 2634


def run(*words):
    done = subprocess.run([NNS, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    return done.returncode, done.stdout, done.stderr


def summary(*words):
    status, out, wrong = run("summary", *words, "--format", "json")
    assert status == 0, wrong
    return json.loads(out)


small = summary(SMALL)
assert small["name"] == "small", "the file has no name for its model"
assert small["batch"] == 1 and small["total"]["forward"] == MACS and small["total"]["parameters"] == PARAMETERS
assert [row["name"] for row in small["layers"]] == ["x", "/conv", "/relu", "/flatten", "/gemm"]
for words in (["--input", "3,6,5"], ["--input", "3x6x5"], ["--bind", "h=6", "--bind", "w=5"]):
    assert summary(OPEN, *words)["total"]["forward"] == MACS
four = summary(OPEN, "--input", "3,6,5", "--bind", "N=4")
assert four["batch"] == 4 and four["total"]["forward"] == 4 * MACS

assert "for the 4 instances" in run("summary", OPEN, "--input", "3,6,5", "--bind", "N=4")[1]
assert "instances" not in run("summary", SMALL)[1]

status, _, wrong = run("summary", OPEN, "--bind", "sequence=128")
assert status == 2 and "no input of the graph has" in wrong, wrong
assert run("summary", OPEN, "--bind", "sequence")[0] == 3
with tempfile.TemporaryDirectory() as folder:
    with open(SMALL, "rb") as file:
        whole = file.read()
    cut = os.path.join(folder, "cut.onnx")
    with open(cut, "wb") as file:
        file.write(whole[:100])
    status, out, wrong = run("summary", cut)
    assert status == 2 and out == "" and "is it cut off?" in wrong, wrong
    # A large file, of which the tool reads parts: weights behind the model, in a field that the format does not have.
    large = os.path.join(folder, "large.onnx")
    with open(large, "wb") as file:
        file.write(whole + b"\xfa\x01\x80\x80\x80\x02" + bytes(4 << 20))
    assert summary(large)["total"]["forward"] == MACS
    fancy = os.path.join(folder, "fancy.onnx")
    with open(fancy, "wb") as file:
        file.write(whole.replace(b"Relu", b"Fanc"))
    status, _, wrong = run("summary", fancy)
    assert status == 2 and "Fanc" in wrong and "--assume-zero" in wrong, wrong
    assert summary(fancy, "--assume-zero", "Fanc")["total"]["forward"] == MACS
    assert summary(fancy, "--known-as", "Fanc=relu")["total"]["forward"] == MACS
    # A name that the file does not have; of two files, one must have it.
    status, _, wrong = run("summary", SMALL, "--assume-zero", "Fanc")
    assert status == 2 and 'no node of the graph has' in wrong and '"Fanc"' in wrong, wrong
    assert run("diff", SMALL, fancy, "--assume-zero", "Fanc")[0] == 0
    assert run("diff", fancy, SMALL, "--known-as", "Fanc=relu")[0] == 0
    assert run("diff", SMALL, SMALL, "--assume-zero", "Fanc")[0] == 2
    assert run("diff", SMALL, OPEN, "--bind", "N=4", "--input", "3,6,5")[0] == 0

status, out, wrong = run("memory", SMALL)
assert status == 0 and str(4 * PARAMETERS) in out.replace(",", ""), out + wrong
plans = [json.loads(run("memory", SMALL, "--format", "json", *words)[1]) for words in ([], ["--as-tflm"])]
assert plans[0]["best"] == plans[1]["best"], plans  # whichever way is asked for
assert run("check", SMALL, "--max-macs", "9k")[0] == 0 and run("check", SMALL, "--max-macs", "8k")[0] == 1
assert run("diff", SMALL, SMALL)[0] == 0
status, out, wrong = run("cpp", SMALL)
assert status == 0 and "conv2d<8, kernel<3>, padding<1>, channels_first>" in out and "dense<10>" in out, out + wrong
print("all is well")
