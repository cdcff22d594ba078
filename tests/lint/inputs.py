#!/usr/bin/env python3
"""Every input of an explanation has a name for people: what the code gives to input("...") stands in input_words.cpp.

    inputs.py WORDS_FILE FILE...      exit 1 and one line per name without words
"""
import re
import sys

INPUT = re.compile(r'\binput\(\s*"([^"]+)"(\s*\+)?')


def main(words_file, files):
    with open(words_file, encoding="utf-8") as source:
        known = set(re.findall(r'\{"([^"]+)",\s*\{', source.read()))
    assert known, words_file
    count = 0
    for path in files:
        with open(path, encoding="utf-8") as source:
            text = re.sub(r"//[^\n]*", "", source.read())
        for name, made in INPUT.findall(text):
            if made and (name == "payee " or any(each.startswith(name) for each in known)):
                continue  # one of several
            if name not in known:
                print(f"{path}: no words for the input {name}")
                count += 1
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
