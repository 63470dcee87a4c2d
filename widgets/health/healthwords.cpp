// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/health/healthwords.h"

#include "widgets/common/vocabulary.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::healthwords {

namespace {

constexpr qsizetype letters = 26;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::healthwords)
};

QString placeOf(const HealthMark &mark)
{
    if (mark.environment == Environment::Unknown)
        return mark.version;
    const QString environment = environmentName(mark.environment);
    if (mark.version.isEmpty())
        return environment;
    return (mark.kind == "decision"_L1 ? Words::tr("%1 for %2") : Words::tr("%1 in %2")).arg(mark.version, environment);
}

bool isMeasured(const HealthMetric &metric)
{
    return std::any_of(metric.series.begin(), metric.series.end(), [](const HealthSeries &series) { return !series.values.isEmpty(); });
}

} // namespace

QString metricTitle(const HealthMetric &metric)
{
    if (metric.id == "requests"_L1)
        return Words::tr("Requests");
    if (metric.id == "error_rate"_L1)
        return Words::tr("Errors");
    if (metric.id == "latency_p95"_L1)
        return Words::tr("p95 latency");
    if (metric.id == "rollouts"_L1)
        return Words::tr("Rollouts so far");
    return metric.title;
}

QString seriesLabel(const PluginHealth &health, Environment environment)
{
    if (environment == Environment::Unknown)
        return Words::tr("no environment named");
    for (const HealthPlace &place : health.places) {
        if (place.environment == environment)
            return place.version + u' ' + environmentName(environment);
    }
    return environmentName(environment);
}

int seriesColour(Environment environment)
{
    switch (environment) {
    case Environment::Production:
        return 0;
    case Environment::Staging:
        return 1;
    case Environment::Development:
        return 2;
    case Environment::Global:
    case Environment::Unknown:
        break;
    }
    return 3;
}

QString markSentence(const HealthMark &mark)
{
    QString what;
    if (mark.kind == "decision"_L1)
        what = term(fromWire<Outcome>(mark.verb)).word;
    else
        what = term(fromWire<OperationType>(mark.verb)).word;
    if (!mark.succeeded)
        what = Words::tr("%1 failed").arg(what);
    const QString who = mark.by.name.isEmpty() ? what : Words::tr("%1 by %2").arg(what, mark.by.name);
    QStringList rest {mark.number, placeOf(mark)};
    rest.removeAll(QString());
    return who + u": "_s + rest.join(u", "_s);
}

QList<PlotMark> marks(const PluginHealth &health)
{
    QList<PlotMark> all;
    const qsizetype first = qMax<qsizetype>(0, health.marks.size() - letters);
    for (qsizetype i = first; i < health.marks.size(); ++i) {
        const HealthMark &mark = health.marks.at(i);
        all.append({mark.at.toMSecsSinceEpoch(), QChar(char16_t(u'A' + i - first)), mark.kind, markSentence(mark)});
    }
    return all;
}

QList<PlotSeries> lines(const PluginHealth &health, const HealthMetric &metric)
{
    const qint64 widest = qint64(health.stepSeconds) * 1500;
    QList<PlotSeries> all;
    for (const HealthSeries &measured : metric.series) {
        PlotSeries line;
        line.label = seriesLabel(health, measured.environment);
        line.colour = seriesColour(measured.environment);
        const qsizetype count = qMin(measured.times.size(), measured.values.size());
        for (qsizetype i = 0; i < count; ++i) {
            if (i == 0 || measured.times.at(i) - measured.times.at(i - 1) > widest)
                line.segments.append(QList<QPointF>());
            line.segments.last().append({double(measured.times.at(i)), measured.values.at(i)});
        }
        if (count == 0)
            continue;
        line.last = measured.values.at(count - 1);
        all.append(std::move(line));
    }
    return all;
}

QString silence(const PluginHealth &health, const HealthMetric &metric)
{
    if (health.isWithoutSource())
        return Words::tr("No source");
    if (metric.problem)
        return *metric.problem;
    return isMeasured(metric) ? QString() : Words::tr("Not measured: %1 has no %2 of this plugin.").arg(health.source, metric.measures);
}

QString standing(const PluginHealth &health)
{
    if (health.isWithoutSource()) {
        return Words::tr("No %1 is set up for this portal, so nothing is measured. Whoever runs the portal names its address in the server's configuration.")
            .arg(health.source);
    }
    const bool isSilent = std::none_of(health.metrics.begin(), health.metrics.end(), isMeasured);
    if (health.places.isEmpty())
        return isSilent ? Words::tr("This plugin is not installed anywhere, so there is nothing to measure yet.")
                        : Words::tr("This plugin is not installed anywhere now. What was measured is of before.");
    QStringList sentences;
    for (const HealthMetric &metric : health.metrics) {
        if (metric.problem && !sentences.contains(*metric.problem))
            sentences.append(*metric.problem);
    }
    const auto isAbsent = [](const HealthMetric &metric) { return !metric.problem && !isMeasured(metric); };
    if (std::any_of(health.metrics.begin(), health.metrics.end(), isAbsent))
        sentences.append(Words::tr("%1 answers, but does not know all of these numbers of this plugin. They are there once it scrapes the portal's backend.").arg(health.source));
    return sentences.join(u' ');
}

QString rangeName(const QString &range)
{
    return range == QLatin1String(healthrange::day) ? Words::tr("24 hours") : Words::tr("7 days");
}

} // namespace gatehouse::healthwords
