#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Gatehouse authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Shows that each rule of check.sh can fail: plants one fault at a time in an otherwise sound tree.
#   selftest.sh QT-INCLUDE-FOLDER...
set -euo pipefail

check=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/check.sh
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
failed=0

sound_tree() {
    rm -rf "${tree:?}"/*
    mkdir -p "$tree"/{app,core/{base,contract,net,registry,approvals,operations},models/registry,widgets/registry,backend/api,resources,tests}
    printf '// SPDX-License-Identifier: GPL-3.0-or-later\n#include "core/base/ids.h"\n#include <QString>\nstatic const int limit = 3;\n' |
        tee "$tree"/{core/registry,core/operations,models/registry,widgets/registry,backend/api,app}/sound.cpp > /dev/null
}

# expect RULE FILE LINE: the rule passes the sound tree and finds LINE when it stands in FILE.
expect() {
    local rule=$1 file=$2 line=$3
    shift 3
    sound_tree
    if ! "$check" "$rule" "$tree" "$@" > /dev/null; then
        printf '%s complains about a sound tree:\n' "$rule"
        "$check" "$rule" "$tree" "$@" || true
        failed=1
    fi
    printf '%s\n' "$line" >> "$tree/$file"
    if "$check" "$rule" "$tree" "$@" > "$tree/out"; then
        printf '%s overlooks "%s" in %s\n' "$rule" "$line" "$file"
        failed=1
    fi
}

expect includes core/registry/sound.cpp '#include "models/registry/table.h"' "$@"
expect includes core/base/low.h '#include "core/contract/enums.h"' "$@"
expect includes core/contract/wire.h '#include "core/registry/store.h"' "$@"
expect includes models/registry/sound.cpp '#include "widgets/common/badge.h"' "$@"
expect includes widgets/registry/sound.cpp '#include "app/main.h"' "$@"
expect includes backend/api/sound.cpp '#include "core/registry/store.h"' "$@"
expect includes app/sound.cpp '#include "backend/api/server.h"' "$@"
expect includes core/registry/sound.cpp '#include "core/approvals/store.h"' "$@"
expect includes core/operations/sound.cpp '#include "core/registry/store.h"' "$@"
expect includes widgets/registry/sound.cpp '#include "core/net/client.h"' "$@"
expect includes widgets/registry/sound.cpp '#include <QNetworkReply>' "$@"
expect includes models/registry/sound.cpp '#include <QtCore/QJsonObject>' "$@"
expect includes models/registry/sound.cpp '#include <QSqlQuery>' "$@"
expect includes models/registry/sound.cpp '#include <QWidget>' "$@"
expect includes core/registry/sound.cpp '#include <QColor>' "$@"
expect includes core/registry/sound.cpp '#include <QtGui/QColor>' "$@"
expect singletons core/registry/sound.cpp 'Store &Store::instance()'
expect singletons core/registry/sound.cpp 'Q_GLOBAL_STATIC(Store, store)'
expect singletons core/registry/sound.cpp 'static Store *s_store = nullptr;'
expect singletons core/registry/sound.cpp '    static QHash<QString, int> cache;'
expect singletons core/registry/sound.cpp 'inline int counter = 0;'
expect licences tests/bare.h 'int bare();'
expect hosts app/sound.cpp "// https://registry.$(printf npm)js.org/left-pad"
expect hosts tests/package-lock.json "  \"resolved$(printf '"'): \"https://example.test/left-pad.tgz\","
expect formats tests/bad.sh $'#!/usr/bin/env bash\necho $1'
expect formats resources/bad.desktop '[Desktop Entry]'
exit "$failed"
