// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/common/fuzzyindex.h"

#include <QSet>

#include <algorithm>
#include <cstring>

namespace gatehouse {

namespace {

quint64 letterBit(char c)
{
    return quint64(1) << (uchar(c) & 63);
}

quint64 lettersOf(const char *text, qsizetype size)
{
    quint64 letters = 0;
    for (qsizetype i = 0; i < size; ++i)
        letters |= letterBit(text[i]);
    return letters;
}

bool startsWord(const char *text, qsizetype at)
{
    return at == 0 || std::strchr("-_/@. :", text[at - 1]);
}

//! What a word that stands whole in an entry is worth above one whose letters are scattered over it.
constexpr int wholeWord = 10'000;

//! Score of one word by the greedy match; -1 when a letter is missing.
int wordScore(const char *text, qsizetype size, const QByteArray &typed)
{
    if (const void *whole = memmem(text, size_t(size), typed.constData(), size_t(typed.size()))) {
        const qsizetype at = static_cast<const char *>(whole) - text;
        return wholeWord + 1000 + (startsWord(text, at) ? 300 : 0) + (size == typed.size() ? 500 : 0) - int(std::min<qsizetype>(size, 200));
    }
    int score = 0;
    qsizetype last = -2;
    qsizetype at = 0;
    for (const char c : typed) {
        const void *found = std::memchr(text + at, c, size_t(size - at));
        if (!found)
            return -1;
        const qsizetype place = static_cast<const char *>(found) - text;
        score += place == last + 1 ? 12 : 0;
        score += startsWord(text, place) ? 10 : 0;
        last = place;
        at = place + 1;
    }
    return std::max(0, 400 + score - int(std::min<qsizetype>(size, 200)) - int(last) / 4);
}

//! The weakest of the words decides first, their sum after it; -1 when one is missing.
int scoreOf(const char *text, qsizetype size, const QByteArrayList &words)
{
    int sum = 0;
    bool whole = true;
    for (const QByteArray &word : words) {
        const int score = wordScore(text, size, word);
        if (score < 0)
            return -1;
        whole = whole && score >= wholeWord;
        sum += score % wholeWord;
    }
    return sum / int(words.size()) + (whole ? wholeWord : 0);
}

QList<int> positionsOf(const QString &text, const QString &word)
{
    QList<int> places;
    const qsizetype whole = text.indexOf(word);
    qsizetype at = 0;
    for (qsizetype i = 0; i < word.size(); ++i) {
        const qsizetype place = whole >= 0 ? whole + i : text.indexOf(word.at(i), at);
        if (place < 0)
            return {};
        places += int(place);
        at = place + 1;
    }
    return places;
}

QString tidied(const QString &typed)
{
    return typed.toLower().simplified();
}

} // namespace

void FuzzyIndex::clear()
{
    m_text.clear();
    m_offsets.clear();
    m_letters.clear();
}

void FuzzyIndex::reserve(qsizetype entries)
{
    m_text.reserve(entries * 40);
    m_offsets.reserve(size_t(entries));
    m_letters.reserve(size_t(entries));
}

void FuzzyIndex::add(const QString &text)
{
    const QByteArray lower = text.toLower().toUtf8();
    m_offsets.push_back(m_text.size());
    m_letters.push_back(lettersOf(lower.constData(), lower.size()));
    m_text += lower;
    m_text += '\0';
}

QList<FuzzyIndex::Hit> FuzzyIndex::rank(const QString &typed, int limit) const
{
    const QByteArray letters = tidied(typed).toUtf8();
    if (letters.isEmpty() || limit <= 0)
        return {};
    const QByteArrayList words = letters.split(' ');
    const quint64 needed = lettersOf(letters.constData(), letters.size()) & ~letterBit(' ');
    QList<Hit> hits;
    for (size_t i = 0; i < m_offsets.size(); ++i) {
        if ((m_letters[i] & needed) != needed)
            continue;
        const qsizetype end = (i + 1 < m_offsets.size() ? m_offsets[i + 1] : m_text.size()) - 1;
        const int score = scoreOf(m_text.constData() + m_offsets[i], end - m_offsets[i], words);
        if (score >= 0)
            hits.append({int(i), score});
    }
    const auto better = [](const Hit &a, const Hit &b) {
        return a.score != b.score ? a.score > b.score : a.entry < b.entry;
    };
    // Scattered letters are a guess, and no guess is needed where something has the words as they were typed.
    if (std::ranges::any_of(hits, [](const Hit &hit) { return hit.score >= wholeWord; }))
        hits.removeIf([](const Hit &hit) { return hit.score < wholeWord; });
    const qsizetype kept = std::min<qsizetype>(limit, hits.size());
    std::partial_sort(hits.begin(), hits.begin() + kept, hits.end(), better);
    hits.resize(kept);
    return hits;
}

QList<int> FuzzyIndex::matchedPositions(const QString &text, const QString &typed)
{
    const QString lower = text.toLower();
    if (lower.size() != text.size())
        return {};
    QSet<int> places;
    const QStringList words = tidied(typed).split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words) {
        const QList<int> found = positionsOf(lower, word);
        places.unite({found.begin(), found.end()});
    }
    QList<int> sorted(places.begin(), places.end());
    std::ranges::sort(sorted);
    return sorted;
}

} // namespace gatehouse
