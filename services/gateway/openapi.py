#!/usr/bin/env python3
"""Makes openapi.json, which the gateway serves, from openapi.yaml, which people edit. --check only compares."""
import json
import pathlib
import sys

import yaml

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE / "openapi.yaml"
TARGET = HERE / "openapi.json"


def nulls(node, at="#"):
    """Where a key has no value: an unquoted comma in a flow mapping cut its text in two."""
    if isinstance(node, dict):
        for key, value in node.items():
            if value is None:
                yield f"{at}/{key}"
            yield from nulls(value, f"{at}/{key}")
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from nulls(value, f"{at}/{index}")


def main():
    contract = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    empty = list(nulls(contract))
    if empty:
        print("openapi.yaml: no value at " + ", ".join(empty) + "; quote texts that contain a comma", file=sys.stderr)
        return 1
    text = json.dumps(contract, ensure_ascii=False, indent=1) + "\n"
    if "--check" not in sys.argv[1:]:
        TARGET.write_text(text, encoding="utf-8")
        return 0
    if TARGET.read_text(encoding="utf-8") == text:
        return 0
    print("openapi.json is older than openapi.yaml: run services/gateway/openapi.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
