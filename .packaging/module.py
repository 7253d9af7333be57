"""Writes nns.cppm: `import nns;` has the public names of the headers below, as using-declarations over them.

module.py OUTPUT [CLANG]   CLANG is the compiler that lists the names (clang++-19)
"""
import json
import os
import subprocess
import sys
import tempfile

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "include")
ROOMS = ("layers", "models", "memory", "conventions", "report", "import", "export")
NOT_FOR_USERS = ("detail", "refused", "portable")
HEAD = """// The module nns, made by .packaging/module.py: the names of the public headers that need no other library than Boost.
// A program that imports it still includes what is not in it: nns/interop/, nns/zoo/.
module;
"""


def public_headers():
    """nns.hpp and the headers on top of the rooms; the insides of a room come with them."""
    yield "nns/nns.hpp"
    for room in ROOMS:
        folder = os.path.join(ROOT, "nns", room)
        for file in sorted(os.listdir(folder)) if os.path.isdir(folder) else ():
            if file.endswith(".hpp") and "#pragma once" in open(os.path.join(folder, file), encoding="utf-8").read():
                yield f"nns/{room}/{file}"


def is_public(declaration):
    name = declaration.get("name", "")
    return (declaration["kind"].endswith("Decl") and name and not declaration.get("isImplicit")
            and declaration["kind"] not in ("CXXDeductionGuideDecl", "NamespaceAliasDecl", "UsingDirectiveDecl")
            and not name.startswith(("a_", "an_", "these_are", "the_")) and "deduction guide" not in name
            and declaration.get("storageClass") != "static")


def gather(namespace, path, names, inline):
    """The names of each namespace, in the order in which they stand there."""
    for declaration in namespace.get("inner", ()):
        if declaration["kind"] == "NamespaceDecl":
            name = declaration.get("name")
            if name and name not in NOT_FOR_USERS:
                inner = (*path, name)
                if declaration.get("isInline"):
                    inline.add(inner)
                gather(declaration, inner, names, inline)
        elif is_public(declaration):
            names.setdefault(path, {})[declaration["name"]] = True


def main(output, clang="clang++-19"):
    headers = list(public_headers())
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "all.cpp")
        with open(source, "w", encoding="utf-8") as f:
            f.writelines(f"#include <{header}>\n" for header in headers)
        tree = json.loads(subprocess.run(
            [clang, "-std=c++20", f"-I{ROOT}", "-fsyntax-only", "-Xclang", "-ast-dump=json",
             source],
            check=True, capture_output=True, text=True).stdout)
    names, inline = {}, set()
    for declaration in tree["inner"]:
        if declaration["kind"] == "NamespaceDecl" and declaration.get("name") == "nns":
            gather(declaration, ("nns",), names, inline)
    with open(output, "w", encoding="utf-8") as f:
        f.write(HEAD)
        f.writelines(f"#include <{header}>\n" for header in headers)
        f.write("\nexport module nns;\n")
        for path, found in sorted(names.items()):
            opened = " ".join(f"{'inline ' if path[:i + 1] in inline else ''}namespace {path[i]} {{" for i in range(len(path)))
            f.write(f"\nexport {opened}\n")
            f.writelines(f"using {'::'.join(path)}::{name};\n" for name in sorted(found))
            f.write("}" * len(path) + "\n")


if len(sys.argv) not in (2, 3):
    sys.exit(__doc__)
main(*sys.argv[1:])
