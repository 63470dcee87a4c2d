// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/policies/policylistmodel.h"

#include <algorithm>

namespace gatehouse {

namespace {

const Policy *find(const QList<Policy> &policies, const QString &id)
{
    const auto found = std::ranges::find(policies, id, &Policy::id);
    return found == policies.end() ? nullptr : &*found;
}

QVariantList environmentsOf(const Policy &policy)
{
    QVariantList environments;
    for (const Environment environment : policy.environments)
        environments.append(int(environment));
    return environments;
}

} // namespace

void PolicyListModel::setPolicies(const QList<Policy> &text, const QList<Policy> &active)
{
    using Change = ListedPolicy::Change;
    QList<ListedPolicy> all;
    for (const Policy &policy : text) {
        const Policy *before = find(active, policy.id);
        all.append({policy, !before ? Change::Added : *before == policy ? Change::Same : Change::Changed});
    }
    for (const Policy &policy : active) {
        if (!find(text, policy.id))
            all.append({policy, Change::Removed});
    }
    setItems(all);
}

int PolicyListModel::rowOf(const QString &id) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (at(row).policy.id == id)
            return row;
    }
    return -1;
}

int PolicyListModel::changedCount() const
{
    return int(std::ranges::count_if(items(), [](const ListedPolicy &item) { return item.change != ListedPolicy::Change::Same; }));
}

QVariant PolicyListModel::value(const ListedPolicy &item, int, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case TitleRole:
        return item.policy.title;
    case IdRole:
        return item.policy.id;
    case VersionRole:
        return item.policy.version;
    case EvidenceRole:
        return int(fromWire<EvidenceKind>(item.policy.evidence));
    case EnvironmentsRole:
        return environmentsOf(item.policy);
    case RuleCountRole:
        return int(item.policy.rules.size());
    case ChangeRole:
        return int(item.change);
    default:
        return {};
    }
}

} // namespace gatehouse
