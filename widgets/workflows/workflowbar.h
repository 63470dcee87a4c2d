// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace gatehouse {

class Button;
class TextLabel;
class WorkflowText;

//! What is written and not saved, what stands in the way, and what can be done about it.
class WorkflowBar final : public QWidget
{
    Q_OBJECT
public:
    explicit WorkflowBar(QWidget *parent = nullptr);

    //! Null: nothing is chosen. \a isTried: the draft that is saved was dry-run as it is.
    void showText(WorkflowText *text, bool isTrying);
    //! Why each of them cannot be done now; empty when it can.
    struct Reasons
    {
        QString discard;
        QString save;
        QString dryRun;
        QString activate;
        QString compare;
    };
    static Reasons reasonsOf(const WorkflowText *text, bool isTrying);

Q_SIGNALS:
    void discardRequested();
    void compareRequested();
    void saveRequested();
    void dryRunRequested();
    void activateRequested();

private:
    TextLabel *m_title;
    TextLabel *m_note;
    Button *m_discard;
    Button *m_compare;
    Button *m_save;
    Button *m_try;
    Button *m_activate;
};

} // namespace gatehouse
