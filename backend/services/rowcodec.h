// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/query.h"
#include "core/base/clock.h"
#include "core/base/ids.h"
#include "core/contract/enums.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QStringList>
#include <QVariant>

#include <concepts>
#include <optional>

//! One list of columns serves INSERT, UPDATE and SELECT, as fields() does for JSON: a record says
//! `template <typename S, typename V> static void columns(S &self, V &visit)`.
namespace gatehouse::services {

namespace row {

// A null QString would become NULL; a column is only NULL when the value is an empty optional.
inline QVariant toColumn(const QString &value)
{
    return value.isNull() ? QString(QLatin1String("")) : value;
}
inline QVariant toColumn(bool value)
{
    return value ? 1 : 0;
}
inline QVariant toColumn(const QDateTime &value)
{
    return toRfc3339(value);
}
inline QVariant toColumn(const QStringList &value)
{
    return QString::fromUtf8(
        QJsonDocument(QJsonArray::fromStringList(value)).toJson(QJsonDocument::Compact));
}
template <std::integral I>
requires(!std::same_as<I, bool>) QVariant toColumn(I value)
{
    return qlonglong(value);
}
template <typename Tag>
QVariant toColumn(const Id<Tag> &value)
{
    return toColumn(value.text());
}
template <typename E>
requires std::is_enum_v<E> QVariant toColumn(E value)
{
    return toWire(value);
}
template <typename T>
QVariant toColumn(const std::optional<T> &value)
{
    return value ? toColumn(*value) : QVariant();
}

inline void fromColumn(const QVariant &column, QString &out)
{
    out = column.toString();
}
inline void fromColumn(const QVariant &column, bool &out)
{
    out = column.toInt() != 0;
}
inline void fromColumn(const QVariant &column, QDateTime &out)
{
    out = fromRfc3339(column.toString());
}
inline void fromColumn(const QVariant &column, QStringList &out)
{
    out.clear();
    const QJsonArray array = QJsonDocument::fromJson(column.toString().toUtf8()).array();
    for (const QJsonValue &value : array)
        out.append(value.toString());
}
template <std::integral I>
requires(!std::same_as<I, bool>) void fromColumn(const QVariant &column, I &out)
{
    out = I(column.toLongLong());
}
template <typename Tag>
void fromColumn(const QVariant &column, Id<Tag> &out)
{
    out = Id<Tag>(column.toString());
}
template <typename E>
requires std::is_enum_v<E>
void fromColumn(const QVariant &column, E &out)
{
    out = fromWire<E>(column.toString());
}
template <typename T>
void fromColumn(const QVariant &column, std::optional<T> &out)
{
    if (column.isNull())
        out.reset();
    else
        fromColumn(column, out.emplace());
}

struct Names
{
    QStringList names;
    template <typename T>
    void operator()(const char *name, const T &)
    {
        names.append(QLatin1String(name));
    }
};

struct Values
{
    QVariantList values;
    template <typename T>
    void operator()(const char *, const T &value)
    {
        values.append(toColumn(value));
    }
};

struct Reader
{
    const store::Query &query;
    int next = 0;
    template <typename T>
    void operator()(const char *, T &out)
    {
        fromColumn(query.value(next++), out);
    }
};

} // namespace row

//! Column names in order, for SELECT.
template <typename T>
const QStringList &columnNames()
{
    static const QStringList all = [] {
        const T value;
        row::Names names;
        T::columns(value, names);
        return names.names;
    }();
    return all;
}

template <typename T>
QVariantList columnValues(const T &value)
{
    row::Values values;
    T::columns(value, values);
    return values.values;
}

//! The row the query stands on; its first columns are columnNames<T>().
template <typename T>
T readRow(const store::Query &query)
{
    T value;
    row::Reader reader{query};
    T::columns(value, reader);
    return value;
}

//! "INSERT INTO table (a, b) VALUES (?, ?)"
QString insertSql(const QString &table, const QStringList &names);
//! "UPDATE table SET a = ?, b = ? WHERE key = ?"; the key's value comes last.
QString updateSql(const QString &table, const QStringList &names, const QString &key);
//! "?, ?, ?"
QString placeholders(qsizetype count);

//! A condition with its values.
struct InList
{
    QString sql;
    QVariantList values;
};
//! "column IN (?, ?)" for \a words, which must not be empty. The last is repeated up to one of a few
//! lengths, so that lists of all lengths share a few prepared statements.
InList inList(const QString &column, const QStringList &words);

} // namespace gatehouse::services
