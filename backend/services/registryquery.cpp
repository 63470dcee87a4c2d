// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/registryquery.h"

#include "backend/api/problem.h"
#include "backend/services/rowcodec.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

struct Where
{
    QString sql;
    QVariantList values;

    void add(const QString &condition, const QVariantList &more)
    {
        sql += u" AND "_s + condition;
        values += more;
    }

    void addWords(const QString &column, const QStringList &words)
    {
        if (words.isEmpty())
            return;
        QVariantList list;
        for (const QString &word : words)
            list << word;
        add(u"%1 IN (%2)"_s.arg(column, placeholders(words.size())), list);
    }
};

// Backslash, percent and underscore are text, not patterns.
QString likePattern(QString word)
{
    word.replace(u'!', u"!!"_s).replace(u'%', u"!%"_s).replace(u'_', u"!_"_s);
    return u'%' + word.toLower() + u'%';
}

Where whereOf(const store::UnitOfWork &work, const PluginFilter &filter)
{
    Where where{u"tenant = ?"_s, {work.tenant()}};
    const QStringList words = filter.text.split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words)
        where.add(u"search LIKE ? ESCAPE '!'"_s, {likePattern(word)});
    where.addWords(u"status"_s, filter.status);
    where.addWords(u"risk"_s, filter.risk);
    where.addWords(u"category"_s, filter.category);
    where.addWords(u"owner"_s, filter.owner);
    if (filter.updates)
        where.add(u"update_available = 1"_s, {});
    if (!filter.environment.isEmpty()) {
        QVariantList list;
        for (const QString &word : filter.environment)
            list << word;
        where.add(u"id IN (SELECT plugin_id FROM installations WHERE environment IN (%1))"_s.arg(
                      placeholders(list.size())),
            list);
    }
    return where;
}

template <typename E>
Result<QStringList> wordsOf(const QUrlQuery &query, const QString &name)
{
    const QStringList words
        = query.queryItemValue(name, QUrl::FullyDecoded).split(u',', Qt::SkipEmptyParts);
    for (const QString &word : words) {
        if (!fromWireStrict<E>(word) && word != u"unknown"_s)
            return fail(api::validationFailed(
                u'/' + name, u"unknown_value"_s, u"%1 cannot be “%2”."_s.arg(name, word)));
    }
    return words;
}

Result<QMap<QString, qint64>> countBy(
    store::UnitOfWork &work, const QString &sql, const QVariantList &values)
{
    auto query = work.db().query(sql, values);
    if (!query)
        return fail(std::move(query).error());
    QMap<QString, qint64> counts;
    while (query->next())
        counts.insert(query->text(0), query->integer(1));
    return counts;
}

Result<QMap<QString, qint64>> countColumn(
    store::UnitOfWork &work, const PluginFilter &filter, const QString &column)
{
    const Where where = whereOf(work, filter);
    return countBy(work,
        u"SELECT %1, COUNT(*) FROM plugins WHERE %2 GROUP BY %1"_s.arg(column, where.sql),
        where.values);
}

Result<QMap<QString, qint64>> countEnvironments(store::UnitOfWork &work, const PluginFilter &filter)
{
    const Where where = whereOf(work, filter);
    return countBy(work,
        u"SELECT environment, COUNT(*) FROM installations WHERE plugin_id IN (SELECT id FROM "
        u"plugins WHERE %1) "
        "GROUP BY environment"_s.arg(where.sql),
        where.values);
}

Result<QMap<QString, qint64>> countUpdates(store::UnitOfWork &work, const PluginFilter &filter)
{
    auto counts = countColumn(work, filter, u"update_available"_s);
    if (!counts)
        return counts;
    return QMap<QString, qint64>{{u"available"_s, counts->value(u"1"_s)}};
}

} // namespace

Result<PluginFilter> PluginFilter::fromQuery(const QUrlQuery &query)
{
    PluginFilter filter;
    filter.text = query.queryItemValue(u"q"_s, QUrl::FullyDecoded).simplified().left(200);
    auto status = wordsOf<PluginStatus>(query, u"status"_s);
    auto risk = wordsOf<Risk>(query, u"risk"_s);
    auto environment = wordsOf<Environment>(query, u"environment"_s);
    for (const auto *list : {&status, &risk, &environment}) {
        if (!*list)
            return fail(list->error());
    }
    filter.status = *status;
    filter.risk = *risk;
    filter.environment = *environment;
    filter.category
        = query.queryItemValue(u"category"_s, QUrl::FullyDecoded).split(u',', Qt::SkipEmptyParts);
    filter.owner
        = query.queryItemValue(u"owner"_s, QUrl::FullyDecoded).split(u',', Qt::SkipEmptyParts);
    filter.updates = query.queryItemValue(u"updates"_s) == u"true"_s;
    return filter;
}

