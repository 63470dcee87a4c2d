// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/sidetext.h"

#include <algorithm>

namespace gatehouse {

SideText::SideText(QString text)
    : SideText(std::move(text), {})
{
}

SideText::SideText(QString text, std::vector<int> numbers)
    : m_text(std::move(text))
    , m_numbers(std::move(numbers))
{
    qsizetype start = 0;
    while (start < m_text.size()) {
        m_starts.push_back(start);
        const qsizetype end = m_text.indexOf(u'\n', start);
        start = end < 0 ? m_text.size() : end + 1;
    }
    Q_ASSERT(m_numbers.empty() || m_numbers.size() == m_starts.size());
}

QStringView SideText::line(int index) const
{
    const qsizetype start = m_starts[size_t(index)];
    qsizetype end = index + 1 < count() ? m_starts[size_t(index) + 1] : m_text.size();
    if (end > start && m_text.at(end - 1) == u'\n')
        --end;
    return QStringView(m_text).mid(start, end - start);
}

int SideText::indexOf(int number) const
{
    if (m_numbers.empty())
        return std::clamp(number - 1, 0, count());
    return int(std::lower_bound(m_numbers.begin(), m_numbers.end(), number) - m_numbers.begin());
}

int SideText::longestLine() const
{
    qsizetype longest = 0;
    for (int index = 0; index < count(); ++index)
        longest = std::max(longest, line(index).size());
    return int(longest);
}

} // namespace gatehouse
