"""deploy/up.sh: what it refuses before anything is installed, built or written. No server is started here."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

DEPLOY = pathlib.Path(__file__).resolve().parents[3] / "deploy"


class Refused(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="luodi-up-")
        self.addCleanup(folder.cleanup)
        self.home = pathlib.Path(folder.name)
        self.data = self.home / "data"
        shutil.copytree(DEPLOY, self.home / "deploy")
        for script in ("packages.sh", "build.sh"):
            (self.home / "deploy" / script).write_text('#!/bin/sh\necho "$0 was run" >&2\nexit 9\n', encoding="utf-8")

    def up(self, *options):
        return subprocess.run([self.home / "deploy/up.sh", "--detach", "--data", self.data, *options],
                              env=dict(os.environ, LUODI_PRESET="dev"), capture_output=True, text=True, timeout=60)

    def runs(self, port):
        """A process that up.sh takes for the supervisor of the folder: it names the folder and stands in the pid file."""
        (self.data / "run").mkdir(parents=True)
        process = subprocess.Popen([sys.executable, "-c", "input()", self.data], stdin=subprocess.PIPE)
        self.addCleanup(process.wait, 30)
        self.addCleanup(process.stdin.close)
        self.addCleanup(process.terminate)
        (self.data / "run/supervisor.pid").write_text(str(process.pid), encoding="utf-8")
        (self.data / "run/port").write_text(f"{port}\n", encoding="utf-8")

    def test_a_clock_that_is_none_leaves_nothing(self):
        refused = self.up("--virtual-clock", "2022-05-25")
        self.assertEqual(refused.returncode, 2, refused)
        self.assertIn("虚拟时钟应为", refused.stderr)
        self.assertNotIn("was run", refused.stderr)
        self.assertFalse(self.data.exists())

    def test_the_demo_city_is_not_added_to_what_runs_without_it(self):
        self.runs(8123)
        before = sorted(self.data.iterdir())
        refused = self.up("--port", "8123", "--demo")
        self.assertEqual(refused.returncode, 1, refused)
        for words in ("没有演示账号", "without demo accounts", "--stop"):
            self.assertIn(words, refused.stderr)
        self.assertNotIn("was run", refused.stderr)
        self.assertEqual(sorted(self.data.iterdir()), before + [self.data / "up.lock"], "no report of nothing")

    def test_another_port_than_that_of_what_runs(self):
        self.runs(8123)
        refused = self.up("--port", "8124")
        self.assertEqual(refused.returncode, 1, refused)
        self.assertIn("已在端口 8123 运行", refused.stderr)
        self.assertNotIn("was run", refused.stderr)

    def test_the_help_is_in_both_languages(self):
        told = self.up("--help").stdout.splitlines()
        self.assertTrue(told[0].startswith("在本机启动落地"), told)
        self.assertTrue(told[1].startswith("Starts Luodi"), told)
        self.assertIn("--virtual-clock", told[-1])


if __name__ == "__main__":
    unittest.main()
