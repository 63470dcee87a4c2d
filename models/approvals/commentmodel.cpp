// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/approvals/commentmodel.h"

namespace gatehouse {

QVariant CommentModel::value(const Comment &comment, int, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case TextRole:
        return comment.text;
    case AuthorRole:
        return comment.author.name;
    case AuthorIdRole:
        return comment.author.id.text();
    case CreatedAtRole:
        return comment.createdAt;
    case IsReplyRole:
        return comment.replyTo.has_value();
    case MarkRole:
        return comment.mark.value_or(QString());
    case StateRole:
        return comment.state.value_or(QString());
    default:
        return {};
    }
}

} // namespace gatehouse
