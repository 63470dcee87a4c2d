// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/approvals/commentthreads.h"
#include "widgets/common/paint/badgelook.h"

#include <QWidget>

class QHBoxLayout;

namespace gatehouse {

//! How a mark and where it stands is said: in words and an icon. \a asked is the requester's name.
BadgeLook markLook(const Comment &thread, const QString &asked);

//! A thread of the discussion: what was said, its mark, the replies indented, and what can be done
//! with it. What cannot be done says why, in the portal's words.
class ThreadBox final : public QWidget
{
    Q_OBJECT

public:
    //! \a asked is the name of who asked for the change, and whom questions go to.
    ThreadBox(const CommentThread &thread, const QString &asked, const QDateTime &now, QWidget *parent = nullptr);

Q_SIGNALS:
    void replyRequested();
    void resolveRequested();
    void reopenRequested();
    //! To the line it is about.
    void placeRequested();

private:
    QWidget *makeComment(const Comment &comment, bool isReply);
    QHBoxLayout *makeActions();
    QString spoken() const;

    CommentThread m_thread;
    QString m_asked;
    QDateTime m_now;
};

} // namespace gatehouse
