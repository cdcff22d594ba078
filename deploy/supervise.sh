#!/usr/bin/env bash
# Keeps Redis and the four processes of one data folder running: starts them in order, restarts one that ends, and ends
# them all (services first, Redis last) on SIGTERM. Started by deploy/up.sh; arguments: DATA_DIR BIN_DIR.
# Every process has DATA/run/<name>.pid and DATA/log/<name>.log; nothing here is killed by name.
set -uo pipefail
data=$1
bin=$2
run="$data/run"
source "$(dirname "$0")/clock.sh"
services=(intake progress-monitor incentive-calculator gateway)
# Two Redis on one append-only folder would destroy it. Every process below inherits the lock, so that whoever is left of
# a supervisor that was killed still holds it.
exec 9>> "$run/lock"
if ! flock -n 9; then
  echo "$data 已有进程在运行，请先停止 / processes are running on $data: stop them first (deploy/stop.sh)" >&2
  exit 1
fi
rm -f "$run/stopping" "$run/refused"
echo $$ > "$run/supervisor.pid"

say() { printf '%s %s\n' "$(date -u +%FT%TZ)" "$*" >> "$data/log/supervisor.log"; }

# A process that refuses its configuration (its exit code says so) will refuse it for ever. At its first start nothing is
# running yet that could go on without it: what it said is told as the refusal of the whole start. Of several that refuse
# the same file the first one is told. False where the process has not said why.
refused_configuration=2
tell_refusal() {  # tell_refusal NAME
  local mine="$run/refused.$1"
  if "$(dirname "$0")/refusal.py" "$data/log/$1.log" > "$mine" && ln "$mine" "$run/refused" 2> /dev/null; then
    cat "$mine" >&2
    say "refused: $1 does not take its configuration"
  fi
  rm -f "$mine"
  [ -s "$run/refused" ]
}

# keep NAME COMMAND...: runs the command for ever; a process that dies young waits longer before its next start.
keep() {
  local name=$1 delay=0.1 first=yes began code child
  shift
  trap 'kill -TERM "${child:-0}" 2>/dev/null' TERM
  while [ ! -e "$run/stopping" ]; do
    began=$SECONDS
    "$@" >> "$data/log/$name.log" 2>&1 &
    child=$!
    echo "$child" > "$run/$name.pid"
    wait "$child"
    code=$?
    # A trapped signal ends wait early: wait until the child is really gone.
    while kill -0 "$child" 2>/dev/null; do wait "$child"; code=$?; done
    [ -e "$run/stopping" ] && break
    if [ "$first" = yes ] && [ "$name" != redis ] && [ "$code" = "$refused_configuration" ] && tell_refusal "$name"; then
      kill -TERM $$
      break
    fi
    first=no
    say "$name ended with $code, starting again in ${delay}s"
    sleep "$delay"
    if [ $((SECONDS - began)) -ge 5 ]; then delay=0.1; else delay=2; fi
  done
  rm -f "$run/$name.pid"
}

# Not by wait: called in a trap it misses the end of one that ends at that very moment, and waits for another one.
until_ended() { while kill -0 "$1" 2>/dev/null; do sleep 0.05; done; }

keepers=()
stop_all() {  # stop_all [EXIT_CODE]
  trap '' TERM INT
  : > "$run/stopping"
  local redis_keeper=${keepers[0]}
  for keeper in "${keepers[@]:1}"; do kill -TERM "$keeper" 2>/dev/null; done
  for keeper in "${keepers[@]:1}"; do until_ended "$keeper"; done
  kill -TERM "$redis_keeper" 2>/dev/null
  until_ended "$redis_keeper"
  rm -f "$run/supervisor.pid" "$run/stopping"
  say "stopped"
  [ -s "$run/refused" ] && exit 1
  exit "${1:-0}"
}
trap stop_all TERM INT

