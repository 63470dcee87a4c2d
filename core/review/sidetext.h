// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace gatehouse {

//! One side of a comparison, as lines. A line ends with \n, which is not part of it; a carriage return
//! before it is. Lines are counted from 0 here; number() is what a person calls it. A value; any thread.
class SideText final
{
public:
    SideText() = default;
    explicit SideText(QString text);
    //! Lines that are not the file's own lines in order: each says which line of the file it is, or
    //! is a part of.
    SideText(QString text, std::vector<int> numbers);

    int count() const { return int(m_starts.size()); }
    QStringView line(int index) const;
    int number(int index) const { return m_numbers.empty() ? index + 1 : m_numbers[size_t(index)]; }
    //! The first line that shows line \a number of the file, or the next there is; count() when the
    //! file is shorter.
    int indexOf(int number) const;
    const QString &text() const { return m_text; }
    bool endsWithLineEnd() const { return m_text.endsWith(u'\n'); }
    //! Characters of the longest line.
    int longestLine() const;

private:
    QString m_text;
    std::vector<qsizetype> m_starts;
    std::vector<int> m_numbers; //!< Empty: 1, 2, 3, …
};

} // namespace gatehouse
