// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/contract/registry.h"

#include <QJsonObject>

namespace gatehouse {

//! Governance rules as data, evaluated over the evidence of one version. A policy looks at one kind
//! of evidence and takes its first rule whose condition holds; evidence that erred or did not run
//! satisfies no rule and takes the policy's `unknown` answer, so it can never be a pass. Immutable;
//! any thread.
class PolicySet final
{
public:
    //! The document of resources/policies. Code "policy_invalid", with a pointer, when it is
    //! malformed.
    [[nodiscard]] static Result<PolicySet> parse(const QByteArray &document);
    //! The set this program ships.
    [[nodiscard]] static Result<PolicySet> shipped();

    int version() const { return m_version; }
    //! The policies as data, for reading on a screen.
    const QJsonArray &policies() const { return m_policies; }
    //! The kind of evidence that \a policyId looks at; Unknown for one that no check of ours gives.
    EvidenceKind evidenceKindOf(const QString &policyId) const;
    //! One verdict per policy that applies in \a environment, in the order of the document.
    QList<PolicyEvaluation> evaluate(
        const QList<Evidence> &evidence, Environment environment) const;

private:
    int m_version = 0;
    QJsonArray m_policies;
};

//! The hardest enforcement among \a evaluations; Allow when there is none.
Enforcement hardest(const QList<PolicyEvaluation> &evaluations);

} // namespace gatehouse
