// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/registry/pluginquery.h"
#include "core/registry/pluginstore.h"

#include <QByteArray>
#include <QHash>

#include <vector>

namespace gatehouse {

//! A column store over the replica's plugins: one contiguous lower-cased buffer for words, small
//! integers for fields. A value type: build it once per data change, ask it from any thread.
class PluginIndex final
{
public:
    PluginIndex() = default;
    explicit PluginIndex(const PluginStore &store);

    int count() const { return int(m_offsets.size()); }
    //! Store rows that match, rising.
    std::vector<int> search(const PluginQuery &query) const;
    //! Of a facet field: each value with how many match \a query when this field is left out.
    QMap<QString, qint64> facet(const QString &field, const PluginQuery &query) const;

private:
    struct Column
    {
        QHash<QString, int> codes; //!< Lower-cased value → code.
        QStringList names; //!< Code → value as written.
        std::vector<int> starts; //!< Row → first of its codes; one more than rows.
        std::vector<int> values;
    };

    void addText(const Plugin &plugin);
    void addValues(const QString &field, const QStringList &values);
    std::vector<bool> matches(const PluginQuery &query, const QString &without) const;
    void keepWord(const PluginQuery::Term &term, std::vector<bool> &rows) const;
    void keepField(const PluginQuery::Term &term, std::vector<bool> &rows) const;

    QByteArray m_text; //!< UTF-8, one NUL-terminated run a row.
    std::vector<qsizetype> m_offsets;
    QHash<QString, Column> m_columns;
};

} // namespace gatehouse
