"""The gallery of mistakes, tests/compile_fail/README.md: what was written, what the compiler says, and the fix.

gallery.py            writes it anew from the compile-fail tests and the rules
gallery.py --check    exit status 0 if its sentences are the library's, and its files are those of the tests
"""
import pathlib
import re
import sys

tests = pathlib.Path(__file__).parent.parent / "compile_fail"
page = tests / "README.md"
include = tests.parent.parent / "include" / "nns"

HEAD = """# What the compiler says, and the fix

Every mistake here is a test: the file is compiled with its mistake, which must give the message in the first error and
at most two errors after it, and once more with the fix, which must compile. A message names the layer's type, its name if it has one,
its row in the summary (the input is row 0), the shape that arrived, and the rule's numbers. `tests/cmake/gallery.py`
writes this page.

One message as the compilers print it, for a layer inside a named block:

```cpp
struct net : nns::sequential<input<8, 8, 6>,
                             named<"stem", conv2d<6, kernel<3>>,
                                           named<"squeeze", conv2d<8, kernel<1>, groups<4>>>>> {};
```

g++ 12:

```text
error: static assertion failed: nns: the input's channels are not divisible by the groups
note: 'nns::refused::channels_not_divisible_by_groups<nns::layers::conv2d<8, nns::layers::kernel<1>,
      nns::layers::groups<4> >, nns::refused::named<nns::fixed_string<13>{"stem/squeeze"}>, nns::refused::row<2>,
      nns::refused::arrived<6, 6, 6>, nns::refused::with::channels<6>,
      nns::refused::with::groups<4> >::value' evaluates to false
```

clang 19:

```text
error: static assertion failed due to requirement 'channels_not_divisible_by_groups<nns::conv2d<8, nns::kernel<1>,
       nns::groups<4>>, nns::refused::named<nns::fixed_string<13>{"stem/squeeze"}>, nns::refused::row<2>,
       nns::refused::arrived<6, 6, 6>, nns::refused::with::channels<6>, nns::refused::with::groups<4>>::value':
       nns: the input's channels are not divisible by the groups
```

A broken budget prints each broken item, the three layers with the most multiply-adds and, if those are too many, the
layers with the most parameters or activations:

```text
note: because 'budget_of<net, forward<used<31488, macs>, allowed<1000, macs>, exceeded_by<30488, macs>>,
      parameters<used<4288>, allowed<4000>, exceeded_by<288>>, most_expensive<
        layer<conv2d<6, kernel<3>, same>, named<"conv2d">, row<1>, costs<27648, macs>>, ...>, most_parameters<
        layer<dense<10>, named<"head">, row<3>, costs<3850>>, ...>>::kept' evaluated to false
```

"""


def rules():
    """The sentences of the library, in their order."""
    text = (include / "detail" / "rules.hpp").read_text(encoding="utf-8")
    found = re.findall(r'^NNS_RULE\(\w+,\s*((?:"(?:[^"\\]|\\.)*"\s*)+)', text, re.M)
    parts = [re.findall(r'"((?:[^"\\]|\\.)*)"', literals) for literals in found]
    return ["".join(sentence).replace('\\"', '"') for sentence in parts]


def code(text):
    """Declarations on one line, as they stand in a table."""
    one_line = re.sub(r"\s+", " ", text).strip()
    return "`" + one_line.replace("|", "\\|") + "`"


def entry(path):
    source = path.read_text(encoding="utf-8")
    mistake = re.match(r"// (.*)", source)[1]
    expected = re.findall(r"^// EXPECT: (.*)$", source, re.M)
    cases = re.search(r"#ifdef NNS_MENDED\n(.*?)#else\n(.*?)#endif", source, re.S)
    if cases:
        mended, broken = cases[1], cases[2]
    else:
        cases = re.search(r"#ifndef NNS_MENDED\n(.*?)(?:#else\n(.*?))?#endif", source, re.S)
        more = re.search(r"#ifdef NNS_MENDED\n(.*?)#endif", source, re.S)
        if cases:
            broken, mended = cases[1], cases[2] or "(without it)"
        elif more:
            broken, mended = "(without it)", more[1]
        else:
            return None
    return {"name": path.name, "mistake": mistake, "expected": expected, "broken": broken, "mended": mended}


def write():
    sentences = rules()
    groups = {}
    for path in sorted(tests.glob("*.cpp")):
        e = entry(path)
        if e is None:
            continue
        said = next((s for s in sentences for text in e["expected"] if len(text) > 12 and text.replace("nns: ", "") in s), None)
        groups.setdefault(said or "", []).append(e)
    lines = [HEAD]
    for sentence in [*sentences, ""]:
        if sentence not in groups:
            continue
        lines.append(f"## {sentence}\n\n" if sentence else "## Budgets, units, reports, Keras' files and what the language itself refuses\n\n")
        lines.append("| mistake | written | fix |\n|---|---|---|\n")
        for e in groups[sentence]:
            lines.append(f"| [{e['mistake']}]({e['name']}) | {code(e['broken'])} | {code(e['mended'])} |\n")
        lines.append("\n")
    page.write_text("".join(lines).rstrip() + "\n", encoding="utf-8")


def check():
    text = page.read_text(encoding="utf-8")
    known = set(rules())
    wrong = [h for h in re.findall(r"^## (.*)$", text, re.M) if h not in known and not h.startswith("Budgets")]
    shown = set(re.findall(r"\]\((\w+\.cpp)\)", text))
    wrong += sorted(shown ^ {path.name for path in tests.glob("*.cpp")})
    if wrong:
        sys.exit("\n    ".join(["the gallery is not that of the rules and the tests; run tests/cmake/gallery.py", *wrong]))


if __name__ == "__main__":
    check() if sys.argv[1:] == ["--check"] else write()
