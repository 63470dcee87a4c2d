// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contract/insights.h"

//! A series has as many times as values, whatever a metrics source sends.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const auto all = gatehouse::seriesFromPrometheus(QByteArray(reinterpret_cast<const char *>(data), qsizetype(size)));
    if (!all)
        return 0;
    for (const gatehouse::Series &series : *all) {
        if (series.times.size() != series.values.size())
            __builtin_trap();
    }
    return 0;
}
