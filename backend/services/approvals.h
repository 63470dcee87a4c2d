// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/unitofwork.h"
#include "core/contract/workflow.h"

namespace gatehouse::services {

struct RequestRecord;
struct Viewer;

//! What no caller does: expires requests, reminds, notes what is late, escalates, lets claims and
//! delegations end, and judges those again that wait for evidence or policy. For the work's tenant; once a minute, as the system.
[[nodiscard]] Status approvalTick(store::UnitOfWork &work);

//! The work's actor, for whom \a records are to be shown.
[[nodiscard]] Result<Viewer> viewerOf(store::UnitOfWork &work, const QList<RequestRecord> &records);
//! The record as the work's actor sees it.
[[nodiscard]] Result<ApprovalRequest> viewRequest(
    store::UnitOfWork &work, const RequestRecord &record);

//! What the list can be narrowed and ordered by. Empty members do not narrow.
struct RequestFilter
{
    QString queue; //!< your_turn, waiting, decided
    QStringList statuses; //!< Wire words, as in the three below; any when empty.
    QStringList types;
    QStringList risks;
    QStringList environments;
    QString pluginId;
    QString text;
    QString sort; //!< due, created, updated, decided, risk, priority, number; "-" before it turns
                  //!< it round.
};

//! One page; \a after are the keys of the last row before it. Gives the keys of its own last row.
struct RequestPage
{
    QList<ApprovalRequest> items;
    QStringList lastKey; //!< Empty when there is no more.
    std::optional<qint64> total; //!< On the first page.
};
[[nodiscard]] Result<RequestPage> listRequests(
    store::UnitOfWork &work, const RequestFilter &filter, int limit, const QStringList &after);
struct CommentPage
{
    QList<Comment> items; //!< Oldest first.
    QStringList lastKey;
};
[[nodiscard]] Result<CommentPage> listComments(
    store::UnitOfWork &work, const RequestId &id, int limit, const QStringList &after);
[[nodiscard]] Result<QueueSummary> queueSummary(store::UnitOfWork &work);

} // namespace gatehouse::services
