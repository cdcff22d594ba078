#!/usr/bin/env python3
"""Mutation check of rules: changes one boundary of a source file at a time (< to <=, >= to >, + 1 to nothing, ...), builds
and runs the tests that must notice, and names every mutant that survives. Not among the default suites.

    mutation.py [--build build/dev] [--list] [--from N] [--to N] FILE...

The tree is left as it was, also after Ctrl-C. A survivor is a missing test, or a change that cannot be seen from outside;
the latter is said in the source with `// mutation: equal, because ...` at the end of the line, which is then left alone.
"""
import argparse
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
TESTS = ["monitor_rules_test", "monitor_interview_test", "monitor_environment_test", "monitor_model_test"]
HISTORIES = "600"
LIMIT_S = 240
SWAPS = [(r"(?<=[\w\)\]] )<= (?=[\w\(\*])", "< "), (r"(?<=[\w\)\]] )< (?=[\w\(\*])", "<= "),
         (r"(?<=[\w\)\]] )>= (?=[\w\(\*])", "> "), (r"(?<=[\w\)\]] )> (?=[\w\(\*])", ">= "),
         (r" \+ 1\b(?! *:)", ""), (r" - 1\b", ""), (r"plus\(1\)", "plus(0)"), (r"plus\(-1\)", "plus(0)"),
         (r"plus_days\(1\)", "plus_days(0)"), (r"plus_days\(-1\)", "plus_days(0)"),
         (r"(?<= )&& (?=[\w\(!\*])", "|| "), (r"(?<= )\|\| (?=[\w\(!\*])", "&& ")]
STRING = re.compile(r'"(?:[^"\\]|\\.)*"')


def mutants_of(path):
    """(line number, old line, new line) of every single change."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        code = STRING.sub(lambda text: "_" * len(text.group()), line).split("//")[0]  # what a text says is no boundary
        if "mutation: equal" in line or line.lstrip().startswith(("//", "#", "template", "static_assert")):
            continue
        for pattern, other in SWAPS:
            for found in re.finditer(pattern, code):
                yield number, line, line[:found.start()] + other + line[found.end():]


def run(command, **more):
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more).returncode


def survives(build, programs):
    if run(["cmake", "--build", build, "--target", *TESTS, "--", "-j", str(os.cpu_count())]) != 0:
        return False  # the compiler noticed
    environment = dict(os.environ, LUODI_HISTORIES=HISTORIES)
    for program in programs:
        try:
            if run([program, "--gtest_brief=1", "--gtest_fail_fast"], env=environment, timeout=LIMIT_S) != 0:
                return False
        except subprocess.TimeoutExpired:
            return False
    return True


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default="build/dev")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--from", dest="first", type=int, default=0)
    parser.add_argument("--to", type=int, default=1 << 30)
    parser.add_argument("files", nargs="+")
    options = parser.parse_args()
    mutants = [(pathlib.Path(file), *mutant) for file in options.files for mutant in mutants_of(ROOT / file)]
    if options.list:
        for n, (file, number, _, new) in enumerate(mutants):
            print(f"{n:3} {file}:{number}: {new.strip()}")
        return 0
    programs = [next((ROOT / options.build / "tests").rglob(name)) for name in TESTS]
    survivors = 0
    for n, (file, number, old, new) in enumerate(mutants):
        if not options.first <= n < options.to:
            continue
        path = ROOT / file
        original = path.read_text(encoding="utf-8")
        lines = original.split("\n")
        assert lines[number - 1] == old
        lines[number - 1] = new
        try:
            path.write_text("\n".join(lines), encoding="utf-8")
            alive = survives(options.build, programs)
        finally:
            path.write_text(original, encoding="utf-8")
        survivors += alive
        print(f"{n:3} {'SURVIVES' if alive else 'noticed '} {file}:{number}: {new.strip()}", flush=True)
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
