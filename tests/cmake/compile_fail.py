"""Compiles one file twice: with its mistake, which must give the expected message, and mended, which must compile.

compile_fail.py FILE COMPILER FLAGS...    Exit status 0 if both are so.
"""
import re
import subprocess
import sys

path, compiler = sys.argv[1], sys.argv[2:]
with open(path, encoding="utf-8") as f:
    expected = re.findall(r"^// EXPECT: (.*)$", f.read(), re.M)
if not expected:
    sys.exit(f"{path}: no line `// EXPECT: ...`")


def compile_it(*flags):
    return subprocess.run([*compiler, *flags, "-fsyntax-only", path], capture_output=True, text=True)


mended = compile_it("-DNNS_MENDED")
if mended.returncode != 0:
    sys.exit(f"{path}: without its mistake it must compile\n{mended.stderr}")

broken = compile_it()
if broken.returncode == 0:
    sys.exit(f"{path}: with its mistake it must not compile")
text = broken.stderr.replace("‘", "'").replace("’", "'")
errors = [m.start() for m in re.finditer(r"^[^\s].*?\berror:", text, re.M)]
if len(errors) > 3:
    sys.exit(f"{path}: {len(errors)} errors follow from one mistake; 3 are allowed\n{broken.stderr}")
# The first error with its notes, up to the second one.
first = text[: errors[1]] if len(errors) > 1 else text
for message in expected:
    if message not in first:
        sys.exit(f"{path}: the first error does not say\n    {message}\n{broken.stderr}")
