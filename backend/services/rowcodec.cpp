// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/rowcodec.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

QString placeholders(qsizetype count)
{
    return QStringList(count, u"?"_s).join(u", "_s);
}

QString insertSql(const QString &table, const QStringList &names)
{
    return u"INSERT INTO %1 (%2) VALUES (%3)"_s.arg(
        table, names.join(u", "_s), placeholders(names.size()));
}

QString updateSql(const QString &table, const QStringList &names, const QString &key)
{
    return u"UPDATE %1 SET %2 = ? WHERE %3 = ?"_s.arg(table, names.join(u" = ?, "_s), key);
}

} // namespace gatehouse::services
