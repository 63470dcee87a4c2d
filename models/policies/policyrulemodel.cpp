// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policies/policyrulemodel.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

//! What the contract calls the rule below `unknown`.
const QString noEvidence = u"no-evidence"_s;

} // namespace

void PolicyRuleModel::setPolicy(const Policy &policy)
{
    QList<PolicyRule> rules = policy.rules;
    if (!policy.id.isEmpty()) {
        rules.append(policy.unknown);
        rules.last().id = noEvidence;
    }
    setItems(rules);
}

QVariant PolicyRuleModel::value(const PolicyRule &rule, int, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case RuleRole:
        return rule.id;
    case WhenRole:
        return rule.when.toVariantMap();
    case EnforcementRole:
        return int(rule.enforcement);
    case MessageRole:
        return rule.message;
    case NoEvidenceRole:
        return rule.id == noEvidence;
    default:
        return {};
    }
}

} // namespace gatehouse
