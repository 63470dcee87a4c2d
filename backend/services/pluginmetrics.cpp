// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/pluginmetrics.h"

#include "core/contract/codec.h"

#include <QFile>
#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::services {

namespace {

struct Document
{
    QString source;
    QList<PluginMetrics::Metric> metrics;
    template <typename S, typename V>
    static void fields(S &s, V &visit)
    {
        visit("source", s.source);
        visit("metrics", s.metrics);
    }
};

//! \a text inside a regular expression inside a PromQL string.
QString literal(const QString &text)
{
    static const QString special = u"\\.+*?()|[]{}^$"_s;
    QString escaped;
    for (const QChar c : text) {
        if (special.contains(c))
            escaped += u"\\\\"_s;
        if (c == u'"' || c == u'\\')
            escaped += u'\\';
        if (c == u'\n')
            escaped += u"\\n"_s;
        else
            escaped += c;
    }
    return escaped;
}

} // namespace

QString PluginMetrics::Metric::question(const PluginQuery &query) const
{
    static const QRegularExpression hole(u"\\$(name|route|window)\\b"_s);
    QString text;
    qsizetype done = 0;
    // In one pass: what was put in is not looked at again.
    for (auto it = hole.globalMatch(expr); it.hasNext();) {
        const auto match = it.next();
        text += QStringView(expr).mid(done, match.capturedStart() - done);
        const QStringView word = match.capturedView(1);
        if (word == u"name")
            text += literal(query.name);
        else if (word == u"route")
            text += u"/api/"_s + literal(query.backstageId) + u"(/.*)?"_s;
        else
            text += QString::number(query.windowSeconds) + u's';
        done = match.capturedEnd();
    }
    text += QStringView(expr).mid(done);
    return text;
}

Result<PluginMetrics> PluginMetrics::read(const QString &path)
{
    QFile file(path.isEmpty() ? u":/metrics/plugin-health.json"_s : path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(inputError(u"no_plugin_metrics"_s, u"The plugin metrics %1 cannot be read"_s.arg(file.fileName())));
    const auto json = parseJsonObject(file.readAll());
    if (!json)
        return fail(json.error());
    auto document = fromJson<Document>(*json);
    if (!document)
        return fail(std::move(document).error());
    PluginMetrics metrics;
    metrics.m_source = std::move(document->source);
    metrics.m_metrics = std::move(document->metrics);
    return metrics;
}

} // namespace gatehouse::services
