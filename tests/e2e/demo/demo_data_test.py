"""The data of the demo city, without a server: rows, codes, amounts, parks, and what import.py would send."""
import collections
import datetime
import importlib.util
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

DEMO = pathlib.Path(__file__).resolve().parents[3] / "deploy/demo"
sys.path.insert(0, str(DEMO))
import offices  # noqa: E402
import parks  # noqa: E402

_SPEC = importlib.util.spec_from_file_location("demo_import", DEMO / "import.py")  # "import" is no module name
demo_import = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(demo_import)

YI = 10_000_000_000
EVERYWHERE_FEN = 603177 * YI // 100  # all rows, 亿元 as published
DIVISIONS = {f"{number:02}" for number in range(1, 98)}  # GB/T 4754-2017
REGIONS = {"510700", "510703", "510704", "510705", "510722", "510723", "510725", "510726", "510727", "510781",
           "510796"}
CODES = ["MY-GX", "MY-JK", "MY-KX", "MY-XH", "MY-FC", "MY-YX", "MY-AZ", "MY-JY", "MY-ST", "MY-YT", "MY-ZT", "MY-BC",
         "MY-PW"]


def plan():
    out = subprocess.run([sys.executable, DEMO / "import.py", "--plan"], check=True, capture_output=True, text=True)
    return [json.loads(line) for line in out.stdout.splitlines()]


