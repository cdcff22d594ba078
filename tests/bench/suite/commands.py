"""Durable commands: POST /v1/projects through the whole suite, beside the same commit.lua driven raw.

The raw command is not made up: it is the EVALSHA that intake sent for one registration, as MONITOR of the suite's Redis
showed it, with the parts that name this registration (id of the project and of the event, claimed name, scope of the
Idempotency-Key) replaced by the number of the run and redis-benchmark's __rand_int__, which have the same length. So each
repetition is a commit of the same states, events, claims, audit entry and outcome. Rounds of both alternate.
"""
import re
import subprocess

from path import PARK, YI, ok
from rig import RUN, RawRedis, ask_redis, load, median
from suite import ROOT

CONNECTIONS = (1, 16, 64)
MARK = "9000000000000001"  # a number in the recorded name, as long as what replaces it
VARIES = RUN + "__rand_int__"
ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "a": "\a", "b": "\b"}


def words_of(line):
    """The words of one line of MONITOR, as bytes: "a" "b\\xe4" ..."""
    words = []
    for text in re.findall(r'"((?:[^"\\]|\\.)*)"', line):
        word = bytearray()
        for plain, code, short in re.findall(r"([^\\]+)|\\x([0-9a-f]{2})|\\(.)", text):
            word += plain.encode("latin-1") if plain else bytes.fromhex(code) if code else \
                ESCAPES.get(short, short).encode()
        words.append(bytes(word))
    return words


def record_commit(socket, client):
    """Registers one lead and answers the EVALSHA that stored it."""
    with subprocess.Popen(["redis-cli", "-s", socket, "MONITOR"], stdout=subprocess.PIPE) as monitor:
        try:
            monitor.stdout.readline()  # OK: it listens
            body = {"name": "新型显示模组及柔性材料生产基地项目" + MARK,
                    "enterprise": {"name": f"某某光电科技（绵阳）{MARK}有限公司"}, "industry_code": "3985",
                    "agreed_amount_fen": 6 * YI, "park_code": PARK["code"], "channel": "outpost"}
            project = ok(client.post("/v1/projects", body), 201)["id"]
            for line in monitor.stdout:
                words = words_of(line.decode("latin-1"))
                if words[0] == b"EVALSHA" and project.encode() in words:
                    return words, project
        finally:
            monitor.terminate()
    raise RuntimeError("MONITOR did not show the commit")


def as_template(words, project):
    """The recorded command with its own names replaced, each by as many bytes."""
    scope = next(w for w in words if b":idem:" in w)
    out = []
    for word in words:
        text = word
        if word == project.encode() or word == scope or re.fullmatch(rb"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", word):
            text = word[:-len(VARIES)] + VARIES.encode()
        elif MARK.encode() in word and b"{" not in word:  # the claimed name; the states and events stay as they are
            text = word.replace(MARK.encode(), VARIES.encode())
        out.append(text)
    return out


def measure(suite, rounds, seconds):
    client = suite.login("bureau")
    socket = suite.data / "redis/redis.sock"
    command = as_template(*record_commit(socket, client))
    token = client.token
    found = {c: ([], []) for c in CONNECTIONS}
    with RawRedis(suite) as raw:
        for one in (socket, raw.socket):  # a rewrite of the log would hit some rounds and not others
            ask_redis(one, "CONFIG", "SET", "auto-aof-rewrite-percentage", "0")
        load_script(raw, command)
        probe = {c: raw.benchmark(command, c, 500 * c).rate for c in CONNECTIONS}
        load(suite.base, "register.lua", [token, "000"], 64, seconds)  # warms up
        for number in range(rounds):
            for connections in CONNECTIONS:
                ours, anchor = found[connections]
                ours.append(load(suite.base, "register.lua", [token, f"{number + 1}{connections:02}"], connections, seconds))
                before = int(raw.ask("XLEN", "{510700}:events"))
                wanted = int(probe[connections] * seconds)
                anchor.append(raw.benchmark(command, connections, wanted))
                stored = int(raw.ask("XLEN", "{510700}:events")) - before
                if stored < wanted * 0.999:  # random names may meet; a refused commit would be no commit
                    raise RuntimeError(f"{stored} of {wanted} raw commits were stored")
    return {c: (median(ours), median(anchor)) for c, (ours, anchor) in found.items()}, sum(len(w) for w in command)


def load_script(raw, command):
    """The raw Redis gets the script that the suite's Redis runs."""
    sha = raw.ask("SCRIPT", "LOAD", (ROOT / "common/store/lua/commit.lua").read_text(encoding="utf-8"))
    if sha.encode() != command[1]:
        raise RuntimeError(f"commit.lua has another digest than the command recorded: {sha}")
