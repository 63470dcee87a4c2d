// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <vector>

namespace gatehouse {

//! Ranks short names against a few typed words, all of which an entry must have: as they stand, better where they start a
//! word of it, or else by their letters in order, which counts only while no entry has them as they stand. One contiguous buffer; 100,000 names within a frame. A value; any thread.
class FuzzyIndex final
{
public:
    struct Hit
    {
        int entry = 0;
        int score = 0;
        bool operator==(const Hit &) const = default;
    };

    void clear();
    void reserve(qsizetype entries);
    //! Entries are numbered as they come.
    void add(const QString &text);
    int count() const { return int(m_offsets.size()); }

    //! The best \a limit entries, best first; ties in the order of entries. Nothing for an empty text.
    QList<Hit> rank(const QString &typed, int limit) const;
    //! Positions in \a text of the letters of \a typed, for drawing them bold; a word that \a text lacks has none.
    static QList<int> matchedPositions(const QString &text, const QString &typed);

private:
    QByteArray m_text; //!< Lower-cased UTF-8, NUL after each entry.
    std::vector<qsizetype> m_offsets;
    std::vector<quint64> m_letters; //!< Which letters an entry has at all: most entries end here.
};

} // namespace gatehouse
