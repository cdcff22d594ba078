#!/usr/bin/env bash
# Ends every process of one data folder, services first and Redis last, also where the supervisor was killed hard and its
# loops would start again what ends. Argument: DATA_DIR. Knows its processes by their pid files, by the session that the
# supervisor began, and by the folder in their command line; nothing is ended by name.
set -uo pipefail
data=$1
run="$data/run"

source "$(dirname "$0")/processes.sh"

# What is left of the supervisor's session, itself included.
session() {
  local leader stat fields
  leader=$(cat "$run/supervisor.pid" 2>/dev/null) || return 0
  for stat in /proc/[0-9]*/stat; do
    { read -r fields < "$stat"; } 2> /dev/null || continue  # it may end meanwhile
    read -r -a fields <<< "${fields##*) }"  # state, parent, group, session
    [ "${fields[3]}" = "$leader" ] || continue
    stat=${stat#/proc/}
    is_ours "${stat%/stat}" && echo "${stat%/stat}"
  done
}

until_gone() {  # until_gone TENTHS COMMAND...: waits while the command succeeds
  local tenths=$1
  shift
  for _ in $(seq "$tenths"); do "$@" > /dev/null || return 0; sleep 0.1; done
  return 1
}
in_session() { [ -n "$(session)" ]; }

if alive supervisor; then
  kill -TERM "$(cat "$run/supervisor.pid")"
  until_gone 300 alive supervisor
fi
[ -d "$run" ] && : > "$run/stopping"  # the loops of a supervisor that was killed hard end with what they keep
for name in gateway incentive-calculator progress-monitor intake redis; do
  alive "$name" || continue
  kill -TERM "$(cat "$run/$name.pid")" 2>/dev/null
  until_gone 100 alive "$name" || kill -KILL "$(cat "$run/$name.pid")" 2>/dev/null
done
if in_session; then
  until_gone 30 in_session || session | xargs -r kill -KILL 2>/dev/null
fi
rm -f "$run"/*.pid "$run/stopping"
exit 0
