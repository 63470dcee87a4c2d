// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/unitofwork.h"

//! The Inbox's groups as conditions on approval_requests r. They are the rules of
//! approvaleligibility.h, for SQL; a test holds both together.
namespace gatehouse::services {

//! A condition with its values, in the order of its question marks.
struct Clause
{
    QString sql;
    QVariantList values;

    void both(const QString &more, const QVariantList &moreValues = {})
    {
        sql = sql.isEmpty() ? more : sql + QStringLiteral(" AND ") + more;
        values.append(moreValues);
    }
};

//! your_turn, waiting or decided, for the work's actor.
[[nodiscard]] Result<Clause> queueClause(store::UnitOfWork &work, const QString &queue);

} // namespace gatehouse::services
