#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The rules of the architecture that a compiler does not see. Prints each breach as FILE:LINE: WORDS; status 1 if any.
#   check.sh RULE ROOT [QT-INCLUDE-FOLDER...]   RULE: includes, singletons, licences, hosts, formats
set -euo pipefail

rule=${1:?}
cd "${2:?}"
shift 2
qt_folders=("$@")
layers=(app core models widgets backend)
breaches=$(mktemp)
trap 'rm -f "$breaches"' EXIT

# The files under the given folders whose names match one of the patterns, one a line.
files_named() {
    local folders=$1 pattern options=()
    shift
    for pattern in "$@"; do options+=(-o -name "$pattern"); done
    # shellcheck disable=SC2086 # a list of folders
    { find $folders \( -name build -o -name out -o -name node_modules -o -name .git \) -prune -o \
        -type f \( "${options[@]:1}" \) -print 2> /dev/null || true; } | sed 's|^\./||' | sort
}

sources() {
    files_named "${layers[*]}" '*.h' '*.cpp' '*.mm'
}

# The names of all headers of a Qt module, as "Module Name" lines.
qt_headers() {
    local folder
    for folder in "${qt_folders[@]}"; do
        case "$folder" in
            */QtGui | */QtWidgets | */QtCharts | */QtSvg) find "$folder" -maxdepth 1 -printf "${folder##*/} %f\n" ;;
        esac
    done
}

# Every #include of our sources as "FILE LINE KIND NAME", KIND being own or system.
includes() {
    sources | xargs -r grep -nHE '^[[:space:]]*#[[:space:]]*include' /dev/null |
        sed -nE 's/^([^:]+):([0-9]+):[^"<]*"([^"]+)".*/\1 \2 own \3/p; s/^([^:]+):([0-9]+):[^"<]*<([^>]+)>.*/\1 \2 system \3/p'
}

check_includes() {
    { qt_headers; echo "--"; includes; } | awk '
    BEGIN {
        split("approvals registry config insights audit operations outbox", names, " ")
        for (i in names) feature[names[i]] = 1
        may["base"] = "^core/base/"
        may["contract"] = "^core/(base|contract)/"
        may["core"] = "^core/"
        may["models"] = "^(models|core)/"
        may["widgets"] = "^(widgets|models|core)/"
        may["app"] = "^(app|widgets|models|core)/"
        may["backend"] = "^(backend|core/base|core/contract)/"
    }
    function breach(words) { print $1 ":" $2 ": " words }
    $1 == "--" { reading = 1; next }
    !reading { module[$2] = module[$2] ? module[$2] : $1; next }
    {
        split($1, path, "/"); layer = path[1]; folder = path[2]
        who = layer == "core" && (folder == "base" || folder == "contract") ? folder : layer
    }
    $3 == "own" && $4 ~ /\.moc$|^ui_/ { next }
    $3 == "own" && $4 !~ may[who] { breach(who " must not include " $4); next }
    $3 == "own" {
        split($4, other, "/")
        # Any feature may follow an operation, and every write leaves by the outbox; they know no feature.
        if (feature[folder] && feature[other[2]] && folder != other[2] && other[2] != "operations" && other[2] != "outbox")
            breach("feature " folder " must not include feature " other[2] " (" $4 ")")
        if ((layer == "models" || layer == "widgets") && $4 ~ /^core\/net\//)
            breach(layer " must not reach the network (" $4 ")")
        next
    }
    {
        of = $4 ~ /\// ? substr($4, 1, index($4, "/") - 1) : module[$4]
        if (layer != "widgets" && layer != "app" && (of == "QtWidgets" || of == "QtCharts"))
            breach(layer " must not use " of " (" $4 ")")
        if ((layer == "core" || layer == "backend") && (of == "QtGui" || of == "QtSvg"))
            breach(layer " must not use " of " (" $4 ")")
        name = $4; sub(/^Qt[A-Za-z]+\//, "", name)
        if ((layer == "models" || layer == "widgets") && \
            (name ~ /^Q(Sql|Network|Json|Tcp|Udp|Ssl|LocalS|AbstractSocket|OAuth)/ || name ~ /^(boost|sys\/socket|sqlite3|simdjson)/))
            breach(layer " must not see SQL, JSON or sockets (" $4 ")")
    }' > "$breaches"
}

check_singletons() {
    sources | xargs -r grep -nHE '\binstance[[:space:]]*\(|Q_(GLOBAL|APPLICATION)_STATIC' /dev/null |
        grep -vE '\bQ[A-Za-z]+::instance\(' | sed 's/$/   <- a singleton/' >> "$breaches" || true
    sources | xargs -r grep -nHE '^[[:space:]]*((static|inline|thread_local)[[:space:]]+)+[^(]*[[:alnum:]_>*&][[:space:]]+[*&]?[[:alnum:]_]+[[:space:]]*(;|=|\{[^}]*\};)' /dev/null |
        grep -vE '\b(const|constexpr|using|friend)\b[^*]*([=;{]|$)|\*[[:space:]]*const\b|:[[:space:]]*inline namespace|\bconstexpr\b|std::(mutex|once_flag)\b' |
        sed 's/$/   <- mutable state that outlives its owner/' >> "$breaches" || true
}

check_licences() {
    local file
    {
        files_named . '*.h' '*.cpp' '*.cmake' '*.sh' '*.mjs' '*.cjs' '*.js' '*.py'
        files_named 'run test bench .ci tests/bench' '*'
    } | sort -u | while read -r file; do
        head -n 4 "$file" | grep -q 'SPDX-License-Identifier: GPL-3.0-or-later' ||
            printf '%s:1: no SPDX header\n' "$file"
    done > "$breaches"
}

# Packages come from wherever apt and npm are configured to get them; no address of theirs is written down.
check_hosts() {
    files_named . '*' | xargs -r -d '\n' grep -nHIiE \
        '(registry|www)[.]npm(js|mirror)|npmmirror[.]|yarnpkg[.]com|npm[.]pkg[.]github|debian[.](org|net)|ubuntu[.]com/ubuntu|nodesource[.]com|pypi[.]org|static[.]crates|proxy[.]golang|"resolved": *"http' \
        /dev/null > "$breaches" || true
}

check_formats() {
    local tool
    for tool in shellcheck desktop-file-validate appstreamcli; do
        command -v "$tool" > /dev/null || { printf '%s is not installed\n' "$tool" > "$breaches"; return; }
    done
    { files_named 'run test bench .ci tests/bench' '*'; files_named . '*.sh'; } | sort -u |
        xargs -r grep -lE '^#!.*bash|^# shellcheck shell=bash' | xargs -r shellcheck -x > "$breaches" || true
    files_named resources '*.desktop' | xargs -r -n1 desktop-file-validate >> "$breaches" 2>&1 || true
    # A home page is all that may be missing: there is none yet.
    files_named resources '*.metainfo.xml' | xargs -r -n1 appstreamcli validate --no-net 2>&1 |
        grep -E '^[EW]:' | grep -v url-homepage-missing >> "$breaches" || true
}

"check_$rule"
[ ! -s "$breaches" ] || { cat "$breaches"; exit 1; }
