// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/registry/plugincolumns.h"
#include "core/registry/pluginquery.h"
#include "core/registry/pluginstore.h"

namespace gatehouse {

//! What the table of plugins can be ordered by.
enum class PluginOrder { ByName, ByStatus, ByRisk, ByOwner, ByDevelopment, ByStaging, ByProduction, ByUpdated };

//! A column store over the replica's plugins: for each block of the store lower-cased words in one
//! buffer and small integers for fields. A value: what one is built from never changes, so build it and
//! ask it in any thread. Built from an earlier one, it reads only the blocks that are new.
class PluginIndex final
{
public:
    using Blocks = std::vector<RecordBlock>;

    PluginIndex() = default;
    explicit PluginIndex(const PluginStore &store)
        : PluginIndex(PluginIndex(), store.rows().blocks())
    {
    }
    PluginIndex(const PluginIndex &earlier, const Blocks &blocks);

    //! True when \a blocks are what this one was built from.
    bool isOf(const Blocks &blocks) const { return m_blocks == blocks; }
    //! How many rows building one of \a blocks from this one would read.
    int newRows(const Blocks &blocks) const;

    int count() const { return m_firsts.empty() ? 0 : m_firsts.back(); }
    //! Store rows that match, rising.
    std::vector<int> search(const PluginQuery &query) const;
    //! Puts rising rows in order; those that are equal stay as they are.
    void sort(std::vector<int> &rows, PluginOrder by, Qt::SortOrder order) const;
    //! Of a facet field: each value that occurs, with how many match \a query when this field is left out.
    QMap<QString, qint64> facet(const QString &field, const PluginQuery &query) const;

private:
    using Rows = std::vector<char>; //!< Of one block: whether each is in.
    struct Test;

    QList<Test> testsOf(const PluginQuery &query, const QString &without) const;
    static Rows matches(const PluginColumns &columns, const QList<Test> &tests);
    void placeNames(const PluginIndex &earlier);
    std::vector<int> placesIn(const PluginIndex &earlier) const;
    std::vector<QByteArrayView> names() const;
    std::vector<qint64> sortKeys(PluginOrder by) const;

    Blocks m_blocks;
    std::vector<std::shared_ptr<const PluginColumns>> m_columns; //!< Of each block.
    std::vector<int> m_firsts; //!< The first row of each block, then how many there are.
    PluginValues m_values;
    std::vector<int> m_byName; //!< Rows by the part of the name that people scan.
};

} // namespace gatehouse
