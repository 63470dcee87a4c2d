// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/common.h"

#include <QDateTime>
#include <QHash>
#include <QObject>
#include <QSet>

#include <algorithm>
#include <memory>
#include <vector>

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

//! The text of a record's id; overload for types whose key is not `id`.
template <typename T>
    requires requires(const T &value) { value.id; }
const QString &recordId(const T &value)
{
    if constexpr (requires { value.id.text(); })
        return value.id.text();
    else
        return value.id;
}

//! The last known values of one type by id, in the order they came. Refreshing a whole list is a
//! diff: rows that stay keep their place, so selection and scroll survive. New rows come last, so a
//! row that follows another always came later. GUI thread.
template <typename T>
class RecordStore : public RecordSignals
{
public:
    using RecordSignals::RecordSignals;
    using Value = T;

    int count() const final { return int(m_values.size()); }
    const T &at(int row) const { return *m_values[size_t(row)].value; }
    //! -1 when it is not here.
    int indexOf(const QString &id) const
    {
        const auto serial = m_serials.constFind(id);
        if (serial == m_serials.cend())
            return -1;
        const auto found = std::ranges::lower_bound(m_values, *serial, {}, &Entry::serial);
        return int(found - m_values.begin());
    }
    //! Null when it is not here. Valid until the store changes.
    const T *find(const QString &id) const
    {
        const int row = indexOf(id);
        return row < 0 ? nullptr : &at(row);
    }
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
            append(std::move(one));
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
        append(std::move(fresh));
    }

    //! Adds those that are not here: values of an earlier run, which know less than what is here.
    //! An id is given once.
    void addMissing(std::vector<T> values)
    {
        std::erase_if(values, [this](const T &value) { return m_serials.contains(recordId(value)); });
        append(std::move(values));
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
            if (ids.contains(recordId(at(last))))
                continue;
            int first = last;
            while (first > 0 && !ids.contains(recordId(at(first - 1))))
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
    //! Serials only rise, so the row of one is found by halving and a removal moves pointers only.
    struct Entry
    {
        quint64 serial;
        std::unique_ptr<T> value;
    };

    void replaceAt(int row, T value)
    {
        T &present = *m_values[size_t(row)].value;
        if (present == value)
            return;
        present = std::move(value);
        Q_EMIT changed(row);
    }

    void append(std::vector<T> values)
    {
        if (values.empty())
            return;
        const int first = count();
        const int last = first + int(values.size()) - 1;
        Q_EMIT aboutToInsert(first, last);
        for (T &value : values) {
            m_serials.insert(recordId(value), ++m_lastSerial);
            m_values.push_back({m_lastSerial, std::make_unique<T>(std::move(value))});
        }
        Q_EMIT inserted(first, last);
    }

    void removeRows(int first, int last)
    {
        Q_EMIT aboutToRemove(first, last);
        for (int row = first; row <= last; ++row)
            m_serials.remove(recordId(at(row)));
        m_values.erase(m_values.begin() + first, m_values.begin() + last + 1);
        Q_EMIT removed(first, last);
    }

    std::vector<Entry> m_values;
    QHash<QString, quint64> m_serials;
    quint64 m_lastSerial = 0;
    QDateTime m_asOf;
};

} // namespace gatehouse
