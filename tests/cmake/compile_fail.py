"""Compiles one file twice: with its mistake, which must give the expected message, and mended, which must compile.

compile_fail.py FILE COMPILER FLAGS... -- FLAGS...    Exit status 0 if both are so.

Every `// EXPECT: text` of the file must stand in the first error: in its own line or in the notes behind it, not in what
led there. Before, what compilers write differently is made alike: namespaces of nns are left out, text is "text", and no
spaces stand between > and >. With the first one there may be MOST_ERRORS errors.
`// SHOWN: PAGE TEXT` says that a page shows the message: the types in each of its ```text blocks that hold TEXT must stand in
the first error; `...` stands for what the page leaves out.
`// FLAGS: ...` adds flags, in place of those behind the --, and such a file is passed over (exit status 77) by a compiler
that does not know them. `// SINCE: g++ 14, clang++ 21` has older ones pass it over as well.
"""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
MOST_ERRORS = 3
SKIPPED = 77


def alike(message):
    """One compiler's message as all would write it."""
    message = message.replace("‘", "'").replace("’", "'").replace("const nns::", "nns::")
    message = re.sub(r"\b(?:nns::)?(?:layers|refused::with|refused::compared|refused|detail)::", "", message).replace("nns::", "")
    message = re.sub(r"(?:fixed_string<\d+(?:UL)?>)?\{(\"[^\"]*\")\}", r"\1", message)
    spelled = r"\b(named|not_found|says)<((?:'.'(?:, )?)+)>"
    message = re.sub(spelled, lambda m: m[1] + '<"' + "".join(re.findall("'(.)'", m[2])) + '">', message)
    message = re.sub(r"\bsays<(\"[^>]*\")>", lambda m: "says<" + m[1].replace('", "', "") + ">", message)
    message = re.sub(r"\b(\d+)U?L+\b", r"\1", message)
    while "> >" in message:
        message = message.replace("> >", ">>")
    return message


def errors_in(message):
    """The errors, each with its notes. What led to the first one, which compilers print before it, is left out."""
    starts = [m.start() for m in re.finditer(r"^\S.*?\b(?:fatal )?error:", message, re.M)]
    return [message[start:end] for start, end in zip(starts, starts[1:] + [len(message)])]


def shown(page, text):
    """What the page shows of a message, by blocks: parts of it in their order, without spaces."""
    blocks = re.findall(r"^```text\n(.*?)^```", (ROOT / page).read_text(encoding="utf-8"), re.S | re.M)
    for block in blocks:
        if text in block:
            lines = " ".join(line.strip() for line in block.splitlines() if not line.startswith("static_assert("))
            types = re.search(r"\w+<.*>", lines.replace("< ", "<"))[0]
            yield [re.sub(r"\s", "", part) for part in alike(types).split("...")]


def in_order(parts, message):
    """Whether all parts stand in the message, one behind the other."""
    return re.search(".*".join(map(re.escape, parts)), re.sub(r"\s", "", message), re.S) is not None


def older(compiler, since):
    """Whether the compiler is one of `g++ 14, clang++ 21`, and older."""
    said = subprocess.run([compiler, "--version"], stdout=subprocess.PIPE, text=True).stdout
    kind = "clang++" if "clang version" in said else "g++"
    version = int(subprocess.run([compiler, "-dumpversion"], stdout=subprocess.PIPE, text=True).stdout.split(".")[0])
    return any(name == kind and version < int(least) for name, least in re.findall(r"(\S+) (\d+)", since))


def check(path, compiler, usual_flags):
    """What is wrong with the file or with its message; None if nothing is."""
    with open(path, encoding="utf-8") as f:
        source = f.read()
    expected = re.findall(r"^// EXPECT: (.*)$", source, re.M)
    pages = re.findall(r"^// SHOWN: (\S+) (.*)$", source, re.M)
    flags = " ".join(re.findall(r"^// FLAGS: (.*)$", source, re.M)).split()
    since = re.search(r"^// SINCE: (.*)$", source, re.M)
    if since and older(compiler[0], since[1]):
        sys.exit(SKIPPED)
    if not expected:
        return "no line `// EXPECT: ...`"
    if "NNS_MENDED" not in source:
        return "no NNS_MENDED: a mistake is shown beside its mend"
    broken, mended = (
        subprocess.Popen([*compiler, *(flags or usual_flags), *more, "-fsyntax-only", path], stderr=subprocess.PIPE, text=True)
        for more in ([], ["-DNNS_MENDED"])
    )
    said, said_mended = broken.communicate()[1], mended.communicate()[1]
    if flags and re.search(r"unrecognized command-line option|invalid value", said_mended):
        sys.exit(SKIPPED)
    if mended.returncode != 0:
        return f"without its mistake it must compile\n{said_mended}"
    if broken.returncode == 0:
        return "with its mistake it must not compile"
    errors = errors_in(said)
    if not errors:
        return f"no error can be told from what the compiler said\n{said}"
    if len(errors) > MOST_ERRORS:
        return f"{len(errors)} errors follow from one mistake; {MOST_ERRORS} are allowed\n{said}"
    first = alike(errors[0])
    missing = [text for text in expected if alike(text) not in first]
    if missing:
        return "\n    ".join(["the first error does not say", *missing]) + f"\n{said}"
    for page, text in pages:
        blocks = list(shown(page, text))
        if not blocks or not all(in_order(parts, first) for parts in blocks):
            return f"{page} does not show this message\n{blocks}\n{said}"
    return None


if __name__ == "__main__":
    behind = sys.argv.index("--")
    wrong = check(sys.argv[1], sys.argv[2:behind], sys.argv[behind + 1 :])
    if wrong:
        sys.exit(f"{sys.argv[1]}: {wrong}")
