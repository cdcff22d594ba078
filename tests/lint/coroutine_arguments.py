#!/usr/bin/env python3
"""Refuses aggregate temporaries and braced lists as arguments of a call inside co_await.

g++ 12 destroys a temporary aggregate that is passed by value to a coroutine twice (a double free). A braced list as an
argument is the same trap in other clothes. Name the value and std::move it, or give the type a constructor and write
Type(...). The check reads the text between `co_await` and the end of its statement.

    coroutine_arguments.py FILE...      exit 1 and one line per finding
    coroutine_arguments.py --self-test  the check must find what it exists for
"""
import re
import sys

AWAIT = re.compile(r"\bco_await\b")
# `Name{` or `Name<...>{` or `({` / `, {` inside the argument list of the awaited call
TEMPORARY = re.compile(r"[(,]\s*(?:[A-Za-z_][\w:]*(?:<[^<>{}]*>)?)?\s*\{")


def without_comments_and_strings(text):
    """Same length and lines, so that positions stay right."""
    pattern = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)
    return pattern.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)


def statement_after(text, start):
    depth = 0
    for i in range(start, len(text)):
        c = text[i]
        if c in "([":
            depth += 1
        elif c in ")]":
            depth -= 1
            if depth < 0:
                return text[start:i]
        elif c == ";" and depth == 0:
            return text[start:i]
    return text[start:]


def is_lambda_body(statement, brace):
    """A brace that opens the body of a lambda is no temporary: it follows `)` or a trailing return type."""
    return bool(re.search(r"(?:\)|->\s*[\w:<>, ]+|mutable|noexcept|\])\s*$", statement[:brace]))


def findings(text):
    clean = without_comments_and_strings(text)
    for match in AWAIT.finditer(clean):
        statement = statement_after(clean, match.end())
        for hit in TEMPORARY.finditer(statement):
            if not is_lambda_body(statement, hit.end() - 1):
                yield clean.count("\n", 0, match.end() + hit.start()) + 1


def self_test():
    bad = ["co_await f(Opts{1, 2});", "co_await s.exec({\"GET\", k});", "auto r = co_await call(a, Job<int>{x});",
           "co_await f(\n  Opts{1});"]
    good = ["co_await f(std::move(opts));", "co_await f(Opts(1));", "co_await f([](int x) { return x; });",
            "// co_await f(Opts{1});", "Opts o{1}; co_await f(o);", "co_await f([this]() -> Task { co_return; });"]
    assert all(list(findings(text)) for text in bad), [t for t in bad if not list(findings(t))]
    assert not any(list(findings(text)) for text in good), [t for t in good if list(findings(t))]
    print("self-test passed")


def main(arguments):
    if arguments == ["--self-test"]:
        self_test()
        return 0
    found = 0
    for name in arguments:
        with open(name, encoding="utf-8") as file:
            for line in findings(file.read()):
                print(f"{name}:{line}: aggregate temporary or braced list passed to a coroutine in co_await")
                found += 1
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
