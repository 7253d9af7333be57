"""torchvision's networks by ONNX against the zoo's types: agree.py PROGRAM CMAKE SCRIPT FOLDER.

PROGRAM is agreement.cpp's. With FOLDER (NNS_ONNX_MODELS) its networks are held against the zoo; without it, thirteen are
written where torch and onnx are installed, by write.py, and held against it with their weights and as nns_embed leaves them.
Where neither is at hand nothing is tested (exit status 77).
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile

PROGRAM, CMAKE, SCRIPT = sys.argv[1:4]
FOLDER = sys.argv[4] if len(sys.argv) > 4 else ""
WRITE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "write.py")


def run(*words):
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    return done.returncode, done.stdout, done.stderr


def holds(name, path, how):
    status, out, wrong = run(PROGRAM, name, path, how)
    print(os.path.basename(path) + ": " + out.strip(), "" if status == 0 else "IS WRONG")
    return status == 0


def sample():
    # torch folds batch normalisations unless it is told to keep them, which the names say.
    wrong = files = 0
    for folder in ("torchvision_113", "torchvision_26"):
        for file in sorted(os.listdir(os.path.join(FOLDER, folder))):
            name = re.sub(r"_o\d+(_bn)?\.onnx$", "", file)
            files += 1
            wrong += not holds(name, os.path.join(FOLDER, folder, file), "kept" if "_bn." in file else "folded")
    print(f"{files} networks: {wrong} wrong")
    return wrong != 0 or files < 7


def made_here():
    for python in (sys.executable, "/usr/bin/python3"):
        if shutil.which(python) and run(python, "-c", "import torch, onnx")[0] == 0:
            break
    else:
        print("torch and onnx are not installed")
        return 77
    writer = subprocess.Popen([python, "-W", "ignore", WRITE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    names = writer.stdout.readline().split()
    wrong = 0
    for name in names:
        with tempfile.TemporaryDirectory() as folder:
            whole, inc, small = (os.path.join(folder, n) for n in ("whole.onnx", "whole.inc", "small.onnx"))
            writer.stdin.write(f"{name} {whole}\n")
            writer.stdin.flush()
            if not writer.stdout.readline().strip().isdigit():
                print(name, "was not written")
                return 1
            wrong += not holds(name, whole, "kept")
            status, out, said = run(CMAKE, f"-DINPUT={whole}", f"-DOUTPUT={inc}", "-P", SCRIPT)
            if status != 0:
                print(name, said)
                wrong += 1
                continue
            with open(inc) as file:
                digits = "".join(line.strip() for line in file if line.startswith('"'))
            with open(small, "wb") as file:
                file.write(bytes.fromhex(digits.replace('"', "").replace("\\x", "")))
            wrong += not holds(name, small, "kept") or os.path.getsize(small) > 200000
    writer.stdin.close()
    wrong += writer.wait() != 0
    print(f"{len(names)} networks: {wrong} wrong")
    return wrong != 0 or len(names) < 12


if FOLDER:
    sys.exit(sample())
sys.exit(made_here())
