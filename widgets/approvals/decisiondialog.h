// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/approvalservice.h"
#include "widgets/common/overlay/dialog.h"

#include <functional>

class QCheckBox;
class QPlainTextEdit;

namespace gatehouse {

class InlineError;
class ReasonPicker;

//! Asks for what a decision needs, says what it does, sends it, and stays open with the server's
//! words when it is refused. Nothing is final before Ctrl+Enter or the button.
class DecisionDialog final : public Dialog
{
    Q_OBJECT

public:
    DecisionDialog(ApprovalService &approvals, const ApprovalRequest &request, Outcome outcome, QWidget *parent = nullptr);

    //! The stage the decision is for; empty when the person may decide none.
    const StageId &stage() const { return m_stage; }
    //! Words that were written before: of an intent that is decided again.
    void setReason(const QString &reason);
    //! What leaves before the decision, and \a sentence that says so. The decision stays here when it fails.
    void sendFirst(const QString &sentence, std::function<QFuture<Status>()> first);
    //! A quiet sentence for the person alone, above the buttons; empty for none.
    void setCue(const QString &cue);

Q_SIGNALS:
    void decided(const gatehouse::ApprovalRequest &request);
    //! The portal knows another state of the request than the one decided on.
    void moved();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeBody();
    void makeConditions();
    void readReasons();
    void send();
    void decide();
    void lookAgain();
    void onAnswer(const Result<ApprovalRequest> &answer);
    void updateButton();
    bool needsReason() const;
    Outcome outcome() const;
    DecisionDraft draft() const;
    QString effectSentence() const;

    ApprovalService &m_approvals;
    ApprovalRequest m_request;
    Outcome m_outcome;
    StageId m_stage;
    QPlainTextEdit *m_reason;
    ReasonPicker *m_reasons = nullptr;
    QCheckBox *m_withConditions = nullptr;
    QPlainTextEdit *m_conditions = nullptr;
    TextLabel *m_cue;
    InlineError *m_error;
    Button *m_send = nullptr;
    std::function<QFuture<Status>()> m_first;
    bool m_sending = false;
};

} // namespace gatehouse
