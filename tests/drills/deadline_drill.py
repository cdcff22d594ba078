#!/usr/bin/env python3
"""Drill: very many deadlines fall due at one instant while two monitors work on them, are killed (kill -9) at random and
one of them is stopped (SIGSTOP) for longer than the lease of its jobs; each deadline must have its effect exactly once.

    deadline_drill.py [--deadlines 100000] [--limit 600] [--kills 8] [--seed N]

The kills are spread over the due set by the work that is left, so that each falls into it, however fast it goes; the stop
comes near its end. A drill in which one of them did not happen, or whose stop held no job, ends with a fault.

The deadlines are the closes of the cycle 2022-06-H2 of synthetic projects (tests/support/synthetic, all in the idle
clock's scope). The effect of one is its project's `watch.idle_evaluated` with `through` 2022-06-H2. Audit, read from the
event stream itself: one such event for each project, one yellow warning for each that is idle in both halves of June, the
next look of every project queued for the close of the next cycle, no look left that is due, and luodi-replay rebuilds the
state byte for byte. A project is watched from the day on which it negotiates, and the half month in which that day lies
does not count: of 100,000, one every 20 seconds from 25 May on, 28,080 negotiate before June.

Prints how long it took, what was done to the monitors and how many jobs the stopped one held; exit code 0 only when
nothing is missing or double. 100,000 want a release build (LUODI_BIN_DIR=build/bench/bin). --kills 0 measures one
undisturbed monitor: how long a day's due set takes.
"""
import argparse
import collections
import concurrent.futures
import json
import random
import select
import subprocess
import sys
import threading
import time

from disturb import LEASE_S, Monitors
from second_monitor import SecondMonitor
from suite import BIN, ROOT, Suite, wait_until

CLOCK = "2022-06-24T09:00:00+08:00"  # behind the last synthetic event
CLOSE = "2022-07-01T00:00:00+08:00"
THROUGH = "2022-06-H2"
FIRST_DAY_COUNTED = "2022-06-01"  # who is watched before it is idle in both halves of June: two cycles, a yellow light
NEXT_CLOSE_MS = "1657900800000"  # 2022-07-16 in Shanghai
TAG = "{510700}:"
PAGE = 5000


class Redis:
    def __init__(self, suite):
        self.socket = suite.data / "redis/redis.sock"

    def ask(self, *words):
        run = subprocess.run(["redis-cli", "-s", self.socket, *words], capture_output=True, text=True, check=True)
        return run.stdout.splitlines()

    def head(self):
        return int(self.ask("HGET", TAG + "head", "seq")[0])

    def now_ms(self):
        seconds, micros = self.ask("TIME")
        return int(seconds) * 1000 + int(micros) // 1000

    def events(self, after):
        """CloudEvents behind a sequence, as they stand in the stream; behind 0 those of every epoch."""
        last = f"{self.ask('HGET', TAG + 'head', 'epoch')[0]}-{after}" if after else "0-0"
        while True:
            lines = self.ask("XRANGE", TAG + "events", "(" + last, "+", "COUNT", str(PAGE))
            if not lines or not lines[0]:
                return
            for line in lines:
                if line.startswith("{"):
                    yield json.loads(line)
            last = [line for line in lines if line.replace("-", "").isdigit() and "-" in line][-1]


def fill(suite, projects, seed):
    """Stores the projects in the Redis of a stopped suite."""
    with suite.redis_alone():
        ids = suite.data / "ids"
        subprocess.run([BIN / "synthetic_fill", "--redis", Redis(suite).socket, "--policy", ROOT / "deploy/policy", "--seed",
                        str(seed), "--projects", str(projects), "--ids", ids, "--watched"], check=True, stdout=subprocess.DEVNULL)
        return {line.rsplit("/", 1)[1] for line in ids.read_text().splitlines()}


def early_of(redis):
    """Projects that negotiate before the first cycle that counts."""
    early = set()
    for event in redis.events(0):
        if event["type"] == "cn.luodi.project.negotiation_started.v1" and event["data"]["started_on"] < FIRST_DAY_COUNTED:
            early.add(event["subject"])
    return early


def digested(redis):
    cursor = redis.ask("HGET", TAG + "cursors", "progress-monitor")
    return bool(cursor) and cursor[0].split()[1:2] == [str(redis.head())]


def looks_before(redis, instant_ms):
    """Projects whose next look is due before an instant. Other jobs (dispatch cycles, reminders) are not counted."""
    jobs = redis.ask("ZRANGE", TAG + "due", "-inf", "(" + instant_ms, "BYSCORE")
    return {job.removeprefix("evaluate:") for job in jobs if job.startswith("evaluate:")}


def any_left(redis):
    """Whether a look at a project is due or leased. Of jobs due together, looks stand before mails."""
    waiting = redis.ask("ZRANGE", TAG + "due", "-inf", "(" + NEXT_CLOSE_MS, "BYSCORE", "LIMIT", "0", "50")
    leased = redis.ask("ZRANGE", TAG + "leased", "0", "-1")
    return any(job.startswith("evaluate:") for job in waiting + leased)


def all_done(redis):
    """Asked five times a second: a question costs the Redis that works."""
    select.select([], [], [], 0.2)
    return not any_left(redis)


