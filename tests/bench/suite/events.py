"""Time from a durable commit to the event in another process; the measuring is done by bench_event_latency."""
import json
import subprocess

from suite import BIN


def measure(suite, commands):
    run = subprocess.run(
        [BIN / "bench_event_latency", "--port", str(suite.port), "--token", suite.login("bureau").token,
         "--redis", suite.data / "redis/redis.sock", "--feed", f"ipc://{suite.data}/run/intake.feed",
         "--scratch", suite.data / "run", "--commands", str(commands)], capture_output=True, text=True)
    if run.returncode != 0:
        raise RuntimeError(run.stderr)
    return json.loads(run.stdout)
