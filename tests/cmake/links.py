"""Every relative link of the public pages leads to a file that is there, and to a heading that is there; every page of examples/
is linked from its index; no merge was left half done.

    links.py PROJECT PAGE...    pages below the project's folder; exit status 1 if a link leads nowhere
"""
import pathlib
import re
import sys


def prose(text):
    """The lines that are no code."""
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip().startswith("```"):
            inside = not inside
        elif not inside:
            yield number, line


def anchors(page):
    """As GitHub makes them: in lower case, without punctuation, with hyphens for spaces, numbered where they repeat."""
    found = {}
    for _, line in prose(page.read_text(encoding="utf-8")):
        heading = re.match(r"#{1,6} +(.*?)\s*$", line)
        if heading:
            words = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", heading.group(1)).lower()
            name = re.sub(r"[^\w\- ]", "", words).replace(" ", "-")
            found[name] = found.get(name, -1) + 1
    return {name + (f"-{n}" if n else "") for name, most in found.items() for n in range(most + 1)}


def faults_of(page, project):
    for number, line in prose(page.read_text(encoding="utf-8")):
        if line.startswith(("<<<<<<< ", ">>>>>>> ")):
            yield f"{page.relative_to(project)}:{number}: half of a merge stands here"
        for target in re.findall(r"\[[^]]*\]\(([^)\s]+)\)", re.sub(r"`[^`]*`", "``", line)):
            if re.match(r"[a-z]+:", target):
                continue
            path, _, anchor = target.partition("#")
            file = (page.parent / path).resolve() if path else page
            where = f"{page.relative_to(project)}:{number}: {target}"
            if not file.exists():
                yield f"{where}: no such file"
            elif anchor and anchor not in anchors(file):
                yield f"{where}: no such heading"


def main(project, *names):
    project = pathlib.Path(project).resolve()
    pages = [project / name for name in names]
    faults = [fault for page in pages for fault in faults_of(page, project)]
    index = (project / "examples/README.md").read_text(encoding="utf-8")
    for page in pages:
        if page.parent.name == "examples" and page.name != "README.md" and f"]({page.name}" not in index:
            faults.append(f"examples/README.md: does not link {page.name}")
    print("\n".join(faults))
    return 1 if faults or not pages else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
