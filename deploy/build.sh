#!/usr/bin/env bash
# Builds what deploy/up.sh starts: says so only when there is something to build, counts in tenths, and after a failure
# shows the first error and where the whole log is. Arguments: PRESET LOG_DIR. Exit code 1: not built.
set -uo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
preset=$1
logs=$2
patience_s=2  # until somebody who waits is told for what; a build that has nothing to do ends before
export LC_ALL=C.UTF-8  # errors are found by their English word

# give_up LOG: the first error with the lines that explain it, without what templates make of it.
give_up() {
  echo "构建失败，第一个错误 / the build failed, its first error:" >&2
  { grep -m 1 -A 3 -E 'error: |^CMake Error' "$1" || tail -n 10 "$1"; } | cut -c 1-300 | sed 's/^/  /' >&2
  echo "完整记录 / the whole log: $1" >&2
  exit 1
}

tell() {
  [ "$told" = yes ] && return
  told=yes
  echo "构建（首次约十分钟）/ building ($preset; about ten minutes the first time)"
}

# Ninja's lines [n/m] become one for each tenth of the work.
tenths() {
  local line tenth shown=0 told=no code
  while :; do
    IFS= read -r -t "$patience_s" line
    code=$?
    if [ "$code" -gt 128 ]; then tell && continue; fi
    [ "$code" -eq 0 ] || return 0
    [[ $line =~ ^\[([1-9][0-9]*)/([0-9]+)\] ]] || continue  # [0/2] is the look for new files
    tell
    tenth=$((BASH_REMATCH[1] * 10 / BASH_REMATCH[2]))
    if [ "$tenth" -gt "$shown" ]; then shown=$tenth && echo "  ${tenth}0%"; fi
  done
}

cd "$root" || exit 1
cmake --preset "$preset" > "$logs/cmake.log" 2>&1 || give_up "$logs/cmake.log"
cmake --build --preset "$preset" -- -j "$(nproc)" 2>&1 | tee "$logs/build.log" | tenths || give_up "$logs/build.log"