say "starting"
keep redis "$(dirname "$0")/redis/start.sh" "$data" &
keepers+=($!)
# The services need Redis anyway; waiting here lets a virtual clock stand before anybody reads it.
ask() { redis-cli -s "$data/redis/redis.sock" "$@" 2> /dev/null; }
# A long log takes Redis its time to load: until then nothing can be said of the clock and nobody may read it.
until [ "$(ask ping)" = PONG ]; do sleep 0.1; done

# Nothing must happen before what happened already. Nobody has read the clock yet.
behind_ms=60000  # a real clock that was corrected may stand a little behind
# refuse LOG_LINE: tells what stands on its input, here and to up.sh, and ends.
refuse() {
  tee "$run/refused" >&2
  say "refused: $1"
  stop_all 1
}
last_event() {  # its instant in ms; empty: there is none yet
  local events event
  events=$(ask -e --raw xrevrange '{510700}:events' + - count 1) || return
  event=$(sed -n 's/.*"time":"\([^"]*\)".*/\1/p' <<< "$events")
  [ -z "$event" ] || date -d "$event" +%s%3N
}
# The later of what the folder has and what is asked for: a clock never goes back. Empty: the clock of this machine.
# A folder lives by the kind of clock that it began with.
choose_the_clock() {
  local stored
  stored=$(ask get "$stored_clock")
  [ -s "$run/clock" ] && clock=$(cat "$run/clock") || clock=
  if [ -z "$clock" ] && [ -n "$stored" ]; then
    stored=$(instant "$stored")
    refuse "a folder of a virtual clock ($stored) was to go on by the clock of this machine" << TEXT
该数据目录使用虚拟时钟，现为 $stored：请以 --virtual-clock 启动（更早的时刻即保持现状），或用 --data 另选空目录
this data folder lives by a virtual clock, now $stored: start it with --virtual-clock (an earlier instant keeps that), or name an empty folder with --data
TEXT
  fi
  if [ -n "$clock" ] && [ -z "$stored" ] && [ -n "$last" ]; then
    refuse "a folder of the clock of this machine was to go on by a virtual clock" << TEXT
该数据目录使用系统时钟，最后一个事件 $(instant "$last")；改用虚拟时钟后各项期限不再到期：请不带 --virtual-clock 启动，或用 --data 另选空目录
this data folder lives by the clock of this machine, its last event $(instant "$last"); by a virtual clock nothing would fall due any more: start it without --virtual-clock, or name an empty folder with --data
TEXT
  fi
  if [ -n "$clock" ] && [ "${stored:-0}" -gt "$clock" ]; then clock=$stored; fi
}
# A virtual clock that stands in the folder is never earlier: only the machine's can be.
refuse_an_earlier_clock() {
  local wanted
  wanted=$(date +%s%3N)
  [ -z "$clock" ] && [ -n "$last" ] && [ "$((wanted + behind_ms))" -lt "$last" ] || return 0
  wanted=$(instant "$wanted")
  refuse "the clock $wanted is earlier than the last event, $(instant "$last")" << TEXT
系统时钟 $wanted 早于数据目录的最后一个事件（$(instant "$last")）：请校正系统时钟，或用 --data 另选空目录
the clock of this machine $wanted is earlier than the last event of the data folder ($(instant "$last")): put the clock right, or name an empty folder with --data
TEXT
}
last=$(last_event) || { say "Redis does not tell its last event"; stop_all 1; }
choose_the_clock
refuse_an_earlier_clock
[ -z "$clock" ] || ask set "$stored_clock" "$clock" > /dev/null
# Who is asked to stop meanwhile stops what it knows of: not before all are on the list.
asked=no
trap 'asked=yes' TERM INT
for name in "${services[@]}"; do
  keep "$name" "$bin/$name" --config "$data/config/$name.toml" &
  keepers+=($!)
done
trap stop_all TERM INT
[ "$asked" = no ] || stop_all
# wait returns when a signal arrives; the trap then ends everything.
while :; do wait; done
