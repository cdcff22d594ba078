"""Fake receivers of group robots, of an SMS gateway and of a webhook: one real HTTP server in the test's process. It keeps
what it was sent; read() proves the signature, computed here from the makers' descriptions, and says what people read.

    with Receiver() as receiver:
        receiver.configure(suite.data, CITY)         # DATA/channels.toml and its secrets, before the suite starts
        receiver.messages("/wecom")[0].subject

The first part of the path is the receiver: /hang never answers, /refuse refuses, any other one takes what comes.
"""
import base64
import collections
import hashlib
import hmac
import http.server
import json
import re
import threading
import time
import urllib.parse

TOKEN = "CANARYtoken"
SECRET = "CANARY-signing-key"
KEY = b"CANARY-webhook-key-32-bytes-long"
PHONE = "13800138000"
SIGN = "【落地】"
SKEW_S = 3600  # DingTalk and Feishu take no older signature

Target = collections.namedtuple("Target", "name kind path role org", defaults=["", ""])
Message = collections.namedtuple("Message", "id subject text")
SECRETS = {"dingtalk": "key", "feishu": "key", "webhook": "whsec"}
SMS = r'''template = '{"mobile":"{phone}","text":"{sign}{subject}","id":"{id}"}'
success_pointer = "/code"
success_value = "0"
sign = "%s"
''' % SIGN


class Receiver:
    def __enter__(self):
        receiver = self
        self.seen = []
        self.kinds = {}
        self.closing = threading.Event()

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                receiver.seen.append((self.path, dict(self.headers), body))
                if self.path.startswith("/hang"):
                    receiver.closing.wait()
                    return
                refused = self.path.startswith("/refuse")
                code = 19001 if refused else 0
                # It repeats what it was given, as careless receivers do.
                told = PHONE if self.path.startswith("/sms") else TOKEN
                answer = json.dumps({"errcode": code, "code": code, "msg": f"not for {told}"}).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *arguments):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, kind, value, trace):
        self.closing.set()
        self.server.shutdown()
        self.server.server_close()

    def configure(self, folder, targets):
        secrets = {"token": TOKEN, "key": SECRET, "whsec": "whsec_" + base64.b64encode(KEY).decode()}
        for name, text in secrets.items():
            (folder / name).write_text(text + "\n")
            (folder / name).chmod(0o600)
        names = json.dumps([target.name for target in targets])
        out = f'[channels]\ntargets = {names}\nallow = ["127.0.0.1"]\ntimeout_ms = 5000\n'
        for target in targets:
            self.kinds[target.path] = target.kind
            out += f'[channels.{target.name}]\nkind = "{target.kind}"\n'
            out += f'url = "http://127.0.0.1:{self.server.server_address[1]}{target.path}"\n'
            out += f'role = "{target.role}"\n' if target.role else ""
            out += f'org = "{target.org}"\n' if target.org else ""
            out += f'token_file = "{folder / "token"}"\n' if target.kind != "webhook" else ""
            out += f'secret_file = "{folder / SECRETS[target.kind]}"\n' if target.kind in SECRETS else ""
            out += SMS if target.kind == "sms" else ""
        (folder / "channels.toml").write_text(out, encoding="utf-8")

    def at(self, path):
        return [entry for entry in self.seen if re.split("[/?]", entry[0])[1] == path[1:]]

    def messages(self, path):
        """What one receiver was sent, oldest first; an AssertionError where a signature is wrong."""
        return [READERS[self.kinds[path]](*entry) for entry in self.at(path)]


def mac(key, text):
    return base64.b64encode(hmac.new(key, text.encode(), hashlib.sha256).digest()).decode()


def fresh(seconds):
    assert abs(time.time() - seconds) < SKEW_S, f"signed at {seconds}"


def robot_message(body, text):
    """A robot's text: the subject, what it is about, and the number by which people recognise a repeat."""
    subject, _, rest = text.partition("\n")
    rest, _, number = rest.rpartition("\n通知编号 / notification: ")
    assert number, "no number: " + body
    return Message(number, subject, rest)


def query_of(path):
    return {name: values[0] for name, values in urllib.parse.parse_qs(urllib.parse.urlsplit(path).query).items()}


def read_wecom(path, headers, body):
    assert query_of(path) == {"key": TOKEN}, path  # its only secret; there is no signature
    said = json.loads(body)
    assert said["msgtype"] == "text" and len(said["text"]["content"].encode()) <= 2048, body
    return robot_message(body, said["text"]["content"])


def read_dingtalk(path, headers, body):
    query = query_of(path)
    assert query["access_token"] == TOKEN, path
    fresh(int(query["timestamp"]) / 1000)
    assert query["sign"] == mac(SECRET.encode(), f'{query["timestamp"]}\n{SECRET}'), path
    said = json.loads(body)
    assert said["msgtype"] == "text", body
    return robot_message(body, said["text"]["content"])


def read_feishu(path, headers, body):
    said = json.loads(body)
    assert path.endswith("/" + TOKEN), path
    fresh(int(said["timestamp"]))
    assert said["sign"] == mac(f'{said["timestamp"]}\n{SECRET}'.encode(), ""), body  # the key is signed, no message
    assert said["msg_type"] == "text", body
    return robot_message(body, said["content"]["text"])


def read_sms(path, headers, body):
    said = json.loads(body)
    assert headers["Authorization"] == "Bearer " + TOKEN, "no token"
    assert (said["mobile"], said["id"]) == (PHONE, headers["Idempotency-Key"]), body
    assert said["text"].startswith(SIGN), body
    return Message(said["id"], said["text"][len(SIGN):], "")


def read_webhook(path, headers, body):
    number, stamp = headers["webhook-id"], headers["webhook-timestamp"]
    fresh(int(stamp))
    assert headers["webhook-signature"] == "v1," + mac(KEY, f"{number}.{stamp}.{body}"), headers
    said = json.loads(body)
    assert said["data"]["id"] == number and said["type"] == "luodi.notification." + said["data"]["occasion"], body
    return Message(number, said["data"]["subject"], said["data"]["text"])


READERS = {"wecom": read_wecom, "dingtalk": read_dingtalk, "feishu": read_feishu, "sms": read_sms, "webhook": read_webhook}
