"""One data folder, one set of processes: a second supervisor is refused, and what a supervisor leaves behind that was
killed hard is ended by deploy/stop.sh (which `up.sh --stop` and every start call). A folder keeps the kind of clock it
began with, a machine's clock that is earlier than the last event is refused, and so is a policy or a calendar that
cannot be used; a Redis that was demoted is noticed without a write."""
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from path import PARK
from suite import BIN, ROOT, Suite, free_port, wait_until


def processes_of(folder):
    """Command lines of all that runs on a data folder, by process id."""
    found = {}
    for path in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = path.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if str(folder) in command:
            found[path.parent.name] = command
    return found


class OneDataFolder(unittest.TestCase):
    def test_a_second_supervisor_is_refused_and_disturbs_nothing(self):
        with Suite() as suite:
            before = processes_of(suite.data)
            second = subprocess.run([ROOT / "deploy/supervise.sh", suite.data, BIN], capture_output=True, text=True, timeout=30)
            self.assertEqual(second.returncode, 1)
            self.assertIn("stop them first", second.stderr)
            self.assertEqual(processes_of(suite.data), before)
            self.assertTrue(suite.ready())

    def test_stop_ends_what_a_killed_supervisor_left_and_the_folder_starts_again(self):
        with Suite() as suite:
            bureau = suite.login("bureau")
            suite.kill("supervisor")
            suite.supervisor.wait()
            suite.kill("intake")  # its loop is an orphan by now and starts it again
            wait_until(lambda: bureau.get("/v1/parks").status == 200, "intake is back", 30)
            refused = subprocess.run([ROOT / "deploy/supervise.sh", suite.data, BIN], capture_output=True, timeout=30)
            self.assertEqual(refused.returncode, 1, "the orphans hold the folder")
            stopped = subprocess.run([ROOT / "deploy/stop.sh", suite.data], capture_output=True, text=True, timeout=60)
            self.assertEqual((stopped.returncode, stopped.stderr), (0, ""))
            self.assertEqual(processes_of(suite.data), {})
            suite.start()
            self.assertEqual(bureau.get("/v1/parks").status, 200)

    def test_stop_of_a_running_suite_stops_redis_last(self):
        with Suite() as suite:
            subprocess.run([ROOT / "deploy/stop.sh", suite.data], check=True, timeout=60)
            self.assertEqual(suite.supervisor.wait(30), 0)
            self.assertEqual(processes_of(suite.data), {})
            last = (suite.data / "log/redis.log").read_text().splitlines()[-1]
            self.assertIn("bye bye", last)
            suite.supervisor = None

    def test_a_start_of_what_runs_tells_its_clock_and_changes_nothing(self):
        with Suite(clock="2022-05-25T09:00:00+08:00") as suite, tempfile.TemporaryDirectory() as folder:
            home = pathlib.Path(folder)
            shutil.copytree(ROOT / "deploy", home / "deploy")
            for script in ("packages.sh", "build.sh"):  # everything is there
                (home / "deploy" / script).write_text("#!/bin/sh\n", encoding="utf-8")
            (suite.data / "run/port").write_text(f"{suite.port}\n", encoding="utf-8")
            before = processes_of(suite.data)
            for options in ((), ("--virtual-clock", "2022-07-01T09:00:00+08:00")):
                up = subprocess.run([home / "deploy/up.sh", "--detach", "--port", str(suite.port), "--data", suite.data,
                                     *options], capture_output=True, text=True, timeout=120)
                self.assertEqual(up.returncode, 0, up)
                for words in ("此前已在运行", "虚拟时钟，现为 2022-05-25T09:00:00", "clock: virtual, now 2022-05-25T09:00:00"):
                    self.assertIn(words, up.stdout)
            self.assertEqual(processes_of(suite.data), before)

    def refused_start(self, suite, clock=None):
        """What a start on the stopped folder of this suite is told, once it has ended with 1 and left nothing."""
        settings = dict(os.environ, LUODI_DATA=str(suite.data), LUODI_PORT=str(suite.port), LUODI_DEMO="yes")
        settings.pop("LUODI_CLOCK", None)
        settings |= {"LUODI_CLOCK": clock} if clock else {}
        subprocess.run([ROOT / "deploy/configure.sh"], env=settings, check=True, stdout=subprocess.DEVNULL)
        started = subprocess.run([ROOT / "deploy/supervise.sh", suite.data, BIN], capture_output=True, text=True,
                                 timeout=60)
        self.assertEqual(started.returncode, 1, started)
        self.assertEqual(started.stderr, (suite.data / "run/refused").read_text(encoding="utf-8"))
        self.assertEqual(processes_of(suite.data), {})
        return started.stderr

    def test_a_folder_of_the_real_clock_does_not_turn_virtual(self):
        late = "2022-06-01T09:00:00+08:00"
        with Suite() as suite:
            suite.set_clock(late)
            self.assertEqual(suite.login("bureau").post("/v1/parks", PARK).status, 201)
            suite.stop()
            with suite.redis_alone() as ask:
                ask("DEL", "{510700}:value:virtual_clock")  # as if the folder had lived by the clock of its machine
            for wanted in ("2022-05-31T09:00:00+08:00", late, "2022-07-01T09:00:00+08:00"):
                told = self.refused_start(suite, wanted)
                for words in (late[:19], "--virtual-clock", "--data"):
                    self.assertEqual(told.count(words), 2, "in Chinese and in English: " + told)
            with suite.redis_alone() as ask:
                self.assertEqual(ask("GET", "{510700}:value:virtual_clock"), "", "a refusal changes nothing")

    def test_the_same_start_goes_on_where_the_clock_was_moved_to(self):
        late = "2022-08-01T09:00:00+08:00"
        with Suite() as suite:
            first = suite.clock
            suite.set_clock(late)
            self.assertEqual(suite.login("bureau").post("/v1/parks", PARK).status, 201)
            suite.stop()
            suite.clock = first
            suite.start()
            self.assertEqual(suite.login("bureau").get("/v1/clock").json["now"][:19], late[:19])

    def test_a_folder_of_a_virtual_clock_does_not_go_on_by_the_real_one(self):
        late = "2022-08-01T09:00:00+08:00"
        with Suite() as suite:
            suite.set_clock(late)
            suite.stop()
            told = self.refused_start(suite)
            for words in (late[:19], "--virtual-clock", "--data"):
                self.assertEqual(told.count(words), 2, "in Chinese and in English: " + told)
            suite.start()
            self.assertEqual(suite.login("bureau").get("/v1/clock").json["now"][:19], late[:19])

    def test_the_clock_is_the_later_of_what_the_folder_has_and_what_is_asked_for(self):
        with Suite() as suite:
            clock = suite.login("bureau").get("/v1/clock").json["now"]
            suite.stop()
            suite.clock = "2022-08-01T09:00:00+08:00"
            suite.start()
            self.assertEqual(suite.login("bureau").get("/v1/clock").json["now"][:19], suite.clock[:19], "was " + clock)
            suite.stop()
            with suite.redis_alone() as ask:
                ask("SET", "{510700}:value:virtual_clock", "1661994000000")  # moved, and nothing happened since
            suite.start()
            self.assertEqual(suite.login("bureau").get("/v1/clock").json["now"][:19], "2022-09-01T09:00:00")

    def test_a_real_clock_earlier_than_the_last_event_is_refused(self):
        with Suite(clock="2099-06-01T09:00:00+08:00") as suite:
            self.assertEqual(suite.login("bureau").post("/v1/parks", PARK).status, 201)
            suite.stop()
            with suite.redis_alone() as ask:
                ask("DEL", "{510700}:value:virtual_clock")
            told = self.refused_start(suite)
            for words in ("2099-06-01T09:00:00", "--data"):
                self.assertEqual(told.count(words), 2, "in Chinese and in English: " + told)
            self.assertIn("系统时钟", told)

    def test_a_redis_that_was_demoted_is_noticed_without_a_write(self):
        with Suite() as suite:
            def replica_of(*master):
                subprocess.run(["redis-cli", "-s", suite.data / "redis/redis.sock", "replicaof", *master], check=True,
                               stdout=subprocess.DEVNULL)

            replica_of("127.0.0.1", "1")
            wait_until(lambda: not suite.ready(), "readyz is not 200 any more", 10)
            replica_of("no", "one")
            wait_until(suite.ready, "readyz 200 again", 20)


