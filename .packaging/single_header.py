"""Makes one header of nns, for Compiler Explorer and for those who like to copy one file.

single_header.py OUTPUT [HEADER...]   HEADER as it is included: nns/nns.hpp (the default), nns/report/text.hpp, ...
single_header.py --stubs DIRECTORY OUTPUT
    Writes into DIRECTORY a header for each one in include/ that only includes OUTPUT: so the tests run against it.
"""
import os
import re
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "include")
OWN = re.compile(r'^#include <(nns/[^>]+)>')
OTHER = re.compile(r'^#include <([^>]+)>')


def read(header):
    with open(os.path.join(ROOT, header), encoding="utf-8") as f:
        return f.read()


def once(header):
    return "#pragma once" in read(header)


def gather(header, seen, system, body):
    """Appends the header's text behind that of the headers it includes, each once."""
    if header in seen:
        return
    seen.add(header)
    lines, conditional = [], 0
    for line in read(header).splitlines(keepends=True):
        own, other = OWN.match(line), OTHER.match(line)
        if re.match(r"#\s*if", line):
            conditional += 1
        if re.match(r"#\s*endif", line):
            conditional -= 1
        if line.startswith("#pragma once"):
            continue
        if own and not once(own.group(1)):
            lines.append(read(own.group(1)))  # a list that is included wherever it is needed
        elif own:
            gather(own.group(1), seen, system, body)
        elif other and conditional == 0:
            system.add(other.group(1))
        else:
            lines.append(line)
    body.append(f"// ---- {header}\n" + "".join(lines).strip() + "\n\n")


def all_headers():
    for folder, _, files in os.walk(ROOT):
        for file in files:
            if file.endswith(".hpp"):
                yield os.path.relpath(os.path.join(folder, file), ROOT).replace(os.sep, "/")


def version():
    return ".".join(re.findall(r"define NNS_VERSION_\w+ (\d+)", read("nns/version.hpp")))


def write_single(output, headers):
    seen, system, body = set(), set(), []
    for header in headers:
        gather(header, seen, system, body)
    with open(output, "w", encoding="utf-8") as f:
        f.write(f"// nns {version()}: what a neural network costs, while your code compiles. One header, made from\n"
                f"// {', '.join(headers)}. Boost Software License 1.0.\n#pragma once\n\n")
        f.writelines(f"#include <{name}>\n" for name in sorted(system))
        f.write("\n")
        f.writelines(body)


def write_stubs(directory, output):
    for header in all_headers():
        path = os.path.join(directory, header)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as f:
            f.write(f'#pragma once\n#include "{os.path.abspath(output)}"\n')


def main(arguments):
    if arguments[:1] == ["--stubs"] and len(arguments) == 3:
        write_stubs(arguments[1], arguments[2])
    elif arguments and not arguments[0].startswith("-"):
        write_single(arguments[0], arguments[1:] or ["nns/nns.hpp"])
    else:
        sys.exit(__doc__)


main(sys.argv[1:])
