"""Intake is asked to stop (SIGTERM) under load and starts again, as at every upgrade: it answers what it took and refuses
the rest with 503 and Retry-After, having done nothing of it. So nobody hears of an unknown outcome (504), nothing is
lost, and what is sent again happens once."""
import http.client
import select
import signal
import threading
import unittest
import uuid

from client import Client
from path import Walk
from suite import Suite, wait_until

WORKERS = 12
STOPS = 3
AGAIN_S = 0.005
SAMPLE = 200  # requests that are sent again afterwards


class Load:
    """Leads one after the other from each worker, every one with a key of its own and sent once."""

    def __init__(self, suite):
        self.token = suite.login("bureau").token
        self.base = suite.base
        self.lock = threading.Lock()
        self.done, self.refused, self.faults = {}, {}, []
        self.go_on = True
        self.workers = [threading.Thread(target=self.run) for _ in range(WORKERS)]
        for worker in self.workers:
            worker.start()

    def end(self):
        self.go_on = False
        for worker in self.workers:
            worker.join()

    def run(self):
        client = Client(self.base, self.token)
        client.checks = False
        while self.go_on:
            key = uuid.uuid4().hex
            try:
                answer = client.post("/v1/projects", lead(key), key=key)
            except (OSError, http.client.HTTPException) as fault:
                self.note(self.faults, repr(fault))
                continue
            if answer.status == 201:
                self.note(self.done, key, answer.body)
            elif answer.status == 503 and "retry-after" in answer.headers:
                self.note(self.refused, key, answer.body)
                select.select([], [], [], AGAIN_S)
            else:
                self.note(self.faults, repr(answer))

    def note(self, where, *what):
        with self.lock:
            if isinstance(where, list):
                where.append(what[0])
            else:
                where[what[0]] = what[1]


def lead(key):
    return {"name": "停机演练 " + key, "enterprise": {"name": "企业 " + key}, "industry_code": "3985",
            "park_code": "MY-GX", "channel": "outpost"}


class Drain(unittest.TestCase):
    def test_a_service_that_is_stopped_under_load_answers_or_refuses_and_leaves_nothing_unknown(self):
        with Suite() as suite:
            Walk(suite).register_park()
            load = Load(suite)
            try:
                for _ in range(STOPS):
                    before, done = suite.pids()["intake"], len(load.done)
                    wait_until(lambda: len(load.done) > done + 200, "the load is answered")
                    suite.kill("intake", signal.SIGTERM)
                    wait_until(lambda: suite.pids().get("intake", before) != before and suite.ready(),
                               "intake is back", 30)
            finally:
                load.end()
            self.assertEqual(load.faults[:5], [], f"{len(load.faults)} of {len(load.done)} done, "
                                                  f"{len(load.refused)} refused")
            self.assertGreater(len(load.refused), 0, "or nobody asked while it was away")
            client = suite.login("bureau")
            counted = client.get("/v1/projects?limit=1")
            self.assertEqual(int(counted.headers["x-total-count"]), len(load.done), "nothing lost, nothing of the refused")
            for key, body in list(load.done.items())[-SAMPLE:]:
                again = client.post("/v1/projects", lead(key), key=key)
                self.assertEqual((again.status, again.body), (201, body))
                self.assertIn("idempotency-replayed", again.headers)
            for key in list(load.refused)[-SAMPLE:]:
                again = client.post("/v1/projects", lead(key), key=key)
                self.assertEqual(again.status, 201, again)
                self.assertNotIn("idempotency-replayed", again.headers, "503 means that nothing was done")
            suite.replay()


if __name__ == "__main__":
    unittest.main()
