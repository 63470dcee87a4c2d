// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/registry/pluginindex.h"

#include <algorithm>
#include <numeric>

namespace gatehouse {

//! One term of a query, as the columns understand it.
struct PluginIndex::Test
{
    std::optional<PluginValues::Column> column;
    QByteArray word; //!< Without a column.
    std::vector<bool> wanted; //!< By number.
    bool exclude = false;
};

PluginIndex::PluginIndex(const PluginIndex &earlier, const Blocks &blocks)
    : m_blocks(blocks)
    , m_values(earlier.m_values)
{
    QHash<const pack::Block *, size_t> known;
    for (size_t i = 0; i < earlier.m_blocks.size(); ++i)
        known.insert(earlier.m_blocks[i].get(), i);
    m_columns.reserve(blocks.size());
    m_firsts.reserve(blocks.size() + 1);
    m_firsts.push_back(0);
    for (const RecordBlock &block : blocks) {
        const auto found = known.constFind(block.get());
        m_columns.push_back(found != known.cend() ? earlier.m_columns[*found] : std::make_shared<PluginColumns>(*block, m_values));
        m_firsts.push_back(m_firsts.back() + block->count());
    }
    placeNames(earlier);
}

int PluginIndex::newRows(const Blocks &blocks) const
{
    QSet<const pack::Block *> known;
    for (const RecordBlock &block : m_blocks)
        known.insert(block.get());
    int rows = 0;
    for (const RecordBlock &block : blocks)
        rows += known.contains(block.get()) ? 0 : block->count();
    return rows;
}

//! Of each row of \a earlier the row it is now; -1 when its block is not here any more.
std::vector<int> PluginIndex::placesIn(const PluginIndex &earlier) const
{
    QHash<const pack::Block *, int> firsts;
    for (size_t i = 0; i < m_blocks.size(); ++i)
        firsts.insert(m_blocks[i].get(), m_firsts[i]);
    std::vector<int> places(size_t(earlier.count()), -1);
    for (size_t i = 0; i < earlier.m_blocks.size(); ++i) {
        const auto first = firsts.constFind(earlier.m_blocks[i].get());
        if (first != firsts.cend())
            std::iota(places.begin() + earlier.m_firsts[i], places.begin() + earlier.m_firsts[i + 1], *first);
    }
    return places;
}

//! Keeps the order of the rows that were known and puts the others between them.
void PluginIndex::placeNames(const PluginIndex &earlier)
{
    const std::vector<int> places = placesIn(earlier);
    std::vector<int> known;
    std::vector<bool> isKnown(size_t(count()), false);
    known.reserve(size_t(count()));
    for (const int row : earlier.m_byName) {
        if (const int place = places[size_t(row)]; place >= 0) {
            known.push_back(place);
            isKnown[size_t(place)] = true;
        }
    }
    std::vector<int> fresh;
    for (int row = 0; row < count(); ++row) {
        if (!isKnown[size_t(row)])
            fresh.push_back(row);
    }
    const std::vector<QByteArrayView> all = names();
    const auto isBefore = [&all](int a, int b) { return all[size_t(a)] < all[size_t(b)]; };
    std::ranges::sort(fresh, isBefore);
    m_byName.reserve(size_t(count()));
    auto from = known.begin();
    for (const int row : fresh) {
        const auto to = std::upper_bound(from, known.end(), row, isBefore);
        m_byName.insert(m_byName.end(), from, to);
        m_byName.push_back(row);
        from = to;
    }
    m_byName.insert(m_byName.end(), from, known.end());
}

//! Of each row.
std::vector<QByteArrayView> PluginIndex::names() const
{
    std::vector<QByteArrayView> names;
    names.reserve(size_t(count()));
    for (const auto &columns : m_columns) {
        for (int row = 0; row < columns->count(); ++row)
            names.push_back(columns->bareName(row));
    }
    return names;
}

std::vector<int> PluginIndex::search(const PluginQuery &query) const
{
    const QList<Test> tests = testsOf(query, {});
    std::vector<int> found;
    for (size_t i = 0; i < m_columns.size(); ++i) {
        const Rows rows = matches(*m_columns[i], tests);
        for (size_t row = 0; row < rows.size(); ++row) {
            if (rows[row])
                found.push_back(m_firsts[i] + int(row));
        }
    }
    return found;
}

QMap<QString, qint64> PluginIndex::facet(const QString &field, const PluginQuery &query) const
{
    const auto column = PluginValues::columnOf(field);
    if (!column)
        return {};
    const QStringList &texts = m_values.texts(*column);
    const QList<Test> tests = testsOf(query, field);
    std::vector<qint64> counts(size_t(texts.size()), 0);
    std::vector<bool> occurs(size_t(texts.size()), false);
    for (const auto &columns : m_columns) {
        const Rows rows = matches(*columns, tests);
        for (int row = 0; row < columns->count(); ++row) {
            for (const quint32 number : columns->numbers(*column, row)) {
                occurs[number] = true;
                counts[number] += rows[size_t(row)];
            }
        }
    }
    QMap<QString, qint64> result;
    for (qsizetype number = 0; number < texts.size(); ++number) {
        if (occurs[size_t(number)])
            result.insert(texts.at(number), counts[size_t(number)]);
    }
    return result;
}

QList<PluginIndex::Test> PluginIndex::testsOf(const PluginQuery &query, const QString &without) const
{
    QList<Test> tests;
    for (const PluginQuery::Term &term : query.terms) {
        if (!term.field.isEmpty() && term.field == without && !term.exclude)
            continue;
        Test test;
        test.exclude = term.exclude;
        test.column = PluginValues::columnOf(term.field);
        if (term.field.isEmpty()) {
            test.word = term.values.value(0).toUtf8();
        } else if (test.column) {
            test.wanted.resize(size_t(m_values.texts(*test.column).size()), false);
            for (const QString &value : term.values) {
                if (const auto number = m_values.find(*test.column, value))
                    test.wanted[*number] = true;
            }
        } else {
            continue;
        }
        tests.append(test);
    }
    return tests;
}

PluginIndex::Rows PluginIndex::matches(const PluginColumns &columns, const QList<Test> &tests)
{
    Rows rows(size_t(columns.count()), 1);
    for (const Test &test : tests) {
        Rows hits(rows.size(), 0);
        if (!test.column) {
            columns.findWord(test.word, hits);
        } else {
            for (int row = 0; row < columns.count(); ++row) {
                for (const quint32 number : columns.numbers(*test.column, row))
                    hits[size_t(row)] |= char(test.wanted[number]);
            }
        }
        for (size_t row = 0; row < rows.size(); ++row)
            rows[row] = rows[row] && (hits[row] != 0) != test.exclude;
    }
    return rows;
}

//! Numbers that are in the order of what they stand for.
std::vector<qint64> PluginIndex::sortKeys(PluginOrder by) const
{
    std::vector<qint64> keys(size_t(count()), 0);
    if (by == PluginOrder::ByName) {
        for (size_t place = 0; place < m_byName.size(); ++place)
            keys[size_t(m_byName[place])] = qint64(place);
        return keys;
    }
    const auto fill = [&](auto keyOf) {
        for (size_t i = 0; i < m_columns.size(); ++i) {
            for (int row = 0; row < m_columns[i]->count(); ++row)
                keys[size_t(m_firsts[i] + row)] = keyOf(*m_columns[i], row);
        }
    };
    const auto fillPlaces = [&](PluginValues::Column column, Qt::CaseSensitivity sensitivity) {
        const std::vector<int> places = m_values.places(
            column, [sensitivity](const QString &a, const QString &b) { return a.compare(b, sensitivity) < 0; });
        fill([&](const PluginColumns &columns, int row) -> qint64 {
            const auto numbers = columns.numbers(column, row);
            return numbers.isEmpty() ? -1 : places[*numbers.begin()];
        });
    };
    switch (by) {
    case PluginOrder::ByName:
        break;
    case PluginOrder::ByStatus:
        fill([](const PluginColumns &columns, int row) { return qint64(columns.status(row)); });
        break;
    case PluginOrder::ByRisk:
        fill([](const PluginColumns &columns, int row) { return qint64(columns.riskScore(row)); });
        break;
    case PluginOrder::ByUpdated:
        fill([](const PluginColumns &columns, int row) { return columns.updated(row); });
        break;
    case PluginOrder::ByOwner:
        fillPlaces(PluginValues::Owner, Qt::CaseInsensitive);
        break;
    case PluginOrder::ByDevelopment:
        fillPlaces(PluginValues::Development, Qt::CaseSensitive);
        break;
    case PluginOrder::ByStaging:
        fillPlaces(PluginValues::Staging, Qt::CaseSensitive);
        break;
    case PluginOrder::ByProduction:
        fillPlaces(PluginValues::Production, Qt::CaseSensitive);
        break;
    }
    return keys;
}

void PluginIndex::sort(std::vector<int> &rows, PluginOrder by, Qt::SortOrder order) const
{
    const std::vector<qint64> keys = sortKeys(by);
    std::ranges::stable_sort(rows, [&](int a, int b) {
        const qint64 left = keys[size_t(a)];
        const qint64 right = keys[size_t(b)];
        return order == Qt::AscendingOrder ? left < right : right < left;
    });
}

} // namespace gatehouse
