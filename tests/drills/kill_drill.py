#!/usr/bin/env python3
"""Drill: a mixed load while gateway, services and Redis are killed -9 at random; then an audit of every answer.

    kill_drill.py [--seconds 180] [--kills 40] [--rate 200] [--seed N]

Every write carries an Idempotency-Key and is repeated with it until it has an answer. The auditor then asks for every
acknowledged write, looks for effects that stand twice or without their event, and lets luodi-replay rebuild the state.
Prints attempt/acknowledged/ok/lost/duplicated/unexpected/recovered; exit code 0 only when nothing was lost, doubled or
half done.
"""
import argparse
import collections
import http.client
import random
import select
import subprocess
import sys
import threading
import time
import uuid

from path import PARK, YI, ok
from suite import BIN, START_LIMIT_S, Suite, wait_until

WORKERS = 12
GIVE_UP_S = 60  # a write without an answer for so long is unexpected
VICTIMS = ["gateway", "intake", "progress-monitor", "incentive-calculator", "redis"]


def pause(seconds):
    select.select([], [], [], max(0.0, seconds))


class Load:
    """Registrations (two of three), published facts on own projects, and reads, at a steady rate."""

    def __init__(self, suite, options):
        self.suite, self.options = suite, options
        self.end = time.monotonic() + options.seconds
        self.lock = threading.Lock()
        self.acknowledged = {}                        # project id -> name
        self.facts = collections.defaultdict(list)    # project id -> acknowledged fact texts
        self.counts = collections.Counter()
        self.unexpected = []
        self.slowest = 0.0

    def run(self):
        threads = [threading.Thread(target=self.work, args=(n,)) for n in range(WORKERS)]
        for thread in threads:
            thread.start()
        return threads

    def work(self, number):
        try:
            self.steadily(number)
        except Exception as fault:  # a worker that dies is a finding, not silence
            self.unexpected.append(f"worker {number}: {fault!r}")

    def steadily(self, number):
        chance = random.Random(self.options.seed * 1000 + number)
        client = self.suite.login("bureau")
        own = []
        gap = WORKERS / self.options.rate
        due = time.monotonic() + gap * number / WORKERS
        while time.monotonic() < self.end:
            pause(due - time.monotonic())
            due = max(due + gap, time.monotonic() - 1)
            kind = chance.random()
            if kind < 0.6 or not own:
                self.register(client, own)
            elif kind < 0.8:
                self.publish(client, chance.choice(own))
            else:
                self.read(client, chance.choice(own))

    def until_answered(self, send):
        """Repeats the same request until it has an answer that is one: not 5xx, not a broken connection."""
        began = time.monotonic()
        tries = 0
        while time.monotonic() - began < GIVE_UP_S:
            tries += 1
            try:
                answer = send()
                if answer.status < 500 and answer.status not in (409, 429):
                    with self.lock:
                        self.counts["recovered"] += tries > 1
                        self.slowest = max(self.slowest, time.monotonic() - began)
                    return answer
                # 409: the first try still runs, or a concurrent change; both end.
            except (OSError, http.client.HTTPException):
                pass
            pause(0.05)
        return None

    def register(self, client, own):
        name = "演练 " + uuid.uuid4().hex
        body = {"name": name, "enterprise": {"name": name}, "industry_code": "3985", "agreed_amount_fen": 6 * YI,
                "park_code": PARK["code"], "channel": "outpost"}
        key = uuid.uuid4().hex
        answer = self.write(lambda: client.post("/v1/projects", body, key=key))
        if answer is not None and answer.status == 201:
            own.append(answer.json["id"])
            with self.lock:
                self.acknowledged[answer.json["id"]] = name
        elif answer is not None:
            self.unexpected.append(str(answer))

    def publish(self, client, project):
        text = "报道 " + uuid.uuid4().hex
        key = uuid.uuid4().hex

        def send():
            seen = client.get("/v1/projects/" + project)
            if seen.status != 200:
                return seen
            version = seen.json["version"]
            return client.post(f"/v1/projects/{project}/published-facts", {"stage_text": text, "source": "演练"}, key=key,
                               version=version)
        answer = self.write(send)
        if answer is not None and answer.status == 200:
            with self.lock:
                self.facts[project].append(text)
        elif answer is not None:
            self.unexpected.append(str(answer))

    def write(self, send):
        with self.lock:
            self.counts["attempt"] += 1
        answer = self.until_answered(send)
        with self.lock:
            if answer is None:
                self.unexpected.append("no answer")
            elif answer.status < 300:
                self.counts["acknowledged"] += 1
        return answer

    def read(self, client, project):
        answer = self.until_answered(lambda: client.get("/v1/projects/" + project))
        if answer is None or answer.status != 200:
            self.unexpected.append(f"read {project}: {answer}")


