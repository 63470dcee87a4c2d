// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/code/editedyaml.h"

#include "core/base/async.h"
#include "widgets/common/code/codehighlighting.h"
#include "widgets/common/code/codelayout.h"
#include "widgets/common/textstyle.h"
#include "widgets/common/theme.h"

#include <QTextCursor>
#include <QtConcurrent>

namespace gatehouse {

namespace {

constexpr int analysisDelayMs = 150;

} // namespace

EditedYaml::EditedYaml(const QString &fileName, const CodeHighlighting &highlighting, QObject *parent)
    : QObject(parent)
{
    m_text.setDocumentLayout(new CodeLayout(&m_text));
    m_text.setDefaultFont(textFont(TextStyle::Code));
    m_text.setDocumentMargin(metrics::spaceXs);
    m_highlighter = highlighting.attach(&m_text, fileName);
    m_delay.setSingleShot(true);
    m_delay.setInterval(analysisDelayMs);
    connect(&m_text, &QTextDocument::contentsChange, this, [this](int, int removed, int added) {
        if (removed != 0 || added != 0)
            noteEdited();
    });
    connect(&m_delay, &QTimer::timeout, this, &EditedYaml::startAnalysis);
}

EditedYaml::~EditedYaml() = default;

void EditedYaml::dress()
{
    m_text.setDefaultFont(textFont(TextStyle::Code));
    if (m_highlighter)
        m_highlighter->rehighlight();
}

void EditedYaml::discard()
{
    replaceText(m_baseText);
    m_text.setModified(false);
}

void EditedYaml::showBase()
{
    m_text.setPlainText(m_baseText);
    m_text.setModified(false);
    place = {};
    Q_EMIT replaced();
    // What was read needs no waiting for more keys.
    startAnalysis();
}

void EditedYaml::replaceText(const QString &text)
{
    QTextCursor cursor(&m_text);
    cursor.beginEditBlock();
    cursor.select(QTextCursor::Document);
    cursor.insertText(text);
    cursor.endEditBlock();
}

void EditedYaml::noteEdited()
{
    m_delay.start();
    Q_EMIT edited();
}

EditedYaml::Analysis EditedYaml::analyse(const QString &base, const QString &text)
{
    Analysis analysis;
    analysis.base = YamlDocument::parse(base);
    analysis.now = YamlDocument::parse(text);
    analysis.lines = changedLines(base, text);
    if (analysis.now.isValid())
        analysis.keys = changedKeys(analysis.base, analysis.now);
    return analysis;
}

void EditedYaml::startAnalysis()
{
    m_delay.stop();
    deliver(QtConcurrent::run(&EditedYaml::analyse, m_baseText, plainText()), this, m_analyses.only([this](const Analysis &analysis) {
        const QList<KeyChange> before = m_analysis.keys;
        m_analysis = analysis;
        // While the text cannot be read, the last known keys say more than none.
        if (!analysis.now.isValid())
            m_analysis.keys = before;
        m_isAnalysed = true;
        m_problems.setLocal(analysis.now.problems());
        Q_EMIT analysed();
    }));
}

} // namespace gatehouse
