#!/usr/bin/env python3
"""Drill: 2,000 concurrent confirmations, moves and withdrawals of interviews that share a meeting, decided by two monitors
on one store that are stopped (SIGSTOP) and killed (kill -9) at random; then an audit, and the meeting's cancellation.
Half of the hands ask each monitor, through a gateway of its own. One stop outlasts the leases of the due queue.

    interview_drill.py [--commands 2000] [--hands 64] [--rounds 2] [--seed N]

Prints attempts, answers by command and status, and the audit; exit code 0 only when there is one truth: every interview
was issued once, with the numbers of the year from 1 without a gap; the interviews agree with their meeting; its
SEQUENCE rose by one with each change; every accepted command is there once and nothing else is; no two mails say
different things under one SEQUENCE, and the newest one cancels; both monitors decided, were killed and were stopped; luodi-replay
rebuilds the state byte for byte.
"""
import argparse
import collections
import concurrent.futures
import random
import select
import subprocess
import sys
import threading
import uuid

from disturb import LEASE_S, Monitors
from interview_test import Race
from interviews import START, Interviews
from mailbox import Mailbox
from path import ok
from second_monitor import SecondGateway, SecondMonitor
from suite import BIN, Suite, wait_until

PROJECTS = 8
ROUNDS = 4  # so many hands confirm each interview at once, and withdraw every second one at the end
TRIES = 1200  # of one command until it has an answer


