"""Collects what a suite holds after a drill: over HTTP what its services tell, and beside it what Redis stores.

    evidence = collect(suite, load.writes, idle.projects)
"""
import collections
import json
import subprocess

import load
from client import Client
from path import ok
from suite import BIN
from verdict import Event, Evidence
from writes import MARKER

PAGE = 500
OUTCOMES = 300  # acknowledged writes that are sent once more, to see their stored answer
IDS = """local ids = {}
for _, entry in ipairs(redis.call('XRANGE', KEYS[1], '-', '+')) do ids[#ids + 1] = entry[2][2] end
return ids"""


def collect(suite, writes, idle=()):
    bureau = suite.login("bureau")
    interviews = {i["id"]: i["project_id"] for i in every_item(bureau, "/v1/interviews")}
    notifications = every_item(bureau, "/v1/notifications")
    mails = {path.stem for path in (suite.data / "outbox").glob("*.eml")}
    return Evidence(
        events=events(bureau),
        projects={p["id"]: p["version"] for p in every_item(bureau, "/v1/projects")},
        referrals={r["id"]: r["name"] for r in every_item(bureau, "/v1/referrals")},
        interviews=interviews,
        stream_ids=collections.Counter(redis(suite, "EVAL", IDS, 1, "{510700}:events")),
        audited_ids=collections.Counter(audited(suite)),
        differences=replay(suite),
        outcomes=other_outcomes(suite, writes),
        idle=list(idle),
        undelivered=[n["id"] for n in notifications if n["channel"] == "email" and n["id"] not in mails])


def every_item(client, path):
    items, cursor = [], ""
    while cursor is not None:
        page = ok(client.get(f"{path}?limit={PAGE}{cursor}"))
        items += page["items"]
        cursor = "&cursor=" + page["next"] if "next" in page else None
    return items


def events(client):
    found, after = [], 0
    while True:
        page = ok(client.get(f"/v1/changes?after={after}&limit={PAGE}"))
        for item in page["items"]:
            markers = frozenset(MARKER.findall(json.dumps(item["data"], ensure_ascii=False)))
            found.append(Event(item["type"], item["subject"], markers, {} if markers else item["data"]))
        if page["next_after"] == after:
            return found
        after = page["next_after"]


def redis(suite, *command):
    done = subprocess.run(["redis-cli", "-s", suite.data / "redis/redis.sock", "--json", *map(str, command)],
                          check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def audited(suite):
    """Ids of events as the audit entries name them."""
    for _, fields in redis(suite, "XRANGE", "{510700}:audit", "-", "+"):
        yield from json.loads(dict(zip(fields[::2], fields[1::2]))["e"])["events"]


def replay(suite):
    done = subprocess.run([BIN / "luodi-replay", "--redis", suite.data / "redis/redis.sock", "--check"],
                          capture_output=True, text=True)
    if done.returncode == 0:
        return []
    return [line.strip() for line in done.stdout.splitlines() if line.startswith("  !")] or [done.stdout + done.stderr]


def other_outcomes(suite, writes):
    """Acknowledged writes whose repetition is not answered by the stored answer. A sample, evenly over the drill."""
    acknowledged = [write for write in writes if write.acknowledged]
    other = []
    for write in acknowledged[::max(1, len(acknowledged) // OUTCOMES)]:
        client = Client(suite.base, suite.login(write.role, load.ROLES[write.role]).token)
        answer = client.post(write.path, write.body, key=write.key, version=write.version)
        if load.digest(answer) != write.answer or "idempotency-replayed" not in answer.headers:
            other.append(write)
    return other
