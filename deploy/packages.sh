#!/usr/bin/env bash
# Installs the Debian 12 packages that Luodi needs, and only those that are missing.
#   deploy/packages.sh run|build|test...   run: to operate; build: to compile; test: for the test suites; bench; asan
# One list for deploy/up.sh, tests/run.sh, the image and CI, so that they cannot drift apart.
set -euo pipefail

declare -A packages=(
  [run]="redis-server redis-tools curl python3 ca-certificates libpangocairo-1.0-0 libxlsxwriter4 libjemalloc2
    fonts-noto-cjk fonts-arphic-ukai"
  [build]="g++ cmake ninja-build ccache mold pkg-config libboost1.81-dev libzmq3-dev cppzmq-dev libhiredis-dev
    nlohmann-json3-dev libtomlplusplus-dev libcli11-dev libspdlog-dev libfmt-dev libexpected-dev prometheus-cpp-dev
    libsodium-dev libssl-dev libcurl4-openssl-dev libvalijson-dev libcairo2-dev libpango1.0-dev libfontconfig-dev
    libxlsxwriter-dev libjemalloc-dev"
  [test]="libgtest-dev libgmock-dev librapidcheck-dev lua-check python3-aiosmtpd python3-icalendar python3-yaml
    python3-jsonschema python3-openpyxl poppler-utils"
  [bench]="libbenchmark-dev wrk"
  [asan]="clang-19 libclang-rt-19-dev"
)

missing=()
for group in "$@"; do
  for package in ${packages[$group]:?unknown group $group}; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
  done
done
[ ${#missing[@]} -eq 0 ] && exit 0

echo "安装依赖 / installing: ${missing[*]}" >&2
if [ "$(id -u)" -ne 0 ]; then
  echo "需要 root 权限安装软件包 / root is needed to install packages: ${missing[*]}" >&2
  exit 1
fi
export DEBIAN_FRONTEND=noninteractive
# No service of the distribution may start: Luodi runs its own Redis.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  printf '#!/bin/sh\nexit 101\n' > "$policy" && chmod +x "$policy"
  trap 'rm -f "$policy"' EXIT
fi
for attempt in 1 2 3; do
  if apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}" > /dev/null; then exit 0; fi
  echo "第 $attempt 次安装失败 / attempt $attempt failed" >&2
done
exit 1
