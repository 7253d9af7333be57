"""Every layer of Keras' own models: shapes, parameters and multiply-adds, as those programs built and executed them.

models.py NNS FOLDER: the folder has expected.jsonl, a line a model. Without a folder the test is skipped (77).
"""
import json
import pathlib
import subprocess
import sys


def differences(model, folder, tool):
    done = subprocess.run([tool, "summary", str(folder / model["file"]), "--format", "json"], capture_output=True, text=True)
    if done.returncode != 0:
        return [done.stderr.strip()]
    summary = json.loads(done.stdout)
    rows = {row["name"]: row for row in summary["layers"]}
    wrong = []

    def compare(what, found, expected):
        if found != expected:
            wrong.append(f"{what}: {found}, but {expected} expected")

    for layer in model["layers"]:
        name = layer["name"]
        row = rows.get(name)
        # A model inside the model, and a layer that is called again, are several rows.
        parts = [r for r in summary["layers"] if r["name"].startswith(name + "/") or r["name"].startswith(name + "@")]
        if row is None and not parts:
            wrong.append(f"{name}: no row")
            continue
        rows_of_layer = ([row] if row else []) + parts
        if row is not None and layer["output_shape"] is not None:
            compare(f"{name}, output", row["output"], layer["output_shape"][1:])
        compare(f"{name}, parameters", sum(r["parameters"] for r in rows_of_layer), layer["params"])
        compare(f"{name}, trainable", sum(r["trainable_parameters"] for r in rows_of_layer), layer["trainable_params"])
        if layer["macs"] is not None:
            compare(f"{name}, forward", sum(r["forward"] for r in rows_of_layer), layer["macs"])
    total = summary["total"]
    compare("total parameters", total["parameters"], model["total_params"])
    compare("total trainable", total["trainable_parameters"], model["trainable_params"])
    if model["macs"] is not None:
        compare("total forward", total["forward"], model["macs"])
    return wrong


def main():
    tool, folder = sys.argv[1], pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else "")
    if not folder.name or not (folder / "expected.jsonl").is_file():
        print("skipped: NNS_KERAS_MODELS names no folder with an expected.jsonl")
        sys.exit(77)
    count = wrong = 0
    for line in (folder / "expected.jsonl").read_text(encoding="utf-8").splitlines():
        model = json.loads(line)
        count += 1
        for difference in differences(model, folder, tool):
            wrong += 1
            print(f"{model['file']}: {difference}")
    # MLPerf Tiny's definitions: multiply-adds, parameters.
    for name, forward, parameters in (("ad01", 264192, 269992), ("pretrainedResnet", 12501632, 78666),
                                      ("vww_96", 7489664, 221794), ("str_ww_ref_model", 826368, 47707)):
        file = folder / f"{name}.model_config.json"
        if not file.is_file():
            continue
        count += 1
        total = json.loads(subprocess.run([tool, "summary", str(file), "--format", "json"], capture_output=True, text=True,
                                          check=True).stdout)["total"]
        if (total["forward"], total["parameters"]) != (forward, parameters):
            wrong += 1
            print(f"{name}: {total['forward']}, {total['parameters']}; {forward}, {parameters} expected")
    print(f"{count} models, {wrong} differences")
    sys.exit(wrong != 0)


main()
