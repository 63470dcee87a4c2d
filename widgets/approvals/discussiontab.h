// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/requeststore.h"
#include "widgets/approvals/requestreview.h"
#include "widgets/common/drafts/draftbinding.h"

#include <QWidget>

class QPlainTextEdit;
class QScrollArea;
class QVBoxLayout;

namespace gatehouse {

class Button;
class ClosedRequestNote;
class EmptyState;
class InlineError;

//! What people said, oldest first, and a place to say more. What is written for one request stays
//! with it until it is sent, whatever happens to the request or to the console.
class DiscussionTab final : public QWidget
{
    Q_OBJECT

public:
    DiscussionTab(RequestReview &review, ApprovalService &service, const RequestStore &requests, DraftKeeper &drafts, QWidget *parent = nullptr);
    void setRequest(const ApprovalRequest &request, const QDateTime &now);
    void focusComposer();
    //! Offline, a comment is kept in the Outbox.
    void setOffline(bool offline);

Q_SIGNALS:
    void requestRequested(const QString &requestId);
    //! To the line a comment is about.
    void placeRequested(const gatehouse::CommentAnchor &anchor);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeComposer();
    void onPartRead(RequestReview::Part part);
    void showComments();
    QWidget *makeComment(const Comment &comment);
    void send();
    void showError(const Error &error);
    void forget(const RequestId &request, const QString &text);
    void updateButton();

    RequestReview &m_review;
    ApprovalService &m_service;
    QDateTime m_now;
    QString m_requestId;
    QString m_whyNot;
    DraftKeeper &m_drafts;
    DraftBinding m_draft;
    QScrollArea *m_scroll;
    QVBoxLayout *m_list;
    EmptyState *m_empty;
    InlineError *m_error;
    ClosedRequestNote *m_closed;
    QPlainTextEdit *m_text;
    Button *m_send;
    bool m_sending = false;
};

} // namespace gatehouse
