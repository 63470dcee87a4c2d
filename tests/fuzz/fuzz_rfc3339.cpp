// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"

//! What was taken for a time is written and read again as the same one.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(data), qsizetype(size));
    const QDateTime time = gatehouse::fromRfc3339(text);
    if (time.isValid() && gatehouse::fromRfc3339(gatehouse::toRfc3339(time)) != time)
        __builtin_trap();
    return 0;
}
