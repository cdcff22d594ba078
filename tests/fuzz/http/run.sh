#!/usr/bin/env bash
# Runs every HTTP fuzz target for some seconds from the seeds; stops at the first finding.
#   tests/fuzz/http/run.sh BUILD_DIR [seconds]
set -euo pipefail
build=$(realpath "$1")
seconds=${2:-60}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work"/{gate,chunked,target,fields}
"$build/bin/http_fuzz_seeds" "$work/gate" "$work/chunked"
printf '/v1/%%E7%%BB%%B5?a=%%20+b&c' >"$work/target/seed"
printf 'W/"7", "8"' >"$work/fields/tags"
printf '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' >"$work/fields/trace"
printf 'application/json;q=0.5, text/*;q=0.25' >"$work/fields/accept"
for name in gate chunked target fields; do
  log=$work/$name.log
  if ! (cd "$work" && "$build/bin/http_${name}_fuzz" -max_total_time="$seconds" -max_len=16384 -timeout=10 \
    "$work/$name" >"$log" 2>&1); then
    tail -50 "$log"
    echo "http_${name}_fuzz: finding" >&2
    exit 1
  fi
  echo "http_${name}_fuzz: $(grep -E '^Done|^#.*DONE' "$log" | tail -1)"
done
