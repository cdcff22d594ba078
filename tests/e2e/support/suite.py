"""A whole Luodi in a temporary folder for one test: the same configure and supervise scripts as deploy/up.sh, with the
binaries under test, a virtual clock, and accounts of the demo city.

    with Suite(clock="2022-05-25T09:00:00+08:00") as suite:
        bureau = suite.login("bureau")
        answer = bureau.post("/v1/parks", {...})
"""
import contextlib
import email
import email.policy
import json
import os
import pathlib
import select
import shutil
import signal
import socket
import subprocess
import tempfile
import time

from client import Client

ROOT = pathlib.Path(__file__).resolve().parents[3]
BIN = pathlib.Path(os.environ.get("LUODI_BIN_DIR", ROOT / "build/dev/bin"))
START_LIMIT_S = 60
STOP_LIMIT_S = 30
POLL_S = 0.02


def wait_until(condition, what, limit=20.0):
    """The first true answer of condition(), or an AssertionError that names what was waited for."""
    end = time.monotonic() + limit
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() > end:
            raise AssertionError(f"not within {limit} s: {what}")
        _pause()


def _pause():
    # The one place of the e2e tests that waits: between two looks at a condition.
    select.select([], [], [], POLL_S)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Suite:
    def __init__(self, clock="2022-05-25T09:00:00+08:00", environment=None):
        self.clock = clock
        self.port = free_port()
        self.data = pathlib.Path(tempfile.mkdtemp(prefix="luodi-e2e-"))
        self.environment = dict(environment or {})
        self.supervisor = None
        self._tokens = {}

    @property
    def base(self):
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self):
        try:
            self.start()
        except BaseException:
            self._show_logs()
            self.stop()
            raise
        return self

    def __exit__(self, kind, value, trace):
        if kind is not None:
            self._show_logs()
        self.stop()
        if not os.environ.get("LUODI_KEEP"):
            shutil.rmtree(self.data, ignore_errors=True)

    def start(self):
        for folder in ("run", "log", "redis", "outbox", "config"):
            (self.data / folder).mkdir(mode=0o700, exist_ok=True)
        environment = dict(os.environ, **self.environment)
        settings = dict(environment, LUODI_DATA=str(self.data), LUODI_PORT=str(self.port), LUODI_DEMO="yes",
                        LUODI_CLOCK=self.clock or "")
        subprocess.run([ROOT / "deploy/configure.sh"], env=settings, check=True, stdout=subprocess.DEVNULL)
        log = open(self.data / "log/supervisor.out", "ab")
        self.supervisor = subprocess.Popen([ROOT / "deploy/supervise.sh", self.data, BIN], stdin=subprocess.DEVNULL,
                                           stdout=log, stderr=log, start_new_session=True, env=environment)
        log.close()
        wait_until(self.ready, "readyz 200", START_LIMIT_S)

    def stop(self):
        if self.supervisor is None:
            return
        self.supervisor.send_signal(signal.SIGTERM)
        try:
            self.supervisor.wait(STOP_LIMIT_S)
        except subprocess.TimeoutExpired:
            for pid in self.pids().values():
                os.kill(pid, signal.SIGKILL)
            self.supervisor.kill()
            self.supervisor.wait()
        self.supervisor = None

    @contextlib.contextmanager
    def redis_alone(self):
        """The Redis of a stopped suite, as long as the block lasts: a function that asks it."""
        def ask(*words):
            return subprocess.run(["redis-cli", "-s", self.data / "redis/redis.sock", *words], capture_output=True,
                                  text=True).stdout.strip()

        process = subprocess.Popen(["redis-server", self.data / "config/redis.conf"], stdin=subprocess.DEVNULL,
                                   stdout=subprocess.DEVNULL)
        try:
            wait_until(lambda: ask("PING") == "PONG", "Redis answers", START_LIMIT_S)
            yield ask
        finally:
            process.terminate()
            process.wait()

    def ready(self):
        if self.supervisor.poll() is not None:
            raise AssertionError("the supervisor ended")
        try:
            return Client(self.base).get("/readyz").status == 200
        except OSError:
            return False

    def pids(self):
        """Process ids by name, as they are now."""
        found = {}
        for path in (self.data / "run").glob("*.pid"):
            try:
                found[path.stem] = int(path.read_text())
            except (ValueError, FileNotFoundError):
                pass
        return found

    def kill(self, name, number=signal.SIGKILL):
        os.kill(self.pids()[name], number)

    def crash(self, name):
        """kill -9, then wait until the supervisor started it anew and everything is ready again."""
        before = self.pids()[name]
        os.kill(before, signal.SIGKILL)
        wait_until(lambda: self.pids().get(name, before) != before and self.ready(), name + " is back", START_LIMIT_S)

    def accounts(self):
        return json.loads((self.data / "demo-accounts.json").read_text(encoding="utf-8"))

    def display_name(self, username):
        """What people read where a document names the account."""
        return next(a["display_name"] for a in self.accounts() if a["username"] == username)

    def login(self, role, org=None):
        """A signed-in client of the first demo account with this role (and organisation)."""
        for account in self.accounts():
            if role in account["roles"] and (org is None or account["org"] == org):
                return self.login_as(account["username"], account["password"])
        raise AssertionError(f"no demo account with role {role} and organisation {org}")

    def login_as(self, username, password):
        client = Client(self.base)
        if username not in self._tokens:
            answer = client.post("/v1/sessions", {"username": username, "password": password}, key=False)
            assert answer.status in (200, 201), answer
            self._tokens[username] = answer.json["token"]
        client.token = self._tokens[username]
        return client

    def set_clock(self, instant):
        answer = self.login("bureau").post("/v1/clock", {"now": instant})
        assert answer.status == 200, answer
        self.clock = instant

    def replay(self):
        """The event stream must rebuild the stored state byte for byte."""
        done = subprocess.run([BIN / "luodi-replay", "--redis", self.data / "redis/redis.sock", "--check"],
                              capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    def mails(self):
        """The messages that were written to the outbox folder, oldest first."""
        paths = sorted((self.data / "outbox").glob("*.eml"), key=lambda p: (p.stat().st_mtime_ns, p.name))
        return [email.message_from_bytes(p.read_bytes(), policy=email.policy.default) for p in paths]

    def _show_logs(self):
        for path in sorted((self.data / "log").glob("*")):
            lines = path.read_text(errors="replace").splitlines()
            print(f"--- {path.name} (last lines)")
            print("\n".join(lines[-15:]))
