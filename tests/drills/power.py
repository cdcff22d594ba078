"""Power failures of the machine under Redis, simulated: the bytes that no fsync had brought to the disk are gone.

    suite = Suite()
    power = Power(suite)                     # or Power(suite, "--appendfsync everysec")
    with suite:
        power.will_fail("lost", seed)        # at the next start of Redis, "torn": some of the bytes are left
        suite.kill("redis")

Redis runs under an observer of its syncs (sync_notes.cpp); between its death and its next start power_cut takes away
what the notes do not cover. Nothing of the suite knows: its supervisor finds redis-server by PATH.
"""
import os
import pathlib
import re
import subprocess
import sys

from load import pause
from suite import BIN

WRAPPER = pathlib.Path(__file__).resolve().parent / "power_fail"  # its redis-server comes first
CUT = re.compile(r"cut appendonly\.aof\..+: synced (?P<synced>\d+) written (?P<written>\d+) left (?P<left>\d+)")


class Power:
    def __init__(self, suite, redis_options=""):
        for tool in ("power_cut", "libsync_notes.so"):
            if not (BIN / tool).exists():
                sys.exit(f"{BIN} has no {tool}: build the targets power_cut and sync_notes there, or name another folder "
                         "in LUODI_BIN_DIR")
        self.folder = suite.data / "power"
        self.folder.mkdir(mode=0o700)
        self.redis = suite.data / "redis"
        suite.environment.update(PATH=f"{WRAPPER}:{os.environ['PATH']}", LUODI_POWER=str(self.folder),
                                 LUODI_POWER_BIN=str(BIN), LUODI_POWER_REDIS=redis_options,
                                 LUODI_SYNC_NOTES=str(self.folder / "notes"))

    def will_fail(self, tail, seed):
        fresh = self.folder / "cut.fresh"
        fresh.write_text(f"{tail} {seed} {self.redis}\n")
        fresh.rename(self.folder / "cut")

    def holds(self):
        """Takes the wish back; nothing happens if it has come true."""
        (self.folder / "cut").unlink(missing_ok=True)

    def begin_rewrite(self, chance):
        """Redis begins to write its log anew; returns somewhere in the middle of it."""
        subprocess.run(["redis-cli", "-s", self.redis / "redis.sock", "bgrewriteaof"], capture_output=True)
        pause(chance.uniform(0, 0.1))

    def failures(self):
        """How many power failures there were, and how many bytes they took of those that were written."""
        path = self.folder / "failures"
        lines = path.read_text().splitlines() if path.exists() else []
        taken = [int(found["written"]) - int(found["left"]) for found in map(CUT.fullmatch, lines) if found]
        return sum(line.startswith("failure") for line in lines), sum(taken)
