"""What the tools do with what they cannot read: a message on the standard error, nothing on the standard output.

refusals.py KERAS_SUMMARY KERAS_TO_CPP CORPUS: every file of the corpus is cut off at many places, and must be refused there.
"""
import pathlib
import subprocess
import sys
import tempfile


def refused(command, message):
    done = subprocess.run(command, capture_output=True, text=True, errors="replace")
    if done.returncode not in (1, 2) or done.stdout or message not in done.stderr:
        sys.exit(f"{' '.join(command)}: exit {done.returncode}, {done.stdout!r}, {done.stderr!r}; {message!r} expected")


def main():
    tools, corpus = sys.argv[1:3], pathlib.Path(sys.argv[3])
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        cut = pathlib.Path(folder) / "cut.json"
        for file in sorted(corpus.glob("*.json")):
            whole = file.read_bytes().rstrip()
            for end in range(0, len(whole), max(1, len(whole) // 20)):
                cut.write_bytes(whole[:end])
                refused([tools[0], str(cut)], f"{cut}:")
                count += 1
            cut.write_bytes(whole + b"}")
            refused([tools[0], str(cut)], "nothing may follow the model" if b"Fancy" not in whole else f"{cut}:")
    for tool in tools:
        refused([tool], "usage:")
        refused([tool, "no/such/file.json"], "cannot be read")
        refused([tool, "x.json", "--input", "3x0"], "usage:")
        refused([tool, "x.json", "--unknown"], "usage:")
        refused([tool, str(corpus / "tfjs_sequential.json")], "Fancy")
    refused([tools[0], str(corpus / "keras1_sequential.json"), "--format", "html"], "usage:")
    refused([tools[0], str(corpus / "keras1_sequential.json"), "--batch", "9223372036854775807"], "63 bits")
    print(f"{count} files were cut off, and refused")


main()
