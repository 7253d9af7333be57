"""Without C++20 every header is one error, which says the flag, and nothing behind it is compiled.

cxx20.py INCLUDE COMPILER    Every header leads to nns/detail/cxx20.hpp by its includes; some are compiled.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

GUARD = "nns/detail/cxx20.hpp"
COMPILED = ["nns/nns.hpp", "nns/version.hpp", "nns/import/keras_file.hpp", "nns/zoo/torchvision.hpp"]


def errors_of(header, compiler, include):
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "source.cpp")
        with open(source, "w", encoding="utf-8") as f:
            f.write(f"#include <{header}>\nstruct net : nns::sequential<nns::input<8>> {{}};\n")
        ran = subprocess.run([compiler, f"-I{include}", "-std=c++17", "-fsyntax-only", source], stderr=subprocess.PIPE, text=True)
    return [line for line in ran.stderr.splitlines() if re.search(r"\berror:", line)]


def main(include, compiler):
    texts = {p.relative_to(include).as_posix(): p.read_text(encoding="utf-8") for p in pathlib.Path(include).rglob("*.hpp")}
    guarded = {GUARD}
    while True:
        more = {h for h, text in texts.items() if guarded & set(re.findall(r"^#include <(nns/[^>]+)>", text, re.M))} - guarded
        if not more:
            break
        guarded |= more
    wrong = [f"{h} does not include <{GUARD}>, nor a header that does"
             for h, text in sorted(texts.items()) if h not in guarded and "#pragma once" in text]
    for header in COMPILED:
        errors = errors_of(header, compiler, include)
        if len(errors) != 1 or "nns needs C++20: compile with -std=c++20" not in errors[0]:
            wrong.append(f"{header}: {len(errors)} errors without C++20: " + "; ".join(errors[:2]))
    if wrong:
        sys.exit("\n".join(wrong))


main(*sys.argv[1:])
