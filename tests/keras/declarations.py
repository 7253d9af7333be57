"""What `nns cpp` writes compiles, and counts what `nns summary` counts.

declarations.py NNS FILE... [--people FOLDER] -- COMPILER FLAG...
FOLDER: models that people have, in keras/ and in wild.tar.xz; those that the tool refuses to read are left out.
"""
import json
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile

AT_ONCE = 60  # declarations in one translation unit


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}: {done.stderr}")
    return done.stdout


def files_of_people(folder, into, tool):
    """Those that can be read."""
    if not folder:
        return []
    files = sorted(pathlib.Path(folder).glob("keras/*.json"))
    archive = pathlib.Path(folder) / "wild.tar.xz"
    if archive.is_file():
        with tarfile.open(archive) as packed:
            packed.extractall(into, filter="data") if hasattr(tarfile, "data_filter") else packed.extractall(into)
        files += sorted(pathlib.Path(into).rglob("*.json"))
    return [str(f) for f in files
            if subprocess.run([tool, "summary", str(f)], capture_output=True, check=False).returncode == 0]


def declaration(number, file, tool, includes):
    text = run(tool, "cpp", file)
    includes |= set(re.findall(r"#include .*\n", text))
    body = re.sub(r"#include .*\n", "", text)
    model = re.findall(r"^struct (\w+) : nns::", body, re.M)[-1]
    total = json.loads(run(tool, "summary", file, "--format", "json"))["total"]
    declared = f"namespace model_{number} {{  // {pathlib.Path(file).name}\n{body}"
    for what, said in (("forward", "forward<{}>.count"), ("parameters", "parameters<{}>"),
                       ("trainable_parameters", "trainable_parameters<{}>"), ("activations", "activations<{}>")):
        expected = -1 if total[what] is None else total[what]
        declared += f"static_assert(nns::{said.format(model)} == {expected});\n"
    return declared + "}\n"


def main():
    split = sys.argv.index("--")
    tool, *files = sys.argv[1:split]
    compiler = sys.argv[split + 1:]
    with tempfile.TemporaryDirectory() as folder:
        if "--people" in files:
            at = files.index("--people")
            files[at:] = files_of_people(files[at + 1], folder, tool)
        for first in range(0, len(files), AT_ONCE):
            includes, declared = set(), ""
            for number, file in enumerate(files[first:first + AT_ONCE]):
                declared += declaration(number, file, tool, includes)
            source = pathlib.Path(folder) / "declared.cpp"
            source.write_text("".join(sorted(includes)) + declared, encoding="utf-8")
            done = subprocess.run([*compiler, "-fsyntax-only", str(source)], capture_output=True, text=True)
            if done.returncode != 0:
                sys.exit(done.stderr)
    print(f"{len(files)} declarations compile and count the same")


main()
