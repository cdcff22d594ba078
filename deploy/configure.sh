#!/usr/bin/env bash
# Writes the configuration of one data folder from the templates in deploy/config and deploy/redis. Run by deploy/up.sh
# and by the end-to-end tests; running it again rewrites the configuration and keeps accounts and data.
# Environment: LUODI_DATA folder, LUODI_PORT of the gateway, LUODI_CLOCK instant or empty, LUODI_DEMO yes or no,
# LUODI_SMTP_URL and LUODI_SMTP_FROM (empty: mails become files in DATA/outbox).
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
data=${LUODI_DATA:?LUODI_DATA must name the data folder}
longest=80  # a unix socket's path has at most 107 bytes; the longest name below DATA takes 27

if [ ${#data} -gt $longest ]; then
  echo "数据目录路径长 ${#data} 字节，最多 $longest（unix 套接字限制），请换一个较短的 --data" >&2
  echo "the data folder's path has ${#data} bytes, at most $longest (unix sockets): choose a shorter --data" >&2
  exit 1
fi
case "$data" in
  *[\"\\\|]*) echo "数据目录不得含引号、反斜线或竖线 / no quotes, backslashes or bars in the data folder's path" >&2; exit 1 ;;
esac

mkdir -p "$data"/{config,run,log,redis,outbox}
chmod 700 "$data" "$data/run" "$data/redis"
accounts="$data/first-admin.json"
[ "${LUODI_DEMO:-no}" = yes ] && accounts="$data/demo-accounts.json"
[ -s "$accounts" ] || "$root/deploy/accounts.py" --kind "${LUODI_DEMO:-no}" --out "$accounts"

virtual=false
rm -f "$data/run/clock"
if [ -n "${LUODI_CLOCK:-}" ]; then
  virtual=true
  date -d "$LUODI_CLOCK" +%s%3N > "$data/run/clock" || { echo "不是时刻 / no instant: $LUODI_CLOCK" >&2; exit 1; }
fi

fill() {
  sed -e "s|@DATA@|$data|g" -e "s|@POLICY@|$root/deploy/policy|g" -e "s|@VIRTUAL@|$virtual|g" \
    -e "s|@PORT@|${LUODI_PORT:-8080}|g" -e "s|@ACCOUNTS@|$accounts|g" \
    -e "s|@SMTP_URL@|${LUODI_SMTP_URL:-}|g" -e "s|@SMTP_FROM@|${LUODI_SMTP_FROM:-luodi@luodi.example}|g" "$@"
}
for service in intake progress-monitor incentive-calculator; do
  fill "$root/deploy/config/service.toml.in" > "$data/config/$service.toml"
done
fill "$root/deploy/config/service.toml.in" "$root/deploy/config/gateway.toml.in" > "$data/config/gateway.toml"
sed "s|@DIR@|$data/redis|g" "$root/deploy/redis/redis.conf.in" > "$data/config/redis.conf"
