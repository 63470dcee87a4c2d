// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/workflow.h"

#include <QWidget>

namespace gatehouse {

class Button;
class IconLabel;
class TextLabel;

//! Below the detail: what a click would do, who is still missing, where the person is barred; and
//! the three ways to decide. What cannot be done says why. While a decision of the person waits in the
//! Outbox, it says that instead; while an emergency change owes its review, it offers that.
class DecisionBar final : public QWidget
{
    Q_OBJECT

public:
    explicit DecisionBar(QWidget *parent = nullptr);
    //! \a held keeps approvals back with a reason of this computer (evidence moved); empty for none.
    void setRequest(const ApprovalRequest &request, const QString &held);
    //! Offline, what is decided is kept in the Outbox.
    void setOffline(bool offline);
    //! \a sentence says which decision waits, "Your approval waits in the Outbox"; empty for none.
    void setWaiting(const QString &sentence);
    //! Comments on lines that were written and not sent.
    void setDrafts(int count);

Q_SIGNALS:
    void decisionRequested(gatehouse::Outcome outcome);
    //! To what waits there.
    void outboxRequested();
    //! Of an emergency change that was approved.
    void reviewRequested();
    void draftsRequested(); //!< To be sent now, without a decision.

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void showWords();
    void showReviewWords();
    //! The requester is asked something.
    void showHeld(const StagePreview &preview);
    void showInformation(const StagePreview &preview);
    void showButtons();
    //! As tall as the words need beside the buttons, and never lower than the bar is drawn.
    void fitHeight();

    ApprovalRequest m_request;
    QString m_held;
    QString m_waiting;
    bool m_offline = false;
    int m_draftCount = 0;

    IconLabel *m_icon;
    TextLabel *m_effect;
    TextLabel *m_missing;
    TextLabel *m_barred;
    TextLabel *m_drafts;
    Button *m_sendDrafts;
    Button *m_reject;
    Button *m_requestChanges;
    Button *m_approve;
    Button *m_outbox;
    Button *m_review;
};

} // namespace gatehouse
