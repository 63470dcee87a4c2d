// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/problem.h"
#include "backend/api/router.h"

namespace gatehouse::api {

//! The values of a comma-separated filter, as on the wire; 422 naming the parameter for one that is
//! no word of the vocabulary.
template <typename E>
[[nodiscard]] Result<QStringList> choices(const Call &call, const QString &name)
{
    const QStringList values = call.request.queryValue(name).split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (const QString &value : values) {
        if (!fromWireStrict<E>(value)) {
            return fail(validationFailed(QLatin1Char('/') + name, QStringLiteral("unknown_value"),
                QStringLiteral("%1 is not a known %2.").arg(value, name)));
        }
    }
    return values;
}

} // namespace gatehouse::api
