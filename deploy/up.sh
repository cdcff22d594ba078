#!/usr/bin/env bash
# 在本机启动落地：安装并构建缺少的，启动专用的 Redis 和四个进程，就绪后打印地址；再次启动时一切沿用。
# Starts Luodi on this machine: installs and builds what is missing, then Redis (its own, append-only, unix socket) and
# the four processes, waits until they are ready and prints the address. A second start reuses everything.
#   deploy/up.sh [--detach] [--port N] [--data DIR] [--demo] [--virtual-clock INSTANT]
#   deploy/up.sh --stop [--data DIR]
#   --detach  不占用终端 / leave the terminal            --port N    端口，缺省 8080 / port, 8080 by default
#   --data D  数据目录 / data folder                     --stop      停止该目录的全部进程 / stop all of that folder
#   --demo    演示城市，账号在 D/demo-accounts.json / demo city with accounts in that file
#   --virtual-clock 2022-05-25T09:00:00+08:00  虚拟时钟，只由 POST /v1/clock 推进 / a clock that only POST /v1/clock moves
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
data="$root/.cache/data"
port=8080
detach=no stop=no demo=no clock=""
preset=${LUODI_PRESET:-release}
source "$root/deploy/clock.sh"

usage() { sed -n '2,10s/^# \{0,1\}//p' "$0"; }
with_value() {  # with_value OPTION VALUE WHAT_ZH WHAT_EN
  [ -n "$2" ] && return
  echo "$1 须带$3 / $1 needs $4" >&2
  exit 2
}
while [ $# -gt 0 ]; do
  case "$1" in
    --detach) detach=yes ;;
    --stop) stop=yes ;;
    --demo) demo=yes ;;
    --port) port=${2:-}; with_value "$1" "$port" "端口号" "a number"; shift ;;
    --data) data=${2:-}; with_value "$1" "$data" "目录" "a folder"; shift ;;
    --virtual-clock)
      clock=${2:-}
      with_value "$1" "$clock" "时刻，如 2022-05-25T09:00:00+08:00" "an instant such as 2022-05-25T09:00:00+08:00"
      shift
      ;;
    -h | --help) usage; exit 0 ;;
    *) echo "不认识的选项 / unknown option: $1" >&2; usage >&2; exit 2 ;;
  esac
  shift
done
if ! [[ $port =~ ^[0-9]{1,5}$ ]] || [ "$port" -lt 1 ] || [ "$port" -gt 65535 ]; then
  echo "--port 应为 1 至 65535 的整数 / --port must be a number from 1 to 65535: $port" >&2
  exit 2
fi
[ -z "$clock" ] || clock_ms "$clock" > /dev/null || exit 2
if [ "$stop" = yes ] && [ ! -d "$data" ]; then
  echo "没有这个数据目录，没有可停止的 / no such data folder, nothing to stop: $data"
  exit 0
fi
mkdir -p "$data"
data=$(cd "$data" && pwd)
run="$data/run"

source "$root/deploy/processes.sh"

# One start or stop of a data folder at a time; what is started does not hold this lock.
exec 8> "$data/up.lock"
if ! flock -n 8; then
  echo "另一个 up.sh 正在使用 $data，等待它结束 / another up.sh is at work on $data, waiting for it"
  flock 8
fi

if [ "$stop" = yes ]; then
  "$root/deploy/stop.sh" "$data" 8>&-
  echo "已停止 / stopped"
  exit 0
fi

# What runs keeps the options that it was started with: one that cannot be had is refused before anything is done.
base="http://127.0.0.1:$port"
ran=no
if alive supervisor; then
  ran=yes
  if [ "$(cat "$run/port" 2>/dev/null)" != "$port" ]; then
    echo "已在端口 $(cat "$run/port") 运行；请先 --stop / already running on another port: stop it first" >&2
    exit 1
  fi
  if [ "$demo" = yes ] && [ ! -s "$data/demo-accounts.json" ]; then
    echo "该数据目录正在运行，但没有演示账号：请先 --stop，再以 --demo 启动 /" \
      "this data folder runs without demo accounts: stop it with --stop, then start it with --demo" >&2
    exit 1
  fi
