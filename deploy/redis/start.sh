#!/usr/bin/env bash
# Becomes the Redis of one data folder: trims the end of its log (why: trim_tail.py), then runs the server in the
# foreground under the same process id. Argument: DATA_DIR.
set -euo pipefail
"$(dirname "$0")/trim_tail.py" "$1/redis" || echo "日志末尾未能检查 / the end of the log could not be checked" >&2
exec redis-server "$1/config/redis.conf"
