// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/code/linehighlighter.h"

#include "widgets/common/code/tokenrole.h"

#include <KSyntaxHighlighting/AbstractHighlighter>
#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Format>
#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/State>

#include <QElapsedTimer>

#include <map>
#include <optional>

namespace gatehouse {

namespace {

constexpr int mostLinesAtOnce = 500;
//! After this long others get their turn, and what is done is shown.
constexpr qint64 turnMs = 12;
//! Longer lines are made by machines, and some grammars take their time over them.
constexpr qsizetype longestLine = 4000;

class SpanCollector final : public KSyntaxHighlighting::AbstractHighlighter
{
public:
    KSyntaxHighlighting::State colour(QStringView line, const KSyntaxHighlighting::State &state, LineColours &colours)
    {
        m_line = line;
        m_colours = &colours;
        return highlightLine(line, state);
    }

protected:
    void applyFormat(int offset, int length, const KSyntaxHighlighting::Format &format) override
    {
        if (length <= 0)
            return;
        if (const auto role = tokenRole(definition().name(), format, m_line.mid(offset, length)))
            m_colours->add({offset, length, *role});
    }

private:
    QStringView m_line;
    LineColours *m_colours = nullptr;
};

} // namespace

std::span<const TokenSpan> LineColours::line(int index) const
{
    const size_t at = size_t(index - m_firstLine);
    const size_t begin = at == 0 ? 0 : m_ends[at - 1];
    return std::span(m_spans).subspan(begin, m_ends[at] - begin);
}

class LineHighlighter::Worker final : public QObject
{
public:
    explicit Worker(LineHighlighter &owner)
        : m_owner(owner)
    {
    }

    void open(Job job, const QString &fileName, const std::shared_ptr<const SideText> &text)
    {
        if (!m_repository)
            m_repository.emplace();
        const auto definition = m_repository->definitionForFileName(fileName);
        if (definition.isValid())
            m_work.try_emplace(job, definition, text);
    }

    void colourUntil(Job job, int endLine)
    {
        const auto it = m_work.find(job);
        if (it == m_work.end())
            return;
        it->second.endLine = std::max(it->second.endLine, std::min(endLine, it->second.text->count()));
        it->second.asked = ++m_asked;
        goOn();
    }

    void cancel(Job job) { m_work.erase(job); }

private:
    struct Work
    {
        Work(const KSyntaxHighlighting::Definition &definition, std::shared_ptr<const SideText> what)
            : text(std::move(what))
        {
            collector.setDefinition(definition);
        }
        SpanCollector collector;
        std::shared_ptr<const SideText> text;
        KSyntaxHighlighting::State state;
        int nextLine = 0;
        int endLine = 0;
        quint64 asked = 0;
    };

    //! One turn at a time, so that what was asked meanwhile is heard.
    void goOn()
    {
        if (m_isWaiting)
            return;
        m_isWaiting = true;
        QMetaObject::invokeMethod(this, [this] {
            m_isWaiting = false;
            turn();
        }, Qt::QueuedConnection);
    }

    void turn()
    {
        auto latest = m_work.end();
        for (auto it = m_work.begin(); it != m_work.end(); ++it) {
            const bool wants = it->second.nextLine < it->second.endLine;
            if (wants && (latest == m_work.end() || it->second.asked > latest->second.asked))
                latest = it;
        }
        if (latest == m_work.end())
            return;
        Work &work = latest->second;
        QElapsedTimer clock;
        clock.start();
        auto colours = std::make_shared<LineColours>(work.nextLine);
        const int end = std::min(work.endLine, work.nextLine + mostLinesAtOnce);
        while (work.nextLine < end && clock.elapsed() < turnMs) {
            const QStringView line = work.text->line(work.nextLine++);
            if (line.size() <= longestLine)
                work.state = work.collector.colour(line, work.state, *colours);
            colours->endOfLine();
        }
        Q_EMIT m_owner.coloured(latest->first, colours);
        goOn();
    }

    LineHighlighter &m_owner;
    std::optional<KSyntaxHighlighting::Repository> m_repository; //!< Reading its index takes a while: not in the GUI thread.
    std::map<Job, Work> m_work;
    quint64 m_asked = 0;
    bool m_isWaiting = false;
};

LineHighlighter::LineHighlighter(QObject *parent)
    : QObject(parent)
    , m_worker(new Worker(*this))
{
    qRegisterMetaType<std::shared_ptr<const LineColours>>();
    m_thread.setObjectName(QStringLiteral("highlighting"));
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start(QThread::LowPriority);
}

LineHighlighter::~LineHighlighter()
{
    m_thread.quit();
    m_thread.wait();
}

LineHighlighter::Job LineHighlighter::open(const QString &fileName, std::shared_ptr<const SideText> text)
{
    const Job job = ++m_last;
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, job, fileName, text = std::move(text)] { worker->open(job, fileName, text); });
    return job;
}

void LineHighlighter::colourUntil(Job job, int endLine)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, job, endLine] { worker->colourUntil(job, endLine); });
}

void LineHighlighter::cancel(Job job)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, job] { worker->cancel(job); });
}

} // namespace gatehouse
