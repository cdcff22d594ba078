#!/usr/bin/env bash
# Runs the benchmarks of the bench build and prints one table of ratios against raw anchors measured in the same run.
# Nothing here passes or fails by time; README.md says what each figure means. Options go to bench.py.
#   tests/bench/run.sh [--only commands,reads,events,city,clock] [--rounds N] ...
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
export LUODI_BIN_DIR="${LUODI_BIN_DIR:-$root/build/bench/bin}"
export PYTHONPATH="$root/tests/e2e/support:$root/tests/bench/suite"
export PYTHONDONTWRITEBYTECODE=1
exec python3 "$root/tests/bench/bench.py" "$@"
