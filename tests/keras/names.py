"""Models that are called as C++, or this library, calls something else: what the tool writes compiles all the same.

names.py NNS HEADERS -- COMPILER FLAG...: HEADERS is the folder with layers/ and models/, whose names are collected.
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

KEYWORDS = """alignas alignof and and_eq asm auto bitand bitor bool break case catch char char8_t char16_t char32_t class
compl concept const consteval constexpr constinit const_cast continue co_await co_return co_yield decltype default delete do
double dynamic_cast else enum explicit export extern false float for friend goto if inline int long mutable namespace new
noexcept not not_eq nullptr operator or or_eq private protected public register reinterpret_cast requires return short
signed sizeof static static_assert static_cast struct switch template this thread_local throw true try typedef typeid
typename union unsigned using virtual void volatile wchar_t while xor xor_eq main std nns linux unix""".split()
ODD = ["", "8x8", "_begin", "double__underscore", "two words", "line\nbreak", "tab\there", 'quo"te', "back\\slash", "a/b/c",
       "größe", "模型", "what??/", "R\"x(", "\x7f", "end\\", "dense@2", "100%", "dense:1"]


def names_in(headers):
    found = set()
    for file in [*headers.glob("layers/*.hpp"), *headers.glob("models/*.hpp")]:
        text = file.read_text(encoding="utf-8")
        found |= set(re.findall(r"^(?:struct|class|using|inline constexpr \w+) (?:NNS_BY_STEPS )?(\w+)", text, re.M))
        found |= set(re.findall(r"^NNS_\w+\((?:template <[^>]*>, *)?(\w+)", text, re.M))
    return sorted(found)


def model(name):
    """Two layers, of which the second has the model's name too."""
    layers = [{"class_name": "Dense", "config": {"name": "first", "units": 3, "batch_input_shape": [None, 4]}},
              {"class_name": "Dense", "config": {"name": name or "second", "units": 2}}]
    inner = {"class_name": "Sequential", "config": {"name": name, "layers": layers}}
    end = {"class_name": "Dense", "config": {"name": "end", "units": 5}}
    return {"class_name": "Sequential", "config": {"name": name, "layers": [inner, end]}}


def main():
    split = sys.argv.index("--")
    tool, headers = sys.argv[1], pathlib.Path(sys.argv[2])
    names = names_in(headers) + KEYWORDS + ODD
    includes, declared = set(), ""
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "model.json"
        for number, name in enumerate(names):
            file.write_text(json.dumps(model(name)), encoding="utf-8")
            done = subprocess.run([tool, "cpp", str(file)], capture_output=True, text=True)
            if done.returncode != 0:
                sys.exit(f"{name!r}: {done.stderr}")
            includes |= set(re.findall(r"#include .*\n", done.stdout))
            body = re.sub(r"#include .*\n", "", done.stdout)
            last = re.findall(r"^struct (\w+) : nns::", body, re.M)[-1]
            # 4 x 3 + 3 x 2 + 2 x 5 weights, 3 + 2 + 5 biases.
            declared += f"namespace model_{number} {{{body}static_assert(nns::parameters<{last}> == 28 + 10);\n}}\n"
        source = pathlib.Path(folder) / "declared.cpp"
        source.write_text("".join(sorted(includes)) + declared, encoding="utf-8")
        done = subprocess.run([*sys.argv[split + 1:], "-fsyntax-only", str(source)], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(done.stderr)
    print(f"{len(names)} names are taken, and the declarations compile")


main()
