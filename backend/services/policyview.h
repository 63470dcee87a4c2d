// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/policystore.h"

//! The policies as the caller sees them.
namespace gatehouse::services {

[[nodiscard]] Status checkPolicyAdmin(const store::UnitOfWork &work);
//! Neither empty nor too long. What it says is judged elsewhere.
[[nodiscard]] Status checkPolicyText(const QString &yaml);

//! \a yaml read, and compared with what is active.
[[nodiscard]] Result<ReadPolicies> judgedPolicies(store::UnitOfWork &work, const QString &yaml);

[[nodiscard]] Result<std::optional<PolicyVersion>> shownDraft(
    store::UnitOfWork &work, const PolicySetRow &row);
[[nodiscard]] Result<PolicyVersion> shownVersion(
    store::UnitOfWork &work, const PolicySetRow &row, const PolicyVersionRow &version);
[[nodiscard]] Result<Policies> shownPolicies(store::UnitOfWork &work, const PolicySetRow &row);

//! Why the draft cannot become active; empty when it can.
std::optional<BlockedAction> whyNotActivate(const std::optional<PolicyVersion> &draft);
Actions policyActions(const store::UnitOfWork &work, const std::optional<PolicyVersion> &draft);

[[nodiscard]] Result<PolicyValidation> validatePolicies(
    store::UnitOfWork &work, const QString &yaml);

} // namespace gatehouse::services
