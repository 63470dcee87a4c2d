// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/configkeys.h"

using namespace gatehouse;

namespace {

PackageState declaring(const char *path, const QByteArray &bytes)
{
    PackageState state;
    state.manifest = {{QStringLiteral("configSchema"), QString::fromLatin1(path)}};
    state.files.insert(QString::fromLatin1(path), {bytes, 0644});
    return state;
}

} // namespace

//! What a package declared before and declares now, with "---" between: as JSON Schema where the first byte is
//! even, else as TypeScript.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    const QByteArray rest(reinterpret_cast<const char *>(data + 1), qsizetype(size - 1));
    const QByteArray line = QByteArrayLiteral("\n---\n");
    const qsizetype cut = rest.indexOf(line);
    const QByteArray before = cut < 0 ? QByteArrayLiteral("{}") : rest.first(cut);
    const QByteArray after = cut < 0 ? rest : rest.sliced(cut + line.size());
    const char *path = data[0] % 2 == 0 ? "config.json" : "config.d.ts";
    const auto changes = configKeyChanges(declaring(path, before), declaring(path, after));
    if (!changes) {
        if (changes.error().message.isEmpty())
            __builtin_trap();
        return 0;
    }
    for (const ConfigKeyChange &change : *changes) {
        const bool isTold = change.before || change.after;
        if (!isTold || change.before == change.after || (change.asksForValue && !(change.after && change.after->required)))
            __builtin_trap();
    }
    return 0;
}
