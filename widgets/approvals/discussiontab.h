// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/approvals/requestreview.h"

#include <QWidget>

class QPlainTextEdit;
class QScrollArea;
class QVBoxLayout;

namespace gatehouse {

class Button;
class EmptyState;
class InlineError;

//! What people said, oldest first, and a place to say more. What is written for one request stays
//! with it while another is looked at.
class DiscussionTab final : public QWidget
{
    Q_OBJECT

public:
    DiscussionTab(RequestReview &review, ApprovalService &service, QWidget *parent = nullptr);
    void setRequest(const ApprovalRequest &request, const QDateTime &now);
    void focusComposer();
    //! Offline, a comment is kept in the Outbox.
    void setOffline(bool offline);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeComposer();
    void onPartRead(RequestReview::Part part);
    void showComments();
    QWidget *makeComment(const Comment &comment) const;
    void send();
    void updateButton();

    RequestReview &m_review;
    ApprovalService &m_service;
    QDateTime m_now;
    QString m_requestId;
    QString m_whyNot;
    QHash<QString, QString> m_drafts; //!< Request id → text.
    QScrollArea *m_scroll;
    QVBoxLayout *m_list;
    EmptyState *m_empty;
    InlineError *m_error;
    QPlainTextEdit *m_text;
    Button *m_send;
    bool m_sending = false;
};

} // namespace gatehouse