class ASpoiltTree(unittest.TestCase):
    """up.sh of a tree of which something was spoilt: it ends with what went wrong, and leaves nothing."""

    def up_fails(self, spoil):
        """What up.sh says, started in a copy of this tree on which `spoil` was called with its deploy folder."""
        with tempfile.TemporaryDirectory(prefix="luodi-up-") as folder:
            home = pathlib.Path(folder)
            data = home / "data"
            shutil.copytree(ROOT / "deploy", home / "deploy")
            for script in ("packages.sh", "build.sh"):  # everything is there
                (home / "deploy" / script).write_text("#!/bin/sh\n", encoding="utf-8")
            (home / "build/dev").mkdir(parents=True)
            (home / "build/dev/bin").symlink_to(BIN)
            spoil(home / "deploy")
            up = subprocess.run([home / "deploy/up.sh", "--detach", "--port", str(free_port()), "--data", data],
                                env=dict(os.environ, LUODI_PRESET="dev", LUODI_READY_SECONDS="4"), capture_output=True,
                                text=True, timeout=120)
            left = processes_of(data)
            subprocess.run([ROOT / "deploy/stop.sh", data], check=True, timeout=60)
            self.assertEqual((up.returncode, left), (1, {}), up)
            self.assertNotIn("已就绪", up.stdout)
            return up.stderr

    def test_a_start_that_does_not_become_ready_leaves_nothing_and_shows_what_redis_said(self):
        def spoil(deploy):
            (deploy / "redis/start.sh").write_text("#!/bin/sh\necho no memory left\nexit 1\n", encoding="utf-8")

        told = self.up_fails(spoil)
        for words in ("no memory left", "4 秒内 Redis 未能启动，已全部停止", "Redis did not start within 4 s"):
            self.assertIn(words, told)

    def told(self, file, before, after):
        def spoil(deploy):
            spoilt = deploy / "policy" / file
            text = spoilt.read_text(encoding="utf-8")
            self.assertIn(before, text)
            spoilt.write_text(text.replace(before, after, 1), encoding="utf-8")

        told = self.up_fails(spoil)
        for words in (f"deploy/policy/{file}", "不接受配置", "改正后，再次运行", "run deploy/up.sh again"):
            self.assertIn(words, told)
        return told

    def test_a_calendar(self):
        self.assertIn("/years/0/working_days", self.told("calendar/cn-2022-2026.json", '"working_days": 249', '"working_days": "many"'))

    def test_a_calendar_whose_days_do_not_add_up(self):
        self.assertIn("2022", self.told("calendar/cn-2022-2026.json", '"working_days": 249', '"working_days": 248'))

    def test_a_policy(self):
        self.assertIn("/interview/meeting_hour", self.told("mianyang-2022.toml", "meeting_hour = 9 ", "meeting_hour = 25 "))


if __name__ == "__main__":
    unittest.main()