def kill_at_random(suite, load, options):
    chance = random.Random(options.seed)
    killed = collections.Counter()
    gap = options.seconds / (options.kills + 1)
    while sum(killed.values()) < options.kills:
        pause(gap * chance.uniform(0.5, 1.2))
        if time.monotonic() > load.end:
            load.end += gap  # the load lasts until the last kill
        name = chance.choice(VICTIMS)
        try:
            suite.kill(name)
            killed[name] += 1
        except (KeyError, ProcessLookupError):
            pass  # just killed and not up again
        print(f"\r{sum(killed.values())}/{options.kills} kills, {load.counts['acknowledged']} acknowledged", end="",
              file=sys.stderr)
    print(file=sys.stderr)
    return killed


def audit(suite, load):
    """Every acknowledged effect is there, once, and the stream rebuilds the state."""
    bureau = suite.login("bureau")
    registered = collections.Counter()
    published = collections.Counter()
    after = 0
    while True:
        page = ok(bureau.get(f"/v1/changes?after={after}&limit=500"))
        for event in page["items"]:
            if event["type"].endswith("project.lead_registered.v1"):
                registered[event["data"]["name"]] += 1
            elif event["type"].endswith("project.fact_published.v1"):
                published[event["data"]["published"]["stage_text"]] += 1
        if not page["items"]:
            break
        after = int(page["items"][-1]["sequence"])
    lost = [p for p, name in load.acknowledged.items()
            if (a := bureau.get("/v1/projects/" + p)).status != 200 or a.json["name"] != name or not registered[name]]
    lost += [text for texts in load.facts.values() for text in texts if not published[text]]
    doubled = [text for text, n in (registered + published).items() if n > 1]
    replay = subprocess.run([BIN / "luodi-replay", "--redis", suite.data / "redis/redis.sock", "--check"],
                            capture_output=True, text=True)
    return lost, doubled, replay


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=180)
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--rate", type=float, default=200)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    options = parser.parse_args()
    with Suite() as suite:
        ok(suite.login("bureau").post("/v1/parks", PARK), 201)
        load = Load(suite, options)
        threads = load.run()
        killed = kill_at_random(suite, load, options)
        for thread in threads:
            thread.join()
        wait_until(suite.ready, "ready after the last kill", START_LIMIT_S)
        lost, doubled, replay = audit(suite, load)
        partial = replay.returncode != 0
        print(f"seed {options.seed}, kills {dict(killed)}, slowest answer {load.slowest:.1f} s")
        print(f"attempt {load.counts['attempt']} acknowledged {load.counts['acknowledged']} "
              f"ok {load.counts['acknowledged'] - len(lost)} lost {len(lost)} duplicated {len(doubled)} "
              f"unexpected {len(load.unexpected)} recovered {load.counts['recovered']} partial {int(partial)}")
        for line in (lost + doubled + load.unexpected)[:10]:
            print("  !", line)
        print(replay.stdout.strip().splitlines()[-1] if replay.stdout else replay.stderr)
        return 1 if lost or doubled or partial or load.unexpected else 0


if __name__ == "__main__":
    sys.exit(main())
