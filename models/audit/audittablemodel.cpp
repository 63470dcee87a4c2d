// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/audit/audittablemodel.h"

#include <algorithm>

namespace gatehouse {

namespace {

QVariant columnValue(const AuditEvent &event, int column)
{
    switch (column) {
    case AuditTableModel::At:
        return event.at;
    case AuditTableModel::Actor:
        return event.actor.name;
    case AuditTableModel::Action:
        return event.action;
    case AuditTableModel::Object:
        return event.object;
    case AuditTableModel::Outcome:
        return event.outcome;
    case AuditTableModel::Reason:
        return event.reason;
    default:
        return {};
    }
}

} // namespace

AuditTableModel::AuditTableModel(AuditService &service, QObject *parent)
    : QAbstractTableModel(parent)
    , m_service(service)
{
}

void AuditTableModel::setFilter(const AuditFilter &filter)
{
    if (filter == m_filter && m_asOf.isValid())
        return;
    m_filter = filter;
    refresh();
}

void AuditTableModel::refresh()
{
    m_reads.supersede();
    clear();
    readPage();
}

void AuditTableModel::readAgain()
{
    if (m_events.isEmpty()) {
        refresh();
        return;
    }
    m_reading = true;
    deliver(m_service.list(m_filter), this, m_reads.only([this](const Result<Page<AuditEvent>> &page) { onNewest(page); }));
}

void AuditTableModel::clear()
{
    beginResetModel();
    m_events.clear();
    m_cursor.clear();
    m_chain = {};
    m_total.reset();
    m_more = false;
    endResetModel();
}

const AuditEvent *AuditTableModel::event(const QModelIndex &index) const
{
    return index.isValid() ? &m_events.at(index.row()) : nullptr;
}

int AuditTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_events.size());
}

int AuditTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant AuditTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const AuditEvent &event = m_events.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case ValueRole:
        return columnValue(event, index.column());
    case IdRole:
        return event.id.text();
    case SequenceRole:
        return event.sequence;
    case HashRole:
        return event.hash;
    case EventRole:
        return QVariant::fromValue(static_cast<const void *>(&event));
    case HoldsRole:
        return m_chain.firstBroken != event.sequence;
    default:
        return {};
    }
}

bool AuditTableModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_more && !m_reading;
}

void AuditTableModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        readPage();
}

void AuditTableModel::readPage()
{
    m_reading = true;
    deliver(m_service.list(m_filter, m_cursor), this,
        m_reads.only([this](const Result<Page<AuditEvent>> &page) { onPage(page); }));
}

void AuditTableModel::onPage(const Result<Page<AuditEvent>> &page)
{
    m_reading = false;
    if (!page) {
        Q_EMIT failed(page.error());
        return;
    }
    m_more = page->nextCursor.has_value() && !page->nextCursor->isEmpty();
    m_cursor = page->nextCursor.value_or(QString());
    m_asOf = page->asOf;
    m_total = page->total;
    if (!page->items.isEmpty()) {
        beginInsertRows({}, int(m_events.size()), int(m_events.size() + page->items.size()) - 1);
        m_events += page->items;
        endInsertRows();
        m_chain = checkChain(m_events);
    }
    Q_EMIT pageRead();
}

//! The log only grows: what stands above the newest shown event is new, and nothing else changed.
void AuditTableModel::onNewest(const Result<Page<AuditEvent>> &page)
{
    m_reading = false;
    if (!page) {
        Q_EMIT failed(page.error());
        return;
    }
    const auto shown = std::find_if(page->items.begin(), page->items.end(),
        [this](const AuditEvent &event) { return !m_events.isEmpty() && event.id == m_events.first().id; });
    if (shown == page->items.end()) {
        clear();
        onPage(page);
        return;
    }
    const QList<AuditEvent> fresh(page->items.begin(), shown);
    if (!fresh.isEmpty()) {
        beginInsertRows({}, 0, int(fresh.size()) - 1);
        m_events = fresh + m_events;
        endInsertRows();
        m_chain = checkChain(m_events);
    }
    m_asOf = page->asOf;
    m_total = page->total;
    Q_EMIT pageRead();
}

} // namespace gatehouse
