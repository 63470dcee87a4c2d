// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/policyreader.h"
#include "backend/services/textdraft.h"

//! The policies of a tenant as rows. A tenant that never wrote a draft has what Gatehouse ships.
namespace gatehouse::services {

struct PolicySetRow : TextRow
{
};

DraftedText policyText();
QString etagOf(const PolicySetRow &row);
[[nodiscard]] Result<PolicySetRow> policySetRow(store::UnitOfWork &work);

//! The text that comes with the server, and its version.
[[nodiscard]] Result<QByteArray> shippedPolicyText();
inline constexpr int shippedPolicyVersion = 3;
//! The same, ready to be evaluated.
[[nodiscard]] Result<PolicySet> shippedPolicies();

} // namespace gatehouse::services
