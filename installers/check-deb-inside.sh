#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What check-deb.sh does inside the fresh system, with the packages in /root/packages.
set -euo pipefail

export DEBIAN_FRONTEND=noninteractive HOME=/tmp/home XDG_RUNTIME_DIR=/tmp/runtime QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8
mkdir -m700 "$HOME" "$XDG_RUNTIME_DIR"

fail() {
    printf 'check-deb: %s\n' "$*" >&2
    exit 1
}

# Everything of ours in the system, but for what this check itself brought or made.
traces() {
    find / -xdev \( -path /proc -o -path /sys -o -path /tmp -o -path /root -o -path /var/log \) -prune -o -iname '*gatehouse*' -print
}

[ -z "$(traces)" ] || fail "the fresh system is not fresh"
apt-get -qq install --yes --no-install-recommends /root/packages/*.deb > /dev/null
traces

gatehouse --version
gatehouse-server --version

# The window stands until it is asked to leave, then leaves in order.
gatehouse > /tmp/console.log 2>&1 &
console=$!
timeout 5 tail --pid="$console" -f /dev/null || true
[ -d "/proc/$console" ] || { cat /tmp/console.log; fail "the console did not stay"; }
kill -TERM "$console"
wait "$console" || { cat /tmp/console.log; fail "the console did not end in order"; }
[ ! -s /tmp/console.log ] || { cat /tmp/console.log; fail "the console complained"; }

apt-get -qq purge --yes gatehouse gatehouse-server > /dev/null
[ -z "$(traces)" ] || { traces; fail "files stay behind"; }
