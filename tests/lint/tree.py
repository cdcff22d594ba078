#!/usr/bin/env python3
"""Checks the shape of the tree: what may stand at the top, the size of files, and words that must not stay in main.

    tree.py ROOT      exit 1 and one line per finding
"""
import pathlib
import re
import subprocess
import sys

TOP = {"CMakeLists.txt", "CMakePresets.json", "README.md", "services", "common", "deploy", "tests"}
CODE = {".cpp", ".hpp", ".lua", ".py", ".sh"}
LONGEST = 400  # lines; a longer file has more than one concept
# Spelled in two parts so that this file does not find itself.
UNFINISHED = re.compile("|".join(["TO" + "DO", "FIX" + "ME", r"\bXX" + r"X\b", "DISABLED" + "_", "GTEST" + "_SKIP"]))
SLEEPS = re.compile("sleep" + r"_for|time\.sl" + r"eep\(")


def files(root):
    listed = subprocess.run(["git", "-C", root, "ls-files", "--cached", "--others", "--exclude-standard"],
                            capture_output=True, text=True)
    if listed.returncode == 0:
        return [pathlib.Path(root, name) for name in listed.stdout.splitlines()]
    return [p for p in pathlib.Path(root).rglob("*") if p.is_file()]


def findings(root):
    for path in files(root):
        if not path.exists():
            continue
        name = path.relative_to(root)
        top = name.parts[0]
        if top not in TOP and not top.startswith("."):
            yield f"{name}: the top level is fixed"
        if path.suffix not in CODE:
            continue
        lines = path.read_text(encoding="utf-8").splitlines()
        if len(lines) > LONGEST:
            yield f"{name}: {len(lines)} lines, at most {LONGEST}"
        for number, line in enumerate(lines, 1):
            if UNFINISHED.search(line):
                yield f"{name}:{number}: unfinished: {line.strip()}"
            # tests/support holds the one place that polls: a condition with a limit.
            if SLEEPS.search(line) and name.parts[:2] != ("tests", "support"):
                yield f"{name}:{number}: sleeps instead of waiting on a condition: {line.strip()}"


def main(root):
    found = list(findings(root))
    print("\n".join(found) or "the tree is in shape")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
