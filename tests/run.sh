#!/usr/bin/env bash
# Runs Luodi's test suites: installs what is missing, builds, runs, ends with the runner's summary.
#   tests/run.sh                    all default suites (the long drills are not among them)
#   tests/run.sh unit contract ...  only these: unit property contract integration e2e drill
#   tests/run.sh asan               unit, contract and integration under address and undefined-behaviour sanitizers
#   tests/run.sh bench              the benchmarks (tests/bench); prints ratios, no pass or fail by time
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"

jobs=$(nproc)
suites=("$@")
[ ${#suites[@]} -eq 0 ] && suites=(default)

build() {  # build PRESET [SUITE...]: everything, or what these suites run
  local preset=$1
  shift
  cmake --preset "$preset" > "/dev/null" || cmake --preset "$preset"
  local targets=("${@/#/suite_}")
  cmake --build --preset "$preset" --target "${targets[@]:-all}" -- -j "$jobs"
}

run() {  # run PRESET LABELS
  if [ -n "$2" ]; then
    ctest --test-dir "build/$1" --output-on-failure --no-tests=error -j "$jobs" -L "$2"
  else
    ctest --test-dir "build/$1" --output-on-failure --no-tests=error -j "$jobs" -LE '^long$'
  fi
}

status=0
for suite in "${suites[@]}"; do
  case "$suite" in
    default)
      deploy/packages.sh run build test
      build dev
      run dev "" || status=1
      ;;
    unit | property | contract | integration | e2e | drill)
      deploy/packages.sh run build test
      build dev "$suite"
      run dev "^$suite\$" || status=1
      ;;
    asan)
      deploy/packages.sh run build test asan
      build asan unit contract integration
      run asan '^(unit|contract|integration)$' || status=1
      ;;
    bench)
      deploy/packages.sh run build test bench
      build bench
      tests/bench/run.sh || status=1
      ;;
    *)
      echo "没有这个测试套件 / no such suite: $suite (unit property contract integration e2e drill asan bench)" >&2
      exit 2
      ;;
  esac
done
exit $status
