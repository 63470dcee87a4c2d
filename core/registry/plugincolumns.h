// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/registry.h"
#include "core/registry/narrownumbers.h"
#include "core/sync/recordblock.h"

#include <array>
#include <functional>

namespace gatehouse {

//! The values of plugins as numbers, by column. Numbers are never given twice, so columns that were
//! built with an earlier one still hold.
class PluginValues final
{
public:
    enum Column {
        Status,
        Risk,
        Lifecycle,
        Category,
        Owner,
        Licence,
        Publisher,
        Tag,
        In,
        Update,
        Request,
        Development, //!< The version that runs there.
        Staging,
        Production,
        ColumnCount
    };

    //! Of a field of a query; nothing for what is none.
    static std::optional<Column> columnOf(const QString &field);

    quint32 number(Column column, const QString &value);
    //! Whatever its case.
    std::optional<quint32> find(Column column, const QString &value) const;
    //! As written first, by number.
    const QStringList &texts(Column column) const { return m_columns[column].texts; }
    //! Of each number its place among all, by \a before.
    std::vector<int> places(Column column, const std::function<bool(const QString &, const QString &)> &before) const;

private:
    struct Texts
    {
        QHash<QString, quint32> numbers; //!< By the lower-cased text.
        QStringList texts;
    };
    std::array<Texts, ColumnCount> m_columns;
};

//! What one row has in a column: each number was kept one larger. Valid as long as the columns are.
class NumberRun final
{
public:
    class Iterator final
    {
    public:
        Iterator(const NarrowNumbers &numbers, size_t place)
            : m_numbers(&numbers)
            , m_place(place)
        {
        }
        quint32 operator*() const { return m_numbers->at(m_place) - 1; }
        Iterator &operator++()
        {
            ++m_place;
            return *this;
        }
        bool operator==(const Iterator &) const = default;

    private:
        const NarrowNumbers *m_numbers;
        size_t m_place;
    };

    NumberRun(const NarrowNumbers &numbers, size_t first, size_t end)
        : m_begin(numbers, first)
        , m_end(numbers, end)
    {
    }
    Iterator begin() const { return m_begin; }
    Iterator end() const { return m_end; }
    bool isEmpty() const { return m_begin == m_end; }

private:
    Iterator m_begin;
    Iterator m_end;
};

//! What the index knows of the plugins of one block.
class PluginColumns final
{
public:
    PluginColumns(const pack::Block &block, PluginValues &values);

    int count() const { return int(m_risks.size()); }
    //! Sets \a hits where the words of a row have \a needle, which is lower-cased UTF-8.
    void findWord(const QByteArray &needle, std::vector<char> &hits) const;
    //! The numbers that \a row has in a column.
    NumberRun numbers(PluginValues::Column column, int row) const { return m_numbers[column].run(size_t(row)); }
    //! Lower-cased, without the scope: what people scan.
    QByteArrayView bareName(int row) const;
    PluginStatus status(int row) const { return m_states[size_t(row)]; }
    int riskScore(int row) const { return m_risks[size_t(row)]; }
    qint64 updated(int row) const { return m_updates[size_t(row)]; } //!< Milliseconds since 1970.

private:
    struct Numbers
    {
        NarrowNumbers numbers; //!< One more than each, of each row one, and zero for none;
        NarrowNumbers starts; //!< where a row may have several, its first, and one start more than rows.
        bool several = false;

        NumberRun run(size_t row) const
        {
            if (several)
                return {numbers, starts.at(row), starts.at(row + 1)};
            return {numbers, row, numbers.at(row) == 0 ? row : row + 1};
        }
    };
    //! The same while they are collected.
    struct Collected
    {
        std::vector<quint32> numbers;
        std::vector<quint32> starts;
    };
    using Collection = std::array<Collected, PluginValues::ColumnCount>;
    static QByteArray wordsOf(const Plugin &plugin);
    static void addNumbers(const Plugin &plugin, PluginValues &values, Collection &collection);
    void takeNumbers(Collection &collection);

    QByteArray m_words; //!< UTF-8, one NUL-terminated run a row; the name comes first.
    std::vector<quint32> m_starts;
    std::array<Numbers, PluginValues::ColumnCount> m_numbers;
    std::vector<PluginStatus> m_states;
    std::vector<int> m_risks;
    std::vector<qint64> m_updates;
};

} // namespace gatehouse
