"""Two monitors on one store, killed (kill -9) and stopped (SIGSTOP) while a drill goes on. A stop longer than the lease
of a due job lets the other monitor do the stopped one's work; what that one then brings must be refused.

    monitors = Monitors(suite, second, seed)
    monitors.kill()                      # one of the two that is up, by chance
    with monitors.stopped("second"):     # SIGSTOP, at the end SIGCONT
        ...
    monitors.count                       # Counter: "kill first", "stop second", ...
    monitors.unseen("kill first", 3)     # "" or what did not happen that often: then the drill has proved nothing

For the thread that disturbs. `first` is the suite's own monitor, which the supervisor starts anew.
"""
import collections
import contextlib
import os
import random
import signal

LEASE_S = 20  # k_claim_lease_ms of the monitor's due worker


class Monitors:
    def __init__(self, suite, second, seed):
        self.suite = suite
        self.second = second
        self.chance = random.Random(seed)
        self.count = collections.Counter()

    def pid(self, which):
        """Of a monitor that is up; None while it is on its way."""
        pid = self.suite.pids().get("progress-monitor") if which == "first" else self.second.process.pid
        try:
            os.kill(pid, 0)
            return pid
        except (ProcessLookupError, TypeError):
            return None

    def any(self):
        return self.chance.choice(["first", "second"])

    def kill(self, which=None):
        """False: it was not up."""
        which = which or self.any()
        pid = self.pid(which)
        if pid is None:
            return False
        if which == "second":
            self.second.crash()
        else:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.count["kill " + which] += 1
        return True

    @contextlib.contextmanager
    def stopped(self, which):
        pid = self.pid(which)
        if pid is not None:
            os.kill(pid, signal.SIGSTOP)
            self.count["stop " + which] += 1
        try:
            yield pid
        finally:
            if pid is not None:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGCONT)

    def unseen(self, what, wanted):
        return "" if self.count[what] >= wanted else f"{what}: {self.count[what]} of {wanted}"
