// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/diffhighlights.h"

#include <algorithm>

namespace gatehouse {

namespace {

//! Lines beyond the one that is looked at: scrolling on finds them coloured.
constexpr int linesAhead = 400;

} // namespace

DiffHighlights::DiffHighlights(const DiffDocument &document, LineHighlighter *highlighter, QObject *parent)
    : QObject(parent)
    , m_document(document)
    , m_highlighter(highlighter)
{
    connect(&document, &DiffDocument::filesChanged, this, &DiffHighlights::clear);
    if (highlighter)
        connect(highlighter, &LineHighlighter::coloured, this, &DiffHighlights::onColoured);
}

DiffHighlights::~DiffHighlights()
{
    clear();
}

std::span<const TokenSpan> DiffHighlights::line(int section, DiffSide side, int line)
{
    if (!m_highlighter)
        return {};
    Text &text = m_texts[{section, side}];
    if (text.comparison != m_document.section(section).comparison)
        open(text, section, side);
    if (line + linesAhead / 2 > text.wanted) {
        text.wanted = line + linesAhead;
        m_highlighter->colourUntil(text.job, text.wanted);
    }
    const auto chunk = std::upper_bound(text.colours.begin(), text.colours.end(), line,
        [](int wanted, const std::shared_ptr<const LineColours> &colours) { return wanted < colours->endLine(); });
    return chunk == text.colours.end() ? std::span<const TokenSpan>() : (*chunk)->line(line);
}

void DiffHighlights::clear()
{
    for (auto &[key, text] : m_texts)
        close(text);
    m_texts.clear();
}

void DiffHighlights::open(Text &text, int section, DiffSide side)
{
    close(text);
    const DiffSection &at = m_document.section(section);
    text = {at.comparison, 0, 0, {}};
    const SideText &lines = side == DiffSide::Before ? at.comparison->before : at.comparison->after;
    const QString path = side == DiffSide::Before ? at.file.oldPath.value_or(at.file.path) : at.file.path;
    // The comparison owns the lines; both stay as long as either is needed.
    text.job = m_highlighter->open(path.section(u'/', -1), std::shared_ptr<const SideText>(at.comparison, &lines));
    m_jobs.emplace(text.job, Key(section, side));
}

void DiffHighlights::close(Text &text)
{
    if (text.job == 0)
        return;
    if (m_highlighter)
        m_highlighter->cancel(text.job);
    m_jobs.erase(text.job);
    text.job = 0;
}

void DiffHighlights::onColoured(quint64 job, const std::shared_ptr<const LineColours> &colours)
{
    const auto known = m_jobs.find(job);
    if (known == m_jobs.end())
        return;
    m_texts[known->second].colours.push_back(colours);
    Q_EMIT coloured(known->second.first, known->second.second, colours->firstLine(), colours->endLine());
}

} // namespace gatehouse