def disturb(monitors, options, finished, done):
    """Kills and stops of either, in an order that the seed decides, spread over the commands: the next comes when so many
    are finished. The one in the middle outlasts every lease."""
    acts = [(act, which) for act in ("kill", "stop") for which in ("first", "second")] * options.rounds
    monitors.chance.shuffle(acts)
    acts.insert(len(acts) // 2, ("outlast", monitors.any()))
    for n, (act, which) in enumerate(acts, 1):
        while finished() < options.commands * n // (len(acts) + 1) and not done.is_set():
            done.wait(0.02)
        if act == "kill":
            while not monitors.kill(which) and not done.wait(0.02):
                pass
        else:
            with monitors.stopped(which):
                select.select([], [], [], LEASE_S + 5 if act == "outlast" else 1)


WORKING_DAYS = [10, 11, 12, 15, 16, 17, 18, 19, 22, 23, 24]  # of August 2022


def plan(commands):
    """(interview, command) in the order in which the hands take them."""
    rounds = commands // PROJECTS
    out = []
    for turn in range(rounds):
        for interview in range(PROJECTS):
            last = turn >= rounds - ROUNDS and interview % 2 == 1
            out.append((interview, "issue" if turn < ROUNDS else "withdraw" if last else "schedule"))
    return out


def one_command(city, committee, interview, command, n):
    """Through the gateway of `committee`; repeated with its Idempotency-Key until the answer is known. A move that comes too late for its version is
    refused; who confirms or withdraws reads again and insists."""
    body = {"issue": {}, "withdraw": {"reason": "事由消失"},
            "schedule": {"meeting_at": f"2022-08-{WORKING_DAYS[n % len(WORKING_DAYS)]}T{9 + n % 8:02}:00:00+08:00"}}[command]
    key, version = None, None
    for _ in range(TRIES):
        try:
            if version is None:
                version, key = committee.get(f"/v1/interviews/{interview}").json["version"], str(uuid.uuid4())
            answer = committee.post(f"/v1/interviews/{interview}/{command}", body, key=key, version=version)
            if answer.status == 412 and command != "schedule":
                version = None
                continue
            if answer.status < 500 and answer.status != 429:
                return command, answer
        except (OSError, KeyError):
            pass
        select.select([], [], [], 0.05)
    raise AssertionError("no answer")


def counted(changes, fact):
    return [c for c in changes if c["type"].endswith(f".{fact}.v1")]


def audit(city, ids, answers):
    faults = []

    def expect(wanted, seen, what):
        if wanted != seen:
            faults.append(f"{what}: {seen}, not {wanted}")

    views = [city.get(i) for i in ids]
    accepted = collections.Counter(command for command, a in answers if a.status == 200)
    expect(1, len({v["meeting_id"] for v in views}), "meetings")
    meeting = views[0]["meeting_id"]
    changes = Race.changes(city, meeting)
    expect(PROJECTS, accepted["issue"], "accepted confirmations")
    expect(1, len(counted(changes, "called")), "calls")
    expect(PROJECTS - 1, len(counted(changes, "joined")), "joins")
    expect(accepted["schedule"], len(counted(changes, "moved")), "stored moves")
    expect(accepted["withdraw"], len(counted(changes, "left")), "stored withdrawals")
    expect(PROJECTS // 2, accepted["withdraw"], "accepted withdrawals")
    expect({f"约谈〔2022〕{n}号" for n in range(1, PROJECTS + 1)}, {v["document_number"] for v in views}, "numbers")
    expect(["issued", "withdrawn"] * (PROJECTS // 2), [v["state"] for v in views], "states")
    expect({counted(changes, "moved")[-1]["data"]["meeting_at"]}, {v["meeting_at"] for v in views[::2]}, "times")
    notice = city.bureau.get(f"/v1/interviews/{ids[0]}/notice.ics").body.decode()
    expect(True, f"SEQUENCE:{len(changes) - 1}\r\n" in notice, "SEQUENCE is the number of changes")
    return faults, meeting


def cancelled(suite, city, ids, meeting):
    """Withdraws what is left; the calendars of everybody end with one cancellation."""
    for interview in ids[::2]:
        ok(city.do(city.committee, interview, "withdraw", {"reason": "演练结束"}))
    last = len(Race.changes(city, meeting)) - 1

    def heard():
        out = collections.defaultdict(dict)  # by recipient: what each SEQUENCE says
        for mail in suite.mails():
            for method, event in Mailbox.invitations(mail):
                said = (method, event["DTSTART"].dt.isoformat(), str(event["SUMMARY"]))
                out[str(mail["To"])].setdefault(int(event["SEQUENCE"]), set()).add(said)
        return out

    everybody = wait_until(lambda: (lambda h: h if h and all(last in said for said in h.values()) else None)(heard()),
                           "the cancellation is heard", 120)
    print("mails", {to: len(said) for to, said in everybody.items()}, "invitations, the last one has SEQUENCE", last)
    faults = []
    for to, said in everybody.items():
        faults += [f"{to}: SEQUENCE {n} says {len(what)} things" for n, what in said.items() if len(what) > 1]
        if max(said) != last or {method for method, _, _ in said[last]} != {"CANCEL"}:
            faults.append(f"{to}: ends with SEQUENCE {max(said)}, {said[max(said)]}")
    return faults


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--commands", type=int, default=2000)
    parser.add_argument("--hands", type=int, default=64, help="commands under way at once")
    parser.add_argument("--rounds", type=int, default=2, help="kills and stops of each monitor")
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    options = parser.parse_args()
    print("seed", options.seed, flush=True)
    with Suite(clock=START) as suite:
        city = Interviews(suite)
        projects = [city.idle(f"项目{n}") for n in range(PROJECTS)]
        second, gateway = SecondMonitor(suite), None
        try:
            suite.set_clock("2022-08-01T00:00:00+08:00")
            ids = [wait_until(lambda p=p: city.of(p), "interview", 60)[0]["id"] for p in projects]
            gateway = SecondGateway(suite)
            doors = [city.committee, gateway.twin(city.committee)]
            monitors = Monitors(suite, second, options.seed)
            done = threading.Event()
            with concurrent.futures.ThreadPoolExecutor(options.hands + 1) as pool:
                commands = []
                disturbing = pool.submit(disturb, monitors, options, lambda: sum(c.done() for c in commands), done)
                commands += [pool.submit(one_command, city, doors[n // PROJECTS % 2], ids[i], command, n)
                            for n, (i, command) in enumerate(plan(options.commands))]
                try:
                    answers = [c.result() for c in commands]
                finally:
                    done.set()
                disturbing.result()
                print("disturbed", dict(monitors.count))
            wait_until(suite.ready, "readyz", 60)
            print("answers", dict(collections.Counter((command, a.status) for command, a in answers)))
            faults, meeting = audit(city, ids, answers)
            faults += cancelled(suite, city, ids, meeting)
            faults += [unseen for act in ("kill", "stop") for which in ("first", "second")
                       if (unseen := monitors.unseen(f"{act} {which}", options.rounds))]
            decided = collections.Counter(n // PROJECTS % 2 for n, (_, a) in enumerate(answers) if a.status == 200)
            print("accepted through each monitor", dict(decided))
            faults += [] if len(decided) == 2 else ["one monitor decided nothing"]
        finally:
            if gateway:
                gateway.stop()
            second.stop()
        replay = subprocess.run([BIN / "luodi-replay", "--redis", suite.data / "redis/redis.sock", "--check"],
                                capture_output=True, text=True, check=False)
        print((replay.stdout or replay.stderr).strip().splitlines()[-1])
        print("faults", faults)
        return 0 if not faults and replay.returncode == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
