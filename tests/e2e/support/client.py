"""A small HTTP client for tests: JSON in and out, the conventions of the interface (token, Idempotency-Key, If-Match).

    answer = client.post("/v1/projects", body)          # fresh Idempotency-Key
    answer = client.command(project_id, "landing", body)  # reads the version first
    answer.status, answer.json, answer.headers["etag"]
"""
import http.client
import json
import re
import urllib.parse
import uuid

from contract import contract
from halves import check_halves

LIMIT_S = 30


class Answer:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = {name.lower(): value for name, value in headers}
        self.body = body

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def sequence(self):
        return int(self.headers.get("x-luodi-sequence", 0))

    def __repr__(self):
        return f"{self.status} {self.body[:2000].decode(errors='replace')}"


class Client:
    checks = True  # every answer: openapi.json, language, figures in both halves; load generators have no time for it

    def __init__(self, base, token=None):
        self.base = urllib.parse.urlsplit(base)
        self.token = token
        self.sequence = 0  # of the newest own write: reads ask for it, so that they see it

    def request(self, method, path, body=None, headers=None):
        sent = {"Accept-Language": "zh"}
        if self.token:
            sent["Authorization"] = "Bearer " + self.token
        payload = None
        if body is not None:
            payload = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
            sent["Content-Type"] = "application/json"
        sent.update(headers or {})
        connection = http.client.HTTPConnection(self.base.hostname, self.base.port, timeout=LIMIT_S)
        try:
            connection.request(method, path, payload, sent)
            response = connection.getresponse()
            answer = Answer(response.status, response.getheaders(), response.read())
        finally:
            connection.close()
        self.sequence = max(self.sequence, answer.sequence)
        if self.checks:
            self.check(method, path, sent, answer)
        return answer

    @staticmethod
    def check(method, path, sent, answer):
        kind = answer.headers.get("content-type", "").split(";")[0]
        if kind == "application/json":
            contract().check(method, path, answer.status, answer.json)
        if kind in ("application/json", "application/problem+json"):
            language = sent["Accept-Language"]
            told = answer.headers.get("content-language")  # of what depends on the language, always of a problem
            assert (told is not None) == (answer.headers.get("vary") == "Accept-Language"), (method, path, answer.headers)
            assert told or kind == "application/json", (method, path, answer.headers)
            if told and "idempotency-replayed" not in answer.headers:
                assert told == language, (method, path, answer.headers)
            if "etag" in answer.headers and answer.status < 400:
                tag = r'"([0-9]+-[0-9a-f]{16}|[0-9a-f]{64})"' if method == "GET" else r'"[0-9]+"'
                assert re.fullmatch(tag, answer.headers["etag"]), (method, path, answer.headers)
            refused = kind == "application/problem+json" or "dry_run=true" in path
            if refused and language == "zh":
                check_halves(answer.json)

    def get(self, path, headers=None):
        sent = dict(headers or {})
        if self.sequence:
            sent.setdefault("X-Luodi-Min-Sequence", str(self.sequence))
        return self.request("GET", path, headers=sent)

    def post(self, path, body=None, key=None, version=None, headers=None):
        """key: None = a fresh Idempotency-Key, False = none. version: If-Match."""
        sent = dict(headers or {})
        if key is not False:
            sent["Idempotency-Key"] = key or str(uuid.uuid4())
        if version is not None:
            sent["If-Match"] = f'"{version}"'
        return self.request("POST", path, {} if body is None else body, sent)

    def project(self, project_id):
        answer = self.get("/v1/projects/" + project_id)
        assert answer.status == 200, answer
        return answer.json

    def command(self, project_id, command, body=None, dry_run=False, **more):
        """A command on the newest version of a project."""
        version = self.project(project_id)["version"]
        query = "?dry_run=true" if dry_run else ""
        return self.post(f"/v1/projects/{project_id}/{command}{query}", body, version=version, **more)
