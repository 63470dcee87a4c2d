// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/bundlecheck.h"
#include "backend/services/ziparchive.h"

#include <algorithm>

namespace {

using namespace gatehouse::services;

//! Names that could leave a folder, or mean another file on another system.
bool isHarmless(const QString &name)
{
    const auto isControl = [](QChar c) { return c < u' '; };
    const QStringList parts = name.split(u'/');
    return !parts.contains(QString()) && !parts.contains(u".") && !parts.contains(u"..") && !name.contains(u'\\')
        && std::none_of(name.begin(), name.end(), isControl);
}

} // namespace

//! Evidence bundles of anybody: what is read stays below its limits, under harmless names, and every
//! bundle gets a verdict.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    ZipLimits limits;
    limits.bytes = 1 << 20;
    limits.files = 50;
    if (const auto files = readZip(bytes, limits)) {
        qint64 total = 0;
        for (auto file = files->cbegin(); file != files->cend(); ++file) {
            total += file.value().size();
            if (!isHarmless(file.key()))
                __builtin_trap();
        }
        if (total > limits.bytes || files->size() > limits.files)
            __builtin_trap();
    }
    if (checkBundle(bytes).findings.isEmpty())
        __builtin_trap();
    return 0;
}
