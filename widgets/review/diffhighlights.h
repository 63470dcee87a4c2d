// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/review/diffdocument.h"
#include "widgets/common/code/linehighlighter.h"

#include <QPointer>

namespace gatehouse {

//! The colours of a document's lines, as far as they were looked at. What is not here yet is plain until
//! coloured() says that it came. GUI thread.
class DiffHighlights final : public QObject
{
    Q_OBJECT

public:
    //! \a highlighter may be null, or go first: then all is plain.
    DiffHighlights(const DiffDocument &document, LineHighlighter *highlighter, QObject *parent = nullptr);
    ~DiffHighlights() override;

    //! Colours of a line, and a wish for them when there are none.
    std::span<const TokenSpan> line(int section, DiffSide side, int line);
    void clear();

Q_SIGNALS:
    void coloured(int section, gatehouse::DiffSide side, int firstLine, int endLine);

private:
    struct Text
    {
        ComparisonPtr comparison; //!< What is coloured; another one begins anew.
        LineHighlighter::Job job = 0;
        int wanted = 0;
        std::vector<std::shared_ptr<const LineColours>> colours; //!< In order, without gaps.
    };
    using Key = std::pair<int, DiffSide>;

    void open(Text &text, int section, DiffSide side);
    void close(Text &text);
    void onColoured(quint64 job, const std::shared_ptr<const LineColours> &colours);

    const DiffDocument &m_document;
    QPointer<LineHighlighter> m_highlighter;
    std::map<Key, Text> m_texts;
    std::map<quint64, Key> m_jobs;
};

} // namespace gatehouse
