#!/usr/bin/env python3
"""Measures Luodi beside raw anchors in one run and prints one table of ratios. README.md says what each figure means.

    bench.py [--rounds 5] [--seconds 3] [--projects 100000] [--seed 42] [--only commands,reads,events,city,clock]

Nothing passes or fails by time; a figure that cannot be measured (a refused request, a lost event) is an error.
"""
import argparse
import os
import sys
import tempfile
import time

import city
import commands
import events
import reads
from path import PARK, ok
from suite import Suite
from table import Table, ms, pair, rate, size, us

HEADS = ["指标 / measure", "落地 / Luodi", "裸锚 / raw anchor", "比值 / ratio", "落地 p50 · p99", "裸锚 anchor p50 · p99"]
PARTS = ("commands", "reads", "events", "city", "clock")
CITY_CLOCK = "2022-06-20T09:00:00+08:00"  # behind the last synthetic event, before the second cycle closes
SYNCS = 200


def say(text):
    print(f"[{time.strftime('%H:%M:%S')}] {text}，负载 / load {' '.join(f'{x:.2f}' for x in os.getloadavg())}", flush=True)


def sync_times(folder):
    """Milliseconds of one fdatasync after 4 KiB: what the disk asks for at least."""
    took = []
    with tempfile.TemporaryFile(dir=folder) as file:
        for _ in range(SYNCS):
            file.write(b"x" * 4096)
            file.flush()
            began = time.monotonic()
            os.fdatasync(file.fileno())
            took.append((time.monotonic() - began) * 1000)
    took.sort()
    return took[len(took) // 2], took[int(len(took) * 0.99)]


def add_commands(table, suite, options):
    found, payload = commands.measure(suite, options.rounds, options.seconds)
    table.group(f"持久命令 / durable command: POST /v1/projects ↔ commit.lua + redis-benchmark, appendfsync always "
                f"({payload:,} B, {options.rounds} × {options.seconds} s)")
    for connections, (ours, raw) in found.items():
        table.row(f"{connections} 连接 / connections", rate(ours.rate), rate(raw.rate), f"{ours.rate / raw.rate:.2f}",
                  pair(ms(ours.p50_ms), ms(ours.p99_ms)), pair(ms(raw.p50_ms), ms(raw.p99_ms)))


def add_reads(table, suite, options):
    found, body = reads.measure(suite, options.rounds, options.seconds)
    beast = found["bare_beast"]
    table.group(f"单项读取 / read of one project: {reads.CONNECTIONS} 连接 / connections, {body:,} B")
    for title, name in (("网关 GET /v1/projects/{id} / gateway", "gateway"),
                        ("仅 HTTP 服务器 / HTTP server alone", "luodi_server")):
        ours = found[name]
        table.row(title, rate(ours.rate), rate(beast.rate), f"{ours.rate / beast.rate:.2f}",
                  pair(ms(ours.p50_ms), ms(ours.p99_ms)), pair(ms(beast.p50_ms), ms(beast.p99_ms)))


def add_events(table, suite, options):
    found = events.measure(suite, options.commands)
    raw = found["raw"]
    table.group(f"事件时延 / event latency ({raw['count']} 次 / each; 裸锚 / anchor: ZeroMQ PUB/SUB, ipc)")
    for title, name in (("提交→另一进程已应用 / commit → applied elsewhere", "commit_to_reader"),
                        ("提交→网关推送到达 / commit → SSE at the client", "commit_to_stream"),
                        ("命令往返 / command, there and back", "command")):
        ours = found[name]
        table.row(title, us(ours["p50_us"]), us(raw["p50_us"]), f"{ours['p50_us'] / raw['p50_us']:.2f}",
                  pair(us(ours["p50_us"]), us(ours["p99_us"])), pair(us(raw["p50_us"]), us(raw["p99_us"])))


def add_city(table, suite, options):
    found = city.measure(suite, options.projects, options.seed, options.seconds)
    filled, count = found["filled"], options.projects
    state = filled["state_bytes"] / count
    table.group(f"{count:,} 个合成项目 / synthetic projects: 种子 / seed {options.seed}, {filled['events']:,} 事件 / events, "
                f"sha256 {filled['digest'][:16]}, 存入 / stored in {filled['seconds']:.0f} s")
    for name, grown in found["service_bytes"].items():
        table.row(f"每项目内存 / memory per project: {name}", size(grown / count), f"JSON {size(state)}",
                  f"{grown / count / state:.2f}")
    table.row("每项目内存 / memory per project: Redis", size(found["redis_bytes"] / count), f"JSON {size(state)}",
              f"{found['redis_bytes'] / count / state:.2f}")
    table.row("启动到 /readyz / start-up to /readyz", ms(found["start_s"] * 1000), f"Redis {ms(found['redis_alone_s'] * 1000)}",
              f"{found['start_s'] / found['redis_alone_s']:.2f}")
    table.row("同上，空库 / the same, empty", ms(found["empty_start_s"] * 1000))
    for connections in (1, 8):
        ours = found["loads"][f"lists_{connections}"]
        table.row(f"列表过滤 HTTP / list filter, {connections} 连接 / connections", rate(ours.rate), "", "",
                  pair(ms(ours.p50_ms), ms(ours.p99_ms)))
    cold = found["loads"]["cold_reads"]
    table.row("逐个读取（不经缓存）/ uncached reads, 64 连接", rate(cold.rate), "", "", pair(ms(cold.p50_ms), ms(cold.p99_ms)))


def add_lists(table):
    lines = city.in_memory("bench_intake_lists")
    raw = lines[0]
    table.group(f"进程内列表 / lists inside intake, {raw['projects']:,} 项目 / projects (裸锚 / anchor: {raw['what']})")
    for line in lines[1:]:
        table.row(f"{line['what']} ({line['found']:,})", ms(line["p50_ms"]), ms(raw["p50_ms"]),
                  f"{line['p50_ms'] / raw['p50_ms']:.2f}", pair(ms(line["p50_ms"]), ms(line["p99_ms"])),
                  pair(ms(raw["p50_ms"]), ms(raw["p99_ms"])))


def add_clock(table):
    lines = city.in_memory("bench_idle_clock")
    raw = lines[0]
    table.group(f"闲置时钟 / idle clock, in memory (裸锚 / anchor: {raw['what']}, {raw['projects']:,} 项目 / projects)")
    for line in lines[1:]:
        share = line["p50_ms"] / line["projects"] / (raw["p50_ms"] / raw["projects"])
        table.row(f"{line['what']} ({line['projects']:,})", ms(line["p50_ms"]), ms(raw["p50_ms"]), f"{share:.1f}",
                  pair(ms(line["p50_ms"]), ms(line["p99_ms"])), pair(ms(raw["p50_ms"]), ms(raw["p99_ms"])))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=3)
    parser.add_argument("--commands", type=int, default=2000, help="of the event latency")
    parser.add_argument("--projects", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--only", default=",".join(PARTS))
    options = parser.parse_args()
    wanted = options.only.split(",")
    # On a disk: /tmp is memory on many machines, and a durable command would cost nothing there.
    tempfile.tempdir = os.environ.get("LUODI_BENCH_DIR", "/var/tmp")
    # Far above any load here: the limiter does its work and refuses nobody.
    os.environ["LUODI_LIMITS_REQUESTS_PER_MINUTE"] = "600000000"

    table = Table(HEADS)
    p50, p99 = sync_times(tempfile.gettempdir())
    began = time.monotonic()
    say(f"{os.cpu_count()} 核 / cores，{tempfile.gettempdir()} fdatasync {pair(ms(p50), ms(p99))}")
    if {"commands", "reads", "events"} & set(wanted):
        with Suite() as suite:
            ok(suite.login("bureau").post("/v1/parks", PARK), 201)
            for name, add in (("reads", add_reads), ("events", add_events), ("commands", add_commands)):
                if name in wanted:
                    say(name)
                    add(table, suite, options)
    if "city" in wanted:
        say("city")
        with Suite(clock=CITY_CLOCK) as suite:
            add_city(table, suite, options)
        add_lists(table)
    if "clock" in wanted:
        say("clock")
        add_clock(table)
    say(f"{time.monotonic() - began:.0f} s")
    print(f"\n{table}\n\n率、时延为各轮中位数；比值 = 落地 ÷ 裸锚，说明见 tests/bench/README.md"
          "\nfigures are medians of the rounds; ratio = Luodi ÷ raw anchor, see tests/bench/README.md")


if __name__ == "__main__":
    sys.exit(main())
