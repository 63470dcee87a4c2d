// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/approvalservice.h"
#include "widgets/common/drafts/draftbinding.h"

#include <QWidget>

class QCheckBox;
class QPlainTextEdit;

namespace gatehouse {

class Button;
class ClosedRequestNote;
class InlineError;
class TextLabel;

//! Where a comment or a reply is written, with its mark. What is written stays with its request, or
//! with its thread, until it is sent.
class CommentComposer final : public QWidget
{
    Q_OBJECT

public:
    CommentComposer(ApprovalService &service, const RequestStore &requests, DraftKeeper &drafts, QWidget *parent = nullptr);

    //! Another request leaves the thread that was replied to.
    void setRequest(const ApprovalRequest &request);
    void setOffline(bool offline);
    //! What is written next belongs to \a thread.
    void replyTo(const Comment &thread);
    //! Opens a reply that was kept, when nothing else was.
    void offerKept(const QList<Comment> &comments);
    //! must_solve, question: takes the mark, or takes it away. What is written then is for all.
    void toggleMark(const QString &mark);
    void focusText();

Q_SIGNALS:
    void sent();
    //! A text was carried there.
    void requestRequested(const QString &requestId);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeReplyBar();
    QWidget *makeMarks();
    void leaveThread();
    void placeDraft();
    QString key() const;
    CommentDraft draft() const;
    void send();
    void forget(const QString &key, const QString &text);
    void showState();

    ApprovalService &m_service;
    DraftKeeper &m_drafts;
    DraftBinding m_draft;
    ApprovalRequest m_request;
    std::optional<Comment> m_thread; //!< That is replied to.
    QWidget *m_replyBar;
    TextLabel *m_replyTo;
    InlineError *m_error;
    ClosedRequestNote *m_closed;
    QPlainTextEdit *m_text;
    QWidget *m_marks;
    QCheckBox *m_mustSolve;
    QCheckBox *m_ask;
    Button *m_send;
    bool m_isOffline = false;
    bool m_sending = false;
};

} // namespace gatehouse
