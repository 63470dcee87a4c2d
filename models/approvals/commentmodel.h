// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/workflow.h"
#include "models/common/valuelistmodel.h"

namespace gatehouse {

//! The discussion of a request: threads by their first comment, oldest first, each with its replies.
class CommentModel final : public ValueListModel<Comment>
{
    Q_OBJECT

public:
    enum Role { TextRole = Qt::UserRole, AuthorRole, AuthorIdRole, CreatedAtRole, IsReplyRole, MarkRole, StateRole };
    using ValueListModel::ValueListModel;

private:
    bool isSame(const Comment &a, const Comment &b) const override { return a.id == b.id; }
    QVariant value(const Comment &comment, int column, int role) const override;
};

} // namespace gatehouse
