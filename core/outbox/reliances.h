// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/configuration.h"
#include "core/contract/registry.h"
#include "core/contract/workflow.h"
#include "core/outbox/intent.h"

//! What of an object its author relies on. The same functions read the object when it was seen and
//! when it is checked, so that "then" and "now" compare.
namespace gatehouse::relied {

//! evidence, digest, policy, status; and stage with its approvals when \a stage is one of it.
QList<Reliance> on(const ApprovalRequest &request, const StageId &stage = {});
//! status: for what is about the request itself, not about its evidence.
QList<Reliance> onStatus(const ApprovalRequest &request);
//! threads: how many must be solved, for what is an approval.
QList<Reliance> onThreads(const ApprovalRequest &request);
//! etag, known by when the entry was changed.
QList<Reliance> on(const Plugin &plugin);
//! version: what runs, known by its number.
QList<Reliance> on(const InstalledIn &installed);
//! state.
QList<Reliance> on(const ConfigRevision &revision);
//! state.
QList<Reliance> on(const Suppression &suppression);
//! revision: the newest one of an overlay, 0 when there is none.
QList<Reliance> onLatestRevision(int number);

//! Nothing can be decided any more.
bool isClosed(RequestStatus status);

} // namespace gatehouse::relied
