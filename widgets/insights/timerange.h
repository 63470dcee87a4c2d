// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

namespace gatehouse {

//! What a dashboard shows: a length, ending now or at a fixed time, or all since a moment. A value.
struct TimeRange
{
    int seconds = 30 * 60;
    QDateTime end = {}; //!< Invalid: follows the clock.
    QDateTime since = {}; //!< Valid: from here to now, and \c seconds counts no more.

    bool followsNow() const { return !end.isValid(); }
    QDateTime to(const QDateTime &now) const { return followsNow() ? now : end; }
    QDateTime from(const QDateTime &now) const { return since.isValid() ? since : to(now).addSecs(-seconds); }
    int length(const QDateTime &now) const { return int(from(now).secsTo(to(now))); }

    //! By half its length; a range that would end after now follows the clock again.
    TimeRange shifted(int steps, const QDateTime &now) const;
    //! Twice as long around the same middle; at most 30 days.
    TimeRange zoomedOut(const QDateTime &now) const;
    bool operator==(const TimeRange &) const = default;
};

//! What to show while nobody has chosen: \a usual, or all there is while the source, whose first
//! point is at \a dataSince, is younger than a quarter of an hour. \a dataSince may be invalid.
TimeRange fittedRange(const TimeRange &usual, const QDateTime &dataSince, const QDateTime &now);

//! Seconds between two points so that a plot of \a widthPx gets no more than one per pixel and the
//! source's limit of 11,000 points is never met. At least \a scrapeSeconds.
int stepSeconds(int lengthSeconds, int widthPx, int scrapeSeconds);

//! "Last 30 min", "Last 6 h".
QString rangeWords(int seconds);
//! The same, or "Since 10:44".
QString rangeWords(const TimeRange &range);

} // namespace gatehouse
