#!/usr/bin/env python3
"""Makes openapi.json, which the gateway serves, from openapi.yaml, which people edit. --check only compares."""
import json
import pathlib
import sys

import yaml

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE / "openapi.yaml"
TARGET = HERE / "openapi.json"


def slips(node, at="#"):
    """Where YAML read something else than was meant: a key without a value (an unquoted comma in a flow mapping cut its
    text in two), or a key that is true or false (an unquoted `on`)."""
    if isinstance(node, dict):
        for key, value in node.items():
            if value is None or isinstance(key, bool):
                yield f"{at}/{key}"
            yield from slips(value, f"{at}/{key}")
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from slips(value, f"{at}/{index}")


def main():
    contract = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    found = list(slips(contract))
    if found:
        print("openapi.yaml: no value, or no text as key, at " + ", ".join(found) +
              "; quote texts that contain a comma, and the key 'on'", file=sys.stderr)
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
