"""A second progress monitor on the store of a running suite."""
import subprocess

from suite import BIN


class SecondMonitor:
    """A second instance on the same store, with addresses of its own."""

    def __init__(self, suite):
        text = (suite.data / "config/progress-monitor.toml").read_text(encoding="utf-8")
        for name in ("progress-monitor.rpc", "progress-monitor.feed"):
            text = text.replace(name, name.replace("monitor", "monitor-2"))
        self.config = suite.data / "config/progress-monitor-2.toml"
        self.config.write_text(text, encoding="utf-8")
        self.log = open(suite.data / "log/progress-monitor-2.log", "ab")
        self.process = None
        self.start()

    def start(self):
        self.process = subprocess.Popen([BIN / "progress-monitor", "--config", self.config], stdin=subprocess.DEVNULL,
                                        stdout=self.log, stderr=self.log)

    def crash(self):
        self.process.kill()
        self.process.wait()
        self.start()

    def stop(self):
        self.process.kill()
        self.process.wait()
        self.log.close()
