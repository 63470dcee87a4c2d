// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contract/routes.h"

#include <QUrl>

namespace gatehouse::routes {

QString path(const char *route, std::initializer_list<QString> values)
{
    QString result;
    auto value = values.begin();
    bool inside = false;
    for (const char *c = route; *c; ++c) {
        if (*c == '{') {
            inside = true;
            Q_ASSERT(value != values.end());
            result += QString::fromLatin1(QUrl::toPercentEncoding(*value++));
        } else if (*c == '}') {
            inside = false;
        } else if (!inside) {
            result += QLatin1Char(*c);
        }
    }
    return result;
}

} // namespace gatehouse::routes
