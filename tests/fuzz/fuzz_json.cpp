// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"

//! What was read and written once reads the same again.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const auto object = gatehouse::parseJsonObject(QByteArray(reinterpret_cast<const char *>(data), qsizetype(size)));
    if (!object)
        return 0;
    const QByteArray bytes = gatehouse::toJsonBytes(*object);
    const auto again = gatehouse::parseJsonObject(bytes);
    if (!again || gatehouse::toJsonBytes(*again) != bytes)
        __builtin_trap();
    return 0;
}
