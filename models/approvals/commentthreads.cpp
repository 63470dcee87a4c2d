// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/approvals/commentthreads.h"

#include <QHash>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

QList<CommentThread> threadsOf(const QList<Comment> &comments)
{
    QHash<CommentId, qsizetype> places;
    QList<CommentThread> threads;
    // A reply may stand before its thread when both were written in one moment.
    for (const Comment &comment : comments) {
        if (!comment.replyTo)
            places.insert(comment.id, places.size());
    }
    threads.resize(places.size());
    for (const Comment &comment : comments) {
        if (!comment.replyTo)
            threads[places.value(comment.id)].first = comment;
        else if (const auto place = places.constFind(*comment.replyTo); place != places.cend())
            threads[*place].replies.append(comment);
        else
            threads.append({comment, {}});
    }
    return threads;
}

QList<Comment> inThreads(const QList<Comment> &comments)
{
    QList<Comment> ordered;
    const QList<CommentThread> threads = threadsOf(comments);
    for (const CommentThread &thread : threads)
        ordered << thread.first << thread.replies;
    return ordered;
}

bool isMustSolve(const Comment &thread)
{
    return thread.mark == u"must_solve"_s;
}

bool isQuestion(const Comment &thread)
{
    return thread.mark == u"question"_s;
}

bool isOpenThread(const Comment &thread)
{
    return thread.mark && thread.state != u"resolved"_s;
}

} // namespace gatehouse
