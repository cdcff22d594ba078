"""Reads of one project with a session at 64 connections, beside bare Beast that answers the same body.

Beast's answer has the same body and only the fields that Beast itself needs; the gateway's also carries trace and security
fields. Rounds alternate; wrk sends the same request with the same script to both."""
import tempfile

from path import YI, Walk
from rig import PortServer, load, median

CONNECTIONS = 64


def measure(suite, rounds, seconds):
    client = suite.login("bureau")
    project = Walk(suite).register("单项读取", 28 * YI)
    target = "/v1/projects/" + project
    body = client.get(target).body
    with tempfile.NamedTemporaryFile("w") as targets:
        targets.write(target + "\n")
        targets.flush()
        arguments = [client.token, targets.name]
        servers = {"gateway": [], "bare_beast": [], "luodi_server": []}
        with PortServer("bench_bare_beast", body) as beast, PortServer("bench_luodi_server", body) as server:
            for _ in range(rounds):
                for name, base in (("gateway", suite.base), ("bare_beast", beast.base), ("luodi_server", server.base)):
                    servers[name].append(load(base, "read.lua", arguments, CONNECTIONS, seconds))
    return {name: median(found) for name, found in servers.items()}, len(body)