fi

"$root/deploy/packages.sh" run build
"$root/deploy/build.sh" "$preset" "$data"
bin="$root/build/$preset/bin"

if ! alive supervisor; then
  ran=no
  "$root/deploy/stop.sh" "$data" 8>&-
  if (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null; then
    echo "端口 $port 已被占用，请用 --port 另选 / port $port is taken: choose another with --port" >&2
    exit 1
  fi
  rm -f "$run/refused"
  mkdir -p "$run" "$data/log" "$data/redis" "$data/outbox" "$data/config"
  chmod 700 "$data" "$run"
  echo "$port" > "$run/port"
  LUODI_DATA="$data" LUODI_PORT="$port" LUODI_CLOCK="$clock" LUODI_DEMO="$demo" "$root/deploy/configure.sh"
  setsid "$root/deploy/supervise.sh" "$data" "$bin" < /dev/null > /dev/null 2>> "$data/log/supervisor.log" 8>&- &
  disown
fi

# A long log takes Redis its time to load: that is no fault, and is told.
redis_says() { redis-cli -s "$data/redis/redis.sock" ping 2>&1 | grep -q "$1"; }
ready_seconds=${LUODI_READY_SECONDS:-60}
for ((tries = 0, loads = 0; tries < 10 * ready_seconds; tries++)); do
  if [ -s "$run/refused" ]; then
    "$root/deploy/stop.sh" "$data" 8>&-
    cat "$run/refused" >&2
    exit 1
  fi
  [ "$(curl -s -o /dev/null -w '%{http_code}' "$base/readyz" || true)" = 200 ] && ready=yes && break
  if redis_says LOADING; then
    tries=0
    [ $((loads++ % 100)) -gt 0 ] || echo "Redis 正在载入数据，已等待 $((loads / 10)) 秒 / Redis is loading its data, $((loads / 10)) s so far"
  fi
  sleep 0.1
done
if [ "${ready:-no}" != yes ]; then
  tail -n 5 "$data"/log/*.log >&2
  if ! redis_says PONG; then
    "$root/deploy/stop.sh" "$data" 8>&-
    echo "$ready_seconds 秒内 Redis 未能启动，已全部停止，见日志 / Redis did not start within $ready_seconds s, all is stopped again: see $data/log" >&2
  else  # services that read a long log may need longer: they go on
    echo "$ready_seconds 秒内未就绪，进程仍在运行，见日志；停止用 --stop / not ready within $ready_seconds s, the processes go on: see $data/log, or end them with --stop" >&2
  fi
  exit 1
fi
[ "$demo" = yes ] && "$root/deploy/demo/import.py" --base "$base" --data "$data" --unless-there
echo "落地已就绪 / Luodi is ready: $base"
[ "$ran" = no ] || echo "此前已在运行，启动选项沿用原来的 / it ran already and keeps the options of its start"
now=$(redis-cli -s "$data/redis/redis.sock" get "$stored_clock" 2> /dev/null || true)
if [[ $now =~ ^[0-9]+$ ]]; then
  now=$(instant "$now")
  echo "时钟：虚拟时钟，现为 $now / clock: virtual, now $now"
else
  echo "时钟：系统时钟 / clock: that of this machine"
fi
[ -s "$data/demo-accounts.json" ] && accounts=demo-accounts.json || accounts=first-admin.json
echo "账号 / accounts: $data/$accounts；接口说明 / interface: $base/openapi.json"
if [ "$detach" = yes ]; then
  echo "停止 / stop: deploy/up.sh --stop --data $data"
  exit 0
fi
exec 8>&-
trap '"$root/deploy/stop.sh" "$data"; exit 0' INT TERM
echo "按 Ctrl-C 停止 / press Ctrl-C to stop"
while alive supervisor; do sleep 1; done
