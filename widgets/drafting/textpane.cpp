// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/drafting/textpane.h"

#include "widgets/common/code/overviewruler.h"
#include "widgets/common/code/problempanel.h"
#include "widgets/common/code/yamleditor.h"
#include "widgets/drafting/draftedtext.h"

#include <QVBoxLayout>

namespace gatehouse {

TextPane::TextPane(const QString &objectName, const QString &accessibleName, QWidget *parent)
    : QWidget(parent)
    , m_editor(new YamlEditor)
    , m_problems(new ProblemPanel)
{
    m_editor->setObjectName(objectName);
    m_editor->setAccessibleName(accessibleName);
    auto *lines = new QHBoxLayout;
    lines->setSpacing(0);
    lines->addWidget(m_editor, 1);
    lines->addWidget(new OverviewRuler(*m_editor));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(lines, 1);
    column->addWidget(m_problems);
    setFocusProxy(m_editor);
    connect(m_editor, &QPlainTextEdit::cursorPositionChanged, this,
        [this] { m_problems->setCursorPlace(m_editor->currentLine(), m_editor->currentColumn()); });
    connect(m_problems, &ProblemPanel::placeRequested, m_editor, &YamlEditor::goTo);
    connect(m_problems, &ProblemPanel::nextRequested, this, &TextPane::goToNextProblem);
    connect(m_problems, &ProblemPanel::retryRequested, this, &TextPane::retryRequested);
}

void TextPane::setText(DraftedText *text)
{
    m_text = text;
    m_editor->setEditedYaml(text);
    m_problems->setProblems(text ? &text->problems() : nullptr);
}

void TextPane::showState(const QString &readOnly)
{
    m_editor->setReadOnly(!readOnly.isEmpty());
    if (!m_text)
        return;
    m_problems->setCheckError(m_text->checkError());
    m_problems->setSchema(readOnly);
}

void TextPane::goTo(int line, int column)
{
    m_editor->goTo(line, column);
}

void TextPane::goToNextProblem()
{
    m_problems->goToNext(m_editor->currentLine());
}

} // namespace gatehouse
