"""Models that people have, as files of public repositories and of bug reports: parameters, trainable ones, multiply-adds and
the output, as far as they are known from the weights stored beside them, from Keras, or from a closed form.

field.py NNS FOLDER: the folder has keras/*.json with expected.jsonl, and wild.tar.xz, which is unpacked for the test; it
says where it disagrees, what is refused, and why a refusal stays (refusals.txt beside this program). Without a folder the
test is skipped (77).
"""
import collections
import json
import pathlib
import subprocess
import sys
import tarfile
import tempfile


def summary_of(tool, file, options=()):
    done = subprocess.run([tool, "summary", str(file), "--format", "json", *options], capture_output=True, text=True)
    return (json.loads(done.stdout)["total"], "") if done.returncode == 0 else (None, done.stderr.strip())


def differences(total, model):
    for key, what in (("parameters", "total_params"), ("trainable_parameters", "trainable_params"), ("forward", "macs"),
                      ("output", "output"), ("forward", "refuse_or_macs")):
        if model.get(what) is not None and total[key] != model[what]:
            yield f"{key}: {total[key]}, {model[what]} expected"


def check_cases(tool, folder):
    wrong = count = 0
    for line in (folder / "expected.jsonl").read_text(encoding="utf-8").splitlines():
        model = json.loads(line)
        count += 1
        total, message = summary_of(tool, folder / "keras" / (model["name"] + ".json"))
        if total is None:
            found = [] if "refuse_or_macs" in model else [message]
        else:
            found = list(differences(total, model))
        for difference in found:
            wrong += 1
            print(f"{model['name']}: {difference}")
    return count, wrong


def reasons_of(file):
    """A line a model: its name, `refused` or `unknown`, and the reason."""
    reasons = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, what, reason = line.split(maxsplit=2)
            reasons[name] = (what, reason)
    return reasons


def check_wild(tool, folder, reasons):
    wrong, told = 0, collections.Counter()
    with tempfile.TemporaryDirectory() as place:
        with tarfile.open(folder / "wild.tar.xz") as archive:
            archive.extractall(place, filter="data") if hasattr(tarfile, "data_filter") else archive.extractall(place)
        (listed,) = pathlib.Path(place).rglob("expected.jsonl")
        models = [json.loads(line) for line in listed.read_text(encoding="utf-8").splitlines()]
        for model in models:
            total, message = summary_of(tool, listed.parent / model["name"])
            what, reason = reasons.get(model["name"], ("counted", ""))
            if total is None:
                found = [] if what == "refused" else [message]
            elif what == "refused":
                found = [f"is read, but stands in refusals.txt: {reason}"]
            elif what == "unknown":
                found = [] if None in total.values() else ["is known, but stands in refusals.txt as unknown"]
            else:
                found = list(differences(total, model))
            told[what] += 1
            for difference in found:
                wrong += 1
                print(f"{model['name']} ({model['dialect']}): {difference}")
    return len(models), wrong, told


def main():
    tool, folder = sys.argv[1], pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else "")
    if not folder.name or not (folder / "expected.jsonl").is_file():
        print("skipped: NNS_FIELD_MODELS names no folder with an expected.jsonl")
        sys.exit(77)
    count, wrong = check_cases(tool, folder)
    print(f"{count} cases, {wrong} differences")
    if (folder / "wild.tar.xz").is_file():
        models, more, told = check_wild(tool, folder, reasons_of(pathlib.Path(__file__).with_name("refusals.txt")))
        wrong += more
        print(f"{models} files: {', '.join(f'{n} {what}' for what, n in told.items())}; {more} differences")
    sys.exit(wrong != 0)


main()
