"""The commands that README gives a newcomer do what it says: its first five minutes are run as they stand there, and the
figures of the demo city are those of the report."""
import json
import re
import subprocess
import sys
import unittest

from suite import ROOT, Suite, wait_until

README = (ROOT / "README.md").read_text(encoding="utf-8")
CLOCK = re.search(r"--virtual-clock (20\S+)", README).group(1)


def five_minutes():
    return re.search(r"### 头五分钟.*?```\n(.*?)```", README, re.S).group(1)


class Readme(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.suite = Suite(clock=CLOCK).__enter__()
        subprocess.run([sys.executable, ROOT / "deploy/demo/import.py", "--base", cls.suite.base, "--data", cls.suite.data],
                       check=True, capture_output=True)

    @classmethod
    def tearDownClass(cls):
        cls.suite.__exit__(None, None, None)

    def run_commands(self, text):
        text = text.replace("http://127.0.0.1:8080", self.suite.base).replace("/var/lib/luodi", str(self.suite.data))
        return subprocess.run(["bash", "-euo", "pipefail", "-c", text], cwd=ROOT, capture_output=True, text=True)

    def test_the_first_five_minutes_end_with_two_interviews(self):
        commands, last = five_minutes().rsplit("\nsee ", 1)
        before = self.run_commands(commands)
        self.assertEqual(before.returncode, 0, before.stdout + before.stderr)
        for words in ("agreed_amount_fen", "巨星", "融通高科", "negotiating", "2022-08-01"):
            self.assertIn(words, before.stdout)
        bureau = self.suite.login("bureau")
        wait_until(lambda: len(bureau.get("/v1/interviews").json["items"]) == 2, "both interviews are open")
        shown = self.run_commands(commands[:commands.index("\nsee ")] + "\nsee " + last)
        self.assertEqual(shown.returncode, 0, shown.stderr)
        self.assertEqual(shown.stdout.count('"project_id"'), 2, shown.stdout)

    def test_the_figures_of_the_demo_are_those_of_its_report(self):
        totals = json.loads((self.suite.data / "demo-report.json").read_text(encoding="utf-8"))["totals"]
        for words in (f"公开报道整理的 {totals['rows']} 行项目", f"录入 {totals['taken']} 行（{totals['projects']} 个项目）",
                      f"其余 {totals['refused']} 行未录入", f"{totals['taken']} rows are taken as {totals['projects']} projects",
                      f"**{totals['refused']} are refused**"):
            self.assertIn(words, README)
        self.assertIn("demo-report.txt", README)


if __name__ == "__main__":
    unittest.main()
