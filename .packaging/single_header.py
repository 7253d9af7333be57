"""Makes one header of nns, for Compiler Explorer and for those who like to copy one file.

single_header.py [--mp11 FOLDER] OUTPUT [HEADER...]
    HEADER as it is included: nns/nns.hpp (the default), nns/report/text.hpp, ... With --mp11 it carries what it uses of
    Boost.Mp11, out of FOLDER/boost/mp11 (/usr/include, where Debian puts it), and needs no Boost: for firmware.
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


def carry(header, folder, seen, system, body):
    """Appends a header of Mp11 behind those it includes, each once, with its own guard."""
    if header in seen:
        return
    seen.add(header)
    lines = []
    with open(os.path.join(folder, header), encoding="utf-8") as f:
        for line in f:
            other = OTHER.match(line)
            if other and other.group(1).startswith("boost/mp11/"):
                carry(other.group(1), folder, seen, system, body)
            elif other and other.group(1).startswith("boost/"):
                sys.exit(f"{header} includes {other.group(1)}, which is no part of Mp11")
            elif other:
                system.add(other.group(1))
            else:
                lines.append(line)
    body.append(f"// ---- {header}\n" + "".join(lines).strip() + "\n\n")


def carried(system, folder):
    """What the header needs of Mp11, as text; what that needs joins `system`."""
    wanted = sorted(name for name in system if name.startswith("boost/mp11"))
    foreign = sorted(name for name in system if name.startswith("boost/") and name not in wanted)
    if foreign:
        sys.exit(f"these headers of nns need more of Boost than Mp11: {', '.join(foreign)}")
    system.difference_update(wanted)
    seen, body = set(), []
    try:
        for header in wanted:
            carry(header, folder, seen, system, body)
        with open(os.path.join(folder, "boost/mp11/version.hpp"), encoding="utf-8") as f:
            number = int(re.search(r"define BOOST_MP11_VERSION (\d+)", f.read()).group(1))
    except OSError as error:
        sys.exit(f"no Boost.Mp11 there: {error}")
    with open(os.path.join(ROOT, "..", "LICENSE"), encoding="utf-8") as f:
        licence = "".join(f"// {line}".rstrip() + "\n" for line in f)
    whose = (f"// Boost.Mp11 {number // 100000}.{number // 100 % 1000}, by Peter Dimov and others: https://www.boost.org/libs/mp11\n"
             f"{licence}\n")
    return [whose, *body]


def all_headers():
    for folder, _, files in os.walk(ROOT):
        for file in files:
            if file.endswith(".hpp"):
                yield os.path.relpath(os.path.join(folder, file), ROOT).replace(os.sep, "/")


def version():
    return ".".join(re.findall(r"define NNS_VERSION_\w+ (\d+)", read("nns/version.hpp")))


def write_single(output, headers, mp11):
    seen, system, body = set(), set(), []
    for header in headers:
        gather(header, seen, system, body)
    if mp11:
        body = carried(system, mp11) + body
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
        return
    mp11 = None
    if arguments[:1] == ["--mp11"] and len(arguments) > 2:
        mp11 = arguments[1]
        arguments = arguments[2:]
    if arguments and not arguments[0].startswith("-"):
        write_single(arguments[0], arguments[1:] or ["nns/nns.hpp"], mp11)
    else:
        sys.exit(__doc__)


main(sys.argv[1:])
