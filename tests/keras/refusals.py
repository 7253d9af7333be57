"""What the tool does with what it cannot read: a message on the standard error, nothing on the standard output, and the
exit status of a bad file (2), or of a wrong call (3).

refusals.py NNS CORPUS: every file of the corpus is cut off at many places, and must be refused there.
"""
import json
import pathlib
import subprocess
import sys
import tempfile
import zipfile


def refused(command, message, status=2):
    done = subprocess.run(command, capture_output=True, text=True, errors="replace")
    if done.returncode != status or done.stdout or message not in done.stderr:
        sys.exit(f"{' '.join(command)}: exit {done.returncode}, {done.stdout!r}, {done.stderr!r}; {message!r} expected")


def main():
    nns, corpus = sys.argv[1], pathlib.Path(sys.argv[2])
    known = str(corpus / "keras1_sequential.json")
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        cut = pathlib.Path(folder) / "cut.json"
        for file in sorted(corpus.glob("*.json")):
            whole = file.read_bytes().rstrip()
            for end in range(0, len(whole), max(1, len(whole) // 20)):
                cut.write_bytes(whole[:end])
                refused([nns, "summary", str(cut)], f"{cut}:")
                count += 1
            cut.write_bytes(whole + b"}")
            refused([nns, "summary", str(cut)], "nothing may follow the model" if b"Fancy" not in whole else f"{cut}:")
        archive = pathlib.Path(folder) / f"{pathlib.Path(known).stem}.keras"  # a model without a name is called as its file
        with zipfile.ZipFile(archive, "w") as made:
            made.writestr("metadata.json", "{}")
        refused([nns, "summary", str(archive)], "without a config.json")
        with zipfile.ZipFile(archive, "w") as made:
            made.writestr("metadata.json", "{}")
            made.write(known, "config.json")
        inside = subprocess.run([nns, "summary", str(archive)], capture_output=True, text=True, check=True).stdout
        if inside != subprocess.run([nns, "summary", known], capture_output=True, text=True, check=True).stdout:
            sys.exit("a model in an archive is another one")
        whole = archive.read_bytes()
        for end in range(4, len(whole), 7):
            cut.write_bytes(whole[:end])
            refused([nns, "summary", str(cut)], "cut off")
        cut.write_bytes(b"\x89HDF\r\n\x1a\n")
        refused([nns, "summary", str(cut)], "HDF5")
    refused([nns], "needs a verb", 3)
    refused([nns, "sumary", "x.json"], "is not a verb of nns", 3)
    for verb in ("summary", "memory", "arena", "cpp", "check"):
        limits = ["--max-macs", "1M"] if verb == "check" else []
        refused([nns, verb], "takes one file", 3)
        refused([nns, verb, "no/such/file.json", *limits], "cannot be read")
        refused([nns, verb, "x.json", "--input", "3x0"], "--input takes extents", 3)
        refused([nns, verb, "x.json", "--unknown"], "there is no option --unknown", 3)
        refused([nns, verb, str(corpus / "tfjs_sequential.json"), *limits], "Fancy")
        refused([nns, verb, str(corpus / "tfjs_sequential.json"), *limits], "--assume-zero Class[=1,2,3]")
        refused([nns, verb, str(corpus / "tfjs_sequential.json"), *limits], '--known-as "Class=dense<1>"')
        refused([nns, verb, "x.json", "--known-as", "Fancy"], "--known-as takes a class and a layer", 3)
        refused([nns, verb, "x.json", "--known-as", "Fancy=densse<1>"], '"densse" is not a layer of this library', 3)
        refused([nns, verb, "x.json", "--assume-zero", "Fancy=a"], "Fancy=28,28,1", 3)
    refused([nns, "arena", known], "is not a .tflite")
    with tempfile.TemporaryDirectory() as folder:
        for form in ("json", "csv"):
            report = pathlib.Path(folder) / f"report.{form}"
            report.write_bytes(subprocess.run([nns, "summary", known, "--format", form], capture_output=True, check=True).stdout)
            refused([nns, "summary", str(report)], "this is a report, not a model")
            same = subprocess.run([nns, "diff", str(report), known], capture_output=True, text=True, check=True).stdout
            if "no layer has changed" not in same:
                sys.exit(f"a report differs from its model: {same}")
    refused([nns, "check", known], "needs a limit", 3)
    for taken in (["--known-as", "Fancy=dense<7>"], ["--assume-zero", "Fancy=9,9,7"]):
        made = subprocess.run([nns, "summary", str(corpus / "tfjs_sequential.json"), *taken], capture_output=True, text=True)
        if made.returncode != 0 or "7" not in made.stdout:
            sys.exit(f"{taken}: {made}")
    refused([nns, "diff", known], "takes two files", 3)
    refused([nns, "cpp", known, "--batch", "2"], "nns cpp has no option --batch", 3)
    refused([nns, "summary", known, "--format", "pdf"], "not pdf", 3)
    refused([nns, "summary", known, "--columns", "name nonsense"], "no column nonsense", 3)
    refused([nns, "summary", known, "--batch", "9223372036854775807"], "63 bits", 3)
    refused([nns, "check", known, "--max-macs", "10Q"], "--max-macs takes a number like 10M", 3)
    broken = subprocess.run([nns, "check", known, "--max-macs", "1"], capture_output=True, text=True)
    if broken.returncode != 1 or "forward: used" not in broken.stdout:
        sys.exit(f"a broken budget: {broken}")
    kept = subprocess.run([nns, "check", known, "--max-macs", "1T", "--max-params", "1'000k"], capture_output=True, text=True)
    if kept.returncode != 0:
        sys.exit(f"a budget that is kept: {kept}")
    # A training step: Adam remembers eight bytes more of each parameter that learns than plain descent.
    total = json.loads(subprocess.run([nns, "summary", known, "--format", "json"], capture_output=True, check=True).stdout)["total"]
    used = {}
    for optimizer in ("sgd", "adamw"):
        said = subprocess.run([nns, "check", known, "--max-training", "1B", "--optimizer", optimizer], capture_output=True, text=True)
        if said.returncode != 1 or "training_bytes: used " not in said.stdout:
            sys.exit(f"a training step that does not fit: {said}")
        used[optimizer] = int(said.stdout.split("training_bytes: used ")[1].split(" B")[0].replace(",", ""))
    if used["adamw"] - used["sgd"] != 8 * total["trainable_parameters"] or used["sgd"] < 8 * total["trainable_parameters"]:
        sys.exit(f"a training step of {total}: {used}")
    if subprocess.run([nns, "check", known, "--max-training", str(used["adamw"])], capture_output=True).returncode != 0:
        sys.exit("a training step that fits exactly is refused")
    columns = [nns, "summary", known, "--format", "json", "--columns", "kept_bytes training_bytes", "--precision", "mixed_bfloat16"]
    if json.loads(subprocess.run(columns, capture_output=True, check=True).stdout)["total"]["training_bytes"] <= 0:
        sys.exit("a column for training says nothing")
    refused([nns, "check", known, "--max-training", "1M", "--optimizer", "adma"], "--optimizer is one of", 3)
    print(f"{count} files were cut off, and refused")


main()
