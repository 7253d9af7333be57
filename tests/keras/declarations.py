"""What `nns cpp` writes compiles, and counts what `nns summary` counts.

declarations.py NNS FILE... -- COMPILER FLAG...
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}: {done.stderr}")
    return done.stdout


def main():
    split = sys.argv.index("--")
    tool, *files = sys.argv[1:split]
    compiler = sys.argv[split + 1:]
    includes, declared = set(), ""
    for number, file in enumerate(files):
        text = run(tool, "cpp", file)
        includes |= set(re.findall(r"#include .*\n", text))
        body = re.sub(r"#include .*\n", "", text)
        model = re.findall(r"^struct (\w+) : nns::", body, re.M)[-1]
        total = json.loads(run(tool, "summary", file, "--format", "json"))["total"]
        declared += f"namespace model_{number} {{  // {pathlib.Path(file).name}\n{body}"
        for what, said in (("forward", "forward<{}>.count"), ("parameters", "parameters<{}>"),
                           ("trainable_parameters", "trainable_parameters<{}>"), ("activations", "activations<{}>")):
            expected = -1 if total[what] is None else total[what]
            declared += f"static_assert(nns::{said.format(model)} == {expected});\n"
        declared += "}\n"
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "declared.cpp"
        source.write_text("".join(sorted(includes)) + declared, encoding="utf-8")
        done = subprocess.run([*compiler, "-fsyntax-only", str(source)], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(done.stderr)
    print(f"{len(files)} declarations compile and count the same")


main()
