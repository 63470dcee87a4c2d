// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

namespace gatehouse {

//! What a dashboard shows: a length, ending now or at a fixed time. A value.
struct TimeRange
{
    int seconds = 30 * 60;
    QDateTime end; //!< Invalid: follows the clock.

    bool followsNow() const { return !end.isValid(); }
    QDateTime to(const QDateTime &now) const { return followsNow() ? now : end; }
    QDateTime from(const QDateTime &now) const { return to(now).addSecs(-seconds); }

    //! By half its length; a range that would end after now follows the clock again.
    TimeRange shifted(int steps, const QDateTime &now) const;
    //! Twice as long around the same middle; at most 30 days.
    TimeRange zoomedOut(const QDateTime &now) const;
    bool operator==(const TimeRange &) const = default;
};

//! Seconds between two points so that a plot of \a widthPx gets no more than one per pixel and the
//! source's limit of 11,000 points is never met. At least \a scrapeSeconds.
int stepSeconds(const TimeRange &range, int widthPx, int scrapeSeconds);

//! "Last 30 min", "Last 6 h".
QString rangeWords(int seconds);

} // namespace gatehouse
