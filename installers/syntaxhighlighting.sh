#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Builds KSyntaxHighlighting for Qt 6 where Debian packages only the Qt 5 one (Debian 12), from Debian's own later
# source package, and installs it as a static library into a prefix that outlives the build directory.
# The archive's address and keyring are the ones apt is configured with here; apt's signed index vouches for the source.
set -euo pipefail
# shellcheck source=installers/setup.sh
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

readonly source_suite=trixie
readonly source_version=5.116.0
readonly prefix=${1:?usage: syntaxhighlighting.sh PREFIX}

work=$(mktemp -d "${TMPDIR:-/tmp}/gatehouse-syntax.XXXXXX")
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"

# apt-get on lists and a cache of its own, so that the system's sources stay as they are.
private_apt() {
    apt-get -qq -o Dir::Etc::SourceList="$work/apt/sources.list" -o Dir::Etc::SourceParts=/dev/null \
        -o Dir::State::Lists="$work/apt/lists" -o Dir::Cache="$work/apt/cache" "$@"
}

fetch_source() {
    local address
    address=$(debian_archive)
    [ -n "$address" ] || die "apt knows no Debian archive here (run 'apt-get update' first)"
    mkdir -p "$work/apt/lists/partial" "$work/apt/cache/archives/partial" "$work/source" "$work/tree"
    [ "$(id -u)" -ne 0 ] || chown _apt "$work/source"
    printf 'deb-src [signed-by=%s] %s %s main\n' "$debian_keyring" "$address" "$source_suite" > "$work/apt/sources.list"
    private_apt -o APT::Update::Error-Mode=any update
    (cd "$work/source" && private_apt source --tar-only ksyntax-highlighting > /dev/null)
    tar -xf "$work"/source/ksyntax-highlighting_"$source_version"*.orig.tar.* -C "$work/tree" --strip-components=1
}

build() {
    sed -i "s/find_package(ECM $source_version/find_package(ECM 5.103.0/" "$work/tree/CMakeLists.txt"
    cmake -S "$work/tree" -B "$work/build" -G Ninja -DQT_MAJOR_VERSION=6 -DCMAKE_BUILD_TYPE=Release \
        -DBUILD_SHARED_LIBS=OFF -DBUILD_TESTING=OFF -DCMAKE_POSITION_INDEPENDENT_CODE=ON \
        -DCMAKE_DISABLE_FIND_PACKAGE_Qt6Quick=ON -DCMAKE_INSTALL_PREFIX="$prefix" > "$work/configure.log" 2>&1 ||
        { cat "$work/configure.log" >&2; die "configuring failed"; }
    cmake --build "$work/build" > "$work/build.log" 2>&1 || { tail -n 40 "$work/build.log" >&2; die "building failed"; }
    cmake --install "$work/build" > /dev/null
}

fetch_source
build
say "KSyntaxHighlighting is installed in $prefix"
