// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/insights/timerange.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {
constexpr int longestSeconds = 30 * 24 * 3600;
constexpr int youngSeconds = 15 * 60;
constexpr int shortestSeconds = 60;
constexpr int pointLimit = 10'000; // the source refuses more than 11,000 points a series
}

TimeRange TimeRange::shifted(int steps, const QDateTime &now) const
{
    const int same = length(now);
    const QDateTime moved = to(now).addSecs(qint64(steps) * same / 2);
    return {same, moved >= now ? QDateTime() : moved};
}

TimeRange TimeRange::zoomedOut(const QDateTime &now) const
{
    const int longer = qMin(2 * length(now), longestSeconds);
    if (followsNow())
        return {longer};
    const QDateTime moved = end.addSecs((longer - length(now)) / 2);
    return {longer, moved >= now ? QDateTime() : moved};
}

TimeRange fittedRange(const TimeRange &usual, const QDateTime &dataSince, const QDateTime &now)
{
    if (!dataSince.isValid() || dataSince.secsTo(now) >= youngSeconds)
        return usual;
    // Less than a minute is no range to read: the axis would move under the eyes.
    return {usual.seconds, {}, qMin(dataSince, now.addSecs(-shortestSeconds))};
}

int stepSeconds(int lengthSeconds, int widthPx, int scrapeSeconds)
{
    const int points = qBound(60, widthPx, pointLimit);
    return qMax(scrapeSeconds, (lengthSeconds + points - 1) / points);
}

QString rangeWords(int seconds)
{
    const auto tr = [](const char *text, int count) { return QCoreApplication::translate("TimeRange", text, nullptr, count); };
    if (seconds < 3600)
        return tr("Last %n min", seconds / 60);
    if (seconds < 48 * 3600)
        return tr("Last %n h", seconds / 3600);
    return tr("Last %n days", seconds / 86400);
}

QString rangeWords(const TimeRange &range)
{
    if (!range.since.isValid())
        return rangeWords(range.seconds);
    return QCoreApplication::translate("TimeRange", "Since %1").arg(QLocale::c().toString(range.since.toLocalTime(), u"HH:mm"_s));
}

} // namespace gatehouse
