// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/npmconfig.h"
#include "backend/reports/packageurl.h"

//! What is taken for a package has a name that npm would take.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QString text = QStringLiteral("pkg:npm/") + QString::fromUtf8(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto package = gatehouse::reports::parsePackageUrl(text);
    if (package && !gatehouse::isPackageName(package->name))
        __builtin_trap();
    return 0;
}
