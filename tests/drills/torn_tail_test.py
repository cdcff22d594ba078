"""Wherever a power failure tears the last commit, it is gone as a whole: after the next start, and after the one that
follows a further commit (only there do leftovers of a transaction come to life)."""
import contextlib
import shutil
import subprocess
import unittest

import writes
from evidence import redis, replay
from path import PARK, ok
from suite import ROOT, Suite, wait_until

CUTS = 24  # places in the last commit, evenly from its first byte to its last
LATER = "redis.call('SET', KEYS[1], ARGV[1]) redis.call('SET', KEYS[2], ARGV[1]) return 1"
KEYS = ["{510700}:value:one", "{510700}:value:two"]
BEGIN, END = b"*1\r\n$5\r\nMULTI\r\n", b"*1\r\n$4\r\nEXEC\r\n"


class TornTail(unittest.TestCase):
    def setUp(self):
        """A suite that has stopped after some commits; its log is kept aside."""
        self.suite = Suite()
        self.addCleanup(shutil.rmtree, self.suite.data)
        self.suite.start()
        self.addCleanup(self.suite.stop)
        bureau = self.suite.login("bureau")
        ok(bureau.post("/v1/parks", PARK), 201)
        for write in (writes.lead(), writes.lead()):
            ok(bureau.post(write.path, write.body), 201)
        self.suite.stop()
        self.log = self.suite.data / "redis/appendonlydir"
        self.kept = self.suite.data / "kept"
        shutil.copytree(self.log, self.kept)

    @contextlib.contextmanager
    def redis_until_killed(self):
        server = subprocess.Popen([ROOT / "deploy/redis/start.sh", self.suite.data], stdout=subprocess.DEVNULL,
                                  stderr=subprocess.DEVNULL)
        try:
            wait_until(self.answers, "an answer of Redis")
            yield
        finally:
            server.kill()
            server.wait()

    def answers(self):
        return subprocess.run(["redis-cli", "-s", self.suite.data / "redis/redis.sock", "PING"], capture_output=True,
                              text=True).stdout == "PONG\n"

    def test_a_commit_torn_anywhere_is_gone_as_a_whole(self):
        [increment] = self.kept.glob("*.incr.aof")
        content = increment.read_bytes()
        begin, end = content.rindex(BEGIN), content.rindex(END)
        for number in range(CUTS):
            cut = begin + (end - begin) * number // CUTS
            shutil.rmtree(self.log)
            shutil.copytree(self.kept, self.log)
            with open(self.log / increment.name, "r+b") as file:
                file.truncate(cut)
            with self.subTest(f"{cut - begin} bytes of {end + len(END) - begin} left"):
                with self.redis_until_killed():
                    self.assertEqual(replay(self.suite), [])
                    redis(self.suite, "EVAL", LATER, 2, *KEYS, number)
                with self.redis_until_killed():
                    self.assertEqual(replay(self.suite), [])
                    self.assertEqual(redis(self.suite, "MGET", *KEYS), [str(number)] * 2)

    def test_a_damaged_log_is_left_to_redis_which_refuses_it(self):
        [increment] = self.log.glob("*.incr.aof")
        content = increment.read_bytes()
        increment.write_bytes(content[:content.rindex(BEGIN) + len(BEGIN)] + bytes(100))
        server = subprocess.run([ROOT / "deploy/redis/start.sh", self.suite.data], stdout=subprocess.DEVNULL,
                                stderr=subprocess.DEVNULL, timeout=20)
        self.assertNotEqual(server.returncode, 0)
        self.assertEqual(increment.stat().st_size, content.rindex(BEGIN) + len(BEGIN) + 100)


if __name__ == "__main__":
    unittest.main()
