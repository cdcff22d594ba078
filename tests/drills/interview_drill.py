#!/usr/bin/env python3
"""Drill: 2,000 concurrent moves and withdrawals of interviews that share meetings, while two monitors work on one store
and are stopped (SIGSTOP) and killed (kill -9) at random; then an audit.

    interview_drill.py [--commands 2000] [--seconds-between 2] [--seed N]

Prints attempts, answers by status and the audit; exit code 0 only when every meeting has one truth (its interviews
agree with it), its SEQUENCE rose by one with each change, every accepted command is there once, and luodi-replay rebuilds
the state byte for byte.
"""
import argparse
import collections
import concurrent.futures
import os
import random
import select
import signal
import subprocess
import sys
import threading
import uuid

from interview_test import Interviews, Race, START
from second_monitor import SecondMonitor
from suite import BIN, Suite, wait_until

PROJECTS = 4
TRIES = 60  # of one command until it has an answer


def disturb(suite, second, options, done):
    chance = random.Random(options.seed)
    count = collections.Counter()
    while not done.wait(options.seconds_between):
        act = chance.choice(["stop first", "kill first", "stop second", "kill second"])
        count[act] += 1
        try:
            if act == "kill first":
                suite.crash("progress-monitor")
            elif act == "kill second":
                second.crash()
            else:
                pid = suite.pids()["progress-monitor"] if act == "stop first" else second.process.pid
                os.kill(pid, signal.SIGSTOP)
                done.wait(1)
                os.kill(pid, signal.SIGCONT)
        except (KeyError, ProcessLookupError):
            pass  # it is on its way up again
    return count


def one_command(city, ids, n):
    """Repeated with its Idempotency-Key until the answer is known."""
    interview = ids[n % len(ids)]
    key = str(uuid.uuid4())
    version = None
    for _ in range(TRIES):
        try:
            if version is None:
                version = city.get(interview)["version"]
            body = {"meeting_at": f"2022-08-{10 + n % 15}T{9 + n % 8:02}:00:00+08:00"}
            answer = city.committee.post(f"/v1/interviews/{interview}/schedule", body, key=key, version=version)
            if answer.status < 500 and answer.status != 429:
                return answer
        except (OSError, AssertionError):
            pass
        select.select([], [], [], 0.2)
    raise AssertionError("no answer")


def audit(city, ids, answers):
    faults = []
    meetings = {}
    for interview in ids:
        view = city.get(interview)
        meetings.setdefault(view["meeting_id"], []).append(view)
    accepted = 0
    for meeting, views in meetings.items():
        changes = Race.changes(city, meeting)
        moved = [c for c in changes if c["type"].endswith(".moved.v1")]
        accepted += len(moved)
        if moved and {v["meeting_at"] for v in views} != {moved[-1]["data"]["meeting_at"]}:
            faults.append(f"{meeting}: its interviews disagree")
        notice = city.bureau.get(f"/v1/interviews/{views[0]['id']}/notice.ics").body.decode()
        if f"SEQUENCE:{len(changes) - 1}\r\n" not in notice:
            faults.append(f"{meeting}: SEQUENCE is not the number of its changes")
    if accepted != sum(a.status == 200 for a in answers):
        faults.append(f"{accepted} moves are stored, {sum(a.status == 200 for a in answers)} were accepted")
    return faults


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--commands", type=int, default=2000)
    parser.add_argument("--seconds-between", type=float, default=2.0)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    options = parser.parse_args()
    print("seed", options.seed, flush=True)
    with Suite(clock=START) as suite:
        city = Interviews(suite)
        projects = [city.idle(f"项目{n}") for n in range(PROJECTS)]
        second = SecondMonitor(suite)
        try:
            suite.set_clock("2022-08-01T00:00:00+08:00")
            ids = [wait_until(lambda p=p: city.of(p), "interview", 60)[0]["id"] for p in projects]
            suite.set_clock("2022-08-04T00:00:00+08:00")
            for interview in ids:
                city.until(interview, "issued", 60)
            done = threading.Event()
            with concurrent.futures.ThreadPoolExecutor(17) as pool:
                disturbing = pool.submit(disturb, suite, second, options, done)
                commands = [pool.submit(one_command, city, ids, n) for n in range(options.commands)]
                answers = [c.result() for c in commands]
                done.set()
                print("disturbed", dict(disturbing.result()))
            wait_until(suite.ready, "readyz", 60)
            print("answers", dict(collections.Counter(a.status for a in answers)))
            faults = audit(city, ids, answers)
        finally:
            second.stop()
        replay = subprocess.run([BIN / "luodi-replay", "--redis", suite.data / "redis/redis.sock", "--check"],
                                capture_output=True, text=True, check=False)
        print((replay.stdout or replay.stderr).strip().splitlines()[-1])
        print("faults", faults)
        return 0 if not faults and replay.returncode == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
