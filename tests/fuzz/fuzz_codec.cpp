// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "tests/core/wiretypes.h"

//! The first byte chooses a type of the contract, the rest is its JSON. What decodes encodes to
//! something that decodes to the same, and decodes directly to nothing else.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const QMap<QString, gatehouse::contracttest::WireType> types = gatehouse::contracttest::wireTypes();
    if (size == 0)
        return 0;
    const auto &type = std::next(types.begin(), data[0] % types.size()).value();
    const QByteArray bytes(reinterpret_cast<const char *>(data + 1), qsizetype(size - 1));
    const auto object = gatehouse::parseJsonObject(bytes);
    const auto direct = type.direct(bytes);
    if (!object && direct)
        __builtin_trap();
    if (!object)
        return 0;
    const auto once = type.roundTrip(*object);
    if (direct && (!once || gatehouse::toJsonBytes(*direct) != gatehouse::toJsonBytes(*once)))
        __builtin_trap();
    if (!once)
        return 0;
    const auto twice = type.roundTrip(*once);
    if (!twice || gatehouse::toJsonBytes(*twice) != gatehouse::toJsonBytes(*once))
        __builtin_trap();
    return 0;
}
