#!/usr/bin/env python3
"""What a process said when it refused its configuration, for people: the last such line of its log, and what to do next.
Argument: its log. Run by deploy/supervise.sh; ends with 1 where the log holds no such line."""
import json
import sys


def refusal(log):
    with open(log, encoding="utf-8", errors="replace") as lines:
        for line in reversed(lines.readlines()):
            try:
                entry = json.loads(line)
            except ValueError:
                continue
            if isinstance(entry, dict) and entry.get("msg") == "configuration refused":
                return entry
    return None


entry = refusal(sys.argv[1])
if entry is None:
    sys.exit(1)
print(f"""{entry["service"]} 不接受配置 / {entry["service"]} refuses its configuration:
  {entry["what"]}
没有进程留在运行。请按上面所指的文件和字段改正后，再次运行 deploy/up.sh
Nothing is left running. Mend the file and the field named above, then run deploy/up.sh again""")
