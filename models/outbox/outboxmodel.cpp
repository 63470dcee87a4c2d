// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/outbox/outboxmodel.h"

#include <algorithm>

namespace gatehouse {

namespace {

bool isChecked(const Intent &intent)
{
    return intent.checkedAt && std::none_of(intent.movements.begin(), intent.movements.end(), [](const Movement &m) { return m.moved(); });
}

QDateTime endOf(const Intent &intent)
{
    return intent.endedAt.value_or(intent.composedAt);
}

} // namespace

OutboxModel::OutboxModel(const IntentStore &intents, const QDate &today, QObject *parent)
    : StoreModel(const_cast<IntentStore &>(intents), GroupCount, parent)
    , m_intents(intents)
    , m_today(today)
{
    startUp();
}

void OutboxModel::setToday(const QDate &today)
{
    if (today == m_today)
        return;
    m_today = today;
    rearrange();
}

const Intent *OutboxModel::intent(const QModelIndex &index) const
{
    const int row = storeRow(index);
    return row < 0 ? nullptr : &m_intents.at(row);
}

QModelIndex OutboxModel::indexOf(const IntentId &id) const
{
    const int row = m_intents.indexOf(id.text());
    return row < 0 ? QModelIndex() : indexOfStoreRow(row);
}

int OutboxModel::count(Group group) const
{
    return rowCount(groupIndex(group));
}

QList<IntentId> OutboxModel::ids(Group group) const
{
    QList<IntentId> ids;
    for (int row = 0; row < count(group); ++row)
        ids.append(intent(index(row, 0, groupIndex(group)))->id);
    return ids;
}

OutboxModel::Group OutboxModel::groupOf(const Intent &intent, const QDate &today)
{
    switch (intent.state) {
    case IntentState::NeedsAnotherLook:
        return NeedsAnotherLook;
    case IntentState::Refused:
    case IntentState::Expired:
    case IntentState::Withdrawn:
        return ClosedWithoutSending;
    case IntentState::Accepted:
        return endOf(intent).toLocalTime().date() < today ? SentEarlier : SentToday;
    case IntentState::Queued:
        return intent.composedOffline && isChecked(intent) ? ReadyToSend : Waiting;
    case IntentState::Composed:
    case IntentState::Sending:
        break;
    }
    return Waiting;
}

StoreModel::Arrangement OutboxModel::arrange()
{
    Arrangement groups(GroupCount);
    for (int row = 0; row < m_intents.count(); ++row)
        groups[size_t(groupOf(m_intents.at(row), m_today))].push_back(row);
    for (size_t group = 0; group < groups.size(); ++group) {
        std::stable_sort(groups[group].begin(), groups[group].end(), [&](int a, int b) {
            const Intent &left = m_intents.at(a);
            const Intent &right = m_intents.at(b);
            // What is to come in the order it happens; what is over with the newest first.
            return group < ClosedWithoutSending ? left.sequence < right.sequence : endOf(left) > endOf(right);
        });
    }
    return groups;
}

QVariant OutboxModel::value(int storeRow, int, int role) const
{
    const Intent &intent = m_intents.at(storeRow);
    switch (role) {
    case Qt::DisplayRole:
        return intent.subject;
    case GroupRole:
        return groupOf(intent, m_today);
    case IdRole:
        return intent.id.text();
    case IntentRole:
        return QVariant::fromValue(static_cast<const void *>(&intent));
    default:
        return {};
    }
}

QVariant OutboxModel::groupValue(int group, int role) const
{
    switch (role) {
    case GroupRole:
        return group;
    case CountRole:
        return rowCount(groupIndex(group));
    case CheckedAtRole:
        return checkedAt(group);
    default:
        return {};
    }
}

QDateTime OutboxModel::checkedAt(int group) const
{
    QDateTime oldest;
    for (int row = 0; row < rowCount(groupIndex(group)); ++row) {
        const std::optional<QDateTime> &at = intent(index(row, 0, groupIndex(group)))->checkedAt;
        if (!at)
            return {};
        if (!oldest.isValid() || *at < oldest)
            oldest = *at;
    }
    return oldest;
}

const Intent *waitingDecision(const IntentStore &intents, const QString &requestId)
{
    for (int row = intents.count() - 1; row >= 0; --row) {
        const Intent &intent = intents.at(row);
        if (intent.kind == IntentKind::Decision && intent.objectId == requestId
            && OutboxModel::groupOf(intent, {}) < OutboxModel::ClosedWithoutSending)
            return &intent;
    }
    return nullptr;
}

} // namespace gatehouse
