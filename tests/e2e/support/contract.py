"""Every JSON answer of every e2e test is compared with openapi.json: what is answered must be described, field by field
(additionalProperties false wherever a schema names its properties), and be of the type that is described.

    contract().check("GET", "/v1/interviews/int_1", 200, answer)    # AssertionError that names place and fault
"""
import functools
import json
import pathlib
import re

import jsonschema

CONTRACT = pathlib.Path(__file__).resolve().parents[3] / "services/gateway/openapi.json"
SHOWN = 5  # faults of one answer


class Contract:
    def __init__(self, document):
        self.document = document
        self.closed = {name: self._close(schema) for name, schema in document["components"]["schemas"].items()}
        self.answers = []
        for path, item in document["paths"].items():
            pattern = re.compile("^" + re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(path)) + "$")
            for method, operation in item.items():
                if method != "parameters":
                    self.answers.append((path.count("{"), pattern, method.upper(), operation["responses"]))
        self.answers.sort(key=lambda entry: entry[0])  # a path without a parameter before one that would fit as well
        self.validators = {}

    def check(self, method, path, status, value):
        schema = self._schema(method, path.split("?")[0], status)
        if schema is None:
            return
        faults = [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:300]}"
                  for error in self._deepest(self._validator(schema).iter_errors(value))]
        assert not faults, f"{method} {path} {status} is not as openapi.json says: " + "; ".join(sorted(faults)[:SHOWN])

    def _schema(self, method, path, status):
        for _, pattern, verb, responses in self.answers:
            if verb == method and pattern.match(path):
                answer = self._resolve(responses.get(str(status), {}))
                return answer.get("content", {}).get("application/json", {}).get("schema")
        return None

    def _validator(self, schema):
        key = json.dumps(schema, sort_keys=True)
        if key not in self.validators:
            whole = dict(self._close(schema), components={"schemas": self.closed})
            self.validators[key] = jsonschema.Draft202012Validator(whole)
        return self.validators[key]

    def _deepest(self, errors):
        """Of alternatives the faults of the one that comes nearest."""
        for error in errors:
            if error.context:
                by_branch = {}
                for inner in error.context:
                    by_branch.setdefault(inner.schema_path[0], []).append(inner)
                yield from self._deepest(min(by_branch.values(), key=len))
            else:
                yield error

    def _resolve(self, node):
        while "$ref" in node:
            found = self.document
            for part in node["$ref"].split("/")[1:]:
                found = found[part]
            node = found
        return node

    def _close(self, schema):
        """The schema with everything that it does not name forbidden; a bare {type: object} stays open."""
        if not isinstance(schema, dict):
            return schema
        if "allOf" in schema:
            merged = {key: value for key, value in schema.items() if key != "allOf"}
            for part in map(self._resolve, schema["allOf"]):
                part = self._merge(part)
                merged["properties"] = {**merged.get("properties", {}), **part.get("properties", {})}
                merged["required"] = sorted({*merged.get("required", []), *part.get("required", [])})
                for key, value in part.items():
                    merged.setdefault(key, value)
            if not merged["properties"]:
                del merged["properties"]
            return self._close(merged)
        closed = dict(schema)
        for key in ("anyOf", "oneOf"):
            if key in closed:
                closed["anyOf"] = [self._close(part) for part in closed.pop(key)]
        if "items" in closed:
            closed["items"] = self._close(closed["items"])
        if "properties" in closed:
            closed["properties"] = {name: self._close(value) for name, value in closed["properties"].items()}
            closed.setdefault("additionalProperties", False)
        if isinstance(closed.get("additionalProperties"), dict):
            closed["additionalProperties"] = self._close(closed["additionalProperties"])
        return closed

    def _merge(self, part):
        if "allOf" not in part:
            return part
        out = {"properties": {}, "required": []}
        for inner in map(self._resolve, part["allOf"]):
            inner = self._merge(inner)
            out["properties"].update(inner.get("properties", {}))
            out["required"] += inner.get("required", [])
        return out


@functools.cache
def contract():
    return Contract(json.loads(CONTRACT.read_text(encoding="utf-8")))
