// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/workflow.h"
#include "core/outbox/intent.h"

#include <QWidget>

class QBoxLayout;
class QHBoxLayout;

namespace gatehouse {

class Button;

//! Below the detail: what can be done with the intent. None of these is the one to press: what is
//! decided is for its author, again.
class IntentBar final : public QWidget
{
    Q_OBJECT

public:
    explicit IntentBar(QWidget *parent = nullptr);
    //! \a request is the one it is about, when it is known here.
    void setIntent(const Intent &intent, const ApprovalRequest *request);
    //! Empty when it can be discarded.
    static QString whyNotDiscarded(const Intent &intent);

Q_SIGNALS:
    //! Discard what is not sent, or remove what is over from the list.
    void discardRequested();
    //! All receipts, when the intent is one.
    void removeReceiptsRequested();
    void openRequested();
    void sendRequested();
    void decisionRequested(gatehouse::Outcome outcome);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();
    void offerDecisions(const Intent &intent, const ApprovalRequest *request);

    Button *m_discard;
    Button *m_receipts;
    Button *m_open;
    Button *m_send;
    Button *m_instead;
    Button *m_again;
    QBoxLayout *m_lines; //!< One line, or two where there is no room.
    QHBoxLayout *m_first;
    QHBoxLayout *m_decisions;
    Outcome m_insteadOutcome = Outcome::Unknown;
    Outcome m_againOutcome = Outcome::Unknown;
};

} // namespace gatehouse
