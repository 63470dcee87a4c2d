// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/operationrunner.h"
#include "backend/services/policyshelf.h"
#include "backend/services/policystore.h"

//! What platform admins do with the policies: a draft is written, tried and activated, or thrown
//! away. Every step is in the audit log and in the feed. Codes: forbidden, conflict_state,
//! validation_failed.
namespace gatehouse::services {

//! Keeps \a yaml as the draft, mistakes too.
[[nodiscard]] Status writePolicyDraft(
    store::UnitOfWork &work, PolicySetRow &row, const QString &yaml);
[[nodiscard]] Status discardPolicyDraft(store::UnitOfWork &work, PolicySetRow &row);

//! The draft, ready to be tried. Its text must be without mistakes.
struct DraftPolicies
{
    TextVersionRow row;
    PolicySet set;
};
[[nodiscard]] Result<DraftPolicies> draftPolicies(store::UnitOfWork &work, const PolicySetRow &row);
//! Notes that the text with \a digest was tried; nothing when the draft is another one by now.
//! \a sentence tells what came of it.
[[nodiscard]] Status notePolicyTrial(
    store::UnitOfWork &work, const QString &digest, const QString &sentence);

//! Makes the draft the active version and starts the operation that judges every version by it.
[[nodiscard]] Status activatePolicyDraft(store::UnitOfWork &work, PolicySetRow &row,
    const QString &reason, PolicyShelf &shelf, OperationRunner &runner);

} // namespace gatehouse::services
