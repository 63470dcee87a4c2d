// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/approvalservice.h"
#include "models/approvals/batchmodel.h"
#include "widgets/common/overlay/dialog.h"

class QListView;
class QPlainTextEdit;

namespace gatehouse {

class Clock;
class InlineError;
class ReasonPicker;
class SeenChanges;

//! Approves many requests with one reason. Every row says whether it stays or why it drops out, and
//! follows what happens meanwhile. Each becomes a decision of its own, signed and kept in the Outbox, and
//! leaves only after the time in which it can be taken back. Nothing is final before Ctrl+Enter.
class BatchDialog final : public Dialog
{
    Q_OBJECT

public:
    struct Parts
    {
        ApprovalService &approvals;
        BatchModel &batch;
        const SeenChanges &seen;
        const Clock &clock; //!< The one that the Outbox goes by.
    };
    explicit BatchDialog(const Parts &parts, QWidget *parent = nullptr);

    void setReason(const QString &reason);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeList();
    void makeBody();
    void showBatch();
    //! Of the workflow that the first of \a passing follows.
    void readReasons(const QList<ApprovalRequest> &passing);
    QString cue(const QList<ApprovalRequest> &passing) const;
    QString whyNot() const;
    void send();
    void onAnswer(const Result<ApprovalRequest> &answer);

    const Parts m_parts;
    QListView *m_list;
    TextLabel *m_cue;
    QPlainTextEdit *m_reason;
    ReasonPicker *m_reasons;
    QString m_reasonsOf; //!< Workflow whose ready reasons were asked for.
    InlineError *m_error;
    Button *m_send = nullptr;
    int m_awaited = 0; //!< Answers.
    std::optional<Error> m_failure; //!< The first, while the others are awaited.
};

} // namespace gatehouse
