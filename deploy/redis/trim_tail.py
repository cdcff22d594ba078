#!/usr/bin/env python3
"""Cuts an unfinished transaction off the end of Redis's append-only log. Run before every start of Redis.

    trim_tail.py REDIS_DIR

A power failure can leave a part of the last transaction (one commit of Luodi). Redis 7.0 cuts off the incomplete
command at the very end, but not the MULTI and the complete commands before it. The next commit is then appended behind
them, and at the start after that both are executed as one: half of a commit that nobody was told of comes back. (Valkey
corrected this in its pull request 4342.) Here the transaction goes as a whole, as with `redis-check-aof --fix`.

Nothing acknowledged is cut: an answer is sent after the whole transaction was synced. Only a transaction that the file
ends in the middle of is cut; a file that is damaged in another way is left to Redis, which refuses to start on it.
"""
import os
import pathlib
import re
import subprocess
import sys

LOG = "appendonlydir/appendonly.aof.manifest"
VERDICT = re.compile(r"size=(\d+), ok_up_to=(\d+),")
MULTI = b"*1\r\n$5\r\nMULTI\r\n"
COUNT = re.compile(rb"(\d{1,10})\r\n")
COUNT_CUT_SHORT = re.compile(rb"\d{0,10}\r?")


class CutShort(Exception):
    pass


def last_file(folder):
    """The file that Redis appends to: the last increment that the manifest names."""
    manifest = folder / LOG
    if not manifest.exists():
        return None
    fields = [line.split() for line in manifest.read_text().splitlines()]
    names = [f[1] for f in fields if len(f) == 6 and f[0] == "file" and f[5] == "i"]
    return manifest.parent / names[-1] if names else None


def number(tail, at, sign):
    """The number behind the sign at this place, and where its line ends."""
    if at == len(tail):
        raise CutShort
    if tail[at:at + 1] != sign:
        raise ValueError(f"no {sign!r} at {at}")
    found = COUNT.match(tail, at + 1)
    if found:
        return int(found[1]), found.end()
    if COUNT_CUT_SHORT.fullmatch(tail, at + 1):
        raise CutShort
    raise ValueError(f"no number at {at}")


def ends_within_a_command(tail):
    """Whether these bytes are commands as Redis writes them, of which only the last is not all there."""
    at = 0
    try:
        while at < len(tail):
            words, at = number(tail, at, b"*")
            for _ in range(words):
                length, at = number(tail, at, b"$")
                if len(tail) - at < length + 2:
                    raise CutShort
                at += length + 2
    except CutShort:
        return True
    except ValueError:
        return False
    return True  # the cut fell between two commands


def trim(folder):
    """How many bytes were cut off."""
    path = last_file(folder)
    if path is None or not path.exists():
        return 0
    checked = subprocess.run(["redis-check-aof", path], capture_output=True, text=True, errors="replace")
    verdict = VERDICT.search(checked.stdout)
    if not verdict or verdict[1] == verdict[2]:
        return 0
    size, whole = int(verdict[1]), int(verdict[2])
    with open(path, "r+b") as file:
        file.seek(whole)
        tail = file.read()
        if not tail.startswith(MULTI) or not ends_within_a_command(tail):
            return 0
        file.truncate(whole)
        os.fsync(file.fileno())
    print(f"已截去日志末尾未完成的事务 / unfinished transaction cut off: {path.name} {size} -> {whole} bytes")
    return size - whole


if __name__ == "__main__":
    trim(pathlib.Path(sys.argv[1]))
