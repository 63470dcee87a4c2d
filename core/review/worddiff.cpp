// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/worddiff.h"

#include <QHash>

#include <algorithm>
#include <vector>

namespace gatehouse {

namespace {

//! Above this many pairs of words the middle counts as changed: marks are an aid, not worth a frame.
constexpr qsizetype mostPairs = 20'000;
constexpr qsizetype mostLikenessCharacters = 1000;
//! Lines of which less than this is the same are not marked word by word.
constexpr double leastCommon = 0.2;

bool isNamePart(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u'$';
}

bool beginsNumber(QStringView line, qsizetype at)
{
    const bool prefixed = (line.at(at) == u'^' || line.at(at) == u'~') && at + 1 < line.size();
    return line.at(prefixed ? at + 1 : at).isDigit();
}

qsizetype endOfWord(QStringView line, qsizetype at)
{
    const qsizetype start = at;
    if (line.at(at).isSpace()) {
        while (at < line.size() && line.at(at).isSpace())
            ++at;
        return at;
    }
    if (beginsNumber(line, at)) {
        ++at;
        while (at < line.size() && (isNamePart(line.at(at)) || (line.at(at) == u'.' && at + 1 < line.size() && isNamePart(line.at(at + 1)))))
            ++at;
        return at;
    }
    while (at < line.size() && isNamePart(line.at(at)))
        ++at;
    if (at > start)
        return at;
    return line.at(at).isHighSurrogate() && at + 1 < line.size() ? at + 2 : at + 1;
}

//! Which words are not part of the longest common sequence.
struct Marks
{
    std::vector<bool> left;
    std::vector<bool> right;
};

class WordTable final
{
public:
    WordTable(QStringView left, QStringView right)
        : m_left(left)
        , m_right(right)
        , m_leftWords(wordsOf(left))
        , m_rightWords(wordsOf(right))
    {
    }

    const QList<TextSpan> &left() const { return m_leftWords; }
    const QList<TextSpan> &right() const { return m_rightWords; }
    bool same(qsizetype i, qsizetype j) const
    {
        const TextSpan a = m_leftWords.at(i);
        const TextSpan b = m_rightWords.at(j);
        return a.length == b.length && m_left.mid(a.start, a.length) == m_right.mid(b.start, b.length);
    }

    Marks differences() const
    {
        Marks marks {std::vector<bool>(size_t(m_leftWords.size())), std::vector<bool>(size_t(m_rightWords.size()))};
        qsizetype head = 0;
        const qsizetype shorter = std::min(m_leftWords.size(), m_rightWords.size());
        while (head < shorter && same(head, head))
            ++head;
        qsizetype tail = 0;
        while (tail < shorter - head && same(m_leftWords.size() - 1 - tail, m_rightWords.size() - 1 - tail))
            ++tail;
        markMiddle(marks, head, m_leftWords.size() - tail, m_rightWords.size() - tail);
        return marks;
    }

private:
    void markMiddle(Marks &marks, qsizetype head, qsizetype leftEnd, qsizetype rightEnd) const
    {
        const qsizetype rows = leftEnd - head;
        const qsizetype columns = rightEnd - head;
        for (qsizetype i = head; i < leftEnd; ++i)
            marks.left[size_t(i)] = true;
        for (qsizetype j = head; j < rightEnd; ++j)
            marks.right[size_t(j)] = true;
        if (rows * columns == 0 || rows * columns > mostPairs)
            return;
        const size_t width = size_t(columns) + 1;
        std::vector<int> lengths((size_t(rows) + 1) * width, 0);
        for (qsizetype i = rows; i-- > 0;) {
            for (qsizetype j = columns; j-- > 0;) {
                const size_t at = size_t(i) * width + size_t(j);
                lengths[at] = same(head + i, head + j) ? lengths[at + width + 1] + 1 : std::max(lengths[at + width], lengths[at + 1]);
            }
        }
        for (qsizetype i = 0, j = 0; i < rows && j < columns;) {
            const size_t at = size_t(i) * width + size_t(j);
            if (same(head + i, head + j)) {
                marks.left[size_t(head + i++)] = false;
                marks.right[size_t(head + j++)] = false;
            } else if (lengths[at + width] >= lengths[at + 1]) {
                ++i;
            } else {
                ++j;
            }
        }
    }

    QStringView m_left;
    QStringView m_right;
    QList<TextSpan> m_leftWords;
    QList<TextSpan> m_rightWords;
};

//! Marked words that touch, or have one blank or sign between them, are one mark.
QList<TextSpan> joined(const QList<TextSpan> &words, const std::vector<bool> &marked)
{
    QList<TextSpan> spans;
    for (qsizetype i = 0; i < words.size(); ++i) {
        if (!marked[size_t(i)])
            continue;
        const TextSpan word = words.at(i);
        if (!spans.isEmpty() && word.start - spans.last().end() <= 1)
            spans.last().length = word.end() - spans.last().start;
        else
            spans.append(word);
    }
    return spans;
}

int markedCharacters(const QList<TextSpan> &spans)
{
    int sum = 0;
    for (const TextSpan &span : spans)
        sum += span.length;
    return sum;
}

} // namespace

QList<TextSpan> wordsOf(QStringView line)
{
    QList<TextSpan> words;
    for (qsizetype at = 0; at < line.size();) {
        const qsizetype end = endOfWord(line, at);
        words.append({int(at), int(end - at)});
        at = end;
    }
    return words;
}

ChangedWords changedWords(QStringView left, QStringView right)
{
    const WordTable table(left, right);
    const Marks marks = table.differences();
    ChangedWords changed {joined(table.left(), marks.left), joined(table.right(), marks.right)};
    const qsizetype all = left.size() + right.size();
    const int marked = markedCharacters(changed.left) + markedCharacters(changed.right);
    if (double(all - marked) < leastCommon * double(all))
        return {};
    return changed;
}

LineLikeness::LineLikeness(QStringView line)
{
    const QStringView part = line.left(mostLikenessCharacters);
    const QList<TextSpan> words = wordsOf(part);
    for (const TextSpan &span : words) {
        const QStringView word = part.mid(span.start, span.length);
        if (word.front().isSpace())
            continue;
        m_words.append({qHash(word), span.length});
        m_length += span.length;
    }
    std::sort(m_words.begin(), m_words.end());
}

double LineLikeness::to(const LineLikeness &other) const
{
    const int all = m_length + other.m_length;
    if (all == 0)
        return 1;
    int common = 0;
    auto a = m_words.begin();
    auto b = other.m_words.begin();
    while (a != m_words.end() && b != other.m_words.end()) {
        if (*a < *b) {
            ++a;
        } else if (*b < *a) {
            ++b;
        } else {
            common += a->length;
            ++a;
            ++b;
        }
    }
    return 2.0 * common / all;
}

} // namespace gatehouse
