// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/operations/operationlistmodel.h"

namespace gatehouse {

OperationListModel::OperationListModel(const OperationStore &store, QObject *parent)
    : StoreModel(const_cast<OperationStore &>(store), 1, parent)
    , m_operations(store)
{
    startUp();
}

void OperationListModel::setShow(Show show)
{
    if (show == m_show)
        return;
    m_show = show;
    rearrange();
}

void OperationListModel::setFilter(const QString &text)
{
    if (text == m_filter)
        return;
    m_filter = text;
    rearrange();
}

const Operation *OperationListModel::operation(const QModelIndex &index) const
{
    const int row = storeRow(index);
    return row < 0 ? nullptr : &m_operations.at(row);
}

QModelIndex OperationListModel::indexOf(const OperationId &id) const
{
    const int row = m_operations.indexOf(id.text());
    return row < 0 ? QModelIndex() : indexOfStoreRow(row);
}

int OperationListModel::runningCount() const
{
    int count = 0;
    for (int row = 0; row < m_operations.count(); ++row)
        count += isRunning(m_operations.at(row)) ? 1 : 0;
    return count;
}

bool OperationListModel::isRunning(const Operation &operation)
{
    return operation.status == OperationStatus::Queued || operation.status == OperationStatus::Running
        || operation.status == OperationStatus::Cancelling;
}

StoreModel::Arrangement OperationListModel::arrange()
{
    Arrangement shown(1);
    for (int row = 0; row < m_operations.count(); ++row) {
        if (accepts(m_operations.at(row)))
            shown[0].push_back(row);
    }
    std::stable_sort(shown[0].begin(), shown[0].end(), [this](int a, int b) {
        const Operation &left = m_operations.at(a);
        const Operation &right = m_operations.at(b);
        if (isRunning(left) != isRunning(right))
            return isRunning(left);
        return left.createdAt > right.createdAt;
    });
    return shown;
}

QVariant OperationListModel::value(int storeRow, int, int role) const
{
    const Operation &operation = m_operations.at(storeRow);
    switch (role) {
    case Qt::DisplayRole:
    case SubjectRole:
        return operation.subject;
    case IdRole:
        return operation.id.text();
    case OperationRole:
        return QVariant::fromValue(static_cast<const void *>(&operation));
    case NumberRole:
        return operation.number;
    case TypeRole:
        return int(operation.type);
    case StatusRole:
        return int(operation.status);
    case PercentRole:
        return operation.percent;
    case EnvironmentRole:
        return int(operation.environment);
    case PersonRole:
        return operation.requestedBy.name;
    case CreatedAtRole:
        return operation.createdAt;
    case FinishedAtRole:
        return operation.finishedAt.value_or(QDateTime());
    default:
        return {};
    }
}

bool OperationListModel::accepts(const Operation &operation) const
{
    if (m_show == Show::Running && !isRunning(operation))
        return false;
    if (m_show == Show::Failed && operation.status != OperationStatus::Failed && operation.status != OperationStatus::TimedOut)
        return false;
    const QString text = operation.number + u' ' + operation.subject + u' ' + operation.requestedBy.name + u' '
        + toWire(operation.type);
    return m_filter.isEmpty() || text.contains(m_filter, Qt::CaseInsensitive);
}

} // namespace gatehouse
