"""Measure 6 again, however the monitor runs: in two instances, after a week down, twice over the same events. Real Redis,
real processes; what people see in the end is what idle_test expects of one prompt monitor.
"""
import signal
import subprocess
import unittest

import idle_test
from idle_test import AFTER_FOUR, START, conclusion, idle_project
from second_monitor import SecondMonitor
from suite import Suite, wait_until

CURSORS = "{510700}:cursors"


def facts(walk):
    """Everything the monitor concluded, as it stands in the stream."""
    items = ok_items(walk)
    return [(i["type"], i["subject"], i["data"]) for i in items
            if i["type"].split(".")[2] in ("watch", "interview", "notification")]


def ok_items(walk):
    answer = walk.bureau.get("/v1/changes?after=0&limit=500")
    assert answer.status == 200, answer
    return answer.json["items"]


def ask_redis(suite, *words):
    run = subprocess.run(["redis-cli", "-s", suite.data / "redis/redis.sock", *words], capture_output=True, text=True,
                         check=True)
    return run.stdout.strip()


class SameHoweverItRuns(unittest.TestCase):
    expected = idle_test.SameHoweverTimePasses.expected

    def test_in_two_instances(self):
        with Suite(clock=START) as suite:
            walk, project = idle_project(suite)
            second = SecondMonitor(suite)
            try:
                for midnight in idle_test.days("2022-06-28", "2022-08-01"):
                    suite.set_clock(midnight)
                self.assertEqual(conclusion(walk, project), self.expected)
            finally:
                second.stop()

    def test_after_a_week_down(self):
        with Suite(clock=START) as suite:
            walk, project = idle_project(suite)
            for instant in ("2022-07-01T00:00:00+08:00", "2022-07-16T00:00:00+08:00", "2022-07-28T00:00:00+08:00"):
                suite.set_clock(instant)
            suite.kill("progress-monitor", signal.SIGSTOP)
            for midnight in idle_test.days("2022-07-29", "2022-08-04"):
                suite.set_clock(midnight)
            suite.crash("progress-monitor")
            self.assertEqual(conclusion(walk, project), self.expected)

    def test_twice_over_the_same_events(self):
        with Suite(clock=START) as suite:
            walk, project = idle_project(suite)
            suite.set_clock(AFTER_FOUR)
            self.assertEqual(conclusion(walk, project), self.expected)
            # Until everybody was told; then the cursor is gone and a new process reads the whole stream once more.
            head = ["HGET", "{510700}:head", "seq"]
            at_head = lambda: ask_redis(suite, "HGET", CURSORS, "progress-monitor").split()[1:2] == [ask_redis(suite, *head)]
            wait_until(lambda: at_head() and ask_redis(suite, "ZCARD", "{510700}:leased") == "0" and
                       "send:" not in ask_redis(suite, "ZRANGE", "{510700}:due", "0", "-1"), "everybody was told", 30)
            before = facts(walk)
            ask_redis(suite, "HDEL", CURSORS, "progress-monitor")
            suite.crash("progress-monitor")
            wait_until(at_head, "the stream is read again", 30)
            self.assertEqual(facts(walk), before)
            self.assertEqual(conclusion(walk, project), self.expected)


if __name__ == "__main__":
    unittest.main()
