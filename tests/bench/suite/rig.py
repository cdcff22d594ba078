"""The measuring tools of the benchmarks: wrk, redis-benchmark, a raw Redis beside the suite's, a program that prints its
port, memory of a process, medians.

    with RawRedis(suite) as raw:
        raw.benchmark(command, connections=64, requests=20_000)   # Figures
    load(suite.base, "register.lua", [token, "01"], connections=64, seconds=3)
"""
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import tempfile

from suite import BIN, wait_until

HERE = pathlib.Path(__file__).resolve().parent
START_LIMIT_S = 20
RUN = "#run"  # stands in a command for the number of the benchmark: two may draw the same random numbers


class Figures:
    """One measured round: answers a second, and the time of an answer in milliseconds."""

    def __init__(self, rate, p50_ms, p99_ms, requests=0):
        self.rate, self.p50_ms, self.p99_ms, self.requests = rate, p50_ms, p99_ms, requests


def median(rounds):
    """The rounds as one: the median of each figure by itself."""
    return Figures(*(statistics.median(getattr(r, name) for r in rounds) for name in ("rate", "p50_ms", "p99_ms")),
                   requests=sum(r.requests for r in rounds))


def load(base, script, arguments, connections, seconds):
    """One wrk round with a script of this folder. An answer that is no success spoils the measurement."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", HERE / script, base, "--", *arguments]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(run.stdout.strip().splitlines()[-1])
    if found["refused"] or found["broken"]:
        raise RuntimeError(f"{script}: {found['refused']} refused, {found['broken']} broken of {found['requests']}")
    return Figures(found["requests"] / found["seconds"], found["p50_ms"], found["p99_ms"], found["requests"])


class RawRedis:
    """A second Redis with the suite's configuration, on the same disk, that no service knows."""

    def __init__(self, suite):
        self.config = suite.data / "config/redis.conf"
        self.data = suite.data / "raw"
        self.socket = self.data / "redis.sock"
        self.runs = 0

    def __enter__(self):
        self.data.mkdir(mode=0o700, exist_ok=True)
        self.process = subprocess.Popen(
            ["redis-server", self.config, "--dir", self.data, "--unixsocket", self.socket],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        wait_until(lambda: self.ask("PING") == "PONG", "the raw Redis answers", START_LIMIT_S)
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.data)

    def ask(self, *words):
        return ask_redis(self.socket, *words)

    def benchmark(self, command, connections, requests):
        self.runs += 1
        command = [word.replace(RUN.encode(), b"%04d" % self.runs) for word in command]
        run = subprocess.run(["redis-benchmark", "-s", self.socket, "-c", str(connections), "-n", str(requests),
                              "-r", "1000000000", "-e", "--csv", *command], capture_output=True, check=True)
        # The first column repeats the command, whatever it holds; the last seven are the figures.
        last = run.stdout.decode(errors="replace").strip().splitlines()[-1]
        rate, _, _, p50, _, p99, _ = (float(cell.strip('"')) for cell in last.rsplit(",", 7)[1:])
        return Figures(rate, p50, p99, requests)


def ask_redis(socket, *words):
    run = subprocess.run(["redis-cli", "-s", socket, *words], capture_output=True, text=True)
    return run.stdout.strip()


def used_memory(socket):
    return int(re.search(r"used_memory:(\d+)", ask_redis(socket, "INFO", "memory")).group(1))


class PortServer:
    """A program that serves one file and prints the port where it does."""

    def __init__(self, program, body):
        self.program, self.body = BIN / program, body

    def __enter__(self):
        self.file = tempfile.NamedTemporaryFile(suffix=".json")
        self.file.write(self.body)
        self.file.flush()
        self.process = subprocess.Popen([self.program, self.file.name], stdout=subprocess.PIPE, text=True)
        self.base = f"http://127.0.0.1:{int(self.process.stdout.readline())}"
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()
        self.file.close()


def resident_bytes(pid):
    pages = int(pathlib.Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
