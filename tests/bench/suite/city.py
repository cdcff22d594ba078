"""A city of 100,000 stored projects: what they cost in memory, how long the suite takes to start on them, how fast lists and
reads of ever different projects are.

The projects come from a seed (synthetic_fill) and lie in Redis as the services would have stored them; the progress monitor then
digests their events as it would have. Start-up is measured on a second start, after that work is done and the log is
rewritten, beside Redis alone loading the same log.
"""
import json
import subprocess
import tempfile
import time

from rig import ask_redis, load, resident_bytes, used_memory
from suite import BIN, ROOT, wait_until

SERVICES = ("gateway", "intake", "progress-monitor", "incentive-calculator")
SETTLE_LIMIT_S = 180
LISTS = 100_000  # different queries of one round: none is asked twice, so no answer is a cached one


def ids_file(suite):
    return suite.data / "ids"


class RedisAlone:
    """The Redis of a stopped suite, without the suite. `seconds`: until it answered."""

    def __init__(self, suite):
        self.socket = suite.data / "redis/redis.sock"
        self.config = suite.data / "config/redis.conf"

    def __enter__(self):
        began = time.monotonic()
        self.process = subprocess.Popen(["redis-server", self.config], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        wait_until(lambda: ask_redis(self.socket, "PING") == "PONG", "Redis has loaded its log", SETTLE_LIMIT_S)
        self.seconds = time.monotonic() - began
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


def memory_of(suite):
    pids = suite.pids()
    return {name: resident_bytes(pids[name]) for name in SERVICES}


def fill(suite, projects, seed):
    with RedisAlone(suite) as redis:
        run = subprocess.run([BIN / "synthetic_fill", "--redis", redis.socket, "--policy", ROOT / "deploy/policy", "--seed",
                              str(seed), "--projects", str(projects), "--ids", ids_file(suite)],
                             capture_output=True, text=True)
        if run.returncode != 0:
            raise RuntimeError(run.stderr)
        return json.loads(run.stdout)


def settled(suite):
    """The progress monitor has digested the whole stream."""
    socket = suite.data / "redis/redis.sock"
    cursor = ask_redis(socket, "HGET", "{510700}:cursors", "progress-monitor").split()
    return len(cursor) == 3 and cursor[1] == ask_redis(socket, "HGET", "{510700}:head", "seq")


def rewrite_log(suite):
    socket = suite.data / "redis/redis.sock"
    ask_redis(socket, "BGREWRITEAOF")
    wait_until(lambda: "aof_rewrite_in_progress:0" in ask_redis(socket, "INFO", "persistence")
               and "aof_rewrite_scheduled:0" in ask_redis(socket, "INFO", "persistence"), "the log is rewritten", SETTLE_LIMIT_S)


def timed_start(suite):
    began = time.monotonic()
    suite.start()
    return time.monotonic() - began


def list_targets(projects, first):
    """Filters of four kinds, each query with bounds of its own: number `first` and those after it."""
    for i in range(first // 4, (first + LISTS) // 4):
        low = 1_000_000_000 + i * 100_000  # fen: from 1000万元 in steps of 1,000元
        yield f"/v1/projects?stage=reviewed,negotiating&host=MY-GX&min_amount_fen={low}"
        yield f"/v1/projects?channel=platform&industry=C39&sort=-amount&limit=100&max_amount_fen={low * 40}"
        yield f"/v1/projects?q=%E6%98%BE%E7%A4%BA&introduced_by=OFFICE-{i % 20}&min_amount_fen={low}"
        yield f"/v1/projects?q={(i * 7919) % projects}%E6%9C%89%E9%99%90&min_amount_fen={i}"


def list_round(suite, token, connections, seconds, projects, first):
    with tempfile.NamedTemporaryFile("w") as lists:
        lists.write("\n".join(list_targets(projects, first)) + "\n")
        lists.flush()
        found = load(suite.base, "read.lua", [token, lists.name], connections, seconds)
    if found.requests > LISTS:
        raise RuntimeError(f"{found.requests} lists asked for, {LISTS} different ones: some answers were cached ones")
    return found


def loads(suite, seconds, projects):
    token = suite.login("bureau").token
    found = {f"lists_{c}": list_round(suite, token, c, seconds, projects, n * LISTS) for n, c in enumerate((1, 8))}
    # In turn through more than the answer cache holds: each read goes to the owning service.
    found["cold_reads"] = load(suite.base, "read.lua", [token, ids_file(suite)], 64, seconds)
    return found


def measure(suite, projects, seed, seconds):
    """`suite` runs and is empty."""
    socket = suite.data / "redis/redis.sock"
    suite.login("bureau")
    before = memory_of(suite)
    redis_before = used_memory(socket)
    suite.stop()
    empty_start = timed_start(suite)
    suite.stop()
    filled = fill(suite, projects, seed)
    suite.start()
    wait_until(lambda: settled(suite), "the progress monitor has digested the city", SETTLE_LIMIT_S)
    rewrite_log(suite)
    suite.stop()
    with RedisAlone(suite) as redis:
        redis_alone = redis.seconds
        redis_bytes = used_memory(redis.socket) - redis_before
    start = timed_start(suite)
    client = suite.login("bureau")
    first = ids_file(suite).read_text().split("\n", 1)[0]
    # The timeline is gathered in the background; its memory belongs to the figure.
    wait_until(lambda: client.get(first + "/timeline").status == 200, "the timelines are gathered", SETTLE_LIMIT_S)
    memory = {name: size - before[name] for name, size in memory_of(suite).items()}
    return {"filled": filled, "empty_start_s": empty_start, "start_s": start, "redis_alone_s": redis_alone,
            "redis_bytes": redis_bytes, "service_bytes": memory, "loads": loads(suite, seconds, projects)}


def in_memory(program):
    """The lines of a benchmark that needs no suite."""
    run = subprocess.run([BIN / program], capture_output=True, text=True, check=True)
    return [json.loads(line) for line in run.stdout.splitlines()]
