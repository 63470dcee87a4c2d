// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

//! Times in words. All functions take now, so that one clock drives a screen and tests can move it;
//! times may be in any zone and are shown in the computer's.
namespace gatehouse {

enum class DueUrgency { None, Normal, Soon, Late };

//! Soon is under two hours (amber clock), Late is past (red flame).
DueUrgency dueUrgency(const QDateTime &due, const QDateTime &now);
//! "26 m late", "1 h 14 m", "Today 17:00", "Fri 10:00", "4 Dec".
QString dueText(const QDateTime &due, const QDateTime &now);
//! The age of a fact, short: "now", "14 m", "3 h", "6 d", "5 mo".
QString ageText(const QDateTime &then, const QDateTime &now);
//! "just now", "14 minutes ago", "41 days ago".
QString agoText(const QDateTime &then, const QDateTime &now);
//! When something happened or ends, in a list: "09:12", "Yesterday", "Mon 14:05", "24 Oct", "24 Oct 2025".
QString momentText(const QDateTime &then, const QDateTime &now);
//! "10:46:32", for "As of".
QString clockText(const QDateTime &time);
//! In full, for tool tips: "Mon 23 Nov 2026, 10:46:31 +00:00".
QString absoluteText(const QDateTime &time);
//! "08:41", or "1:04:10" from an hour on. Negative is zero.
QString countdownText(qint64 seconds);
//! "42 s", "4 min 12 s", "1 h 03 min", "2 d 4 h".
QString durationText(qint64 milliseconds);

} // namespace gatehouse
