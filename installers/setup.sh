# shellcheck shell=bash
# SPDX-FileCopyrightText: The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Shared by run, test, bench and installers/*: what the machine needs, and how a preset is configured and built.
# Sourced, never started. Everything here does nothing, and asks nothing, when nothing is missing.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/gatehouse

declare -A packages=(
    [build]="g++ cmake ninja-build ccache mold pkg-config
        qt6-base-dev qt6-base-dev-tools qt6-charts-dev qt6-networkauth-dev qt6-svg-dev
        qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools libqt6opengl6-dev libqt6sql6-sqlite libqt6sql6-psql
        libsodium-dev libspdlog-dev qtkeychain-qt6-dev libsimdjson-dev libfyaml-dev libgit2-dev libarchive-dev
        libvalijson-dev libexpected-dev libboost-dev libcjose-dev libjansson-dev libssl-dev
        libgl-dev libvulkan-dev libxkbcommon-dev"
    [run]="ca-certificates fonts-inter fonts-jetbrains-mono qt6-qpa-plugins libxcb-cursor0 prometheus"
    [test]="appstream at-spi2-core ca-certificates dbus-daemon desktop-file-utils fontconfig postgresql shellcheck xvfb"
    [bench]="wrk"
    [tidy]="clang-tidy"
    [package]="dpkg-dev file mmdebstrap"
    [syntax]="dpkg-dev extra-cmake-modules perl"
    [node]="nodejs npm"
)
declare -A reason=(
    [build]="to build Gatehouse" [run]="to run the console and its sandbox" [test]="to run the tests"
    [bench]="to run the benchmarks" [tidy]="to check the code" [package]="to build and try the .deb"
    [syntax]="to build KSyntaxHighlighting for Qt 6" [node]="for npm, whose configuration says where packages come from, and for the tests"
)

say() {
    printf 'gatehouse: %s\n' "$*" >&2
}

die() {
    say "$*"
    exit 1
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        env DEBIAN_FRONTEND=noninteractive "$@"
    elif command -v sudo > /dev/null; then
        sudo DEBIAN_FRONTEND=noninteractive "$@"
    else
        die "this needs root, and sudo is not installed; as root, run: $*"
    fi
}

# The address of the Debian archive that apt already uses here.
debian_archive() {
    # shellcheck disable=SC2016 # apt fills these in, not the shell
    apt-get indextargets --format '$(REPO_URI)|$(ORIGIN)|$(LABEL)|$(CODENAME)' 'Identifier: Packages' |
        awk -F'|' '$2 == "Debian" && $3 == "Debian" && $4 !~ /-/ { print $1; exit }'
}
# shellcheck disable=SC2034 # read by the scripts beside this one
debian_keyring=/usr/share/keyrings/debian-archive-keyring.gpg

# The packages of one set that are neither installed nor provided by one that is, one a line.
missing_packages() {
    local name present
    present=$(dpkg-query -W -f '${db:Status-Status},${Package},${Provides}\n' | sed -n 's/ ([^)]*)//g; s/^installed,//p' | tr -s ', ' '\n')
    for name in ${packages[$1]}; do
        grep -qxF -- "$name" <<< "$present" || printf '%s\n' "$name"
    done
}

apt_knows() {
    apt-cache show --no-all-versions "$1" > /dev/null 2>&1
}

# setup_packages SET...: installs what the named sets lack.
setup_packages() {
    local set wanted=() lacking report
    if ! command -v apt-get > /dev/null; then
        say "there is no apt here: what installers/setup.sh lists has to be installed by hand"
        return
    fi
    for set in "$@"; do
        mapfile -t lacking < <(missing_packages "$set")
        [ ${#lacking[@]} -eq 0 ] && continue
        say "installing ${reason[$set]}: ${lacking[*]}"
        wanted+=("${lacking[@]}")
    done
    [ ${#wanted[@]} -eq 0 ] && return
    as_root apt-get -qq update || die "apt could not read its package lists"
    report=$(as_root apt-get -qq -o DPkg::Lock::Timeout=120 install --yes --no-install-recommends "${wanted[@]}" 2>&1) ||
        die "apt could not install the packages above: $report"
}

# KSyntaxHighlighting for Qt 6: a package on Debian 13 and newer, built once from Debian's own source before that.
setup_syntaxhighlighting() {
    local preset=$1
    if apt_knows libkf6syntaxhighlighting-dev; then
        packages[build]+=" libkf6syntaxhighlighting-dev"
        setup_packages build
        return
    fi
    [ -e "$(configured_prefix "$preset")/include/KF6/KSyntaxHighlighting" ] && return
    setup_packages syntax
    [ -n "$(apt-get indextargets 'Origin: Debian' 'Identifier: Packages')" ] || as_root apt-get -qq update
    say "building KSyntaxHighlighting for Qt 6 into $cache/prefix (once, about a minute): Debian 12 packages it for Qt 5 only"
    "$root/installers/syntaxhighlighting.sh" "$cache/prefix" >&2
}

# Where this preset's build tree looks for libraries built by installers/.
configured_prefix() {
    local prefix
    prefix=$(sed -n 's/^GATEHOUSE_PREFIX:PATH=//p' "$root/build/$1/CMakeCache.txt" 2> /dev/null || true)
    printf '%s\n' "${prefix:-$cache/prefix}"
}

# Node and npm, whatever is there, else Debian's: npm alone knows its registry, which the sandbox reads from, and the
# tests' second OpenID provider and validating proxy run on Node.
setup_node() {
    command -v node > /dev/null && command -v npm > /dev/null && return
    setup_packages node
}

# setup_npm FOLDER INTO: installs the locked packages of FOLDER/package.json into INTO/node_modules.
setup_npm() {
    local from=$1 into=$2 stamp
    [ -e "$from/package.json" ] || return 0
    setup_node
    stamp=$(cat "$from/package.json" "$from/package-lock.json" "$from/.npmrc" | sha256sum | cut -d' ' -f1)
    [ "$(cat "$into/.stamp" 2> /dev/null)" = "$stamp" ] && return
    say "installing the tests' npm packages into $into"
    mkdir -p "$into"
    cp "$from/package.json" "$from/package-lock.json" "$from/.npmrc" "$into/"
    (cd "$into" && npm ci --loglevel=error >&2) || die "npm could not install the tests' packages"
    printf '%s\n' "$stamp" > "$into/.stamp"
}

# build_preset PRESET [TARGET...]: configures when needed, then builds.
build_preset() {
    local preset=$1 tree=$root/build/$1
    shift
    if [ ! -e "$tree/build.ninja" ] || [ "$root/CMakePresets.json" -nt "$tree/build.ninja" ]; then
        say "configuring $tree"
        (cd "$root" && cmake --preset "$preset" > /dev/null) || die "configuring failed"
    fi
    (cd "$root" && cmake --build --preset "$preset" ${1:+--target "$@"}) >&2 || die "building failed"
}

# A private runtime directory where the session gives none; Qt warns without it.
setup_runtime_dir() {
    [ -n "${XDG_RUNTIME_DIR:-}" ] && [ -d "$XDG_RUNTIME_DIR" ] && return
    XDG_RUNTIME_DIR=$(mktemp -d "${TMPDIR:-/tmp}/gatehouse-runtime.XXXXXX")
    export XDG_RUNTIME_DIR
    trap 'rm -rf "$XDG_RUNTIME_DIR"' EXIT
}
