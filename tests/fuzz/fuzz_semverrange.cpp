// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/semverrange.h"

//! A range that is one answers for every version, and a release satisfies the range that it is.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto range = gatehouse::SemVerRange::parse(text);
    if (range) {
        (void)range->isSatisfiedBy(*gatehouse::SemVer::parse(QStringLiteral("1.2.3-rc.1")));
        (void)range->allowsMajor(20);
    }
    const auto version = gatehouse::SemVer::parse(text);
    if (version && range && !range->isSatisfiedBy(*version))
        __builtin_trap();
    return 0;
}
