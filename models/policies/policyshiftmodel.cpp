// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policies/policyshiftmodel.h"

namespace gatehouse {

namespace {

int answerOf(const std::optional<PolicyEvaluation> &evaluation)
{
    return int(evaluation ? evaluation->enforcement : Enforcement::Unknown);
}

} // namespace

QVariant PolicyShiftModel::value(const PolicyShift &item, int, int role) const
{
    const std::optional<PolicyEvaluation> &said = item.after ? item.after : item.before;
    switch (role) {
    case Qt::DisplayRole:
    case PolicyRole:
        return item.policyId;
    case BeforeRole:
        return answerOf(item.before);
    case AfterRole:
        return answerOf(item.after);
    case RuleRole:
        return said ? said->ruleId : QString();
    case MessageRole:
        return said ? said->message : QString();
    case ChangedRole:
        return item.changed;
    default:
        return {};
    }
}

} // namespace gatehouse
