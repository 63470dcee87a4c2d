// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/policyreader.h"
#include "backend/store/unitofwork.h"

//! The policies of a tenant as rows: every version's text, which one is active, which one is a
//! draft. A tenant that never wrote a draft has what Gatehouse ships.
namespace gatehouse::services {

struct PolicySetRow
{
    int activeVersion = 0;
    int draftVersion = 0; //!< 0: none.
    int revision = 0;
};

struct PolicyVersionRow
{
    PolicyVersion head; //!< Without state and problems.
    QString triedDigest; //!< Of the text that was tried last.
};

QString etagOf(const PolicySetRow &row);
QString policyDigest(const QString &yaml);

//! The text that comes with the server, and its version.
[[nodiscard]] Result<QByteArray> shippedPolicyText();
inline constexpr int shippedPolicyVersion = 3;
//! The same, ready to be evaluated.
[[nodiscard]] Result<PolicySet> shippedPolicies();

[[nodiscard]] Result<PolicySetRow> policySetRow(store::UnitOfWork &work);
//! Newest first.
[[nodiscard]] Result<QList<PolicyVersionRow>> policyVersions(store::UnitOfWork &work);
//! not_found when there is none.
[[nodiscard]] Result<PolicyVersionRow> policyVersion(store::UnitOfWork &work, int version);

//! Writes the row, raising its revision; what Gatehouse ships becomes the tenant's own by that.
[[nodiscard]] Status savePolicySet(store::UnitOfWork &work, PolicySetRow &row);
[[nodiscard]] Status savePolicyVersion(store::UnitOfWork &work, const PolicyVersionRow &row);
[[nodiscard]] Status removePolicyVersion(store::UnitOfWork &work, int version);

} // namespace gatehouse::services
