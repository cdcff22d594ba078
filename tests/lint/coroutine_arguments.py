#!/usr/bin/env python3
"""Refuses aggregate temporaries, braced lists and lambdas that own something as arguments inside co_await.

g++ 12 destroys a temporary aggregate that is passed by value to a coroutine twice (a double free). A braced list as an
argument is the same trap in other clothes, and so is a lambda that captures by copy. Name the value and std::move it,
or give the type a constructor and write Type(...). The check reads the text between `co_await` and the end of its
statement: any brace inside parentheses that opens no lambda body, wherever it stands (`x ? T{1} : T{2}`, `!T{}`).

    coroutine_arguments.py FILE...      exit 1 and one line per finding
    coroutine_arguments.py --self-test  the check must find what it exists for
"""
import re
import sys

AWAIT = re.compile(r"\bco_await\b")
# What may stand between the parameters of a lambda and the brace of its body.
SPECIFIERS = re.compile(r"(?:\s|\bmutable\b|\bnoexcept\b|->\s*[\w:<>, *&]+)+$")
# `a[i]`, `f()[i]`: a subscript, no capture list.
SUBSCRIPTED = re.compile(r"[\w\])]\s*$")


def without_comments_and_strings(text):
    """Same length and lines, so that positions stay right."""
    pattern = re.compile(r'R"(?P<d>[^\s()\\]{0,16})\(.*?\)(?P=d)"|//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|'
                         r"(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])*'", re.S)
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


def owns_something(captures):
    """Captures by copy; `this` and references own nothing."""
    return any(c not in ("", "this", "&") and not c.startswith("&") for c in map(str.strip, captures.split(",")))


def opens_a_body(before):
    """`[...] {`, `[...](...) {`, `[...]<...>(...) -> T {`, but not `decltype(o) {`."""
    before = SPECIFIERS.sub("", before)
    if before.endswith(")"):
        depth = 0
        for i in range(len(before) - 1, -1, -1):
            depth += {")": 1, "(": -1}.get(before[i], 0)
            if depth == 0:
                before = before[:i].rstrip()
                break
        return before.endswith(("]", ">"))
    return before.endswith("]")


def closing(statement, opening):
    depth = 0
    for i in range(opening, len(statement)):
        depth += {"{": 1, "}": -1}.get(statement[i], 0)
        if depth == 0:
            return i
    return len(statement)


def suspects(statement):
    """Positions of what g++ 12 would destroy twice."""
    parentheses = 0
    i = 0
    while i < len(statement):
        c = statement[i]
        before = statement[:i]
        if c == "{" and opens_a_body(before):
            i = closing(statement, i)  # a co_await in the body has a statement of its own
        elif c == "{" and parentheses:
            yield i
            i = closing(statement, i)
        elif c == "[" and parentheses and not SUBSCRIPTED.search(before):
            end = statement.find("]", i)
            if owns_something(statement[i + 1:end]):
                yield i
            i = end - 1 if end > i else i
        parentheses += {"(": 1, ")": -1}.get(c, 0)
        i += 1


def findings(text):
    clean = without_comments_and_strings(text)
    for match in AWAIT.finditer(clean):
        for position in suspects(statement_after(clean, match.end())):
            yield clean.count("\n", 0, match.end() + position) + 1


def self_test():
    bad = ["co_await f(Opts{1, 2});", "co_await s.exec({\"GET\", k});", "auto r = co_await call(a, Job<int>{x});",
           "co_await f(\n  Opts{1});", "co_await f(x ? Opts{1} : Opts{2});", "co_await f(decltype(o){1});",
           "co_await f(std::array<std::pair<int, Text>, 2>{{{1, t}}});", "co_await f(true, !Opts{1});",
           "co_await f([s = text]() { return s; });", "co_await f([=] { return s; });", "co_await f([&a, b]() {});",
           "k = R\"(\" co_await )\"; co_await f(Opts{1});", "co_await f([] { return 1; }, Opts{1});"]
    good = ["co_await f(std::move(opts));", "co_await f(Opts(1));", "co_await f([](int x) { return x; });",
            "// co_await f(Opts{1});", "Opts o{1}; co_await f(o);", "co_await f([this]() -> Task { co_return; });",
            "co_await f([this, &a](auto x) -> Task<std::vector<int>> { Opts o{1}; });", "co_await f(list[i], 1'000);",
            "const auto r = co_await f(a); Opts o{1};", "k = R\"(co_await f(Opts{1});)\";"]
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
