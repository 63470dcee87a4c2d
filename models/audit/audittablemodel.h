// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/auditservice.h"
#include "core/base/latest.h"

#include <QAbstractTableModel>

namespace gatehouse {

//! The audit log, newest first, read page by page as the view scrolls. Each event that was read is
//! checked against its neighbours here.
class AuditTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { At, Actor, Action, Object, Outcome, Reason, ColumnCount };
    Q_ENUM(Column)
    enum Role {
        ValueRole = Qt::UserRole, //!< Raw value of the column
        IdRole,
        SequenceRole,
        HashRole,
        EventRole, //!< const void *: the AuditEvent, valid until the model changes
        HoldsRole //!< bool: hash and link hold as far as this computer can tell
    };

    explicit AuditTableModel(AuditService &service, QObject *parent = nullptr);

    //! Reads from the top.
    void setFilter(const AuditFilter &filter);
    const AuditFilter &filter() const { return m_filter; }
    void refresh();
    //! Reads the newest page again and puts what is new on top; what is shown keeps its place.
    void readAgain();

    const AuditEvent *event(const QModelIndex &index) const;
    const ChainCheck &chain() const { return m_chain; }
    bool isReading() const { return m_reading; }
    QDateTime asOf() const { return m_asOf; }
    std::optional<qint64> total() const { return m_total; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    void pageRead();
    void failed(const gatehouse::Error &error);

private:
    void readPage();
    void onPage(const Result<Page<AuditEvent>> &page);
    void onNewest(const Result<Page<AuditEvent>> &page);
    void clear();

    AuditService &m_service;
    AuditFilter m_filter;
    QList<AuditEvent> m_events;
    QString m_cursor;
    QDateTime m_asOf;
    std::optional<qint64> m_total;
    ChainCheck m_chain;
    Latest m_reads;
    bool m_more = false;
    bool m_reading = false;
};

} // namespace gatehouse
