// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contract/codec.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::codec {

Error wrongType(const QString &pointer, const char *expected)
{
    Error error = protocolError(u"%1 must be %2"_s.arg(pointer, QLatin1String(expected)));
    error.code = u"wrong_type"_s;
    error.fields = {{pointer, error.code, error.message}};
    return error;
}

} // namespace gatehouse::codec
