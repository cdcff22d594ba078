#!/usr/bin/env python3
"""Sums the line counts of a coverage build: coverage.py FOLDER PERCENT BUILD, called by coverage.sh.

A line counts as executed when any object file that holds it executed it (templates and inline functions are in many).
What was built and is linked by no test counts as not executed.
"""
import collections
import json
import os
import pathlib
import subprocess
import sys


def counts(folder, build):
    """{file: {line: executions}} of the sources under `folder`."""
    found = collections.defaultdict(collections.Counter)
    gcov = os.environ.get("GCOV", "gcov")
    for notes in sorted(pathlib.Path(build).rglob("*.gcno")):
        data = notes.with_suffix(".gcda")
        if not data.exists():
            data = notes  # no test links it
        run = subprocess.run([gcov, "--json-format", "--stdout", data.resolve()], capture_output=True, text=True, check=True)
        for document in run.stdout.splitlines():
            for file in json.loads(document)["files"]:
                path = os.path.relpath(os.path.join(build, file["file"]))
                if path.startswith(folder.rstrip("/") + "/") and os.path.exists(path):
                    for line in file["lines"]:
                        found[path][line["line_number"]] += line["count"]
    return found


def runs_of(numbers):
    """[3, 4, 5, 9] as "3-5 9"."""
    out = []
    for n in numbers:
        if out and out[-1][1] == n - 1:
            out[-1][1] = n
        else:
            out.append([n, n])
    return " ".join(str(a) if a == b else f"{a}-{b}" for a, b in out)


def main():
    folder, percent, build = sys.argv[1], float(sys.argv[2]), sys.argv[3]
    total = executed = 0
    for path, lines in sorted(counts(folder, build).items()):
        ran = sum(1 for n in lines.values() if n > 0)
        total, executed = total + len(lines), executed + ran
        print(f"{100 * ran / len(lines):6.1f} %  {ran:4}/{len(lines):<4} {path}  {runs_of(sorted(l for l, n in lines.items() if n == 0))}")
    if total == 0:
        print(f"没有数据 / nothing was counted under {folder}", file=sys.stderr)
        return 2
    share = 100 * executed / total
    print(f"{share:6.1f} %  {executed}/{total} {folder}，至少 / at least {percent} %")
    return 0 if share >= percent else 1


if __name__ == "__main__":
    sys.exit(main())
