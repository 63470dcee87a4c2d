// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/requeststore.h"
#include "models/approvals/commentthreads.h"
#include "widgets/approvals/requestreview.h"

#include <QWidget>

class QScrollArea;
class QVBoxLayout;

namespace gatehouse {

class CommentComposer;
class DraftKeeper;
class EmptyState;
class InlineError;
class SegmentedControl;
class TextLabel;

//! What people said, in threads, oldest first, and a place to say more. What is written for one request
//! stays with it until it is sent, whatever happens to the request or to the console.
class DiscussionTab final : public QWidget
{
    Q_OBJECT

public:
    DiscussionTab(RequestReview &review, ApprovalService &service, const RequestStore &requests, DraftKeeper &drafts, QWidget *parent = nullptr);
    void setRequest(const ApprovalRequest &request, const QDateTime &now);
    void focusComposer();
    //! must_solve, question: for what is written next.
    void toggleMark(const QString &mark);
    //! Offline, a comment is kept in the Outbox.
    void setOffline(bool offline);

Q_SIGNALS:
    void requestRequested(const QString &requestId);
    //! To the line a comment is about.
    void placeRequested(const gatehouse::CommentAnchor &anchor);

private:
    QWidget *makeFilter();
    void onPartRead(RequestReview::Part part);
    void showThreads();
    void showFilter(const QList<CommentThread> &threads);
    CommentId threadInFocus() const;
    QWidget *makeThread(const CommentThread &thread);
    void reply(const Comment &thread);
    void settle(const QFuture<Result<ApprovalRequest>> &answer);

    RequestReview &m_review;
    ApprovalService &m_service;
    QDateTime m_now;
    ApprovalRequest m_request;
    QList<CommentThread> m_shown;
    QList<QWidget *> m_boxes; //!< Of those, in their order.
    QWidget *m_filterBar;
    SegmentedControl *m_filter;
    TextLabel *m_open;
    QScrollArea *m_scroll;
    QVBoxLayout *m_list;
    EmptyState *m_empty;
    InlineError *m_error;
    CommentComposer *m_composer;
};

} // namespace gatehouse
