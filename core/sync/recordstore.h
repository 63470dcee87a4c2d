// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/common.h"
#include "core/sync/plainrows.h"

#include <QDateTime>
#include <QObject>
#include <QSet>

namespace gatehouse {

//! What a store says about itself. Rows are positions in the store; models forward these pairs.
class RecordSignals : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    virtual int count() const = 0;

Q_SIGNALS:
    void aboutToInsert(int first, int last);
    void inserted(int first, int last);
    void aboutToRemove(int first, int last);
    void removed(int first, int last);
    //! The value at \a row is another one with the same id.
    void changed(int row);
    //! A whole list came: what is shown is as of \a time.
    void refreshed(const QDateTime &time);
};

//! The last known values of one type by id, in the order they came. Refreshing a whole list is a
//! diff: rows that stay keep their place, so selection and scroll survive. New rows come last, so a
//! row that follows another always came later. \a Rows says in what form they are held: PlainRows, or
//! PackedRows for a type of which there may be 100,000. GUI thread.
template <typename T, typename Rows = PlainRows<T>>
class RecordStore : public RecordSignals
{
public:
    using RecordSignals::RecordSignals;
    using Value = T;
    using Batch = typename Rows::Batch;

    int count() const final { return m_rows.count(); }
    decltype(auto) at(int row) const { return m_rows.at(row); }
    QString idAt(int row) const { return m_rows.idAt(row); }
    //! -1 when it is not here.
    int indexOf(const QString &id) const { return m_rows.indexOf(id); }
    //! False when it is not here; otherwise it stands for the value as a pointer does.
    typename Rows::Found find(const QString &id) const
    {
        const int row = indexOf(id);
        return row < 0 ? typename Rows::Found() : m_rows.found(row);
    }
    const Rows &rows() const { return m_rows; }
    QDateTime asOf() const { return m_asOf; }
    bool wasRead() const { return m_asOf.isValid(); }

    //! Adds or replaces one value.
    void put(T value)
    {
        const int row = indexOf(recordId(value));
        if (row >= 0)
            replaceAt(row, std::move(value));
        else {
            std::vector<T> one;
            one.push_back(std::move(value));
            append(std::move(one), 1);
        }
    }

    //! Adds or replaces some values: a page of a list while it is being read.
    void putAll(const QList<T> &values)
    {
        std::vector<T> fresh;
        QHash<QString, size_t> seen;
        for (const T &value : values) {
            const QString &id = recordId(value);
            const int row = indexOf(id);
            if (row >= 0)
                replaceAt(row, value);
            else if (const auto twice = seen.constFind(id); twice != seen.cend())
                fresh[*twice] = value;
            else {
                seen.insert(id, fresh.size());
                fresh.push_back(value);
            }
        }
        const int count = int(fresh.size());
        append(std::move(fresh), count);
    }

    //! Adds those that are not here: values of an earlier run, which know less than what is here.
    //! An id is given once.
    void addMissing(Batch values)
    {
        m_rows.keepMissing(values);
        const int count = Rows::size(values);
        append(std::move(values), count);
    }

    void remove(const QString &id)
    {
        if (const int row = indexOf(id); row >= 0)
            removeRows(row, row);
    }

    //! The whole list as of \a asOf: what is not in \a values goes, the rest is added or replaced.
    void replaceAll(const QList<T> &values, const QDateTime &asOf)
    {
        QSet<QString> kept;
        kept.reserve(values.size());
        for (const T &value : values)
            kept.insert(recordId(value));
        keepOnly(kept);
        putAll(values);
        markRead(asOf);
    }

    //! Removes all whose id is not in \a ids.
    void keepOnly(const QSet<QString> &ids)
    {
        for (int last = count() - 1; last >= 0; --last) {
            if (ids.contains(idAt(last)))
                continue;
            int first = last;
            while (first > 0 && !ids.contains(idAt(first - 1)))
                --first;
            removeRows(first, last);
            last = first;
        }
    }

    void markRead(const QDateTime &asOf)
    {
        m_asOf = asOf;
        Q_EMIT refreshed(asOf);
    }

    //! Forgets everything: another person or portal.
    void clear()
    {
        if (count() > 0)
            removeRows(0, count() - 1);
        m_asOf = {};
    }

private:
    void replaceAt(int row, T value)
    {
        if (m_rows.at(row) == value)
            return;
        m_rows.replaceAt(row, std::move(value));
        Q_EMIT changed(row);
    }

    template <typename Values>
    void append(Values values, int size)
    {
        if (size == 0)
            return;
        const int first = count();
        Q_EMIT aboutToInsert(first, first + size - 1);
        m_rows.append(std::move(values));
        Q_EMIT inserted(first, first + size - 1);
    }

    void removeRows(int first, int last)
    {
        Q_EMIT aboutToRemove(first, last);
        m_rows.erase(first, last);
        Q_EMIT removed(first, last);
    }

    Rows m_rows;
    QDateTime m_asOf;
};

} // namespace gatehouse
