# Sourced by up.sh, configure.sh and supervise.sh: how the instant of a virtual clock is given and told, and where it stands.

stored_clock='{510700}:value:virtual_clock'
instant() { TZ=CST-8 date -d "@$(($1 / 1000)).$(printf %03d $(($1 % 1000)))" +%FT%T.%3N%:z; }  # instant MS

# clock_ms TEXT: the instant in ms, or false and why. As POST /v1/clock takes it, and not before the measures: with an
# offset, because a host's zone is nobody's intention.
clock_ms() {
  local at shape='^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,3})?(Z|[+-][0-9]{2}:[0-9]{2})$'
  if ! [[ $1 =~ $shape ]] || ! at=$(date -d "$1" +%s%3N 2> /dev/null) ||
    [ "$at" -lt "$(date -d 2022-01-01T00:00:00+08:00 +%s%3N)" ] || [ "$at" -ge "$(date -d 2101-01-01T00:00:00+08:00 +%s%3N)" ]; then
    echo "虚拟时钟应为 2022-01-01 至 2100-12-31 之间带时区的时刻，如 2022-05-25T09:00:00+08:00 /" \
      "the virtual clock must be an instant with its offset from 2022-01-01 to 2100-12-31: $1" >&2
    return 1
  fi
  echo "$at"
}
