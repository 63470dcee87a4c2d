// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace gatehouse::bench {

//! One figure. It is printed beside what it is measured against, never alone.
struct Measurement
{
    QString name; //!< "server.list50.c8.rate"
    double value = 0;
    QString unit; //!< "requests/s", "ms", "MB", "s"
    QString against; //!< What it stands beside, in words; empty when there is nothing to compare.
    double againstValue = 0; //!< In the same unit.
};

//! One line of JSON on standard output: name, value, unit, against, ratio (null without against).
void print(const Measurement &measurement);
//! Words for the person who waits, on standard error.
void say(const QString &words);

//! The middle one of an odd number of values, the mean of the middle two of an even number; 0 of
//! none.
double median(QList<double> values);

} // namespace gatehouse::bench
