// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/review/diffsearch.h"

#include <algorithm>

namespace gatehouse {

LineSearch::LineSearch(const QString &wanted)
    : m_wanted(wanted)
{
    const bool hasCapitals = std::any_of(wanted.begin(), wanted.end(), [](QChar c) { return c.isUpper(); });
    m_matcher = QStringMatcher(wanted, hasCapitals ? Qt::CaseSensitive : Qt::CaseInsensitive);
}

QList<TextSpan> LineSearch::in(QStringView line) const
{
    QList<TextSpan> found;
    if (isEmpty())
        return found;
    for (qsizetype at = m_matcher.indexIn(line); at >= 0; at = m_matcher.indexIn(line, at + m_wanted.size()))
        found.append({int(at), int(m_wanted.size())});
    return found;
}

QList<DiffMatch> matchesIn(const QList<std::pair<int, ComparisonPtr>> &comparisons, const QString &wanted)
{
    const LineSearch search(wanted);
    QList<DiffMatch> matches;
    for (const auto &[section, comparison] : comparisons) {
        const auto look = [&](int row, DiffSide side, const SideText &text, int line) {
            const QList<TextSpan> spans = search.in(text.line(line));
            for (const TextSpan &span : spans)
                matches.append({section, row, side, text.number(line), span});
        };
        for (int row = 0; row < int(comparison->rows.size()) && matches.size() < mostMatches; ++row) {
            const DiffRow &lines = comparison->rows[size_t(row)];
            if (lines.changed && lines.left >= 0)
                look(row, DiffSide::Before, comparison->before, lines.left);
            if (lines.right >= 0)
                look(row, DiffSide::After, comparison->after, lines.right);
        }
    }
    return matches;
}

} // namespace gatehouse
