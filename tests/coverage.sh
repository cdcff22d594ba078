#!/usr/bin/env bash
# Line coverage of a folder of rules by their unit and property tests; prints one line for each file and the sum.
# Not among the default suites: it builds a tree of its own (build/coverage).
#   tests/coverage.sh                                            the progress monitor's rules, at least 95 %
#   tests/coverage.sh FOLDER PERCENT TARGET...                   e.g. services/intake/domain 90 intake_test
# Exit code 1 when the sum is below PERCENT. Lines that never ran are named.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
folder=${1:-services/progress-monitor/domain}
percent=${2:-95}
shift $(( $# < 2 ? $# : 2 ))
targets=("$@")
[ ${#targets[@]} -eq 0 ] && targets=(monitor_rules_test monitor_environment_test monitor_interview_test monitor_document_test
                                     monitor_notification_test monitor_channel_test monitor_property_test monitor_model_test)

cmake --preset coverage > /dev/null
cmake --build build/coverage --target "${targets[@]}" -- -j "$(nproc)"
find build/coverage -name '*.gcda' -delete
for target in "${targets[@]}"; do
  program=$(find build/coverage/tests -type f -name "$target" -perm -u+x)
  LUODI_HISTORIES=${LUODI_HISTORIES:-400} "$program" --gtest_brief=1 > /dev/null || { echo "$target failed" >&2; exit 1; }
done
python3 tests/coverage.py "$folder" "$percent" build/coverage
