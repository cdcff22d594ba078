#!/usr/bin/env bash
# Runs the benchmarks of the bench build and prints ratios against raw anchors measured in the same run. Nothing here
# passes or fails by time; what is measured and how stands at the head of each program.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
build=${1:-$root/build/bench}

echo "== HTTP server with a trivial handler beside bare Beast (wrk, 64 connections)"
"$root/tests/bench/http/compare.sh" "$build" 3
echo "== Lists over 100,000 projects in memory"
"$build/bin/bench_intake_lists"
