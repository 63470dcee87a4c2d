#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Builds the .deb packages and tries them in a fresh Debian system: they install, start, stop and leave nothing behind.
#   installers/check-deb.sh [--keep-build]   --keep-build takes the packages that are there
set -euo pipefail
# shellcheck source=installers/setup.sh
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

packages_folder=$root/build/release/packages
setup_packages build run package
if [ "${1:-}" != --keep-build ]; then
    setup_syntaxhighlighting release
    rm -rf "$packages_folder"
    build_preset release gatehouse gatehouse-server
    (cd "$root/build/release" && cpack > /dev/null)
fi

# shellcheck disable=SC1091
suite=$(. /etc/os-release && printf '%s' "$VERSION_CODENAME")
address=$(debian_archive)
[ -n "$address" ] || die "apt knows no Debian archive here (run 'apt-get update' first)"
say "trying the packages in a fresh $suite"
mmdebstrap --quiet --variant=apt --keyring="$debian_keyring" \
    --customize-hook="copy-in '$packages_folder' /root" \
    --customize-hook="copy-in '$root/installers/check-deb-inside.sh' /root" \
    --customize-hook="chroot \"\$1\" bash /root/check-deb-inside.sh >&2" \
    --format=null "$suite" - "deb $address $suite main"
say "the packages install, start, stop and leave nothing behind"
