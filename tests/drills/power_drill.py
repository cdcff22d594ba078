#!/usr/bin/env python3
"""Drill: the machine loses power under load again and again, then an audit of every answer; and the control.

    power_drill.py [--rounds 6] [--rate 200] [--seed N]

A power failure ends all processes at once, and what no fsync had brought to the disk is gone (power.py). With the
configuration that Luodi ships (appendfsync always) nothing acknowledged may be lost. The control runs the same with
appendfsync everysec and must lose something: a drill that loses nothing there is blind, and fails.
"""
import argparse
import random
import sys

from evidence import collect
from load import Load, pause
from path import PARK, ok
from power import Power
from report import ALL_KINDS, report
from suite import START_LIMIT_S, Suite, wait_until
from verdict import judge

ALL = ["redis", "gateway", "intake", "progress-monitor", "incentive-calculator"]
CONTROL_ROUNDS = 3
SHORTEST_S, LONGEST_S = 2.0, 5.0  # of a round: beyond the second after which everysec syncs


def fail_power(suite, power, tail, chance, rewrite):
    if rewrite and chance.random() < 0.5:
        power.begin_rewrite(chance)
    before = suite.pids()
    power.will_fail(tail, chance.randrange(2**32))
    for name in ALL:
        suite.kill(name)
    wait_until(lambda: all(suite.pids().get(name, before[name]) != before[name] for name in ALL) and suite.ready(),
               "ready after the power failure", START_LIMIT_S)


def run(name, options, rounds, control=False):
    chance = random.Random(options.seed)
    suite = Suite()
    power = Power(suite, "--appendfsync everysec" if control else "")
    with suite:
        ok(suite.login("bureau").post("/v1/parks", PARK), 201)
        load = Load(suite, options.rate, 0, options.seed)
        load.begin()
        for number in range(rounds):
            pause(chance.uniform(SHORTEST_S, LONGEST_S))
            # Not during a rewrite, after which a log that was synced once a second may keep Redis from starting.
            fail_power(suite, power, "lost" if control or number % 2 == 0 else "torn", chance, rewrite=not control)
        load.end()
        verdict = judge(load.writes, collect(suite, load.writes))
        failures, taken = power.failures()
        print(f"seed {options.seed}, {failures} power failures took {taken} bytes that were written and not synced")
        fine = report(name, load, verdict, show=("lost",) if control else ALL_KINDS) and failures == rounds
    return fine, verdict


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--rate", type=float, default=200)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    options = parser.parse_args()
    fine, _ = run("power failure, appendfsync always", options, options.rounds)
    _, control = run("control, appendfsync everysec", options, CONTROL_ROUNDS, control=True)
    if not control.lost:
        print("  ! the control lost nothing: this drill cannot see a loss")
    return 0 if fine and control.lost else 1


if __name__ == "__main__":
    sys.exit(main())
