"""Writes nns.cppm: `import nns;` has the public names of the headers below, as using-declarations over them.

module.py OUTPUT [CLANG]   CLANG is the compiler that lists the names (clang++-19)
"""
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "include")
ROOMS = ("layers", "models", "memory", "conventions")
NOT_FOR_USERS = re.compile(r"::(detail|refused|hana_literals|keras_configs|in_memory|in_training)(::|$)|::(a|an|the|these)_\w+$")
INLINE = ("layers", "literals")
HEAD = """// The module nns, made by .packaging/module.py: the names of the public headers that need no library but Boost. What stands
// in other rooms (reports, files, the zoo) is included, in front of the import.
module;
"""


def read(header):
    with open(os.path.join(ROOT, header), encoding="utf-8") as f:
        return f.read()


def public_headers():
    """nns.hpp and the headers on top of the rooms; the insides of a room come with them."""
    yield "nns/nns.hpp"
    for room in ROOMS:
        for file in sorted(os.listdir(os.path.join(ROOT, "nns", room))):
            header = f"nns/{room}/{file}"
            if file.endswith(".hpp") and "#pragma once" in read(header):
                yield header


def compile_listing(clang, lines, *flags):
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "names.cpp")
        with open(source, "w", encoding="utf-8") as f:
            f.writelines(lines)
        return subprocess.run([clang, "-std=c++20", f"-I{ROOT}", "-fsyntax-only", *flags, source], capture_output=True, text=True)


def namespaces():
    """The namespaces that the headers open."""
    opened = {"nns"}
    for folder, _, files in os.walk(ROOT):
        for file in files:
            inside = []
            if file.endswith(".hpp"):
                for name, closed in re.findall(r"^ *(?:inline )?namespace ([\w:]+) \{|^\} *// (?:inline )?(namespace)",
                                               read(os.path.join(folder, file)), re.M):
                    inside = inside[:-1] if closed else [*inside, name]
                    opened.add("::".join(inside))
    return opened


def declared_names(headers, clang):
    """Pairs of a namespace and a name that stands in it. clang lists what is declared, without its inline namespaces,
    and hidden friends too: whether a name stands somewhere is tried."""
    includes = [f"#include <{header}>\n" for header in headers]
    listing = compile_listing(clang, includes, "-Xclang", "-ast-list")
    if listing.returncode != 0:
        sys.exit(listing.stderr)
    opened = namespaces()
    wanted = set()
    for name in re.findall(r'^nns::(?:\w+::)*(?:operator(?:""_\w+|[^\w\s(]+)|\w+)$', listing.stdout, re.M):
        space, _, own = name.rpartition("::")
        if space in opened and name not in opened and own not in INLINE and not NOT_FOR_USERS.search(name):
            wanted.add((space, own))
            if space == "nns":
                wanted.update((f"nns::{inner}", own) for inner in INLINE)
    wanted = sorted(wanted)
    tried = compile_listing(clang, [*includes, *(f"namespace t{i} {{ using {space}::{own}; }}\n" for i, (space, own) in enumerate(wanted))],
                            "-ferror-limit=0", "-fno-caret-diagnostics")
    bad = {int(line) - len(includes) - 1 for line in re.findall(r"^[^\n]*names\.cpp:(\d+):\d+: error: no member named", tried.stderr, re.M)}
    found = [pair for i, pair in enumerate(wanted) if i not in bad]
    inner = {own for space, own in found if space.rpartition("::")[2] in INLINE}
    return [(space, own) for space, own in found if space != "nns" or own not in inner]


def main(output, clang="clang++-19"):
    headers = list(public_headers())
    names = {}
    for space, own in declared_names(headers, clang):
        names.setdefault(space, []).append(own)
    with open(output, "w", encoding="utf-8") as f:
        f.write(HEAD)
        f.writelines(f"#include <{header}>\n" for header in headers)
        f.write("\nexport module nns;\n")
        for space, found in sorted(names.items()):
            path = space.split("::")
            opened = " ".join(f"{'inline ' if name in INLINE else ''}namespace {name} {{" for name in path)
            f.write(f"\nexport {opened}\n")
            f.writelines(f"using {space}::{name};\n" for name in found)
            f.write("}" * len(path) + "\n")


if len(sys.argv) not in (2, 3):
    sys.exit(__doc__)
main(*sys.argv[1:])
