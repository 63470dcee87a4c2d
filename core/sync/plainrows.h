// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>

#include <algorithm>
#include <memory>
#include <vector>

namespace gatehouse {

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

//! Rows of a RecordStore as the values that they are.
template <typename T>
class PlainRows final
{
public:
    using Value = T;
    using Found = const T *; //!< Valid until the store changes.
    using Batch = std::vector<T>; //!< What comes in one piece from an earlier run.

    int count() const { return int(m_entries.size()); }
    const T &at(int row) const { return *m_entries[size_t(row)].value; }
    QString idAt(int row) const { return recordId(at(row)); }
    //! -1 when it is not here.
    int indexOf(const QString &id) const
    {
        const auto serial = m_serials.constFind(id);
        if (serial == m_serials.cend())
            return -1;
        const auto found = std::ranges::lower_bound(m_entries, *serial, {}, &Entry::serial);
        return int(found - m_entries.begin());
    }
    bool contains(const QString &id) const { return m_serials.contains(id); }
    Found found(int row) const { return &at(row); }

    void replaceAt(int row, T value) { *m_entries[size_t(row)].value = std::move(value); }
    void append(std::vector<T> values)
    {
        for (T &value : values) {
            m_serials.insert(recordId(value), ++m_lastSerial);
            m_entries.push_back({m_lastSerial, std::make_unique<T>(std::move(value))});
        }
    }
    void erase(int first, int last)
    {
        for (int row = first; row <= last; ++row)
            m_serials.remove(recordId(at(row)));
        m_entries.erase(m_entries.begin() + first, m_entries.begin() + last + 1);
    }

    static int size(const Batch &batch) { return int(batch.size()); }
    //! Takes those out of \a batch that are here.
    void keepMissing(Batch &batch) const
    {
        std::erase_if(batch, [this](const T &value) { return contains(recordId(value)); });
    }

private:
    //! Serials only rise, so the row of one is found by halving and a removal moves pointers only.
    struct Entry
    {
        quint64 serial;
        std::unique_ptr<T> value;
    };
    std::vector<Entry> m_entries;
    QHash<QString, quint64> m_serials;
    quint64 m_lastSerial = 0;
};

} // namespace gatehouse