class Rows(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.rows = demo_import.read_rows()
        cls.own = [row for row in cls.rows if row["region_code"].startswith("5107")]

    def test_all_published_rows_are_there(self):
        self.assertEqual(len(self.rows), 100)
        self.assertEqual(len(self.own), 41)
        self.assertEqual(len({(row["name"], row["dated"]) for row in self.rows}), 100)

    def test_places_lead_to_known_codes(self):
        for row in self.rows:
            self.assertRegex(row["region_code"], r"^[1-6]\d{5}$", row)
        for row in self.own:
            self.assertIn(row["region_code"], REGIONS, row)
            self.assertIn(row["park_code"], CODES + [""], row)
        for row in self.rows:
            if row not in self.own:
                self.assertEqual(row["park_code"], "", row)

    def test_industries_are_classes_of_the_standard(self):
        for row in self.rows:
            if row["industry_code"]:
                self.assertRegex(row["industry_code"], r"^\d{2,4}$", row)
                self.assertIn(row["industry_code"][:2], DIVISIONS, row)
        self.assertTrue(all(row["industry_code"] for row in self.own))

    def test_amounts_are_exact_and_add_up(self):
        self.assertEqual(sum(1 for row in self.own if row["amount_yi"]), 16)
        total = {row["name"]: demo_import.fen(row) for row in self.own if row["amount_yi"]}
        self.assertEqual(sum(total.values()), 150_910 * YI // 100)
        for row in self.own:  # two rows of one project state one amount
            self.assertEqual(demo_import.fen(row), total.get(row["name"]), row)
        everywhere = sum(demo_import.fen(row) for row in self.rows if row["amount_yi"])
        self.assertEqual(everywhere, EVERYWHERE_FEN)
        with self.assertRaises(ValueError):
            demo_import.fen({"name": "x", "amount_yi": "0.00000000001"})

    def test_dates_have_day_month_or_year_precision(self):
        for row in self.rows:
            if row["dated"]:
                self.assertRegex(row["dated"], r"^\d{4}(-\d{2}(-\d{2})?)?$", row)
                datetime.date.fromisoformat(row["dated"] + "0000-01-01"[len(row["dated"]):])


class Parks(unittest.TestCase):
    def test_thirteen_parks_with_rows_of_the_right_shape(self):
        bodies = list(parks.bodies())
        self.assertEqual([body["code"] for body in bodies], CODES)
        for body in bodies:
            self.assertEqual(set(body), {"code", "name", "host_kind", "region_code", "industries"})
            self.assertIn(body["region_code"], REGIONS)
            self.assertLess(len(json.dumps(body, ensure_ascii=False).encode()), 256 * 1024)
            self.assertLessEqual(len(body["industries"]), 200)
            for row in body["industries"]:
                self.assertLessEqual(set(row), {"prefix", "role", "valid_from", "valid_to", "source", "label"})
                self.assertRegex(row["prefix"], r"^\d{3,4}$")
                self.assertIn(row["prefix"][:2], DIVISIONS)
                self.assertIn(row["role"], {"leading", "characteristic", "cultivated"})
                valid_from = datetime.date.fromisoformat(row["valid_from"])
                if "valid_to" in row:
                    self.assertGreater(datetime.date.fromisoformat(row["valid_to"]), valid_from)

    def test_no_prefix_stands_twice_at_one_time(self):
        for body in parks.bodies():
            rows = [(r["prefix"], r["role"], r["valid_from"]) for r in body["industries"]]
            self.assertEqual(len(rows), len(set(rows)), body["code"])

    def test_parks_without_a_published_list_have_no_rows(self):
        self.assertEqual({b["code"] for b in parks.bodies() if not b["industries"]}, {"MY-KX", "MY-PW"})


class Offices(unittest.TestCase):
    def test_every_account_of_an_office_has_one_and_no_code_is_a_park(self):
        accounts = subprocess.run([sys.executable, "-c", "import accounts; print([a['org'] for a in accounts.demo_city() "
                                   "if 'office' in a['roles']])"], cwd=DEMO.parent, check=True, capture_output=True,
                                  text=True).stdout
        self.assertEqual(str([body["code"] for body in offices.bodies()]), accounts.strip())
        self.assertFalse({body["code"] for body in offices.bodies()} & set(CODES))
        for body in offices.bodies():
            self.assertEqual(set(body), {"code", "name", "city", "opened_on"})
            datetime.date.fromisoformat(body["opened_on"])


class Plan(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.requests = plan()

    def of(self, kind):
        return [request for request in self.requests if request["send"] == kind]

    def test_counts(self):
        counts = collections.Counter((request["send"], request["expected"]) for request in self.requests)
        self.assertEqual(counts, {("park", "taken"): 13, ("office", "taken"): 1, ("project", "taken"): 39, ("project", "out_of_territory"): 59,
                                  ("fact", "taken"): 41})

    def test_unknown_stays_unknown_and_nothing_is_invented(self):
        rows = demo_import.read_rows()
        for request in self.of("project"):
            body, row = request["body"], rows[request["row"] - 1]
            self.assertNotIn("uscc", body["enterprise"])
            self.assertEqual("agreed_amount_fen" in body, bool(row["amount_yi"]), row)
            self.assertTrue(row["enterprise"] or body["enterprise"]["name"].startswith("企业未公布"), row)
            self.assertLessEqual(len(body["enterprise"]["name"]), 200)
            self.assertIsInstance(body.get("agreed_amount_fen", 0), int)
        unknown = [b["body"]["enterprise"]["name"] for b in self.of("project") if "未公布" in
                   b["body"]["enterprise"]["name"]]
        self.assertEqual(len(unknown), len(set(unknown)))

    def test_facts_say_what_was_published(self):
        rows = demo_import.read_rows()
        for request in self.of("fact"):
            body, row = request["body"], rows[request["row"] - 1]
            self.assertEqual((body["stage_text"], body.get("dated", "")), (row["stage"], row["dated"]))
            self.assertEqual("amount_fen" in body, bool(row["amount_yi"]))

    def test_nothing_refers_to_a_place_outside_the_project(self):
        for path in DEMO.iterdir():
            if path.is_file():
                self.assertIsNone(re.search(r"/(work|tmp|home|root)/", path.read_text(encoding="utf-8")), path)


class NoServer(unittest.TestCase):
    def test_a_connection_error_is_no_success(self):
        with tempfile.TemporaryDirectory() as folder:
            accounts = [{"username": "bureau", "password": "x", "roles": ["bureau"], "org": ""}]
            (pathlib.Path(folder) / "demo-accounts.json").write_text(json.dumps(accounts))
            # Port 9 of loopback: nobody listens to a reserved service here.
            out = subprocess.run([sys.executable, DEMO / "import.py", "--base", "http://127.0.0.1:9", "--data", folder],
                                 capture_output=True, text=True)
            self.assertEqual(out.returncode, 1, out.stderr)
            self.assertNotIn("Traceback", out.stderr)
            report = json.loads((pathlib.Path(folder) / "demo-report.json").read_text(encoding="utf-8"))
            self.assertTrue(report["stopped"])

    def test_without_demo_accounts_there_is_nothing_to_report(self):
        with tempfile.TemporaryDirectory() as folder:
            out = subprocess.run([sys.executable, DEMO / "import.py", "--base", "http://127.0.0.1:9", "--data", folder],
                                 capture_output=True, text=True)
            self.assertEqual((out.returncode, list(pathlib.Path(folder).iterdir())), (1, []), out)
            for words in ("没有演示账号", "start with deploy/up.sh --demo"):
                self.assertIn(words, out.stderr)


if __name__ == "__main__":
    unittest.main()
