// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/review/worddiff.h"
#include "models/review/diffrows.h"

#include <QStringMatcher>

namespace gatehouse {

//! Looks for a text in lines. Capitals in it make capitals count.
class LineSearch final
{
public:
    LineSearch() = default;
    explicit LineSearch(const QString &wanted);

    bool isEmpty() const { return m_wanted.isEmpty(); }
    const QString &wanted() const { return m_wanted; }
    //! Where it is in \a line, without overlap.
    QList<TextSpan> in(QStringView line) const;

private:
    QString m_wanted;
    QStringMatcher m_matcher;
};

struct DiffMatch
{
    int section = -1;
    int row = -1; //!< Of the comparison.
    DiffSide side = DiffSide::After;
    int line = 0; //!< Number in the file.
    TextSpan span;
    bool operator==(const DiffMatch &) const = default;
};

//! All places of \a wanted in what was read, in order, each unchanged line once. Any thread. At most
//! \c mostMatches.
inline constexpr qsizetype mostMatches = 10'000;
QList<DiffMatch> matchesIn(const QList<std::pair<int, ComparisonPtr>> &comparisons, const QString &wanted);

} // namespace gatehouse
