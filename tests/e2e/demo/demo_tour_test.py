"""What only a running suite shows of the demo city: the tour, a second import after the keys are forgotten, a data
folder with blanks in its path, the day before the measures, and a city that was not imported."""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

from path import ok
from suite import ROOT, Suite

DEMO = ROOT / "deploy/demo"
STARS = "巨星(绵阳)稀土永磁新材料产业园(年产10万吨高性能烧结钕铁硼永磁材料)"
RONGTONG = "融通高科15万吨磷酸铁锂锂电池正极材料生产和循环再制造项目"


def run(program, suite, *more):
    return subprocess.run([sys.executable, DEMO / program, "--base", suite.base, "--data", suite.data, *more],
                          capture_output=True, text=True)


def head(suite):
    return ok(suite.login("bureau").get("/v1/changes?after=0&limit=1"))["head"]


def report(suite):
    return json.loads((suite.data / "demo-report.json").read_text(encoding="utf-8"))


class InForce(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        suite = Suite(clock="2022-05-25T09:00:00+08:00")
        suite.data = pathlib.Path(tempfile.mkdtemp(prefix="luodi e2e 城 "))
        cls.suite = suite.__enter__()
        imported = run("import.py", cls.suite)
        assert imported.returncode == 0, imported.stdout + imported.stderr

    @classmethod
    def tearDownClass(cls):
        cls.suite.__exit__(None, None, None)

    def project(self, name):
        line = next(line for line in report(self.suite)["rows"] if line["name"] == name)
        return self.suite.login("bureau").project(line["project"])

    def test_a_the_tour_ends_in_negotiation_and_is_taken_once(self):
        toured = run("tour.py", self.suite)
        self.assertEqual(toured.returncode, 0, toured.stdout + toured.stderr)
        for machine in ("review-opinions", "\n  negotiation ✓", "→ MY-GX", "  negotiating\n"):
            self.assertNotIn(machine, toured.stdout)
        for word in ("出具研判意见 / review opinion ✓", "（MY-GX）", "在谈 / negotiating"):
            self.assertIn(word, toured.stdout)
        for name, park in ((STARS, "MY-GX"), (RONGTONG, "MY-JY")):
            project = self.project(name)
            self.assertEqual((project["stage"], project["host"]), ("negotiating", park))
            self.assertEqual(project["admission"]["verdict"], "admitted")
            self.assertEqual(len(project["review"]["opinions"]), 3)
        before = head(self.suite)
        self.assertEqual(run("tour.py", self.suite).returncode, 0)
        self.assertEqual(head(self.suite), before)

    def test_b_an_import_after_the_keys_are_forgotten_changes_nothing(self):
        before, was = head(self.suite), report(self.suite)["totals"]
        redis = ["redis-cli", "-s", str(self.suite.data / "redis/redis.sock")]
        keys = subprocess.run([*redis, "--scan", "--pattern", "*:idem:*"], check=True, capture_output=True,
                              text=True).stdout.splitlines()
        self.assertGreater(len(keys), 90)
        subprocess.run([*redis, "DEL", *keys], check=True, capture_output=True)
        again = run("import.py", self.suite)
        self.assertEqual(again.returncode, 0, again.stdout + again.stderr)
        self.assertEqual(head(self.suite), before)
        self.assertEqual(report(self.suite)["totals"], was)

    def test_c_a_later_start_only_says_that_the_city_is_there(self):
        later = run("import.py", self.suite, "--unless-there")
        self.assertEqual((later.returncode, later.stderr), (0, ""), "no lines of progress")
        self.assertIn("演示城市已导入（39 个项目），不再重复", later.stdout)
        file = self.suite.data / "demo-report.json"
        whole = file.read_text(encoding="utf-8")
        file.write_text(json.dumps(json.loads(whole) | {"complete": False}), encoding="utf-8")
        again = run("import.py", self.suite, "--unless-there")
        self.assertEqual(again.returncode, 0, again.stdout + again.stderr)
        self.assertIn("录入 41 行", again.stdout, "what was not completed is gone through again")
        self.assertEqual(file.read_text(encoding="utf-8"), whole)


class BeforeThePolicy(unittest.TestCase):
    def test_the_city_of_the_day_before_is_judged_by_the_first_version_which_says_so(self):
        with Suite(clock="2022-05-24T09:00:00+08:00") as suite:
            for program in ("import.py", "tour.py"):
                done = run(program, suite)
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            line = next(line for line in report(suite)["rows"] if line["name"] == STARS)
            project = suite.login("bureau").project(line["project"])
            self.assertEqual(project["stage"], "negotiating")
            self.assertIn("过渡规定", project["admission"]["reasons"][0])

    def test_there_is_no_tour_of_a_city_that_was_not_imported(self):
        with Suite(clock="2022-05-25T09:00:00+08:00") as suite:
            toured = run("tour.py", suite)
            self.assertEqual(toured.returncode, 1)
            self.assertIn("run import.py first", toured.stderr)


if __name__ == "__main__":
    unittest.main()
