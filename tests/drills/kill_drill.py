#!/usr/bin/env python3
"""Drill: a mixed load while gateway, services and Redis are killed -9 at random, then an audit of every answer.

    kill_drill.py [--seconds 180] [--kills 40] [--rate 200] [--seed N]

Two of three times that Redis is killed, its machine loses power too (power.py), half of the times during a rewrite of
its log. Meanwhile the clock moves and progress-monitor warns and calls idle projects to interviews. Exit code 0 only
when nothing was lost, doubled, half done or unexpected, all kills were made, every service acknowledged writes, and
requests were repeated and met their stored answers; otherwise the drill has not seen what it is for.
"""
import argparse
import collections
import random
import sys
import time

from evidence import collect
from idle import STEPS, Idle
from load import Load, pause
from path import PARK, ok
from power import Power
from report import report
from suite import START_LIMIT_S, Suite, wait_until
from verdict import judge

VICTIMS = ["gateway", "intake", "progress-monitor", "incentive-calculator", "redis"]
IDLE_PROJECTS = 10


def kill_one(suite, power, chance):
    """Kills a process that is up and says which. Redis: sometimes in a rewrite of its log, sometimes with its machine."""
    while True:
        victim = chance.choice(VICTIMS)
        tail = "kept"
        if victim == "redis":
            if chance.random() < 0.5:
                power.begin_rewrite(chance)
            tail = chance.choice(["kept", "lost", "torn"])
            if tail != "kept":
                power.will_fail(tail, chance.randrange(2**32))
        try:
            suite.kill(victim)
            return victim if victim != "redis" else f"redis, unsynced bytes {tail}"
        except (KeyError, ProcessLookupError):
            power.holds()  # just killed and not up again: another one


def kill_at_random(suite, load, power, idle, options):
    """Kills at random points of the load, also two in one recovery; the clock moves in between."""
    chance = random.Random(options.seed)
    killed = collections.Counter()
    for target in sorted(chance.randrange(load.requests) for _ in range(options.kills)):
        while load.counts["requests"] < target and load.runs():
            pause(0.01)
        killed[kill_one(suite, power, chance)] += 1
        if killed.total() * (len(STEPS) + 1) // options.kills > len(STEPS) - len(idle.steps):
            idle.advance()
        print(f"\r{killed.total()}/{options.kills} kills", end="", file=sys.stderr)
    print(file=sys.stderr)
    return killed


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=180)
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--rate", type=float, default=200)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    options = parser.parse_args()
    suite = Suite()
    power = Power(suite)
    with suite:
        ok(suite.login("bureau").post("/v1/parks", PARK), 201)
        idle = Idle(suite, IDLE_PROJECTS)
        load = Load(suite, options.rate, options.seconds, options.seed)
        load.begin()
        killed = kill_at_random(suite, load, power, idle, options)
        load.end()
        wait_until(suite.ready, "ready after the last kill", START_LIMIT_S)
        idle.settle()
        audit_began = time.monotonic()
        verdict = judge(load.writes, collect(suite, load.writes, idle.projects))
        failures, taken = power.failures()
        print(f"seed {options.seed}, {killed.total()} kills: {dict(sorted(killed.items()))}")
        print(f"{failures} power failures took {taken} bytes; audit in {time.monotonic() - audit_began:.0f} s")
        fine = report("kill -9 at random", load, verdict)
        acknowledged = {write.service for write in load.writes if write.acknowledged}
        seen = {"kills": killed.total() >= options.kills, "services": len(acknowledged) == 3,
                "repetitions": load.counts["repeated"] > 0, "stored answers": load.counts["replayed"] > 0}
        blind = [what for what, enough in seen.items() if not enough]
        if blind:
            print("  ! the drill has not seen: " + ", ".join(blind))
        return 0 if fine and not blind else 1


if __name__ == "__main__":
    sys.exit(main())
