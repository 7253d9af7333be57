"""Every key of every class that the reader knows, in real files, is one that it reads or skips on purpose.

keys.py PAGE FOLDER...: the page is examples/keras_keys.md; the folders have models as JSON, alone, in TensorFlow.js' model.json,
as text in text, or in wild.tar.xz.
"""
import json
import pathlib
import re
import sys
import tarfile


def words(cell):
    return cell.strip().strip("`").split()


def read_page(page):
    read, skipped, part = {}, [], ""
    everywhere = set()
    for line in page.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            part = line[3:]
        elif line.startswith("Of every class:"):
            everywhere = set(words(re.search("`([^`]*)`", line).group(1)))
        elif line.startswith("| `") and part == "Read":
            classes, keys = line.split("|")[1:3]
            for name in words(classes):
                read[name] = set(words(keys)) | everywhere
        elif line.startswith("| ") and part == "Skipped" and "`" in line:
            _, keys, classes = line.split("|")[1:4]
            skipped.append((set(words(keys)), set(words(classes))))
    return read, skipped


def layers_in(value):
    if isinstance(value, str) and value[:1] in ("{", "[", '"'):
        try:
            value = json.loads(value)
        except ValueError:
            return
    if isinstance(value, dict):
        if isinstance(value.get("class_name"), str) and isinstance(value.get("config"), dict):
            yield value["class_name"], value["config"]
        for inside in value.values():
            yield from layers_in(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from layers_in(inside)


def texts_of(folder):
    for file in sorted(folder.rglob("*.json")):
        yield file.name, file.read_bytes()
    for archive in folder.rglob("wild.tar.xz"):
        with tarfile.open(archive) as files:
            for member in files:
                if member.name.endswith(".json"):
                    yield member.name, files.extractfile(member).read()


def main():
    read, skipped = read_page(pathlib.Path(sys.argv[1]))
    seen, strange = set(), {}
    for folder in map(pathlib.Path, filter(None, sys.argv[2:])):
        for name, text in texts_of(folder):
            try:
                model = json.loads(text)
            except ValueError:
                continue
            for class_name, config in layers_in(model):
                if class_name not in read:
                    continue
                for key in config:
                    seen.add((class_name, key))
                    if key in read[class_name] or any(key in keys and (not only or class_name in only) for keys, only in skipped):
                        continue
                    strange.setdefault((key, class_name), name)
    for (key, class_name), name in sorted(strange.items()):
        print(f"{key} of {class_name} ({name}) is on no list")
    print(f"{len(seen)} keys of classes, {len(strange)} on no list")
    sys.exit(bool(strange) or not seen)


main()
