#!/usr/bin/env bash
# Writes the configuration of one data folder from the templates in deploy/config and deploy/redis. Run by deploy/up.sh
# and by the end-to-end tests; running it again rewrites the configuration and keeps accounts and data.
# Environment: LUODI_DATA folder, LUODI_PORT of the gateway, LUODI_CLOCK instant or empty, LUODI_DEMO yes or no,
# LUODI_SMTP_URL and LUODI_SMTP_FROM (empty: mails become files in DATA/outbox). Where DATA/channels.toml exists (robots,
# SMS gateway, webhooks; see deploy/config/channels.toml.example) it becomes the monitor's section [channels].
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
source "$root/deploy/clock.sh"
data=${LUODI_DATA:?LUODI_DATA must name the data folder}
# A unix socket's path has at most 107 bytes (sun_path of Linux, without its final zero).
path_limit=107
longest_name="/run/incentive-calculator.feed"  # the longest socket below DATA

bytes=$(printf %s "$data" | wc -c)
limit=$((path_limit - ${#longest_name}))
if [ "$bytes" -gt $limit ]; then
  echo "数据目录路径长 $bytes 字节，最多 $limit（unix 套接字路径限 $path_limit），请换一个较短的 --data" >&2
  echo "the data folder's path has $bytes bytes, at most $limit (unix socket paths: $path_limit): choose a shorter --data" >&2
  exit 1
fi
for text in "$data" "$root" "${LUODI_SMTP_URL:-}" "${LUODI_SMTP_FROM:-}"; do
  case "$text" in
    *[\"\\]* | *[[:cntrl:]]*) echo "路径和邮件设置不得含引号、反斜线或控制字符 / no quotes, backslashes or control characters: $text" >&2; exit 1 ;;
  esac
done
# Before anything is written: nothing is left of what is refused.
[ -z "${LUODI_CLOCK:-}" ] || at=$(clock_ms "$LUODI_CLOCK") || exit 1

mkdir -p "$data"/{config,run,log,redis,outbox}
chmod 700 "$data" "$data/run" "$data/redis"
accounts="$data/first-admin.json"
[ "${LUODI_DEMO:-no}" = yes ] || [ -s "$data/demo-accounts.json" ] && accounts="$data/demo-accounts.json"
[ -s "$accounts" ] || "$root/deploy/accounts.py" --kind "${LUODI_DEMO:-no}" --out "$accounts"

virtual=false
rm -f "$data/run/clock"
if [ -n "${LUODI_CLOCK:-}" ]; then
  virtual=true
  echo "$at" > "$data/run/clock"
fi

# literal TEXT: the text as the replacement of a sed expression with bars.
literal() { printf %s "$1" | sed 's/[&|]/\\&/g'; }
fill() {
  sed -e "s|@DATA@|$(literal "$data")|g" -e "s|@POLICY@|$(literal "$root")/deploy/policy|g" \
    -e "s|@VIRTUAL@|$virtual|g" -e "s|@PORT@|${LUODI_PORT:-8080}|g" -e "s|@ACCOUNTS@|$(literal "$accounts")|g" \
    -e "s|@SMTP_URL@|$(literal "${LUODI_SMTP_URL:-}")|g" \
    -e "s|@SMTP_FROM@|$(literal "${LUODI_SMTP_FROM:-luodi@luodi.example}")|g" "$@"
}
for service in intake progress-monitor incentive-calculator; do
  fill "$root/deploy/config/service.toml.in" > "$data/config/$service.toml"
done
if [ -s "$data/channels.toml" ]; then
  printf '\n' | cat - "$data/channels.toml" >> "$data/config/progress-monitor.toml"
fi
fill "$root/deploy/config/service.toml.in" "$root/deploy/config/gateway.toml.in" > "$data/config/gateway.toml"
# Redis splits its lines at blanks unless the value is quoted.
sed "s|@DIR@\([^ ]*\)|\"$(literal "$data/redis")\1\"|" "$root/deploy/redis/redis.conf.in" > "$data/config/redis.conf"
chmod 600 "$data"/config/*  # an SMTP address may hold a password
