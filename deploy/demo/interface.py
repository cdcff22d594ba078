"""The HTTP interface as the demo programs use it: JSON, one Idempotency-Key a request, If-Match, patient with overload.

    interface = Interface("http://127.0.0.1:8080")
    interface.sign_in(accounts, "bureau")
    status, answer = interface.call("POST", "/v1/projects", body, key="demo-project-1")

A request is sent again, with the same key, while the interface is overloaded or the outcome is unknown; Unreachable
when it does not answer at all.
"""
import hashlib
import http.client
import json
import threading
import urllib.parse

LIMIT_S = 30
TRIES = 5
LONGEST_WAIT_S = 5
AGAIN = {429, 503, 504}  # too many requests, overloaded, outcome unknown


class Unreachable(Exception):
    pass


def refusal(answer):
    return f"{answer.get('code', '')} {answer.get('title', '')}：{answer.get('detail', '')}"


def is_rule(status, answer):
    """Refused by a rule (L14xx) or for what the row does not say (L1001), not by a fault of the import."""
    code = str(answer.get("code", ""))
    return 400 <= status < 500 and (code.startswith("L14") or code == "L1001")


class Interface:
    def __init__(self, base):
        self.base = urllib.parse.urlsplit(base)
        self.token = None

    def call(self, method, path, body=None, key=None, version=None):
        """key: any text; with the body it makes the Idempotency-Key, so that a changed row is a new request."""
        headers = {"Accept-Language": "zh"}
        payload = None
        if body is not None:
            payload = json.dumps(body, ensure_ascii=False, sort_keys=True).encode()
            headers["Content-Type"] = "application/json"
        if self.token:
            headers["Authorization"] = "Bearer " + self.token
        if key:
            headers["Idempotency-Key"] = hashlib.sha256(key.encode() + b"\0" + payload).hexdigest()[:40]
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        for last in [False] * (TRIES - 1) + [True]:
            status, wait, answer = self._send(method, path, payload, headers)
            if status not in AGAIN or last:
                return status, answer
            threading.Event().wait(min(wait, LONGEST_WAIT_S))
        raise AssertionError("unreachable")

    def _send(self, method, path, payload, headers):
        connection = http.client.HTTPConnection(self.base.hostname, self.base.port, timeout=LIMIT_S)
        try:
            connection.request(method, path, payload, headers)
            response = connection.getresponse()
            text = response.read()
            wait = response.getheader("Retry-After", "1")
            return response.status, int(wait) if wait.isdigit() else 1, json.loads(text) if text else {}
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise Unreachable(f"{method} {path}: {error}") from error
        finally:
            connection.close()

    def sign_in(self, accounts, role, org=None):
        account = next(a for a in accounts if role in a["roles"] and (org is None or a["org"] == org))
        status, answer = self.call("POST", "/v1/sessions",
                                   {"username": account["username"], "password": account["password"]})
        if status != 201:
            raise Unreachable(f"无法登录 / cannot sign in as {account['username']}: {status} {refusal(answer)}")
        self.token = answer["token"]
        return self

    def project_named(self, name):
        """The id of the project of this very name that this role sees, or None."""
        cursor = ""
        while True:
            query = {"q": name, "limit": 500} | ({"cursor": cursor} if cursor else {})
            status, page = self.call("GET", "/v1/projects?" + urllib.parse.urlencode(query))
            if status != 200:
                raise Unreachable(f"GET /v1/projects: {status} {refusal(page)}")
            for item in page["items"]:
                if item["name"] == name:
                    return item["id"]
            cursor = page.get("next")
            if not cursor:
                return None
