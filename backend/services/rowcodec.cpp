// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/rowcodec.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

QString placeholders(qsizetype count)
{
    return QStringList(count, u"?"_s).join(u", "_s);
}

InList inList(const QString &column, const QStringList &words)
{
    qsizetype length = 1;
    while (length < words.size())
        length *= 4;
    InList list {u"%1 IN (%2)"_s.arg(column, placeholders(length)), {}};
    list.values.reserve(length);
    for (qsizetype i = 0; i < length; ++i)
        list.values << words.at(std::min(i, words.size() - 1));
    return list;
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
