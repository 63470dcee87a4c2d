// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/insights/timerange.h"

#include <QCoreApplication>

namespace gatehouse {

namespace {
constexpr int longestSeconds = 30 * 24 * 3600;
constexpr int pointLimit = 10'000; // the source refuses more than 11,000 points a series
}

TimeRange TimeRange::shifted(int steps, const QDateTime &now) const
{
    const QDateTime moved = to(now).addSecs(qint64(steps) * seconds / 2);
    return {seconds, moved >= now ? QDateTime() : moved};
}

TimeRange TimeRange::zoomedOut(const QDateTime &now) const
{
    const int longer = qMin(2 * seconds, longestSeconds);
    if (followsNow())
        return {longer, {}};
    const QDateTime moved = end.addSecs((longer - seconds) / 2);
    return {longer, moved >= now ? QDateTime() : moved};
}

int stepSeconds(const TimeRange &range, int widthPx, int scrapeSeconds)
{
    const int points = qBound(60, widthPx, pointLimit);
    return qMax(scrapeSeconds, (range.seconds + points - 1) / points);
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

} // namespace gatehouse
