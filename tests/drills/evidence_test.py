"""The auditor on a running suite: clean after honest writes, and every fault that is really put into it is reported."""
import unittest

import load
import writes
from client import Client
from evidence import collect, redis
from path import PARK, ok
from suite import Suite
from verdict import judge


class RunningSuite(unittest.TestCase):
    def setUp(self):
        self.suite = Suite().__enter__()
        self.addCleanup(self.suite.__exit__, None, None, None)
        ok(self.suite.login("bureau").post("/v1/parks", PARK), 201)
        self.writes = []
        lead = self.send(writes.lead())
        self.send(writes.opinion(lead.subject, 1))
        self.note = self.send(writes.progress(lead.subject, 2))
        self.referral = self.send(writes.referral())
        self.project = lead.subject

    def send(self, write):
        client = Client(self.suite.base, self.suite.login(write.role, load.ROLES[write.role]).token)
        answer = client.post(write.path, write.body, key=write.key, version=write.version)
        self.assertIn(answer.status, (200, 201), answer)
        write.subject = write.subject or answer.json["id"]
        write.answer = load.digest(answer)
        self.writes.append(write)
        return write

    def verdict(self):
        return judge(self.writes, collect(self.suite, self.writes))

    def assert_clean(self):
        found = self.verdict()
        self.assertEqual((found.lost, found.duplicated, found.partial, found.unexpected, found.recovered), ([],) * 5)

    def test_faults_are_reported_as_what_they_are(self):
        self.assert_clean()

        never = writes.referral()
        never.subject, never.answer = "ref_never", (201, "")
        self.writes.append(never)
        self.assertEqual(len(self.verdict().lost), 1)
        self.writes.pop()

        # A client that repeats without the key of the first time does it twice (a note: nobody can tell that it is one).
        self.writes.remove(self.note)
        self.note.key, self.note.version = "another", 3
        self.send(self.note)
        self.assertEqual(len(self.verdict().duplicated), 1)
        self.writes.pop()

        self.assertEqual(redis(self.suite, "DEL", *redis(self.suite, "KEYS", "{510700}:idem:*")) > 0, True)
        self.assertEqual(len(self.verdict().partial), len(self.writes))

    def test_a_state_that_is_gone(self):
        self.assertEqual(redis(self.suite, "HDEL", "{510700}:state:project", self.project), 1)
        self.assertIn(self.project, " ".join(self.verdict().partial))

    def test_an_audit_entry_that_is_gone(self):
        [last] = redis(self.suite, "XREVRANGE", "{510700}:audit", "+", "-", "COUNT", 1)
        redis(self.suite, "XDEL", "{510700}:audit", last[0])
        self.assertRegex(self.verdict().partial[0], "in 1 entries of the stream, in 0 of the audit")

    def test_an_event_that_is_gone(self):
        [last] = redis(self.suite, "XREVRANGE", "{510700}:events", "+", "-", "COUNT", 1)
        redis(self.suite, "XDEL", "{510700}:events", last[0])
        found = self.verdict()
        self.assertEqual(len(found.lost), 1)
        self.assertTrue(found.partial)


if __name__ == "__main__":
    unittest.main()
