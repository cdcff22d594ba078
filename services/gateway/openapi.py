#!/usr/bin/env python3
"""Makes openapi.json, which the gateway serves, from openapi.yaml, which people edit. --check only compares."""
import json
import pathlib
import sys

import yaml

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE / "openapi.yaml"
TARGET = HERE / "openapi.json"


def main():
    text = json.dumps(yaml.safe_load(SOURCE.read_text(encoding="utf-8")), ensure_ascii=False, indent=1) + "\n"
    if "--check" not in sys.argv[1:]:
        TARGET.write_text(text, encoding="utf-8")
        return 0
    if TARGET.read_text(encoding="utf-8") == text:
        return 0
    print("openapi.json is older than openapi.yaml: run services/gateway/openapi.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
