// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/problem.h"
#include "backend/services/rowcodec.h"
#include "backend/store/unitofwork.h"

//! Whole records by their list of columns (see rowcodec.h), always within the caller's tenant.
namespace gatehouse::services {

template <typename T>
[[nodiscard]] Result<QList<T>> selectAll(store::UnitOfWork &work, const QString &table,
    const QString &condition, const QVariantList &values)
{
    static const QString names = columnNames<T>().join(QStringLiteral(", "));
    auto query = work.db().query(
        QStringLiteral("SELECT %1 FROM %2 WHERE %3").arg(names, table, condition), values);
    if (!query)
        return fail(std::move(query).error());
    QList<T> rows;
    while (query->next())
        rows << readRow<T>(*query);
    return rows;
}

//! not_found, naming \a what, when the tenant has none with this id.
template <typename T>
[[nodiscard]] Result<T> selectOne(
    store::UnitOfWork &work, const QString &table, const QString &id, const QString &what)
{
    auto rows
        = selectAll<T>(work, table, QStringLiteral("tenant = ? AND id = ?"), {work.tenant(), id});
    if (!rows)
        return fail(std::move(rows).error());
    if (rows->isEmpty())
        return fail(api::notFound(QStringLiteral("There is no %1 %2").arg(what, id)));
    return rows->takeFirst();
}

//! Inserts a record whose revision is 0, updates any other; the revision grows by one.
template <typename T>
[[nodiscard]] Status saveRecord(
    store::UnitOfWork &work, const QString &table, T &record, const QString &id)
{
    const bool isNew = record.revision++ == 0;
    QVariantList values = columnValues(record);
    if (!isNew)
        values << id;
    const QStringList names = columnNames<T>();
    auto done = work.db().execute(isNew ? insertSql(table, names)
                                        : updateSql(table, names, QStringLiteral("id")),
        values);
    if (!done)
        return fail(std::move(done).error());
    return {};
}

} // namespace gatehouse::services
