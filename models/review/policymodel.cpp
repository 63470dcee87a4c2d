// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/review/policymodel.h"

namespace gatehouse {

QVariant PolicyModel::value(const PolicyEvaluation &item, int, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case MessageRole:
        return item.message;
    case PolicyRole:
        return item.policyId;
    case VerdictRole:
        return int(item.verdict);
    case EnforcementRole:
        return int(item.enforcement);
    case RuleRole:
        return item.rule;
    default:
        return {};
    }
}

} // namespace gatehouse
