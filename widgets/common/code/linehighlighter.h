// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/review/sidetext.h"
#include "widgets/common/theme.h"

#include <QObject>
#include <QThread>

#include <memory>
#include <span>

namespace gatehouse {

//! A coloured word of a line.
struct TokenSpan
{
    int start = 0;
    int length = 0;
    ColorRole role = ColorRole::Text;
};

//! The words of consecutive lines.
class LineColours final
{
public:
    explicit LineColours(int firstLine)
        : m_firstLine(firstLine)
    {
    }
    int firstLine() const { return m_firstLine; }
    int endLine() const { return m_firstLine + int(m_ends.size()); }
    std::span<const TokenSpan> line(int index) const;

    void add(const TokenSpan &span) { m_spans.push_back(span); }
    void endOfLine() { m_ends.push_back(m_spans.size()); }

private:
    int m_firstLine;
    std::vector<TokenSpan> m_spans;
    std::vector<size_t> m_ends; //!< One past each line's last span.
};

//! Colours long texts on a thread of its own, from the first line on and only as far as somebody wants
//! to see. It has grammars of its own, because those of KSyntaxHighlighting belong to one thread. The
//! object lives in the GUI thread and gives its answers there.
class LineHighlighter final : public QObject
{
    Q_OBJECT

public:
    using Job = quint64;

    explicit LineHighlighter(QObject *parent = nullptr);
    ~LineHighlighter() override;

    //! Begins nothing yet. \a fileName chooses the grammar; a name without one is never coloured. \a text
    //! is kept alive until the job is cancelled.
    Job open(const QString &fileName, std::shared_ptr<const SideText> text);
    //! Colours go on until \a endLine. The job that was asked last goes first.
    void colourUntil(Job job, int endLine);
    void cancel(Job job);

Q_SIGNALS:
    //! In order of lines, some hundred at a time.
    void coloured(quint64 job, const std::shared_ptr<const gatehouse::LineColours> &colours);

private:
    class Worker;

    QThread m_thread;
    Worker *m_worker; //!< Lives in the thread and is deleted with it.
    Job m_last = 0;
};

} // namespace gatehouse