def done_of(redis):
    """Projects that have been looked at: their next look waits for the next close."""
    return int(redis.ask("ZCOUNT", TAG + "due", NEXT_CLOSE_MS, NEXT_CLOSE_MS)[0])


def held_since(redis, killed_ms, stopped_ms):
    """Looks that were claimed between the two instants and are still held: by the only monitor that ran then."""
    leased = redis.ask("ZRANGE", TAG + "leased", f"({killed_ms + LEASE_S * 1000}", str(stopped_ms + LEASE_S * 1000), "BYSCORE")
    return sum(job.startswith("evaluate:") for job in leased)


def disturb(redis, monitors, options, done):
    """Kills spread over the first half of the work, the last one of the first monitor. While that one is on its way, the
    second is stopped with the looks that it holds: the first one does the rest, waits for the end of the leases and does
    those, too, before the second one goes on. Answers the number of looks held."""
    if not options.kills:
        return 0

    def wait_for(looks):
        while not done.is_set() and done_of(redis) < looks:
            done.wait(0.002)

    for n in range(1, options.kills + 1):
        wait_for(options.deadlines * n // (2 * options.kills))
        while not done.is_set() and not monitors.kill("first" if n == options.kills else None):
            done.wait(0.01)
    killed_ms = redis.now_ms()
    held = 0
    while not held and not done.is_set():
        wait_for(done_of(redis) + 1)
        with monitors.stopped("second"):
            held = held_since(redis, killed_ms, redis.now_ms())
            if held:
                select.select([], [], [], LEASE_S + 5)
    return held


def audit(redis, ids, early, before):
    faults = []
    looked = collections.Counter()
    warned = collections.Counter()
    for event in redis.events(before):
        data = event["data"]
        if event["type"] == "cn.luodi.watch.idle_evaluated.v1" and data["through"] == THROUGH:
            looked[event["subject"]] += 1
        if event["type"] == "cn.luodi.watch.warning_raised.v1":
            warned[(event["subject"], data["light"], data["cycle"])] += 1
    missing = ids - set(looked)
    faults += [f"{len(missing)} deadlines had no effect, e.g. {sorted(missing)[:3]}"] if missing else []
    faults += [f"{project}: {n} effects" for project, n in looked.items() if n != 1][:10]
    faults += [f"{warning}: warned {n} times" for warning, n in warned.items() if n != 1][:10]
    told = {project for project, light, _ in warned if light == "yellow"}
    if told != early:
        faults.append(f"{len(early - told)} of {len(early)} warnings are missing, {len(told - early)} are too many")
    queued = redis.ask("ZRANGE", TAG + "due", NEXT_CLOSE_MS, NEXT_CLOSE_MS, "BYSCORE")
    waiting = {q.removeprefix("evaluate:") for q in queued if q.startswith("evaluate:")}
    if waiting != ids:
        faults.append(f"{len(ids - waiting)} projects have no next look, {len(waiting - ids)} looks have no project")
    return faults, len(looked), sum(warned.values())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--deadlines", type=int, default=100_000)
    parser.add_argument("--limit", type=float, default=600, help="seconds from the instant at which all are due")
    parser.add_argument("--kills", type=int, default=8, help="of monitors, by chance one of the two; 0: one, left alone")
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    options = parser.parse_args()
    print("seed", options.seed, flush=True)
    with Suite(clock=CLOCK) as suite:
        suite.stop()
        ids = fill(suite, options.deadlines, options.seed)
        suite.start()
        redis = Redis(suite)
        wait_until(lambda: digested(redis), "the monitor has digested the city", 1800)
        assert looks_before(redis, NEXT_CLOSE_MS) == ids, "every project waits for the close of its cycle"
        second = SecondMonitor(suite) if options.kills else None
        monitors = Monitors(suite, second, options.seed)
        done = threading.Event()
        before = redis.head()
        early = early_of(redis)
        try:
            with concurrent.futures.ThreadPoolExecutor(1) as hand:
                suite.set_clock(CLOSE)
                began = time.monotonic()
                disturbing = hand.submit(disturb, redis, monitors, options, done)
                try:
                    wait_until(lambda: all_done(redis), "every deadline is done", options.limit)
                finally:
                    done.set()
                took = time.monotonic() - began
                held = disturbing.result()
        finally:
            if second:
                second.stop()
        wait_until(suite.ready, "the suite is ready again", 120)
        faults, effects, warnings = audit(redis, ids, early, before)
        if monitors.count["kill first"] + monitors.count["kill second"] < options.kills:
            faults.append(f"not every kill fell into the due set: {dict(monitors.count)}")
        if options.kills and not held:
            faults.append("the stop of the second monitor held no job")
        replay = subprocess.run([BIN / "luodi-replay", "--redis", redis.socket, "--check"], capture_output=True, text=True)
        if replay.returncode != 0:
            faults.append(f"replay ended with {replay.returncode}: {replay.stdout.strip()[-1000:]} {replay.stderr.strip()[-1000:]}")
    print(json.dumps({"deadlines": len(ids), "effects": effects, "warnings": warnings, "seconds": round(took, 1),
                      "done_to_them": dict(monitors.count), "held_by_the_stopped": held}))
    for fault in faults:
        print("FAULT", fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
