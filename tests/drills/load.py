"""A mixed load at a steady rate, by clients that repeat a request until it is answered, and a record of every write.

    load = Load(suite, rate=200, seconds=180, seed=1)    # seconds=0: until end()
    load.begin(); ...break things...; load.end()
    load.writes, load.counts, load.unexpected

Open loop: request n is due n/rate after the beginning, whatever became of the others; who is late sends at once. So all
rate * seconds requests are sent, and the rate reached is how long that took. Four of five requests write; one in twenty
writes is not repeated (its client went away), and one request in twenty repeats an old write to see its answer again.
"""
import collections
import hashlib
import http.client
import itertools
import random
import select
import threading
import time

import writes
from client import Client
from path import PARK

Client.checks = False  # a load has no time to compare every answer with the contract

WORKERS = 48      # enough to wait for a service that is down while the others are asked at the full rate
GIVE_UP_S = 60    # a request without an answer for so long is unexpected
AGAIN_S = 0.05
NEWEST = 20       # a worker goes on with its newest projects, so that none grows without end
ROLES = {"bureau": None, "reviewer": None, "park": PARK["code"], "referrer": None}


def pause(seconds):
    select.select([], [], [], max(0.0, seconds))


def digest(answer):
    return answer.status, hashlib.sha256(answer.body).hexdigest()


class Load:
    def __init__(self, suite, rate, seconds, seed):
        self.suite, self.rate, self.seed = suite, rate, seed
        self.requests = int(rate * seconds)
        self.tickets = itertools.count()
        self.go_on = seconds == 0  # then until end()
        self.lock = threading.Lock()
        self.writes = []
        self.counts = collections.Counter()
        self.unexpected = []
        self.slowest = 0.0

    def begin(self):
        self.tokens = {role: self.suite.login(role, org).token for role, org in ROLES.items()}
        self.began = time.monotonic()
        self.workers = [threading.Thread(target=Worker(self, number).run) for number in range(WORKERS)]
        for worker in self.workers:
            worker.start()

    def end(self):
        self.go_on = False
        for worker in self.workers:
            worker.join()
        self.seconds = time.monotonic() - self.began

    def runs(self):
        return any(worker.is_alive() for worker in self.workers)

    def next_ticket(self):
        """When the next request is due, or None when there is no more."""
        number = next(self.tickets)
        return self.began + number / self.rate if number < self.requests or self.go_on else None

    def count(self, name):
        with self.lock:
            self.counts[name] += 1

    def surprise(self, text):
        with self.lock:
            self.unexpected.append(text)


class Worker:
    """One client at a time, in several roles; nobody else changes its projects."""

    def __init__(self, load, number):
        self.load = load
        self.chance = random.Random(load.seed * 1000 + number)
        self.client = Client(load.suite.base)  # one for all roles, so that each reads what the others wrote
        self.projects = collections.deque(maxlen=NEWEST)  # [id, version, day of the lead]
        self.answered = collections.deque(maxlen=NEWEST)

    def run(self):
        try:
            while (due := self.load.next_ticket()) is not None:
                pause(due - time.monotonic())
                self.one_request()
                self.load.count("requests")
        except Exception as fault:  # a worker that dies is a finding, not silence
            self.load.surprise(f"worker: {fault!r}")

    def one_request(self):
        kind = self.chance.random()
        if kind < 0.3 or not self.projects:
            self.write(writes.lead())
        elif kind < 0.4:
            self.write(writes.referral())
        elif kind < 0.8:
            project = self.chance.choice(self.projects)
            make = self.chance.choice([writes.opinion, writes.published_fact, writes.progress, writes.progress])
            self.write(make(*(project if make == writes.progress else project[:2])), project)
        elif kind < 0.85 and self.answered:
            self.write_again(self.chance.choice(self.answered))
        else:
            self.read(self.chance.choice(self.projects))

    def write(self, write, project=None):
        with self.load.lock:
            self.load.writes.append(write)
        patient = self.chance.random() >= 0.05
        answer = self.until_answered(lambda: self.send(write), patient)
        if answer is not None and answer.status in (200, 201):
            write.subject = write.subject or answer.json["id"]
            write.answer = digest(answer)
            self.answered.append(write)
            if project is not None:
                project[1] = answer.json["version"]
            elif write.path == "/v1/projects":
                self.projects.append([write.subject, answer.json["version"], answer.json["created_at"][:10]])
            return
        if project is not None:
            self.projects.remove(project)  # its version is not known any more
        if answer is not None or patient:
            self.load.surprise(f"{write.path}: {answer}")

    def send(self, write):
        self.client.token = self.load.tokens[write.role]
        return self.client.post(write.path, write.body, key=write.key, version=write.version)

    def write_again(self, write):
        """The same request long after its answer: the stored answer, and no second effect."""
        answer = self.until_answered(lambda: self.send(write))
        if answer is None or digest(answer) != write.answer or "idempotency-replayed" not in answer.headers:
            self.load.surprise(f"{write.path}, repeated: {answer}")

    def read(self, project):
        self.client.token = self.load.tokens["bureau"]
        answer = self.until_answered(lambda: self.client.get("/v1/projects/" + project[0]))
        if answer is None or answer.status != 200 or answer.json["version"] != project[1]:
            self.load.surprise(f"read {project}: {answer}")

    def until_answered(self, send, patient=True):
        """Repeats the very same request until it has an answer that is one: not 5xx, not a broken connection."""
        began = time.monotonic()
        for tries in itertools.count(1):
            try:
                answer = send()
                # 409: the first try still runs, or a concurrent change; both end.
                if answer.status < 500 and answer.status not in (409, 429):
                    with self.load.lock:
                        self.load.counts["repeated"] += tries > 1
                        self.load.counts["replayed"] += "idempotency-replayed" in answer.headers
                        self.load.slowest = max(self.load.slowest, time.monotonic() - began)
                    return answer
            except (OSError, http.client.HTTPException):
                pass
            if not patient or time.monotonic() - began > GIVE_UP_S:
                return None
            pause(AGAIN_S)
