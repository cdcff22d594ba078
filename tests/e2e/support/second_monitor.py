"""A second progress monitor on the store of a running suite, and a second gateway that asks it.

    second = SecondMonitor(suite); gateway = SecondGateway(suite)    # after the monitor
    gateway.twin(walk.bureau).post(...)                              # the same account, through the second monitor
    gateway.stop(); second.stop()
"""
import re
import subprocess

from client import Client
from suite import BIN, free_port, wait_until


class Second:
    """A second process of a suite, with addresses of its own."""

    def __init__(self, suite, name, text):
        self.binary = BIN / name
        self.config = suite.data / f"config/{name}-2.toml"
        self.config.write_text(text, encoding="utf-8")
        self.log = open(suite.data / f"log/{name}-2.log", "ab")
        self.process = None
        self.start()

    def start(self):
        self.process = subprocess.Popen([self.binary, "--config", self.config], stdin=subprocess.DEVNULL,
                                        stdout=self.log, stderr=self.log)

    def crash(self):
        self.process.kill()
        self.process.wait()
        self.start()

    def stop(self):
        self.process.kill()
        self.process.wait()
        self.log.close()


def settings(suite, name, *own):
    """The configuration of a process of the suite, with these addresses replaced by those of a second one."""
    text = (suite.data / f"config/{name}.toml").read_text(encoding="utf-8")
    for address in own:
        process, end = address.split(".")
        assert f"/{address}" in text, (name, address)
        text = text.replace(f"/{address}", f"/{process}-2.{end}")
    return text


class SecondMonitor(Second):
    def __init__(self, suite):
        super().__init__(suite, "progress-monitor",
                         settings(suite, "progress-monitor", "progress-monitor.rpc", "progress-monitor.feed"))


class SecondGateway(Second):
    def __init__(self, suite):
        text = settings(suite, "gateway", "progress-monitor.rpc", "progress-monitor.feed", "gateway.feed")
        port = free_port()
        self.base = f"http://127.0.0.1:{port}"
        text = text.replace(f"port = {suite.port}", f"port = {port}")
        text = re.sub(r"internal_port = [1-9]\d*", lambda _: f"internal_port = {free_port()}", text)
        super().__init__(suite, "gateway", text)
        wait_until(self.ready, "the second gateway is ready", 30)

    def ready(self):
        assert self.process.poll() is None, "the second gateway ended"
        try:
            return Client(self.base).get("/readyz").status == 200
        except OSError:
            return False

    def twin(self, client):
        return Client(self.base, client.token)
