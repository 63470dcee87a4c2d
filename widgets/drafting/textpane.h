// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace gatehouse {

class DraftedText;
class ProblemPanel;
class YamlEditor;

//! The editor of a drafted text with its overview, and below it what is wrong with it.
class TextPane final : public QWidget
{
    Q_OBJECT
public:
    //! Both names are the editor's.
    TextPane(const QString &objectName, const QString &accessibleName, QWidget *parent = nullptr);

    YamlEditor *editor() const { return m_editor; }
    //! Null shows none. The text must outlive its being shown.
    void setText(DraftedText *text);
    //! \a readOnly is why it cannot be edited; empty when it can.
    void showState(const QString &readOnly);
    void goTo(int line, int column);
    void goToNextProblem();

Q_SIGNALS:
    //! The portal could not judge the text.
    void retryRequested();

private:
    YamlEditor *m_editor;
    ProblemPanel *m_problems;
    DraftedText *m_text = nullptr;
};

} // namespace gatehouse
