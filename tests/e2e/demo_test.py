"""The demo city, imported over HTTP: what is taken, what is refused and why, twice the same; and the replay of it all."""
import csv
import json
import subprocess
import sys
import unittest

from path import YI, ok
from suite import BIN, ROOT, Suite

DEMO = ROOT / "deploy/demo"


def rows():
    with open(DEMO / "real-projects.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class DemoTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.suite = Suite(clock="2022-05-25T09:00:00+08:00").__enter__()
        cls.import_demo()
        cls.report = json.loads((cls.suite.data / "demo-report.json").read_text(encoding="utf-8"))
        cls.bureau = cls.suite.login("bureau")

    @classmethod
    def tearDownClass(cls):
        cls.suite.__exit__(None, None, None)

    @classmethod
    def import_demo(cls):
        subprocess.run([sys.executable, DEMO / "import.py", "--base", cls.suite.base, "--data", cls.suite.data],
                       check=True, capture_output=True)

    def named(self, name):
        line = next(line for line in self.report["rows"] if line["name"] == name and line["taken"])
        return self.bureau.project(line["project"])

    def test_every_row_is_taken_or_refused_with_a_reason(self):
        self.assertEqual(len(self.report["rows"]), len(rows()))
        for line, row in zip(self.report["rows"], rows()):
            own = row["region_code"].startswith("5107")
            self.assertEqual(line["taken"], own, line)
            if not own:
                self.assertIn("L1415", line["why"])
        names = {row["name"] for row in rows() if row["region_code"].startswith("5107")}
        self.assertEqual(self.report["totals"]["projects"], len(names))
        self.assertEqual(ok(self.bureau.get("/v1/projects?limit=500")).get("next"), None)
        self.assertEqual(len(ok(self.bureau.get("/v1/projects?limit=500"))["items"]), len(names))

    def test_two_rows_of_one_project_are_two_facts(self):
        project = self.named("巨星(绵阳)稀土永磁新材料产业园(年产10万吨高性能烧结钕铁硼永磁材料)")
        self.assertEqual(project["agreed_amount_fen"], 280 * YI)
        timeline = ok(self.bureau.get(f"/v1/projects/{project['id']}/timeline"))["items"]
        facts = [e["data"]["published"] for e in timeline if e["fact"] == "fact_published"]
        self.assertEqual([(f["stage_text"], f["dated"]) for f in facts], [("签约", "2022-05-18"), ("开工", "2022-07-29")])
        self.assertEqual(project["stage"], "lead")  # a report in a newspaper moves no stage

    def test_unknown_amounts_stay_unknown(self):
        project = self.named("埃克森新能源产业园(百亿级,具体金额未见)")
        self.assertIsNone(project["agreed_amount_fen"])

    def test_thirteen_parks(self):
        self.assertEqual(len(ok(self.bureau.get("/v1/parks?limit=100"))["items"]), 13)

    def test_the_office_of_the_demo_introduces_in_its_own_name(self):
        office = self.suite.login("office")
        listed = ok(office.get("/v1/offices"))["items"]
        self.assertEqual([(o["code"], o["city"]) for o in listed], [("OFFICE-SZ", "深圳")])
        self.assertEqual(ok(office.get("/v1/offices/OFFICE-SZ"))["opened_on"], "2020-01-01")
        self.assertEqual(office.get("/v1/offices/OFFICE-XX").status, 404)
        body = {"name": "驻外引进", "enterprise": {"name": "驻外引进的公司"}, "industry_code": "3985", "channel": "outpost"}
        rehearsed = ok(office.post("/v1/projects?dry_run=true", body, key=False))
        self.assertEqual(rehearsed["allowed"], True)
        nobody = self.bureau.post("/v1/projects", dict(body, introduced_by="OFFICE-XX"))
        self.assertEqual((nobody.status, nobody.json["errors"][0]["pointer"]), (422, "/introduced_by"))

    def test_a_second_import_changes_nothing_and_the_replay_is_identical(self):
        head = ok(self.bureau.get("/v1/changes?after=0&limit=1"))["head"]
        self.import_demo()
        self.assertEqual(ok(self.bureau.get("/v1/changes?after=0&limit=1"))["head"], head)
        checked = subprocess.run([BIN / "luodi-replay", "--redis", self.suite.data / "redis/redis.sock", "--check"],
                                 capture_output=True, text=True)
        self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)
        self.assertIn("identical, byte for byte", checked.stdout)


if __name__ == "__main__":
    unittest.main()
