// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/registry/pluginindex.h"

#include <cstring>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

QStringList environments(const Plugin &plugin)
{
    QStringList names;
    for (const InstalledIn &installed : plugin.installations)
        names += toWire(installed.environment);
    return names;
}

bool hasUpdate(const Plugin &plugin)
{
    return std::any_of(plugin.installations.begin(), plugin.installations.end(),
        [](const InstalledIn &installed) { return installed.updateAvailable; });
}

QStringList unlessEmpty(const QString &value)
{
    return value.isEmpty() ? QStringList() : QStringList {value};
}

QStringList yes(bool holds)
{
    return holds ? QStringList {u"yes"_s} : QStringList();
}

} // namespace

PluginIndex::PluginIndex(const PluginStore &store)
{
    m_offsets.reserve(size_t(store.count()));
    for (int row = 0; row < store.count(); ++row) {
        const Plugin &plugin = store.at(row);
        addText(plugin);
        addValues(u"status"_s, {toWire(plugin.status)});
        addValues(u"risk"_s, {toWire(plugin.risk)});
        addValues(u"lifecycle"_s, {toWire(plugin.lifecycle)});
        addValues(u"category"_s, unlessEmpty(plugin.category));
        addValues(u"owner"_s, unlessEmpty(plugin.owner));
        addValues(u"licence"_s, unlessEmpty(plugin.licence));
        addValues(u"publisher"_s, unlessEmpty(plugin.publisher));
        addValues(u"tag"_s, plugin.tags);
        addValues(u"in"_s, environments(plugin));
        addValues(u"update"_s, yes(hasUpdate(plugin)));
        addValues(u"request"_s, yes(!plugin.pendingRequests.isEmpty()));
    }
    for (Column &column : m_columns)
        column.starts.push_back(int(column.values.size()));
}

std::vector<int> PluginIndex::search(const PluginQuery &query) const
{
    const std::vector<bool> rows = matches(query, {});
    std::vector<int> found;
    for (size_t row = 0; row < rows.size(); ++row) {
        if (rows[row])
            found.push_back(int(row));
    }
    return found;
}

QMap<QString, qint64> PluginIndex::facet(const QString &field, const PluginQuery &query) const
{
    const auto column = m_columns.constFind(field);
    if (column == m_columns.cend())
        return {};
    const std::vector<bool> rows = matches(query, field);
    std::vector<qint64> counts(size_t(column->names.size()), 0);
    for (size_t row = 0; row < rows.size(); ++row) {
        if (!rows[row])
            continue;
        for (int i = column->starts[row]; i < column->starts[row + 1]; ++i)
            ++counts[size_t(column->values[size_t(i)])];
    }
    QMap<QString, qint64> result;
    for (qsizetype code = 0; code < column->names.size(); ++code)
        result.insert(column->names.at(code), counts[size_t(code)]);
    return result;
}

void PluginIndex::addText(const Plugin &plugin)
{
    m_offsets.push_back(m_text.size());
    const QString text = plugin.name + u'\n' + plugin.displayName + u'\n' + plugin.description + u'\n'
        + plugin.owner + u'\n' + plugin.tags.join(u'\n');
    m_text += text.toLower().toUtf8();
    m_text += '\0';
}

void PluginIndex::addValues(const QString &field, const QStringList &values)
{
    Column &column = m_columns[field];
    column.starts.push_back(int(column.values.size()));
    for (const QString &value : values) {
        const QString key = value.toLower();
        auto code = column.codes.constFind(key);
        if (code == column.codes.cend()) {
            code = column.codes.insert(key, int(column.names.size()));
            column.names += value;
        }
        column.values.push_back(*code);
    }
}

std::vector<bool> PluginIndex::matches(const PluginQuery &query, const QString &without) const
{
    std::vector<bool> rows(m_offsets.size(), true);
    for (const PluginQuery::Term &term : query.terms) {
        if (term.field.isEmpty())
            keepWord(term, rows);
        else if (term.field != without || term.exclude)
            keepField(term, rows);
    }
    return rows;
}

void PluginIndex::keepWord(const PluginQuery::Term &term, std::vector<bool> &rows) const
{
    const QByteArray needle = term.values.value(0).toUtf8();
    std::vector<bool> hits(rows.size(), false);
    const char *const begin = m_text.constData();
    const char *const end = begin + m_text.size();
    const char *at = begin;
    size_t row = 0;
    while (at < end) {
        const void *hit = memmem(at, size_t(end - at), needle.constData(), size_t(needle.size()));
        if (!hit)
            break;
        const qsizetype offset = static_cast<const char *>(hit) - begin;
        row = size_t(std::upper_bound(m_offsets.begin() + qsizetype(row), m_offsets.end(), offset) - m_offsets.begin()) - 1;
        hits[row] = true;
        at = row + 1 < m_offsets.size() ? begin + m_offsets[row + 1] : end;
    }
    for (size_t i = 0; i < rows.size(); ++i)
        rows[i] = rows[i] && hits[i] != term.exclude;
}

void PluginIndex::keepField(const PluginQuery::Term &term, std::vector<bool> &rows) const
{
    const auto column = m_columns.constFind(term.field);
    if (column == m_columns.cend())
        return;
    std::vector<bool> wanted(size_t(column->names.size()), false);
    for (const QString &value : term.values) {
        if (const auto code = column->codes.constFind(value); code != column->codes.cend())
            wanted[size_t(*code)] = true;
    }
    for (size_t row = 0; row < rows.size(); ++row) {
        if (!rows[row])
            continue;
        bool hit = false;
        for (int i = column->starts[row]; i < column->starts[row + 1] && !hit; ++i)
            hit = wanted[size_t(column->values[size_t(i)])];
        rows[row] = hit != term.exclude;
    }
}

} // namespace gatehouse
