// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contract/registry.h"

#include <QJsonArray>

#include <memory>
#include <vector>

namespace gatehouse {

//! Governance rules, ready to be evaluated over the evidence of one version. A policy looks at one
//! kind of evidence and takes its first rule whose condition holds; evidence that erred or did not
//! run satisfies no rule and takes the policy's `unknown` answer, so it can never be a pass.
//! Immutable, and cheap to copy; any thread.
class PolicySet final
{
public:
    //! \a policies are as backend/services/policyreader.h gives them: without mistakes. \a version
    //! is the set's: it grows with every change, and decisions bind it.
    PolicySet(int version, const QJsonArray &policies);
    ~PolicySet();
    PolicySet(const PolicySet &);
    PolicySet &operator=(const PolicySet &);

    int version() const { return m_version; }
    //! The policies as data, for reading on a screen.
    const QJsonArray &policies() const { return m_data; }
    //! The kind of evidence that \a policyId looks at; Unknown for one that no check of ours gives.
    EvidenceKind evidenceKindOf(const QString &policyId) const;
    //! One verdict per policy that applies in \a environment, in the order of the document.
    QList<PolicyEvaluation> evaluate(
        const QList<Evidence> &evidence, Environment environment) const;

private:
    struct Policy;

    int m_version = 0;
    QJsonArray m_data;
    std::shared_ptr<const std::vector<Policy>> m_policies;
};

//! The hardest enforcement among \a evaluations; Allow when there is none.
Enforcement hardest(const QList<PolicyEvaluation> &evaluations);

} // namespace gatehouse
