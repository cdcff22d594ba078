#!/usr/bin/env bash
# Runs bare Beast and Luodi's server in turn under the same wrk load and prints requests per second.
#   tests/bench/http/compare.sh BUILD_DIR [rounds]
set -euo pipefail
build=$1
rounds=${2:-3}
answer=$(mktemp)
trap 'rm -f "$answer"' EXIT
printf '{"id":"prj_0190c2f4a5b47c3e8d1f","stage":"signed","version":7,"light":"green","idle_cycles":0}' >"$answer"
for round in $(seq "$rounds"); do
  for program in bench_bare_beast bench_luodi_server; do
    coproc SERVER { exec "$build/bin/$program" "$answer"; }
    read -r port <&"${SERVER[0]}"
    rate=$(wrk -t1 -c64 -d5s "http://127.0.0.1:$port/v1/projects/p1" | awk '/Requests\/sec/ {print $2}')
    kill "$SERVER_PID"
    wait "$SERVER_PID" 2>/dev/null || true
    echo "round $round $program $rate req/s"
  done
done