QString PluginFilter::canonicalText() const
{
    return QStringList{text, status.join(u','), risk.join(u','), category.join(u','),
        owner.join(u','), environment.join(u','), updates ? u"updates"_s : QString()}
        .join(u'\n');
}

Result<PluginSort> PluginSort::fromWord(const QString &word)
{
    static const QMap<QString, QString> columns = {{u"name"_s, u"name"_s},
        {u"status"_s, u"status"_s}, {u"risk"_s, u"risk_score"_s}, {u"category"_s, u"category"_s},
        {u"owner"_s, u"owner"_s}, {u"updatedAt"_s, u"updated_at"_s}};
    PluginSort sort;
    if (word.isEmpty())
        return sort;
    sort.word = word;
    sort.descending = word.startsWith(u'-');
    sort.column = columns.value(sort.descending ? word.mid(1) : word);
    if (sort.column.isEmpty())
        return fail(api::validationFailed(u"/sort"_s, u"unknown_value"_s, u"Plugins cannot be sorted by “%1”."_s.arg(word)));
    return sort;
}

QString PluginSort::keyOf(const PluginRecord &record) const
{
    const QVariantList values = columnValues(record);
    return values.value(columnNames<PluginRecord>().indexOf(column)).toString();
}

Result<PluginList> listPlugins(store::UnitOfWork &work, const PluginFilter &filter,
    const PluginSort &sort, const QStringList &after, int limit)
{
    Where where = whereOf(work, filter);
    PluginList list;
    auto total
        = work.db().query(u"SELECT COUNT(*) FROM plugins WHERE "_s + where.sql, where.values);
    if (!total)
        return fail(std::move(total).error());
    if (total->next())
        list.total = total->integer(0);

    if (after.size() == 2) {
        const bool isNumber = sort.column == u"risk_score"_s;
        const QVariant key
            = isNumber ? QVariant(after.first().toLongLong()) : QVariant(after.first());
        const QString sign = sort.descending ? u"<"_s : u">"_s;
        where.add(
            u"(%1 %2 ? OR (%1 = ? AND id > ?))"_s.arg(sort.column, sign), {key, key, after.last()});
    }
    const QString order = u"%1%2, id"_s.arg(sort.column, sort.descending ? u" DESC"_s : QString());
    auto rows = work.db().query(u"SELECT %1 FROM plugins WHERE %2 ORDER BY %3 LIMIT %4"_s.arg(
                                    columnNames<PluginRecord>().join(u", "_s), where.sql, order,
                                    QString::number(limit + 1)),
        where.values);
    if (!rows)
        return fail(std::move(rows).error());
    while (rows->next())
        list.records << readRow<PluginRecord>(*rows);
    list.hasMore = list.records.size() > limit;
    if (list.hasMore)
        list.records.removeLast();
    return list;
}

Result<Facets> countFacets(store::UnitOfWork &work, const PluginFilter &filter)
{
    Facets facets;
    facets.asOf = work.now();
    const auto keep
        = [&facets](const QString &name, Result<QMap<QString, qint64>> counts) -> Status {
        if (!counts)
            return fail(std::move(counts).error());
        facets.counts.insert(name, std::move(*counts));
        return {};
    };
    const auto without = [&filter](auto member) {
        PluginFilter others = filter;
        others.*member = {};
        return others;
    };
    GATEHOUSE_TRY(
        keep(u"status"_s, countColumn(work, without(&PluginFilter::status), u"status"_s)));
    GATEHOUSE_TRY(keep(u"risk"_s, countColumn(work, without(&PluginFilter::risk), u"risk"_s)));
    GATEHOUSE_TRY(
        keep(u"category"_s, countColumn(work, without(&PluginFilter::category), u"category"_s)));
    GATEHOUSE_TRY(keep(u"owner"_s, countColumn(work, without(&PluginFilter::owner), u"owner"_s)));
    GATEHOUSE_TRY(
        keep(u"environment"_s, countEnvironments(work, without(&PluginFilter::environment))));
    GATEHOUSE_TRY(keep(u"updates"_s, countUpdates(work, without(&PluginFilter::updates))));
    return facets;
}

} // namespace gatehouse::services
