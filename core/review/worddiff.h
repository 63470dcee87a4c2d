// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringView>

namespace gatehouse {

//! Characters of a line.
struct TextSpan
{
    int start = 0;
    int length = 0;
    int end() const { return start + length; }
    bool operator==(const TextSpan &) const = default;
};

//! The words in which two lines differ, in order, each side's own. Empty on both sides when the lines
//! have so little in common that marking would mark nearly all.
struct ChangedWords
{
    QList<TextSpan> left;
    QList<TextSpan> right;
    bool operator==(const ChangedWords &) const = default;
};

//! Any thread. Bounded: in very long lines everything between the first and the last difference counts.
ChangedWords changedWords(QStringView left, QStringView right);

//! Names, numbers ("^1.10.2" is one), runs of blanks, and every other character by itself.
QList<TextSpan> wordsOf(QStringView line);

//! How much two lines have in common, from 0 to 1, whatever its order; blanks do not count. For many
//! comparisons of the same lines.
class LineLikeness final
{
public:
    explicit LineLikeness(QStringView line);
    double to(const LineLikeness &other) const;

private:
    struct Word
    {
        size_t hash;
        int length;
        bool operator<(const Word &other) const { return hash < other.hash; }
    };
    QList<Word> m_words; //!< Sorted.
    int m_length = 0;
};

} // namespace gatehouse
