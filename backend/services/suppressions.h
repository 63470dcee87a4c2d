// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/npm/policy.h"
#include "backend/services/evidencerecords.h"
#include "backend/store/unitofwork.h"

//! "This finding does not count": one person proposes it with a reason and an end, another approves.
//!
//!     proposed ─► approved ─► expired | withdrawn      (only approved holds a finding back)
//!        └─► rejected | withdrawn | expired
namespace gatehouse::services {

//! Days that a suppression may last.
inline constexpr int LongestSuppressionDays = 180;

struct SuppressionProposal
{
    FindingId findingId;
    QString reason;
    QDateTime expiresAt;
};

//! Codes: forbidden, not_found (there is no such finding now), validation_failed, conflict_state (it
//! is proposed or approved already, or can never be held back).
[[nodiscard]] Result<SuppressionRecord> proposeSuppression(
    store::UnitOfWork &work, const VersionId &version, const SuppressionProposal &proposal);

//! \a action is approve, reject or withdraw. Approving, and withdrawing what was approved, judges the
//! version again. Codes: forbidden, separation_of_duties, conflict_state, validation_failed.
[[nodiscard]] Status decideSuppression(store::UnitOfWork &work, const PolicySet &policies,
    SuppressionRecord &record, const QString &action, const QString &comment);

//! As the work's actor sees it; \a requesters have an open request for the version.
Suppression suppressionView(
    const store::UnitOfWork &work, const SuppressionRecord &record, const QStringList &requesters);

//! suppress: what the actor may do with \a finding, given all \a suppressions of its version.
Actions findingActions(const store::Actor &actor, EvidenceKind kind, const Finding &finding,
    const QList<SuppressionRecord> &suppressions);

} // namespace gatehouse::services
