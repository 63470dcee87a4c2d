// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/approvals/requestlistmodel.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

//! -1 for requests that are in no group of the caller.
int groupOf(const ApprovalRequest &request)
{
    if (request.queue == "your_turn"_L1)
        return RequestListModel::YourTurn;
    if (request.queue == "waiting"_L1)
        return RequestListModel::WaitingOnOthers;
    if (request.queue == "decided"_L1)
        return RequestListModel::RecentlyDecided;
    return -1;
}

} // namespace

RequestListModel::RequestListModel(const RequestStore &store, QObject *parent)
    : StoreModel(const_cast<RequestStore &>(store), GroupCount, parent)
    , m_requests(store)
{
    startUp();
}

void RequestListModel::setFilter(const QString &text)
{
    if (text == m_filter.text())
        return;
    m_filter = RequestFilter(text);
    m_pinned = {};
    letIn();
}

void RequestListModel::setToday(const QDate &today)
{
    if (today == m_today)
        return;
    m_today = today;
    rearrange();
}

void RequestListModel::setPinned(const RequestId &id)
{
    if (id == m_pinned)
        return;
    m_pinned = id;
    letIn();
}

void RequestListModel::setEnvironment(Environment environment)
{
    if (environment == m_environment)
        return;
    m_environment = environment;
    letIn();
}

void RequestListModel::setSort(Sort sort)
{
    if (sort == m_sort)
        return;
    m_sort = sort;
    letIn();
}

const ApprovalRequest *RequestListModel::request(const QModelIndex &index) const
{
    const int row = storeRow(index);
    return row < 0 ? nullptr : &m_requests.at(row);
}

QModelIndex RequestListModel::indexOf(const RequestId &id) const
{
    const int row = m_requests.indexOf(id.text());
    return row < 0 ? QModelIndex() : indexOfStoreRow(row);
}

int RequestListModel::unfilteredCount(Group group) const
{
    int count = 0;
    for (int row = 0; row < m_requests.count(); ++row)
        count += groupOf(m_requests.at(row)) == group ? 1 : 0;
    return count;
}

void RequestListModel::setHolding(bool holding)
{
    // Before the list was read once there is nothing that could move.
    if (holding == m_holding || (holding && !m_requests.wasRead()))
        return;
    m_holding = holding;
    letIn();
}

void RequestListModel::letIn()
{
    noteIn();
    rearrange();
}

void RequestListModel::noteIn()
{
    m_in.clear();
    for (int row = 0; m_holding && row < m_requests.count(); ++row) {
        if (groupOf(m_requests.at(row)) >= 0)
            m_in.insert(m_requests.at(row).id.text());
    }
}

StoreModel::Arrangement RequestListModel::arrange()
{
    Arrangement groups(GroupCount);
    int held = 0;
    for (int row = 0; row < m_requests.count(); ++row) {
        const ApprovalRequest &request = m_requests.at(row);
        const int group = groupOf(request);
        if (group < 0 || !accepts(request))
            continue;
        if (isIn(request))
            groups[size_t(group)].push_back(row);
        else
            ++held;
    }
    if (std::exchange(m_held, held) != held)
        Q_EMIT heldCountChanged(held);
    for (size_t group = 0; group < groups.size(); ++group) {
        std::stable_sort(groups[group].begin(), groups[group].end(), [&](int a, int b) {
            const ApprovalRequest &left = m_requests.at(a);
            const ApprovalRequest &right = m_requests.at(b);
            if (group == RecentlyDecided)
                return left.updatedAt > right.updatedAt;
            return isBefore(left, right);
        });
    }
    return groups;
}

QVariant RequestListModel::value(int storeRow, int, int role) const
{
    const ApprovalRequest &request = m_requests.at(storeRow);
    switch (role) {
    case Qt::DisplayRole:
        return request.pluginName;
    case GroupRole:
        return groupOf(request);
    case IdRole:
        return request.id.text();
    case RequestRole:
        return QVariant::fromValue(static_cast<const void *>(&request));
    default:
        return {};
    }
}

QVariant RequestListModel::groupValue(int group, int role) const
{
    const QModelIndex parent = groupIndex(group);
    if (role == GroupRole)
        return group;
    if (role == CountRole)
        return rowCount(parent);
    if (role != OverdueRole)
        return {};
    int overdue = 0;
    for (int row = 0; row < rowCount(parent); ++row)
        overdue += request(index(row, 0, parent))->slaState == SlaState::Breached ? 1 : 0;
    return overdue;
}

bool RequestListModel::accepts(const ApprovalRequest &request) const
{
    if (request.id == m_pinned)
        return true;
    if (m_environment != Environment::Unknown && request.environment != m_environment)
        return false;
    return m_filter.accepts(request, m_today);
}

bool RequestListModel::isBefore(const ApprovalRequest &a, const ApprovalRequest &b) const
{
    switch (m_sort) {
    case Sort::Due:
        if (a.dueAt.has_value() != b.dueAt.has_value())
            return a.dueAt.has_value();
        return a.dueAt && *a.dueAt < *b.dueAt;
    case Sort::Risk:
        return a.riskScore > b.riskScore;
    case Sort::Newest:
        return a.createdAt > b.createdAt;
    case Sort::Name:
        return a.pluginName.compare(b.pluginName, Qt::CaseInsensitive) < 0;
    }
    return false;
}

} // namespace gatehouse
